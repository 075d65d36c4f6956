"""Tables in, smaller tables out: what is shown is counted here, once.

Results are kept for the choice they were counted for, so nobody may change them.
"""

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from esimder.chosen import Chosen
from esimder.data import Record
from esimder.schema import ROLES, STATES

# The numbers that a text may name: the headlines, the disputed points, and individuals by their state and their role.
HEADLINES = ("people", "detained", "events", "places", "statements", "sources")
NAMED = (*HEADLINES, "points", *STATES, *ROLES)


def named_by(record: Record, source_id: str) -> set[str]:
    """The individuals of whom, or through whom, one source says anything."""
    statements = record.statements[record.statements["source_id"] == source_id]
    ids = set(statements["person_id"]) | {one for speakers in statements["speaker_id"] for one in speakers.split("|")}
    return ids & set(individuals(record.people)["person_id"])


def individuals(people: pd.DataFrame) -> pd.DataFrame:
    """The named individuals among people, organisations and groups."""
    return people[people["kind"] == "person"]


@lru_cache(maxsize=64)
def totals(chosen: Chosen) -> dict[str, int]:
    """The headline numbers of a choice: individuals, in custody, events, places, statements and sources."""
    people = individuals(chosen.people)
    detained = chosen.standing[chosen.standing["state"] == "in_custody"]
    return {
        "people": len(people),
        "detained": int(people["person_id"].isin(detained["person_id"]).sum()),
        "events": len(chosen.events),
        "places": len(places(chosen)),
        "statements": len(chosen.statements),
        "sources": int(chosen.statements["source_id"].nunique()),
    }


def named(chosen: Chosen, name: str) -> int:
    """One of the numbers that a text may name (NAMED), for a choice."""
    if name == "points":
        own = set(chosen.statements["statement_id"])
        return sum(not own.isdisjoint(point) for point in chosen.points)
    if name in STATES:
        return sum(row["state"] == name for row in with_standing(chosen))
    if name in ROLES:
        people, statements = individuals(chosen.people), chosen.statements
        held = statements.loc[statements["value"] == name, "person_id"]
        return int(people["person_id"].isin(held).sum())
    return totals(chosen)[name]


_UNKNOWN = {
    "state": "none",
    "since": "",
    "sentence": "",
    "place_id": "",
    "held": "",
    "families": 0,
    "confirmed": "",
    "confirmed_day": 0,
    "conflict": False,
    "deciding": (),
}


def with_standing(chosen: Chosen) -> list[dict[str, Any]]:
    """The individuals of a choice with their standing; `state` is "none" where no status is known by that day."""
    known = {row["person_id"]: row for row in chosen.standing.to_dict("records")}
    blank = {**dict.fromkeys(chosen.standing.columns, ""), **_UNKNOWN}
    people = individuals(chosen.people).to_dict("records")
    return [{**row, **known.get(row["person_id"], blank), "person_id": row["person_id"]} for row in people]


def places(chosen: Chosen) -> list[str]:
    """The places that statements of a choice name, or where its events took place."""
    return sorted({*chosen.statements["at"], *chosen.events["place_id"]} - {""})


@lru_cache(maxsize=64)
def by_place(chosen: Chosen, what: str) -> "pd.Series[int]":
    """How many events, individuals or statements each place has, by place_id; a region or country counts by itself."""
    statements = chosen.statements[chosen.statements["at"] != ""]
    if what == "statements":
        return statements.groupby("at").size()
    if what == "people":
        people = set(individuals(chosen.people)["person_id"])
        return statements[statements["person_id"].isin(people)].groupby("at")["person_id"].nunique()
    held = chosen.events[chosen.events["place_id"] != ""]
    return held.groupby("place_id").size()


@lru_cache(maxsize=64)
def flows(chosen: Chosen) -> pd.DataFrame:
    """From where people came to where they met: from_id, to_id, count of statements that say so."""
    came = chosen.statements[(chosen.statements["value"] == "came_from") & (chosen.statements["place_id"] != "")]
    met = chosen.events.set_index("event_id")["place_id"]
    came = came.assign(to_id=came["event_id"].map(met).fillna(""))
    came = came[(came["to_id"] != "") & (came["to_id"] != came["place_id"])]
    return came.groupby(["place_id", "to_id"]).size().reset_index(name="count").rename(columns={"place_id": "from_id"})


@lru_cache(maxsize=64)
def by_quarter(chosen: Chosen) -> pd.DataFrame:
    """Dated events by the quarter of their first possible day: first day (ordinal) and count."""
    days = (date.fromordinal(int(day)) for day in chosen.events["first"] if 1 <= day <= 3_000_000)
    found = Counter(date(day.year, (day.month - 1) // 3 * 3 + 1, 1).toordinal() for day in days)
    return pd.DataFrame(sorted(found.items()), columns=["first", "count"])


@lru_cache(maxsize=64)
def extent(record: Record, day: date | None = None) -> tuple[int, int]:
    """First and last day (ordinals) of the dated events, or of those that had begun by a day."""
    events = record.events
    return ends(events if day is None else events[(events["first"] <= day.toordinal()) & (events["date"] != "")])


def ends(events: pd.DataFrame) -> tuple[int, int]:
    """First and last day (ordinals) of dated events; open ends do not stretch it; today if nothing is dated."""
    firsts = events.loc[events["first"].between(2, 3_000_000), "first"]
    lasts = events.loc[events["last"].between(1, 3_000_000), "last"]
    today = date.today().toordinal()
    return (int(firsts.min()) if len(firsts) else today, int(lasts.max()) if len(lasts) else today)


def voices(statements: pd.DataFrame) -> int:
    """How many publishers that are independent of each other stand behind statements."""
    return int(statements["family"].nunique())
