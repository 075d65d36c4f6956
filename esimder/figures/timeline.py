"""The timeline: lanes of marks, a mark for what happened on a day and a span for what is unclear or lasts."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from esimder.escape import letters
from esimder.figures.drawn import Drawn, figure
from esimder.figures.screen import Screen
from esimder.figures.sheet import COMPACT, LANE, Sheet, Window, day, height, layout
from esimder.language import Language
from esimder.palette import Palette

WIDTH: dict[Screen, int] = {"phone": 350, "tablet": 560, "desktop": 960, "wide": 960}
# Room for the names of lanes: what they need, but no more than this part of the width.
WIDEST_GUTTER = 0.42
_LETTER = 6.4
Trace = dict[str, Any]
Row = dict[str, Any]
__all__ = ["COMPACT", "LANE", "Window", "clustered", "gutter", "height", "timeline"]


def gutter(lanes: list[str], screen: Screen) -> int:
    """The room in px that the names of lanes take at the left."""
    return int(min(max((len(name) for name in lanes), default=0) * 6.9 + 28, WIDTH[screen] * WIDEST_GUTTER))


def _fitted(name: str, room: int) -> str:
    letters_that_fit = int((room - 27) / 6.9) + 1
    return name if len(name) <= letters_that_fit else f"{name[: letters_that_fit - 1]}…"


def clustered(marks: Sequence[Row], window: Window, width: int, brush: str = "", apart: float = 13) -> list[Row]:
    """Marks of one day that would touch at this width, joined; each comes back with its `count`.

    A joined mark spans its members and leads to their period (`brush` with its two ends filled in), or to all of them
    if they share one day. A mark has lane, first, last, href, hover, chosen, event; longer spans are not among them.
    """
    pixels = (width or 1) / max(window.last - window.first, 1)
    rows: list[Row] = []
    for mark in sorted(marks, key=lambda one: (one["lane"], one["chosen"], one["first"])):
        before = rows[-1] if rows else None
        if before and _touch(before, mark, pixels, apart):
            before["members"].append(mark)
            before["last"] = max(before["last"], mark["last"])
        else:
            rows.append({**mark, "members": [mark]})
    for row in rows:
        row["count"] = len(row["members"])
        if row["count"] > 1:
            row["hover"] = "<br>".join(one["hover"] for one in row["members"][:6])
            row["href"] = _together(row, brush)
    return rows


def _touch(before: Row, mark: Row, pixels: float, apart: float) -> bool:
    alike = before["lane"] == mark["lane"] and not before["chosen"] and not mark["chosen"]
    return bool(alike and (mark["first"] - before["last"]) * pixels < apart)


def _together(row: Row, brush: str) -> str:
    if row["last"] > row["first"] and brush:
        return brush.replace("SINCE", day(row["first"])).replace("UNTIL", day(row["last"]))
    others = "".join(f"&event={one['event']}" for one in row["members"][1:])
    return f"{row['href']}{others}"


def _spans(marks: Sequence[Row], colour: str, width: int, opacity: float) -> Trace:
    """Marks that last or are unclear, each as a bar from its first to its last possible day."""
    days: list[str | None] = []
    lanes: list[int | None] = []
    data: list[list[str] | None] = []
    for mark in marks:
        middle = (mark["first"] + mark["last"]) // 2
        days += [day(mark["first"]), day(middle), day(mark["last"] + 1), None]
        lanes += [mark["lane"]] * 3 + [None]
        data += [[mark["href"], mark["hover"]]] * 3 + [None]
    return dict(
        type="scatter",
        x=days,
        y=lanes,
        mode="lines",
        line={"width": width, "color": colour},
        opacity=opacity,
        customdata=data,
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
    )


def _shade(tone: str, palette: Palette) -> tuple[str, int, float]:
    """Colour, width in px and opacity of a lasting mark; thin and pale where nobody has confirmed that it went on."""
    pale = tone.endswith("?")
    return getattr(palette, tone.removesuffix("?")), 3 if pale else 6, 0.45 if pale else 0.9


def _middle(mark: Row) -> str:
    return day(int(mark["first"] + mark["last"]) // 2)


def _dots(marks: Sequence[Row], palette: Palette, lane: int) -> Trace:
    """Marks of a day; several that touch are one larger mark, which still keeps to its `lane` of so many px."""
    widest = min(lane - 1, 24)
    return dict(
        type="scatter",
        x=[_middle(mark) for mark in marks],
        y=[mark["lane"] for mark in marks],
        mode="markers",
        customdata=[[mark["href"], mark["hover"]] for mark in marks],
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        marker={
            "size": [
                min(11 + 3.2 * (mark["count"] - 1) ** 0.5, widest) + (4 if mark["chosen"] else 0) for mark in marks
            ],
            "opacity": 1,
            "symbol": ["diamond" if mark["chosen"] else "circle" for mark in marks],
            "color": [palette.chosen if mark["chosen"] else palette.record for mark in marks],
            "line": {"width": 1.5, "color": palette.paper},
        },
    )


def _numbers(marks: Sequence[Row], palette: Palette) -> Trace:
    """How many marks a larger one stands for; by themselves, since Plotly never again writes on a dot that once had
    nothing to say."""
    many = [mark for mark in marks if mark["count"] > 1]
    return dict(
        type="scatter",
        x=[_middle(mark) for mark in many],
        y=[mark["lane"] for mark in many],
        mode="text",
        text=[str(mark["count"]) for mark in many],
        textfont={"size": 10, "color": palette.on_record},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _titled(marks: Sequence[Row], window: Window, width: int) -> Iterator[Row]:
    """Single marks and spans whose whole title finds room before the next one of their lane."""
    pixels = width / max(window.last - window.first, 1)
    ordered = sorted(marks, key=lambda one: one["first"])
    for lane in {mark["lane"]: None for mark in ordered}:
        row = [mark for mark in ordered if mark["lane"] == lane]
        reached = 0
        for mark, following in zip(row, (*(one["first"] for one in row[1:]), window.last), strict=True):
            reached = max(reached, mark["last"])
            room = (following - mark["last"]) * pixels - 22 if mark["last"] >= reached else 0
            if mark["count"] == 1 and len(mark["title"]) * _LETTER <= room:
                yield mark


def _titles(marks: Sequence[Row], window: Window, width: int, palette: Palette) -> Trace:
    """Titles beside single marks and spans, wherever one finds room."""
    titled = list(_titled(marks, window, width))
    return dict(
        type="scatter",
        x=[day(mark["last"]) for mark in titled],
        y=[mark["lane"] for mark in titled],
        mode="text",
        text=[f"   {letters(mark['title'])}" for mark in titled],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        textfont={
            "size": 12,
            "color": [palette.chosen if mark["chosen"] else palette.ink for mark in titled] or palette.ink,
            "shadow": f"0 0 3px {palette.paper}",
        },
        cliponaxis=True,
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
) -> Drawn:
    """Lanes of marks over a window of days, with the whole extent as a `strip` below.

    `marks`: lane (number from the top), first, last (ordinals), lasting (custody and the like, in the colour that
    `tone` names, pale where it ends in `?`), chosen, title, href, hover (letters already escaped), event. `lanes`:
    their names, in order. `quarters`: counts.by_quarter. `brush`: the address that a period leads to, with SINCE and
    UNTIL in it.
    """
    room = gutter(lanes, screen)
    width = WIDTH[screen] - room
    pixels = width / max(window.last - window.first, 1)
    seen = [
        {**mark, "first": max(mark["first"], window.first), "last": min(mark["last"], window.last)}
        for mark in marks.to_dict("records")
        if mark["first"] <= window.last and mark["last"] >= window.first
    ]
    lasting = [mark for mark in seen if mark["lasting"]]
    brief = [mark for mark in seen if not mark["lasting"]]
    unclear = [{**mark, "count": 1} for mark in brief if (mark["last"] - mark["first"]) * pixels > 7]
    dots = clustered([mark for mark in brief if (mark["last"] - mark["first"]) * pixels <= 7], window, width, brush)
    bars = {mark["lane"] for mark in lasting}
    tones = dict.fromkeys(mark["tone"] for mark in lasting)
    sheet = Sheet(room, width, lane, strip)
    return figure(
        [
            _spans([mark for mark in unclear if not mark["chosen"]], palette.record, 12, 0.3),
            _spans([mark for mark in unclear if mark["chosen"]], palette.chosen, 12, 0.6),
            *(
                _spans([mark for mark in lasting if mark["tone"] == tone], *_shade(str(tone), palette))
                for tone in tones
            ),
            _dots(dots, palette, lane),
            _numbers(dots, palette),
            _titles([mark for mark in (*dots, *unclear) if mark["lane"] not in bars], window, width, palette),
            *([_strip(quarters, palette)] if strip else []),
        ],
        layout([letters(_fitted(name, room)) for name in lanes], window, say, palette, sheet),
    )
