"""Stories as files: named numbers, every fault at once, drafts, and stories of ones own folder."""

import json
import time
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from esimder.i18n.language import language
from esimder.query.view import View
from esimder.record import load
from esimder.record.redact import GAP
from esimder.record.schema import LANGUAGES
from esimder.stories import files as story_files
from esimder.stories import slides as stage
from esimder.stories import story as stories
from tests.asking import fetched
from tests.record import folder, hiding, shipped
from tests.test_stories import HOSTILE, ONE, STEPS, said, shown, story, told


@pytest.mark.parametrize(
    ("text", "said_so"),
    [
        ("{people}", "30"),
        ("{total.people}", "30 people"),
        ("{named?source=odf-01&event=ep-resolution}", "4"),
        ("on {as_of}.", "on 8 April 2019."),
        ("{people.__class__} {0} {}", "{people.__class__} {0} {}"),
    ],
)
def test_a_number_is_named_and_counted_and_nothing_else_in_braces_does_anything(text: str, said_so: str) -> None:
    assert stage.worded(text, View(), shipped(), language("en")).replace("\xa0", " ") == said_so


def test_a_date_that_ends_in_a_stop_ends_a_sentence_with_one() -> None:
    assert stage.worded("На {as_of}.", View(), shipped(), language("ru")).endswith("2019\xa0г.")
    assert not stage.worded("На {as_of}.", View(), shipped(), language("ru")).endswith("..")


def test_the_shipped_file_is_as_the_app_writes_it() -> None:
    text = (load.SHIPPED / "stories" / f"{ONE}.toml").read_text(encoding="utf-8")
    assert story_files.written(story()) == text
    assert tomllib.loads(text) == said()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_story_that_is_written_reads_the_same_again_whatever_its_letters(text: str) -> None:
    step = replace(story().steps[0], text=dict.fromkeys(LANGUAGES, text))
    mine = replace(story(), steps=(step,), title=dict.fromkeys(LANGUAGES, text))
    again, _ = story_files.read(tomllib.loads(story_files.written(mine)), ONE, shipped())
    kept = dict.fromkeys(LANGUAGES, text.strip())
    assert (again.title, again.steps[0].text) == (kept, kept)
    assert again.steps[0].cites == step.cites


BROKEN: list[tuple[str, Any, str, str]] = [
    ("view", "/map?place=atlantis", "view", "fault.no_such_code"),
    ("view", "https://elsewhere.org/map", "view", "fault.no_such_code"),
    ("view", "//elsewhere.org/map", "view", "fault.no_such_code"),
    ("view", "/nowhere", "view", "fault.no_such_code"),
    ("cites", ["a-01-a", "a-99-z"], "cites", "fault.no_such_row"),
    ("cites", [], "cites", "fault.uncited"),
    ("cites", "a-01-a", "cites", "fault.malformed"),
    ("highlight", ["nobody"], "highlight", "fault.no_such_row"),
    ("text_kk", "", "text_kk", "fault.one_language_missing"),
    ("text_ru", "{peoples}", "text_ru", "fault.no_such_code"),
    ("text_ru", "{people?place=atlantis}", "text_ru", "fault.no_such_code"),
    ("text_en", "{people", "text_en", "fault.malformed"),
    ("heading_en", "long " * 1000, "heading_en", "fault.too_long"),
    ("colour", "red", "colour", "fault.no_such_code"),
    ("view", "//[", "view", "fault.no_such_code"),
    ("view", "/map?q=" + "long" * 600, "view", "fault.too_long"),
    ("cites", ["a-01-a"] * 101, "cites", "fault.too_many"),
    ("text_en", ["a", ["b"]], "text_en", "fault.one_language_missing"),
]


@pytest.mark.parametrize(("name", "value", "where", "why"), BROKEN)
def test_a_fault_is_named_with_its_file_step_and_field(name: str, value: Any, where: str, why: str) -> None:
    mine = said()
    mine["steps"][3][name] = value
    found = story_files.read(mine, ONE, shipped())[1]
    assert (f"{ONE}.toml", 4, where, why) in {(one.file, one.row, one.column, one.why) for one in found}
    assert {one.row for one in found} == {4}


def test_all_faults_are_told_at_once() -> None:
    mine = said()
    planted = set()
    for number, (name, value, where, why) in enumerate(BROKEN[: len(mine["steps"]) - 1]):
        mine["steps"][number][name] = value
        planted.add((number + 1, where, why))
    assert planted <= {(one.row, one.column, one.why) for one in story_files.read(mine, ONE, shipped())[1]}


@pytest.mark.parametrize(
    "shape", [{}, {"steps": []}, {"steps": "none"}, {"steps": [1, 2]}, {"steps": [{}] * 61}, {"steps": 7}]
)
def test_a_file_without_steps_is_a_fault_and_no_failure(shape: dict[str, Any]) -> None:
    found = story_files.read(shape, "x", shipped())[1]
    assert "steps" in {one.column for one in found}


