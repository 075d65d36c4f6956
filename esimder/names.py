"""Names compared by how they sound: `score` for two names, `Index` to find one among many.

Names are compared word by word, in any order. What differs is counted in letters, and letters that are often confused
(vowels, s and z, g and h …) count as a part of one; patronymics, initials and words left out have rules of their own.
Nothing is learned and nothing is random: the same names give the same score.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from esimder.folding import MARKS, layouts, readings, words

FLOOR = 62.0  # below it two names are not the same
SURE = 84.0  # from it on a query is not tried in another keyboard layout
STEEP = 150.0  # points a letter of difference costs in a name of one letter
SHORTLIST = 60  # spellings that are compared letter by letter

_VOWELS = "aeiou"
_CLOSE = {
    **dict.fromkeys(("ou", "ei", "iu", "ae", "ao"), 0.35),
    **dict.fromkeys(("sz", "čš", "žš", "gh", "dt", "hk", "cz", "žz"), 0.4),
    **dict.fromkeys(("bp", "gk", "vf", "pf", "uv", "mn", "sš", "čc", "sc", "ži", "čž", "hč", "iv"), 0.55),
}
_SWAP = {pair: cost for two, cost in _CLOSE.items() for pair in (two, two[::-1])}
_DROP = {"i": 0.3, **dict.fromkeys("aeou", 0.5), "h": 0.6}
_NEAR_INITIALS = {"ou", "uo", "ei", "ie"}  # Өтебаев and Утебаев, Ерлан and Yerlan
_PATRONYMIC = re.compile(r"^(.{2,}?)(?:[oei]?vi[čck]|ič|[oei]?vna|ična|ul[iu]|k[iy]z[iy]|giz[iy]|ogl[iu]|zade)$")
_INITIAL = re.compile(r"\b([^\W\d_]{1,2}|dzh|дж|sch|dsch|tsch|shch)\.", re.IGNORECASE)


def _swap(one: str, two: str) -> float:
    if one == two:
        return 0.0
    return _SWAP.get(one + two) or (0.45 if one in _VOWELS and two in _VOWELS else 1.0)


@lru_cache(maxsize=100_000)
def _apart(one: str, two: str) -> float:
    """How many letters lie between two words in sounds; a beginning of the second is near it."""
    if one == two:
        return 0.0
    before: list[float] = []
    row = [0.0]
    for letter in two:
        row.append(row[-1] + _DROP.get(letter, 1.0))
    for at, letter in enumerate(one):
        cost = _DROP.get(letter, 1.0)
        now = [row[0] + cost]
        for to, other in enumerate(two):
            best = min(row[to + 1] + cost, now[to] + _DROP.get(other, 1.0), row[to] + _swap(letter, other))
            if at and to and letter == two[to - 1] and other == one[at - 1]:
                best = min(best, before[to - 1] + 0.8)
            now.append(best)
        before, row = row, now
    if len(one) > 1 and two.startswith(one):
        return min(row[-1], len(one) * (0.06 + 0.012 * min(len(two) - len(one), 8)))
    return row[-1]


@dataclass(frozen=True)
class Word:
    """One word of a name: its readings, whether it is an initial, what a patronymic is made of, part of a hyphened one."""

    readings: tuple[str, ...]
    initial: bool = False
    stems: tuple[str, ...] = ()
    part: bool = False

    @property
    def length(self) -> int:
        """Letters of the likeliest reading."""
        return len(self.readings[0])


@lru_cache(maxsize=200_000)
def _word(text: str, initial: bool = False, part: bool = False) -> Word:
    found = tuple(one for one in readings(text) if one) or (text,)
    if initial:
        # "Y." begins Yerlan, Yulia and Ybyrai alike; "E." also Yerlan.
        return Word(tuple(dict.fromkeys(one[0] for one in found)), initial=True)
    return Word(found, False, tuple(match[1] for one in found if (match := _PATRONYMIC.match(one))), part)


@lru_cache(maxsize=20_000)
def parsed(name: str, typed: bool = False) -> tuple[tuple[Word, ...], ...]:
    """The ways to part a name into words: at its spaces and hyphens, or with what a hyphen joins as one word.

    A single letter is an initial if a full stop follows, and always where somebody `typed` it.
    """
    spaced = _INITIAL.sub(r" \1. ", MARKS.sub("", name))
    apart: list[Word] = []
    whole: list[Word] = []
    for chunk in spaced.split():
        initial = bool(_INITIAL.fullmatch(chunk)) or (typed and len(chunk) == 1)
        parts = words(chunk)
        apart += [_word(one, initial, len(parts) > 1 and at > 0) for at, one in enumerate(parts)]
        whole += [_word("".join(parts), initial)] if parts else []
    ways = [tuple(apart)] if apart else []
    return (*ways, tuple(whole)) if len(whole) != len(apart) else tuple(ways)


def _asked(query: str) -> tuple[tuple[Word, ...], ...]:
    """The ways to part a query: as a name, and with two neighbouring words as one."""
    ways = list(parsed(query, typed=True))
    parts = [part for part in words(query) if len(part) > 1]
    if 1 < len(parts) <= 4:
        for left, _ in pairwise(range(len(parts))):
            joined = [*parts[:left], parts[left] + parts[left + 1], *parts[left + 2 :]]
            ways.append(tuple(_word(part) for part in joined))
    return tuple(dict.fromkeys(ways))


def _between(asked: Word, named: Word) -> float | None:
    """What keeps a word of the query from a word of a name, in letters; None if they are two words."""
    if asked.initial or named.initial:
        pairs = {one[0] + two[0] for one in asked.readings for two in named.readings}
        if any(one == two for one, two in pairs):
            return 0.15
        return 0.4 if pairs & _NEAR_INITIALS else None
    cost = min(_apart(one, two) for one in asked.readings for two in named.readings)
    if asked.stems and named.stems:
        cost = min(cost, 0.1 + min(_apart(one, two) for one in asked.stems for two in named.stems))
    length = min(asked.length, named.length + 1)
    return cost if cost <= max(0.3 * length, min(1.0, 0.34 * length)) else None


def _compared(asked: Sequence[Word], named: Sequence[Word]) -> float:
    """The score of one way to part a query against one way to part a name."""
    pairs = sorted(
        (one.initial or two.initial, cost, at, to)
        for at, one in enumerate(asked)
        for to, two in enumerate(named)
        if (cost := _between(one, two)) is not None
    )
    left, free, spent = set(range(len(asked))), set(range(len(named))), 0.0
    for _, cost, at, to in pairs:
        if at in left and to in free:
            left.discard(at)
            free.discard(to)
            spent += cost
    own = [at for at in left if asked[at].stems and len(asked) > 2]
    theirs = [to for to in free if named[to].stems and len(named) > 2]
    for at in left - set(own):
        if asked[at].initial:
            spare = not free and any(one.initial for place, one in enumerate(asked) if place not in left)
            spent += 0.2 if spare else 3.0
        else:
            spent += max(3.0, 0.8 * asked[at].length)
    spent += sum(2.0 if theirs else 0.4 for _ in own)
    silent = sum(0.3 if to in theirs else 2.0 if named[to].part else 5.0 for to in free)
    return 100.0 - STEEP * spent / max(1, sum(one.length for one in asked)) - min(silent, 12.0)


@lru_cache(maxsize=50_000)
def _scored(query: str, name: str) -> float:
    found = [_compared(asked, named) - (at > 0) * 0.5 for at, asked in enumerate(_asked(query)) for named in parsed(name)]
    return max(0.0, *found) if found else 0.0


def score(query: str, name: str) -> float:
    """How surely a query means a name, 0 to 100; under `FLOOR` it does not."""
    return 100.0 if query.casefold() == name.casefold() else _scored(query, name)


@dataclass(frozen=True)
class Match:
    """One found thing: its id, the spelling that matched best, the score, and the query as it was understood."""

    id: str
    spelling: str
    score: float
    meant: str


class Index:
    """Names by id, built once, then asked as often as wanted."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        pairs = [(one, name) for one, names in entries for name in dict.fromkeys(names) if name.strip()]
        self.ids = [one for one, _ in pairs]
        self.spellings = [name for _, name in pairs]
        holders: dict[str, set[int]] = {}
        for at, name in enumerate(self.spellings):
            for word in (word for way in parsed(name) for word in way):
                for reading in (*word.readings, *word.stems):
                    holders.setdefault(reading, set()).add(at)
        # In order, so that all words with one beginning lie together; the spellings that hold a word likewise.
        self.words = sorted(holders)
        self.starts = np.cumsum([0, *(len(holders[word]) for word in self.words)])
        self.holders = np.array([at for word in self.words for at in sorted(holders[word])], dtype=np.int64)

    def best(self, query: str, limit: int = 6, floor: float = FLOOR) -> list[Match]:
        """The best matches, one an id, best first; none if nothing reaches `floor`."""
        found = self._ranked(query)
        if not found or max(match.score for match in found.values()) < SURE:
            for meant in layouts(query):
                for one, match in self._ranked(meant, 2.0).items():
                    if one not in found or found[one].score < match.score:
                        found[one] = match
        order = sorted(found.values(), key=lambda match: -match.score)
        return [match for match in order if match.score >= floor][:limit]

    def _ranked(self, query: str, less: float = 0.0) -> dict[str, Match]:
        """The best match of each id on the shortlist, `less` points taken off."""
        found: dict[str, Match] = {}
        for at in self._shortlist(query):
            one, name = self.ids[at], self.spellings[at]
            points = score(query, name) - less
            if one not in found or points > found[one].score:
                found[one] = Match(one, name, points, query)
        return found

    def _shortlist(self, query: str) -> list[int]:
        """Spellings with the words that come nearest to those of the query, in the order of the index."""
        asked = dict.fromkeys(word for way in _asked(query) for word in way)
        if not asked or not self.words:
            return []
        points = np.zeros(len(self.spellings))
        for word in asked:
            near, alike = self._near(word)
            order = np.argsort(alike, kind="stable")
            near, alike = near[order], alike[order]
            counts = self.starts[near + 1] - self.starts[near]
            ends = np.cumsum(counts)
            spots = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self.starts[near] - ends + counts, counts)
            # Where a spelling holds several such words, the last one written is the nearest.
            best = np.zeros(len(points))
            best[self.holders[spots]] = np.repeat(alike, counts)
            points += best
        most = min(SHORTLIST, len(points))
        top = np.argpartition(-points, most - 1)[:most]
        return [int(at) for at in np.sort(top) if points[at] > 0]

    def _near(self, word: Word) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The index's words that a word of a query may stand for, and how many letters they share by a rough count."""
        alike = np.zeros(len(self.words))
        if not word.initial:
            wanted = (*word.readings, *word.stems)
            apart = cdist(wanted, self.words, scorer=Levenshtein.distance, score_cutoff=3, dtype=np.uint8).min(axis=0)
            close = apart <= 1 + (word.length > 4) + (word.length > 7)
            alike[close] = np.maximum(0.2, word.length - 0.9 * apart[close])
        for one in word.readings:
            first, last = bisect_left(self.words, one), bisect_left(self.words, one + "\uffff")
            alike[first:last] = np.maximum(alike[first:last], word.length - (0.0 if word.initial else 0.5))
        near = np.flatnonzero(alike)
        return near, alike[near]
