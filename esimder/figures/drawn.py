"""Figures put together without Plotly's check of every property, which takes longer than all the rest of drawing."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go


def figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """A figure of traces and layout as they are.

    They come from our own code alone, and a test has Plotly check each kind of figure: a wrong property fails there and
    not before a reader.
    """
    return go.Figure(list(traces), layout, _validate=False)
