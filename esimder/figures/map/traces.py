"""The traces of the map's overlay: hatched regions, dots with numbers, names, marks at the edge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from esimder.figures import geo
from esimder.figures.labels import Box, Label, Placed
from esimder.figures.map.edge import EdgeLabel
from esimder.figures.map.flows import HANDLE, Curve, Flow, grips, handles
from esimder.figures.map.markers import RING, Marker
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.screen import Viewport, inset_world
from esimder.record.escape import html_escape

CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Name:
    """A marker's name as it was placed."""

    marker: Marker
    label: Label
    place: Placed


def halo(colour: str) -> str:
    """A rim of `colour` behind text, so that no line below cuts its letters."""
    return ", ".join(f"0 0 {blur}px {colour}" for blur in (1, 1, 2, 3, 4))


def _points(markers: Sequence[Marker], viewport: Viewport) -> Properties:
    """Where markers stand, in km; all of them on the base map or all in the inset."""
    inset = markers[0].inset
    spots = [
        inset_world(viewport, marker.x, marker.y) if inset else viewport.ground(marker.x, marker.y)
        for marker in markers
    ]
    axes = {"xaxis": "x2", "yaxis": "y2"} if inset else {}
    return {"x": [round(x, 1) for x, _ in spots], "y": [round(y, 1) for _, y in spots], **axes}


def hatched(tags: Sequence[Marker], palette: Palette) -> Properties:
    """The regions that statements name without a place in them."""
    regions = geo.layers().regions
    rings = geo.joined([regions[marker.key].rings for marker in tags]).astype(np.float32)
    return dict(
        type="scatter",
        x=rings[:, 0],
        y=rings[:, 1],
        mode="lines",
        fill="toself",
        hoverinfo="skip",
        opacity=0.6,
        line={"color": palette.record, "width": 0.9},
        fillpattern={"shape": "/", "fgcolor": palette.record, "bgcolor": CLEAR, "size": 7, "solidity": 0.13},
    )


def quiet(markers: Sequence[Marker], viewport: Viewport, palette: Palette) -> Properties:
    """Places where nothing is counted, for the eye to know where it is."""
    return dict(
        type="scatter",
        **_points(markers, viewport),
        mode="markers",
        hoverinfo="skip",
        marker={"size": 2 * markers[0].radius, "color": palette.quiet},
    )


def _full(marker: Marker, palette: Palette) -> str:
    """The colour in which a marker is filled, or its name written."""
    return palette.chosen if marker.chosen else palette.record


def _colours(marker: Marker, ring: bool, palette: Palette) -> tuple[str, str, str]:
    """The colours of a marker, or of its ring: inside, line and number."""
    if ring:
        return (palette.paper, palette.chosen, palette.paper) if marker.chosen else (CLEAR, CLEAR, CLEAR)
    full, on_it = _full(marker, palette), palette.on_chosen if marker.chosen else palette.on_record
    if marker.square and not marker.chosen:
        return palette.paper, full, full
    return full, palette.paper, on_it


def dots(markers: Sequence[Marker], viewport: Viewport, palette: Palette) -> Properties:
    """Dots and tags; under each a larger dot, unseen until it is chosen, makes the ring.

    To choose one then changes colours only, which the browser draws at once.
    """
    rows = [(marker, ring) for marker in markers for ring in ((False,) if marker.square else (True, False))]
    fills, lines, _ = zip(*(_colours(marker, ring, palette) for marker, ring in rows), strict=True)
    return dict(
        type="scatter",
        **_points([marker for marker, _ in rows], viewport),
        mode="markers",
        marker={
            "size": [round(2 * (marker.radius + RING * ring), 1) for marker, ring in rows],
            "opacity": 1,
            "color": fills,
            "symbol": ["square" if marker.square else "circle" for marker, _ in rows],
            "line": {"color": lines, "width": [2 if ring else 1.4 for _, ring in rows]},
        },
        customdata=[[marker.href] for marker, _ in rows],
        hovertext=[marker.hover for marker, _ in rows],
        hoverinfo="text",
    )


