"""What is counted, and that the numbers on the screen are the rows behind them."""

from datetime import date

import pandas as pd
import pytest

from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.query.view import View
from esimder.record.codes import STATES
from esimder.views import drilldown, lists
from tests.asking import html_of
from tests.record import ARTICLE, context, shipped

LATE = date(2025, 1, 1)
# Worked out by hand from the sourced facts.
IN_CUSTODY = {
    "2008-12-31": "",
    "2009-12-31": "dzhakishev",
    "2015-12-31": "dzhakishev tulbaev",
    "2016-12-31": "ayan bokaev dzhakishev tulbaev",
    "2017-06-15": "ayan bokaev kushakbaev tulbaev yeleusinov",
    "2018-04-15": "abishev-k abzhan ashim ayan bokaev bukenov dzhakishev erimbetov kushakbaev "
    "tulbaev yeleusinov zhumagulov",
    "2018-06-15": "abishev-k abzhan bokaev bukenov dzhakishev erimbetov tulbaev zhumagulov",
    "2018-12-31": "abishev-a abishev-k abzhan bokaev bukenov dzhakishev erimbetov tulbaev zhumaev zhumagulov",
    "2019-04-08": "abishev-a abishev-k abzhan bokaev bukenov dzhakishev erimbetov tulbaev zhumaev zhumagulov",
    "2019-12-31": "abishev-a abishev-k abzhan bokaev bukenov dzhakishev tulbaev zhumagulov",
    "2020-12-31": "abishev-a abishev-k abzhan bokaev bukenov zhumagulov",
    "2021-12-31": "bukenov",
    "2022-07-02": "",
    "2023-01-31": "abzhan",
    "2026-11-30": "",
}
# Of whom their sources had told custody, but by then a stated term had run out or nobody had spoken for three years.
NOT_KNOWN = {
    "2017-06-15": "dzhakishev",
    "2018-06-15": "",
    "2019-04-08": "",
    "2020-12-31": "tulbaev",
    "2021-12-31": "abzhan tulbaev",
    "2022-07-02": "bukenov tulbaev",
    "2026-11-30": "abzhan bukenov tulbaev",
}
VIEWS = [
    View(),
    View(as_of=LATE),
    View(place=("aktau",)),
    View(kind=("trial", "verdict")),
    View(person=("bokaev",)),
    View(q="zzzz"),
]


def states_of(view: View) -> dict[str, str]:
    return {one: standing.state for one, standing in select(shipped(), view).standings.items()}


def everything() -> Selection:
    return select(shipped(), View(as_of=LATE))


@pytest.mark.parametrize("day", IN_CUSTODY)
def test_the_people_in_custody_as_of_a_day_are_those_whom_the_sources_give(day: str) -> None:
    rows = select(shipped(), View(as_of=date.fromisoformat(day)))
    standing = counts.standings(rows)
    assert {row.person_id for row in standing if row.state == "in_custody"} == set(IN_CUSTODY[day].split())


@pytest.mark.parametrize("day", NOT_KNOWN)
def test_who_is_no_longer_known_to_be_in_custody_is_counted_apart(day: str) -> None:
    rows = select(shipped(), View(as_of=date.fromisoformat(day)))
    lost = {row.person_id for row in counts.standings(rows) if row.was == "in_custody"}
    assert lost == set(NOT_KNOWN[day].split())
    assert not lost & set(rows.held.inside)
    of = context("detained", as_of=date.fromisoformat(day))
    people = lists.by_custody(of, rows)
    assert lost <= {row.person_id for row in people.unknown}
    assert not lost & {row.person_id for row in (*people.inside, *people.others)}


@pytest.mark.parametrize("scope", ["main", "all"])
@pytest.mark.parametrize("day", ["2019-04-08", "2023-06-01", "2026-11-30"])
def test_what_a_view_leaves_out_is_true_all_the_same(scope: str, day: str) -> None:
    whole = select(shipped(), View(as_of=date.fromisoformat(day), scope="all"))
    shown = select(shipped(), View(as_of=date.fromisoformat(day), scope=scope))
    for one in counts.individuals(shown.people):
        assert shown.standings.get(one) == whole.standings.get(one), one


def test_the_row_of_a_later_case_that_decides_a_status_is_shown_and_marked() -> None:
    page = html_of("person", lang="en", person="abzhan", as_of="2022-12-31")
    mark = language("en")("apart.mark")
    assert page.count(mark) >= 2 and "in custody" in page  # beside the status, and on the row that decides
    rows = select(shipped(), View(as_of=date(2022, 12, 31)))
    [row] = lists.by_custody(context("detained", as_of=date(2022, 12, 31)), rows).inside
    assert (row.person_id, row.apart, row.deciding) == ("abzhan", mark, ("f117",))


def test_the_status_of_those_who_are_not_detained_on_the_day_of_the_meeting() -> None:
    states = states_of(View(as_of=date(2019, 4, 8)))
    expected = {
        "kushakbaev": "paroled",
        "yeleusinov": "paroled",
        "kharkova": "restricted",
        "ashim": "on_trial",
        "semenova": "case_closed",
        "akberdieva": "acquittal_appealed",
        "toiken": "fined",
        "glushkova": "fined",
    }
    assert {one: states[one] for one in expected} == expected
    later = states_of(View(as_of=date(2022, 11, 16)))
    assert later["kharkova"] == "restriction_ended"  # never held, so never "released"
    # Let out of prison, but not free: the rest of the term is served under restriction of freedom.
    served = states_of(View(as_of=date(2021, 8, 1)))
    assert (served["zhumaev"], later["zhumagulov"]) == ("restricted", "restricted")
    # The term of 2018 has run out; of the other one a newer case is told.
    assert [later[one] for one in ("kushakbaev", "zhumaev", "abzhan", "abishev-k")] == [
        *("released", "not_known", "in_custody", "died")
    ]
    assert not {"ward", "stango", "sundetkalieva", "zhuaspaeva", "nurgazieva"} & set(states)


