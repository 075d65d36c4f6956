"""The map over its base map: the cities, regions and flows that answer the filters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from esimder.figures.labels import Box, Label, Placed, overlap, place_labels
from esimder.figures.map import traces
from esimder.figures.map.basemap import reserved_boxes
from esimder.figures.map.edge import EdgeLabel, edge_labels, edge_shapes
from esimder.figures.map.flows import Curve, Flow, flow_curves, flow_shapes, handles
from esimder.figures.map.legend import Legend, legend, legend_notes, legend_shapes
from esimder.figures.map.markers import City, Markers, Region, markers
from esimder.figures.map.traces import Name
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec, Properties
from esimder.figures.screen import VIEWPORTS, Screen, Viewport, axes, hover_label, inset_box

ALONG = np.linspace(0, 1, 25)


def city_map(
    cities: Sequence[City],
    flows: Sequence[Flow],
    regions: Sequence[Region],
    palette: Palette,
    screen: Screen,
    unit: Callable[[int], str],
) -> PlotSpec:
    """What lies exactly over `base_map` of the same screen; a point to be clicked carries customdata [href].

    `unit` words a count.
    """
    viewport = VIEWPORTS[screen]
    shown = markers(cities, regions, viewport)
    edge = edge_labels(shown.beyond, viewport)
    key = legend(max((marker.count for marker in shown.drawn if not marker.square), default=0), viewport, unit)
    curves = flow_curves(flows, {marker.key: marker for marker in (*shown.quiet, *shown.drawn) if not marker.inset})
    names = named(shown, edge, key, curves, screen)
    by_ends = {(flow.from_id, flow.to_id): flow for flow in flows}
    return PlotSpec(
        [
            *(traces.flows(curves, _solid(shown), by_ends, viewport, palette) if curves else []),
            *_traces(shown, edge, names, palette, viewport),
        ],
        {
            **axes(viewport),
            "plot_bgcolor": traces.CLEAR,
            "paper_bgcolor": traces.CLEAR,
            "hovermode": "closest",
            "hoverlabel": hover_label(palette),
            "shapes": [
                *flow_shapes(curves, viewport, palette),
                *edge_shapes(edge, viewport, palette),
                *(legend_shapes(key, palette) if key else []),
            ],
            "annotations": legend_notes(key, viewport, palette) if key else [],
            "template": {},
        },
    )


def _solid(shown: Markers) -> list[Box]:
    """The markers on the base map, which no line may hide."""
    return [marker.box for marker in (*shown.drawn, *shown.quiet) if not marker.inset]


def named(
    shown: Markers, edge: Sequence[EdgeLabel], key: Legend | None, curves: Sequence[Curve], screen: Screen
) -> list[Name]:
    """Every marker whose name has a place, with that place; a counted city always has one.

    Where the names of counted cities would meet, all of them are set a little smaller.
    """
    viewport = VIEWPORTS[screen]
    everything = [*shown.drawn, *shown.quiet]
    wanted = [marker for marker in everything if not (marker.square and screen == "phone")]
    solid, words = [marker.box for marker in everything], [*(mark.box for mark in edge), *([key.box] if key else [])]
    fixed, faint = reserved_boxes(screen)
    held = [box for _, box in handles(curves, _solid(shown))]
    taken = [*words, *held, *fixed, *([inset_box(viewport)] if viewport.inset else [])]
    whole = Box(2, 2, viewport.width - 2, viewport.height - 2)
    names: list[Name] = []
    for size in range(viewport.name, viewport.name - 4, -1):
        labels = [marker.label(replace(viewport, name=size)) for marker in wanted]
        places = _placed(tuple(labels), tuple(solid), tuple(taken), whole, faint, tuple(curves))
        names = [
            Name(marker, label, place) for marker, label, place in zip(wanted, labels, places, strict=True) if place
        ]
        if not _crowded([name.place.box for name in names], [*solid, *words], whole):
            break
    return names


@lru_cache(maxsize=256)
def _placed(
    labels: tuple[Label, ...],
    solid: tuple[Box, ...],
    taken: tuple[Box, ...],
    whole: Box,
    faint: tuple[Box, ...],
    curves: tuple[Curve, ...],
) -> tuple[Placed | None, ...]:
    """Where each label stands; kept, since to choose a place moves none of them."""
    lines = np.vstack([curve.at(ALONG) for curve in curves]) if curves else None
    return tuple(place_labels(labels, solid, taken, whole, faint, lines))


def _crowded(names: Sequence[Box], others: Sequence[Box], whole: Box) -> bool:
    """Whether a name meets another, or a marker, or crosses the edge."""
    boxes = np.array(names, dtype=float).reshape(-1, 4)
    meeting = overlap(boxes, np.array([*names, *others], dtype=float).reshape(-1, 4)).sum()
    over = (boxes[:, :2] < whole[:2]).any() or (boxes[:, 2:] > whole[2:]).any()
    return bool(meeting > len(boxes) or over)  # each meets itself


def _traces(
    shown: Markers, edge: Sequence[EdgeLabel], names: Sequence[Name], palette: Palette, viewport: Viewport
) -> list[Properties]:
    """All traces, from below to above; none for what is not there."""
    drawn = []
    if tags := [marker for marker in shown.drawn if marker.square]:
        drawn.append(traces.hatched(tags, palette))
    if shown.quiet:
        drawn.append(traces.quiet(shown.quiet, viewport, palette))
    for inset in (False, True):
        if present := [marker for marker in shown.drawn if marker.inset == inset]:
            drawn.append(traces.dots(present, viewport, palette))
            if counted := [marker for marker in present if marker.holds_number(viewport.number)]:
                drawn.append(traces.numbers(counted, viewport, palette))
        if beside := [name for name in names if name.marker.inset == inset]:
            drawn.append(traces.names(beside, viewport, palette))
    if edge:
        drawn.append(traces.edge(edge, viewport, palette))
    return drawn