def flows(
    curves: Sequence[Curve],
    markers: Sequence[Box],
    by_ends: Mapping[tuple[str, str], Flow],
    viewport: Viewport,
    palette: Palette,
) -> list[Properties]:
    """What can be asked of the flows, which are drawn as shapes: unseen points along each that feel the hand, and on
    each, where there is room beside the `markers`, its count. `by_ends` has each flow by its two places."""
    held = handles(curves, markers)
    spots = [
        (by_ends[curve.key], *viewport.ground(float(x), float(y))) for curve in curves for x, y in grips(curve, markers)
    ]
    middles = [(by_ends[curve.key], (box.left + box.right) / 2, (box.top + box.bottom) / 2) for curve, box in held]
    counted = [(flow, *viewport.ground(x, y)) for flow, x, y in middles]
    return [
        _felt(spots, {"size": 14, "opacity": 0}),
        _felt(
            counted,
            {
                "size": 2 * HANDLE,
                "opacity": 1,
                "symbol": ["circle"] * len(counted),
                "color": [palette.chosen if flow.chosen else palette.paper for flow, _, _ in counted],
                "line": {"color": palette.flow, "width": 1.4},
            },
        ),
        dict(
            type="scatter",
            x=[round(x, 1) for _, x, _ in counted],
            y=[round(y, 1) for _, _, y in counted],
            mode="text",
            textposition="middle center",
            hoverinfo="skip",
            text=[str(flow.count) for flow, _, _ in counted],
            textfont={
                "size": 10,
                "weight": 700,
                "color": [palette.on_chosen if flow.chosen else palette.ink for flow, _, _ in counted],
            },
        ),
    ]


def _felt(spots: Sequence[tuple[Flow, float, float]], marker: Properties) -> Properties:
    return dict(
        type="scatter",
        x=[round(x, 1) for _, x, _ in spots],
        y=[round(y, 1) for _, _, y in spots],
        mode="markers",
        marker=marker,
        customdata=[[flow.href] for flow, _, _ in spots],
        hovertext=[flow.hover for flow, _, _ in spots],
        hoverinfo="text",
    )


def numbers(markers: Sequence[Marker], viewport: Viewport, palette: Palette) -> Properties:
    """The counts inside the dots and tags that hold them; by themselves, since Plotly never again writes on a dot that
    once had nothing to say."""
    return dict(
        type="scatter",
        **_points(markers, viewport),
        mode="text",
        textposition="middle center",
        hoverinfo="skip",
        text=[str(marker.count) for marker in markers],
        textfont={
            "size": viewport.number,
            "weight": 700,
            "color": [_colours(marker, False, palette)[2] for marker in markers],
        },
    )


def names(beside: Sequence[Name], viewport: Viewport, palette: Palette) -> Properties:
    """Names beside their markers; an unseen marker as large as its marker keeps each at its distance in px."""
    markers, labels = [name.marker for name in beside], [name.label for name in beside]
    return dict(
        type="scatter",
        **_points(markers, viewport),
        mode="markers+text",
        hoverinfo="skip",
        text=[html_escape(label.text) for label in labels],
        textposition=[name.place.position for name in beside],
        # Plotly sets text off by 1.25 times the marker's radius and one px.
        marker={"size": [round(1.6 * (name.place.offset - 1), 1) for name in beside], "opacity": 0},
        textfont={
            "size": [label.size for label in labels],
            "weight": [700 if label.bold else 400 for label in labels],
            "color": [
                _full(marker, palette) if marker.square else palette.ink if label.bold else palette.quiet
                for marker, label in zip(markers, labels, strict=True)
            ],
            "shadow": halo(palette.land if markers[0].inset else palette.country),
        },
    )


def edge(marks: Sequence[EdgeLabel], viewport: Viewport, palette: Palette) -> Properties:
    """The places beyond the edge, as words that can be clicked."""
    middles = [((mark.box.left + mark.box.right) / 2, (mark.box.top + mark.box.bottom) / 2) for mark in marks]
    spots = [viewport.ground(x, y) for x, y in middles]
    return dict(
        type="scatter",
        x=[round(x, 1) for x, _ in spots],
        y=[round(y, 1) for _, y in spots],
        mode="markers+text",
        text=[html_escape(mark.text) for mark in marks],
        textposition="middle center",
        textfont={
            "size": viewport.number,
            "weight": 700,
            "shadow": halo(palette.land),
            "color": [_full(mark.marker, palette) for mark in marks],
        },
        marker={"size": 30, "opacity": 0},
        customdata=[[mark.marker.href] for mark in marks],
        hovertext=[mark.marker.hover for mark in marks],
        hoverinfo="text",
    )
