"""The template of the slides: its layouts and measures. Theme, table style and looks stand in `template.pptx` alone.

Measures are in points, 960 by 540. `CONTRIBUTING.md` says how to edit the template.
"""

from pathlib import Path

from pptx import Presentation
from pptx.presentation import Presentation as File

from esimder.i18n.language import Language

TEMPLATE = Path(__file__).with_name("template.pptx")
TABLE_STYLE = "{6E51BF3C-2F4C-4F0D-9E47-0C1D5A2F7A11}"
LAYOUTS = ("title", "words", "picture", "line", "chart", "table", "person", "sources")  # in the template's order
WIDTH, HEIGHT, MARGIN = 960, 540, 48
INNER = WIDTH - 2 * MARGIN
TOP, BOTTOM = 100, 490  # between the title and the line above the footer
AFTER = 7  # below each paragraph of a slide of words alone
EMU = 12_700
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
Box = tuple[float, float, float, float]
TITLE: Box = (MARGIN, 34, INNER, 58)
LEAD: Box = (MARGIN, TOP, INNER, 48)
BODY: Box = (MARGIN, 156, INNER, BOTTOM - 156)
FOOTER = {"ftr": 640, "dt": 158, "sldNum": 50}  # the footer's placeholders and their widths


def emu(points: float) -> int:
    """Points as the format's own unit."""
    return round(points * EMU)


def opened(say: Language) -> File:
    """The template, a file without slides, with the names and prompts of its placeholders in one language."""
    file = Presentation(str(TEMPLATE))
    for code, layout in zip(LAYOUTS, file.slide_layouts, strict=True):
        layout._element.cSld.set("name", say(f"slides.layout.{code}"))
    for sheet in (file.slide_master, file.notes_master, *file.slide_layouts):
        for shape in sheet._element.iter("{*}sp"):
            for kind in shape.xpath(".//p:ph[not(@type='sldImg')]/@type"):
                name = say(f"slides.part.{kind}")
                shape.nvSpPr.cNvPr.set("name", name)
                for text in shape.xpath(".//a:r/a:t"):
                    text.text = name
        for words in sheet._element.xpath(".//a:rPr"):
            words.set("lang", LOCALES[say.code])
    return file
