"""However the dashboard is started, it is the same whole product."""

import json
import sys
from pathlib import Path

import pytest

from esimder.i18n.language import language
from tests.house import ROOT
from tests.starting import environment, got, page_of, sent_by_streamlit, started

COMMANDS = {
    "streamlit run": ("-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port={port}"),
    "uvicorn": ("-m", "uvicorn", "dashboard:app", f"--app-dir={ROOT}", "--port={port}"),
    "esimder": ("-m", "esimder", "serve", "--port={port}"),
}


def children(process: int) -> set[int]:
    """The processes that a process has begun, in any of its threads, and that still run."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return {int(child) for thread in threads for child in thread.read_text().split()}


@pytest.mark.parametrize("way", COMMANDS)
def test_every_way_to_start_opens_the_same_whole_product(way: str, tmp_path: Path) -> None:
    command = (sys.executable, *COMMANDS[way])
    with started(command, tmp_path, environment(PYTHONPATH=str(ROOT)), tmp_path / "log") as (port, process):
        shell, headers = got(port, "/map?lang=kk")
        assert '<html lang="kk">' in shell and "/web/start.js" in shell
        assert "connect-src 'self'" in headers["content-security-policy"]
        assert got(port, "/healthz")[0] == "ok"
        assert "export default" in got(port, "/web/view.js")[0]
        shown = page_of(sent_by_streamlit(port, "map", "lang=kk&place=aktau"))
        fetched = json.loads(got(port, "/view/map?lang=kk&place=aktau&_screen=desktop&_theme=light")[0])
        assert shown == fetched and language("kk")("page.map") in shown["title"]
        assert got(port, "/take?lang=kk")[0]
        begun = children(process)
        assert begun, "a process waits to make a file"
    assert not any(Path(f"/proc/{one}").exists() for one in begun)
