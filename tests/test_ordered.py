"""A table stands in the order that the address asks for, in every language, and a long one comes in parts."""

import re
from html import unescape
from typing import Any

import pytest

from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.schema import LANGUAGES
from esimder.views import drilldown, lists, ordering
from tests.asking import html_of
from tests.record import context, shipped

TABLES: list[tuple[str, dict[str, Any]]] = [
    ("detained", {}),
    ("detained", {"who": "others"}),
    ("timeline", {}),
    ("sources", {}),
    ("map", {}),
    ("person", {"person": "bokaev"}),
    *(("", {"number": key}) for key in ("people", "detained", "events", "places", "statements", "sources")),
]
HEADING = re.compile(r'<th scope="col"([^>]*)><a class="sort" href="([^"]*)"')


def headings(path: str, code: str, **asked: Any) -> dict[str, str]:
    """The headings of a page's tables that can be asked for: what their link asks, and how the table stands by them."""
    found = HEADING.findall(html_of(path, lang=code, **asked))
    ways = [(re.search(r"[?&]sort=([-a-z]+)", unescape(href)), told) for told, href in found]
    return {way[1]: told for way, told in ways if way}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("path", "asked"), TABLES, ids=str)
def test_every_table_says_how_it_stands_and_every_heading_leads_to_another_order(
    path: str, asked: dict[str, str], code: str
) -> None:
    offered = headings(path, code, **asked)
    assert len(offered) > 2
    column = sorted(offered)[0]
    stands = ' aria-sort="descending"' if column.startswith("-") else ' aria-sort="ascending"'
    html = html_of(path, lang=code, sort=column, **asked)
    assert sum(stands in told for told, _ in HEADING.findall(html)) == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_people_stand_by_the_name_that_is_shown_in_the_order_of_the_readers_alphabet(code: str) -> None:
    here = context(code=code)
    shown = [here.directory.person(row.person_id) for row in lists.people(here, select(shipped(), here.view))]
    assert shown == sorted(shown, key=language(code).order) and len(shown) > 20
    turned = context(code=code, sort="-person")
    table = ordering.people(turned, lists.people(turned, select(shipped(), turned.view)))
    assert [here.directory.person(row.person_id) for row in table.rows] == shown[::-1]


@pytest.mark.parametrize("column", ["since", "sentence", "confirmed", "held"])
def test_what_is_unknown_stands_last_either_way(column: str) -> None:
    key = {"confirmed": "confirmed_day", "held": "place_id"}.get(column, column)
    for way in ("", "-"):
        here = context(sort=way + column)
        table = ordering.people(here, lists.people(here, select(shipped(), here.view)))
        known = [bool(getattr(row, key) or (key == "place_id" and row.before)) for row in table.rows]
        assert any(known) and not all(known) and known == sorted(known, reverse=True)


def test_a_date_with_an_open_beginning_stands_at_its_last_day() -> None:
    here = context()
    sheet = drilldown.opened(here, select(shipped(), here.view), "statements").sheet
    assert sheet.order == "date"
    assert sheet.rows[0].words[0] != here.say.date("../2017-07-25")


def test_the_publisher_of_an_opened_statement_leads_to_the_source_and_the_parts_to_each_other() -> None:
    html = unescape(html_of("", lang="en", number="statements", part="2"))
    table = html[html.index("<table") : html.index("</table>")]
    rows = table.split("<tr>")[2:]
    assert len(rows) == 100 and all(row.count('<a href="/sources?lang=en&source=') == 1 for row in rows)
    pages = html[html.index('class="leaves"') :]
    assert re.search('href="[^"]*part=2"[^>]* aria-current="page"', pages) and "part=3" in pages


def test_a_long_table_comes_in_parts_of_a_hundred_that_together_are_all_of_it() -> None:
    told = select(shipped(), View())
    whole = drilldown.opened(context(), told, "statements")
    parts = [drilldown.opened(context(part=part), told, "statements").sheet for part in range(1, whole.sheet.parts + 1)]
    assert len(parts) == round(whole.value / 100) > 2
    assert [len(sheet.rows) for sheet in parts[:-1]] == [100] * (len(parts) - 1) and len(parts[-1].rows) <= 150
    together = [line.words for sheet in parts for line in sheet.rows]
    assert sorted(together) == sorted(whole.rows)
    assert drilldown.opened(context(part=99), told, "statements").sheet == parts[-1]


def test_another_question_begins_at_the_first_part_and_another_page_in_its_own_order() -> None:
    here = context(part=3, sort="-date", number="statements")
    assert "part=3" in here.href(lang="kk") and "part=3" in here.href()
    assert "part" not in here.href(sort="date") and "part" not in here.href(place=("aktau",))
    assert here.href("map") == "/map?lang=en&number=statements"
