"""What a reader can rely on in the timeline: true days, nothing lost where marks meet, letters as data."""

import json
import re
from collections import Counter
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder.figures.palette import DARK, LIGHT, Palette
from esimder.figures.screen import SCREENS, Screen
from esimder.figures.timeline.layout import COMPACT, LANE
from esimder.figures.timeline.marks import Mark, clustered, visible
from esimder.figures.timeline.timeline import timeline
from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.views import marks
from tests.record import context, hostile
from tests.timeline_figures import ASKABLE, FIRST, LAST, WINDOW, drawn, mark, scatters, shown

HOSTILE = '<b>Aktau</b> <span style="background:url(https://x)">&amp; <a href="https://x">x</a>'


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
    figure = drawn([mark("2018-03-01", "2018-11-30", tone="custody" if lasting else "")])
    spans = scatters(figure, "lines")
    assert len(spans) == 1
    assert spans[0].line.color == colour
    days = [day for day in spans[0].x if day]
    assert (days[0], days[-1]) == ("2018-03-01", "2018-12-01")  # the whole of the last day


def test_a_day_that_is_not_known_does_not_look_like_a_length_of_time() -> None:
    figure = drawn([mark("2018-03-01", "2018-11-30"), mark("2018-05-05", lane=1), mark("2019-05-05", "2019-05-07")])
    [line] = scatters(figure, "lines")
    ends = [lane for day, lane in zip(line.x, line.y, strict=True) if day in ("2018-03-01", "2018-12-01")]
    assert line.line.width < 2 and min(ends) < 0 < max(ends), "a thin line with a stroke across either end"
    dots = scatters(figure, "markers")[0]
    fills = dict(zip(dots.x, dots.marker.color, strict=True))
    assert fills == {"2018-07-16": LIGHT.paper, "2019-05-06": LIGHT.paper, "2018-05-05": LIGHT.record}


def test_an_end_that_lies_outside_the_window_gets_no_stroke() -> None:
    figure = drawn([mark("2010-03-01", "2018-11-30")])
    [line] = scatters(figure, "lines")
    points = list(zip(line.x, line.y, strict=True))
    assert [lane for day, lane in points if day == date.fromordinal(FIRST).isoformat()] == [0]
    assert len([lane for day, lane in points if day == "2018-12-01"]) == 3


def test_a_span_that_reaches_past_the_window_is_cut_at_its_edge() -> None:
    figure = drawn([mark("2010-01-01", "2021-12-31", tone="custody")])
    days = [day for trace in scatters(figure, "lines") for day in trace.x if day]
    assert min(days) == date.fromordinal(FIRST).isoformat()
    assert max(days) == date.fromordinal(LAST + 1).isoformat()


def test_a_day_is_a_dot_on_that_day_and_what_lies_outside_the_window_is_not_drawn() -> None:
    figure = drawn([mark("2018-05-05"), mark("2016-05-05")])
    dots = scatters(figure, "markers")[0]
    assert list(dots.x) == ["2018-05-05"]


mixed = st.lists(
    st.builds(
        lambda lane, day, length, chosen: Mark(lane, day, day + length, "", "/", "", "e", chosen=chosen),
        st.integers(0, 3),
        st.integers(FIRST, LAST),
        st.integers(0, 6),
        st.booleans(),
    ),
    max_size=40,
)


@given(mixed, st.sampled_from([200, 350, 800]))
def test_no_mark_is_lost_where_marks_meet(marks: list[Mark], width: int) -> None:
    whole = replace(WINDOW, last=LAST + 6)
    joined = clustered(visible(marks, whole), whole, width, language("en"), ASKABLE)
    assert Counter(mark for one in joined for mark in one.marks) == Counter(marks)
    for one in joined:
        assert {mark.lane for mark in one.marks} == {one.lane}
        assert (one.first, one.last) == (min(m.first for m in one.marks), max(m.last for m in one.marks))
    assert sum(one.chosen for one in joined) == sum(mark.chosen for mark in marks), "no crowd hides what is chosen"


@given(mixed)
def test_marks_that_are_far_apart_stay_apart(marks: list[Mark]) -> None:
    apart = [*{mark.lane: mark for mark in marks}.values()]
    assert len(clustered(visible(apart, WINDOW), WINDOW, 10_000_000, language("en"), ASKABLE)) == len(apart)


