"""A restricted name planted wherever a row has words, in whatever letters, comes out nowhere."""

import json
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd
import pytest

from esimder.exports.making import made
from esimder.exports.registry import LINKED
from esimder.i18n.language import language
from esimder.query.view import View
from esimder.record import load
from esimder.record.hidden_names import NOBODY, names_of
from esimder.record.redact import _FREE, GAP
from esimder.record.schema import COLUMNS, LANGUAGES
from esimder.spelling.folding import skeleton
from esimder.views import search_results
from esimder.views.context import APART, PAGES, Context
from tests import once
from tests.asking import html_of
from tests.record import folder, hiding, raw
from tests.taken import unpacked

LATIN_A, SOFT, UNSEEN = "a", "\u00ad", "\u200b"
CYRILLIC, LATIN = "Канарбек Зымырандинов", "Kanarbek Zymyrandinov"
VARIANTS = {
    "plain": CYRILLIC,
    "in another case": "Зымырандиновым Канарбеком",
    "upper": "ЗЫМЫРАНДИНОВ",
    "latin": LATIN,
    "another transliteration": "Zymyrandynov",
    "a third one": "Zimirandinoff",
    "a slip": "Зымырандимов",
    "an accent": "Зымыранди\u0301нов",
    "taken apart": unicodedata.normalize("NFD", "Зымырандйнов"),
    "an unseen letter": f"Зымыран{UNSEEN}динов",
    "a soft hyphen": f"Zymyran{SOFT}dinov",
    "a latin letter": f"Зымыр{LATIN_A}ндинов",
    "wide letters": "Ｚｙｍｙｒａｎｄｉｎｏｖ",
    "the given name alone": "Канарбек",
    "the given name alone in another script": "Kanarbekti",
    "in percent signs": f"https://x.org/{quote(CYRILLIC)}",
    "in percent signs twice": f"https://x.org/{quote(quote('Зымырандинов'))}",
    "in an address": "https://x.org/trial-of-zymyrandinov_2019",
    "in entities": "".join(f"&#{ord(one)};" for one in "Зымырандинов"),
    "in a host": f"https://{'зымырандинов'.encode('idna').decode()}.example/",
}
TRACES = [skeleton(one).casefold() for one in ("зымыранди", "канарбек", "zymyrand", "zimirand", "kanarbek")]


def person(visibility: str = "restricted") -> dict[str, str]:
    named = {"name_kk": CYRILLIC, "name_ru": CYRILLIC, "name_en": LATIN, "aliases": ""}
    return {**raw()["people"].iloc[0], **named, "person_id": "h1", "visibility": visibility, "kind": "person"}


def traces(text: str) -> list[str]:
    """What of the planted names a text tells to somebody who looks closely."""
    for _ in range(3):
        text = unescape(unquote(text))
    hosts = text.replace("зымырандинов".encode("idna").decode(), "зымырандинов")
    seen = skeleton(hosts).casefold()
    return [trace for trace in TRACES if trace in seen]


@pytest.mark.parametrize("how", VARIANTS)
def test_a_name_is_found_however_it_is_written(how: str) -> None:
    people = pd.DataFrame([person()])
    names = names_of(people, raw()["people"])
    told = names.sub(GAP, f"Вчера {VARIANTS[how]} отпустили")
    assert GAP in told and traces(told) == [] and told.startswith("Вчера ") and told.endswith(" отпустили")
    assert names.search(VARIANTS[how]) and traces(VARIANTS[how])


@pytest.mark.parametrize("one", ["zhumagulov", "bokaev", "akberdieva", "bukenov"])
def test_the_names_of_places_and_of_other_people_stay(one: str) -> None:
    people = raw()["people"]
    hidden = people["person_id"] == one
    names = names_of(people[hidden], people[~hidden])
    assert names is not NOBODY
    for place in (*raw()["places"]["name_ru"], *raw()["places"]["name_kk"], *raw()["places"]["name_en"]):
        assert names.sub(GAP, place) == place
    others = [name for name in people.loc[~hidden & (people["kind"] == "person"), "name_en"] if names.search(name)]
    assert others == []


def test_the_words_of_an_organisation_are_anybodys() -> None:
    named = {**person(), "name_kk": "Тәуелсіз кәсіподақ", "name_ru": "Независимый профсоюз", "kind": "organisation"}
    names = names_of(pd.DataFrame([{**named, "name_en": "Independent Union"}]))
    assert names.sub(GAP, "The Independent Union is a union") == f"The {GAP} is a union"


