"""A restricted person does not exist: not as a row, not by name, not in a link; and nobody else changes for it."""

from pathlib import Path

import pytest

from esimder import counts
from esimder.chosen import chosen
from esimder.data import Record, load
from esimder.redact import GAP
from esimder.schema import TABLES
from esimder.view import View
from tests.record import folder, raw, shipped

TRACES = {
    "bokaev": ("боқаев", "бокаев", "bokaev", "bokayev"),
    "akberdieva": ("ақбердиев", "акбердиев", "akberdiev", "akberdiyev"),
    "abishev-a": ("әсет", "aset abishev", "асет"),
}


def hiding(tmp_path: Path, one: str, said: str = "restricted") -> Record:
    tables = raw()
    tables["people"].loc[tables["people"]["person_id"] == one, "visibility"] = said
    return load(folder(tmp_path, tables))


@pytest.mark.parametrize("one", TRACES)
def test_no_cell_of_any_table_tells_of_a_restricted_person(tmp_path: Path, one: str) -> None:
    record = hiding(tmp_path, one)
    cells = {
        cell.casefold()
        for table in TABLES
        for column in TABLES[table]
        if column.type not in ("id", "ref", "refs", "number")
        for cell in getattr(record, table)[column.name].astype(str)
    }
    assert [cell for cell in cells for trace in TRACES[one] if trace in cell] == []
    assert any(GAP in cell for cell in cells)


@pytest.mark.parametrize("one", TRACES)
def test_the_standing_of_everybody_else_stays(tmp_path: Path, one: str) -> None:
    def states(record: Record) -> dict[str, tuple[str, str]]:
        rows = counts.with_standing(chosen(record, View(scope="all")))
        return {row["person_id"]: (row["state"], row["since"]) for row in rows if row["person_id"] != one}

    seen, before = states(hiding(tmp_path, one)), states(shipped())
    assert seen == {person: before[person] for person in seen}
    lost = set(before) - set(seen)
    assert all(before[person][0] == "none" for person in lost)


def test_what_is_blank_is_restricted(tmp_path: Path) -> None:
    assert "bokaev" not in set(hiding(tmp_path, "bokaev", "").people["person_id"])


def test_an_event_of_which_only_a_restricted_person_tells_is_gone(tmp_path: Path) -> None:
    record, told = hiding(tmp_path, "bokaev"), shipped().statements
    others = set(told.loc[(told["person_id"] != "bokaev") & (told["speaker_id"] != "bokaev"), "event_id"])
    only = set(told["event_id"]) - others
    assert only and only.isdisjoint(record.events["event_id"])


def test_a_record_without_restricted_people_is_left_as_it_is() -> None:
    assert not any(GAP in cell for cell in shipped().events["title_en"])
