"""A page of one's own: our bar and filters around plain Streamlit, and what the reader asks for as pandas tables.

A script that stands in `pages/` and calls `open_page(__file__)` is such a page; docs/OWN_PAGE.md shows one.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from esimder.i18n.labels import Directory
from esimder.i18n.language import Language
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.load import BadRecord
from esimder.record.schema import TABLES
from esimder.server import pages, records, streamlit_pages

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class OwnPage:
    """What a page of one's own is made from.

    `record` are the five tables of the record by name, `selected` those of them that the reader's filters narrow:
    statements, events and people. `view` are the filters, `say` the words of the reader's language, `names` the names
    of places, people and events in it. The tables are the page's own: to change one changes nothing else.
    """

    record: Tables
    selected: Tables
    view: View
    say: Language
    names: Directory


def open_page(file: str) -> OwnPage:
    """Show our bar and the filters on a page, which hands in its `__file__`; shows every fault and stops the script if
    the record does not hold."""
    streamlit_pages.configure()
    query, device, locale = streamlit_pages.request()
    path = pages.url_path(Path(file))
    try:
        context = records.context_for(path, query, locale)
    except BadRecord as bad:
        streamlit_pages.mount(pages.faults(path, bad, query, device, locale))
        st.stop()
    rows = select(context.record, context.view)
    streamlit_pages.mount(pages.bar(context, device))
    return OwnPage(
        {name: getattr(context.record, name).copy() for name in TABLES},
        {name: getattr(rows, name).copy() for name in ("statements", "events", "people")},
        context.view,
        context.say,
        context.directory,
    )