@pytest.mark.parametrize("view", VIEWS)
def test_each_total_is_the_length_of_its_table(view: View) -> None:
    rows = select(shipped(), view)
    totals, people = counts.totals(rows), counts.individuals(rows.people)
    states = [row.state for row in counts.standings(rows)]
    assert totals["people"] == len(people) == len(states)
    assert totals["detained"] == states.count("in_custody")
    assert (totals["events"], totals["statements"]) == (len(rows.events), len(rows.statements))
    assert totals["sources"] == len(set(rows.statements["source_id"]))
    somewhere = {*counts.by_place(rows, "statements").index, *counts.by_place(rows, "events").index}
    assert totals["places"] == len(somewhere)


def test_organisations_and_groups_are_no_people() -> None:
    people = shipped().people.set_index("person_id")
    assert set(people.loc[counts.individuals(shipped().people), "kind"]) == {"person"}
    assert "activists" not in set(counts.individuals(shipped().people))


def test_everybody_in_a_choice_has_a_state_if_only_none() -> None:
    rows = {row.person_id: row for row in counts.standings(everything())}
    assert all(row.state in (*STATES, "none") for row in rows.values()) and rows["ward"].state == "none"
    assert all(isinstance(row.deciding, tuple) for row in rows.values())


@pytest.mark.parametrize("what", ["events", "people", "statements"])
def test_a_place_counts_what_stands_behind_it(what: str) -> None:
    rows = everything()
    for place, count in counts.by_place(rows, what).items():
        at = rows.statements[rows.statements["at"] == place]
        people = set(at["person_id"]) & set(counts.individuals(rows.people))
        events = rows.events[rows.events["place_id"] == place]
        assert count == {"events": len(events), "people": len(people), "statements": len(at)}[what], place


def test_to_be_named_in_strasbourg_puts_nobody_in_strasbourg() -> None:
    rows = select(shipped(), View(source=(ARTICLE,)))
    named = rows.statements[rows.statements["value"] == "named"]
    assert len(named) >= 8
    assert set(named["at"]) == {""}
    assert "strasbourg" not in counts.by_place(rows, "people").index


def test_a_status_without_a_stated_place_is_counted_nowhere() -> None:
    statements = everything().statements
    homeless = statements[(statements["kind"] == "status") & (statements["place_id"] == "")]
    assert len(homeless) and set(homeless["at"]) == {""}


def test_people_came_from_four_other_cities_to_aktau() -> None:
    flows = counts.flows(everything())
    assert set(flows["to_id"]) == {"aktau"}
    assert set(flows["from_id"]) == {"astana", "almaty", "atyrau", "karaganda"}
    assert (flows["count"] > 0).all()


def test_flows_of_a_choice_without_any_are_an_empty_table() -> None:
    flows = counts.flows(select(shipped(), View(q="zzzz")))
    assert flows.empty and list(flows.columns) == ["from_id", "to_id", "count", "events", "people"]


def test_quarters_count_every_dated_event_once() -> None:
    rows = everything()
    quarters = counts.by_quarter(rows)
    dated = rows.events[(rows.events["date"] != "") & ~rows.events["date"].str.startswith("..")]
    assert sum(quarters.values()) == len(dated)
    firsts = [date.fromordinal(day) for day in quarters]
    assert firsts == sorted(firsts) and {(day.month, day.day) for day in firsts} <= {(1, 1), (4, 1), (7, 1), (10, 1)}


def test_open_ends_do_not_stretch_the_extent() -> None:
    events = pd.DataFrame({"first": [1, 737000], "last": [737500, 3_652_059]})
    assert counts.ends(events) == (737000, 737500)
    today = date.today().toordinal()
    assert counts.ends(events.iloc[:0]) == (today, today)


def test_counting_changes_no_table() -> None:
    rows = everything()
    before = {name: getattr(rows, name).copy() for name in ("statements", "events", "people")}
    counts.totals(rows)
    counts.standings(rows)
    counts.flows(rows)
    counts.by_quarter(rows)
    for what in ("events", "people", "statements"):
        counts.by_place(rows, what)
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(rows, name), table)


def test_an_event_whose_beginning_is_open_is_in_no_quarter() -> None:
    rows, found = everything(), counts.by_quarter(everything())
    dated = rows.events[rows.events["date"] != ""]
    begun = dated[~dated["date"].str.startswith("..")]
    assert sum(found.values()) == len(begun) < len(dated)
    assert min(found) >= begun["first"].min() - 92


def test_a_period_names_fewer_people_and_lowers_nobodys_custody() -> None:
    period = View(since=date(2017, 1, 6), until=date(2018, 7, 24))
    rows = select(shipped(), period)
    assert set(rows.held.inside) == set(IN_CUSTODY["2019-04-08"].split())
    assert set(rows.held.inside) - set(rows.held.named) == {"abishev-a"}
    assert counts.totals(rows)["detained"] == counts.named(rows, "in_custody") == 10
    outer = context("detained", since=period.since, until=period.until)
    assert (
        lists.held(outer, rows).replace("\N{NO-BREAK SPACE}", " ")
        == "9 of the 10 who were in custody on 8 April 2019 are named in this period"
    )
    assert (
        lists.total(outer, rows, "detained")
        == lists.held(outer, rows)
        == drilldown.opened(outer, rows, "detained").title
    )
    told = lists.by_custody(outer, rows).inside
    assert [row.person_id for row in told if row.unnamed] == ["abishev-a"]
    assert len(told) == len(drilldown.opened(outer, rows, "detained").rows) == 10
