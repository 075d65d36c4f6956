"""The page in Dash that is measured beside ours draws the same views; it is started by the benchmark only."""

import pytest

from bench.parts import SLOTS, context_for, events, overlay


@pytest.mark.parametrize("places", [[], ["aktau"], ["almaty", "strasbourg"]])
def test_the_figures_of_the_page_beside_ours_have_a_slot_for_every_trace(places: list[str]) -> None:
    context = context_for(places)
    assert len(overlay(context)["data"]) == SLOTS
    assert len(events(context)["data"]) > 1
