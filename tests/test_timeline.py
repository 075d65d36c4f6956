"""What a reader can rely on in the timeline: true days, nothing lost where marks meet, letters as data."""

import json
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder import counts, data, marks
from esimder.chosen import chosen
from esimder.figures.screen import SCREENS, Screen
from esimder.figures.timeline import COMPACT, LANE, Window, clustered, key, timeline
from esimder.language import language
from esimder.palette import DARK, LIGHT, TONES, Palette
from esimder.scenes import life_scene, line_scene
from esimder.schema import LANGUAGES, STATES
from tests.asking import html_of
from tests.record import folder, frame, hostile, raw, shipped

FIRST, LAST = date(2018, 1, 1).toordinal(), date(2019, 12, 31).toordinal()
WINDOW = Window(FIRST, LAST, date(2019, 4, 8).toordinal(), (FIRST - 3000, LAST + 900))
HOSTILE = '<b>Aktau</b> <span style="background:url(https://x)">&amp; <a href="https://x">x</a>'
QUARTERS = pd.DataFrame({"first": [FIRST, FIRST + 90], "count": [3, 1]})


def mark(first: str, last: str = "", lane: int = 0, **how: Any) -> dict[str, Any]:
    return {
        "lane": lane,
        "first": date.fromisoformat(first).toordinal(),
        "last": date.fromisoformat(last or first).toordinal(),
        "lasting": False,
        "chosen": False,
        "title": "Title",
        "href": f"/?event={first}",
        "hover": f"at {first}",
        "tone": "custody",
        "event": first,
        "when": f"on {first}",
        **how,
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(marks.MARK))


def drawn(
    rows: pd.DataFrame,
    lanes: list[str] | None = None,
    screen: Screen = "wide",
    palette: Palette = LIGHT,
    window: Window = WINDOW,
) -> go.Figure:
    return timeline(rows, lanes or ["Trial", "Arrest"], QUARTERS, window, language("en"), palette, screen).checked()


def shown(code: str, screen: Screen = "wide", palette: Palette = LIGHT, **asked: Any) -> go.Figure:
    """The timeline of the shipped record."""
    here = frame("timeline", code, **asked)
    rows = chosen(shipped(), here.view)
    found, lanes = (marks.by_person if here.view.lanes == "person" else marks.by_kind)(here, rows)
    return timeline(found, lanes, counts.by_quarter(rows), marks.window(here), here.say, palette, screen).checked()


def scatters(figure: go.Figure, mode: str) -> list[Any]:
    """The traces of one mode that have any points."""
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == mode and len(trace.x)]


