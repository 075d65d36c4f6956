"""Charts that leave as pictures: what they say of themselves in every language and theme, and as others read them."""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from PIL import Image

from esimder.exports.making import made
from esimder.exports.pictures import pictures
from esimder.exports.pictures.caption import Chart, framed, wrapped
from esimder.exports.pictures.outlines import outlined
from esimder.figures.palette import DARK, LIGHT
from esimder.figures.svg.elements import Type, document, words
from esimder.figures.text_width import text_width
from esimder.record.schema import LANGUAGES
from esimder.views.context import Context
from esimder.views.provenance import Line, imprint
from tests import once
from tests.record import context, hostile

ORIGIN = "https://esimder.example"
SVG = "{http://www.w3.org/2000/svg}"
FORMATS = {one.code: one for one in pictures.FORMATS}
HOSTILE = '<script>alert(1)</script> #eval("1") & ]]> <!-- $x$'


def taken(code: str, own: Context, **choices: str) -> bytes:
    return made(FORMATS[code].make(own, ORIGIN, FORMATS[code].chosen(choices)))


def read(own: Context, **choices: str) -> Any:
    """The SVG, read by a library that did not write it."""
    return etree.fromstring(taken("svg", own, **choices))


def labels(picture: Any) -> list[str]:
    return [str(one.get("aria-label")) for one in picture.iter(f"{SVG}g") if one.get("aria-label")]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chart", ["map", "timeline"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_picture_says_its_question_day_counts_licence_and_where_it_lives(code: str, chart: str, theme: str) -> None:
    own = context("map", code, place=("aktau",))
    picture = read(own, chart=chart, theme=theme)
    written = flat("".join(labels(picture)))
    about = imprint(own, ORIGIN)
    for heading, told in about.lines.values():
        assert flat(told) in written, heading
    assert flat(own.directory.place("aktau")) in written
    assert {one.get("href") for one in picture.iter(f"{SVG}a")} == {about.link}
    back = next(picture.iter(f"{SVG}rect"))
    assert back.get("fill") == (DARK if theme == "dark" else LIGHT).paper


def test_two_lines_with_one_heading_both_stand_under_a_picture() -> None:
    own = context("map")
    about = imprint(own, ORIGIN)
    alike = replace(about, lines={code: Line("Дерек", line.words) for code, line in about.lines.items()})
    picture = etree.fromstring(outlined(framed(own, Chart("Карта", "", 900, 0, ""), alike, LIGHT)))
    written = flat("".join(labels(picture)))
    assert [code for code, line in about.lines.items() if code != "record" and flat(line.words) not in written] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_map_of_a_picture_names_its_cities_and_the_timeline_its_lanes(code: str) -> None:
    own = context("", code)
    cities = {own.directory.place(one) for one in ("aktau", "almaty", "zhanaozen", "strasbourg")}
    assert cities <= set(labels(read(own, chart="map")))
    lanes = {own.say(f"event_kind.{kind}") for kind in ("meeting", "arrest", "trial")}
    assert lanes <= set(labels(read(own, chart="timeline")))


def test_a_picture_needs_no_typeface_where_it_is_opened() -> None:
    picture = read(context("map", "kk"))
    assert not list(picture.iter(f"{SVG}text", f"{SVG}image", f"{SVG}style"))
    for label in picture.iter(f"{SVG}g"):
        if said := label.get("aria-label"):
            outline = "".join(one.get("d") for one in label.iter(f"{SVG}path") if one.get("fill") != "none")
            assert outline.count("M") >= len(flat(said)), said
            assert not set(outline) - set("MmLlHhVvCcQqZz0123456789.- ")


def test_outlines_stand_where_their_words_stood() -> None:
    """The words of a bar of known width, once for each anchor: their outlines keep to it."""
    look = Type(20, "#000000")
    texts = [words("HHHH", 100, 50, anchor, look) for anchor in ("start", "middle", "end")]
    picture = ET.fromstring(outlined(document("".join(texts), 300, 100)))
    starts = [float(one.get("d", "")[1:].split()[0]) for one in picture.iter(f"{SVG}path")]
    wide = text_width("HHHH", 20)
    assert starts == pytest.approx([0, -wide / 2, -wide], abs=0.06 * wide)
    assert {one.get("transform") for one in picture.iter(f"{SVG}path")} == {"matrix(1 0 0 -1 100 50)"}