def own(tmp_path: Path, **files: str) -> Path:
    home = folder(tmp_path)
    (home / "stories").mkdir()
    for name, text in files.items():
        (home / "stories" / f"{name}.toml").write_text(text, encoding="utf-8")
    return home


def test_a_folder_of_ones_own_brings_its_stories_and_a_broken_one_takes_no_other_away(tmp_path: Path) -> None:
    home = own(
        tmp_path, mine=story_files.written(story()), broken="title_kk = ", Not_An_Id=story_files.written(story())
    )
    shelf = story_files.load(home, load.load(home))
    assert set(shelf.stories) == {"mine"}
    assert {one.file for one in shelf.faults} == {"broken.toml", "Not_An_Id.toml"}


def test_a_story_may_not_name_a_restricted_person(tmp_path: Path) -> None:
    home = own(tmp_path, mine=story_files.written(story()))
    folder(tmp_path, hiding("bokaev"))
    shelf = story_files.load(home, load.load(home))
    assert shelf.stories == {}
    assert {"no_such_row", "no_such_code"} == {one.why.partition(".")[2] for one in shelf.faults}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_a_story_holds_every_step_and_nothing_of_the_apps_chrome(code: str) -> None:
    page = shown(lang=code, story=ONE, step="3")
    html = page["html"]
    assert html.count("data-slide=") == len(STEPS) and 'data-step="3"' in html
    assert all(step.heading[code] in html for _, step in STEPS)
    assert 'class="bar"' not in html and 'class="filters"' not in html and "<footer" not in html
    assert len(page["figures"]) == sum(bool(slide.scene.figure) for slide in told(code))


@pytest.mark.parametrize(("asked", "step"), [("99", "14"), ("-1", "1"), ("x", "1"), ("0", "1"), ("9" * 5000, "14")])
def test_a_step_that_is_not_there_leads_to_one_that_is(asked: str, step: str) -> None:
    assert f'data-step="{step}"' in shown(lang="en", story=ONE, step=asked)["html"]


def test_an_unknown_story_leads_to_the_list_and_says_so() -> None:
    html = shown(lang="en", story="nothing")["html"]
    assert "story=nothing" in html and language("en")("link.left_out") in html
    assert story().title["en"] in html
    assert language("en")("link.left_out") not in shown(lang="en", story="draft", step="2")["html"]


def test_a_draft_is_checked_and_drawn_and_nobody_keeps_it() -> None:
    mine = said()
    mine["steps"] = mine["steps"][:2]
    mine["steps"][0]["cites"] = []
    html = shown({"story": mine}, lang="en")["html"]
    assert language("en")("fault.uncited") in html and html.count("data-edit=") == 2
    assert shown({"story": mine}, lang="en", story="draft", step="2")["html"].count("data-slide=") == 2
    assert "data-drafted" not in shown(lang="en")["html"]


def test_a_file_that_is_opened_becomes_the_draft() -> None:
    page = shown({"toml": story_files.written(story())}, lang="en")
    assert page["present"]["draft"]["story"] == said()
    assert language("en")("story.sound") in page["html"]
    assert language("en")("fault.malformed") in shown({"toml": "= ?"}, lang="en")["html"]


@pytest.mark.parametrize(
    "sent", ["[]", "null", "{", '"x"', '{"story": null}', '{"story": {"steps": [{"cites": 7}]}}', "[" * 9000]
)
def test_whatever_a_browser_sends_the_page_stands(sent: str) -> None:
    assert fetched("present", {"lang": ["en"]}, posted=sent)["html"]


@pytest.mark.parametrize("text", HOSTILE[:1])
def test_letters_of_a_draft_stay_letters(text: str) -> None:
    mine = said()
    for step in mine["steps"]:
        step |= {f"{name}_{code}": text for name in stories.WORDS for code in LANGUAGES}
        step["view"] = "/map?q=" + text
    for query in ({}, {"story": "draft", "step": "1"}):
        html = shown({"story": mine}, lang="en", **query)["html"]
        assert "<img" not in html and "&lt;img" in html


