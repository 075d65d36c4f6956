"""Every page in every window: nothing cut, no name broken, controls in reach; on paper; in forced colours."""

import io
from typing import Any

import pytest
from playwright.sync_api import ViewportSize
from pypdf import PdfReader

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from tests.browser.conftest import Open
from tests.browser.looks import FAINT, SIDEWAYS
from tests.browser.measures import BROKEN, CUT, LABELS, PAPER
from tests.browser.reader import Reader
from tests.browser.test_every_page import EVERYWHERE

PAGES = {**EVERYWHERE, "one-person": "/person?person=ayan", "a-place": "/map?place=aktau", "names": "/names"}
# A laptop, an old one, and a window of 1280 at 200 % and at 400 %.
WINDOWS: dict[str, ViewportSize] = {
    "laptop": {"width": 1366, "height": 768},
    "old": {"width": 1024, "height": 768},
    "twice": {"width": 640, "height": 512},
    "four times": {"width": 320, "height": 256},
}
SCREENS = {1500: "wide", 1024: "desktop", 640: "tablet", 0: "phone"}
EVERY_LANGUAGE = ("old", "four times")
# What is printed: the address, and words of its question that the paper must hold.
PRINTED = {
    "/?place=aktau&since=2018-01-01": ("Aktau", "since 2018", "in custody on 8 April 2019"),
    "/map?as_of=2019-01-05": ("5 January 2019",),
    "/timeline?q=Aktau&lanes=person": ("“Aktau”", "8 April 2019"),
    "/detained": ("10 people in custody as of 8 April 2019", "no filters"),
    "/person?person=bokaev&disputed=yes": ("Maks Bokaev", "8 April 2019"),
}
SHEETS = {"A4": 703, "Letter": 725}  # and how wide each is between its margins of 12 mm, px
NOTHING_SHRUNK = b"3.125 0 0 3.125"  # how Chromium writes that 1 px of the page is 1/96 inch on paper


def sized(reader: Reader, window: ViewportSize) -> None:
    """Give the window a size and wait until the page is drawn for it."""
    told = reader.page.evaluate("() => document.querySelector('.esimder').data.device.screen")
    if told == next(name for least, name in SCREENS.items() if window["width"] >= least):
        reader.page.set_viewport_size(window)
        reader.settle()
    else:  # the server draws for another kind of screen
        with reader.going():
            reader.page.set_viewport_size(window)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_and_no_name_is_broken_in_any_window(opened: Open, name: str) -> None:
    address, first = PAGES[name], LANGUAGES[list(PAGES).index(name) % len(LANGUAGES)]
    reader = opened(f"{address}{'&' if '?' in address else '?'}lang={first}", first)
    found: dict[tuple[str, str], list[Any]] = {}
    for window, size in WINDOWS.items():
        sized(reader, size)
        now = reader.page.evaluate("() => document.documentElement.lang")
        for lang in (now, *(code for code in LANGUAGES if code != now)) if window in EVERY_LANGUAGE else (now,):
            if lang != reader.page.evaluate("() => document.documentElement.lang"):
                reader.go(f".languages a[hreflang={lang}]")
            wrong = [*reader.page.evaluate(CUT), *reader.page.evaluate(BROKEN), *reader.page.evaluate(LABELS)]
            sideways = reader.page.evaluate(SIDEWAYS)
            found[window, lang] = wrong + ([f"{sideways} px sideways"] if sideways > 0 else [])
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


