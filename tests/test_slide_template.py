"""The template of the slides has the look, the measures and the languages of the rest."""

import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from esimder.exports.slides.layouts import (
    FOOTER,
    HEIGHT,
    LAYOUTS,
    LEAD,
    LOCALES,
    TABLE_STYLE,
    TEMPLATE,
    TITLE,
    WIDTH,
    emu,
    opened,
)
from esimder.figures.palette import LIGHT
from esimder.figures.text_width import FAMILY
from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES


@pytest.mark.parametrize("theme", ["ppt/theme/theme1.xml", "ppt/theme/theme2.xml"])
def test_the_template_has_the_colours_and_the_typeface_of_the_screen(theme: str) -> None:
    with zipfile.ZipFile(TEMPLATE) as template:
        root = ElementTree.fromstring(template.read(theme))
    scheme = root.find(".//{*}clrScheme")
    assert scheme is not None
    assert {one.tag.partition("}")[2]: f"#{one[0].get('val', '').lower()}" for one in scheme} == {
        "dk1": LIGHT.ink,
        "lt1": LIGHT.paper,
        "dk2": LIGHT.quiet,
        "lt2": LIGHT.line,
        "accent1": LIGHT.record,
        "accent2": LIGHT.chosen,
        "accent3": LIGHT.custody,
        "accent4": LIGHT.limited,
        "accent5": LIGHT.free,
        "accent6": LIGHT.unclear,
        "hlink": LIGHT.record,
        "folHlink": LIGHT.sea_name,
    }
    assert {one.get("typeface") for one in root.findall(".//{*}fontScheme//{*}latin")} == {FAMILY}


def test_the_measures_of_slides_are_those_of_the_template() -> None:
    file: Any = opened(language("en"))
    assert (file.slide_width, file.slide_height) == (emu(WIDTH), emu(HEIGHT))
    for code, layout in zip(LAYOUTS, file.slide_layouts, strict=True):
        boxes = {one._element.ph.get("type"): one for one in layout.placeholders}
        assert {kind: boxes[kind].width for kind in FOOTER} == {kind: emu(width) for kind, width in FOOTER.items()}
        for kind, box in (("title", TITLE), ("body", LEAD)):
            if kind in boxes and (kind, code) != ("body", "words"):
                one = boxes[kind]
                assert (one.left, one.top, one.width, one.height) == tuple(map(emu, box)), (code, kind)
    with zipfile.ZipFile(TEMPLATE) as template:
        assert ElementTree.fromstring(template.read("ppt/tableStyles.xml")).get("def") == TABLE_STYLE


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_names_and_prompts_of_the_template_are_in_the_readers_language(code: str) -> None:
    say = language(code)
    file: Any = opened(say)
    for name, layout in zip(LAYOUTS, file.slide_layouts, strict=True):
        assert layout.name == say(f"slides.layout.{name}")
        for one in layout.placeholders:
            kind = one._element.ph.get("type")
            assert one.name == say(f"slides.part.{kind}")
            assert kind == "sldNum" or one.text_frame.text == one.name
        assert {one.get("lang") for one in layout._element.xpath(".//a:rPr")} == {LOCALES[code]}
