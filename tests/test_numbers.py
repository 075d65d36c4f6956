"""The same question gives the same number on the screen, in the table, in the link and in the download."""

import csv
import io
from datetime import date
from typing import Any

import pytest

from esimder.exports import csv_files
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import CHOICES, View
from esimder.record.escape import guarded
from esimder.record.schema import LANGUAGES
from esimder.views import drilldown, lists
from tests.record import context, shipped

KEYS = [key for key in CHOICES["number"] if key]
VIEWS: list[dict[str, Any]] = [
    {},
    {"place": ("aktau",)},
    {"since": date(2019, 3, 1), "until": date(2019, 4, 30)},
    {"as_of": date(2021, 6, 1), "disputed": "yes"},
    {"as_of": date(2018, 1, 1), "basis": "published"},
    {"q": "zzzz"},
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("asked", VIEWS, ids=str)
def test_a_headline_number_is_its_opened_rows_and_its_download(asked: dict[str, Any], key: str) -> None:
    told = select(shipped(), context(**asked).view)
    opened = drilldown.opened(context(**asked), told, key)
    assert opened.value == len(opened.rows) == len(opened.links) == counts.totals(told)[key]
    lines = list(csv.reader(io.StringIO(csv_files.number(context(**asked, number=key)))))
    assert len(lines) - 1 == opened.value
    assert [tuple(line) for line in lines[1:]] == [tuple(map(guarded, row)) for row in opened.rows]


@pytest.mark.parametrize("key", KEYS)
def test_the_link_to_a_number_opens_the_same_number_in_every_language(key: str) -> None:
    view = View(place=("almaty",), number=key)
    query: dict[str, list[str]] = {}
    for name, value in view.to_query():
        query.setdefault(name, []).append(value)
    again, left_out = View.from_query(query, {"place": {"almaty"}})
    assert (again, left_out) == (view, ())
    told = select(shipped(), again)
    values = {drilldown.opened(context(code=code, place=again.place), told, key).value for code in LANGUAGES}
    assert values == {counts.totals(select(shipped(), view))[key]}


def test_an_opened_number_says_what_it_leaves_out() -> None:
    here = context(since=date(2019, 1, 1))
    told = select(shipped(), here.view)
    words = drilldown.opened(here, told, "people").left_out
    assert any(str(told.later) in said for said in words) and any(str(told.undated) in said for said in words)


def test_every_line_of_the_detained_table_carries_its_source_and_where_in_it() -> None:
    lines = list(csv.reader(io.StringIO(csv_files.detained(context()))))
    people = {line[0] for line in lines[1:]}
    assert len(people) == counts.totals(select(shipped(), View()))["detained"]
    assert all(line[8] and line[9] for line in lines[1:])


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_day_of_a_confirmation_is_worded_in_every_table_as_on_the_screen(code: str) -> None:
    here = context(code=code, as_of=date(2019, 4, 8))
    told = select(shipped(), here.view)
    shown = {here.directory.person(row.person_id): row.confirmed_words for row in lists.people(here, told)}
    assert any(here.say.observed("2018-10/2019-02") in words for words in shown.values())
    listed = [(row[0], row[2]) for row in drilldown.opened(here, told, "people").rows]
    saved = [(line[0], line[6]) for line in list(csv.reader(io.StringIO(csv_files.detained(here))))[1:]]
    assert len(listed) == len(shown)
    for who, day in listed + saved:
        assert shown[who] == (here.say("person.confirmed_short", date=day) if day else "")
