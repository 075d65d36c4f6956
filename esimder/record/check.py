"""Raw tables in, every fault out: file, row as a spreadsheet counts it, column, value, why, and what would be right."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from esimder.record.codes import CODES, VALUES
from esimder.record.dates import span
from esimder.record.headings import SEAL, seals, strange
from esimder.record.schema import COLUMNS, LANGUAGES, Column
from esimder.record.settings import CHANGE, SETTINGS, Line

Raw = dict[str, pd.DataFrame]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Who is named before the host would be told to everybody, with a password.
_URL = re.compile(r"https?://[^\s<>\"/?#@]+([/?#][^\s<>\"]*)?")
_MOST = {"id": 100, "url": 2_000}  # letters; how long any cell may be is told where the file is read
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Python's float would also take `1_0`, `1e1` and digits of other scripts, which pandas does not.
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MAIL = re.compile(r"[^\s@<>\"?&]+@[^\s@<>\"?&]+\.[^\s@<>\"?&]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")  # of a server and a path, with no query
_MOST_DAYS = date.max.toordinal()
_QUANTITY = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+D)?|(>=?)?\d+|\d+ [A-Z]{3}", re.ASCII)


@dataclass(frozen=True)
class Fault:
    """One fault of one cell, row or file; `why` is a key of the catalogues, `right` what the cell may hold.

    `row` is the row that a spreadsheet shows (the heading is row 1), or 0 for the whole file.
    """

    file: str
    row: int
    column: str
    value: str
    why: str
    right: str = ""


@dataclass(frozen=True)
class Cause:
    """Faults of one column for one reason, told once: the first rows and values, and how many rows there are."""

    file: str
    column: str
    why: str
    right: str
    rows: tuple[int, ...]
    values: tuple[str, ...]
    count: int


_FIRST = 5  # rows and values of a cause that are named


def causes(found: Iterable[Fault]) -> tuple[Cause, ...]:
    """The causes of faults, in the order in which they are first met."""
    met: dict[tuple[str, str, str, str], list[Fault]] = {}
    for fault in found:
        met.setdefault((fault.file, fault.column, fault.why, fault.right), []).append(fault)
    return tuple(
        Cause(
            *key,
            tuple(dict.fromkeys(fault.row for fault in some if fault.row))[:_FIRST],
            tuple(dict.fromkeys(fault.value for fault in some if fault.value))[:_FIRST],
            len(some),
        )
        for key, some in met.items()
    )


def shown(value: object) -> str:
    """A number or a day as a text; nothing for what is neither, and for a number with thousands of digits."""
    try:
        return str(value) if isinstance(value, (int, float, date)) else ""
    except ValueError:  # Python writes no such number
        return ""


def other_names(text: str) -> list[tuple[str, dict[str, str]]]:
    """The names of a place at other times, as (EDTF span, name by language); ValueError if the cell is malformed."""
    found = []
    for part in filter(None, (part.strip() for part in text.split("|"))):
        when, equals, names = part.partition("=")
        three = [name.strip() for name in names.split(";")]
        if not equals or len(three) != len(LANGUAGES) or not all(three) or span(when.strip()) is None:
            raise ValueError(part)
        found.append((when.strip(), dict(zip(LANGUAGES, three, strict=True))))
    return found


def _number(column: str) -> Callable[[str], bool]:
    bound = 90 if column == "lat" else 180

    def good(value: str) -> bool:
        return _NUMBER.fullmatch(value) is not None and -bound <= float(value) <= bound

    return good


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def good(value: str) -> bool:
        try:
            read(value)
        except ValueError:
            return False
        return True

    return good


def _rule(column: Column, ids: dict[str, set[str]]) -> tuple[Callable[[str], bool], str]:
    """Whether a filled cell of this column is right, and words for what would be."""
    match column.type:
        case "id":
            return lambda value: bool(_ID.fullmatch(value)), "a-z 0-9 . _ -"
        case "ref":
            return lambda value: value in ids[column.of], f"{column.of}.csv"
        case "refs":
            return lambda value: all(one.strip() in ids[column.of] for one in value.split("|")), f"{column.of}.csv"
        case "code":
            return lambda value: value in CODES[column.of], ", ".join(CODES[column.of])
        case "edtf":
            return _reads(span), "2019-04-08, 2019-04, 2019, 2018?, 2016/2021, ../2018"
        case "names":
            return _reads(other_names), column.example
        case "number":
            return _number(column.name), column.example
        case "quantity":
            return lambda value: bool(_QUANTITY.fullmatch(value)), "P3Y, P4Y8M, 50500 KZT, 16, >=16, >500"
        case "url":
            return lambda value: bool(_URL.fullmatch(value)), "https://…"
        case "language":
            return lambda value: bool(_LANGUAGE.fullmatch(value)), "kk, ru, en"
    return lambda value: True, ""


def _rows(
    table: str, frame: pd.DataFrame, bad: "pd.Series[bool]", column: str, why: str, right: str
) -> Iterator[Fault]:
    for index, value in frame.loc[bad, column].items():
        yield Fault(f"{table}.csv", int(str(index)) + 2, column, str(value), why, right)


def _columns(table: str, frame: pd.DataFrame, ids: dict[str, set[str]]) -> Iterator[Fault]:
    """Faults of the heading and of single cells."""
    unknown = strange(table, frame)
    for heading in frame:
        if seals(table, str(heading)):
            yield Fault(f"{table}.csv", 1, SEAL, str(heading), "fault.near_visibility", f"people.csv: {SEAL}")
    for column in COLUMNS[table]:
        if column.name not in frame:
            if column.core:
                meant = next((heading for heading, near in unknown.items() if near == column.name), "")
                yield Fault(f"{table}.csv", 1, column.name, meant, "fault.no_column", column.name)
            continue
        cells = frame[column.name]
        good, right = _rule(column, ids)
        most = _MOST.get(column.type, 10**9)
        yield from _rows(table, frame, cells.str.len() > most, column.name, "fault.long_cell", f"≤ {most}")
        wrong = {value for value in cells.unique() if value and len(value) <= most and not good(value)}
        why = {
            "ref": "fault.no_such_row",
            "refs": "fault.no_such_row",
            "code": "fault.no_such_code",
            "edtf": "fault.no_date",
        }.get(column.type, "fault.malformed")
        yield from _rows(table, frame, cells.isin(wrong), column.name, why, right)
        if column.filled:
            yield from _rows(table, frame, cells == "", column.name, "fault.empty", column.example or column.means)
        if column.type == "id":
            yield from _rows(table, frame, cells.duplicated() & (cells != ""), column.name, "fault.twice", "")


def _languages(table: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Texts that stand in one language and are missing in another; names that stand in none."""
    for column in COLUMNS[table]:
        stem, _, code = column.name.rpartition("_")
        if column.some:
            if code == LANGUAGES[0] and column.name in frame:
                three = frame.reindex(columns=[f"{stem}_{one}" for one in LANGUAGES], fill_value="")
                bad = (three == "").all(axis=1)
                yield from _rows(table, frame, bad, column.name, "fault.empty", "kk, ru, en")
            continue
        others = [f"{stem}_{other}" for other in LANGUAGES if other != code and f"{stem}_{other}" in frame]
        if column.type == "text" and not column.filled and code in LANGUAGES and column.name in frame and others:
            bad = (frame[column.name] == "") & (frame[others] != "").any(axis=1)
            yield from _rows(table, frame, bad, column.name, "fault.one_language_missing", "kk, ru, en")


