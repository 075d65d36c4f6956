"""The map's ground: two equal-area projections in kilometres, and the boundary layers of a folder, projected once."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from esimder.paths import GEO

Lines = NDArray[np.float64]
Point = tuple[float, float]

EARTH = 6371.0  # mean radius, km
BREAK = np.full((1, 2), np.nan)

_LOW, _HIGH, _MID, _EAST = np.radians([43.0, 53.0, 48.0, 67.0])
_CONE = (np.sin(_LOW) + np.sin(_HIGH)) / 2
_BASE = np.cos(_LOW) ** 2 + 2 * _CONE * np.sin(_LOW)
_TOP = np.sqrt(_BASE - 2 * _CONE * np.sin(_MID)) / _CONE
_WORLD_LAT, _WORLD_LON = np.radians([40.0, 2.0])


def project(lon: ArrayLike, lat: ArrayLike) -> Lines:
    """Albers equal-area conic (parallels 43 and 53, centre 48 N 67 E): an (n, 2) array of km east and north of it.

    What lies nearer by the east is east, also beyond 180 degrees.
    """
    east, north = np.radians(np.asarray(lon, dtype=float)), np.radians(np.asarray(lat, dtype=float))
    radius = np.sqrt(_BASE - 2 * _CONE * np.sin(north)) / _CONE
    angle = _CONE * ((east - _EAST + np.pi) % (2 * np.pi) - np.pi)
    return EARTH * np.column_stack((radius * np.sin(angle), _TOP - radius * np.cos(angle)))


def project_world(lon: ArrayLike, lat: ArrayLike) -> Lines:
    """Lambert azimuthal equal-area about 40 N 2 E, for the inset from Washington to Kazakhstan: (n, 2), in km."""
    east = np.radians(np.asarray(lon, dtype=float)) - _WORLD_LON
    north = np.radians(np.asarray(lat, dtype=float))
    near = np.sin(_WORLD_LAT) * np.sin(north) + np.cos(_WORLD_LAT) * np.cos(north) * np.cos(east)
    scale = EARTH * np.sqrt(2 / np.maximum(1 + near, 1e-9))
    rise = np.cos(_WORLD_LAT) * np.sin(north) - np.sin(_WORLD_LAT) * np.cos(north) * np.cos(east)
    return np.column_stack((scale * np.cos(north) * np.sin(east), scale * rise))


@dataclass(frozen=True)
class Area:
    """A region or a country: code, names by language, rings with NaN rows between, where its name stands."""

    code: str
    names: dict[str, str]
    rings: Lines
    anchor: Point


@dataclass(frozen=True)
class Layers:
    """All layers of a folder in km, lines with NaN rows between; `world` and `world_home` in the inset's projection."""

    regions: dict[str, Area]
    neighbours: dict[str, Area]
    country: Lines
    border: Lines
    water: Lines
    rivers: Lines
    world: Lines
    world_home: Lines


def _paths(geometry: dict[str, Any]) -> list[Lines]:
    """The rings or lines of one GeoJSON geometry, in degrees."""
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind == "MultiPolygon":
        parts = [ring for polygon in parts for ring in polygon]
    elif kind == "LineString":
        parts = [parts]
    return [np.asarray(part, dtype=float) for part in parts]


def joined(paths: Sequence[Lines]) -> Lines:
    """Paths in one array, a NaN row between each two."""
    spaced = [row for path in paths for row in (path, BREAK)]
    return np.vstack(spaced[:-1]) if spaced else np.empty((0, 2))


def _fine(path: Lines) -> Lines:
    """A path in degrees with a point at least every two of them: a layer is cut along circles, not along the straight
    line that two far ends of a cut would be on the map."""
    steps = np.maximum(np.ceil(np.abs(np.diff(path, axis=0)).max(axis=1) / 2), 1).astype(int)
    ends = zip(pairwise(path), steps, strict=True)
    return np.vstack([*(np.linspace(here, there, count, endpoint=False) for (here, there), count in ends), path[-1:]])


def _flat(lines: Lines) -> Lines:
    return project(lines[:, 0], lines[:, 1])


def _area(feature: dict[str, Any]) -> Area:
    about = feature["properties"]
    anchor = project([about["lx"]], [about["ly"]])[0]
    names = {code: about[code] for code in ("kk", "ru", "en")}
    return Area(about["id"], names, _flat(joined(_paths(feature["geometry"]))), (float(anchor[0]), float(anchor[1])))


def _edges(paths: list[Lines]) -> Counter[frozenset[Point]]:
    """How often each edge occurs, whichever way it runs."""
    points = [[(float(x), float(y)) for x, y in path] for path in paths]
    return Counter(frozenset(edge) for path in points for edge in pairwise(path))


def _chain(edges: set[frozenset[Point]]) -> list[Lines]:
    """Edges joined end to end into as few paths as possible; closed paths return to their start."""
    after: dict[Point, list[Point]] = {}
    for edge in edges:
        one, other = edge
        after.setdefault(one, []).append(other)
        after.setdefault(other, []).append(one)
    paths = []
    for start in sorted(after, key=lambda point: (len(after[point]), point)):  # loose ends first
        while after[start]:
            path = [start]
            while after[path[-1]]:
                step = after[path[-1]].pop()
                after[step].remove(path[-1])
                path.append(step)
            paths.append(np.asarray(path))
    return paths


@lru_cache(maxsize=4)
def layers(folder: Path = GEO) -> Layers:
    """The layers of a folder, read and projected once.

    The outline of the country is made of the edges that only one region has; the state border, of those among them
    that a neighbour has too. What is left of the outline is coast.
    """

    def features(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        return found

    def paths(name: str, *kinds: str) -> list[Lines]:
        chosen = [one for one in features(name) if not kinds or one["properties"]["kind"] in kinds]
        return [path for one in chosen for path in _paths(one["geometry"])]

    outline = {edge for edge, times in _edges(paths("kz_regions_2019")).items() if times == 1}
    home = joined(_chain(outline))
    border = joined(_chain(outline & set(_edges(paths("neighbours")))))
    world = joined([_fine(path) for path in paths("world_land")])
    return Layers(
        regions={area.code: area for area in map(_area, features("kz_regions_2019"))},
        neighbours={area.code: area for area in map(_area, features("neighbours"))},
        country=_flat(home),
        border=_flat(border),
        water=_flat(joined(paths("water", "sea", "lake"))),
        rivers=_flat(joined(paths("water", "river"))),
        world=project_world(world[:, 0], world[:, 1]),
        world_home=project_world(home[:, 0], home[:, 1]),
    )
