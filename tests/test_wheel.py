"""What `pip install` gives: a command that shows a record away from the checkout."""

import asyncio
import http.client
import json
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from packaging.requirements import Requirement
from starlette.types import Receive, Scope, Send

from esimder import __main__ as command
from esimder.server import serve
from tests.house import ROOT
from tests.starting import environment, got, page_of, sent_by_streamlit, started


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the checkout."""
    return tmp_path_factory.mktemp("wheel")


@pytest.fixture(scope="module")
def port(home: Path) -> Iterator[int]:
    """Where the installed command shows the shipped record, started in a folder whose settings ask for telemetry."""
    variables = environment(HOME=str(home))
    variables.pop("PYTHONPATH", None)

    def run(*line: str | Path, cwd: Path = home) -> None:
        subprocess.run([sys.executable, "-m", *line], cwd=cwd, env=variables, check=True, capture_output=True)

    run("hatchling", "build", "-t", "wheel", "-d", home, cwd=ROOT)
    run("venv", "--without-pip", home / "env")
    run("pip", "--python", home / "env/bin/python", "install", "--no-deps", "--no-index", next(home.glob("*.whl")))
    # What the wheel needs is lent by the environment of the tests.
    lent = [path for path in sys.path if path.endswith("-packages")]
    own = home / "env" / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix)
    (own / "lent.pth").write_text("\n".join(lent))
    (home / ".streamlit").mkdir()
    (home / ".streamlit/config.toml").write_text("[browser]\ngatherUsageStats = true\n")
    with started((str(home / "env/bin/esimder"), "serve", "--port={port}"), home, variables, home / "log") as (port, _):
        yield port


def test_the_command_shows_pages_files_and_the_record_that_the_wheel_carries(port: int) -> None:
    assert got(port, "/healthz")[0] == "ok"
    shell, headers = got(port, "/map?lang=kk")
    assert "/web/view.css" in shell and headers["server"] is None
    shown = json.loads(got(port, "/view/detained?lang=en&_screen=desktop&_theme=light")[0])
    assert shown["path"] == "detained" and 'href="/person?' in shown["html"]
    script = got(port, "/_stcore/bidi-components/esimder.view/view.js")[0]
    assert script == (ROOT / "esimder/web/view.js").read_text("utf-8")
    assert "statement_id" in got(port, "/take/statements")[0]
    assert json.loads(got(port, "/take/places?lang=en")[0])["features"], "made by a process of its own"


def test_streamlit_mounts_the_page_and_is_told_to_report_to_nobody(port: int) -> None:
    messages = sent_by_streamlit(port, "", "lang=ru")
    [session] = [message.new_session for message in messages if message.HasField("new_session")]
    assert session.config.gather_usage_stats is False
    assert page_of(messages)["lang"] == "ru"


def test_the_log_says_where_the_server_is_and_not_who_reads_what(port: int, home: Path) -> None:
    sent_by_streamlit(port, "person", "person=bokaev")
    got(port, "/view/person?person=bokaev&_screen=desktop&_theme=light")
    [line] = [line for line in (home / "log").read_text("utf-8").splitlines() if "127.0.0.1" in line or "GET" in line]
    assert f"Uvicorn running on http://127.0.0.1:{port}" in line


def test_no_answer_on_a_kept_connection_waits_for_the_one_before(port: int) -> None:
    """With Nagle's wait, which `streamlit run` leaves on, a short answer comes 40 ms late."""
    connection, took = http.client.HTTPConnection("127.0.0.1", port, timeout=20), []
    for _ in range(6):
        began = time.perf_counter()
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b"ok"
        took.append(time.perf_counter() - began)
    assert min(took) < 0.03


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ([], (None, "127.0.0.1", 8501)),
        (["serve"], (None, "127.0.0.1", 8501)),
        (["serve", "my record", "--port=9000", "--host", "::1"], (Path("my record"), "::1", 9000)),
    ],
)
def test_the_command_alone_serves_the_shipped_record(
    line: list[str], asked: tuple[Path | None, str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[Path | None, str, int]] = []
    monkeypatch.setattr(serve, "serve", lambda *values: served.append(values))
    monkeypatch.setattr(sys, "argv", ["esimder", *line])
    command.main()
    assert served == [asked]


@pytest.mark.parametrize(("proxy", "client"), [("", "10.0.0.9"), ("10.0.0.9", "192.0.2.1"), ("10.0.0.8", "10.0.0.9")])
def test_only_a_proxy_that_was_named_is_believed_about_who_asks(
    proxy: str, client: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["client"][0])

    def run(_: str, app_dir: str, **settings: Any) -> None:
        config = uvicorn.Config(app, **settings)
        config.load()
        scope = {"type": "http", "client": ("10.0.0.9", 1), "headers": [(b"x-forwarded-for", b"192.0.2.1")]}
        asyncio.run(config.loaded_app(scope, None, None))

    monkeypatch.setenv("ESIMDER_PROXY", proxy)
    monkeypatch.setattr(uvicorn, "run", run)
    serve.serve(None, "127.0.0.1", 8501)
    assert seen == [client]


def test_the_pinned_versions_are_a_set_that_the_package_accepts() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pinned = {line.split("==")[0].lower(): line.split("==")[1] for line in lines if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    assert [str(need) for need in wanted if pinned.get(need.name, "0") not in need.specifier] == []
    assert lines[-1] == "-e ."
