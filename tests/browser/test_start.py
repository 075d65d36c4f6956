"""Why Streamlit neither writes the address nor hears Back on our pages (`web/start.js`)."""

import re

from playwright.sync_api import Route

from esimder.paths import WEB
from tests.browser.conftest import Open

GUARD = re.compile(r"^if \(!\(\"own\".*?^}\n", re.MULTILINE | re.DOTALL)


def runs_after_back(tab: Open, guarded: bool) -> int:
    """How many messages Streamlit sends to the server when a reader goes from page to page and back."""
    script = (WEB / "start.js").read_text("utf-8")
    assert len(GUARD.findall(script)) == 1
    reader = tab()
    page = reader.page

    def answer(route: Route) -> None:
        route.fulfill(body=script if guarded else GUARD.sub("", script), content_type="text/javascript")

    page.route("**/web/start.js*", answer)
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    reader.open("/map?lang=en")
    reader.go(".bar a[href^='/timeline']")
    before = len(sent)
    page.go_back()
    page.wait_for_timeout(1_000)
    page.unroute("**/web/start.js*")
    reader.complaints.clear()
    return len(sent) - before


def test_back_is_answered_by_a_fetch_and_would_else_run_the_page_anew(tab: Open) -> None:
    assert runs_after_back(tab, guarded=True) == 0
    assert runs_after_back(tab, guarded=False) > 0
