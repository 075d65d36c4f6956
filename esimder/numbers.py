"""Numbers that open: what a headline number counts, what it leaves out and why, and exactly its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from esimder import counts, lists, marks, ordered
from esimder.chosen import Chosen
from esimder.language import rank
from esimder.page import Frame

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
    sheet: ordered.Sheet


def _words(frame: Frame, words: str) -> Cell:
    return words, frame.say.order(words[:60])


def _day(frame: Frame, date: str, none: str = "") -> Cell:
    return (frame.say.date(date), rank(date)) if date else (none, None)


def _count(frame: Frame, count: int) -> Cell:
    return frame.say.number(count), count


def _people(frame: Frame, listed: list[dict[str, Any]]) -> Rows:
    say, names = frame.say, frame.directory
    rows: list[tuple[Cell, ...]] = [
        (
            (names.person(row["person_id"]), names.order(row["person_id"])),
            _words(frame, say(f"state.{row['state']}")),
            (frame.say.observed(row["confirmed"]) if row["confirmed"] else "", row["confirmed_day"] or None),
        )
        for row in listed
    ]
    return (
        ("person", "state", "confirmed"),
        rows,
        [frame.href("person", person=(row["person_id"],), number="") for row in listed],
    )


def _events(frame: Frame, chosen: Chosen) -> Rows:
    say, names = frame.say, frame.directory
    listed = chosen.events.sort_values(["first", "event_id"]).to_dict("records")
    rows: list[tuple[Cell, ...]] = [
        (
            _day(frame, row["date"], say("date.unknown")),
            _words(frame, say.of(row, "title")),
            _words(frame, say(f"event_kind.{row['kind']}")),
            _words(frame, names.place(row["place_id"], row["date"])) if row["place_id"] else (say("place.none"), None),
        )
        for row in listed
    ]
    return ("date", "event", "kind", "place"), rows, [frame.href(event=(row["event_id"],), number="") for row in listed]


def _places(frame: Frame, chosen: Chosen) -> Rows:
    listed = marks.places(frame, chosen)
    rows: list[tuple[Cell, ...]] = [
        (_words(frame, row["name"]), *(_count(frame, row[what]) for what in ("events", "people", "statements")))
        for row in listed
    ]
    return (
        ("place", "events", "people", "statements"),
        rows,
        [frame.href("map", place=(row["place_id"],), number="") for row in listed],
    )


def _statements(frame: Frame, chosen: Chosen) -> Rows:
    say, names = frame.say, frame.directory
    listed = lists.statements(frame, chosen)
    rows: list[tuple[Cell, ...]] = [
        (
            _day(frame, row["date"], say("statement.undated")),
            _words(frame, say.of(row, "text")),
            _words(frame, names.source(row["source_id"])),
            _words(frame, names.locator(row["locator"])),
        )
        for row in listed
    ]
    return (
        ("date", "text", "publisher", "locator"),
        rows,
        [frame.href("sources", source=(row["source_id"],), number="") for row in listed],
    )


def _sources(frame: Frame, chosen: Chosen) -> Rows:
    names = frame.directory
    listed = lists.sources(frame, chosen)
    rows: list[tuple[Cell, ...]] = [
        (
            _words(frame, names.publisher(row["source_id"])),
            _words(frame, names.title(row["source_id"])),
            _day(frame, row["published"], frame.say("date.unknown")),
            _count(frame, row["counted"]),
        )
        for row in listed
    ]
    return (
        ("publisher", "title", "published", "statements"),
        rows,
        [frame.href("sources", source=(row["source_id"],), number="") for row in listed],
    )


_ROWS: dict[str, Callable[[Frame, Chosen], Rows]] = {
    "people": lambda frame, chosen: _people(frame, lists.people(frame, chosen)),
    "detained": lambda frame, chosen: _people(frame, lists.inside(frame, chosen)),
    "events": _events,
    "places": _places,
    "statements": _statements,
    "sources": _sources,
}


def _lost(chosen: Chosen) -> int:
    """How many were in custody by their latest word, which has run out."""
    return sum(row["was"] == "in_custody" for row in counts.with_standing(chosen))


def left_out(frame: Frame, chosen: Chosen, key: str) -> list[str]:
    """In words, what the number leaves out, with counts; nothing is said of what leaves nothing out."""
    parties = chosen.people["kind"] != "person"
    told = frame.record.statements
    found = {
        "later": chosen.later,
        "not_known": _lost(chosen) if key == "detained" else 0,
        "scope": int((told["scope"] != "main").sum()) if frame.view.scope == "main" else 0,
        "undated": chosen.undated,
        "parties": int(parties.sum()) if key in ("people", "detained") else 0,
        "nowhere": int((chosen.statements["at"] == "").sum()) if key == "places" else 0,
        "no_event": int((chosen.statements["event_id"] == "").sum()) if key == "events" else 0,
    }
    reasons = [frame.say(f"number.left.{reason}", n=count) for reason, count in found.items() if count]
    return [*reasons, frame.say("number.left.filters")] if frame.view.filtered else reasons


def opened(frame: Frame, chosen: Chosen, key: str) -> Number:
    """The headline number `key` (see counts.totals) of a choice, with its rows and what it leaves out."""
    columns, rows, links = _ROWS[key](frame, chosen)
    headings = tuple(frame.say(f"column.{column}") for column in columns)
    lines = [
        Line(tuple(word for word, _ in cells), tuple(key for _, key in cells), link)
        for cells, link in zip(rows, links, strict=True)
    ]
    keys: dict[str, ordered.Key] = {column: _key(at) for at, column in enumerate(columns)}
    return Number(
        key=key,
        title=lists.total(frame, chosen, key),
        value=len(rows),
        headings=headings,
        rows=tuple(line.words for line in lines),
        links=tuple(links),
        left_out=tuple(left_out(frame, chosen, key)),
        columns=columns,
        lead=_LEAD.get(key, columns[0]),
        sheet=ordered.sheet(frame.view, lines, keys, _ORDER.get(key, "")),
    )


def _key(at: int) -> ordered.Key:
    return lambda line: line.keys[at]
