"""Stories: steps of words, each with a view of the record and the statements on which its words rest, as plain files.

A story is `stories/<id>.toml` beside the tables of a record. Numbers are not typed into its words but named: `{people}`
is counted for the view of the step, `{people?source=cpj-01}` for that view with a change, and `{total.people}` gives
the number with its noun, as each language counts; `{contact}` is where corrections go.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from esimder.query.counts import HEADLINES, NAMED
from esimder.query.selection import codes
from esimder.query.view import View
from esimder.record.check import Fault, shown
from esimder.record.files import content
from esimder.record.load import Record
from esimder.record.redact import gapped
from esimder.record.schema import LANGUAGES

WORDS = ("heading", "text", "notes")
# The pages that a step may show; the last one shows words alone, for what is said of the record itself.
SCENES = ("", "map", "timeline", "detained", "person", "sources", "method")
NUMBER = re.compile(r"\{([a-z_.]+)(?:\?([^{}]*))?\}")
NAMES = (*NAMED, "as_of", "contact", *(f"total.{name}" for name in HEADLINES))
# What a story may hold: steps, letters of a text and of a link, entries of a list, and numbers, which are all counted.
MOST_STEPS, LONGEST, LONGEST_LINK, MOST_LISTED, MOST_NUMBERS = 60, 4000, 2000, 100, 200
MOST_TOLD = 500  # faults of one story
MOST_DOTS = 8  # on one line, outside of texts: a name of thousands of parts would take minutes to read
_TEXTS = re.compile(
    "|".join(
        (
            r'"""(?:\\.|(?!""")[^\\])*+(?:""")?',
            r"'''(?:(?!''').)*+(?:''')?",
            r'"(?:\\[^\n]|[^"\\\n])*+"?',
            r"'[^'\n]*+'?",
            r"#[^\n]*+",
        )
    ),
    re.DOTALL,
)
DRAFT = "draft"  # the story that is in nobody's folder yet
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
Words = Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """One step: what is read out, in every language, and what is seen.

    `path` and `view` are the page and the view that its link leads to, `highlight` the people, places and events that
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


@dataclass(frozen=True)
class Shelf:
    """The stories of a folder that hold, by id, and every fault of those that do not."""

    stories: Mapping[str, Story]
    faults: tuple[Fault, ...]


def link(text: str, record: Record) -> tuple[str, View, list[str]]:
    """The page and the view that a link leads to, and what of it the record does not know; language stays out."""
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
    told: dict[str, list[str]] = {}
    for name, value in view.to_query():
        told.setdefault(name, []).append(value)
    return View.from_query(told | parse_qs(change), codes(record))[0]


def _text(value: object) -> str:
    """One value as a text; what is a list or a table is none."""
    return value if isinstance(value, str) else shown(value)


def _words(said: Mapping[str, Any], name: str) -> dict[str, str]:
    return {code: _text(said.get(f"{name}_{code}", "")).strip() for code in LANGUAGES}


def _list(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = said.get(name, [])
    return tuple(map(_text, found[:MOST_LISTED])) if isinstance(found, list) else ()


def _step(said: Mapping[str, Any], record: Record) -> Step:
    path, view, _ = link(_text(said.get("view", "")), record)
    heading, text, notes = (_words(said, name) for name in WORDS)
    return Step(heading, text, notes, path, view, _list(said, "highlight"), _list(said, "cites"))


class _Reading:
    """The faults of one file as they are found: file, step (0: the whole story), field, value, why, what is right."""

    def __init__(self, file: str, record: Record) -> None:
        self.file, self.record, self.numbers = file, record, 0
        people, places, events = (getattr(record, table) for table in ("people", "places", "events"))
        self.known = {
            "cites": set(record.statements["statement_id"]),
            "highlight": {*people["person_id"], *places["place_id"], *events["event_id"]},
        }

    def fault(self, step: int, name: str, value: object, why: str, right: str) -> Fault:
        # Who edits a draft typed its ids; in a file of the folder an unknown one may be that of a restricted person.
        unknown = why in ("fault.no_such_row", "fault.no_such_code") and self.file != f"{DRAFT}.toml"
        return Fault(self.file, step, name[:80], "" if unknown else _text(value)[:200], why, right)

    def of_words(self, said: Mapping[str, Any], step: int, name: str, needed: bool) -> Iterator[Fault]:
        words = _words(said, name)
        for code, text in words.items():
            if not text and (needed or any(words.values())):
                why = "fault.one_language_missing" if any(words.values()) else "fault.empty"
                yield self.fault(step, f"{name}_{code}", "", why, ", ".join(LANGUAGES))
            if len(text) > LONGEST:
                yield self.fault(step, f"{name}_{code}", text[:40], "fault.too_long", str(LONGEST))
                continue
            yield from self.of_numbers(text, step, f"{name}_{code}")

    def of_numbers(self, text: str, step: int, name: str) -> Iterator[Fault]:
        for field, change in NUMBER.findall(text):
            self.numbers += 1
            if self.numbers > MOST_NUMBERS:
                continue
            if field not in NAMES:
                yield self.fault(step, name, field, "fault.no_such_code", ", ".join(NAMES))
            yield from self.of_link(f"?{change}", step, name)
        if rest := re.search(r"\{[^{}]*\}?", NUMBER.sub("", text)):
            yield self.fault(step, name, rest[0], "fault.malformed", "{people}")

    def of_link(self, text: str, step: int, name: str = "view") -> Iterator[Fault]:
        if len(text) > LONGEST_LINK:
            yield self.fault(step, name, text[:40], "fault.too_long", str(LONGEST_LINK))
        for wrong in link(text, self.record)[2]:
            yield self.fault(step, name, wrong, "fault.no_such_code", "/map?place=aktau")

    def of_step(self, said: Mapping[str, Any], step: int) -> Iterator[Fault]:
        for name in WORDS:
            yield from self.of_words(said, step, name, needed=name != "notes")
        yield from self.of_link(_text(said.get("view", "")), step)
        for name, known in self.known.items():
            if not isinstance(said.get(name, []), list):
                yield self.fault(step, name, said[name], "fault.malformed", '["…", "…"]')
            elif len(said.get(name, [])) > MOST_LISTED:
                yield self.fault(step, name, len(said[name]), "fault.too_many", str(MOST_LISTED))
            for one in _list(said, name):
                if one not in known:
                    table = "statements" if name == "cites" else "people, places, events"
                    yield self.fault(step, name, one, "fault.no_such_row", table)
        if not _list(said, "cites") and link(_text(said.get("view", "")), self.record)[0] != "method":
            yield self.fault(step, "cites", "", "fault.uncited", "statement_id")
        fields = {"view", "highlight", "cites", *(f"{name}_{code}" for name in WORDS for code in LANGUAGES)}
        for name in said.keys() - fields:
            yield self.fault(step, name, said[name], "fault.no_such_code", ", ".join(sorted(fields)))


def read(said: Mapping[str, Any], one: str, record: Record) -> tuple[Story, list[Fault]]:
    """The story that a file says, as far as it can be read, and every fault of it."""
    reading = _Reading(f"{one}.toml", record)
    listed = said.get("steps")
    steps = [step for step in listed if isinstance(step, dict)] if isinstance(listed, list) else []
    found = list(reading.of_words(said, 0, "title", needed=True))
    if not steps or len(steps) > MOST_STEPS or len(steps) != len(listed or ()):
        found.append(reading.fault(0, "steps", len(steps), "fault.malformed", f"[[steps]], 1–{MOST_STEPS}"))
    for number, step in enumerate(steps[:MOST_STEPS], 1):
        told = islice(reading.of_step(step, number), max(MOST_TOLD - len(found), 0))
        found += sorted(told, key=lambda fault: fault.column)
    if reading.numbers > MOST_NUMBERS:
        found.append(reading.fault(0, "{…}", reading.numbers, "fault.too_many", str(MOST_NUMBERS)))
    return Story(one, _words(said, "title"), tuple(_step(step, record) for step in steps[:MOST_STEPS])), found


def parsed(text: str) -> dict[str, Any] | None:
    """What the TOML of a story says, or None if it is no TOML."""
    if any(line.count(".") > MOST_DOTS for line in _TEXTS.sub("", text).split("\n")):
        return None
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError too
        return None


def load(folder: Path, record: Record) -> Shelf:
    """Every story of a record's folder, with no name of a restricted person; one with a fault is left out of the shelf
    and its faults are told."""
    stories: dict[str, Story] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "stories").glob("*.toml")):
        try:
            text = content(path)
            said = None if isinstance(text, Fault) else parsed(text.decode("utf-8"))
        except UnicodeDecodeError:
            said = None
        if said is None or path.stem == DRAFT or not _ID.fullmatch(path.stem) or record.hidden.search(path.stem):
            faults.append(
                Fault(gapped(path.name, record.hidden), 0, "", "", "fault.malformed", "TOML, UTF-8, a-z 0-9 -")
            )
            continue
        story, found = read(gapped(said, record.hidden), path.stem, record)
        faults += found
        if not found:
            stories[path.stem] = story
    return Shelf(stories, tuple(faults))


def drafted(text: str, record: Record) -> tuple[Story | None, list[Fault]]:
    """The draft that a browser sends, as `{"story": …}` or a file's `{"toml": …}`, and its faults."""
    try:
        sent = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        sent = {}
    if not isinstance(sent, dict) or not sent:
        return None, []
    said = parsed(str(sent["toml"])) if "toml" in sent else sent.get("story")
    if said is None and "toml" not in sent:
        return None, []
    if not isinstance(said, dict):
        return None, [Fault(f"{DRAFT}.toml", 0, "", "", "fault.malformed", "TOML, UTF-8")]
    return read(said, DRAFT, record)


