"""What of the record a view asks for. The unit is the statement: events, people and places follow from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import and_

import pandas as pd

from esimder.query.view import DISPLAY, Happened, View
from esimder.record.codes import EVENT_KINDS, STATES
from esimder.record.dates import NO_LIMIT, is_dated
from esimder.record.load import Record
from esimder.rules.custody import standings
from esimder.rules.disputes import Point, points
from esimder.rules.standing import Patience, Standing
from esimder.search import matches


@dataclass(frozen=True)
class Held:
    """Who is in custody on the view's day, in the record's order of people.

    `inside` are those whom every filter but the period lets pass, `named` those of them who are also named in the
    period: a period says what is listed, and lowers nobody's custody.
    """

    inside: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows that a view asks for.

    `statements`, `events` and `people` keep the columns of the `record`; `standings` is what is known of
    people as of the view's day, by person_id (custody.standings). `later` counts the statements that are
    left out because they are about later days (or, by the day of publication, were surely not yet published),
    `separate` those about later, separate cases that the view does not ask for, `undated` those that only the period
    leaves out because nobody dates them. `points` are the disputed points among what was known by the day. `held` tells
    who is in custody on the day, whatever the period.
    """

    record: Record
    statements: pd.DataFrame
    events: pd.DataFrame
    people: pd.DataFrame
    standings: Mapping[str, Standing]
    as_of: date
    points: tuple[Point, ...]
    later: int = 0
    separate: int = 0
    undated: int = 0
    held: Held = Held()

    def standing(self, person_id: str) -> Standing:
        """What is known of a person as of the view's day."""
        return self.standings.get(person_id) or Standing.unknown(person_id)


@lru_cache(maxsize=4)
def codes(record: Record) -> dict[str, Collection[str]]:
    """The codes that a link may ask for, by parameter; those of events with what happened then (view.Happened)."""
    tables = {"place": record.places, "source": record.sources, "person": record.people}
    ids = {name: frozenset(table[f"{name}_id"]) for name, table in tables.items()}
    return {"kind": frozenset(EVENT_KINDS), "status": frozenset((*STATES, "none")), "event": _happenings(record), **ids}


def _happenings(record: Record) -> dict[str, Happened]:
    columns = ["event_id", "first", "last"]
    days = (
        pd.concat([record.events[columns], record.statements[columns]])
        .groupby("event_id")
        .agg({"first": "min", "last": "max"})
    )
    spans = dict(zip(days.index, zip(days["first"], days["last"], strict=True), strict=True))
    kinds = zip(record.events["event_id"], record.events["kind"], strict=True)
    return {one: Happened(kind, *map(int, spans[one])) for one, kind in kinds}


def as_of(record: Record, view: View) -> date:
    """The day that the view asks for, or the record's own."""
    return view.as_of or record.settings.as_of


def patience(record: Record) -> Patience:
    """How long a word about a status holds, by the record's settings."""
    return Patience(record.settings.unknown_after_days, record.settings.confirming_days)


def whole(record: Record, view: View) -> pd.DataFrame:
    """All statements that were known by the view's day, later separate cases among them: a status is decided on them,
    for what is not shown is true all the same."""
    return _known(record, "all", view.basis, as_of(record, view))[0]


def known(record: Record, view: View) -> pd.DataFrame:
    """The statements that were known by the view's day, with later separate cases only if the view asks for them.

    By what happened: those not surely about a later day. By publication: those surely published by that day.
    """
    return _known(record, view.scope, view.basis, as_of(record, view))[0]


@lru_cache(maxsize=64)
def _known(record: Record, scope: str, basis: str, day: date) -> tuple[pd.DataFrame, int]:
    statements = record.statements
    if scope != "all":
        statements = statements[statements["scope"] == "main"]
    kept = statements[_by(record, statements, basis, day)]
    return kept, len(statements) - len(kept)


def _by(record: Record, statements: pd.DataFrame, basis: str, day: date) -> "pd.Series[bool]":
    """Which statements were known by a day; what nobody dates at all is shown from the record's own day on."""
    if basis == "published":
        return statements["published"].between(0, day.toordinal())
    undated = ~is_dated(statements["placed"]) & (day >= record.settings.as_of)
    return (statements["placed"] <= day.toordinal()) | undated


