"""A story in front of a room: keys, fingers, the speaker's window, pictures that move, and the reader's own draft."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog

from esimder import data, stories
from esimder.language import language
from esimder.schema import LANGUAGES
from tests.browser.conftest import Open
from tests.browser.looks import FAINT
from tests.browser.reader import Reader
from tests.record import shipped

ONE = "aktau-2019"
STORY = stories.load(data.SHIPPED, shipped()).stories[ONE]
LAST = len(STORY.steps)
# Words that stick out of their place on the slide that is on, and letters that are too small for the last row.
CRAMPED = """() => {
  const slide = document.querySelector(".slide.on");
  const out = (one) => one.scrollHeight - one.clientHeight > 2 || one.scrollWidth - one.clientWidth > 2;
  const parts = [...slide.querySelectorAll(".words, .scene, .from")].filter(out).map((one) => one.className);
  const small = [...slide.querySelectorAll(".words p")].map((one) => parseFloat(getComputedStyle(one).fontSize))
    .filter((size) => size < 0.0225 * window.innerHeight);
  return [...parts, ...small.map(String)];
}"""
CAMERA = "() => getComputedStyle(document.querySelector('.present > .picture .camera.in')).transform"


def at(reader: Reader) -> tuple[str, str]:
    """The step in the address and the one that is seen."""
    seen = reader.page.locator(".slide.on").get_attribute("data-slide")
    return reader.query["step"][0], str(seen)


def present(opened: Open, step: int = 1, lang: str = "en", look: str = "desktop") -> Reader:
    reader = opened(f"/present?story={ONE}&step={step}&lang={lang}", lang, look)
    reader.page.wait_for_selector(".slide.on")
    return reader


def drafting(opened: Open, steps: list[dict[str, Any]], address: str = "/present?lang=en") -> Reader:
    """A reader whose browser holds a draft."""
    reader = opened("/method?lang=en")
    story = {f"title_{code}": "Mine" for code in LANGUAGES} | {"steps": steps}
    reader.page.evaluate("(story) => localStorage.setItem('esimder.story', story)", json.dumps(story))
    return reader.open(address)


def drawn(path: str) -> dict[str, Any]:
    """A step without a fault, of one view."""
    texts = {f"{name}_{code}": name for name in ("heading", "text") for code in LANGUAGES}
    return {**texts, "view": path, "highlight": [], "cites": ["a-01-a"]}


def open_file(reader: Reader, text: str) -> None:
    reader.page.set_input_files("[data-story-open]", {"name": "x.toml", "mimeType": "", "buffer": text.encode()})


def test_every_key_of_a_presenter_leads_on_or_back_and_the_address_follows(opened: Open) -> None:
    reader = present(opened, 3)
    for key, step in (
        ("ArrowRight", 4), (" ", 5), ("PageDown", 6), ("ArrowDown", 7), ("ArrowLeft", 6), ("PageUp", 5),
        ("ArrowUp", 4), ("Shift+Space", 3), ("Home", 1), ("ArrowLeft", 1), ("End", LAST), (" ", LAST),
    ):  # fmt: skip
        reader.page.keyboard.press("Space" if key == " " else key)
        assert at(reader) == (str(step), str(step)), key
    reader.page.reload()
    reader.page.wait_for_selector(".slide.on")
    assert at(reader) == (str(LAST), str(LAST))
    assert reader.texts(".counter") == [f"{LAST} / {LAST}"]


def test_a_room_sees_nothing_of_the_app_and_steps_ask_nobody(opened: Open) -> None:
    reader = present(opened)
    reader.page.wait_for_timeout(1500)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    for _ in range(LAST - 1):
        reader.page.keyboard.press("ArrowRight")
        reader.page.wait_for_timeout(150)
    assert [url for url in asked if not url.endswith("/favicon.png")] == []
    for chrome in (".bar", ".filters", "footer", "[data-testid=stHeader]"):
        assert reader.page.locator(f"{chrome}:visible").count() == 0


def test_escape_leads_to_the_view_of_the_step(opened: Open) -> None:
    reader = present(opened, 3)
    with reader.going():
        reader.page.keyboard.press("Escape")
    reader.reaches(event=["aktau-meeting"], count=["statements"])
    assert reader.path == "map"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (1920, 1080)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_words_of_a_step_stand_on_the_wall_and_are_large(opened: Open, lang: str, size: tuple[int, int]) -> None:
    reader = present(opened, 1, lang)
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    for step in range(1, LAST + 1):
        reader.page.wait_for_timeout(120)
        assert reader.page.evaluate(CRAMPED) == [], step
        reader.page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("look", ["desktop", "dark", "phone"])
def test_words_can_be_told_from_their_ground_on_every_step(opened: Open, look: str) -> None:
    reader = present(opened, 1, "ru", look)
    for _ in range(LAST):
        reader.page.wait_for_timeout(700)
        assert reader.page.evaluate(FAINT) == []
        reader.page.keyboard.press("ArrowRight")


def test_the_map_keeps_its_ground_and_moves(opened: Open) -> None:
    steps = [drawn("/map"), {**drawn("/map"), "highlight": ["aktau", "zhanaozen"]}]
    reader = drafting(opened, steps, "/present?story=draft&step=1&lang=en")
    reader.page.wait_for_selector(".camera.in .ground .main-svg")
    reader.page.wait_for_timeout(1200)
    reader.page.evaluate("() => { document.querySelector('.ground').mine = true; }")
    begun = reader.page.evaluate(CAMERA)
    reader.page.keyboard.press("ArrowRight")
    seen = set()
    for _ in range(14):
        reader.page.wait_for_timeout(90)
        seen.add(reader.page.evaluate(CAMERA))
    assert len(seen - {begun}) > 2, "the map jumped"
    reader.page.wait_for_timeout(900)
    assert float(reader.page.evaluate(CAMERA).removeprefix("matrix(").split(",")[0]) > 2
    assert reader.page.evaluate("() => [...document.querySelectorAll('.ground')].map((one) => one.mine)") == [True]
    assert reader.page.locator(".present > .picture .over").count() == 1


def test_who_wants_no_motion_sees_none(opened: Open) -> None:
    reader = present(opened, 2)
    reader.page.emulate_media(reduced_motion="reduce")
    reader.page.wait_for_timeout(1200)
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_selector(".camera.in .ground .main-svg")
    reader.page.wait_for_timeout(60)
    first = reader.page.evaluate(CAMERA)
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate(CAMERA) == first
    assert reader.page.locator(".present > .picture .camera").count() == 1


def test_a_finger_turns_the_steps_on_a_phone(opened: Open) -> None:
    reader = present(opened, 2, "kk", "phone")
    swipe = """([from, to]) => {
      const touch = (x) => [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 600 })];
      const options = (x, name) => ({ [name]: touch(x), bubbles: true });
      document.body.dispatchEvent(new TouchEvent("touchstart", options(from, "touches")));
      document.body.dispatchEvent(new TouchEvent("touchend", options(to, "changedTouches")));
    }"""
    reader.page.evaluate(swipe, [320, 80])
    assert at(reader) == ("3", "3")
    reader.page.evaluate(swipe, [80, 320])
    assert at(reader) == ("2", "2")
    reader.page.evaluate(swipe, [200, 180])
    assert at(reader) == ("2", "2")
    assert reader.page.evaluate("() => document.querySelector('.present').scrollWidth - window.innerWidth") <= 0


def test_the_speakers_window_has_the_notes_and_both_keep_step(opened: Open) -> None:
    reader = present(opened, 3, "ru")
    with reader.page.context.expect_page() as opening:
        reader.page.locator("[data-go=speaker]").click()
    desk = opening.value
    desk.wait_for_selector(".desk [data-notes] p")
    assert STORY.steps[2].notes["ru"].replace("-", "\u2011") in desk.locator("[data-notes]").inner_text()
    assert STORY.steps[3].heading["ru"] in desk.locator("[data-next]").inner_text()
    assert reader.page.locator(".desk:visible").count() == 0
    desk.keyboard.press("ArrowRight")
    reader.page.wait_for_selector(".slide.on[data-slide='4']")
    reader.page.keyboard.press("End")
    desk.wait_for_function("() => location.search.includes('step=12')")
    assert desk.locator("[data-next]").inner_text() == language("ru")("present.end")
    desk.locator("[data-go=again]").click()
    desk.wait_for_function("() => /^00:0[01]$/.test(document.querySelector('[data-elapsed]').textContent)")
    assert re.fullmatch(r"\d\d:\d\d", desk.locator("[data-clock]").inner_text())


def test_the_speakers_window_stays_one_in_another_language(opened: Open) -> None:
    reader = opened(f"/present?story={ONE}&step=3&lang=ru&speaker=yes", "ru")
    reader.page.locator("a[data-language][lang=kk]").click()
    reader.page.wait_for_function("() => document.documentElement.lang === 'kk'")
    reader.shows(".desk [data-notes]", STORY.steps[2].notes["kk"].replace("-", "\u2011").split("\n")[0])
    assert reader.query["speaker"] == ["yes"]


def test_a_ground_that_could_not_be_had_is_asked_for_again(opened: Open) -> None:
    reader = drafting(opened, [drawn("/map"), drawn("/detained"), drawn("/map")], "/method?lang=en")
    reader.page.route("**/ground/**", lambda route: route.fulfill(status=503))
    reader.open("/present?story=draft&step=1&lang=en").page.wait_for_selector(".camera.in .over .main-svg")
    assert reader.page.locator(".ground .main-svg").count() == 0
    reader.page.unroute("**/ground/**")
    reader.page.keyboard.press("End")
    reader.page.wait_for_selector(".camera.in .ground .main-svg")
    assert reader.complaints and all("503" in text for text in reader.complaints)
    reader.complaints.clear()


def test_the_language_switch_keeps_the_step(opened: Open) -> None:
    reader = present(opened, 1)
    reader.page.keyboard.press("ArrowRight")
    reader.page.locator("a[data-language][lang=kk]").click()
    reader.page.wait_for_function("() => document.documentElement.lang === 'kk'")
    assert at(reader) == ("2", "2")
    assert reader.texts(".slide.on h1") == [STORY.steps[1].heading["kk"]]


def test_any_view_becomes_a_step_and_the_draft_is_edited_moved_and_taken_away(opened: Open) -> None:
    reader = opened("/method?lang=en")
    for number, address in enumerate(("/map?place=aktau&lang=en", "/timeline?event=ep-resolution&lang=en"), 1):
        reader.open(address).page.locator("details[data-menu=take] summary").click()
        reader.page.locator("[data-add-step]").click()
        reader.shows("[data-add-step]", f"{language('en')('story.added')} · {number}")
    reader.open("/present?lang=en").page.wait_for_selector("[data-drafted]")
    views = reader.page.locator("[data-field=view]")
    assert [one.input_value() for one in views.all()] == ["/map?place=aktau", "/timeline?event=ep-resolution"]
    reader.page.locator("[data-edit='1'] [data-field=text_en]").fill("{statements}, \"quoted\" <b>")
    reader.page.locator("[data-edit='2'] [data-story-move='-1']").click()
    reader.page.wait_for_function("() => document.querySelector('[data-field=view]').value.startsWith('/timeline')")
    with reader.page.expect_download() as taken:
        reader.page.locator("[data-story-save=draft]").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert [step["text_en"] for step in tomllib.loads(text)["steps"]] == ["", "{statements}, \"quoted\" <b>"]
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


def test_a_draft_is_shown_as_a_story_without_being_kept_anywhere(opened: Open, server: str) -> None:
    reader = drafting(opened, [drawn("/map"), drawn("/detained")], "/present?story=draft&step=2&lang=en")
    reader.page.wait_for_selector(".slide.on")
    assert at(reader) == ("2", "2")
    other = opened("/present?lang=en")
    assert other.page.locator("[data-drafted]").count() == 0


def test_a_file_takes_the_place_of_a_draft_only_if_the_reader_agrees(opened: Open) -> None:
    reader = drafting(opened, [drawn("/map")])
    reader.page.wait_for_selector("[data-drafted]")
    asked: list[str] = []

    def refuse(question: Dialog) -> None:
        asked.append(question.message)
        question.dismiss()

    reader.page.on("dialog", refuse)
    with reader.page.expect_response("**/view/present?**"):
        open_file(reader, stories.written(STORY))
    reader.page.wait_for_timeout(300)
    assert asked == [language("en")("story.sure")]
    assert reader.page.locator("[data-field=view]").count() == 1
    assert len(json.loads(reader.page.evaluate("() => localStorage.getItem('esimder.story')"))["steps"]) == 1


def test_the_faults_of_a_broken_file_stay_and_the_draft_is_not_lost(opened: Open) -> None:
    reader = drafting(opened, [drawn("/map")])
    reader.page.wait_for_selector("[data-drafted]")
    open_file(reader, "no = story = at all")
    why = language("en")("fault.malformed")
    reader.shows(".draft td", why)
    reader.page.wait_for_timeout(700)
    reader.shows(".draft td", why)
    reader.page.reload()
    reader.page.wait_for_selector("[data-drafted]")
    assert reader.page.locator("[data-field=view]").input_value() == "/map"


LONG = json.dumps({"steps": [{**drawn("/map"), "text_en": "long " * 250_000}]})


@pytest.mark.parametrize("kept", [LONG, '"words"', "[1]", "{"], ids=["long", "text", "list", "broken"])
def test_what_is_no_draft_is_not_sent_again_and_again(opened: Open, kept: str) -> None:
    reader = opened("/method?lang=en")
    reader.page.evaluate("(kept) => localStorage.setItem('esimder.story', kept)", kept)
    sent: list[str] = []
    reader.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    reader.open("/present?lang=en").page.wait_for_timeout(1500)
    assert sent == []
    told = [language("en")("fault.too_long")] if kept is LONG else []
    assert reader.texts("[data-story-told]:visible") == told
