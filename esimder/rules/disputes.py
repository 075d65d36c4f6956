"""Where sources differ: the points on which two publishers cannot both be right. Neither side is picked."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, permutations

import pandas as pd

Point = frozenset[str]
# Of these states a person is in one at a time; a charge, a trial or a fine can stand beside any of them.
_ONE_AT_A_TIME = {
    *("in_custody", "paroled", "restricted", "travel_banned", "released", "acquitted", "acquittal_appealed"),
    *("restriction_ended", "died"),
}


def _apart(days: Iterable[tuple[str, int, int]]) -> bool:
    """Whether two families give days that exclude each other; a day is (family, first, last)."""
    begun: dict[str, int] = {}
    ended: dict[str, int] = {}
    for family, first, last in days:
        begun[family] = max(first, begun.get(family, first))
        ended[family] = min(last, ended.get(family, last))
    return any(begun[one] > ended[other] for one, other in permutations(begun, 2))


def _unlike(quantities: Iterable[tuple[str, str]]) -> bool:
    """Whether two families give quantities that are not the same; a quantity is (family, what it says)."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for family, quantity in quantities:
        told[family].add(quantity)
    return any(len(told[one] | told[other]) > 1 for one, other in combinations(told, 2))


def _told_apart(statements: pd.DataFrame) -> list[Point]:
    """Points that the columns show: one value about one person in one event, with dates or quantities that exclude
    each other, by publishers that are independent of each other."""
    found = []
    points = statements[(statements["event_id"] != "") & statements["kind"].isin(("status", "act", "figure"))]
    for _, point in points.groupby(["person_id", "event_id", "value"], sort=False):
        if len(point) < 2 or point["family"].nunique() < 2:
            continue
        dated, counted = point[point["date"] != ""], point[point["quantity"] != ""]
        days = zip(dated["family"], dated["own_first"], dated["own_last"], strict=True)
        if _apart(days) or _unlike(zip(counted["family"], counted["quantity"], strict=True)):
            found.append(frozenset(point["statement_id"]))
    return found


def _written_down(statements: pd.DataFrame) -> list[Point]:
    """Points that an editor wrote down in `differs_from`."""
    known = set(statements["statement_id"])
    differing = statements[statements["differs_from"] != ""]
    pairs = zip(differing["statement_id"], differing["differs_from"], strict=True)
    points = [frozenset({one, *(other.strip() for other in others.split("|"))} & known) for one, others in pairs]
    return [point for point in points if len(point) > 1]


def _joined(points: Iterable[Point]) -> list[Point]:
    """Points that share a statement are one point."""
    whole: list[Point] = []
    for point in points:
        touching = [other for other in whole if other & point]
        whole = [other for other in whole if not other & point] + [point.union(*touching)]
    return whole


def exclusive(states: Iterable[str]) -> bool:
    """Whether states of one person cannot all hold."""
    found = set(states)
    return len(found & _ONE_AT_A_TIME) > 1 or {"convicted", "acquitted"} <= found


def points(statements: pd.DataFrame) -> list[Point]:
    """The disputed points among statements, each as the ids of all statements on it. Of a source of which nobody says
    who publishes it, each page speaks for itself: two such pages may differ, though they never count as two voices."""
    unsaid = statements["family"] == ""
    statements = statements.assign(family=statements["family"].where(~unsaid, statements["source_id"]))
    return _joined([*_told_apart(statements), *_written_down(statements)])
