"""What of the record a view asks for. The unit is the statement: events, people and places follow from it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import and_

import pandas as pd

from esimder.custody import standing
from esimder.data import Record
from esimder.view import DISPLAY, View



@dataclass(frozen=True, eq=False)
class Chosen:
    """The rows that a view asks for.

    `statements`, `events` and `people` keep the record's columns; `standing` is what is known of people as of the view's
    day (custody.standing); `undated` counts the statements that only the period leaves out because nobody dates them.
    """

    statements: pd.DataFrame
    events: pd.DataFrame
    people: pd.DataFrame
    standing: pd.DataFrame
    as_of: date
    undated: int = 0


def in_scope(record: Record, view: View) -> pd.DataFrame:
    """The statements about the case itself, or with later separate cases if the view asks for them."""
    statements = record.statements
    return statements if view.scope == "all" else statements[statements["scope"] == "main"]


def standing_in(record: Record, view: View) -> pd.DataFrame:
    """Everybody's standing as of the view's day (see custody.standing)."""
    return _standing(record, view.scope, view.as_of or record.settings.as_of)


@lru_cache(maxsize=64)
def _standing(record: Record, scope: str, as_of: date) -> pd.DataFrame:
    return standing(in_scope(record, View(scope=scope)), as_of)


def _masks(statements: pd.DataFrame, view: View, known: pd.DataFrame) -> list["pd.Series[bool]"]:
    """One mask for each filter that is on, but for the period."""
    masks = [statements[column].isin(codes) for column, codes in (
        ("event_kind", view.kind), ("at", view.place), ("source_id", view.source), ("event_id", view.event)) if codes]
    if view.person:
        masks.append(statements["person_id"].isin(view.person) | statements["speaker_id"].str.split("|").map(
            lambda ids: not set(view.person).isdisjoint(ids)))
    if view.status:
        states = statements["person_id"].map(known["state"]).fillna("none").where(statements["person_id"] != "", "")
        masks.append(states.isin(view.status))
    masks += [statements["words"].str.contains(word, regex=False) for word in view.q.casefold().split()]
    return masks


def chosen(record: Record, view: View) -> Chosen:
    """The statements that every filter of the view lets pass, with their events and people.

    A period lets a statement pass when its span overlaps it; a status asks for the standing as of the view's day.
    """
    return _chosen(record, view.without(*DISPLAY))


@lru_cache(maxsize=256)
def _chosen(record: Record, view: View) -> Chosen:
    scope = in_scope(record, view)
    known = standing_in(record, view)
    masks = _masks(scope, view, known)
    statements = scope[reduce(and_, masks)] if masks else scope
    undated = 0
    if view.since or view.until:
        first = view.since.toordinal() if view.since else 0
        last = view.until.toordinal() if view.until else 9_999_999
        undated = int((statements["when"] == "").sum())
        statements = statements[(statements["first"] <= last) & (statements["last"] >= first)]
    events = record.events[record.events["event_id"].isin(statements["event_id"].unique())]
    about = set(statements["person_id"]) | {one for ids in statements["speaker_id"] for one in ids.split("|")}
    people = record.people[record.people["person_id"].isin(about)]
    return Chosen(statements, events, people, known, view.as_of or record.settings.as_of, undated)
