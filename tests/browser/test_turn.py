"""From view to view on an open page: what stands there is the last view that was asked for, and nothing older."""

import pytest

from tests.browser.conftest import Open

# What a reader sees of a figure: the place, form and colours of every shape, and the words; a pattern has a name of its
# own in each picture.
LOOK = """(name) => [...document.querySelectorAll(`[data-figure=${name}] .layer:last-child svg *`)]
  .map((one) => [one, getComputedStyle(one)])
  .map(([one, style]) => [one.tagName, one.getAttribute("d"), one.getAttribute("transform"),
    style.fill.replace(/url.*/, "pattern"), parseFloat(style.strokeWidth) ? style.stroke : "",
    one.children.length ? "" : one.textContent].join("|"))
  .filter((line) => /^(path|text|tspan)/.test(line))"""


def test_colours_that_are_set_anew_are_those_of_a_page_that_is_opened_so(opened: Open) -> None:
    reader, fresh = opened("/map"), opened("/map")
    plain = reader.page.evaluate(LOOK, "map")
    assert plain
    steps = {"place=almaty": ["almaty"], "place=almaty&place=aktau": ["almaty", "aktau"], "map?place=aktau": ["aktau"]}
    for wanted, chosen in steps.items():
        reader.click_mark("map", wanted)
        reader.reaches(place=chosen)
        reader.page.mouse.move(4, 4)
        reader.page.wait_for_function("() => !document.querySelector('.hovertext')")
        turned = reader.page.evaluate(LOOK, "map")
        fresh.open("/map?" + "&".join(f"place={one}" for one in chosen))
        assert turned == fresh.page.evaluate(LOOK, "map") != plain


def test_a_view_that_is_turned_to_is_drawn_as_one_that_is_opened(opened: Open) -> None:
    reader = opened("/?kind=trial")
    reader.go(".chips .chip:not(.all)")
    reader.page.mouse.move(4, 4)
    fresh = opened("/")
    for figure in ("map", "timeline"):
        assert reader.page.evaluate(LOOK, figure) == fresh.page.evaluate(LOOK, figure) != []


def test_a_window_that_changes_after_a_turn_still_shows_the_view_of_the_address(opened: Open) -> None:
    reader = opened("/map?kind=trial")
    reader.go(".beside table tbody a")
    place = reader.query["place"]
    assert reader.codes() == {"kind": ["trial"], "place": place}
    with reader.going():
        reader.page.set_viewport_size({"width": 600, "height": 900})
    assert reader.codes() == {"kind": ["trial"], "place": place}
    reader.reaches(kind=["trial"], place=place)


# An answer that is read to its end and is handed on only when the reader lets it go.
HELD = """() => {
  const read = Response.prototype.json;
  Response.prototype.json = async function () {
    const told = await read.call(this);
    if (this.url.includes("who=others")) await new Promise((resolve) => { window.letGo = resolve; });
    return told;
  };
}"""


@pytest.mark.parametrize("newer", ["/detained?lang=en&show=cards", "/sources?lang=en"], ids=["view", "page"])
def test_an_answer_that_comes_late_does_not_replace_a_newer_view_or_another_page(opened: Open, newer: str) -> None:
    reader = opened("/detained")
    reader.page.evaluate(HELD)
    reader.page.evaluate("() => document.querySelector('.esimder').go('/detained?lang=en&who=others')")
    reader.page.wait_for_function("() => window.letGo")
    reader.follow(newer)
    title, root = reader.page.title(), reader.page.locator(".esimder")
    drawn = root.get_attribute("data-drawn")
    reader.page.evaluate("() => window.letGo()")
    reader.page.wait_for_timeout(300)
    assert reader.page.title() == title
    assert root.get_attribute("data-drawn") == drawn
    assert reader.path == root.get_attribute("data-path") == newer.partition("?")[0].strip("/")
    assert reader.page.locator(".cards").count() == newer.count("cards")
    reader.reaches(**({"show": ["cards"]} if "cards" in newer else {}))


def test_a_link_to_a_statement_leads_to_that_statement(opened: Open) -> None:
    reader = opened("/person?person=dzhakishev")
    link = reader.page.locator(".facts a[href*='#']").first
    code = str(link.get_attribute("href")).partition("#")[2]
    reader.go(".facts a[href*='#']")
    top = reader.page.evaluate("(code) => document.getElementById(code).getBoundingClientRect().top", code)
    assert -2 <= top < 900
    reader.page.goto("about:blank")
    reader.open(f"/person?person=dzhakishev#{code}")
    top = reader.page.evaluate("(code) => document.getElementById(code).getBoundingClientRect().top", code)
    assert -2 <= top < 900


def test_an_address_that_ends_in_no_part_of_a_page_shows_the_page(opened: Open) -> None:
    reader = opened("/map#%")
    assert reader.page.locator("[data-figure=map] .layer path.point").count() > 5
