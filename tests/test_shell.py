"""Streamlit's shell as it is sent: whole, in the reader's language, and nothing else in its place."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from esimder.record.schema import LANGUAGES
from esimder.server import app as server
from esimder.server import shell
from tests.asking import answered, behind

HTML = (
    b'<!DOCTYPE html><html lang="en"><head><link rel="icon" href="./favicon.png"><title>Streamlit</title></head>'
    b"<body></body></html>"
)


ACCEPTS = [b"*/*", b"text/html", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", b"image/png", b""]


@pytest.mark.parametrize("encoding", [b"identity", b"gzip", b"gzip, deflate, br, zstd", b""])
@pytest.mark.parametrize("accept", ACCEPTS)
def test_what_a_file_is_does_not_hang_on_what_the_browser_takes(accept: bytes, encoding: bytes, tmp_path: Path) -> None:
    (tmp_path / "made.html").write_bytes(HTML * 20_000)
    routes = [Route("/take/page", lambda _: FileResponse(tmp_path / "made.html", filename="made.html"))]
    app = server.Headers(Starlette(routes=routes, middleware=[Middleware(GZipMiddleware)]))
    status, headers, body = answered(app, "/take/page", b"lang=kk", accept, encoding)
    whole = gzip.decompress(body) if "content-encoding" in headers else body
    assert (status, whole) == (200, HTML * 20_000)
    assert int(headers.get("content-length", len(body))) == len(body)
    _, told, nothing = answered(app, "/take/page", b"lang=kk", accept, encoding, method="HEAD")
    assert nothing == b"" and told.get("content-type") == headers["content-type"]
    status, told, part = answered(app, "/take/page", b"lang=kk", accept, encoding, range="bytes=10-29")
    assert (status, part, told["content-length"]) == (206, HTML[10:30], "20")


@pytest.mark.parametrize("path", ["/", "/map", "/present"])
def test_the_shell_is_one_whole_whatever_the_browser_asks(path: str, real: ASGIApp) -> None:
    _, headers, whole = answered(real, path, b"lang=kk", b"text/html")
    assert b'<html lang="kk">' in whole and whole.rstrip().endswith(b"</html>")
    for accept in ACCEPTS:
        for encoding in (b"identity", b"gzip, br"):
            told = answered(real, path, b"lang=kk", accept, encoding, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
            assert told == (200, headers, whole)
    assert answered(real, path, b"lang=kk", range="bytes=0-9") == (200, headers, whole)
    assert answered(real, path, b"lang=kk", method="HEAD") == (200, headers, b"")


def test_a_shell_in_several_parts_is_completed_as_a_whole() -> None:
    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, len(HTML), 7):
            yield HTML[at : at + 7]

    _, headers, body = answered(server.Headers(StreamingResponse(parts(), media_type="text/html")), "/", b"lang=kk")
    assert body == shell.completed(HTML, b"lang=kk") and int(headers["content-length"]) == len(body)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_shell_has_the_language_of_the_link(code: str) -> None:
    status, headers, body = answered(behind(HTML, "text/html"), "/map", f"lang={code}".encode(), b"text/html")
    assert status == 200
    assert f'<html lang="{code}">'.encode() in body
    assert int(headers["content-length"]) == len(body) > len(HTML)
    assert b"<title>Esimder</title>" in body and b'href="data:image/svg+xml;base64,' in body and b".png" not in body


@pytest.mark.parametrize("query", [b"", b"lang=de", b'lang="><script>', b"lang=%3Cscript%3E", b"\xff\xfe"])
def test_a_link_cannot_put_anything_else_into_the_shell(query: bytes) -> None:
    body = shell.completed(HTML, query)
    assert b'<html lang="en">' in body
    assert body == shell.completed(HTML, b"")
    assert body.count(b"<script") == 1


def test_what_is_not_the_shell_is_passed_on_as_it_is() -> None:
    assert answered(behind(b'{"a": 1}', "application/json"), "/search")[2] == b'{"a": 1}'
    assert answered(behind(HTML, "text/html"), "/take", b"lang=kk", b"text/html")[2] == HTML
