"""Everything by hand: keyboard, menus, days, sorting, downloads, the dark theme."""

import csv
import io
from datetime import date

import pytest

from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.dates import between
from tests.browser.conftest import Open
from tests.browser.reader import Reader
from tests.record import shipped

SAY = language("en")


def detained(as_of: date) -> list[str]:
    """The ids of those in custody as of a day."""
    people = counts.standings(select(shipped(), View(as_of=as_of)))
    return sorted(row.person_id for row in people if row.state == "in_custody")


def test_the_keyboard_alone_opens_a_menu_toggles_an_option_and_closes_it(opened: Open) -> None:
    reader = opened("/")
    page = reader.page
    on_menu = "() => document.activeElement?.matches('[data-menu=kind] summary')"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(on_menu):
            break
    assert page.evaluate(on_menu)
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator("[data-menu=kind]").get_attribute("open") is not None
    page.locator("[data-menu=kind] input[type=checkbox]").first.wait_for()
    page.keyboard.press("Tab")
    with reader.going():
        page.keyboard.press("Space")
    reader.reaches(kind=[page.locator("[data-menu=kind] input[type=checkbox]").first.get_attribute("value") or ""])
    assert page.locator("[data-menu=kind]").get_attribute("open") is not None
    assert page.evaluate("() => document.activeElement.type") == "checkbox"
    page.keyboard.press("Escape")
    assert page.locator("[data-menu=kind]").get_attribute("open") is None
    assert page.evaluate(on_menu)


def test_a_menu_puts_codes_into_the_address_and_takes_them_out_and_stays_open(opened: Open) -> None:
    reader = opened("/sources")
    for name in ("kind", "place", "status", "source"):
        menu = reader.page.locator(f"details[data-menu={name}]")
        menu.locator("summary").click()
        boxes = menu.locator("input[type=checkbox]")
        codes = [str(boxes.nth(index).get_attribute("value")) for index in (0, 1)]
        for index in (0, 1):
            with reader.going():
                boxes.nth(index).click()
            reader.reaches(**{name: codes[: index + 1]})
        assert reader.codes() == {name: sorted(codes)}
        for left in (codes[1:], []):
            with reader.going():
                boxes.nth(1 - len(left)).click()
            reader.reaches(**({name: left} if left else {}))
        assert menu.get_attribute("open") is not None


def test_a_search_asks_for_the_words(opened: Open) -> None:
    reader = opened("/person")
    everybody = reader.ids(".columns a", "person")
    reader.page.locator("#q").fill("Бокаев")
    with reader.going():
        reader.page.keyboard.press("Enter")
    reader.reaches(q=["Бокаев"])
    assert "bokaev" in reader.ids(".columns a", "person") != everybody


def choose_day(reader: Reader, menu: str, field: str, parts: tuple[str, ...]) -> None:
    """Set the year, month and day of a field in a menu, as far as given, and apply."""
    reader.page.locator(f"[data-menu={menu}] summary").click()
    for part in ("year", "month", "date"):
        value = dict(zip(("year", "month", "date"), parts, strict=False)).get(part, "")
        reader.page.locator(f"[data-menu={menu}] [data-day={field}] [data-part={part}]").select_option(value)
    with reader.going():
        reader.page.locator(f"[data-menu={menu}] button[type=submit]").click()
    assert reader.page.locator(f"details[data-menu={menu}]").get_attribute("open") is None


def test_a_month_is_a_whole_month_in_the_period(opened: Open) -> None:
    reader = opened("/timeline")
    choose_day(reader, "period", "until", ("2016", "05"))
    reader.reaches(until=["2016-05"])
    reader.shows(".chips .chip", SAY.date(between(None, date(2016, 5, 31))))


