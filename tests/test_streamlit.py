"""What we rely on in Streamlit and that it does not promise is there in the Streamlit that is installed.

A failure here says what a new version has changed; docs/STACK.md says what to do.
"""

import re
from functools import cache

import pytest
from starlette.types import ASGIApp
from streamlit.proto.BackMsg_pb2 import BackMsg

import dashboard
from esimder.record.schema import LANGUAGES
from esimder.server import access, pages, shell
from esimder.server.app import ROUTES
from tests.asking import answered
from tests.house import ROOT

OWN = [*ROOT.glob("esimder/web/*.css"), *ROOT.glob("esimder/web/*.js")]


@cache
def browser_half() -> str:
    """Everything that Streamlit runs in the browser."""
    return "\n".join(path.read_text("utf-8") for path in sorted((shell.SHELL.parent / "static" / "js").glob("*.js")))


@pytest.mark.parametrize("mark", shell.MARKS)
def test_what_we_replace_stands_once_in_the_shell(mark: bytes) -> None:
    assert shell.SHELL.read_bytes().count(mark) == 1


def test_the_shell_has_one_text_for_browsers_without_scripts() -> None:
    assert len(shell.NOSCRIPT.findall(shell.SHELL.read_bytes())) == 1


def test_every_inline_script_of_the_shell_is_allowed_by_our_policy_and_runs_nothing_else() -> None:
    html = shell.SHELL.read_text("utf-8")
    inline = [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag]
    assert inline == ["<script>"] and access.policy().count("'sha256-") == len(inline)
    assert not re.search(r"\son\w+=|javascript:", html)
    assert re.findall(r'(?:src|href)="(?!\./)([^"]*)"', html) == [], "the shell asks only for what is beside it"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_real_shell_speaks_the_readers_language_and_names_nobody_else(code: str, real: ASGIApp) -> None:
    html = answered(real, "/map", f"lang={code}".encode(), b"text/html")[2].decode()
    assert f'<html lang="{code}">' in html and "<title>Esimder</title>" in html and pages.icon() in html
    assert html.index("/web/start.js") < html.index('type="module"'), "our script runs before Streamlit's"
    assert "enable JavaScript" not in html and html.count("<noscript>") == 1


def test_every_message_of_a_browser_is_known_and_either_heard_or_not() -> None:
    names = set(BackMsg.DESCRIPTOR.fields_by_name)
    assert names - shell.HEARD - shell.NOT_HEARD == set(), "new: decide whether a page needs it (shell.HEARD)"
    assert (shell.HEARD | shell.NOT_HEARD) - names == set(), "gone: a page may hang without it"


def test_every_address_of_streamlit_is_known_and_either_open_or_closed() -> None:
    routes = dashboard.app._build_starlette_app().routes
    paths = {getattr(route, "path", "") for route in routes if route not in ROUTES} - {""}  # "" are its files
    opened = {path for path in paths if path in shell.OPEN or path.startswith(shell.OPEN_FOLDERS)}
    assert paths - opened - shell.CLOSED == set(), "new: decide whether a page needs it (shell.OPEN)"
    assert shell.CLOSED - paths == set(), "gone: strike it out"
    assert {"/_stcore/health", "/_stcore/host-config", shell.SOCKET} <= opened
    assert not any(path in shell.OPEN or path.startswith(shell.OPEN_FOLDERS) for path in shell.CLOSED)


def test_every_element_of_streamlit_that_we_name_is_listed() -> None:
    text = "\n".join(path.read_text("utf-8") for path in OWN if "plotly" not in path.name)
    assert set(re.findall(r"""[.#"'=]{1,2}(st[A-Z]\w+)""", text)) == shell.ELEMENTS


@pytest.mark.parametrize("name", sorted(shell.ELEMENTS | shell.BROWSER))
def test_what_we_name_of_streamlits_browser_half_is_there(name: str) -> None:
    assert re.search(rf"\b{name}\b", browser_half()), f"{name} is gone: what it hid may show, what it stopped may run"
