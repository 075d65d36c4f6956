"""The workbook, opened with two libraries that did not write it: numbers, types, links, and nothing that computes."""

import io
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from esimder.exports.tables.sheets import LIMIT
from esimder.exports.tables.tables import COLUMNS, tables
from esimder.i18n.language import language
from esimder.record import load
from esimder.record.schema import LANGUAGES, TABLES
from esimder.views.provenance import imprint
from tests.once import ORIGIN
from tests.record import context, folder, hostile, raw
from tests.taken import HOSTILE, VIEWS, numbers, taken, unpacked

Sheet = list[list[Any]]


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheets(content: bytes) -> dict[str, Sheet]:
    """The cells of every sheet, read by calamine."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_its_sheets_hold_the_numbers_of_the_screen(view: dict[str, Any]) -> None:
    here = context(**view)
    told, found = numbers(here), sheets(taken("workbook", here))
    shown = {table: [row for row in found[table][1:] if row[-1] == "yes"] for table in TABLES}
    assert {table: len(rows) for table, rows in shown.items() if table != "people"} == {
        table: told[table] for table in TABLES if table != "people"
    }
    say = here.say
    assert len(found[say("workbook.told")]) - 1 == told["statements"]
    standing = found[say("workbook.standing")]
    assert len(standing) - 1 == told["people"]
    assert sum(row[1] == say("state.in_custody") for row in standing[1:]) == told["detained"]


def test_its_tables_saved_as_csv_load_again_and_give_the_same_numbers(tmp_path: Path) -> None:
    here = context(kind=("meeting",))
    for name, rows in sheets(taken("workbook", here)).items():
        if name in TABLES:
            lines = [",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows]
            (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "record.toml").write_text(f"as_of = {here.directory.as_of}", encoding="utf-8")
    assert numbers(here, load.load(tmp_path)) == numbers(here)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_sheet_says_what_the_file_is_in_the_readers_language(code: str) -> None:
    here = context("", code, place=("aktobe",))
    book = opened(taken("workbook", here))
    first = book.worksheets[0]
    pairs = [(row[0].value, row[1].value) for row in first.iter_rows()]
    assert [pair for pair in imprint(here, ORIGIN).lines.values() if pair not in pairs] == []
    assert first.title == language(code)("workbook.about")
    assert pairs[0][0] == imprint(here, ORIGIN).title
    links = {
        cell.hyperlink.location or cell.hyperlink.target for row in first.iter_rows() for cell in row if cell.hyperlink
    }
    assert imprint(here, ORIGIN).link in links
    assert {f"'{name}'!A1" for name in book.sheetnames[1:]} <= links


def test_its_properties_say_what_it_is() -> None:
    here = context("", "en", place=("aktobe",))
    about, book = imprint(here, ORIGIN), opened(taken("workbook", here))
    assert (book.properties.title, book.properties.subject) == (about.title, about.question)
    assert about.citation in book.properties.description
    assert book.custom_doc_props["version"].value == about.version
    assert book.custom_doc_props["as_of"].value.date() == about.as_of


def test_a_whole_day_is_a_date_and_a_vaguer_one_stays_a_text() -> None:
    here = context()
    sheet = opened(taken("workbook", here))["statements"]
    column = [cell.value for cell in sheet[1]].index("date")
    cells = {row[0].value: row[column] for row in sheet.iter_rows(min_row=2)}
    for row in tables(here)["statements"].to_dict("records"):
        cell = cells[row["statement_id"]]
        whole = re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])
        assert cell.value == (datetime.fromisoformat(row["date"]) if whole else row["date"] or None)
        assert not whole or cell.number_format == "yyyy-mm-dd"
    assert {type(cell.value) for cell in cells.values()} == {datetime, str, type(None)}


def test_every_address_is_a_link_to_itself() -> None:
    sheet = opened(taken("workbook", context()))["sources"]
    column = [cell.value for cell in sheet[1]].index("url")
    cells = [row[column] for row in sheet.iter_rows(min_row=2) if row[column].value]
    assert len(cells) > 50
    for cell in cells:
        address, mark, part = cell.value.partition("#")
        assert cell.hyperlink.target == address and (cell.hyperlink.location or "") == (part if mark else "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_column_stands_under_its_code_and_is_explained_in_the_readers_language(code: str) -> None:
    book = opened(taken("workbook", context("", code)))
    for table, columns in COLUMNS.items():
        heads = book[table][1]
        assert [cell.value for cell in heads] == [column.name for column in columns]
        assert all(cell.comment and not cell.comment.text.startswith("column.") for cell in heads)
        assert book[table].freeze_panes == "B2"
        assert book[table].auto_filter.ref == book[table].dimensions


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_text_computes_and_each_stands_letter_by_letter(cell: str) -> None:
    content = taken("workbook", context(record=hostile(cell), kind=("meeting",)))
    for name, part in unpacked(content):
        if name.endswith(".xml"):
            assert b"<f>" not in part and b"<f " not in part, name
    book = opened(content)
    assert all(one.data_type != "f" or one.value == cell for sheet in book for row in sheet.iter_rows() for one in row)
    found = sheets(content)
    at = [column.name for column in COLUMNS["statements"]].index("text_en")
    assert {row[at] for row in found["statements"][1:]} == {cell}


def test_a_text_that_no_cell_holds_is_cut_where_one_can_see_it(tmp_path: Path) -> None:
    told = raw()
    told["statements"].loc[0, ["text_kk", "text_ru", "text_en"]] = "а" * 40_000
    here = context(record=load.load(folder(tmp_path, told)))
    at = [column.name for column in COLUMNS["statements"]].index("text_en")
    cell = sheets(taken("workbook", here))["statements"][1][at]
    assert cell == "а" * LIMIT + "…"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_period_in_custody_begins_as_on_the_screen_and_is_confirmed_on_some_day_of_it(code: str) -> None:
    here = context(code=code, person=("nurbekov",))
    row = sheets(taken("workbook", here))[here.say("workbook.standing")][1]
    assert (row[2], row[6]) == (here.say.observed("2019-02-26/2019-02-27"), here.say.observed("2019-02-26/2019-02-27"))


def test_a_row_is_as_high_as_its_wrapped_words() -> None:
    here = context(code="kk")
    book = opened(taken("workbook", here))
    for name, column, width in ((here.say("workbook.told"), "H", 36), (here.say("workbook.about"), "B", 100)):
        words = {row: str(cell.value or "") for row, cell in enumerate(book[name][column], 1) if row > 1}
        longest = max(words, key=lambda row: len(words[row]))
        assert len(words[longest]) > 2 * width, name
        assert book[name].row_dimensions[longest].height >= 15 * len(words[longest]) / width, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_statements_can_be_sorted_by_real_dates_and_sentences_by_their_months(code: str) -> None:
    here = context(code=code)
    book = sheets(taken("workbook", here))
    headings, *rows = book[here.say("workbook.told")]
    first, last = (headings.index(here.say(f"column.{name}")) for name in ("earliest", "latest"))
    days = [row[at] for row in rows for at in (first, last) if row[at] != ""]
    assert {type(day) for day in days} == {date} and len(days) > len(rows)
    assert all(row[first] <= row[last] for row in rows if row[first] and row[last])
    headings, *rows = book[here.say("workbook.standing")]
    months = headings.index(here.say("column.sentence_months"))
    assert {12 * 5, 14 * 12} <= {row[months] for row in rows if row[months] != ""}
    assert here.record.version in (opened(taken("workbook", here)).properties.keywords or "")
