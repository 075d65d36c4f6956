"""What looks wrong is told and the record opens; what would open a door, were it misread, is refused."""

from datetime import date
from pathlib import Path

import pytest

from esimder.i18n.language import language
from esimder.record import load
from esimder.record.check import faults
from esimder.record.doubts import doubts
from esimder.record.headings import strange
from esimder.record.schema import COLUMNS, LANGUAGES, TABLES
from esimder.server import records
from tests.asking import html_of
from tests.record import folder, hiding, raw, shipped

TODAY = date(2026, 11, 30)
CYRILLIC_I, UNSEEN = "\u0456", "\u200b"
NEAR_SEALS = [
    *("Visibility", "VISIBILITY", "visibilty", f"v{CYRILLIC_I}sibility", f"visibility{UNSEEN}", "видимость", "көріну"),
    *("visiblity", "vissibility", "visibility ?", "v\u00ecsibility", "\uff56isibility", "visible", "Доступ"),
]
OPTIONAL = [(table, column.name) for table, columns in TABLES.items() for column in columns if not column.core]


def told(home: Path) -> list[tuple[str, tuple[int, ...], str, str, str]]:
    return [(one.file, one.rows, one.column, one.why, one.right) for one in load.load(home).warnings]


def test_of_the_shipped_record_nothing_is_told() -> None:
    assert shipped().warnings == ()


@pytest.mark.parametrize("heading", NEAR_SEALS)
def test_a_heading_that_nearly_decides_who_may_be_seen_is_refused(tmp_path: Path, heading: str) -> None:
    tables = hiding("bokaev")
    tables["people"] = tables["people"].rename(columns={"visibility": heading})
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    found = [(fault.file, fault.row, fault.value, fault.why) for fault in bad.value.faults]
    assert found == [("people.csv", 1, heading, "fault.near_visibility")]


@pytest.mark.parametrize("table", [table for table in TABLES if table != "people"])
def test_visibility_in_another_table_is_refused_because_it_would_hide_nothing(tmp_path: Path, table: str) -> None:
    tables = raw()
    tables[table]["visibility"] = "restricted"
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    assert [(fault.file, fault.why) for fault in bad.value.faults] == [(f"{table}.csv", "fault.near_visibility")]


def test_no_value_of_a_row_is_repeated_where_nobody_knows_who_may_be_seen(tmp_path: Path) -> None:
    tables = hiding("bokaev")
    tables["people"] = tables["people"].rename(columns={"visibility": "Visibility"})
    tables["people"].loc[tables["people"]["person_id"] == "bokaev", "kind"] = "Bokaev?"
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    assert {fault.value for fault in bad.value.faults} == {"", "Visibility"}


@pytest.mark.parametrize(("table", "name"), [pair for pair in OPTIONAL if pair[1] != "visibility"])
def test_a_column_that_was_mistyped_is_told_with_the_one_that_was_meant(table: str, name: str) -> None:
    for wrong in (f"{name[:-1]}", name.upper(), f"{name}{UNSEEN}"):
        tables = raw()
        tables[table] = tables[table].rename(columns={name: wrong})
        assert [(one.value, one.why, one.right) for one in doubts(tables, TODAY)] == [
            (wrong, "fault.unknown_column", name)
        ]


