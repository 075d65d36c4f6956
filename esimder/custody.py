"""Who is in custody as of a day, and what else is known of a person's status by then.

The rule: of the dated statements whose whole span lies on or before the day, the latest one about custody decides.
An undated statement decides nothing; one whose span reaches past the day has not surely happened yet.
"""

from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

import pandas as pd

from esimder.schema import STATE_OF

_INSIDE = ("opens", "confirms")
_AT_LIBERTY = {"released", "paroled"}
# Of one day's statements a plain "released" says the least: on parole, or under a restriction, is said beside it.
_ORDER = ["own_last", "exact", "own_first", "statement_id"]


@dataclass(frozen=True)
class Standing:
    """What is known of one person's status by a day.

    `state` is one of schema.STATES, `since` and `confirmed` are EDTF dates of the first and the latest statement that
    say so (`confirmed_day` the latter's last possible day, an ordinal), `sentence` an ISO length, `place_id` and
    `held` where the person was held and when that was said, `deciding` the statements of the latest day, `families`
    how many independent publishers stand behind the state. `conflict`: the latest day's statements both open and
    close custody.
    """

    person_id: str
    state: str
    since: str
    sentence: str
    place_id: str
    held: str
    confirmed: str
    confirmed_day: int
    deciding: tuple[str, ...]
    families: int
    conflict: bool
    since_id: str
    sentence_id: str
    held_id: str


