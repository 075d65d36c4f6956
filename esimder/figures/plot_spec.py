"""Figures as Plotly takes them, put together without its check of every property, which takes longer than drawing.

They come from our own code alone, and a test has Plotly check each kind of figure: a wrong property fails there and not
before a reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

Properties = dict[str, Any]  # of a trace, a layout or a part of either, by Plotly's names


@dataclass(frozen=True)
class PlotSpec:
    """The traces and the layout of a figure, as plain values."""

    traces: Sequence[Properties]
    layout: Properties

    def plain(self) -> Properties:
        """The figure as a plain Plotly dictionary."""
        return {"data": [*self.traces], "layout": self.layout}

    def to_json(self) -> str:
        """The figure as the browser's Plotly takes it."""
        return str(to_json_plotly(self.plain()))

    def checked(self) -> go.Figure:
        """The figure after Plotly has checked every property; ValueError names a wrong one."""
        return go.Figure(list(self.traces), self.layout)
