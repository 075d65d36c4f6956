"""The titles of a timeline's marks: beside or above them, wherever one finds room."""

from collections.abc import Iterator, Sequence
from typing import Any

from esimder.figures.palette import Palette
from esimder.figures.text_width import text_width
from esimder.figures.timeline.layout import TimelineLayout, Window, day
from esimder.record.escape import html_escape

TALL = 34  # px of a lane in which a title finds room above its mark
MOVED = 8  # px, by which two marks of one day are moved up and down
SIZE = 12  # px of type
Trace = dict[str, Any]
Row = dict[str, Any]


def middle(mark: Row) -> int:
    """The day in the middle of a mark."""
    return int(mark["first"] + mark["last"] + 1) // 2  # its last day is whole


def titled(marks: Sequence[Row], window: Window, width: int) -> Iterator[Row]:
    """Single marks whose whole title finds room before whatever reaches further in their lane."""
    pixels = width / max(window.last - window.first, 1)
    for lane in dict.fromkeys(mark["lane"] for mark in marks):
        row = [mark for mark in marks if mark["lane"] == lane]
        for mark in row:
            others = [one for one in row if one is not mark and one["last"] >= mark["last"]]
            following = min((max(one["first"], mark["last"]) for one in others), default=window.last)
            room = (following - mark["last"]) * pixels - 22
            if mark["count"] == 1 and text_width(mark["title"], SIZE) <= room:
                yield mark


def _above(marks: Sequence[Row], window: Window, width: int) -> Iterator[tuple[Row, int, str]]:
    """In lanes that are tall enough: marks whose title finds room above them, with the day at which it stands and the
    side of it on which it is written. A bar in several parts is named once."""
    pixels = width / max(window.last - window.first, 1)
    for lane in dict.fromkeys(mark["lane"] for mark in marks):
        end, before = 0.0, ""
        for mark in sorted((one for one in marks if one["lane"] == lane), key=lambda one: one["first"]):
            wide, half = text_width(mark["title"], SIZE), middle(mark)
            begins, ends = (mark["first"], mark["last"]) if mark["lasting"] else (half, half)
            for at, side, back in ((begins, "right", 0.0), (half, "center", wide / 2), (ends, "left", wide)):
                left = (at - window.first) * pixels - back
                if mark["title"] != before and left >= end and left + wide <= width + 8:
                    end, before = left + wide + 8, mark["title"]
                    yield mark, at, side
                    break


def titles_above(marks: Sequence[Row], window: Window, size: TimelineLayout, palette: Palette) -> Trace:
    """Titles above marks and bars, wherever one finds room."""
    found = list(_above(marks, window, size.width))
    return dict(
        type="scatter",
        x=[day(at) for _, at, _ in found],
        y=[mark["lane"] - (15 if mark.get("moved", 0) == 0 else 15 + MOVED) / size.lane for mark, _, _ in found],
        mode="text",
        text=[html_escape(mark["title"]) for mark, _, _ in found],
        textposition=[f"middle {side}" for _, _, side in found] or "middle right",
        hoverinfo="skip",
        showlegend=False,
        textfont={
            "size": SIZE,
            "color": [palette.chosen if mark["chosen"] else palette.ink for mark, _, _ in found] or palette.ink,
            "shadow": f"0 0 3px {palette.paper}",
        },
        cliponaxis=False,
    )


def titles(marks: Sequence[Row], window: Window, width: int, palette: Palette) -> Trace:
    """Titles beside single marks and spans, wherever one finds room."""
    found = list(titled(marks, window, width))
    return dict(
        type="scatter",
        x=[day(mark["last"] + mark["inexact"]) for mark in found],
        y=[mark["lane"] for mark in found],
        mode="text",
        text=[f"   {html_escape(mark['title'])}" for mark in found],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        textfont={
            "size": SIZE,
            "color": [palette.chosen if mark["chosen"] else palette.ink for mark in found] or palette.ink,
            "shadow": f"0 0 3px {palette.paper}",
        },
        cliponaxis=True,
    )
