"""A label is never wider than the room kept for it: widths are judged by the shipped fonts themselves."""

import re
import string

import pytest
from PIL import ImageFont, features

from esimder.figures.text_width import FAMILY, FONT, clipped, ems, text_width
from esimder.paths import FONTS, PACKAGE
from tests.record import shipped

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
LETTERS = [*string.printable.strip(), *map(chr, range(0x410, 0x450)), *KAZAKH, *"Ёё«»“”’·–—…←→№€"]


def font(bold: bool, layout: ImageFont.Layout) -> ImageFont.FreeTypeFont:
    """The shipped typeface in units of a thousandth of its size."""
    name = "Bold" if bold else "Regular"
    return ImageFont.truetype(str(FONTS / f"SourceSans3-{name}.ttf"), 1000, layout_engine=layout)


def labels() -> set[str]:
    """Every name and title of the shipped record, in every language."""
    tables = (shipped().events, shipped().people, shipped().places, shipped().sources)
    columns = [table[name] for table in tables for name in table if name.startswith(("name", "title"))]
    return {text for column in columns for text in column if isinstance(text, str) and text}


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_our_languages_is_as_wide_as_the_font_makes_it(bold: bool) -> None:
    own = font(bold, ImageFont.Layout.BASIC)
    assert {one: ems(one, bold) for one in LETTERS} == {one: own.getlength(one) / 1000 for one in LETTERS}


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow cannot set letters as a browser does here")
@pytest.mark.parametrize("bold", [False, True])
def test_no_name_of_the_record_is_wider_than_measured_nor_much_narrower(bold: bool) -> None:
    kerned = font(bold, ImageFont.Layout.RAQM)
    widths = {text: (text_width(text, 12, bold), kerned.getlength(text) * 12 / 1000) for text in labels()}
    assert {text: pair for text, pair in widths.items() if pair[0] < pair[1]} == {}
    assert {text: pair for text, pair in widths.items() if len(text) > 5 and pair[0] > 1.06 * pair[1]} == {}


@pytest.mark.parametrize("sheet", ["web/view.css", "web/present.css", "exports/single/single.css"])
def test_style_sheets_name_the_typeface_in_which_words_are_measured(sheet: str) -> None:
    told = re.findall(r"font(?:-family)?:([^;}]*)", (PACKAGE / sheet).read_text(encoding="utf-8"))
    stacks = [re.sub(r".*?(?=[\"'])", "", one, count=1) for one in told if '"' in one or "'" in one]
    assert {one.replace('"', "'").strip() for one in stacks} <= {FONT} and (stacks or sheet == "web/present.css")


@pytest.mark.parametrize("source", ["exports/brief/brief.typ", "exports/brief/typeset.py"])
def test_a_brief_is_set_in_the_typeface_in_which_words_are_measured(source: str) -> None:
    assert set(re.findall(r'font: "([^"]*)"', (PACKAGE / source).read_text(encoding="utf-8"))) == {FAMILY}


def test_what_has_no_room_is_cut_to_it_and_says_so() -> None:
    assert clipped("Almaty", 200, 12) == "Almaty"
    short = clipped("Almaty and everything around it", 60, 12)
    assert short.endswith("…") and text_width(short, 12) <= 60 < text_width(f"{short[:-1]}nd…", 12)
    assert text_width("", 12) == 0
