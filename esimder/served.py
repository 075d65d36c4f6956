"""The record that this server shows, and the views of it that an address asks for."""

import gc
import os
from functools import lru_cache
from pathlib import Path
from threading import Lock

from esimder import data, find, page
from esimder.chosen import codes
from esimder.language import spoken
from esimder.view import View

_loading = Lock()  # two who ask first at the same time must get one record, by which all that is counted is kept


def record(folder: Path) -> data.Record:
    """The record of a folder, loaded once for all readers."""
    with _loading:
        return _loaded(folder)


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> data.Record:
    loaded = data.load(folder)
    find.searched(loaded)
    # Streamlit collects all garbage after every run and so walks all that pandas and Plotly ever made; what is loaded
    # by now is never garbage. This is the largest single gain in speed.
    gc.collect()
    gc.freeze()
    return loaded


def folder() -> Path:
    """The folder of the record that this server shows."""
    return Path(os.environ.get("ESIMDER_DATA") or data.SHIPPED)


def frame_of(shown: data.Record, path: str, query: dict[str, list[str]], locale: str | None) -> page.Frame:
    """The view of a record that a query asks for, with words and names."""
    view, left_out = View.from_query(query, codes(shown))
    return page.frame(view, spoken(view.lang, locale), shown, path, left_out)


def frame_for(path: str, query: dict[str, list[str]], locale: str | None) -> page.Frame:
    """The view of this server's record that a query asks for; raises BadRecord if the record does not hold."""
    return frame_of(record(folder()), path, query, locale)
