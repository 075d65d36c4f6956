"""However the dashboard is started, it is the same whole product."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import connect

from esimder.i18n.language import language
from tests.browser.conftest import free_port
from tests.house import ROOT

COMMANDS = {
    "streamlit run": ("-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port={port}"),
    "uvicorn": ("-m", "uvicorn", "dashboard:app", f"--app-dir={ROOT}", "--port={port}"),
    "esimder": ("-m", "esimder", "serve", "--port={port}"),
}


@contextmanager
def started(command: tuple[str, ...], cwd: Path) -> Iterator[tuple[int, int]]:
    """A server that was started by a command: its port and the number of its process."""
    port = free_port()
    arguments = [part.format(port=port) for part in command]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ESIMDER_", "STREAMLIT_"))}
    environment["PYTHONPATH"] = str(ROOT)
    with (cwd / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, *arguments], cwd=cwd, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(300):
                assert process.poll() is None, (cwd / "log").read_text("utf-8")
                try:
                    got(port, "/_stcore/health")
                    break
                except OSError:
                    time.sleep(0.2)
            yield port, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def got(port: int, path: str) -> tuple[str, str]:
    """The text at an address, and its policy."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read().decode(), answer.headers["content-security-policy"]


def first_look(port: int, page: str, query: str) -> dict[str, Any]:
    """What Streamlit sends to a browser that opens a page."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, subprotocols=[Subprotocol("streamlit")]
    ) as socket:
        socket.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(socket.recv(30, decode=False))
            if message.delta.new_element.HasField("bidi_component"):
                payload: dict[str, Any] = json.loads(message.delta.new_element.bidi_component.json)
                return payload


def children(process: int) -> set[int]:
    """The processes that a process has begun, in any of its threads, and that still run."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return {int(child) for thread in threads for child in thread.read_text().split()}


@pytest.mark.parametrize("way", COMMANDS)
def test_every_way_to_start_opens_the_same_whole_product(way: str, tmp_path: Path) -> None:
    with started(COMMANDS[way], tmp_path) as (port, process):
        shell, policy = got(port, "/map?lang=kk")
        assert '<html lang="kk">' in shell and "/web/start.js" in shell and "connect-src 'self'" in policy
        assert got(port, "/healthz")[0] == "ok"
        assert "export default" in got(port, "/web/view.js")[0]
        shown = first_look(port, "map", "lang=kk&place=aktau")
        fetched = json.loads(got(port, "/view/map?lang=kk&place=aktau&_screen=desktop&_theme=light")[0])
        assert shown == fetched and language("kk")("page.map") in shown["title"]
        assert got(port, "/take?lang=kk")[0]
        begun = children(process)
        assert begun, "a process waits to make a file"
    assert not any(Path(f"/proc/{one}").exists() for one in begun)
