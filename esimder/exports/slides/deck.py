"""Slides as values in, one PPTX file out: native tables and charts, alternative texts, languages and notes."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Pt

from esimder.exports.making import Steps
from esimder.exports.slides import fit
from esimder.exports.slides.charts import KINDS, THEMED, data, draw
from esimder.exports.slides.layouts import (
    AFTER,
    BODY,
    FOOTER,
    INNER,
    LAYOUTS,
    LEAD,
    LOCALES,
    TABLE_STYLE,
    TITLE,
    TOP,
    Box,
    emu,
    opened,
)
from esimder.exports.slides.parts import (
    APART,
    GUTTER,
    PADDING,
    BarChart,
    Paragraph,
    Part,
    Picture,
    SlideContent,
    Table,
    TextRun,
    cut,
    height,
    row_height,
    text_height,
    top,
)
from esimder.i18n.language import language

_TITLE_SIZES = (28, 22)  # for one line and for two
_WORD_SIZES, _WORD_LINES = (20, 18, 17, 16, 15, 14, 13, 12), 5
_KIND: dict[type[Part], str] = {Table: "tbl", BarChart: "chart", Picture: "pic"}  # the placeholders that hold them
# What XML cannot hold, and marks that turn the writing around.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


def letters(text: str) -> str:
    """The text on one line, without what no slide can hold."""
    return re.sub("[ \t\n\r\x85\u2028\u2029]+", " ", _UNWRITABLE.sub("", text))


def _write(frame: Any, paragraphs: Sequence[Paragraph], lang: str, size: float = 0) -> None:
    """Fills a frame of text, a run for each change of look; without a size it has that of its place."""
    for number, paragraph in enumerate(paragraphs):
        line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        for run in paragraph:
            made = line.add_run()
            made.text = letters(run.text)
            made._r.get_or_add_rPr().set("lang", LOCALES.get(run.language, run.language) or lang)
            if run.href.startswith(("http://", "https://")):
                made.hyperlink.address = quote(run.href, safe="%/:=&?~#+!$,;'@()*[]")
            made.font.bold = run.bold
            if size:
                made.font.size = Pt(run.size(size))
            if run.colour != "ink":
                made.font.color.theme_color = THEMED[run.colour]


def _table(made: Any, table: Table, lang: str) -> None:
    """Fills a native table: our style, measured rows, cells without boxes."""
    grid = made.table
    grid.horz_banding, grid.first_row = False, table.head
    grid._tbl.tblPr.find(f"{{{grid._tbl.nsmap['a']}}}tableStyleId").text = TABLE_STYLE
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = emu(width)
    for number, row in enumerate(table.rows):
        grid.rows[number].height = emu(row_height(table, row))
        at = 0
        for cell in row:
            held = grid.cell(number, at)
            if cell.span > 1:
                held.merge(grid.cell(number, at + cell.span - 1))
            held.margin_left, held.margin_right = 0, emu(GUTTER)
            held.margin_top = held.margin_bottom = emu(PADDING)
            held.vertical_anchor = MSO_ANCHOR.MIDDLE if cell.middle else MSO_ANCHOR.TOP
            _write(held.text_frame, cell.paragraphs, lang, table.size)
            for paragraph in held.text_frame.paragraphs:
                paragraph.line_spacing = 0.9
                paragraph.alignment = PP_ALIGN.RIGHT if cell.right else None
            at += cell.span


def _kind(holder: Any) -> str:
    """The kind of a placeholder, as the format calls it."""
    return str(holder._element.ph.get("type"))


def _box(holder: Any) -> Box:
    x, y, width, height = (side.pt for side in (holder.left, holder.top, holder.width, holder.height))
    return x, y, width, height


def _place(made: Any, box: Box) -> None:
    made.left, made.top, made.width, made.height = map(emu, box)


def _picture(made: Any, box: Box) -> None:
    """A whole picture, as large as its place allows."""
    made.crop_left = made.crop_right = made.crop_top = made.crop_bottom = 0
    wide, high = made.image.size
    scale = min(box[2] / wide, box[3] / high)
    _place(made, (box[0], box[1], wide * scale, high * scale))


def _described(made: Any, name: str, alt: str) -> None:
    held = made._element.xpath(".//p:cNvPr")[0]
    held.set("name", letters(name))
    held.set("descr", letters(alt))


def _inserted(sheet: Slide, holder: Any, part: Part, box: Box) -> Any:
    """The part in its placeholder, or free on the slide where there is none."""
    if isinstance(part, Picture):
        made = holder.insert_picture(io.BytesIO(part.png)) if holder else None
    elif isinstance(part, BarChart):
        made = holder.insert_chart(KINDS[part.kind], data(part)) if holder else None
    else:
        size = len(part.rows), len(part.widths)
        sides = (Emu(emu(side)) for side in box)
        made = holder.insert_table(*size) if holder else sheet.shapes.add_table(*size, *sides)
    if made is None:
        raise LookupError(f"the layout has no place for {part.name}")
    return made


def _parts(sheet: Slide, slide: SlideContent, lang: str) -> None:
    """Puts each part into the first free place of its kind; further tables stand under the one before."""
    free = [holder for holder in sheet.placeholders if _kind(holder) in _KIND.values()]
    start = lower = top(slide.lead)
    for part in slide.parts:
        holder = next((holder for holder in free if _kind(holder) == _KIND[type(part)]), None)
        if holder:
            free.remove(holder)
            x, y, width, tall = _box(holder)
            lower = y if y > BODY[1] else start
            bottom = y + tall
        made = _inserted(sheet, holder, part, (x, lower, width, bottom - lower))
        _described(made, part.name, part.alt)
        if isinstance(part, Picture):
            _picture(made, (x, lower, width, bottom - lower))
        elif isinstance(part, BarChart):
            _place(made, (x, lower, width, bottom - lower))
            draw(made, part, lang)
        else:
            _place(made, (x, lower, sum(part.widths), height(part)))
            _table(made, part, lang)
            lower += height(part) + APART


def _foot(sheet: Slide, words: dict[str, str], lang: str) -> None:
    """Source line, day and page number, in the places that the layout has for them."""
    layout: Any = sheet.slide_layout
    for place in layout.placeholders:
        kind = _kind(place)
        if kind not in FOOTER:
            continue
        sheet.shapes.clone_placeholder(place)
        shape: Any = sheet.shapes[-1]
        shape.name = kind
        _write(shape.text_frame, ((TextRun(fit.clipped(words.get(kind, ""), 10, FOOTER[kind], 1)),),), lang)
        if kind == "sldNum":
            (run,) = shape._element.xpath(".//a:r")
            run.tag = run.tag.replace("}r", "}fld")
            run.set("id", "{B3F7C1A2-5D1E-4C0B-9C55-1F6E2D3A4B5C}")
            run.set("type", "slidenum")


def _title(sheet: Slide, slide: SlideContent, lang: str) -> None:
    """The title, in one line or smaller in two; the notes begin with the whole of it where it is longer."""
    holder = sheet.shapes.title
    if holder is None:
        raise LookupError("a layout without a title")
    if slide.layout == "title":
        size = next((size for size in (40, 34) if fit.lines(slide.title, size, INNER, True) <= 2), 28)
        text = fit.clipped(slide.title, size, INNER, 2, True)
    else:
        size = _TITLE_SIZES[fit.lines(slide.title, _TITLE_SIZES[0], TITLE[2], True) > 1]
        text = fit.clipped(slide.title, size, TITLE[2], 2, True)
    _write(holder.text_frame, ((TextRun(text, bold=True),),), lang, size)


def _words(holder: Any, slide: SlideContent, lang: str) -> None:
    """A slide of words alone: in the largest type in which they fit."""
    box = _box(holder)
    text = [line for paragraph in slide.lead for line in cut((paragraph,), _WORD_SIZES[-1], box[2], _WORD_LINES)]
    room = box[3] - AFTER * len(text)
    size = next((size for size in _WORD_SIZES if text_height(text, size, box[2]) <= room), _WORD_SIZES[-1])
    _write(holder.text_frame, text, lang, size)


def _lead(sheet: Slide, slide: SlideContent, lang: str) -> None:
    """The sentences under the title; what a layout offers and nobody filled is taken away."""
    for holder in list(sheet.placeholders):
        if holder.placeholder_format.idx not in (1, 13) or not slide.lead:
            continue
        if slide.layout in ("title", "words"):
            _words(holder, slide, lang)
        else:
            _write(holder.text_frame, slide.lead, lang)
            _place(holder, (*LEAD[:3], top(slide.lead) - TOP - APART))
    for holder in list(sheet.placeholders):
        if holder.has_text_frame and not holder.text_frame.text:
            holder._element.getparent().remove(holder._element)


def _notes(sheet: Slide, notes: Iterable[str], lang: str) -> None:
    holder = sheet.notes_slide.notes_text_frame
    if holder is None:
        raise LookupError("a page of notes without a place for words")
    _write(holder, [(TextRun(line),) for line in notes], lang)


def deck(slides: Sequence[SlideContent], code: str, day: str, about: dict[str, str]) -> Steps:
    """The file, a step a slide: `day` is what each foot says of the reader's day, `about` the file's own properties."""
    lang, out = LOCALES[code], io.BytesIO()
    made = opened(language(code))
    layouts = dict(zip(LAYOUTS, made.slide_layouts, strict=True))
    for slide in slides:
        yield "step.slides.file"
        sheet = made.slides.add_slide(layouts[slide.layout])
        _title(sheet, slide, lang)
        _parts(sheet, slide, lang)
        _lead(sheet, slide, lang)
        _foot(sheet, {"ftr": slide.source, "dt": day, "sldNum": str(len(made.slides))}, lang)
        _notes(sheet, slide.notes, lang)
    for name, value in about.items():
        setattr(made.core_properties, name, letters(value)[:255])
    made.save(out)
    return out.getvalue()
