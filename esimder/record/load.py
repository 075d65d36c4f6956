"""Files in, a checked record out; or one error that lists every fault."""

import hashlib
import os
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from esimder.paths import DATA
from esimder.record import files
from esimder.record.check import Cause, Fault, Raw, causes, faults, settings_faults
from esimder.record.codes import CUSTODY, PRESENT
from esimder.record.dates import NEVER_FIRST, NEVER_LAST, Span, about, is_dated, reach, span
from esimder.record.doubts import doubts
from esimder.record.gazetteer import helped
from esimder.record.hidden_names import NOBODY, Names
from esimder.record.independence import voices
from esimder.record.redact import discreet, gapped, hidden_names, open_only, opened, spelled
from esimder.record.schema import COLUMNS, LANGUAGES
from esimder.record.settings import CONFIRMING, STALE_AFTER, UNKNOWN_AFTER, environment

# Every change of a filter makes many small masks and takes of text, which cost more on Arrow's strings.
pd.set_option("mode.string_storage", "python")

SHIPPED = DATA


@dataclass(frozen=True)
class Settings:
    """What a record says of itself in `record.toml`; every field may be left out. Words are by code of language."""

    as_of: date
    title: dict[str, str]
    intro: dict[str, str]
    country: str = ""
    licence: str = ""
    stale_after_days: int = STALE_AFTER
    unknown_after_days: int = UNKNOWN_AFTER
    confirming_days: int = CONFIRMING
    changes: tuple[dict[str, Any], ...] = ()
    publisher: dict[str, str] = field(default_factory=dict)
    contact: str = ""
    corrections: dict[str, str] = field(default_factory=dict)
    reply: dict[str, str] = field(default_factory=dict)
    inclusion: dict[str, str] = field(default_factory=dict)
    review: dict[str, str] = field(default_factory=dict)
    omitted: dict[str, str] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, eq=False)
class Record:
    """A whole checked record. Frames keep the columns of the schema and add what follows from them:

    events and statements `first`, `last` (days as ordinals; NEVER_* where undated); statements also `own_first`,
    `own_last` (its own date alone), `when` (EDTF: its own or its event's), `at` (place: its own, or its event's for
    what was done there: a status is nowhere unless the source says where), `published` (last possible day, NEVER_LAST
    if unknown), `issued` (the same as EDTF), `placed` (from which day on it may be shown, NEVER_FIRST where nothing
    tells), `family` (whose voice, empty if nobody says), `event_kind` and `effect` (on custody); events `placed`;
    sources `statements` (count) and `voice`. `decisions` has no row where nobody wrote any. `hidden` finds the names of
    restricted people in what stands beside the tables; `warnings` are what looks wrong and was read all the same.
    """

    sources: pd.DataFrame
    places: pd.DataFrame
    people: pd.DataFrame
    events: pd.DataFrame
    statements: pd.DataFrame
    decisions: pd.DataFrame
    settings: Settings
    version: str
    hidden: Names = NOBODY
    warnings: tuple[Cause, ...] = ()


class BadRecord(Exception):
    """The tables do not hold; `faults` lists every reason."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(f"{len(found)} faults")
        self.faults = found


def raw_tables(folder: Path) -> tuple[Raw, list[Fault]]:
    """The files of a folder as frames of text, and the faults of their shape; the decisions may be missing."""
    return files.tables(files.read_folder(folder))


def _parts(cell: str) -> str:
    return "|".join(filter(None, map(str.strip, cell.split("|")))) if "|" in cell else cell


def _filled(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every column of the schema, empty codes at their defaults, numbers as numbers, and lists with
    nothing between their parts but one `|`."""
    frame, columns = frame.reset_index(drop=True), COLUMNS[table]
    added = {column.name: column.default for column in columns if column.name not in frame}
    frame = frame.assign(**added)[[column.name for column in columns]]
    if table == "people":
        frame = frame.assign(visibility=frame["visibility"].replace("", "restricted"))
    blanks = {column.name: frame[column.name].replace("", column.default) for column in columns if column.default}
    frame = frame.assign(**blanks)
    lists = {column.name: frame[column.name].map(_parts) for column in columns if column.type in ("refs", "list")}
    frame = frame.assign(**lists)
    numbers = {column.name: pd.to_numeric(frame[column.name]) for column in columns if column.type == "number"}
    return frame.assign(**numbers)


def _days(dates: "pd.Series[str]") -> tuple[list[int], list[int]]:
    """First and last possible days of EDTF texts, as ordinals."""
    known: dict[str, Span | None] = {text: span(text) for text in dates.unique()}
    ends = {
        text: (found.first.toordinal(), found.last.toordinal()) if found else (NEVER_FIRST, NEVER_LAST)
        for text, found in known.items()
    }
    pairs = [ends[text] for text in dates]
    return [first for first, _ in pairs], [last for _, last in pairs]


def _begun(text: str) -> int:
    """The earliest day on which what has this date may have been so, an ordinal; an open beginning is placed by its
    end."""
    found = about(text)
    return found[0].first.toordinal() if found else NEVER_FIRST


