"""The tables of a view leave as they are, load again, and give the same numbers; nobody hidden leaves with them."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from esimder.exports.tables.tables import COLUMNS, tables
from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record import load
from esimder.record.escape import guarded, unguarded
from esimder.record.schema import LANGUAGES, TABLES
from esimder.rules import relations
from esimder.views import lists
from esimder.views.provenance import imprint
from tests.once import ORIGIN
from tests.record import SECRET, context, folder, raw, shipped, with_secret
from tests.taken import FORMATS, HOSTILE, VIEWS, again, named, numbers, taken, unpacked, with_hostile_cells


def rows(content: bytes, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(named(content, f"/{table}.csv"), newline="")))


# Both formats hold the same tables: every view as tables, every third as a package.
@pytest.mark.parametrize(
    ("view", "code"), [*((view, "tables") for view in VIEWS), *((view, "package") for view in VIEWS[::3])], ids=str
)
def test_what_is_taken_away_loads_again_and_gives_the_numbers_of_the_screen(view: dict[str, Any], code: str) -> None:
    here = context(**view)
    assert numbers(here, again(taken(code, here))) == numbers(here)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_everybody_has_the_same_standing_by_the_same_statements_when_it_is_loaded_again(view: dict[str, Any]) -> None:
    here = context(**view)
    there = context(record=again(taken("tables", here)), **view)
    told, retold = (lists.people(one, select(one.record, one.view)) for one in (here, there))
    assert retold == told


def test_the_links_of_a_person_are_the_same_when_the_view_of_that_person_is_loaded_again() -> None:
    here = context(person=("bokaev",))
    there = replace(here, record=again(taken("tables", here)))
    links = [
        relations.of_person(relations.links(select(of.record, View()).statements), "bokaev")[["other_id", "tie"]]
        for of in (here, there)
    ]
    before, after = (set(found.itertuples(index=False, name=None)) for found in links)
    assert before == after != set()


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_disputed_point_keeps_all_its_sides(view: dict[str, Any]) -> None:
    here = context(**view)
    own = set(select(here.record, here.view).statements["statement_id"])
    points, there = (
        {point for point in select(record, here.view).points if point & own}
        for record in (here.record, again(taken("tables", here)))
    )
    assert points == there


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_rows_marked_as_shown_are_those_of_the_screen(view: dict[str, Any]) -> None:
    here, content = context(**view), taken("tables", context(**view))
    shown = {table: [row for row in rows(content, table) if row["shown"] == "yes"] for table in TABLES}
    told = {table: len(found) for table, found in shown.items()}
    told["people"] = sum(row["kind"] == "person" for row in shown["people"])
    assert told == {table: count for table, count in numbers(here).items() if table != "detained"}
    assert all(row["source_id"] and row["locator"] for row in rows(content, "statements"))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_of_the_record_and_no_other_but_the_mark(table: str) -> None:
    content = taken("tables", context())
    assert list(rows(content, table)[0]) == [*(column.name for column in TABLES[table]), "shown"]
    by_id = {row[TABLES[table][0].name]: row for row in rows(content, table)}
    told = raw()[table].to_dict("records")
    there = [row for row in told if row[TABLES[table][0].name] in by_id]
    assert there
    for row in there:
        mine = by_id[str(row[TABLES[table][0].name])]
        differing = {name for name in row if mine[str(name)] != row[name]} - {"differs_from"}
        # An empty code stands for its default, which is written out.
        assert all(row[name] == "" for name in differing)


def test_nothing_leaves_that_was_not_known_by_the_day() -> None:
    day = date(2016, 1, 1)
    found = tables(context(as_of=day))["statements"]
    told = shipped().statements[shipped().statements["statement_id"].isin(found["statement_id"])]
    assert len(told) == len(found) > 0
    assert all(told["first"].le(day.toordinal()) | (told["when"] == ""))


def test_a_statement_names_no_other_that_is_not_there() -> None:
    told = 0
    for view in VIEWS:
        found = tables(context(**view))["statements"]
        named_there = {one for cell in found["differs_from"] for one in cell.split("|")} - {""}
        assert named_there <= set(found["statement_id"])
        told += len(named_there)
    assert told > len(VIEWS)


def test_the_loaded_record_has_the_day_titles_and_licence_of_the_view() -> None:
    read = again(taken("tables", context(as_of=date(2018, 5, 6))))
    own = shipped().settings
    assert read.settings.as_of == date(2018, 5, 6)
    assert (read.settings.title, read.settings.intro, read.settings.licence, read.settings.changes) == (
        own.title,
        own.intro,
        own.licence,
        own.changes,
    )


def test_settings_with_every_kind_of_sign_are_read_as_they_were_written(tmp_path: Path) -> None:
    home = folder(tmp_path / "own")
    (home / "record.toml").write_text(
        'title_en = "a \\"b\\" \\\\ \\u007F 𐐷 \\n"\nas_of = 2019-04-08\n', encoding="utf-8"
    )
    record = load.load(home)
    read = again(taken("tables", context(record=record)))
    assert read.settings.title == record.settings.title
    assert "𐐷" in record.settings.title["en"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_readme_says_first_what_the_folder_is_in_the_readers_language(code: str) -> None:
    here = context("", code, kind=("meeting",), as_of=date(2019, 4, 8))
    text = named(taken("tables", here), "README.txt")
    lines = imprint(here, ORIGIN).sentences
    assert text.splitlines()[: len(lines)] == lines
    assert all(one in text for one in imprint(here, ORIGIN).sources)
    assert language(code)("bundle.shown") in text


@pytest.mark.parametrize("code", FORMATS)
def test_a_file_says_what_it_is_in_all_its_parts(code: str) -> None:
    here = context("", "en", place=("aktobe",))
    about = imprint(here, ORIGIN)
    text = b"\n".join(part for _, part in unpacked(taken(code, here))).decode("utf-8", "replace")
    text = text.replace("&amp;", "&").replace("\\u003c", "<")
    for words in (about.title, about.question, about.version, about.link, about.licence, "2019-04-08"):
        assert words in text, words


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> load.Record:
    """The shipped record with one restricted person, of whom a source and another statement speak."""
    return load.load(folder(tmp_path_factory.mktemp("hidden"), with_secret()))


@pytest.mark.parametrize("code", FORMATS)
def test_a_restricted_person_is_in_no_file(hidden: load.Record, code: str) -> None:
    visible = 0
    for view in ({}, {"scope": "all"}, {"person": ("ward",)}, {"disputed": "yes"}):
        for name, part in unpacked(taken(code, context(record=hidden, **view))):
            visible += b"ward" in part
            for secret in SECRET:
                assert secret.encode() not in part and secret.encode() not in name.encode(), (code, view, name)
    assert visible


def test_hostile_cells_are_no_formulas_and_come_back_letter_by_letter(tmp_path: Path) -> None:
    record, hostile = with_hostile_cells(tmp_path / "own")
    content = taken("tables", context(record=record, scope="all", as_of=date(2026, 1, 1)))
    cells = [
        (column.name, cell)
        for table in TABLES
        for row in rows(content, table)
        for column, cell in zip(COLUMNS[table], row.values(), strict=True)
        if column.type != "number"
    ]
    assert not [pair for pair in cells if pair[1].startswith(("=", "+", "-", "@", "\t", "\r"))]
    read = again(content)
    titles = read.sources.set_index("source_id")["title"]
    names, texts = read.people.set_index("person_id")["name_en"], read.statements.set_index("statement_id")["text_en"]
    found = {**titles, **names, **texts}
    assert {one: found[one] for one in hostile if one in found} == {
        one: cell for one, cell in hostile.items() if one in found
    }
    assert set(HOSTILE) <= set(found.values())


@given(some.text())
def test_the_guard_of_any_text_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_column_has_words_for_the_reader(code: str) -> None:
    say = language(code)
    for table, columns in COLUMNS.items():
        for column in columns:
            stem, _, tail = column.name.rpartition("_")
            key = f"column.{stem if tail in LANGUAGES else column.name}"
            assert say(key) != key, (table, column.name)
