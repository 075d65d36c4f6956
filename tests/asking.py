"""What comes back when a reader asks: of a route or an app, and of a page as Streamlit runs it."""

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message
from streamlit.testing.v1 import AppTest

from esimder.server import app as server
from esimder.server.pages import SCRIPTS, answer, function
from esimder.views.context import Query
from esimder.views.device import DESKTOP, Device
from tests.house import ROOT


def request(path: str, query: str = "", **params: str) -> Request:
    """A request as a route gets it, with what stood in its path."""
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": [],
            "path_params": params,
        }
    )


def answered(
    app: ASGIApp,
    path: str,
    query: bytes = b"",
    accept: bytes = b"*/*",
    encoding: bytes = b"identity",
    posted: bytes | None = None,
    method: str = "",
    client: str = "127.0.0.1",
    **more: str,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an app's answer to one request; `more` are headers of it, by their names."""
    sent: list[Message] = []
    coming = [posted or b""]

    async def receive() -> Message:
        if not coming:  # the reader stays, and says no more
            await asyncio.Event().wait()
        return {"type": "http.request", "body": coming.pop()}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = [(b"accept", accept), (b"accept-encoding", encoding)]
    asked += [(name.replace("_", "-").encode(), value.encode()) for name, value in more.items()]
    method = method or ("GET" if posted is None else "POST")
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": asked}
    scope["client"] = (client, 50_000)

    async def asking() -> None:
        await asyncio.wait_for(app(scope, receive, send), 60)

    asyncio.run(asking())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def opened(path: str, **query: str | list[str]) -> dict[str, Any]:
    """What the one component of a page is given when a reader opens a link."""
    app = AppTest.from_file(str(ROOT / SCRIPTS[path]), default_timeout=60)
    for name, values in query.items():
        app.query_params[name] = values
    app.run()
    assert len(app.exception) == 0
    mounted = [one for one in app.main.children.values() if one.type == "bidi_component"]
    assert len(mounted) == len(app.main.children) == 1, "a page is one component and nothing else"
    found: dict[str, Any] = json.loads(getattr(mounted[0], "proto").json)  # noqa: B009
    return found


def html_of(path: str, **query: str | list[str]) -> str:
    """The page of a link as an open page fetches it: what `opened` shows (tests/test_visit.py), and far quicker."""
    lists = {name: values if isinstance(values, list) else [values] for name, values in query.items()}
    return str(fetched(path, lists)["html"])


def fetched(path: str, query: Query, device: Device = DESKTOP, posted: str = "") -> dict[str, Any]:
    """What an open page fetches, as its browser reads it."""
    payload: dict[str, Any] = json.loads(json.dumps(answer(function(path), path, query, device, posted)))
    return payload


def behind(body: bytes, kind: str) -> ASGIApp:
    """An app that answers everything with one body, behind our headers."""
    return server.Headers(Response(body, media_type=kind))