def downloaded(reader: Reader) -> list[dict[str, str]]:
    """The rows of the table that the page offers."""
    with reader.page.expect_download() as download:
        reader.page.locator("a[download]").first.click()
    assert download.value.suggested_filename.endswith(".csv")
    text = download.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_of_the_detained_is_taken_away_sorted_both_ways_and_asked_for_on_another_day(opened: Open) -> None:
    reader = opened("/detained?lang=en")
    today, earlier = detained(shipped().settings.as_of), detained(date(2016, 12, 31))
    assert reader.ids("tbody th a", "person") == today != earlier
    rows = downloaded(reader)
    assert {row[SAY("column.person")] for row in rows} == set(reader.texts("tbody th a"))
    assert all(row[SAY("column.publisher")] and row[SAY("locator.title")] for row in rows)
    orders = []
    for asked, order in (("confirmed", "ascending"), ("-confirmed", "descending")):
        reader.go("thead th:nth-child(6) a")
        assert reader.query == {"sort": [asked]}
        cell = reader.page.locator("th[aria-sort]")
        assert [cell.count(), cell.get_attribute("aria-sort")] == [1, order]
        orders.append(reader.texts("tbody th a"))
    assert sorted(orders[0]) == sorted(orders[1]) and orders[0] != orders[1]
    reader.page.reload()
    assert reader.settle().texts("tbody th a") == orders[1]
    reader.go(".languages a[lang=kk]")
    assert reader.query == {"sort": ["-confirmed"]}
    assert reader.page.locator("th[aria-sort=descending]").count() == 1
    reader.follow("/detained?lang=en")
    choose_day(reader, "as_of", "as_of", ("2016", "12", "31"))
    reader.reaches(as_of=["2016-12-31"])
    assert reader.ids("tbody th a", "person") == earlier


def test_the_statements_about_a_person_can_be_taken_away_with_source_and_locator(opened: Open) -> None:
    reader = opened("/person?person=bokaev&lang=en")
    rows = downloaded(reader)
    about = select(shipped(), View(person=("bokaev",))).statements
    assert sorted(row["statement_id"] for row in rows) == sorted(about["statement_id"])
    assert all(row[SAY("column.publisher")] and row[SAY("locator.title")] for row in rows)
    reader.page.locator("[data-open-menu=take]").click()
    reader.page.locator("details[data-menu=take][open] [data-body] button").first.wait_for()


def test_the_dark_theme_redraws_figures_and_ground(opened: Open) -> None:
    light, dark = opened("/"), opened("/", look="dark")
    paper = "() => getComputedStyle(document.querySelector('.esimder')).backgroundColor"
    assert light.page.evaluate(paper) != dark.page.evaluate(paper)
    assert "/light/" in light.figure("map")["base"]
    assert "/dark/" in dark.figure("map")["base"]
    for name, key in (("timeline", "font"), ("map", "hoverlabel")):
        assert light.figure(name)["layout"][key] != dark.figure(name)["layout"][key]


def test_a_window_made_narrow_is_drawn_anew_for_it(opened: Open) -> None:
    reader = opened("/map")
    wide = reader.figure("map")["base"]
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.page.wait_for_function("() => document.querySelector('.layer').dataset.url?.includes('/phone.json')")
    reader.settle()
    assert reader.figure("map")["base"] != wide


@pytest.mark.parametrize("look", ["desktop", "phone"])
def test_the_hand_chooses_in_every_menu_and_the_menu_stays_open(opened: Open, look: str) -> None:
    reader = opened("/?lang=en", "en", look)
    for name in ("kind", "place", "status", "source"):
        if look == "phone":
            reader.page.locator("[data-more][aria-expanded=false]").click()
        menu = reader.page.locator(f"details[data-menu={name}]")
        menu.locator("summary").click()
        option = menu.locator("label").first
        wanted = option.locator("input").get_attribute("value") or ""
        with reader.going():
            option.click()
        reader.reaches(**{name: [wanted]})
        assert menu.get_attribute("open") is not None
        reader.open("/?lang=en")