def test_a_page_is_printed_whole_with_its_question_and_in_light_colours(opened: Open) -> None:
    reader = opened("/?lang=en", "en", "dark")
    page = reader.page
    for at, (address, asked) in enumerate(PRINTED.items()):
        reader.follow(f"{address}{'&' if '?' in address else '?'}lang=en")
        sheet = list(SHEETS)[at % len(SHEETS)]
        first = PdfReader(io.BytesIO(page.pdf(format=sheet))).pages[0]
        words = " ".join(first.extract_text().replace("\u00a0", " ").split())[:700]
        assert [one for one in asked if one not in words] == [], f"{address}: {words}"
        drawn = first.get_contents()
        assert drawn is not None and NOTHING_SHRUNK in drawn.get_data()[:400], address
        page.emulate_media(media="print")
        page.set_viewport_size({"width": SHEETS[sheet], "height": 900})
        assert [name for name, whole in page.evaluate(PAPER) if not whole] == [], address
        assert page.evaluate(FAINT) == [], address
        page.emulate_media(media="null")
        page.set_viewport_size({"width": 1440, "height": 900})
        reader.settle()


def test_in_colours_of_the_system_every_sign_keeps_its_shape_and_a_figure_its_paper(opened: Open) -> None:
    reader = opened("/person?person=bokaev&lang=ru", "ru")
    page = reader.page
    page.emulate_media(forced_colors="active")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    fill = (
        "(all) => all.map((one) => getComputedStyle(one)).map(({ backgroundColor, backgroundImage, borderTopWidth }) =>"
    )
    signs = page.locator(".legend i").evaluate_all(fill + " [backgroundColor, backgroundImage, borderTopWidth])")
    clear = ("rgba(0, 0, 0, 0)", ground)
    assert signs and [one for one in signs if one[0] in clear and one[1] == "none" and one[2] == "0px"] == []
    held = page.locator(".state.in_custody:not(.stale) i").evaluate_all(fill + " backgroundColor)")
    assert held and [one for one in held if one in clear] == []
    papers = page.locator("[data-figure]").evaluate_all(fill + " backgroundColor)")
    assert papers and "rgba(0, 0, 0, 0)" not in papers
    page.emulate_media(forced_colors="none")


def test_the_first_stop_of_the_keyboard_is_seen_and_leads_to_the_content(opened: Open) -> None:
    page = opened("/timeline?lang=kk", "kk").page
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    box = skip.bounding_box()
    assert skip.get_attribute("href") == "#content" and box and box["x"] >= 0 and box["y"] >= 0
    assert skip.evaluate("(one) => getComputedStyle(one).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "content"


def test_the_filters_stay_in_reach_on_a_long_page_or_a_way_up_does(opened: Open) -> None:
    reader = opened("/sources?lang=ru", "ru")
    page = reader.page
    down = "() => { const main = document.querySelector('[data-testid=stMain]'); main.scrollTo(0, main.scrollHeight); }"
    page.evaluate(down)
    page.locator("details[data-menu=place] summary").click()
    assert page.evaluate("() => document.querySelector('.top').getBoundingClientRect().top") == 0
    sized(reader, {"width": 390, "height": 844})
    page.evaluate(down)
    page.locator(".rail a").click()
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop < 5")
    assert page.locator(":focus").get_attribute("id") == "top"


# What a live line says from now on, each change once.
HEARD = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [aria-live]";
  const says = ({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
  new MutationObserver((all) => {
    const lines = new Set(all.filter((one) => one.type === "characterData" || one.addedNodes.length).map(says));
    for (const line of lines) if (line) window.heard.push(line.textContent.trim());
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_a_screen_reader_hears_once_what_a_filter_leaves(opened: Open) -> None:
    reader = opened("/?lang=ru", "ru")
    page, say = reader.page, language("ru")
    page.evaluate(HEARD)

    def held() -> str:
        numbers = {what: reader.total(what) for what in ("people", "events", "statements")}
        return ", ".join(say(f"total.{what}", n=n) for what, n in numbers.items())

    for chosen in (".toggle[href*=disputed]", ".people .pick", ".chip.all", "a.total[href*=people]"):
        reader.go(chosen)
        page.wait_for_timeout(100)
        assert page.evaluate("() => window.heard.splice(0)") == [held()], chosen
    reader.follow("/?lang=ru&q=zzzz")
    assert page.evaluate("() => window.heard.splice(0)") == [say("empty.title")]
