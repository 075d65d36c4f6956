"""How tests of the rule of custody make up statements and read what the rule says of them."""

from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from esimder.record.codes import ACTS, STATUSES
from esimder.rules.custody import standings
from esimder.rules.standing import Standing
from tests.record import said, told

DAY = date(2019, 4, 8)
BEFORE = st.dates(date(2015, 1, 1), date(2019, 12, 31))

# Few days, so that statements often meet on one; months and years that end with them.
MEETING = (
    "",
    "2018",
    "2018-06",
    "2018-06-30",
    "2018-12",
    "2018-12-31",
    "2018-12-30/2018-12-31",
    "../2018-06",
    "2019",
    "2019-04-08",
)
dates = st.one_of(
    st.sampled_from(MEETING), st.builds(lambda day, size: day.isoformat()[:size], BEFORE, st.sampled_from([4, 7, 10]))
)
rows = st.lists(
    st.tuples(st.sampled_from([*STATUSES, *ACTS, "named"]), dates, st.sampled_from(["a", "b"])), max_size=8
).map(
    lambda made: [
        said(value, when, statement_id=f"s{n}", family=family) for n, (value, when, family) in enumerate(made)
    ]
)

# Every example goes through the whole rule two to four times: fifty in place of a hundred.
FIFTY = settings(max_examples=50)


def of(found: dict[str, Standing]) -> Standing:
    """The standing of the one person."""
    return found.get("one") or Standing.unknown("one")


def state(histories: list[dict[str, Any]], day: date = DAY) -> str:
    return of(standings(told(*histories), day)).state