def linked(figure: go.Figure) -> set[str]:
    return {
        point[0]
        for trace in figure.data
        for point in (trace.customdata if trace.customdata is not None else ())
        if point
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("lanes", ["kind", "person"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_timeline_has_the_palette_and_plain_traces_only(screen: Screen, lanes: str, palette: Palette) -> None:
    figure = shown("ru", screen, palette, lanes=lanes)
    known = {*asdict(palette).values(), "rgba(0,0,0,0)"}
    text = figure.to_json()
    assert {trace.type for trace in figure.data} == {"scatter", "bar"}
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|hsla?\([^)]*\)", text)) <= known
    assert "http" not in text


@pytest.mark.parametrize(("lasting", "colour"), [(False, LIGHT.record), (True, LIGHT.custody)])
def test_a_span_is_drawn_from_its_first_to_its_last_day(lasting: bool, colour: str) -> None:
    figure = drawn(table(mark("2018-03-01", "2018-11-30", lasting=lasting)))
    spans = scatters(figure, "lines")
    assert len(spans) == 1
    assert spans[0].line.color == colour
    days = [day for day in spans[0].x if day]
    assert (days[0], days[-1]) == ("2018-03-01", "2018-12-01")  # the whole of the last day


def test_a_day_that_is_not_known_does_not_look_like_a_length_of_time() -> None:
    figure = drawn(
        table(mark("2018-03-01", "2018-11-30"), mark("2018-05-05", lane=1), mark("2019-05-05", "2019-05-07"))
    )
    [line] = scatters(figure, "lines")
    ends = [lane for day, lane in zip(line.x, line.y, strict=True) if day in ("2018-03-01", "2018-12-01")]
    assert line.line.width < 2 and min(ends) < 0 < max(ends), "a thin line with a stroke across either end"
    dots = scatters(figure, "markers")[0]
    fills = dict(zip(dots.x, dots.marker.color, strict=True))
    assert fills == {"2018-07-16": LIGHT.paper, "2019-05-06": LIGHT.paper, "2018-05-05": LIGHT.record}


def test_an_end_that_lies_outside_the_window_gets_no_stroke() -> None:
    figure = drawn(table(mark("2010-03-01", "2018-11-30")))
    [line] = scatters(figure, "lines")
    points = list(zip(line.x, line.y, strict=True))
    assert [lane for day, lane in points if day == date.fromordinal(FIRST).isoformat()] == [0]
    assert len([lane for day, lane in points if day == "2018-12-01"]) == 3


def test_a_span_that_reaches_past_the_window_is_cut_at_its_edge() -> None:
    figure = drawn(table(mark("2010-01-01", "2021-12-31", lasting=True)))
    days = [day for trace in scatters(figure, "lines") for day in trace.x if day]
    assert min(days) == date.fromordinal(FIRST).isoformat()
    assert max(days) == date.fromordinal(LAST + 1).isoformat()


def test_a_day_is_a_dot_on_that_day_and_what_lies_outside_the_window_is_not_drawn() -> None:
    figure = drawn(table(mark("2018-05-05"), mark("2016-05-05")))
    dots = scatters(figure, "markers")[0]
    assert list(dots.x) == ["2018-05-05"]


mixed = st.lists(
    st.tuples(st.integers(FIRST, LAST), st.integers(0, 6), st.integers(0, 3), st.booleans()), max_size=40
).map(
    lambda rows: table(
        *(
            {
                "lane": lane,
                "first": day,
                "last": day + length,
                "lasting": False,
                "chosen": chosen,
                "title": "",
                "href": "/",
                "hover": "",
                "tone": "",
                "event": "e",
                "when": "",
            }
            for day, length, lane, chosen in rows
        )
    )
)


@given(mixed, st.sampled_from([200, 350, 800]))
def test_no_mark_is_lost_where_marks_meet(rows: pd.DataFrame, width: int) -> None:
    joined = pd.DataFrame(
        clustered(rows.to_dict("records"), WINDOW, width, language("en")), columns=[*rows.columns, "count"]
    )
    assert joined["count"].sum() == len(rows)
    for lane, own in rows.groupby("lane"):
        assert joined.loc[joined["lane"] == lane, "count"].sum() == len(own)
        assert joined.loc[joined["lane"] == lane, "first"].min() == own["first"].min()
        assert joined.loc[joined["lane"] == lane, "last"].max() == own["last"].max()
    assert joined["chosen"].sum() == rows["chosen"].sum(), "what is chosen is never hidden in a crowd"


@given(mixed)
def test_marks_that_are_far_apart_stay_apart(rows: pd.DataFrame) -> None:
    apart = rows.drop_duplicates(["lane"]).to_dict("records")
    assert len(clustered(apart, WINDOW, 10_000_000, language("en"))) == len(apart)


def test_marks_that_meet_are_one_mark_with_their_number() -> None:
    figure = drawn(
        table(
            mark("2018-05-05"), mark("2018-05-06"), mark("2018-05-07"), mark("2018-12-01"), mark("2018-05-05", lane=1)
        )
    )
    dots = scatters(figure, "markers")[0]
    numbers = scatters(figure, "text")[0]
    assert len(dots.x) == 3 and list(numbers.text) == ["3"]
    assert (numbers.x[0], numbers.y[0]) in zip(dots.x, dots.y, strict=True)


def test_a_mark_of_many_keeps_to_its_lane() -> None:
    rows = table(*(mark(f"2018-05-{day:02}") for day in range(1, 31)))
    for lane in (COMPACT, LANE):
        figure = timeline(rows, ["a"], QUARTERS, WINDOW, language("en"), LIGHT, "wide", lane).checked()
        assert 11 < max(scatters(figure, "markers")[0].marker.size) < lane


def test_what_is_chosen_is_marked_by_more_than_its_colour() -> None:
    figure = drawn(table(mark("2018-05-05", chosen=True), mark("2018-05-06")))
    dots = scatters(figure, "markers")[0]
    assert len(set(dots.marker.symbol)) == len(set(dots.marker.size)) == 2


@pytest.mark.parametrize("screen", SCREENS)
def test_a_hostile_title_or_lane_arrives_as_letters(screen: Screen) -> None:
    figure = drawn(
        table(mark("2018-01-05", title=HOSTILE[:18]), mark("2018-01-06", lane=1, title=HOSTILE)),
        [HOSTILE, HOSTILE[:18]],
        screen,
    )
    texts = [text for trace in figure.data for text in (trace.text if trace.text is not None else ())]
    texts += list(figure.layout.yaxis.ticktext)
    assert any("&lt;b&gt;" in text for text in texts)
    assert not [text for text in texts if "<" in text or re.search(r"&(?!\w+;|#\d+;)", text)]


def test_a_hostile_title_arrives_as_letters_in_the_hover_too() -> None:
    for lanes in ("kind", "person"):
        here = frame("timeline", "en", hostile(HOSTILE), lanes=lanes)
        rows = chosen(here.record, here.view)
        found, names = (marks.by_person if lanes == "person" else marks.by_kind)(here, rows)
        assert HOSTILE in set(found["title"]) or lanes == "person"
        assert any(HOSTILE in name for name in names) == (lanes == "person")
        for hover in found["hover"]:
            assert "<" not in hover.replace("<b>", "").replace("</b>", "").replace("<br>", "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_dated_event_can_be_reached_from_the_timeline(code: str) -> None:
    here = frame("timeline", code, as_of=date(2025, 1, 1))
    rows = chosen(shipped(), here.view)
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
    here = frame("timeline", code, since=date(2019, 3, 1), until=date(2019, 4, 30))
    scene = line_scene(here, LIGHT, "wide")
    listed = chosen(shipped(), here.view).events
    dated = set(listed.loc[listed["date"] != "", "event_id"])
    plain = chosen(shipped(), here.view.without("since", "until")).events
    assert scene.marks == len(dated) < len(plain)
    asked_for = {one for href in linked(scene.figure.checked()) for one in parse_qs(urlsplit(href).query)["event"]}
    assert asked_for == dated


def test_an_event_far_from_all_others_is_named_below_the_figure_and_does_not_squeeze_it(tmp_path: Path) -> None:
    tables = raw()
    events = tables["events"]
    one = str(events.loc[events["date"].str.startswith("2018-"), "event_id"].iloc[0])
    events.loc[events["event_id"] == one, "date"] = "0218-02-03"
    record = data.load(folder(tmp_path / "slip", tables))
    scene = line_scene(frame("timeline", "en", record), LIGHT, "wide")
    assert scene.outside == (one,)
    assert str(scene.figure.layout["xaxis"]["range"][0]) > "1990"
    assert line_scene(frame("timeline"), LIGHT, "wide").outside == ()


def test_a_title_stands_only_where_no_mark_of_its_lane_reaches_further() -> None:
    beside = table(
        mark("2018-03-01", "2018-08-30"), mark("2018-03-05", title="Under"), mark("2019-03-05", title="Free")
    )
    texts = [text.strip() for trace in scatters(drawn(beside), "text") for text in trace.text]
    assert "Free" in texts and "Under" not in texts


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


@pytest.mark.parametrize("screen", SCREENS)
def test_an_empty_choice_still_has_an_axis(screen: Screen) -> None:
    figure = timeline(table(), [], QUARTERS.iloc[:0], WINDOW, language("kk"), LIGHT, screen).checked()
    assert len(figure.layout.xaxis.tickvals) > 1


def test_drawing_changes_no_table() -> None:
    rows, quarters = (
        table(mark("2018-05-05"), mark("2010-03-01", "2022-11-30", lasting=True), mark("2018-05-06")),
        QUARTERS.copy(),
    )
    before = rows.copy(), quarters.copy()
    timeline(rows, ["a"], quarters, WINDOW, language("kk"), LIGHT, "wide")
    pd.testing.assert_frame_equal(rows, before[0])
    pd.testing.assert_frame_equal(quarters, before[1])


def test_the_figure_is_small() -> None:
    assert len(shown("kk").to_json()) < 60_000
    assert len(json.loads(shown("kk").to_json())["data"]) <= 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_status_that_nobody_has_confirmed_since_looks_old_from_its_last_confirmation_on(code: str) -> None:
    here = frame("timeline", code, lanes="person", as_of=date(2020, 12, 31))
    rows = chosen(shipped(), here.view)
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
    here = frame("timeline", code, lanes="person", as_of=date(2022, 12, 31))
    found, lanes = marks.by_person(here, chosen(shipped(), here.view))
    pale = found[found["tone"].str.endswith("?")]
    # Nobody dates the release: the bar is pale over all the days on which it may have been.
    before, after, anew = pale[pale["lane"] == lanes.index(here.directory.person("abzhan"))].to_dict("records")
    assert [anew["first"], anew["last"]] == [date(2022, 7, 3).toordinal(), date(2022, 12, 31).toordinal()]
    assert [after["first"], after["last"]] == [date(2019, 4, 9).toordinal(), date(2022, 7, 2).toordinal()]
    # Nor the day of the arrest, but its month.
    assert [before["first"], before["last"]] == [date(2017, 6, 1).toordinal(), date(2017, 6, 30).toordinal()]


def test_a_life_line_holds_every_state_also_after_the_last_event() -> None:
    drawn = life_scene(frame("person", "en", as_of=date(2022, 12, 31)), "ayan", LIGHT, "wide").figure.checked()
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


def test_a_chosen_mark_stands_above_the_crowd_of_its_day_and_covers_no_number() -> None:
    day = "2019-03-14"
    figure = drawn(table(mark(day, chosen=True), mark(day), mark(day), mark("2018-03-14")), ["one"])
    [dots] = scatters(figure, "markers")
    heights, crowd = dict(zip(dots.marker.symbol, dots.y, strict=True)), max(dots.y)
    assert heights["diamond"] < 0 < crowd and 0 in dots.y
    assert [list(trace.y) for trace in scatters(figure, "text") if list(trace.text) == ["2"]] == [[crowd]]


def test_in_tall_lanes_a_title_that_has_no_room_beside_its_mark_stands_above_it() -> None:
    rows = table(mark("2019-12-06", title="The last of all events"), mark("2018-03-14"))
    for lane, stands in ((LANE, False), (40, True)):
        figure = timeline(rows, ["one"], QUARTERS, WINDOW, language("en"), LIGHT, "tablet", lane=lane).checked()
        words = [text for trace in scatters(figure, "text") for text in trace.text]
        assert ("The last of all events" in words) == stands
