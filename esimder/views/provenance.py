"""What every file says of itself: the question, the day, the version, the counts, the right to
use it, how to cite it, and where the living view is."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from anyascii import anyascii

from esimder.query.selection import Selection, select
from esimder.record.load import Record
from esimder.views import citation as cite
from esimder.views import responsible
from esimder.views.context import Context
from esimder.views.page import chips

# The lines of an imprint, in their order, by code: the words of each one's heading.
HEADINGS = {
    "record": "imprint.record",
    "question": "imprint.question",
    "as_of": "imprint.as_of",
    "data": "imprint.data",
    "rows": "imprint.rows",
    "licence": "imprint.licence",
    "publisher": "responsible.publisher",
    "contact": "responsible.contact",
    "reply": "responsible.reply",
    "citation": "imprint.citation",
    "link": "imprint.link",
}


class Line(NamedTuple):
    """One line of an imprint, in the reader's language."""

    heading: str
    words: str

    @property
    def sentence(self) -> str:
        """Both as plain text."""
        return f"{self.heading}: {self.words}"


@dataclass(frozen=True)
class Imprint:
    """The imprint of one view. `lines` has by code, in the order of HEADINGS, what a reader is told.

    `title` is the record's, `question` the filters in words, `shown` pairs of rows shown and rows in all by table,
    `sources` the source_id of every source that the view rests on, `link` the whole address of the live view, empty
    where this server has no public one, `live` the same in words, `stem` the beginning of a file's name. `subject` is
    the one person whom the view is of, else empty.
    """

    title: str
    subject: str
    question: str
    as_of: date
    version: str
    changed: date | None
    shown: dict[str, tuple[int, int]]
    sources: tuple[str, ...]
    licence: str
    citation: str
    link: str
    live: str
    stem: str
    lines: Mapping[str, Line]

    @property
    def heading(self) -> str:
        """What a file is called: the person whom it is of, else the record."""
        return self.subject or self.title

    @property
    def sentences(self) -> list[str]:
        """All lines as plain text."""
        return [line.sentence for line in self.lines.values()]


_NAMED = ("person", "event", "place", "kind", "status", "source")  # filters by codes, the most telling first
_SLUG = 40  # letters of a question in a file's name


def _shown(rows: Selection, record: Record) -> dict[str, tuple[int, int]]:
    sources = rows.statements["source_id"].nunique()
    return {
        "statements": (len(rows.statements), len(record.statements)),
        "events": (len(rows.events), len(record.events)),
        "people": (len(rows.people), len(record.people)),
        "sources": (sources, len(record.sources)),
    }


def _slug(context: Context) -> str:
    """The question in a few plain letters that every file system takes; empty for a view without filters."""
    view = context.view
    parts = [code for name in _NAMED for code in getattr(view, name)]
    parts += [view.q, *(f"{day:%Y-%m-%d}" for day in (view.since, view.until) if day)]
    parts += ["disputed"] if view.disputed else []
    parts += [view.basis] if view.basis != "happened" else []
    plain = re.sub("[^a-z0-9]+", "-", anyascii(" ".join(parts)).lower()).strip("-")
    return plain if len(plain) <= _SLUG else plain[: _SLUG + 1].rpartition("-")[0] or plain[:_SLUG]


def stem(context: Context) -> str:
    """The beginning of a file's name: the day, the question in plain letters, and a mark of the whole question and the
    version of the data, so that two questions never have one name."""
    whole = "\n".join((context.record.version, context.href(lang="")))
    mark = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return "-".join(filter(None, ("esimder", str(context.directory.as_of), _slug(context), mark)))


def imprint(context: Context, origin: str) -> Imprint:
    """The imprint of a view; `origin` is the public address of this server (`https://esimder.example`) or empty: the
    address in a browser may be one that no other reader can open."""
    say, record, view = context.say, context.record, context.view
    rows = select(record, view)
    shown, day = _shown(rows, record), context.directory.as_of
    title = record.settings.title[say.code] or say("name")
    question = "; ".join(f"{chip['name']} {chip['value']}" for chip in chips(context)) or say("cite.everything")
    live, citation = cite.live(context, origin), cite.view(context, origin)
    counted = "; ".join(
        say("imprint.of", what=say(f"imprint.{table}"), shown=say.number(part), total=say.number(whole))
        for table, (part, whole) in shown.items()
    )
    data_day = responsible.changed(record.settings)
    version = say("imprint.version", version=record.version)
    lines = {
        "record": title,
        "question": question,
        "as_of": f"{say.day(day)} ({say(f'basis.{view.basis}')})",
        "data": f"{say.day(data_day)}, {version}" if data_day else version,
        "rows": counted,
        "licence": record.settings.licence or say("imprint.no_licence"),
        **responsible.lines(record.settings, say),
        "citation": citation,
        "link": live,
    }
    return Imprint(
        title,
        context.directory.person(view.person[0]) if len(view.person) == 1 else "",
        question,
        day,
        record.version,
        data_day,
        shown,
        tuple(dict.fromkeys(rows.statements["source_id"])),
        record.settings.licence,
        citation,
        live if origin else "",
        live,
        stem(context),
        {code: Line(say(heading), lines[code]) for code, heading in HEADINGS.items()},
    )
