"""What stands in a figure can be asked: lines, crowds and rows; and nothing moves under the hand that asks."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from tests.browser.conftest import Open
from tests.record import context, shipped

LINE = "place=karaganda&event="


@pytest.mark.parametrize("address", ["/", "/map"])
def test_a_line_says_whence_whom_and_how_often_and_leads_to_its_statements(opened: Open, address: str) -> None:
    reader = opened(address)
    names = context("map").directory
    ways = counts.flows(select(shipped(), View())).set_index("from_id")
    way, top = ways.loc["karaganda"], reader.top("map")
    place = reader.point_at("map", LINE)
    said = reader.said("map")
    for told in (
        names.place("karaganda"),
        names.place(way["to_id"]),
        names.person(way["people"][0]),
        str(way["count"]),
    ):
        assert told in said
    assert reader.ids(".flows a", "place") == sorted(ways.index), "what the eye sees is a list for the ear and the keys"
    with reader.going():
        reader.page.mouse.click(*place)
    reader.reaches(place=["karaganda"], event=list(way["events"]))
    assert reader.page.locator(".statement").count() == way["count"]
    assert reader.top("map") == pytest.approx(top, abs=1)
    reader.go(".flows a[aria-current]")
    reader.reaches()


def test_a_mark_of_several_opens_as_a_list_for_hand_and_keys_and_changes_no_period(opened: Open) -> None:
    reader = opened("/timeline")
    page, crowd = reader.page, reader.page.locator(".crowd")
    largest = max(reader.marks("timeline"), key=lambda href: href.count("event="))
    members = sorted(parse_qs(urlsplit(largest).query)["event"])
    assert len(members) > 4
    place = reader.point_at("timeline", largest)
    page.mouse.click(*place)
    crowd.wait_for()
    assert reader.query == {} and reader.ids(".crowd li a", "event") == members
    assert page.evaluate("() => document.activeElement === document.querySelector('.crowd')")
    page.keyboard.press("Escape")
    crowd.wait_for(state="detached")
    page.mouse.click(*place)
    crowd.wait_for()
    box = crowd.bounding_box()
    assert box and box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= 1440
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.getAttribute('href')")
    with reader.going():
        page.keyboard.press("Enter")
    reader.reaches(event=parse_qs(urlsplit(first).query)["event"])
    assert crowd.count() == 0


@pytest.mark.parametrize("look", ["desktop", "phone"])
def test_what_is_chosen_moves_nothing_under_the_hand_and_leaves_no_word_of_another(opened: Open, look: str) -> None:
    reader = opened("/", look=look)
    name = context("map").directory.place("aktau")
    tall = "(one) => one.getBoundingClientRect().height"
    line = reader.page.locator(".chips").evaluate(tall)
    for chosen_now in (["aktau"], []):
        place = reader.point_at("map", "place=aktau") if chosen_now else reader.point_at("map", "/")
        before = reader.top("map")
        with reader.going():
            reader.page.mouse.click(*place)
        reader.reaches(**({"place": chosen_now} if chosen_now else {}))
        reader.page.wait_for_timeout(200)
        assert reader.top("map") == pytest.approx(before, abs=1)
        assert reader.said("map") == "" or name in reader.said("map")
        assert reader.page.locator(".chips").evaluate(tall) == line


def test_a_person_is_told_with_status_and_way_first_and_a_place_with_its_events(opened: Open) -> None:
    reader = opened("/?person=bokaev")
    say = language("en")
    panel = reader.page.locator(".side .detail").inner_text()
    order = [panel.index(words) for words in ("Maks Bokaev", say("state.in_custody"), say("person.page"))]
    assert order == sorted(order) and order[-1] < 260
    assert say("statement.about") not in panel
    reader.page.goto(reader.home + "/?place=aktau&lang=en")
    reader.settle()
    side = reader.page.locator(".side")
    events = select(shipped(), View(place=("aktau",))).events
    here = events.loc[events["place_id"] == "aktau", "event_id"]
    assert set(reader.ids(".side .detail li a", "event")) >= set(here)
    words = side.inner_text()
    parts = [words.index(say("group.others", n=1).split(":")[0]), words.index("\n" + say("statement.title"))]
    assert words.index(say.of(events.iloc[0], "title")) < parts[0] < parts[1]


def test_a_row_of_a_list_lights_its_marks_for_the_hand_and_for_the_keys(opened: Open) -> None:
    reader = opened("/")
    lit = reader.page.locator("path.point.lit")
    rows = select(shipped(), View(person=("bokaev",)))
    reader.page.locator(".people li", has=reader.page.locator("a[href*='person=bokaev']")).first.hover()
    reader.page.wait_for_function("() => document.querySelector('[data-figure=timeline] path.point.lit')")
    leads = reader.page.evaluate(
        "() => [...document.querySelectorAll('[data-figure=timeline] path.lit')].map((one) =>"
        " one.closest('.layer').leads[one.closest('g.trace').__data__[0].trace.index][one.__data__.i])"
    )
    held = [set(parse_qs(urlsplit(href).query)["event"]) for href in leads]
    assert held and all(events & set(rows.events["event_id"]) for events in held)
    reader.page.mouse.move(2, 2)
    reader.page.wait_for_function("() => !document.querySelector('path.point.lit')")
    reader.page.locator(".people .pick").first.focus()
    assert lit.count() > 0


def test_a_key_explains_hollow_dots_and_pale_bars_wherever_they_stand(opened: Open) -> None:
    say = language("en")
    for address, signs in (
        ("/", ("day", "span", "many")),
        ("/timeline?lanes=person&as_of=2022-11-16", ("span", "custody", "pale")),
        ("/person?person=bokaev", ("day", "span", "pale")),
    ):
        reader = opened(address)
        told = " ".join(reader.texts(".legend"))
        assert [sign for sign in signs if say(f"timeline.sign.{sign}") not in told] == [], address
        assert not re.search(r"\btimeline\.", told)
