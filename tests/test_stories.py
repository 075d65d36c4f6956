"""Stories: the shipped one rests on its statements to the last number, files are checked, and drafts stay letters."""

import csv
import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from esimder.figures.palette import DARK, LIGHT
from esimder.figures.screen import VIEWPORTS
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.stories import files as story_files
from esimder.stories import slides as stage
from esimder.stories import story as stories
from esimder.stories.story import Step, Story
from esimder.views import responsible
from tests.asking import fetched
from tests.record import folder, shipped

ONE = "aktau-2019"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"quoted" \\ back',
    "tab\tand\nline",
    "\x7f\u2028\u0085",
    "{people.__class__}",
    "{0}",
)


@lru_cache
def story() -> Story:
    shelf = story_files.load(load.SHIPPED, shipped())
    assert shelf.faults == ()
    return shelf.stories[ONE]


STEPS = list(enumerate(story().steps, 1))


def told(code: str, palette: Any = LIGHT, screen: Any = "tablet", of: Story | None = None) -> list[stage.Slide]:
    return stage.story_slides(of or story(), shipped(), language(code), palette, screen)


def shown(posted: dict[str, Any] | None = None, **query: str) -> dict[str, Any]:
    """What the page is given for a link, and for a draft that the browser sends."""
    asked = {name: [value] for name, value in query.items()}
    return fetched("present", asked, posted=json.dumps(posted) if posted else "")


def said() -> dict[str, Any]:
    return story_files.plain(story())


def statement(one: str) -> dict[str, Any]:
    rows = shipped().statements
    return dict(rows[rows["statement_id"] == one].iloc[0])


def words(step: Step, code: str) -> list[str]:
    return [getattr(step, name)[code] for name in stories.WORDS]


def test_the_shipped_story_has_eight_to_fourteen_steps_in_three_languages() -> None:
    assert 8 <= len(STEPS) <= 14
    assert all(text for _, step in STEPS for code in LANGUAGES for text in (*words(step, code), story().title[code]))


@pytest.mark.parametrize(("number", "step"), STEPS)
def test_every_step_rests_on_statements_of_the_record_as_of_its_day(number: int, step: Step) -> None:
    assert step.cites or (step.path == "method" and number == len(STEPS))
    day = (step.view.as_of or shipped().settings.as_of).toordinal()
    for one in step.cites:
        row = statement(one)
        after = row["when"] and row["first"] > day
        assert row["scope"] == "main" or step.view.scope == "all"
        # The one thing told beyond the day is the later name of the capital, and what an appeal came to.
        assert not after or (number, one) in {(3, "f182a")}, one


