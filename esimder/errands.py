"""Files made in the background: each in a process of its own, two at a time, with progress, and each can be cancelled.

A process that waits, its libraries loaded, takes the next errand, so that nobody waits for the loading. Files are kept
for a while under an address that nobody can guess, and go with the server.
"""

import asyncio
import json
import pickle
import secrets
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from esimder.data import Record

AT_ONCE, KEPT, SECONDS = 2, 40, 900  # errands at a time, files kept, and for how long
ROOT = Path(__file__).parent.parent
State = Literal["waiting", "working", "done", "failed", "cancelled"]
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")


@dataclass
class Errand:
    """One file on its way: `step` is what is being done, in the reader's words; `name` and `media` are the file's."""

    token: str
    to: Path
    state: State = "waiting"
    step: str = ""
    steps: int = 0
    name: str = ""
    media: str = ""
    begun: float = field(default_factory=time.monotonic)
    process: asyncio.subprocess.Process | None = None
    task: "asyncio.Task[None] | None" = None

    def told(self) -> dict[str, Any]:
        """What the browser is told while it waits."""
        size = self.to.stat().st_size if self.state == "done" else 0
        return {"token": self.token, "state": self.state, "step": self.step, "name": self.name, "bytes": size}


class Errands:
    """The errands of a server for one record."""

    def __init__(self, record: Record) -> None:
        # Gone with this object: nothing that was made outlives the server.
        self._folder = tempfile.TemporaryDirectory(prefix="esimder-")
        self._record = Path(self._folder.name) / "record"
        self._record.write_bytes(pickle.dumps(record))
        self._free = asyncio.Semaphore(AT_ONCE)
        self._spare: asyncio.Task[asyncio.subprocess.Process] | None = None
        self._all: dict[str, Errand] = {}

    def warm(self) -> None:
        """Have a process load its libraries, because a reader is about to ask for something."""
        if self._spare is None:
            self._spare = asyncio.create_task(self._start())

    async def _start(self) -> asyncio.subprocess.Process:
        piped = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "esimder.errand", str(self._record), cwd=ROOT, stdin=piped, stdout=piped
        )
        if process.stdout:
            await process.stdout.readline()
        return process

    def find(self, token: str) -> Errand | None:
        """The errand with this token, if it is still kept."""
        return self._all.get(token)

    def begin(self, asked: Mapping[str, Any]) -> Errand:
        """Set out for a file; `asked` is what errand.run needs, but for the place to leave it."""
        self._sweep()
        token = secrets.token_urlsafe(24)
        errand = Errand(token, Path(self._folder.name) / token)
        self._all[token] = errand
        errand.task = asyncio.create_task(self._go(errand, {**asked, "to": str(errand.to)}))
        return errand

    async def _go(self, errand: Errand, asked: Mapping[str, Any]) -> None:
        try:
            async with self._free:
                self.warm()
                spare, self._spare = self._spare, None
                errand.state = "working"
                errand.process = await spare if spare else await self._start()
                await self._follow(errand, errand.process, asked)
        except OSError:
            errand.state = "failed"
        finally:
            if errand.state not in ENDED:
                errand.state = "failed"
            self._end(errand)

    async def _follow(self, errand: Errand, process: asyncio.subprocess.Process, asked: Mapping[str, Any]) -> None:
        """Hand the question over and note what the process says until it ends."""
        if not process.stdin or not process.stdout:
            return
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        await process.stdin.drain()
        while line := await process.stdout.readline():
            told = json.loads(line)
            errand.step, errand.steps = told.get("step", errand.step), errand.steps + 1
            errand.name, errand.media = told.get("name", ""), told.get("media", "")
        if await process.wait() == 0 and errand.name and errand.state == "working":
            errand.state = "done"

    async def ended(self, errand: Errand) -> None:
        """Wait until an errand is done, failed or cancelled."""
        if errand.task:
            await asyncio.wait([errand.task])

    async def close(self) -> None:
        """End what is under way and what waits, and forget every file."""
        for errand in self._all.values():
            self.cancel(errand)
        if self._spare:
            spare, self._spare = self._spare, None
            process = await spare
            process.kill()
            await process.wait()
        self._folder.cleanup()

    def cancel(self, errand: Errand) -> None:
        """Give an errand up; its process is ended at once."""
        if errand.state not in ENDED:
            errand.state = "cancelled"
            if errand.task:
                errand.task.cancel()
            self._end(errand)

    def _end(self, errand: Errand) -> None:
        if errand.process and errand.process.returncode is None:
            errand.process.kill()

    def _sweep(self) -> None:
        """Forget what is old, and the oldest where there is too much."""
        ended = [one for one in self._all.values() if one.state in ENDED]
        now = time.monotonic()
        old = [one for one in ended if now - one.begun > SECONDS]
        for errand in {one.token: one for one in (*old, *ended[: max(len(self._all) - KEPT, 0)])}.values():
            errand.to.unlink(missing_ok=True)
            del self._all[errand.token]