def _across(raw: Raw) -> Iterator[Fault]:
    """Faults that only several cells of a row show together."""
    statements, places = raw["statements"], raw["places"]
    if {"kind", "value", "person_id", "event_id"} <= set(statements):
        for kind, values in VALUES.items():
            bad = (
                (statements["kind"] == kind)
                & ~statements["value"].isin(values)
                & statements["value"].isin(CODES["value"])
            )
            yield from _rows("statements", statements, bad, "value", "fault.value_of_other_kind", ", ".join(values))
        bad = (statements["person_id"] == "") & (statements["event_id"] == "")
        yield from _rows("statements", statements, bad, "person_id", "fault.about_nothing", "person_id, event_id")
    if {"lat", "lon"} <= set(places):
        for one, other in (("lat", "lon"), ("lon", "lat")):
            bad = (places[one] == "") & (places[other] != "")
            yield from _rows("places", places, bad, one, "fault.half_a_place", "lat, lon")


def _decided(frame: pd.DataFrame) -> Iterator[Fault]:
    """Decisions on one person alone, and pairs that are decided twice, whichever of the two stands first."""
    if {"person_a", "person_b"} <= set(frame):
        one, other = frame["person_a"], frame["person_b"]
        itself = (one == other) & (one != "")
        pairs = pd.Series([" ".join(sorted(pair)) for pair in zip(one, other, strict=True)], index=frame.index)
        for bad, column in ((itself, "person_b"), (pairs.duplicated() & ~itself, "person_a")):
            yield from _rows("decisions", frame, bad, column, "fault.twice", "person_a, person_b")


