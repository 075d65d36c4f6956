"""Files are made in the background: each says how it stands, each can be given up, and none holds up another."""

import asyncio
import json
import os
import signal
import stat
import threading
import warnings
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from esimder.exports.pictures.charts import OF_PERSON
from esimder.exports.queue import AT_ONCE, CLAIM, ENDED, MOST_EACH, PREFIX, Errand, Errands
from esimder.exports.registry import FORMATS
from esimder.exports.worker import tell
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.server import downloads, records
from esimder.views.context import Context
from tests.asking import answered
from tests.record import shipped

APP = Starlette(routes=downloads.ROUTES)
ENOUGH = 240  # seconds; a test that is not done by then hangs
PLAIN: dict[str, Any] = {"path": "", "query": {"lang": ["en"]}, "origin": "http://127.0.0.1:1", "choices": {}}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Errands belong to one running server; each test has its own, and no process outlives it."""
    yield
    downloads.close()


def doing(work: Callable[[Errands], Awaitable[None]], **settings: Any) -> None:
    """Do something with the errands of a fresh server."""
    errands = Errands(shipped(), **settings)
    try:
        asyncio.run(asyncio.wait_for(work(errands), ENOUGH))
    finally:
        errands.close()


def ours() -> set[int]:
    """The processes that this one began and has not collected; ended ones that nobody asked are among them."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text("utf-8").rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(path.parent.name))
    return found


async def until(errand: Errand, *states: str) -> None:
    while errand.state not in states:
        await asyncio.sleep(0.02)


def test_an_errand_says_its_steps_and_leaves_the_file_of_the_view_and_of_the_record_of_the_server() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "tables", "query": {"lang": ["kk"], "person": ["bokaev"]}})
        assert errand.told()["state"] not in ENDED and not errand.to.exists()
        steps = set()
        while errand.state not in ENDED:
            steps.add(errand.told()["step"])
            await asyncio.sleep(0.005)
        told = errand.told()
        assert told["state"] == "done" and told["name"].endswith("-kk-tables.zip") and steps - {""}
        assert told["bytes"] == errand.to.stat().st_size
        with zipfile.ZipFile(errand.to) as opened:
            readme = opened.read(next(name for name in opened.namelist() if name.endswith("README.txt"))).decode()
        context = Context.asked(shipped(), "", {"lang": ["kk"], "person": ["bokaev"]}, None)
        totals = counts.totals(select(shipped(), context.view))
        assert shipped().version in readme and context.say.number(totals["statements"]) in readme

    doing(work)


def test_an_errand_that_is_given_up_ends_at_once_and_leaves_nothing() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "slides"})
        await until(errand, "working")
        while errand.process is None:
            await asyncio.sleep(0.02)
        errands.cancel(errand)
        await asyncio.wait_for(errands.ended(errand), 5)
        assert errand.process.returncode is not None
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


def test_one_who_asks_for_many_files_does_not_take_the_turn_of_everybody_else() -> None:
    async def work(errands: Errands) -> None:
        for _ in range(MOST_EACH):
            assert not errands.full("192.0.2.1")
            errands.begin({**PLAIN, "format": "places"}, "192.0.2.1")
        assert errands.full("192.0.2.1") and not errands.full("192.0.2.2")

    doing(work)


def test_who_asks_is_the_other_end_of_the_line_and_of_a_long_address_its_half() -> None:
    def asking(client: str) -> str:
        return downloads._client(Request({"type": "http", "client": (client, 1), "headers": []}))

    assert asking("192.0.2.1") == "192.0.2.1" and asking("unix") == "unix"
    assert asking("2001:db8:1:2::1") == asking("2001:db8:1:2:3:4:5:6") != asking("2001:db8:1:3::1")


def test_what_failed_or_was_given_up_leaves_no_file() -> None:
    async def work(errands: Errands) -> None:
        failed = errands.begin({**PLAIN, "format": "nothing"})
        failed.to.write_bytes(b"half")
        await errands.ended(failed)
        given_up = errands.begin({**PLAIN, "format": "slides"})
        await until(given_up, "working")
        given_up.to.write_bytes(b"half")
        errands.cancel(given_up)
        await errands.ended(given_up)
        assert not failed.to.exists() and not given_up.to.exists()

    doing(work)


def test_old_files_go_also_where_nobody_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esimder.exports.queue.EVERY", 0.05)
    monkeypatch.setattr("esimder.exports.queue.SECONDS", 0.0)

    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "nothing"})
        await errands.ended(errand)
        while errands.find(errand.token):
            await asyncio.sleep(0.02)

    doing(work)


def test_what_is_made_is_read_by_nobody_else_on_the_machine() -> None:
    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "places"})
        await errands.ended(errand)
        kept = [*Path(errands._folder.name).iterdir()]
        assert errand.to in kept and len(kept) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}

    doing(work)


