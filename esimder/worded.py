"""A person's standing in words: since when, where, how old, why it is no longer known, and on what sources differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from esimder.chosen import Chosen
from esimder.data import rows
from esimder.dates import about, span
from esimder.disputes import exclusive
from esimder.page import Frame
from esimder.schema import PASSING, STATE_OF

Row = dict[str, Any]


def worded(frame: Frame, chosen: Chosen, row: Row) -> Row:
    """A person with the standing (counts.with_standing) in words.

    `stale` says how old its last word is if that is long, `ended` why it is no longer known, `note` since when it is
    not and what it was, `apart` that a later, separate case decides, `disputed` which states sources tell that cannot
    all hold, `unnamed` whether the period leaves the person out.
    """
    say, held = frame.say, chosen.held
    confirmed = say("person.confirmed_short", date=say.observed(row["confirmed"])) if row["confirmed"] else ""
    lost = row["state"] == "not_known"
    return row | {
        "disputed": _disputed(frame, chosen, row),
        "unnamed": row["person_id"] in held.inside and row["person_id"] not in held.named,
        "stale": _stale(frame, int(row["confirmed_day"])) if row["state"] in PASSING else "",
        "ended": _ended(frame, row) if lost else "",
        "note": _lost(frame, row) if lost else "",
        "apart": say("apart.mark") if _apart(frame, row["deciding"]) else "",
        "confirmed_words": "" if lost else confirmed,
        "since_words": _since(frame, row),
        "since_note": _undated_arrest(frame, row),
        "held_words": _held(frame, row),
        "families_words": _families(frame, row),
    }


def _state(row: Mapping[str, Any]) -> str:
    return str(row["was"] or row["state"])


def _lost(frame: Frame, row: Row) -> str:
    say = frame.say
    return say("state.not_known_since", date=say.date(row["confirmed"]), state=say(f"state.{row['was']}"))


def _stale(frame: Frame, confirmed_day: int) -> str:
    """How long before the reader's day a status was last confirmed, in words, if that is long; else nothing."""
    days = frame.directory.as_of.toordinal() - confirmed_day
    if not confirmed_day or days <= frame.record.settings.stale_after_days:
        return ""
    years, months = days // 365, days % 365 // 30
    length = "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return frame.say("state.stale", length=frame.say.quantity(length))


def _ended(frame: Frame, row: Row) -> str:
    """Why a status is no longer known: its term has surely run out, or nobody has spoken of it for long."""
    say, end = frame.say, int(row["term_end"])
    if not end or end >= frame.directory.as_of.toordinal() or end < int(row["confirmed_day"]):
        return say("state.silent")
    term = say.quantity(row["sentence"]) if row["sentence"] else ""
    day = say.day(frame.directory.as_of.fromordinal(end))
    return say("state.term_over", term=term, date=day) if term else say("state.term_over_by", date=day)


def _apart(frame: Frame, deciding: Iterable[str]) -> bool:
    """Whether what decides a status is about a later, separate case."""
    told = rows(frame.record, "statements")
    scopes = {told[one]["scope"] for one in deciding if one in told}
    return bool(scopes) and "main" not in scopes


def _since(frame: Frame, row: Row) -> str:
    """When a state began, if a source says so, or by what it had begun; what happened on a day has that day."""
    say, when = frame.say, str(row["since"])
    ends, found = about(when), span(when)
    if not ends or not found:
        return ""
    if _state(row) not in PASSING:
        return say.observed(when)
    if row["dated"]:
        return say("since.dated", date=say.point(ends[0]) if found.end is None else say.date(when))
    told = rows(frame.record, "statements")[row["since_id"]]
    verdict = told["event_kind"] == "verdict"
    by = say.point(ends[1])
    if verdict:
        return say("since.by", date=by, what=say("since.verdict"))
    return say("since.by_source", date=by, who=frame.directory.publisher(told["source_id"]))


def _undated_arrest(frame: Frame, row: Row) -> str:
    return frame.say("since.not_stated") if _state(row) == "in_custody" and not row["dated"] else ""


def _held(frame: Frame, row: Row) -> str:
    """Where a person was last said to be held; nothing where nobody says so."""
    say, names = frame.say, frame.directory
    if row["place_id"]:
        return f"{names.place(row['place_id'])} ({say.date(row['held'])})"
    if not row["before"]:
        return ""
    return say(
        "held.moved", date=say.date(row["moved"]), place=names.place(row["before"]), before=say.date(row["held"])
    )


def _families(frame: Frame, row: Row) -> str:
    """By how many independent sources a status is confirmed, or that nobody says who publishes them."""
    if row["families"] or not row["deciding"]:
        return frame.say.number(row["families"]) if row["families"] else ""
    return frame.say("independence.none")


def _disputed(frame: Frame, chosen: Chosen, row: Row) -> str:
    """That sources tell states of a person that cannot all hold, if the present one is among them; else nothing."""
    told = rows(frame.record, "statements")
    for point in chosen.points:
        mine = (told[one] for one in sorted(point) if told[one]["person_id"] == row["person_id"])
        states = list(dict.fromkeys(STATE_OF[said["value"]] for said in mine if said["value"] in STATE_OF))
        if _state(row) in states and exclusive(states):
            return frame.say("state.disputed", states=" / ".join(frame.say(f"state.{state}") for state in states))
    return ""
