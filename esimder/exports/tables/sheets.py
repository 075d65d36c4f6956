"""Sheets of a workbook: a heading that stays in sight, cells of their own type, and no text that computes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from esimder.figures.palette import LIGHT
from esimder.record.escape import guarded

LIMIT = 32_000  # signs that a cell holds, with room for what a spreadsheet counts double
_LONGEST_LINK = 2_000
_LINKED_ROWS = 30_000  # a sheet holds 65,530 links, and a row has two at most
_LINE, _HIGHEST = 15, 409  # points: a line of the cells' type, and the highest row that a spreadsheet allows
_FULL = 0.92  # of a line is filled before the next word no longer fits
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets do not agree on what day a number is


@dataclass(frozen=True)
class Field:
    """One column of a sheet. `type` is that of a schema.Column; `note` is shown over the heading; `width` in signs."""

    heading: str
    type: str = "text"
    width: float = 20
    note: str = ""


@dataclass(frozen=True)
class Styles:
    """How the cells of one workbook look. A `quoted` text stays a text even when somebody edits its cell."""

    title: Format
    label: Format
    heading: Format
    text: Format
    quoted: Format
    wrapped: Format
    wrapped_quoted: Format
    day: Format
    link: Format


def styles(book: Workbook) -> Styles:
    """The styles of a workbook, sober and in the palette's colours."""
    base = {"font_name": "Calibri", "font_size": 11, "font_color": LIGHT.ink, "valign": "top"}
    heading = {"bold": True, "bg_color": LIGHT.country, "bottom": 1, "bottom_color": LIGHT.border}
    wrap, quote = {"text_wrap": True}, {"quote_prefix": True}
    return Styles(
        title=book.add_format({**base, **wrap, "font_size": 18, "bold": True, "font_color": LIGHT.record}),
        label=book.add_format({**base, **wrap, "font_color": LIGHT.quiet}),
        heading=book.add_format({**base, **wrap, **heading}),
        text=book.add_format(base),
        quoted=book.add_format({**base, **quote}),
        wrapped=book.add_format({**base, **wrap}),
        wrapped_quoted=book.add_format({**base, **wrap, **quote}),
        day=book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        link=book.add_format({**base, "font_color": LIGHT.record, "underline": 1}),
    )


def fitting(text: str) -> str:
    """A text that a cell can hold; what is cut ends in …"""
    return text if len(text) <= LIMIT else f"{text[:LIMIT]}…"


def whole_day(text: str) -> date | None:
    """The day that an EDTF text means, if it is one certain day that a spreadsheet can hold."""
    if not _DAY.fullmatch(text):
        return None
    day = date.fromisoformat(text)
    return day if day >= _FIRST_DAY else None


def write_text(sheet: Worksheet, row: int, at: int, text: str, look: Styles, wrapped: bool = False) -> None:
    """A text as it is, letter by letter."""
    formula = guarded(text) != text
    plain, quoted = (look.wrapped, look.wrapped_quoted) if wrapped else (look.text, look.quoted)
    sheet.write_string(row, at, fitting(text), quoted if formula else plain)


def write_link(sheet: Worksheet, row: int, at: int, address: str, look: Styles) -> None:
    """An address that opens, where it is one and a spreadsheet can hold it as such."""
    if address.startswith(("http://", "https://")) and len(address) <= _LONGEST_LINK and row < _LINKED_ROWS:
        sheet.write_url(row, at, address, look.link, address)
    elif address:
        write_text(sheet, row, at, address, look)


def _write(sheet: Worksheet, row: int, at: int, cell: str, field: Field, look: Styles, wrapped: bool) -> None:
    if not cell:
        return
    if field.type == "edtf" and (day := whole_day(cell)):
        sheet.write_datetime(row, at, datetime.combine(day, time()), look.day)
    elif field.type == "number":
        sheet.write_number(row, at, float(cell), look.text)
    elif field.type == "url":
        write_link(sheet, row, at, cell, look)
    else:
        write_text(sheet, row, at, cell, look, wrapped)


def set_height(sheet: Worksheet, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its wrapped texts need in columns of these widths, since not every program does."""
    lines = [sum(ceil(max(len(part), 1) / (_FULL * width)) for part in text.split("\n")) for text, width in cells]
    sheet.set_row(row, min(_LINE * max(lines, default=1), _HIGHEST))


def grid(
    book: Workbook, look: Styles, name: str, fields: Sequence[Field], rows: Sequence[Sequence[str]], wrapped: bool
) -> None:
    """A sheet with a row for each of `rows` under a heading that stays in sight and filters."""
    sheet = book.add_worksheet(name)
    for at, field in enumerate(fields):
        sheet.write_string(0, at, field.heading, look.heading)
        sheet.set_column(at, at, field.width)
        if field.note:
            sheet.write_comment(0, at, field.note, {"author": "Esimder", "x_scale": 1.6, "y_scale": 0.6})
    for number, cells in enumerate(rows, 1):
        if wrapped:
            texts = zip(cells, fields, strict=True)
            set_height(sheet, number, ((cell, field.width) for cell, field in texts if field.type != "url"))
        for at, (cell, field) in enumerate(zip(cells, fields, strict=True)):
            _write(sheet, number, at, cell, field, look, wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(fields) - 1)
    # A year by itself is a date that the source gives no more exactly, not a number stored as text by mistake.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
