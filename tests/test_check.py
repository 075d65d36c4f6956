"""Every fault of a table is reported where it stands: file, row as a spreadsheet counts it, column, value, why."""

import ast
from functools import lru_cache
from pathlib import Path

import pytest

from esimder.i18n.language import language
from esimder.record import check, doubts, files, load
from esimder.record.check import Fault, faults
from esimder.record.codes import CODES, VALUES
from esimder.record.schema import LANGUAGES, TABLES, Column
from tests.record import folder, raw

WRONG = {
    "id": ("two words", "fault.malformed"),
    "ref": ("nobody-knows", "fault.no_such_row"),
    "refs": ("ward|nobody-knows", "fault.no_such_row"),
    "code": ("nonsense", "fault.no_such_code"),
    "edtf": ("April 2019", "fault.no_date"),
    "number": ("91°", "fault.malformed"),
    "quantity": ("three years", "fault.malformed"),
    "url": ("javascript:alert(1)", "fault.malformed"),
    "language": ("Kazakh", "fault.malformed"),
    "names": ("2019 = Нұр-Сұлтан", "fault.malformed"),
}
FREE = ("text", "list", "locator")  # any words are right
COLUMNS = [(table, column) for table, columns in TABLES.items() for column in columns]
BROKEN = [
    pytest.param(table, column, *WRONG[column.type], id=f"{table}.{column.name}")
    for table, column in COLUMNS
    if column.type not in FREE
]
FILLED = [pytest.param(table, column.name, id=f"{table}.{column.name}") for table, column in COLUMNS if column.filled]
THREE = [
    pytest.param(table, column.name, id=f"{table}.{column.name}")
    for table, column in COLUMNS
    if not (column.filled or column.some) and column.type == "text" and column.name.rpartition("_")[2] in LANGUAGES
]


def test_the_shipped_record_has_no_fault() -> None:
    assert faults(raw()) == []


def test_every_type_of_column_is_broken_here_or_free() -> None:
    assert {column.type for _, column in COLUMNS} == {*WRONG, *FREE}


@lru_cache
def with_broken_cells(table: str) -> list[Fault]:
    """The faults of the record when every column of a table has a broken cell, each in a row of its own."""
    tables = raw()
    for row, column in enumerate(TABLES[table]):
        if column.type not in FREE:
            tables[table].loc[row, column.name] = WRONG[column.type][0]
    return faults(tables)


@pytest.mark.parametrize(("table", "column", "bad", "why"), BROKEN)
def test_a_broken_cell_is_reported_where_it_stands(table: str, column: Column, bad: str, why: str) -> None:
    assert column.name in raw()[table], "the shipped record is to have every column"
    row = TABLES[table].index(column) + 2
    found = [
        fault
        for fault in with_broken_cells(table)
        if (fault.file, fault.column, fault.value) == (f"{table}.csv", column.name, bad)
    ]
    assert [(fault.row, fault.why) for fault in found] == [(row, why)]
    assert found[0].right


@lru_cache
def with_empty_cells(table: str) -> list[Fault]:
    """The faults of the record when every column of a table has an empty cell, each in a row of its own."""
    tables = raw()
    assert {column.name for column in TABLES[table]} <= {*tables[table]}, "the shipped record is to have every column"
    for row, column in enumerate(TABLES[table]):
        tables[table].loc[row, column.name] = ""
    return faults(tables)


@pytest.mark.parametrize(("table", "name"), FILLED)
def test_an_empty_cell_that_must_be_filled_is_reported(table: str, name: str) -> None:
    row = [column.name for column in TABLES[table]].index(name) + 2
    assert [
        (fault.row, fault.value)
        for fault in with_empty_cells(table)
        if (fault.file, fault.column, fault.why) == (f"{table}.csv", name, "fault.empty")
    ] == [(row, "")]


@pytest.mark.parametrize(("table", "name"), THREE)
def test_a_text_that_lacks_one_language_is_reported_in_that_language(table: str, name: str) -> None:
    tables = raw()
    stem = name.rpartition("_")[0]
    for code in LANGUAGES:
        tables[table].loc[1, f"{stem}_{code}"] = "…"
    tables[table].loc[1, name] = ""
    assert [(fault.row, fault.column, fault.why) for fault in faults(tables)] == [
        (3, name, "fault.one_language_missing")
    ]


@pytest.mark.parametrize(("kept", "faulty"), [("name_kk", False), ("name_ru", False), ("name_en", False), ("", True)])
def test_a_person_needs_a_name_in_one_language(kept: str, faulty: bool) -> None:
    tables = raw()
    for code in LANGUAGES:
        if f"name_{code}" != kept:
            tables["people"].loc[3, f"name_{code}"] = ""
    found = [(fault.file, fault.row, fault.column, fault.why) for fault in faults(tables)]
    assert found == ([("people.csv", 5, "name_kk", "fault.empty")] if faulty else [])


@pytest.mark.parametrize(("table", "name"), [(table, column.name) for table, column in COLUMNS if column.core])
def test_a_core_column_that_is_not_there_is_reported(table: str, name: str) -> None:
    tables = raw()
    tables[table] = tables[table].drop(columns=name)
    assert Fault(f"{table}.csv", 1, name, "", "fault.no_column", name) in faults(tables)


