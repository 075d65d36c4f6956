"""How a page is asked for and where it goes: a run of Streamlit at the first look, then a fetch for all that follows.

A rerun takes Streamlit longer than drawing the view takes us, so a page that is open already fetches its next view.
Both run the same script of `pages/`; what differs, whence the question comes and whither the answer goes, is here.
"""

import logging
from base64 import b64encode
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType
from typing import Any, Literal

import streamlit as st

from esimder.paths import ROOT, WEB
from esimder.views.context import APART, PAGES

SCRIPTS = {"": "dashboard.py", **{path: f"pages/{path}.py" for path in (*PAGES, *APART) if path}}
Device = dict[Literal["screen", "theme"], str]
Query = dict[str, list[str]]


class Answered(Exception):
    """A fetched page has said all that it will say."""


@dataclass
class Fetch:
    """A question of a page that is open in a browser, and what its script answers."""

    query: Query
    device: Device
    posted: str = ""
    locale: str | None = None
    answer: dict[str, Any] = field(default_factory=dict)


_fetch: ContextVar[Fetch | None] = ContextVar("fetch", default=None)


def query() -> Query:
    """The parameters of the address."""
    asked = _fetch.get()
    return asked.query if asked else {name: st.query_params.get_all(name) for name in st.query_params}


def posted() -> str:
    """What the browser sends beside the address, if anything: a draft of a story, which nobody keeps."""
    asked = _fetch.get()
    return asked.posted if asked else ""


def locale() -> str | None:
    """The language for an address that names none: that of the page which is open, or of the browser."""
    asked = _fetch.get()
    return asked.locale if asked else st.context.locale


def device() -> Device:
    """The width class and theme that the browser tells; for the first view a guess."""
    if asked := _fetch.get():
        return asked.device
    agent = st.context.headers.get("User-Agent", "") if st.context.headers else ""
    return {"screen": "phone" if "Mobi" in agent else "desktop", "theme": st.context.theme.type or "light"}


@lru_cache
def icon() -> str:
    """Our sign, as an address that holds it: for a file of it a browser would ask anew with every view."""
    drawn = WEB / "icon.svg"
    return "data:image/svg+xml;base64," + b64encode(drawn.read_bytes()).decode()


def begin() -> None:
    """What a run of Streamlit needs before anything else."""
    if not _fetch.get():
        st.set_page_config("Esimder", icon(), layout="wide", initial_sidebar_state="collapsed")


def answered(told: dict[str, Any]) -> bool:
    """Take the answer if it was fetched; tells whether it was."""
    asked = _fetch.get()
    if asked:
        asked.answer = told
    return asked is not None


def stop() -> None:
    """End the script here: everything is said."""
    if _fetch.get():
        raise Answered
    st.stop()


class _Script(SourceFileLoader):
    """The script of a page, whose code is read from the disk once."""

    @cached_property
    def _code(self) -> CodeType | None:
        return super().get_code(self.name)

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the script, which is run anew with every view."""
        return self._code


@lru_cache
def _script(path: str) -> _Script:
    return _Script("page", str(ROOT / SCRIPTS[path]))


def _run(path: str) -> None:
    """Run the script of a page from its top, as Streamlit does."""
    _script(path).exec_module(ModuleType("page"))


def fetched(
    path: str,
    asked: Query,
    seen: Device,
    posted: str = "",
    locale: str | None = None,
    stumbled: Callable[[Exception], bool] = lambda failure: False,
) -> dict[str, Any]:
    """What the page at `path` shows for a query on a device: the same as a run of Streamlit would show.

    `stumbled` shows a failure of the page in its place, and tells whether it could.
    """
    fetch = Fetch(asked, seen, posted, locale)
    token = _fetch.set(fetch)
    try:
        _run(path)
    except Answered:
        pass
    except Exception as failure:
        if not stumbled(failure):
            raise
        logging.getLogger(__name__).exception("a page failed")
    finally:
        _fetch.reset(token)
    return fetch.answer
