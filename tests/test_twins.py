"""People with like names: found with reasons, never merged; what an editor decides is data."""

import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bench.names import made_up
from esimder.record import load, schema
from esimder.record.check import faults
from esimder.search.duplicates import Pair, also, pairs
from tests.record import folder, hiding, raw, shipped

ROW = {"decision": "same", "by": "A. Editor", "on": "2026-11-23", "why": "One passport in both files"}


def people(*names: str | dict[str, str]) -> load.Record:
    """A record of people who are `one`, `two` … with these names and of whom nobody tells anything."""
    ids = ("one", "two", "three", "four", "five")
    empty = {column.name: column.default for column in schema.TABLES["people"]}
    rows = [
        {**empty, "person_id": one, **({"name_kk": name} if isinstance(name, str) else name)}
        for one, name in zip(ids, names, strict=False)
    ]
    found = shipped()
    return replace(found, people=pd.DataFrame(rows), statements=found.statements.head(0))


def telling(record: load.Record, *cells: dict[str, str]) -> load.Record:
    """The same record with statements that have these cells."""
    first = shipped().statements.iloc[0].to_dict()
    return replace(
        record, statements=pd.DataFrame([{**first, "event_id": "", "name_printed": "", **row} for row in cells])
    )


def one_pair(record: load.Record) -> Pair:
    found = pairs(record)
    assert len(found) == 1
    return found[0]


def decided(tmp_path: Path, *rows: dict[str, str]) -> load.Record:
    """The shipped record with decisions beside it."""
    return load.load(folder(tmp_path / "own", {"decisions": pd.DataFrame([{**ROW, **row} for row in rows])}))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Абловас Жұмаев", "Ablovas Dzhumayev"),
        ("Жұмаев Абловас", "A. Zhumaev"),
        ("Айгүл Ақбердиева", "Aigul Akberdieva"),
        ("Ерлан Сәрсенбин", "Сарсенбин Ерлан Тулегенович"),
        ("Мұхтар Жәкішев", "Mukhtar Djakishef"),
        ("Хасенов Нурлан", "Khasenov Nurlna"),
        ("Жұмаев", "Ablovas Zhumaev"),
    ],
)
def test_one_person_under_two_ids_is_likely_one_whatever_the_spelling(name: str, other: str) -> None:
    pair = one_pair(people(name, other))
    assert (pair.one, pair.other, pair.group) == ("one", "two", "likely")
    assert pair.speaks_for[0].kind == "sound"
    assert pair.speaks_for[0].shown[:2] == (name, other)


@pytest.mark.parametrize(
    ("name", "other", "against"),
    [
        ("Aset Abishev", "Kenzhebek Abishev", "given"),
        ("Санат Бөкенов", "Sanat Nurbekov", "given"),
        ("Лян Вячеслав Анатольевич", "Лян Вячеслав Григорьевич", "father"),
        ("Аманжол Ермекұлы Сейіт", "Amanzhol Serikuly Seiit", "father"),
        ("Айгүл Ақбердиева", "Айгуль Акбердиев", "sex"),
    ],
)
def test_what_parts_two_like_names_is_said_and_keeps_them_apart(name: str, other: str, against: str) -> None:
    pair = one_pair(people(name, other))
    assert pair.group == "apart"
    assert [reason.kind for reason in pair.against] == [against]


@pytest.mark.parametrize(
    ("name", "other"),
    [("Абловас Жұмаев", "Алмат Жұмағұлов"), ("Виктор Цой", "Гүлнар Омарова"), ("Оразбек Ким", "Олег Ли"), ("…", "—")],
)
def test_people_who_only_begin_alike_are_no_pair(name: str, other: str) -> None:
    assert pairs(people(name, other)) == ()


def test_one_source_that_names_both_speaks_against_and_one_line_of_it_more() -> None:
    both = people("Абловас Жұмаев", "Ablovas Dzhumayev")
    apart = telling(both, {"person_id": "one", "locator": "line:1"}, {"person_id": "two", "locator": "line:2"})
    beside = telling(both, {"person_id": "one", "locator": "line:1"}, {"person_id": "two", "locator": "line:1"})
    assert [reason.kind for reason in one_pair(apart).against] == ["source"]
    assert [reason.kind for reason in one_pair(beside).against] == ["line"]
    assert one_pair(beside).group == "apart"


def test_the_same_work_and_the_same_event_in_different_sources_speak_for_one_person() -> None:
    work = {f"occupation_{code}": "Заңгер" for code in schema.LANGUAGES}
    both = people({"name_kk": "Абловас Жұмаев", **work}, {"name_en": "Ablovas Dzhumayev", **work})
    told = telling(
        both,
        {"person_id": "one", "event_id": "aktau-meeting", "source_id": "a"},
        {"person_id": "two", "event_id": "aktau-meeting", "source_id": "b"},
    )
    assert [reason.kind for reason in one_pair(told).speaks_for] == ["sound", "work", "event"]
    assert one_pair(told).group == "likely"


def test_a_spelling_that_only_a_source_prints_counts() -> None:
    both = telling(
        people("Жәкішев Мұхтар", "Somebody Else"), {"person_id": "two", "name_printed": "Mukhtar Dzhakishev"}
    )
    assert one_pair(both).speaks_for[0].shown[:2] == ("Жәкішев Мұхтар", "Mukhtar Dzhakishev")


