"""The source reader finds the record in a text as people write it, and nobody who is not in it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from esimder.record.spellings import own_spellings
from esimder.text_reader import date_patterns, inflection, lexicon
from tests import reader_cases as cases
from tests import reader_texts as texts
from tests import reading
from tests.record import ARTICLE, shipped

PEOPLE = shipped().people[shipped().people["kind"] == "person"].to_dict("records")
SPELLINGS = [(row["person_id"], name) for row in PEOPLE for name in own_spellings(row)]
KAZAKH = (
    "ның",
    "нің",
    "дың",
    "тің",
    "ны",
    "ді",
    "ты",
    "ға",
    "ке",
    "да",
    "те",
    "нан",
    "дан",
    "тен",
    "мен",
    "пен",
    "дағы",
    "лар",
    "лерге",
    "тардың",
)


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with reading.page() as opened:
        yield opened


@pytest.fixture(scope="module")
def find(browser_page: Page) -> reading.Find:
    return reading.finding(browser_page)


def people(found: list[dict[str, Any]]) -> list[str]:
    return [one for mention in found if mention["kind"] == "person" for one in mention["ids"]]


@pytest.mark.skipif(not reading.COPY.exists(), reason="no copy of the article beside the project")
def test_the_article_yields_its_25_names_and_nothing_false(find: reading.Find) -> None:
    whole = reading.article()
    assert whole
    text, expected = whole
    found = reading.spots(text, find(text))
    assert sum(1 for spot in expected if reading.kind_of(spot) == "person") == 25
    assert found - expected == {}
    assert expected - found == {}


@pytest.mark.parametrize("name", ["forms", *texts.PARAGRAPHS])
def test_a_text_yields_what_was_marked_by_hand_and_no_more(find: reading.Find, name: str) -> None:
    text, expected = texts.plain(texts.FORMS if name == "forms" else texts.PARAGRAPHS[name])
    found, marked = reading.spots(text, find(text)), reading.marked(expected)
    assert found - marked == {}
    assert marked - found == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_records_own_sentences_yield_whom_they_are_about(find: reading.Find, code: str) -> None:
    count, missed = reading.own_sentences(find, code)
    assert count > 300
    assert len(missed) <= 0.02 * count, missed


def test_every_spelling_of_every_person_is_found(find: reading.Find) -> None:
    text = "\n".join(f"…, {name}, …" for _, name in SPELLINGS)
    found = {mention["line"]: mention["ids"] for mention in find(text) if mention["kind"] == "person"}
    assert [found.get(line) for line in range(1, len(SPELLINGS) + 1)] == [[one] for one, _ in SPELLINGS]


@pytest.mark.parametrize("ending", KAZAKH)
def test_every_kazakh_name_is_found_with_its_ending(find: reading.Find, ending: str) -> None:
    text = "\n".join(f"кеше {row['name_kk']}{ending} болды" for row in PEOPLE)
    assert [(mention["line"], mention["ids"]) for mention in find(text)] == [
        (number, [row["person_id"]]) for number, row in enumerate(PEOPLE, 1)
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    cases.PEOPLE,
)
def test_endings_orders_and_initials_do_not_hide_a_person(find: reading.Find, text: str, who: list[str]) -> None:
    assert people(find(text)) == who


@pytest.mark.parametrize(
    "text",
    cases.NOBODY,
)
def test_nobody_is_found_where_another_or_nobody_is_named(find: reading.Find, text: str) -> None:
    assert people(find(text)) == []


@pytest.mark.parametrize(
    ("text", "places"),
    cases.PLACES,
)
def test_a_place_is_found_by_any_name_and_ending_and_not_in_other_words(
    find: reading.Find, text: str, places: list[str]
) -> None:
    assert [one for mention in find(text) if mention["kind"] == "place" for one in mention["ids"]] == places


@pytest.mark.parametrize(
    ("text", "edtf"),
    cases.DATES,
)
def test_a_date_is_read_as_exactly_as_it_is_printed(find: reading.Find, text: str, edtf: str | None) -> None:
    assert [mention.get("edtf") for mention in find(text) if mention["kind"] == "date"] == ([edtf] if edtf else [])


@pytest.mark.parametrize(
    ("text", "names"),
    cases.STRANGERS,
)
def test_a_stranger_is_a_first_name_with_a_surname_and_nothing_less(
    find: reading.Find, text: str, names: list[str]
) -> None:
    assert [mention["name"] for mention in find(text) if mention["kind"] == "stranger"] == names


def test_patterns_mean_the_same_in_python_as_in_the_browser(browser_page: Page) -> None:
    made, text = reading.lexicon(), "\n".join([texts.plain(texts.FORMS)[0], *(name for _, name in SPELLINGS)])
    whole = [("u" if one.get("exact") else "iu", inflection.unpacked(one["pattern"])) for one in made["names"]]
    whole += [("iu", pattern) for pattern, _ in date_patterns.PATTERNS] + [
        ("u", one) for one in made["strangers"].values()
    ]
    theirs = browser_page.evaluate(
        "([text, all]) => all.map(([flags, source]) => text.split('\\n').map((line) => [...line.matchAll("
        "new RegExp(source, 'g' + flags))].map((found) => [...found].map((group) => group ?? null))))",
        [text, whole],
    )
    ours = [
        [
            [[found[0], *found.groups()] for found in re.finditer(source, line, re.IGNORECASE if "i" in flags else 0)]
            for line in text.split("\n")
        ]
        for flags, source in whole
    ]
    assert theirs == ours


def test_a_packed_pattern_unpacks_to_itself() -> None:
    for pattern in (
        inflection.person(["Макс Боқаев", "Maks Bokaev"], "МM"),
        inflection.thing(["Ақтау"], town=True),
        inflection.capitals(["ПАСЕ"]),
    ):
        assert inflection.unpacked(inflection.packed(pattern)) == pattern
        assert len(inflection.packed(pattern)) < len(pattern)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_lexicon_is_small(code: str) -> None:
    assert len(json.dumps(lexicon.lexicon(shipped(), language(code), ARTICLE), ensure_ascii=False).encode()) < 150_000


def test_every_mention_of_the_capital_says_that_it_may_be_the_government() -> None:
    rows = reading.lexicon()["rows"]
    assert [one for one, row in rows.items() if "note" in row] == ["astana"]


def test_the_guide_tells_the_figures_of_today(find: reading.Find) -> None:
    guide = reading.GUIDE.read_text(encoding="utf-8")
    figures = reading.figures(find)
    assert len(figures) > len(texts.PARAGRAPHS) and [line for line in figures if line not in guide] == []
    for code in LANGUAGES:
        count, missed = reading.own_sentences(find, code)
        assert f"{code}: {count - len(missed)} of {count}" in guide