@pytest.mark.parametrize(("number", "step"), STEPS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_that_is_typed_stands_in_a_statement_that_the_step_cites(number: int, step: Step, code: str) -> None:
    rows = [statement(one) for one in step.cites]
    columns = ("when", "date", "quantity", "charge", f"text_{code}")
    backed = {str(int(one)) for row in rows for name in columns for one in re.findall(r"\d+", row[name])}
    backed |= {"2019", "8"} if "a-01-a" in step.cites else set()
    typed = re.findall(r"\d+", stories.NUMBER.sub("", " ".join((step.heading[code], step.text[code]))))
    assert set(typed) <= backed


def rows(table: str) -> list[dict[str, str]]:
    with (load.SHIPPED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_numbers_of_the_story_are_those_of_the_tables_counted_by_hand() -> None:
    named: dict[str, dict[str, set[str]]] = {}
    for row in rows("statements"):
        if row["event_id"] == "ep-resolution":
            named.setdefault(row["source_id"], {}).setdefault(row["value"], set()).add(row["person_id"])
    article = named["azattyq-2019-04"]
    day = [row for row in rows("statements") if row["scope"] == "main" and row["source_id"] == "azattyq-2019-04"]
    custody = {row["person_id"] for row in day if row["value"] == "in_custody"} | {
        *("zhumaev", "abishev-a", "abishev-k", "zhumagulov")
    }
    expected = {
        6: [len(article["named"]), len(article["release_demanded"]), len(named["odf-01"]["named"])],
        7: [len(article["release_demanded"]), len(custody)],
        13: [len(select(shipped(), View(disputed="yes")).points)],
    }
    for code in LANGUAGES:
        slides = told(code)
        for number, wanted in expected.items():
            found = list(map(int, re.findall(r"\d+", " ".join(slides[number - 1].text))))
            assert [one for one in wanted if one not in found] == [], (code, number)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_last_step_says_where_a_correction_goes_or_that_no_address_is_set(code: str) -> None:
    say, settings = language(code), shipped().settings
    assert responsible.contact(settings, say) in " ".join(told(code)[-1].text)
    mine = replace(shipped(), settings=replace(settings, contact="a-b@c-d.org"))
    [*_, last] = stage.story_slides(story(), mine, say, LIGHT, "tablet")
    assert "a-b@c-d.org" in " ".join(last.text)


def test_the_people_in_custody_on_the_slide_are_those_of_the_list_and_nobody_else() -> None:
    slide = told("en")[6]
    found = {row.person_id for row, _ in slide.scene.rows}
    assert found == {row.person_id for row in counts.standings(select(shipped(), View())) if row.state == "in_custody"}
    others = {row.person_id for row, _ in told("en")[7].scene.rows}
    assert others and not others & found


def test_what_became_of_each_names_everybody_who_was_in_custody_with_the_day_of_the_statement() -> None:
    step = story().steps[10]
    assert set(step.view.person) == {row.person_id for row, _ in told("en")[6].scene.rows}
    for code in LANGUAGES:
        for one in step.view.person:
            name = shipped().people.set_index("person_id").loc[one, f"name_{code}"]
            assert name.split()[-1][:4] in step.text[code], (one, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_slide_is_short_enough_to_be_read_and_names_its_sources(code: str) -> None:
    for slide in told(code):
        assert len(" ".join(slide.text).split()) <= 70, slide.number
        assert slide.sources and all(source for sources, _ in slide.sources for source in sources)
        cited = {statement(one)["source_id"] for one in story().steps[slide.number - 1].cites}
        assert sum(len(sources) for sources, at in slide.sources if at) == len(cited)


def test_every_figure_of_the_story_holds_before_plotlys_own_check() -> None:
    kinds = set()
    whole = replace(story(), steps=(*story().steps, replace(story().steps[0], path="sources")))
    for palette, screen in ((LIGHT, "tablet"), (DARK, "phone")):
        for slide in told("kk", palette, screen, whole):
            kinds.add(slide.scene.kind)
            if slide.scene.figure:
                slide.scene.figure.checked()
                assert slide.scene.size[0] > 0 < slide.scene.size[1] and slide.scene.alt
    assert kinds == {"numbers", "map", "line", "links", "people", "points", "sources", "words"}


def test_where_a_single_publisher_is_shown_no_bar_stands_alone() -> None:
    step = story().steps[3]
    assert set(step.view.source) == {"azattyq-2019-04"} and told("en")[3].scene.kind == "words"
    whole = replace(story(), steps=(replace(step, view=View()),))
    assert len(told("en", of=whole)[0].scene.rows) > 1


def test_the_map_moves_to_what_stands_out_and_stays_whole_for_a_place_abroad() -> None:
    step = replace(story().steps[2], highlight=("aktau", "zhanaozen"))
    near, whole = (
        told("en", of=replace(story(), steps=(replace(step, highlight=lit),)))[0].scene.camera
        for lit in (step.highlight, ("aktau", "strasbourg"))
    )
    assert whole is None and near is not None
    assert near[2] < VIEWPORTS["tablet"].width / 2


def test_a_file_of_the_folder_cannot_stand_in_for_a_readers_draft(tmp_path: Path) -> None:
    (folder(tmp_path) / "stories").mkdir()
    text = story_files.written(story()).replace("a-01-a", "secret-id")
    (tmp_path / "stories" / "draft.toml").write_text(text, encoding="utf-8")
    shelf = story_files.load(tmp_path, shipped())
    assert shelf.stories == {} and [fault.file for fault in shelf.faults] == ["draft.toml"]
    assert not any("secret-id" in fault.value for fault in shelf.faults)


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000])
def test_a_number_of_more_digits_than_can_be_written_is_a_fault_and_no_failure(number: str) -> None:
    text = story_files.written(story()).replace("[[steps]]", f"[[steps]]\ncolour = {number}", 1)
    _, found = story_files.drafted(json.dumps({"toml": text}), shipped())
    assert found and {one.why for one in found} <= {"fault.malformed", "fault.no_such_code"}
