"""The base map, which no filter changes: land, water, borders, names of seas and neighbours, scale, inset."""

from functools import lru_cache
from typing import Any

from numpy import float32

from esimder.figures import geo
from esimder.figures.labels import Box
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import PlotSpec, Properties
from esimder.figures.screen import INSET_X, INSET_Y, VIEWPORTS, WORLD_LOW, WORLD_X, Screen, Viewport, axes, world_top
from esimder.figures.text_width import text_width
from esimder.i18n.language import Language

CREDIT = "Natural Earth · GeoNames (CC BY 4.0)"
SCALE = 500  # km

# The boundary file of the water names it in English only; longitude and latitude of the middle of each name.
WATERS: tuple[tuple[dict[str, str], float, float], ...] = (
    ({"kk": "Каспий<br>теңізі", "ru": "Каспийское<br>море", "en": "Caspian<br>Sea"}, 51.0, 41.75),
    ({"kk": "Арал<br>теңізі", "ru": "Аральское<br>море", "en": "Aral<br>Sea"}, 60.95, 47.3),
    ({"kk": "Балқаш", "ru": "Балхаш", "en": "Balkhash"}, 75.6, 46.0),
)
NEIGHBOURS: dict[str, tuple[float, float]] = {
    "RUS": (58.4, 53.8),
    "CHN": (84.0, 43.9),
    "UZB": (63.5, 41.95),
    "KGZ": (75.4, 41.55),
    "TKM": (57.9, 40.75),
}
ON_PHONE: dict[str, tuple[float, float] | None] = {"RUS": (81.5, 55.2), "KGZ": None, "TKM": None}  # little room
LOWER = 0.85  # degrees by which the Caspian's name makes way for the coast's dots on a phone


def _spaced(name: str) -> str:
    """A country's name in spaced capitals."""
    return "\u200a".join(name.upper())


def _where(lon: float, lat: float) -> tuple[float, float]:
    x, y = geo.project([lon], [lat])[0]
    return round(float(x), 1), round(float(y), 1)


def _names(screen: Screen, lang: str) -> list[tuple[str, float, float, bool]]:
    """Text, km east, km north, and whether it is water, of each name on the base map."""
    waters = [
        (names[lang], *_where(lon, lat - LOWER * (screen == "phone" and not at)), True)
        for at, (names, lon, lat) in enumerate(WATERS)
    ]
    neighbours = geo.layers().neighbours
    chosen = {**NEIGHBOURS, **(ON_PHONE if screen == "phone" else {})}
    lands = [
        (_spaced(neighbours[code].names[lang]), *_where(*spot), False)
        for code, spot in chosen.items()
        if spot and code in neighbours
    ]
    return waters + lands


@lru_cache(maxsize=8)
def reserved_boxes(screen: Screen) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """What the base map already takes, px: first scale bar and credit line, then its names in every language."""
    viewport = VIEWPORTS[screen]
    half = viewport.small / 2 + 1
    credit = Box(0, viewport.height - 2 * half - 7, 9 + text_width(CREDIT, 9), viewport.height)
    start, _ = viewport.px(viewport.bar, 0)
    bar = Box(start - 4, viewport.height - 14 - 2 * half, start + SCALE / viewport.km + 4, viewport.height)
    names: list[Box] = []
    for lang in ("kk", "ru", "en"):
        for text, east, north, _ in _names(screen, lang):
            (x, y), lines = viewport.px(east, north), text.split("<br>")
            wide, high = max(text_width(line, viewport.small) for line in lines) / 2, half * 1.15 * len(lines)
            names.append(Box(x - wide, y - high, x + wide, y + high))
    return (credit, bar), tuple(names)


def _lines(lines: geo.Lines, **style: Any) -> Properties:
    """Rings or lines as one trace; 32 bits hold a coordinate to a few metres and keep the figure small."""
    x, y = lines.astype(float32).T
    return dict(type="scatter", x=x, y=y, mode="lines", hoverinfo="skip", **style)


