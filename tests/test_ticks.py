"""The axis of time: worded by each language's own rule, and no word touches the next at any width."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from esimder.figures.text_width import text_width
from esimder.figures.timeline.ticks import ticks
from esimder.figures.timeline.timeline import WIDEST_GUTTER, WIDTH
from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES

SIZE = 11  # px, as the axis is set
# The widths that are left beside the names of lanes, from the widest names to none.
WIDTHS = sorted({int(width * share) for width in WIDTH.values() for share in (1 - WIDEST_GUTTER, 0.75, 1)})
WINDOWS = {
    "2009–2022": ("2009-01-01", "2022-12-31"),
    "three years": ("2016-01-01", "2019-12-31"),
    "a year": ("2018-04-08", "2019-04-08"),
    "half a year": ("2018-11-01", "2019-04-30"),
    "March and April 2019": ("2019-03-01", "2019-04-30"),
    "two weeks": ("2019-04-01", "2019-04-14"),
    "a new year": ("2018-12-20", "2019-01-10"),
    "two days": ("2019-04-07", "2019-04-09"),
    "a century": ("1919-05-01", "2019-04-30"),
    "two thousand years": ("0044-03-15", "2020-01-15"),
    "all years": ("0001-01-01", "9999-12-31"),
}


def drawn(first: date, last: date, width: int, code: str) -> list[tuple[date, str]]:
    days, words = ticks(first.toordinal(), last.toordinal(), width, language(code))
    return [(date.fromisoformat(day), word) for day, word in zip(days, words, strict=True)]


def touching(first: date, last: date, width: int, code: str) -> list[tuple[str, str]]:
    """Neighbours whose words, centred at their ticks, come closer than a few px in any of their lines."""
    px = width / (last - first).days
    found = drawn(first, last, width, code)
    pairs = []
    for (day, word), (after, other) in pairwise(found):
        for one, two in zip(word.split("<br>"), other.split("<br>"), strict=False):
            if (after - day).days * px < (text_width(one, SIZE) + text_width(two, SIZE)) / 2 + 3:
                pairs.append((word, other))
    return pairs


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("window", WINDOWS)
def test_no_tick_touches_the_next(window: str, width: int, code: str) -> None:
    first, last = map(date.fromisoformat, WINDOWS[window])
    assert touching(first, last, width, code) == []
    found = [day for day, _ in drawn(first, last, width, code)]
    assert all(first <= day <= last for day in found) and found == sorted(set(found))
    assert len(found) >= 2, "one tick tells no distance"


@settings(max_examples=300)
@given(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(1, 15_000),
    st.sampled_from(WIDTHS),
    st.sampled_from(LANGUAGES),
)
def test_no_tick_touches_the_next_in_any_window(first: date, days: int, width: int, code: str) -> None:
    last = first + timedelta(days=days)
    assert touching(first, last, width, code) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("window", WINDOWS)
def test_ticks_are_babels_words(window: str, code: str) -> None:
    first, last = map(date.fromisoformat, WINDOWS[window])
    for day, word in drawn(first, last, 900, code):
        said = {format_date(day, form, locale=code).rstrip(".") for form in ("LLL", "d MMM", "y")}
        name, _, year = word.partition("<br>")
        assert name in said
        assert year in ("", str(day.year))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_year_stands_once_under_the_first_tick_of_each_year(code: str) -> None:
    found = drawn(date(2018, 11, 1), date(2019, 4, 30), 900, code)
    years = [word.partition("<br>")[2] for _, word in found]
    assert [year for year in years if year] == ["2018", "2019"]
    assert years[0] == "2018"


def test_a_long_window_is_ticked_by_years_and_a_short_one_by_days() -> None:
    assert {word for _, word in drawn(date(2009, 1, 1), date(2022, 12, 31), 800, "en")} >= {"2010", "2014", "2018"}
    assert "8 Apr" in {word.partition("<br>")[0] for _, word in drawn(date(2019, 4, 1), date(2019, 4, 14), 800, "en")}
