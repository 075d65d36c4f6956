"""Makes docs/overview.png from the running app: start it with `make run`, then `python -m tools.picture [ADDRESS]`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, chromium_path

TARGET = Path(__file__).parents[1] / "docs" / "overview.png"


def main(address: str) -> None:
    """Take the overview of the app at an address, in English, as a reader at a desk sees it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 960}, device_scale_factor=1.25)
        page.goto(f"{address}/?lang=en")
        page.wait_for_selector(".esimder[data-drawn]:not([aria-busy])")
        page.wait_for_timeout(1500)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
