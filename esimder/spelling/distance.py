"""How far apart two words of a name sound, counted in letters.

Letters that are often confused (vowels, s and z, g and h …) count as a part of one letter; an initial stands for every
word that it begins, and a patronymic is compared by the father's name.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from esimder.spelling.folding import MARKS, readings, words

_VOWELS = "aeiou"
_CLOSE = {
    **dict.fromkeys(("ou", "ei", "iu", "ae", "ao"), 0.35),
    **dict.fromkeys(("sz", "qw", "jw", "gh", "dt", "hk", "cz", "jz"), 0.4),
    **dict.fromkeys(("bp", "gk", "vf", "pf", "uv", "mn", "sw", "qc", "sc", "ji", "qj", "hq", "iv"), 0.55),
}
_SWAP = {pair: cost for two, cost in _CLOSE.items() for pair in (two, two[::-1])}
_DROP = {"i": 0.3, **dict.fromkeys("aeou", 0.5), "h": 0.6}
_NEAR_INITIALS = {"ou", "uo", "ei", "ie"}  # Өтебаев and Утебаев, Ерлан and Yerlan
_PATRONYMIC = re.compile(r"^(.{2,}?)(?:[oei]?vi[qck]|iq|[oei]?vna|iqna|ul[iu]|k[iy]z[iy]|giz[iy]|ogl[iu]|zade)$")
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
    """One word of a name.

    `readings` are its sounds, `stems` the father's name if it is a patronymic, `part` a later part of a hyphened word.
    """

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


def asked(query: str) -> tuple[tuple[Word, ...], ...]:
    """The ways to part a query: as a name, and with two neighbouring words as one."""
    ways = list(parsed(query, typed=True))
    parts = [part for part in words(query) if len(part) > 1]
    if 1 < len(parts) <= 4:
        for left in range(len(parts) - 1):
            joined = [*parts[:left], parts[left] + parts[left + 1], *parts[left + 2 :]]
            ways.append(tuple(_word(part) for part in joined))
    return tuple(dict.fromkeys(ways))


def between(one: Word, other: Word) -> float | None:
    """What keeps a word of a query from a word of a name, in letters; None if they are two words."""
    if one.initial or other.initial:
        pairs = {here[0] + there[0] for here in one.readings for there in other.readings}
        if any(pair[0] == pair[1] for pair in pairs):
            return 0.15
        return 0.4 if pairs & _NEAR_INITIALS else None
    cost = min(_apart(here, there) for here in one.readings for there in other.readings)
    if one.stems and other.stems:
        cost = min(cost, 0.1 + min(_apart(here, there) for here in one.stems for there in other.stems))
    length = min(one.length, other.length + 1)
    return cost if cost <= max(0.3 * length, min(1.0, 0.34 * length)) else None
