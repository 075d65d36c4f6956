"""Every page says who answers for the record and where a correction goes, or that nobody is named."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from esimder.i18n.language import language
from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.views import responsible
from tests.asking import opened
from tests.record import folder, shipped

MAIL = "office@example.org"


def saying(**told: Any) -> load.Record:
    return replace(shipped(), settings=replace(shipped().settings, **told))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_shipped_record_invents_no_publisher_and_no_address(code: str) -> None:
    say, settings = language(code), shipped().settings
    assert not any(settings.publisher.values()) and not settings.contact
    footer = opened("", lang=code)["html"].partition("<footer>")[2]
    assert say("responsible.publisher.none") in footer and say("responsible.contact.none") in footer
    assert "mailto:" not in footer and say("footer.presumed") in footer


def test_the_environment_says_where_corrections_to_this_copy_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder(tmp_path) / "record.toml").write_text('contact = "https://example.org/first"\n', encoding="utf-8")
    assert load.load(tmp_path).settings.contact == "https://example.org/first"
    monkeypatch.setenv("ESIMDER_CONTACT", f" {MAIL} ")
    assert load.load(tmp_path).settings.contact == MAIL
    monkeypatch.setenv("ESIMDER_CONTACT", " ")
    assert load.load(tmp_path).settings.contact == "https://example.org/first"


def test_a_fault_of_the_environment_names_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESIMDER_CONTACT", "the office")
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path))
    assert [(one.file, one.value, one.why) for one in bad.value.faults] == [
        ("ESIMDER_CONTACT", "the office", "fault.malformed")
    ]


def test_words_of_the_record_stand_in_the_readers_language_else_in_one_that_it_has() -> None:
    say, settings = language("en"), saying(publisher={"kk": "Қор", "ru": "", "en": ""}).settings
    assert responsible.told(settings, say, "publisher") == "Қор"
    assert responsible.told(replace(settings, publisher={"kk": "Қор", "en": "Fund"}), say, "publisher") == "Fund"


@pytest.mark.parametrize(("contact", "link"), [(MAIL, f"mailto:{MAIL}"), ("https://example.org/c", None), ("", "")])
def test_an_address_is_a_link(contact: str, link: str | None) -> None:
    assert responsible.address(saying(contact=contact).settings) == (contact if link is None else link)


def test_the_record_was_last_updated_on_the_day_of_its_last_change() -> None:
    rows: tuple[dict[str, Any], ...] = ({"date": date(2020, 2, 1)}, {"date": date(2020, 1, 1)})
    assert responsible.changed(saying(changes=rows).settings) == date(2020, 2, 1)
    assert responsible.changed(saying(changes=()).settings) is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_leaves_the_screen_can_say_who_answers_for_it(code: str) -> None:
    told = responsible.lines(saying(contact=MAIL, publisher={code: "Fund"}).settings, language(code))
    assert (told["contact"], told["publisher"]) == (MAIL, "Fund")
