"""The data take-aways as a reader holds them: made of a view, unpacked, and loaded again."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from esimder.exports.making import Format
from esimder.exports.tables import bundle, followthemoney, geojson, jsonld, package, workbook
from esimder.query import counts
from esimder.query.selection import select
from esimder.record import load
from esimder.views.context import Context
from tests import once
from tests.record import folder, raw

FORMATS: dict[str, Format] = {
    module.FORMAT.code: module.FORMAT for module in (bundle, workbook, jsonld, geojson, followthemoney, package)
}
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"person": ("bokaev",)},
    {"place": ("aktau",), "status": ("paroled",)},
    {"kind": ("meeting",)},
    {"source": ("ep-01",)},
    {"as_of": date(2016, 1, 1)},
    {"as_of": date(2021, 1, 1), "scope": "all"},
    {"basis": "published"},
    {"disputed": "yes"},
    {"status": ("in_custody",)},
    {"since": date(2019, 1, 1), "until": date(2019, 12, 31)},
    {"q": "bokayev"},
    {"q": "no such word anywhere"},
)
HOSTILE = ("=1+1", "@SUM(A1)", "-1+2", "'=1", '<script>alert("1")</script>', "one\ntwo", 'a "b"; c, d', "_x0041_")


def taken(code: str, context: Context) -> bytes:
    """A format's file of a view."""
    return once.file(code, context)


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every file in a file, by name, with what zips say of themselves; the file itself if it is no zip."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield "", content
        return
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        yield "comment", opened.comment
        for name in opened.namelist():
            yield name, opened.read(name)


def named(content: bytes, ending: str) -> str:
    """The text of the one file in a zip whose name ends so."""
    (found,) = [text for name, text in unpacked(content) if name.endswith(ending)]
    return found.decode("utf-8-sig")


@lru_cache(maxsize=32)
def again(content: bytes) -> load.Record:
    """The record in a zip, loaded as one's own; once, however many tests ask."""
    with TemporaryDirectory() as target, zipfile.ZipFile(io.BytesIO(content)) as opened:
        opened.extractall(target)
        (home,) = Path(target).iterdir()
        return load.load(home)


def numbers(context: Context, record: load.Record | None = None) -> dict[str, int]:
    """The headline numbers of a view."""
    return counts.totals(select(record or context.record, context.view))


def with_hostile_cells(target: Path) -> tuple[load.Record, dict[str, str]]:
    """The shipped record with hostile titles of sources, names of people and texts of statements, and these by id."""
    tables, hostile = raw(), dict[str, str]()
    for table, columns in {
        "sources": ("title",),
        "people": ("name_kk", "name_ru", "name_en"),
        "statements": ("text_kk", "text_ru", "text_en"),
    }.items():
        rows: pd.DataFrame = tables[table]
        for row, cell in enumerate(HOSTILE):
            rows.loc[row, list(columns)] = cell
            hostile[str(rows.iloc[row, 0])] = cell
    for table in ("sources", "people", "statements"):
        # As a spreadsheet would have written them: an apostrophe that guards is doubled, or loading would take it off.
        tables[table] = tables[table].map(lambda cell: "''=1" if cell == "'=1" else cell)
    return load.load(folder(target, tables)), hostile
