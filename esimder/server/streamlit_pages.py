"""A page as Streamlit shows it: the first look of a reader, and whatever follows a lost connection.

A page is one component: HTML that the templates made and the figures that stand in it. It sends nothing back: where a
click leads to is fetched, so the URL is the state and nothing else remembers anything.
"""

import streamlit as st
from streamlit.errors import StreamlitAPIException

from esimder.server import pages
from esimder.views.context import Query
from esimder.views.device import Device, device

COMPONENT = "esimder.view"  # declared in pyproject.toml, where Streamlit looks among the installed packages


def run(page: pages.PageFunction) -> None:
    """Show a page for the address that Streamlit is asked for: the last line of its script."""
    st.set_page_config("Esimder", pages.icon(), layout="wide", initial_sidebar_state="collapsed")
    path = pages.path_of(page)
    _mount(pages.answer(page, path, _query(), _device(), locale=st.context.locale))


def _query() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _device() -> Device:
    """A guess, until the browser says how wide its window is."""
    agent = st.context.headers.get("User-Agent", "") if st.context.headers else ""
    return device("phone" if "Mobi" in agent else "desktop", st.context.theme.type or "light")


def _mount(payload: pages.Payload) -> None:
    st.components.v2.component(COMPONENT, js="view.js", isolate_styles=False)(data=payload, key="page")


def stumbled(_: Exception) -> bool:
    """Shows plain words in the reader's language instead of Streamlit's own message; False if it could not."""
    try:
        _mount(pages.stumbled(pages.language_of(_query(), st.context.locale), _device()))
    except StreamlitAPIException:  # the failing page is already on the screen
        return False
    return True