def planted() -> dict[str, pd.DataFrame]:
    """The shipped tables and one restricted person, whose name stands in every free cell of a row that stays."""
    tables = raw()
    tables["people"] = pd.concat([tables["people"], pd.DataFrame([person()])], ignore_index=True)
    pairs = zip(("a", "b"), tables["people"]["person_id"], strict=False)
    tables["decisions"] = pd.DataFrame([{f"person_{side}": one for side, one in pairs} | {"decision": "different"}])
    tables["decisions"] = tables["decisions"].assign(by="x", on="2026-11-23", why="x")
    row = {"statements": 40, "events": 1, "sources": 0, "places": 0, "people": 0, "decisions": 0}
    everything = " ; ".join(text for text in VARIANTS.values())
    for table, cells in tables.items():
        for column in COLUMNS[table]:
            if table == "people" and column.name.startswith(("name_", "aliases")):
                continue
            if column.type == "names":
                cells.loc[row[table], column.name] = f"2011 = {CYRILLIC}; Зымырандинов; {LATIN}"
            elif column.type in _FREE and column.name not in ("sha256", "country", "region"):
                cells.loc[row[table], column.name] = f"before {everything} after"
            elif column.type == "url":
                cells.loc[row[table], column.name] = f"https://x.org/{quote(CYRILLIC)}"
    only = {**tables["places"].iloc[0], "place_id": "p1"} | {f"name_{code}": "ONLYTHERE" for code in LANGUAGES}
    tables["places"] = pd.concat([tables["places"], pd.DataFrame([only])], ignore_index=True)
    told = {**tables["statements"].iloc[10], "statement_id": "h2", "person_id": "h1", "place_id": "p1"}
    tables["statements"] = pd.concat([tables["statements"], pd.DataFrame([told])], ignore_index=True)
    silent = {**tables["events"].iloc[2], "event_id": "silent", "title_en": f"Trial of {LATIN} SILENT"}
    tables["events"] = pd.concat([tables["events"], pd.DataFrame([silent])], ignore_index=True)
    return tables


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("planted"), planted())


def answers(record: load.Record) -> Iterator[tuple[str, str]]:
    """Answers of every kind that a reader can have of a record, by name."""
    for table in COLUMNS:
        yield table, getattr(record, table).to_csv()
    context = Context.of(View(scope="all", lang="en"), language("en"), record, "", ())
    for name, kind in LINKED.items():
        yield name, made(kind.make(context, "", {})).decode()
    for asked in (LATIN, "Zymyrandinof", "Зымырандинов", "Kanarbek", "ONLYTHERE", "SILENT"):
        found = json.dumps(search_results.found(context, asked), ensure_ascii=False)
        yield f"search {asked}", found.replace(asked, "")
    for code in ("tables", "package", "linked", "places", "entities", "page"):
        for name, content in unpacked(once.file(code, context)):
            yield f"{code} {name}", f"{name} {content.decode('utf-8', 'replace')}"


def test_a_planted_name_comes_out_of_no_answer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = load.load(home)
    told = {name: text for name, text in answers(record) if traces(text) or "ONLYTHERE" in text or "SILENT" in text}
    assert list(told) == []
    monkeypatch.setenv("ESIMDER_DATA", str(home))
    for path in (*PAGES, *APART):
        html = html_of(path, lang="en", scope="all")
        assert traces(html) == [] and "ONLYTHERE" not in html and "SILENT" not in html, path


def test_all_else_of_a_planted_row_stays(home: Path) -> None:
    record = load.load(home)
    text = record.statements.loc[40, "text_en"]
    assert text.startswith(f"before {GAP}") and text.endswith("after")
    assert len(record.statements) == len(raw()["statements"]) and len(record.events) == len(raw()["events"])
    assert record.decisions.loc[0, "why"].startswith("before") and record.sources.loc[0, "url"] == ""


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("events", "trial-of-zymyrandinov"),
        ("sources", "Zymyrandynov.letter"),
        ("places", "zymyrandinov_house"),
        ("statements", "kanarbek-4"),
    ],
)
def test_a_code_that_spells_a_hidden_name_is_refused_with_one_that_says_nothing(
    tmp_path: Path, table: str, code: str
) -> None:
    tables = raw()
    tables["people"] = pd.concat([tables["people"], pd.DataFrame([person()])], ignore_index=True)
    column = COLUMNS[table][0].name
    old = tables[table].loc[7, column]
    for cells in tables.values():
        for other in (one.name for one in COLUMNS["statements"] if one.type in ("id", "ref") and one.name in cells):
            cells[other] = cells[other].replace({old: code})
    for name in ("differs_from",):
        tables["statements"][name] = tables["statements"][name].str.replace(old, code, regex=False)
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path, tables))
    found = [(one.file, one.row, one.column, one.value, one.why, one.right) for one in bad.value.faults]
    assert found == [(f"{table}.csv", 9, column, "", "fault.code_names_hidden", f"{table[:-1]}-9")]


def test_a_namesake_keeps_the_own_code_and_name(tmp_path: Path) -> None:
    record = load.load(folder(tmp_path, hiding("abishev-a")))
    kept = record.people.set_index("person_id").loc["abishev-k"]
    assert "Abishev" in kept["name_en"]


def test_two_hidden_voices_stay_two() -> None:
    from esimder.record.redact import _gapped

    names = names_of(pd.DataFrame([person()]))
    sources = raw()["sources"].head(3).assign(family=["Зымырандинов", "Zymyrandinov", "x"])
    assert _gapped(sources, "sources", names)["family"].nunique() == 3
