"""The pictures of a view, drawn alike on every page and in all that leaves it: the map and the timeline."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from esimder import counts, lists, marks
from esimder.chosen import chosen
from esimder.figures import timeline as time
from esimder.figures.drawn import Drawn
from esimder.figures.map import FRAMES, Screen, base_map, city_map
from esimder.page import Frame
from esimder.palette import Palette
from esimder.view import FILTERS


@dataclass(frozen=True)
class MapScene:
    """The map of a view: the figure that lies over the ground, what its places count, and its words for who listens.

    `places` are marks.places, `flows` and `regions` how many of each are drawn.
    """

    figure: Drawn
    places: list[dict[str, Any]]
    flows: int
    regions: int
    alt: str
    aspect: float


@dataclass(frozen=True)
class LineScene:
    """A timeline: the figure, its height in px, how many marks it holds, and its words for who listens."""

    figure: Drawn
    height: int
    marks: int
    alt: str


def map_scene(frame: Frame, palette: Palette, screen: Screen) -> MapScene:
    """Cities, regions and flows of a view; a chosen place is marked and the others stay."""
    around = chosen(frame.record, frame.view.without("place"))
    places, flows = marks.places(frame, around), counts.flows(around)
    regions = marks.regions(frame, places)
    drawn = city_map(
        marks.cities(frame, places),
        flows,
        regions,
        palette,
        screen,
        lambda n: frame.say(f"total.{frame.view.count}", n=n),
    )
    alt = frame.say("map.alt", n=len(places))
    return MapScene(drawn, places, len(flows), len(regions), alt, FRAMES[screen].aspect)


def ground(frame: Frame, palette: Palette, screen: Screen) -> Drawn:
    """What lies under the map of a view, in its language, whatever its filters."""
    return base_map({"km": frame.say("unit.km")}, palette, frame.say.code, screen)


def line_scene(
    frame: Frame, palette: Palette, screen: Screen, lane: int = time.LANE, by: str = "kind", brush: str = ""
) -> LineScene:
    """The events of a view over its period, in lanes `by` kind or person; a chosen event is marked, the others stay."""
    around = chosen(frame.record, frame.view.without("event", "since", "until"))
    events, lanes = (marks.by_person if by == "person" else marks.by_kind)(frame, around)
    drawn = time.timeline(
        events, lanes, counts.by_quarter(around), marks.window(frame), frame.say, palette, screen, lane, brush=brush
    )
    return LineScene(drawn, time.height(len(lanes), lane), len(events), frame.say("timeline.alt", n=len(events)))


def life_scene(frame: Frame, person_id: str, palette: Palette, screen: Screen) -> LineScene:
    """The life-line of a person: all that a view's day knows of them, whatever its other filters."""
    own = lists.about(chosen(frame.record, frame.view.without(*FILTERS)), person_id)
    mine = marks.without(frame, "since", "until", "event")
    events, lanes = marks.life(mine, own, person_id)
    drawn = time.timeline(
        events,
        lanes,
        pd.DataFrame({"first": [], "count": []}),
        marks.reaching(marks.window(mine, own), events),
        frame.say,
        palette,
        screen,
        strip=False,
    )
    return LineScene(drawn, time.height(len(lanes), strip=False), len(events), frame.say("timeline.alt", n=len(events)))