def test_what_a_killed_server_left_is_removed_at_the_next_start_and_a_living_ones_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    living, dead, others = Errands(shipped()), tmp_path / f"{PREFIX}dead", tmp_path / f"{PREFIX}of-somebody"
    for left in (dead, others):
        left.mkdir()
        (left / "record").write_bytes(b"names")
    (dead / CLAIM).touch()
    Errands(shipped()).close()
    assert Path(living._folder.name).exists() and others.exists() and not dead.exists()
    living.close()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", ["", "person=bokaev&person=abishev-a"])
@pytest.mark.parametrize("chart", OF_PERSON)
def test_a_picture_of_one_person_is_refused_in_words_where_no_one_is_chosen(chart: str, query: str, code: str) -> None:
    status, _, body = answered(APP, "/take/svg", f"lang={code}&_chart={chart}&{query}".encode())
    assert (status, body.decode()) == (400, language(code)("errand.of_person"))


def test_an_errand_speaks_in_letters_that_every_machine_writes(capsys: pytest.CaptureFixture[str]) -> None:
    tell(step="Құрастыру")
    said = capsys.readouterr().out
    assert said.isascii() and json.loads(said) == {"step": "Құрастыру"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_view_offers_every_kind_of_file_in_the_readers_language(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESIMDER_FRAMES", "https://paper.example")
    status, _, body = answered(APP, "/take", f"lang={code}&place=aktau&_path=map".encode())
    assert status == 200
    html = body.decode()
    say = language(code)
    for one in FORMATS.values():
        assert f'action="/take/{one.code}"' in html and say(f"take.{one.code}") in unescape(html)
    assert html.count('name="place" value="aktau"') == html.count('name="_path" value="map"') == len(FORMATS)
    assert "/map?lang=" + code in unescape(unescape(html)) and "embed=true" in html


@pytest.mark.parametrize("path", ["/take/nothing", "/errand/guessed", "/errand/guessed/file"])
def test_what_is_not_kept_is_not_told(path: str) -> None:
    assert answered(APP, path)[0] == 404


@pytest.mark.parametrize("turns", range(8))
def test_a_loop_that_ends_while_a_process_is_starting_ends_and_leaves_no_process(turns: int) -> None:
    before, waiting = ours(), Errands(shipped())

    async def barely() -> None:
        waiting.warm()
        for _ in range(turns):
            await asyncio.sleep(0)

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        run = threading.Thread(target=lambda: asyncio.run(barely()), daemon=True)
        run.start()
        run.join(60)
        assert not run.is_alive()
        waiting.close()
    assert ours() <= before and [str(one.message) for one in warned] == []


def test_whatever_is_under_way_ends_with_the_server() -> None:
    before, open_errands = ours(), Errands(shipped())

    async def work() -> None:
        begun = [open_errands.begin({**PLAIN, "format": "slides"}) for _ in range(4)]
        await asyncio.gather(*(until(errand, "working") for errand in begun[:2]))
        open_errands.warm()
        open_errands.close()
        assert [errand.state for errand in begun] == ["cancelled"] * 4

    asyncio.run(asyncio.wait_for(work(), ENOUGH))
    open_errands.warm()
    assert ours() <= before


def test_an_errand_that_takes_too_long_has_failed_and_its_process_is_gone() -> None:
    before = ours()

    async def work(errands: Errands) -> None:
        errand = errands.begin({**PLAIN, "format": "slides"})
        await errands.ended(errand)
        assert errand.state == "failed" and errand.process and errand.process.returncode == -9

    doing(work, longest=0.2)
    assert ours() <= before


def test_a_process_that_ended_while_it_waited_is_collected_and_another_one_goes() -> None:
    before = ours()

    async def work(errands: Errands) -> None:
        errands.warm()
        for one in ours() - before:
            os.kill(one, signal.SIGKILL)
            os.waitid(os.P_PID, one, os.WEXITED | os.WNOWAIT)
        errand = errands.begin({**PLAIN, "format": "places"})
        await errands.ended(errand)
        assert errand.state == "done"

    doing(work)
    assert ours() <= before


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_reader_is_told_in_plain_words_that_too_many_wait(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esimder.exports.queue.MOST_WAITING", 2)
    queue = downloads.running(records.record(records.folder()))
    assert not queue.full()
    for _ in range(AT_ONCE + 2):
        queue.begin({**PLAIN, "format": "slides"})
    status, _, body = answered(APP, "/take/places", f"lang={code}".encode())
    assert (status, body.decode()) == (429, language(code)("errand.full"))


def test_an_errand_that_failed_says_so_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(downloads._begun, records.record(records.folder()), Errands(shipped(), longest=0.01))
    status, _, body = answered(APP, "/take/places", b"lang=en")
    assert (status, body.decode()) == (503, language("en")("errand.failed"))
