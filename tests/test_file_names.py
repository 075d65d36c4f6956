"""A file's name says what it holds: its day, its question in plain letters, and a mark that no other question has."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from esimder.record.schema import LANGUAGES
from esimder.views.provenance import imprint, stem
from tests.once import ORIGIN
from tests.record import context
from tests.taken import taken

QUESTIONS: dict[str, dict[str, Any]] = {
    "": {},
    "aktau": {"place": ("aktau",)},
    "bokaev": {"person": ("bokaev",)},
    "bokaev-aktau": {"person": ("bokaev",), "place": ("aktau",)},
    "verdict-trial": {"kind": ("verdict", "trial")},
    "2018-01-01-2018-12-31": {"since": date(2018, 1, 1), "until": date(2018, 12, 31)},
    "disputed": {"disputed": "yes"},
    "published": {"basis": "published"},
    "in-custody": {"status": ("in_custody",)},
}


@pytest.mark.parametrize(("told", "asked"), QUESTIONS.items())
def test_a_files_name_tells_the_question_in_letters_that_every_file_system_takes(
    told: str, asked: dict[str, Any]
) -> None:
    name = stem(context(**asked))
    assert re.fullmatch(r"esimder-\d{4}-\d\d-\d\d-(.+-)?[0-9a-f]{8}", name)
    assert name[len("esimder-2019-04-08") : -9].strip("-") == told


def test_a_search_in_another_script_is_told_and_a_long_question_is_cut_between_words() -> None:
    assert "-bokaev-" in stem(context(q="Бокаев"))
    long = stem(context(place=("aktau", "almaty", "astana", "zhanaozen", "shymkent", "aktobe")))
    assert "-aktau-almaty-astana-" in long and len(long) < 80
    assert re.fullmatch(r"[a-z0-9-]+", stem(context(q='../..\\x "y" 漢字 %00')))


def test_no_two_questions_have_one_name_and_one_question_has_one() -> None:
    views: list[dict[str, Any]] = [
        *QUESTIONS.values(),
        {"as_of": date(2020, 1, 1)},
        {"count": "people"},
        {"scope": "all"},
        {"place": ("aktau",), "since": date(2018, 1, 1)},
    ]
    assert len({stem(context(**asked)) for asked in views}) == len(views)
    assert len({stem(context(code=code, place=("aktau",))) for code in LANGUAGES}) == 1


def test_files_of_two_questions_languages_or_kinds_unpack_apart(tmp_path: Path) -> None:
    files = [
        taken("tables", context()),
        taken("tables", context(code="kk")),
        taken("tables", context(place=("aktau",))),
        taken("package", context()),
    ]
    for file in files:
        with zipfile.ZipFile(io.BytesIO(file)) as opened:
            opened.extractall(tmp_path)
    assert len(list(tmp_path.iterdir())) == len(files)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_view_of_one_person_is_called_by_that_person_and_every_other_by_the_record(code: str) -> None:
    one = context(code=code, person=("bokaev",))
    assert imprint(one, ORIGIN).heading == one.directory.person("bokaev")
    for asked in ({}, {"person": ("bokaev", "ayan")}, {"place": ("aktau",)}):
        about = imprint(context(code=code, **asked), ORIGIN)
        assert about.heading == about.title