def placed(statements: pd.DataFrame) -> "pd.Series[int]":
    """From which day on each statement may be shown: when what it tells of may have been so; without a date when it was
    published, and of an undated page not before the latest day that the page tells of."""
    days = pd.Series([_begun(text) for text in statements["when"]], statements.index)
    printed = pd.Series([_begun(text) for text in statements["issued"]], statements.index)
    told = days.where(is_dated(days)).groupby(statements["source_id"]).transform("max")
    return days.where(is_dated(days), printed.where(is_dated(printed), told.fillna(NEVER_FIRST)).astype(int))


def _derived(tables: dict[str, pd.DataFrame], hidden: Names) -> dict[str, pd.DataFrame]:
    """The tables that everybody may see, with the columns that follow from them."""
    tables = opened(tables, hidden)
    events, statements = tables["events"], tables["statements"]
    first, last = _days(events["date"])
    events = events.assign(first=first, last=last, placed=[_begun(text) for text in events["date"]])
    event = events.set_index("event_id")
    own_first, own_last = _days(statements["date"])
    when = statements["date"].where(statements["date"] != "", statements["event_id"].map(event["date"]).fillna(""))
    held = statements["kind"].isin(("act", "claim")) | statements["value"].isin(PRESENT)
    at = statements["place_id"].where(
        (statements["place_id"] != "") | ~held, statements["event_id"].map(event["place_id"]).fillna("")
    )
    first, last = _days(when)
    voice = voices(tables["sources"])
    issued = statements["source_id"].map(tables["sources"].set_index("source_id")["published"])
    statements = statements.assign(
        own_first=own_first,
        own_last=own_last,
        when=when,
        at=at,
        first=first,
        last=last,
        published=_days(issued)[1],
        issued=issued,
        event_kind=statements["event_id"].map(event["kind"]).fillna(""),
        effect=statements["value"].map(CUSTODY).fillna(""),
        family=statements["source_id"].map(voice),
    )
    statements = statements.assign(placed=placed(statements))
    sources = tables["sources"].assign(
        statements=tables["sources"]["source_id"].map(statements["source_id"].value_counts()).fillna(0).astype(int),
        voice=list(voice.values()),
    )
    derived = {"events": events, "statements": statements, "sources": sources}
    return {**tables, **derived}


def _said(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    """What the record says of itself, and the faults of it."""
    path = folder / "record.toml"
    read = files.content(path) if os.path.lexists(path) else b""
    if isinstance(read, Fault):
        return {}, [read]
    try:
        said = tomllib.loads(read.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # no TOML, no UTF-8, or a number of thousands of digits
        return {}, [Fault(path.name, 0, "", "", "fault.malformed", "TOML, UTF-8")]
    around = environment()
    return {**said, **around}, settings_faults(said, around)


def _settings(said: dict[str, Any], statements: pd.DataFrame, places: pd.DataFrame) -> Settings:
    today = date.today()
    days = reach(statements["first"], statements["last"], today.toordinal())
    latest = date.fromordinal(days[1]) if days else today
    names = ("title", "intro", "publisher", "corrections", "reply", "inclusion", "review", "omitted")
    words = {name: {code: said.get(f"{name}_{code}", "") for code in LANGUAGES} for name in names}
    country = said.get("country", str(places["country"].mode().iat[0]) if len(places) else "")
    return Settings(
        as_of=said.get("as_of", latest),
        country=country,
        licence=said.get("licence", ""),
        stale_after_days=said.get("stale_after_days", STALE_AFTER),
        unknown_after_days=said.get("unknown_after_days", UNKNOWN_AFTER),
        confirming_days=said.get("confirming_days", CONFIRMING),
        changes=tuple(said.get("changes", ())),
        contact=said.get("contact", ""),
        **words,
        address=said.get("address", "").rstrip("/"),
    )


def load(folder: Path = SHIPPED) -> Record:
    """The record of a folder of five CSV files; raises BadRecord with every fault if it does not hold."""
    read = files.read_folder(folder)
    raw, found = files.tables(read)
    if all(len(frame.columns) for frame in raw.values()):
        found += helped(faults(raw), raw)
    said, amiss = _said(folder)
    if found or amiss:
        raise BadRecord([*discreet(found, raw), *amiss])
    filled = {table: _filled(table, raw.get(table, pd.DataFrame(dtype="str"))) for table in COLUMNS}
    hidden = hidden_names(filled["people"])
    if telling := spelled(filled, hidden, raw):
        raise BadRecord(telling)
    tables = _derived(filled, hidden)
    digest = hashlib.sha256(b"".join(one for one in read.values() if isinstance(one, bytes))).hexdigest()[:12]
    settings = _settings(gapped(said, hidden), tables["statements"], tables["places"])
    told = causes(discreet(open_only(doubts(raw, date.today()), raw), raw))
    return Record(**tables, settings=settings, version=digest, hidden=hidden, warnings=told)


@lru_cache(maxsize=20)
def rows(record: Record, table: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by id, in the order of the table; they are shared, so nobody may change them."""
    frame: pd.DataFrame = getattr(record, table)
    return {row[frame.columns[0]]: row for row in frame.to_dict("records")}
