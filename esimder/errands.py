"""Files made in the background: each in a process of its own, two at a time, with progress, and each can be cancelled.

A process that waits, its libraries loaded, takes the next errand, so that nobody waits for the loading. Files are kept
for a while under an address that nobody can guess, and go with the server. A thread follows each process: a process
that is begun in an event loop cannot be waited for once that loop is closing.
"""

import asyncio
import json
import pickle
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from esimder.data import Record

AT_ONCE, KEPT, SECONDS = 2, 40, 900  # errands at a time, files kept, and for how long
LONGEST, MOST_WAITING = 300.0, 20  # seconds that an errand may take, and how many may wait for their turn
ROOT = Path(__file__).parent.parent
State = Literal["waiting", "working", "done", "failed", "cancelled"]
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")
Process = subprocess.Popen[bytes]


@dataclass
class Errand:
    """One file on its way: `step` is what is being done, in the reader's words; `name` and `media` are the file's."""

    token: str
    to: Path
    state: State = "waiting"
    step: str = ""
    name: str = ""
    media: str = ""
    begun: float = field(default_factory=time.monotonic)
    process: Process | None = None
    work: "Future[None] | None" = None

    def told(self) -> dict[str, Any]:
        """What the browser is told while it waits."""
        size = self.to.stat().st_size if self.state == "done" else 0
        return {"token": self.token, "state": self.state, "step": self.step, "name": self.name, "bytes": size}


class Errands:
    """The errands of a server for one record; `close` ends and collects every process, whatever it is doing."""

    def __init__(self, record: Record, longest: float = LONGEST) -> None:
        # Gone with this object: nothing that was made outlives the server.
        self._folder = tempfile.TemporaryDirectory(prefix="esimder-")
        self._record = Path(self._folder.name) / "record"
        self._record.write_bytes(pickle.dumps(record))
        self._longest = longest
        self._workers = ThreadPoolExecutor(AT_ONCE, "errand")
        self._lock = threading.Lock()  # held where a process is taken, ended or an errand changes its state
        self._closed = False
        self._spare: Process | None = None
        self._all: dict[str, Errand] = {}

    def warm(self) -> None:
        """Have a process load its libraries, because a reader is about to ask for something."""
        with self._lock:
            if not self._closed:
                self._spare = self._ready()

    def _ready(self) -> Process:
        """The process that waits, or a new one where none does or the one that did has ended by itself."""
        spare, self._spare = self._spare, None
        if spare and spare.poll() is None:
            return spare
        if spare:
            spare.communicate()
        return self._start()

    def _start(self) -> Process:
        piped = subprocess.PIPE
        command = [sys.executable, "-m", "esimder.errand", str(self._record)]
        # A session of its own: what is typed at the server ends the server, which then ends this in order.
        return subprocess.Popen(command, cwd=ROOT, stdin=piped, stdout=piped, start_new_session=True)

    def find(self, token: str) -> Errand | None:
        """The errand with this token, if it is still kept."""
        return self._all.get(token)

    def full(self) -> bool:
        """Whether so many wait already that one more would only wait."""
        return sum(one.state == "waiting" for one in list(self._all.values())) >= MOST_WAITING

    def begin(self, asked: Mapping[str, Any]) -> Errand:
        """Set out for a file; `asked` is what errand.run needs, but for the place to leave it."""
        self._sweep()
        token = secrets.token_urlsafe(24)
        errand = Errand(token, Path(self._folder.name) / token)
        self._all[token] = errand
        errand.work = self._workers.submit(self._go, errand, {**asked, "to": str(errand.to)})
        return errand

    def _go(self, errand: Errand, asked: Mapping[str, Any]) -> None:
        try:
            process = self._taken(errand)
            if process:
                self._follow(errand, process, asked)
        except (OSError, ValueError):  # no process could be had, or it ended too early or said what is no word of ours
            return
        finally:
            self._become(errand, "failed")

    def _taken(self, errand: Errand) -> Process | None:
        """The process for an errand, the one that waits if there is one; none if it was given up before its turn."""
        with self._lock:
            if errand.state in ENDED or self._closed:
                return None
            errand.process = self._ready()
            errand.state = "working"
            return errand.process

    def _become(self, errand: Errand, state: State) -> None:
        """How an errand ends; the first end counts, and its process ends with it."""
        with self._lock:
            if errand.state not in ENDED:
                errand.state = state
            if errand.process and errand.process.poll() is None:
                errand.process.kill()

    def _follow(self, errand: Errand, process: Process, asked: Mapping[str, Any]) -> None:
        """Hand the question over, note what the process says until it ends, and collect it."""
        late = threading.Timer(self._longest, self._become, (errand, "failed"))
        late.daemon = True
        late.start()
        try:
            with process:
                if process.stdin and process.stdout:
                    _converse(errand, process.stdin, process.stdout, asked)
        finally:
            late.cancel()
        if process.returncode == 0 and errand.name:
            self._become(errand, "done")

    async def ended(self, errand: Errand) -> None:
        """Wait until an errand is done, failed or cancelled."""
        if errand.work:
            await asyncio.wait([asyncio.wrap_future(errand.work)])

    def close(self) -> None:
        """End what is under way and what waits, collect every process, and forget every file."""
        with self._lock:
            self._closed = True
            spare, self._spare = self._spare, None
        if spare:
            spare.kill()
            spare.communicate()
        for errand in list(self._all.values()):
            self.cancel(errand)
        self._workers.shutdown()
        self._folder.cleanup()

    def cancel(self, errand: Errand) -> None:
        """Give an errand up; its process is ended at once."""
        self._become(errand, "cancelled")

    def _sweep(self) -> None:
        """Forget what is old, and the oldest where there is too much."""
        ended = [one for one in self._all.values() if one.state in ENDED]
        now = time.monotonic()
        old = [one for one in ended if now - one.begun > SECONDS]
        for errand in {one.token: one for one in (*old, *ended[: max(len(self._all) - KEPT, 0)])}.values():
            errand.to.unlink(missing_ok=True)
            del self._all[errand.token]


def _converse(errand: Errand, question: IO[bytes], answer: IO[bytes], asked: Mapping[str, Any]) -> None:
    question.write(json.dumps(asked).encode() + b"\n")
    question.flush()
    for line in answer:
        told = json.loads(line)
        errand.step = told.get("step", errand.step)
        errand.name, errand.media = told.get("name", ""), told.get("media", "")
