"""What the server sends, and to whom: headers that keep it to itself, the ground of the map, plain words."""

import asyncio
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from esimder.figures.screen import SCREENS
from esimder.i18n.language import language
from esimder.paths import ROOT
from esimder.record import load as data
from esimder.record.schema import LANGUAGES
from esimder.server import app, downloads, records, requests
from tests.asking import answered, behind, request
from tests.record import folder, shipped


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/map", 200),
        ("/web/view.js", 200),
        ("/web/nothing.js", 404),
        ("/ground/kk/light/desktop.json", 200),
        ("/take/statements", 200),
        ("/view/map", 200),
        ("/search", 200),
        ("/menu/kk/place", 200),
        ("/take", 200),
        ("/job/guessed", 404),
        ("/healthz", 200),
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


@pytest.fixture
def framing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESIMDER_FRAMES", "https://paper.example, https://*.other.example:8443 javascript: https://x;y")


@pytest.mark.usefixtures("framing")
@pytest.mark.parametrize("query", ["q=%D0%96", "embed=true&q=Swi%C4%99cicki", "q=%FF%FE", "q=%D2%9A&lang=kk"])
def test_a_link_with_letters_of_any_script_opens(query: str, real: ASGIApp) -> None:
    told, headers, body = answered(real, "/person", query.encode(), b"text/html")
    assert told == 200 and b"Esimder" in body
    framers = "https://paper.example https://*.other.example:8443" if "embed" in query else "'none'"
    assert f"frame-ancestors {framers};" in headers["content-security-policy"]


def test_without_a_setting_no_page_of_others_shows_a_view_in_a_frame(real: ASGIApp) -> None:
    policy = answered(real, "/", b"embed=true", b"text/html")[1]["content-security-policy"]
    assert "frame-ancestors 'none';" in policy


@pytest.mark.parametrize("setting", ["", "https://paper.example"])
def test_other_pages_load_nothing_of_ours_but_the_script_of_a_frame(
    setting: str, real: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESIMDER_FRAMES", setting)
    policies = {path: answered(real, path)[1]["cross-origin-resource-policy"] for path in ("/", "/web/embed.js")}
    assert policies == {"/": "same-origin", "/web/embed.js": "cross-origin" if setting else "same-origin"}
    assert ("embed=true" in answered(real, "/take")[2].decode()) == bool(setting)


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/_stcore/agent/x", "/_stcore/agent", "/_stcore/upload_file/session/file"),
        *("/_stcore/script-health-check", "/component/x/y", "/app/static/x", "/auth/login", "/oauth2callback"),
        *("/_stcore/anything", "/map/_stcore/health", "//map", "/index.html", "/nowhere", "/.git/config"),
    ],
)
def test_only_what_the_page_needs_is_open(path: str) -> None:
    status, _, body = answered(behind(b"secret", "text/plain"), path, b"lang=ru")
    assert status == 404 and b"secret" not in body and language("ru")("door.nothing") in body.decode()


def test_what_the_page_needs_is_open() -> None:
    needed = ("/", "/map", "/map/", "/present", "/static/js/index.js", "/_stcore/health", "/_stcore/host-config")
    ours = ("/web/view.js", "/take/a", "/view/", "/take", "/take/page", "/job/a", "/search", "/menu/kk/place")
    for path in (*needed, *ours, "/ground/kk/light/wide.json", "/healthz", "/media/x"):
        assert answered(behind(b"{}", "text/plain"), path)[2].startswith(b"{}"), path


@pytest.mark.parametrize("path", ["/", "/search", "/take", "/view/", "/take/statements", "/web/view.js"])
@pytest.mark.parametrize("query", ["&".join(["a=b"] * 201), "q=" + "x" * 9000, "&" * 200])
def test_a_link_of_too_many_or_too_long_parameters_is_refused_before_anything_else(path: str, query: str) -> None:
    status, _, body = answered(behind(b"secret", "text/plain"), path, f"lang=kk&{query}".encode())
    assert (status, body.decode()) == (414, language("kk")("door.too_long"))


