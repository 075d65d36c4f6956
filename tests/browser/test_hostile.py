"""Data is never code: a record full of markup is shown letter by letter and fetches nothing, policy or not."""

import csv
import io
import urllib.request
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from tests.browser.conftest import Open
from tests.browser.looks import SIDEWAYS
from tests.browser.reader import Reader
from tests.browser.records import EVIL, FAULTS, PIECES
from tests.record import shipped

MANY = {
    name: str(shipped().statements[name].replace("", None).value_counts().index[0])
    for name in ("source_id", "person_id", "event_id")
}
# Pages on which every attempt stands, since they list at least as many rows as there are attempts.
ALL = (
    "/",
    "/timeline",
    "/timeline?lanes=person",
    f"/timeline?event={MANY['event_id']}",
    "/map?place=aktau",
    "/person",
    f"/person?person={MANY['person_id']}",
    "/sources",
    f"/sources?source={MANY['source_id']}",
)
SOME = ("/map", "/map?count=people", "/detained", "/detained?show=cards", "/detained?who=others")
# What only markup that was read as markup could have made.
MADE = """() => [...document.querySelectorAll(".esimder :is(img, script, iframe, object, embed, base, link, meta)," +
  ".esimder [onerror], .esimder [onmouseover], .esimder svg a, .esimder [style*=evil]")].map((one) => one.outerHTML)"""


def visit(address: str, lang: str) -> str:
    """An address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


def are_letters(reader: Reader, address: str, lang: str) -> None:
    """Fail unless every attempt on the page of an address is shown letter by letter, and none was obeyed."""
    say, where = language(lang), urlsplit(address)
    page = say("page." + (where.path.strip("/") or "overview"))
    assert reader.page.title().endswith(f"{page} · {say('name')}"), address
    assert reader.query == parse_qs(where.query), address
    content = reader.page.locator(".content").text_content() or ""
    shown = [piece for piece in PIECES if piece in content]
    assert shown == list(PIECES) if address in ALL else len(shown) > 3, address
    assert reader.page.evaluate(MADE) == [], address
    assert reader.page.evaluate(SIDEWAYS) <= 0, address


# On a phone a long word sticks out first.
@pytest.mark.parametrize("lang", LANGUAGES)
def test_markup_in_the_data_is_shown_and_not_obeyed(opened: Open, hostile: str, lang: str) -> None:
    first, *others = (ALL + SOME)[LANGUAGES.index(lang) :: len(LANGUAGES)]
    reader = opened(visit(first, lang), lang, "phone", home=hostile, bypass_csp=True)
    are_letters(reader, first, lang)
    for address in others:
        are_letters(reader.follow(visit(address, lang)), address, lang)


@pytest.mark.parametrize("address", ["/", "/map?place=aktau"])
def test_the_fullest_pages_show_markup_on_a_desktop_too(opened: Open, hostile: str, address: str) -> None:
    are_letters(opened(visit(address, "en"), home=hostile, bypass_csp=True), address, "en")


def hovered(reader: Reader, figure: str) -> set[str]:
    """What is said about the first marks of a figure."""
    said = set()
    for mark in reader.page.locator(f"[data-figure={figure}] .layer:last-child path.point").all()[:12]:
        box = mark.bounding_box()
        assert box
        reader.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=2)
        reader.page.wait_for_timeout(80)
        said.add("".join(reader.page.locator(".hoverlayer text").all_text_contents()))
    return said


@pytest.mark.parametrize(("address", "figure"), [("/map", "map"), ("/timeline?lanes=person", "timeline")])
def test_figures_show_markup_letter_by_letter(opened: Open, hostile: str, address: str, figure: str) -> None:
    reader = opened(address, home=hostile, bypass_csp=True)
    if figure == "timeline":
        lanes = reader.page.locator("[data-figure=timeline] .ytick text").all_text_contents()
        # A name that is too long for its lane is cut, and ends in "…".
        said = [lane.removesuffix("…") for lane in lanes]
        assert [piece for piece in PIECES if not any(lane and piece.startswith(lane) for lane in said)] == []
    assert any(piece in text for piece in PIECES[:3] for text in hovered(reader, figure))
    assert reader.page.evaluate(MADE) == []


def test_a_hostile_link_is_shown_and_not_obeyed(opened: Open) -> None:
    query = urlencode({"q": f"<img src={EVIL}/q>", "kind": f"<script src={EVIL}/k></script>"})
    reader = opened(f"/?{query}", bypass_csp=True)
    assert f"<img src={EVIL}/q>" in (reader.page.locator(".chips").text_content() or "")
    assert f"<script src={EVIL}/k></script>" in (reader.page.locator(".notice").text_content() or "")
    assert reader.page.evaluate(MADE) == []


def test_no_cell_of_a_download_is_a_formula(hostile: str) -> None:
    with urllib.request.urlopen(f"{hostile}/take/statements") as answer:
        text = answer.read().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_faulty_record_shows_every_fault_with_file_row_column_and_value(opened: Open, broken: str) -> None:
    reader = opened("/map?lang=kk", "kk", home=broken, bypass_csp=True)
    rows = [
        [cell.strip() for cell in row.locator("td").all_text_contents()[:4]]
        for row in reader.page.locator("tbody tr").all()
    ]
    assert sorted(rows) == sorted([f"{table}.csv", str(line + 2), *cell] for table, line, *cell in FAULTS)
    assert reader.page.title() == language("kk")("fault.title")
    assert reader.page.evaluate(MADE) == []
