"""Flows between places: curves that bend to the right, thicker by count, faint at first and full at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from esimder.figures.labels import Box, overlap
from esimder.figures.map.markers import Marker
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.screen import Viewport

Points = NDArray[np.float64]
Point = tuple[float, float]

BEND = 0.16
FAINT, FULL = 0.2, 0.95
THIN, THICK = 1.4, 4.6  # px
LAYERS = 11
HANDLE, GRIP = 7.5, 14  # px: half the width of a count on a flow; between the points that feel the hand
HANDLES = np.array([0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74])


@dataclass(frozen=True)
class Flow:
    """How many statements say that people came from one place to another, where it leads, and its words (HTML)."""

    from_id: str
    to_id: str
    count: int
    name: str
    href: str
    hover: str
    chosen: bool = False


@dataclass(frozen=True)
class Curve:
    """A quadratic curve in px: its start, the point that it bends towards, its end; `key` are its two places."""

    start: Point
    bend: Point
    end: Point
    count: int
    key: tuple[str, str] = ("", "")

    def at(self, share: float | Points) -> Points:
        """The point, or the points, at a share of the way."""
        t = np.atleast_1d(np.asarray(share, dtype=float))[:, None]
        start, bend, end = map(np.array, (self.start, self.bend, self.end))
        points: Points = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
        return points


def _curve(flow: Flow, start: Point, end: Point) -> Curve:
    """The curve of a flow between two points; px run down, so it bends to the right."""
    east, down = end[0] - start[0], end[1] - start[1]
    bend = (start[0] + end[0]) / 2 - BEND * down, (start[1] + end[1]) / 2 + BEND * east
    return Curve(start, bend, end, flow.count, (flow.from_id, flow.to_id))


def flow_curves(flows: Sequence[Flow], markers: dict[str, Marker]) -> tuple[Curve, ...]:
    """The curve of each flow whose two ends are both drawn, the smallest first."""
    curves = [
        _curve(flow, (start.x, start.y), (end.x, end.y))
        for flow in flows
        if (start := markers.get(flow.from_id)) and (end := markers.get(flow.to_id)) and start != end and flow.count > 0
    ]
    return tuple(sorted(curves, key=lambda curve: curve.count))


def handles(drawn: Sequence[Curve], markers: Sequence[Box]) -> list[tuple[Curve, Box]]:
    """Where on its way each flow can show its count: near its middle, on none of the `markers` and on no other handle;
    one that has no such room is left out."""
    placed: list[tuple[Curve, Box]] = []
    for curve in drawn:
        for x, y in curve.at(HANDLES):
            box = Box(float(x) - HANDLE, float(y) - HANDLE, float(x) + HANDLE, float(y) + HANDLE)
            others = [*markers, *(other for _, other in placed)]
            if not others or not overlap(np.array([box]), np.array(others, dtype=float)).any():
                placed.append((curve, box))
                break
    return placed


def grips(curve: Curve, markers: Sequence[Box]) -> Points:
    """Points along a flow, so close that a hand on the line is always near one.

    None is so near to a marker that a hand on the marker could be meant for the line, as a smaller mark counts as the
    one in front; where that leaves none, the point that is furthest from all markers.
    """
    length = float(np.hypot(curve.end[0] - curve.start[0], curve.end[1] - curve.start[1]))
    along = curve.at(np.linspace(0.04, 0.96, max(3, int(length / GRIP))))
    if not markers:
        return along
    left, top, right, low = np.array(markers, dtype=float).T
    far = np.hypot(along[:, :1] - (left + right) / 2, along[:, 1:] - (top + low) / 2)
    clear = (far - (right - left) / 2).min(axis=1)
    kept: Points = along[(clear >= HANDLE) | (clear == clear.max())]
    return kept


def _ribbon(curve: Curve, share: float, width: float, viewport: Viewport) -> str:
    """The rest of a flow from a share of its way on, as an SVG path in km: there on one side, back on the other."""
    end = np.array(curve.end)
    start, bend = curve.at(share)[0], (1 - share) * np.array(curve.bend) + share * end
    sides = [
        np.array([-step[1], step[0]]) / max(float(np.hypot(*step)), 1e-6) * width / 2
        for step in (bend - start, end - start, end - bend)
    ]
    there = [point + side for point, side in zip((start, bend, end), sides, strict=True)]
    back = [point - side for point, side in zip((start, bend, end), sides, strict=True)]
    a, b, c, d, e, f = (f"{x:.0f},{y:.0f}" for x, y in (viewport.ground(*point) for point in [*there, *back[::-1]]))
    return f"M{a}Q{b} {c}L{d}Q{e} {f}Z"


@lru_cache(maxsize=64)
def flow_shapes(drawn: tuple[Curve, ...], viewport: Viewport, palette: Palette) -> tuple[Properties, ...]:
    """The flows as layout shapes: layers that each begin a little later, so that colour gathers without a seam.

    They are kept, since most changes of a view leave them as they are, so nobody may change them.
    """
    if not drawn:
        return ()
    most = drawn[-1].count
    reached = np.linspace(FAINT, FULL, LAYERS)
    added = [FAINT, *(1 - (1 - reached[1:]) / (1 - reached[:-1]))]  # what each layer adds to those below it
    how = {"type": "path", "layer": "below", "line": {"width": 0}, "fillcolor": palette.flow, "fillrule": "nonzero"}
    return tuple(
        {
            **how,
            "opacity": round(float(added[layer]), 3),
            "path": "".join(
                _ribbon(one, 0.9 * layer / LAYERS, THIN + (THICK - THIN) * one.count / most, viewport) for one in drawn
            ),
        }
        for layer in range(LAYERS)
    )
