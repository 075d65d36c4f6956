"""A person's standing over time: the stretches of custody, and the states one after the other."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from esimder.record.dates import has_open_start
from esimder.rules.custody import one, words
from esimder.rules.standing import PATIENCE, Patience, Standing, Word

SPELL = ["person_id", "first", "begun", "last", "sure", "since", "until", "confirmed", "unknown"]
STATE = ["state", "first", "begun", "last", "sure", "since", "confirmed"]


def spells(statements: pd.DataFrame, as_of: date, patience: Patience = PATIENCE) -> pd.DataFrame:
    """Each stretch of custody that is known by a day: person_id, first and last possible day (ordinals), the dates of
    its first word and of the one that ends it as EDTF (`since`, `until`; `until` empty where nothing tells the end),
    the date of the last word that confirms it (`confirmed`), the days from which and up to which it surely went on
    (`begun`, `sure`, ordinals), and `unknown`: the day from which on nobody knows whether it goes on, 0 for none."""
    rows: list[dict[str, Any]] = []
    for person_id, said in words(statements, as_of).items():
        held: list[Word] = []
        for word in (word for word in said if word.effect):
            if word.inside:
                held.append(word)
            elif held:
                sure = max(held[-1].first, word.first)
                rows.append(_spell(person_id, held, word.last) | {"sure": sure, "until": word.when})
                held = []
        if held:
            now = one(person_id, said, as_of, patience)
            unknown = now.unknown_from if now and now.state == "not_known" else 0
            last = unknown or as_of.toordinal()
            rows.append(_spell(person_id, held, last) | {"sure": held[-1].first, "until": "", "unknown": unknown})
    return pd.DataFrame(rows, columns=SPELL).sort_values(["person_id", "first"], kind="stable", ignore_index=True)


def _spell(person_id: str, held: Sequence[Word], last: int) -> dict[str, Any]:
    first, begun = held[0], min(word.last for word in held)
    start = first.last if has_open_start(first.earliest) else first.first
    days = {"first": min(start, last), "begun": begun, "last": last}
    return {"person_id": person_id, **days, "since": first.when, "confirmed": held[-1].when, "unknown": 0}


def states(statements: pd.DataFrame, person_id: str, as_of: date, patience: Patience = PATIENCE) -> pd.DataFrame:
    """One person's states one after the other, as each day's words made them known: `state`, first and last day
    (ordinals; the last one reaches to `as_of`), the EDTF dates of the words that began it and that last confirmed it
    (`since`, `confirmed`), and the days from which and up to which it surely went on (`begun`, `sure`, ordinals)."""
    said = words(statements[statements["person_id"] == person_id], as_of).get(person_id, ())
    rows: list[dict[str, Any]] = []
    unknown = 0
    for day in sorted({word.last for word in said}):
        known = [word for word in said if word.last <= day]
        now = one(person_id, known, date.fromordinal(day), patience)
        if not now:
            continue
        _lost(rows, unknown, day)
        _follow(rows, now, known, day)
        unknown = now.unknown_from
    _lost(rows, unknown, as_of.toordinal())
    if rows:
        rows[-1]["last"] = as_of.toordinal()
    return pd.DataFrame(rows, columns=STATE)


def _follow(rows: list[dict[str, Any]], now: Standing, known: Sequence[Word], day: int) -> None:
    """The state of a day behind those before it."""
    told = {"confirmed": now.confirmed, "sure": now.confirmed_day}
    if rows and rows[-1]["state"] == now.state:
        rows[-1] |= told
        return
    begins = min(word.earliest for word in known if word.statement_id in now.deciding)
    first = begins if not rows and not has_open_start(begins) else day
    if rows:
        rows[-1] |= {"last": day, "sure": min(max(rows[-1]["sure"], begins), day)}
    rows.append({"state": now.state, "first": first, "begun": day, "last": day, "since": now.confirmed, **told})


def _lost(rows: list[dict[str, Any]], unknown: int, day: int) -> None:
    """Where a state is no longer known on a day, it ends on the day from which it is not."""
    if not rows or not unknown or unknown > day or rows[-1]["state"] == "not_known":
        return
    before = rows[-1]
    before["last"] = unknown
    since = {"since": before["confirmed"], "confirmed": before["confirmed"]}
    rows.append({"state": "not_known", "first": unknown, "begun": unknown, "last": day, "sure": unknown, **since})
