"""A candidate's page in the browser: a load, a click, and what came over the wire."""

import base64
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from bench.apps import App

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
LOAD_QUIET, CHANGE_QUIET, PATIENCE = 1000, 350, 60
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def launch(playwright: Playwright) -> Browser:
    """Headless Chromium: the one named in CHROMIUM_PATH, the system's, or Playwright's own."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


class Tab:
    """A fresh context with a cold cache and one page of a candidate in it."""

    def __init__(self, browser: Browser, app: App) -> None:
        self.app, self.received = app, 0
        self.context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        self.page: Page = self.context.new_page()
        self.page.add_init_script(PROBE.replace("VIEWS", json.dumps(app.views)))
        wire = self.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.webSocketFrameReceived", self._frame)
        wire.on("Network.loadingFinished", self._answer)

    def _frame(self, event: dict[str, Any]) -> None:
        text = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.received += len(base64.b64decode(text)) if binary else len(text.encode())

    def _answer(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def _settled(self, quiet: int, drawn: tuple[str, ...] = ()) -> dict[str, Any]:
        """What the probe says once the views stand still."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found: dict[str, Any] | None = self.page.evaluate(
                "([quiet, drawn]) => window.bench(quiet, drawn)", [quiet, list(drawn)]
            )
            if found:
                return found
            self.page.wait_for_timeout(60)
        raise TimeoutError(f"{self.app.title}: the views were not all drawn within {PATIENCE} s")

    def load(self) -> dict[str, Any]:
        """Open the page: milliseconds until all views were drawn, and bytes."""
        self.received = 0
        self.page.goto(self.app.url, wait_until="commit")
        return {**self._settled(LOAD_QUIET, self.app.drawn), "bytes": self.received}

    def open_menu(self) -> None:
        """Open the filter's menu if it has one; it stays open."""
        if self.app.menu:
            self.page.click(self.app.menu)
            self.page.wait_for_timeout(600)

    def change(self, place: str) -> dict[str, Any]:
        """Click a place in the filter: milliseconds until all views had changed, and bytes."""
        self.page.bring_to_front()
        option = self.page.locator(self.app.option.format(place=place))
        option.scroll_into_view_if_needed()
        self.page.wait_for_timeout(60)
        self.received = 0
        option.click()
        return {**self._settled(CHANGE_QUIET), "bytes": self.received}