def test_marks_that_meet_are_one_mark_with_their_number() -> None:
    figure = drawn(
        [mark("2018-05-05"), mark("2018-05-06"), mark("2018-05-07"), mark("2018-12-01"), mark("2018-05-05", lane=1)]
    )
    dots = scatters(figure, "markers")[0]
    numbers = scatters(figure, "text")[0]
    assert len(dots.x) == 3 and list(numbers.text) == ["3"]
    assert (numbers.x[0], numbers.y[0]) in zip(dots.x, dots.y, strict=True)


def test_a_mark_of_many_keeps_to_its_lane() -> None:
    rows = [*(mark(f"2018-05-{day:02}") for day in range(1, 31))]
    for lane in (COMPACT, LANE):
        figure = drawn(rows, ["a"], lane=lane)
        assert 11 < max(scatters(figure, "markers")[0].marker.size) < lane


def test_what_is_chosen_is_marked_by_more_than_its_colour() -> None:
    figure = drawn([mark("2018-05-05", chosen=True), mark("2018-05-06")])
    dots = scatters(figure, "markers")[0]
    assert len(set(dots.marker.symbol)) == len(set(dots.marker.size)) == 2


@pytest.mark.parametrize("screen", SCREENS)
def test_a_hostile_title_or_lane_arrives_as_letters(screen: Screen) -> None:
    figure = drawn(
        [mark("2018-01-05", title=HOSTILE[:18]), mark("2018-01-06", lane=1, title=HOSTILE)],
        [HOSTILE, HOSTILE[:18]],
        screen,
    )
    texts = [text for trace in figure.data for text in (trace.text if trace.text is not None else ())]
    texts += list(figure.layout.yaxis.ticktext)
    assert any("&lt;b&gt;" in text for text in texts)
    assert not [text for text in texts if "<" in text or re.search(r"&(?!\w+;|#\d+;)", text)]


def test_a_hostile_title_arrives_as_letters_in_the_hover_too() -> None:
    for lanes in ("kind", "person"):
        here = context("timeline", "en", hostile(HOSTILE), lanes=lanes)
        rows = select(here.record, here.view)
        found, names = (marks.by_person if lanes == "person" else marks.by_kind)(here, rows)
        assert HOSTILE in {one.title for one in found} or lanes == "person"
        assert any(HOSTILE in name for name in names) == (lanes == "person")
        for one in found:
            assert "<" not in one.hover.replace("<b>", "").replace("</b>", "").replace("<br>", "")


def test_a_title_stands_only_where_no_mark_of_its_lane_reaches_further() -> None:
    beside = [mark("2018-03-01", "2018-08-30"), mark("2018-03-05", title="Under"), mark("2019-03-05", title="Free")]
    texts = [text.strip() for trace in scatters(drawn(beside), "text") for text in trace.text]
    assert "Free" in texts and "Under" not in texts


@pytest.mark.parametrize("screen", SCREENS)
def test_an_empty_choice_still_has_an_axis(screen: Screen) -> None:
    figure = timeline([], [], {}, WINDOW, language("kk"), LIGHT, screen, ASKABLE).checked()
    assert len(figure.layout.xaxis.tickvals) > 1


def test_the_figure_is_small() -> None:
    assert len(shown("kk").to_json()) < 60_000
    assert len(json.loads(shown("kk").to_json())["data"]) <= 6


def test_a_chosen_mark_stands_above_the_crowd_of_its_day_and_covers_no_number() -> None:
    day = "2019-03-14"
    figure = drawn([mark(day, chosen=True), mark(day), mark(day), mark("2018-03-14")], ["one"])
    [dots] = scatters(figure, "markers")
    heights, crowd = dict(zip(dots.marker.symbol, dots.y, strict=True)), max(dots.y)
    assert heights["diamond"] < 0 < crowd and 0 in dots.y
    assert [list(trace.y) for trace in scatters(figure, "text") if list(trace.text) == ["2"]] == [[crowd]]


def test_in_tall_lanes_a_title_that_has_no_room_beside_its_mark_stands_above_it() -> None:
    rows = [mark("2019-12-06", title="The last of all events"), mark("2018-03-14")]
    for lane, stands in ((LANE, False), (40, True)):
        figure = drawn(rows, ["one"], "tablet", lane=lane)
        words = [text for trace in scatters(figure, "text") for text in trace.text]
        assert ("The last of all events" in words) == stands
