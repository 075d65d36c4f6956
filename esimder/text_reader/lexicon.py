"""The lexicon of the source reader: what the browser needs to find the record in a text that never leaves it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from esimder.i18n.labels import Directory
from esimder.i18n.language import Language
from esimder.query.view import FILTERS, View
from esimder.record.check import other_names
from esimder.record.load import Record
from esimder.record.schema import LANGUAGES, TABLES
from esimder.record.spellings import own_spellings
from esimder.text_reader import date_patterns, unknown_people
from esimder.text_reader.inflection import PARTS, acronym, bent, capitals, packed, person, split, thing

Row = Mapping[str, Any]
# A surname shorter than this is a common word as often as a name.
SHORT = 5
WORDS = (
    "line",
    "found",
    "person",
    "organisation",
    "place",
    "date",
    "stranger",
    "no_year",
    "uncited",
    "uncited_none",
    "unknown",
    "unknown_none",
    "unknown_dates",
    "too_long",
    "not_text",
    "more",
    "nothing",
)


def place_names(row: Row) -> list[str]:
    """Every name of a place, now and at other times; what a comma adds ("Washington, D.C.") may be left out."""
    cells = [str(row[f"name_{code}"]) for code in LANGUAGES]
    cells += [name for _, other in other_names(str(row["other_names"])) for name in other.values()]
    return list(dict.fromkeys([*cells, *(cell.partition(",")[0] for cell in cells)]))


def _matches(pattern: str, words: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, word, re.IGNORECASE) for word in words)


def _people(rows: list[Row], places: Iterable[str]) -> list[dict[str, Any]]:
    """A pattern for each person; `alone` where the surname by itself can mean nobody and nothing else."""
    parts = {row["person_id"]: [split(name) for name in own_spellings(row)] for row in rows}
    bends = {one: [bent(last, "surname") for _, last in pairs] for one, pairs in parts.items()}
    found = []
    for row in rows:
        one, pairs = row["person_id"], parts[row["person_id"]]
        others = {word for other, theirs in parts.items() if other != one for pair in theirs for word in pair if word}
        kin = {
            other
            for other, theirs in parts.items()
            if other != one and any(_matches(pattern, (last for _, last in theirs)) for pattern in bends[one])
        }
        initials = {first[0].upper() for first, _ in pairs if first}
        shared = {first[0].upper() for other in kin for first, _ in parts[other] if first}
        taken = any(_matches(pattern, others | {*places}) for pattern in bends[one])
        found.append(
            {
                "id": one,
                "kind": "person",
                "pattern": packed(person(own_spellings(row), "".join(sorted(initials - shared)))),
                "alone": not taken,
                "later": any(len(last) < SHORT for _, last in pairs),
            }
        )
    return found


def _things(rows: list[Row], kind: str, named: Mapping[str, list[str]], taken: set[str]) -> list[dict[str, Any]]:
    """One or two patterns for each place or body: names in any letter case, and acronyms in capitals."""
    found = []
    for row in rows:
        one = row["place_id" if kind == "place" else "person_id"]
        own = [name for name in named[one] if name not in taken]
        plain, short = [name for name in own if not acronym(name)], [name for name in own if acronym(name)]
        town = kind == "place" and row["kind"] in ("city", "settlement")
        if plain:
            found.append({"id": one, "kind": kind, "pattern": packed(thing(plain, town))})
        if short:
            found.append({"id": one, "kind": kind, "pattern": packed(capitals(short)), "exact": True})
    return found


@lru_cache(maxsize=8)
def patterns(record: Record) -> dict[str, Any]:
    """All patterns of a record, in no language: names, strangers, dates and the dates that the record knows."""
    places: list[Row] = record.places.to_dict("records")
    parties: list[Row] = record.people.to_dict("records")
    people = [row for row in parties if row["kind"] == "person"]
    bodies = [row for row in parties if row["kind"] == "organisation"]
    of_places = {str(row["place_id"]): place_names(row) for row in places}
    of_bodies = {str(row["person_id"]): own_spellings(row) for row in bodies}
    every_place = {name for own in of_places.values() for name in own}
    given = {split(name)[0] for row in people for name in own_spellings(row)} - {""}
    # The capital that a source names may be the government: every such place says so.
    standing = {
        place: body
        for place, own in of_places.items()
        for body, theirs in of_bodies.items()
        if not {*own}.isdisjoint(theirs)
    }
    dates = {
        part
        for column in (record.events["date"], record.statements["when"])
        for cell in column.unique()
        for part in str(cell).split("/")
        if part[:1].isdigit()
    }
    return {
        "parts": PARTS,
        "names": [
            *_people(people, every_place),
            *_things(bodies, "organisation", of_bodies, every_place),
            *_things(places, "place", of_places, set()),
        ],
        "strangers": unknown_people.patterns(sorted(name for name in given if len(name) > 2)),
        "dates": date_patterns.PATTERNS,
        "months": date_patterns.MONTHS,
        "known": sorted(part.rstrip("?~%") for part in dates),
        "standing": standing,
    }


def _statement(row: Row, names: Directory, view: View) -> dict[str, Any]:
    """A statement as it stands beside a line: its words, where it leads, and whom and what it names."""
    kind, _, line = str(row["locator"]).partition(":")
    if row["person_id"]:
        href = view.href("person", person=(row["person_id"],))
    else:
        href = view.href("timeline", event=(row["event_id"],))
    about = [str(row["person_id"]), *str(row["speaker_id"]).split("|"), str(row["place_id"]), str(row["at"])]
    return {
        "id": row["statement_id"],
        "line": int(line) if kind == "line" and line.isdigit() else 0,
        "href": href,
        "text": names.say.of(row, "text"),
        "about": sorted({one for one in about if one}),
        "date": row["when"],
    }


def readable(record: Record) -> list[str]:
    """The sources whose statements name lines, which the reader can put beside the text."""
    lined = record.statements[record.statements["locator"].str.startswith("line:")]
    return [str(one) for one in lined["source_id"].unique()]


def lexicon(record: Record, say: Language, source_id: str = "", view: View | None = None) -> dict[str, Any]:
    """Everything that web/reader.js needs, as JSON: patterns, names with their addresses, a source's statements, words.

    `view` is the reader's view, whose language, day and scope the links keep; filters they leave.
    """
    plain = (view or View(lang=say.code)).without(*FILTERS)
    directory = Directory(record, say, plain.as_of or record.settings.as_of)
    found = patterns(record)
    parties = {
        str(one): {"name": directory.person(str(one)), "href": plain.href("person", person=(one,))}
        for one in record.people["person_id"]
    }
    places = {
        str(one): {"name": directory.place(str(one)), "href": plain.href("map", place=(one,))}
        for one in record.places["place_id"]
    }
    for place, body in found["standing"].items():
        places[place]["note"] = say("reader.capital", who=directory.person(body))
    shown = (record.statements["source_id"] == source_id) & (
        (record.statements["scope"] == "main") | (plain.scope == "all")
    )
    return {
        "key": f"{record.version} {say.code} {source_id} {plain.href()}",
        "source": source_id,
        "readable": readable(record),
        **{name: value for name, value in found.items() if name != "standing"},
        "rows": {**places, **parties},
        "timeline": plain.href("timeline"),
        "statements": [
            _statement({str(key): value for key, value in row.items()}, directory, plain)
            for row in record.statements[shown].to_dict("records")
        ],
        "columns": {table: [column.name for column in TABLES[table]] for table in ("people", "statements")},
        "words": {word: say(f"reader.{word}") for word in WORDS},
    }
