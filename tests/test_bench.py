"""The page in Dash that is measured beside ours draws the same views; it is started by the benchmark only."""

import pytest

from bench.parts import SLOTS, events, frame_for, overlay


@pytest.mark.parametrize("places", [[], ["aktau"], ["almaty", "strasbourg"]])
def test_the_figures_of_the_page_beside_ours_have_a_slot_for_every_trace(places: list[str]) -> None:
    frame = frame_for(places)
    assert len(overlay(frame)["data"]) == SLOTS
    assert len(events(frame)["data"]) > 1
