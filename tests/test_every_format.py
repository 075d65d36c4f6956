"""What holds for every kind of file that is taken away: words for its steps, the same bytes again, no trace of less."""

import re
import tempfile
from pathlib import Path

import pytest

from esimder.exports.making import Steps, made
from esimder.exports.registry import FORMATS
from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from tests import once
from tests.once import ORIGIN
from tests.record import context
from tests.taken import unpacked

DATED = re.compile(r"^docProps/core\.xml$|\.xlsx$")


def begun(code: str, **choices: str) -> Steps:
    """A file of one person, about to be made."""
    return FORMATS[code].make(context(person=("bokaev",)), ORIGIN, FORMATS[code].chosen(choices))


@pytest.mark.parametrize(("code", "form"), [*((code, "") for code in FORMATS), ("brief", "full")])
def test_each_step_of_making_a_file_has_words_in_every_language(code: str, form: str) -> None:
    steps = list(begun(code, form=form))
    assert len(steps) > 1
    assert [step for step in steps for one in LANGUAGES if language(one)(step) == step] == []


@pytest.mark.parametrize("code", FORMATS)
def test_the_same_view_gives_the_same_file(code: str) -> None:
    files = once.file(code, context(person=("bokaev",))), made(begun(code))
    if code == "slides":  # they say when they were made, and so do the sheets behind their charts and the zip itself
        first, again = ({name: part for name, part in unpacked(file) if not DATED.search(name)} for file in files)
        assert first == again and len(first) > 50
    else:
        assert files[0] == files[1]


@pytest.mark.parametrize("code", ["tables", "workbook", "brief"])
def test_work_that_is_left_after_any_step_leaves_no_file_behind_and_spoils_no_other(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    whole = made(begun(code))
    for left in range(1, len(list(begun(code))) + 1):
        steps = begun(code)
        for _ in range(left):
            next(steps)
        steps.close()
        assert list(tmp_path.iterdir()) == []
    assert made(begun(code)) == whole