@pytest.mark.parametrize("scale", ["2", "4"])
def test_the_pixels_are_the_picture_at_the_chosen_scale(scale: str) -> None:
    own = context("timeline", "ru")
    drawn = read(own, chart="timeline", theme="dark")
    with Image.open(io.BytesIO(taken("png", own, chart="timeline", theme="dark", scale=scale))) as image:
        assert image.format == "PNG"
        assert image.size == tuple(int(float(drawn.get(side)) * int(scale)) for side in ("width", "height"))
        colours = {colour for _, colour in image.convert("RGB").getcolors(1_000_000) or ()}
    for name in ("paper", "ink", "record"):
        assert tuple(bytes.fromhex(getattr(DARK, name)[1:])) in colours, name


def test_the_files_say_of_themselves_what_they_show() -> None:
    own = context("map", "kk", place=("aktau",))
    about = imprint(own, ORIGIN)
    with Image.open(io.BytesIO(taken("png", own))) as image:
        image.load()
        told = dict(image.text)  # type: ignore[attr-defined]
    assert told["Title"] == about.title
    assert (told["Copyright"], told["Source"]) == (about.licence, about.link)
    assert about.citation in told["Description"]
    terms = "{http://purl.org/dc/terms/}"
    core = {one.tag.removeprefix(terms): one.text for one in read(own).iter() if str(one.tag).startswith(terms)}
    assert core["date"] == about.as_of.isoformat()
    assert (core["rights"], core["source"], core["bibliographicCitation"]) == (
        about.licence,
        about.link,
        about.citation,
    )


@pytest.mark.parametrize("chart", ["map", "timeline"])
def test_hostile_names_stay_letters_in_a_picture(chart: str) -> None:
    own = context("", "en", hostile(HOSTILE), place=("aktau",))
    picture = read(own, chart=chart)
    kinds = {etree.QName(one).localname for one in picture.iter() if isinstance(one.tag, str)}
    assert not kinds & {"script", "style", "image", "foreignObject", "text"}
    assert not [name for one in picture.iter() for name in one.attrib if name.startswith("on")]
    assert flat(HOSTILE) in flat("".join(labels(picture)))


@pytest.mark.parametrize("chart", ["map", "timeline"])
def test_a_view_that_holds_nothing_still_leaves_as_a_picture_that_says_so(chart: str) -> None:
    own = context("", "en", q="zzzzzz")
    written = labels(read(own, chart=chart))
    assert any("zzzzzz" in one for one in written)
    assert any(one.startswith("statements: 0 of ") for one in written)
    assert own.say("empty.title") in written and own.say("event_kind.arrest") not in written
    assert own.directory.place("almaty") not in written, "no empty ground, no empty axes"


@pytest.mark.parametrize("lanes", ["kind", "person"])
def test_the_timeline_of_a_picture_explains_its_marks(lanes: str) -> None:
    own = context("timeline", "en", lanes=lanes)
    explained = {own.say(f"timeline.sign.{one}") for one in ("day", "many", "span")}
    written = set(labels(read(own, chart="timeline")))
    assert explained <= written
    assert (own.say("timeline.sign.custody") in written) == (lanes == "person")


def test_the_charts_by_themselves_are_there_for_other_files() -> None:
    own = context("", "kk")
    plain = {
        "map": pictures.map_svg(own),
        "line": pictures.line_svg(own, DARK, "phone"),
        "life": pictures.life_svg(own, "bokaev"),
    }
    for name, drawn in plain.items():
        assert len(list(etree.fromstring(drawn).iter(f"{SVG}text"))) > 5, name


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=300), st.integers(40, 400))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int) -> None:
    rows = wrapped(text, room, 12)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(row, 12) <= room for row in rows)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("chart", ["life", "network"])
def test_a_view_of_one_person_leaves_as_the_life_line_and_the_links_of_that_person(chart: str, code: str) -> None:
    own = context(code=code, person=("bokaev",))
    said = " ".join(labels(read(own, chart=chart)))
    assert own.directory.person("bokaev") in said
    wanted = {"life": "state.in_custody", "network": "network.loose"}[chart]
    assert own.say(wanted) in said
    with pytest.raises(ValueError, match="not enough values"):
        taken("svg", context(code=code), chart=chart)


@pytest.mark.parametrize("asked", [{}, {"place": ("aktau",)}], ids=["whole", "chosen"])
def test_in_the_one_file_every_count_of_the_map_can_be_hidden_and_no_other_word(asked: dict[str, Any]) -> None:
    whole = html.document_fromstring(once.file("page", context(**asked)).decode())
    drawn = whole.xpath("//section[contains(h2/@id, '-map')]//svg")
    assert len(drawn) == 2 * len(LANGUAGES)
    for picture in drawn:
        left = ["".join(one.xpath("text()")).strip(" →") for one in picture.iter("text")]
        assert [text for text in left if text[-1:].isdigit()] == []
        hidden = [one.text.strip(" ·") for one in picture.find_class("number")]
        assert hidden and all(map(str.isdigit, hidden))
