"""Numbers that open: what a headline number counts, what it leaves out and why, and exactly its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from esimder.i18n.language import rank
from esimder.query import counts
from esimder.query.selection import Selection
from esimder.views import lists, ordering, place_marks
from esimder.views.context import Context
from esimder.views.standing_words import PersonRow

Row = tuple[str, ...]
Cell = tuple[str, Any]  # the words, and what they sort by
Rows = tuple[Row, list[tuple[Cell, ...]], list[str]]


# How a table stands where nobody has asked, and the column whose cells lead on.
_ORDER = {"people": "person", "detained": "person", "events": "date", "statements": "date"}
_LEAD = {"events": "event", "statements": "publisher"}


@dataclass(frozen=True)
class Line:
    """One row of an opened number: its words, what each of them sorts by, and where the row leads."""

    words: Row
    keys: tuple[Any, ...]
    link: str


@dataclass(frozen=True)
class Number:
    """One opened number: `rows` are the rows it counts, a list of words each, and `links` where each row leads.

    `sheet` is the part of them that is shown, in the order that the view asks for; the cells of the column `lead` lead.
    """

    key: str
    title: str
    value: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[str, ...]
    left_out: tuple[str, ...]
    columns: Row
    lead: str
    sheet: ordering.Sheet


def _words(context: Context, words: str) -> Cell:
    return words, context.say.order(words[:60])


def _day(context: Context, date: str, none: str = "") -> Cell:
    return (context.say.date(date), rank(date)) if date else (none, None)


def _count(context: Context, count: int) -> Cell:
    return context.say.number(count), count


def _people(context: Context, listed: list[PersonRow]) -> Rows:
    say, names = context.say, context.directory
    rows: list[tuple[Cell, ...]] = [
        (
            (names.person(row.person_id), names.order(row.person_id)),
            _words(context, say(f"state.{row.state}")),
            (context.say.observed(row.confirmed) if row.confirmed else "", row.confirmed_day or None),
        )
        for row in listed
    ]
    return (
        ("person", "state", "confirmed"),
        rows,
        [context.href("person", person=(row.person_id,), number="") for row in listed],
    )


def _events(context: Context, selection: Selection) -> Rows:
    say, names = context.say, context.directory
    listed = selection.events.sort_values(["first", "event_id"]).to_dict("records")
    rows: list[tuple[Cell, ...]] = [
        (
            _day(context, row["date"], say("date.unknown")),
            _words(context, say.of(row, "title")),
            _words(context, say(f"event_kind.{row['kind']}")),
            _words(context, names.place(row["place_id"], row["date"]))
            if row["place_id"]
            else (say("place.none"), None),
        )
        for row in listed
    ]
    return (
        ("date", "event", "kind", "place"),
        rows,
        [context.href(event=(row["event_id"],), number="") for row in listed],
    )


def _places(context: Context, selection: Selection) -> Rows:
    listed = place_marks.places(context, selection)
    rows: list[tuple[Cell, ...]] = [
        (_words(context, row.name), *(_count(context, row.count(what)) for what in place_marks.COUNTED))
        for row in listed
    ]
    return (
        ("place", "events", "people", "statements"),
        rows,
        [context.href("map", place=(row.place_id,), number="") for row in listed],
    )


def _statements(context: Context, selection: Selection) -> Rows:
    say, names = context.say, context.directory
    listed = lists.statements(context, selection)
    rows: list[tuple[Cell, ...]] = [
        (
            _day(context, row["date"], say("statement.undated")),
            _words(context, say.of(row, "text")),
            _words(context, names.source(row["source_id"])),
            _words(context, names.locator(row["locator"])),
        )
        for row in listed
    ]
    return (
        ("date", "text", "publisher", "locator"),
        rows,
        [context.href("sources", source=(row["source_id"],), number="") for row in listed],
    )


def _sources(context: Context, selection: Selection) -> Rows:
    names = context.directory
    listed = lists.sources(context, selection)
    rows: list[tuple[Cell, ...]] = [
        (
            _words(context, names.publisher(row["source_id"])),
            _words(context, names.title(row["source_id"])),
            _day(context, row["published"], context.say("date.unknown")),
            _count(context, row["counted"]),
        )
        for row in listed
    ]
    return (
        ("publisher", "title", "published", "statements"),
        rows,
        [context.href("sources", source=(row["source_id"],), number="") for row in listed],
    )


_ROWS: dict[str, Callable[[Context, Selection], Rows]] = {
    "people": lambda context, selection: _people(context, lists.people(context, selection)),
    "detained": lambda context, selection: _people(context, lists.by_custody(context, selection).inside),
    "events": _events,
    "places": _places,
    "statements": _statements,
    "sources": _sources,
}


def _lost(selection: Selection) -> int:
    """How many were in custody by their latest word, which has run out."""
    return sum(standing.was == "in_custody" for standing in counts.standings(selection))


def left_out(context: Context, selection: Selection, key: str) -> list[str]:
    """In words, what the number leaves out, with counts; nothing is said of what leaves nothing out."""
    parties = selection.people["kind"] != "person"
    told = context.record.statements
    found = {
        "later": selection.later,
        "not_known": _lost(selection) if key == "detained" else 0,
        "scope": int((told["scope"] != "main").sum()) if context.view.scope == "main" else 0,
        "undated": selection.undated,
        "parties": int(parties.sum()) if key in ("people", "detained") else 0,
        "nowhere": int((selection.statements["at"] == "").sum()) if key == "places" else 0,
        "no_event": int((selection.statements["event_id"] == "").sum()) if key == "events" else 0,
    }
    reasons = [context.say(f"number.left.{reason}", n=count) for reason, count in found.items() if count]
    return [*reasons, context.say("number.left.filters")] if context.view.filtered else reasons


def opened(context: Context, selection: Selection, key: str) -> Number:
    """The headline number `key` (see counts.totals) of a choice, with its rows and what it leaves out."""
    columns, rows, links = _ROWS[key](context, selection)
    headings = tuple(context.say(f"column.{column}") for column in columns)
    lines = [
        Line(tuple(word for word, _ in cells), tuple(key for _, key in cells), link)
        for cells, link in zip(rows, links, strict=True)
    ]
    keys: dict[str, ordering.Key] = {column: _key(at) for at, column in enumerate(columns)}
    return Number(
        key=key,
        title=lists.total(context, selection, key),
        value=len(rows),
        headings=headings,
        rows=tuple(line.words for line in lines),
        links=tuple(links),
        left_out=tuple(left_out(context, selection, key)),
        columns=columns,
        lead=_LEAD.get(key, columns[0]),
        sheet=ordering.sheet(context.view, lines, keys, _ORDER.get(key, "")),
    )


def _key(at: int) -> ordering.Key:
    return lambda line: line.keys[at]
