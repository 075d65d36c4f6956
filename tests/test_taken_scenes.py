"""A picture that leaves the screen shows what its numbers say: a filter shapes it, and what is outside is uncounted."""

import re
from datetime import date
from typing import Any

import pytest

from esimder.exports import notes
from esimder.exports.pictures import pictures
from esimder.figures.palette import LIGHT
from esimder.query import counts
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.views import scenes
from tests.record import context, shipped

ASKED: dict[str, dict[str, Any]] = {
    "everything": {},
    "a place": {"place": ("aktau",)},
    "two places in a period": {"place": ("aktau", "almaty"), "since": date(2018, 1, 1)},
    "a person": {"person": ("bokaev",)},
    "a kind": {"kind": ("verdict", "trial")},
    "an event": {"event": ("aktau-meeting",)},
    "a period": {"since": date(2016, 1, 1), "until": date(2016, 12, 31)},
    "a status": {"status": ("in_custody",)},
    "nothing": {"q": "zzzzzz"},
}
# In a sign of the map, or behind the name of one.
NUMBER = re.compile(r"(?:(?<=>)|(?<= · ))\d+(?=(?: →)?</text>)")


@pytest.mark.parametrize("what", ["events", "statements", "people"])
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_numbers_on_a_map_are_the_views_and_the_rest_is_told(asked: dict[str, Any], what: str) -> None:
    own = context("map", count=what, **asked)
    rows = select(shipped(), own.view)
    drawn = sorted(map(int, NUMBER.findall(pictures.map_svg(own))))
    scene = scenes.taken_map(own, LIGHT, "wide")
    for flow in scene.flows:  # a line has its own number, of statements
        drawn.remove(flow.count)
    if what != "people":
        assert sum(drawn) + scene.left == counts.totals(rows)[what]
    by_place = counts.by_place(rows, what)
    assert drawn == sorted(int(by_place[one]) for one in by_place.index if _drawn(one)), "each place's own number"
    told = notes.of_map(own, scene)
    assert (own.say(f"map.left.{what}", n=scene.left) in told) == (scene.left > 0)
    assert (own.say("note.places.grey") in told) == own.view.filtered


def _drawn(one: str) -> bool:
    place = context().directory.row("places", one)
    return bool(place["region"] if place["lat"] != place["lat"] else place["kind"] not in ("region", "country"))


@pytest.mark.parametrize("lanes", ["kind", "person"])
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_marks_of_a_timeline_are_the_events_of_the_view(asked: dict[str, Any], lanes: str) -> None:
    own = context("timeline", lanes=lanes, **asked)
    events = select(shipped(), own.view).events
    dated = set(events.loc[events["date"] != "", "event_id"])
    scene = scenes.taken_line(own, LIGHT, "wide", by=lanes)
    said = str(scene.figure.traces)
    there = {one for one in shipped().events["event_id"] if re.search(rf"event={one}\b(?!-)", said)}
    assert there <= dated
    if lanes == "kind" and not asked.get("event"):  # an address that would let a chosen event go does not name it
        assert dated - there == set(scene.outside)
    told = notes.of_line(own, select(shipped(), own.view), scene, lanes)
    assert (own.say("note.line.outside", n=len(scene.outside)) in told) == bool(scene.outside)
    strip = [trace for trace in scene.figure.traces if trace["type"] == "bar"]
    assert sum(sum(trace["y"]) for trace in strip) <= len(dated)


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_the_screen_the_map_keeps_offering_other_places(code: str) -> None:
    own = context("map", code, place=("aktau",))
    there = {row.place_id for row in scenes.map_scene(own, LIGHT, "wide").places}
    taken = {row.place_id for row in scenes.taken_map(own, LIGHT, "wide").places}
    assert "almaty" in there and taken == {"aktau"}
