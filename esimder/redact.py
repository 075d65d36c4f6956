"""A restricted person does not exist for readers: not as a row, not in what is said, and not by name in other rows."""

import re

import pandas as pd

from esimder.schema import LANGUAGES, TABLES

Tables = dict[str, pd.DataFrame]
GAP = "[…]"
_ENDS = "аяыіоеэуaeiouy"
_SHORTEST = 4  # letters; shorter words are no names to look for


def _stem(word: str) -> str:
    """What stays of a surname in every case: without its last vowel, as `Акбердиева` is in `Акбердиевой`."""
    return word[:-1] if len(word) > _SHORTEST and word[-1].lower() in _ENDS else word


def _pattern(people: pd.DataFrame) -> re.Pattern[str]:
    """Finds every name of these people, whatever its ending, with the given name before it.

    A namesake is taken out of the texts as well: a gap too many is seen and a name too many is not taken back.
    """
    forms = {form for code in LANGUAGES for form in people[f"name_{code}"]}
    forms |= {alias.strip() for cell in people["aliases"] for alias in cell.split("|")}
    before, last = set(), set()
    for form in forms:
        *given, surname = form.split() or [""]
        last |= {_stem(surname)} if len(surname) >= _SHORTEST else set()
        before |= {_stem(word) for word in given if len(word) >= _SHORTEST}
    surnames = "|".join(sorted(map(re.escape, last), key=len, reverse=True))
    names = "|".join(sorted(map(re.escape, before), key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?:\b(?:{names})\w*\s+)*(?:{surnames})\w*", re.IGNORECASE)


def _gapped(frame: pd.DataFrame, table: str, names: re.Pattern[str]) -> pd.DataFrame:
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


def opened(tables: Tables) -> Tables:
    """The tables as everybody may see them.

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
    names = _pattern(people[~public])
    return {
        table: (_gapped(frame, table, names) if table in TABLES else frame).reset_index(drop=True)
        for table, frame in found.items()
    }
