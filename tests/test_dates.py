"""What a date of a source may mean: never more, and never less, than was written."""

import re
from datetime import date
from typing import Any

import edtf
import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from esimder.i18n.language import language
from esimder.record.dates import between, reach, span
from esimder.record.schema import LANGUAGES

FORMS = [
    ("2019-04-08", "2019-04-08", "2019-04-08"),
    ("2019-04", "2019-04-01", "2019-04-30"),
    ("2011", "2011-01-01", "2011-12-31"),
    ("2018?", "2018-01-01", "2018-12-31"),
    ("2018-10~", "2018-10-01", "2018-10-31"),
    ("2018-10-02%", "2018-10-02", "2018-10-02"),
    ("2016/2021", "2016-01-01", "2021-12-31"),
    ("2018-10/2019-02", "2018-10-01", "2019-02-28"),
    ("2011-12-16/2011-12-17", "2011-12-16", "2011-12-17"),
    ("2018?/2019-02-05", "2018-01-01", "2019-02-05"),
    ("../2018", "0001-01-01", "2018-12-31"),
    ("2019-04/..", "2019-04-01", "9999-12-31"),
    ("2019-02", "2019-02-01", "2019-02-28"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("2020-02-29", "2020-02-29", "2020-02-29"),
    ("2018-12", "2018-12-01", "2018-12-31"),
]
REFUSED = [
    "April 2019",
    "08.04.2019",
    "2019-4-8",
    "2019/4",
    "19-04-08",
    "2019-13",
    "2019-00",
    "2019-04-00",
    "2019-04-31",
    "2019-02-29",
    "1900-02-29",
    "0000",
    "2019-04-08T12:00",
    " 2019",
    "2019 ",
    "2019-04-08\n",
    "201X",
    "2019??",
    "?2019",
    "..",
    "../..",
    "/",
    "2019/",
    "/2019",
    "2021/2016",
    "2019-04-08/2019-04-07",
    "2016/2018/2021",
    "٢٠١٩",
    "12019",
    "2019-04-08/...",
]
points = st.builds(
    lambda day, size, mark: day.isoformat()[:size] + mark,
    st.dates(date(1583, 1, 1), date(9998, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
plain = st.builds(lambda day, size: day.isoformat()[:size], st.dates(date(1583, 1, 1)), st.sampled_from([4, 7, 10]))
intervals = st.one_of(st.builds("{}/{}".format, plain, plain), plain.map("../{}".format), plain.map("{}/..".format))


@pytest.mark.parametrize(("text", "first", "last"), FORMS)
def test_a_date_reaches_from_its_earliest_to_its_latest_possible_day(text: str, first: str, last: str) -> None:
    found = span(text)
    assert found
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        span(text)


def test_an_empty_cell_is_an_unknown_date_and_no_fault() -> None:
    assert span("") is None


def test_an_open_side_has_no_end_point() -> None:
    before, after = span("../2018"), span("2018/..")
    assert before and before.start is None and before.end
    assert after and after.end is None and after.start


@pytest.mark.parametrize(
    ("text", "exact", "doubtful"),
    [
        ("2019-04-08", True, False),
        ("2019-04-08?", False, True),
        ("2019-04", False, False),
        ("2018~", False, True),
        ("2018%", False, True),
        ("2018/2019?", False, True),
        ("../2018", False, False),
    ],
)
def test_only_one_certain_day_is_exact(text: str, exact: bool, doubtful: bool) -> None:
    found = span(text)
    assert found and (found.exact, found.doubtful) == (exact, doubtful)


def _days(ends: Any) -> date:
    return date(ends.tm_year, ends.tm_mon, ends.tm_mday)


@given(st.one_of(points, intervals))
def test_an_independent_reader_of_edtf_finds_the_same_days(text: str) -> None:
    try:
        found = span(text)
    except ValueError:
        left, _, right = text.partition("/")
        one, other = span(left), span(right)
        assert one and other and one.first > other.last
        return
    theirs = edtf.parse_edtf(text)
    assert found
    assert found.first == (_days(theirs.lower_strict()) if found.start else date.min)
    assert found.last == (_days(theirs.upper_strict()) if found.end else date.max)


@given(st.one_of(points, intervals))
def test_a_span_never_ends_before_it_begins(text: str) -> None:
    try:
        found = span(text)
    except ValueError:
        return
    assert found and found.first <= found.last


@pytest.mark.parametrize("code", LANGUAGES)
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), size=st.sampled_from([4, 7, 10]))
def test_a_date_in_words_is_never_more_exact_than_it_was_given(code: str, day: date, size: int) -> None:
    words = language(code).date(day.isoformat()[:size])
    months = [str(name) for form in ("format", "stand-alone") for name in get_month_names("wide", form, code).values()]
    numbers = sorted(int(number) for number in re.findall(r"\d+", words))
    assert numbers == sorted([day.year, day.day] if size == 10 else [day.year])
    assert any(month.lower() in words.lower() for month in months) == (size > 4)


@pytest.mark.parametrize(
    ("text", "kk", "ru", "en"),
    [
        ("2019-04-08", "2019 ж. 8 сәуір", "8 апреля 2019 г.", "8 April 2019"),
        ("2019-04", "2019 ж. сәуір", "апрель 2019 г.", "April 2019"),
        ("2011", "2011 ж.", "2011 г.", "2011"),
    ],
)
def test_dates_are_worded_by_each_languages_own_rule(text: str, kk: str, ru: str, en: str) -> None:
    spaced = [language(code).date(text).replace("\u202f", " ").replace("\xa0", " ") for code in LANGUAGES]
    assert spaced == [kk, ru, en]


@pytest.mark.parametrize("code", LANGUAGES)
def test_doubt_and_open_sides_are_said(code: str) -> None:
    say = language(code)
    texts = [say.date(text) for text in ("2018", "2018?", "../2018", "2018/..", "2018/2019", "")]
    assert len(set(texts)) == len(texts)
    assert texts[-1] == say("date.unknown")
    assert say.date("2018/2018") == say.date("2018")


@pytest.mark.parametrize(
    ("since", "until", "interval"),
    [
        ("2017-01-01", "2021-12-31", "2017/2021"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-03-01", "2019-04-30", "2018-03/2019-04"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2018-01-01", "2018-06-30", "2018-01/2018-06"),
        ("2018-03-02", "2019-12-31", "2018-03-02/2019-12-31"),
        ("", "2019-12-31", "../2019"),
        ("2019-03-01", "", "2019-03/.."),
    ],
)
def test_an_interval_is_told_in_whole_years_or_months_where_it_is_that_and_means_the_same_days(
    since: str, until: str, interval: str
) -> None:
    first, last = (date.fromisoformat(end) if end else None for end in (since, until))
    assert between(first, last) == interval
    found = span(interval)
    assert found and (not first or found.first == first) and (not last or found.last == last)


TODAY = date(2026, 11, 30).toordinal()


def reached(*texts: str) -> tuple[str, ...]:
    """The years or days to which the dates of a record reach."""
    spans = [found for found in map(span, texts) if found]
    ends = reach([one.first.toordinal() for one in spans], [one.last.toordinal() for one in spans], TODAY)
    return tuple(date.fromordinal(day).isoformat() for day in ends or ())


@pytest.mark.parametrize("slip", ["0202-02-03", "1019-02-03", "1919-02-03", "2120-02-03", "2202", "2919-04", "9999"])
def test_a_mistyped_year_does_not_stretch_a_record(slip: str) -> None:
    assert reached("2019-01-15", "2020-02-03", slip) == ("2019-01-15", "2020-02-03")
    assert reached("2019-01-15", "2019-02-15", "2020-02-03", f"{slip}/..") == ("2019-01-15", "2020-02-03")


def test_a_record_of_two_times_reaches_over_both_and_a_long_one_over_all() -> None:
    old = [f"1919-03-{day:02}" for day in range(1, 21)]
    assert reached(*old, *(f"2019-03-{day:02}" for day in range(1, 31))) == ("1919-03-01", "2019-03-30")
    assert reached(*old, "2019-04-08") == ("1919-03-01", "2019-04-08"), "what is recent is no slip"
    assert reached("1937-02-01", "2009-01-01", "2019-04-08", "2020-01-01") == ("1937-02-01", "2020-01-01")


def test_a_year_that_is_not_over_reaches_up_to_today_and_nothing_dated_reaches_nowhere() -> None:
    assert reached("2026-03-01", "2026") == ("2026-01-01", "2026-11-30")
    assert reached("") == reached("2120-01-01") == ()
