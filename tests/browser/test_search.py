"""The search box: any spelling finds the person, says why, and can be steered without a mouse."""

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
    reader = opened("/person?q=Jumaev&spelling=exact")
    assert reader.page.locator(".empty").count() == 1


def test_a_tick_in_an_open_menu_filters_and_leaves_the_menu_open(opened: Open) -> None:
    reader = opened("/")
    reader.page.locator("details[data-menu=place] summary").click()
    with reader.going():
        reader.page.locator("details[data-menu=place] input[value=almaty]").click()
    reader.reaches(place=["almaty"])
    assert reader.page.locator("details[data-menu=place][open]").count() == 1


def test_a_long_menu_fetches_its_choices_and_ticks_what_the_address_asks_for(opened: Open) -> None:
    reader = opened("/sources?source=cpj-02")
    reader.page.locator("details[data-menu=source] summary").click()
    box = reader.page.locator("details[data-menu=source] input[value=cpj-02]")
    box.wait_for()
    assert box.is_checked()
