"""A restricted person does not exist for readers: not as a row, not in what is said, and not by name in other rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from esimder.check import Fault
from esimder.schema import TABLES

Tables = dict[str, pd.DataFrame]
GAP = "[…]"
Names = re.Pattern[str]
NOBODY: Names = re.compile(r"(?!)")  # the names of nobody: found nowhere
_ENDS = "аяыіоеэуйьaeiouy"
_CASES = "а|я|ы|и|е|у|ю|ой|ей|ою|ею|ом|ем"
_SHORTEST = 4  # letters; a shorter surname (`Ким`, `Ли`) is looked for beside a given name only
_MOST = 9  # given names on one side of a surname
_APART = r"[\s,._-]{1,3}"
# An underscore stands between two words.
_LETTER, _START, _END = r"[^\W_]", r"(?<![^\W_])", r"(?![^\W_])"


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


def names_of(people: pd.DataFrame) -> Names:
    """Finds every name of these people, whatever its ending, with the given names around it.

    A namesake is taken out of the texts as well: a gap too many is seen and a name too many is not taken back.
    """
    forms = {form for name in people if str(name).startswith("name_") for form in people[name]}
    forms |= {alias for cell in people.get("aliases", ()) for alias in cell.split("|")}
    words = {tuple(word for word in form.split() if any(map(str.isalpha, word))) for form in forms}
    long = {form for form in words if form and len(form[-1]) >= _SHORTEST}
    found = {one for form in words if form and form not in long for one in _beside(form[:-1], form[-1])}
    if long:
        given = _given({word for form in long for word in form[:-1]}) or r"(?!)"
        last = "|".join(sorted({_inflected(form[-1]) for form in long}, key=len, reverse=True))
        found.add(f"(?:{_START}{given}{_APART}){{0,{_MOST}}}(?:{last})(?:{_APART}{given}){{0,{_MOST}}}")
    return re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE) if found else NOBODY


def gapped(said: Any, names: Names) -> Any:
    """What a file says, whatever its shape, with a gap for each of these names."""
    if isinstance(said, str):
        return names.sub(GAP, said)
    if isinstance(said, list):
        return [gapped(one, names) for one in said]
    return {key: gapped(one, names) for key, one in said.items()} if isinstance(said, dict) else said


def _gapped(frame: pd.DataFrame, table: str, names: Names) -> pd.DataFrame:
    """A table without these names: a gap in a text, nothing in place of an address that spells one."""
    for column in TABLES[table]:
        if column.name not in frame or (table == "people" and column.name.startswith(("name_", "aliases"))):
            continue
        if column.type in ("text", "names"):
            frame = frame.assign(**{column.name: frame[column.name].str.replace(names, GAP, regex=True)})
        elif column.type == "url":
            spelled = frame[column.name].str.contains(names)
            frame = frame.assign(**{column.name: frame[column.name].mask(spelled, "")})
    return frame


def hidden_names(people: pd.DataFrame) -> Names:
    """The names of those people of a table whom not everybody may see."""
    return names_of(people[people["visibility"] != "public"])


def opened(tables: Tables, names: Names) -> Tables:
    """The tables as everybody may see them, with a gap for each of the `names` that are hidden.

    Left out are restricted people, what is said of or by them, decisions on them, and events and sources of which
    nothing else is said; their names are taken out of every other text. What is said of others stays, so that nobody
    else's standing changes.
    """
    people = tables["people"]
    public = people["visibility"] == "public"
    hidden = set(people.loc[~public, "person_id"])
    if not hidden:
        return tables
    said = tables["statements"]
    theirs = said["person_id"].isin(hidden) | said["speaker_id"].str.split("|").map(
        lambda ids: not hidden.isdisjoint(one.strip() for one in ids)
    )
    kept = said[~theirs]
    found = {**tables, "people": people[public], "statements": kept}
    for table, one in (("events", "event_id"), ("sources", "source_id")):
        emptied = set(said[one]) - set(kept[one])
        found[table] = tables[table][~tables[table][one].isin(emptied)]
    decisions = tables["decisions"]
    found["decisions"] = decisions[~decisions[["person_a", "person_b"]].isin(hidden).any(axis=1)]
    return {
        table: (_gapped(frame, table, names) if table in TABLES else frame).reset_index(drop=True)
        for table, frame in found.items()
    }


def discreet(found: list[Fault], raw: Tables) -> list[Fault]:
    """Faults as everybody may read them: where, why and what would be right, but no value of a row that is or may be
    about a restricted person, and none that spells the name of one."""
    people = raw.get("people", pd.DataFrame())
    if "person_id" not in people or any(fault.why == "fault.near_visibility" for fault in found):
        return [replace(fault, value="") if fault.row > 1 else fault for fault in found]
    public = _public(people)
    names, closed = names_of(people[~public]), _shut(raw, people, public)
    return [
        replace(fault, value="")
        if fault.row - 2 in closed[fault.file.removesuffix(".csv")] or names.search(fault.value)
        else fault
        for fault in found
    ]


def open_only(found: list[Fault], raw: Tables) -> list[Fault]:
    """Those faults that are not about a row of which only restricted people tell, or tell themselves."""
    closed = _shut(raw, raw["people"], _public(raw["people"]))
    return [fault for fault in found if fault.row - 2 not in closed[fault.file.removesuffix(".csv")]]


def _public(people: pd.DataFrame) -> "pd.Series[bool]":
    return people["visibility"] == "public" if "visibility" in people else people["person_id"] != ""


def _shut(raw: Tables, people: pd.DataFrame, public: "pd.Series[bool]") -> dict[str, set[Any]]:
    """The rows of each table that are, or may be, about a restricted person only."""
    known = (set(people.loc[public, "person_id"]) - set(people.loc[~public, "person_id"])) | {""}
    closed = {table: _closed(frame, known) for table, frame in raw.items()}
    said = raw.get("statements", pd.DataFrame())
    for table, one in (("events", "event_id"), ("sources", "source_id")):
        if one in said and one in raw[table]:
            emptied = set(said[one]) - set(said.loc[~said.index.isin(closed["statements"]), one])
            closed[table] |= set(raw[table].index[raw[table][one].isin(emptied)])
    return closed


def _closed(frame: pd.DataFrame, known: set[str]) -> set[Any]:
    """The rows that name anybody who is not known to be public."""
    cells = [frame[name] for name in ("person_id", "speaker_id", "person_a", "person_b") if name in frame]
    if "visibility" in frame:
        cells.append(frame["visibility"].map({"public": ""}).fillna(GAP))
    if not cells or frame.empty:  # of no rows pandas makes no texts
        return set()
    told = pd.concat(cells, axis=1).agg("|".join, axis=1)
    return {row for row, ids in told.items() if not known.issuperset(one.strip() for one in ids.split("|"))}