def test_the_query_of_a_request_costs_one_pass() -> None:
    asked = "&".join(f"x{number}=1&place=p{number}" for number in range(20_000))
    begun = time.process_time()
    found = requests.query(request("/search", f"_q=z&{asked}"))
    assert len(found["place"]) == 20_000 and "_q" not in found
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::1", "[x]"]
)
def test_a_page_that_calls_this_machine_by_another_name_reads_nothing(host: str, real: ASGIApp) -> None:
    for path in ("/", "/search", "/take/statements", "/_stcore/health", "/web/view.js"):
        assert answered(real, path, host=host)[0] == 421, path


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LocalHost:1", "[::1]:8501", "names.example:443"])
def test_the_server_answers_to_its_own_names(host: str, real: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESIMDER_HOSTS", "names.example, other.example")
    assert answered(real, "/_stcore/host-config", host=host)[0] == 200


@pytest.mark.parametrize("setting", ["ESIMDER_ADDRESS", "ESIMDER_HOSTS"])
def test_the_server_answers_to_its_public_address(
    setting: str, real: ASGIApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(setting, "https://names.example" if setting == "ESIMDER_ADDRESS" else "names.example")
    monkeypatch.setenv("ESIMDER_DATA", str(folder(tmp_path)))
    records.record(records.folder())
    assert answered(real, "/healthz", host="names.example")[0] == 200
    assert answered(real, "/healthz", host="example")[0] == 421


@pytest.mark.parametrize("path", ["/view/map", "/search", "/take/statements", "/take", "/menu/kk/place", "/job/a"])
def test_what_the_record_says_is_kept_by_no_cache(path: str, real: ASGIApp) -> None:
    assert answered(real, path, b"_screen=desktop&_theme=light")[1]["cache-control"] == "no-store"


def test_the_server_is_ready_only_with_a_record(real: ASGIApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert answered(real, "/healthz")[0] == 200
    read: list[Path] = []
    load = data.load

    def watched(home: Path) -> data.Record:
        read.append(home)
        return load(home)

    monkeypatch.setattr(data, "load", watched)
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    assert [answered(real, path)[0] for path in ("/healthz", "/healthz", "/search")] == [503] * 3
    assert read == [tmp_path], "a broken record is read again only when a file of it has changed"
    folder(tmp_path)
    assert [answered(real, path)[0] for path in ("/healthz", "/search", "/healthz")] == [200] * 3
    assert read == [tmp_path] * 2


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_ground_of_the_map_is_there_for_every_screen_theme_and_language(screen: str, theme: str, code: str) -> None:
    sent = asyncio.run(app.ground(request("/ground", code=code, theme=theme, screen=screen)))
    assert sent.status_code == 200
    drawn = json.loads(bytes(sent.body))
    assert {trace["type"] for trace in drawn["data"]} == {"scatter"}
    assert language(code)("unit.km") in drawn["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize(
    ("code", "theme", "screen"), [("de", "light", "wide"), ("kk", "pink", "wide"), ("kk", "light", "../x")]
)
def test_there_is_no_other_ground(code: str, theme: str, screen: str) -> None:
    assert asyncio.run(app.ground(request("/ground", code=code, theme=theme, screen=screen))).status_code == 404


def test_the_settings_keep_the_reader_to_the_machine() -> None:
    said: dict[str, Any] = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert said["browser"]["gatherUsageStats"] is False
    assert said["server"]["address"] == "127.0.0.1" and said["server"]["fileWatcherType"] == "none"
    assert said["client"]["showErrorDetails"] == "none" and said["client"]["showErrorLinks"] is False
    assert said["runner"]["fastReruns"] is False and said["server"]["enableAgentApi"] is False
    assert said["server"]["maxUploadSize"] == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_draft_that_is_too_long_is_refused_in_plain_words(code: str, real: ASGIApp) -> None:
    asked = f"lang={code}&_screen=desktop&_theme=light".encode()
    told, _, body = answered(real, "/view/present", asked, posted=b"x" * (app.LONGEST + 1))
    assert (told, body.decode()) == (413, language(code)("fault.too_long"))
    assert answered(real, "/view/present", asked, posted=b"x" * app.LONGEST)[0] == 200


@pytest.mark.parametrize("path", ["/take/statements", "/menu/en/place", "/search", "/take", "/job/guessed"])
def test_where_the_record_does_not_hold_a_part_of_a_page_says_so_in_plain_words(
    path: str, real: ASGIApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    told, headers, body = answered(real, path, b"lang=ru")
    assert (told, body.decode()) == (503, language("ru")("fault.title"))
    assert "content-security-policy" in headers


def test_no_view_is_worked_out_where_all_requests_wait(real: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[bool] = []
    context_for = records.context_for

    def watched(path: str, query: dict[str, list[str]], locale: str | None) -> Any:
        try:
            asyncio.get_running_loop()
            waited.append(True)
        except RuntimeError:
            waited.append(False)
        return context_for(path, query, locale)

    monkeypatch.setattr("esimder.server.records.context_for", watched)
    for path in ("/take/statements", "/menu/en/place", "/search", "/take"):
        assert answered(real, path, b"lang=en")[0] == 200
        assert waited and not any(waited), path
        waited.clear()


def test_nothing_that_the_server_began_outlives_it() -> None:
    async def run() -> None:
        async with app.lifespan(None):
            downloads.queue_of(shipped()).warm()
            spare = downloads.queue_of(shipped())._spare
            assert spare and spare.poll() is None
            kept.append(spare)

    kept: list[Any] = []
    asyncio.run(run())
    assert kept[0].returncode is not None
