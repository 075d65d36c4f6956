"""A story in front of a room: keys, fingers, the speaker's window, and pictures that move."""

import re

import pytest

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from tests.browser.conftest import Open
from tests.browser.looks import FAINT
from tests.browser.telling import LAST, ONE, STORY, at, drawn, holding, present

# Words that stick out of their place and letters that are too small for the last row, on any slide: one that is off has
# its place and its letters too, and is only not seen.
CRAMPED = """async () => {
  await document.fonts.ready;
  const out = (one) => one.scrollHeight - one.clientHeight > 2 || one.scrollWidth - one.clientWidth > 2;
  const small = (one, least) => parseFloat(getComputedStyle(one).fontSize) < least * window.innerHeight;
  return [...document.querySelectorAll(".slide")].flatMap((slide) => [
    ...[...slide.querySelectorAll(".words, .scene, .from")].filter(out),
    ...[...slide.querySelectorAll(".words p")].filter((one) => small(one, 0.0225)),
    ...[...slide.querySelectorAll(".from, .legend")].filter((one) => small(one, 0.015)),
    ...[...slide.querySelectorAll(".words")].filter((one) => !one.clientHeight),
  ].map((one) => `${slide.dataset.slide}: ${one.className || one.textContent}`));
}"""
# What is asked for when a talk begins is there: the ground of its maps and the letters.
READY = """() => document.fonts.status === "loaded"
  && performance.getEntriesByType("resource").some((one) => one.name.includes("/ground/") && one.responseEnd)"""
CAMERA = "() => getComputedStyle(document.querySelector('.present > .picture .camera.in')).transform"
# Every frame comes so many ms late.
SLOW_FRAMES = """(late) => {
  const frame = window.requestAnimationFrame;
  window.requestAnimationFrame = (work) => setTimeout(() => frame(work), late);
  window.cancelAnimationFrame = clearTimeout;
}"""


def test_every_key_of_a_presenter_leads_on_or_back_and_the_address_follows(opened: Open) -> None:
    reader = present(opened, 3)
    title = reader.page.title()
    assert title.startswith(reader.texts(".slide.on h1")[0]) and title.endswith("Presentation · Esimder")
    for key, step in (
        ("ArrowRight", 4), (" ", 5), ("PageDown", 6), ("ArrowDown", 7), ("ArrowLeft", 6), ("PageUp", 5),
        ("ArrowUp", 4), ("Shift+Space", 3), ("Home", 1), ("ArrowLeft", 1), ("End", LAST), (" ", LAST),
    ):  # fmt: skip
        reader.page.keyboard.press("Space" if key == " " else key)
        assert at(reader) == (str(step), str(step)), key
        assert reader.page.title().startswith(reader.texts(".slide.on h1")[0])
    reader.page.reload()
    reader.page.wait_for_selector(".slide.on")
    assert at(reader) == (str(LAST), str(LAST))
    assert reader.texts(".counter") == [f"{LAST} / {LAST}"]


def test_a_room_sees_nothing_of_the_app_and_steps_ask_nobody(opened: Open) -> None:
    reader = present(opened)
    reader.page.wait_for_function(READY)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    for _ in range(LAST - 1):
        reader.page.keyboard.press("ArrowRight")
        reader.page.wait_for_timeout(30)
    reader.page.wait_for_timeout(500)
    assert [url for url in asked if not url.endswith("/favicon.png")] == []
    for chrome in (".bar", ".filters", "footer", "[data-testid=stHeader]"):
        assert reader.page.locator(f"{chrome}:visible").count() == 0


def test_on_a_slow_machine_a_timeline_that_still_moves_may_leave(opened: Open) -> None:
    reader = present(opened)
    reader.page.wait_for_function(READY)
    reader.page.evaluate(SLOW_FRAMES, 1500)
    for _ in range(LAST - 1):
        reader.page.keyboard.press("ArrowRight")
        reader.page.wait_for_timeout(30)
    reader.page.wait_for_timeout(4000)
    assert reader.complaints == []


def test_escape_leads_back_to_the_list_of_stories_and_the_day_to_the_view_of_the_step(opened: Open) -> None:
    reader = present(opened, 3)
    with reader.going():
        reader.page.keyboard.press("Escape")
    reader.reaches()
    assert (reader.path, reader.page.locator(".shelf").count()) == ("present", 1)
    reader = present(opened, 3)
    with reader.going():
        reader.page.locator(".slide.on .from a").click()
    reader.reaches(event=["aktau-meeting"], count=["statements"])
    assert reader.path == "map"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_words_of_a_step_stand_on_the_wall_and_are_large(opened: Open, lang: str) -> None:
    reader = present(opened, 1, lang)
    for width, height in ((1440, 900), (1024, 768), (1920, 1080)):
        reader.page.set_viewport_size({"width": width, "height": height})
        assert reader.settle().page.evaluate(CRAMPED) == [], width
    assert reader.page.locator(".slide .words").count() == LAST


@pytest.mark.parametrize("look", ["desktop", "dark", "phone"])
def test_words_can_be_told_from_their_ground_on_every_step(opened: Open, look: str) -> None:
    reader = present(opened, 1, "ru", look)
    assert reader.page.evaluate(FAINT) == []
    # The look goes over the slides that are off as well.
    reader.page.locator(f".slide[data-slide='{LAST}'] h1").evaluate("one => { one.style.color = 'var(--paper)'; }")
    assert len(reader.page.evaluate(FAINT)) == 1


def test_the_map_keeps_its_ground_and_moves(tab: Open) -> None:
    steps = [drawn("/map"), {**drawn("/map"), "highlight": ["aktau", "zhanaozen"]}]
    reader = holding(tab, steps).open("/present?story=draft&step=1&lang=en")
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
    reader.page.wait_for_selector(".present > .picture .camera.in")
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
    desk.wait_for_function(f"() => location.search.includes('step={LAST}')")
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


def test_a_ground_that_could_not_be_had_is_asked_for_again(tab: Open) -> None:
    reader = holding(tab, [drawn("/map"), drawn("/detained"), drawn("/map")])
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


def test_a_phone_shows_the_whole_of_a_list(opened: Open) -> None:
    reader = present(opened, 1, "kk", "phone")
    number = reader.page.locator(".slide:has(.names)").first.get_attribute("data-slide")
    reader = present(opened, int(str(number)), "kk", "phone")
    last = reader.page.locator(".slide.on .names li").last
    last.scroll_into_view_if_needed()
    item, foot = last.bounding_box(), reader.page.locator(".slide.on .from").bounding_box()
    assert item and foot and item["y"] + item["height"] <= foot["y"]


def test_every_line_and_sign_of_a_picture_is_explained_beside_it(opened: Open) -> None:
    reader, say = present(opened), language("en")
    for kind, words in (("links", ("network.close", "network.said", "network.loose")), ("map", ("map.flows",))):
        told = " ".join(reader.page.locator(f".on-{kind} .legend").all_text_contents())
        assert [word for word in words if say(word) not in told] == [], kind
    # The signs of the states are asked of every state, whichever the story happens to show.
    signs = reader.page.evaluate(
        """(states) => {
      const shown = states.map((state) => {
        const sign = document.createElement("span");
        sign.className = `state ${state}`;
        sign.append(document.createElement("i"));
        document.querySelector(".slide.on").append(sign);
        const { borderRadius, transform, borderLeftWidth } = getComputedStyle(sign.firstChild);
        sign.remove();
        return [borderRadius, transform, borderLeftWidth].join();
      });
      return new Set(shown).size;
    }""",
        ["accused", "on_trial"],
    )
    assert signs == 2
