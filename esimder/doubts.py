"""What looks wrong in tables that hold: read as it stands, and told at the start and on the method page."""

from collections.abc import Iterator

from esimder.check import Fault, Raw
from esimder.headings import strange


def _headings(raw: Raw) -> Iterator[Fault]:
    """Columns that nobody reads: a mistyped one would lose all that stands in it."""
    for table, frame in raw.items():
        for heading, meant in strange(table, frame).items():
            yield Fault(f"{table}.csv", 1, heading, heading, "fault.unknown_column", meant)


def doubts(raw: Raw) -> list[Fault]:
    """Every doubt about tables that have no fault, in the order of tables and rows."""
    return [*_headings(raw)]
