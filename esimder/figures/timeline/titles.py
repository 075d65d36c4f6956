"""The titles of a timeline's marks: beside or above them, wherever one finds room."""

from collections.abc import Iterator, Sequence

from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.text_width import text_width
from esimder.figures.timeline.layout import TimelineLayout, Window, day
from esimder.figures.timeline.marks import Shown
from esimder.record.escape import html_escape

TALL = 34  # px of a lane in which a title finds room above its mark
MOVED = 8  # px, by which two marks of one day are moved up and down
SIZE = 12  # px of type


def titled(shown: Sequence[Shown], window: Window, width: int) -> Iterator[Shown]:
    """Single marks whose whole title finds room before whatever reaches further in their lane."""
    scale = width / max(window.last - window.first, 1)
    for lane in dict.fromkeys(one.lane for one in shown):
        row = [one for one in shown if one.lane == lane]
        for one in row:
            others = [other for other in row if other is not one and other.last >= one.last]
            following = min((max(other.first, one.last) for other in others), default=window.last)
            room = (following - one.last) * scale - 22
            if one.count == 1 and text_width(one.title, SIZE) <= room:
                yield one


def _above(shown: Sequence[Shown], window: Window, width: int) -> Iterator[tuple[Shown, int, str]]:
    """In lanes that are tall enough: marks whose title finds room above them, with the day at which it stands and the
    side of it on which it is written. A bar in several parts is named once."""
    scale = width / max(window.last - window.first, 1)
    for lane in dict.fromkeys(one.lane for one in shown):
        end, before = 0.0, ""
        for one in sorted((one for one in shown if one.lane == lane), key=lambda one: one.first):
            wide, half = text_width(one.title, SIZE), one.spot
            begins, ends = (one.first, one.last) if one.lasting else (half, half)
            for at, side, back in ((begins, "right", 0.0), (half, "center", wide / 2), (ends, "left", wide)):
                left = (at - window.first) * scale - back
                if one.title != before and left >= end and left + wide <= width + 8:
                    end, before = left + wide + 8, one.title
                    yield one, at, side
                    break


def _words(shown: Sequence[Shown], palette: Palette) -> Properties:
    """What the titles of all marks have alike."""
    return dict(
        type="scatter",
        mode="text",
        hoverinfo="skip",
        showlegend=False,
        textfont={
            "size": SIZE,
            "color": [palette.chosen if one.chosen else palette.ink for one in shown] or palette.ink,
            "shadow": f"0 0 3px {palette.paper}",
        },
    )


def titles_above(shown: Sequence[Shown], window: Window, size: TimelineLayout, palette: Palette) -> Properties:
    """Titles above marks and bars, wherever one finds room."""
    found = list(_above(shown, window, size.width))
    return dict(
        **_words([one for one, _, _ in found], palette),
        x=[day(at) for _, at, _ in found],
        y=[one.lane - (15 + MOVED * bool(one.moved)) / size.lane for one, _, _ in found],
        text=[html_escape(one.title) for one, _, _ in found],
        textposition=[f"middle {side}" for _, _, side in found] or "middle right",
        cliponaxis=False,
    )


def titles(shown: Sequence[Shown], palette: Palette) -> Properties:
    """Titles beside marks that have room for it (`titled`)."""
    return dict(
        **_words(shown, palette),
        x=[day(one.last + one.inexact) for one in shown],
        y=[one.lane for one in shown],
        text=[f"   {html_escape(one.title)}" for one in shown],
        textposition="middle right",
        cliponaxis=True,
    )
