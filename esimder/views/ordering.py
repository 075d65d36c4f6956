"""In which order the rows of a table stand, and which part of a long one is shown: the address says both.

Every table that can be sorted names its columns here, each with what its cells sort by: days and counts as numbers,
words in the order of the reader's alphabet. What is unknown stands last either way.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from esimder.i18n.language import rank
from esimder.query.view import View
from esimder.views.context import Context
from esimder.views.standing_words import PersonRow

PART = 100  # rows of a table that are shown at once; the last part may hold half as many again
Key = Callable[[Any], Any]
COUNTS = ("events", "people", "statements")


@dataclass(frozen=True)
class Sheet:
    """The part of a table that is shown: its `rows`, the column by which they stand (`-` before it if from the last),
    and of all `parts` which one; `first` and `total` count rows from 1."""

    rows: Sequence[Any]
    order: str
    part: int
    parts: int
    first: int
    total: int


def sheet(view: View, rows: Iterable[Any], keys: Mapping[str, Key], order: str = "") -> Sheet:
    """The part of a table that a view asks for; in this `order` where the view asks for none of its columns."""
    asked = view.sort if view.sort.removeprefix("-") in keys else order
    listed = _sorted(list(rows), keys, asked)
    parts = max(1, round(len(listed) / PART))
    part = min(view.part, parts)
    first = (part - 1) * PART
    shown = listed[first:] if part == parts else listed[first : first + PART]
    return Sheet(shown, asked, part, parts, first + 1, len(listed))


def _sorted(rows: list[Any], keys: Mapping[str, Key], order: str) -> list[Any]:
    key = keys.get(order.removeprefix("-"))
    if key is None:
        return rows
    known = [row for row in rows if key(row) not in ("", None)]
    unknown = [row for row in rows if key(row) in ("", None)]
    return [*sorted(known, key=key, reverse=order.startswith("-")), *unknown]


def people(context: Context, rows: Iterable[PersonRow]) -> Sheet:
    """People with their standing, by name."""
    say, names = context.say, context.directory
    keys: dict[str, Key] = {
        "person": lambda row: names.order(row.person_id),
        "state": lambda row: say.order(say(f"state.{row.state}")),
        "since": lambda row: rank(row.since),
        "held": lambda row: say.order(names.place(place)) if (place := row.place_id or row.before) else "",
        "sentence": lambda row: rank(row.sentence),
        "confirmed": lambda row: row.confirmed_day or "",
        "families": lambda row: row.families,
    }
    return sheet(context.view, rows, keys, "person")


def sources(context: Context, rows: Iterable[Any]) -> Sheet:
    """Sources with how many statements rest on each, the fullest first."""
    say, names = context.say, context.directory
    keys: dict[str, Key] = {
        "publisher": lambda row: say.order(names.publisher(row["source_id"])),
        "title": lambda row: say.order(names.title(row["source_id"])),
        "kind": lambda row: say.order(say(f"publisher_kind.{row['publisher_kind']}")),
        "language": lambda row: say.order(say.tongue(row["language"])),
        "published": lambda row: rank(row["published"]),
        "statements": lambda row: row["counted"],
    }
    return sheet(context.view, rows, keys, "-statements")


def events(context: Context, rows: Iterable[Any]) -> Sheet:
    """Events by their days."""
    say, names = context.say, context.directory
    keys: dict[str, Key] = {
        "date": lambda row: rank(row["date"]),
        "event": lambda row: say.order(say.of(row, "title")),
        "kind": lambda row: say.order(say(f"event_kind.{row['kind']}")),
        "place": lambda row: say.order(names.place(row["place_id"], row["date"])) if row["place_id"] else "",
    }
    return sheet(context.view, rows, keys, "date")


def places(context: Context, rows: Iterable[Any]) -> Sheet:
    """Places with their counts, those first that have most of what the map counts."""
    counts: dict[str, Key] = {what: lambda row, what=what: row.count(what) for what in COUNTS}  # type: ignore[misc]
    keys = {"place": lambda row: context.say.order(row.name), **counts}
    return sheet(context.view, rows, keys, f"-{context.view.count}")


def links(context: Context, rows: Iterable[Any]) -> Sheet:
    """Who is linked with whom, by which event and how."""
    say, names = context.say, context.directory
    keys: dict[str, Key] = {
        "person": lambda row: names.order(row.other_id),
        "event": lambda row: say.order(names.event(row.event_id)) if row.event_id else "",
        "how": lambda row: say.order(row.how),
    }
    return sheet(context.view, rows, keys)
