"""The timeline: lanes of marks, a mark for what happened on a day and a span for what is unclear or lasts."""

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
__all__ = ["COMPACT", "LANE", "Window", "clustered", "gutter", "height", "timeline"]


def gutter(lanes: list[str], screen: Screen) -> int:
    """The room in px that the names of lanes take at the left."""
    return int(min(max((len(name) for name in lanes), default=0) * 6.9 + 28, WIDTH[screen] * WIDEST_GUTTER))


def _fitted(name: str, room: int) -> str:
    letters_that_fit = int((room - 27) / 6.9) + 1
    return name if len(name) <= letters_that_fit else f"{name[: letters_that_fit - 1]}…"


def clustered(marks: pd.DataFrame, window: Window, width: int, brush: str = "", apart: float = 13) -> pd.DataFrame:
    """Marks of one day that would touch at this width, joined: the columns of `marks` and `count`.

    A joined mark spans its members and leads to their period (`brush` with its two ends filled in), or to all of them
    if they share one day. `marks` holds lane, first, last, href, hover, chosen, event; longer spans are not in it.
    """
    pixels = (width or 1) / max(window.last - window.first, 1)
    rows: list[dict[str, Any]] = []
    for mark in marks.sort_values(["lane", "chosen", "first"]).to_dict("records"):
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
    return pd.DataFrame(rows, columns=[*marks.columns, "count"])


def _touch(before: dict[str, Any], mark: dict[str, Any], pixels: float, apart: float) -> bool:
    alike = before["lane"] == mark["lane"] and not before["chosen"] and not mark["chosen"]
    return bool(alike and (mark["first"] - before["last"]) * pixels < apart)


def _together(row: dict[str, Any], brush: str) -> str:
    if row["last"] > row["first"] and brush:
        return brush.replace("SINCE", day(row["first"])).replace("UNTIL", day(row["last"]))
    others = "".join(f"&event={one['event']}" for one in row["members"][1:])
    return f"{row['href']}{others}"


def _spans(marks: pd.DataFrame, colour: str, width: int, opacity: float) -> Trace:
    """Marks that last or are unclear, each as a bar from its first to its last possible day."""
    days: list[str | None] = []
    lanes: list[int | None] = []
    data: list[list[str] | None] = []
    for mark in marks.to_dict("records"):
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


def _dots(marks: pd.DataFrame, palette: Palette) -> Trace:
    """Marks of a day; several that touch are one larger mark with their number."""
    chosen = marks["chosen"].astype(bool)
    sizes = [
        min(11 + 3.2 * (count - 1) ** 0.5, 24) + (4 if one else 0)
        for count, one in zip(marks["count"], chosen, strict=True)
    ]
    middle = [day(int(first + last) // 2) for first, last in zip(marks["first"], marks["last"], strict=True)]
    return dict(
        type="scatter",
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


def _titles(marks: pd.DataFrame, window: Window, width: int, palette: Palette) -> Trace:
    """Titles beside single marks and spans, wherever the whole title finds room before the next one of its lane."""
    pixels = width / max(window.last - window.first, 1)
    days, lanes, texts, colours = [], [], [], []
    for lane, row in marks.sort_values("first").groupby("lane", sort=False):
        starts = [*row["first"], window.last]
        reached = row["last"].cummax()
        for index, mark in enumerate(row.to_dict("records")):
            free = mark["last"] >= reached.iloc[index]
            room = (starts[index + 1] - mark["last"]) * pixels - 22 if free else 0
            if mark["count"] == 1 and len(mark["title"]) * _LETTER <= room:
                days.append(day(mark["last"]))
                lanes.append(lane)
                texts.append(f"   {letters(mark['title'])}")
                colours.append(palette.chosen if mark["chosen"] else palette.ink)
    return dict(
        type="scatter",
        x=days,
        y=lanes,
        mode="text",
        text=texts,
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        textfont={"size": 12, "color": colours or palette.ink, "shadow": f"0 0 3px {palette.paper}"},
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
    `tone` names), chosen, title, href, hover (letters already escaped), event. `lanes`: their names, in order.
    `quarters`: counts.by_quarter. `brush`: the address that a period leads to, with SINCE and UNTIL in it.
    """
    room = gutter(lanes, screen)
    width = WIDTH[screen] - room
    marks = marks.astype({"lasting": bool, "chosen": bool})  # a table without rows has no types
    seen = marks[(marks["first"] <= window.last) & (marks["last"] >= window.first)]
    seen = seen.assign(first=seen["first"].clip(lower=window.first), last=seen["last"].clip(upper=window.last))
    long = (seen["last"] - seen["first"]) * width / max(window.last - window.first, 1) > 7
    dots = clustered(seen[~long & ~seen["lasting"]], window, width, brush)
    unclear, lasting = seen[long & ~seen["lasting"]], seen[seen["lasting"]]
    named = pd.concat([dots, unclear.assign(count=1)])
    titled = named[~named["lane"].isin(lasting["lane"])]
    sheet = Sheet(room, width, lane, strip)
    return figure(
        [
            _spans(unclear[~unclear["chosen"].astype(bool)], palette.record, 12, 0.3),
            _spans(unclear[unclear["chosen"].astype(bool)], palette.chosen, 12, 0.6),
            *(_spans(bars, getattr(palette, str(tone)), 6, 0.9) for tone, bars in lasting.groupby("tone", sort=False)),
            _dots(dots, palette),
            _titles(titled, window, width, palette),
            *([_strip(quarters, palette)] if strip else []),
        ],
        layout([letters(_fitted(name, room)) for name in lanes], window, say, palette, sheet),
    )
