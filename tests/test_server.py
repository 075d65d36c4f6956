"""What the server sends: the shell in the reader's language, headers that keep it to itself, the ground of the map."""

import asyncio
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp

from esimder import desk, served, server
from esimder.figures.screen import SCREENS
from esimder.language import language
from esimder.schema import LANGUAGES
from tests.asking import answered, request
from tests.record import shipped

HTML = (
    b'<!DOCTYPE html><html lang="en"><head><link rel="icon" href="./favicon.png"><title>Streamlit</title></head>'
    b"<body></body></html>"
)


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


@pytest.mark.parametrize("query", ["q=%D0%96", "embed=true&q=Swi%C4%99cicki", "q=%FF%FE", "q=%D2%9A&lang=kk"])
def test_a_link_with_letters_of_any_script_opens(query: str, real: ASGIApp) -> None:
    told, headers, body = answered(real, "/person", query.encode(), b"text/html")
    assert told == 200 and b"Esimder" in body
    assert ("frame-ancestors *" in headers["content-security-policy"]) == ("embed" in query)


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


def test_the_settings_keep_the_reader_to_the_machine() -> None:
    said: dict[str, Any] = tomllib.loads((server.ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert said["browser"]["gatherUsageStats"] is False
    assert said["server"]["address"] == "127.0.0.1" and said["server"]["fileWatcherType"] == "none"
    assert said["client"]["showErrorDetails"] == "none" and said["client"]["showErrorLinks"] is False
    assert said["runner"]["fastReruns"] is False and said["server"]["enableAgentApi"] is False
    assert said["server"]["maxUploadSize"] == 1


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
    waited: list[bool] = []
    frame_for = served.frame_for

    def watched(path: str, query: dict[str, list[str]], locale: str | None) -> Any:
        try:
            asyncio.get_running_loop()
            waited.append(True)
        except RuntimeError:
            waited.append(False)
        return frame_for(path, query, locale)

    monkeypatch.setattr("esimder.served.frame_for", watched)
    for path in ("/export/statements.csv", "/menu/en/place", "/search", "/take"):
        assert answered(real, path, b"lang=en")[0] == 200
        assert waited and not any(waited), path
        waited.clear()


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
