"""Stories: steps of words, each with a view of the record and the statements on which its words rest.

Numbers are not typed into the words but named: `{people}` is counted for the view of the step, `{people?source=cpj-01}`
for that view with a change, and `{total.people}` gives the number with its noun, as each language counts; `{contact}`
is where corrections go.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from esimder.query.counts import HEADLINES, NAMED
from esimder.query.selection import codes
from esimder.query.view import View
from esimder.record.check import shown
from esimder.record.load import Record
from esimder.record.schema import LANGUAGES

WORDS = ("heading", "text", "notes")
# The pages that a step may show; the last one shows words alone, for what is said of the record itself.
SCENES = ("", "map", "timeline", "detained", "person", "sources", "method")
NUMBER = re.compile(r"\{([a-z_.]+)(?:\?([^{}]*))?\}")
NAMES = (*NAMED, "as_of", "contact", *(f"total.{name}" for name in HEADLINES))
# What a story may hold: steps, letters of a text and of a link, entries of a list, and numbers, which are all counted.
MOST_STEPS, LONGEST, LONGEST_LINK, MOST_LISTED, MOST_NUMBERS = 60, 4000, 2000, 100, 200
DRAFT = "draft"  # the story that is in nobody's folder yet
Words = Mapping[str, str]
Toml = Mapping[str, Any]  # what a file holds, before it is checked


@dataclass(frozen=True)
class Step:
    """One step: its words in every language, and the view that it shows.

    `path` and `view` are those of its link, `highlight` the people, places and events that
    stand out in it, `cites` the statements on which the words rest.
    """

    heading: Words
    text: Words
    notes: Words
    path: str
    view: View
    highlight: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """A story by its id (the name of its file), with its title in every language."""

    id: str
    title: Words
    steps: tuple[Step, ...]


def link(text: str, record: Record) -> tuple[str, View, list[str]]:
    """The page and the view of a link, without its language, and the parts of it that the record does not know."""
    try:
        address = urlsplit(text[:LONGEST_LINK])
    except ValueError:  # a bracket that nothing closes
        return "", View(), [text]
    path = address.path.strip("/")
    view, left_out = View.from_query(parse_qs(address.query), codes(record))
    wrong = [f"{name}={value}" for name, value in left_out]
    if address.scheme or address.netloc or path not in SCENES:
        wrong.insert(0, text)
    return path, view.without("lang", "number"), wrong


def changed(view: View, change: str, record: Record) -> View:
    """A view with what a number in a text changes in it: `source=cpj-01` in place of the view's own sources."""
    query: dict[str, list[str]] = {}
    for name, value in view.to_query():
        query.setdefault(name, []).append(value)
    return View.from_query(query | parse_qs(change), codes(record))[0]


def text_of(value: object) -> str:
    """A value of a file as text; a list or a table becomes a description that no code equals."""
    return value if isinstance(value, str) else shown(value)


def words_of(data: Toml, name: str) -> dict[str, str]:
    """A text in every language, from the fields `name_kk` and so on."""
    return {code: text_of(data.get(f"{name}_{code}", "")).strip() for code in LANGUAGES}


def list_of(data: Toml, name: str) -> tuple[str, ...]:
    """A list of texts, as far as it may be long."""
    values = data.get(name, [])
    return tuple(map(text_of, values[:MOST_LISTED])) if isinstance(values, list) else ()


def step_of(data: Toml, record: Record) -> Step:
    """A step as its file writes it, faults or not."""
    path, view, _ = link(text_of(data.get("view", "")), record)
    heading, text, notes = (words_of(data, name) for name in WORDS)
    return Step(heading, text, notes, path, view, list_of(data, "highlight"), list_of(data, "cites"))
