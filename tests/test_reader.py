"""The source reader finds the record in a text as people write it, and nobody who is not in it."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from esimder import forms, page, reader, server, written_dates
from esimder.language import language
from esimder.schema import LANGUAGES, TABLES
from tests import reader_texts as texts
from tests import reading
from tests.record import ARTICLE, frame, shipped

PEOPLE = shipped().people[shipped().people["kind"] == "person"].to_dict("records")
SPELLINGS = [(row["person_id"], name) for row in PEOPLE for name in reader.names(row)]
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


def test_the_text_of_our_own_has_as_many_names_as_the_article() -> None:
    assert len(texts.plain(texts.FORMS)[1]) == 25


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
    [
        ("по словам Джумаева", ["zhumaev"]),
        ("Акбердиевой и Бокаеву", ["akberdieva", "bokaev"]),
        ("вместе с Джакишевым", ["dzhakishev"]),
        ("письмо Асета Абишева", ["abishev-a"]),
        ("Абишев Кенжебек", ["abishev-k"]),
        ("К. Абишеву и Абишеву А.", ["abishev-k", "abishev-a"]),
        ("Мухтар Иванович Джакишев", ["dzhakishev"]),
        ("Максом Бокаевым", ["bokaev"]),
        ("о Ларисе Харьковой", ["kharkova"]),
        ("ЖҰМАЕВ ПЕН АҚБЕРДИЕВА", ["zhumaev", "akberdieva"]),
        ("Bokayev's letter", ["bokaev"]),
        ("Julie Ward asked; Ward waited", ["ward", "ward"]),
        ("Жұмаев пен Ақбердиева", ["zhumaev", "akberdieva"]),
        ("бұл Нұрбек Құшақбаевқа, Бөкеновтен", ["kushakbaev", "bukenov"]),
        ("Жұмағұлов Алматыда", ["zhumagulov"]),
    ],
)
def test_endings_orders_and_initials_do_not_hide_a_person(find: reading.Find, text: str, who: list[str]) -> None:
    assert people(find(text)) == who


@pytest.mark.parametrize(
    "text",
    [
        "Абишев",
        "Абишеву",
        "Әбішевтің",
        "Abishev's",
        "активист Абишев",
        "Серік Әбішев",
        "Гульнара Джумаева",
        "Г. Джумаева",
        "кеше Бауыржан Жұмаевпен",
        "Жұмаевский",
        "Жұмаева",
        "жұмаев",
        "Санат",
        "Нұрбек",
        "Алмат",
        "Ward 5",
        "Аян болды",
        "ардақ әшім",
        "Джумаев-Ахметов",
        "Жумагуловский",
        "Бокаева-Иванова",
        "Бокаевский",
    ],
)
def test_nobody_is_found_where_another_or_nobody_is_named(find: reading.Find, text: str) -> None:
    assert people(find(text)) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ақтауда, Қарағандыдан, Алматыға", ["aktau", "karaganda", "almaty"]),
        ("из Караганды в Актау и в Астане", ["karaganda", "aktau", "astana"]),
        ("Нұр-Сұлтаннан", ["astana"]),
        ("Нур‑Султана", ["astana"]),
        ("in Washington", ["washington"]),
        ("Қарағанды облысының", ["karaganda-region"]),
        ("в Карагандинской области", ["karaganda-region"]),
        ("АҚТАУ", ["aktau"]),
        ("Атырау облысында", []),
        ("ақтау үкімі", []),
        ("Ақтау үкімі", []),
        ("астана", []),
        ("пять семей", []),
        ("Нұрсұлтан", []),
        ("Актауский", []),
        ("Қарағандылық", []),
        ("Алмат", []),
    ],
)
def test_a_place_is_found_by_any_name_and_ending_and_not_in_other_words(
    find: reading.Find, text: str, places: list[str]
) -> None:
    assert [one for mention in find(text) if mention["kind"] == "place" for one in mention["ids"]] == places


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("8 сәуірде", "XXXX-04-08"),
        ("2019 жылғы 8 сәуірде", "2019-04-08"),
        ("2019 жылдың 8 сәуірінде", "2019-04-08"),
        ("8 сәуір 2019 жыл", "2019-04-08"),
        ("2019 ж. 8 сәуір", "2019-04-08"),
        ("2018 жылғы қыркүйекте", "2018-09"),
        ("2011 жылғы", "2011"),
        ("8 апреля 2019 года", "2019-04-08"),
        ("8 апреля", "XXXX-04-08"),
        ("апреля 2019 г.", "2019-04"),
        ("в мае 2018 года", "2018-05"),
        ("в 2011 году", "2011"),
        ("2009–2022 годы", "2009/2022"),
        ("8 April 2019", "2019-04-08"),
        ("April 8, 2019", "2019-04-08"),
        ("8th of April", "XXXX-04-08"),
        ("March 2019", "2019-03"),
        ("in 2011", "2011"),
        ("2019-04-08", "2019-04-08"),
        ("08.04.2019", "2019-04-08"),
        ("29 ақпан", "XXXX-02-29"),
        ("31 апреля 2019 года", None),
        ("2019-02-29", None),
        ("2019-13-01", None),
        ("40 сәуір", None),
        ("2011 адам", None),
        ("1.2.3.2019", None),
        ("үш сәуір", None),
        ("5 майских", None),
        ("8 мартовских", None),
        ("в 0011 году", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_printed(find: reading.Find, text: str, edtf: str | None) -> None:
    assert [mention.get("edtf") for mention in find(text) if mention["kind"] == "date"] == ([edtf] if edtf else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("кеше Марат Үлгібаевтың хаты", ["Марат Үлгібаев"]),
        ("встретил Ольгу Примерову", ["Ольгу Примерову"]),
        ("сөйледі А. Үлгібаев", ["А. Үлгібаев"]),
        ("Үлгібаева Гүлнара", ["Үлгібаева Гүлнара"]),
        ("by Peter Example", ["Peter Example"]),
        ("Еуропа Кеңесі", []),
        ("Адвокат Үлгібаев", []),
        ("Бас прокуратура", []),
        ("Макс Боқаев", []),
        ("Judge Example", []),
        ("Итальянского Хельсинкского комитета", []),
        ("Ақтау Алматы", []),
    ],
)
def test_a_stranger_is_a_first_name_with_a_surname_and_nothing_less(
    find: reading.Find, text: str, names: list[str]
) -> None:
    assert [mention["name"] for mention in find(text) if mention["kind"] == "stranger"] == names


def test_patterns_mean_the_same_in_python_as_in_the_browser(browser_page: Page) -> None:
    made, text = reading.lexicon(), "\n".join([texts.plain(texts.FORMS)[0], *(name for _, name in SPELLINGS)])
    whole = [("u" if one.get("exact") else "iu", forms.unpacked(one["pattern"])) for one in made["names"]]
    whole += [("iu", pattern) for pattern, _ in written_dates.PATTERNS] + [
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
        forms.person(["Макс Боқаев", "Maks Bokaev"], "МM"),
        forms.thing(["Ақтау"], town=True),
        forms.capitals(["ПАСЕ"]),
    ):
        assert forms.unpacked(forms.packed(pattern)) == pattern
        assert len(forms.packed(pattern)) < len(pattern)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_lexicon_is_small(code: str) -> None:
    assert len(json.dumps(reader.lexicon(shipped(), language(code), ARTICLE), ensure_ascii=False).encode()) < 150_000


def test_every_mention_of_the_capital_says_that_it_may_be_the_government() -> None:
    rows = reading.lexicon()["rows"]
    assert [one for one, row in rows.items() if "note" in row] == ["astana"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_guide_tells_the_figures_of_today(find: reading.Find, code: str) -> None:
    guide = reading.GUIDE.read_text(encoding="utf-8")
    assert [line for line in reading.figures(find) if line not in guide] == []
    count, missed = reading.own_sentences(find, code)
    assert f"{code}: {count - len(missed)} of {count}" in guide


def shown(opened: Page, text: str, code: str = "en") -> list[str]:
    """The reader with a text, under the server's own policy; returns every address that was asked for."""
    asked: list[str] = []
    made = reader.lexicon(shipped(), language(code), ARTICLE)
    html = page.render("reader.html", frame("sources", code), reader=made)

    def answer(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        asked.append(name)
        if name.endswith(".js"):
            route.fulfill(body=(reading.WEB / name).read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(
                body=f"<!doctype html><meta charset=utf-8>{html}",
                content_type="text/html",
                headers={"content-security-policy": server.policy()},
            )

    opened.route("**/*", answer)
    opened.goto("http://reader.test/")
    opened.evaluate(
        "async (made) => (await import('/reader.js')).mount(document.querySelector('[data-reader]'), made)",
        json.loads(json.dumps(made)),
    )
    opened.fill("textarea", text)
    opened.wait_for_selector("ol.lines")
    return asked


def test_a_text_is_shown_letter_by_letter_and_goes_nowhere(browser_page: Page) -> None:
    text = "Макс Боқаев <img src=x onerror=alert(1)>\n**қалың** [a](https://example.org) {line}\n"
    with browser_page.context.browser.new_page() as opened:  # type: ignore[union-attr]
        asked = shown(opened, text)
        assert opened.locator("ol.lines .text").all_inner_texts() == [*text.split("\n")]
        assert opened.locator("ol.lines img").count() == 0
        assert sorted(set(asked)) == ["", "drafts.js", "find.js", "reader.js"]
        assert opened.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]") == [
            0,
            0,
            "",
            "",
        ]


