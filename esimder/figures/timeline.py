"""The timeline: lanes of marks, a mark for what happened on a day and a span for what is unclear or lasts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from esimder.escape import letters
from esimder.figures.screen import Screen
from esimder.figures.ticks import ticks
from esimder.language import Language
from esimder.palette import Palette

WIDTH: dict[Screen, int] = {"phone": 350, "tablet": 560, "desktop": 960, "wide": 960}
# Room for the names of lanes: what they need, but no more than this part of the width.
WIDEST_GUTTER = 0.42
LANE, COMPACT, TOP, STRIP = 27, 18, 20, 58
_LETTER = 6.4


@dataclass(frozen=True)
class Window:
    """The days that are shown, and within them the reader's day; all as ordinals. `full` is the record's whole
    extent."""

    first: int
    last: int
    as_of: int
    full: tuple[int, int]


def gutter(lanes: list[str], screen: Screen) -> int:
    """The room in px that the names of lanes take at the left."""
    return int(min(max((len(name) for name in lanes), default=0) * 6.9 + 28, WIDTH[screen] * WIDEST_GUTTER))


def _fitted(name: str, room: int) -> str:
    letters_that_fit = int((room - 27) / 6.9) + 1
    return name if len(name) <= letters_that_fit else f"{name[: letters_that_fit - 1]}…"


def height(lanes: int, lane: int = LANE) -> int:
    """The height in px that a timeline with so many lanes of `lane` px asks for."""
    return TOP + lane * max(lanes, 1) + 30 + STRIP


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def clustered(marks: pd.DataFrame, window: Window, width: int, apart: float = 13) -> pd.DataFrame:
    """Marks of one day that would touch at this width, joined: the columns of `marks` and `count`.

    A joined mark spans its members and leads to their period. `marks` holds lane, first, last, href, hover, chosen;
    spans longer than the touching distance are not in it.
    """
    day = (width or 1) / max(window.last - window.first, 1)
    rows: list[dict[str, object]] = []
    for mark in marks.sort_values(["lane", "chosen", "first"]).to_dict("records"):
        before = rows[-1] if rows else None
        if (
            before
            and before["lane"] == mark["lane"]
            and not mark["chosen"]
            and not before["chosen"]
            and (mark["first"] - int(str(before["last"]))) * day < apart
        ):
            members = int(str(before["count"])) + 1
            hover = f"{before['hover']}<br>{mark['hover']}" if members <= 6 else before["hover"]
            before |= {"last": max(int(str(before["last"])), mark["last"]), "count": members, "hover": hover}
        else:
            rows.append({**mark, "count": 1})
    return pd.DataFrame(rows, columns=[*marks.columns, "count"])


def _spans(marks: pd.DataFrame, colour: str, width: int, opacity: float) -> go.Scatter:
    """Marks that last or are unclear, each as a bar from its first to its last possible day."""
    days: list[str | None] = []
    lanes: list[int | None] = []
    data: list[list[str] | None] = []
    for mark in marks.to_dict("records"):
        middle = (mark["first"] + mark["last"]) // 2
        days += [_day(mark["first"]), _day(middle), _day(mark["last"] + 1), None]
        lanes += [mark["lane"]] * 3 + [None]
        data += [[mark["href"], mark["hover"]]] * 3 + [None]
    return go.Scatter(
        x=days,
        y=lanes,
        mode="lines",
        line={"width": width, "color": colour},
        opacity=opacity,
        customdata=data,
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
    )


def _dots(marks: pd.DataFrame, palette: Palette) -> go.Scatter:
    """Marks of a day; several that touch are one larger mark with their number."""
    chosen = marks["chosen"].astype(bool)
    sizes = [
        min(11 + 3.2 * (count - 1) ** 0.5, 24) + (4 if one else 0)
        for count, one in zip(marks["count"], chosen, strict=True)
    ]
    middle = [_day(int(first + last) // 2) for first, last in zip(marks["first"], marks["last"], strict=True)]
    return go.Scatter(
        x=middle,
        y=marks["lane"],
        mode="markers+text",
        text=[str(count) if count > 1 else "" for count in marks["count"]],
        textfont={"size": 10, "color": palette.on_record},
        customdata=marks[["href", "hover"]].to_numpy().tolist(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        marker={
            "size": sizes,
            "opacity": 1,
            "symbol": ["diamond" if one else "circle" for one in chosen],
            "color": [palette.chosen if one else palette.record for one in chosen],
            "line": {"width": 1.5, "color": palette.paper},
        },
    )


def _titles(marks: pd.DataFrame, window: Window, width: int, palette: Palette) -> go.Scatter:
    """Titles beside single marks and spans, wherever the whole title finds room before the next one of its lane."""
    day = width / max(window.last - window.first, 1)
    days, lanes, texts, colours = [], [], [], []
    for lane, row in marks.sort_values("first").groupby("lane", sort=False):
        starts = [*row["first"], window.last]
        reached = row["last"].cummax()
        for index, mark in enumerate(row.to_dict("records")):
            free = mark["last"] >= reached.iloc[index]
            room = (starts[index + 1] - mark["last"]) * day - 22 if free else 0
            if mark["count"] == 1 and len(mark["title"]) * _LETTER <= room:
                days.append(_day(mark["last"]))
                lanes.append(lane)
                texts.append(f"   {letters(mark['title'])}")
                colours.append(palette.chosen if mark["chosen"] else palette.ink)
    return go.Scatter(
        x=days,
        y=lanes,
        mode="text",
        text=texts,
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        textfont={"size": 12, "color": colours or palette.ink},
        cliponaxis=True,
    )


def _strip(quarters: pd.DataFrame, palette: Palette) -> go.Bar:
    """The whole extent in small: how many dated events began in each quarter."""
    return go.Bar(
        x=[_day(int(first) + 45) for first in quarters["first"]],
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


def timeline(
    marks: pd.DataFrame,
    lanes: list[str],
    quarters: pd.DataFrame,
    window: Window,
    say: Language,
    palette: Palette,
    screen: Screen,
    lane: int = LANE,
) -> go.Figure:
    """Lanes of marks over a window of days, with the whole extent as a strip below.

    `marks`: lane (number from the top), first, last (ordinals), lasting (custody and the like), chosen, title, href,
    hover (letters already escaped). `lanes`: their names, in order. `quarters`: counts.by_quarter.
    """
    room = gutter(lanes, screen)
    width = WIDTH[screen] - room
    seen = marks[(marks["first"] <= window.last) & (marks["last"] >= window.first)]
    seen = seen.assign(first=seen["first"].clip(lower=window.first), last=seen["last"].clip(upper=window.last))
    long = (seen["last"] - seen["first"]) * width / max(window.last - window.first, 1) > 7
    dots = clustered(seen[~long & ~seen["lasting"]], window, width)
    unclear, lasting = seen[long & ~seen["lasting"]], seen[seen["lasting"]]
    named = pd.concat([dots, unclear.assign(count=1)])
    titled = named[~named["lane"].isin(lasting["lane"])]
    layout = _layout([letters(_fitted(name, room)) for name in lanes], window, palette, room, height(len(lanes), lane))
    for axis, first, last in (("xaxis", window.first, window.last), ("xaxis2", *window.full)):
        values, words = ticks(first, last, width, say)
        layout[axis] |= {"tickvals": values, "ticktext": words, "range": [_day(first), _day(last)]}
    if window.first <= window.as_of <= window.last:
        layout["annotations"] = [_as_of(window, say, palette)]
    return go.Figure(
        [
            _spans(unclear[~unclear["chosen"].astype(bool)], palette.record, 12, 0.3),
            _spans(unclear[unclear["chosen"].astype(bool)], palette.chosen, 12, 0.6),
            _spans(lasting, palette.custody, 5, 0.9),
            _dots(dots, palette),
            _titles(titled, window, width, palette),
            _strip(quarters, palette),
        ],
        layout,
    )


def _as_of(window: Window, say: Language, palette: Palette) -> dict[str, Any]:
    """The words over the line of the reader's day."""
    return {
        "x": _day(window.as_of),
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 1,
        "text": letters(say("timeline.as_of", day=say.day(date.fromordinal(window.as_of)))),
        "font": {"size": 11, "color": palette.chosen},
        "xanchor": "right" if window.as_of > (window.first + window.last) / 2 else "left",
    }


