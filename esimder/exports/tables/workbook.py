"""A view as a workbook: what it is, what to read in the reader's words, and the five tables as they can be loaded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from esimder.exports import licences
from esimder.exports.making import Format, Steps
from esimder.exports.tables.sheets import (
    LIMIT,
    Field,
    Styles,
    grid,
    set_height,
    styles,
    whole_day,
    write_link,
    write_text,
)
from esimder.exports.tables.tables import COLUMNS, Tables, counted, tables
from esimder.query.selection import Selection, select
from esimder.record import schema
from esimder.record.dates import LENGTH, span
from esimder.record.schema import Column
from esimder.views import cells, lists
from esimder.views.context import Context
from esimder.views.provenance import Imprint, imprint

_WIDTHS = {
    "id": 16,
    "ref": 16,
    "refs": 16,
    "code": 15,
    "edtf": 13,
    "number": 10,
    "url": 40,
    "locator": 12,
    "quantity": 12,
}
_READ_WIDTHS = {
    "person_id": 22,
    "event_id": 28,
    "value": 18,
    "text": 60,
    "inferred": 36,
    "source_id": 26,
    "locator": 14,
}
# Numbers, addresses and dates of the workbook itself are typed; a text is never read as anything else.
_WIDE = 100  # signs of the first sheet's column of words
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _field(context: Context, column: Column) -> Field:
    """A column under its code, by which it can be loaded, with what it is in the reader's words as a note."""
    words = context.say(f"column.{column.key}")
    width = 36 if column.type in ("text", "names", "list") else _WIDTHS.get(column.type, 10)
    language = f" ({context.say.tongue(column.name[-2:])})" if column.stem else ""
    return Field(column.name, column.type, width, words + language)


def _sentences(context: Context, rows: Selection) -> tuple[list[Field], list[list[str]]]:
    """The statements of a view to read, each with who says it, where, and where to look it up."""
    say, columns = context.say, schema.shown("statements", "table")
    fields = [*_read_fields(context, columns), Field(say("column.url"), "url", 36)]
    fields.append(Field(say("column.statement_id"), width=14))
    lines = []
    for row in lists.statements(context, rows):
        read = [cell for column in columns for cell in _read_cells(context, column, row)]
        lines.append([*read, context.directory.row("sources", row["source_id"])["url"], row["statement_id"]])
    return fields, lines


def _read_fields(context: Context, columns: Sequence[Column]) -> Iterator[Field]:
    """The columns of a table to read; beside a date stand its first and its last possible day."""
    for column in columns:
        heading, dated = cells.heading(context, column), column.type == "edtf"
        yield Field(heading, "edtf" if dated else "text", _READ_WIDTHS.get(column.key, 14 if dated else 20))
        if column.name == "date":
            yield Field(context.say("column.earliest"), "edtf", 12)
            yield Field(context.say("column.latest"), "edtf", 12)


def _read_cells(context: Context, column: Column, row: Mapping[str, Any]) -> Iterator[str]:
    words = cells.worded(context, column, row)
    when = cells.date_of(column, row) if column.type == "edtf" else ""
    yield when if whole_day(when) else words
    if column.name == "date":
        yield from _span(when)


def _span(when: str) -> tuple[str, str]:
    """The first and the last possible day of a date, by which a table can be sorted; an open end has none."""
    found = span(when)
    if not found:
        return "", ""
    return str(found.first) if found.start else "", str(found.last) if found.end else ""


def _months(length: str) -> str:
    """A length in months, by which a table can be sorted and summed; nothing of one that has none or counts days."""
    match = LENGTH.fullmatch(length)
    if not match:
        return ""
    years, months, days = (int(part or 0) for part in match.groups())
    return "" if days else str(12 * years + months)


def _day(when: str, worded: Callable[[str], str]) -> str:
    """A date, typed where it is a whole day and in the words of the screen where it is not."""
    return when if not when or whole_day(when) else worded(when)


