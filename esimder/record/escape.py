"""The one way from data to a label, and to a cell: every word of the record is shown letter by letter, never read as
markup or as a formula, and never turns round what stands beside it."""

import csv
import io
import re
from collections.abc import Collection, Iterable

from markupsafe import escape

# What spreadsheets take for the beginning of a formula, in either width; apostrophes before it may be guards of ours.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# Signs that turn the direction of all that follows until another sign ends it; those that only mark a direction; and
# letters that are written from right to left.
_TURNS, _PARTS = "\u202a-\u202e", "\u2066-\u2068"
_LEANS = "\u061c\u200e\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_TURNED = re.compile(f"[{_TURNS}]")
_PART = re.compile(f"[{_PARTS}][^{_PARTS}\u2069]*\u2069")
_LOOSE = re.compile(f"[{_PARTS}\u2069]")
_LEANING = re.compile(f"[{_LEANS}]")


def bounded(text: str) -> str:
    """`text` so that its direction ends where it ends: nothing in it turns its neighbours, nor do they turn it.

    Overrides are left out, for they show other words than those that stand there; what reads from right to left becomes
    a part by itself (Unicode's first strong isolate). What is bounded already stays as it is.
    """
    if text.isascii():
        return text
    plain, rest = _TURNED.sub("", text), _TURNED.sub("", text)
    while rest != (rest := _PART.sub("", rest)):
        pass
    if _LOOSE.search(rest):  # an end without a beginning, or the other way round
        plain = rest = _LOOSE.sub("", plain)
    return f"\u2068{plain}\u2069" if _LEANING.search(rest) else plain


def html_escape(text: object) -> str:
    """`text` so that HTML and Plotly, which reads tags and styles in any label, show it exactly as it is written.

    Templates do the same by themselves (page's environment calls the same two functions).
    """
    return str(escape(bounded(str(text))))


def guarded(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(rows: Iterable[Iterable[object]], numbers: Collection[int] = ()) -> str:
    """Rows as CSV that any spreadsheet opens and none computes; the columns that hold `numbers` need no guard."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell if at in numbers else guarded(cell) for at, cell in enumerate(row)] for row in rows)
    return out.getvalue()


def unguarded(cell: str) -> str:
    """The text that was guarded; a cell that `guarded` cannot have made stays as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell
