"""Dates as the sources give them: EDTF in, spans of days out.

A date is a span from its earliest to its latest possible day. Only the forms that the record uses are read (a year, a
month, a day, each with `?`, `~` or `%`; `a/b` with `..` for an open side); anything else is no date. Written here
because a general EDTF parser takes ten milliseconds a date; a test holds the two together.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

OPEN = ".."
LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
# Days (ordinals) that no calendar has: an open beginning is placed on the first of all, an end after this one is open,
# and what nobody dates overlaps no period, for its first day lies after every last day. Others use the names below.
OPEN_FIRST, _OPEN_LAST = 1, 3_000_000
NEVER_FIRST, NEVER_LAST = 10_000_000, -1
NO_LIMIT = NEVER_FIRST - 1  # as the last day of a period: every dated row lies before it
FAR = 75 * 365  # days: a gap that hardly a life bridges
FEW = 2 * 3  # the two ends of three spans
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%]?)", re.ASCII)


@dataclass(frozen=True)
class Point:
    """One end of a span: a year, a month or a day, as exact as it was given (absent parts are 0)."""

    year: int
    month: int = 0
    day: int = 0
    uncertain: bool = False
    approximate: bool = False

    @property
    def first(self) -> date:
        """The earliest day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that this can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Span:
    """From the earliest to the latest possible day; an open side has no point (`start` or `end` is None)."""

    start: Point | None
    end: Point | None

    @property
    def first(self) -> date:
        """The earliest possible day; `date.min` where the beginning is open."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The latest possible day; `date.max` where the end is open."""
        return self.end.last if self.end else date.max

    @property
    def exact(self) -> bool:
        """Whether this is one certain day."""
        return self.first == self.last and not self.doubtful

    @property
    def doubtful(self) -> bool:
        """Whether the source or the coder doubts it (`?`, `~` or `%`)."""
        return any(point.uncertain or point.approximate for point in (self.start, self.end) if point)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(text)
    mark = match["mark"]
    point = Point(
        int(match["year"]),
        int(match["month"] or 0),
        int(match["day"] or 0),
        mark in ("?", "%") and bool(mark),
        mark in ("~", "%") and bool(mark),
    )
    if match["month"] == "00" or match["day"] == "00":
        raise ValueError(text)
    _ = point.first, point.last
    return point


@lru_cache(maxsize=100_000)
def span(text: str) -> Span | None:
    """The span that an EDTF text means; None for an empty text.

    Raises ValueError for what is no date, for an interval that ends before it begins, and for one open on both sides.
    """
    if not text:
        return None
    left, slash, right = text.partition("/")
    if not slash:
        point = _point(left)
        return Span(point, point)
    found = Span(None if left == OPEN else _point(left), None if right == OPEN else _point(right))
    if found.start is found.end is None or found.first > found.last:
        raise ValueError(text)
    return found


@lru_cache(maxsize=100_000)
def about(text: str) -> tuple[Point, Point] | None:
    """The ends of the day that a statement with this date is about; None where it has no date.

    By then (`../2018`): the end, for it is only known that by then it was so. Since then (`2018-05/..`): the beginning.
    """
    found = span(text)
    if not found:
        return None
    start, end = found.start or found.end, found.end or found.start
    assert start and end
    return start, end


def is_dated(firsts: "pd.Series[int]") -> "pd.Series[bool]":
    """Which rows have a date, by their first days (ordinals)."""
    return firsts < NEVER_FIRST


def has_open_start(first: int) -> bool:
    """Whether a first day (ordinal) stands for an open beginning."""
    return first <= OPEN_FIRST


def has_open_end(last: int) -> bool:
    """Whether a last day (ordinal) stands for an open end, or a first day for no date."""
    return last > _OPEN_LAST


def later(day: date, length: str) -> date:
    """The day that lies a length (`P4Y8M`) after another; the last day there is where that lies beyond it."""
    match = LENGTH.fullmatch(length)
    years, months, days = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    month = day.month - 1 + months
    year, month = day.year + years + month // 12, month % 12 + 1
    try:
        begun = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return begun + timedelta(days=days)
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return date.max


def between(since: date | None, until: date | None) -> str:
    """The EDTF interval of all days from one to another, as whole years or whole months where it is that; an end that
    is None is open."""
    after = until + timedelta(days=1) if until and until < date.max else until
    for letters, parts in ((4, ("month", "day")), (7, ("day",))):
        if all(getattr(end, part) == 1 for end in (since, after) if end for part in parts):
            first, last = (end.isoformat()[:letters] if end else ".." for end in (since, until))
            return first if first == last else f"{first}/{last}"
    return "/".join(end.isoformat() if end else ".." for end in (since, until))


def reach(firsts: ArrayLike, lasts: ArrayLike, today: int) -> tuple[int, int] | None:
    """From which day to which the spans of a record reach (ordinals), without what is most likely a slip of the pen.

    Left out are days after `today`, and what few spans (three, or a twentieth) lie a gap of FAR days before the most,
    as a mistyped year does. Open ends do not stretch it. None if no day is left.
    """
    begun, ended = np.asarray(firsts, dtype=np.int64), np.asarray(lasts, dtype=np.int64)
    known = (begun > OPEN_FIRST) & (begun <= _OPEN_LAST), (ended >= OPEN_FIRST) & (ended <= _OPEN_LAST)
    # The year that is not over yet is no slip: it counts up to today.
    running = known[0] & known[1] & (begun <= today) & (ended > today) & (ended < today + 366)
    days = np.sort(np.concatenate([begun[known[0]], np.where(running, today, ended)[known[1]]]))
    days = days[days <= today]
    if not len(days):
        return None
    groups = np.split(days, np.flatnonzero(np.diff(days) > FAR) + 1)
    most = max(map(len, groups))
    kept = [one for one in groups if len(one) == most or len(one) > max(FEW, len(days) // 20)]
    return int(kept[0][0]), int(days[-1])
