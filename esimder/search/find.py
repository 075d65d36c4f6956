"""The search over a record: a query in any spelling in, grouped hits out, each with what matched."""

from collections.abc import Callable
from dataclasses import dataclass

from esimder.i18n.labels import Directory
from esimder.i18n.language import Language
from esimder.record.load import Record
from esimder.record.schema import LANGUAGES
from esimder.search.matches import NAMED, Searched, meant, searched
from esimder.search.texts import Text
from esimder.spelling.folding import words
from esimder.spelling.match import Match

GROUPS = ("people", "places", "organisations", "events", "sources", "statements")


@dataclass(frozen=True)
class Hit:
    """One row that was found: its table and id, its title, and what matched, as (kind, words for the reader).

    The kind is name, printed, alias, then (a place's name at another time), title, text or words. `meant` is the
    query as it reads with the other keyboard layout, if only so it was found.
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


def _first(texts: list[Text], code: str) -> list[Text]:
    """One text a row, in its title before its text and in the reader's language before the others; titles first."""
    first: dict[str, Text] = {}
    for text in sorted(texts, key=lambda text: (text.field != "title", text.language != code)):
        first.setdefault(text.id, text)
    return list(first.values())


def _by_name(ready: Searched, names: Directory, table: str, match: Match, query: str) -> Hit:
    """A row that was found by its name."""
    meaning = "" if match.meant == query else match.meant
    return Hit(table, match.id, _title(names, table, match.id), _why_named(ready, names, table, match), meaning)


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
    means = meant(record, query, exact, later)
    counts: dict[str, int] = {}
    found: dict[str, list[Hit]] = {}
    for group, table in NAMED.items():
        matches = means.names.get(group, [])
        counts[group] = len(matches)
        found[group] = [_by_name(ready, names, table, match, query) for match in matches[:limit]]
    meaning = "" if means.read == query else means.read
    for table, texts in means.texts.items():
        rows = _first(texts, say.code)
        counts[table] = len(rows)
        found[table] = [
            Hit(table, text.id, _title(names, table, text.id), _why_told(text, means.read, say, exact), meaning)
            for text in rows[:limit]
        ]
    if means.apart:
        counts["statements"] = len(means.apart)
        found["statements"] = [
            Hit("statements", one, _title(names, "statements", one), ("words", say("find.every_word")))
            for one in sorted(means.apart)[:limit]
        ]
    return tuple(
        Group(kind, say(f"find.{kind}"), counts[kind], tuple(found[kind])) for kind in GROUPS if counts.get(kind)
    )
