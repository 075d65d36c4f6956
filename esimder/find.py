"""The search over a record: a query in any spelling in, grouped hits out, each with what matched."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from esimder import gazetteer
from esimder.check import other_names
from esimder.data import Record
from esimder.directory import Directory
from esimder.folding import layouts, words
from esimder.language import Language
from esimder.names import FLOOR, Index, Match
from esimder.schema import LANGUAGES
from esimder.texts import TOLD, Text, Texts, of_record

NAMED = {"people": "people", "places": "places", "organisations": "people"}  # group: table
GROUPS = ("people", "places", "organisations", "events", "sources", "statements")
MOST = 1000  # names that are counted


@dataclass(frozen=True)
class Hit:
    """One row that was found: its table and id, its title, and what matched, as (kind, words for the reader).

    The kind is name, printed, alias, then (a place's name at another time), title or text. `meant` is the query as it
    reads with the other keyboard layout, if only so it was found.
    """

    table: str
    id: str
    title: str
    why: tuple[str, str]
    meant: str = ""


@dataclass(frozen=True)
class Group:
    """The hits of one kind: how many there are, and the first of them."""

    kind: str
    title: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, eq=False)
class Searched:
    """A record made ready for the search: names and texts by group, and which sources print which name of whom."""

    names: dict[str, Index]
    texts: dict[str, Texts]
    printed: dict[tuple[str, str], list[str]]
    times: dict[tuple[str, str], str]


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
        also = [name.strip() for name in row["aliases"].split("|")]
        spelled[group][row["person_id"]] = [*_three(row, "name"), *also]
    for one, name in printed:
        for group in ("people", "organisations"):
            if one in spelled[group]:
                spelled[group][one].append(name)
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


def _why_named(ready: Searched, names: Directory, table: str, match: Match) -> tuple[str, str]:
    """Which spelling matched, and who prints it."""
    say, name, row = names.say, match.spelling, names.row(table, match.id)
    if name == say.of(row, "name"):
        return "name", say("find.name", name=name)
    if sources := ready.printed.get((match.id, name)):
        publishers = list(dict.fromkeys(names.publisher(one) for one in sources))
        if len(publishers) == 1:
            return "printed", say("find.printed", source=publishers[0], name=name)
        return "printed", say(
            "find.printed_more", source=publishers[0], more=say.number(len(publishers) - 1), name=name
        )
    for code in LANGUAGES:
        if name == row[f"name_{code}"]:
            return "name", say("find.name_in", language=say.tongue(code), name=name)
    if when := ready.times.get((match.id, name)):
        return "then", say("find.name_then", date=say.date(when), name=name)
    return "alias", say("find.alias", name=name)


def _named(ready: Searched, group: str, query: str, exact: bool) -> list[Match]:
    index = ready.names[group]
    if not exact:
        return index.best(query, MOST, FLOOR)
    wanted, found = query.casefold().strip(), dict[str, Match]()
    for one, name in zip(index.ids, index.spellings, strict=True):
        if wanted in name.casefold():
            found.setdefault(one, Match(one, name, 100.0, query))
    return list(found.values())


def _why_told(text: Text, query: str, say: Language, exact: bool) -> tuple[str, str]:
    """Which words of a title or a text matched."""
    met = query.strip() if exact else " … ".join(text.met(query))
    return text.field, say("find.in_title" if text.field == "title" else "find.in_text", words=met)


def _title(names: Directory, table: str, one: str) -> str:
    """What a row is called, in the reader's language."""
    if table == "statements":
        return names.say.of(names.statement(one), "text")
    called: dict[str, Callable[[str], str]] = {
        "people": names.person,
        "places": names.place,
        "events": names.event,
        "sources": names.title,
    }
    return called[table](one)


def _told(ready: Searched, query: str, exact: bool, named: bool) -> tuple[str, dict[str, list[Text]]]:
    """The texts that hold the query, by table; as typed with the other layout only if nothing was found otherwise."""
    for typed in (query,) if exact or named else (query, *layouts(query)):
        told = {table: ready.texts[table].find(typed, exact) for table in TOLD}
        if any(told.values()):
            return typed, told
    return query, {}


def _first(texts: list[Text], code: str) -> list[Text]:
    """One text a row, in its title before its text and in the reader's language before the others; titles first."""
    first: dict[str, Text] = {}
    for text in sorted(texts, key=lambda text: (text.field != "title", text.language != code)):
        first.setdefault(text.id, text)
    return list(first.values())


def hits(
    record: Record,
    say: Language,
    query: str,
    exact: bool = False,
    limit: int = 6,
    later: bool = False,
    names: Directory | None = None,
) -> tuple[Group, ...]:
    """What of a record a query means, by group; groups without hits are left out.

    Names are found in any spelling and script, titles and texts by the beginnings of all the query's words; `exact`
    asks for the very letters instead. `limit` is for the hits of a group, not for their count; `later` lets in what is
    told of later separate cases. `names` say what rows are called, on the record's own day unless given.
    """
    if not words(query):
        return ()
    ready, names = searched(record, later), names or Directory(record, say, record.settings.as_of)
    counts: dict[str, int] = {}
    found: dict[str, list[Hit]] = {}
    named = False
    for group, table in NAMED.items():
        matches = _named(ready, group, query, exact)
        named = named or any(match.meant == query for match in matches)
        counts[group] = len(matches)
        found[group] = [
            Hit(
                table,
                match.id,
                _title(names, table, match.id),
                _why_named(ready, names, table, match),
                "" if match.meant == query else match.meant,
            )
            for match in matches[:limit]
        ]
    typed, told = _told(ready, query, exact, named)
    meant = "" if typed == query else typed
    for table, texts in told.items():
        rows = _first(texts, say.code)
        counts[table] = len(rows)
        found[table] = [
            Hit(table, text.id, _title(names, table, text.id), _why_told(text, typed, say, exact), meant)
            for text in rows[:limit]
        ]
    return tuple(
        Group(kind, say(f"find.{kind}"), counts[kind], tuple(found[kind])) for kind in GROUPS if counts.get(kind)
    )
