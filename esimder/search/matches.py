"""What of a record a query means: one matching for the list of the search box and for the filter that Enter sets.

A name is meant if the query surely says it; only where nothing is surely meant and no text holds the query, the names
that come nearest are. Texts hold a query if each of its words begins one of theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import and_

import pandas as pd

from esimder.record import gazetteer
from esimder.record.check import other_names
from esimder.record.load import Record
from esimder.record.schema import LANGUAGES
from esimder.record.spellings import spellings
from esimder.search.texts import TOLD, Text, Texts, of_record
from esimder.spelling.folding import layouts, words
from esimder.spelling.match import FLOOR, SURE, Index, Match

NAMED = {"people": "people", "places": "places", "organisations": "people"}  # group: table
MOST = 1000  # names that are counted


@dataclass(frozen=True, eq=False)
class Searched:
    """A record made ready for the search: names and texts by group, and which sources print which name of whom."""

    names: dict[str, Index]
    texts: dict[str, Texts]
    printed: dict[tuple[str, str], list[str]]
    times: dict[tuple[str, str], str]


@dataclass(frozen=True, eq=False)
class Meant:
    """What a query means: names by group, texts by table, and the query as it was `read`.

    `apart` are the statements that hold every word of a query, if only beside each other (one in the name, one in the
    event's title) and nothing holds it as a whole.
    """

    names: Mapping[str, list[Match]]
    texts: Mapping[str, list[Text]]
    read: str
    apart: frozenset[str] = frozenset()

    def ids(self, table: str) -> frozenset[str]:
        """The rows of a table that are meant."""
        named = (match.id for group, of in NAMED.items() if of == table for match in self.names.get(group, ()))
        return frozenset(named) | {text.id for text in self.texts.get(table, ())}

    @property
    def found(self) -> bool:
        """Whether anything holds the query as a whole."""
        return any(self.names.values()) or any(self.texts.values())


def _three(row: dict[str, str], name: str) -> list[str]:
    return [row[f"{name}_{code}"] for code in LANGUAGES]


def _today(known: gazetteer.Known | None) -> list[str]:
    """What else a known place is called today, whatever the row of one's own table has."""
    return list(known.names.values()) if known else []


@lru_cache(maxsize=4)
def searched(record: Record, later: bool = False) -> Searched:
    """The record made ready, kept for the next query."""
    printed: dict[tuple[str, str], list[str]] = {}
    said = record.statements if later else record.statements[record.statements["scope"] == "main"]
    for one, name, source in said[["person_id", "name_printed", "source_id"]].itertuples(index=False):
        if one and name:
            printed.setdefault((one, name), []).append(source)
    spelled: dict[str, dict[str, list[str]]] = {group: {} for group in NAMED}
    for row in record.people.to_dict("records"):
        group = "people" if row["kind"] == "person" else "organisations"
        spelled[group][row["person_id"]] = [*spellings(record, later)[row["person_id"]]]
    times: dict[tuple[str, str], str] = {}
    for row in record.places.to_dict("records"):
        known = gazetteer.known(row)
        told = [*other_names(row["other_names"]), *(known.then if known else ())]
        then = [(when, name) for when, names in reversed(told) for name in names.values()]
        times |= {(row["place_id"], name): when for when, name in then}
        spelled["places"][row["place_id"]] = [*_three(row, "name"), *_today(known), *(name for _, name in then)]
    texts: dict[str, list[Text]] = {table: [] for table in TOLD}
    for table, text in of_record(record, later):
        texts[table].append(text)
    return Searched(
        {group: Index(names.items()) for group, names in spelled.items()},
        {table: Texts(found) for table, found in texts.items()},
        printed,
        times,
    )


def _named(ready: Searched, group: str, query: str, exact: bool) -> list[Match]:
    index = ready.names[group]
    if not exact:
        return index.best(query, MOST, FLOOR)
    wanted, found = query.casefold().strip(), dict[str, Match]()
    for one, name in zip(index.ids, index.spellings, strict=True):
        if wanted in name.casefold():
            found.setdefault(one, Match(one, name, 100.0, query))
    return list(found.values())


def _told(ready: Searched, query: str, exact: bool, named: bool) -> tuple[str, dict[str, list[Text]]]:
    """The texts that hold the query, by table; as typed with the other layout only if nothing was found otherwise."""
    for typed in (query,) if exact or named else (query, *layouts(query)):
        told = {table: ready.texts[table].find(typed, exact) for table in TOLD}
        if any(told.values()):
            return typed, told
    return query, {}


@lru_cache(maxsize=256)
def meant(record: Record, query: str, exact: bool = False, later: bool = False) -> Meant:
    """What of a record a query means; `exact` asks for the very letters, `later` lets in later separate cases."""
    if not words(query):
        return Meant({}, {}, query)
    whole, parts = _whole(record, query, exact, later), query.split()
    if whole.found or exact:
        return whole
    if len(parts) > 1 and (apart := _beside(record, parts, later)):
        return Meant({}, {}, query, apart)
    return replace(whole, names={group: _named(searched(record, later), group, query, exact) for group in NAMED})


def _whole(record: Record, query: str, exact: bool, later: bool) -> Meant:
    """What a query surely means as a whole."""
    ready = searched(record, later)
    names = {group: _named(ready, group, query, exact) for group in NAMED}
    as_typed = any(match.meant == query for found in names.values() for match in found)
    read, texts = _told(ready, query, exact, as_typed)
    sure = {group: [match for match in found if match.score >= SURE] for group, found in names.items()}
    return Meant(sure, texts, read)


def _beside(record: Record, parts: list[str], later: bool) -> frozenset[str]:
    """The statements in which each part of a query is met somewhere."""
    rows = record.statements
    masks = [_touched(rows, _whole(record, part, False, later)) for part in parts if words(part)]
    return frozenset(rows.loc[reduce(and_, masks), "statement_id"])


def _touched(statements: pd.DataFrame, found: Meant) -> "pd.Series[bool]":
    """Which statements say, name or come from something that is meant."""
    people = found.ids("people")
    return (
        statements["statement_id"].isin(found.ids("statements"))
        | statements["person_id"].isin(people)
        | statements["speaker_id"].str.split("|").map(lambda ids: not people.isdisjoint(ids))
        | statements["at"].isin(found.ids("places"))
        | statements["event_id"].isin(found.ids("events"))
        | statements["source_id"].isin(found.ids("sources"))
    )


@lru_cache(maxsize=256)
def statements(record: Record, query: str, exact: bool = False, later: bool = False) -> frozenset[str]:
    """The statements that a query lets pass: all that say, name or come from what it means; and those that hold each
    of its words."""
    rows, found, parts = record.statements, meant(record, query, exact, later), query.split()
    touched = frozenset(rows.loc[_touched(rows, found), "statement_id"]) | found.apart
    return touched if exact or len(parts) < 2 or not found.found else touched | _beside(record, parts, later)
