"""The map, the timeline and the list are one view: what is picked in one is answered by the others."""

from urllib.parse import parse_qs, urlsplit

import pytest

from esimder.i18n.labels import Directory
from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.query.view import View
from tests.browser.conftest import Open
from tests.record import shipped


def test_a_city_on_the_map_is_answered_by_chip_list_timeline_and_address(opened: Open) -> None:
    reader = opened("/")
    people, marks = reader.ids(".people .open", "person"), reader.marks("timeline")
    reader.click_mark("map", "place=almaty")
    reader.reaches(place=["almaty"])
    assert reader.codes() == {"place": ["almaty"]}
    expected = select(shipped(), View(place=("almaty",)))
    individuals = expected.people.loc[expected.people["kind"] == "person", "person_id"]
    assert reader.ids(".people .open", "person") == sorted(individuals) != people
    assert reader.total("events") == len(expected.events)
    assert reader.marks("timeline") != marks
    reader.go(".time .twin a")
    assert reader.path == "timeline"
    assert reader.ids("table a[href*=event]", "event") == sorted(expected.events["event_id"])
    reader.page.go_back()
    reader.settle()
    reader.go(".chips .chip:not(.all)")
    reader.reaches()
    assert (reader.ids(".people .open", "person"), reader.marks("timeline")) == (people, marks)


def test_a_second_click_on_a_city_lets_it_go(opened: Open) -> None:
    reader = opened("/map?place=almaty")
    reader.go(".beside table a[aria-current]")
    reader.reaches()


def test_a_tap_on_a_phone_picks_a_city_too(opened: Open) -> None:
    reader = opened("/map", look="phone")
    reader.click_mark("map", "place=aktau")
    reader.reaches(place=["aktau"])
    assert reader.page.locator(".statement").count() == len(select(shipped(), View(place=("aktau",))).statements)


@pytest.mark.parametrize("address", ["/", "/timeline"])
def test_a_mark_of_the_timeline_opens_its_statements_with_source_and_locator(opened: Open, address: str) -> None:
    reader = opened(address)
    mark = sorted(href for href in reader.marks("timeline") if href.count("event=") == 1)[0]
    event = mark.partition("event=")[2].partition("&")[0]
    reader.click_mark("timeline", f"event={event}")
    reader.reaches(event=[event])
    behind = select(shipped(), View(event=(event,))).statements
    shown = reader.texts(".detail .statement .by")
    assert len(shown) == len(behind) > 0
    assert reader.ids(".detail .statement .by a[href*='source=']", "source") == sorted(behind["source_id"].unique())
    names = Directory(shipped(), language("en"), shipped().settings.as_of)
    for row in behind.to_dict("records"):
        place = names.locator(row["locator"])
        assert any(names.publisher(row["source_id"]) in words and place in words for words in shown)


def test_a_name_in_the_list_is_answered_by_the_map_and_the_timeline_and_can_be_let_go(opened: Open) -> None:
    reader = opened("/")
    marks, dots = reader.marks("timeline"), reader.marks("map")
    person = reader.ids(".people .open", "person")[0]
    pick = f".people .pick[href*='person={person}']"
    reader.go(pick)
    reader.reaches(person=[person])
    behind = select(shipped(), View(person=(person,)))
    assert reader.total("events") == len(behind.events)
    assert len(reader.marks("timeline")) < len(marks)
    assert reader.marks("map") != dots
    assert reader.page.locator(".people .pick[aria-current]").count() == 1
    reader.go(".people .pick[aria-current]")
    reader.reaches()
    assert (reader.marks("timeline"), reader.marks("map")) == (marks, dots)


@pytest.mark.parametrize("address", ["/", "/timeline", "/timeline?q=SINCE"])
def test_a_period_dragged_over_the_timeline_filters_the_rest(opened: Open, address: str) -> None:
    reader = opened(address)
    before = reader.query
    plot = reader.page.locator("[data-figure=timeline] .layer:last-child .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    with reader.going():
        reader.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] - 4)
        reader.page.mouse.down()
        reader.page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] - 4, steps=8)
        reader.page.mouse.up()
    reader.page.wait_for_function("() => location.search.includes('until=')")
    assert reader.query == {**before, "since": reader.query["since"], "until": reader.query["until"]}
    since, until = reader.query["since"][0], reader.query["until"][0]
    assert "2009" < since < until < "2023"
    assert set(reader.codes()) >= {"since", "until"}
    view = View.from_query(reader.query, {})[0]
    behind = select(shipped(), view).events
    if address == "/":
        assert reader.total("events") == len(behind)
    else:
        assert set(reader.ids("table a[href*=event]", "event")) == set(behind["event_id"])


def test_a_name_leads_to_the_person_and_the_selection_comes_along(opened: Open) -> None:
    reader = opened("/?kind=trial")
    [person] = parse_qs(urlsplit(reader.hrefs(".people .open")[0]).query)["person"]
    reader.go(".people .open")
    assert reader.path == "person"
    reader.reaches(kind=["trial"], person=[person])


def test_a_link_can_be_copied(opened: Open) -> None:
    reader = opened("/map?place=aktau")
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.locator("[data-copy]").click()
    reader.shows("[data-copy]", reader.page.locator("[data-copy]").get_attribute("data-done") or "?")
    assert reader.page.evaluate("() => navigator.clipboard.readText()") == reader.page.url


def test_on_a_phone_the_timeline_follows_the_map_and_the_list_comes_after_both(opened: Open) -> None:
    reader = opened("/", look="phone")
    boxes = "all => all.map((one) => [one.className, one.getBoundingClientRect().top])"
    parts = reader.page.locator(".overview > section").evaluate_all(boxes)
    assert [name for name, _ in parts] == ["map", "time", "side"]  # as a keyboard goes
    assert [top for _, top in parts] == sorted({top for _, top in parts})
