"""The markers of the map: dots whose area is the count, moved apart where one would hide another; regions' tags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from esimder.figures import geo
from esimder.figures.labels import Box, Label
from esimder.figures.screen import Viewport, inset_box, inset_px
from esimder.figures.text_width import text_width

SMALLEST = 2.6  # px; below that a dot is no longer seen
FEW = 9  # a largest count below this does not get the largest dot, or one event would look like many
TINY = 1.7  # px, the radius of a place where nothing is counted
TAG = 8.5  # px, half the side of a region's tag
RING = 4.5  # px between a chosen dot's edge and its ring
LONGEST = 40  # letters of a name on the map; the whole name is in the hover and in the list


@dataclass(frozen=True)
class City:
    """A place with coordinates, its count (0: its name only helps the eye), where it leads, and its words (HTML)."""

    place_id: str
    name: str
    count: int
    lon: float
    lat: float
    href: str
    hover: str
    chosen: bool = False


@dataclass(frozen=True)
class Region:
    """A place without coordinates inside a region of the boundary file, of this `code`; else as a City."""

    code: str
    name: str
    count: int
    place_id: str
    href: str
    hover: str
    chosen: bool = False


@dataclass(frozen=True)
class Marker:
    """A dot, or a region's square tag, at (x, y) px from the upper left."""

    key: str
    name: str
    count: int
    x: float
    y: float
    radius: float
    chosen: bool = False
    href: str = ""
    hover: str = ""
    square: bool = False
    inset: bool = False

    @property
    def reach(self) -> float:
        """Px from its middle to where its name may begin; the same whether it is chosen, so that nothing jumps."""
        return self.radius * 1.15 if self.square else self.radius + 1

    @property
    def box(self) -> Box:
        """The square that it fills."""
        reach = self.reach + 1
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)

    def holds_number(self, size: float) -> bool:
        """Whether its count can be read inside it."""
        room = self.radius >= 0.72 * size and text_width(str(self.count), size, True) < 1.75 * self.radius
        return self.square or room

    def text(self, size: float) -> str:
        """Its name, with the count where that finds no room inside; not yet escaped."""
        short = self.name if len(self.name) <= LONGEST else self.name[: LONGEST - 1] + "…"
        return short if self.holds_number(size) or not (self.count or self.chosen) else f"{short} · {self.count}"

    def label(self, viewport: Viewport) -> Label:
        """Its name as a label that looks for a place; a counted place is never without one."""
        counted = bool(self.count or self.chosen) and not self.square
        size = viewport.name if counted and not self.inset else viewport.small
        within = inset_box(viewport) if self.inset else None
        return Label(self.text(viewport.number), self.x, self.y, self.reach, size, counted, counted, within)


@dataclass(frozen=True)
class Markers:
    """All markers: `drawn` ones, the largest first; those `beyond` the edge; `quiet` ones where nothing is counted."""

    drawn: list[Marker]
    beyond: list[Marker]
    quiet: list[Marker]


def radius(count: int, most: int, viewport: Viewport) -> float:
    """Radius in px: the area is in proportion to the count."""
    return max(SMALLEST, viewport.largest * sqrt(max(count, 0) / max(most, FEW)))


def markers(cities: Sequence[City], regions: Sequence[Region], viewport: Viewport) -> Markers:
    """The markers of a table of cities and one of regions.

    A place is shown on the base map if the frame reaches it, else in the inset, else beyond the edge. A region that the
    boundary file does not have gets no marker.
    """
    whole, inset = Box(0, 0, viewport.width, viewport.height), inset_box(viewport)
    ground, away, beyond, quiet = _tags(regions, viewport), [], [], []
    for marker, (x, y) in _dots(cities, viewport):
        inside = whole.holds(marker.x, marker.y) and not (viewport.inset and inset.holds(marker.x, marker.y))
        if not (marker.count or marker.chosen):
            quiet.extend([replace(marker, radius=TINY)] if inside else [])
        elif inside:
            ground.append(marker)
        elif viewport.inset and inset.holds(x, y):
            away.append(replace(marker, x=x, y=y, inset=True))
        else:
            beyond.append(marker)
    drawn = [*apart(ground), *away]
    free = [marker for marker in quiet if not any(other.box.holds(marker.x, marker.y) for other in drawn)]
    return Markers(sorted(drawn, key=lambda marker: (-marker.radius, marker.key)), beyond, free)


def _dots(cities: Sequence[City], viewport: Viewport) -> list[tuple[Marker, tuple[float, float]]]:
    """Each city as a dot on the base map, and where it would stand in the inset, in px."""
    most = max((city.count for city in cities), default=0)
    lon, lat = [city.lon for city in cities], [city.lat for city in cities]
    dots = []
    for city, near, far in zip(cities, geo.project(lon, lat), geo.project_world(lon, lat), strict=True):
        spot, size = viewport.px(*map(float, near)), radius(city.count, most, viewport)
        dot = Marker(city.place_id, city.name, city.count, *spot, size, city.chosen, city.href, city.hover)
        dots.append((dot, inset_px(viewport, *map(float, far))))
    return dots


def _tags(regions: Sequence[Region], viewport: Viewport) -> list[Marker]:
    """A square tag in the middle of each region that is counted."""
    drawn = geo.layers().regions
    return [
        Marker(
            region.code,
            region.name,
            region.count,
            *viewport.px(*drawn[region.code].anchor),
            TAG,
            region.chosen,
            region.href,
            region.hover,
            square=True,
        )
        for region in regions
        if region.code in drawn and region.count
    ]


def apart(crowd: Sequence[Marker], furthest: float = 16.0) -> list[Marker]:
    """The markers, those that cover each other pushed apart: the smaller gives way, none by more than `furthest` px."""
    if len(crowd) < 2:
        return list(crowd)
    home = np.array([(marker.x, marker.y) for marker in crowd])
    reach = np.array([marker.reach for marker in crowd]) + 0.8
    least = reach[:, None] + reach[None, :]
    np.fill_diagonal(least, 0)
    share = reach[None, :] ** 2 / (reach[:, None] ** 2 + reach[None, :] ** 2)  # how much of the push each one takes
    turn = np.linspace(0, 2 * np.pi, len(crowd), endpoint=False)
    spot = home + 0.01 * np.column_stack((np.cos(turn), np.sin(turn)))  # the same place twice still has a direction
    for _ in range(40):
        push = spot[:, None, :] - spot[None, :, :]
        far = np.maximum(np.hypot(push[..., 0], push[..., 1]), 1e-6)
        short = np.maximum(least - far, 0)
        if short.max() < 0.05:
            break
        moved = spot + ((short * share / far)[..., None] * push).sum(axis=1) - home
        length = np.maximum(np.hypot(moved[:, 0], moved[:, 1]), 1e-6)
        spot = home + moved * np.minimum(1, furthest / length)[:, None]
    still = np.hypot(*(spot - home).T) < 0.05
    return [
        marker if stays else replace(marker, x=float(x), y=float(y))
        for marker, (x, y), stays in zip(crowd, spot, still, strict=True)
    ]
