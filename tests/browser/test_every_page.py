"""Every page, in every language and look: whole, quiet, within its window, readable; and a picture for people."""

import pytest

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from esimder.views.context import PAGES
from tests.browser.conftest import OUTPUT, Open
from tests.browser.looks import FAINT, LOOKS, SIDEWAYS, TALL
from tests.browser.reader import Reader
from tests.record import shipped

PERSON = shipped().statements["person_id"].replace("", None).value_counts().index[0]
EVENT = shipped().statements["event_id"].replace("", None).value_counts().index[0]
EVERYWHERE = {path or "overview": f"/{path}" for path in PAGES} | {"one-person": f"/person?person={PERSON}"}
ADDRESSES = EVERYWHERE | {"one-event": f"/timeline?event={EVENT}", "cards": "/detained?show=cards"}
CASES = [(name, look) for name in ADDRESSES for look in LOOKS if name in EVERYWHERE or look == "phone"]
LAID_OUT = """() => [...document.querySelectorAll(".people .original")].every((one) => one.getClientRects().length)"""


def tongues(name: str, look: str) -> tuple[str, ...]:
    """The languages in which a page is looked at, that of its address first: in the three looks it is each one once."""
    if name not in EVERYWHERE:
        return ("ru",)
    first = (list(EVERYWHERE).index(name) + list(LOOKS).index(look)) % len(LANGUAGES)
    return (*LANGUAGES[first:], *LANGUAGES[:first])


def picture(reader: Reader, name: str, look: str) -> None:
    """Keep a picture of the whole page for people."""
    page, window = reader.page, LOOKS[look]["viewport"]
    folder = OUTPUT / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for _ in range(2):  # how tall a part is that has not been seen yet, the browser only guesses
        height = min(max(page.evaluate(TALL), window["height"]), 6000)
        page.set_viewport_size({"width": window["width"], "height": height})
        page.evaluate("() => new Promise(requestAnimationFrame)")
    page.screenshot(path=folder / f"{name}-{look}.png")
    page.set_viewport_size(window)


@pytest.mark.parametrize(("name", "look"), CASES)
def test_a_page_is_whole_and_keeps_to_itself_in_every_language(opened: Open, name: str, look: str) -> None:
    address, tongue = ADDRESSES[name], tongues(name, look)
    reader = opened(f"{address}{'&' if '?' in address else '?'}lang={tongue[0]}", tongue[0], look)
    for lang in tongue:
        if lang != tongue[0]:
            reader.go(f".languages a[hreflang={lang}]")
        page, say = reader.page, language(lang)
        page_name = say("page." + (address.partition("?")[0].strip("/") or "overview"))
        assert page.evaluate("() => document.documentElement.lang") == lang
        assert page.title().endswith(f"{page_name} · {say('name')}")
        assert page.locator(".esimder h1").count() == 1, lang
        assert page.evaluate(SIDEWAYS) <= 0, lang
        assert page.evaluate(FAINT) == [], lang
        picture(reader, f"{name}-{lang}", look)


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


def test_the_filters_stand_on_one_line_and_a_name_in_its_own_letters_stays_in_one_piece(opened: Open) -> None:
    reader = opened("/?lang=en")
    filters = reader.page.locator(".filters :is(.search, summary, .toggle, .copy)")
    names = reader.page.locator(".people .original")
    for lang in ("en", "kk", "ru"):
        if lang != "en":
            reader.go(f".languages a[hreflang={lang}]")
        for width in (1440, 1280):
            reader.page.set_viewport_size({"width": width, "height": 800})
            tops = filters.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
            assert len(tops) > 5 and max(tops) - min(tops) < 5, (lang, width)
        reader.page.set_viewport_size({"width": 1280, "height": 6000})  # what is far below has no lines yet
        reader.page.wait_for_function(LAID_OUT)
        lines = names.evaluate_all("all => all.map((one) => one.getClientRects().length)")
        assert set(lines) == {1}, lang
