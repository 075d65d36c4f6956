"""Files made in the background: each in a process of its own, two at a time, with progress, and each can be cancelled.

A process that waits, its libraries loaded, takes the next errand, so that nobody waits for the loading. Files are kept
for a while under an address that nobody can guess, and go with the server. A thread follows each process: a process
that is begun in an event loop cannot be waited for once that loop is closing.
"""

import asyncio
import json
import os
import pickle
import secrets
import shutil
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

from esimder.paths import ROOT
from esimder.record.load import Record

if sys.platform != "win32":
    import fcntl

AT_ONCE, KEPT, SECONDS = 2, 40, 900  # errands at a time, files kept, and for how long
LONGEST, MOST_WAITING = 300.0, 20  # seconds that an errand may take, and how many may wait for their turn
MOST_EACH, EVERY = 5, 60.0  # errands under way for one who asks, and seconds between two sweeps
PREFIX, CLAIM = "esimder-", "held"
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
    who: str = ""
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
        swept()
        # Gone with this object: nothing that was made outlives the server.
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX)
        self._claim = _claimed(Path(self._folder.name))
        self._record = Path(self._folder.name) / "record"
        with open(self._record, "xb", opener=_own) as file:
            file.write(pickle.dumps(record))
        self._longest = longest
        self._workers = ThreadPoolExecutor(AT_ONCE, "errand")
        self._lock = threading.Lock()  # held where a process is taken, ended or an errand changes its state
        self._closed = False
        self._spare: Process | None = None
        self._all: dict[str, Errand] = {}
        self._ended = threading.Event()
        threading.Thread(target=self._sweeping, name="sweep", daemon=True).start()

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
        command = [sys.executable, "-m", "esimder.exports.worker", str(self._record)]
        # A session of its own: what is typed at the server ends the server, which then ends this in order.
        return subprocess.Popen(command, cwd=ROOT, stdin=piped, stdout=piped, start_new_session=True)

    def find(self, token: str) -> Errand | None:
        """The errand with this token, if it is still kept."""
        return self._all.get(token)

    def full(self, who: str = "") -> bool:
        """Whether so many wait already that one more would only wait, or so many are under way for the one who asks
        that nobody else would get a turn."""
        open_ones = [one for one in list(self._all.values()) if one.state not in ENDED]
        waiting = sum(one.state == "waiting" for one in open_ones)
        return waiting >= MOST_WAITING or sum(one.who == who for one in open_ones) >= MOST_EACH

    def begin(self, asked: Mapping[str, Any], who: str = "") -> Errand:
        """Set out for a file; `asked` is what errand.run needs, but for the place to leave it."""
        self._sweep()
        token = secrets.token_urlsafe(24)
        errand = Errand(token, Path(self._folder.name) / token, who=who)
        with self._lock:
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
            if errand.state != "done":
                errand.to.unlink(missing_ok=True)

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
        self._ended.set()
        self._workers.shutdown()
        self._claim.close()
        self._folder.cleanup()

    def cancel(self, errand: Errand) -> None:
        """Give an errand up; its process is ended at once."""
        self._become(errand, "cancelled")

    def _sweep(self) -> None:
        """Forget what is old, and the oldest where there is too much."""
        with self._lock:
            ended = [one for one in self._all.values() if one.state in ENDED]
            now = time.monotonic()
            old = [one for one in ended if now - one.begun > SECONDS]
            for errand in {one.token: one for one in (*old, *ended[: max(len(self._all) - KEPT, 0)])}.values():
                errand.to.unlink(missing_ok=True)
                del self._all[errand.token]

    def _sweeping(self) -> None:
        """Sweep now and then, also where nobody asks for anything."""
        while not self._ended.wait(EVERY):
            self._sweep()


def _own(path: str, flags: int) -> int:
    """Opens a file that nobody else on this machine can read."""
    return os.open(path, flags, 0o600)


def _claimed(folder: Path) -> IO[bytes]:
    """The sign that a server lives which uses a folder: a lock, which goes with its process however that ends."""
    sign = open(folder / CLAIM, "wb", opener=_own)  # noqa: SIM115 (held as long as the folder)
    if sys.platform != "win32":
        fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return sign


def _left(folder: Path) -> bool:
    """Whether a folder of ours was left behind by a server that is gone."""
    try:
        with (folder / CLAIM).open("rb") as sign:
            if sys.platform != "win32":
                fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return folder.stat().st_uid == os.getuid() if sys.platform != "win32" else True
    except OSError:  # somebody holds it, or it is no folder of ours
        return False


def swept() -> None:
    """Remove the folders that servers left behind which were killed: in them stood a whole record."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _converse(errand: Errand, question: IO[bytes], answer: IO[bytes], asked: Mapping[str, Any]) -> None:
    question.write(json.dumps(asked).encode() + b"\n")
    question.flush()
    for line in answer:
        told = json.loads(line)
        errand.step = told.get("step", errand.step)
        errand.name, errand.media = told.get("name", ""), told.get("media", "")
