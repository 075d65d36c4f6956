"""What the rows of a record are called, in one language and on one day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from textwrap import shorten
from typing import Any

from esimder.i18n.language import Language
from esimder.record.check import other_names
from esimder.record.dates import Span, span
from esimder.record.escape import bounded
from esimder.record.load import Record, rows
from esimder.record.schema import LANGUAGES
from esimder.spelling.romanise import by_rule

Row = Mapping[str, Any]
_LATIN = re.compile("[A-Za-z]")


@lru_cache(maxsize=10_000)
def _times(cell: str) -> tuple[tuple[Span, Mapping[str, str]], ...]:
    return tuple((found, names) for when, names in other_names(cell) if (found := span(when)))


def place_name(place: Row, say: Language, on: date) -> str:
    """The name of a place that was valid on a day."""
    for when, names in _times(place["other_names"]):
        if when.first <= on <= when.last:
            return bounded(names[say.code])
    return say.of(place, "name")


@dataclass(frozen=True, eq=False)
class Directory:
    """Names, titles and rows of a record by id; places are named as on `as_of` unless another day is given.

    With `beside` the original form of a person's name stands beside the reader's wherever the person is named.
    """

    record: Record
    say: Language
    as_of: date
    beside: bool = False

    def row(self, table: str, one: str) -> Row:
        """The row of a table with this id; KeyError if there is none."""
        return rows(self.record, table)[one]

    def person(self, one: str) -> str:
        """What a person is called: in the reader's language, with the original beside it if the reader asks for it."""
        own = self._other(one) if self.beside else ""
        return f"{self.name(one)} ({own})" if own else self.name(one)

    def name(self, one: str) -> str:
        """A person's name in the reader's language alone; by rule or as it is where the record has no such form."""
        row = self.row("people", one)
        if told := self.say.of(row, "name"):
            return told
        made = list(by_rule(row).values()) if self.say.code == "en" else []
        return next(filter(None, [*made, *(bounded(str(row[f"name_{code}"])) for code in LANGUAGES)]))

    def order(self, one: str) -> str:
        """What a person is sorted by: the name as it is shown, as a record need not say which word is the family's."""
        return self.say.order(self.name(one))

    def original(self, one: str) -> str:
        """A person's name in its own form, where that differs from the reader's and `person` does not hold it."""
        return "" if self.beside else self._other(one)

    def tongue(self, one: str) -> str:
        """The language of the original form of a person's name; empty where the record does not tell: a form in Latin
        letters may be Polish or Finnish."""
        code = str(self.row("people", one)["original"])
        return code if code in ("kk", "ru") else ""

    def own(self, one: str) -> str:
        """A person's name in its own form; empty where the record does not tell which that is, and for a body."""
        row = self.row("people", one)
        return bounded(str(row.get(f"name_{row['original']}", ""))) if row["kind"] == "person" else ""

    def _other(self, one: str) -> str:
        own = self.own(one)
        return "" if own == self.name(one) else own

    def romanised(self, one: str) -> dict[str, str]:
        """A person's name in Latin letters, by the languages whose rules made it; nothing if anybody prints one."""
        row = self.row("people", one)
        printed = self.record.statements.loc[self.record.statements["person_id"] == one, "name_printed"]
        if row["kind"] != "person" or row["original"] == "en" or _LATIN.search(" ".join((row["aliases"], *printed))):
            return {}
        return by_rule(row)

    def place(self, one: str, when: str = "") -> str:
        """The name of a place on the first day of an EDTF date, or as of the reader's day."""
        found = span(when)
        day = self.as_of if found is None else found.first if found.start else found.last
        return place_name(self.row("places", one), self.say, day)

    def event(self, one: str) -> str:
        """An event's title."""
        return self.say.of(self.row("events", one), "title")

    def people(self, ids: str) -> str:
        """The names behind a cell of ids with | between, joined by commas."""
        return ", ".join(self.person(one.strip()) for one in ids.split("|") if one.strip())

    def title(self, one: str) -> str:
        """A source's title as printed, or our description of it in the reader's language."""
        row = self.row("sources", one)
        return self.say.of(row, "described") or bounded(str(row["title"]))

    def source(self, one: str) -> str:
        """Who published a source and when; where that is unknown, what it is called."""
        row = self.row("sources", one)
        told = self.say.date(row["published"]) if row["published"] else shorten(self.title(one), 56, placeholder="…")
        return f"{self.publisher(one)}, {told}"

    def statement(self, one: str) -> Row:
        """The row of a statement."""
        return self.row("statements", one)

    def publisher(self, one: str) -> str:
        """Who published a source, in the reader's language where it has a name there."""
        row = self.row("sources", one)
        return self.say.of(row, "called") or bounded(str(row["publisher"]))

    def locator(self, text: str) -> str:
        """Where in the source, in words: `line:4` is "line 4"; an unknown form stays as it is."""
        kind, colon, rest = text.partition(":")
        key = f"locator.{kind}"
        said = self.say(key, at=rest)
        return said if colon and said != key else bounded(text)
