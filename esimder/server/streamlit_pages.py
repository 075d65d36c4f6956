"""A page as Streamlit shows it: the first look of a reader, and whatever follows a lost connection.

A page is one component: HTML that the templates made and the figures that stand in it. It sends nothing back: where a
click leads to is fetched, so the URL is the state and nothing else remembers anything.
"""

from inspect import getfile
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

from esimder.server import pages
from esimder.views.context import Query
from esimder.views.device import Device, device

COMPONENT = "esimder.view"  # declared in pyproject.toml, where Streamlit looks among the installed packages


def run(page: pages.PageFunction) -> None:
    """Show a page for the address that Streamlit is asked for: the last line of its script."""
    configure()
    query, device, locale = request()
    mount(pages.answer(page, pages.url_path(Path(getfile(page))), query, device, locale=locale))


def configure() -> None:
    """The name, the sign and the width of every page."""
    st.set_page_config("Esimder", pages.icon(), layout="wide", initial_sidebar_state="collapsed")


def request() -> tuple[Query, Device, str | None]:
    """What the browser asks for, on which device and in which language; the device is a guess until it says more."""
    agent = st.context.headers.get("User-Agent", "") if st.context.headers else ""
    seen = device("phone" if "Mobi" in agent else "desktop", st.context.theme.type or "light")
    return {name: st.query_params.get_all(name) for name in st.query_params}, seen, st.context.locale


def mount(payload: pages.Payload) -> None:
    """Put a page of ours, or the bar of a page of one's own, on the screen."""
    st.components.v2.component(COMPONENT, js="view.js", isolate_styles=False)(data=payload, key="page")


def stumbled(_: Exception) -> bool:
    """Shows plain words in the reader's language instead of Streamlit's own message; False if it could not."""
    try:
        query, device, locale = request()
        mount(pages.stumbled(pages.language_of(query, locale), device))
    except StreamlitAPIException:  # the failing page is already on the screen
        return False
    return True
