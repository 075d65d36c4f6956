"""A restricted person does not exist for readers: not as a row, not in what is said, and not by name in other rows."""

from dataclasses import replace
from typing import Any

import pandas as pd

from esimder.record.check import Fault
from esimder.record.hidden_names import NOBODY, Names, names_of
from esimder.record.schema import COLUMNS, TABLES

Tables = dict[str, pd.DataFrame]
GAP = "[…]"


def gapped(said: Any, names: Names) -> Any:
    """What a file says, whatever its shape, with a gap for each of these names."""
    if isinstance(said, str):
        return names.sub(GAP, said)
    if isinstance(said, list):
        return [gapped(one, names) for one in said]
    return {key: gapped(one, names) for key, one in said.items()} if isinstance(said, dict) else said


_FREE = ("text", "names", "list", "locator")  # columns that hold words
_APART = ("publisher", "family")  # by which voices are told apart: two of them must not become one gap


def _distinct(cells: "pd.Series[str]", told: "pd.Series[str]") -> "pd.Series[str]":
    """Cells with gaps, of which different ones stay different."""
    hidden = dict.fromkeys(cell for cell, shown in zip(cells, told, strict=True) if shown.strip() == GAP)
    numbers = {cell: f"{GAP} {number}" for number, cell in enumerate(hidden, 1)}
    return cells.map(numbers).fillna(told) if len(hidden) > 1 else told


def _gapped(frame: pd.DataFrame, table: str, names: Names) -> pd.DataFrame:
    """A table without these names: a gap in a text, nothing in place of an address that spells one."""
    found: dict[str, pd.Series[str]] = {}
    for column in COLUMNS[table]:
        cells = frame.get(column.name)
        if cells is None:
            continue
        if column.type in _FREE:
            told = cells.map({cell: names.sub(GAP, cell) for cell in cells.unique()}).astype("str")
            if table == "people" and column.name.startswith(("name_", "aliases")):
                told = told.mask(frame["kind"] == "person", cells)  # a namesake's name is that person's own
            found[column.name] = _distinct(cells, told) if column.name in _APART else told
        elif column.type == "url":
            found[column.name] = cells.mask(cells.map(names.search).astype(bool), "")
    return frame.assign(**found)


def hidden_names(people: pd.DataFrame) -> Names:
    """The names of those people of a table whom not everybody may see."""
    public = people["visibility"] == "public"
    return names_of(people[~public], people[public])


def _naming(frame: pd.DataFrame, table: str, names: Names) -> set[Any]:
    """The rows of a table in which any text spells one of the names."""
    texts = [one.name for one in COLUMNS[table] if one.type in _FREE]
    rows = zip(frame.index, frame[texts].to_numpy().tolist(), strict=True)
    return {row for row, told in rows if any(map(names.search, told))}


def _kept(tables: Tables, names: Names) -> Tables:
    """The rows that everybody may see, as they are written."""
    people, said = tables["people"], tables["statements"]
    public = people["visibility"] == "public"
    hidden = set(people.loc[~public, "person_id"])
    theirs = said["person_id"].isin(hidden) | said["speaker_id"].str.split("|").map(
        lambda ids: not hidden.isdisjoint(one.strip() for one in ids)
    )
    kept = said[~theirs]
    found = {**tables, "people": people[public], "statements": kept}
    for table, one in (("events", "event_id"), ("sources", "source_id")):
        frame = tables[table]
        # A row of which nobody says anything is kept, unless it names somebody who is hidden.
        silent = frame[~frame[one].isin(set(said[one]))]
        emptied = frame[one].isin(set(said[one]) - set(kept[one]))
        found[table] = frame[~emptied & ~frame.index.isin(_naming(silent, table, names))]
    used = [{*one["statements"]["place_id"], *one["events"]["place_id"]} for one in (tables, found)]
    places = tables["places"]
    named = _naming(places[~places["place_id"].isin(used[0])], "places", names)
    found["places"] = places[~places["place_id"].isin(used[0] - used[1]) & ~places.index.isin(named)]
    decisions = tables["decisions"]
    found["decisions"] = decisions[~decisions[["person_a", "person_b"]].isin(hidden).any(axis=1)]
    gone = set(said.loc[theirs, "statement_id"])
    differs = kept["differs_from"].map(lambda ids: "|".join(one for one in ids.split("|") if one.strip() not in gone))
    found["statements"] = kept.assign(differs_from=differs)
    return found


def opened(tables: Tables, names: Names) -> Tables:
    """The tables as everybody may see them, with a gap for each of the `names` that are hidden.

    Left out are restricted people, what is said of or by them, decisions on them, and events, places and sources of
    which nothing else is said; their names are taken out of every other text. What is said of others stays, so that
    nobody else's standing changes.
    """
    if names is NOBODY and (tables["people"]["visibility"] == "public").all():
        return tables
    found = _kept(tables, names)
    return {table: _gapped(frame, table, names).reset_index(drop=True) for table, frame in found.items()}


def spelled(tables: Tables, names: Names, raw: Tables) -> list[Fault]:
    """The codes of rows that stay which spell a hidden name, each with a code in its place that says nothing.

    A code stands in links, files and references, so that no gap can be left in it. That of a person who has such a
    name too is that person's own.
    """
    found: list[Fault] = []
    if names is NOBODY:
        return found
    for table, frame in _kept(tables, names).items():
        column = COLUMNS[table][0].name
        if table not in TABLES:
            continue
        own = _own_names(frame, names) if table == "people" else set()
        taken = set(frame[column])
        for row, code in frame[column].items():
            if row in own or not names.search(code):
                continue
            number = int(raw[table].index[row]) + 2
            neutral = next(one for at in range(len(taken) + 1) if (one := f"{table[:-1]}-{number + at}") not in taken)
            found.append(Fault(f"{table}.csv", number, column, "", "fault.code_names_hidden", neutral))
    return found


def _own_names(people: pd.DataFrame, names: Names) -> set[Any]:
    people = people[people["kind"] == "person"]
    forms = people[[name for name in people if name.startswith("name_") or name == "aliases"]]
    rows = zip(people.index, forms.to_numpy().tolist(), strict=True)
    return {row for row, told in rows if any(map(names.search, told))}


def discreet(found: list[Fault], raw: Tables) -> list[Fault]:
    """Faults as everybody may read them: where, why and what would be right, but no value of a row that is or may be
    about a restricted person, and none that spells the name of one."""
    people = raw.get("people", pd.DataFrame())
    if "person_id" not in people or any(fault.why == "fault.near_visibility" for fault in found):
        return [replace(fault, value="") if fault.row > 1 else fault for fault in found]
    public = _public(people)
    names, closed = names_of(people[~public], people[public]), _shut(raw, people, public)
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