def test_marks_lead_to_their_pages_and_statements_stand_beside_their_line(browser_page: Page) -> None:
    with browser_page.context.browser.new_page() as opened:  # type: ignore[union-attr]
        shown(opened, "\n" * 15 + "Макс Боқаев Ақтауда, 2011 жылғы, Нұр-Сұлтан")
        line = opened.locator("ol.lines > li").nth(15)
        assert [one.get_attribute("href") for one in line.locator("mark a").all()] == [
            "/person?lang=en&person=bokaev",
            "/map?lang=en&place=aktau",
            "/timeline?lang=en&since=2011&until=2011",
            "/map?lang=en&place=astana",
        ]
        cited = shipped().statements
        cited = cited[(cited["source_id"] == ARTICLE) & (cited["locator"] == "line:16")]
        assert line.locator(".cited li a").all_text_contents() == list(cited["text_en"])
        assert opened.locator("ol.lines > li").nth(4).locator(".cited").count() == 0


def test_drafts_are_rows_of_our_tables_that_no_spreadsheet_runs(browser_page: Page, tmp_path: Path) -> None:
    with browser_page.context.browser.new_page() as opened:  # type: ignore[union-attr]
        shown(opened, "Кеше Марат Үлгібаевтың хаты 2019 жылғы 12 мамырда Шетпеде оқылды")
        rows = {}
        for table in ("people", "statements"):
            with opened.expect_download() as caught:
                opened.click(f"[data-reader-save={table}]")
            text = Path(caught.value.path()).read_text(encoding="utf-8-sig")
            rows[table] = list(csv.DictReader(io.StringIO(text)))
            assert list(rows[table][0]) == [column.name for column in TABLES[table]]
        assert [(row["person_id"], row["name_kk"], row["aliases"], row["visibility"]) for row in rows["people"]] == [
            ("draft-1", "Марат Үлгібаев", "Марат Үлгібаевтың", "restricted")
        ]
        assert [
            (row["source_id"], row["locator"], row["person_id"], row["place_id"], row["date"])
            for row in rows["statements"]
        ] == [
            (ARTICLE, "line:1", "draft-1", "", ""),
            (ARTICLE, "line:1", "", "shetpe", ""),
            (ARTICLE, "line:1", "", "", "2019-05-12"),
        ]
        guarded = opened.evaluate(
            "async () => (await import('/drafts.js')).csv(['a', 'b'], [{ a: '=1+1', b: '-x,\"y\"' }])"
        )
        assert guarded == '\ufeffa,b\r\n\'=1+1,"\'-x,""y"""\r\n'
