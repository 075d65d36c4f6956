"""The tables of a view as a folder of files in a zip: it can be loaded as a record of one's own."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from esimder.exports import licences
from esimder.exports.making import Format, Steps
from esimder.exports.tables.tables import Tables, counted, table_csv, tables
from esimder.record.load import Settings
from esimder.record.schema import LANGUAGES
from esimder.record.settings import SETTINGS
from esimder.views import citation
from esimder.views.context import Context
from esimder.views.provenance import Imprint, imprint

_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_MARK = "\ufeff"  # by which spreadsheets know that a file is UTF-8


def zipped(folder: str, files: Mapping[str, str], about: Imprint) -> bytes:
    """Files in a folder, as a zip that says in its comment what it is; the same files always give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in files.items():
            # No time of writing: it would say when the reader worked, and make a file of each download.
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, text)
        target.comment = "\n".join(told(about)).encode()[:65_535]
    return out.getvalue()


def told(about: Imprint) -> list[str]:
    """The imprint as lines of plain text, each on one line whatever the words hold."""
    return [_CONTROL.sub(" ", sentence) for sentence in about.sentences]


def licence(context: Context, about: Imprint) -> str:
    """What may be done with the tables, and how to name them."""
    address = licences.address(about.licence)
    stated = about.licence or context.say("imprint.no_licence")
    return "\n".join(
        (
            f"{context.say('imprint.licence')}: {stated}" + (f", {address}" if address else ""),
            f"{context.say('imprint.citation')}: {about.citation}",
            "",
            context.say("bundle.licence_note"),
            "",
        )
    )


def _toml(value: object) -> str:
    # A text of JSON is one of TOML too, but for the one control sign that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F") if isinstance(value, str) else str(value)


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"{name} = {_toml(value)}" for name, value in values.items() if value and isinstance(value, str | date | int)
    )


def _said(own: Settings, name: str) -> object:
    """What a record says in one line of `record.toml`."""
    stem, _, code = name.rpartition("_")
    return getattr(own, stem).get(code, "") if stem and code in LANGUAGES else getattr(own, name)


def settings(context: Context, about: Imprint) -> str:
    """What the record says of itself, as of the reader's day; the imprint stands before it as a comment."""
    own = context.record.settings
    # The public address is that of this server, where the copy does not stand.
    said = {line.name: _said(own, line.name) for line in SETTINGS if line.type not in ("changes", "address")}
    lines = [*(f"# {line}" for line in told(about)), "", *_pairs({**said, "as_of": about.as_of})]
    for change in own.changes:
        lines += ["", "[[changes]]", *_pairs(change)]
    return "\n".join(lines) + "\n"


def readme(context: Context, about: Imprint, found: Tables) -> str:
    """What the folder is and holds, in the reader's language: first the imprint, then the files, then the sources."""
    say = context.say
    lines = [*told(about), "", say("bundle.contents"), ""]
    for table, rows in found.items():
        shown = counted(rows)
        counts = say("bundle.rows", shown=say.number(shown), more=say.number(len(rows) - shown))
        lines.append(f"{table}.csv: {say(f'bundle.{table}')} {counts}")
    lines += [f"record.toml: {say('bundle.record')}", f"LICENSE.txt: {say('bundle.licence')}", ""]
    lines += [say("bundle.shown"), say("bundle.differs"), say("bundle.guard"), say("bundle.again"), ""]
    lines += [say("bundle.cited"), "", *(f"{one}: {citation.source(context, one)}" for one in about.sources)]
    return "\n".join(lines) + "\n"


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """The five tables with what they are, as a zip."""
    yield "step.tables"
    found, about = tables(context), imprint(context, origin)
    yield "step.file"
    files = {
        "README.txt": readme(context, about, found),
        "LICENSE.txt": licence(context, about),
        "record.toml": settings(context, about),
        **{f"{table}.csv": _MARK + table_csv(table, rows) for table, rows in found.items()},
    }
    # A folder of its own for each file that is taken: none unpacks over another.
    return zipped(f"{about.stem}-{context.say.code}-tables", files, about)


FORMAT = Format("tables", "zip", "application/zip", make)
