"""One picture of the layers of a figure."""

from collections.abc import Sequence
from dataclasses import replace

from esimder.figures.plot_spec import PlotSpec, Properties
from esimder.figures.svg.axes import Axis, Paper, laid_out
from esimder.figures.svg.elements import Host, document, element, group
from esimder.figures.svg.grid import gridlines, scale
from esimder.figures.svg.shapes import note, shape
from esimder.figures.svg.supported import one_of, only
from esimder.figures.svg.traces import Trace

_LAYOUT = ("margin", "font", "paper_bgcolor", "plot_bgcolor", "shapes", "annotations", "bargap")
_CLEAR = "rgba(0,0,0,0)"
ALONE = Host()  # a picture that is a document of its own


def svg(layers: Sequence[PlotSpec], width: float, height: float, background: str = "", host: Host = ALONE) -> str:
    """Figures drawn over each other in one frame of this size in px, as an SVG document; ValueError names what cannot
    be drawn. Where the host has links, a mark that has an address is inside one, with its words as title."""
    return document(drawn(layers, width, height, background, host), width, height)


def drawn(layers: Sequence[PlotSpec], width: float, height: float, background: str = "", host: Host = ALONE) -> str:
    """The same as elements that can stand in another picture."""
    whole = {"width": float(width), "height": float(height)}
    back = element("rect", **whole, fill=background) if background else ""
    return back + "".join(
        part
        for at, layer in enumerate(layers)
        for part in _layer(layer, whole, replace(host, ident=f"{host.ident}l{at}"))
    )


def _layer(figure: PlotSpec, whole: dict[str, float], host: Host) -> list[str]:
    """One figure: paper, shapes below, each pair of axes with its traces, shapes above, notes."""
    layout = figure.layout
    only("layout", {key: value for key, value in layout.items() if "axis" not in key}, _LAYOUT)
    paper, font = laid_out(layout, figure.traces, whole["width"], whole["height"]), layout.get("font", {})
    shapes: list[Properties] = layout.get("shapes", [])
    levels = {one_of("shape layer", each.get("layer", "above"), "above", "below") for each in shapes}
    below, above = (
        [shape(each, paper) for each in shapes if each.get("layer", "above") == level] if level in levels else []
        for level in ("below", "above")
    )
    paint = [element("rect", **whole, fill=layout["paper_bgcolor"])] if layout["paper_bgcolor"] != _CLEAR else []
    return [
        *paint,
        *_plots(figure, paper, below, host),
        *above,
        *(note(each, paper, font) for each in layout.get("annotations", [])),
    ]


def _plots(figure: PlotSpec, paper: Paper, below: list[str], host: Host) -> list[str]:
    """Every pair of axes with what stands on it; shapes below all traces stand on the first."""
    parts = []
    for number in ("", *sorted({name[1:] for name in paper.axes} - {""})):
        x, y = paper.axes[f"x{number}"], paper.axes[f"y{number}"]
        mine = [
            Trace(trace, x, y, replace(host, ident=f"{host.ident}t{at}"))
            for at, trace in enumerate(figure.traces)
            if (trace.get("xaxis", "x"), trace.get("yaxis", "y")) == (x.name, y.name)
        ]
        ground = figure.layout["plot_bgcolor"]
        parts += [_box(x, y, fill=ground)] if ground != _CLEAR else []
        parts += [*gridlines(x, y), *(below if not number else [])]
        parts += _clipped([trace.svg() for trace in mine], x, y, f"{host.ident}c{number}")
        parts += scale(x, y, figure.layout.get("font", {}))
    return parts


def _box(x: Axis, y: Axis, **attributes: str) -> str:
    return element("rect", x=x.near, y=y.far, width=x.far - x.near, height=y.near - y.far, **attributes)


def _clipped(parts: list[str], x: Axis, y: Axis, name: str) -> list[str]:
    """Traces end where their axes do."""
    clip = element("defs", element("clipPath", _box(x, y), id=name))
    return [clip, group(parts, clip_path=f"url(#{name})")] if any(parts) else []
