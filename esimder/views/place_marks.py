"""What stands on the map: places with their counts, cities, regions and lines, each with words and an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from esimder.figures.geo import layers
from esimder.figures.map.flows import Flow
from esimder.figures.map.markers import City, Region
from esimder.query import counts
from esimder.query.selection import Selection
from esimder.record.escape import html_escape
from esimder.record.load import rows as rows_of
from esimder.views.context import Context

COUNTED = ("events", "people", "statements")
SOME = 4  # how many people the words beside a line name


@dataclass(frozen=True)
class PlaceCounts:
    """A place and what a view counts there."""

    place_id: str
    name: str
    events: int
    people: int
    statements: int

    def count(self, what: str) -> int:
        """One of the three counts."""
        return {"events": self.events, "people": self.people, "statements": self.statements}[what]


def places(context: Context, selection: Selection) -> list[PlaceCounts]:
    """Every place of a choice with its three counts, the fullest first: the map's table."""
    numbers = [counts.by_place(selection, what) for what in COUNTED]
    rows = [
        PlaceCounts(place_id, context.directory.place(place_id), *(int(series.get(place_id, 0)) for series in numbers))
        for place_id in counts.places(selection)
    ]
    return sorted(rows, key=lambda row: (-row.count(context.view.count), -row.statements, context.say.order(row.name)))


def hover_words(heading: str, *lines: str) -> str:
    """A heading and lines below it, as HTML."""
    return "<br>".join([f"<b>{html_escape(heading)}</b>", *map(html_escape, lines)])


def _place_hover(context: Context, name: str, counted: PlaceCounts | None) -> str:
    """The name of a place and all that is counted there."""
    return hover_words(name, *(context.say(f"total.{what}", n=counted.count(what)) for what in COUNTED if counted))


def cities(context: Context, counted: list[PlaceCounts]) -> list[City]:
    """Places with coordinates as the map draws them, with the counts of `places`; a count of zero only orients."""
    by_place = {row.place_id: row for row in counted}
    found = []
    for place_id, place in rows_of(context.record, "places").items():
        if place["lat"] != place["lat"] or place["kind"] in ("region", "country"):
            continue
        name, numbers = context.directory.place(place_id), by_place.get(place_id)
        found.append(
            City(
                place_id,
                name,
                numbers.count(context.view.count) if numbers else 0,
                place["lon"],
                place["lat"],
                context.toggled("place", place_id),
                _place_hover(context, name, numbers),
                place_id in context.view.place,
            )
        )
    return found


def regions(context: Context, counted: list[PlaceCounts]) -> list[Region]:
    """Counted places without coordinates inside a region, shown as that region and not as a dot."""
    by_place, found = {row.place_id: row for row in counted}, []
    for place_id, place in rows_of(context.record, "places").items():
        numbers = by_place.get(place_id)
        count = numbers.count(context.view.count) if numbers else 0
        if place["lat"] == place["lat"] or not place["region"] or not count:
            continue
        name = _region_name(context, place)
        href, hover = context.toggled("place", place_id), _place_hover(context, name, numbers)
        found.append(Region(place["region"], name, count, place_id, href, hover, place_id in context.view.place))
    return found


def flows(context: Context, selection: Selection) -> list[Flow]:
    """From where people came to where they met, as the map draws it: each leads to the statements that say so, which
    are those of its events about the place from which they came."""
    view, names, found = context.view, context.directory, []
    for from_id, to_id, count, events, people in counts.flows(selection).itertuples(index=False):
        chosen = view.place == (from_id,) and set(view.event) == set(events)
        href = context.href(place=(), event=()) if chosen else context.href(place=(from_id,), event=events)
        name = f"{names.place(from_id)} → {names.place(to_id)}"
        who = [*map(names.person, people[:SOME]), *(["…"] if len(people) > SOME else [])]
        lines = filter(None, (context.say("total.statements", n=count), ", ".join(who)))
        found.append(Flow(from_id, to_id, count, name, href, hover_words(name, *lines), chosen))
    return found


def _region_name(context: Context, place: Mapping[str, Any]) -> str:
    """The name of a region; a settlement without coordinates stands behind its region's name."""
    name = context.directory.place(place["place_id"])
    region = layers().regions.get(place["region"])
    return f"{region.names[context.say.code]} ({name})" if region and place["kind"] == "settlement" else name