@lru_cache(maxsize=64)
def _separate(record: Record, scope: str, basis: str, day: date) -> int:
    """How many statements that were known by a day are left out because they are about later, separate cases."""
    apart = record.statements[record.statements["scope"] != "main"]
    return 0 if scope == "all" else int(_by(record, apart, basis, day).sum())


@lru_cache(maxsize=64)
def _standings(record: Record, basis: str, day: date) -> Mapping[str, Standing]:
    return standings(_known(record, "all", basis, day)[0], day, patience(record))


@lru_cache(maxsize=64)
def _points(record: Record, scope: str, basis: str, day: date) -> tuple[Point, ...]:
    return tuple(points(_known(record, scope, basis, day)[0]))


def _masks(
    record: Record, statements: pd.DataFrame, view: View, known: Mapping[str, Standing]
) -> list["pd.Series[bool]"]:
    """One mask for each filter that is on, but for the period."""
    masks = [
        statements[column].isin(codes)
        for column, codes in (
            ("event_kind", view.kind),
            ("at", view.place),
            ("source_id", view.source),
            ("event_id", view.event),
        )
        if codes
    ]
    if view.person:
        masks.append(
            statements["person_id"].isin(view.person)
            | statements["speaker_id"].str.split("|").map(lambda ids: not set(view.person).isdisjoint(ids))
        )
    if view.status:
        everybody = ((person_id, known.get(person_id)) for person_id in record.people["person_id"])
        with_state = {one for one, standing in everybody if (standing.state if standing else "none") in view.status}
        masks.append(statements["person_id"].isin(with_state))
    if view.q:
        found = matches.statements(record, view.q, view.spelling == "exact", view.scope == "all")
        masks.append(statements["statement_id"].isin(found))
    return masks


def select(record: Record, view: View) -> Selection:
    """The statements that every filter of the view lets pass, with their events and people.

    A period lets a statement pass when its span overlaps it; a status asks for the standing as of the view's day.
    """
    return _select(record, view.without(*DISPLAY))


def _happened(events: pd.DataFrame, view: View, day: date) -> pd.DataFrame:
    """Events that by their own date lie in the period and not surely after the day; with no period the undated too."""
    last = NO_LIMIT if view.basis == "published" else day.toordinal()
    dated = events["date"] != ""
    if view.until:
        last = min(last, view.until.toordinal())
    first = view.since.toordinal() if view.since else 0
    inside = (events["placed"] <= last) & (events["last"] >= first)
    return events[inside if view.since or view.until else inside | ~dated]


@lru_cache(maxsize=256)
def _select(record: Record, view: View) -> Selection:
    key = (record, view.scope, view.basis, as_of(record, view))
    told, later = _known(*key)
    known_standings, differing = _standings(record, view.basis, key[-1]), _points(*key)
    masks = _masks(record, told, view, known_standings)
    if view.disputed:
        masks.append(told["statement_id"].isin({one for point in differing for one in point}))
    statements = whenever = told[reduce(and_, masks)] if masks else told
    undated = 0
    if view.since or view.until:
        first = view.since.toordinal() if view.since else 0
        last = view.until.toordinal() if view.until else NO_LIMIT
        undated = int((statements["when"] == "").sum())
        dated = statements[statements["when"] != ""]
        statements = dated[(dated["placed"] <= last) & (dated["last"] >= first)]
    events = _happened(record.events[record.events["event_id"].isin(statements["event_id"].unique())], view, key[-1])
    people = _people(record, statements)
    anytime = people if whenever is statements else _people(record, whenever)
    inside = _inside(anytime, known_standings)
    named = tuple(one for one in inside if one in set(people["person_id"]))
    return Selection(
        record,
        statements,
        events,
        people,
        known_standings,
        key[-1],
        differing,
        later,
        _separate(*key),
        undated,
        Held(inside, named),
    )


def _people(record: Record, statements: pd.DataFrame) -> pd.DataFrame:
    """Whom statements are about, or through whom they are told."""
    about = set(statements["person_id"]) | {one for ids in statements["speaker_id"] for one in ids.split("|")}
    return record.people[record.people["person_id"].isin(about)]


def _inside(people: pd.DataFrame, known: Mapping[str, Standing]) -> tuple[str, ...]:
    """The named individuals among people who are in custody."""
    individuals = people.loc[people["kind"] == "person", "person_id"]
    return tuple(person_id for person_id in individuals if person_id in known and known[person_id].in_custody)
