"""The plane of the map: where known points stand, that areas hold, and that the inset's world is cut along circles."""

import numpy as np
import pytest

from esimder.figures import geo


@pytest.mark.parametrize(
    ("lon", "lat", "x", "y"), [(67, 48, 0, 0), (51.1739, 43.6611, -1263.1, -354.2), (67, 49, 0, 111.6)]
)
def test_known_points_stand_where_the_projection_puts_them(lon: float, lat: float, x: float, y: float) -> None:
    assert geo.project([lon], [lat])[0] == pytest.approx((x, y), abs=0.6)


def test_the_projection_keeps_areas() -> None:
    rings = geo.layers().country
    ends = np.flatnonzero(np.isnan(rings[:, 0]))
    parts = [part[~np.isnan(part[:, 0])] for part in np.split(rings, ends)]
    area = sum(abs(np.dot(p[:-1, 0], p[1:, 1]) - np.dot(p[1:, 0], p[:-1, 1])) / 2 for p in parts)
    assert area == pytest.approx(2_720_690, rel=0.005)


def test_the_world_of_the_inset_is_cut_along_circles_and_has_no_long_straight_edge() -> None:
    world = geo.layers().world
    edges = np.hypot(*np.diff(world, axis=0).T)
    assert len(edges) > 1000 and np.nanmax(edges) < 400  # km
