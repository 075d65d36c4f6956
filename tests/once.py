"""Files of views that several tests ask for: each is made once a run, by whichever worker needs it first."""

import hashlib
import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from esimder.exports.making import made
from esimder.exports.registry import FORMATS
from esimder.i18n.language import language
from esimder.query.view import View
from esimder.record import load
from esimder.views.context import Context
from tests.record import shipped

ORIGIN = "https://esimder.example"
VIEWS: dict[str, dict[str, Any]] = {
    "everything": {},
    "a place and a period": {"place": ("almaty",), "since": date(2018, 1, 1), "until": date(2018, 12, 31)},
    "the latest day and all cases": {"as_of": date(2022, 12, 31), "scope": "all"},
    "by publication": {"basis": "published", "as_of": date(2018, 6, 1)},
    "lanes by person": {"lanes": "person", "count": "people"},
    "nothing": {"q": "zzzzzz"},
}
# The folder of this run, set before the first test; a file that outlived its run would be what older code made.
shelf: list[Path] = []


def file(code: str, of: Context, **choices: str) -> bytes:
    """The file of a view in a format, with these choices, as a reader at ORIGIN gets it."""
    return _file(code, of.record, of.view, of.path, tuple(sorted(FORMATS[code].chosen(choices).items())))


@lru_cache(maxsize=64)
def _file(code: str, record: load.Record, view: View, path: str, choices: tuple[tuple[str, str], ...]) -> bytes:
    def make() -> bytes:
        return made(FORMATS[code].make(Context.of(view, language(view.lang), record, path, ()), ORIGIN, dict(choices)))

    if record is not shipped() or not shelf:
        return make()
    kept = shelf[0] / hashlib.sha256(repr((code, view, path, choices)).encode()).hexdigest()
    if not kept.exists():
        # Under a name of its own first: another worker never reads half a file.
        own = kept.with_suffix(f".{os.getpid()}")
        own.write_bytes(make())
        own.replace(kept)
    return kept.read_bytes()
