"""The layout of a timeline: axes, the strip below, and the line of the reader's day."""

from dataclasses import dataclass
from datetime import date

from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.screen import hover_label
from esimder.figures.text_width import FONT
from esimder.figures.timeline.ticks import SIZE, ticks
from esimder.i18n.language import Language
from esimder.record.escape import html_escape

NAME = 12  # px of type of a lane's name
LANE, COMPACT, TOP, BELOW, STRIP = 27, 18, 20, 34, 40


@dataclass(frozen=True)
class Window:
    """The days that are shown and, within them, the reader's day, as ordinals; `full` is the record's whole extent.

    `period` are the days that the reader asks for, if not all: a mark without any of them is not drawn.
    """

    first: int
    last: int
    as_of: int
    full: tuple[int, int]
    period: tuple[int, int] | None = None

    def holds(self, first: int, last: int) -> bool:
        """Whether a mark from one day to another is shown."""
        low, high = self.period or (self.first, self.last)
        return first <= high and last >= low

    @property
    def whole(self) -> bool:
        """Whether it shows (nearly) the whole extent, so that a frame around it would say nothing."""
        return self.last - self.first >= self.full[1] - self.full[0] - 400


@dataclass(frozen=True)
class TimelineLayout:
    """The size of a timeline: `room` px for the names of lanes, `width` px for the days, `lane` px a lane."""

    room: int
    width: int
    lane: int
    strip: bool


def height(lanes: int, lane: int = LANE, strip: bool = True) -> int:
    """The height in px that a timeline with so many lanes of `lane` px asks for."""
    return TOP + lane * max(lanes, 1) + BELOW + (STRIP if strip else 0)


def in_range(ordinal: int) -> date:
    """An ordinal day as a date; the first or the last that there is for one beyond."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def day(ordinal: int) -> str:
    """An ordinal day as Plotly takes it."""
    return in_range(ordinal).isoformat()


def _as_of(window: Window, say: Language, palette: Palette) -> Properties:
    """The words over the line of the reader's day."""
    return {
        "x": day(window.as_of),
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 1,
        "text": html_escape(say("timeline.as_of", day=say.day(date.fromordinal(window.as_of)))),
        "font": {"size": 11, "color": palette.chosen},
        "xanchor": "right" if window.as_of > (window.first + window.last) / 2 else "left",
    }


def _shapes(window: Window, palette: Palette, strip: bool) -> list[Properties]:
    """The line of the reader's day and, on the strip, the window."""
    line = {"color": palette.chosen, "width": 1.2}
    line_ends = {"x0": day(window.as_of), "x1": day(window.as_of), "y0": 0, "y1": 1, "line": {**line, "dash": "dot"}}
    shapes: list[Properties] = [{"type": "line", "layer": "below", "xref": "x", "yref": "y domain", **line_ends}]
    if strip and not window.whole:
        box = {"x0": day(window.first), "x1": day(window.last), "y0": -0.06, "y1": 1.02, "line": line}
        fill = {"fillcolor": palette.chosen, "opacity": 0.16}
        shapes.append({"type": "rect", "xref": "x2", "yref": "y2 domain", **box, **fill})
    return shapes


def _axes(lanes: list[str], window: Window, say: Language, palette: Palette, size: TimelineLayout) -> Properties:
    """The axis of days in the reader's words, the lanes, and the two unlabelled axes of the strip."""
    inner = height(len(lanes), size.lane, size.strip) - TOP - BELOW + 16
    low = (STRIP + 18) / inner if size.strip else 0.0
    values, words = ticks(window.first, window.last, size.width, say)
    still = {"fixedrange": True, "zeroline": False}
    days = {
        "type": "date",
        "range": [day(window.first), day(window.last)],
        "tickvals": values,
        "ticktext": words,
        "tickfont": {"size": SIZE, "color": palette.quiet},
        "tickangle": 0,
        "ticklen": 3,
        "tickcolor": palette.line,
    }
    names = {
        "tickvals": list(range(len(lanes))),
        "ticktext": lanes,
        "ticks": "",
        "ticklabelstandoff": 9,
        "tickfont": {"size": NAME, "color": palette.ink},
    }
    axes: Properties = {
        "xaxis": {**still, **days, "showgrid": True, "gridcolor": palette.line, "anchor": "y"},
        "yaxis": {
            **still,
            **names,
            "showgrid": False,
            "anchor": "x",
            "domain": [low, 1],
            "range": [len(lanes) - 0.45, -0.6],
        },
    }
    if size.strip:
        years, called = ticks(*window.full, size.width, say)
        axes["xaxis2"] = {
            **still,
            "type": "date",
            "range": [day(end) for end in window.full],
            "showgrid": False,
            "showticklabels": not window.whole,  # else the axis above says them
            "tickvals": years,
            "ticktext": called,
            "tickfont": {"size": 10, "color": palette.quiet},
            "tickangle": 0,
            "ticks": "",
            "anchor": "y2",
        }
        axes["yaxis2"] = {**still, "domain": [0, (STRIP - 14) / inner], "visible": False, "anchor": "x2"}
    return axes


def layout(lanes: list[str], window: Window, say: Language, palette: Palette, size: TimelineLayout) -> Properties:
    """Everything of a timeline but its marks; `lanes` are their names, already escaped."""
    shown = window.first <= window.as_of <= window.last
    clear = "rgba(0,0,0,0)"
    return {
        **_axes(lanes, window, say, palette, size),
        "margin": {"l": size.room, "r": 10, "t": TOP, "b": BELOW - 16 if size.strip else BELOW},
        "paper_bgcolor": clear,
        "plot_bgcolor": clear,
        "template": {},
        "bargap": 0,
        "showlegend": False,
        "font": {"family": FONT, "color": palette.ink, "size": 12},
        "dragmode": "select",
        "selectdirection": "h",
        "hovermode": "closest",
        "selections": [],
        "shapes": _shapes(window, palette, size.strip) if shown else _shapes(window, palette, size.strip)[1:],
        "annotations": [_as_of(window, say, palette)] if shown else [],
        "newselection": {"line": {"color": palette.chosen, "width": 1}},
        "activeselection": {"fillcolor": palette.chosen},
        "hoverlabel": hover_label(palette),
    }
