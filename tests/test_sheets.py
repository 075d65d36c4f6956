"""Tables as spreadsheets, pens and other programs leave them: read where it is plain what is meant, else refused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from esimder.record import load
from esimder.record.check import causes
from tests.record import core, folder, raw, refused, rewritten, shipped


@pytest.mark.parametrize("more", [0, 200_000])
def test_a_quotation_mark_that_nothing_closes_is_one_fault_with_its_row(tmp_path: Path, more: int) -> None:
    broken = rewritten(tmp_path, "statements", lambda text: text.replace("\n", '\n"', 1) + "x" * more)
    assert refused(broken) == [("statements.csv", 2, "fault.open_quote")]


def test_a_cell_that_is_too_long_is_named_by_row_and_column(tmp_path: Path) -> None:
    tables = raw()
    tables["events"].loc[3, "summary_en"] = "x" * 131_073
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    assert [(one.row, one.column, one.why) for one in bad.value.faults] == [(5, "summary_en", "fault.long_cell")]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("sources", "url", "https://x.org/" + "a" * 5000),
        ("places", "place_id", "a" * 3000),
        ("sources", "url", "https://user:pw@x.org/"),
        ("sources", "archive_url", "http://user@x.org"),
        ("people", "name_en", "Maks\x00 Bokaev"),
        ("people", "name_en", "Maks\x1b[2J"),
        ("events", "title_ru", "Суд\x9b"),
        ("places", "name_kk", "\u200b\u2060"),
        ("events", "title_en", "\u202e\u00a0"),
    ],
)
def test_what_no_cell_should_hold_is_refused_where_it_stands(
    tmp_path: Path, table: str, column: str, value: str
) -> None:
    tables = raw()
    tables[table].loc[2, column] = value
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    found = [(one.file, one.row, one.column) for one in bad.value.faults if one.why != "fault.no_such_row"]
    assert found == [(f"{table}.csv", 4, column)]


def test_an_address_of_a_page_that_has_a_sign_of_a_person_in_it_is_right(tmp_path: Path) -> None:
    tables = raw()
    tables["sources"].loc[2, "url"] = "https://medium.com/@user/a?b=c@d"
    assert load.load(folder(tmp_path, tables)).sources.loc[2, "url"] == "https://medium.com/@user/a?b=c@d"


@pytest.mark.parametrize("name", ["events.csv", "record.toml", "decisions.csv"])
@pytest.mark.parametrize("thing", ["pipe", "folder", "loop", "denied"])
def test_what_cannot_be_read_as_a_file_is_a_fault_and_never_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, thing: str
) -> None:
    path = folder(tmp_path) / name
    path.unlink(missing_ok=True)
    why = "fault.no_plain_file"
    if thing == "pipe":
        os.mkfifo(path)
    elif thing == "folder":
        path.mkdir()
    elif thing == "loop":
        path.symlink_to(path)
        why = "fault.unreadable"
    else:
        path.touch()
        why = "fault.no_permission"
        read = Path.read_bytes

        def denied(one: Path) -> bytes:
            if one == path:
                raise PermissionError(13, "denied", str(one))
            return read(one)

        monkeypatch.setattr(Path, "read_bytes", denied)
    assert (name, 0, why) in refused(tmp_path)


def test_the_version_is_of_the_bytes_that_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path)
    read, opened = Path.read_bytes, []

    def watched(one: Path) -> bytes:
        opened.append(one.name)
        return read(one)

    monkeypatch.setattr(Path, "read_bytes", watched)
    assert load.load(tmp_path).version == load.load(tmp_path).version
    assert len(opened) == 2 * len(set(opened)), "each file is read once"


SHEETS: dict[str, Callable[[str, str], str]] = {
    "tabs": lambda text, _: text,
    "sep": lambda text, cut: f"sep={cut}\r\n{text}",
    "sep with a mark": lambda text, cut: f"\ufeffsep={cut}\n{text}",
    "quoted sep": lambda text, cut: f'"sep={cut}"\n{text}',
    "trailing": lambda text, cut: "\n".join(line + cut for line in text.splitlines()),
    "more trailing in rows": lambda text, cut: "\n".join(
        line + cut * (2 + (at > 0)) for at, line in enumerate(text.splitlines())
    ),
    "trailing in the heading": lambda text, cut: "\n".join(
        line + cut * (2 * (at == 0)) for at, line in enumerate(text.splitlines())
    ),
}


@pytest.mark.parametrize(("how", "cut"), [*((how, ";") for how in SHEETS), ("tabs", "\t"), ("sep", "\t")])
def test_a_table_is_read_as_spreadsheets_leave_it(tmp_path: Path, how: str, cut: str) -> None:
    home = folder(tmp_path)
    for table, frame in core().items():
        (home / f"{table}.csv").write_text(SHEETS[how](frame.to_csv(index=False, sep=cut), cut), "utf-8", newline="")
    read = load.load(home)
    assert read.warnings == () and len(read.statements) == len(shipped().statements)
    assert list(read.statements["text_kk"]) == list(shipped().statements["text_kk"])


def test_the_rows_after_a_line_that_says_the_sign_keep_their_numbers(tmp_path: Path) -> None:
    broken = rewritten(tmp_path, "places", lambda text: "sep=,\n" + text.replace(",KZ,", ",,", 1))
    assert refused(broken) == [("places.csv", 3, "fault.empty")]


def test_a_column_without_a_heading_in_which_something_stands_is_refused(tmp_path: Path) -> None:
    def change(text: str) -> str:
        lines = text.splitlines()
        return "\n".join([lines[0] + ",", lines[1] + ",secret", *(line + "," for line in lines[2:])])

    assert refused(rewritten(tmp_path, "places", change)) == [("places.csv", 1, "fault.no_heading")]


def test_semicolons_in_rows_under_a_heading_of_commas_are_told_as_one_cause(tmp_path: Path) -> None:
    def change(text: str) -> str:
        heading, _, rest = text.partition("\n")
        return f"{heading}\n{rest.replace(',', ';')}"

    home = rewritten(tmp_path, "places", change)
    with pytest.raises(load.BadRecord) as bad:
        load.load(home)
    own = [cause for cause in causes(bad.value.faults) if cause.file == "places.csv"]
    assert [(cause.why, cause.count > 5) for cause in own] == [("fault.other_cut", False)]
    assert own[0].values == (";",) and own[0].rows == (2,)
