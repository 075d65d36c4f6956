"""A server that a command starts, and what it answers to a browser that opens a page."""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import connect


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """The variables of this process without those that a server of ours reads."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("ESIMDER_", "STREAMLIT_"))} | more


@contextmanager
def started(
    command: Sequence[str], cwd: Path, variables: dict[str, str], log: Path, port: int = 0
) -> Iterator[tuple[int, int]]:
    """A server that a command with a `{port}` starts: its port, a free one if none is given, and its process."""
    port = port or free_port()
    line = [part.replace("{port}", str(port)) for part in command]
    with log.open("w") as output:
        process = subprocess.Popen(line, cwd=cwd, env=variables, stdout=output, stderr=output)
        try:
            for _ in range(300):
                assert process.poll() is None, log.read_text("utf-8")
                try:
                    got(port, "/_stcore/health")
                    break
                except OSError:
                    time.sleep(0.2)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(20)


def got(port: int, path: str) -> tuple[str, Message]:
    """The text at an address, and its headers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read().decode(), answer.headers


def sent_by_streamlit(port: int, page: str, query: str) -> list[ForwardMsg]:
    """All that Streamlit sends to a browser that opens a page."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, max_size=None, subprotocols=[Subprotocol("streamlit")]) as socket:
        socket.send(asked.SerializeToString())
        messages: list[ForwardMsg] = []
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(ForwardMsg.FromString(socket.recv(30, decode=False)))
        return messages


def page_of(messages: Sequence[ForwardMsg]) -> dict[str, Any]:
    """What the one component of a page is given."""
    elements = [message.delta.new_element for message in messages if message.HasField("delta")]
    [page] = [element.bidi_component for element in elements if element.HasField("bidi_component")]
    payload: dict[str, Any] = json.loads(page.json)
    return payload
