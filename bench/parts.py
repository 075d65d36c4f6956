"""The figures of the overview as plain Plotly, for the page in Dash that is measured beside ours."""

from typing import Any

from esimder.figures.map.basemap import base_map
from esimder.figures.map.city_map import city_map
from esimder.figures.palette import LIGHT
from esimder.figures.timeline.layout import COMPACT
from esimder.figures.timeline.timeline import timeline
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record import load
from esimder.views import marks, place_marks
from esimder.views.context import Context

RECORD, SAY = load.load(), language("en")
BASE_MAP = base_map(SAY, LIGHT, "desktop")
SLOTS = 11  # traces over the base map; those that a view does not need are empty, so that their number never changes


def context_for(places: list[str]) -> Context:
    """The context of the overview for a choice of places."""
    return Context.of(View(lang="en", place=tuple(places)), SAY, RECORD, "", ())


def overlay(context: Context) -> dict[str, Any]:
    """What lies over the base map, as plain Plotly."""
    around = select(RECORD, context.view.without("place"))
    places = place_marks.places(context, around)
    drawn = city_map(
        place_marks.cities(context, places),
        place_marks.flows(context, around),
        place_marks.regions(context, places),
        LIGHT,
        "desktop",
        lambda n: SAY("total.events", n=n),
    ).plain()
    empty = [{"type": "scatter"}] * (SLOTS - len(drawn["data"]))
    return {"data": [*drawn["data"], *empty], "layout": drawn["layout"]}


def events(context: Context) -> dict[str, Any]:
    """The timeline of the view."""
    around = select(RECORD, context.view)
    dated, lanes = marks.by_kind(context, around)
    quarters, window = counts.by_quarter(around), marks.window(context)
    addresses = marks.addresses(context)
    return timeline(dated, lanes, quarters, window, SAY, LIGHT, "desktop", addresses, COMPACT).plain()
