"""The timeline of a record: what its marks lead to, its life-lines and its key."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from esimder.figures.palette import DARK, LIGHT, TONES
from esimder.figures.timeline.timeline import clustered, key
from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.record import load
from esimder.record.schema import LANGUAGES, STATES
from esimder.views import marks
from esimder.views.scenes import life_scene, line_scene
from tests.asking import html_of
from tests.record import context, folder, raw, shipped
from tests.timeline_figures import WINDOW, linked, mark, shown, table


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_dated_event_can_be_reached_from_the_timeline(code: str) -> None:
    here = context("timeline", code, as_of=date(2025, 1, 1))
    rows = select(shipped(), here.view)
    found, lanes = marks.by_kind(here, rows)
    assert len(found) == (rows.events["date"] != "").sum()
    assert set(found["lane"]) == set(range(len(lanes)))
    asked = [parse_qs(urlsplit(href).query).get("event", []) for href in linked(shown(code, as_of=date(2025, 1, 1)))]
    assert {one for events in asked for one in events} == set(rows.events.loc[rows.events["date"] != "", "event_id"])


def test_a_crowd_opens_its_members_each_with_its_day_and_does_not_change_the_period_by_itself() -> None:
    week = table(mark("2018-05-05"), mark("2018-05-07", title="Other")).to_dict("records")
    [joined] = clustered(week, WINDOW, 300, language("en"), "/?since=SINCE&until=UNTIL")
    assert joined["href"] == "/?event=2018-05-05&event=2018-05-07"
    assert joined["opens"]["items"] == [
        ["/?event=2018-05-05", "Title", "on 2018-05-05"],
        ["/?event=2018-05-07", "Other", "on 2018-05-07"],
    ]
    assert [way for way, _ in joined["opens"]["ways"]] == ["/?since=2018-05-05&until=2018-05-07", joined["href"]]
    assert "2\xa0events" in joined["hover"] and "at 2018-05-07" in joined["hover"]


def test_a_crowd_in_a_file_that_nobody_can_ask_leads_to_all_its_members() -> None:
    one_day = table(mark("2018-05-05"), mark("2018-05-05", event="other")).to_dict("records")
    [joined] = clustered(one_day, WINDOW, 300, language("en"))
    assert joined["href"] == "/?event=2018-05-05&event=other" and "opens" not in joined


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
    exact = table(mark("2018-05-05"))
    assert key(exact, WINDOW) == ("day",)
    vague = table(mark("2018-05-05"), mark("2018-05-01", "2018-05-31", lane=1))
    assert key(vague, WINDOW) == ("day", "span"), "each has a lane of its own"
    assert key(table(mark("2018-05-05"), mark("2018-05-06")), WINDOW) == ("day", "many")
    held = table(
        mark("2018-05-05", "2018-06-05", lasting=True), mark("2018-06-05", "2019-01-01", lasting=True, tone="custody?")
    )
    assert key(held, WINDOW) == ("custody", "pale")
    assert key(table(mark("2001-05-05")), WINDOW) == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_status_that_nobody_has_confirmed_since_looks_old_from_its_last_confirmation_on(code: str) -> None:
    here = context("timeline", code, lanes="person", as_of=date(2020, 12, 31))
    rows = select(shipped(), here.view)
    found, lanes = marks.by_person(here, rows)
    pale = found[found["tone"].str.endswith("?")]
    bars = pale[pale["last"] == date(2020, 12, 31).toordinal()]
    open_now = rows.standing[rows.standing["state"] == "in_custody"]
    assert len(bars) == len(open_now) > 0
    for bar in bars.to_dict("records"):
        [row] = [
            row for row in open_now.to_dict("records") if here.directory.person(row["person_id"]) == lanes[bar["lane"]]
        ]
        before = found[(found["lane"] == bar["lane"]) & (found["tone"] == "custody")]
        assert bar["first"] == row["confirmed_day"] == before["last"].max()
        assert here.say.observed(row["confirmed"]) in bar["hover"]
    here = context("timeline", code, lanes="person", as_of=date(2022, 12, 31))
    found, lanes = marks.by_person(here, select(shipped(), here.view))
    pale = found[found["tone"].str.endswith("?")]
    # Nobody dates the release: the bar is pale over all the days on which it may have been.
    before, after, anew = pale[pale["lane"] == lanes.index(here.directory.person("abzhan"))].to_dict("records")
    assert [anew["first"], anew["last"]] == [date(2022, 7, 3).toordinal(), date(2022, 12, 31).toordinal()]
    assert [after["first"], after["last"]] == [date(2019, 4, 9).toordinal(), date(2022, 7, 2).toordinal()]
    # Nor the day of the arrest, but its month.
    assert [before["first"], before["last"]] == [date(2017, 6, 1).toordinal(), date(2017, 6, 30).toordinal()]


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
