"""People of a record whose names are alike: what speaks for one person under two ids, and what against it.

Nobody is ever merged. The machine lists pairs with its reasons; what an editor writes into `decisions.csv` is the word.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from typing import Any, Literal

from rapidfuzz.distance.Levenshtein import distance

from esimder.record.load import Record, rows
from esimder.record.schema import LANGUAGES
from esimder.record.spellings import spellings
from esimder.spelling.distance import Word, between, parsed
from esimder.spelling.match import FLOOR, SURE, score

RARE = 4  # so many people who share a word of their names are compared whatever else they are called
LONG = 4  # sounds of a word that says something by itself
_CLASS = str.maketrans("bpvfdtghkszcqwjmnuoiea", "ppppttkkkssssssmmaaaaa")
_WORD = re.compile(r"[^\W\d_]+\.?")
_HERS = re.compile(r"(?:[oei]?va|ina|aia|k[iy]z[iy])$")
_HIS = re.compile(r"(?:[oei]?v|in|[sk]i[iy]?|ul[iy])$")

Kind = Literal["sound", "father", "given", "sex", "work", "event", "line", "source"]


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for one person or against it: a kind, and the spellings or ids that show it."""

    kind: Kind
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two people with like names: how alike (0 to 100), what speaks for one person and what against it.

    `decided` is the row of `decisions.csv` about them; empty if nobody wrote one.
    """

    one: str
    other: str
    points: float
    speaks_for: tuple[Reason, ...]
    against: tuple[Reason, ...]
    decided: tuple[tuple[str, str], ...] = ()

    @property
    def group(self) -> str:
        """Where the pair is listed: decided, likely (one person, by all that is known) or apart."""
        likely = self.points >= SURE and not self.against
        return "decided" if self.decided else "likely" if likely else "apart"


@dataclass(frozen=True)
class Heard:
    """One word of a name: as it stands, in sounds, and in outline.

    The outline is in classes of sounds, which hardly any habit of spelling changes; all vowels are one.
    """

    text: str
    word: Word
    outline: str

    @property
    def bones(self) -> str:
        """The outline without vowels but at the beginning."""
        return self.outline[0] + self.outline[1:].replace("a", "")


@dataclass(frozen=True)
class Spelling:
    """One spelling of a name with its words."""

    text: str
    words: tuple[Heard, ...]


@lru_cache(maxsize=50_000)
def _spelling(text: str) -> Spelling:
    words = [(part, ways[0][0]) for part in _WORD.findall(text) if (ways := parsed(part))]
    return Spelling(text, tuple(Heard(part, word, _outline(word)) for part, word in words))


def _outline(word: Word) -> str:
    return re.sub(r"(.)\1+", r"\1", word.readings[0].translate(_CLASS))


def _blocks(spellings: dict[str, list[Spelling]]) -> tuple[list[set[str]], list[set[str]]]:
    """Small groups of people to compare: with one word alike and another that begins alike; with a rare word alike."""
    both: dict[tuple[str, str], set[str]] = defaultdict(set)
    whole: dict[str, set[str]] = defaultdict(set)
    alone: dict[str, set[str]] = defaultdict(set)
    for one, theirs in spellings.items():
        for words in (spelling.words for spelling in theirs):
            for heard, second in permutations(words, 2):
                if not heard.word.initial:
                    both[heard.bones, second.outline[0]].add(one)
            for heard in words:
                if heard.word.length >= LONG:
                    whole[heard.bones].add(one)
                    if len(words) == 1:
                        alone[heard.bones].add(one)
    single = [{one, other} for bones, people in alone.items() for one in people for other in whole[bones] - {one}]
    return [*both.values(), *single], [people for people in whole.values() if len(people) <= RARE]


def _alike(one: Spelling, other: Spelling) -> bool:
    """A quick look: whether two words of the names, or all that one has, are nearly the same in outline."""
    met = 0
    for a in one.words:
        for b in other.words:
            if a.word.initial or b.word.initial:
                near = a.outline[0] == b.outline[0]
            else:
                apart = 1 + (min(a.word.length, b.word.length) > 5)
                near = distance(a.outline, b.outline, score_cutoff=apart) <= apart
            if near:
                met += 1
                break
    return met >= min(2, len(one.words), len(other.words))


@lru_cache(maxsize=4)
def _spellings(record: Record) -> dict[str, list[Spelling]]:
    """Every person's spellings, one for each way to sound."""
    by_person = {}
    for person_id in record.people.loc[record.people["kind"] == "person", "person_id"]:
        sounds: dict[tuple[Word, ...], Spelling] = {}
        for spelling in map(_spelling, spellings(record, later=True)[person_id]):
            sounds.setdefault(tuple(heard.word for heard in spelling.words), spelling)
        sounds.pop((), None)
        by_person[person_id] = list(sounds.values())
    return by_person


def _nearest(one: list[Spelling], other: list[Spelling]) -> tuple[float, Spelling, Spelling]:
    """The two spellings that come nearest to each other, in one script if they may."""
    found = [(score(*sorted((a.text, b.text), key=_size)), a, b) for a in one for b in other]
    return max(found, key=lambda each: (each[0], each[1].text.isascii() == each[2].text.isascii()))


def _size(name: str) -> tuple[int, int]:
    """The shorter of two names is looked for in the longer one, never the other way round."""
    return name.count(" "), len(name)


