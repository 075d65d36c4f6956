"""What a record may say of itself in `record.toml`: declared once, here.

The check, the data dictionary and the editor's guide are loops over what stands in this file.
"""

import os
from dataclasses import dataclass
from typing import Literal

from esimder.record.schema import LANGUAGES


@dataclass(frozen=True)
class Line:
    """One line of `record.toml`, what the record says of itself; each may be left out unless it is `filled`.

    A `day` is a TOML date, `days` a whole number from 1 on, a `country` two capital letters, a `contact` an e-mail
    address or the address of a page, an `address` that of a server, and `changes` a list of tables that hold the lines
    of CHANGE. What the environment says in `variable` counts instead of the line: it is of the copy that runs, not of
    the record.
    """

    name: str
    type: Literal["day", "days", "text", "country", "contact", "address", "changes"]
    means: str
    example: str = ""
    filled: bool = False
    variable: str = ""


def _lines(name: str, means: str, filled: bool = False) -> tuple[Line, ...]:
    return tuple(Line(f"{name}_{code}", "text", f"{means} ({code})", filled=filled) for code in LANGUAGES)


# In days, where a record does not say.
STALE_AFTER, UNKNOWN_AFTER, CONFIRMING = 365, 1096, 90

SETTINGS: tuple[Line, ...] = (
    Line("as_of", "day", "The day of the record; without it, the last day that a statement is about", "2019-04-08"),
    Line("stale_after_days", "days", "After how many days a status is shown as old", str(STALE_AFTER)),
    Line(
        "unknown_after_days",
        "days",
        "After how many days without a word a passing status, such as in custody, is no longer known",
        str(UNKNOWN_AFTER),
    ),
    Line(
        "confirming_days",
        "days",
        "Who says the same within so many days before the last confirmation of a status counts as confirming it",
        str(CONFIRMING),
    ),
    Line("country", "country", "Country that the map shows, ISO 3166-1; without it, that of most places", "KZ"),
    Line("licence", "text", "Under which licence the tables may be used", "CC BY 4.0"),
    Line(
        "address",
        "address",
        "Where this record can be seen by everybody; citations and files lead there; "
        "the environment variable `ESIMDER_ADDRESS` counts before it",
        "https://esimder.example",
        variable="ESIMDER_ADDRESS",
    ),
    *_lines("title", "Title of the record"),
    *_lines("intro", "What the record is about, in a sentence or two"),
    *_lines("publisher", "Who publishes the record and answers for it"),
    Line(
        "contact",
        "contact",
        "Where corrections and replies go: an e-mail address or the address of a page; "
        "the environment variable `ESIMDER_CONTACT` counts before it",
        "corrections@example.org",
        variable="ESIMDER_CONTACT",
    ),
    *_lines("corrections", "How a fact is corrected: who decides, how soon, what is shown of it"),
    *_lines("reply", "How a person who is named may reply, or ask not to be named"),
    *_lines("inclusion", "Why these people are in the record, and who is not"),
    *_lines("review", "Who coded the record, and who checked it"),
    *_lines("omitted", "What was read and not coded, and why"),
    Line("changes", "changes", "What changed in the record, the newest last"),
)
CHANGE: tuple[Line, ...] = (
    Line("date", "day", "When it changed", "2026-11-23", filled=True),
    *_lines("text", "What changed", filled=True),
)


def environment() -> dict[str, str]:
    """What the environment says instead of lines of `record.toml`, by name; an empty variable says nothing."""
    asked = {line.name: os.environ.get(line.variable, "").strip() for line in SETTINGS if line.variable}
    return {name: value for name, value in asked.items() if value}
