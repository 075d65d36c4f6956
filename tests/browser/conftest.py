"""The servers and browsers of the tests: one server a record, one browser a file, a clean profile for every reader."""

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import records
from tests.browser.looks import LOCALES, LOOKS
from tests.browser.reader import Reader
from tests.starting import environment, free_port, started

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "tests" / "output"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Every host but this machine stands behind a gate that nobody keeps. (To stop requests one by one would have
    # the browser forget all that it has fetched.)
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=127.0.0.1",
)
Open = Callable[..., Reader]
Kind = tuple[str, str, bool]


@contextmanager
def serving(folder: Path | None, name: str, port: int = 0, root: Path = ROOT) -> Iterator[str]:
    """The address of a server, on a free port if none is given, that shows the record of a folder; `root` is
    where the product stands."""
    OUTPUT.mkdir(exist_ok=True)
    port = port or free_port()
    command = (sys.executable, "-m", "esimder", "serve", *([str(folder)] if folder else []), "--port={port}")
    variables = environment(ESIMDER_FRAMES="http://127.0.0.1:*")
    with started(command, root, variables, OUTPUT / f"server-{name}-{port}.log", port):
        yield f"http://127.0.0.1:{port}"


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


@dataclass
class Profiles:
    """The profiles of a browser by language, look and policy. A reader has one alone and leaves it as new, but for the
    unchanging files that it has fetched. A quiet tab stays open in each: the next one is opened from there, in the same
    process, which has read our scripts already."""

    browser: Browser
    free: dict[Kind, list[Page]] = field(default_factory=lambda: defaultdict(list))

    def take(self, kind: Kind, home: str) -> Page:
        """A new tab in a profile that nobody uses."""
        stays = self.free[kind].pop() if self.free[kind] else self._new(kind, home)
        with stays.context.expect_page() as opening:
            stays.evaluate("() => { window.open('about:blank').opener = null; }")
        return opening.value

    def _new(self, kind: Kind, home: str) -> Page:
        lang, look, bypass = kind
        context = self.browser.new_context(**LOOKS[look], locale=LOCALES[lang], bypass_csp=bypass)
        context.set_default_timeout(20_000)
        stays = context.new_page()
        stays.goto(f"{home}/web/start.js")
        return stays

    def give(self, kind: Kind, reader: Reader) -> None:
        """Take a profile back: no other page, no cookie, no permission and nothing stored is left in it."""
        context = reader.page.context
        reader.leave(context)
        stays, *others = context.pages
        wire = context.new_cdp_session(stays)
        wire.send("Storage.clearDataForOrigin", {"origin": reader.home, "storageTypes": "all"})
        for page in others:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        self.free[kind].append(stays)


@pytest.fixture(scope="module")
def profiles(chromium: Browser) -> Profiles:
    """The profiles of one file of tests."""
    return Profiles(chromium)


@pytest.fixture
def tab(profiles: Profiles, server: str) -> Iterator[Open]:
    """Gives an empty tab of a clean profile; at the end nobody was asked and no page has complained."""
    readers: list[tuple[Kind, Reader]] = []

    def given(lang: str = "en", look: str = "desktop", home: str = server, bypass_csp: bool = False) -> Reader:
        kind = (lang, look, bypass_csp)
        reader = Reader(profiles.take(kind, home), home)
        reader.watch(reader.page.context)
        readers.append((kind, reader))
        return reader

    yield given
    for kind, reader in readers:
        profiles.give(kind, reader)
    assert [url for _, reader in readers for url in reader.asked] == []
    assert [text for _, reader in readers for text in reader.complaints] == []


@pytest.fixture
def opened(tab: Open) -> Open:
    """Opens an address in a tab of its own."""
    return lambda address, *how, **more: tab(*how, **more).open(address)
