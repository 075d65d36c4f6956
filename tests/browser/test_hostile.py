"""Data is never code: a record full of markup is shown letter by letter and fetches nothing, policy or not."""

import csv
import io
from urllib.parse import urlencode

import pytest

from esimder.data import SHIPPED, load
from esimder.language import language
from esimder.schema import LANGUAGES
from tests.browser.conftest import Open
from tests.browser.looks import SIDEWAYS
from tests.browser.records import EVIL, FAULTS, PIECES

RECORD = load(SHIPPED)
MANY = {name: str(RECORD.statements[name].replace("", None).value_counts().index[0])
        for name in ("source_id", "person_id", "event_id")}
# Pages on which every attempt stands, since they list at least as many rows as there are attempts.
ALL = ("/", "/timeline", "/timeline?lanes=person", f"/timeline?event={MANY['event_id']}", "/map?place=aktau",
       "/person", f"/person?person={MANY['person_id']}", "/sources", f"/sources?source={MANY['source_id']}")
SOME = ("/map", "/map?count=people", "/detained", "/detained?show=cards", "/detained?who=others")
# What only markup that was read as markup could have made.
MADE = """() => [...document.querySelectorAll(".esimder :is(img, script, iframe, object, embed, base, link, meta)," +
  ".esimder [onerror], .esimder [onmouseover], .esimder svg a, .esimder [style*=evil]")].map((one) => one.outerHTML)"""


def visit(address: str, lang: str) -> str:
    """An address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


# On a phone a long word sticks out first; the two fullest pages are looked at on a desktop too.
CASES = [*((address, "phone") for address in ALL + SOME), ("/", "desktop"), ("/map?place=aktau", "desktop")]


@pytest.mark.parametrize(("address", "look"), CASES)
def test_markup_in_the_data_is_shown_and_not_obeyed(opened: Open, hostile: str, address: str, look: str) -> None:
    lang = LANGUAGES[(ALL + SOME).index(address) % 3]
    reader = opened(visit(address, lang), lang, look, home=hostile, bypass_csp=True)
    content = reader.page.locator(".content").text_content() or ""
    shown = [piece for piece in PIECES if piece in content]
    assert shown == list(PIECES) if address in ALL else len(shown) > 3
    assert reader.page.evaluate(MADE) == []
    assert reader.page.title().endswith(language(lang)("name"))
    assert reader.page.evaluate(SIDEWAYS) <= 0


def test_figures_show_markup_letter_by_letter(opened: Open, hostile: str) -> None:
    reader = opened("/timeline?lanes=person", home=hostile, bypass_csp=True)
    lanes = reader.page.locator("[data-figure=timeline] .ytick text").all_text_contents()
    # A name that is too long for its lane is cut, and ends in "…".
    said = [lane.removesuffix("…") for lane in lanes]
    assert [piece for piece in PIECES if not any(lane and piece.startswith(lane) for lane in said)] == []


@pytest.mark.parametrize(("address", "figure"), [("/map", "map"), ("/timeline", "timeline")])
def test_a_hover_shows_markup_letter_by_letter(opened: Open, hostile: str, address: str, figure: str) -> None:
    reader = opened(address, home=hostile, bypass_csp=True)
    said = set()
    for mark in reader.page.locator(f"[data-figure={figure}] .layer:last-child path.point").all()[:12]:
        box = mark.bounding_box()
        assert box
        reader.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
        reader.page.wait_for_timeout(120)
        said.add("".join(reader.page.locator(".hoverlayer text").all_text_contents()))
    assert any(piece in text for piece in PIECES[:3] for text in said)
    assert reader.page.evaluate(MADE) == []


def test_a_hostile_link_is_shown_and_not_obeyed(opened: Open) -> None:
    query = urlencode({"q": f"<img src={EVIL}/q>", "kind": f"<script src={EVIL}/k></script>"})
    reader = opened(f"/?{query}", bypass_csp=True)
    assert f"<img src={EVIL}/q>" in (reader.page.locator(".chips").text_content() or "")
    assert f"<script src={EVIL}/k></script>" in (reader.page.locator(".notice").text_content() or "")
    assert reader.page.evaluate(MADE) == []


def test_no_cell_of_a_download_is_a_formula(opened: Open, hostile: str) -> None:
    reader = opened("/sources", home=hostile)
    text = reader.page.request.get(f"{hostile}/export/statements.csv").text()
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_faulty_record_shows_every_fault_with_file_row_column_and_value(opened: Open, broken: str, lang: str) -> None:
    reader = opened(f"/map?lang={lang}", lang, home=broken, bypass_csp=True)
    rows = [[cell.strip() for cell in row.locator("td").all_text_contents()[:4]] for row in
            reader.page.locator("tbody tr").all()]
    assert sorted(rows) == sorted([f"{table}.csv", str(line + 2), *cell] for table, line, *cell in FAULTS)
    assert reader.page.title() == language(lang)("fault.title")
    assert reader.page.evaluate(MADE) == []
