"""What a reader can rely on in the search over a record: every hit is there, says why, and leads to its row."""

from pathlib import Path

import pytest

from esimder.i18n.language import language
from esimder.record import load, schema
from esimder.record.schema import LANGUAGES
from esimder.search.find import GROUPS, Group, Hit, hits
from tests.record import folder, hiding, shipped

PEOPLE = {row["person_id"]: row for row in shipped().people.to_dict("records")}
PRINTED = shipped().statements.query("name_printed != '' and scope == 'main'")
# Spellings that differ from the record's own forms by more than capitals.
UNLIKE = sorted(
    {
        (one, name)
        for one, name in zip(PRINTED["person_id"], PRINTED["name_printed"], strict=True)
        if name.casefold() not in {PEOPLE[one][f"name_{code}"].casefold() for code in LANGUAGES}
    }
)
# Common spellings that no source of the record prints: the rules find them without being told.
UNPRINTED = [
    (one, name)
    for one, names in {
        "ward": "Джулия Уорд",
        "sundetkalieva": "Zhanargul Sundetkalieva, Жанаргүл Сүндетқалиева, Жанара Сундеткалиева",
        "zhuaspaeva": "Gulnara Zhuaspayeva, Гульнар Жуаспаева",
        "zhumaev": "Ablovas Zhumayev, Ablovas Dzhumaev, Абловас Жумаев",
        "akberdieva": "Айгүл Ақберді, Айгуль Акберди",
        "abishev-a": "Asset Abishev",
        "nurgazieva": "Assel Nurgaziyeva",
        "toiken": "Sania Toiken, Saniya Toyken",
        "kushakbaev": "Nurbek Qushaqbayev",
        "kharkova": "Larissa Kharkova, Larisa Harkova",
        "ashim": "Ardaq Ashim",
        "bokaev": "Maks Boqaev, Max Boqayev",
        "semenova": "Elena Semyonova, Yelena Semenova",
        "dzhakishev": "Mukhtar Jakishev, Mukhtar Zhakishev, Мухтар Жакишев",
        "abzhan": "Mahambet Abzhan, Makhambet Abjan",
        "kenzhaliev": "Мәлік Кенжәлиев",
        "voloshyna": "Lyudmyla Voloshyna",
        "iavtushenko": "Valeriy Yavtushenko",
        "hautala": "Хайди Хаутала",
        "ayan": "Talghat Ayan",
    }.items()
    for name in names.split(", ")
]
KEYS = {
    "people": "people",
    "organisations": "people",
    "places": "places",
    **{table: table for table in ("events", "sources", "statements")},
}


def groups(query: str, code: str = "en", exact: bool = False, limit: int = 6) -> dict[str, Group]:
    """The groups of a search over the shipped record."""
    return {group.kind: group for group in hits(shipped(), language(code), query, exact, limit)}


def first(query: str, kind: str, code: str = "en") -> Hit:
    """The first hit of a kind."""
    return groups(query, code)[kind].hits[0]


def spellings(one: str) -> list[str]:
    """Everything that anybody is recorded to call a person."""
    row = PEOPLE[one]
    printed = PRINTED.loc[PRINTED["person_id"] == one, "name_printed"]
    return [*(row[f"name_{code}"] for code in LANGUAGES), *filter(None, row["aliases"].split("|")), *printed]


@pytest.mark.parametrize("one", PEOPLE)
def test_every_recorded_spelling_finds_its_person_first(one: str) -> None:
    kind = "people" if PEOPLE[one]["kind"] == "person" else "organisations"
    for name in spellings(one):
        assert first(name, kind).id == one, name


@pytest.mark.parametrize(("one", "name"), UNLIKE)
def test_a_spelling_of_its_own_that_a_source_prints_names_a_publisher_who_prints_it(one: str, name: str) -> None:
    what, words = first(name, "people" if PEOPLE[one]["kind"] == "person" else "organisations").why
    sources = PRINTED.loc[(PRINTED["person_id"] == one) & (PRINTED["name_printed"] == name), "source_id"]
    publishers = shipped().sources.set_index("source_id").loc[list(sources), "called_en"]
    assert what == "printed"
    assert words.endswith(name)
    assert any(publisher in words for publisher in publishers)


def test_the_reason_says_who_prints_the_spelling() -> None:
    assert first("Aigul Aqberdieva", "people").why == ("printed", "spelling in RFE/RL: Aigul Aqberdieva")
    assert first("Абловас Жұмаев", "people", "kk").why[0] == "name"
    assert first("Sania Toyken", "people").why[0] == "printed"
    assert first("Gulnar Zhuaspaeva", "people").why[0] == "alias"