def test_a_core_column_that_was_mistyped_is_a_fault_that_names_both() -> None:
    tables = raw()
    tables["events"] = tables["events"].rename(columns={"date": "Date"})
    found = [(one.column, one.value, one.right) for one in faults(tables) if one.why == "fault.no_column"]
    assert found == [("date", "Date", "date")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_told_stands_on_the_method_page_and_the_record_opens(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = raw()
    tables["statements"]["Remarks"] = "x"
    monkeypatch.setenv("ESIMDER_DATA", str(folder(tmp_path, tables)))
    html, say = html_of("method", lang=code), language(code)
    assert say("fault.unknown_column") in html and "Remarks" in html and say("told.title") in html
    assert say("told.title") not in html_of("", lang=code)


def test_whoever_starts_the_server_is_told_in_the_terminal_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = raw()
    tables["statements"]["Remarks\x1b[2J"] = "x"
    monkeypatch.setenv("ESIMDER_DATA", str(folder(tmp_path, tables)))
    records.begin()
    said = capsys.readouterr().err
    assert said.count("statements.csv") == 1 and "\\u001b[2J" in said and "\x1b" not in said
    records.record(tmp_path)
    assert capsys.readouterr().err == ""


def test_faults_are_told_in_the_terminal_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = raw()
    tables["statements"]["kind"] = "claimed"
    monkeypatch.setenv("ESIMDER_DATA", str(folder(tmp_path, tables)))
    records.begin()
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2 and "claimed" in said[1] and "2, 3, 4, 5, 6" in said[1]


def test_nothing_is_told_of_a_row_that_nobody_may_see(tmp_path: Path) -> None:
    tables = hiding("bokaev")
    tables["statements"]["Bokaev"] = ""
    assert [(one.values, one.right) for one in load.load(folder(tmp_path, tables)).warnings] == [((), "")]


def test_every_table_is_looked_at() -> None:
    assert all(strange(table, ["Remarks"]) == {"Remarks": ""} for table in COLUMNS)


def doubted(table: str, column: str, value: str) -> list[tuple[str, int, str, str, str]]:
    """What is doubted when one cell of the shipped record, in row 4, holds a value."""
    tables = raw()
    tables[table].loc[2, column] = value
    return [(one.file, one.row, one.column, one.value, one.why) for one in doubts(tables, TODAY)]


@pytest.mark.parametrize("sign", [*"\u202e\u200b\u2066\u00ad\ufeff\u061c\u200d\u2028\u2060"])
@pytest.mark.parametrize(("table", "column"), [("people", "name_ru"), ("events", "title_en"), ("sources", "title")])
def test_a_letter_that_nobody_sees_is_told_by_its_number(table: str, column: str, sign: str) -> None:
    told = doubted(table, column, f"Ақ{sign}тау")
    assert told == [(f"{table}.csv", 4, column, f"U+{ord(sign):04X}", "fault.unseen_letter")]


@pytest.mark.parametrize("text", ["می\u200cروم", "क्\u200dष", "Ақтау", "O'Neill — «Иә»", "line\nbreak"])
def test_what_a_script_needs_between_its_letters_is_not_told(text: str) -> None:
    assert doubted("events", "title_en", text) == []


@pytest.mark.parametrize(("name", "told"), [("Бoкаев", 1), ("Макс Бокаев", 0), ("Maks Бокаев", 0), ("BBC-ді", 0)])
def test_a_name_in_letters_of_two_scripts_is_told(name: str, told: int) -> None:
    assert [one[4] for one in doubted("people", "name_ru", name)] == ["fault.mixed_script"] * told


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("0202-02-03", "fault.far_year"),
        ("1019-04-08", "fault.far_year"),
        ("2120-02-03", "fault.future"),
        ("2202", "fault.future"),
        ("2026-12", "fault.future"),
        ("2026-11-30", ""),
        ("2026", ""),
        ("../2018", ""),
        ("2018/..", ""),
    ],
)
@pytest.mark.parametrize("table", ["events", "statements"])
def test_a_year_that_was_mistyped_is_told(table: str, day: str, why: str) -> None:
    assert doubted(table, "date", day) == ([(f"{table}.csv", 4, "date", day, why)] if why else [])


def test_a_page_that_was_published_in_the_future_is_told() -> None:
    assert doubted("sources", "published", "2091-04")[0][4] == "fault.future"


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [("0", "0", "fault.nowhere"), ("51.1739", "43.6611", "fault.far_place"), ("43.7", "51.2", "")],
)
def test_coordinates_at_zero_or_exchanged_are_told(lat: str, lon: str, why: str) -> None:
    tables = raw()
    at = tables["places"].index[tables["places"]["place_id"] == "aktau"][0]
    tables["places"].loc[at, ["lat", "lon"]] = [lat, lon]
    told = [(one.row, one.column, one.value, one.why) for one in doubts(tables, TODAY)]
    assert told == ([(at + 2, "lat", f"{lat}, {lon}", why)] if why else [])


def test_one_cause_is_told_once_however_many_rows_it_hits(tmp_path: Path) -> None:
    tables = raw()
    tables["statements"]["coded_on"] = "2099"
    [cause] = load.load(folder(tmp_path, tables)).warnings
    assert (cause.rows, cause.values, cause.count) == ((2, 3, 4, 5, 6), ("2099",), len(tables["statements"]))


def sourced(**cells: str) -> list[tuple[str, int, str, str, str]]:
    """What is doubted when the third source of the shipped record has these cells."""
    tables = raw()
    tables["sources"].loc[2, list(cells)] = list(cells.values())
    return [(one.file, one.row, one.column, one.why, one.right) for one in doubts(tables, TODAY)]


def test_an_address_that_stands_twice_is_told_with_the_source_that_has_it() -> None:
    first = raw()["sources"].iloc[1]
    http = first["url"].replace("https://www.", "http://").replace("https://", "http://") + "/"
    for url in (first["url"], http):
        assert sourced(url=url) == [("sources.csv", 4, "url", "fault.address_twice", first["source_id"])]


def test_one_publisher_written_in_two_ways_or_told_of_once_is_told() -> None:
    first = raw()["sources"].iloc[1]
    told = sourced(publisher=first["publisher"].upper() + ".", family=first["family"])
    assert told == [("sources.csv", 4, "publisher", "fault.publisher_spelled", first["publisher"])]
    told = sourced(publisher=first["publisher"], family="")
    assert told == [("sources.csv", 4, "family", "fault.family_missing", first["family"])]
