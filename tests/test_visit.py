"""A page that is open already fetches its next view: the same view that a run of Streamlit would show."""

import asyncio
import gzip
import json
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from esimder import page, server, visit
from esimder.page import PAGES
from esimder.schema import LANGUAGES
from esimder.served import frame_for
from tests.asking import answered, opened, request

APP = Starlette(routes=[Route("/view/{path}", server.view), Route("/view/", server.view)])
DESK: visit.Device = {"screen": "desktop", "theme": "light"}
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
    fetched = visit.fetched(path, {"lang": [code], **query}, DESK)
    shown = opened(path, lang=code, **query)
    assert fetched["device"] == shown["device"] == DESK
    assert json.loads(json.dumps(fetched)) == shown


def test_every_page_can_be_fetched() -> None:
    assert {path for path, _ in LINKS} == set(PAGES)


@pytest.mark.parametrize("screen", ["phone", "tablet"])
def test_a_fetched_view_is_drawn_for_the_device_that_asks(screen: Any) -> None:
    small = visit.fetched("", {"lang": ["en"]}, {"screen": screen, "theme": "dark"})
    assert small["figures"]["map"]["json"] != visit.fetched("", {"lang": ["en"]}, DESK)["figures"]["map"]["json"]
    assert f"/en/dark/{screen}.json" in small["figures"]["map"]["base"]


def test_a_broken_record_is_fetched_as_its_faults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    told = visit.fetched("map", {"lang": ["kk"]}, DESK)
    assert "events.csv" in told["html"] and told["figures"] == {} and told["lang"] == "kk"


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


@pytest.mark.parametrize("name", page.MENUS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_menu_offers_every_choice_in_the_readers_language(name: str, code: str) -> None:
    answer = asyncio.run(server.menu(request("/menu", code=code, name=name)))
    html = bytes(answer.body).decode()
    frame = visit_frame(code)
    offered = {"kind": frame.kinds, "place": frame.places, "status": frame.states, "source": frame.sources}
    if name in offered:
        assert html.count('type="checkbox"') == len(offered[name]()) > 5
    else:
        assert html.count("data-day=") == len(page.DAYS[name]) and frame.month(4) in html


def visit_frame(code: str) -> page.Frame:
    """The frame of the shipped record in a language."""
    return frame_for("", {"lang": [code]}, None)
