"""The record that this server shows, and the views of it that an address asks for."""

import gc
import os
import sys
from locale import getlocale
from pathlib import Path
from threading import Lock
from typing import Any

from esimder.i18n.language import Language, spoken
from esimder.record import load
from esimder.record.check import Cause, causes
from esimder.search import matches
from esimder.views.context import Context

_loading = Lock()  # two who ask first at the same time must get one record, by which all that is counted is kept
_kept: dict[Path, load.Record] = {}
_refused: dict[Path, tuple[Any, load.BadRecord]] = {}  # by folder: its files as they were read, and their faults


def record(folder: Path) -> load.Record:
    """The record of a folder, loaded once for all readers; one that does not hold is read again when its files have
    changed, and not for everybody who asks."""
    with _loading:
        if folder in _kept:
            return _kept[folder]
        seen = _seen(folder)
        if folder in _refused and _refused[folder][0] == seen:
            raise load.BadRecord(_refused[folder][1].faults)
        try:
            _kept[folder] = _loaded(folder)
        except load.BadRecord as bad:
            _refused[folder] = (seen, bad)
            raise
        _refused.pop(folder, None)
        return _kept[folder]


def ready() -> bool:
    """Whether there is a record to show."""
    try:
        record(folder())
    except load.BadRecord:
        return False
    return True


def address() -> str:
    """Where the record that is shown can be seen by everybody, as it says itself; empty before it is loaded."""
    shown = _kept.get(folder())
    return shown.settings.address if shown else ""


def _seen(folder: Path) -> Any:
    """What tells whether any file of a folder has changed, without reading one."""
    try:
        told = [(one.name, one.stat()) for one in os.scandir(folder)]
    except OSError as unread:
        return str(unread)
    return sorted((name, stat.st_mtime_ns, stat.st_size, stat.st_mode, stat.st_ino) for name, stat in told)


def _loaded(folder: Path) -> load.Record:
    loaded = load.load(folder)
    matches.searched(loaded)
    # Streamlit collects all garbage after every run and so walks all that pandas and Plotly ever made; what is loaded
    # by now is never garbage. This is the largest single gain in speed.
    gc.collect()
    gc.freeze()
    return loaded


def _line(cause: Cause, say: Language) -> str:
    """What is told of one cause, in a line of plain text: no sign of it can move a terminal."""
    rows = f"{say('fault.row')} {', '.join(map(str, cause.rows))}" if cause.rows else ""
    more = f"… ({say('fault.rows', n=cause.count)})" if cause.count > len(cause.rows) and cause.rows else ""
    values = " · ".join(f"“{value[:80]}”" for value in cause.values)
    where = " ".join(filter(None, (cause.file, rows, more, cause.column[:80], values)))
    right = f" {say('fault.right')}: {cause.right}" if cause.right else ""
    line = f"  {where}: {say(cause.why)}.{right}"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in line) + "\n"


def begin() -> None:
    """Load the record before anybody asks, and tell whoever started the server what is wrong with it, once."""
    say = spoken("", getlocale()[0])
    try:
        warned = record(folder()).warnings
        said = say("told.lead", n=len(warned)) if warned else ""
    except load.BadRecord as bad:
        warned, said = causes(bad.faults), say("fault.count", n=len(bad.faults), folder=folder().name)
    if said:
        _tell(f"{said}\n" + "".join(_line(cause, say) for cause in warned))


def _tell(text: str) -> None:
    told = sys.stderr.encoding or "ascii"
    sys.stderr.write(text.encode(told, "backslashreplace").decode(told))
    sys.stderr.flush()


def folder() -> Path:
    """The folder of the record that this server shows."""
    return Path(os.environ.get("ESIMDER_DATA") or load.SHIPPED)


def context_for(path: str, query: dict[str, list[str]], locale: str | None) -> Context:
    """The view of this server's record that a query asks for; raises BadRecord if the record does not hold."""
    return Context.asked(record(folder()), path, query, locale)
