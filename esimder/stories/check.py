"""The faults of a story's file: missing languages, unknown ids, links and numbers, texts that are too long."""

import re
from collections.abc import Iterator

from esimder.record.check import Fault
from esimder.record.load import Record
from esimder.record.schema import LANGUAGES
from esimder.stories.story import (
    DRAFT,
    LONGEST,
    LONGEST_LINK,
    MOST_LISTED,
    MOST_NUMBERS,
    NAMES,
    NUMBER,
    WORDS,
    Toml,
    link,
    list_of,
    text_of,
    words_of,
)


class StoryCheck:
    """The faults of one file: file, step (0: the whole story), field, value, why, what is right."""

    def __init__(self, file: str, record: Record) -> None:
        self.file, self.record, self.numbers = file, record, 0
        people, places, events = (getattr(record, table) for table in ("people", "places", "events"))
        self.ids = {
            "cites": set(record.statements["statement_id"]),
            "highlight": {*people["person_id"], *places["place_id"], *events["event_id"]},
        }

    def fault(self, step: int, name: str, value: object, why: str, right: str) -> Fault:
        """One fault, with what was written unless that may be a restricted person's id."""
        # A draft's ids were typed by its reader; in a file of the folder an unknown id may be of a restricted person.
        unknown = why in ("fault.no_such_row", "fault.no_such_code") and self.file != f"{DRAFT}.toml"
        return Fault(self.file, step, name[:80], "" if unknown else text_of(value)[:200], why, right)

    def of_words(self, data: Toml, step: int, name: str, needed: bool) -> Iterator[Fault]:
        """Faults of a text in all languages."""
        words = words_of(data, name)
        for code, text in words.items():
            if not text and (needed or any(words.values())):
                why = "fault.one_language_missing" if any(words.values()) else "fault.empty"
                yield self.fault(step, f"{name}_{code}", "", why, ", ".join(LANGUAGES))
            if len(text) > LONGEST:
                yield self.fault(step, f"{name}_{code}", text[:40], "fault.too_long", str(LONGEST))
                continue
            yield from self.of_numbers(text, step, f"{name}_{code}")

    def of_numbers(self, text: str, step: int, name: str) -> Iterator[Fault]:
        """Faults of the numbers named in a text."""
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
        """Faults of a link."""
        if len(text) > LONGEST_LINK:
            yield self.fault(step, name, text[:40], "fault.too_long", str(LONGEST_LINK))
        for wrong in link(text, self.record)[2]:
            yield self.fault(step, name, wrong, "fault.no_such_code", "/map?place=aktau")

    def of_step(self, data: Toml, step: int) -> Iterator[Fault]:
        """Faults of a step."""
        for name in WORDS:
            yield from self.of_words(data, step, name, needed=name != "notes")
        yield from self.of_link(text_of(data.get("view", "")), step)
        for name, ids in self.ids.items():
            if not isinstance(data.get(name, []), list):
                yield self.fault(step, name, data[name], "fault.malformed", '["…", "…"]')
            elif len(data.get(name, [])) > MOST_LISTED:
                yield self.fault(step, name, len(data[name]), "fault.too_many", str(MOST_LISTED))
            for row_id in list_of(data, name):
                if row_id not in ids:
                    table = "statements" if name == "cites" else "people, places, events"
                    yield self.fault(step, name, row_id, "fault.no_such_row", table)
        if not list_of(data, "cites") and link(text_of(data.get("view", "")), self.record)[0] != "method":
            yield self.fault(step, "cites", "", "fault.uncited", "statement_id")
        fields = {"view", "highlight", "cites", *(f"{name}_{code}" for name in WORDS for code in LANGUAGES)}
        for name in data.keys() - fields:
            yield self.fault(step, name, data[name], "fault.no_such_code", ", ".join(sorted(fields)))
