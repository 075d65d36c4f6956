"""Where a browser keeps nothing or runs no script, or an address is none of ours, what can be shown is shown and the
rest is said."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.telling import LAST, ONE

REFUSING = (
    """() => { Storage.prototype.setItem = () => { throw new DOMException("no room", "QuotaExceededError"); }; }"""
)


def nothing_is_kept(page: Page, home: str) -> None:
    """Look at a presentation, add a step and make a draft in a browser that keeps nothing."""
    say = language("kk")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{home}/present?story={ONE}&step=2&lang=kk")
    page.locator(".slide.on[data-slide='2'] h1").wait_for()
    assert page.locator("[data-unkept]").inner_text() == say("present.unkept")
    page.keyboard.press("End")
    page.locator(f".slide.on[data-slide='{LAST}'] h1").wait_for()
    page.goto(f"{home}/map?lang=kk")
    page.locator("details[data-menu=take] summary").click()
    page.locator("[data-add-step]").click()
    page.locator("[data-add-step]").filter(has_text=say("story.unadded")).wait_for()
    page.goto(f"{home}/present?lang=kk")
    page.locator(f"[data-story-copy={ONE}]").click()
    page.locator("[data-story-told]").filter(has_text=say("story.unkept")).wait_for()
    assert page.locator("[data-field=view]").count() == LAST
    assert complaints == []


def test_where_there_is_no_room_nothing_is_kept_and_it_is_said(chromium: Browser, server: str) -> None:
    page = chromium.new_page(locale="kk-KZ")
    page.add_init_script(f"({REFUSING})()")
    nothing_is_kept(page, server)
    page.close()


def test_where_cookies_are_blocked_nothing_is_kept_and_it_is_said(
    chromium: Browser, server: str, tmp_path: Path
) -> None:
    settings = tmp_path / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = chromium.browser_type.launch_persistent_context(
        str(tmp_path), executable_path=chromium_path(), args=list(FLAGS)
    )
    page = context.new_page()
    page.goto(f"{server}/web/start.js")
    with pytest.raises(Exception, match="SecurityError"):
        page.evaluate("() => window.localStorage.length")
    nothing_is_kept(page, server)
    context.close()


def test_without_scripts_a_reader_is_told_in_every_language_and_gets_the_view_as_a_file(
    chromium: Browser, server: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/map?place=aktau&kind=meeting&lang=kk&embed=no")
    links = page.locator("a")
    assert [one.inner_text() for one in links.all()] == [language(code)("noscript.file") for code in LANGUAGES]
    for code, link in zip(LANGUAGES, links.all(), strict=True):
        asked = urlsplit(link.get_attribute("href") or "")
        query = [("place", "aktau"), ("kind", "meeting"), ("lang", code), ("_path", "map")]
        assert (asked.path, parse_qsl(asked.query)) == ("/take/page", query)
    assert page.locator("b").all_inner_texts() == [language(code)("noscript.text") for code in LANGUAGES]
    assert page.locator("a[href*=_stcore]").count() == 0 and links.first.is_visible()
    with page.expect_download() as taken:
        links.first.click()
    assert Path(taken.value.path()).read_text("utf-8").rstrip().endswith("</html>")
    context.close()


def test_an_address_that_is_none_of_ours_says_so_in_the_language_of_the_browser_with_a_way_on(
    chromium: Browser, server: str
) -> None:
    page = chromium.new_page(locale="kk-KZ")
    answer = page.goto(f"{server}/nothing")
    assert answer and answer.status == 404
    assert page.locator("h1").inner_text() == language("kk")("door.nothing")
    page.locator("a").click()
    page.wait_for_selector(".esimder[data-drawn]")
    assert page.title().endswith(language("kk")("name"))
    page.close()
