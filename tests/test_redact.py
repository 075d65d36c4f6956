"""A restricted person does not exist: not as a row, not by name, not in a link; and nobody else changes for it."""

from pathlib import Path

import pandas as pd
import pytest

from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.hidden_names import NOBODY, names_of
from esimder.record.load import Record, load
from esimder.record.redact import GAP
from esimder.record.schema import LANGUAGES, TABLES
from tests.record import folder, hiding, raw, shipped

TRACES = {
    "bokaev": ("боқаев", "бокаев", "bokaev", "bokayev"),
    "akberdieva": ("ақбердиев", "акбердиев", "akberdiev", "akberdiyev"),
    "abishev-a": ("әсет", "aset abishev", "асет"),
}


@pytest.mark.parametrize("one", TRACES)
def test_no_cell_of_any_table_tells_of_a_restricted_person(tmp_path: Path, one: str) -> None:
    record = load(folder(tmp_path, hiding(one)))
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
        rows = counts.standings(select(record, View(scope="all")))
        return {row.person_id: (row.state, row.since) for row in rows if row.person_id != one}

    seen, before = states(load(folder(tmp_path, hiding(one)))), states(shipped())
    assert seen == {person: before[person] for person in seen}
    lost = set(before) - set(seen)
    assert all(before[person][0] == "none" for person in lost)


def test_what_is_blank_is_restricted(tmp_path: Path) -> None:
    assert "bokaev" not in set(load(folder(tmp_path, hiding("bokaev", ""))).people["person_id"])


def test_an_event_of_which_only_a_restricted_person_tells_is_gone(tmp_path: Path) -> None:
    record, told = load(folder(tmp_path, hiding("bokaev"))), shipped().statements
    others = set(told.loc[(told["person_id"] != "bokaev") & (told["speaker_id"] != "bokaev"), "event_id"])
    only = set(told["event_id"]) - others
    assert only and only.isdisjoint(record.events["event_id"])


def test_a_record_without_restricted_people_is_left_as_it_is() -> None:
    assert not any(GAP in cell for cell in shipped().events["title_en"])


def named(*forms: str) -> pd.DataFrame:
    """People with these names in Russian, and no other."""
    blank = {"name_kk": "", "name_en": "", "aliases": ""}
    return pd.DataFrame([{**blank, "name_ru": form} for form in forms], columns=["name_ru", *blank], dtype="str")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Виктор Цой", "Виктора Цоя"),
        ("Виктор Цой", "Цою Виктору"),
        ("Виктор Цой", "В. Цой"),
        ("Виктор Робертович Цой", "В.Р. Цоем"),
        ("Виктор Робертович Цой", "Виктором Робертовичем Цоем"),
        ("Анна Ли", "Анны Ли"),
        ("Ли Анна", "Анной Ли"),
        ("Сергей Ким", "Ким, Сергей"),
        ("Ян Ким", "Яна Кима"),
        ("Цой", "Цой"),
        ("Макс Бокаев", "Макса Бокаева"),
        ("Макс Бокаев", "Бокаева Макса"),
        ("Ян Бокаев", "Яну Бокаеву"),
        ("Макс Бокаев", "М. Бокаев"),
        ("Ева Сапа", "Евы Сапы"),
        ("Ева Сапа", "Сапой"),
    ],
)
def test_a_name_of_any_length_is_found_in_any_case_and_order_and_nothing_of_it_is_left(form: str, text: str) -> None:
    assert names_of(named(form)).sub(GAP, f"Вчера {text} отпустили.") == f"Вчера {GAP} отпустили."


def test_given_names_that_begin_alike_take_no_longer_the_more_of_them_stand_in_a_row() -> None:
    given = ("Мария", "Мари", "Мари-Анна", "Анна")
    names = names_of(named(*(f"{one} {surname}" for one in given for surname in ("Бокаева", "Ли"))))
    for row in ("Мария " * 200, "Мари-Анна " * 200):
        assert not names.search(row)
    assert names.sub(GAP, "Мари Ли, Мария Мария Ли и Мари-Анна Мария Бокаева") == f"{GAP}, {GAP} и {GAP}"


def test_a_name_of_two_parts_is_found_as_a_given_name_and_a_surname_too() -> None:
    assert names_of(named("Анна-Мария Цой", "Анна Марин")).sub(GAP, "С Анной-Марин ушла") == f"С {GAP} ушла"


@pytest.mark.parametrize("form", ["Виктор Цой", "Анна Ли", "Сергей Ким", "Ева Сапа", "Цой", "", "—", "Ли|Ли"])
@pytest.mark.parametrize("text", ["Кимоно и цоколь; если ли ему лишь 12 лет? Сапоги", "Анна и Виктор пришли", ""])
def test_a_short_surname_takes_nothing_but_the_name_out(form: str, text: str) -> None:
    assert names_of(named(form)).sub(GAP, text) == text


def test_people_without_a_name_have_no_name_to_find() -> None:
    assert names_of(named()) is names_of(named("")) is NOBODY
    assert not NOBODY.search("")


@pytest.mark.parametrize(
    "address", ["https://x.org/viktor-tsoi-released", "https://x.org/Tsoi_Viktor", "Tsoi_Viktor_2"]
)
def test_an_address_that_spells_a_short_name_is_found(address: str) -> None:
    assert names_of(named("Viktor Tsoi", "Viktor Tso")).search(address)


@pytest.mark.parametrize("surname", ["Ким", "Ли"])
def test_a_restricted_person_with_a_short_surname_is_gone_and_all_else_stays(tmp_path: Path, surname: str) -> None:
    tables = raw()
    people, statements = tables["people"], tables["statements"]
    one = people["person_id"] == "bokaev"
    named_so = {f"name_{code}": f"Сергей {surname}" for code in LANGUAGES}
    people.loc[one, [*named_so, "aliases", "visibility"]] = [*named_so.values(), "", "restricted"]
    other = statements.index[(statements["person_id"] != "bokaev") & (statements["speaker_id"] == "")][0]
    statements.loc[other, "text_ru"] = f"Рядом стоял Сергей {surname}, и больше никого."
    told = load(folder(tmp_path, tables)).statements.set_index("statement_id")["text_ru"]
    assert told[statements.loc[other, "statement_id"]] == f"Рядом стоял {GAP}, и больше никого."
    kept = raw()["statements"].set_index("statement_id")["text_ru"]
    assert sum(text != kept[one] for one, text in told.items()) == 1
