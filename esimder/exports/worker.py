"""Makes one file of one view in a process of its own, and says each step: `python -m esimder.exports.worker RECORD`.

RECORD is the server's record as it stands in its memory, so that a file has the numbers of the screen also where the
tables on the disk have changed since. A process of its own can be ended at any moment and holds up no page.
"""

import json
import os
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from esimder.exports.registry import FORMATS
from esimder.record.load import Record
from esimder.views.context import Context
from esimder.views.provenance import stem


def tell(**told: object) -> None:
    """One line to the server."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def run(record: Record, asked: Mapping[str, Any]) -> None:
    """Make the file that is asked for (`format`, `path`, `query`, `origin`, `choices`) and leave it at `to`."""
    kind = FORMATS[asked["format"]]
    context = Context.asked(record, asked["path"], asked["query"], None)
    choices = kind.chosen(asked["choices"])
    steps = kind.make(context, asked["origin"], choices)
    while True:
        try:
            tell(step=context.say(next(steps)))
        except StopIteration as end:
            Path(asked["to"]).write_bytes(end.value)
            break
    named = "-".join((stem(context), context.say.code, kind.code, *choices.values()))
    tell(name=f"{named}.{kind.ending}", media=kind.media)


def main(path: str) -> None:
    """Wait for one question on the standard input, and answer it; the record was written by our own server."""
    os.umask(0o077)  # what is made is read by nobody else on this machine
    record: Record = pickle.loads(Path(path).read_bytes())
    tell(ready=True)
    if line := sys.stdin.readline():
        run(record, json.loads(line))


if __name__ == "__main__":
    main(sys.argv[1])
