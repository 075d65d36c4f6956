"""What reaches Streamlit of what a browser says: what our page says, and nothing else."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from esimder.server import app as server
from esimder.server import shell


def heard(*said: Message) -> list[Message]:
    """What reaches Streamlit of what a browser says on the socket."""
    coming = [*said, {"type": "websocket.disconnect", "code": 1000}]
    reached: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def app(_scope: Any, hear: Any, _send: Any) -> None:
        while not reached or reached[-1]["type"] != "websocket.disconnect":
            reached.append(await hear())

    async def send(_: Message) -> None: ...

    asyncio.run(server.Headers(app)({"type": "websocket", "path": "/_stcore/stream"}, receive, send))
    return reached[:-1]


def spoken(name: str) -> Message:
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[name]
    if field.message_type:
        getattr(message, name).SetInParent()
    else:
        setattr(message, name, True)
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


@pytest.mark.parametrize("name", sorted(shell.HEARD | shell.NOT_HEARD))
def test_the_socket_hears_what_our_page_says_and_no_other_request(name: str) -> None:
    before, after = spoken("rerun_script"), spoken("stop_script")
    allowed = name in shell.HEARD
    assert heard(before, spoken(name), after) == [before, *([spoken(name)] if allowed else []), after]


def test_an_empty_message_and_a_text_are_dropped_and_what_is_no_message_is_left_to_streamlit_to_close() -> None:
    empty, broken = ({"type": "websocket.receive", "bytes": said} for said in (b"", b"\xff\xff"))
    text = {"type": "websocket.receive", "text": "x"}
    connect = {"type": "websocket.connect"}
    assert heard(connect, empty, broken, text) == [connect, broken]


HERE = "127.0.0.1:8501"


def opened(path: str, *headers: tuple[str, str]) -> bool:
    """Whether a browser that asks for a socket reaches Streamlit."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def app(*_: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    said = [(name.encode(), value.encode()) for name, value in headers]
    asyncio.run(server.Headers(app)({"type": "websocket", "path": path, "headers": said}, receive, send))
    return [message["type"] for message in sent] == ["websocket.accept"]


@pytest.mark.parametrize(("path", "host"), [("/_stcore/stream", "evil.example"), ("/_stcore/other", HERE), ("/", HERE)])
def test_no_socket_is_opened_by_another_name_or_on_another_path(path: str, host: str) -> None:
    assert not opened(path, ("host", host))


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:3000", "http://127.0.0.1", "null", ""])
def test_no_socket_is_opened_for_a_page_of_another_origin_about_which_streamlit_would_ask_outside(origin: str) -> None:
    assert not opened("/_stcore/stream", ("host", HERE), ("origin", origin))


def test_a_socket_is_opened_for_our_page_and_for_a_program_that_is_no_page() -> None:
    assert opened("/_stcore/stream", ("host", HERE), ("origin", f"http://{HERE}"))
    assert opened("/_stcore/stream", ("host", HERE))
