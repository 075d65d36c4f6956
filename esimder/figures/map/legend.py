"""The legend of the dots: nested circles in the lower right corner that say what a size means."""

from collections.abc import Callable
from dataclasses import dataclass

from esimder.figures.labels import Box
from esimder.figures.map.markers import radius
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.screen import Viewport
from esimder.figures.text_width import text_width
from esimder.record.escape import html_escape

MARGIN = 12


@dataclass(frozen=True)
class Legend:
    """The nested circles that say what a dot's size means: counts with radii, and the box that they fill."""

    circles: tuple[tuple[str, float], ...]
    middle: float  # px from the right edge
    text: float
    box: Box


def legend(most: int, viewport: Viewport, unit: Callable[[int], str]) -> Legend | None:
    """The legend for a largest count, with the words of `unit`; None where nothing is counted."""
    if most < 1:
        return None
    quarter = max(1, round(most / 4))
    large, small = radius(most, most, viewport), radius(quarter, most, viewport)
    counts = [most, quarter] if 2 * (large - small) >= viewport.small + 2 else [most]
    circles = tuple((unit(count), radius(count, most, viewport)) for count in counts)
    text = max(text_width(words, viewport.small) for words, _ in circles)
    middle = MARGIN + text + 9 + large
    box = Box(
        viewport.width - middle - large - 4,
        viewport.height - MARGIN - 2 * large - viewport.small,
        float(viewport.width),
        viewport.height,
    )
    return Legend(circles, middle, MARGIN + text, box)


def legend_shapes(drawn: Legend, palette: Palette) -> list[Properties]:
    """Its circles and leaders as layout shapes that keep to the lower right corner in px."""
    corner = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 1,
        "yanchor": 0,
        "line": {"color": palette.quiet, "width": 1},
    }
    shapes: list[Properties] = []
    for _, size in drawn.circles:
        top = MARGIN + 2 * size
        shapes.append(
            {
                **corner,
                "type": "circle",
                "x0": -drawn.middle - size,
                "x1": -drawn.middle + size,
                "y0": MARGIN,
                "y1": top,
            }
        )
        shapes.append({**corner, "type": "line", "x0": -drawn.middle, "x1": -drawn.text - 3, "y0": top, "y1": top})
    return shapes


def legend_notes(drawn: Legend, viewport: Viewport, palette: Palette) -> list[Properties]:
    """Its words as layout annotations."""
    return [
        {
            "text": html_escape(words),
            "xref": "paper",
            "yref": "paper",
            "x": 1,
            "y": 0,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": -drawn.text,
            "yshift": MARGIN + 2 * size,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": viewport.small, "color": palette.quiet},
        }
        for words, size in drawn.circles
    ]
