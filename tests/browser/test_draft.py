"""The reader's own story: a draft that this browser alone holds, made of views, of the shipped story or of a file."""

import json
import tomllib
from pathlib import Path

from playwright.sync_api import Dialog

from esimder.i18n.language import language
from esimder.stories import files as story_files
from tests.browser.conftest import Open
from tests.browser.reader import Reader
from tests.browser.telling import LAST, ONE, STORY, at, drawn, holding

LONG = json.dumps({"steps": [{**drawn("/map"), "text_en": "long " * 250_000}]})


def open_file(reader: Reader, text: str) -> None:
    """Choose a file with a story in it."""
    reader.page.set_input_files("[data-story-open]", {"name": "x.toml", "mimeType": "", "buffer": text.encode()})


def test_any_view_becomes_a_step_and_the_draft_is_edited_moved_and_taken_away(opened: Open) -> None:
    reader = opened("/map?place=aktau&lang=en")
    for number, address in enumerate(("/map?place=aktau&lang=en", "/timeline?event=ep-resolution&lang=en"), 1):
        if number > 1:
            reader.follow(address)
        reader.page.locator("details[data-menu=take] summary").click()
        reader.page.locator("[data-add-step]").click()
        reader.shows("[data-add-step]", f"{language('en')('story.added')} · {number}")
    reader.open("/present?lang=en").page.wait_for_selector("[data-drafted]")
    views = reader.page.locator("[data-field=view]")
    assert [one.input_value() for one in views.all()] == ["/map?place=aktau", "/timeline?event=ep-resolution"]
    reader.page.locator("[data-edit='1'] [data-field=text_en]").fill('{statements}, "quoted" <b>')
    reader.page.locator("[data-edit='2'] [data-story-move='-1']").click()
    reader.page.wait_for_function("() => document.querySelector('[data-field=view]').value.startsWith('/timeline')")
    with reader.page.expect_download() as taken:
        reader.page.locator("[data-story-save=draft]").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert [step["text_en"] for step in tomllib.loads(text)["steps"]] == ["", '{statements}, "quoted" <b>']
    reader.page.locator("[data-edit='1'] [data-story-drop]").click()
    reader.page.wait_for_function("() => document.querySelectorAll('[data-field=view]').length === 1")
    reader.page.once("dialog", lambda question: question.accept())
    open_file(reader, text)
    reader.page.wait_for_function("() => document.querySelectorAll('[data-field=view]').length === 2")
    reader.page.reload()
    reader.page.wait_for_selector("[data-drafted]")
    assert reader.page.locator("[data-field=view]").count() == 2


def test_the_shipped_story_can_be_copied_and_the_copy_has_no_fault(opened: Open) -> None:
    reader = opened("/present?lang=kk", "kk")
    reader.page.locator(f"[data-story-copy={ONE}]").click()
    reader.page.wait_for_selector("[data-drafted]")
    assert reader.page.locator("[data-edit]").count() == LAST + 1
    reader.shows(".draft [role=status]", language("kk")("story.sound"))


def test_a_draft_is_shown_as_a_story(tab: Open) -> None:
    reader = holding(tab, [drawn("/map"), drawn("/detained")]).open("/present?story=draft&step=2&lang=en")
    reader.page.wait_for_selector(".slide.on")
    assert at(reader) == ("2", "2")


def test_a_file_takes_the_place_of_a_draft_only_if_the_reader_agrees(tab: Open) -> None:
    reader = holding(tab, [drawn("/map")]).open("/present?lang=en")
    reader.page.wait_for_selector("[data-drafted]")
    asked: list[str] = []

    def refuse(question: Dialog) -> None:
        asked.append(question.message)
        question.dismiss()

    reader.page.on("dialog", refuse)
    with reader.page.expect_response("**/view/present?**"):
        open_file(reader, story_files.written(STORY))
    reader.page.wait_for_timeout(300)
    assert asked == [language("en")("story.sure")]
    assert reader.page.locator("[data-field=view]").count() == 1
    assert len(json.loads(reader.page.evaluate("() => localStorage.getItem('esimder.story')"))["steps"]) == 1


def test_the_faults_of_a_broken_file_stay_and_the_draft_is_not_lost(tab: Open) -> None:
    reader = holding(tab, [drawn("/map")]).open("/present?lang=en")
    reader.page.wait_for_selector("[data-drafted]")
    open_file(reader, "no = story = at all")
    why = language("en")("fault.malformed")
    reader.shows(".draft td", why)
    reader.page.wait_for_timeout(700)
    reader.shows(".draft td", why)
    reader.page.reload()
    reader.page.wait_for_selector("[data-drafted]")
    assert reader.page.locator("[data-field=view]").input_value() == "/map"


def test_what_is_no_draft_is_not_sent_again_and_again_and_a_draft_is_sent_once(tab: Open) -> None:
    reader = tab().keep("esimder.story", LONG)
    sent: list[str] = []
    reader.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    reader.open("/present?lang=en").page.wait_for_timeout(500)
    assert (sent, reader.texts("[data-story-told]:visible")) == ([], [language("en")("fault.too_long")])
    for kept, times in (('"words"', 0), ("[1]", 0), ("{", 0), (json.dumps({"steps": [drawn("/map")]}), 1)):
        reader.page.evaluate("(kept) => localStorage.setItem('esimder.story', kept)", kept)
        reader.follow("/present?lang=en").page.wait_for_timeout(500)
        assert (len(sent), reader.texts("[data-story-told]:visible")) == (times, []), kept
