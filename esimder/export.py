"""Tables to take away: the same rows as on the screen, each with its sources and where in them."""

import csv
import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from esimder import lists
from esimder.chosen import chosen
from esimder.cite import csl
from esimder.editing import decisions
from esimder.escape import guarded
from esimder.numbers import opened
from esimder.page import Frame


def address(frame: Frame, name: str) -> str:
    """Where one of the FILES of this view can be downloaded, in the reader's language."""
    query = [pair for pair in frame.view.to_query() if pair[0] != "lang"]
    return f"/export/{name}?{urlencode([('lang', frame.say.code), *query])}"


def _csv(headings: list[str], rows: Iterable[list[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def cited(frame: Frame, statement: dict[str, Any]) -> list[object]:
    """Source, locator and address of a statement, in the reader's words."""
    source = frame.directory.row("sources", statement["source_id"])
    return [
        frame.directory.source(statement["source_id"]),
        frame.directory.locator(statement["locator"]),
        source["url"],
    ]


def detained(frame: Frame) -> str:
    """The list of people with their standing, a row for each statement that decides it."""
    say, names = frame.say, frame.directory
    rows = chosen(frame.record, frame.view)
    told = frame.record.statements.set_index("statement_id").to_dict("index")
    headings = [
        say(f"column.{name}")
        for name in ("person", "original", "state", "since", "held", "sentence", "confirmed", "families", "publisher")
    ] + [say("locator.title"), "URL", say("filter.as_of")]
    lines = []
    for row in lists.WHO[frame.view.who](frame, rows):
        person = [
            names.person(row["person_id"]),
            names.own(row["person_id"]),
            say(f"state.{row['state']}"),
            " ".join(filter(None, (row["since_words"], row["since_note"]))),
            row["held_words"],
            say.quantity(row["sentence"]) if row["sentence"] else "",
            say.observed(row["confirmed"]) if row["confirmed"] else "",
            row["families_words"],
        ]
        lines += [[*person, *cited(frame, told[one]), names.as_of] for one in row["deciding"]] or [
            [*person, "", "", "", names.as_of]
        ]
    return _csv(headings, lines)


def statements(frame: Frame) -> str:
    """Every statement of the view with its date, person, event, speaker, source and locator."""
    say, names = frame.say, frame.directory
    headings = [
        "statement_id",
        *(say(f"column.{name}") for name in ("date", "person", "event", "kind")),
        say("statement.title"),
        say("statement.inferred"),
        say("statement.said_by"),
        say("column.publisher"),
        say("locator.title"),
        "URL",
    ]
    rows = [
        [
            row["statement_id"],
            say.date(row["when"]),
            names.people(row["person_id"]),
            names.event(row["event_id"]) if row["event_id"] else "",
            say(f"value.{row['value']}"),
            say.of(row, "text"),
            say.of(row, "inferred"),
            names.people(row["speaker_id"]),
            *cited(frame, row),
        ]
        for row in lists.statements(frame, chosen(frame.record, frame.view))
    ]
    return _csv(headings, rows)


def number(frame: Frame) -> str:
    """The rows of the headline number that the view opens: the very rows of the screen."""
    found = opened(frame, chosen(frame.record, frame.view), frame.view.number or "statements")
    return _csv(list(found.headings), [list(row) for row in found.rows])


FILES = {
    "detained.csv": detained,
    "statements.csv": statements,
    "number.csv": number,
    "decisions.csv": decisions,
    "sources.json": csl,
}
