"""Traces: lines and areas, marks and their words, bars; where links are wanted, each mark leads where it would."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

import numpy as np

from esimder.figures.plot_spec import Properties
from esimder.figures.svg.axes import Axis
from esimder.figures.svg.elements import LINE, Host, Points, Type, element, group, lines, number, path, words, xml
from esimder.figures.svg.shapes import stroke
from esimder.figures.svg.supported import one_of, only

_SCATTER = ("type", "x", "y", "mode", "text", "textposition", "textfont", "line", "fill", "fillcolor", "fillpattern",
            "opacity", "marker", "xaxis", "yaxis", "cliponaxis", "customdata", "hovertext")  # fmt: skip
_BAR = ("type", "x", "y", "width", "marker", "xaxis", "yaxis")
_ACROSS = {"left": ("end", -1), "center": ("middle", 0), "right": ("start", 1)}
_DOWN = {"top": -1, "middle": 0, "bottom": 1}


def each(value: Any, count: int) -> list[Any]:
    """A property of every mark: its own, or the one that all share."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return list(value) if isinstance(value, (list, tuple)) else [value] * count


@dataclass(frozen=True)
class Trace:
    """A trace on its two axes, in a picture of this host."""

    properties: Properties
    x: Axis
    y: Axis
    host: Host

    def svg(self) -> str:
        """The trace as elements."""
        if one_of("trace", self.properties["type"], "scatter", "bar") == "bar":
            return group(self._bars())
        only("scatter", self.properties, _SCATTER)
        parts = set(self.properties["mode"].split("+"))
        one_of("mode", frozenset(parts) - {"lines", "markers", "text"}, frozenset())
        drawn = [*(self._lines() if "lines" in parts else []), *self._marks(parts)]
        opacity = self.properties.get("opacity", 1)
        # What says nothing of itself must not lie between a hand and the link below it.
        through = "none" if self.host.link and self.properties.get("hoverinfo") == "skip" else None
        return group(drawn, opacity=None if opacity == 1 else f"{opacity:g}", pointer_events=through)

    @cached_property
    def points(self) -> Points:
        """Every point in px, (n, 2)."""
        return np.column_stack((self.x.px(self.properties["x"]), self.y.px(self.properties["y"])))

    def _each(self, of: Properties, name: str, default: Any = None) -> list[Any]:
        return each(of.get(name, default), len(self.points))

    def _lines(self) -> list[str]:
        """The area within the lines, and the lines; links want each piece by itself."""
        area = one_of("fill", self.properties.get("fill", "none"), "none", "toself") == "toself"
        line = stroke(self.properties["line"])
        if self.host.link and "customdata" in self.properties:
            return self._pieces(line)
        drawn = []
        if area:
            hatching, fill = self._filling()
            drawn += [hatching, self.host.shape(path(self.points, close=True), fill=fill)]
        return [*drawn, self.host.shape(path(self.points), fill="none", **line)] if line else drawn

    def _pieces(self, line: Properties) -> list[str]:
        gaps = np.flatnonzero(np.isnan(self.points).any(axis=1))
        starts = [0, *(int(gap) + 1 for gap in gaps)]
        ends = [*map(int, gaps), len(self.points)]
        return [
            self._leading(start, self.host.shape(path(self.points[start:end]), fill="none", **line))
            for start, end in zip(starts, ends, strict=True)
            if end > start
        ]

    def _filling(self) -> tuple[str, str]:
        """The definition of a hatching, if there is one, and the name or colour of the fill."""
        hatch = self.properties.get("fillpattern")
        if not hatch:
            return "", str(self.properties["fillcolor"])
        only("fillpattern", hatch, ("shape", "fgcolor", "bgcolor", "size", "solidity"))
        one_of("fillpattern", (hatch["shape"], hatch["bgcolor"]), ("/", "rgba(0,0,0,0)"))
        side, name = hatch["size"] * sqrt(2), f"{self.host.ident}hatch"
        half, far = number(side / 2), number(side)
        way = f"M{number(-side / 4)},{number(side / 4)}l{half},-{half}M0,{far}L{far},0"
        way += f"M{number(side * 3 / 4)},{number(side * 5 / 4)}l{half},-{half}"
        strokes = element("path", d=way, stroke=hatch["fgcolor"], stroke_width=f"{hatch['solidity'] * hatch['size']:g}")
        box = {"width": far, "height": far, "patternUnits": "userSpaceOnUse"}
        return element("defs", element("pattern", strokes, id=name, **box)), f"url(#{name})"

    def _marks(self, parts: set[str]) -> list[str]:
        """All marks and then all words, or with links each mark with its words."""
        marks = self._signs() if "markers" in parts else [""] * len(self.points)
        texts = self._texts("markers" in parts) if "text" in parts else [""] * len(self.points)
        if not self.host.link or "customdata" not in self.properties:
            return [*marks, *texts]
        drawn: list[tuple[int, str]] = []
        for at, (mark, text) in enumerate(zip(marks, texts, strict=True)):
            if drawn and self._href(at) and self._href(at) == self._href(drawn[-1][0]):
                drawn[-1] = (at, drawn[-1][1] + mark + text)  # a dot and its ring are one thing to reach
            elif mark or text:
                drawn.append((at, mark + text))
        return [self._leading(at, one) for at, one in drawn]

    def _href(self, at: int) -> str:
        return str(self.properties["customdata"][at][0])

    def _leading(self, at: int, drawn: str) -> str:
        """A mark inside the link that it leads to, with the words that a hand on it would see."""
        data = self.properties["customdata"][at]
        href = self._href(at)
        hover = self._each(self.properties, "hovertext")[at] or (data[1] if len(data) > 1 else "")
        title = element("title", "\n".join(lines(str(hover)))) if hover else ""
        if href and not href.startswith(("/", "#", "?")):
            raise ValueError("a mark leads out of the app")
        link = self.host.link(href) if href and self.host.link else None
        return element("a", title + drawn, **link) if link else group([title, drawn])

    def _signs(self) -> list[str]:
        marker = self.properties["marker"]
        only("marker", marker, ("size", "color", "opacity", "symbol", "line"))
        edge = marker.get("line", {"width": 0, "color": ""})
        only("marker line", edge, ("width", "color"))
        several = isinstance(marker["size"], list)
        if one_of("marker opacity", marker.get("opacity", 0.7 if several else 1), 0, 1) == 0:
            return [""] * len(self.points)
        marks = zip(
            self.points.tolist(),
            self._each(marker, "size"),
            self._each(marker, "symbol", "circle"),
            self._each(marker, "color"),
            self._each(edge, "color"),
            self._each(edge, "width"),
            strict=True,
        )
        return [
            _sign(x, y, size / 2, symbol, {"fill": fill, **stroke({"color": colour, "width": width})})
            for (x, y), size, symbol, fill, colour, width in marks
        ]

    def _texts(self, beside: bool) -> list[str]:
        """The words of every mark, off it by as much as Plotly keeps from a marker of its size."""
        font = self.properties["textfont"]
        only("textfont", font, ("size", "color", "weight", "style", "shadow", "family"))
        rim, halo = _halo(font.get("shadow", ""))
        sizes = self._each(self.properties["marker"], "size") if beside else [0] * len(self.points)
        marks = zip(
            self.points.tolist(),
            self._each(self.properties, "text"),
            self._each(self.properties, "textposition", "middle center"),
            sizes,
            self._each(font, "size"),
            self._each(font, "color"),
            self._each(font, "weight", 400),
            self._each(font, "style", "normal"),
            strict=True,
        )
        return [
            _beside(str(text), x, y, where, size / 1.6 + 1 if size else 0.0,
                    Type(tall, colour, weight, style == "italic", rim, halo), self.host.label) if text else ""
            for (x, y), text, where, size, tall, colour, weight, style in marks
        ]  # fmt: skip

    def _bars(self) -> list[str]:
        only("bar", self.properties, _BAR)
        marker = self.properties["marker"]
        only("bar marker", marker, ("color", "opacity"))
        middles = self.x.numbers(self.properties["x"])
        half = float(self.properties["width"]) / 2
        starts, ends = self.x.at(middles - half), self.x.at(middles + half)
        tops, floor = self.y.px(self.properties["y"]), float(self.y.px([0])[0])
        look = {"fill": marker["color"], "opacity": f"{marker.get('opacity', 1):g}"}
        return [
            element("rect", x=float(start), width=float(end - start), y=float(top), height=float(floor - top), **look)
            for start, end, top in zip(starts, ends, tops, strict=True)
            if floor > top
        ]


