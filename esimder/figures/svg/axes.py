"""Where values stand on the paper: axes of numbers and of days, their parts of the paper, and equal scales."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from esimder.figures.plot_spec import Properties
from esimder.figures.svg.supported import one_of, only

Values = NDArray[np.float64]
_DRAWN = (
    "type",
    "range",
    "domain",
    "anchor",
    "scaleanchor",
    "visible",
    "showgrid",
    "gridcolor",
    "zeroline",
    "showticklabels",
    "tickvals",
    "ticktext",
    "tickfont",
    "tickangle",
    "ticks",
    "ticklen",
    "tickcolor",
    "ticklabelstandoff",
)


@dataclass(frozen=True)
class Axis:
    """An axis: `low` and `high` are the values at its px `near` (left or bottom) and `far` (right or top)."""

    name: str
    near: float
    far: float
    low: float
    high: float
    days: bool
    properties: Mapping[str, Any]

    def numbers(self, values: Iterable[Any]) -> Values:
        """Values of this axis as numbers: days as ms, what is missing as nan."""
        listed = values.tolist() if hasattr(values, "tolist") else list(values)
        if not self.days:
            return np.array([np.nan if value is None else float(value) for value in listed], dtype=float)
        stamps = np.array(["NaT" if value is None else value for value in listed], dtype="datetime64[ms]")
        return np.where(np.isnat(stamps), np.nan, stamps.astype(np.int64).astype(float))

    def px(self, values: Iterable[Any]) -> Values:
        """Where values of this axis stand."""
        return self.at(self.numbers(values))

    def at(self, numbers: Values) -> Values:
        """Where numbers stand."""
        return self.near + (numbers - self.low) / (self.high - self.low) * (self.far - self.near)

    @property
    def scale(self) -> float:
        """Px of one unit."""
        return abs(self.far - self.near) / abs(self.high - self.low)

    def widened(self, scale: float) -> "Axis":
        """This axis with more values at both ends, so that one unit has `scale` px."""
        more = self.scale / scale
        middle = (self.low + self.high) / 2
        return replace(self, low=middle + (self.low - middle) * more, high=middle + (self.high - middle) * more)


@dataclass(frozen=True)
class Paper:
    """One figure's paper in px: its size, the inner part within the margins, and its axes by name."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    axes: Mapping[str, Axis]

    def x(self, value: Any, ref: str) -> float:
        """Px from the left of a value by the axis, the axis' own part or the paper that `ref` names."""
        return self._at(value, ref, self.left, self.right)

    def y(self, value: Any, ref: str) -> float:
        """Px from the top, as `x`."""
        return self._at(value, ref, self.bottom, self.top)

    def _at(self, value: Any, ref: str, near: float, far: float) -> float:
        if ref == "paper":
            return near + float(value) * (far - near)
        name, _, domain = ref.partition(" ")
        axis = self.axes[name]
        if one_of("ref", domain, "", "domain"):
            return axis.near + float(value) * (axis.far - axis.near)
        return float(axis.px([value])[0])


def _axis(name: str, properties: Mapping[str, Any], near: float, far: float) -> Axis:
    only(f"{name} axis", properties, _DRAWN)
    low, high = properties.get("domain", (0, 1))
    days = one_of(f"{name} axis type", properties.get("type", "linear"), "linear", "date") == "date"
    blank = Axis(name, near + low * (far - near), near + high * (far - near), 0, 1, days, properties)
    first, last = blank.numbers(properties["range"])
    return replace(blank, low=float(first), high=float(last))


def _bar_range(properties: Properties, name: str, traces: Iterable[Mapping[str, Any]]) -> Properties:
    """An axis without a range holds the bars on it, from nothing to a little over the highest."""
    if "range" in properties:
        return properties
    tops = [
        float(max(trace["y"], default=0)) for trace in traces if trace["type"] == "bar" and trace.get("yaxis") == name
    ]
    if not tops:
        raise ValueError(f"{name} axis: no range")
    return {**properties, "range": (0, max(tops) / 0.95 or 1)}


def laid_out(layout: Mapping[str, Any], traces: Iterable[Mapping[str, Any]], width: float, height: float) -> Paper:
    """The paper of a figure of this size."""
    margin = layout["margin"]
    only("margin", margin, ("l", "r", "t", "b", "pad"))
    left, right, top, bottom = margin["l"], width - margin["r"], margin["t"], height - margin["b"]
    axes = {}
    for key, properties in layout.items():
        letter, _, number = key.partition("axis")
        if letter in ("x", "y") and "axis" in key:
            name = f"{letter}{number}"
            ends = (left, right) if letter == "x" else (bottom, top)
            axes[name] = _axis(name, _bar_range(properties, name, traces), *ends)
    for name, axis in list(axes.items()):
        if other := axis.properties.get("scaleanchor"):
            scale = min(axis.scale, axes[other].scale)
            axes |= {name: axis.widened(scale), other: axes[other].widened(scale)}
    return Paper(width, height, left, top, right, bottom, axes)
