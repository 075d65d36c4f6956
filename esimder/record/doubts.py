"""What looks wrong in tables that hold: read as it stands, and told at the start and on the method page."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import pandas as pd

from esimder.record.check import Fault, Raw
from esimder.record.dates import reach, span
from esimder.record.files import code_point
from esimder.record.gazetteer import proposals
from esimder.record.headings import plain, strange
from esimder.record.independence import address
from esimder.record.schema import COLUMNS

NAMES = re.compile(r"(name|other_names|aliases|publisher)(_|$)")
_WORD = re.compile(r"[^\W\d_]+")
_JOINERS = ("\u200c", "\u200d")  # which many scripts need between two letters
_PLAIN = ("LATIN", "CYRILLIC", "GREEK")


def _headings(raw: Raw) -> Iterator[Fault]:
    """Columns that nobody reads: a mistyped one would lose all that stands in it."""
    for table, frame in raw.items():
        for heading, meant in strange(table, frame).items():
            yield Fault(f"{table}.csv", 1, heading, heading, "fault.unknown_column", meant)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def unseen(text: str) -> list[str]:
    """The letters of a text that nobody sees, and that turn, part or disguise what stands around them."""
    found = []
    for at, letter in enumerate(text):
        category = unicodedata.category(letter)
        if category not in ("Cf", "Cc", "Co", "Zl", "Zp") or letter in "\n\r\t":
            continue
        beside = text[at - 1 : at] + text[at + 1 : at + 2]
        needed = letter in _JOINERS and len(beside) == 2 and not any(_script(one) in _PLAIN for one in beside)
        if not needed:
            found.append(letter)
    return found


def mixed(text: str) -> list[str]:
    """The words of a text that are written in letters of two scripts which look alike."""
    scripts = {word: {_script(letter) for letter in word} & {*_PLAIN} for word in _WORD.findall(text)}
    return [word for word, some in scripts.items() if len(some) > 1]


def _foreign(cell: str) -> bool:
    return not cell.isascii()


def _suspect(cell: str) -> bool:
    """Whether a cell may hold a letter that nobody sees, quickly told: most cells hold none."""
    return not cell.isascii() and not cell.isprintable()


def _letters(raw: Raw) -> Iterator[Fault]:
    """Letters that nobody sees, and names in letters of two scripts."""
    for table, frame in raw.items():
        for column in (column.name for column in COLUMNS[table] if column.name in frame):
            cells = frame[column]
            named = bool(NAMES.match(column))
            for row, cell in cells[cells.map(_foreign if named else _suspect).astype(bool)].items():
                where = f"{table}.csv", int(str(row)) + 2, column
                if signs := dict.fromkeys(map(code_point, unseen(cell))):
                    yield Fault(*where, ", ".join(signs), "fault.unseen_letter", "")
                if named and (words := mixed(cell)):
                    yield Fault(*where, " ".join(words), "fault.mixed_script", "")


def _spans(frame: pd.DataFrame, column: str) -> "pd.DataFrame":
    known = {cell: found for cell in frame[column].unique() if (found := span(cell))}
    rows = {row: known[cell] for row, cell in frame[column].items() if cell in known}
    days = [(one.first.toordinal(), one.last.toordinal()) for one in rows.values()]
    return pd.DataFrame(days, index=list(rows), columns=["first", "last"])


def _days(raw: Raw, today: int) -> Iterator[Fault]:
    """Days that have not come yet, and years far from all others: most likely slips of the pen."""
    told = pd.concat([_spans(raw[table], "date") for table in ("events", "statements")])
    happened = reach(told["first"], told["last"], today)
    for table, frame in raw.items():
        for column in (one.name for one in COLUMNS[table] if one.type == "edtf" and one.name in frame):
            days = _spans(frame, column)
            reached = happened if column == "date" else reach(days["first"], days["last"], today)
            for row, (first, last) in zip(days.index, days.to_numpy().tolist(), strict=True):
                where = f"{table}.csv", int(row) + 2, column, str(frame.loc[row, column])
                if first > today:
                    yield Fault(*where, "fault.future", f"≤ {date.fromordinal(today)}")
                elif reached and (last < reached[0] or first > reached[1]):
                    years = [str(date.fromordinal(day).year) for day in reached]
                    yield Fault(*where, "fault.far_year", "–".join(dict.fromkeys(years)))


def _places(raw: Raw) -> Iterator[Fault]:
    """Places at 0/0, and places far from where the world has one of that name: the two numbers may be exchanged."""
    rows = raw["places"].to_dict("records")
    far = {one.place_id: one for one in proposals(rows) if one.kind == "far"}
    for row, place in zip(raw["places"].index, rows, strict=True):
        where = "places.csv", int(row) + 2, "lat", f"{place['lat']}, {place['lon']}"
        if place["lat"] and float(place["lat"]) == float(place["lon"]) == 0:
            yield Fault(*where, "fault.nowhere", "")
        elif proposal := far.get(str(place["place_id"])):
            yield Fault(*where, "fault.far_place", f"{proposal.text} (GeoNames)")


def _sources(raw: Raw) -> Iterator[Fault]:
    """Pages that stand twice, and publishers that count as two because they are written, or told of, in two ways."""
    frame = raw["sources"]
    families = frame["family"] if "family" in frame else pd.Series("", index=frame.index)
    pages: dict[str, str] = {}
    spelled: dict[str, str] = {}
    stated = {plain(name): family for name, family in zip(frame["publisher"], families, strict=True) if family}
    columns = (frame["source_id"], frame["publisher"], frame["url"], families)
    for row, one, publisher, url, family in zip(frame.index, *columns, strict=True):
        number, name = int(row) + 2, plain(publisher)
        if (page := address(url)) and pages.setdefault(page, one) != one:
            yield Fault("sources.csv", number, "url", url, "fault.address_twice", pages[page])
        if name and spelled.setdefault(name, publisher) != publisher:
            yield Fault("sources.csv", number, "publisher", publisher, "fault.publisher_spelled", spelled[name])
        if not family and name in stated:
            yield Fault("sources.csv", number, "family", publisher, "fault.family_missing", stated[name])


def doubts(raw: Raw, today: date) -> list[Fault]:
    """Every doubt about tables that have no fault, as of today."""
    return [*_headings(raw), *_letters(raw), *_days(raw, today.toordinal()), *_places(raw), *_sources(raw)]
