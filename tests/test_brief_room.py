"""The two pages leave nobody in custody out, whatever the paper and the language, and are about whom they are of."""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pypdf
import pytest

from esimder.query.selection import select
from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.views import lists
from tests.pdf_reading import pdf, squeezed, words
from tests.record import context, folder, raw

GIVEN = ("Айгүл", "Ерлан", "Гүлнар", "Мұхтар", "Зарина", "Абдулла", "Кенжебек", "Шынар")
FAMILY = ("Қасымбеков", "Жұмағұлова", "Сейтқазиев", "Ибраһимова", "Тұрысбеков")


@cache
def crowded(home: Path, number: int) -> load.Record:
    """The shipped record with so many made-up people in custody more, each by a source of its own."""
    tables = raw()
    person, source = (tables[name].iloc[0] for name in ("people", "sources"))
    told = tables["statements"][tables["statements"]["value"] == "imprisoned"].iloc[0]
    people, sources, statements = list[Any](), list[Any](), list[Any]()
    for at in range(number):
        name = f"{GIVEN[at % len(GIVEN)]} {FAMILY[at % len(FAMILY)]} {at + 1}"
        names = {f"name_{code}": name for code in LANGUAGES}
        one = {"person_id": f"made-{at}", "source_id": f"made-{at}", "statement_id": f"made-{at}"}
        people.append({**person, **names, "person_id": f"made-{at}", "aliases": "", "kind": "person", "original": "kk"})
        url = f"https://example.org/a-page-on-somebody-who-is-held/{at}/2019"
        sources.append({**source, "source_id": f"made-{at}", "url": url, "publisher": f"Human Rights Monitor {at + 1}"})
        text = {f"text_{code}": "…" for code in LANGUAGES}
        when = {"date": f"2019-0{at % 3 + 1}-1{at % 9}", "quantity": "P5Y6M", "differs_from": "", "speaker_id": ""}
        statements.append({**told, **one, **text, **when, "event_id": "", "place_id": ""})
    more = {"people": people, "sources": sources, "statements": statements}
    return load.load(folder(home, {name: pd.concat([tables[name], pd.DataFrame(rows)]) for name, rows in more.items()}))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crowded")


def beyond_the_edge(page: pypdf.PageObject) -> list[str]:
    """What is set on a page below the room for its words, but for the line at its foot, or beyond its right edge."""
    found: list[tuple[float, float, str]] = []

    def seen(text: str, _: object, matrix: list[float], *rest: object) -> None:
        found.append((matrix[5], matrix[4], text.strip()))

    page.extract_text(visitor_text=seen)
    foot = min(y for y, _, text in found if text)
    return [text for y, x, text in found if text and (foot + 1 < y < 45 or x > page.mediabox.width - 40)]


@pytest.mark.parametrize(
    ("number", "code", "paper"),
    [
        *((number, "en", "letter") for number in (10, 25)),
        *((30, code, paper) for code in LANGUAGES for paper in ("a4", "letter")),
    ],
)
def test_up_to_forty_people_in_custody_are_all_named_with_their_sources(
    number: int, code: str, paper: str, home: Path
) -> None:
    of = context(code=code, record=crowded(home / str(number), number))
    held = lists.by_custody(of, select(of.record, of.view)).inside
    assert len(held) >= number
    found = pdf(of, "short", paper)
    assert len(found.pages) == 2
    text = words(found, 0) + words(found, 1)
    start = text.index(squeezed(of.say("detained.title", n=len(held), day=of.say.day(of.directory.as_of))))
    part = text[start:]
    assert [row.person_id for row in held if squeezed(of.directory.name(row.person_id)) not in part] == []
    assert [said for page in found.pages for said in beyond_the_edge(page)] == []
    deciding = {of.directory.statement(one)["source_id"] for row in held for one in row.deciding}
    assert [one for one in deciding if squeezed(of.directory.source(one)) not in part] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_two_pages_on_one_person_are_about_that_person(code: str) -> None:
    of = context(code=code, person=("zhumaev",))
    found, say = pdf(of), of.say
    first, second = words(found, 0), words(found, 1)
    assert squeezed(of.directory.person("zhumaev")) in first[:80]
    row = of.directory.row("people", "zhumaev")
    known = [say.of(row, "occupation"), say("state.in_custody"), say("column.sentence"), say("person.line")]
    assert [word for word in known if squeezed(word) not in first] == []
    assert squeezed(say("brief.numbers")) not in first + second, "no headline numbers of a list of one"
    told = select(of.record, of.view).statements
    shown = [row for row in told.to_dict("records") if squeezed(say.of(row, "text")) in first + second]
    assert len(shown) > 8 and squeezed(say.of(row, "occupation")) in first
    whole = squeezed(say("person.statements")) in first
    assert whole or squeezed(say("brief.latest", number=len(shown), total=len(told))) in first


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("form", ["short", "full"])
def test_a_view_that_holds_nothing_is_told_in_a_sentence_and_not_in_empty_axes(code: str, form: str) -> None:
    of = context(code=code, q="zzzzzz")
    found = pdf(of, form)
    assert squeezed(of.say("empty.title")) in words(found, 0)
    assert squeezed(of.say("brief.timeline")) not in words(found, 0) and len(found.pages) == 1
    assert squeezed(of.say("brief.disputes_none")) not in words(found, 0)


def test_under_a_filter_a_person_has_not_every_statement_and_the_brief_says_how_many() -> None:
    of = context(person=("zhumaev",), place=("aktau",))
    whole = len(select(of.record, of.view.without("place")).statements)
    shown = len(select(of.record, of.view).statements)
    assert 0 < shown < whole
    found = pdf(of)
    told = squeezed(of.say("brief.statements_some", n=whole, shown=shown))
    assert told in words(found, 0) and squeezed(of.say("note.line.whole")) in words(found, 0)
    assert squeezed(of.say("person.statements")) not in words(found, 0)
