"""A column is shown where its declaration says, and nowhere is a list of columns to be kept beside it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from esimder.exports import csv_files
from esimder.exports.tables import tables
from esimder.i18n.language import language
from esimder.record import load, schema
from esimder.record.schema import EVERYWHERE, TABLES, Column, Shown
from esimder.server import records
from esimder.views import cells
from tests import once
from tests.asking import html_of
from tests.pdf_reading import pdf, squeezed, text
from tests.record import ARTICLE, context, raw, shipped
from tests.taken import unpacked

PERSON = "ward"
COURT, DECIDED = "Court No. 2 of Aktobe", "2016-11-28"
FILES = ("brief", "slides", "page", "workbook", "tables", "package", "linked", "entities")


def declare(monkeypatch: pytest.MonkeyPatch, *columns: Column) -> None:
    """Declares further columns of statements."""
    for declared in (schema.TABLES, schema.COLUMNS, tables.COLUMNS):
        monkeypatch.setitem(declared, "statements", (*declared["statements"], *columns))


def with_court(folder: Path) -> load.Record:
    """The shipped record with the court in every statement about one person."""
    for table, rows in raw().items():
        about = rows.get("person_id", rows.iloc[:, 0]) == PERSON
        court = {"court": about.map({True: COURT, False: ""}), "decided": about.map({True: DECIDED, False: ""})}
        rows.assign(**(court if table == "statements" else {})).to_csv(folder / f"{table}.csv", index=False)
    return load.load(folder)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> load.Record:
    court = Column("court", "text", "Which court decided", shown=EVERYWHERE)
    declare(monkeypatch, court, Column("decided", "edtf", "When it decided", shown=EVERYWHERE))
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    return with_court(tmp_path)


def test_a_new_column_stands_on_the_card_in_every_table_and_in_every_file(record: load.Record) -> None:
    here = context(record=record, person=(PERSON,))
    assert COURT in html_of("person", person=PERSON, lang="en")
    assert COURT in csv_files.statements(here)
    for code in FILES[1:]:
        found = b"".join(part for _, part in unpacked(once.file(code, here))).decode("utf-8", "replace")
        assert COURT in found, code
    assert squeezed(COURT) in text(pdf(here))


def test_a_new_column_is_worded_by_its_type(record: load.Record) -> None:
    html = html_of("person", person=PERSON, lang="en")
    assert f"column.decided: {language('en').date(DECIDED)}" in html
    [claim] = [
        node
        for node in json.loads(once.file("linked", context(record=record, person=(PERSON,))))["@graph"]
        if node["id"] == "urn:esimder:statement:" + record.statements.query("person_id == @PERSON").iat[0, 0]
    ]
    assert (claim["record:court"], claim["record:decided"]) == (COURT, DECIDED)


def test_a_new_column_has_a_heading_of_its_own_in_the_tables_to_read(record: load.Record) -> None:
    columns = schema.shown("statements", "table")
    assert [column.name for column in columns[-2:]] == ["court", "decided"]
    head = csv_files.statements(context(record=record)).partition("\r\n")[0].split(",")
    assert head[-3:] == ["column.court", "column.decided", "URL"]


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_column_that_is_not_declared_for_a_place_is_not_there(where: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, Column("court", "text", "Which court decided", shown=(where,)))
    assert {one for one in EVERYWHERE if schema.shown("statements", one)[-1].name == "court"} == {where}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_of_the_shipped_record_has_words(table: str) -> None:
    here, rows = context(), getattr(shipped(), table).to_dict("records")
    columns = {column.key: column for column in TABLES[table]}.values()
    for column in columns:
        stem = f"{column.stem}_en" if column.stem else column.name
        assert all(bool(cells.worded(here, column, row)) for row in rows if row[stem] not in ("", None)), column.name


@pytest.mark.parametrize(
    ("table", "path", "query"),
    [
        ("people", "person", {"person": PERSON}),
        ("events", "timeline", {"event": "aktau-meeting"}),
        ("sources", "sources", {"source": ARTICLE}),
    ],
)
def test_a_new_column_of_people_events_or_sources_stands_on_their_cards_and_in_their_files(
    table: str, path: str, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    column = Column("court", "text", "Which court decided", shown=("card", "export"))
    for declared in (schema.TABLES, schema.COLUMNS, tables.COLUMNS):
        monkeypatch.setitem(declared, table, (*declared[table], column))
    changed = replace(shipped(), **{table: getattr(shipped(), table).assign(court=COURT)})
    monkeypatch.setattr(records, "record", lambda folder: changed)
    assert f"column.court: {COURT}" in html_of(path, lang="en", **query)
    for code in ("page", "linked"):
        assert COURT in once.file(code, context(record=changed, person=(PERSON,))).decode(), code
