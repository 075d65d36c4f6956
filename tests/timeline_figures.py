"""Marks of a timeline made up for tests, and how its figures are read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from esimder.figures.palette import LIGHT, Palette
from esimder.figures.screen import Screen
from esimder.figures.timeline.layout import Window
from esimder.figures.timeline.marks import Addresses, Mark
from esimder.figures.timeline.timeline import timeline
from esimder.i18n.language import language
from esimder.views.scenes import taken_line
from tests.record import context

FIRST, LAST = date(2018, 1, 1).toordinal(), date(2019, 12, 31).toordinal()


WINDOW = Window(FIRST, LAST, date(2019, 4, 8).toordinal(), (FIRST - 3000, LAST + 900))
QUARTERS = {FIRST: 3, FIRST + 90: 1}
ASKABLE = Addresses(lambda events: f"/?{'+'.join(events)}", lambda since, until: f"/?{since}/{until}")


def mark(first: str, last: str = "", lane: int = 0, **how: Any) -> Mark:
    """An event between two days."""
    days = (date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())
    words = {
        "title": "Title",
        "href": f"/?event={first}",
        "hover": f"at {first}",
        "event": first,
        "when": f"on {first}",
    }
    return Mark(lane, *days, **words | how)


def drawn(
    marks: Sequence[Mark],
    lanes: list[str] | None = None,
    screen: Screen = "wide",
    palette: Palette = LIGHT,
    window: Window = WINDOW,
    **how: Any,
) -> go.Figure:
    """The timeline of some marks."""
    say, names = language("en"), ["Trial", "Arrest"] if lanes is None else lanes
    return timeline(marks, names, QUARTERS, window, say, palette, screen, ASKABLE, **how).checked()


def shown(code: str, screen: Screen = "wide", palette: Palette = LIGHT, **asked: Any) -> go.Figure:
    """The timeline of the shipped record."""
    here = context("timeline", code, **asked)
    return taken_line(here, palette, screen, by=here.view.lanes).figure.checked()


def scatters(figure: go.Figure, mode: str) -> list[Any]:
    """The traces of one mode that have any points."""
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == mode and len(trace.x)]


def linked(figure: go.Figure) -> set[str]:
    return {
        point[0]
        for trace in figure.data
        for point in (trace.customdata if trace.customdata is not None else ())
        if point
    }
