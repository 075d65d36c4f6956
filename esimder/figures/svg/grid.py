"""The lines, ticks and words of axes."""

from collections.abc import Mapping
from typing import Any

from esimder.figures.svg.axes import Axis
from esimder.figures.svg.elements import LINE, Type, element, lines, words
from esimder.figures.svg.supported import one_of, only


def _ticks(axis: Axis) -> list[tuple[float, str]]:
    """Px and words of the ticks within an axis."""
    properties = axis.properties
    values = properties.get("tickvals")
    if values is None:
        raise ValueError(f"{axis.name} axis: ticks without tickvals cannot be drawn")
    ends = sorted((axis.near, axis.far))
    spots = zip(axis.px(values).tolist(), properties["ticktext"], strict=True)
    return [(at, text) for at, text in spots if ends[0] - 0.01 <= at <= ends[1] + 0.01]


def _seen(axis: Axis) -> bool:
    return bool(axis.properties.get("visible", True))


def gridlines(x: Axis, y: Axis) -> list[str]:
    """The lines across, under everything."""
    drawn = []
    for axis, other in ((x, y), (y, x)):
        if _seen(axis) and axis.properties.get("showgrid"):
            for at, _ in _ticks(axis):
                ends = (
                    dict(x1=at, x2=at, y1=other.far, y2=other.near)
                    if axis is x
                    else dict(x1=other.near, x2=other.far, y1=at, y2=at)
                )
                drawn.append(element("line", **ends, stroke=axis.properties["gridcolor"]))
        if _seen(axis) and axis.properties.get("zeroline", True):
            raise ValueError(f"{axis.name} axis: a zero line cannot be drawn")
    return drawn


def scale(x: Axis, y: Axis, font: Mapping[str, Any]) -> list[str]:
    """Ticks and their words: below the axis of `x`, left of the axis of `y`."""
    drawn = []
    for axis in (x, y):
        if not _seen(axis) or not axis.properties.get("showticklabels", True):
            continue
        one_of(f"{axis.name} axis tickangle", axis.properties.get("tickangle", 0), 0)
        look = _look(axis, font)
        long = float(axis.properties.get("ticklen", 0)) if axis.properties.get("ticks") != "" else 0.0
        off = long + 1 + axis.properties.get("ticklabelstandoff", 0) + (0.2 * look.size if long else 0)
        for at, text in _ticks(axis):
            if axis is x:
                if long:
                    drawn.append(
                        element("line", x1=at, x2=at, y1=y.near, y2=y.near + long, stroke=axis.properties["tickcolor"])
                    )
                drawn.append(words(text, at, y.near + off + look.size, "middle", look))
            else:
                middle = at + 0.35 * look.size - (len(lines(text)) - 1) * LINE * look.size / 2
                drawn.append(words(text, x.near - off, middle, "end", look))
    return drawn


def _look(axis: Axis, font: Mapping[str, Any]) -> Type:
    properties = {**font, **axis.properties.get("tickfont", {})}
    only(f"{axis.name} axis tickfont", properties, ("size", "color", "family"))
    return Type(properties["size"], properties["color"])
