"""The one way from data to a label, and to a cell: every word of the record is shown letter by letter, never read as
markup or as a formula."""

import re

from markupsafe import escape

# What spreadsheets take for the beginning of a formula, in either width; apostrophes before it may be guards of ours.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def letters(text: object) -> str:
    """`text` so that HTML and Plotly, which reads tags and styles in any label, show it exactly as it is written.

    Templates do the same by themselves (Jinja's autoescape calls the same function).
    """
    return str(escape(text))


def guarded(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that was guarded; a cell that `guarded` cannot have made stays as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell
