"""Figures are drawn unchecked; here Plotly checks every property of each kind of them, as the pages draw them."""

import json

import pytest

from esimder import page, scenes
from esimder.data import SHIPPED, load
from esimder.figures.screen import SCREENS, Screen
from esimder.language import language
from esimder.palette import DARK
from esimder.view import View

RECORD = load(SHIPPED)
VIEWS = [View(), View(place=("aktau",), event=("aktau-meeting",)), View(lanes="person")]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_plotly_accepts_every_property_of_the_pictures_of_a_view(view: View, screen: Screen) -> None:
    frame = page.frame(view, language("kk"), RECORD, "", ())
    pictures = (
        scenes.map_scene(frame, DARK, screen).figure,
        scenes.line_scene(frame, DARK, screen, by=view.lanes).figure,
        scenes.life_scene(frame, "zhumaev", DARK, screen).figure,
        scenes.ground(frame, DARK, screen),
    )
    for drawn in pictures:
        plain = json.loads(drawn.to_json())
        assert len(drawn.checked().data) == len(plain["data"])
        assert len(drawn.checked().layout.annotations) == len(plain["layout"]["annotations"])
