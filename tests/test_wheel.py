"""What `pip install` gives: a command that shows a record away from the checkout."""

import http.client
import json
import os
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from esimder import __main__ as command
from esimder.server import serve
from tests.browser.conftest import free_port
from tests.house import ROOT

NAMES = ("PYTHON", "ESIMDER_", "STREAMLIT_")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[http.client.HTTPConnection]:
    """A connection to the server that the installed command starts, in a folder that asks for telemetry."""
    home = tmp_path_factory.mktemp("wheel")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(NAMES)}
    environment["HOME"] = str(home)

    def run(*line: str | Path, cwd: Path = home) -> None:
        subprocess.run([sys.executable, "-m", *line], cwd=cwd, env=environment, check=True, capture_output=True)

    run("hatchling", "build", "-t", "wheel", "-d", home, cwd=ROOT)
    run("venv", "--without-pip", home / "env")
    python = home / "env/bin/python"
    run("pip", "--python", python, "install", "--no-deps", "--no-index", next(home.glob("*.whl")))
    # What the wheel needs is lent by the environment of the tests.
    lent = home / "env" / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix) / "lent.pth"
    lent.write_text(sysconfig.get_path("purelib"))
    (home / ".streamlit").mkdir()
    (home / ".streamlit/config.toml").write_text("[browser]\ngatherUsageStats = true\n")

    port = free_port()
    line = [str(home / "env/bin/esimder"), "serve", "--port", str(port)]
    with subprocess.Popen(line, cwd=home, env=environment, stderr=subprocess.PIPE) as process:
        try:
            yield _connected(port, process)
        finally:
            process.terminate()


def _connected(port: int, process: "subprocess.Popen[bytes]") -> http.client.HTTPConnection:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.connect()
            return connection
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read().decode()
            time.sleep(0.1)
    pytest.fail("no server after half a minute")


def got(site: http.client.HTTPConnection, path: str) -> bytes:
    site.request("GET", path, headers={"accept": "text/html"})
    answer = site.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, body[:200])
    assert answer.getheader("server") is None
    return body


def test_the_command_shows_pages_files_and_the_record_that_the_wheel_carries(site: http.client.HTTPConnection) -> None:
    assert got(site, "/healthz") == b"ok"
    assert b"/web/view.css" in got(site, "/map")
    shown = json.loads(got(site, "/view/detained?lang=en&_screen=desktop&_theme=light"))
    assert shown["path"] == "detained" and 'href="/person?' in shown["html"]
    assert got(site, "/_stcore/bidi-components/esimder.view/view.js") == (ROOT / "esimder/web/view.js").read_bytes()
    assert b"statement_id" in got(site, "/export/statements.csv")
    assert json.loads(got(site, "/take/places?lang=en"))["features"], "made by a process of its own"


def test_streamlit_mounts_the_page_and_is_told_to_report_to_nobody(site: http.client.HTTPConnection) -> None:
    begin = BackMsg()
    begin.rerun_script.query_string = "lang=ru"
    with connect(f"ws://{site.host}:{site.port}/_stcore/stream", subprotocols=["streamlit"]) as socket:  # type: ignore[list-item]
        socket.send(begin.SerializeToString())
        messages: list[ForwardMsg] = []
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(ForwardMsg.FromString(socket.recv(20)))
    session = next(message.new_session for message in messages if message.HasField("new_session"))
    assert session.config.gather_usage_stats is False
    elements = [message.delta.new_element for message in messages if message.HasField("delta")]
    page = next(element.bidi_component for element in elements if element.HasField("bidi_component"))
    assert json.loads(page.json)["lang"] == "ru"


def test_no_answer_on_a_kept_connection_waits_for_the_one_before(site: http.client.HTTPConnection) -> None:
    """With Nagle's wait, which `streamlit run` leaves on, a short answer comes 40 ms late."""
    took = []
    for _ in range(6):
        began = time.perf_counter()
        got(site, "/healthz")
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


def test_the_pinned_versions_are_a_set_that_the_package_accepts() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pinned = {line.split("==")[0].lower(): line.split("==")[1] for line in lines if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    assert [str(need) for need in wanted if pinned.get(need.name, "0") not in need.specifier] == []
    assert lines[-1] == "-e ."
