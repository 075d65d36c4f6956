"""Files are made in the background: each reports its progress, each can be cancelled, and none holds up another."""

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
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from esimder.exports.pictures.charts import OF_PERSON
from esimder.exports.private_folder import CLAIM, PREFIX
from esimder.exports.queue import AT_ONCE, ENDED, MOST_EACH, Job, JobQueue
from esimder.exports.registry import FORMATS
from esimder.exports.worker import ExportRequest, report
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
PLAIN = ExportRequest("places", "", {"lang": ["en"]}, "http://127.0.0.1:1")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """JobQueue belong to one running server; each test has its own, and no process outlives it."""
    yield
    downloads.close()


def with_queue(work: Callable[[JobQueue], Awaitable[None]], **settings: Any) -> None:
    """Do something with the queue of a fresh server."""
    queue = JobQueue(shipped(), **settings)
    try:
        asyncio.run(asyncio.wait_for(work(queue), ENOUGH))
    finally:
        queue.close()


def children() -> set[int]:
    """The processes that this one began and has not collected; ended ones that nobody asked are among them."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text("utf-8").rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(path.parent.name))
    return found


async def until(job: Job, *states: str) -> None:
    while job.state not in states:
        await asyncio.sleep(0.02)


def test_a_job_reports_its_steps_and_leaves_the_file_of_the_view_and_of_the_record_of_the_server() -> None:
    async def work(queue: JobQueue) -> None:
        job = queue.start(replace(PLAIN, format="tables", query={"lang": ["kk"], "person": ["bokaev"]}))
        assert job.status()["state"] not in ENDED and not job.file.exists()
        steps = set()
        while job.state not in ENDED:
            steps.add(job.status()["step"])
            await asyncio.sleep(0.005)
        status = job.status()
        assert status["state"] == "done" and str(status["name"]).endswith("-kk-tables.zip") and steps - {""}
        assert status["bytes"] == job.file.stat().st_size
        with zipfile.ZipFile(job.file) as opened:
            readme = opened.read(next(name for name in opened.namelist() if name.endswith("README.txt"))).decode()
        context = Context.asked(shipped(), "", {"lang": ["kk"], "person": ["bokaev"]}, None)
        totals = counts.totals(select(shipped(), context.view))
        assert shipped().version in readme and context.say.number(totals["statements"]) in readme

    with_queue(work)


def test_a_cancelled_job_ends_at_once_and_leaves_nothing() -> None:
    async def work(queue: JobQueue) -> None:
        job = queue.start(replace(PLAIN, format="slides"))
        await until(job, "working")
        while job.process is None:
            await asyncio.sleep(0.02)
        queue.cancel(job)
        await asyncio.wait_for(queue.wait(job), 5)
        assert job.process.returncode is not None
        assert job.status()["state"] == "cancelled" and not job.file.exists()

    with_queue(work)


def test_two_jobs_run_side_by_side_and_a_third_waits_its_turn() -> None:
    async def work(queue: JobQueue) -> None:
        first, second, third = (queue.start(replace(PLAIN, format=code)) for code in ("places", "linked", "places"))
        await asyncio.gather(until(first, "working"), until(second, "working"))
        assert third.state == "waiting"
        for job in (first, second, third):
            await queue.wait(job)
        assert [job.state for job in (first, second, third)] == ["done"] * 3

    with_queue(work)


def test_a_job_that_cannot_be_done_has_failed_and_says_no_more() -> None:
    async def work(queue: JobQueue) -> None:
        job = queue.start(replace(PLAIN, format="nothing"))
        await queue.wait(job)
        assert job.status() == {"token": job.token, "state": "failed", "step": "", "name": "", "bytes": 0}

    with_queue(work)


def test_one_who_asks_for_many_files_does_not_take_the_turn_of_everybody_else() -> None:
    async def work(queue: JobQueue) -> None:
        for _ in range(MOST_EACH):
            assert not queue.full("192.0.2.1")
            queue.start(PLAIN, "192.0.2.1")
        assert queue.full("192.0.2.1") and not queue.full("192.0.2.2")

    with_queue(work)


def test_a_client_is_its_address_and_of_a_long_one_its_half() -> None:
    def asking(client: str) -> str:
        return downloads._client(Request({"type": "http", "client": (client, 1), "headers": []}))

    assert asking("192.0.2.1") == "192.0.2.1" and asking("unix") == "unix"
    assert asking("2001:db8:1:2::1") == asking("2001:db8:1:2:3:4:5:6") != asking("2001:db8:1:3::1")


def test_what_failed_or_was_cancelled_leaves_no_file() -> None:
    async def work(queue: JobQueue) -> None:
        failed = queue.start(replace(PLAIN, format="nothing"))
        failed.file.write_bytes(b"half")
        await queue.wait(failed)
        cancelled = queue.start(replace(PLAIN, format="slides"))
        await until(cancelled, "working")
        cancelled.file.write_bytes(b"half")
        queue.cancel(cancelled)
        await queue.wait(cancelled)
        assert not failed.file.exists() and not cancelled.file.exists()

    with_queue(work)


def test_old_files_go_also_where_nobody_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esimder.exports.queue.SWEEP_SECONDS", 0.05)
    monkeypatch.setattr("esimder.exports.queue.KEPT_SECONDS", 0.0)

    async def work(queue: JobQueue) -> None:
        job = queue.start(replace(PLAIN, format="nothing"))
        await queue.wait(job)
        while queue.find(job.token):
            await asyncio.sleep(0.02)

    with_queue(work)


def test_what_is_made_is_read_by_nobody_else_on_the_machine() -> None:
    async def work(queue: JobQueue) -> None:
        job = queue.start(PLAIN)
        await queue.wait(job)
        kept = [*queue.folder.path.iterdir()]
        assert job.file in kept and len(kept) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}

    with_queue(work)


def test_what_a_killed_server_left_is_removed_at_the_next_start_and_a_living_ones_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    living, dead, others = JobQueue(shipped()), tmp_path / f"{PREFIX}dead", tmp_path / f"{PREFIX}of-somebody"
    for left in (dead, others):
        left.mkdir()
        (left / "record").write_bytes(b"names")
    (dead / CLAIM).touch()
    JobQueue(shipped()).close()
    assert living.folder.path.exists() and others.exists() and not dead.exists()
    living.close()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", ["", "person=bokaev&person=abishev-a"])
@pytest.mark.parametrize("chart", OF_PERSON)
def test_a_picture_of_one_person_is_refused_in_words_where_no_one_is_chosen(chart: str, query: str, code: str) -> None:
    status, _, body = answered(APP, "/take/svg", f"lang={code}&_chart={chart}&{query}".encode())
    assert (status, body.decode()) == (400, language(code)("job.of_person"))


def test_a_worker_writes_in_letters_that_every_machine_writes(capsys: pytest.CaptureFixture[str]) -> None:
    report(step="Құрастыру")
    line = capsys.readouterr().out
    assert line.isascii() and json.loads(line) == {"step": "Құрастыру"}


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


@pytest.mark.parametrize("path", ["/take/nothing", "/job/guessed", "/job/guessed/file"])
def test_what_is_not_kept_is_not_told(path: str) -> None:
    assert answered(APP, path)[0] == 404


@pytest.mark.parametrize("turns", range(8))
def test_a_loop_that_ends_while_a_process_is_starting_ends_and_leaves_no_process(turns: int) -> None:
    before, waiting = children(), JobQueue(shipped())

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
    assert children() <= before and [str(one.message) for one in warned] == []


def test_whatever_is_under_way_ends_with_the_server() -> None:
    before, queue = children(), JobQueue(shipped())

    async def work() -> None:
        begun = [queue.start(replace(PLAIN, format="slides")) for _ in range(4)]
        await asyncio.gather(*(until(job, "working") for job in begun[:2]))
        queue.warm()
        queue.close()
        assert [job.state for job in begun] == ["cancelled"] * 4

    asyncio.run(asyncio.wait_for(work(), ENOUGH))
    queue.warm()
    assert children() <= before


def test_a_job_that_takes_too_long_has_failed_and_its_process_is_gone() -> None:
    before = children()

    async def work(queue: JobQueue) -> None:
        job = queue.start(replace(PLAIN, format="slides"))
        await queue.wait(job)
        assert job.state == "failed" and job.process and job.process.returncode == -9

    with_queue(work, timeout=0.2)
    assert children() <= before


def test_a_process_that_ended_while_it_waited_is_collected_and_another_one_goes() -> None:
    before = children()

    async def work(queue: JobQueue) -> None:
        queue.warm()
        for one in children() - before:
            os.kill(one, signal.SIGKILL)
            os.waitid(os.P_PID, one, os.WEXITED | os.WNOWAIT)
        job = queue.start(PLAIN)
        await queue.wait(job)
        assert job.state == "done"

    with_queue(work)
    assert children() <= before


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_reader_is_told_in_plain_words_that_too_many_wait(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esimder.exports.queue.MOST_WAITING", 2)
    queue = downloads.queue_of(records.record(records.folder()))
    assert not queue.full()
    for _ in range(AT_ONCE + 2):
        queue.start(replace(PLAIN, format="slides"))
    status, _, body = answered(APP, "/take/places", f"lang={code}".encode())
    assert (status, body.decode()) == (429, language(code)("job.full"))


def test_a_job_that_failed_says_so_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(downloads._queues, records.record(records.folder()), JobQueue(shipped(), timeout=0.01))
    status, _, body = answered(APP, "/take/places", b"lang=en")
    assert (status, body.decode()) == (503, language("en")("job.failed"))
