"""A page of one's own, as the docs show one, in a real browser and under our policy."""

from pathlib import Path

from esimder.i18n.language import language
from tests.browser.conftest import Open, serving
from tests.own_page import copied

TABLE, CHART = "[data-testid=stDataFrame] canvas", "[data-testid=stPlotlyChart] .bars path"


def test_the_page_of_the_docs_stands_in_the_bar_and_its_table_chart_and_widget_work(tab: Open, tmp_path: Path) -> None:
    say = language("kk")
    with serving(None, "own-page", root=copied(tmp_path)) as home:
        reader = tab("kk", home=home).open("/?lang=kk&place=aktau")
        page = reader.page
        page.locator(".bar nav a", has_text="By year").click()
        page.wait_for_selector(TABLE)
        bars = page.locator(CHART)
        bars.first.wait_for()
        legend = page.locator("[data-testid=stPlotlyChart] .legendtext")
        assert reader.path == "By_year" and page.title() == f"By year · {say('name')}"
        assert reader.texts(".bar nav a[aria-current=page]") == ["By year"]
        assert reader.codes() == {"place": ["aktau"]}
        assert say("event_kind.meeting") in legend.all_text_contents()

        page.locator("[data-testid=stRadio] label", has_text="place").click()
        legend.filter(has_text="Ақтау").wait_for()
        assert len(legend.all_text_contents()) == 1, "the reader's filter leaves one place"

        before = bars.count()
        with page.expect_navigation():
            page.locator(".chips .chip").first.click()
        page.wait_for_selector(TABLE)
        page.wait_for_function("([bars, n]) => document.querySelectorAll(bars).length > n", arg=[CHART, before])
        assert reader.query == {}

        page.locator(".bar nav a[href^='/map']").click()
        reader.settle()
        assert reader.path == "map"
        page.go_back()
        page.wait_for_selector(TABLE)
        assert reader.path == "By_year"
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(300)
        assert reader.path == "By_year" and page.locator(TABLE).first.is_visible()
