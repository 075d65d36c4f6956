"""The vector pictures: every mark of a figure stands where Plotly puts it, words stay letters, and nothing is lost."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder.figures import svg
from esimder.figures.map.basemap import base_map
from esimder.figures.network.bands import SIZES
from esimder.figures.network.network import height, network_figure
from esimder.figures.palette import DARK, LIGHT, Palette
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import SCREENS, VIEWPORTS, Screen
from esimder.figures.svg.elements import Host, plain
from esimder.figures.svg.picture import ALONE
from esimder.figures.timeline.timeline import WIDTH
from esimder.query.selection import select
from esimder.record.escape import bounded, html_escape
from esimder.record.schema import LANGUAGES
from esimder.views import network_view, scenes
from esimder.views.context import Context
from tests.record import context, hostile

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script><b onclick="x">&amp; ]]> \'"</b>'
AXES: dict[str, Any] = {
    "xaxis": {"range": [0, 10], "visible": False, "zeroline": False},
    "yaxis": {"range": [10, 0], "visible": False, "zeroline": False},
}
LAYOUT: dict[str, Any] = {
    **AXES,
    "margin": {"l": 10, "r": 10, "t": 0, "b": 0},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}
DOT: dict[str, Any] = {
    "type": "scatter",
    "mode": "markers+text",
    "x": [5],
    "y": [2],
    "text": ["Aktau"],
    "textposition": "middle right",
    "textfont": {"size": 10, "color": "#000000"},
    "marker": {"size": 8, "color": "#ff0000"},
}


LINKED = Host(link=lambda href: {"href": href})


def parsed(drawn: PlotSpec, width: float = 120, height: float = 100, **how: Any) -> ET.Element:
    return ET.fromstring(svg.svg([drawn], width, height, **how))


def words(picture: ET.Element) -> list[str]:
    """Each label as its letters, line by line."""
    return ["\n".join("".join(row.itertext()) for row in (list(one) or [one])) for one in picture.iter(f"{SVG}text")]


def pictures(own: Context, palette: Palette, screen: Screen) -> Iterator[tuple[str, list[PlotSpec], float, float]]:
    """Every kind of figure that the pages show, with its size."""
    around = scenes.map_scene(own, palette, screen)
    width = VIEWPORTS[screen].width
    yield "map", [base_map(own.say, palette, screen), around.figure], width, width / around.aspect
    for by in ("kind", "person"):
        line = scenes.line_scene(own, palette, screen, by=by)
        yield by, [line.figure], WIDTH[screen], line.height
    rows = select(own.record, own.view)
    life = scenes.life_scene(own, "bokaev", palette, screen)
    yield "life", [life.figure], WIDTH[screen], life.height
    network = network_view.around_person(own, rows.statements, "bokaev").network
    assert network
    yield "network", [network_figure(network, palette, screen)], SIZES[screen].width, height(network, screen)


def written(figures: list[PlotSpec]) -> set[str]:
    """Every word that figures hold, without its spaces: texts of marks, notes, ticks."""
    told = [text for one in figures for trace in one.traces for text in trace.get("text", ())]
    told += [note["text"] for one in figures for note in one.layout.get("annotations", ())]
    told += [text for one in figures for name in ("xaxis", "yaxis") for text in one.layout[name].get("ticktext", ())]
    return {"".join(text.replace("<br>", "").split()) for text in told if text}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("code", "palette"), [("kk", LIGHT), ("ru", DARK), ("en", LIGHT)])
def test_every_kind_of_figure_is_drawn_with_all_its_words(code: str, palette: Palette, screen: Screen) -> None:
    kinds = []
    for name, layers, width, tall in pictures(context("", code, place=("aktau",)), palette, screen):
        picture = ET.fromstring(svg.svg(layers, width, tall))
        assert {html_escape("".join(one.split())) for one in words(picture)} == written(layers), name
        assert [float(picture.get(side, 0)) for side in ("width", "height")] == pytest.approx([width, tall], abs=0.05)
        kinds.append(name)
    assert kinds == ["map", "kind", "person", "life", "network"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_map_names_its_cities_in_the_readers_language(code: str) -> None:
    own = context("map", code)
    _, layers, width, tall = next(pictures(own, LIGHT, "wide"))
    names = words(ET.fromstring(svg.svg(layers, width, tall)))
    assert {own.directory.place(one) for one in ("aktau", "almaty", "atyrau", "strasbourg")} <= set(names)


def test_every_dot_of_the_map_stands_at_its_place_and_has_its_size() -> None:
    own = context("map")
    overlay = scenes.map_scene(own, LIGHT, "wide").figure
    shown = VIEWPORTS["wide"]
    dots = [
        (one.get("cx"), one.get("cy"), one.get("r"))
        for one in parsed(overlay, shown.width, shown.height).iter(f"{SVG}circle")
    ]
    expected = [
        (*shown.px(x, y), size / 2)
        for trace in overlay.traces
        if isinstance(trace.get("marker", {}).get("size"), list) and trace["marker"]["opacity"] and "xaxis" not in trace
        for x, y, size, sign in zip(
            trace["x"], trace["y"], trace["marker"]["size"], trace["marker"]["symbol"], strict=True
        )
        if sign == "circle"
    ]
    assert len(expected) > 5
    for spot in expected:
        assert any([float(part or 0) for part in dot] == pytest.approx(spot, abs=0.11) for dot in dots), spot


def test_a_mark_stands_where_its_axes_say_and_its_words_beside_it() -> None:
    picture = parsed(PlotSpec([DOT], LAYOUT))
    (dot,), (text,) = picture.iter(f"{SVG}circle"), picture.iter(f"{SVG}text")
    assert (dot.get("cx"), dot.get("cy"), dot.get("r")) == ("60", "20", "4")
    # Plotly: 1.25 times the radius and one px to the side, the baseline a quarter of the type below the middle.
    assert (text.get("x"), text.get("y"), text.get("text-anchor")) == ("66", "22.5", None)


def test_days_stand_in_proportion_and_a_gap_ends_a_line() -> None:
    days = {"type": "date", "range": ["2019-01-01", "2019-01-11"], "visible": False, "zeroline": False}
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": ["2019-01-01", "2019-01-06", None, "2019-01-11", "2019-01-11"],
        "y": [0, 0, None, 10, 5],
        "line": {"color": "#000000", "width": 2},
    }
    picture = parsed(PlotSpec([line], {**LAYOUT, "xaxis": days}))
    assert [one.get("d") for one in picture.iter(f"{SVG}path")] == ["M10,0L60,0M110,100L110,50"]


def test_shapes_keep_to_paper_to_axes_and_to_px_from_a_point() -> None:
    edge = {"line": {"color": "#000000", "width": 1}}
    box = {"x0": 0, "x1": 0.5, "y0": 0, "y1": 1, "xref": "paper", "yref": "y domain", "type": "rect"}
    pixel = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 1, "yanchor": 0}
    ring = {**pixel, "x0": -20, "x1": -10, "y0": 5, "y1": 15, "type": "circle"}
    way = {"type": "path", "path": "M0,0Q5,5 10,0Z"}
    picture = parsed(PlotSpec([], {**LAYOUT, "shapes": [{**one, **edge} for one in (box, ring, way)]}))
    (rect,) = (one.attrib for one in picture.iter(f"{SVG}rect") if one.get("stroke"))
    (ellipse,), (path,) = picture.iter(f"{SVG}ellipse"), picture.iter(f"{SVG}path")
    assert [rect[name] for name in ("x", "y", "width", "height")] == ["10", "0", "50", "100"]
    assert [ellipse.get(name) for name in ("cx", "cy", "rx", "ry")] == ["95", "90", "5", "5"]
    assert path.get("d") == "M10,0Q60,50 110,0Z"


def test_a_figure_of_equal_scales_shows_more_rather_than_stretch() -> None:
    square = {**LAYOUT, "yaxis": {**AXES["yaxis"], "range": [0, 10], "scaleanchor": "x"}}
    picture = parsed(PlotSpec([{**DOT, "x": [5, 10], "y": [5, 10], "text": ["", ""]}], square), 120, 200)
    spots = [(one.get("cx"), one.get("cy")) for one in picture.iter(f"{SVG}circle")]
    assert spots == [("60", "100"), ("110", "50")]


STRANGE = [
    ("a trace", {"type": "pie"}, {}),
    ("a property of a trace", {"stackgroup": "one"}, {}),
    ("a mode", {"mode": "markers+arrows"}, {}),
    ("a property of a marker", {"marker": {**DOT["marker"], "angle": 45}}, {}),
    ("a symbol", {"marker": {**DOT["marker"], "symbol": "star"}}, {}),
    ("half an opacity", {"marker": {**DOT["marker"], "opacity": 0.5}}, {}),
    ("a typeface's style", {"textfont": {**DOT["textfont"], "lineposition": "under"}}, {}),
    ("a shadow with a direction", {"textfont": {**DOT["textfont"], "shadow": "1px 1px 2px #fff"}}, {}),
    ("a property of a layout", {}, {"title": {"text": "One"}}),
    ("a kind of axis", {}, {"xaxis": {**AXES["xaxis"], "type": "log"}}),
    ("a property of an axis", {}, {"xaxis": {**AXES["xaxis"], "ticksuffix": "%"}}),
    ("a zero line", {}, {"xaxis": {"range": [0, 10], "tickvals": [0], "ticktext": ["0"]}}),
    ("ticks of Plotly's own", {}, {"xaxis": {"range": [0, 10], "zeroline": False, "tickfont": DOT["textfont"]}}),
    ("a shape", {}, {"shapes": [{"type": "spiral", "line": {"width": 0}}]}),
    ("a path's arc", {}, {"shapes": [{"type": "path", "path": "M0,0C1,1 2,2 3,3Z", "line": {"width": 0}}]}),
    ("an arrow", {}, {"annotations": [{"text": "here", "x": 1, "y": 1, "font": DOT["textfont"]}]}),
]


@pytest.mark.parametrize(("name", "trace", "layout"), STRANGE, ids=[one[0] for one in STRANGE])
def test_what_cannot_be_drawn_is_an_error_and_not_left_out(
    name: str, trace: dict[str, Any], layout: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        parsed(PlotSpec([{**DOT, **trace}], {**LAYOUT, **layout}))


def test_a_bars_axis_needs_no_range_and_any_other_does() -> None:
    bar = {"type": "bar", "x": [5], "y": [19], "width": 2, "marker": {"color": "#000000"}, "yaxis": "y"}
    free = {"visible": False, "zeroline": False}
    (rect,) = (one for one in parsed(PlotSpec([bar], {**LAYOUT, "yaxis": free})).iter(f"{SVG}rect") if one.get("fill"))
    assert [rect.get(name) for name in ("x", "y", "width", "height")] == ["50", "5", "20", "95"]
    with pytest.raises(ValueError, match="no range"):
        parsed(PlotSpec([DOT], {**LAYOUT, "yaxis": free}))


@pytest.mark.parametrize("host", [ALONE, LINKED])
def test_hostile_names_arrive_as_letters(host: Host) -> None:
    own = context("", "ru", hostile(HOSTILE))
    seen = []
    for _, layers, width, tall in pictures(own, LIGHT, "wide"):
        picture = ET.fromstring(svg.svg(layers, width, tall, host=host))
        kinds = {one.tag.removeprefix(SVG) for one in picture.iter()}
        assert kinds <= {"svg", "g", "a", "title", "defs", "clipPath", "pattern", "rect", "line", "circle", "ellipse",
                         "path", "text", "tspan"}  # fmt: skip
        assert not [name for one in picture.iter() for name in one.attrib if name.startswith("on") or ":" in name]
        seen += [one.replace("\n", " ") for one in words(picture)]
    assert any(one.startswith(HOSTILE[:30]) for one in seen)


@given(st.text(max_size=40))
def test_any_words_at_all_make_a_well_formed_picture_and_stay_themselves(text: str) -> None:
    text = bounded(text)
    (label,) = words(parsed(PlotSpec([{**DOT, "text": [html_escape(text)]}], LAYOUT))) if text else ("",)
    kept = "".join(one if one in "\t\n\r" or " " <= one <= "\ufffd" or one > "\uffff" else "\ufffd" for one in text)
    assert "".join(label.split()) == "".join(kept.split())
    assert ET.fromstring(f"<a>{plain(text)}</a>").tag == "a"


def test_each_mark_leads_where_it_leads_on_the_screen() -> None:
    own = context("map", "kk")
    overlay = scenes.map_scene(own, LIGHT, "wide").figure
    linked = parsed(overlay, 960, 558, host=LINKED)
    expected = {data[0] for trace in overlay.traces for data in trace.get("customdata", ()) if data[0]}
    assert {one.get("href") for one in linked.iter(f"{SVG}a")} == expected
    titles = [one.findtext(f"{SVG}title", "").split("\n") for one in linked.iter(f"{SVG}a")]
    assert own.directory.place("aktau") in [lines[0] for lines in titles]
    assert all(2 <= len(lines) <= 4 for lines in titles)  # three counts, or who came
    assert not list(parsed(overlay, 960, 558).iter(f"{SVG}a"))


def test_each_bar_of_a_timeline_leads_to_its_own_event() -> None:
    line = scenes.line_scene(context("timeline"), LIGHT, "wide")
    expected = {data[0] for trace in line.figure.traces for data in trace.get("customdata", ()) if data}
    linked = parsed(line.figure, 960, line.height, host=LINKED)
    assert {one.get("href") for one in linked.iter(f"{SVG}a")} == expected


def test_no_mark_leads_out_of_the_app() -> None:
    with pytest.raises(ValueError, match="leads out"):
        parsed(PlotSpec([{**DOT, "customdata": [["https://example.org/"]]}], LAYOUT), host=LINKED)


def test_a_mark_that_its_page_does_not_know_leads_nowhere_and_keeps_its_words() -> None:
    line = scenes.line_scene(context("timeline"), LIGHT, "wide")
    picture = parsed(line.figure, 960, line.height, host=Host(link=lambda href: None))
    assert not list(picture.iter(f"{SVG}a"))
    assert len(list(picture.iter(f"{SVG}title"))) > 10


def test_pictures_in_one_page_share_their_large_shapes() -> None:
    shapes: dict[str, str] = {}
    base = base_map(context("map").say, LIGHT, "wide")
    first, second = (parsed(base, 960, 558, host=Host(ident, shapes=shapes)) for ident in ("a", "b"))
    used = [[one.get("href") for one in picture.iter(f"{SVG}use")] for picture in (first, second)]
    assert used[0] == used[1] and {f"#{name}" for name in shapes.values()} == set(used[0])
    whole = [one.get("d") for one in parsed(base, 960, 558).iter(f"{SVG}path")]
    assert set(shapes) == {path for path in whole if path and len(path) >= 1000}


def test_two_pictures_in_one_page_do_not_share_their_parts() -> None:
    own = context("map")
    overlay = scenes.map_scene(own, LIGHT, "wide").figure
    one, other = (
        {part.get("id") for part in parsed(overlay, 960, 558, host=Host(ident)).iter()} for ident in ("a", "b")
    )
    assert one & other == {None}
    assert len(one) > 3


def test_the_rim_of_a_name_is_painted_below_its_letters() -> None:
    (text,) = parsed(
        PlotSpec([{**DOT, "textfont": {**DOT["textfont"], "shadow": "0 0 1px #ffffff, 0 0 4px #ffffff"}}], LAYOUT)
    ).iter(f"{SVG}text")
    assert (text.get("stroke"), text.get("stroke-width"), text.get("paint-order")) == ("#ffffff", "3", "stroke")


def test_a_figure_in_two_layers_keeps_their_order() -> None:
    below, above = PlotSpec([DOT], LAYOUT), PlotSpec([{**DOT, "text": ["Almaty"]}], LAYOUT)
    picture = ET.fromstring(svg.svg([below, above], 120, 100, "#ffffff"))
    assert words(picture) == ["Aktau", "Almaty"]
    assert picture[0].get("fill") == "#ffffff"
    assert words(ET.fromstring(svg.svg([replace(above)], 120, 100))) == ["Almaty"]
