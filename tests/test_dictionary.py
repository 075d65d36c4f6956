"""The data dictionary tells all that the declaration says, and is never stale."""

import re

import pytest

from esimder.i18n import dictionary
from esimder.record.codes import CODES
from esimder.record.dates import span
from esimder.record.schema import TABLES
from esimder.record.settings import CHANGE, SETTINGS, Line


def test_the_dictionary_in_the_data_folder_is_fresh() -> None:
    assert dictionary.TARGET.read_text(encoding="utf-8") == dictionary.dictionary(), (
        "run: python -m esimder.i18n.dictionary"
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_is_explained(table: str) -> None:
    part = dictionary.dictionary().partition(f"## {table}.csv")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [column.name for column in TABLES[table]]
    assert all(column.means for column in TABLES[table])


@pytest.mark.parametrize("line", [*SETTINGS, *CHANGE])
def test_every_line_of_the_settings_is_explained(line: Line) -> None:
    part = dictionary.dictionary().partition("## record.toml")[2].partition("\n## ")[0]
    assert re.search(rf"^\| `{line.name}` \| {re.escape(line.means)} \|", part, re.MULTILINE)


@pytest.mark.parametrize("vocabulary", CODES)
def test_every_code_is_explained(vocabulary: str) -> None:
    part = dictionary.dictionary().partition(f"### {vocabulary}\n")[2].partition("\n### ")[0]
    rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| `")]
    assert [row[0].strip("| `") for row in rows] == list(CODES[vocabulary])
    assert all(row[-1].strip("| ") for row in rows)


def test_every_form_of_date_that_is_explained_can_be_read() -> None:
    assert all(span(form) for form, _ in dictionary.DATES)


def test_no_cell_breaks_its_row() -> None:
    for block in dictionary.dictionary().split("\n\n"):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines() if line.startswith("|")}
        assert len(widths) <= 1, block
