"""The pictures of a view, drawn alike on every page and in all that leaves it: the map and the timeline.

On the screen a picture keeps offering what its own filter leaves out: other places, days and events to go to. What
leaves the screen (`taken_…`) offers nothing, and shows what its numbers say.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from esimder.figures.map.city_map import city_map
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import VIEWPORTS, Screen
from esimder.figures.timeline import timeline as time
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.query.view import FILTERS
from esimder.views import lists, marks
from esimder.views.context import Context

TALLEST = 46  # px of a lane on a wall


@dataclass(frozen=True)
class MapScene:
    """The map of a view: the figure that lies over the base map, what its places count, and its words for who listens.

    `places` are marks.places, `flows` the rows of marks.flows, `regions` how many of them are drawn; `left` counts of
    what the map counts what stands at none of its marks.
    """

    figure: PlotSpec
    places: list[dict[str, Any]]
    flows: list[dict[str, Any]]
    regions: int
    left: int
    alt: str
    aspect: float


@dataclass(frozen=True)
class LineScene:
    """A timeline: the figure, its height in px, how many marks it holds, and its words for who listens.

    `key` are the signs that a reader needs to have explained (figures.timeline.KEY), `outside` the ids of the dated
    events that are not drawn since their days, as far as they are known, lie outside the window.
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
    places, flows = marks.places(context, rows), marks.flows(context, rows)
    cities, regions = marks.cities(context, places), marks.regions(context, places)
    drawn = city_map(
        cities,
        flows,
        regions,
        palette,
        screen,
        lambda n: context.say(f"total.{context.view.count}", n=n),
    )
    alt = context.say("map.alt", n=len(places))
    left = _undrawn(context, rows, {*cities.loc[cities["count"] > 0, "place_id"], *regions["place_id"]})
    return MapScene(drawn, places, flows.to_dict("records"), len(regions), left, alt, VIEWPORTS[screen].aspect)


def _undrawn(context: Context, rows: Selection, places: set[str]) -> int:
    """How many of the events, people or statements that a map counts stand at none of these places."""
    if context.view.count == "events":
        return int((~rows.events["place_id"].isin(places)).sum())
    there = rows.statements["at"].isin(places)
    if context.view.count == "statements":
        return int((~there).sum())
    return int((~counts.individuals(rows.people).isin(rows.statements.loc[there, "person_id"])).sum())


def line_scene(
    context: Context, palette: Palette, screen: Screen, lane: int = time.LANE, by: str = "kind", brush: str = ""
) -> LineScene:
    """The events of a view over its period, in lanes `by` kind or person; a chosen event is marked, the others stay."""
    return _line(context, _around(context), palette, screen, lane, by, brush)


def wall_line(context: Context, palette: Palette, screen: Screen, by: str, share: float) -> LineScene:
    """The timeline as a room sees it: lanes without a mark left out, the others as tall as the picture has room, which
    is `share` of its width high."""
    events, lanes = (marks.by_person if by == "person" else marks.by_kind)(context, _around(context))
    window = marks.window(context)
    shown = events[events["first"].combine(events["last"], window.holds).astype(bool)]
    used = sorted(shown["lane"].unique()) or [0]
    kept = events[events["lane"].isin(used)]
    told = kept.assign(lane=[used.index(lane) for lane in kept["lane"]]), [lanes[int(one)] for one in used]
    return _drawn(context, _around(context), told, palette, screen, _tall(len(used), screen, share, True), "")


def _around(context: Context) -> Selection:
    """What a timeline offers: the view without what is chosen on it."""
    return select(context.record, context.view.without("event", "since", "until"))


def _tall(lanes: int, screen: Screen, share: float, strip: bool) -> int:
    """How many px a lane may have for the picture to be `share` of its width high."""
    free = time.WIDTH[screen] * share - time.height(0, 0, strip)
    return int(min(max(free / max(lanes, 1), time.LANE), TALLEST))


def taken_line(
    context: Context, palette: Palette, screen: Screen, lane: int = time.LANE, by: str = "kind"
) -> LineScene:
    """The timeline of a view as it leaves the screen: the events of the view and no others."""
    return _line(context, select(context.record, context.view), palette, screen, lane, by, "")


def _line(
    context: Context, rows: Selection, palette: Palette, screen: Screen, lane: int, by: str, brush: str
) -> LineScene:
    told = (marks.by_person if by == "person" else marks.by_kind)(context, rows)
    return _drawn(context, rows, told, palette, screen, lane, brush)


def _drawn(
    context: Context,
    rows: Selection,
    told: tuple[pd.DataFrame, list[str]],
    palette: Palette,
    screen: Screen,
    lane: int,
    brush: str,
) -> LineScene:
    """The events and lanes that are told, drawn over the period of a view."""
    events, lanes = told
    window, say = marks.window(context), context.say
    drawn = time.timeline(events, lanes, counts.by_quarter(rows), window, say, palette, screen, lane, brush=brush)
    return _told(context, drawn, time.height(len(lanes), lane), events, window)


def _told(context: Context, drawn: PlotSpec, height: int, events: pd.DataFrame, window: time.Window) -> LineScene:
    """A timeline with what is said of it."""
    shown = events["first"].combine(events["last"], window.holds).astype(bool)
    outside = tuple(dict.fromkeys(events.loc[~shown & (events["event"] != ""), "event"]))
    count = int(shown.sum())
    return LineScene(drawn, height, count, context.say("timeline.alt", n=count), time.key(events, window), outside)


def life_scene(context: Context, person_id: str, palette: Palette, screen: Screen, share: float = 0) -> LineScene:
    """The life-line of a person: all that a view's day knows of them, whatever its other filters; as high as `share`
    of its width, if that is given."""
    own = lists.about(select(context.record, context.view.without(*FILTERS)), person_id)
    mine = marks.without(context, "since", "until", "event")
    events, lanes = marks.life(mine, own, person_id)
    window = marks.reaching(context, marks.window(mine, own), events)
    none = pd.DataFrame({"first": [], "count": []})
    lane = _tall(len(lanes), screen, share, False)
    drawn = time.timeline(events, lanes, none, window, context.say, palette, screen, lane, strip=False)
    return _told(context, drawn, time.height(len(lanes), lane, strip=False), events, window)
