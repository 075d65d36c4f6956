"""The figures of the overview as plain Plotly, for the page in Dash that is measured beside ours."""

from typing import Any

from esimder import counts, data, marks, page
from esimder.chosen import chosen
from esimder.figures import timeline as time
from esimder.figures.map import base_map, city_map
from esimder.language import language
from esimder.palette import LIGHT
from esimder.view import View

RECORD, SAY = data.load(), language("en")
GROUND = base_map({"km": SAY("unit.km")}, LIGHT, "en", "desktop")
SLOTS = 11  # traces over the ground; those that a view does not need are empty, so that their number never changes


def frame_for(places: list[str]) -> page.Frame:
    """The frame of the overview for a choice of places."""
    return page.frame(View(lang="en", place=tuple(places)), SAY, RECORD, "", ())


def overlay(frame: page.Frame) -> dict[str, Any]:
    """What lies over the ground of the map, as plain Plotly."""
    around = chosen(RECORD, frame.view.without("place"))
    places = marks.places(frame, around)
    drawn = city_map(
        marks.cities(frame, places),
        marks.flows(frame, around),
        marks.regions(frame, places),
        LIGHT,
        "desktop",
        lambda n: SAY("total.events", n=n),
    ).plain()
    empty = [{"type": "scatter"}] * (SLOTS - len(drawn["data"]))
    return {"data": [*drawn["data"], *empty], "layout": drawn["layout"]}


def events(frame: page.Frame) -> dict[str, Any]:
    """The timeline of the view."""
    around = chosen(RECORD, frame.view)
    dated, lanes = marks.by_kind(frame, around)
    quarters, window = counts.by_quarter(around), marks.window(frame)
    return time.timeline(dated, lanes, quarters, window, SAY, LIGHT, "desktop", time.COMPACT).plain()
