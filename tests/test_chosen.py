"""What a filter lets pass: by itself, together with others, and over a period."""

from dataclasses import fields, replace
from datetime import date
from functools import reduce
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esimder.i18n.language import language
from esimder.query.selection import known, select
from esimder.query.view import View
from esimder.record.codes import EVENT_KINDS, STATES
from esimder.record.dates import about, span
from esimder.views import lists
from tests.asking import html_of
from tests.record import context, shipped

# Late enough that nothing is left out because it is still to come.
LATE = date(2025, 1, 1)
AFTER = 5  # statements about later, separate cases by the end of 2022
BARE = View(as_of=LATE)
COLUMN = {"kind": "event_kind", "place": "at", "source": "source_id", "event": "event_id"}


def ids(view: View) -> set[str]:
    return set(select(shipped(), view).statements["statement_id"])


def some(column: str) -> st.SearchStrategy[tuple[str, ...]]:
    found = sorted(set(shipped().statements[column]) - {""})
    return st.lists(st.sampled_from(found), min_size=1, max_size=3, unique=True).map(tuple)


days = st.none() | st.dates(date(2008, 1, 1), date(2023, 12, 31))
filters: dict[str, st.SearchStrategy[Any]] = {
    name: st.just(()) | some(column) for name, column in {**COLUMN, "person": "person_id"}.items()
}
filters |= {
    "status": st.just(())
    | st.lists(st.sampled_from([*STATES, "none"]), min_size=1, max_size=3, unique=True).map(tuple),
    "since": days,
    "until": days,
    "q": st.sampled_from(["", "Боқаев", "aktau", "сот 2019", "АҚТАУ"]),
    "disputed": st.sampled_from(["", "yes"]),
}
views = st.builds(lambda **asked: replace(BARE, **asked), **filters)


def test_nothing_is_filtered_unless_it_is_asked_for() -> None:
    main = shipped().statements[shipped().statements["scope"] == "main"]
    assert ids(BARE) == set(main["statement_id"])


@pytest.mark.parametrize("name", COLUMN)
def test_a_filter_by_itself_lets_its_own_rows_pass_and_all_of_them(name: str) -> None:
    rows = known(shipped(), BARE)
    for code in sorted(set(rows[COLUMN[name]]) - {""}):
        assert ids(BARE.toggled(name, code)) == set(rows.loc[rows[COLUMN[name]] == code, "statement_id"])


@pytest.mark.parametrize("name", COLUMN)
def test_several_codes_of_one_filter_add_up(name: str) -> None:
    codes = sorted(set(known(shipped(), BARE)[COLUMN[name]]) - {""})[:3]
    together = ids(reduce(lambda view, code: view.toggled(name, code), codes, BARE))
    assert together == set().union(*(ids(BARE.toggled(name, code)) for code in codes))


@settings(max_examples=60)
@given(views)
def test_filters_together_let_pass_what_each_lets_pass(view: View) -> None:
    alone = [
        ids(replace(BARE, **{field.name: getattr(view, field.name)}))
        for field in fields(View)
        if field.name not in ("since", "until")
    ]
    assert ids(view) == set.intersection(*alone, ids(replace(BARE, since=view.since, until=view.until)))


@settings(max_examples=60)
@given(days, days)
def test_a_period_lets_a_date_pass_when_any_of_its_days_lies_in_it(since: date | None, until: date | None) -> None:
    expected = set()
    for row in known(shipped(), BARE).to_dict("records"):
        when, ends = span(row["when"]), about(row["when"])  # an open beginning is placed by its end
        first = ends[0].first if ends else date.max
        if not (since or until) or (when and first <= (until or date.max) and when.last >= (since or date.min)):
            expected.add(row["statement_id"])
    assert ids(replace(BARE, since=since, until=until)) == expected


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [
        ("2018-12-31", "2018-12-31", True),
        ("2018-01-01", "2018-01-01", True),
        ("2019-01-01", None, False),
        (None, "2017-12-31", False),
    ],
)
def test_an_event_of_2018_is_there_on_every_day_of_that_year_and_on_no_other(
    since: str | None, until: str | None, seen: bool
) -> None:
    assert shipped().events.set_index("event_id").loc["zhumaev-trial", "date"] == "2018"
    view = View(as_of=LATE, since=since and date.fromisoformat(since), until=until and date.fromisoformat(until))  # type: ignore[arg-type]
    assert ("zhumaev-trial" in set(select(shipped(), view).events["event_id"])) == seen


def test_the_undated_are_left_out_of_a_period_and_counted() -> None:
    rows = known(shipped(), BARE)
    undated = set(rows.loc[rows["when"] == "", "statement_id"])
    everything = select(shipped(), replace(BARE, since=date(1900, 1, 1)))
    assert undated and everything.undated == len(undated)
    assert set(everything.statements["statement_id"]) == set(rows["statement_id"]) - undated
    assert select(shipped(), BARE).undated == 0


