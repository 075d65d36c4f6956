"""Figures are drawn unchecked; here Plotly checks every property of each kind of them, as the pages draw them."""

import json

import plotly.graph_objects as go
import pytest

from esimder import counts, marks, page
from esimder.chosen import chosen
from esimder.data import SHIPPED, load
from esimder.figures import timeline as time
from esimder.figures.map import city_map
from esimder.figures.screen import SCREENS, Screen
from esimder.language import language
from esimder.palette import DARK
from esimder.view import View

RECORD = load(SHIPPED)
VIEWS = [View(), View(place=("aktau",), event=("aktau-meeting",)), View(lanes="person")]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_plotly_accepts_every_property_of_the_map_and_the_timeline(view: View, screen: Screen) -> None:
    frame = page.frame(view, language("kk"), RECORD, "", ())
    rows = chosen(RECORD, view)
    places = marks.places(frame, rows)
    cities, regions = marks.cities(frame, places), marks.regions(frame, places)
    ground = city_map(cities, counts.flows(rows), regions, DARK, screen, str)
    told, lanes = (marks.by_person if view.lanes == "person" else marks.by_kind)(frame, rows)
    window, quarters = marks.window(frame), counts.by_quarter(rows)
    line = time.timeline(told, lanes, quarters, window, frame.say, DARK, screen)
    for drawn in (ground, line):
        checked, plain = (json.loads(one.to_json()) for one in (go.Figure(drawn.to_dict()), drawn))
        assert checked["data"] == plain["data"]
        # Plotly fills an empty template and drops an empty list of selections.
        same = plain["layout"].keys() - {"template", "selections"}
        assert all(checked["layout"][name] == plain["layout"][name] for name in same)
