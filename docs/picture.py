"""Makes docs/overview.png from the running app: start it with `make run`, then `python docs/picture.py [ADDRESS]`."""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501"
BROWSER = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1440, "height": 960}, device_scale_factor=1.25)
    page.goto(f"{ADDRESS}/?lang=en")
    page.wait_for_selector(".esimder[data-drawn]:not([aria-busy])")
    page.wait_for_timeout(1500)
    page.screenshot(path=Path(__file__).parent / "overview.png")
    browser.close()
