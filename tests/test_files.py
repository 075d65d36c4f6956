"""Five files in, one checked record out: files as spreadsheets write them are read, broken ones are named."""

from pathlib import Path

import pandas as pd
import pytest

from esimder.query.selection import select
from esimder.query.view import View
from esimder.record import load
from esimder.record.check import Fault
from esimder.record.redact import GAP
from esimder.record.schema import TABLES
from esimder.record.settings import SETTINGS
from tests.record import core, folder, hiding, raw, refused, rewritten, shipped

CHANGED = '[[changes]]\ndate = 2026-11-23\ntext_kk = "а"\ntext_ru = "б"\ntext_en = "c"\n'


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_named(tmp_path: Path, table: str) -> None:
    (folder(tmp_path) / f"{table}.csv").unlink()
    assert refused(tmp_path) == [(f"{table}.csv", 0, "fault.no_file")]


def test_every_missing_file_is_named_at_once(tmp_path: Path) -> None:
    assert refused(tmp_path) == [(f"{table}.csv", 0, "fault.no_file") for table in TABLES]


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    path = folder(tmp_path) / "people.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert refused(tmp_path) == [("people.csv", 0, "fault.not_utf8")]


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    assert refused(rewritten(tmp_path, "places", lambda text: "")) == [("places.csv", 0, "fault.empty_file")]


def test_a_row_with_too_many_or_too_few_cells_is_reported_with_its_row(tmp_path: Path) -> None:
    def change(text: str) -> str:
        lines = text.splitlines()
        return "\n".join([*lines[:2], lines[2] + ",more", lines[3].rpartition(",")[0], *lines[4:]])

    found = refused(rewritten(tmp_path, "places", change))
    assert [one for one in found if one[2] == "fault.ragged"] == [
        ("places.csv", 3, "fault.ragged"),
        ("places.csv", 4, "fault.ragged"),
    ]


