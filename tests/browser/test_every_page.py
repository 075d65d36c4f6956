"""Every page, in every language and look: whole, quiet, within its window, readable; and a picture for people."""

import pytest

from esimder.data import SHIPPED, load
from esimder.language import language
from esimder.page import PAGES
from esimder.schema import LANGUAGES
from tests.browser.conftest import OUTPUT, Open
from tests.browser.looks import FAINT, LOOKS, SIDEWAYS, TALL

RECORD = load(SHIPPED)
PERSON = RECORD.statements["person_id"].replace("", None).value_counts().index[0]
EVENT = RECORD.statements["event_id"].replace("", None).value_counts().index[0]
EVERYWHERE = {path or "overview": f"/{path}" for path in PAGES} | {"one-person": f"/person?person={PERSON}"}
ADDRESSES = EVERYWHERE | {"one-event": f"/timeline?event={EVENT}", "cards": "/detained?show=cards"}
CASES = [(name, lang, look) for name in ADDRESSES for lang in LANGUAGES for look in LOOKS
         if name in EVERYWHERE or (lang, look) == ("ru", "phone")]


@pytest.mark.parametrize(("name", "lang", "look"), CASES)
def test_a_page_is_whole_and_keeps_to_itself(opened: Open, name: str, lang: str, look: str) -> None:
    address = ADDRESSES[name]
    reader = opened(f"{address}{'&' if '?' in address else '?'}lang={lang}", lang, look)
    page, say = reader.page, language(lang)
    page_name = say("page." + (address.partition("?")[0].strip("/") or "overview"))
    assert page.evaluate("() => document.documentElement.lang") == lang
    assert page.title() == f"{page_name} · {say('name')}"
    assert page.locator(".esimder h1").count() == 1
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(FAINT) == []
    folder = OUTPUT / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    window = LOOKS[look]["viewport"]
    page.set_viewport_size({"width": window["width"], "height": min(max(page.evaluate(TALL), window["height"]), 6000)})
    reader.settle()
    page.screenshot(path=folder / f"{name}-{lang}-{look}.png")


def test_an_attempt_to_ask_another_host_would_be_noticed(opened: Open) -> None:
    reader = opened("/sources", bypass_csp=True)
    reader.page.evaluate("() => { new Image().src = 'http://evil.example/planted'; }")
    reader.page.wait_for_timeout(300)
    assert reader.asked == ["http://evil.example/planted"]
    assert any("ERR_PROXY_CONNECTION_FAILED" in text for text in reader.complaints)
    reader.asked.clear()
    reader.complaints.clear()


def test_the_policy_stops_what_the_page_itself_would_let_through(opened: Open) -> None:
    reader = opened("/sources")
    reader.page.evaluate("() => { new Image().src = 'http://evil.example/planted'; }")
    reader.page.wait_for_timeout(300)
    assert any("Content Security Policy" in text for text in reader.complaints)
    assert all("Content Security Policy" in text for text in reader.complaints)
    reader.asked.clear()
    reader.complaints.clear()


@pytest.mark.parametrize("width", [1440, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_filters_stand_on_one_line(opened: Open, lang: str, width: int) -> None:
    reader = opened(f"/?lang={lang}", lang)
    reader.page.set_viewport_size({"width": width, "height": 800})
    controls = ".filters :is(.search, summary, .toggle, .copy)"
    tops = reader.page.locator(controls).evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert max(tops) - min(tops) < 5
