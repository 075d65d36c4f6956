"""The queue of exports: each file is made in a process of its own, reports its progress and can be cancelled.

One spare process with its libraries loaded waits for the next job, so that no reader waits for the loading. Files are
kept for a while under a token that nobody can guess. A thread follows each process: a process that is started in an
event loop cannot be waited for once that loop is closing.
"""

import asyncio
import json
import pickle
import secrets
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from esimder.exports.private_folder import PrivateFolder
from esimder.exports.worker import ExportRequest
from esimder.paths import ROOT
from esimder.record.load import Record

AT_ONCE, KEPT, KEPT_SECONDS = 2, 40, 900  # jobs at a time, files kept, and for how long
TIMEOUT, MOST_WAITING = 300.0, 20  # seconds that a job may take, and how many may wait for their turn
MOST_EACH, SWEEP_SECONDS = 5, 60.0  # unfinished jobs of one client, and seconds between two sweeps
State = Literal["waiting", "working", "done", "failed", "cancelled"]
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")
Process = subprocess.Popen[bytes]


@dataclass
class Job:
    """One file being made: `step` is the present step in the reader's words, `name` and `media` are the file's."""

    token: str
    file: Path
    client: str = ""
    state: State = "waiting"
    step: str = ""
    name: str = ""
    media: str = ""
    started: float = field(default_factory=time.monotonic)
    process: Process | None = None
    future: "Future[None] | None" = None

    def status(self) -> dict[str, str | int]:
        """What the browser is sent while it waits."""
        size = self.file.stat().st_size if self.state == "done" else 0
        return {"token": self.token, "state": self.state, "step": self.step, "name": self.name, "bytes": size}


class JobQueue:
    """The jobs of a server for one record; `close` ends and collects every process."""

    def __init__(self, record: Record, timeout: float = TIMEOUT) -> None:
        self.folder = PrivateFolder()
        self._record = self.folder.write("record", pickle.dumps(record))
        self._timeout = timeout
        self._threads = ThreadPoolExecutor(AT_ONCE, "export")
        self._lock = threading.Lock()  # held where a process is taken or ended, or a job changes its state
        self._spare: Process | None = None
        self._jobs: dict[str, Job] = {}
        self._closed = threading.Event()
        threading.Thread(target=self._sweep_regularly, name="sweep", daemon=True).start()

    def warm(self) -> None:
        """Start the spare process, because a reader is about to ask for a file."""
        with self._lock:
            if not self._closed.is_set():
                self._spare = self._take_spare()

    def _take_spare(self) -> Process:
        """The spare process, or a new one if there is none or it has ended by itself."""
        spare, self._spare = self._spare, None
        if spare and spare.poll() is None:
            return spare
        if spare:
            spare.communicate()
        command = [sys.executable, "-m", "esimder.exports.worker", str(self._record)]
        # A session of its own: Ctrl-C in the terminal ends the server, which then ends its workers in order.
        return subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def find(self, token: str) -> Job | None:
        """The job with this token, if it is still kept."""
        return self._jobs.get(token)

    def full(self, client: str = "") -> bool:
        """Whether too many jobs wait, or this client has so many that others would get no turn."""
        unfinished = [job for job in list(self._jobs.values()) if job.state not in ENDED]
        waiting = sum(job.state == "waiting" for job in unfinished)
        return waiting >= MOST_WAITING or sum(job.client == client for job in unfinished) >= MOST_EACH

    def start(self, request: ExportRequest, client: str = "") -> Job:
        """Put a file into the queue."""
        self._sweep()
        token = secrets.token_urlsafe(24)
        job = Job(token, self.folder.path / token, client)
        with self._lock:
            self._jobs[token] = job
        job.future = self._threads.submit(self._run, job, request)
        return job

    def _run(self, job: Job, request: ExportRequest) -> None:
        """In a thread: wait for the job's process, and leave no file unless it is done."""
        try:
            with self._lock:
                if job.state in ENDED or self._closed.is_set():
                    return
                job.process = self._take_spare()
                job.state = "working"
            self._follow(job, job.process, request)
        except (OSError, ValueError):  # the process could not start, ended early, or wrote a line that is no JSON
            return
        finally:
            self._end(job, "failed")
            if job.state != "done":
                job.file.unlink(missing_ok=True)

    def _follow(self, job: Job, process: Process, request: ExportRequest) -> None:
        """Send the request to the process and read its progress until it ends."""
        timer = threading.Timer(self._timeout, self._end, (job, "failed"))
        timer.daemon = True
        timer.start()
        try:
            with process:
                if process.stdin and process.stdout:
                    process.stdin.write(json.dumps({**asdict(request), "file": str(job.file)}).encode() + b"\n")
                    process.stdin.flush()
                    for line in process.stdout:
                        progress = json.loads(line)
                        job.step = progress.get("step", job.step)
                        job.name, job.media = progress.get("name", ""), progress.get("media", "")
        finally:
            timer.cancel()
        if process.returncode == 0 and job.name:
            self._end(job, "done")

    def _end(self, job: Job, state: State) -> None:
        """End a job and its process; the first end counts."""
        with self._lock:
            if job.state not in ENDED:
                job.state = state
            if job.process and job.process.poll() is None:
                job.process.kill()

    async def wait(self, job: Job) -> None:
        """Wait until a job is done, failed or cancelled."""
        if job.future:
            await asyncio.wait([asyncio.wrap_future(job.future)])

    def cancel(self, job: Job) -> None:
        """Cancel a job; its process is ended at once."""
        self._end(job, "cancelled")

    def close(self) -> None:
        """Cancel every job, collect every process and remove every file."""
        with self._lock:
            self._closed.set()
            spare, self._spare = self._spare, None
        if spare:
            spare.kill()
            spare.communicate()
        for job in list(self._jobs.values()):
            self.cancel(job)
        self._threads.shutdown()
        self.folder.close()

    def _sweep(self) -> None:
        """Forget jobs that ended long ago, and the oldest if there are too many."""
        with self._lock:
            ended = [job for job in self._jobs.values() if job.state in ENDED]
            surplus, now = len(self._jobs) - KEPT, time.monotonic()
            for number, job in enumerate(ended):
                if number < surplus or now - job.started > KEPT_SECONDS:
                    job.file.unlink(missing_ok=True)
                    del self._jobs[job.token]

    def _sweep_regularly(self) -> None:
        while not self._closed.wait(SWEEP_SECONDS):
            self._sweep()
