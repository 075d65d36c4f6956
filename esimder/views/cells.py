"""Cells of the record in the reader's words, by the type of their column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from esimder.record import schema
from esimder.record.escape import bounded
from esimder.record.schema import Column
from esimder.views.context import Context

Row = Mapping[str, Any]
_HEADINGS = {
    "person_id": "column.person",
    "event_id": "column.event",
    "speaker_id": "statement.said_by",
    "source_id": "column.publisher",
}


@dataclass(frozen=True)
class Remark:
    """What a card says beside its row; a `strong` one is marked."""

    words: str
    strong: bool = False


def heading(context: Context, column: Column) -> str:
    """What a column is called in a table to read."""
    return context.say(_HEADINGS.get(column.key, f"column.{column.key}"))


def worded(context: Context, column: Column, row: Row) -> str:
    """A cell in words: names for ids, labels for codes, dates as the language writes them; empty stays empty."""
    say, names = context.say, context.directory
    if column.stem:
        return say.of(row, column.stem)
    cell = date_of(column, row) if column.type == "edtf" else str(row[column.name])
    if column.name == "date":
        return say.date(cell)
    if not cell:
        return ""
    match column.type:
        case "ref" | "refs":
            return _named(context, column.of, cell, row)
        case "code":
            label = say(f"{column.of}.{cell}")
            return cell if label == f"{column.of}.{cell}" else label
        case "edtf":
            return say.date(cell)
        case "number":
            return say.number(row[column.name])
        case "quantity":
            return say.quantity(cell)
        case "list":
            return say.charges(cell)
        case "language":
            return say.tongue(cell)
        case "locator":
            return names.locator(cell)
    return bounded(cell)


def date_of(column: Column, row: Row) -> str:
    """The date in a cell; a statement that has none of its own holds when its event happened."""
    return str(row.get("when", row["date"]) if column.name == "date" else row[column.name])


def _named(context: Context, table: str, cell: str, row: Row) -> str:
    names, ids = context.directory, [part.strip() for part in cell.split("|")]
    match table:
        case "people":
            return names.people(cell)
        case "places":
            return ", ".join(names.place(place_id, row.get("when", row.get("date", ""))) for place_id in ids)
        case "events":
            return "; ".join(map(names.event, ids))
        case "sources":
            return "; ".join(map(names.source, ids))
    return ", ".join(ids)


def remarks(context: Context, table: str, row: Row) -> list[Remark]:
    """What the card of a row says in short beside its text: every column that is declared to be shown there, the
    marked ones last."""
    found = [_remark(context, column, row) for column in schema.shown(table, "card")]
    return sorted((remark for remark in found if remark.words), key=lambda remark: remark.strong)


def _remark(context: Context, column: Column, row: Row) -> Remark:
    words = worded(context, column, row)
    if column.default and row[column.name] == column.default:
        return Remark("")
    match column.name:
        case "name_printed":
            own = context.directory.person(row["person_id"]) if row["person_id"] else words
            return Remark(context.say("statement.printed", name=words) if words != own and words else "")
        case "confidence":
            return Remark(words, strong=True)
    return Remark(f"{heading(context, column)}: {words}" if words else "")


def statement_remarks(context: Context, row: Row) -> list[Remark]:
    """Beside a statement: that its source takes sides, and what its card says."""
    advocacy = context.directory.row("sources", row["source_id"])["publisher_kind"] == "advocacy"
    marked = [Remark(context.say("publisher_kind.advocacy"), strong=True)] if advocacy else []
    return [*marked, *remarks(context, "statements", row)]


def claim(context: Context, row: Row) -> str:
    """What a statement claims: the label of its value, its length or sum, and its articles."""
    say = context.say
    value = say(f"value.{row['value']}") + (f": {say.quantity(row['quantity'])}" if row["quantity"] else "")
    return " · ".join(filter(None, (value, say.charges(row["charge"]))))


def dated(context: Context, row: Row) -> str:
    """When a statement holds; where nobody dates it, by what it has its place in a list."""
    say = context.say
    if row["date"]:
        end = f" ({say('statement.placed_end')})" if row["date"].startswith("../") else ""
        return f"{say.date(row['date'])}{end}"
    if row["when"] or not row["issued"]:
        return say("statement.undated")
    return say("statement.placed_published", date=say.date(row["issued"]))
