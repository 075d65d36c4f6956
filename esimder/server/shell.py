"""All that we rely on in Streamlit and that it does not promise. Nothing private is used anywhere else.

- `MARKS`: the bytes of its `index.html` (the shell) that we replace, and `inline_hashes`: its one inline script.
- `HEARD`, `NOT_HEARD`: the names of the messages that a browser sends on the socket.
- `OPEN`, `OPEN_FOLDERS`, `CLOSED`: its addresses.
- `ELEMENTS`: names of elements that our style sheets and scripts hide, measure or scroll.
- `BROWSER`: what `web/start.js` sets and stops before Streamlit begins in the browser.

tests/test_streamlit.py holds each to the installed Streamlit; docs/STACK.md says how to go to the next one.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from esimder.paths import WEB
from esimder.record.schema import LANGUAGES
from esimder.server import pages, requests
from esimder.views import page

SHELL = Path(st.__file__).parent / "static" / "index.html"
MARKS = (b'<html lang="en">', b"./favicon.png", b"<title>Streamlit", b"</title>")
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
HEARD = {"rerun_script", "stop_script", "app_heartbeat"}
NOT_HEARD = {  # they clear caches, stop the server, or tell of files on this machine
    *("clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"),
    *("file_urls_request", "backend_operation_request"),
}
SOCKET = "/_stcore/stream"
OPEN = {"/_stcore/health", "/_stcore/host-config", SOCKET, "/favicon.png", "/manifest.json"}
OPEN_FOLDERS = ("/static/", "/_stcore/bidi-components/", "/media/")  # media: pictures and downloads of own pages
CLOSED = {
    *("/_stcore/metrics", "/_stcore/upload_file/{session_id}/{file_id}", "/component/{path:path}"),
    *("/auth/login", "/auth/logout", "/oauth2callback"),
    *("/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"),
}
ELEMENTS = {
    *("stApp", "stAppViewContainer", "stExpandSidebarButton", "stHeader", "stMain"),
    *("stMainBlockContainer", "stSidebar", "stSkipToContent", "stStatusWidget", "stToolbar"),
}
BROWSER = {"__streamlit", "BACKEND_BASE_URL", "HOST_CONFIG", "allowedOrigins", "blockErrorDialogs", "popstate"}
STYLES = {"view.css": "all", "present.css": "all", "paper.css": "print"}  # each with the medium that it is for


@cache
def inline_hashes() -> str:
    """The inline script of the shell, as a Content-Security-Policy allows it."""
    scripts = re.findall(rb"<script>(.*?)</script>", SHELL.read_bytes(), re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def filtered(receive: Receive) -> Receive:
    """A socket on which Streamlit hears nothing but the messages that our page sends."""

    async def receiving() -> Message:
        while True:
            message = await receive()
            sent = message.get("bytes")
            if message["type"] != "websocket.receive" or (sent is not None and _is_heard(sent)):
                return message

    return receiving


def _is_heard(sent: bytes) -> bool:
    try:
        return BackMsg.FromString(sent).WhichOneof("type") in HEARD
    except DecodeError:
        return True  # Streamlit closes a socket on which it gets what is no message


def whole(scope: Scope) -> Scope:
    """A request for the shell as it is: not compressed, no part of it, and also where a browser has it already."""
    parts = (b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since")
    headers = [pair for pair in scope["headers"] if pair[0] not in parts]
    return {**scope, "headers": headers, "method": "GET" if scope["method"] == "HEAD" else scope["method"]}


def completing(scope: Scope, send: Send) -> Send:
    """Adds to the shell, in however many parts it comes, what the first visit needs (see completed)."""
    start: Message = {}
    parts: list[bytes] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body = b"".join(parts)
        if start["status"] == 200:
            body = completed(body, scope["query_string"], scope["path"].strip("/"))
            changed = (b"content-length", b"etag", b"last-modified")
            start["headers"] = [pair for pair in start["headers"] if pair[0] not in changed]
            start["headers"].append((b"content-length", str(len(body)).encode()))
        await send(start)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return sending


def completed(html: bytes, query: bytes, path: str = "") -> bytes:
    """Streamlit's shell with our name and sign, the language of the address, where its server stands, our styles, our
    script fetched early, and our words for a browser that runs none.

    A style sheet that came with a page would go with it, and the next page would be measured without one. Without the
    place of the server the browser of a reader who opens `/map` first asks `/map/_stcore/…` and logs an error.
    """
    language, icon, name, end = MARKS
    lang = requests.last(query, "lang")
    sheets = "".join(f'<link rel="stylesheet" href="{_stamped(sheet)}" media="{on}">' for sheet, on in STYLES.items())
    early = (
        f'<script src="/web/start.js"{" data-own" * (path in pages.own())}></script>'
        '<link rel="preload" as="script" href="/web/vendor/plotly-basic.min.js">'
        f"{sheets}<style>{page.colours()}</style>"
    )
    without = page.noscript(path, parse_qsl(query.decode("latin-1"), keep_blank_values=True)).encode()
    html = NOSCRIPT.sub(lambda _: without, html, count=1)
    for mark, ours in (
        (language, f'<html lang="{lang}">' if lang in LANGUAGES else language.decode()),
        (icon, pages.icon()),
        (name, "<title>Esimder"),
        (end, f"</title>{early}"),
    ):
        html = html.replace(mark, ours.encode(), 1)
    return html


@cache
def _stamped(name: str) -> str:
    """The address of a file of `web/` with a mark of what stands in it, so that no browser keeps an older one."""
    return f"/web/{name}?{hashlib.sha256((WEB / name).read_bytes()).hexdigest()[:8]}"