@pytest.mark.parametrize(("one", "name"), UNPRINTED)
def test_a_spelling_that_no_source_prints_is_not_listed_and_still_finds_its_person_first(one: str, name: str) -> None:
    assert name not in spellings(one)
    assert first(name, "people").id == one


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", ["Ақтау", "Актау", "Aktau", "aqtau", "АКТАУ", "frnfe"])
def test_a_place_and_what_is_told_of_it_are_found_in_any_script(query: str, code: str) -> None:
    found = groups(query, code)
    assert found["places"].hits[0].id == "aktau"
    assert "aktau-meeting" in {hit.id for hit in found["events"].hits}
    assert found["statements"].count > 20


@pytest.mark.parametrize("query", ["Nur-Sultan", "Nursultan", "Нур-Султан", "Нұр-Сұлтан", "Nūr-Sūltan"])
def test_a_place_is_found_by_the_name_of_another_time_which_the_reason_dates(query: str) -> None:
    hit = first(query, "places")
    assert (hit.id, hit.why[0]) == ("astana", "then")
    assert "2019" in hit.why[1]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", ["a", "Zhumaev", "resolution", "үкім", "приговор", "Aktau", "Kazakh", "OSCE", "2019"])
def test_every_hit_is_a_row_with_a_title_and_a_reason_and_counts_are_whole(query: str, code: str) -> None:
    found, all_of_it = groups(query, code, limit=3), groups(query, code, limit=10_000)
    assert list(found) == [kind for kind in GROUPS if kind in found]
    for kind, group in all_of_it.items():
        assert group.count == len({hit.id for hit in group.hits}) == len(group.hits)
        assert found[kind].count == group.count
        assert found[kind].hits == group.hits[:3]
        ids = set(getattr(shipped(), KEYS[kind])[schema.TABLES[KEYS[kind]][0].name])
        for hit in group.hits:
            assert hit.table == KEYS[kind]
            assert hit.id in ids
            assert hit.title
            assert hit.why[1]


def test_all_words_of_a_query_must_begin_words_of_the_text() -> None:
    both = groups("Zhumaev verdict", limit=100)
    assert {hit.id for hit in both["events"].hits} < {hit.id for hit in groups("Zhumaev", limit=100)["events"].hits}
    assert groups("Zhumaev erdict") == {}


def test_exact_spelling_means_these_letters_in_this_order() -> None:
    assert groups("aqberdieva", exact=True)["people"].hits[0].id == "akberdieva"
    assert groups("Aqtau", exact=True) == {}
    assert groups(";evftd", exact=True) == {}
    assert "abishev-k" in {hit.id for hit in groups("ebek abi", exact=True)["people"].hits}


def test_the_wrong_keyboard_layout_finds_the_same_and_says_how_it_was_read() -> None:
    straight, wrong = groups("жумаев", "ru", limit=100), groups(";evftd", "ru", limit=100)
    for kind in ("people", "events", "statements"):
        assert {hit.id for hit in wrong[kind].hits} == {hit.id for hit in straight[kind].hits}
        assert {hit.meant for hit in wrong[kind].hits} == {"жумаев"}
        assert {hit.meant for hit in straight[kind].hits} == {""}


@pytest.mark.parametrize("query", ["", " ", "…", "qqqqqq", "Helsinki Watch", "<>", "ьъ"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert groups(query) == {}


def test_two_who_share_a_surname_are_both_found_and_never_mixed_up() -> None:
    assert {hit.id for hit in groups("Абишев")["people"].hits} == {"abishev-a", "abishev-k"}
    assert [hit.id for hit in groups("Aset Abishev")["people"].hits] == ["abishev-a"]
    assert [hit.id for hit in groups("Санат Букенов")["people"].hits] == ["bukenov"]


def test_later_separate_cases_are_found_only_if_asked_for() -> None:
    later = set(shipped().statements.loc[shipped().statements["scope"] == "later", "statement_id"])
    assert later
    for one in later:
        text = shipped().statements.set_index("statement_id").loc[one, "text_en"]
        for let_in in (False, True):
            found = {group.kind: group for group in hits(shipped(), language("en"), text, limit=50, later=let_in)}
            assert (one in {hit.id for hit in found["statements"].hits} if "statements" in found else False) == let_in


def test_a_restricted_person_is_not_found_by_any_name(tmp_path: Path) -> None:
    record = load.load(folder(tmp_path / "record", hiding("bukenov")))
    for query in ("Sanat Bukenov", "Бөкенов", "Букенов Санат"):
        found = {group.kind: group for group in hits(record, language("en"), query, limit=100)}
        assert "people" not in found
        assert "statements" not in found