@pytest.mark.parametrize("table", TABLES)
def test_an_id_that_stands_twice_is_reported_at_its_second_row(table: str) -> None:
    tables = raw()
    first = TABLES[table][0].name
    tables[table].loc[1, first] = tables[table].loc[0, first]
    assert [fault.row for fault in faults(tables) if fault.why == "fault.twice"] == [3]


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_of_another_kind_is_reported(kind: str) -> None:
    tables = raw()
    other = next(values[0] for name, values in VALUES.items() if name != kind)
    tables["statements"].loc[0, ["kind", "value"]] = [kind, other]
    found = [fault for fault in faults(tables) if fault.why == "fault.value_of_other_kind"]
    assert [(fault.row, fault.value) for fault in found] == [(2, other)]
    assert found[0].right == ", ".join(VALUES[kind])


def test_a_statement_about_nothing_is_reported() -> None:
    tables = raw()
    tables["statements"].loc[0, ["person_id", "event_id"]] = ""
    assert [(fault.row, fault.why) for fault in faults(tables)] == [(2, "fault.about_nothing")]


@pytest.mark.parametrize("name", ["lat", "lon"])
def test_half_a_place_is_reported(name: str) -> None:
    tables = raw()
    tables["places"].loc[0, name] = ""
    assert [(fault.row, fault.column, fault.why) for fault in faults(tables)] == [(2, name, "fault.half_a_place")]


@pytest.mark.parametrize("name", ["lat", "lon"])
def test_a_number_is_written_in_plain_digits_within_the_globe(name: str) -> None:
    tables = raw()
    bad = ["1_0", "١٢", "１２", "1e1", "nan", "inf", "0x10", "1,5", " ", "180.0001", "--1", "."]
    for row, number in enumerate(bad):
        tables["places"].loc[row, ["lat", "lon"]] = ["43.5", "51.25"]
        tables["places"].loc[row, name] = number
    told = [(fault.row, fault.column, fault.value) for fault in faults(tables) if fault.why == "fault.malformed"]
    assert told == [(row, name, number) for row, number in enumerate(bad, 2)]


def test_a_number_that_is_passed_can_be_read(tmp_path: Path) -> None:
    tables = raw()
    good = ["0", "-43.66", "+43.66", "43.", ".5", "90"]
    for row, number in enumerate(good):
        tables["places"].loc[row, ["lat", "lon"]] = [number, "51.25"]
    assert list(load.load(folder(tmp_path, tables)).places["lat"])[: len(good)] == list(map(float, good))


def test_a_source_leads_to_the_web_or_nowhere() -> None:
    tables = raw()
    bad = [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.org",
        "//x.org",
        "x.org",
        "https://",
        "http://a b",
        "https://x.org/<script>",
        ' https://x.org"',
        "HTTPS//x.org",
    ]
    tables["sources"].loc[: len(bad) - 1, "url"] = bad
    told = [(fault.row, fault.column, fault.value) for fault in faults(tables)]
    assert told == [(row, "url", address) for row, address in enumerate(bad, 2)]


def test_ten_planted_faults_are_ten_found_each_with_its_row(tmp_path: Path) -> None:
    tables = raw()
    statements, people, places = tables["statements"], tables["people"], tables["places"]
    status = int(statements.index[(statements["kind"] == "status")][0])
    known = int(people.index[people["occupation_kk"] != ""][3])
    dotted = int(places.index[places["lat"] != ""][4])
    planted = [
        (statements, 40, "date", "2019-13-01", "fault.no_date"),
        (statements, status, "value", "spoke", "fault.value_of_other_kind"),
        (statements, 50, "source_id", "nowhere", "fault.no_such_row"),
        (statements, 60, "text_ru", "", "fault.empty"),
        (statements, 70, "statement_id", str(statements.loc[69, "statement_id"]), "fault.twice"),
        (people, known, "occupation_kk", "", "fault.one_language_missing"),
        (places, dotted, "lat", "", "fault.half_a_place"),
        (tables["sources"], 5, "url", "javascript:alert(1)", "fault.malformed"),
        (tables["sources"], 6, "language", "Kazakh", "fault.malformed"),
        (tables["events"], 7, "kind", "party", "fault.no_such_code"),
    ]
    for frame, row, column, value, _ in planted:
        frame.loc[row, column] = value
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    found = sorted((fault.row, fault.column, fault.value, fault.why) for fault in bad.value.faults)
    assert found == sorted((row + 2, column, value, why) for _, row, column, value, why in planted)


def test_faults_come_in_the_order_of_the_tables_and_rows() -> None:
    tables = raw()
    for table in reversed(TABLES):
        tables[table].loc[[5, 1], TABLES[table][0].name] = "!"
    order = [(list(TABLES).index(fault.file.removesuffix(".csv")), fault.row) for fault in faults(tables)]
    assert len(order) >= 10
    assert order == sorted(order)


def test_checking_changes_no_table() -> None:
    tables = raw()
    tables["events"].loc[0, "kind"] = "party"
    before = {table: frame.copy() for table, frame in tables.items()}
    faults(tables)
    assert all(frame.equals(before[table]) for table, frame in tables.items())


def test_every_fault_has_words_in_every_language() -> None:
    told = {
        node.value
        for module in (check, load, doubts, files)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("fault.")
    }
    assert len(told) >= 15
    assert [(code, key) for code in LANGUAGES for key in sorted(told) if language(code)(key) == key] == []


def test_a_fault_says_which_codes_would_be_right() -> None:
    tables = raw()
    tables["events"].loc[0, "kind"] = "party"
    assert [fault.right for fault in faults(tables)] == [", ".join(CODES["event_kind"])]
