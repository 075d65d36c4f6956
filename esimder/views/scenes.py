"""The pictures of a view, drawn alike on every page and in all that leaves it: the map and the timeline.

On the screen a picture keeps offering what its own filter leaves out: other places, days and events to go to. What
leaves the screen (`taken_…`) offers nothing, and shows what its numbers say.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from esimder.figures.map.city_map import city_map
from esimder.figures.map.flows import Flow
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import VIEWPORTS, Screen
from esimder.figures.timeline.layout import LANE, Window, height
from esimder.figures.timeline.marks import Addresses, Mark, key
from esimder.figures.timeline.timeline import WIDTH, timeline
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.query.view import FILTERS
from esimder.views import lists, marks, place_marks
from esimder.views.context import Context
from esimder.views.place_marks import PlaceCounts

TALLEST = 46  # px of a lane on a wall


@dataclass(frozen=True)
class MapScene:
    """The map of a view: the figure that lies over the base map, what its places count, and its words for who listens.

    `places` are place_marks.places, `regions` counts those that are drawn, `left` counts of what the map counts what
    stands at none of its markers.
    """

    figure: PlotSpec
    places: list[PlaceCounts]
    flows: list[Flow]
    regions: int
    left: int
    alt: str
    aspect: float


@dataclass(frozen=True)
class LineScene:
    """A timeline: the figure, its height in px, how many marks it holds, and its words for who listens.

    `key` are the kinds of marks that a reader needs to have explained (figures.timeline.marks.KEY), `outside` the ids
    of the dated events that are not drawn since their days, as far as they are known, lie outside the window.
    """

    figure: PlotSpec
    height: int
    marks: int
    alt: str
    key: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def map_scene(context: Context, palette: Palette, screen: Screen) -> MapScene:
    """Cities, regions and flows of a view; a chosen place is marked and the others stay."""
    return _map(context, select(context.record, context.view.without("place")), palette, screen)


def taken_map(context: Context, palette: Palette, screen: Screen) -> MapScene:
    """The map of a view as it leaves the screen: it counts what the view counts, and nothing else has a number."""
    return _map(context, select(context.record, context.view), palette, screen)


def _map(context: Context, rows: Selection, palette: Palette, screen: Screen) -> MapScene:
    places, flows = place_marks.places(context, rows), place_marks.flows(context, rows)
    cities, regions = place_marks.cities(context, places), place_marks.regions(context, places)
    drawn = city_map(
        cities,
        flows,
        regions,
        palette,
        screen,
        lambda n: context.say(f"total.{context.view.count}", n=n),
    )
    alt = context.say("map.alt", n=len(places))
    drawn_places = {*(city.place_id for city in cities if city.count), *(region.place_id for region in regions)}
    left = _undrawn(context, rows, drawn_places)
    return MapScene(drawn, places, flows, len(regions), left, alt, VIEWPORTS[screen].aspect)


def _undrawn(context: Context, rows: Selection, places: set[str]) -> int:
    """How many of the events, people or statements that a map counts stand at none of these places."""
    if context.view.count == "events":
        return int((~rows.events["place_id"].isin(places)).sum())
    there = rows.statements["at"].isin(places)
    if context.view.count == "statements":
        return int((~there).sum())
    return int((~counts.individuals(rows.people).isin(rows.statements.loc[there, "person_id"])).sum())


def line_scene(context: Context, palette: Palette, screen: Screen, lane: int = LANE, by: str = "kind") -> LineScene:
    """The events of a view over its period, in lanes `by` kind or person; a chosen event is marked, the others stay."""
    return _line(context, _around(context), palette, screen, lane, by, marks.addresses(context, period=True))


def wall_line(context: Context, palette: Palette, screen: Screen, by: str, share: float) -> LineScene:
    """The timeline as a room sees it: lanes without a mark left out, the others as tall as the picture has room, which
    is `share` of its width high."""
    rows, window = _around(context), marks.window(context)
    events, lanes = _by(by)(context, rows)
    used = sorted({mark.lane for mark in events if window.holds(mark.first, mark.last)}) or [0]
    kept = [replace(mark, lane=used.index(mark.lane)) for mark in events if mark.lane in used]
    tall = _tall(len(used), screen, share, True)
    return _drawn(context, rows, (kept, [lanes[one] for one in used]), palette, screen, tall, marks.addresses(context))


def _around(context: Context) -> Selection:
    """What a timeline offers: the view without what is chosen on it."""
    return select(context.record, context.view.without("event", "since", "until"))


def _tall(lanes: int, screen: Screen, share: float, strip: bool) -> int:
    """How many px a lane may have for the picture to be `share` of its width high."""
    free = WIDTH[screen] * share - height(0, 0, strip)
    return int(min(max(free / max(lanes, 1), LANE), TALLEST))


def taken_line(context: Context, palette: Palette, screen: Screen, lane: int = LANE, by: str = "kind") -> LineScene:
    """The timeline of a view as it leaves the screen: the events of the view and no others."""
    return _line(context, select(context.record, context.view), palette, screen, lane, by, marks.addresses(context))


def _by(lanes: str) -> Callable[[Context, Selection], tuple[list[Mark], list[str]]]:
    """The marks and the lanes of events by person or by kind."""
    return marks.by_person if lanes == "person" else marks.by_kind


def _line(
    context: Context, rows: Selection, palette: Palette, screen: Screen, lane: int, by: str, addresses: Addresses
) -> LineScene:
    return _drawn(context, rows, _by(by)(context, rows), palette, screen, lane, addresses)


def _drawn(
    context: Context,
    rows: Selection,
    marked: tuple[list[Mark], list[str]],
    palette: Palette,
    screen: Screen,
    lane: int,
    addresses: Addresses,
) -> LineScene:
    """Marks in their lanes, drawn over the period of a view."""
    events, lanes = marked
    window, quarters = marks.window(context), counts.by_quarter(rows)
    drawn = timeline(events, lanes, quarters, window, context.say, palette, screen, addresses, lane)
    return _scene(context, drawn, height(len(lanes), lane), events, window)


def _scene(context: Context, drawn: PlotSpec, tall: int, events: list[Mark], window: Window) -> LineScene:
    """A timeline with its words."""
    shown = [window.holds(mark.first, mark.last) for mark in events]
    outside = dict.fromkeys(mark.event for mark, seen in zip(events, shown, strict=True) if mark.event and not seen)
    alt = context.say("timeline.alt", n=sum(shown))
    return LineScene(drawn, tall, sum(shown), alt, key(events, window), tuple(outside))


def life_scene(context: Context, person_id: str, palette: Palette, screen: Screen, share: float = 0) -> LineScene:
    """The life-line of a person: all that a view's day knows of them, whatever its other filters; as high as `share`
    of its width, if that is given."""
    own = lists.about(select(context.record, context.view.without(*FILTERS)), person_id)
    mine = marks.without(context, "since", "until", "event")
    events, lanes = marks.life(mine, own, person_id)
    window = marks.reaching(context, marks.window(mine, own), events)
    lane = _tall(len(lanes), screen, share, False)
    addresses = marks.addresses(context)
    drawn = timeline(events, lanes, {}, window, context.say, palette, screen, addresses, lane, strip=False)
    return _scene(context, drawn, height(len(lanes), lane, strip=False), events, window)
