"""The data package, checked with Frictionless by its own description."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest

from esimder.i18n.language import language
from esimder.record.escape import unguarded
from esimder.record.schema import LANGUAGES, TABLES
from esimder.views.provenance import imprint
from tests.once import ORIGIN
from tests.record import context
from tests.taken import VIEWS, named, numbers, taken, with_hostile_cells


def unfolded(target: Path, content: bytes) -> Path:
    """The description of a package in its own folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        opened.extractall(target)
    (found,) = target.glob("*/datapackage.json")
    return found


# To check a package takes a second: every third view; none that is empty, as Frictionless wants a row in each table.
@pytest.mark.parametrize("view", VIEWS[:-1:3], ids=str)
def test_the_package_holds_by_its_own_description_and_has_the_numbers_of_the_screen(
    tmp_path: Path, view: dict[str, Any]
) -> None:
    here = context(**view)
    path = unfolded(tmp_path, taken("package", here))
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    told, found = numbers(here), frictionless.Package(str(path))
    for table in ("statements", "events", "places", "sources"):
        assert sum(row["shown"] == "yes" for row in found.get_table_resource(table).read_rows()) == told[table]
        assert found.get_table_resource(table).custom["shown"] == told[table]
    people = found.get_table_resource("people").read_rows()
    assert sum(row["shown"] == "yes" and row["kind"] == "person" for row in people) == told["people"]


def test_a_row_that_refers_to_nothing_would_be_found(tmp_path: Path) -> None:
    path = unfolded(tmp_path, taken("package", context(person=("bokaev",))))
    events = path.parent / "events.csv"
    lines = events.read_text(encoding="utf-8").splitlines()
    events.write_text("\n".join(lines[:-1]), encoding="utf-8")
    assert "foreign-key" in {one[0] for one in frictionless.validate(str(path)).flatten(["type"])}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_description_says_what_it_is_and_explains_each_column_in_the_readers_language(code: str) -> None:
    here = context("", code, place=("aktobe",))
    told, about = json.loads(named(taken("package", here), "datapackage.json")), imprint(here, ORIGIN)
    assert (told["title"], told["question"], told["version"], told["homepage"], told["citation"]) == (
        about.title,
        about.question,
        about.version,
        about.link,
        about.citation,
    )
    assert told["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
    assert len(told["sources"]) == len(about.sources)
    titles = {field["name"]: field["title"] for one in told["resources"] for field in one["schema"]["fields"]}
    assert titles["locator"] == language(code)("column.locator")
    assert not any(title.startswith("column.") for title in titles.values())


def test_every_reference_of_the_tables_is_declared() -> None:
    told = json.loads(named(taken("package", context()), "datapackage.json"))
    declared = {
        (one["name"], key["fields"], key["reference"]["resource"])
        for one in told["resources"]
        for key in one["schema"]["foreignKeys"]
    }
    assert declared == {
        (table, column.name, column.of)
        for table, columns in TABLES.items()
        for column in columns
        if column.type == "ref"
    }


def test_a_package_of_hostile_words_holds_too(tmp_path: Path) -> None:
    record, cells = with_hostile_cells(tmp_path / "own")
    path = unfolded(tmp_path / "taken", taken("package", context(record=record)))
    assert frictionless.validate(str(path)).valid
    read = {
        row["source_id"]: row["title"]
        for row in frictionless.Package(str(path)).get_table_resource("sources").read_rows()
    }
    told = {one: cell for one, cell in cells.items() if one in read}
    assert told and {one: unguarded(read[one]) for one in told} == told
