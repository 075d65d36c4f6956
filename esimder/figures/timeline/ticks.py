"""Ticks of a time axis, worded by Babel: years, months or days, as many as find room without touching."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_date

from esimder.figures.text_width import text_width
from esimder.i18n.language import Language

SIZE = 11  # px of type
APART = 19  # px between two words
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 2400, 6000, 12000, 36000)
_LAST_YEAR = date.max.year


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """The first days of every `step`-th month from the January of the first year, or of the last one that a step of
    whole years has before it."""
    years = max(step // 12, 1)
    month = 12 * max(first.year // years * years, 1)
    while month // 12 <= _LAST_YEAR and (day := date(month // 12, month % 12 + 1, 1)) <= last:
        if day >= first:
            yield day
        month += step


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Every `step`-th day, counted from a Monday."""
    day = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
    while day <= last:
        if day >= first:
            yield day
        day += timedelta(days=step)


def _worded(days: list[date], say: Language, by: str) -> list[str]:
    """Tick texts; the year stands under the first tick and under each January."""
    if by == "year":
        return [str(day.year) for day in days]
    texts = []
    for index, day in enumerate(days):
        text = format_date(day, "LLL" if by == "month" else "d MMM", locale=say.code).rstrip(".")
        new_year = index == 0 or day.year != days[index - 1].year
        texts.append(f"{text}<br>{day.year}" if new_year else text)
    return texts


@lru_cache(maxsize=512)
def ticks(first: int, last: int, width: int, say: Language) -> tuple[list[str], list[str]]:
    """ISO days and words of the ticks between two days (ordinals) on an axis of `width` px."""
    start, end = (date.fromordinal(min(max(ordinal, 1), date.max.toordinal())) for ordinal in (first, last))
    candidates = [("day", _days, step) for step in (1, 2, 7, 14) if last - first <= 120]
    candidates += [("month" if step < 12 else "year", _months, step) for step in _MONTHS if last - first < 1000 * step]
    for by, days_of, step in candidates:
        days = list(days_of(start, end, step))
        words = _worded(days, say, by)
        wide = max((text_width(part, SIZE) for word in words for part in word.split("<br>")), default=0) + APART
        if days and len(days) * wide <= width:
            return [day.isoformat() for day in days], words
    return [start.isoformat()], [str(start.year)]