def _sign(x: float, y: float, radius: float, symbol: str, attributes: Properties) -> str:
    """One marker."""
    if one_of("symbol", symbol, "circle", "square", "diamond") == "circle":
        return element("circle", cx=x, cy=y, r=float(radius), **attributes)
    if symbol == "square":
        return element("rect", x=x - radius, y=y - radius, width=2.0 * radius, height=2.0 * radius, **attributes)
    reach = 1.3 * radius
    corners = np.array([(x + reach, y), (x, y + reach), (x - reach, y), (x, y - reach)])
    return element("path", d=path(corners, close=True), **attributes)


def _beside(text: str, x: float, y: float, where: str, off: float, look: Type, label: Callable[[str], str]) -> str:
    vertical, _, horizontal = where.partition(" ")
    anchor, across = _ACROSS[horizontal]
    down = _DOWN[vertical]
    high = (len(lines(text)) - 1) * LINE + 1
    baseline = y + 0.75 * look.size + down * off + (down - 1) * high * look.size / 2
    return words(text, x + across * off, baseline, anchor, look, label)


def _halo(shadow: str) -> tuple[str, float]:
    """The colour and the width of the rim that stands for shadows about the letters: `0 0 3px #fff, …`."""
    if not shadow:
        return "", 0.0
    parts: Sequence[list[str]] = [one.split() for one in shadow.split(", ")]
    one_of("shadow", {(across, down) for across, down, *_ in parts} == {("0", "0")}, True)
    return xml(parts[0][3]), 0.75 * max(float(blur.removesuffix("px")) for _, _, blur, _ in parts)
