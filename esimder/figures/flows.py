"""Flows between places: curves that bend to the right, thicker by count, faint at first and full at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from esimder.figures.screen import Frame
from esimder.figures.signs import Sign
from esimder.palette import Palette

Points = NDArray[np.float64]

BEND = 0.16
FAINT, FULL = 0.2, 0.95
THIN, THICK = 1.4, 4.6  # px
LAYERS = 11


@dataclass(frozen=True)
class Flow:
    """A quadratic curve in px: its start, the point that it bends towards, its end."""

    start: Points
    bend: Points
    end: Points
    count: int

    def at(self, share: float | Points) -> Points:
        """The point, or the points, at a share of the way."""
        t = np.atleast_1d(np.asarray(share, dtype=float))[:, None]
        way: Points = (1 - t) ** 2 * self.start + 2 * t * (1 - t) * self.bend + t**2 * self.end
        return way


def flow(start: tuple[float, float], end: tuple[float, float], count: int) -> Flow:
    """The curve from one place to another; px run down, so it bends to the right."""
    one, other = np.array(start), np.array(end)
    way = other - one
    return Flow(one, (one + other) / 2 + BEND * np.array([-way[1], way[0]]), other, count)


def curves(flows: pd.DataFrame, signs: dict[str, Sign]) -> list[Flow]:
    """The curve of each flow whose two ends are both drawn, the smallest first."""
    found = [flow((signs[one].x, signs[one].y), (signs[other].x, signs[other].y), int(count))
             for one, other, count in zip(flows["from_id"], flows["to_id"], flows["count"], strict=True)
             if one in signs and other in signs and one != other and count > 0]
    return sorted(found, key=lambda one: one.count)


def _ribbon(way: Flow, share: float, width: float, frame: Frame) -> str:
    """The rest of a flow from a share of its way on, as an SVG path in km: there on one side, back on the other."""
    start, bend, end = way.at(share)[0], (1 - share) * way.bend + share * way.end, way.end
    sides = [np.array([-step[1], step[0]]) / max(float(np.hypot(*step)), 1e-6) * width / 2
             for step in (bend - start, end - start, end - bend)]
    there = [point + side for point, side in zip((start, bend, end), sides, strict=True)]
    back = [point - side for point, side in zip((start, bend, end), sides, strict=True)]
    a, b, c, d, e, f = (f"{x:.0f},{y:.0f}" for x, y in (frame.ground(*point) for point in [*there, *back[::-1]]))
    return f"M{a}Q{b} {c}L{d}Q{e} {f}Z"


def flow_shapes(drawn: Sequence[Flow], frame: Frame, palette: Palette) -> list[dict[str, object]]:
    """The flows as layout shapes: layers that each begin a little later, so that colour gathers without a seam."""
    if not drawn:
        return []
    most = drawn[-1].count
    reached = np.linspace(FAINT, FULL, LAYERS)
    added = [FAINT, *(1 - (1 - reached[1:]) / (1 - reached[:-1]))]  # what each layer adds to those below it
    return [{"type": "path", "layer": "below", "line": {"width": 0}, "fillcolor": palette.flow, "fillrule": "nonzero",
             "opacity": round(float(added[layer]), 3),
             "path": "".join(_ribbon(one, 0.9 * layer / LAYERS, THIN + (THICK - THIN) * one.count / most, frame)
                             for one in drawn)} for layer in range(LAYERS)]
