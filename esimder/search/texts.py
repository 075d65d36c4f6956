"""The titles and texts of a record, found by the beginnings of their words in any script."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from esimder.record.load import Record
from esimder.record.schema import LANGUAGES
from esimder.spelling.folding import readings, words

TOLD = ("events", "sources", "statements")
_AROUND = ".,;:!?()«»“”"


@dataclass(frozen=True)
class Text:
    """A text of the record as the search reads it; `field` is title or text, `language` empty for a printed one."""

    id: str
    field: str
    language: str
    text: str

    def met(self, query: str) -> list[str]:
        """The words of the text that the words of a query begin, as they stand."""
        asked = tuple(sounds for word in words(query) for sounds in readings(word) if sounds)
        met = [
            word.strip(_AROUND)
            for word in self.text.split()
            if any(sounds.startswith(asked) for part in words(word) for sounds in readings(part))
        ]
        return list(dict.fromkeys(met))


class Texts:
    """The texts of one table by the beginnings of their words, folded."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = [text for text in texts if text.text]
        self.plain = [text.text.casefold() for text in self.texts]
        held: dict[str, set[int]] = {}
        for at, text in enumerate(self.texts):
            for sounds in {sounds for word in words(text.text) for sounds in readings(word)}:
                held.setdefault(sounds, set()).add(at)
        self.words = sorted(held)
        self.held = [held[word] for word in self.words]

    def _begun(self, word: str) -> set[int]:
        """The texts with a word that begins so."""
        found: set[int] = set()
        # "qqqq" is one sound and would begin too much; one typed letter may.
        for sounds in (one for one in readings(word) if len(one) > 1 or len(word) == 1):
            first = bisect_left(self.words, sounds)
            found.update(*self.held[first : bisect_left(self.words, sounds + "\uffff", first)])
        return found

    def find(self, query: str, exact: bool) -> list[Text]:
        """The texts that hold the query: each of its words begins one of theirs, or letter by letter."""
        if exact:
            wanted = query.casefold().strip()
            return [text for text, plain in zip(self.texts, self.plain, strict=True) if wanted in plain]
        asked = words(query)
        asked = [word for word in asked if len(word) > 1] or asked
        if not asked:
            return []
        return [self.texts[at] for at in sorted(set.intersection(*(self._begun(word) for word in asked)))]


def of_record(record: Record, later: bool) -> Iterator[tuple[str, Text]]:
    """Every text that is searched, with its table; separate later cases only if asked for."""
    told = record.statements if later else record.statements[record.statements["scope"] == "main"]
    left_out = set(record.statements["event_id"]) - set(told["event_id"])
    fields = {
        "events": (("title", "title"), ("summary", "text")),
        "sources": (("called", "title"), ("described", "title")),
        "statements": (("text", "text"),),
    }
    frames = {
        "events": record.events[~record.events["event_id"].isin(left_out)],
        "sources": record.sources,
        "statements": told,
    }
    for table, frame in frames.items():
        for row in frame.to_dict("records"):
            one = row[str(frame.columns[0])]
            for name, field in fields[table]:
                yield from ((table, Text(one, field, code, row[f"{name}_{code}"])) for code in LANGUAGES)
            for name in {"sources": ("title", "publisher"), "statements": ("name_printed",)}.get(table, ()):
                yield table, Text(one, "title" if table == "sources" else "text", "", row[name])
