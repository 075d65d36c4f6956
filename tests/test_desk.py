"""Files are made in the background: each says how it stands, each can be given up, and none holds up another."""

import asyncio
import json
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from html import unescape
from typing import Any

import pytest
from starlette.applications import Starlette

from esimder import counts, desk, served
from esimder.chosen import chosen
from esimder.errands import ENDED, Errand, Errands
from esimder.language import language
from esimder.schema import LANGUAGES
from esimder.takeaways.offered import FORMATS
from tests.record import shipped
from tests.test_server import answered

APP = Starlette(routes=desk.ROUTES)
PLAIN: dict[str, Any] = {"path": "", "query": {"lang": ["en"]}, "origin": "http://127.0.0.1:1", "choices": {}}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Errands belong to one running server; each test has its own."""
    desk.running.cache_clear()
    yield
    desk.running.cache_clear()


def doing(work: Callable[[Errands], Awaitable[None]]) -> None:
    """Do something with the errands of a fresh server."""

    async def run() -> None:
        errands = Errands(shipped())
        await work(errands)
        await errands.close()

    asyncio.run(run())


async def until(errand: Errand, *states: str) -> None:
    while errand.state not in states:
        await asyncio.sleep(0.02)


def test_an_errand_says_its_steps_and_leaves_the_file() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "places"})
        assert errand.told()["state"] == "waiting"
        steps = set()
        while errand.state not in ENDED:
            steps.add(errand.told()["step"])
            await asyncio.sleep(0.005)
        told = errand.told()
        assert told["state"] == "done" and told["name"].endswith("-en-places.geojson") and steps - {""}
        assert len(json.loads(errand.to.read_bytes())["features"]) > 5 and told["bytes"] == errand.to.stat().st_size

    doing(work)


def test_a_file_rests_on_the_record_of_the_server_and_on_the_view() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "tables", "query": {"lang": ["kk"], "person": ["bokaev"]}})
        await errands.ended(errand)
        with zipfile.ZipFile(errand.to) as opened:
            readme = opened.read(next(name for name in opened.namelist() if name.endswith("README.txt"))).decode()
        frame = served.frame_of(shipped(), "", {"lang": ["kk"], "person": ["bokaev"]}, None)
        totals = counts.totals(chosen(shipped(), frame.view))
        assert shipped().version in readme and frame.say.number(totals["statements"]) in readme

    doing(work)


def test_an_errand_that_is_given_up_ends_at_once_and_leaves_nothing() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "slides"})
        await until(errand, "working")
        while errand.process is None:
            await asyncio.sleep(0.02)
        errands.cancel(errand)
        await asyncio.wait_for(errand.process.wait(), 5)
        assert errand.told()["state"] == "cancelled" and not errand.to.exists()

    doing(work)


def test_two_errands_go_on_side_by_side_and_a_third_waits_its_turn() -> None:
    async def work(errands: Errands) -> None:
        first, second, third = (errands.begin({**PLAIN, "format": code}) for code in ("places", "linked", "places"))
        await asyncio.gather(until(first, "working"), until(second, "working"))
        assert third.state == "waiting"
        for errand in (first, second, third):
            await errands.ended(errand)
        assert [errand.state for errand in (first, second, third)] == ["done"] * 3

    doing(work)


def test_an_errand_that_cannot_be_done_has_failed_and_says_no_more() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "nothing"})
        await errands.ended(errand)
        assert errand.told() == {"token": errand.token, "state": "failed", "step": "", "name": "", "bytes": 0}

    doing(work)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_view_offers_every_kind_of_file_in_the_readers_language(code: str) -> None:
    async def offered() -> str:
        status, _, body = await asyncio.to_thread(answered, APP, "/take", f"lang={code}&place=aktau&_path=map".encode())
        assert status == 200
        return body.decode()

    html = asyncio.run(offered())
    say = language(code)
    for one in FORMATS.values():
        assert f'action="/take/{one.code}"' in html and say(f"take.{one.code}") in unescape(html)
    assert html.count('name="place" value="aktau"') == html.count('name="_path" value="map"') == len(FORMATS)
    assert "/map?lang=" + code in unescape(unescape(html)) and "embed=true" in html


@pytest.mark.parametrize("path", ["/take/nothing", "/errand/guessed", "/errand/guessed/file"])
def test_what_is_not_kept_is_not_told(path: str) -> None:
    assert answered(APP, path)[0] == 404
