"""The files of a record: as frames of text with the faults of their shape, and as the bytes that were read."""

import csv
import io
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from esimder.record.check import Fault, Raw
from esimder.record.escape import unguarded
from esimder.record.schema import COLUMNS, TABLES

LONGEST = 100_000  # letters of a cell
_CUTS = (",", ";", "\t")
# Neither letters nor spaces but commands to a machine, as NUL and ESC are.
_COMMANDS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
Rows = list[tuple[int, list[str]]]  # by the number of the line in a spreadsheet


def content(path: Path) -> bytes | Fault:
    """The bytes of a plain file, read once; the fault of what is none, or cannot be read."""
    why = "fault.unreadable"
    try:
        if stat.S_ISREG(path.stat().st_mode):  # a pipe or a device would be read for ever
            return path.read_bytes()
        why = "fault.no_plain_file"
    except FileNotFoundError:
        why = "fault.no_file"
    except PermissionError:
        why = "fault.no_permission"
    except OSError:
        pass
    return Fault(path.name, 0, "", "", why, path.name)


def read_folder(folder: Path) -> dict[str, bytes | Fault]:
    """The bytes of every table of a folder; the decisions may be missing."""
    files = {table: folder / f"{table}.csv" for table in COLUMNS}
    return {table: content(path) for table, path in files.items() if table in TABLES or os.path.lexists(path)}


def tables(read: dict[str, bytes | Fault]) -> tuple[Raw, list[Fault]]:
    """The tables as frames of text, and the faults of their shape."""
    raw, found = {}, []
    for table, given in read.items():
        raw[table], amiss = _table(table, given)
        found += amiss
    return raw, found


def _table(table: str, given: bytes | Fault) -> tuple[pd.DataFrame, list[Fault]]:
    """One file as a frame of text, with the faults of its shape; what spreadsheets do is understood: commas, semicolons
    or tabs, a first line that says which, empty columns at the end, and the apostrophe before what looks like a
    formula."""
    name = f"{table}.csv"
    if isinstance(given, Fault):
        return pd.DataFrame(), [given]
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError:
        return pd.DataFrame(), [Fault(name, 0, "", "", "fault.not_utf8", "UTF-8")]
    rows, cut = _rows(text)
    if not rows:
        return pd.DataFrame(), [Fault(name, 0, "", "", "fault.empty_file", name)]
    _, headings = rows.pop(0)
    names, rows = _trimmed([heading.strip() for heading in headings], rows)
    found = list(_shape(table, names, rows, text))
    row = _unclosed(text, cut) if found else 0
    if row and row <= min(fault.row for fault in found):
        return pd.DataFrame(), [Fault(name, row, "", "", "fault.open_quote", '"…"')]
    whole = [(number, [_cell(cell) for cell in line]) for number, line in rows if len(line) == len(names)]
    # The frames count from 0 what a spreadsheet counts from 2.
    frame = pd.DataFrame(
        [line for _, line in whole], columns=names, index=[number - 2 for number, _ in whole], dtype="str"
    )
    return frame.loc[:, ~frame.columns.duplicated()], found


def _rows(text: str) -> tuple[Rows, str]:
    """The rows in which anything stands, the first of which is the heading, and the sign between cells."""
    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))  # how long a cell may be is told by its row
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').casefold().removeprefix("sep=")
    declared = first.strip().strip('"').casefold().startswith("sep=") and len(said or "\t") == 1
    heading = rest.partition("\n")[0] if declared else first
    cut = (said or "\t") if declared else max(_CUTS, key=heading.count)
    lines = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=cut), 1)
    skipped = 1 if declared else 0
    return [(number, line) for number, line in lines if number > skipped and any(map(str.strip, line))], cut


def _trimmed(names: list[str], rows: Rows) -> tuple[list[str], Rows]:
    """Headings and rows without the columns that have no name and nothing in them, and without empty cells too many."""
    nameless = {at for at, name in enumerate(names) if not name}
    filled = {at for _, line in rows for at in nameless if at < len(line) and line[at].strip()}
    empty = nameless - filled
    kept = []
    for number, line in rows:
        longer = any(map(str.strip, line[len(names) :]))
        cells = line if longer else line[: len(names)]
        kept.append((number, [cell for at, cell in enumerate(cells) if at not in empty]))
    return [name for at, name in enumerate(names) if at not in empty], kept


def _shape(table: str, names: list[str], rows: Rows, text: str) -> Iterator[Fault]:
    """Columns that stand twice or have no name, rows of another length, and cells that no table holds."""
    name, commanded = f"{table}.csv", _COMMANDS.search(text) is not None
    # What is no column of ours is not repeated: where the heading is missing, it is a cell of somebody's row.
    ours = {column.name for column in COLUMNS[table]}
    for at, heading in enumerate(names):
        place = f"{at + 1}"
        if not heading:
            yield Fault(name, 1, place, "", "fault.no_heading", "")
        elif names.count(heading) > 1 and names.index(heading) == at:
            told = heading if heading in ours else place
            yield Fault(name, 1, told, told, "fault.column_twice", "")
    if other := _other_cut(len(names), rows):
        yield Fault(name, rows[0][0], "", other, "fault.other_cut", "")
        return
    for number, line in rows:
        if len(line) != len(names):
            yield Fault(name, number, "", f"{len(line)}", "fault.ragged", f"{len(names)}")
        for at, cell in enumerate(line):
            column = names[at] if at < len(names) and names[at] in ours else f"{at + 1}"
            if len(cell) > LONGEST:
                yield Fault(name, number, column, "", "fault.long_cell", f"≤ {LONGEST}")
            if commanded and (signs := sorted(set(_COMMANDS.findall(cell)))):
                yield Fault(name, number, column, ", ".join(map(code_point, signs)), "fault.control", "")


def _other_cut(width: int, rows: Rows) -> str:
    """The sign that stands between the cells of every row, where it is another one than in the heading."""
    if width < 2 or not rows or any(len(line) != 1 for _, line in rows):
        return ""
    return next((cut for cut in _CUTS if all(line[0].count(cut) >= width - 1 for _, line in rows)), "")


def code_point(letter: str) -> str:
    """What a letter that cannot be seen is called."""
    return f"U+{ord(letter):04X}"


def _unclosed(text: str, cut: str) -> int:
    """The first row in which a quotation mark stands where none should, or 0: it may take in the rest of the file."""
    row = 0
    try:
        for row, _ in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=cut, strict=True), 1):  # noqa: B007
            pass
    except csv.Error:
        return row + 1
    return 0


def _cell(cell: str) -> str:
    """A cell without the space around it; one in which nothing can be seen is empty."""
    text = unguarded(cell.strip())
    return text if text.isascii() or any(unicodedata.category(one)[0] not in "CZ" for one in text) else ""
