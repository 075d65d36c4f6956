"""Every word a reader sees stands in all three catalogues, and every word in the catalogues is used."""

import ast
import re
import string
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from esimder.i18n.language import FULL_NAMES, OWN_NAMES, catalogue, language, negotiated
from esimder.record.codes import VALUES
from esimder.record.schema import LANGUAGES
from esimder.views.context import months
from tests.coded_words import CODED
from tests.house import ROOT, SCRIPTS, TEMPLATES, parsed

KEY = re.compile(r"[a-z_]+(?:\.[A-Za-z_]*[A-Za-z])+")
ENDINGS = (
    *(".pdf", ".pptx", ".svg", ".png", ".typ", ".zip", ".xlsx", ".txt", ".py", ".csv"),
    *(".html", ".json", ".toml", ".js", ".css", ".po", ".geojson"),
)


@lru_cache
def entries(code: str) -> dict[str, Message]:
    return {key(message): message for message in catalogue(code) if message.id}


def key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else str(message.id)


def forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (str(message.string),)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


FAMILIES = {name.partition(".")[0] for name in entries("en")}


def constants() -> Iterator[str]:
    """Every text constant of the code, and every quoted text of the templates."""
    for path in SCRIPTS:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in TEMPLATES:
        yield from (one or two for one, two in re.findall(r"""'([^'\n]*)'|"([^"\n]*)\"""", path.read_text("utf-8")))
        yield from re.findall(r"'([a-z_]+\.[a-z_.]*)'", path.read_text("utf-8"))


SAID = set(constants())
WHOLE = {
    text for text in SAID if KEY.fullmatch(text) and text.partition(".")[0] in FAMILIES and not text.endswith(ENDINGS)
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_catalogues_have_the_same_keys(code: str) -> None:
    assert set(entries(code)) == set(entries("kk"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_missing_or_fuzzy(code: str) -> None:
    assert [name for name, message in entries(code).items() if message.fuzzy or not all(forms(message))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_key_stands_twice_in_a_catalogue(code: str) -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "esimder/i18n/locales").glob(f"*/{code}.po")]
    keys = [found for text in texts for found in re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)]
    assert len(texts) > 1
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_plural_has_the_forms_that_its_language_needs(code: str) -> None:
    needed = get_plural(code).num_plurals
    assert catalogue(code).num_plurals == needed
    for name, message in entries(code).items():
        plural = isinstance(message.id, (list, tuple))
        assert len(forms(message)) == (needed if plural else 1), name
        assert plural == isinstance(entries("kk")[name].id, (list, tuple)), name


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_same_fields_as_the_others(code: str) -> None:
    for name, message in entries(code).items():
        wanted = set().union(*(fields(form) for form in forms(entries("en")[name])))
        for form in forms(message):
            assert (
                fields(form) | {"n"} == wanted | {"n"}
                if isinstance(message.id, (list, tuple))
                else fields(form) == wanted
            ), name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_key_that_the_code_says_has_words(code: str) -> None:
    assert sorted(WHOLE - set(entries(code))) == []


@pytest.mark.parametrize("name", CODED)
def test_every_code_that_a_reader_meets_has_words(name: str) -> None:
    assert all(name in entries(code) and language(code)(name) != name for code in LANGUAGES)


def test_every_word_of_the_catalogues_is_used() -> None:
    assert [name for name in entries("en") if name not in WHOLE | SAID | set(CODED)] == []


def test_the_codes_of_each_kind_of_statement_are_told_apart() -> None:
    for code in LANGUAGES:
        words = [language(code)(f"value.{value}") for value in VALUES["status"]]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("kk-KZ", "kk"),
        ("kk", "kk"),
        ("ru-RU", "ru"),
        ("ru", "ru"),
        ("en-GB", "en"),
        ("en", "en"),
        ("de", "en"),
        ("uz-Cyrl-UZ", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_first_visit_is_in_the_browsers_language_if_it_is_one_of_ours(locale: str | None, expected: str) -> None:
    assert negotiated(locale) == expected


@pytest.mark.parametrize(
    ("code", "n", "words"),
    [
        ("ru", 1, "1\u00a0человек"),
        ("ru", 2, "2\u00a0человека"),
        ("ru", 5, "5\u00a0человек"),
        ("ru", 21, "21\u00a0человек"),
        ("ru", 22, "22\u00a0человека"),
        ("en", 1, "1\u00a0person"),
        ("en", 21, "21\u00a0people"),
        ("en", 0, "0\u00a0people"),
    ],
)
def test_people_are_counted_as_each_language_counts(code: str, n: int, words: str) -> None:
    assert language(code)("total.people", n=n) == words


def test_numbers_are_written_as_each_language_writes_them() -> None:
    written = [re.sub(r"\s", " ", language(code).number(25250)) for code in LANGUAGES]
    assert written == ["25 250", "25 250", "25,250"]
    assert [language(code).number(3.5) for code in LANGUAGES] == ["3,5", "3,5", "3.5"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P3Y", "3 years"),
        ("P1Y", "1 year"),
        ("P4Y8M", "4 years 8 months"),
        ("P15D", "15 days"),
        ("16", "16"),
        (">=16", "at least 16"),
        (">500", "over 500"),
        ("50500 KZT", "50,500\xa0tenge"),
    ],
)
def test_lengths_sums_and_counts_are_said_in_words(text: str, words: str) -> None:
    assert language("en").quantity(text) == words
    assert language("kk").quantity(text) and language("ru").quantity(text)


def test_articles_are_named_and_an_unknown_code_stays_as_it_is() -> None:
    assert language("en").charges("CC 174 | CAO 667") == "Criminal Code, Art.\xa0174; Administrative Code, Art.\xa0667"
    assert language("en").charges("XX 1") == "XX 1"


def test_the_languages_call_themselves_by_their_own_names() -> None:
    assert set(OWN_NAMES) == set(FULL_NAMES) == set(LANGUAGES)
    assert months("kk")[0] == "Қаңтар"
    assert {len(months(code)) for code in LANGUAGES} == {12}


def test_there_is_no_fourth_language() -> None:
    with pytest.raises(KeyError):
        language("de")


def test_an_unknown_key_comes_back_as_it_is() -> None:
    assert language("kk")("no.such_key") == "no.such_key"


def test_names_stand_in_the_order_of_each_language_s_alphabet() -> None:
    names = ["Жұмаев", "Әбішев", "Боқаев", "Абай", "Ғабит", "Гүлнәр", "Іңкәр", "Ыбырай"]
    kazakh = ["Абай", "Әбішев", "Боқаев", "Гүлнәр", "Ғабит", "Жұмаев", "Ыбырай", "Іңкәр"]
    assert sorted(names, key=language("kk").order) == kazakh
    assert sorted(["Жуков", "Ёлкин", "Еремин"], key=language("ru").order) == ["Еремин", "Ёлкин", "Жуков"]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("esimder/i18n/locales/*/*.po")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_catalogue_says_each_word_once(path: Path) -> None:
    """The library that reads catalogues takes one of two translations without a word."""
    for entry in path.read_text("utf-8").split("\n\n"):
        heads = re.findall(r"^(msgid|msgid_plural|msgstr(?:\[\d\])?) ", entry, re.MULTILINE)
        assert len(heads) == len(set(heads)), entry
