"""Streamlit's shell, in which a first visit begins: what we put into it, and the policy under which it runs."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from starlette.types import Message, Scope, Send

from esimder.paths import WEB
from esimder.record.schema import LANGUAGES
from esimder.server import access, pages
from esimder.views import page

STYLES = {"view.css": "all", "present.css": "all", "paper.css": "print"}  # each with the medium that it is for


@lru_cache
def policy(framed: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy: nothing from or to any other host; the shell's one inline script by its hash.

    Only a view that was asked for as a frame may stand in another page, one of the origins `framed`.
    """
    shell = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline)
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {hashes}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "frame-ancestors": " ".join(framed) or "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def whole(scope: Scope) -> Scope:
    """A request for the shell as it is: not compressed, no part of it, and also where a browser has it already."""
    parts = (b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since")
    asked = [pair for pair in scope["headers"] if pair[0] not in parts]
    return {**scope, "headers": asked, "method": "GET" if scope["method"] == "HEAD" else scope["method"]}


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
    """Streamlit's shell with our name and sign, the language of the address, where its server stands, our style, our
    script fetched early, and our words for a browser that runs none.

    A style sheet that came with a page would go with it, and the next page would be measured without one. Without the
    place of the server the browser of a reader who opens `/map` first asks `/map/_stcore/…` and logs an
    error.
    """
    asked = access.asked(query, "lang")
    if asked in LANGUAGES:
        html = html.replace(b'<html lang="en">', f'<html lang="{asked}">'.encode(), 1)
    early = b'<script src="/web/start.js"></script><link rel="preload" as="script" href="/web/plotly-basic.min.js">'
    early += "".join(
        f'<link rel="stylesheet" href="{_stamped(one)}" media="{on}">' for one, on in STYLES.items()
    ).encode()
    early += f"<style>{page.colours()}</style>".encode()
    html = html.replace(b"./favicon.png", pages.icon().encode(), 1).replace(b"<title>Streamlit", b"<title>Esimder", 1)
    without = page.noscript(path, parse_qsl(query.decode("latin-1"), keep_blank_values=True)).encode()
    html = re.sub(rb"<noscript>.*?</noscript>", lambda _: without, html, count=1, flags=re.DOTALL)
    return html.replace(b"</title>", b"</title>" + early, 1)


@lru_cache
def _stamped(name: str) -> str:
    """The address of a file of `web/` with a mark of what stands in it, so that no browser keeps an older one."""
    return f"/web/{name}?{hashlib.sha256((WEB / name).read_bytes()).hexdigest()[:8]}"
