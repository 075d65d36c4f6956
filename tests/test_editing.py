"""What an editor is asked: every pair and every place with its reasons, and an answer that the tables can hold."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from esimder.i18n.language import language
from esimder.record import load
from esimder.record.codes import CODES
from esimder.record.escape import html_escape
from esimder.record.schema import LANGUAGES
from esimder.search.duplicates import pairs
from esimder.views import editing, search_results
from tests.asking import opened
from tests.coded_words import ENDINGS
from tests.record import context, folder, raw, shipped

SAME = {
    "person_a": "zhumaev",
    "person_b": "copy",
    "decision": "same",
    "by": "A. Editor",
    "on": "2026-11-23",
    "why": "One",
}


def doubled(tmp_path: Path, *rows: dict[str, str]) -> Path:
    """A folder of the shipped record with one person entered twice, and with decisions."""
    tables = raw()
    people = tables["people"]
    copy = people[people["person_id"] == "zhumaev"].assign(
        person_id="copy", name_kk="", name_ru="", name_en="Dzhumayev Ablovas", aliases="", original="none"
    )
    tables["people"] = pd.concat([people, copy], ignore_index=True)
    if rows:
        tables["decisions"] = pd.DataFrame(rows)
    return folder(tmp_path / "own", tables)


def lines(text: str) -> list[dict[str, str]]:
    """The rows of a file of decisions."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_names_shows_both_side_by_side_with_their_reasons(
    tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(doubled(tmp_path)))
    shown = opened("names", lang=code)
    say = language(code)
    assert shown["title"] == f"{say('page.names')} · {say('name')}"
    for told in (
        f"{say('twins.group.likely')} · 1",
        "<code>copy</code>",
        html_escape(say("twins.for.sound", words="Ablovas – Ablovas, Jumayev – Dzhumayev")),
        html_escape(say("twins.against.given", one="Әсет", other="Кенжебек")),
        "1964/1991 = Шевченко; Шевченко; Shevchenko",
    ):
        assert told in shown["html"]


def test_every_reason_that_is_given_has_words_in_every_language(tmp_path: Path) -> None:
    own = load.load(doubled(tmp_path))
    given = {
        (way, reason.kind)
        for pair in (*pairs(own), *pairs(shipped()))
        for way, reasons in (("for", pair.speaks_for), ("against", pair.against))
        for reason in reasons
    }
    declared = {(way, str(kind)) for way in ("for", "against") for kind in ENDINGS[f"twins.{way}"]}
    assert {("for", "sound"), ("against", "given")} <= given <= declared
    keys = [*(f"twins.{way}.{kind}" for way, kind in declared), *(f"gazetteer.{kind}" for kind in ENDINGS["gazetteer"])]
    assert [key for code in LANGUAGES for key in keys if language(code)(key) == key] == []


def test_a_copied_line_with_name_and_day_filled_in_is_a_decision_that_the_tables_hold(tmp_path: Path) -> None:
    record = load.load(doubled(tmp_path))
    likely = next(group for group in editing.alike(context(record=record)) if group["name"] == "likely")
    for code in CODES["decision"]:
        line = likely["pairs"][0]["lines"][code]
        row = dict(zip(editing.FIELDS, next(csv.reader([line])), strict=True))
        assert (row["person_a"], row["person_b"], row["decision"], row["by"], row["on"]) == (
            "zhumaev",
            "copy",
            code,
            "",
            "",
        )
        filled = {**row, "by": "A. Editor", "on": "2026-11-23", "why": row["why"] or "Asked both"}
        assert len(load.load(doubled(tmp_path, filled)).decisions) == 1


def test_a_line_that_nobody_signed_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(load.BadRecord) as bad:
        load.load(doubled(tmp_path, {**SAME, "by": ""}))
    assert [(fault.file, fault.row, fault.column) for fault in bad.value.faults] == [("decisions.csv", 2, "by")]


def test_the_file_of_decisions_holds_those_made_and_a_line_for_each_pair_left(tmp_path: Path) -> None:
    record = load.load(doubled(tmp_path, SAME))
    found = lines(editing.decisions(context(record=record)))
    assert found[0] == SAME
    assert [(row["person_a"], row["person_b"], row["decision"]) for row in found[1:]] == [
        ("abishev-a", "abishev-k", ""),
        ("bukenov", "nurbekov", ""),
    ]
    assert all(row["why"] for row in found)


def test_a_decision_that_two_are_one_leads_from_each_to_the_other_on_pages_and_in_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = doubled(tmp_path, SAME)
    monkeypatch.setenv("ESIMDER_DATA", str(home))
    record = load.load(home)
    for one, other, name in (("zhumaev", "copy", "Dzhumayev Ablovas"), ("copy", "zhumaev", "Ablovas Zhumaev")):
        also = language("en")("twins.also", who=name)
        html = opened("person", lang="en", person=one)["html"]
        assert also in html and f"person={other}" in html
        told = [hit for group in search_results.found(context(record=record), "Ablovas") for hit in group["hits"]]
        assert any(also in hit["why"] and f"person={one}" in hit["href"] for hit in told)
    assert language("en")("twins.also", who="") not in opened("person", lang="en", person="bokaev")["html"]


def test_hostile_names_and_reasons_stay_letters_on_the_page_and_compute_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = '=1+1"<img src=x onerror=alert(1)>'
    monkeypatch.setenv("ESIMDER_DATA", str(doubled(tmp_path, {**SAME, "why": bad, "by": bad})))
    html = opened("names", lang="en")["html"]
    assert "<img" not in html and html_escape("<img src=x") in html
    made = lines(editing.decisions(context(record=load.load(tmp_path / "own"))))
    assert made[0]["why"] == f"'{bad}"


def test_what_is_proposed_for_places_is_told_in_words() -> None:
    found = editing.places(context(record=shipped()))
    assert {row["place_id"] for row in found} >= {"aktau", "astana"}
    assert all(row["what"] and row["text"] for row in found)
