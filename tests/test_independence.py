"""Independence is counted by who stands behind a source, never by rows, ids or pages."""

from pathlib import Path

import pandas as pd
import pytest

from esimder.query import counts
from esimder.query.selection import select
from esimder.record.independence import address, voices
from esimder.record.load import load
from esimder.views import lists
from tests.record import context, core, folder, raw

COLUMNS = ("source_id", "family", "publisher", "url")


def of(*rows: tuple[str, str, str, str]) -> list[str]:
    return list(voices(pd.DataFrame(rows, columns=list(COLUMNS))).values())


@pytest.mark.parametrize(
    "written",
    [
        "https://odf.example/a/1",
        "http://odf.example/a/1",
        "HTTPS://WWW.ODF.example/a/1/",
        "https://odf.example/a/1#part",
    ],
)
def test_one_address_is_one_voice_however_it_is_written_and_whatever_its_id(written: str) -> None:
    assert address(written) == "odf.example/a/1"
    one, other = of(("a", "odf", "ODF", "https://odf.example/a/1"), ("b", "another", "Another", written))
    assert one == other


def test_two_pages_of_one_publisher_are_one_voice_without_a_family() -> None:
    one, other = of(
        ("a", "", "Radio Azattyq", "https://a.example/1"), ("b", "", "RADIO  AZATTYQ", "https://a.example/2")
    )
    assert one == other != ""
    apart = of(("a", "", "RFE/RL", "https://a.example/1"), ("b", "", "AFP", "https://a.example/2"))
    assert len(set(apart)) == 2


def test_where_nobody_says_who_publishes_independence_is_not_stated(tmp_path: Path) -> None:
    tables = raw()
    tables["sources"]["publisher"] = [f"{'?' * (number % 3 + 1)}" for number in range(len(tables["sources"]))]
    tables["sources"]["family"] = ""
    record = load(folder(tmp_path, tables))
    here = context("detained", record=record)
    rows = select(record, here.view)
    assert counts.voices(rows.statements) == 0
    told = lists.by_custody(here, rows).inside
    assert len(told) == 10
    assert {row.families_words for row in told} == {here.say("independence.none")}


def test_without_the_column_of_families_the_pages_of_one_publisher_do_not_strengthen_a_claim(tmp_path: Path) -> None:
    record = load(folder(tmp_path, core()))
    sources = record.sources.set_index("source_id")
    statements = record.statements[record.statements["person_id"] == "bukenov"]
    names = {sources.loc[one, "publisher"].casefold() for one in statements["source_id"]}
    assert counts.voices(statements) == len(names) < len(set(statements["source_id"]))