def _standings(context: Context, rows: Selection) -> tuple[list[Field], list[list[str]]]:
    """The individuals of a view with their standing as of its day, by which publishers and statements."""
    say, names = context.say, context.directory
    fields = [
        Field(say("column.person"), width=26),
        Field(say("column.state"), width=20),
        Field(say("column.since"), "edtf", 14),
        Field(say("column.held"), width=20),
        Field(say("column.sentence"), width=18),
        Field(say("column.sentence_months"), "number", 12),
        Field(say("column.confirmed"), "edtf", 14),
        Field(say("column.families"), "number", 12),
        Field(say("column.publisher"), width=40),
        Field(say("column.statement_id"), width=30),
        Field(say("column.person_id"), width=16),
    ]
    lines = [
        [
            names.person(row.person_id),
            say(f"state.{row.state}"),
            row.since_words,
            row.held_words,
            say.quantity(row.sentence) if row.sentence else "",
            _months(row.sentence),
            _day(row.confirmed, say.observed),
            str(row.families) if row.families else "",
            row.confirmed_by,
            " | ".join(row.deciding),
            row.person_id,
        ]
        for row in lists.with_sources(context, lists.people(context, rows))
    ]
    return fields, lines


def _words(sheet: Worksheet, row: int, words: str, look: Styles) -> None:
    """Words in the wide column of the first sheet, whole."""
    write_text(sheet, row, 1, words, look, wrapped=True)
    set_height(sheet, row, [(words, _WIDE)])


def _front(book: Workbook, look: Styles, context: Context, about: Imprint, sheets: Sequence[tuple[str, str]]) -> None:
    """The first sheet: the imprint, the other sheets with what they hold, and how to read them."""
    say, sheet = context.say, book.add_worksheet(context.say("workbook.about"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, _WIDE)
    sheet.hide_gridlines(2)
    sheet.merge_range(0, 0, 0, 1, "", look.title)
    sheet.write_string(0, 0, about.title, look.title)
    for row, (heading, words) in enumerate(about.lines.values(), 2):
        sheet.write_string(row, 0, heading, look.label)
        _words(sheet, row, words, look)
        if words and words == about.link:
            write_link(sheet, row, 1, words, look)
    row = 2 + len(about.lines)
    write_link(sheet, row, 1, licences.address(about.licence), look)
    row += 2
    sheet.write_string(row, 0, say("workbook.sheet"), look.heading)
    sheet.write_string(row, 1, say("workbook.holds"), look.heading)
    for down, (name, words) in enumerate(sheets, row + 1):
        sheet.write_url(down, 0, f"internal:'{name}'!A1", look.link, name)
        _words(sheet, down, words, look)
    notes = (say("bundle.shown"), say("bundle.differs"), say("workbook.cut", limit=say.number(LIMIT)))
    for down, words in enumerate((*notes, say("bundle.licence_note")), row + len(sheets) + 2):
        _words(sheet, down, words, look)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _contents(context: Context, found: Tables) -> list[tuple[str, str]]:
    """The sheets after the first, by name, and what each holds."""
    say = context.say
    contents = [(say(f"workbook.{name}"), say(f"workbook.{name}_about")) for name in ("told", "standing")]
    for table, rows in found.items():
        counts = say("bundle.rows", shown=say.number(counted(rows)), more=say.number(len(rows) - counted(rows)))
        contents.append((table, f"{say(f'bundle.{table}')} {counts}"))
    return contents


def _properties(book: Workbook, about: Imprint) -> None:
    """What the file's properties say: the imprint, and no time of writing, which would tell when the reader worked."""
    day = datetime.combine(about.changed or about.as_of, time())
    properties = {"title": about.title, "subject": about.question, "author": "Esimder", "created": day}
    keywords = filter(None, (about.question, str(about.as_of), about.version, about.licence))
    properties["keywords"] = "; ".join(keywords)[:255]
    book.set_properties({**properties, "comments": "\n".join(about.sentences)})
    book.set_custom_property("as_of", datetime.combine(about.as_of, time()), "date")
    for name in ("version", "licence", "link"):
        # A property of one's own holds 255 signs; the first sheet holds the whole.
        book.set_custom_property(name, getattr(about, name)[:255], "text")


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """The workbook, step by step."""
    yield "step.tables"
    found, about, rows = tables(context), imprint(context, origin), select(context.record, context.view)
    yield "step.file"
    out = BytesIO()
    book = Workbook(out, _PLAIN)
    look, sheets = styles(book), _contents(context, found)
    _front(book, look, context, about, sheets)
    for (name, _), (fields, lines) in zip(sheets, (_sentences(context, rows), _standings(context, rows)), strict=False):
        grid(book, look, name, fields, lines, wrapped=True)
    for table, table_rows in found.items():
        fields = [_field(context, column) for column in COLUMNS[table]]
        grid(book, look, table, fields, table_rows.to_numpy().tolist(), wrapped=False)
    _properties(book, about)
    yield "step.save"
    book.close()
    return out.getvalue()


FORMAT = Format("workbook", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", make)