def _good(line: Line, value: object) -> bool:
    match line.type:
        case "day":
            return type(value) is date
        case "days":
            return type(value) is int and 1 <= value <= _MOST_DAYS
        case "changes":
            return isinstance(value, list) and all(isinstance(one, dict) for one in value)
        case "address":
            return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None
        case "country":
            return isinstance(value, str) and _COUNTRY.fullmatch(value) is not None
        case "contact":
            return isinstance(value, str) and any(form.fullmatch(value) for form in (_MAIL, _URL))
    return isinstance(value, str)


_RIGHT = {"changes": "[[changes]]", "text": '"…"'}  # of the lines whose example is no value as TOML has it


def _lines(said: Mapping[str, Any], lines: tuple[Line, ...], where: str = "") -> Iterator[Fault]:
    known = {line.name: line for line in lines}
    for name, value in said.items():
        if name not in known:
            yield Fault("record.toml", 0, where + name[:80], "", "fault.no_such_line", ", ".join(known))
        elif not _good(line := known[name], value):
            why = "fault.no_date" if line.type == "day" else "fault.malformed"
            # Words are not repeated: they may name somebody who is restricted.
            yield Fault("record.toml", 0, where + name, shown(value), why, _RIGHT.get(line.type, line.example))
    for line in lines:
        if line.filled and said.get(line.name, "") == "":
            yield Fault("record.toml", 0, where + line.name, "", "fault.empty", line.example or line.means)


def settings_faults(said: Mapping[str, Any], around: Mapping[str, str] | None = None) -> list[Fault]:
    """Every fault of what a record says of itself, and of what the environment says instead (`around`)."""
    found = list(_lines(said, SETTINGS))
    for line in SETTINGS:
        if around and line.name in around and not _good(line, around[line.name]):
            found.append(Fault(line.variable, 0, "", around[line.name][:80], "fault.malformed", line.example))
    changes = said.get("changes", ())
    for number, change in enumerate(changes if isinstance(changes, list) else (), 1):
        found += _lines(change, CHANGE, f"changes {number}: ") if isinstance(change, dict) else ()
    return found


def faults(raw: Raw) -> list[Fault]:
    """Every fault of the tables, in the order of tables and rows; the frames hold text only and stay unchanged."""
    ids = {
        table: set(frame[COLUMNS[table][0].name]) if COLUMNS[table][0].name in frame else set()
        for table, frame in raw.items()
    }
    found = [fault for table, frame in raw.items() for fault in _columns(table, frame, ids)]
    found += [fault for table, frame in raw.items() for fault in _languages(table, frame)]
    found += [*_across(raw), *_decided(raw.get("decisions", pd.DataFrame()))]
    order = list(COLUMNS)
    return sorted(found, key=lambda fault: (order.index(fault.file.removesuffix(".csv")), fault.row, fault.column))
