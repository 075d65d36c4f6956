"""Names in Latin letters by rule: the published examples, and nothing made up where the rule is silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder.spelling.romanise import RULES, by_rule, romanised

# Examples that stand in the published tables and in the gazetteers made by them.
KAZAKH = {
    "Абай": "Abay",
    "Әуезов": "Äūezov",
    "Владимир": "Vladīmīr",
    "Жамбыл": "Zhambyl",
    "Шиелі": "Shīeli",
    "Семей": "Semey",
    "Шымкент": "Shymkent",
    "Өскемен": "Öskemen",
    "Қазақстан": "Qazaqstan",
    "Жұлжұрған Көлі": "Zhulzhurghan Köli",
    "Оңтүстік Қазақстан Облысы": "Ongtüstik Qazaqstan Oblysy",
    "Әл-Фараби Даңғылы": "Äl-Farabī Dangghyly",
    "Энгельс Көшесі": "Ėngel’s Köshesi",
    "Щебнюха": "Shchebnyukha",
    "Гауһар": "Gaūhar",
}
RUSSIAN = {
    "Азов": "Azov",
    "Кубань": "Kuban’",
    "Ульяновск": "Ul’yanovsk",
    "Грозный": "Groznyy",
    "Дзержинский": "Dzerzhinskiy",
    "Елизово": "Yelizovo",
    "Чапаевск": "Chapayevsk",
    "Мейеровка": "Meyyerovka",
    "Юрьев": "Yur’yev",
    "Подъездной": "Pod”yezdnoy",
    "Белкино": "Belkino",
    "Ёлкино": "Yëlkino",
    "Озёрный": "Ozërnyy",
    "Хрущёв": "Khrushchëv",
    "ЕЛОВАЯ ШИШКА": "YELOVAYA SHISHKA",
    "Ж. Д. Щукин": "Zh. D. Shchukin",
}


@pytest.mark.parametrize(
    ("code", "name", "latin"),
    [(code, *pair) for code, examples in (("kk", KAZAKH), ("ru", RUSSIAN)) for pair in examples.items()],
)
def test_the_published_examples_come_out_as_published(code: str, name: str, latin: str) -> None:
    assert romanised(name, code) == latin


def test_one_person_has_a_form_by_each_rule() -> None:
    row = {"name_kk": "Мұхтар Жәкішев", "name_ru": "Мухтар Джакишев", "name_en": ""}
    assert by_rule(row) == {"kk": "Mukhtar Zhäkishev", "ru": "Mukhtar Dzhakishev"}


@pytest.mark.parametrize(
    ("name", "code"),
    [("Әсет", "ru"), ("Їжакевич", "ru"), ("Тўлқин", "kk"), ("Julie", "kk"), ("Иcaev", "ru"), ("—", "kk")],
)
def test_a_letter_that_the_rule_does_not_know_leaves_the_name_as_it_is(name: str, code: str) -> None:
    assert romanised(name, code) == ""


@given(st.text(max_size=30), st.sampled_from(RULES))
def test_what_is_made_by_rule_holds_no_cyrillic_and_loses_no_word(name: str, code: str) -> None:
    made = romanised(name, code)
    assert not any("а" <= letter.lower() <= "ӿ" for letter in made)
    assert not made or len(made.split()) == len(name.split())
