"""A story as slides: each step's words with their numbers counted, its scene, its sources, and its address.

A scene is drawn at the smallest width for which its labels are safe, and enlarged as a whole: it can be read from the
back row, and nothing in it collides.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus

from esimder.figures.geo import project
from esimder.figures.network.bands import SIZES
from esimder.figures.network.network import KINDS, Network, network_figure
from esimder.figures.network.network import height as network_height
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import VIEWPORTS, Screen
from esimder.figures.timeline.timeline import WIDTH
from esimder.i18n.language import Language
from esimder.query import counts
from esimder.query.counts import HEADLINES
from esimder.query.selection import as_of, select
from esimder.query.view import View
from esimder.record.load import Record
from esimder.record.load import rows as rows_of
from esimder.stories.story import DRAFT, MOST_NUMBERS, MOST_STEPS, NAMES, NUMBER, Step, Story, changed
from esimder.views import citation, lists, marks, network_view, responsible, scenes
from esimder.views.context import Context

# How many rows and points a slide may list, and km of land around what the map moves to.
ROWS, POINTS, AROUND = 12, 7, 420
NARROW: Screen = "phone"  # the fewer px a picture has, the larger it is on a wall
LONG = 240  # letters of sources that fit into two lines
# How high a picture may be on a wall, in parts of its width.
SHARE: dict[Screen, float] = {"phone": 0.0, "tablet": 0.56, "desktop": 0.56, "wide": 0.56}
TALL_SHARE = 0.68  # of a picture of links, which has no other way to fill its room
INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")  # large type breaks no name in two
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class StepRef:
    """A step of a story, as a link names it."""

    story: str
    step: int

    @property
    def valid(self) -> tuple[tuple[str, str], ...]:
        """The parameters and values that such a link may have."""
        return (("story", DRAFT), *(("step", str(number)) for number in range(1, MOST_STEPS + 1)), ("speaker", "yes"))

    def address(self, code: str) -> Callable[..., str]:
        """Addresses of steps in one language; of this one where nothing else is asked."""

        def leading(story: str = self.story, step: int = self.step, lang: str = code) -> str:
            return f"/present?lang={lang}&story={quote_plus(story)}&step={step}"

        return leading


def parse_ref(query: Mapping[str, list[str]]) -> StepRef:
    """The step that a query names; the first where it is no number."""
    story, step = (query.get(name, [""])[-1] for name in ("story", "step"))
    return StepRef(story, min(max(int(step[:4]), 1), MOST_STEPS) if step.isascii() and step.isdigit() else 1)


@dataclass(frozen=True)
class Scene:
    """What stands beside the words: a figure with the size at which it is drawn, or rows of a list of this `kind`.

    `camera` is the part of a map to show, px from the upper left: left, top, width, height. `more` counts the rows
    for which there is no room, `key` are the kinds of marks to explain.
    """

    kind: str
    figure: PlotSpec | None = None
    size: tuple[float, float] = (0, 0)
    camera: Box | None = None
    alt: str = ""
    rows: Sequence[Any] = ()
    more: int = 0
    key: Sequence[str] = ()


@dataclass(frozen=True)
class Slide:
    """One step of a story in one language; `sources` are pairs of sources and the places in them, in words."""

    number: int
    heading: str
    text: tuple[str, ...]
    notes: tuple[str, ...]
    scene: Scene
    sources: tuple[tuple[tuple[str, ...], str], ...]
    day: str
    href: str

    @property
    def long(self) -> bool:
        """Whether its sources need more than two lines on a wall."""
        return sum(len(text) + 2 for sources, at in self.sources for text in (*sources, at)) > LONG


def worded(text: str, view: View, record: Record, say: Language, left: Iterator[int] | None = None) -> str:
    """A text with every number that it names, counted for the view or for what the name changes in it.

    `left` gives one value for each number that may still be counted; the others stay as they are written.
    """

    def number(match: re.Match[str]) -> str:
        name, change = match[1], match[2]
        if name not in NAMES or (left is not None and next(left, None) is None):  # what a draft may ask for
            return match[0]
        counted = changed(view, change, record) if change else view
        day = say.day(as_of(record, counted))
        if name == "as_of":  # a date that ends in "г." before a full stop must not end in two
            return day.removesuffix(".") if text[match.end() :].startswith(".") else day
        if name == "contact":
            return responsible.contact(record.settings, say)
        count = counts.named(select(record, counted), name.removeprefix("total."))
        return say(name, n=count, day=day) if "." in name else say.number(count)

    parts = (INNER_HYPHEN.sub("\N{NON-BREAKING HYPHEN}", NUMBER.sub(number, part)) for part in text.split("{contact}"))
    return responsible.contact(record.settings, say).join(parts)  # an address is copied letter by letter


def _people(shown: Context, step: Step) -> Scene:
    """People with their standing, those whom the step is about first: all of a view, or one of its three lists."""
    selection = select(shown.record, step.view)
    parted = step.path == "detained"
    listed = lists.by_custody(shown, selection).of(step.view.who) if parted else lists.people(shown, selection)
    if step.view.status:  # not those who only speak of people with that status
        listed = [row for row in listed if row.state in step.view.status]
    rows = sorted(((row, row.person_id in step.highlight) for row in listed), key=lambda pair: not pair[1])
    return Scene("people", rows=rows[: 2 * ROWS], more=len(rows[2 * ROWS :]))


def _points(shown: Context, step: Step) -> Scene:
    """The disputed points: first those that the step cites, then those in which a date, a sum or a count differs."""

    def rank(row: dict[str, Any]) -> tuple[bool, bool]:
        cited = {statement["statement_id"] for statement in row["statements"]} & set(step.cites)
        return not cited, not row["sides"]

    rows = sorted(lists.disputes(shown, select(shown.record, step.view)), key=rank)
    return Scene("points", rows=rows[:POINTS], more=len(rows[POINTS:]))


def _sources(shown: Context, step: Step) -> Scene:
    """Publishers by how many statements of the view rest on each; words alone where there is nothing to compare."""
    statements = select(shown.record, step.view).statements
    publishers = statements["source_id"].map(shown.directory.publisher).value_counts()
    rows = [(str(name), int(count), count / publishers.iloc[0]) for name, count in publishers.items()]
    if len(rows) == 1:
        return Scene("words")
    return Scene("sources", rows=rows[:ROWS], more=len(rows[ROWS:]))


def _numbers(shown: Context, step: Step) -> Scene:
    rows = select(shown.record, step.view)
    return Scene("numbers", rows=[(name, counts.named(rows, name)) for name in HEADLINES])


def _map(shown: Context, step: Step, palette: Palette, screen: Screen) -> Scene:
    lit = [place_id for place_id in step.highlight if place_id in rows_of(shown.record, "places")]
    context = replace(shown, view=replace(shown.view, place=tuple(dict.fromkeys((*shown.view.place, *lit)))))
    city_map = scenes.map_scene(context, palette, screen)
    size = VIEWPORTS[screen].width, VIEWPORTS[screen].height
    key = ("flows",) if city_map.flows else ()
    return Scene("map", city_map.figure, size, _camera(context, screen), city_map.alt, key=key)


def _camera(context: Context, screen: Screen) -> Box | None:
    """The part of the map around the chosen places; None, for all of it, if one is abroad or none has coordinates."""
    places = [context.directory.row("places", place_id) for place_id in context.view.place]
    spots = [(row["lon"], row["lat"]) for row in places if row["lat"] == row["lat"]]
    if not spots or any(row["country"] != context.record.settings.country for row in places):
        return None
    viewport, room = VIEWPORTS[screen], AROUND / VIEWPORTS[screen].km
    points = [viewport.px(*xy) for xy in project([lon for lon, _ in spots], [lat for _, lat in spots])]
    left, top = (float(min(point[at] for point in points)) - room for at in (0, 1))
    right, low = (float(max(point[at] for point in points)) + room for at in (0, 1))
    return left, top, right - left, low - top


def _line(shown: Context, step: Step, palette: Palette, screen: Screen) -> Scene:
    lit = [event_id for event_id in step.highlight if event_id in rows_of(shown.record, "events")]
    context = replace(shown, view=replace(shown.view, event=tuple(dict.fromkeys((*shown.view.event, *lit)))))
    line = scenes.wall_line(context, palette, screen, step.view.lanes, SHARE[screen])
    return Scene("line", line.figure, (WIDTH[screen], line.height), alt=line.alt, key=line.key)


def _life(shown: Context, person_id: str, palette: Palette, screen: Screen) -> Scene:
    line = scenes.life_scene(shown, person_id, palette, screen, SHARE[screen])
    size, states = (WIDTH[screen], line.height), marks.states(shown, person_id)
    return Scene("line", line.figure, size, alt=line.alt, rows=states, key=line.key)


def _links(shown: Context, step: Step, palette: Palette, screen: Screen) -> Scene | None:
    around = select(shown.record, step.view.without("event")).statements
    linked = network_view.around_event(shown, around, step.view.event[0])
    if not linked.network:
        return None
    network, widths = linked.network, tuple(dict.fromkeys((screen, NARROW)))
    drawn = max(widths, key=lambda width: _scale(network, width, TALL_SHARE))
    size = SIZES[drawn].width, network_height(network, drawn)
    alt = shown.say("network.alt", n=len(network.nodes))
    figure = network_figure(network, palette, drawn)
    return Scene("links", figure, size, alt=alt, key=_strokes(network), more=linked.left_out)


def _scale(network: Network, screen: Screen, share: float) -> float:
    """How much a picture of links is enlarged in a frame of width 1 and height `share`."""
    return min(1 / SIZES[screen].width, share / network_height(network, screen))


def _strokes(network: Network) -> tuple[str, ...]:
    """The kinds of lines of a picture of links, and `body` if it holds one, in the order of a key."""
    kinds = {link.kind for link in network.links}
    bodies = any(node.kind in ("organisation", "group") for node in network.nodes.values())
    return (*(kind for kind in KINDS if kind in kinds), *(("body",) if bodies else ()))


def scene(shown: Context, step: Step, palette: Palette, screen: Screen) -> Scene:
    """What the link of a step leads to, as a scene."""
    view = step.view
    match step.path:
        case "":
            return _numbers(shown, step)
        case "map":
            return _map(shown, step, palette, screen)
        case "timeline":
            return _line(shown, step, palette, screen)
        case "person" if view.person:
            return _life(shown, view.person[0], palette, screen)
        case "person" if len(view.event) == 1:
            return _links(shown, step, palette, screen) or _people(shown, step)
        case "person" | "detained":
            return _people(shown, step)
        case "sources":
            return _points(shown, step) if view.disputed else _sources(shown, step)
    return Scene("words")


def _citations(shown: Context, step: Step) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The sources of a step and the places of its statements in them, those with the same places together; the record
    itself if it cites none."""
    places: dict[str, dict[str, None]] = {}
    for statement_id in step.cites:
        row = shown.directory.statement(statement_id)
        places.setdefault(row["source_id"], {})[shown.directory.locator(row["locator"])] = None
    alike: dict[str, list[str]] = {}
    for source, locators in places.items():
        alike.setdefault(", ".join(locators), []).append(shown.directory.source(source))
    return tuple((tuple(sources), at) for at, sources in alike.items()) or (
        ((citation.view(shown, shown.record.settings.address),), ""),
    )


def story_slides(story: Story, record: Record, say: Language, palette: Palette, screen: Screen) -> list[Slide]:
    """Every step of a story in one language, with figures for one theme and one width; unknown ids are passed over."""
    statements, left = set(record.statements["statement_id"]), iter(range(MOST_NUMBERS))
    made = []
    for number, step in enumerate(story.steps, 1):
        view = replace(step.view, lang=say.code)
        valid = replace(step, view=view, cites=tuple(cited for cited in step.cites if cited in statements))
        shown = Context.of(view, say, record, step.path, ())
        heading, text, notes = (
            worded(words[say.code], step.view, record, say, left) for words in (step.heading, step.text, step.notes)
        )
        made.append(
            Slide(
                number,
                heading,
                tuple(filter(None, text.split("\n"))),
                tuple(filter(None, notes.split("\n"))),
                scene(shown, valid, palette, screen),
                _citations(shown, valid),
                say.day(shown.directory.as_of),
                view.href(step.path),
            )
        )
    return made
