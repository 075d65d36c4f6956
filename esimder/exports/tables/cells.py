"""Cells of the tables as other formats write them: texts by language, lists, dates, and JSON that is never markup."""

import json
from collections.abc import Mapping
from typing import Any

from esimder.record.dates import Point, span
from esimder.record.schema import LANGUAGES

Row = Mapping[str, str]


def in_languages(row: Row, stem: str) -> dict[str, str]:
    """A text in every language that it stands in, by code."""
    return {code: row[f"{stem}_{code}"] for code in LANGUAGES if row[f"{stem}_{code}"]}


def parts(cell: str) -> list[str]:
    """The parts of a cell with | between."""
    return [part for part in (one.strip() for one in cell.split("|")) if part]


def _iso(point: Point | None) -> str:
    if point is None:
        return ""
    return (
        f"{point.year:04}" + (f"-{point.month:02}" if point.month else "") + (f"-{point.day:02}" if point.day else "")
    )


def ends(edtf: str) -> tuple[str, str]:
    """The two ends of a date as ISO 8601, no more exact than it is; an open end is empty, and both are where the
    source or the coder doubts it, because ISO dates cannot say so."""
    found = span(edtf)
    return ("", "") if found is None or found.doubtful else (_iso(found.start), _iso(found.end))


def point_of(edtf: str) -> str:
    """A date that has one end only, as ISO 8601; nothing for a span, which is no date of publication."""
    start, end = ends(edtf)
    return start if start == end else ""


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are there: what is unknown is left out rather than told as empty."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def as_json(value: object, indent: int | None = 1) -> str:
    """JSON in its own letters; `<` is written so that the text stays data when somebody puts it into a page."""
    return json.dumps(value, ensure_ascii=False, indent=indent).replace("<", "\\u003c")
