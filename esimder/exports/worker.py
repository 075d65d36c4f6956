"""Makes one file of one view in a process of its own and prints its progress as lines of JSON.

`python -m esimder.exports.worker RECORD`: RECORD is the server's record as it stands in memory, so that a file has the
numbers of the screen even if the tables on the disk have changed. The process can be ended at any moment.
"""

import json
import os
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from esimder.exports.registry import FORMATS
from esimder.record.load import Record
from esimder.views.context import Context


@dataclass(frozen=True)
class ExportRequest:
    """A format, the page and query of a view, the public address for links, and the reader's choices."""

    format: str
    path: str
    query: dict[str, list[str]]
    origin: str
    choices: Mapping[str, str] = field(default_factory=dict)


def report(**progress: str) -> None:
    """Writes one line to the server."""
    sys.stdout.write(json.dumps(progress) + "\n")
    sys.stdout.flush()


def run(record: Record, request: ExportRequest, file: Path) -> None:
    """Makes a file."""
    kind = FORMATS[request.format]
    context = Context.asked(record, request.path, request.query, None)
    choices = kind.chosen(request.choices)
    steps = kind.make(context, request.origin, choices)
    while True:
        try:
            report(step=context.say(next(steps)))
        except StopIteration as end:
            file.write_bytes(end.value)
            break
    report(name=kind.file_name(context, choices), media=kind.media)


def main(path: str) -> None:
    """Waits for one request on the standard input; the record was written by our own server."""
    os.umask(0o077)  # no other user of this machine can read the file
    record: Record = pickle.loads(Path(path).read_bytes())
    if line := sys.stdin.readline():
        request = json.loads(line)
        file = Path(request.pop("file"))
        run(record, ExportRequest(**request), file)


if __name__ == "__main__":
    main(sys.argv[1])
