"""Places that the map cannot reach, as words at its edge: an arrow, a name, a count."""

from collections.abc import Sequence
from dataclasses import dataclass

from esimder.figures.labels import Box
from esimder.figures.map.markers import Marker
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.screen import Viewport, inset_box
from esimder.figures.text_width import text_width

INDENT, FIRST = 7, 6


@dataclass(frozen=True)
class EdgeLabel:
    """A place beyond the edge: its marker, its words (not yet escaped) and the box that they fill, in px."""

    marker: Marker
    text: str
    box: Box


def edge_labels(beyond: Sequence[Marker], viewport: Viewport) -> list[EdgeLabel]:
    """Marks below each other at the left or the right edge, the largest count first."""
    size, line = viewport.number, viewport.number + 8
    down = {True: float(FIRST), False: inset_box(viewport).bottom + FIRST if viewport.inset else float(FIRST)}
    marks = []
    for marker in sorted(beyond, key=lambda marker: (-marker.count, marker.key)):
        west = marker.x < viewport.width / 2
        words = marker.label(viewport).text
        words = words if words.endswith(f" · {marker.count}") else f"{words} · {marker.count}"
        text = f"← {words}" if west else f"{words} →"
        wide = text_width(text, size, bold=True) + 6
        left = INDENT if west else viewport.width - INDENT - wide
        marks.append(EdgeLabel(marker, text, Box(left, down[west], left + wide, down[west] + line - 2)))
        down[west] += line
    return marks


def edge_shapes(marks: Sequence[EdgeLabel], viewport: Viewport, palette: Palette) -> list[Properties]:
    """A frame about the marks that are chosen."""
    shapes: list[Properties] = []
    for mark in marks:
        if mark.marker.chosen:
            (x0, y0), (x1, y1) = viewport.ground(*mark.box[:2]), viewport.ground(*mark.box[2:])
            shapes.append(
                {
                    "type": "rect",
                    "x0": x0,
                    "x1": x1,
                    "y0": y0,
                    "y1": y1,
                    "line": {"color": palette.chosen, "width": 1.6},
                }
            )
    return shapes