def test_a_person_is_found_as_subject_and_as_speaker() -> None:
    rows = select(shipped(), replace(BARE, person=("nurgazieva",))).statements
    assert (rows["person_id"] == "nurgazieva").any()
    spoken = rows[rows["person_id"] != "nurgazieva"]
    assert len(spoken) and spoken["speaker_id"].str.split("|").map(lambda who: "nurgazieva" in who).all()


@pytest.mark.parametrize("state", [*STATES, "none"])
def test_a_status_asks_for_the_people_who_have_it_as_of_the_day(state: str) -> None:
    view = View(as_of=date(2019, 4, 8), status=(state,))
    rows = select(shipped(), view)
    have = {one for one, standing in rows.standings.items() if standing.state == state}
    about = set(rows.statements["person_id"])
    assert about == have if state != "none" else not about & set(rows.standings)


@pytest.mark.parametrize("words", ["Боқаев", "боқаев", "Bokayev", "Бокаев", "BOKAEV"])
def test_a_search_finds_a_name_in_any_printed_spelling(words: str) -> None:
    assert "bokaev" in set(select(shipped(), View(q=words)).people["person_id"])


def test_every_word_of_a_search_must_be_found() -> None:
    both, one, other = (ids(replace(BARE, q=words)) for words in ("Боқаев Aktobe", "Боқаев", "Aktobe"))
    assert both and both <= one & other
    assert ids(replace(BARE, q="zzzz")) == set()


def test_what_follows_from_the_statements_follows() -> None:
    rows = select(shipped(), replace(BARE, kind=("trial",)))
    assert set(rows.events["event_id"]) == set(rows.statements["event_id"])
    assert set(rows.events["kind"]) == {"trial"}
    speakers = {one for ids in rows.statements["speaker_id"] for one in ids.split("|")}
    assert set(rows.people["person_id"]) == (set(rows.statements["person_id"]) | speakers) - {""}


def test_what_is_surely_later_than_the_day_is_left_out_and_counted() -> None:
    rows = select(shipped(), View(as_of=date(2019, 4, 8)))
    main = shipped().statements[shipped().statements["scope"] == "main"]
    later = main[(main["when"] != "") & (main["first"] > date(2019, 4, 8).toordinal())]
    assert rows.later >= len(later) > 0
    assert not set(rows.statements["statement_id"]) & set(later["statement_id"])
    assert not set(rows.statements["statement_id"]) & {"f175", "f016b", "f076", "f184"}  # known only from later pages


def test_as_of_a_day_nothing_appears_that_was_not_known_or_had_not_begun() -> None:
    for day in (date(2000, 1, 1), date(2008, 12, 31), date(2019, 4, 8), date(2021, 1, 1)):
        rows = select(shipped(), View(as_of=day, scope="all")).statements
        for row in rows.to_dict("records"):
            ends, printed = about(row["when"]), about(row["issued"])
            assert not ends or ends[0].first <= day, row["statement_id"]
            assert ends or not printed or printed[0].first <= day, row["statement_id"]
    assert select(shipped(), View(as_of=date(2000, 1, 1))).people.empty


def test_a_statement_with_an_open_beginning_stands_at_its_end_and_says_so() -> None:
    view = View(as_of=date(2022, 1, 1), person=("abishev-a",))
    of = context("person", as_of=view.as_of, person=view.person)
    told = [row["statement_id"] for row in lists.statements(of, select(shipped(), view))]
    assert told.index("f015") < told.index("f175") < told.index("f174")
    page = html_of("person", lang="en", person="abishev-a", as_of="2022-01-01")
    assert language("en")("statement.placed_end") in page


def test_by_publication_nothing_is_known_before_it_was_printed() -> None:
    rows = select(shipped(), View(as_of=date(2019, 4, 8), basis="published"))
    printed = shipped().sources.set_index("source_id")["published"]
    sources = rows.statements["source_id"].unique()
    assert 1 < len(sources) < len(printed)
    for source in sources:
        when = span(printed[source])
        assert when and when.last <= date(2019, 4, 8), source


@settings(max_examples=30)
@given(views)
def test_choosing_changes_no_table(view: View) -> None:
    before = {name: getattr(shipped(), name).copy() for name in ("statements", "events", "people")}
    select(shipped(), view)
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(shipped(), name), table)


def test_every_kind_of_event_is_a_filter_that_finds_something() -> None:
    for kind in EVENT_KINDS:
        assert ids(replace(BARE, kind=(kind,))), kind


def test_separate_cases_that_are_left_out_are_counted_once_their_day_has_come() -> None:
    late = View(as_of=date(2022, 12, 31))
    assert (select(shipped(), View()).separate, select(shipped(), late).separate) == (0, AFTER)
    assert select(shipped(), replace(late, scope="all")).separate == 0
    words = language("en")("separate.left", n=AFTER)
    assert words in html_of("person", lang="en", person="abzhan", as_of="2022-12-31")
    assert words not in html_of("person", lang="en", person="abzhan")
