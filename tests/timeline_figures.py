"""Marks of a timeline made up for tests, and how its figures are read."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from esimder.figures.palette import LIGHT, Palette
from esimder.figures.screen import Screen
from esimder.figures.timeline.timeline import Window, timeline
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.views import marks
from tests.record import context, shipped

FIRST, LAST = date(2018, 1, 1).toordinal(), date(2019, 12, 31).toordinal()


WINDOW = Window(FIRST, LAST, date(2019, 4, 8).toordinal(), (FIRST - 3000, LAST + 900))
QUARTERS = pd.DataFrame({"first": [FIRST, FIRST + 90], "count": [3, 1]})


def mark(first: str, last: str = "", lane: int = 0, **how: Any) -> dict[str, Any]:
    return {
        "lane": lane,
        "first": date.fromisoformat(first).toordinal(),
        "last": date.fromisoformat(last or first).toordinal(),
        "lasting": False,
        "chosen": False,
        "title": "Title",
        "href": f"/?event={first}",
        "hover": f"at {first}",
        "tone": "custody",
        "event": first,
        "when": f"on {first}",
        **how,
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(marks.MARK))


def drawn(
    rows: pd.DataFrame,
    lanes: list[str] | None = None,
    screen: Screen = "wide",
    palette: Palette = LIGHT,
    window: Window = WINDOW,
) -> go.Figure:
    return timeline(rows, lanes or ["Trial", "Arrest"], QUARTERS, window, language("en"), palette, screen).checked()


def shown(code: str, screen: Screen = "wide", palette: Palette = LIGHT, **asked: Any) -> go.Figure:
    """The timeline of the shipped record."""
    here = context("timeline", code, **asked)
    rows = select(shipped(), here.view)
    found, lanes = (marks.by_person if here.view.lanes == "person" else marks.by_kind)(here, rows)
    return timeline(found, lanes, counts.by_quarter(rows), marks.window(here), here.say, palette, screen).checked()


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
