"""Files are made in the background: each reports its progress, each can be cancelled, and none holds up another."""

import asyncio
import json
import os
import signal
import stat
import threading
import warnings
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from esimder.exports.private_folder import CLAIM, PREFIX
from esimder.exports.queue import ENDED, MOST_EACH, Job, JobQueue
from esimder.exports.worker import ExportRequest, report
from esimder.query import counts
from esimder.query.selection import select
from esimder.views.context import Context
from tests.record import shipped

ENOUGH = 240  # seconds; a test that is not done by then hangs


PLAIN = ExportRequest("places", "", {"lang": ["en"]}, "http://127.0.0.1:1")


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


def test_a_worker_writes_in_letters_that_every_machine_writes(capsys: pytest.CaptureFixture[str]) -> None:
    report(step="Құрастыру")
    line = capsys.readouterr().out
    assert line.isascii() and json.loads(line) == {"step": "Құрастыру"}


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
