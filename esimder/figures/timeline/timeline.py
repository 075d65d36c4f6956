"""The timeline: lanes of marks, a mark for what happened on a day and a span for what is unclear or lasts."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import Screen
from esimder.figures.text_width import clipped, text_width
from esimder.figures.timeline.layout import COMPACT, LANE, NAME, TimelineLayout, Window, day, height, layout
from esimder.figures.timeline.titles import MOVED, TALL, middle, titled, titles, titles_above
from esimder.i18n.language import Language
from esimder.record.escape import html_escape

WIDTH: dict[Screen, int] = {"phone": 350, "tablet": 560, "desktop": 960, "wide": 960}
# Room for the names of lanes: what they need, but no more than this part of the width.
WIDEST_GUTTER = 0.42
BESIDE = 28  # px of it that stay free of words
CROWD = 6  # how many of a crowd its hover names
WHISKER = 5  # px from a lane's middle to the end of a stroke across a line
# The signs that a key explains, in its order.
KEY = ("day", "span", "many", "custody", "pale")
Trace = dict[str, Any]
Row = dict[str, Any]
__all__ = ["COMPACT", "LANE", "Window", "clustered", "gutter", "height", "key", "timeline"]


def gutter(lanes: list[str], screen: Screen) -> int:
    """The room in px that the names of lanes take at the left."""
    return int(min(max((text_width(name, NAME) for name in lanes), default=0) + BESIDE, WIDTH[screen] * WIDEST_GUTTER))


def clustered(
    marks: Sequence[Row], window: Window, width: int, say: Language, brush: str = "", apart: float = 13
) -> list[Row]:
    """Marks whose middles would touch at this width, joined; each comes back with its `count` and its `spot`.

    A joined mark spans its members and leads to all of them; with a `brush` (an address with two ends to be filled in)
    it opens as a list of them, from which one or their period can be chosen. A mark has lane, first, last, title,
    when, href, hover, chosen, event.
    """
    pixels = (width or 1) / max(window.last - window.first, 1)
    rows: list[Row] = []
    for mark in sorted(marks, key=lambda one: (one["lane"], one["chosen"], middle(one))):
        before = rows[-1] if rows else None
        if before and _touch(before, mark, pixels, apart):
            before["members"].append(mark)
            before["first"], before["last"] = min(before["first"], mark["first"]), max(before["last"], mark["last"])
        else:
            rows.append({**mark, "members": [mark]})
    for row in rows:
        row["moved"] = 0
        row["count"] = len(row["members"])
        row["spot"] = (middle(row["members"][0]) + middle(row["members"][-1])) // 2
        if row["count"] > 1:
            row |= _crowd(row, say, brush)
    for one in (row for row in rows if row["chosen"]):  # a chosen mark stands above what it would cover
        for other in rows:
            near = abs(one["spot"] - other["spot"]) * pixels < apart + 2
            if other["lane"] == one["lane"] and not other["chosen"] and near:
                one["moved"], other["moved"] = -1, 1
    return rows


def _touch(before: Row, mark: Row, pixels: float, apart: float) -> bool:
    alike = before["lane"] == mark["lane"] and not before["chosen"] and not mark["chosen"]
    return bool(alike and (middle(mark) - middle(before["members"][-1])) * pixels < apart)


def _crowd(row: Row, say: Language, brush: str) -> Row:
    """What a joined mark says, where it leads, and the list that it opens."""
    members, heading = row["members"], say("total.events", n=row["count"])
    shown = [one["hover"] for one in members[:CROWD]]
    told: Row = {
        "hover": "<br>".join([f"<b>{html_escape(heading)}</b>", *shown, *(["…"] if len(members) > CROWD else [])]),
        "href": row["href"] + "".join(f"&event={one['event']}" for one in members[1:]),
    }
    if brush:
        period = brush.replace("SINCE", day(row["first"])).replace("UNTIL", day(row["last"]))
        told["opens"] = {
            "title": heading,
            "items": [[one["href"], one["title"], one["when"]] for one in members],
            "ways": [[period, say("timeline.zoom_here")], [told["href"], say("timeline.choose_all")]],
        }
    return told


def _reached(mark: Row) -> list[Any]:
    """What a mark carries for the hand: where it leads, what it says, and the list that it opens, if it does."""
    return [mark["href"], mark["hover"], *([mark["opens"]] if "opens" in mark else [])]


def _lines(ways: Sequence[tuple[Row, Sequence[tuple[int, float]]]], line: dict[str, Any], opacity: float) -> Trace:
    """Marks as lines through their points (day, lane), each by itself."""
    days: list[str | None] = []
    lanes: list[float | None] = []
    data: list[list[str] | None] = []
    for mark, points in ways:
        days += [*(day(one) for one, _ in points), None]
        lanes += [*(lane for _, lane in points), None]
        data += [*([_reached(mark)] * len(points)), None]
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


def _spans(marks: Sequence[Row], colour: str, width: int, opacity: float) -> Trace:
    """Marks that last, each as a bar from its first to its last possible day."""
    ways = [(mark, [(one, mark["lane"]) for one in (mark["first"], middle(mark), mark["last"] + 1)]) for mark in marks]
    return _lines(ways, {"width": width, "color": colour}, opacity)


def _whiskers(marks: Sequence[Row], colour: str, lane: int) -> Trace:
    """Marks whose day is not known, each as a thin line from its first to its last possible day with a stroke across
    either end, but for one that lies outside the window."""
    ways = []
    for mark in marks:
        at, high, ends = mark["lane"], WHISKER / lane, (mark["first"], mark["last"] + 1)
        caps = [
            [(end, at - high), (end, at + high), (end, at)] if not cut else [(end, at)]
            for end, cut in zip(ends, mark["cut"], strict=True)
        ]
        ways.append((mark, [*caps[0], (middle(mark), at), *caps[1][::-1]]))
    return _lines(ways, {"width": 1.6, "color": colour}, 0.85)


def _shade(tone: str, palette: Palette) -> tuple[str, int, float]:
    """Colour, width in px and opacity of a lasting mark; thin and pale where nobody has confirmed that it went on."""
    pale = tone.endswith("?")
    return getattr(palette, tone.removesuffix("?")), 3 if pale else 6, 0.45 if pale else 0.9


def _height(mark: Row, lane: int) -> float:
    """Where in its lane of so many px a mark stands."""
    return float(mark["lane"] + mark["moved"] * min(MOVED / lane, 0.3))


def _dots(marks: Sequence[Row], palette: Palette, lane: int) -> Trace:
    """Marks of a day, hollow where the day is not known; several that touch are one larger mark, which still keeps to
    its `lane` of so many px."""
    widest = min(lane - 1, 24)
    hollow = [mark["count"] == 1 and mark["inexact"] for mark in marks]
    colours = [palette.chosen if mark["chosen"] else palette.record for mark in marks]
    return dict(
        type="scatter",
        x=[day(mark["spot"]) for mark in marks],
        y=[_height(mark, lane) for mark in marks],
        mode="markers",
        customdata=[_reached(mark) for mark in marks],
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        marker={
            "size": [
                min(11 + 3.2 * (mark["count"] - 1) ** 0.5, widest) + (4 if mark["chosen"] else 0) - 2 * ring
                for mark, ring in zip(marks, hollow, strict=True)
            ],
            "opacity": 1,
            "symbol": ["diamond" if mark["chosen"] else "circle" for mark in marks],
            "color": [palette.paper if ring else colour for ring, colour in zip(hollow, colours, strict=True)],
            "line": {
                "width": [2 if ring else 1.5 for ring in hollow],
                "color": [colour if ring else palette.paper for ring, colour in zip(hollow, colours, strict=True)],
            },
        },
    )


def _numbers(marks: Sequence[Row], palette: Palette, lane: int) -> Trace:
    """How many marks a larger one stands for; by themselves, since Plotly never again writes on a dot that once had
    nothing to say."""
    many = [mark for mark in marks if mark["count"] > 1]
    return dict(
        type="scatter",
        x=[day(mark["spot"]) for mark in many],
        y=[_height(mark, lane) for mark in many],
        mode="text",
        text=[str(mark["count"]) for mark in many],
        textfont={"size": 10, "color": palette.on_record},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _strip(quarters: pd.DataFrame, palette: Palette) -> Trace:
    """The whole extent in small: how many dated events began in each quarter."""
    return dict(
        type="bar",
        x=[day(int(first) + 45) for first in quarters["first"]],
        y=quarters["count"],
        width=80 * 86_400_000,
        marker={"color": palette.record, "opacity": 0.55},
        xaxis="x2",
        yaxis="y2",
        hoverinfo="skip",
        showlegend=False,
        selected={"marker": {"opacity": 0.55}},
        unselected={"marker": {"opacity": 0.55}},
    )


def _seen(marks: pd.DataFrame, window: Window) -> list[Row]:
    """The marks that a window holds, cut at its ends (`cut` says at which)."""
    return [
        {
            **mark,
            "first": max(mark["first"], window.first),
            "last": min(mark["last"], window.last),
            "cut": (mark["first"] < window.first, mark["last"] > window.last),
            "inexact": mark["last"] > mark["first"],
        }
        for mark in marks.to_dict("records")
        if window.holds(mark["first"], mark["last"])
    ]


def key(marks: pd.DataFrame, window: Window) -> tuple[str, ...]:
    """Which signs of KEY a reader of these marks in a window needs to have explained."""
    seen = _seen(marks, window)
    brief = [mark for mark in seen if not mark["lasting"]]
    needed = {
        "day": any(not mark["inexact"] for mark in brief),
        "span": any(mark["inexact"] for mark in brief),
        "many": len({mark["lane"] for mark in brief}) < len(brief),
        "custody": any(mark["lasting"] and mark["tone"] == "custody" for mark in seen),
        "pale": any(mark["lasting"] and mark["tone"].endswith("?") for mark in seen),
    }
    return tuple(sign for sign in KEY if needed[sign])


def timeline(
    marks: pd.DataFrame,
    lanes: list[str],
    quarters: pd.DataFrame,
    window: Window,
    say: Language,
    palette: Palette,
    screen: Screen,
    lane: int = LANE,
    strip: bool = True,
    brush: str = "",
) -> PlotSpec:
    """Lanes of marks over a window of days, with the whole extent as a `strip` below.

    `marks`: lane (number from the top), first, last (ordinals), lasting (custody and the like, in the colour that
    `tone` names, pale where it ends in `?`), chosen, title, href, hover (letters already escaped), event, when.
    `lanes`: their names, in order. `quarters`: counts.by_quarter. `brush`: the address that a period leads to, with
    SINCE and UNTIL in it.
    """
    room = gutter(lanes, screen)
    width = WIDTH[screen] - room
    pixels = width / max(window.last - window.first, 1)
    seen = _seen(marks, window)
    lasting = [mark for mark in seen if mark["lasting"]]
    brief = [mark for mark in seen if not mark["lasting"]]
    unclear = [mark for mark in brief if (mark["last"] - mark["first"]) * pixels > 9]
    dots = clustered(brief, window, width, say, brush)
    bars = {mark["lane"] for mark in lasting}
    tones = dict.fromkeys(mark["tone"] for mark in lasting)
    within = quarters[quarters["first"].between(window.full[0] - 92, window.full[1])]
    size = TimelineLayout(room, width, lane, strip)
    beside = [mark for mark in dots if mark["lane"] not in bars]
    said = {id(mark) for mark in titled(beside, window, width)}
    above = [mark for mark in dots if mark["count"] == 1 and id(mark) not in said]
    return PlotSpec(
        [
            *(
                _spans([mark for mark in lasting if mark["tone"] == tone], *_shade(str(tone), palette))
                for tone in tones
            ),
            _whiskers([mark for mark in unclear if not mark["chosen"]], palette.record, lane),
            _whiskers([mark for mark in unclear if mark["chosen"]], palette.chosen, lane),
            _dots(dots, palette, lane),
            _numbers(dots, palette, lane),
            titles(beside, window, width, palette),
            *([titles_above([*lasting, *above], window, size, palette)] if lane >= TALL else []),
            *([_strip(within, palette)] if strip else []),
        ],
        layout([html_escape(clipped(name, room - BESIDE + 1, NAME)) for name in lanes], window, say, palette, size),
    )
