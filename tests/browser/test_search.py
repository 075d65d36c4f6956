"""The search box: any spelling finds the person, says why, and can be steered without a mouse."""

from playwright.sync_api import Route

from tests.browser.conftest import Open


def test_another_spelling_finds_the_person_and_says_which_source_prints_it(opened: Open) -> None:
    reader = opened("/")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("Dzhumayev")
    first = reader.page.locator(".hits [role=option]").first
    first.wait_for()
    assert first.locator(".title").inner_text() == "Ablovas Zhumaev"
    assert "Dzhumayev" in first.locator(".why").inner_text()
    reader.page.keyboard.press("ArrowDown")
    with reader.going():
        reader.page.keyboard.press("Enter")
    assert (reader.path, reader.query) == ("person", {"person": ["zhumaev"]})


def test_a_submitted_search_filters_every_page_until_only_the_exact_spelling_is_wanted(opened: Open) -> None:
    reader = opened("/person?q=Jumaev")
    assert "Ablovas Zhumaev" in reader.texts(".columns a")
    reader.follow("/person?q=Jumaev&spelling=exact")
    assert reader.page.locator(".empty").count() == 1


def test_enter_closes_the_list_and_finds_what_it_showed(opened: Open) -> None:
    reader = opened("/sources?lang=en")
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("Tokaev")
    reader.page.locator(".hits [role=option]").first.wait_for()
    shown = reader.texts(".hits .title")
    with reader.going():
        reader.page.keyboard.press("Enter")
    reader.page.wait_for_timeout(300)
    assert reader.page.locator(".hits:visible").count() == 0
    assert len(shown) == 1 and shown[0] in reader.page.locator(".content table").inner_text()
    reader.page.locator("#q").fill("qqqqzz")
    reader.page.locator(".hits:visible").wait_for()
    with reader.going():
        reader.page.keyboard.press("Enter")
    assert reader.page.locator(".hits:visible").count() == 0


def test_a_long_menu_fetches_its_choices_and_ticks_what_the_address_asks_for(opened: Open) -> None:
    reader = opened("/sources?source=cpj-02")
    reader.page.locator("details[data-menu=source] summary").click()
    box = reader.page.locator("details[data-menu=source] input[value=cpj-02]")
    box.wait_for()
    assert box.is_checked()


def test_a_menu_that_could_not_be_had_is_asked_for_again(opened: Open) -> None:
    reader = opened("/?lang=en")
    summary = reader.page.locator("details[data-menu=kind] summary")
    reader.page.route("**/menu/**", lambda route: route.fulfill(status=500, body="Internal Server Error"))
    summary.click()
    reader.page.wait_for_timeout(300)
    assert reader.texts("details[data-menu=kind] [data-body]") == [""]
    reader.page.unroute("**/menu/**")
    summary.click()
    summary.click()
    reader.page.locator("details[data-menu=kind] input[value=meeting]").wait_for()
    assert reader.complaints and all("500" in text for text in reader.complaints)
    reader.complaints.clear()


def test_hits_that_come_after_escape_do_not_open_the_list(opened: Open) -> None:
    reader = opened("/?lang=en")
    waiting: list[Route] = []
    reader.page.route("**/search?**", lambda route: waiting.append(route))
    reader.page.keyboard.press("/")
    with reader.page.expect_request("**/search?**"):
        reader.page.keyboard.type("Bokaev")
    reader.page.wait_for_timeout(300)
    reader.page.evaluate("""() => document.querySelector("[data-find]").addEventListener("keydown", (event) => {
        event.preventDefault(); }, { once: true })""")  # the browser's own Escape, which empties the field
    reader.page.keyboard.press("Escape")
    with reader.page.expect_response("**/search?**"):
        for route in waiting:
            route.continue_()
    reader.page.wait_for_timeout(300)
    assert reader.page.locator(".hits:visible").count() == 0


def test_a_page_that_was_left_hears_no_keys(opened: Open) -> None:
    reader = opened("/?lang=en")
    reader.page.evaluate("""() => {
        document.querySelector("[data-find]").focus = () => { window.heard = true; };
    }""")
    reader.go(".bar nav a[href^='/map']")
    reader.page.keyboard.press("/")
    assert reader.page.evaluate("() => [window.heard, document.activeElement.id]") == [None, "q"]
