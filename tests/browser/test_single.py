"""The one HTML file in a real browser, opened from a disk: with its script and without, and nobody is asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from esimder.exports.making import made
from esimder.exports.single import single
from esimder.query import counts
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.views.provenance import imprint
from tests.browser.looks import FAINT, LOCALES, LOOKS
from tests.once import ORIGIN
from tests.record import context, hostile, shipped

EVIL = "<script>document.title=1</script> <img src=http://evil.example/i onerror=alert(1)> {{ 7*7 }} </section>"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TURN = """(anchor) => new Promise((done) => {
  if (location.hash === `#${anchor}`) { done(); return; }
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = anchor;
})"""
PERSON, PLACE, KIND = "zhumaev", "aktau", "trial"
# What a reader chooses in the file, and the same in the app.
ASKED: dict[str, dict[str, Any]] = {
    f"&place={PLACE}": {"place": (PLACE,)},
    f"&person={PERSON}": {"person": (PERSON,)},
    "&person=european-parliament": {"person": ("european-parliament",)},
    f"&kind={KIND}": {"kind": (KIND,)},
    f"&place={PLACE}&kind={KIND}": {"place": (PLACE,), "kind": (KIND,)},
}


@dataclass
class Opened:
    """The file in a tab, what was asked of anybody, and what the page complained of."""

    page: Page
    url: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, anchor: str) -> "Opened":
        """Open the file anew at an address within it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}#{anchor}" if anchor else self.url)
        return self

    def turn(self, anchor: str) -> None:
        """Change the address within the open file, and wait until the file has heard of it."""
        self.page.evaluate(TURN, anchor)

    def count(self, what: str) -> int:
        """A headline number that can be seen."""
        return int(self.page.locator(f"[data-count={what}]:visible").inner_text())

    def totals(self) -> dict[str, int]:
        """All headline numbers."""
        return {what: self.count(what) for what in counts.totals(select(shipped(), context().view))}

    def tops(self) -> dict[str, float]:
        """How far below the window's top stands each part that has an id, without its language."""
        found = self.page.evaluate(
            "() => [...document.querySelectorAll('.person, .event')].filter((one) => one.getClientRects().length)"
            ".map((one) => [one.id.slice(3), one.getBoundingClientRect().top])"
        )
        return dict(found)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the shipped record, on a disk."""
    path = tmp_path_factory.mktemp("stick") / "esimder.html"
    path.write_bytes(made(single.FORMAT.make(context(), ORIGIN, {})))
    return path


Open = Callable[..., Opened]


@pytest.fixture
def opened(chromium: Browser, written: Path) -> Iterator[Open]:
    """Opens the file in a fresh profile; at the end nobody was asked and nothing was complained of."""
    tabs: list[Opened] = []

    def open_file(
        anchor: str = "", look: str = "desktop", path: Path = written, lang: str = "en", **how: Any
    ) -> Opened:
        context = chromium.new_context(**LOOKS[look], locale=LOCALES[lang], **how)
        context.set_default_timeout(10_000)
        tab = Opened(context.new_page(), path.as_uri())
        tabs.append(tab)
        context.on("request", lambda request: tab.asked.append(request.url))
        context.on("console", lambda message: tab.complaints.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: tab.complaints.append(str(error.error)))
        return tab.go(anchor)

    yield open_file
    for tab in tabs:
        tab.page.context.close()
        assert [url for url in tab.asked if url.partition("#")[0] != tab.url] == []
        assert tab.complaints == []


def test_without_a_script_each_language_is_one_link_away_and_whole(opened: Open) -> None:
    tab = opened(java_script_enabled=False)
    totals = counts.totals(select(shipped(), context().view))
    for code in LANGUAGES:
        tab.page.locator(f"nav.languages:visible a[lang={code}]").click()
        expect(tab.page.locator(".tongue:visible")).to_have_count(1)
        expect(tab.page.locator(f"#{code}")).to_be_visible()
        assert tab.totals() == totals, code
        assert tab.page.locator(".statement[id]:visible").count() == totals["statements"], code
        expect(tab.page.locator("form:visible")).to_have_count(0)


def test_without_a_script_a_dot_leads_to_its_place_and_a_name_to_the_person(opened: Open) -> None:
    tab = opened("ru", java_script_enabled=False)
    tab.page.locator(f".wide:visible a[href='#ru-place-{PLACE}']").click()
    expect(tab.page.locator(f"#ru-place-{PLACE}")).to_be_in_viewport()
    tab.page.locator(f"tr[data-person={PERSON}]:visible th a").click()
    expect(tab.page.locator(f"#ru-person-{PERSON} h3")).to_be_in_viewport()
    assert tab.page.locator(f"#ru-person-{PERSON} .statement").first.is_visible()


def test_a_filter_in_the_address_gives_the_numbers_of_the_app(opened: Open) -> None:
    tab = opened("en&kind=meeting")
    for query, asked in ASKED.items():
        tab.turn(f"en{query}")
        assert tab.totals() == counts.totals(select(shipped(), context(**asked).view)), query
        assert tab.page.locator("#en .statement[id]:not([hidden])").count() == tab.count("statements"), query
    tab.go(f"en{query}")
    assert tab.totals() == counts.totals(select(shipped(), context(**asked).view))


def test_the_address_is_the_view_and_back_leads_back(opened: Open) -> None:
    tab = opened("en")
    whole = tab.totals()
    tab.page.locator("select[name=place]:visible").select_option(PLACE)
    assert tab.page.url.endswith(f"#en&place={PLACE}")
    chosen_there = tab.totals()
    assert chosen_there["statements"] < whole["statements"]
    said = tab.page.locator("#en .imprint")
    about = imprint(context(place=(PLACE,)), ORIGIN)
    for line in (about.question, f"statements: {chosen_there['statements']} of ", f"place={PLACE}"):
        expect(said).to_contain_text(line)
    expect(tab.page.locator("#en > footer")).to_contain_text(f". View: {about.question}. {ORIGIN}")
    expect(tab.page.locator("#en > footer")).not_to_contain_text(context().say("cite.everything"))
    tab.page.locator("select[name=kind]:visible").select_option(KIND)
    assert tab.page.url.endswith(f"#en&place={PLACE}&kind={KIND}")
    tab.page.go_back()
    assert tab.totals() == chosen_there
    expect(tab.page.locator("select[name=kind]:visible")).to_have_value("")
    tab.page.locator("button[type=reset]:visible").click()
    assert tab.totals() == whole
    assert tab.page.url.endswith("#en")
    expect(tab.page.locator("#en > footer")).to_contain_text(imprint(context(), ORIGIN).citation)


def test_a_dot_on_the_map_chooses_its_place_and_lets_it_go_again(opened: Open) -> None:
    tab = opened("kk")
    whole, dot = tab.totals(), tab.page.locator(f".wide:visible a[href='#kk-place-{PLACE}']")
    dot.click()
    assert tab.page.url.endswith(f"#kk&place={PLACE}")
    expect(tab.page.locator("#kk-place-almaty")).to_be_hidden()
    pale = tab.page.locator(".wide:visible a.off").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert "#kk-place-almaty" in pale and f"#kk-place-{PLACE}" not in pale
    flows = tab.page.locator(".wide:visible [fill='var(--flow)']")
    assert flows.evaluate_all("all => all.filter((one) => getComputedStyle(one).opacity > 0.05).length") == 0
    dot.click()
    assert tab.totals() == whole
    expect(tab.page.locator(".figure a.off:visible")).to_have_count(0)
    assert flows.evaluate_all("all => all.filter((one) => getComputedStyle(one).opacity > 0.05).length") > 0


def test_a_name_is_found_by_any_spelling_that_a_source_prints(opened: Open) -> None:
    tab = opened("en")
    tab.page.locator("input[name=q]:visible").fill("Ablovas Jumayev")
    expect(tab.page.locator(f"#en-person-{PERSON}")).to_be_visible()
    assert tab.count("people") < 5
    tab.page.locator("input[name=q]:visible").fill("zzzz")
    expect(tab.page.locator(".empty:visible")).to_have_count(1)
    assert set(tab.totals().values()) == {0}


def test_the_language_changes_and_the_place_in_the_file_stays(opened: Open) -> None:
    tab = opened(f"en-person-{PERSON}&person={PERSON}")
    before, totals = tab.tops(), tab.totals()
    assert abs(before[f"person-{PERSON}"]) < 200
    for code in ("kk", "ru", "en"):
        tab.page.locator("nav.languages:visible a[lang=" + code + "]").evaluate("one => one.click()")
        assert tab.page.url.endswith(f"#{code}-person-{PERSON}&person={PERSON}")
        assert tab.page.evaluate("document.documentElement.lang") == code
        assert abs(tab.tops()[f"person-{PERSON}"] - before[f"person-{PERSON}"]) < 40
        assert tab.totals() == totals


def test_a_link_to_what_the_filter_hides_lets_the_filter_go(opened: Open) -> None:
    tab = opened("en-person-bokaev&person=" + PERSON)
    assert tab.page.url.endswith("#en-person-bokaev")
    expect(tab.page.locator("#en-person-bokaev h3")).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_file_opens_in_the_readers_language(opened: Open, lang: str) -> None:
    tab = opened("", lang=lang)
    expect(tab.page.locator(f"#{lang}")).to_be_visible()
    expect(tab.page.locator(".tongue:visible")).to_have_count(1)


def test_the_file_is_used_with_the_keyboard_alone(opened: Open) -> None:
    tab = opened("en")
    tab.page.locator("input[name=q]:visible").focus()
    tab.page.keyboard.type("Ablovas")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.name") == "person"
    link = tab.page.locator(f"tr[data-person={PERSON}]:visible th a")
    link.focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == f"en-person-{PERSON}"
    mark = tab.page.locator(f".wide:visible a[href='#en-place-{PLACE}']")
    mark.focus()
    tab.page.keyboard.press("Enter")
    assert f"&place={PLACE}" in tab.page.url.replace("?", "&")


@pytest.mark.parametrize("look", ["phone", "desktop"])
def test_no_width_makes_the_page_scroll_sideways(opened: Open, look: str) -> None:
    tab = opened(LANGUAGES[0], look)
    for folds in ("as they come", "open"):
        if folds == "open":
            tab.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        for code in LANGUAGES:
            tab.turn(code)
            expect(tab.page.locator(f"#{code}")).to_be_visible()
            assert tab.page.evaluate(WIDER) == 0, (code, folds)


@pytest.mark.parametrize("look", ["desktop", "dark"])
def test_every_word_can_be_told_from_its_ground(opened: Open, look: str) -> None:
    tab = opened(f"en&place={PLACE}", look)
    tab.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert tab.page.evaluate(FAINT.replace(".esimder", "body")) == []


def test_paper_holds_every_statement(opened: Open) -> None:
    tab = opened("en")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.page.emulate_media(media="print")
    shown = counts.totals(select(shipped(), context().view))["statements"]
    assert tab.page.locator(".statement[id]:visible").count() == shown
    expect(tab.page.locator("form:visible")).to_have_count(0)


def test_words_that_look_like_code_stay_words(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(made(single.FORMAT.make(context(record=hostile(EVIL), kind=("meeting",)), "", {})))
    tab = opened("en", path=path)
    assert tab.page.locator(".person h3:visible").first.inner_text().split() == EVIL.split()
    assert tab.page.locator("img").count() == 0
