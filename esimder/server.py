"""The server: the app with the headers that keep it to itself, and the layer of the map that never changes.

Start it with `python -m esimder` (`make run`).
"""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esimder import export, ui
from esimder.figures.base import base_map
from esimder.figures.screen import SCREENS
from esimder.language import language
from esimder.palette import DARK, LIGHT
from esimder.schema import LANGUAGES

ROOT = Path(__file__).parent.parent
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


@lru_cache
def policy() -> str:
    """The Content-Security-Policy: nothing from or to any other host; the one inline script of the shell by its hash."""
    shell = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in inline)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; media-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
        "frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'")


class Headers:
    """Sends the headers with every answer and closes what Streamlit leaves open to anybody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 404 for a closed path."""
        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            await PlainTextResponse("", status_code=404)(scope, receive, self._adding(send))
            return
        await self.app(scope, receive, self._adding(send))

    def _adding(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", policy().encode()),
                                      (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"),
                                      (b"cross-origin-opener-policy", b"same-origin")]
            await send(message)

        return sending


@lru_cache
def _ground(code: str, theme: str, screen: Any) -> bytes:
    drawn = base_map({"km": language(code)("unit.km")}, DARK if theme == "dark" else LIGHT, code, screen)
    return str(drawn.to_json()).encode()


async def ground(request: Request) -> Response:
    """The ground layer of the map as Plotly JSON, by language, theme and screen; the browser may keep it for a day."""
    code, theme, screen = (request.path_params[name] for name in ("code", "theme", "screen"))
    if code not in LANGUAGES or theme not in ("light", "dark") or screen not in SCREENS:
        return PlainTextResponse("", status_code=404)
    return Response(_ground(code, theme, screen), media_type="application/json", headers={"cache-control": "max-age=86400"})


async def table(request: Request) -> Response:
    """A table of the view that the query asks for, as CSV to download."""
    name = request.path_params["name"]
    if name not in export.TABLES:
        return PlainTextResponse("", status_code=404)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    frame = ui.frame_for("", query, None)
    headers = {"content-disposition": f"attachment; filename=esimder-{name}-{frame.directory.as_of}.csv"}
    return Response(export.TABLES[name](frame), media_type="text/csv; charset=utf-8", headers=headers)


app = st.App(
    str(ROOT / "dashboard.py"),
    routes=[Route("/export/{name}.csv", table), Route("/ground/{code}/{theme}/{screen}.json", ground)],
    middleware=[Middleware(Headers)],
)
