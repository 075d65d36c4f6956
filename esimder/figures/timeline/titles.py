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
    for lane in dict.fromkeys(mark.lane for mark in shown):
        row = [mark for mark in shown if mark.lane == lane]
        for mark in row:
            others = [other for other in row if other is not mark and other.last >= mark.last]
            following = min((max(other.first, mark.last) for other in others), default=window.last)
            room = (following - mark.last) * scale - 22
            if mark.count == 1 and text_width(mark.title, SIZE) <= room:
                yield mark


def _above(shown: Sequence[Shown], window: Window, width: int) -> Iterator[tuple[Shown, int, str]]:
    """In lanes that are tall enough: marks whose title finds room above them, with the day at which it stands and the
    side of it on which it is written. A bar in several parts is named once."""
    scale = width / max(window.last - window.first, 1)
    for lane in dict.fromkeys(mark.lane for mark in shown):
        end, before = 0.0, ""
        for mark in sorted((mark for mark in shown if mark.lane == lane), key=lambda mark: mark.first):
            wide, half = text_width(mark.title, SIZE), mark.spot
            begins, ends = (mark.first, mark.last) if mark.tone else (half, half)
            for at, side, back in ((begins, "right", 0.0), (half, "center", wide / 2), (ends, "left", wide)):
                left = (at - window.first) * scale - back
                if mark.title != before and left >= end and left + wide <= width + 8:
                    end, before = left + wide + 8, mark.title
                    yield mark, at, side
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
            "color": [palette.chosen if mark.chosen else palette.ink for mark in shown] or palette.ink,
            "shadow": f"0 0 3px {palette.paper}",
        },
    )


def titles_above(shown: Sequence[Shown], window: Window, size: TimelineLayout, palette: Palette) -> Properties:
    """Titles above marks and bars, wherever one finds room."""
    placed = list(_above(shown, window, size.width))
    return dict(
        **_words([mark for mark, _, _ in placed], palette),
        x=[day(at) for _, at, _ in placed],
        y=[mark.lane - (15 + MOVED * bool(mark.moved)) / size.lane for mark, _, _ in placed],
        text=[html_escape(mark.title) for mark, _, _ in placed],
        textposition=[f"middle {side}" for _, _, side in placed] or "middle right",
        cliponaxis=False,
    )


def titles(shown: Sequence[Shown], palette: Palette) -> Properties:
    """Titles beside marks that have room for it (`titled`)."""
    return dict(
        **_words(shown, palette),
        x=[day(mark.last + mark.inexact) for mark in shown],
        y=[mark.lane for mark in shown],
        text=[f"   {html_escape(mark.title)}" for mark in shown],
        textposition="middle right",
        cliponaxis=True,
    )
