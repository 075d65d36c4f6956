"""Names as a reader sees them: in the reader's language, with the original beside it, by rule where none is printed."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from esimder.exports import csv_files
from esimder.i18n.language import language, rank
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.server import records
from esimder.views import marks, search_results
from esimder.views.context import PAGES
from tests import once
from tests.asking import fetched, html_of
from tests.record import context, folder, raw, shipped


@pytest.fixture(scope="module")
def cyrillic_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped record as somebody keeps it who knows no Latin form of one name and prints none: its folder."""
    tables = raw()
    people, statements = tables["people"], tables["statements"]
    people.loc[people["person_id"] == "zhumaev", ["name_en", "name_ru", "aliases"]] = ""
    statements.loc[statements["person_id"] == "zhumaev", "name_printed"] = ""
    return folder(tmp_path_factory.mktemp("own"), tables)


def test_a_name_without_a_latin_form_is_romanised_by_rule(cyrillic_only: Path) -> None:
    record = records.record(cyrillic_only)
    shown = {code: context(code=code, record=record).directory.name("zhumaev") for code in LANGUAGES}
    assert shown == {"kk": "Абловас Жұмаев", "ru": "Абловас Жұмаев", "en": "Ablovas Zhumaev"}
    assert context(record=record).directory.romanised("zhumaev") == {"kk": "Ablovas Zhumaev"}


def test_the_page_of_a_person_says_that_a_form_is_made_by_rule(
    cyrillic_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(cyrillic_only))
    for code in LANGUAGES:
        html = html_of("person", lang=code, person="zhumaev")
        say = language(code)
        assert f"{say('romanise.made')} Ablovas Zhumaev ({say('romanise.by.kk')})" in html
        assert say("romanise.made") not in html_of("person", lang=code, person="bokaev")


def test_nothing_is_made_by_rule_where_a_source_prints_a_latin_form() -> None:
    names, people = context().directory, shipped().people
    assert {one for one in people["person_id"] if names.romanised(one)} == set()


@pytest.mark.parametrize(
    ("one", "code", "shown"),
    [
        ("zhumaev", "en", "Ablovas Zhumaev (Абловас Жұмаев)"),
        ("zhumaev", "ru", "Абловас Джумаев (Абловас Жұмаев)"),
        ("zhumaev", "kk", "Абловас Жұмаев"),
        ("ward", "kk", "Джули Уорд (Julie Ward)"),
        ("ward", "en", "Julie Ward"),
        ("kharkova", "en", "Larisa Kharkova (Лариса Харькова)"),
        ("voloshyna", "en", "Liudmyla Voloshyna"),
        ("european-parliament", "en", "European Parliament"),
    ],
)
def test_the_original_stands_beside_a_name_if_the_reader_asks(one: str, code: str, shown: str) -> None:
    asked, plain = context(code=code, names="original").directory, context(code=code).directory
    assert asked.person(one) == shown
    assert plain.person(one) == asked.name(one) == shown.partition(" (")[0]
    assert asked.original(one) == ""
    assert plain.original(one) == shown.partition(" (")[2].rstrip(")")


def test_the_original_stands_in_lists_tables_hovers_hits_and_files() -> None:
    both = "Ablovas Zhumaev (Абловас Жұмаев)"
    asked = context(names="original", lanes="person")
    assert both in html_of("detained", lang="en", names="original")
    assert both in html_of("", lang="en", names="original", number="people")
    assert both in marks.by_person(asked, select(shipped(), asked.view))[1]
    assert both in [hit["title"] for group in search_results.found(asked, "Zhumaev") for hit in group["hits"]]
    assert both in csv_files.detained(asked)
    assert both not in html_of("detained", lang="en")


def test_originals_beside_names_change_no_number_and_no_order() -> None:
    asked, plain = context(code="ru", names="original"), context(code="ru")
    assert select(shipped(), asked.view) is select(shipped(), plain.view)
    assert [asked.directory.order(one) for one in shipped().people["person_id"]] == [
        plain.directory.order(one) for one in shipped().people["person_id"]
    ]


def test_names_stand_in_the_order_of_the_kazakh_alphabet() -> None:
    say = language("kk")
    surnames = ["Абай", "Әбішев", "Боқаев", "Ғалиев", "Жұмаев", "Қасым", "Өтеген", "Үсен", "Ыбырай", "Іңкәр", "Smith"]
    assert all(say.order(one) < say.order(two) for one, two in pairwise(surnames))