def files(shelf: Shelf, draft: Story | None) -> dict[str, dict[str, Any]]:
    """What a browser edits (`said`) and hands out as a file (`toml`), by the story's id."""
    known = {**shelf.stories, **({DRAFT: draft} if draft else {})}
    return {one: {"said": plain(story), "toml": written(story)} for one, story in known.items()}


def plain(story: Story) -> dict[str, Any]:
    """A story as its file says it: texts by name and language, the view as a link."""
    return {
        **_columns("title", story.title),
        "steps": [
            {
                **{key: text for name in WORDS for key, text in _columns(name, getattr(step, name)).items()},
                "view": step.view.href(step.path),
                "highlight": list(step.highlight),
                "cites": list(step.cites),
            }
            for step in story.steps
        ],
    }


def _columns(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_{code}": words[code] for code in LANGUAGES}


def written(story: Story) -> str:
    """A story as TOML that `load` reads again."""
    said = plain(story)
    steps = said.pop("steps")
    tables = ["\n".join(map(_line, step.items())) for step in steps]
    return "\n\n[[steps]]\n".join(["\n".join(map(_line, said.items())), *tables]) + "\n"


def _line(pair: tuple[str, Any]) -> str:
    # A text or a list of texts in JSON is the same in TOML, but for the one letter that TOML wants escaped.
    name, value = pair
    return f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
