"""What a query means: the list of the search box and the filter that Enter sets know one matching."""

from dataclasses import replace
from datetime import date

import pytest

from esimder.i18n.language import language
from esimder.query.selection import Selection, select
from esimder.query.view import View
from esimder.record.schema import LANGUAGES
from esimder.record.spellings import own_spellings, spellings
from esimder.search.find import hits
from esimder.views import lists
from tests.record import context, shipped

EVER = View(as_of=date(2100, 1, 1), scope="all")
QUERIES = ["Tokaev", "Bokaev", "Abishev", "Kazakh", "Nur-Sultan", "azattyq", "parliament", "Боқаев Aktobe", "Bokeav"]


def held(rows: Selection) -> dict[str, set[str]]:
    """The ids of all that the statements of a choice tell of, as the groups of the search are called."""
    told = rows.statements
    people = set(told["person_id"]) | {one for ids in told["speaker_id"] for one in ids.split("|")}
    return {
        "people": people,
        "organisations": people,
        "places": set(told["at"]),
        "events": set(told["event_id"]),
        "sources": set(told["source_id"]),
        "statements": set(told["statement_id"]),
    }


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", QUERIES)
def test_a_search_gives_all_that_its_list_showed(query: str, code: str) -> None:
    ever, given = held(select(shipped(), EVER)), held(select(shipped(), replace(EVER, q=query)))
    listed = hits(shipped(), language(code), query, limit=1000, later=True)
    assert listed
    for group in listed:
        assert {hit.id for hit in group.hits} & ever[group.kind] <= given[group.kind], group.kind


def test_what_the_list_does_not_find_the_filter_does_not_find() -> None:
    for query in ("zzzz", "zzzz qqqq", "?", "  "):
        assert hits(shipped(), language("en"), query) == ()
        assert query.strip("? ") == "" or select(shipped(), replace(EVER, q=query)).statements.empty


def test_a_name_that_only_comes_near_is_not_taken_for_one_that_a_text_holds() -> None:
    assert [group.kind for group in hits(shipped(), language("en"), "Tokaev")] == ["sources"]
    rows = select(shipped(), View(q="Tokaev"))
    assert set(rows.statements["source_id"]) == {"tass-01"}
    assert "bokaev" not in set(rows.people["person_id"])


def test_a_misspelt_name_still_finds_its_person_in_the_list_and_by_enter() -> None:
    assert [hit.id for hit in hits(shipped(), language("en"), "Bokeav")[0].hits] == ["bokaev"]
    assert "bokaev" in set(select(shipped(), View(q="Bokeav")).people["person_id"])


def test_a_spelling_that_one_source_prints_is_known_to_the_page_the_list_and_the_filter() -> None:
    printed = "Abzhan, Makhambet"  # in no name and no alias of the table of people
    here = context(scope="all")
    assert printed not in own_spellings(here.directory.row("people", "abzhan"))
    assert printed in lists.spellings(here, "abzhan")
    assert printed in spellings(shipped(), later=True)["abzhan"]
    for exact in (False, True):
        [people, *_] = hits(shipped(), language("en"), printed, exact=exact, later=True)
        assert [hit.id for hit in people.hits] == ["abzhan"]
        way = "exact" if exact else ""
        assert "abzhan" in set(select(shipped(), replace(EVER, q=printed, spelling=way)).people["person_id"])