def test_words_sort_by_letters_and_not_by_signs() -> None:
    english, kazakh = language("en"), language("kk")
    assert english.order("Święcicki") == english.order("Swiecicki")
    assert kazakh.order("«Ақ орда»") < kazakh.order("Ақорда") < kazakh.order("Әбішев")


def test_dates_and_lengths_sort_by_their_days() -> None:
    for rising in (("2018", "../2018-06", "2019-04-08", "2019-05"), ("P8M", "P1Y", "P4Y8M")):
        ranks = [rank(cell) or 0 for cell in rising]
        assert ranks == sorted(set(ranks)) and ranks[0] > 0
    assert rank("") is None


def why(query: str, one: str, **asked: Any) -> str:
    """What the search box says of the hit that leads to a person's page."""
    view = context(**asked)
    lines = [
        hit["why"]
        for group in search_results.found(view, query)
        for hit in group["hits"]
        if f"person={one}" in hit["href"]
    ]
    assert len(lines) >= 1
    return str(lines[0])


def test_a_hit_of_which_the_view_holds_nothing_says_so() -> None:
    say = language("en")
    early = date(2011, 1, 1)
    assert say("find.outside.happened", day=say.day(early)) in why("Talgat Ayan", "ayan", as_of=early)
    assert say("find.outside.published", day=say.day(early)) in why(
        "Talgat Ayan", "ayan", as_of=early, basis="published"
    )
    period: dict[str, Any] = {"since": date(2010, 1, 1), "until": date(2010, 12, 31)}
    assert say("find.outside.period", period=context(**period).period()) in why("Julie Ward", "ward", **period)
    assert why("Julie Ward", "ward") == "name: Julie Ward"


def test_other_filters_of_the_view_do_not_call_a_hit_outside() -> None:
    assert "outside" not in why("Julie Ward", "ward", kind=("trial",), place=("almaty",), q="приговор")


def test_a_hit_found_with_the_other_keyboard_says_how_the_query_was_read() -> None:
    say = language("en")
    named = {
        query: {str(group["name"]) for group in search_results.found(context(), query)}
        for query in (";evftd", "жумаев")
    }
    assert all(say("find.read_as", text="жумаев") in name for name in named[";evftd"])
    assert len(named["жумаев"]) == len(named[";evftd"]) > 1
    assert not any("keyboard" in name for name in named["жумаев"])


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_on_a_record_that_has_a_name_in_one_language_only(
    cyrillic_only: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(cyrillic_only))
    html = html_of(path, lang="en", person="zhumaev")
    assert "Ablovas Zhumaev" in html
    assert "Ablovas Zhumaev" in str(search_results.found(context(record=records.record(cyrillic_only)), "Dzhumaev"))


def test_an_original_says_its_own_language_on_a_page_on_a_wall_and_in_the_one_file() -> None:
    words = {f"{name}_{code}": name for name in ("heading", "text") for code in LANGUAGES}
    step = {**words, "view": "/detained?who=others", "highlight": ["kharkova"]}
    wall = fetched(
        "present",
        {"lang": ["en"], "story": ["draft"], "step": ["1"]},
        posted=json.dumps({"story": {"steps": [step]}}),
    )["html"]
    alone = once.file("page", context()).decode()
    assert html_of("detained", lang="en", who="others").count('lang="ru">Лариса Харькова</span>') == 1
    assert wall.count('lang="ru">Лариса Харькова</span>') == 1
    assert len(re.findall('class="original" lang="ru">Лариса Харькова<', alone)) == 2  # in the list and on its own part
    for html in (wall, alone):
        assert not re.search('class="original" lang="kk">Лариса Харькова<', html)


@pytest.mark.parametrize("code", LANGUAGES)
def test_sources_are_offered_by_publisher_in_the_alphabet_of_the_language_and_then_by_day(code: str) -> None:
    here = context(code=code)
    names, offered = here.directory, [one for one, _ in here.sources()]
    assert sorted(offered) == sorted(shipped().sources["source_id"])
    keys = [(here.say.order(names.publisher(one)), names.row("sources", one)["published"]) for one in offered]
    assert keys == sorted(keys)
    publishers = [names.publisher(one) for one in offered]
    assert code != "kk" or publishers.index("«Әділ сөз»") < publishers.index("Еуропа парламенті")
