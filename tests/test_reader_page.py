"""The source reader on its page: marks, statements beside their lines, drafts; and a text that stays where it is."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from esimder.i18n.language import language
from esimder.record.schema import TABLES
from esimder.server import access
from esimder.text_reader import lexicon
from esimder.views import page
from tests import reading
from tests.record import ARTICLE, context, shipped


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with reading.page() as opened:
        yield opened


def another(opened: Page) -> Page:
    """A fresh page of the same browser."""
    browser = opened.context.browser
    assert browser
    return browser.new_page()


def shown(opened: Page, text: str, code: str = "en") -> list[str]:
    """The reader with a text, under the server's own policy; returns every address that was asked for."""
    asked: list[str] = []
    made = lexicon.lexicon(shipped(), language(code), ARTICLE)
    html = page.render("reader.html", context("sources", code), reader=made)

    def answer(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        asked.append(name)
        if name.endswith(".js"):
            route.fulfill(body=(reading.WEB / name).read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(
                body=f"<!doctype html><meta charset=utf-8>{html}",
                content_type="text/html",
                headers={"content-security-policy": access.policy()},
            )

    opened.route("**/*", answer)
    opened.goto("http://reader.test/")
    opened.evaluate(
        "async (made) => (await import('/reader.js')).mount(document.querySelector('[data-reader]'), made)",
        json.loads(json.dumps(made)),
    )
    opened.fill("textarea", text)
    opened.wait_for_selector("ol.lines")
    return asked


def test_a_text_is_shown_letter_by_letter_and_goes_nowhere(browser_page: Page) -> None:
    text = "Макс Боқаев <img src=x onerror=alert(1)>\n**қалың** [a](https://example.org) {line}\n"
    with another(browser_page) as opened:
        asked = shown(opened, text)
        assert opened.locator("ol.lines .text").all_inner_texts() == [*text.split("\n")]
        assert opened.locator("ol.lines img").count() == 0
        assert sorted(set(asked)) == ["", "drafts.js", "find.js", "reader.js", "save.js"]
        assert opened.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]") == [
            0,
            0,
            "",
            "",
        ]


def test_marks_lead_to_their_pages_and_statements_stand_beside_their_line(browser_page: Page) -> None:
    with another(browser_page) as opened:
        shown(opened, "\n" * 15 + "Макс Боқаев Ақтауда, 2011 жылғы, Нұр-Сұлтан")
        line = opened.locator("ol.lines > li").nth(15)
        assert [one.get_attribute("href") for one in line.locator("mark a").all()] == [
            "/person?lang=en&person=bokaev",
            "/map?lang=en&place=aktau",
            "/timeline?lang=en&since=2011&until=2011",
            "/map?lang=en&place=astana",
        ]
        cited = shipped().statements
        cited = cited[(cited["source_id"] == ARTICLE) & (cited["locator"] == "line:16")]
        assert line.locator(".cited li a").all_text_contents() == list(cited["text_en"])
        assert opened.locator("ol.lines > li").nth(4).locator(".cited").count() == 0


def test_drafts_are_rows_of_our_tables_that_no_spreadsheet_runs(browser_page: Page, tmp_path: Path) -> None:
    with another(browser_page) as opened:
        shown(opened, "Кеше Марат Үлгібаевтың хаты 2019 жылғы 12 мамырда Шетпеде оқылды")
        rows = {}
        for table in ("people", "statements"):
            with opened.expect_download() as caught:
                opened.click(f"[data-reader-save={table}]")
            text = Path(caught.value.path()).read_text(encoding="utf-8-sig")
            rows[table] = list(csv.DictReader(io.StringIO(text)))
            assert list(rows[table][0]) == [column.name for column in TABLES[table]]
        assert [(row["person_id"], row["name_kk"], row["aliases"], row["visibility"]) for row in rows["people"]] == [
            ("draft-1", "Марат Үлгібаев", "Марат Үлгібаевтың", "restricted")
        ]
        assert [
            (row["source_id"], row["locator"], row["person_id"], row["place_id"], row["date"], row["name_printed"])
            for row in rows["statements"]
        ] == [
            (ARTICLE, "line:1", "draft-1", "", "", "Марат Үлгібаевтың"),
            (ARTICLE, "line:1", "", "shetpe", "", ""),
            (ARTICLE, "line:1", "", "", "2019-05-12", ""),
        ]
        guarded = opened.evaluate(
            "async () => (await import('/drafts.js')).csv(['a', 'b'], [{ a: '=1+1', b: '-x,\"y\"' }])"
        )
        assert guarded == '\ufeffa,b\r\n\'=1+1,"\'-x,""y"""\r\n'