def numbers(count: int) -> dict[str, Any]:
    """A draft whose steps name so many numbers in each language, no two alike."""
    mine = said()
    mine["steps"] = mine["steps"][:2]
    for step in mine["steps"]:
        for code in LANGUAGES:
            step |= {f"heading_{code}": "…", f"notes_{code}": ""}
            step[f"text_{code}"] = " ".join(f"{{people?q={one}}}" for one in range(count // 2))
    return mine


def test_a_draft_may_name_so_many_numbers_and_the_others_are_told_and_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[str] = []
    monkeypatch.setattr(stage, "scene", lambda *_: stage.Scene("words"))

    def named(rows: Any, name: str) -> int:
        counted.append(name)
        return 7

    monkeypatch.setattr("esimder.query.counts.named", named)
    few, fine = story_files.read(numbers(60), stories.DRAFT, shipped())
    assert fine == [] and len(told("en", of=few)) == 2 and len(counted) == 60
    counted.clear()
    many, found = story_files.read(numbers(500), stories.DRAFT, shipped())
    assert [(one.row, one.why, one.right) for one in found if one.row == 0] == [(0, "fault.too_many", "200")]
    slides = told("en", of=many)
    assert len(counted) == stories.MOST_NUMBERS and "{people?q=249}" in slides[-1].text[0]


def test_a_text_beyond_the_limit_is_told_and_none_of_its_links_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = said()
    mine["steps"][0]["text_en"] = "{people?q=a}" * 80_000
    followed: list[str] = []
    real = stories.link

    def link(text: str, record: load.Record) -> tuple[str, View, list[str]]:
        followed.append(text)
        return real(text, record)

    monkeypatch.setattr(stories, "link", link)
    found = story_files.read(mine, stories.DRAFT, shipped())[1]
    assert ("text_en", "fault.too_long") in {(one.column, one.why) for one in found}
    assert len(followed) < 200


def test_a_draft_of_nothing_but_faults_tells_the_first_ones_only() -> None:
    step = {f"field-{one}": 1 for one in range(5000)}
    assert len(story_files.read({"steps": [step] * 60}, stories.DRAFT, shipped())[1]) <= story_files.MOST_FAULTS + 10


DOTS = "a" + ".a" * 100_000


@pytest.mark.parametrize(
    "text",
    [f"{DOTS} = 1", f"[{DOTS}]", f"x = {{{DOTS} = 1}}", f'x = "\\"" \n{DOTS} = 1', f"x = '''.'''\n{DOTS} = 1"],
)
def test_a_file_whose_names_would_take_minutes_to_read_is_refused_at_once(text: str) -> None:
    begun = time.perf_counter()
    assert story_files.parsed(text) is None
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("text", ['"\\' * 300_000, '"""\\' * 200_000, "'" * 500_001, '"' * 500_002, "#" * 500_000])
def test_quotation_marks_that_nothing_closes_take_no_time(text: str) -> None:
    begun = time.perf_counter()
    story_files.parsed(text)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("dots", ["…" * 9 + "." * 900, "https://a.b.c.d.e.f.g.h.i.j.k/", "it's # no.t.a.c.o.m.m.e.n.t"])
def test_a_text_may_have_any_number_of_dots(dots: str) -> None:
    for quote in ('"', '"""', "'''"):
        assert story_files.parsed(f"a = {quote}{dots}{quote} # a.b.c.d.e.f.g.h.i.j.k\n") == {"a": dots}


@pytest.mark.parametrize(("name", "bad"), [("cites", "secret-id"), ("highlight", "secret-id"), ("view", "secret-id")])
def test_a_file_of_the_folder_tells_no_unknown_id_and_a_draft_does(tmp_path: Path, name: str, bad: str) -> None:
    mine = said()
    mine["steps"][0][name] = f"/person?person={bad}" if name == "view" else [bad]
    sent = story_files.drafted(json.dumps({"story": mine}), shipped())[1]
    assert any(bad in fault.value for fault in sent)
    lines = story_files.written(story_files.read(said(), ONE, shipped())[0])
    home = own(
        tmp_path,
        mine=lines.replace("a-01-a", bad, 1) if name != "view" else lines.replace("/map?", f"/map?x={bad}&", 1),
    )
    shelf = story_files.load(home, shipped())
    assert shelf.faults and not any(bad in fault.value for fault in shelf.faults)


def test_a_story_names_no_restricted_person_in_any_word_or_file_name(tmp_path: Path) -> None:
    step = replace(
        story().steps[-1],
        view=View(),
        path="method",
        cites=(),
        highlight=(),
        text=dict.fromkeys(LANGUAGES, "О Максе Бокаеве и Maks Bokayev."),
    )
    text = story_files.written(replace(story(), steps=(step,), title=dict.fromkeys(LANGUAGES, "Дело Бокаева")))
    home = own(tmp_path, mine=text, bokaev=text)
    folder(tmp_path, hiding("bokaev"))
    shelf = story_files.load(home, load.load(home))
    assert set(shelf.stories) == {"mine"}
    assert shelf.stories["mine"].title["ru"] == f"Дело {GAP}"
    assert shelf.stories["mine"].steps[0].text["en"] == f"О {GAP} и {GAP}."
    assert [fault.file for fault in shelf.faults] == [f"{GAP}.toml"]
