"""Tables in, smaller tables out: what is shown is counted here, once.

Results are kept for the choice they were counted for, so nobody may change them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import pandas as pd

from esimder.query.selection import Selection
from esimder.record.codes import ROLES, STATES
from esimder.record.dates import has_open_end, has_open_start, reach
from esimder.record.load import Record
from esimder.rules.standing import Standing

# The numbers that a text may name: the headlines, the disputed points, and individuals by their state and their role.
HEADLINES = ("people", "detained", "events", "places", "statements", "sources")
NAMED = (*HEADLINES, "points", *STATES, *ROLES)


def individuals(people: pd.DataFrame) -> "pd.Series[str]":
    """The ids of the named individuals among people, organisations and groups."""
    return people["person_id"][people["kind"] == "person"]


@lru_cache(maxsize=64)
def totals(selection: Selection) -> dict[str, int]:
    """The headline numbers of a choice: individuals, in custody, events, places, statements and sources.

    In custody are all whom the filters but the period let pass (`chosen.held`): who was held on a day was held on it
    whether or not the period names them.
    """
    return {
        "people": len(individuals(selection.people)),
        "detained": len(selection.held.inside),
        "events": len(selection.events),
        "places": len(places(selection)),
        "statements": len(selection.statements),
        "sources": int(selection.statements["source_id"].nunique()),
    }


def named(selection: Selection, name: str) -> int:
    """One of the numbers that a text may name (NAMED), for a choice."""
    if name == "points":
        own = set(selection.statements["statement_id"])
        return sum(not own.isdisjoint(point) for point in selection.points)
    if name == "in_custody":
        return len(selection.held.inside)
    if name in STATES:
        return sum(standing.state == name for standing in standings(selection))
    if name in ROLES:
        held = selection.statements.loc[selection.statements["value"] == name, "person_id"]
        return int(individuals(selection.people).isin(held).sum())
    return totals(selection)[name]


def standings(selection: Selection, ids: Iterable[str] | None = None) -> list[Standing]:
    """The standings of the individuals of a choice, or of those with these ids."""
    return [selection.standing(person_id) for person_id in (individuals(selection.people) if ids is None else ids)]


def places(selection: Selection) -> list[str]:
    """The places that statements of a choice name, or where its events took place."""
    return sorted({*selection.statements["at"], *selection.events["place_id"]} - {""})


@lru_cache(maxsize=64)
def by_place(selection: Selection, what: str) -> "pd.Series[int]":
    """How many events, individuals or statements each place has, by place_id; a region or country counts by itself."""
    statements = selection.statements[selection.statements["at"] != ""]
    if what == "statements":
        return statements.groupby("at").size()
    if what == "people":
        return (
            statements[statements["person_id"].isin(individuals(selection.people))].groupby("at")["person_id"].nunique()
        )
    held = selection.events[selection.events["place_id"] != ""]
    return held.groupby("place_id").size()


@lru_cache(maxsize=64)
def flows(selection: Selection) -> pd.DataFrame:
    """From where people came to where they met: from_id, to_id, count of statements that say so, and, as tuples, the
    `events` and the `people` (persons, groups) of these statements."""
    came = selection.statements[
        (selection.statements["value"] == "came_from") & (selection.statements["place_id"] != "")
    ]
    met = selection.events.set_index("event_id")["place_id"]
    came = came.assign(to_id=came["event_id"].map(met).fillna(""))
    came = came[(came["to_id"] != "") & (came["to_id"] != came["place_id"])]
    rows = [
        (*ends, len(own), *(tuple(dict.fromkeys(filter(None, own[name]))) for name in ("event_id", "person_id")))
        for ends, own in came.groupby(["place_id", "to_id"])
    ]
    return pd.DataFrame(rows, columns=["from_id", "to_id", "count", "events", "people"])


@lru_cache(maxsize=64)
def by_quarter(selection: Selection) -> dict[int, int]:
    """How many dated events have their first possible day in each quarter, by its first day (ordinal); one with an
    open beginning is in none."""
    firsts = (int(day) for day in selection.events["first"] if not has_open_start(day) and not has_open_end(day))
    days = map(date.fromordinal, firsts)
    found = Counter(date(day.year, (day.month - 1) // 3 * 3 + 1, 1).toordinal() for day in days)
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)
def extent(record: Record, day: date | None = None) -> tuple[int, int]:
    """First and last day (ordinals) of the dated events, or of those that had begun by a day."""
    events = record.events
    return ends(events if day is None else events[(events["first"] <= day.toordinal()) & (events["date"] != "")])


@lru_cache(maxsize=4)
def reached(record: Record) -> tuple[int, int]:
    """First and last day (ordinals) of which a record says anything, but for what is far from the rest."""
    return ends(pd.concat([record.events[["first", "last"]], record.statements[["first", "last"]]]))


def ends(events: pd.DataFrame) -> tuple[int, int]:
    """First and last day (ordinals) of dated rows as dates.reach has them; today if nothing is dated."""
    today = date.today().toordinal()
    return reach(events["first"], events["last"], today) or (today, today)


def voices(statements: pd.DataFrame) -> int:
    """How many publishers that are independent of each other stand behind statements; none where nobody says who."""
    return len(set(statements["family"]) - {""})
