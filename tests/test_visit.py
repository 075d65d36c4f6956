"""A page that is open already fetches its next view: the same view that a run of Streamlit would show."""

import asyncio
import gzip
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from esimder.server import app
from esimder.server.records import context_for
from esimder.views.answer import Page
from esimder.views.context import DAYS, MENUS, PAGES, Context
from esimder.views.device import Device
from tests.asking import answered, fetched, opened, request

APP = Starlette(routes=[Route("/view/{path}", app.view), Route("/view/", app.view)])
LINKS: list[tuple[str, dict[str, list[str]]]] = [
    ("", {"place": ["aktau", "almaty"]}),
    ("map", {"count": ["people"], "as_of": ["2019-03-01"]}),
    ("timeline", {"event": ["aktau-meeting"]}),
    ("detained", {"who": ["others"]}),
    ("person", {"person": ["bokaev"]}),
    ("sources", {"source": ["cpj-02"]}),
    ("method", {}),
]


@pytest.mark.parametrize(
    ("link", "code"),
    [*zip(LINKS, cycle(LANGUAGES), strict=False), *((LINKS[0], code) for code in LANGUAGES[1:])],
    ids=str,
)
def test_a_fetched_view_is_the_view_that_streamlit_shows(link: tuple[str, dict[str, list[str]]], code: str) -> None:
    """Every page once, the languages in turn, and the first page in all of them."""
    path, query = link
    shown = opened(path, lang=code, **query)
    assert shown["device"] == {"screen": "desktop", "theme": "light"}
    assert fetched(path, {"lang": [code], **query}) == shown


def test_every_page_can_be_fetched() -> None:
    assert {path for path, _ in LINKS} == set(PAGES)


@pytest.mark.parametrize("screen", ["phone", "tablet"])
def test_a_fetched_view_is_drawn_for_the_device_that_asks(screen: Any) -> None:
    small = fetched("", {"lang": ["en"]}, Device(screen, "dark"))
    assert small["figures"]["map"]["json"] != fetched("", {"lang": ["en"]})["figures"]["map"]["json"]
    assert f"/en/dark/{screen}.json" in small["figures"]["map"]["base"]


def test_a_broken_record_is_fetched_as_its_faults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    shown = fetched("map", {"lang": ["kk"]})
    assert "events.csv" in shown["html"] and shown["figures"] == {} and shown["lang"] == "kk"


def test_a_page_that_fails_is_told_in_plain_words_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(_: Context) -> Page:
        raise ValueError("a name of the record")

    monkeypatch.setattr("esimder.server.pages.function", lambda _: failing)
    answer = answered(APP, "/view/map", b"lang=kk&_screen=desktop&_theme=light")[2].decode()
    assert language("kk")("error.title") in answer and "a name of the record" not in answer
    assert "a name of the record" in caplog.text


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("nowhere", "_screen=desktop&_theme=light"),
        ("", "_screen=wall&_theme=light"),
        ("", "_screen=desktop&_theme=pink"),
        ("", ""),
    ],
)
def test_what_no_page_of_ours_asks_is_not_answered(path: str, query: str) -> None:
    assert answered(APP, f"/view/{path}", query.encode())[0] == 404


def test_the_answer_is_small_for_a_browser_that_takes_gzip() -> None:
    asked = b"lang=en&_screen=desktop&_theme=light"
    _, _, plain = answered(APP, "/view/", asked)
    _, headers, packed = answered(APP, "/view/", asked, encoding=b"gzip, br")
    assert headers["content-encoding"] == "gzip" and gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2


@pytest.mark.parametrize("name", MENUS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_menu_offers_every_choice_in_the_readers_language(name: str, code: str) -> None:
    answer = asyncio.run(app.menu(request("/menu", code=code, name=name)))
    html = bytes(answer.body).decode()
    context = visit_frame(code)
    offered = {"kind": context.kinds, "place": context.places, "status": context.states, "source": context.sources}
    if name in offered:
        assert html.count('type="checkbox"') == len(offered[name]()) > 5
    else:
        assert html.count("data-day=") == len(DAYS[name]) and context.month(4) in html


def visit_frame(code: str) -> Context:
    """The frame of the shipped record in a language."""
    return context_for("", {"lang": [code]}, None)
