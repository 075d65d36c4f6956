"""A Firefox without a window, spoken to in WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PREFERENCES: dict[str, object] = {
    # Files are saved without a question.
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.start_downloads_in_tmp_dir": False,
    "pdfjs.disabled": True,
    # Every host but this machine stands behind a gate that nobody keeps.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
}
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def firefox_path() -> str | None:
    """A Firefox that is present."""
    return os.environ.get("FIREFOX_PATH") or shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One tab, every address that was asked for and every error that was logged in it."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire, self.asked, self.errors, self._count = wire, list[str](), list[str](), 0
        self.tell("session.new", capabilities={})
        self.tell("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.tab = self.tell("browsingContext.getTree")["contexts"][0]["context"]

    def tell(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and give its result; what is told meanwhile is written down."""
        self._count += 1
        self.wire.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            told = json.loads(self.wire.recv(timeout=60))
            if told.get("id") == self._count:
                assert told["type"] == "success", f"{method}: {told.get('error')}: {told.get('message')}"
                return dict(told["result"])
            self._hear(told)

    def _hear(self, told: dict[str, Any]) -> None:
        params = told.get("params", {})
        if told.get("method") == "network.beforeRequestSent":
            self.asked.append(params["request"]["url"])
        elif told.get("method") == "log.entryAdded" and params["level"] == "error":
            self.errors.append(str(params["text"]))

    def open(self, address: str) -> None:
        """Open an address and wait until the page and all that it names is there."""
        self.tell("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def size(self, width: int, height: int) -> None:
        """Give the tab's viewport a size."""
        self.tell("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def say(self, script: str) -> Any:
        """What an expression of JavaScript comes to: a word, a number, or nothing."""
        told = self.tell("script.evaluate", expression=script, target={"context": self.tab}, awaitPromise=True)
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return told["result"].get("value")

    def until(self, script: str, seconds: float = 30) -> Any:
        """Wait until an expression comes to something, and give that."""
        for _ in range(int(seconds * 10)):
            if found := self.say(script):
                return found
            time.sleep(0.1)
        raise AssertionError(f"never in {seconds} s: {script[:80]}")


@contextmanager
def firefox(profile: Path, saved: Path) -> Iterator[Firefox]:
    """A Firefox with a new profile, which puts what it saves into a folder."""
    told = PREFERENCES | {"browser.download.dir": str(saved)}
    profile.mkdir()
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in told.items())
    )
    log = profile.with_name("firefox.log")
    command = [str(firefox_path()), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)]
    with log.open("w") as heard:
        process = subprocess.Popen(command, stdout=heard, stderr=heard, env={**os.environ, "HOME": str(profile.parent)})
    try:
        with connect(_address(log, process) + "/session", max_size=None, compression=None, proxy=None) as wire:
            yield Firefox(wire)
    finally:
        process.terminate()
        process.wait(20)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    for _ in range(300):
        if found := LISTENS.search(log.read_text(errors="replace")):
            return found[1]
        assert process.poll() is None, log.read_text(errors="replace")
        time.sleep(0.1)
    raise AssertionError("Firefox does not listen")
