"""What the server sends: the shell in the reader's language, headers that keep it to itself, files to take away."""

import asyncio
import csv
import io
import json
import tomllib
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message

from esimder import export, server
from esimder.chosen import chosen
from esimder.escape import guarded
from esimder.figures.screen import SCREENS
from esimder.language import language
from esimder.schema import LANGUAGES
from esimder.view import View
from tests.record import shipped

HTML = (
    b'<!DOCTYPE html><html lang="en"><head><link rel="icon" href="./favicon.png"><title>Streamlit</title></head>'
    b"<body></body></html>"
)


def request(path: str, query: str = "", **params: str) -> Request:
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
    app: ASGIApp, path: str, query: bytes = b"", accept: bytes = b"*/*", encoding: bytes = b"identity"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an app's answer to one request."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = [(b"accept", accept), (b"accept-encoding", encoding)]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": asked}

    async def asking() -> None:
        await app(scope, receive, send)

    asyncio.run(asking())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def behind(body: bytes, kind: str) -> ASGIApp:
    return server.Headers(Response(body, media_type=kind))


@pytest.mark.parametrize("path", ["/", "/map", "/web/view.js", "/ground/kk/light/wide.json", "/_stcore/metrics"])
def test_every_answer_carries_the_headers(path: str) -> None:
    _, headers, _ = answered(server.Headers(PlainTextResponse("x")), path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "connect-src 'self';" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy and "http" not in policy and "*" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/x"])
def test_what_streamlit_leaves_open_is_closed(path: str) -> None:
    assert answered(behind(b"secret", "text/plain"), path)[::2] == (404, b"")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_shell_has_the_language_of_the_link(code: str) -> None:
    status, headers, body = answered(behind(HTML, "text/html"), "/map", f"lang={code}".encode(), b"text/html")
    assert status == 200
    assert f'<html lang="{code}">'.encode() in body
    assert int(headers["content-length"]) == len(body) > len(HTML)
    assert b"<title>Esimder</title>" in body and b'href="data:image/svg+xml;base64,' in body and b".png" not in body


@pytest.mark.parametrize("query", [b"", b"lang=de", b'lang="><script>', b"lang=%3Cscript%3E", b"\xff\xfe"])
def test_a_link_cannot_put_anything_else_into_the_shell(query: bytes) -> None:
    body = server.shell(HTML, query)
    assert b'<html lang="en">' in body
    assert body == server.shell(HTML, b"")
    assert body.count(b"<script") == 1


def test_what_is_not_the_shell_is_passed_on_as_it_is() -> None:
    assert answered(behind(b'{"a": 1}', "application/json"), "/x")[2] == b'{"a": 1}'


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_ground_of_the_map_is_there_for_every_screen_theme_and_language(screen: str, theme: str, code: str) -> None:
    sent = asyncio.run(server.ground(request("/ground", code=code, theme=theme, screen=screen)))
    assert sent.status_code == 200
    drawn = json.loads(bytes(sent.body))
    assert {trace["type"] for trace in drawn["data"]} == {"scatter"}
    assert language(code)("unit.km") in drawn["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize(
    ("code", "theme", "screen"), [("de", "light", "wide"), ("kk", "pink", "wide"), ("kk", "light", "../x")]
)
def test_there_is_no_other_ground(code: str, theme: str, screen: str) -> None:
    assert asyncio.run(server.ground(request("/ground", code=code, theme=theme, screen=screen))).status_code == 404


def taken(name: str, query: str) -> tuple[Response, list[list[str]]]:
    sent = asyncio.run(server.file(request("/export", query, name=f"{name}.csv")))
    return sent, list(csv.reader(io.StringIO(bytes(sent.body).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["detained", "statements"])
def test_a_table_to_take_away_holds_source_and_locator_in_the_readers_words(name: str, code: str) -> None:
    sent, (headings, *rows) = taken(name, f"lang={code}&as_of=2019-04-08")
    assert sent.headers["content-type"].startswith("text/csv")
    assert "2019-04-08" in sent.headers["content-disposition"]
    where = headings.index(language(code)("locator.title"))
    assert rows and all(len(row) == len(headings) for row in rows)
    assert all(row[where] for row in rows)


def test_the_table_holds_the_rows_of_the_view() -> None:
    _, (_, *rows) = taken("statements", "lang=en&person=bokaev&place=aktobe&as_of=2020")
    assert {row[0] for row in rows} <= set(shipped().statements["statement_id"])
    _, (_, *all_rows) = taken("statements", "lang=en")
    assert len(all_rows) == len(chosen(shipped(), View()).statements)
    _, (_, *detained) = taken("detained", "lang=en&as_of=2019-04-08")
    assert len({row[0] for row in detained}) == 8


def test_no_cell_is_a_formula() -> None:
    for cell in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'):
        assert guarded(cell).startswith("'")
    assert guarded("Aktau") == "Aktau"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", export.FILES)
def test_every_file_to_take_away_is_made_in_every_language(name: str, code: str) -> None:
    sent = asyncio.run(server.file(request("/export", f"lang={code}", name=name)))
    assert sent.status_code == 200 and len(sent.body) > 100
    assert f"esimder-{name.partition('.')[0]}-" in sent.headers["content-disposition"]
    if name.endswith(".json"):
        assert json.loads(bytes(sent.body))


@pytest.mark.parametrize("name", ["secrets.csv", "detained", "../sources.csv", ""])
def test_there_is_no_other_file(name: str) -> None:
    assert asyncio.run(server.file(request("/export", name=name))).status_code == 404


def test_the_settings_keep_the_reader_to_the_machine() -> None:
    said: dict[str, Any] = tomllib.loads((server.ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert said["browser"]["gatherUsageStats"] is False
    assert said["server"]["address"] == "127.0.0.1" and said["server"]["fileWatcherType"] == "none"
    assert said["client"]["showErrorDetails"] == "none" and said["client"]["showErrorLinks"] is False
    assert said["runner"]["fastReruns"] is False and said["server"]["enableAgentApi"] is False
