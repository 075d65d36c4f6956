"""Tables as CSV files: the rows of the screen, each with its source and where in it."""

from collections.abc import Callable, Mapping

from esimder.exports.making import Format, Steps
from esimder.query.selection import select
from esimder.record import schema
from esimder.record.escape import as_csv
from esimder.views import cells, lists
from esimder.views.citation import csl
from esimder.views.context import Context
from esimder.views.drilldown import opened
from esimder.views.editing import decisions

# The file's own words for some headings, by which its readers' programs know the columns.
_HEADINGS = {"value": "column.kind", "text": "statement.title", "inferred": "statement.inferred"}


def _csv(headings: list[str], rows: list[list[object]]) -> str:
    return "\ufeff" + as_csv([headings, *rows])


def cited(context: Context, statement: Mapping[str, str]) -> list[object]:
    """Source, locator and address of a statement, in the reader's words."""
    source = context.directory.row("sources", statement["source_id"])
    return [
        context.directory.source(statement["source_id"]),
        context.directory.locator(statement["locator"]),
        source["url"],
    ]


def detained(context: Context) -> str:
    """The list of people with their standing, a row for each statement that decides it."""
    say, names = context.say, context.directory
    rows = select(context.record, context.view)
    headings = [
        say(f"column.{name}")
        for name in ("person", "original", "state", "since", "held", "sentence", "confirmed", "families", "publisher")
    ] + [say("locator.title"), "URL", say("filter.as_of")]
    lines = []
    for row in lists.by_custody(context, rows).of(context.view.who):
        person = [
            names.person(row.person_id),
            names.own(row.person_id),
            say(f"state.{row.state}"),
            " ".join(filter(None, (row.since_words, row.since_note))),
            row.held_words,
            say.quantity(row.sentence) if row.sentence else "",
            say.observed(row.confirmed) if row.confirmed else "",
            row.families_words,
        ]
        deciding = [cited(context, names.statement(statement_id)) for statement_id in row.deciding]
        lines += [[*person, *source, names.as_of] for source in deciding or [["", "", ""]]]
    return _csv(headings, lines)


def statements(context: Context) -> str:
    """Every statement of the view in the columns of a table to read, and the address of its source."""
    columns = schema.shown("statements", "table")
    named = {name: context.say(key) for name, key in _HEADINGS.items()}
    headings = [named.get(column.key) or cells.heading(context, column) for column in columns]
    rows = [
        [
            row["statement_id"],
            *(cells.worded(context, column, row) for column in columns),
            context.directory.row("sources", row["source_id"])["url"],
        ]
        for row in lists.statements(context, select(context.record, context.view))
    ]
    return _csv(["statement_id", *headings, "URL"], rows)


def number(context: Context) -> str:
    """The rows of the headline number that the view opens: the very rows of the screen."""
    rows = opened(context, select(context.record, context.view), context.view.number or "statements")
    return _csv(list(rows.headings), [list(row) for row in rows.rows])


def _quick(code: str, write: Callable[[Context], str], ending: str = "csv", media: str = "text/csv") -> Format:
    def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
        yield "step.file"
        return write(context).encode()

    return Format(code, ending, f"{media}; charset=utf-8", make, quick=True)


FORMATS = (
    _quick("detained", detained),
    _quick("statements", statements),
    _quick("number", number),
    _quick("decisions", decisions),
    _quick("sources", csl, "json", "application/json"),
)
