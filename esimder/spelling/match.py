"""Names found in any spelling: `score` for two names, `Index` to find one among many.

Names are compared word by word, in any order (see alike.py); what is left out or added costs points: little for a
patronymic, a given name or an initial that the name does not print, much for a word that contradicts it. Nothing is
learned and nothing is random: the same names give the same score.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from esimder.spelling import distance
from esimder.spelling.distance import Word, parsed
from esimder.spelling.folding import layouts

FLOOR = 65.0  # below it two names are not the same
SURE = 84.0  # from it on a query is not tried in another keyboard layout
STEEP = 150.0  # points that a difference of every letter would cost
SHORTLIST = 60  # spellings that are compared letter by letter


def _compared(asked: Sequence[Word], named: Sequence[Word]) -> float:
    """The score of one way to part a query against one way to part a name."""
    pairs = sorted(
        (one.initial or two.initial, cost, at, to)
        for at, one in enumerate(asked)
        for to, two in enumerate(named)
        if (cost := distance.between(one, two)) is not None
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
            spent += 3.0 if free else 0.3
        else:
            spent += max(3.0, 0.8 * asked[at].length)
    spent += sum(2.0 if theirs else 0.4 for _ in own)
    silent = sum(0.3 if to in theirs else 2.0 if named[to].part else 5.0 for to in free)
    return 100.0 - STEEP * spent / max(1, sum(one.length for one in asked)) - min(silent, 12.0)


@lru_cache(maxsize=50_000)
def _scored(query: str, name: str) -> float:
    ways = [(way, 0.5 if at else 0.0) for at, way in enumerate(distance.asked(query))]
    return max([0.0, *(_compared(asked, named) - less for asked, less in ways for named in parsed(name))])


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


def _rank(match: Match) -> tuple[float, float]:
    """What makes one spelling of a thing a better answer than another: the score, then the letters as they stand."""
    return match.score, Levenshtein.normalized_similarity(match.meant.casefold(), match.spelling.casefold())


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
            match = Match(one, name, points, query)
            if one not in found or _rank(match) > _rank(found[one]):
                found[one] = match
        return found

    def _shortlist(self, query: str) -> list[int]:
        """Spellings with the words that come nearest to those of the query, in the order of the index."""
        asked = dict.fromkeys(word for way in distance.asked(query) for word in way)
        if not self.words or not any(word.initial or word.length > 1 for word in asked):
            return []
        sounds = {word: () if word.initial else (*word.readings, *word.stems) for word in asked}
        wanted = list(dict.fromkeys(one for some in sounds.values() for one in some)) or [""]
        # One call for all: most of it is spent on handing over the words of the index.
        apart = cdist(wanted, self.words, scorer=Levenshtein.distance, score_cutoff=3, dtype=np.uint8)
        points = np.zeros(len(self.spellings))
        for word in asked:
            near, close = self._near(word, apart[[wanted.index(one) for one in sounds[word]]])
            order = np.argsort(close, kind="stable")
            near, close = near[order], close[order]
            counts = self.starts[near + 1] - self.starts[near]
            ends = np.cumsum(counts)
            spots = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self.starts[near] - ends + counts, counts)
            # Where a spelling holds several such words, the last one written is the nearest.
            best = np.zeros(len(points))
            best[self.holders[spots]] = np.repeat(close, counts)
            points += best
        most = min(SHORTLIST, len(points))
        top = np.argpartition(-points, most - 1)[:most]
        return [int(at) for at in np.sort(top) if points[at] > 0]

    def _near(self, word: Word, apart: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The index's words that a word of a query may stand for, and how many letters they share by a rough count.

        `apart` has a row for each of its sounds: the letters between that and each word of the index.
        """
        shared = np.zeros(len(self.words))
        if len(apart):
            least = apart.min(axis=0)
            near = least <= 1 + (word.length > 4) + (word.length > 7)
            shared[near] = np.maximum(0.2, word.length - 0.9 * least[near])
        for one in word.readings:
            first, last = bisect_left(self.words, one), bisect_left(self.words, one + "\uffff")
            shared[first:last] = np.maximum(shared[first:last], word.length - (0.0 if word.initial else 0.5))
        found = np.flatnonzero(shared)
        return found, shared[found]
