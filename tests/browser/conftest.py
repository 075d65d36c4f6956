"""The servers and browsers of the tests: one server a record, one browser a file, a fresh profile for every reader."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import records
from tests.browser.looks import LOCALES, LOOKS
from tests.browser.reader import Reader

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "tests" / "output"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")
Open = Callable[..., Reader]


@contextmanager
def serving(folder: Path | None, name: str) -> Iterator[str]:
    """The address of a server on a free port that shows the record of a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    OUTPUT.mkdir(exist_ok=True)
    home = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "esimder", *([str(folder)] if folder else []), f"--server.port={port}"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ESIMDER_", "STREAMLIT_"))}
    with (OUTPUT / f"server-{name}-{port}.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(home, process)
            yield home
        finally:
            process.terminate()
            process.wait(20)


def _wait(home: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{home}/_stcore/health", timeout=2):
                return
        except OSError:
            assert process.poll() is None, "the server ended: see tests/output/server-*.log"
            time.sleep(0.2)
    pytest.fail("no server after a minute")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The shipped record."""
    with serving(None, "shipped") as home:
        yield home


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A record whose every text is an attempt to be read as code."""
    with serving(records.hostile(tmp_path_factory.mktemp("hostile")), "hostile") as home:
        yield home


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A record with faults."""
    with serving(records.broken(tmp_path_factory.mktemp("broken")), "broken") as home:
        yield home


def chromium_path() -> str | None:
    """A browser that is already present; None for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one file of tests: Playwright's event loop must not outlive it, other tests have their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, server: str) -> Iterator[Open]:
    """Opens an address in a fresh profile; at the end nobody was asked and no page has complained."""
    readers: list[Reader] = []

    def open_address(address: str, lang: str = "en", look: str = "desktop", home: str = server,
                     bypass_csp: bool = False) -> Reader:
        context = chromium.new_context(**LOOKS[look], locale=LOCALES[lang], bypass_csp=bypass_csp)
        context.set_default_timeout(20_000)
        reader = Reader(context.new_page(), home)
        reader.watch(context)
        readers.append(reader)
        return reader.open(address)

    yield open_address
    for reader in readers:
        reader.page.context.close()
    assert [url for reader in readers for url in reader.asked] == []
    assert [text for reader in readers for text in reader.complaints] == []
