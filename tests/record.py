"""What tests are made of: the shipped record, copies of it to break, and small made-up statements."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from esimder.i18n.language import language
from esimder.query.view import View
from esimder.record import codes, load, schema
from esimder.record.dates import NEVER_FIRST, NEVER_LAST, span
from esimder.record.hidden_names import names_of
from esimder.views.context import Context

ARTICLE = "azattyq-2019-04"
SECRET = ("zz-hidden", "Zzaqyryn Hiddenova")  # a person who is in no shipped table: id and name


@lru_cache
def shipped() -> load.Record:
    """The shipped record, loaded once."""
    return load.load()


@lru_cache
def _raw() -> dict[str, pd.DataFrame]:
    tables, found = load.raw_tables(load.SHIPPED)
    assert not found
    return tables


def raw() -> dict[str, pd.DataFrame]:
    """The shipped tables as frames of text, to be broken."""
    return {table: rows.copy() for table, rows in _raw().items()}


def folder(target: Path, tables: Mapping[str, pd.DataFrame] | None = None) -> Path:
    """A folder of the shipped record with some tables put in place of its own."""
    target.mkdir(exist_ok=True)
    for table in schema.TABLES:
        shutil.copy(load.SHIPPED / f"{table}.csv", target)
    shutil.copy(load.SHIPPED / "record.toml", target)
    for table, rows in (tables or {}).items():
        rows.to_csv(target / f"{table}.csv", index=False)
    return target


def hiding(one: str, visibility: str = "restricted") -> dict[str, pd.DataFrame]:
    """The shipped tables with one person who is not to be shown, and no code that spells that person's name."""
    tables = raw()
    tables["people"].loc[tables["people"]["person_id"] == one, "visibility"] = visibility
    return neutral(tables)


def neutral(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tables in which every code that spells the name of a restricted person says nothing any more."""
    people = tables["people"]
    names = names_of(people[people["visibility"] != "public"])
    # The code of a person who bears such a name is that person's own.
    single = people[people["kind"] == "person"]
    own = zip(single["person_id"], single.drop(columns="person_id").to_numpy().tolist(), strict=True)
    bearers = {code for code, told in own if names.search(" | ".join(told))}
    changed = {
        code: f"{table[:-1]}-{row}"
        for table, columns in schema.TABLES.items()
        for row, code in enumerate(tables[table][columns[0].name])
        if code not in bearers and names.search(code)
    }
    found = {}
    for table, rows in tables.items():
        ids_in = [one.name for one in schema.COLUMNS[table] if one.type in ("id", "ref", "refs") and one.name in rows]
        told = {
            name: rows[name].map(lambda ids: "|".join(changed.get(one, one) for one in ids.split("|")))
            for name in ids_in
        }
        found[table] = rows.assign(**told)
    return found


def with_secret(visibility: str = "restricted") -> dict[str, pd.DataFrame]:
    """The shipped tables and one person more, SECRET, whom one statement is about and whose words another reports."""
    (one, name), tables = SECRET, raw()
    named = {f"name_{code}": name for code in schema.LANGUAGES}
    person = {**tables["people"].iloc[0], **named, "person_id": one, "aliases": f"{name}a", "visibility": visibility}
    told = tables["statements"].iloc[1]
    about = {**told, "statement_id": f"{one}-1", "person_id": one, "place_id": "aktau"} | {
        f"text_{code}": name for code in schema.LANGUAGES
    }
    spoken = {**told, "statement_id": f"{one}-2", "speaker_id": f"{one}|ward", "text_en": f"{name} said so"}
    tables["people"] = pd.concat([tables["people"], pd.DataFrame([person])])
    tables["statements"] = pd.concat([tables["statements"], pd.DataFrame([about, spoken])])
    tables["statements"].iloc[1, tables["statements"].columns.get_loc("differs_from")] = f"{one}-1"
    return tables


def core() -> dict[str, pd.DataFrame]:
    """The shipped tables with no column but those that every record needs."""
    needed = {table: [one.name for one in columns if one.core] for table, columns in schema.TABLES.items()}
    return {table: rows[needed[table]] for table, rows in raw().items()}


def context(path: str = "", code: str = "en", record: load.Record | None = None, **asked: Any) -> Context:
    """The context of a page of a record, the shipped one unless another is given."""
    return Context.of(View(lang=code, **asked), language(code), record or shipped(), path, ())


def said(value: str, date: str = "", **cells: Any) -> dict[str, Any]:
    """One made-up statement about `one`, with the columns that loading adds."""
    when = span(date)
    kind = next(kind for kind, values in codes.VALUES.items() if value in values)
    row: dict[str, Any] = {
        "statement_id": f"s-{value}-{date}",
        "source_id": "page",
        "person_id": "one",
        "kind": kind,
        "value": value,
        "date": date,
        "place_id": "",
        "quantity": "",
        "own_first": when.first.toordinal() if when else NEVER_FIRST,
        "own_last": when.last.toordinal() if when else NEVER_LAST,
        "effect": codes.CUSTODY.get(value, ""),
        "family": "a",
        "issued": "",
        "confidence": "high",
        "event_kind": "",
    }
    return {**row, **cells}


def told(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """Made-up statements as a table."""
    return pd.DataFrame(list(rows), columns=list(said("arrested")))


@lru_cache(maxsize=8)
def hostile(text: str) -> load.Record:
    """The shipped record with names, titles and texts that are all `text`; made once, as nobody changes a record."""

    def said_so(context: pd.DataFrame) -> pd.DataFrame:
        columns = [
            column
            for column in context
            if str(column).startswith(("name_", "title_", "text_", "summary_", "occupation_"))
        ]
        return context.assign(**dict.fromkeys(map(str, columns), text))

    found = shipped()
    return replace(found, **{table: said_so(getattr(found, table)) for table in schema.TABLES})


def refused(home: Path) -> list[tuple[str, int, str]]:
    """The faults for which a folder is not opened, by file, row and reason."""
    with pytest.raises(load.BadRecord) as bad:
        load.load(home)
    return [(fault.file, fault.row, fault.why) for fault in bad.value.faults]


def rewritten(home: Path, table: str, change: Callable[[str], str]) -> Path:
    """A folder of the shipped record with the text of one file changed."""
    path = folder(home) / f"{table}.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return home