def _land(palette: Palette) -> list[Properties]:
    """Neighbours, Kazakhstan with its halo, regions, rivers, water and the state border, from below to above."""
    layers = geo.layers()
    neighbours = geo.joined([area.rings for area in layers.neighbours.values()])
    regions = geo.joined([area.rings for area in layers.regions.values()])
    return [
        _lines(neighbours, line={"color": palette.line, "width": 1}),
        _lines(layers.country, line={"color": palette.border, "width": 9}, opacity=0.14),
        _lines(regions, line={"color": palette.region, "width": 0.9}, fill="toself", fillcolor=palette.country),
        _lines(layers.rivers, line={"color": palette.shore, "width": 0.8}),
        _lines(layers.water, line={"color": palette.shore, "width": 0.8}, fill="toself", fillcolor=palette.water),
        _lines(layers.border, line={"color": palette.border, "width": 1.1}),
    ]


def _text(screen: Screen, palette: Palette, lang: str) -> Properties:
    """The names of seas, lakes and neighbours."""
    texts, x, y, water = zip(*_names(screen, lang), strict=True)
    return dict(
        type="scatter",
        x=x,
        y=y,
        text=texts,
        mode="text",
        textposition="middle center",
        hoverinfo="skip",
        textfont={
            "size": VIEWPORTS[screen].small,
            "color": [palette.sea_name if wet else palette.quiet for wet in water],
            "style": ["italic" if wet else "normal" for wet in water],
        },
    )


def _inset(viewport: Viewport, palette: Palette) -> list[Properties]:
    """The world from Washington to Kazakhstan, on axes of its own."""
    layers, on = geo.layers(), {"xaxis": "x2", "yaxis": "y2"}
    (west, east), low, high = WORLD_X, WORLD_LOW, world_top(viewport)
    return [
        dict(
            type="scatter",
            x=[west, east, east, west, west],
            y=[low, low, high, high, low],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=palette.water,
            hoverinfo="skip",
            **on,
        ),
        _lines(layers.world, line={"width": 0}, fill="toself", fillcolor=palette.land, **on),
        _lines(
            layers.world_home,
            line={"color": palette.border, "width": 0.8},
            fill="toself",
            fillcolor=palette.border,
            opacity=0.7,
            **on,
        ),
    ]


def _bar(viewport: Viewport, palette: Palette) -> list[Properties]:
    """The scale bar, a line with two ends; it keeps its distance in px from the lower edge."""
    stroke = {"color": palette.quiet, "width": 1}
    low, end = 8, viewport.bar + SCALE
    ends = [(viewport.bar, viewport.bar, low, low + 5), (end, end, low, low + 5), (viewport.bar, end, low, low)]
    return [
        {
            "type": "line",
            "x0": x0,
            "x1": x1,
            "yref": "paper",
            "ysizemode": "pixel",
            "yanchor": 0,
            "y0": y0,
            "y1": y1,
            "line": stroke,
        }
        for x0, x1, y0, y1 in ends
    ]


def base_map(say: Language, palette: Palette, screen: Screen) -> PlotSpec:
    """The map's lowest layer in one language, whatever the filters."""
    viewport = VIEWPORTS[screen]
    small = {"color": palette.quiet, "size": viewport.small}
    shapes = _bar(viewport, palette)
    if viewport.inset:
        shapes.append(
            {
                "type": "rect",
                "xref": "paper",
                "yref": "paper",
                "x0": INSET_X[0],
                "x1": INSET_X[1],
                "y0": INSET_Y[0],
                "y1": INSET_Y[1],
                "line": {"color": palette.border, "width": 1},
            }
        )
    notes = [
        {
            "text": f"{SCALE}\u00a0{say('unit.km')}",
            "x": viewport.bar + SCALE / 2,
            "yref": "paper",
            "y": 0,
            "yshift": 8,
            "yanchor": "bottom",
            "showarrow": False,
            "font": small,
        },
        {
            "text": CREDIT,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 0,
            "xshift": 6,
            "yshift": 2,
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {**small, "size": 9},
        },
    ]
    return PlotSpec(
        [*_land(palette), _text(screen, palette, say.code), *(_inset(viewport, palette) if viewport.inset else [])],
        {
            **axes(viewport),
            "plot_bgcolor": palette.land,
            "paper_bgcolor": palette.land,
            "hovermode": False,
            "shapes": shapes,
            "annotations": notes,
            "template": {},
        },
    )
