"""Where sources differ: only publishers that are independent of each other make a point, and nobody with himself."""

from typing import Any

import pandas as pd
import pytest

from esimder.rules.disputes import points
from tests.record import said, shipped, told

# The points of the shipped record, each as an editor has looked at it.
SHIPPED = [
    "a-01-d f088 f139a f140c",
    "a-04-a f153 f154",
    "a-04-k f016a f019 f020a f021 f022",
    "f046 f047",
    "f048 f049 f050",
    "f055a f056a f058a f059b",
    "f060 f061",
    "f069a f071",
    "f096a f096b f149a f171a f171c f172a f172b f173a",
    "f101 f148",
    "f107b f150a",
    "f121 f122",
    "f129 f130a",
    "f162a f163 f164 f165",
    "f190b p08b",
]


def point(*rows: dict[str, Any]) -> pd.DataFrame:
    """Statements of one value about one person in one event, named by the order in which they stand."""
    about = {"event_id": "arrest", "differs_from": ""}
    made = [{**said("arrested"), **row, **about, "statement_id": str(number)} for number, row in enumerate(rows)]
    return told(*made).assign(**about)


def one(family: str, date: str = "", quantity: str = "") -> dict[str, Any]:
    return {**said("arrested", date), "family": family, "quantity": quantity}


DISPUTED = [
    (one("a", "2018-01-01"), one("b", "2018-02-01")),
    (one("a", "2018-01"), one("b", "2018-02-03"), one("b", "2018-01-05")),
    (one("a", quantity="P4Y"), one("b", quantity="P5Y")),
    (one("a", quantity="P4Y"), one("a", quantity="P5Y"), one("b", quantity="P4Y")),
]
AT_ONE = [
    (one("a", "2018-01-01"), one("a", "2018-02-01")),
    (one("a", "2018-01-01"), one("a", "2018-02-01"), one("b")),
    (one("a", "2018-01-01"), one("a", "2018-02-01"), one("b", "2018")),
    (one("a", "2018-01"), one("b", "2018-01-31")),
    (one("a", quantity="P4Y"), one("a", quantity="P5Y"), one("b")),
    (one("a", "2018-01-01", "P4Y"), one("b", "2018-01-01")),
]


@pytest.mark.parametrize("rows", DISPUTED)
def test_publishers_that_cannot_both_be_right_make_a_point_with_all_that_is_said_on_it(rows: Any) -> None:
    assert points(point(*rows)) == [frozenset(map(str, range(len(rows))))]


@pytest.mark.parametrize("rows", AT_ONE)
def test_one_publisher_that_differs_from_itself_is_no_dispute(rows: Any) -> None:
    assert points(point(*rows)) == []


def test_the_points_of_the_shipped_record_are_these() -> None:
    assert sorted(" ".join(sorted(one)) for one in points(shipped().statements)) == SHIPPED
