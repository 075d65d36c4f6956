"""Who is linked with the chosen one, and through what: straight thin lines, solid where people were there or it was
about them, dotted where they were only named or spoken of; teal where one of the two is quoted on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esimder.figures.labels import Box
from esimder.figures.map.traces import CLEAR, halo
from esimder.figures.network.bands import BESIDE, LINE, SIZES, NetworkSize, Positions, Spot, arranged
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec, Properties
from esimder.figures.screen import Screen, hover_label
from esimder.figures.text_width import FONT, text_width
from esimder.record.escape import html_escape

MOST = 23  # nodes beside the chosen one; the rest are told in words
KINDS = ("close", "loose", "said")
_POSITIONS = {"left": "middle left", "right": "middle right", "above": "top center", "below": "bottom center"}


@dataclass(frozen=True)
class Node:
    """A person, body, group or event: `href` is where it leads, `hover` its words as HTML."""

    key: str
    kind: str
    name: str
    href: str = ""
    hover: str = ""


@dataclass(frozen=True)
class Link:
    """A link that statements make between two nodes; `kind` is one of KINDS."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True)
class Network:
    """The chosen node, the events with the people that stand at each, those linked without an event (at the left and at
    the right), and every link, from the outer end to the inner."""

    centre: Node
    events: Mapping[str, Sequence[str]]
    direct: tuple[Sequence[str], Sequence[str]]
    nodes: Mapping[str, Node]
    links: Sequence[Link]


def positions(network: Network, screen: Screen) -> Positions:
    """Where every node of a network stands."""
    names = {key: node.name for key, node in {**network.nodes, network.centre.key: network.centre}.items()}
    crossed = any(link.kind == "said" and network.centre.key not in (link.start, link.end) for link in network.links)
    return arranged(network.centre.key, network.events, network.direct, names, screen, crossed)


def boxes(network: Network, screen: Screen) -> dict[str, Box]:
    """The box that each name fills, px from the upper left."""
    sizes = SIZES[screen]
    return {key: _box(spot, *_type(network, key, sizes)) for key, spot in positions(network, screen).spots.items()}


def _type(network: Network, key: str, sizes: NetworkSize) -> tuple[int, bool]:
    """Size and weight of a node's name."""
    if key == network.centre.key:
        return sizes.chosen, True
    return (sizes.event, True) if network.nodes[key].kind == "event" else (sizes.name, False)


def _box(spot: Spot, size: int, bold: bool) -> Box:
    wide = max(text_width(line, size, bold) for line in spot.lines)
    tall = len(spot.lines) * size * LINE
    left = {"left": spot.x - BESIDE - wide, "right": spot.x + BESIDE}.get(spot.side, spot.x - wide / 2)
    top = {"above": spot.y - BESIDE - tall, "below": spot.y + BESIDE}.get(spot.side, spot.y - tall / 2)
    return Box(left, top, left + wide, top + tall)


def height(network: Network, screen: Screen) -> int:
    """The height in px that the figure asks for."""
    return round(positions(network, screen).height)


def _links(kind: str, network: Network, drawn: Positions, palette: Palette) -> Properties:
    """All lines of one kind."""
    x: list[float | None] = []
    y: list[float | None] = []
    for link in network.links:
        if link.kind == kind:
            start, end = drawn.spots[link.start], drawn.spots[link.end]
            x += [start.x, end.x, None]
            y += [start.y, end.y, None]
    stroke = {
        "close": {"color": palette.border, "width": 1.1},
        "loose": {"color": palette.border, "width": 1.1, "dash": "1.5px,3.5px"},
        "said": {"color": palette.record, "width": 1.3},
    }[kind]
    return dict(type="scatter", x=x, y=y, mode="lines", line=stroke, hoverinfo="skip", showlegend=False)


def _markers(keys: Sequence[str], network: Network, drawn: Positions, palette: Palette) -> Properties:
    """The nodes: squares for events, dots for people, rings for bodies and groups."""
    spots, kinds = [drawn.spots[key] for key in keys], [network.nodes[key].kind for key in keys]
    hollow = [kind in ("organisation", "group") for kind in kinds]
    return dict(
        type="scatter",
        x=[spot.x for spot in spots],
        y=[spot.y for spot in spots],
        mode="markers",
        hoverinfo="skip",
        showlegend=False,
        marker={
            "size": [9 if ring else 11 for ring in hollow],
            "opacity": 1,
            "symbol": ["square" if kind == "event" else "circle" for kind in kinds],
            "color": [palette.paper if ring else palette.record for ring in hollow],
            "line": {
                "width": [2 if ring else 1.5 for ring in hollow],
                "color": [palette.record if ring else palette.paper for ring in hollow],
            },
        },
    )


def _names(keys: Sequence[str], network: Network, drawn: Positions, palette: Palette, sizes: NetworkSize) -> Properties:
    """Names, each at its distance beside an unseen marker that is larger than the node and takes the click."""
    nodes, spots = [network.nodes[key] for key in keys], [drawn.spots[key] for key in keys]
    bold = [one.kind == "event" for one in nodes]
    return dict(
        type="scatter",
        x=[spot.x for spot in spots],
        y=[spot.y for spot in spots],
        mode="markers+text",
        showlegend=False,
        text=["<br>".join(map(html_escape, spot.lines)) for spot in spots],
        textposition=[_POSITIONS.get(spot.side, "middle center") for spot in spots],
        textfont={
            "size": [sizes.event if one else sizes.name for one in bold],
            "weight": [600 if one else 400 for one in bold],
            "color": palette.ink,
            "shadow": halo(palette.paper),
        },
        # Plotly sets text off by 1.25 times the marker's radius and one px.
        marker={"size": round(1.6 * (BESIDE - 1), 1), "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=[[one.href] for one in nodes],
        hovertext=[one.hover for one in nodes],
        hoverinfo="text",
    )


def _middle(network: Network, spot: Spot, palette: Palette, sizes: NetworkSize) -> Properties:
    """The chosen one: a filled label over the ends of the lines."""
    return {
        "x": spot.x,
        "y": spot.y,
        "text": "<br>".join(map(html_escape, spot.lines)),
        "showarrow": False,
        "borderpad": 6,
        "bgcolor": palette.chosen,
        "bordercolor": palette.paper,
        "borderwidth": 3,
        "font": {"size": sizes.chosen, "color": palette.on_chosen, "weight": 700},
    }


def network_figure(network: Network, palette: Palette, screen: Screen) -> PlotSpec:
    """The picture of a network, in px of the smallest width of the screen; its height is `height`."""
    drawn, sizes = positions(network, screen), SIZES[screen]
    keys = [
        *network.events,
        *network.direct[0],
        *network.direct[1],
        *(one for group in network.events.values() for one in group),
    ]
    axis = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    return PlotSpec(
        [
            *(_links(kind, network, drawn, palette) for kind in KINDS),
            _markers(keys, network, drawn, palette),
            _names(keys, network, drawn, palette, sizes),
        ],
        {
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "dragmode": False,
            "hovermode": "closest",
            "showlegend": False,
            "template": {},
            "font": {"family": FONT, "size": sizes.name},
            "hoverlabel": hover_label(palette),
            "xaxis": {**axis, "range": [0, sizes.width]},
            "yaxis": {**axis, "range": [drawn.height, 0]},
            "annotations": [_middle(network, drawn.spots[network.centre.key], palette, sizes)],
        },
    )
