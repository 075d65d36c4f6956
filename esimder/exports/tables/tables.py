"""The five tables of a view, as text, so that they can be loaded again and show the same numbers.

A view rests on more than the statements that it shows: who is in custody follows from statements that a filter may
leave out, and a disputed point has another side. Those come along with the rows that they refer to, and the column
`shown` tells them from the rows that the reader saw.
"""

from collections.abc import Iterable

import pandas as pd

from esimder.query import counts
from esimder.query.selection import Selection, known, select, whole
from esimder.record.escape import as_csv
from esimder.record.schema import TABLES, Column
from esimder.rules.custody import telling
from esimder.views.context import Context

SHOWN = Column("shown", "text", "Whether the view shows the row (yes), or other rows need it (no)", "yes", filled=True)
COLUMNS: dict[str, tuple[Column, ...]] = {table: (*columns, SHOWN) for table, columns in TABLES.items()}

Tables = dict[str, pd.DataFrame]


def _parts(cells: "pd.Series[str]") -> set[str]:
    """The ids of a column of cells with | between."""
    return {one.strip() for cell in cells.unique() for one in cell.split("|")} - {""}


def _statements(context: Context, rows: Selection) -> pd.DataFrame:
    """The statements of a view, the other sides of its disputed points, what decides the standing of its people, and
    who else was in the events of chosen people; nothing that was not known by the view's day."""
    statements, own = known(context.record, context.view), set(rows.statements["statement_id"])
    sides = own.union(*(point for point in rows.points if not point.isdisjoint(own)))
    beside = statements["statement_id"].isin(sides)
    about = {*rows.people["person_id"], *statements.loc[beside, "person_id"]} - {""}
    everything = whole(context.record, context.view)  # a later, separate case decides a status too
    deciding = everything["person_id"].isin(about) & (telling(everything) | (everything["kind"] == "status"))
    needed = statements.loc[
        beside | statements["event_id"].isin(_shared(statements, context.view.person)), "statement_id"
    ]
    return everything[deciding | everything["statement_id"].isin(set(needed))]


def _shared(statements: pd.DataFrame, people: tuple[str, ...]) -> set[str]:
    """The events of chosen people, by which others are linked with them."""
    speaks = (
        statements["speaker_id"].str.split("|").map(lambda ids: not set(people).isdisjoint(ids)) if people else False
    )
    return set(statements.loc[statements["person_id"].isin(people) | speaks, "event_id"]) - {""}


def _differing(cells: "pd.Series[str]", ids: Iterable[str]) -> "pd.Series[str]":
    """`differs_from` without the statements that are not there: those were not known by the view's day."""
    there = set(ids)
    return cells.map(lambda cell: "|".join(one for one in map(str.strip, cell.split("|")) if one in there))


def _number(value: float) -> str:
    return "" if value != value else repr(float(value)).removesuffix(".0")


def _text(table: str, rows: pd.DataFrame, shown: Iterable[str]) -> pd.DataFrame:
    """Rows with the columns of the schema alone, as they stand in a file, and whether the view shows them."""
    context = rows[[column.name for column in TABLES[table]]]
    numbers = [column.name for column in TABLES[table] if column.type == "number"]
    there = context.iloc[:, 0].isin(set(shown))
    return context.assign(
        **{name: [_number(value) for value in context[name]] for name in numbers},
        **{SHOWN.name: ["yes" if one else "no" for one in there]},
    ).reset_index(drop=True)


def tables(context: Context) -> Tables:
    """The tables of a view with all that their rows refer to, in the order of the record."""
    record, rows = context.record, select(context.record, context.view)
    statements = _statements(context, rows)
    events = record.events[record.events["event_id"].isin({*statements["event_id"], *rows.events["event_id"]})]
    people = {*statements["person_id"], *_parts(statements["speaker_id"]), *rows.people["person_id"]}
    places = {*statements["place_id"], *statements["at"], *events["place_id"]}
    shown = {
        "sources": rows.statements["source_id"],
        "places": counts.places(rows),
        "people": rows.people["person_id"],
        "events": rows.events["event_id"],
        "statements": rows.statements["statement_id"],
    }
    needed = {
        "sources": record.sources[record.sources["source_id"].isin(statements["source_id"])],
        "places": record.places[record.places["place_id"].isin(places)],
        "people": record.people[record.people["person_id"].isin(people)],
        "events": events,
        "statements": statements.assign(
            differs_from=_differing(statements["differs_from"], statements["statement_id"])
        ),
    }
    return {table: _text(table, needed[table], shown[table]) for table in TABLES}


def listed(found: Tables) -> dict[str, list[dict[str, str]]]:
    """The rows of tables one by one, as other formats take them."""
    return {
        table: [dict(zip(rows.columns, line, strict=True)) for line in rows.itertuples(index=False, name=None)]
        for table, rows in found.items()
    }


def table_csv(table: str, rows: pd.DataFrame) -> str:
    """A table as CSV; loading takes the guard against formulas off again (record.files), and numbers have none."""
    numbers = [at for at, column in enumerate(COLUMNS[table]) if column.type == "number"]
    return as_csv([[column.name for column in COLUMNS[table]], *rows.itertuples(index=False, name=None)], numbers)


def counted(rows: pd.DataFrame) -> int:
    """How many rows of a table the view shows."""
    return int((rows[SHOWN.name] == "yes").sum())
