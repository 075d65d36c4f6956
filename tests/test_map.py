"""What a reader can rely on in the map: true places, true sizes, names that never cover each other, letters as data."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from esimder.figures.labels import Box, Label, place_labels
from esimder.figures.map.basemap import base_map
from esimder.figures.map.city_map import city_map, named
from esimder.figures.map.edge import edge_labels
from esimder.figures.map.flows import Flow, flow_curves, handles
from esimder.figures.map.legend import legend
from esimder.figures.map.markers import SMALLEST, City, Region, apart, markers, radius
from esimder.figures.map.traces import CLEAR
from esimder.figures.palette import DARK, LIGHT, Palette
from esimder.figures.screen import SCREENS, VIEWPORTS, Screen
from esimder.figures.text_width import text_width
from esimder.i18n.language import language
from esimder.paths import GEO
from tests.boxes import meet

COUNTS = {
    "aktau": 16,
    "nur-sultan": 15,
    "almaty": 7,
    "atyrau": 6,
    "zhanaozen": 5,
    "pavlodar": 8,
    "shymkent": 7,
    "semey": 6,
    "strasbourg": 6,
    "washington": 1,
    "aktobe": 2,
    "petropavl": 2,
    "shetpe": 1,
}


FEWER = {"aktau": 9, "zhanaozen": 4, "shetpe": 3, "atyrau": 1, "almaty": 1, "nur-sultan": 2, "karaganda": 2, "taraz": 1}


OTHERS = ("oral", "oskemen", "kyzylorda", "taraz", "kostanay", "kokshetau", "taldykorgan", "zhezkazgan", "karaganda")


EVERYWHERE = dict.fromkeys(OTHERS, 3) | COUNTS


HOSTILE = ('<span style="background:url(https://x)">', "<b>Aktau</b>", "A & B", "<a href='https://x'>x</a>")


REGIONS = {"KZ-SEV": ("Солтүстік Қазақстан облысы", 2), "KZ-KAR": ("Карагандинская область", 1)}


SHETPE: Any = ({"id": "shetpe", "kk": "Шетпе", "ru": "Шетпе", "en": "Shetpe"}, [52.15305, 44.13922])


def cities(lang: str, counts: dict[str, int] = COUNTS, chosen: str = "almaty", **renamed: str) -> list[City]:
    """The cities of the boundary folder, and Shetpe, as the page hands them over."""
    known = json.loads((GEO / "cities.geojson").read_text(encoding="utf-8"))["features"]
    found = []
    for about, (lon, lat) in [*((one["properties"], one["geometry"]["coordinates"]) for one in known), SHETPE]:
        key, name = about["id"], renamed.get(about["id"], about[lang])
        found.append(City(key, name, counts.get(key, 0), lon, lat, f"?place={key}", key, key == chosen))
    return found


def flows() -> list[Flow]:
    """Flows to Aktau, one of them from a place that nobody knows."""
    known = {"nur-sultan": 4, "almaty": 6, "atyrau": 2, "karaganda": 1, "nowhere": 9}
    return [Flow(one, "aktau", count, one, f"?from={one}", one) for one, count in known.items()]


def regions(chosen: str = "") -> list[Region]:
    """Two regions that statements name without a place."""
    return [
        Region(code, name, count, code, f"?region={code}", name, code == chosen)
        for code, (name, count) in REGIONS.items()
    ]


def words(count: int) -> str:
    """A count in words, as long as they come."""
    return f"{count} мәлімдеме"


def overlay(lang: str = "kk", screen: Screen = "desktop", palette: Palette = LIGHT, **how: Any) -> go.Figure:
    """The overlay for the sample."""
    return city_map(cities(lang, **how), flows(), regions(), palette, screen, words).checked()


def ground(lang: str, screen: Screen, palette: Palette) -> go.Figure:
    """The base for the sample."""
    return base_map(language(lang), palette, screen).checked()


@pytest.mark.parametrize("counts", [COUNTS, FEWER, EVERYWHERE], ids=["shipped", "few", "everywhere"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_name_covers_another_name_a_dot_or_the_legend(screen: Screen, lang: str, counts: dict[str, int]) -> None:
    viewport = VIEWPORTS[screen]
    shown = markers(cities(lang, counts), regions(), viewport)
    edge = edge_labels(shown.beyond, viewport)
    key = legend(max(counts.values()), viewport, words)
    ways = flow_curves(flows(), {one.key: one for one in shown.drawn})
    placed = named(shown, edge, key, ways, screen)
    assert key
    for one, other in combinations(placed, 2):
        assert not meet(one.place.box, other.place.box), f"{one.marker.name} and {other.marker.name}"
    for one in placed:
        for dot in shown.drawn:
            assert not meet(one.place.box, dot.box), f"the name of {one.marker.name} and the dot of {dot.name}"
        for box in (key.box, *(mark.box for mark in edge)):
            assert not meet(one.place.box, box), one.marker.name
        assert one.place.box.left >= 0 and one.place.box.right <= viewport.width, one.marker.name
    assert set(counts) <= {one.marker.key for one in placed} | {mark.marker.key for mark in edge}


@pytest.mark.parametrize("screen", SCREENS)
def test_dots_that_are_apart_in_the_picture_hide_no_other(screen: Screen) -> None:
    shown = markers(cities("kk"), regions(), VIEWPORTS[screen])
    here = [one for one in shown.drawn if not one.inset]
    for one, other in combinations(here, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) >= one.reach + other.reach - 1


def test_markers_at_one_and_the_same_spot_are_moved_apart() -> None:
    one = markers(cities("kk"), regions(), VIEWPORTS["wide"]).drawn[3]
    moved = apart([one, one])
    assert np.hypot(moved[0].x - moved[1].x, moved[0].y - moved[1].y) > one.radius


def test_the_area_of_a_dot_is_in_proportion_to_its_count() -> None:
    viewport = VIEWPORTS["desktop"]
    areas = {count: radius(count, 16, viewport) ** 2 / count for count in (1, 4, 9, 16)}
    assert max(areas.values()) == pytest.approx(min(areas.values()))
    assert radius(16, 16, viewport) == viewport.largest
    assert radius(1, 100_000, viewport) == SMALLEST
    drawn = {one.key: one for one in markers(cities("kk"), regions(), viewport).drawn}
    assert drawn["aktau"].radius ** 2 / 16 == pytest.approx(drawn["strasbourg"].radius ** 2 / 6)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_figure_has_the_palette_and_plain_traces_only(screen: Screen, palette: Palette) -> None:
    known = {*asdict(palette).values(), "rgba(0,0,0,0)"}
    for figure in (overlay(screen=screen, palette=palette), ground("ru", screen, palette)):
        text = figure.to_json()
        assert {trace.type for trace in figure.data} <= {"scatter", "bar"}
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|hsla?\([^)]*\)", text)) <= known
        assert "http" not in text


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_arrives_as_letters(name: str, screen: Screen) -> None:
    places = cities("kk", aktau=name, strasbourg=name, oral=name)
    named = [replace(one, name=name, hover="") for one in regions()]
    figure = city_map(places, flows(), named, LIGHT, screen, lambda n: f"{n} {name}").checked()
    texts = [text for trace in figure.data for text in trace.text or ()]
    texts += [note.text for note in figure.layout.annotations]
    assert any("&" in text for text in texts)
    assert not [text for text in texts if "<" in text or re.search(r"&(?!\w+;|#\d+;)", text)]


@pytest.mark.parametrize("chosen", ["almaty", "strasbourg"])
@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_chosen_is_marked_by_more_than_its_colour(screen: Screen, chosen: str) -> None:
    def rings(figure: go.Figure) -> int:
        """Circles that can be seen, and lines around what stands at the edge."""
        colours = [trace.marker.line.color for trace in figure.data if isinstance(trace.marker.line.color, tuple)]
        return sum(str(colour) != CLEAR for some in colours for colour in some) + len(figure.layout.shapes)

    assert rings(overlay(screen=screen, chosen=chosen)) > rings(overlay(screen=screen, chosen=""))


@pytest.mark.parametrize("code", REGIONS)
def test_a_chosen_region_is_filled_where_the_others_are_hollow(code: str) -> None:
    figure = city_map(cities("kk", chosen=""), flows(), regions(code), LIGHT, "desktop", words).checked()
    fills = {
        link: colour
        for trace in figure.data
        if trace.customdata is not None and isinstance(trace.marker.color, tuple)
        for (link,), colour, symbol in zip(trace.customdata, trace.marker.color, trace.marker.symbol, strict=True)
        if symbol == "square"
    }
    assert fills == {f"?region={one}": LIGHT.chosen if one == code else LIGHT.paper for one in REGIONS}


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_when_a_place_is_chosen(screen: Screen) -> None:
    plain, marked = overlay(screen=screen, chosen=""), overlay(screen=screen, chosen="almaty")
    pictures = ([trace for trace in one.data if not trace.fill] for one in (plain, marked))
    where = [[(tuple(trace.x), tuple(trace.y), trace.text) for trace in picture] for picture in pictures]
    assert where[0] == where[1]


def test_a_click_leads_to_the_place_and_nothing_else_answers_the_mouse() -> None:
    for screen in SCREENS:
        figure = overlay(screen=screen)
        links = {link for trace in figure.data if trace.customdata is not None for (link,) in trace.customdata}
        ways = {f"?from={key}" for key in ("nur-sultan", "almaty", "atyrau", "karaganda")}
        assert links == {f"?place={key}" for key in COUNTS} | {f"?region={code}" for code in REGIONS} | ways
        assert all(trace.hoverinfo == "skip" for trace in figure.data if trace.customdata is None)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_overlay_lies_exactly_over_the_ground(screen: Screen) -> None:
    over, under = overlay(screen=screen).layout, ground("en", screen, LIGHT).layout
    for part in ("xaxis", "yaxis", "margin", *(("xaxis2", "yaxis2") if VIEWPORTS[screen].inset else ())):
        assert over[part] == under[part]
    assert over.width is over.height is under.width is under.height is None


@pytest.mark.parametrize("screen", SCREENS)
def test_a_line_can_be_asked_wherever_the_hand_is_on_it_and_shows_its_count(screen: Screen) -> None:
    viewport = VIEWPORTS[screen]
    shown = markers(cities("en"), regions(), viewport)
    ways = flow_curves(flows(), {one.key: one for one in (*shown.drawn, *shown.quiet) if not one.inset})
    drawn = overlay("en", screen)
    felt = [
        (link, *viewport.px(x, y))
        for trace in drawn.data
        if trace.customdata is not None
        for (link,), x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    ]
    assert len(ways) == 4
    seen = [one.box for one in (*shown.drawn, *shown.quiet) if not one.inset]
    for way in ways:
        points = np.array([(x, y) for link, x, y in felt if link == f"?from={way.key[0]}"])
        for x, y in way.at(np.linspace(0.05, 0.95, 60)):
            beside = [box for box in seen if meet(box, Box(x - 20, y - 20, x + 20, y + 20))]
            assert beside or np.hypot(*(points - (x, y)).T).min() < 12, way.key
        middles = [(box.left + box.right) / 2 for box in seen], [(box.top + box.bottom) / 2 for box in seen]
        nearest = min(np.hypot(*(points - middle).T).min() for middle in zip(*middles, strict=True))
        assert nearest > 7 or len(points) == 1, "a hand on a dot is not meant for the line"
    counted = {text for trace in drawn.data if trace.mode == "text" for text in trace.text}
    assert {str(way.count) for way in ways} <= counted
    boxes = [box for _, box in handles(ways, seen)]
    placed = named(shown, edge_labels(shown.beyond, viewport), None, ways, screen)
    assert len(boxes) >= (3 if screen == "phone" else 4)
    assert not [one for one, other in combinations(boxes, 2) if meet(one, other)]
    assert not [box for box in boxes for other in seen if meet(box, other)]
    assert not [name for name in placed for box in boxes if meet(name.place.box, box)]


def test_both_figures_are_small() -> None:
    assert len(overlay().to_json()) < 26_000
    assert len(overlay().data) <= 11
    assert len(ground("kk", "wide", LIGHT).to_json()) < 150_000


def test_a_place_that_the_map_cannot_reach_stands_at_its_edge() -> None:
    texts = [text for trace in overlay("ru", "phone").data for text in trace.text or ()]
    assert "← Страсбург · 6" in texts


@pytest.mark.parametrize("screen", SCREENS)
def test_an_empty_record_still_has_a_map(screen: Screen) -> None:
    empty = city_map([], [], [], LIGHT, screen, words).checked()
    assert len(empty.data) == 0


def test_the_placer_drops_only_what_may_be_dropped() -> None:
    crowd = [Label(f"Place {i}", 50, 50, 4, 12, kept=i < 2) for i in range(60)]
    placed = place_labels(crowd, [], [], Box(0, 0, 200, 100))
    assert placed[0] and placed[1] and None in placed
    assert place_labels([], [], [], Box(0, 0, 1, 1)) == []


def test_bold_cyrillic_is_counted_wider_than_plain_latin() -> None:
    width: Callable[..., float] = text_width
    assert width("Жаңаөзен", 12, True) > width("Жаңаөзен", 12) > width("Zhanaozn", 12)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_place_beyond_the_edge_is_pointed_to_where_it_is_nearer_also_across_the_line_of_dates(screen: Screen) -> None:
    far = {"suva": (178.44, True), "apia": (-171.76, True), "uelen": (-169.8, True), "lima": (-77.0, False)}
    shown = markers([City(one, one, 1, lon, -18.0, one, one) for one, (lon, _) in far.items()], [], VIEWPORTS[screen])
    arrows = {mark.marker.key: mark.text.endswith("→") for mark in edge_labels(shown.beyond, VIEWPORTS[screen])}
    assert {"suva", "apia", "uelen"} <= set(arrows)
    assert arrows == {one: far[one][1] for one in arrows}
