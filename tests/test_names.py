"""What a reader can rely on in the search for names: any spelling finds the person, and nobody is taken for another."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esimder.spelling.folding import layouts, readings
from esimder.spelling.match import FLOOR, Index, score
from tests import naming

FIGURES = (Path(__file__).parent.parent / "docs" / "NAMES.md").read_text("utf-8")
TRAPS = (
    (("Aset Abishev", "Әсет Әбішев", "Асет Абишев"), ("Kenzhebek Abishev", "Кенжебек Әбішев", "Кенжебек Абишев")),
    (("Ablovas Zhumaev", "Абловас Жұмаев", "Абловас Джумаев"), ("Almat Zhumagulov", "Алмат Жұмағұлов")),
    (("Sanat Bukenov", "Санат Бөкенов", "Санат Букенов"), ("Sanat Nurbekov", "Санат Нұрбеков")),
)
NEIGHBOURS = [pair for trap in TRAPS for pair in permutations(trap)]
ONE_WORD = (
    "Жұмаев Джумаев Жумаев Zhumaev Zhumayev Dzhumaev Djumayev Jumaev Dschumajew Giumaev Žumaev Jūmaev Zhumaeff",
    "Щербаков Shcherbakov Scherbakov Schtscherbakow Ščerbakov Şerbakov",
    "Ыбыраев Ybyrayev Ybyraev Ybyrajew Ybyraiev",
    "Мұхтар Мухтар Mukhtar Muhtar Muchtar Mūhtar",
    "Шыңғыс Shyngys Shyńǵys Şyñğys Scinghis Schyngys",
    "Өмір Ömir Ómir Omir",
    "Хасенов Khassenov Hasenov Chassenow Khasenov Xasenov",
    "Бахытжан Bakhytzhan Bahytjan Bachytschan Bahytžan",
)
KEYS = ((";evftd", "жумаев"), ("Яргьфум", "zhumaev"), ("9k;fy", "ұлжан"), ("2ctn", "әсет"))
FATHER = (
    "Ерлан Сәрсенбин",
    "Сәрсенбин Ерлан Төлегенұлы",
    "Сарсенбин Ерлан Тулегенович",
    "Sarsenbin Ye. T.",
    "Е. Сарсенбин",
)


@pytest.fixture(scope="module")
def trapped() -> Index:
    """The names that must not be taken for one another, one index for all."""
    return Index((names[0], names) for trap in TRAPS for names in trap)


@pytest.mark.parametrize(("meant", "other"), NEIGHBOURS, ids=lambda names: str(names[0]))
def test_a_full_name_never_puts_a_near_neighbour_first(
    trapped: Index, meant: tuple[str, ...], other: tuple[str, ...]
) -> None:
    for name in meant:
        assert trapped.best(name)[0].id == meant[0]
        assert all(score(name, near) < FLOOR for near in other)


def test_a_bare_surname_that_two_share_finds_both(trapped: Index) -> None:
    for surname in ("Abishev", "Әбішев", "Абишев", "Abischew"):
        assert {match.id for match in trapped.best(surname)[:2]} == {"Aset Abishev", "Kenzhebek Abishev"}


def test_a_beginning_finds_all_who_begin_so(trapped: Index) -> None:
    assert {match.id for match in trapped.best("Жұма")} == {"Ablovas Zhumaev", "Almat Zhumagulov"}


def test_nobody_is_found_for_a_name_that_nobody_has(trapped: Index) -> None:
    for stranger in ("Gulnara Omarova", "Виктор Цой", "Бейбіт Сарыбай", "Aset Nurbekov", "", " ", "…", "qqqq"):
        assert trapped.best(stranger) == []


@pytest.mark.parametrize("words", ONE_WORD, ids=lambda words: words.split()[0])
def test_a_name_sounds_the_same_in_every_alphabet(words: str) -> None:
    first, *others = words.split()
    for other in others:
        assert set(readings(first)) & set(readings(other)), other


@pytest.mark.parametrize(("typed", "meant"), KEYS)
def test_the_wrong_keyboard_layout_is_understood(typed: str, meant: str) -> None:
    assert meant in layouts(typed)


def test_what_was_typed_in_the_wrong_layout_is_told(trapped: Index) -> None:
    best = trapped.best(";evfuekjd")[0]
    assert (best.id, best.meant) == ("Almat Zhumagulov", "жумагулов")


@pytest.mark.parametrize("one", FATHER)
@pytest.mark.parametrize("other", FATHER[:3])
def test_patronymic_initials_and_order_do_not_part_a_person(one: str, other: str) -> None:
    assert score(one, other) > 90


def test_another_fathers_name_or_initial_parts_two_people() -> None:
    assert score("Лян В.А.", "Лян Вячеслав Анатольевич") > score("Лян В.Г.", "Лян Вячеслав Анатольевич")
    assert score("Д. Абишев", "Асет Абишев") < FLOOR


def test_a_hyphen_may_stand_or_not() -> None:
    for query in ("Kozha-Akhmet Samat", "Kozha Akhmet Samat", "Kozhaakhmet Samat"):
        assert score(query, "Самат Қожа-Ахмет") > 90


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_two_texts_have_a_score_and_always_the_same(one: str, other: str) -> None:
    points = score(one, other)
    assert 0 <= points <= 100
    assert points == score(one, other)
    assert score(one, one) == 100
    assert all(match.score >= FLOOR for match in Index([("a", [other])]).best(one))


def test_the_set_for_tuning_is_found_and_the_figures_in_the_documentation_are_these() -> None:
    asked = naming.rows("tuning")
    found = naming.counted(asked, naming.crowd(naming.own(asked)))
    assert found["all"]["right"] >= 0.98 * found["all"]["asked"]
    assert found["all"]["wrong"] <= 0.02 * found["all"]["asked"]
    assert naming.table(found) in FIGURES
