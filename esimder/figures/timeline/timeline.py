"""The timeline: lanes of marks, a mark for what happened on a day and a span for what is unclear or lasts."""

from collections.abc import Mapping, Sequence
from typing import Any

from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec, Properties
from esimder.figures.screen import Screen
from esimder.figures.text_width import clipped, text_width
from esimder.figures.timeline.layout import LANE, NAME, TimelineLayout, Window, day, layout
from esimder.figures.timeline.marks import Addresses, Mark, Shown, clustered, visible
from esimder.figures.timeline.titles import MOVED, TALL, titled, titles, titles_above
from esimder.i18n.language import Language
from esimder.record.escape import html_escape

WIDTH: dict[Screen, int] = {"phone": 350, "tablet": 560, "desktop": 960, "wide": 960}
# Room for the names of lanes: what they need, but no more than this part of the width.
WIDEST_GUTTER = 0.42
BESIDE = 28  # px of it that stay free of words
WHISKER = 5  # px from a lane's middle to the end of a stroke across a line


def gutter(lanes: list[str], screen: Screen) -> int:
    """The room in px that the names of lanes take at the left."""
    return int(min(max((text_width(name, NAME) for name in lanes), default=0) + BESIDE, WIDTH[screen] * WIDEST_GUTTER))


def _lines(paths: Sequence[tuple[Shown, Sequence[tuple[int, float]]]], line: Properties, opacity: float) -> Properties:
    """Marks as lines through their points (day, lane), each by itself."""
    days: list[str | None] = []
    lanes: list[float | None] = []
    data: list[list[Any] | None] = []
    for mark, points in paths:
        days += [*(day(at) for at, _ in points), None]
        lanes += [*(lane for _, lane in points), None]
        data += [*([mark.data] * len(points)), None]
    return dict(
        type="scatter",
        x=days,
        y=lanes,
        mode="lines",
        line=line,
        opacity=opacity,
        customdata=data,
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
    )


def _bars(states: Sequence[Shown], tone: str, sure: bool, palette: Palette) -> Properties:
    """States, each as a bar from its first to its last day; thin and pale where nobody has confirmed it."""
    paths = [(mark, [(at, mark.lane) for at in (mark.first, mark.spot, mark.last + 1)]) for mark in states]
    line = {"width": 6 if sure else 3, "color": getattr(palette, tone)}
    return _lines(paths, line, 0.9 if sure else 0.45)


def _whiskers(events: Sequence[Shown], colour: str, lane: int) -> Properties:
    """Events whose day is not known, each as a thin line from its first to its last possible day with a stroke across
    either end, but for one that lies outside the window."""
    paths = []
    for mark in events:
        at, high, ends = mark.lane, WHISKER / lane, (mark.first, mark.last + 1)
        caps = [
            [(end, at - high), (end, at + high), (end, at)] if not cut else [(end, at)]
            for end, cut in zip(ends, mark.cut, strict=True)
        ]
        paths.append((mark, [*caps[0], (mark.spot, at), *caps[1][::-1]]))
    return _lines(paths, {"width": 1.6, "color": colour}, 0.85)


def _height(mark: Shown, lane: int) -> float:
    """Where in its lane of so many px a mark stands."""
    return float(mark.lane + mark.moved * min(MOVED / lane, 0.3))


def _dots(events: Sequence[Shown], palette: Palette, lane: int) -> Properties:
    """Marks of a day, hollow where the day is not known; several that touch are one larger mark, which still keeps to
    its `lane` of so many px."""
    widest = min(lane - 1, 24)
    hollow = [mark.count == 1 and mark.inexact for mark in events]
    colours = [palette.chosen if mark.chosen else palette.record for mark in events]
    return dict(
        type="scatter",
        x=[day(mark.spot) for mark in events],
        y=[_height(mark, lane) for mark in events],
        mode="markers",
        customdata=[mark.data for mark in events],
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        marker={
            "size": [
                min(11 + 3.2 * (mark.count - 1) ** 0.5, widest) + (4 if mark.chosen else 0) - 2 * ring
                for mark, ring in zip(events, hollow, strict=True)
            ],
            "opacity": 1,
            "symbol": ["diamond" if mark.chosen else "circle" for mark in events],
            "color": [palette.paper if ring else colour for ring, colour in zip(hollow, colours, strict=True)],
            "line": {
                "width": [2 if ring else 1.5 for ring in hollow],
                "color": [colour if ring else palette.paper for ring, colour in zip(hollow, colours, strict=True)],
            },
        },
    )


def _numbers(events: Sequence[Shown], palette: Palette, lane: int) -> Properties:
    """How many marks a larger one stands for; by themselves, since Plotly never again writes on a dot that once had
    nothing to say."""
    many = [mark for mark in events if mark.count > 1]
    return dict(
        type="scatter",
        x=[day(mark.spot) for mark in many],
        y=[_height(mark, lane) for mark in many],
        mode="text",
        text=[str(mark.count) for mark in many],
        textfont={"size": 10, "color": palette.on_record},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _strip(quarters: Mapping[int, int], palette: Palette) -> Properties:
    """The whole extent in small: how many dated events began in each quarter."""
    return dict(
        type="bar",
        x=[day(first + 45) for first in quarters],
        y=[*quarters.values()],
        width=80 * 86_400_000,
        marker={"color": palette.record, "opacity": 0.55},
        xaxis="x2",
        yaxis="y2",
        hoverinfo="skip",
        showlegend=False,
        selected={"marker": {"opacity": 0.55}},
        unselected={"marker": {"opacity": 0.55}},
    )


def timeline(
    marks: Sequence[Mark],
    lanes: list[str],
    quarters: Mapping[int, int],
    window: Window,
    say: Language,
    palette: Palette,
    screen: Screen,
    addresses: Addresses,
    lane: int = LANE,
    strip: bool = True,
) -> PlotSpec:
    """Lanes of marks over a window of days, with the whole extent as a `strip` below.

    `lanes` are their names, in order; `quarters` has by the first day of each quarter how many events began in it.
    """
    room = gutter(lanes, screen)
    size = TimelineLayout(room, WIDTH[screen] - room, lane, strip)
    scale = size.width / max(window.last - window.first, 1)
    shown = visible(marks, window)
    states, events = [mark for mark in shown if mark.tone], [mark for mark in shown if not mark.tone]
    unclear = [mark for mark in events if (mark.last - mark.first) * scale > 9]
    dots = clustered(events, window, size.width, say, addresses)
    barred = {mark.lane for mark in states}
    free = [mark for mark in dots if mark.lane not in barred]
    beside = list(titled(free, window, size.width))
    named = {id(mark) for mark in beside}
    unnamed = [mark for mark in dots if mark.count == 1 and id(mark) not in named]
    within = {first: count for first, count in quarters.items() if window.full[0] - 92 <= first <= window.full[1]}
    return PlotSpec(
        [
            *(
                _bars([mark for mark in states if mark.look == look], *look, palette)
                for look in dict.fromkeys(mark.look for mark in states)
            ),
            _whiskers([mark for mark in unclear if not mark.chosen], palette.record, lane),
            _whiskers([mark for mark in unclear if mark.chosen], palette.chosen, lane),
            _dots(dots, palette, lane),
            _numbers(dots, palette, lane),
            titles(beside, palette),
            *([titles_above([*states, *unnamed], window, size, palette)] if lane >= TALL else []),
            *([_strip(within, palette)] if strip else []),
        ],
        layout([html_escape(clipped(name, room - BESIDE + 1, NAME)) for name in lanes], window, say, palette, size),
    )
