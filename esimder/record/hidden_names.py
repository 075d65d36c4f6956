"""The names of people whom nobody may see, found in any text, address or code, however they are written there.

A text is read as the eye takes it (letters that look alike are one letter, marks and invisible letters are none), by
its sounds in any transliteration, and with what is written in percent signs or entities decoded.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

import pandas as pd
from rapidfuzz.distance import Levenshtein

from esimder.spelling.folding import readings, skeleton, traced

_ENDS = skeleton("аяыіоеэуйьaeiouy")
_CASES = skeleton("а|я|ы|и|е|у|ю|ой|ей|ою|ею|ом|ем")
_SHORTEST = 4  # letters; a shorter surname (`Ким`, `Ли`) is looked for beside a given name only
_HEARD, _LONG = 5, 8  # letters from which on a word is known by its sound, and by a sound that is nearly its own
_MORE = 3  # sounds that an ending may add
_MOST = 9  # given names on one side of a surname
_APART = r"[\s,._-]{1,3}"
# An underscore stands between two words.
_LETTER, _START, _END = r"[^\W_]", r"(?<![^\W_])", r"(?![^\W_])"
_UNSEEN = "\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_UNSEEN}])*")
_CODED = re.compile(r"\S*(?:%[0-9A-Fa-f]{2}|&#?\w+;|xn--)\S*")
_BETWEEN = re.compile(r"\.?[\s,._-]{0,3}")
_VOWELS = "aeiou"
# What the cases of Kazakh and Russian add to a given name, in sounds; a town may be called after one (`Almaty`).
_ADDED = frozenset(
    (
        "",
        *[
            "a",
            "u",
            "e",
            "om",
            "em",
            "ti",
            "di",
            "ni",
            "tin",
            "din",
            "nin",
            "ge",
            "ke",
            "ga",
            "ka",
            "men",
            "pen",
            "ben",
            "da",
            "de",
            "ta",
            "te",
        ],
    )
)
Forms = Iterable[tuple[str, ...]]


@dataclass(frozen=True)
class Sounds:
    """Words by their sounds: `surnames` are looked for by themselves, `given` beside one and, where nobody public has
    such a name (`alone`), by themselves; `others` are public names."""

    surnames: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """Finds names: by a pattern over the skeleton of a text, and by the sounds of its words."""

    pattern: re.Pattern[str]
    sounds: Sounds = Sounds()

    def sub(self, gap: str, text: str) -> str:
        """The text with a gap for each name, and for each piece that spells one in code."""
        if not isinstance(text, str) or not text:
            return text
        parts, end = [], 0
        for first, last in self._spans(text):
            if first >= end:
                parts += [text[end:first], gap]
            end = max(end, last)
        return "".join([*parts, text[end:]])

    def search(self, text: str) -> bool:
        """Whether a text spells any of these names."""
        return next(iter(self._spans(text)), None) is not None

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where a text spells a name, in order."""
        if self is NOBODY:
            return []
        pieces = _CODED.finditer(text) if "%" in text or "&" in text or "xn--" in text else ()
        coded = [match.span() for match in pieces if self._plainly(decoded(match[0]))]
        return sorted([*coded, *self._plainly(text)])

    def _plainly(self, text: str) -> list[tuple[int, int]]:
        folded, at = (text, range(len(text))) if text.isascii() else traced(text)
        spans = [match.span() for match in self.pattern.finditer(folded) if match.end() > match.start()]
        return [*((at[first], at[last - 1] + 1) for first, last in spans), *self._heard(text)]

    def _heard(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a word sounds like a surname, with the given names and initials beside it."""
        words = [match.span() for match in _WORD.finditer(text)]
        for number, (first, last) in enumerate(words):
            if not _sounds_hidden(text[first:last], self.sounds):
                continue
            while number and self._beside(text, *words[number - 1], first):
                number, first = number - 1, words[number - 1][0]
            yield first, last

    def _beside(self, text: str, first: int, last: int, then: int) -> bool:
        """Whether a word is a given name, or an initial, of the name that begins after it."""
        if not _BETWEEN.fullmatch(text[last:then]):
            return False
        word = text[first:last]
        return (len(word) == 1 and text[last] == ".") or not self.sounds.given.isdisjoint(readings(bared(word)))


NOBODY = Names(re.compile(r"(?!)"))  # the names of nobody: found nowhere


def decoded(text: str) -> str:
    """A text without percent signs, entities and the letters in which hosts are written."""
    for _ in range(3):  # what was encoded twice, too
        text = unescape(unquote(text, errors="replace"))
    return re.sub(r"xn--[\w-]+", _host, text.replace("+", " "), flags=re.ASCII)


def bared(word: str) -> str:
    """A word without marks that stand by themselves and without invisible letters."""
    return word if word.isascii() else "".join(one for one in word if unicodedata.category(one) not in ("Mn", "Cf"))


def _host(label: re.Match[str]) -> str:
    try:
        return label[0].encode("ascii").decode("idna")
    except UnicodeError:
        return label[0]


def _stem(sound: str) -> str:
    return sound[:-1] if len(sound) > _HEARD and sound[-1] in _VOWELS else sound


@lru_cache(maxsize=100_000)
def _sounds_hidden(word: str, sounds: Sounds) -> bool:
    """Whether a word sounds like a hidden surname, whatever its ending; nearly so if it is long and nobody else's."""
    if len(bared(word)) < _HEARD:
        return False
    heard = readings(bared(word))
    for sound in heard:
        for name in sounds.surnames:
            if sound == name or (sound.startswith(stem := _stem(name)) and len(sound) - len(stem) <= _MORE):
                return True
    if not sounds.others.isdisjoint(heard):
        return False
    if any(
        sound[:at] in sounds.alone and sound[at:] in _ADDED for sound in heard for at in range(_HEARD, len(sound) + 1)
    ):
        return True
    return any(
        Levenshtein.distance(sound[: len(name) + at], name, score_cutoff=1) <= 1
        for sound in heard
        for name in sounds.surnames
        if len(name) >= _LONG
        for at in (0, 1)
    )


def _inflected(word: str) -> str:
    """A word in every case: without its last vowel, as `Акбердиева` is in `Акбердиевой`, and `Цой` in `Цоя`.

    Of a short word so little would stay that only the endings of names may follow it.
    """
    stem = re.escape(word[:-1] if len(word) > 2 and word[-1].lower() in _ENDS else word)
    if len(word) > _SHORTEST:
        return f"{stem}{_LETTER}*"
    whole = re.escape(word) + (f"{_LETTER}*" if len(word) == _SHORTEST else f"{_LETTER}{{0,3}}{_END}")
    return f"(?:{whole}|{stem}(?:{_CASES}){_END})"


def _given(words: Iterable[str]) -> str:
    """Any of these given names, in any case or by its initial; nothing for none.

    A word that several of them fit is read once: else a row of such words would be read in every combination. A name of
    several parts (`Анна-Мария`) may still be read as its parts.
    """
    several, single = ({word for word in words if bool(re.search(_APART, word)) == parts} for parts in (True, False))
    whole = [sorted(map(_inflected, part), key=len, reverse=True) for part in (several, single)]
    initials = sorted({rf"{re.escape(word[0])}(?=\.)" for word in words})
    once = "|".join((*whole[1], *initials))
    return f"(?:{'|'.join((*whole[0], f'(?>{once})'))})" if once else ""


def _beside(given: Iterable[str], surname: str) -> Iterator[str]:
    """A short surname with a given name on one of its sides; a form of one short word only as it is written."""
    if not (names := _given(given)):
        yield rf"(?-i:\b{re.escape(surname)}\b)"
        return
    yield f"(?:{_START}{names}{_APART}){{1,{_MOST}}}{_inflected(surname)}"
    yield f"{_START}{_inflected(surname)}(?:{_APART}{names}){{1,{_MOST}}}"


def _patterns(forms: set[tuple[str, ...]]) -> set[str]:
    long = {form for form in forms if len(form[-1]) >= _SHORTEST}
    found = {one for form in forms if form not in long for one in _beside(form[:-1], form[-1])}
    if long:
        given = _given({word for form in long for word in form[:-1]}) or r"(?!)"
        last = "|".join(sorted({_inflected(form[-1]) for form in long}, key=len, reverse=True))
        found.add(f"(?:{_START}{given}{_APART}){{0,{_MOST}}}(?:{last})(?:{_APART}{given}){{0,{_MOST}}}")
    return found


def _heard(words: Iterable[str]) -> frozenset[str]:
    return frozenset(
        sound for word in words if len(word) >= _HEARD for sound in readings(bared(word)) if len(sound) > 3
    )


def _forms(people: pd.DataFrame) -> set[tuple[str, ...]]:
    """Every name of people, by its words."""
    cells = {cell for name in people if str(name).startswith("name_") for cell in people[name]}
    cells |= {alias for cell in people.get("aliases", ()) for alias in cell.split("|")}
    words = {tuple(word for word in cell.split() if any(map(str.isalpha, word))) for cell in cells}
    return words - {()}


def _eyed(forms: Forms) -> set[tuple[str, ...]]:
    """Names as the eye takes them."""
    return {tuple(word for part in form if (word := skeleton(part))) for form in forms} - {()}


def names_of(people: pd.DataFrame, public: pd.DataFrame | None = None) -> Names:
    """Finds every name of these people, whatever its ending, with the given names around it.

    A namesake is taken out of the texts as well: a gap too many is seen and a name too many is not taken back. Alone a
    given name is looked for where nobody `public` has it. Of an organisation or a group only the whole name is looked
    for: its words are anybody's.
    """
    single = people["kind"].isin(("person", "")) if "kind" in people else pd.Series(True, index=people.index)
    forms, bodies = _forms(people[single]), _forms(people[~single])
    found = _patterns(_eyed(forms)) | {_APART.join(map(_inflected, form)) for form in _eyed(bodies)}
    if not found:
        return NOBODY
    others = _heard(word for form in (_forms(public) if public is not None else ()) for word in form)
    given = _heard(word for form in forms for word in form[:-1])
    surnames = _heard(form[-1] for form in forms)
    alone = {one for one in given if public is not None and one not in others and len(one) >= _HEARD}
    pattern = re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE)
    return Names(pattern, Sounds(surnames, given, frozenset(alone), others))
