"""A reader takes a view away: a menu of files, a tray that says how each stands, and a frame for another page."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.views.context import Context
from esimder.views.provenance import stem
from tests.browser.conftest import Open
from tests.record import shipped


def test_a_file_is_made_beside_the_page_and_saved_with_what_it_is_in_its_name(opened: Open) -> None:
    reader = opened("/?lang=kk&place=aktau")
    page, say = reader.page, language("kk")
    page.locator(".taking summary").click()
    hidden = "one => { const menu = one.closest('.options'); return menu.scrollHeight - menu.clientHeight; }"
    page.locator(".offers").wait_for()
    assert page.locator(".offers").evaluate(hidden) <= 1, "no offer below the edge of a window of 900 px"
    with page.expect_download() as saved:
        page.locator("form[action='/take/places'] button").click()
        expect(page.locator(".tray b")).to_have_text(say("take.places"))
    told = json.loads(Path(saved.value.path()).read_text("utf-8"))
    context = Context.asked(shipped(), "", {"lang": ["kk"], "place": ["aktau"]}, None)
    totals = counts.totals(select(shipped(), context.view))
    assert saved.value.suggested_filename == f"{stem(context)}-kk-places.geojson"
    assert say.number(totals["statements"]) in json.dumps(told, ensure_ascii=False)
    assert page.locator(".taking").get_attribute("open") is None
    expect(page.locator(".tray span")).to_have_text(say("job.done"))
    page.locator(".tray button").click()
    expect(page.locator(".job")).to_have_count(0)


def test_a_file_can_be_given_up_while_the_reader_goes_on(opened: Open) -> None:
    reader = opened("/?lang=en")
    page, say = reader.page, language("en")
    page.locator(".taking summary").click()
    page.locator("form[action='/take/page'] button").click()
    page.locator(".tray button", has_text=say("job.cancel")).click()
    expect(page.locator(".tray span")).to_have_text(say("job.cancelled"))
    page.locator("a.pick").first.click()
    page.wait_for_url("**person=**")
    assert page.locator(".job").count() == 1


def test_the_tray_stays_on_the_way_to_another_page_and_takes_its_theme(opened: Open) -> None:
    reader = opened("/?lang=en")
    page, say = reader.page, language("en")
    page.route("**/job/**", lambda route: route.fulfill(json={"state": "working", "token": "x", "step": "…"}))
    page.locator(".taking summary").click()
    page.locator("form[action='/take/places'] button").click()
    expect(page.locator(".tray b")).to_have_text(say("take.places"))
    reader.go(".bar nav a[href^='/map']")
    expect(page.locator(".tray button")).to_have_text(say("job.cancel"))
    page.emulate_media(color_scheme="dark")
    page.reload()
    page.locator(".taking summary").click()
    page.locator("form[action='/take/places'] button").click()
    expect(page.locator("body > .tray[data-theme=dark]")).to_be_visible()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A page of somebody else, at an origin of its own."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/host.html"
    server.shutdown()


def test_a_view_stands_in_another_page_clean_and_as_high_as_it_is(
    opened: Open, tab: Open, host: tuple[Path, str]
) -> None:
    reader = opened("/?lang=ru&place=aktau")
    reader.page.locator(".taking summary").click()
    code = reader.page.locator("[data-text]").get_attribute("data-text") or ""
    folder, address = host
    (folder / "host.html").write_text(f'<!doctype html><link rel="icon" href="data:,">{code}', encoding="utf-8")
    guest = tab()
    page = guest.page
    page.goto(address)
    inner = page.frame_locator("iframe")
    expect(inner.locator(".esimder[data-drawn]")).to_be_visible(timeout=20_000)
    for part in (".bar", ".filters", "footer"):
        expect(inner.locator(part)).to_be_hidden()
    way = inner.locator(".open-in a")
    expect(way).to_have_text(language("ru")("embed.open"))
    assert parse_qs(urlsplit(way.get_attribute("href") or "").query) == {"lang": ["ru"], "place": ["aktau"]}
    page.wait_for_function(
        "() => parseInt(document.querySelector('iframe').style.height) > 750"
        " || parseInt(document.querySelector('iframe').style.height) < 700"
    )
    inner.locator("a.pick").first.click()
    framed = page.frames[1]
    framed.wait_for_url("**person=**")
    assert parse_qs(urlsplit(framed.url).query)["embed"] == ["true"]
    assert guest.asked == [address]
    guest.asked.clear()


def test_a_view_that_was_not_asked_for_as_a_frame_stands_in_no_other_page(tab: Open, host: tuple[Path, str]) -> None:
    guest = tab()
    folder, address = host
    framed = f'<!doctype html><link rel="icon" href="data:,"><iframe src="{guest.home}/?lang=en"></iframe>'
    (folder / "host.html").write_text(framed, encoding="utf-8")
    with guest.page.expect_console_message(lambda line: "frame-ancestors" in line.text):
        guest.page.goto(address)
    assert len(guest.complaints) == 1 and guest.asked == [address]
    guest.complaints.clear()
    guest.asked.clear()