def _between(one: Word, other: Word) -> float | None:
    """What lies between two words; between two patronymics, what lies between the fathers, for their ends are alike."""
    return between(Word(one.stems), Word(other.stems)) if one.stems and other.stems else between(one, other)


def _matched(one: Spelling, other: Spelling) -> tuple[list[tuple[str, str]], list[list[Heard]]]:
    """The words of two spellings that sound alike, and of each the words that the other has not."""
    left, free, met = list(one.words), list(other.words), []
    near = [(cost, a, b) for a in left for b in free if (cost := _between(a.word, b.word)) is not None]
    for _, a, b in sorted(near, key=lambda each: (each[1].word.initial or each[2].word.initial, each[0])):
        if a in left and b in free:
            left.remove(a)
            free.remove(b)
            met.append((a.text, b.text))
    return met, [left, free]


def _named(one: Spelling, other: Spelling) -> tuple[list[Reason], list[Reason]]:
    """What the two names say: words that sound alike; words, fathers and endings that part them."""
    met, rest = _matched(one, other)
    speaks_for = [Reason("sound", (one.text, other.text, *(word for pair in met for word in pair)))] if met else []
    fathers, given = (
        [[heard.text for heard in words if bool(heard.word.stems) == own] for words in rest] for own in (True, False)
    )
    parted: list[tuple[Kind, list[list[str]]]] = [("father", fathers), ("given", given)]
    against = [Reason(kind, (" ".join(parts[0]), " ".join(parts[1]))) for kind, parts in parted if all(parts)]
    ends = [[heard.word.readings[0] for heard in each.words if not heard.word.initial] for each in (one, other)]
    hers, his = ([any(ending.search(word) for word in words) for words in ends] for ending in (_HERS, _HIS))
    if (hers[0] and his[1] and not hers[1]) or (hers[1] and his[0] and not hers[0]):
        against.append(Reason("sex", (one.text, other.text)))
    return speaks_for, against


def _told(record: Record, one: str, other: str) -> tuple[list[Reason], list[Reason]]:
    """What the statements say: the same work and the same events; one source that names both."""
    people = rows(record, "people")
    work = [{people[each][f"occupation_{code}"].casefold() for code in LANGUAGES} - {""} for each in (one, other)]
    speaks_for = [Reason("work", (one,))] if work[0] & work[1] else []
    about = _about(record)
    mine, theirs = about[one], about[other]
    lines = {(a["source_id"], a["locator"]) for a in mine} & {(b["source_id"], b["locator"]) for b in theirs}
    sources = {a["source_id"] for a in mine} & {b["source_id"] for b in theirs}
    events = {a["event_id"] for a in mine} & {b["event_id"] for b in theirs} - {""}
    if events and not sources:
        speaks_for.append(Reason("event", tuple(sorted(events))))
    against = [Reason("line", (source, locator)) for source, locator in sorted(lines)[:1]]
    return speaks_for, against or [Reason("source", (source,)) for source in sorted(sources)[:1]]


@lru_cache(maxsize=4)
def _about(record: Record) -> dict[str, list[dict[str, Any]]]:
    """The statements about each person."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in record.statements[["person_id", "event_id", "source_id", "locator"]].to_dict("records"):
        found[row["person_id"]].append(row)
    return found


@lru_cache(maxsize=4)
def pairs(record: Record) -> tuple[Pair, ...]:
    """The people whose names are alike, the nearest first, and every pair that an editor decided on."""
    by_person = _spellings(record)
    decided = {
        frozenset((row["person_a"], row["person_b"])): tuple(row.items()) for row in record.decisions.to_dict("records")
    }
    order = {one: at for at, one in enumerate(record.people["person_id"])}
    close, rare = ({frozenset(two) for block in some for two in combinations(block, 2)} for some in _blocks(by_person))
    found = []
    for two in close | rare | set(decided):
        one, other = sorted(two, key=order.__getitem__)
        if two in decided or any(_alike(a, b) for a in by_person[one] for b in by_person[other]):
            points, near, far = _nearest(by_person[one], by_person[other])
        else:
            points, near, far = 0.0, by_person[one][0], by_person[other][0]
        if two in decided or points >= FLOOR or (two in rare and _share(near, far)):
            reasons = (mine + theirs for mine, theirs in zip(_named(near, far), _told(record, one, other), strict=True))
            speaks_for, against = map(tuple, reasons)
            found.append(Pair(one, other, points, speaks_for, against, decided.get(two, ())))
    return tuple(sorted(found, key=lambda pair: (-pair.points, order[pair.one], order[pair.other])))


def _share(one: Spelling, other: Spelling) -> bool:
    """Whether two names have a whole long word in common."""
    words = ([heard.word for heard in each.words if heard.word.length >= LONG] for each in (one, other))
    return bool(set.intersection(*({sounds for word in each for sounds in word.readings} for each in words)))


@lru_cache(maxsize=4)
def _same(record: Record) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in record.decisions[record.decisions["decision"] == "same"].to_dict("records"):
        found[row["person_a"]].append(row["person_b"])
        found[row["person_b"]].append(row["person_a"])
    return {one: tuple(others) for one, others in found.items()}


def also(record: Record, one: str) -> tuple[str, ...]:
    """Under which other ids a person stands, by an editor's decisions."""
    return _same(record).get(one, ())
