"""What the server sends: the shell in the reader's language, headers that keep it to itself, files to take away."""

import asyncio
import csv
import io
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from esimder import desk, export, served, server
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
    app: ASGIApp,
    path: str,
    query: bytes = b"",
    accept: bytes = b"*/*",
    encoding: bytes = b"identity",
    posted: bytes | None = None,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an app's answer to one request."""
    sent: list[Message] = []
    coming = [posted or b""]

    async def receive() -> Message:
        if not coming:  # the reader stays, and says no more
            await asyncio.Event().wait()
        return {"type": "http.request", "body": coming.pop()}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = [(b"accept", accept), (b"accept-encoding", encoding)]
    method = "GET" if posted is None else "POST"
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": asked}

    async def asking() -> None:
        await asyncio.wait_for(app(scope, receive, send), 60)

    asyncio.run(asking())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def behind(body: bytes, kind: str) -> ASGIApp:
    return server.Headers(Response(body, media_type=kind))


@pytest.fixture
def real() -> Iterator[ASGIApp]:
    """The app as it is served, with all its routes; nothing that it began outlives the test."""
    yield server.app
    desk.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/map", 200),
        ("/web/view.js", 200),
        ("/web/nothing.js", 404),
        ("/ground/kk/light/desktop.json", 200),
        ("/export/statements.csv", 200),
        ("/view/map", 200),
        ("/search", 200),
        ("/menu/kk/place", 200),
        ("/take", 200),
        ("/errand/guessed", 404),
        ("/_stcore/metrics", 404),
        ("/_stcore/upload_file/a/b", 404),
    ],
)
def test_every_answer_carries_the_headers(path: str, status: int, real: ASGIApp) -> None:
    accept = b"text/html" if path in ("/", "/map") else b"*/*"
    told, headers, _ = answered(real, path, b"lang=en&_screen=desktop&_theme=light", accept)
    assert told == status
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "connect-src 'self';" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy and "http" not in policy and "*" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/x", "/_stcore/upload_file/session/file"])
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
    assert said["server"]["maxUploadSize"] == 1


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


@pytest.mark.parametrize("name", BackMsg.DESCRIPTOR.fields_by_name)
def test_the_socket_hears_what_our_page_says_and_no_other_request(name: str) -> None:
    before, after = spoken("rerun_script"), spoken("stop_script")
    allowed = name in ("rerun_script", "stop_script", "app_heartbeat")
    assert heard(before, spoken(name), after) == [before, *([spoken(name)] if allowed else []), after]


def test_an_empty_message_is_dropped_and_what_is_no_message_is_left_to_streamlit_to_close() -> None:
    empty, broken = ({"type": "websocket.receive", "bytes": said} for said in (b"", b"\xff\xff"))
    text = {"type": "websocket.receive", "text": "x"}
    connect = {"type": "websocket.connect"}
    assert heard(connect, empty, broken, text) == [connect, broken, text]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_draft_that_is_too_long_is_refused_in_plain_words(code: str, real: ASGIApp) -> None:
    asked = f"lang={code}&_screen=desktop&_theme=light".encode()
    told, _, body = answered(real, "/view/present", asked, posted=b"x" * (server.LONGEST + 1))
    assert (told, body.decode()) == (413, language(code)("fault.too_long"))
    assert answered(real, "/view/present", asked, posted=b"x" * server.LONGEST)[0] == 200


@pytest.mark.parametrize("path", ["/export/statements.csv", "/menu/en/place", "/search", "/take", "/errand/guessed"])
def test_where_the_record_does_not_hold_a_part_of_a_page_says_so_in_plain_words(
    path: str, real: ASGIApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    told, headers, body = answered(real, path, b"lang=ru")
    assert (told, body.decode()) == (503, language("ru")("fault.title"))
    assert "content-security-policy" in headers


def test_no_view_is_worked_out_where_all_requests_wait(real: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    on_loop: list[str] = []
    frame_for = served.frame_for

    def watched(path: str, query: dict[str, list[str]], locale: str | None) -> Any:
        try:
            asyncio.get_running_loop()
            on_loop.append(path)
        except RuntimeError:
            pass
        return frame_for(path, query, locale)

    monkeypatch.setattr("esimder.served.frame_for", watched)
    for path in ("/export/statements.csv", "/menu/en/place", "/search", "/take"):
        assert answered(real, path, b"lang=en")[0] == 200
    assert on_loop == []


def test_nothing_that_the_server_began_outlives_it() -> None:
    async def run() -> None:
        async with server._lifespan(server.app):
            desk.running(shipped()).warm()
            spare = desk.running(shipped())._spare
            assert spare and spare.poll() is None
            kept.append(spare)

    kept: list[Any] = []
    asyncio.run(run())
    assert kept[0].returncode is not None and server.app._user_lifespan is server._lifespan
