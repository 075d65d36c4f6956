"""The timeline of a record: what its marks lead to, its life-lines and its key."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from esimder.figures.palette import DARK, LIGHT, TONES
from esimder.figures.timeline.marks import Addresses, Mark, Shown, clustered, key, visible
from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.record import load
from esimder.record.codes import STATES
from esimder.record.schema import LANGUAGES
from esimder.views import marks
from esimder.views.scenes import life_scene, line_scene
from tests.asking import html_of
from tests.record import context, folder, raw, shipped
from tests.timeline_figures import ASKABLE, WINDOW, linked, mark, shown


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_dated_event_can_be_reached_from_the_timeline(code: str) -> None:
    here = context("timeline", code, as_of=date(2025, 1, 1))
    rows = select(shipped(), here.view)
    found, lanes = marks.by_kind(here, rows)
    assert len(found) == (rows.events["date"] != "").sum()
    assert {mark.lane for mark in found} == set(range(len(lanes)))
    asked = [parse_qs(urlsplit(href).query).get("event", []) for href in linked(shown(code, as_of=date(2025, 1, 1)))]
    assert {one for events in asked for one in events} == set(rows.events.loc[rows.events["date"] != "", "event_id"])


def joined(*marks: Mark, addresses: Addresses = ASKABLE) -> Shown:
    """Marks so near that they are one."""
    [one] = clustered(visible(marks, WINDOW), WINDOW, 300, language("en"), addresses)
    return one


def test_a_crowd_opens_its_members_each_with_its_day_and_does_not_change_the_period_by_itself() -> None:
    crowd = joined(mark("2018-05-05"), mark("2018-05-07", title="Other"))
    assert crowd.href == "/?2018-05-05+2018-05-07"
    assert crowd.opens
    assert crowd.opens["items"] == [
        ["/?event=2018-05-05", "Title", "on 2018-05-05"],
        ["/?event=2018-05-07", "Other", "on 2018-05-07"],
    ]
    assert [way for way, _ in crowd.opens["ways"]] == ["/?2018-05-05/2018-05-07", crowd.href]
    assert "2\xa0events" in crowd.hover and "at 2018-05-07" in crowd.hover


def test_a_crowd_in_a_file_that_nobody_can_ask_leads_to_all_its_members() -> None:
    crowd = joined(mark("2018-05-05"), mark("2018-05-05", event="other"), addresses=replace(ASKABLE, period=None))
    assert crowd.href == "/?2018-05-05+other" and crowd.opens is None


def test_the_words_since_and_until_can_be_searched_for_while_a_crowd_offers_its_period() -> None:
    here = context("timeline", "en", q="SINCE UNTIL")
    period = marks.addresses(here, period=True).period
    assert period
    asked = parse_qs(urlsplit(period(date(2018, 5, 5), date(2019, 1, 2))).query)
    assert (asked["q"], asked["since"], asked["until"]) == (["SINCE UNTIL"], ["2018-05-05"], ["2019-01-02"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_of_a_crowd_can_be_chosen_beside_what_is_chosen_already(code: str) -> None:
    here = context("timeline", code, event=("aktau-meeting",))
    asked = parse_qs(urlsplit(marks.addresses(here).events(["zhanaozen-2011", "ep-resolution"])).query)
    assert set(asked["event"]) == {"aktau-meeting", "zhanaozen-2011", "ep-resolution"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_picture_of_a_period_holds_the_events_of_its_table_and_no_other(code: str) -> None:
    here = context("timeline", code, since=date(2019, 3, 1), until=date(2019, 4, 30))
    scene = line_scene(here, LIGHT, "wide")
    listed = select(shipped(), here.view).events
    dated = set(listed.loc[listed["date"] != "", "event_id"])
    plain = select(shipped(), here.view.without("since", "until")).events
    assert scene.marks == len(dated) < len(plain)
    asked_for = {one for href in linked(scene.figure.checked()) for one in parse_qs(urlsplit(href).query)["event"]}
    assert asked_for == dated


def test_an_event_far_from_all_others_is_named_below_the_figure_and_does_not_squeeze_it(tmp_path: Path) -> None:
    tables = raw()
    events = tables["events"]
    one = str(events.loc[events["date"].str.startswith("2018-"), "event_id"].iloc[0])
    events.loc[events["event_id"] == one, "date"] = "0218-02-03"
    record = load.load(folder(tmp_path / "slip", tables))
    scene = line_scene(context("timeline", "en", record), LIGHT, "wide")
    assert scene.outside == (one,)
    assert str(scene.figure.layout["xaxis"]["range"][0]) > "1990"
    assert line_scene(context("timeline"), LIGHT, "wide").outside == ()


def test_a_key_explains_what_stands_there_and_nothing_else() -> None:
    exact = [mark("2018-05-05")]
    assert key(exact, WINDOW) == ("day",)
    vague = [mark("2018-05-05"), mark("2018-05-01", "2018-05-31", lane=1)]
    assert key(vague, WINDOW) == ("day", "span"), "each has a lane of its own"
    assert key([mark("2018-05-05"), mark("2018-05-06")], WINDOW) == ("day", "many")
    held = [
        mark("2018-05-05", "2018-06-05", tone="custody"),
        mark("2018-06-05", "2019-01-01", tone="custody", sure=False),
    ]
    assert key(held, WINDOW) == ("custody", "pale")
    assert key([mark("2001-05-05")], WINDOW) == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_status_that_nobody_has_confirmed_since_looks_old_from_its_last_confirmation_on(code: str) -> None:
    here = context("timeline", code, lanes="person", as_of=date(2020, 12, 31))
    rows = select(shipped(), here.view)
    found, lanes = marks.by_person(here, rows)
    bars = [one for one in found if not one.sure and one.last == date(2020, 12, 31).toordinal()]
    open_now = [standing for standing in rows.standings.values() if standing.in_custody]
    assert len(bars) == len(open_now) > 0
    for bar in bars:
        [row] = [row for row in open_now if here.directory.person(row.person_id) == lanes[bar.lane]]
        before = [one.last for one in found if one.lane == bar.lane and one.tone and one.sure]
        assert bar.first == row.confirmed_day == max(before)
        assert here.say.observed(row.confirmed) in bar.hover
    here = context("timeline", code, lanes="person", as_of=date(2022, 12, 31))
    found, lanes = marks.by_person(here, select(shipped(), here.view))
    lane = lanes.index(here.directory.person("abzhan"))
    pale = [tuple(map(date.fromordinal, (one.first, one.last))) for one in found if one.lane == lane and not one.sure]
    assert pale == [
        (date(2017, 6, 1), date(2017, 6, 30)),  # nobody dates the day of the arrest, but its month
        (date(2019, 4, 9), date(2022, 7, 2)),  # nor the release: pale over all the days on which it may have been
        (date(2022, 7, 3), date(2022, 12, 31)),
    ]


def test_a_life_line_holds_every_state_also_after_the_last_event() -> None:
    drawn = life_scene(context("person", "en", as_of=date(2022, 12, 31)), "ayan", LIGHT, "wide").figure.checked()
    first, last = (date.fromisoformat(str(day)[:10]) for day in drawn.layout.xaxis.range)
    days = [date.fromisoformat(day[:10]) for trace in drawn.data for day in trace.x if day]
    assert first <= min(days) and max(days) <= last
    assert first < date(2016, 11, 28) and last >= date(2022, 12, 31)


def test_every_state_has_a_colour_of_both_themes() -> None:
    assert set(TONES) == {*STATES, "none"}
    assert all(str(getattr(theme, tone)).startswith("#") for theme in (LIGHT, DARK) for tone in TONES.values())


def test_the_table_of_the_timeline_goes_from_day_to_day_and_one_with_an_open_beginning_stands_at_its_last_day() -> None:
    page = html_of("timeline", lang="en")
    table = page[page.index("<tbody>") :]
    events = ("dzhakishev-arrest", "zhanaozen-2011", "semenova-closed", "aktau-meeting")
    order = [table.index(f"event={one}") for one in events]
    assert order == sorted(order)