def _layout(lanes: list[str], window: Window, palette: Palette, room: int, tall: int) -> dict[str, Any]:
    """Axes, lines and the two shapes: the reader's day, and the window on the strip."""
    inner = tall - TOP - 18
    main = (STRIP + 12) / inner, 1.0
    strip = 0.0, (STRIP - 34) / inner
    date_axis = {
        "type": "date",
        "showgrid": True,
        "gridcolor": palette.line,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 11, "color": palette.quiet},
        "tickangle": 0,
        "ticklen": 3,
        "tickcolor": palette.line,
    }
    shapes = [
        {
            "type": "line",
            "xref": "x",
            "yref": "y domain",
            "x0": _day(window.as_of),
            "x1": _day(window.as_of),
            "y0": 0,
            "y1": 1,
            "line": {"color": palette.chosen, "width": 1.2, "dash": "dot"},
        },
        {
            "type": "rect",
            "xref": "x2",
            "yref": "y2 domain",
            "x0": _day(window.first),
            "x1": _day(window.last),
            "y0": -0.06,
            "y1": 1.1,
            "line": {"color": palette.chosen, "width": 1.2},
            "fillcolor": palette.chosen,
            "opacity": 0.16,
        },
    ]
    # With the whole extent in the window the frame around the strip would tell nothing.
    shapes = shapes if window.last - window.first < window.full[1] - window.full[0] - 400 else shapes[:1]
    return {
        "margin": {"l": room, "r": 10, "t": TOP, "b": 18},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans, Source Sans Pro, sans-serif", "color": palette.ink, "size": 12},
        "dragmode": "select",
        "selectdirection": "h",
        "hovermode": "closest",
        "selections": [],
        "shapes": shapes,
        "bargap": 0,
        "template": "none",
        "newselection": {"line": {"color": palette.chosen, "width": 1}},
        "activeselection": {"fillcolor": palette.chosen},
        "hoverlabel": {
            "bgcolor": palette.panel,
            "bordercolor": palette.line,
            "align": "left",
            "font": {"color": palette.ink, "size": 13},
        },
        "xaxis": {**date_axis, "anchor": "y", "domain": [0, 1]},
        "xaxis2": {**date_axis, "anchor": "y2", "showgrid": False},
        "yaxis": {
            "domain": main,
            "range": [len(lanes) - 0.45, -0.6],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "anchor": "x",
            "tickfont": {"size": 12, "color": palette.ink},
            "ticks": "",
            "ticklabelstandoff": 9,
            "tickvals": list(range(len(lanes))),
            "ticktext": lanes,
        },
        "yaxis2": {"domain": strip, "visible": False, "fixedrange": True, "anchor": "x2"},
    }