def test_nobody_in_the_shipped_record_is_likely_another_and_the_near_ones_are_explained() -> None:
    found = {(pair.one, pair.other): pair for pair in pairs(shipped())}
    assert {pair.group for pair in found.values()} == {"apart"}
    assert all(pair.against for pair in found.values())
    assert ("abishev-a", "abishev-k") in found
    assert ("zhumaev", "zhumagulov") not in found
    assert [reason.kind for reason in found["abishev-a", "abishev-k"].against] == ["given", "line"]


def test_organisations_and_groups_are_not_compared() -> None:
    assert pairs(people("Абловас Жұмаев", {"name_kk": "Абловас Жұмаев", "kind": "organisation"})) == ()


def test_a_decision_is_read_and_leads_from_each_to_the_other(tmp_path: Path) -> None:
    record = decided(tmp_path, {"person_a": "zhumaev", "person_b": "zhumagulov"})
    assert (also(record, "zhumaev"), also(record, "zhumagulov"), also(record, "bokaev")) == (
        ("zhumagulov",),
        ("zhumaev",),
        (),
    )
    pair = next(pair for pair in pairs(record) if pair.decided)
    assert (pair.one, pair.other, pair.group) == ("zhumaev", "zhumagulov", "decided")
    assert dict(pair.decided)["why"] == ROW["why"]
    assert len(record.people) == len(shipped().people), "nobody is merged"


def test_who_is_decided_to_be_another_is_recorded_as_nobody_else(tmp_path: Path) -> None:
    record = decided(tmp_path, {"person_a": "abishev-k", "person_b": "abishev-a", "decision": "different"})
    assert also(record, "abishev-a") == ()
    assert {pair.group for pair in pairs(record) if "abishev-a" in (pair.one, pair.other)} == {"decided"}


def test_a_decision_about_a_restricted_person_is_left_out(tmp_path: Path) -> None:
    tables = hiding("zhumagulov")
    tables["decisions"] = pd.DataFrame([{**ROW, "person_a": "zhumagulov", "person_b": "zhumaev"}])
    record = load.load(folder(tmp_path / "own", tables))
    assert len(record.decisions) == 0
    assert also(record, "zhumaev") == ()


def test_a_record_without_decisions_has_the_version_of_its_tables_alone(tmp_path: Path) -> None:
    assert load.load(folder(tmp_path / "own")).version == shipped().version
    assert decided(tmp_path, {"person_a": "zhumaev", "person_b": "zhumagulov"}).version != shipped().version


BROKEN: list[tuple[dict[str, Any], str, str]] = [
    ({"person_a": "nobody"}, "person_a", "fault.no_such_row"),
    ({"person_b": ""}, "person_b", "fault.empty"),
    ({"decision": "perhaps"}, "decision", "fault.no_such_code"),
    ({"on": "yesterday"}, "on", "fault.no_date"),
    ({"by": ""}, "by", "fault.empty"),
    ({"why": ""}, "why", "fault.empty"),
    ({"person_b": "zhumaev"}, "person_b", "fault.twice"),
]


@pytest.mark.parametrize(("cells", "column", "why"), BROKEN, ids=str)
def test_a_broken_decision_is_reported_where_it_stands(cells: dict[str, Any], column: str, why: str) -> None:
    good = {**ROW, "person_a": "bokaev", "person_b": "ayan"}
    bad = {**ROW, "person_a": "zhumaev", "person_b": "zhumagulov", **cells}
    found = faults({**raw(), "decisions": pd.DataFrame([good, bad])})
    assert [(fault.file, fault.row, fault.column, fault.why) for fault in found] == [("decisions.csv", 3, column, why)]


def test_a_pair_that_is_decided_twice_is_reported() -> None:
    rows = [{"person_a": "bokaev", "person_b": "ayan"}, {"person_a": "ayan", "person_b": "bokaev"}]
    found = faults({**raw(), "decisions": pd.DataFrame([{**ROW, **row} for row in rows])})
    assert [(fault.row, fault.column, fault.why) for fault in found] == [(3, "person_a", "fault.twice")]


def test_planted_twins_come_out_among_a_thousand_strangers_in_little_time() -> None:
    luck = random.Random(7)
    strangers = [names[0] for _, names in made_up(1000)]
    twice = luck.sample(strangers, 60)
    empty = {column.name: column.default for column in schema.TABLES["people"]}
    rows = [{**empty, "person_id": f"p{at}", "name_kk": name} for at, name in enumerate(strangers)]
    rows += [
        {**empty, "person_id": f"twin{at}", "name_ru": " ".join(reversed(name.split()[:2]))}
        for at, name in enumerate(twice)
    ]
    record = replace(shipped(), people=pd.DataFrame(rows), statements=shipped().statements.head(0))
    start = time.process_time()
    found = {(pair.one, pair.other): pair.group for pair in pairs(record)}
    assert time.process_time() - start < 20
    assert all(found.get((f"p{strangers.index(name)}", f"twin{at}")) == "likely" for at, name in enumerate(twice))
