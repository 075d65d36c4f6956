"""Figures are drawn unchecked; here Plotly checks every property of each kind of them, as the pages draw them."""

import json
from typing import Any

import pytest

from esimder.figures.map.basemap import base_map
from esimder.figures.palette import DARK
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import SCREENS, Screen
from esimder.views import scenes
from tests.record import context

VIEWS: tuple[dict[str, Any], ...] = ({}, {"place": ("aktau",), "event": ("aktau-meeting",)}, {"lanes": "person"})


def accepted(drawn: PlotSpec | None) -> bool:
    """Whether Plotly takes a figure as it is, with every trace and every word on it."""
    assert drawn
    plain, checked = json.loads(drawn.to_json()), drawn.checked()
    told = (len(plain["data"]), len(plain["layout"]["annotations"]))
    return told == (len(checked.data), len(checked.layout.annotations)) and any(told)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("asked", VIEWS, ids=str)
def test_plotly_accepts_every_property_of_the_pictures_of_a_view(asked: dict[str, Any], screen: Screen) -> None:
    of = context(code="kk", **asked)
    assert accepted(scenes.map_scene(of, DARK, screen).figure)
    assert accepted(scenes.line_scene(of, DARK, screen, by=of.view.lanes).figure)


@pytest.mark.parametrize("screen", SCREENS)
def test_plotly_accepts_every_property_of_the_ground_and_of_a_life_line(screen: Screen) -> None:
    of = context(code="kk")
    assert accepted(base_map(of.say, DARK, screen))
    assert accepted(scenes.life_scene(of, "zhumaev", DARK, screen).figure)