def _known(statements: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Statements about custody or status that surely held by the day, in order of their last possible day and, on one
    day, of how much they say."""
    telling = (statements["effect"] != "") | ((statements["kind"] == "status") & statements["value"].isin(STATE_OF))
    past = statements["own_last"].between(0, as_of.toordinal())
    about = statements[telling & past & (statements["person_id"] != "")]
    return about.assign(exact=about["value"] != "released").sort_values(_ORDER)


def _spell(known: pd.DataFrame) -> pd.DataFrame:
    """The statements of one person that belong to the custody which still goes on."""
    inside = known[known["effect"].isin(_INSIDE)]
    closed = known.loc[known["effect"] == "closes", "own_last"]
    later = inside[inside["own_last"] > closed.max()] if len(closed) else inside
    return later if len(later) else inside[inside["own_last"] == closed.max()]


def _inside(person_id: str, known: pd.DataFrame, conflict: bool) -> Standing:
    """The standing of a person of whom the latest statement says custody."""
    spell = _spell(known)
    terms = spell[spell["quantity"].str.startswith("P") & (spell["value"] == "imprisoned")]
    # A sentence or a refused parole names the court's place, an arrest where it was made; a transfer without a place
    # ends what was known.
    told = (spell["kind"] == "status") & (spell["value"] != "arrested") & (spell["place_id"] != "")
    held = spell[(spell["quantity"] == "") & (told | (spell["value"] == "transferred"))].tail(1)
    held = held[held["place_id"] != ""]
    latest = spell[spell["own_last"] == spell["own_last"].max()]
    return Standing(
        person_id,
        "in_custody",
        spell["date"].iloc[0],
        _last(terms["quantity"]),
        _last(held["place_id"]),
        _last(held["date"]),
        _last(latest["date"]),
        int(latest["own_last"].iloc[-1]),
        tuple(latest["statement_id"]),
        spell["family"].nunique(),
        conflict,
        str(spell["statement_id"].iloc[0]),
        _last(terms["statement_id"]),
        _last(held["statement_id"]),
    )


def _outside(person_id: str, known: pd.DataFrame, custody: pd.DataFrame, conflict: bool) -> Standing:
    """The standing of a person who is not in custody by the latest statement, or of whom none speaks of custody.

    A charge or a trial counts only if it surely came after the latest statement about custody.
    """
    status = known[(known["kind"] == "status") & known["value"].isin(STATE_OF)]
    if len(custody):
        status = status[(status["effect"] == "closes") | (status["own_first"] > custody["own_last"].max())]
    said = status.iloc[-1]
    states = status["value"].map(STATE_OF)
    state = STATE_OF[said["value"]]
    # "Released" and "released on parole" are the same day seen by two sources, not a change of state.
    kin = _AT_LIBERTY if state in _AT_LIBERTY else {state}
    changed = status.loc[~states.isin(kin), "own_last"].max()
    same = status[(states == state) & ~(status["own_last"] < changed)]
    latest = same[same["own_last"] == same["own_last"].max()]
    terms = same[same["quantity"].str.startswith("P")]
    return Standing(
        person_id,
        state,
        same["date"].iloc[0],
        _last(terms["quantity"]),
        "",
        "",
        _last(latest["date"]),
        int(latest["own_last"].iloc[-1]),
        tuple(latest["statement_id"]),
        same["family"].nunique(),
        conflict,
        str(same["statement_id"].iloc[0]),
        _last(terms["statement_id"]),
        "",
    )


def _one(person_id: str, known: pd.DataFrame) -> Standing:
    """One person's standing, from that person's known statements (in order)."""
    custody = known[known["effect"] != ""]
    inside = custody.loc[custody["own_last"] == custody["own_last"].max(), "effect"].isin(_INSIDE)
    conflict = bool(inside.any() and not inside.all())
    return _inside(person_id, known, conflict) if inside.any() else _outside(person_id, known, custody, conflict)


def _last(values: "pd.Series[str]") -> str:
    return str(values.iloc[-1]) if len(values) else ""


def standing(statements: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row a person of whom a status is known by that day, by person_id; the columns are Standing's fields."""
    known = _known(statements, as_of)
    rows = [astuple(_one(str(person_id), group)) for person_id, group in known.groupby("person_id", sort=False)]
    return pd.DataFrame(rows, columns=[field.name for field in fields(Standing)]).set_index("person_id", drop=False)


def spells(statements: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Each stretch of custody that is known by a day: person_id, first and last possible day (ordinals), the dates of
    its first statement and of the one that ends it as EDTF (`since`, `until`; `until` empty where it goes on), the
    date of the last statement that confirms it (`confirmed`), and the days from which and up to which it surely went
    on (`begun`, `sure`, ordinals)."""
    rows: list[dict[str, Any]] = []
    known = _known(statements, as_of)
    # Of one day's statements those that say custody come last, as they do in a standing.
    known = known.assign(inside=known["effect"].isin(_INSIDE)).sort_values(
        ["own_last", "inside", "own_first", "statement_id"]
    )
    for person_id, group in known[known["effect"] != ""].groupby("person_id", sort=False):
        begun: dict[str, Any] = {}
        last: dict[str, Any] = {}
        for row in group[["effect", "own_first", "own_last", "date"]].to_dict("records"):
            if row["effect"] in _INSIDE:
                begun, last = begun or row, row
            elif begun:
                sure = min(max(last["own_last"], row["own_first"]), row["own_last"])
                ended = {"last": row["own_last"], "sure": sure, "until": row["date"]}
                rows.append({"person_id": person_id, **_begun(begun), **ended, "confirmed": last["date"]})
                begun = {}
        if begun:
            going = {"last": as_of.toordinal(), "sure": last["own_last"], "until": ""}
            rows.append({"person_id": person_id, **_begun(begun), **going, "confirmed": last["date"]})
    return pd.DataFrame(rows, columns=["person_id", "first", "begun", "last", "sure", "since", "until", "confirmed"])


def _begun(row: dict[str, Any]) -> dict[str, Any]:
    """The beginning that a statement tells: an open one is drawn from the day by which it had surely come."""
    first = row["own_first"] if row["own_first"] > 1 else row["own_last"]
    return {"first": first, "begun": row["own_last"], "since": row["date"]}


def states(statements: pd.DataFrame, person_id: str, as_of: date) -> pd.DataFrame:
    """One person's states one after the other, as each day's statements made them known: `state`, first and last day
    (ordinals; the last one reaches to `as_of`), the EDTF dates of the statements that began it and that last confirmed
    it (`since`, `confirmed`), and the days from which and up to which it surely went on (`begun`, `sure`, ordinals)."""
    known = _known(statements[statements["person_id"] == person_id], as_of)
    rows: list[dict[str, Any]] = []
    for day in map(int, sorted(known["own_last"].unique())):
        now = _one(person_id, known[known["own_last"] <= day])
        told = {"confirmed": now.confirmed, "sure": now.confirmed_day}
        if rows and rows[-1]["state"] == now.state:
            rows[-1] |= told
            continue
        begins = int(known.loc[known["statement_id"].isin(now.deciding), "own_first"].min())
        first = begins if begins > 1 and not rows else day
        if rows:
            rows[-1] |= {"last": day, "sure": min(max(rows[-1]["sure"], begins), day)}
        days = {"first": first, "begun": day, "last": as_of.toordinal()}
        rows.append({"state": now.state, **days, "since": now.confirmed, **told})
    return pd.DataFrame(rows, columns=["state", "first", "begun", "last", "sure", "since", "confirmed"])
