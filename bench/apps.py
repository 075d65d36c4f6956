"""The candidates: how each is started, where its views are, and how its filter is clicked."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class App:
    """One candidate. `views` and `drawn` are selectors, `option` that of the filter with {place}, `menu` opens it."""

    name: str
    title: str
    port: int
    command: tuple[str, ...]
    views: dict[str, str]
    drawn: tuple[str, ...]
    option: str
    menu: str = ""
    path: str = "/"
    cwd: Path = ROOT

    @property
    def url(self) -> str:
        """The address of the page that is measured."""
        return f"http://127.0.0.1:{self.port}{self.path}"


BARE = App(
    "bare",
    "bare Streamlit page",
    8781,
    (
        "-m",
        "streamlit",
        "run",
        str(ROOT / "bench" / "bare.py"),
        "--server.port=8781",
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
    ),
    {"text": "[data-testid=stText]"},
    ("[data-testid=stText]",),
    "[data-testid=stCheckbox] label",
    cwd=ROOT / "bench",
)
DASH = App(
    "dash",
    "Dash, the same views",
    8782,
    ("-m", "bench.dash_page", "8782"),
    {"map": "#map", "timeline": "#timeline", "list": "#people"},
    ("#map .points path", "#map .fills path", "#timeline .points path", "#people tr"),
    "#place label:has(input[value='{place}'])",
)
OURS = App(
    "esimder",
    "Esimder, the overview",
    8783,
    ("-m", "esimder", "serve", "--port=8783"),
    {"map": "[data-figure=map]", "timeline": "[data-figure=timeline]", "list": ".esimder .side"},
    (
        "[data-figure=map] .points path",
        "[data-figure=map] .fills path",
        "[data-figure=timeline] .points path",
        ".esimder .side li",
    ),
    ".esimder [data-menu=place] label:has(input[value='{place}'])",
    menu=".esimder [data-menu=place] summary",
    path="/?lang=en",
)
APPS = (BARE, DASH, OURS)


class Server:
    """A candidate's process."""

    def __init__(self, app: App, root: Path = ROOT) -> None:
        cwd = root / app.cwd.relative_to(ROOT)
        self.process = subprocess.Popen(
            [sys.executable, *app.command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(150):
            try:
                urllib.request.urlopen(app.url, timeout=5).read()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.process.terminate()
        raise RuntimeError(f"{app.title} does not answer at {app.url}")

    def cpu(self) -> float:
        """Milliseconds of processor time that the process has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICK


@contextmanager
def running(apps: tuple[App, ...] = APPS, root: Path = ROOT) -> Iterator[dict[str, Server]]:
    """The servers of the candidates, ended at the end."""
    servers: dict[str, Server] = {}
    try:
        for app in apps:
            servers[app.name] = Server(app, root)
        yield servers
    finally:
        for server in servers.values():
            server.process.terminate()
            server.process.wait(10)