def test_a_column_that_stands_twice_is_reported(tmp_path: Path) -> None:
    twice = rewritten(
        tmp_path, "places", lambda text: "\n".join(f"{line},{line.split(',')[0]}" for line in text.splitlines())
    )
    assert refused(twice) == [("places.csv", 1, "fault.column_twice")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("cut", [",", ";"])
def test_a_file_is_read_as_any_spreadsheet_writes_it(tmp_path: Path, cut: str, mark: str, newline: str) -> None:
    home = folder(tmp_path)
    for table, frame in raw().items():
        text = frame.to_csv(index=False, sep=cut, lineterminator=newline)
        (home / f"{table}.csv").write_text(mark + text, encoding="utf-8", newline="")
    read = load.load(home)
    assert all(getattr(read, table).equals(getattr(shipped(), table)) for table in TABLES)


def test_blank_lines_are_passed_over_and_the_rows_keep_their_numbers(tmp_path: Path) -> None:
    def change(text: str) -> str:
        lines = text.splitlines()
        return "\n".join([lines[0], "", ",,,,,,,,", lines[1].replace("KZ", ""), *lines[2:], ""])

    assert refused(rewritten(tmp_path, "places", change)) == [("places.csv", 4, "fault.empty")]


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x85", "\x1c"])
def test_a_separator_inside_a_cell_does_not_break_its_row(tmp_path: Path, mark: str) -> None:
    tables = raw()
    tables["events"].loc[0, "title_en"] = f"Meeting{mark}in Aktau"
    assert load.load(folder(tmp_path, tables)).events.loc[0, "title_en"] == f"Meeting{mark}in Aktau"


def test_a_line_break_inside_a_quoted_cell_counts_as_one_row(tmp_path: Path) -> None:
    tables = raw()
    tables["people"].loc[0, "name_en"] = "Julie\nWard"
    tables["people"].loc[1, "kind"] = "nobody"
    assert refused(folder(tmp_path, tables)) == [("people.csv", 3, "fault.no_such_code")]


def test_ones_own_tables_need_only_the_core_columns(tmp_path: Path) -> None:
    read = load.load(folder(tmp_path, core()))
    assert len(read.statements) == len(shipped().statements)
    assert set(read.statements["scope"]) == {"main"}


def test_every_row_read_is_shown() -> None:
    for table, frame in raw().items():
        assert len(getattr(shipped(), table)) == len(frame), table


@pytest.mark.parametrize("said", ["restricted", ""])
def test_a_restricted_person_and_what_is_said_of_that_person_are_not_there(tmp_path: Path, said: str) -> None:
    read = load.load(folder(tmp_path, hiding("bokaev", said)))
    assert "bokaev" not in set(read.people["person_id"]) | set(read.statements["person_id"])
    assert not read.statements["speaker_id"].str.split("|").map(lambda ids: "bokaev" in ids).any()
    assert len(read.statements) < len(shipped().statements)


def test_the_version_changes_with_any_letter_of_any_table(tmp_path: Path) -> None:
    versions = {shipped().version}
    for table in TABLES:
        path = folder(tmp_path / table) / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        versions.add(load.load(path.parent).version)
    assert len(versions) == 1 + len(TABLES)


@pytest.mark.parametrize(
    ("text", "column", "why"),
    [
        ("as_of = 8 April", "", "fault.malformed"),
        (f"as_of = {'9' * 5000}", "", "fault.malformed"),
        ('as_of = "2019-04-08"', "as_of", "fault.no_date"),
        ("as_of = 2019-04-08T00:00:00", "as_of", "fault.no_date"),
        ("asof = 2019-04-08", "asof", "fault.no_such_line"),
        ('stale_after_days = "365"', "stale_after_days", "fault.malformed"),
        ("stale_after_days = true", "stale_after_days", "fault.malformed"),
        ("stale_after_days = 0", "stale_after_days", "fault.malformed"),
        (f"stale_after_days = 0x{'f' * 5000}", "stale_after_days", "fault.malformed"),
        (f"licence = 0x{'f' * 5000}", "licence", "fault.malformed"),
        ('contact = "the office"', "contact", "fault.malformed"),
        ('contact = "javascript:alert(1)"', "contact", "fault.malformed"),
        ('contact = "a@b.org?cc=c@d.org"', "contact", "fault.malformed"),
        ('country = "Kazakhstan"', "country", "fault.malformed"),
        ("title_kk = 7", "title_kk", "fault.malformed"),
        ('intro_en = ["a"]', "intro_en", "fault.malformed"),
        ("licence = false", "licence", "fault.malformed"),
        ('changes = "all"', "changes", "fault.malformed"),
        ("changes = [1]", "changes", "fault.malformed"),
        (CHANGED.replace("2026-11-23", '"2026-11-23"'), "changes 1: date", "fault.no_date"),
        (CHANGED.replace("text_ru", "text_de"), "changes 1: text_de", "fault.no_such_line"),
        (CHANGED.replace('"б"', '""'), "changes 1: text_ru", "fault.empty"),
        (CHANGED.replace("date = 2026-11-23", ""), "changes 1: date", "fault.empty"),
    ],
)
def test_a_fault_of_the_settings_is_named_too(tmp_path: Path, text: str, column: str, why: str) -> None:
    (folder(tmp_path) / "record.toml").write_text(text, encoding="utf-8")
    with pytest.raises(load.BadRecord) as bad:
        load.load(tmp_path)
    assert ("record.toml", column, why) == told(bad.value.faults[0])
    assert all(fault.right for fault in bad.value.faults)
    assert {fault.why for fault in bad.value.faults} <= {why, "fault.empty"}


def told(fault: Fault) -> tuple[str, str, str]:
    return fault.file, fault.column, fault.why


def test_faults_of_the_settings_stand_beside_those_of_the_tables(tmp_path: Path) -> None:
    tables = raw()
    tables["places"].loc[0, "lat"] = "north"
    (folder(tmp_path, tables) / "record.toml").write_text("as_of = 2019\nlicense = 1\n", encoding="utf-8")
    with pytest.raises(load.BadRecord) as bad:
        load.load(tmp_path)
    found = {(fault.file, fault.column) for fault in bad.value.faults}
    assert found == {("places.csv", "lat"), ("record.toml", "as_of"), ("record.toml", "license")}


def test_every_line_of_the_settings_that_is_declared_is_read(tmp_path: Path) -> None:
    lines = {
        "day": "2019-04-08",
        "days": "7",
        "country": '"KG"',
        "text": '"…"',
        "changes": "[]",
        "contact": '"a@b.org"',
        "address": '"https://names.example"',
    }
    text = "\n".join(f"{line.name} = {lines[line.type]}" for line in SETTINGS)
    (folder(tmp_path) / "record.toml").write_text(f"{text}\n".replace("changes = []\n", CHANGED), encoding="utf-8")
    read = load.load(tmp_path).settings
    assert (read.as_of.isoformat(), read.stale_after_days, read.country, read.licence) == ("2019-04-08", 7, "KG", "…")
    said = (
        read.title,
        read.intro,
        read.publisher,
        read.corrections,
        read.reply,
        read.inclusion,
        read.review,
        read.omitted,
    )
    assert [set(words.values()) for words in said] == [{"…"}] * len(said)
    assert read.contact == "a@b.org"
    assert [change["text_ru"] for change in read.changes] == ["б"]


def test_a_list_may_have_spaces_between_its_parts(tmp_path: Path) -> None:
    tables = raw()
    lists = {table: [one.name for one in columns if one.type in ("refs", "list")] for table, columns in TABLES.items()}
    for table, names in lists.items():
        for name in names:
            tables[table][name] = tables[table][name].str.replace("|", " | ")
    tables["people"]["aliases"] = "| " + tables["people"]["aliases"] + " | |"
    assert sum(frame.map(lambda cell: " | " in cell).to_numpy().sum() for frame in tables.values()) > 20
    read = load.load(folder(tmp_path, tables))
    for table, names in lists.items():
        for name in names:
            assert read_list(read, table, name) == read_list(shipped(), table, name)
    speaks = View(person=(shipped().statements["speaker_id"].str.split("|").explode().mode()[0],), scope="all")
    assert len(select(read, speaks).statements) == len(select(shipped(), speaks).statements) > 0


def read_list(record: load.Record, table: str, name: str) -> list[str]:
    return list(getattr(record, table)[name])


def stated(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> list[Fault]:
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    return bad.value.faults


@pytest.mark.parametrize("said", ["restricted", "", "Public"])
def test_a_fault_of_a_row_about_a_restricted_person_tells_no_value(tmp_path: Path, said: str) -> None:
    tables = raw()
    people, statements = tables["people"], tables["statements"]
    hidden = people["person_id"] == "bokaev"
    people.loc[hidden, ["visibility", "kind"]] = [said, "secret-kind"]
    statements.loc[7, "speaker_id"] = "bokaev"
    statements.loc[[7, statements.index[statements["person_id"] == "bokaev"][0]], "date"] = "secret-date"
    statements.loc[statements["person_id"] == "ward", "quantity"] = "open value"
    statements.loc[0, "person_id"] = "secret-person-who-is-in-no-row"
    tables["sources"].loc[0, "url"] = "x.org/Maks_Bokayev"
    only = set(statements.loc[hidden_rows(statements), "event_id"]) - set(
        statements.loc[~hidden_rows(statements), "event_id"]
    )
    tables["events"].loc[tables["events"]["event_id"].isin(only), "date"] = "secret-event"
    found = stated(tmp_path, tables)
    assert {"kind", "date", "person_id", "url", "quantity"} <= {fault.column for fault in found}
    assert {fault.value for fault in found} - {"bokaev"} == {"", "open value"}
    assert all(fault.row and fault.right for fault in found)


def hidden_rows(statements: pd.DataFrame) -> "pd.Series[bool]":
    return (statements["person_id"] == "bokaev") | statements["speaker_id"].str.split("|").map(
        lambda ids: "bokaev" in ids
    )


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_another_length_tells_how_many_cells_it_has_and_nothing_of_them(tmp_path: Path, table: str) -> None:
    def change(text: str) -> str:
        lines = text.splitlines()
        return "\n".join([*lines, "Secret Person,restricted"])

    with pytest.raises(load.BadRecord) as bad:
        load.load(rewritten(tmp_path, table, change))
    columns = len(raw()[table].columns)
    assert [(one.value, one.right) for one in bad.value.faults if one.why == "fault.ragged"] == [("2", str(columns))]
    assert not any("Secret" in fault.value for fault in bad.value.faults)


def test_a_file_without_a_heading_tells_no_cell_of_its_first_row(tmp_path: Path) -> None:
    broken = rewritten(tmp_path, "people", lambda text: "one,Secret Person,Secret Person,x\n" + text)
    with pytest.raises(load.BadRecord) as bad:
        load.load(broken)
    assert [fault.column for fault in bad.value.faults if fault.why == "fault.column_twice"] == ["2"]
    assert not any("Secret" in fault.value + fault.column for fault in bad.value.faults)


def test_a_person_without_id_and_visibility_closes_that_row_and_no_other(tmp_path: Path) -> None:
    tables = raw()
    tables["people"].loc[0, ["person_id", "visibility", "kind"]] = ["", "", "secret-kind"]
    tables["statements"].loc[tables["statements"]["person_id"] == "bokaev", "quantity"] = "open value"
    found = stated(tmp_path, tables)
    assert {fault.value for fault in found if fault.column == "quantity"} == {"open value"}
    assert {fault.value for fault in found if (fault.file, fault.row) == ("people.csv", 2)} == {""}


def test_what_the_record_says_of_itself_names_no_restricted_person(tmp_path: Path) -> None:
    said = CHANGED.replace('"б"', '"О Максе Бокаеве"')
    text = f'title_ru = "Дело Бокаева"\nintro_en = "Maks Bokayev and others"\n{said}'
    (folder(tmp_path, hiding("bokaev")) / "record.toml").write_text(text, encoding="utf-8")
    read = load.load(tmp_path).settings
    assert (read.title["ru"], read.intro["en"]) == (f"Дело {GAP}", f"{GAP} and others")
    assert read.changes[0]["text_ru"].endswith(GAP) and "Бокаев" not in read.changes[0]["text_ru"]


def test_a_record_without_settings_stands_as_of_the_last_day_that_it_knows(tmp_path: Path) -> None:
    (folder(tmp_path) / "record.toml").unlink()
    read = load.load(tmp_path)
    assert read.settings.as_of.toordinal() == read.statements.loc[read.statements["last"] < 3_000_000, "last"].max()
    assert read.settings.country == "KZ"
