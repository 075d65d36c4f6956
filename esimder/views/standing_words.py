"""A person's standing in words: since when, where, how old, why it is no longer known, and on what sources differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from esimder.query.selection import Selection
from esimder.record.codes import PASSING, STATE_OF
from esimder.record.dates import about, span
from esimder.record.load import rows
from esimder.rules.disputes import exclusive
from esimder.views.context import Context

Row = dict[str, Any]


def worded(context: Context, selection: Selection, row: Row) -> Row:
    """A person with the standing (counts.with_standing) in words.

    `stale` says how old its last word is if that is long, `ended` why it is no longer known, `note` since when it is
    not and what it was, `apart` that a later, separate case decides, `disputed` which states sources tell that cannot
    all hold, `unnamed` whether the period leaves the person out.
    """
    say, held = context.say, selection.held
    confirmed = say("person.confirmed_short", date=say.observed(row["confirmed"])) if row["confirmed"] else ""
    lost = row["state"] == "not_known"
    return row | {
        "disputed": _disputed(context, selection, row),
        "unnamed": row["person_id"] in held.inside and row["person_id"] not in held.named,
        "stale": _stale(context, int(row["confirmed_day"])) if row["state"] in PASSING else "",
        "ended": _ended(context, row) if lost else "",
        "note": _lost(context, row) if lost else "",
        "apart": say("apart.mark") if _apart(context, row["deciding"]) else "",
        "confirmed_words": "" if lost else confirmed,
        "since_words": _since(context, row),
        "since_note": _undated_arrest(context, row),
        "held_words": _held(context, row),
        "families_words": _families(context, row),
    }


def _state(row: Mapping[str, Any]) -> str:
    return str(row["was"] or row["state"])


def _lost(context: Context, row: Row) -> str:
    say = context.say
    return say("state.not_known_since", date=say.date(row["confirmed"]), state=say(f"state.{row['was']}"))


def _stale(context: Context, confirmed_day: int) -> str:
    """How long before the reader's day a status was last confirmed, in words, if that is long; else nothing."""
    days = context.directory.as_of.toordinal() - confirmed_day
    if not confirmed_day or days <= context.record.settings.stale_after_days:
        return ""
    years, months = days // 365, days % 365 // 30
    length = "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return context.say("state.stale", length=context.say.quantity(length))


def _ended(context: Context, row: Row) -> str:
    """Why a status is no longer known: its term has surely run out, or nobody has spoken of it for long."""
    say, end = context.say, int(row["term_end"])
    if not end or end >= context.directory.as_of.toordinal() or end < int(row["confirmed_day"]):
        return say("state.silent")
    term = say.quantity(row["sentence"]) if row["sentence"] else ""
    day = say.day(context.directory.as_of.fromordinal(end))
    return say("state.term_over", term=term, date=day) if term else say("state.term_over_by", date=day)


def _apart(context: Context, deciding: Iterable[str]) -> bool:
    """Whether what decides a status is about a later, separate case."""
    told = rows(context.record, "statements")
    scopes = {told[one]["scope"] for one in deciding if one in told}
    return bool(scopes) and "main" not in scopes


def _since(context: Context, row: Row) -> str:
    """When a state began, if a source says so, or by what it had begun; what happened on a day has that day."""
    say, when = context.say, str(row["since"])
    ends, found = about(when), span(when)
    if not ends or not found:
        return ""
    if _state(row) not in PASSING:
        return say.observed(when)
    if row["dated"]:
        return say("since.dated", date=say.point(ends[0]) if found.end is None else say.date(when))
    told = rows(context.record, "statements")[row["since_id"]]
    verdict = told["event_kind"] == "verdict"
    by = say.point(ends[1])
    if verdict:
        return say("since.by", date=by, what=say("since.verdict"))
    return say("since.by_source", date=by, who=context.directory.publisher(told["source_id"]))


def _undated_arrest(context: Context, row: Row) -> str:
    return context.say("since.not_stated") if _state(row) == "in_custody" and not row["dated"] else ""


def _held(context: Context, row: Row) -> str:
    """Where a person was last said to be held; nothing where nobody says so."""
    say, names = context.say, context.directory
    if row["place_id"]:
        return f"{names.place(row['place_id'])} ({say.date(row['held'])})"
    if not row["before"]:
        return ""
    return say(
        "held.moved", date=say.date(row["moved"]), place=names.place(row["before"]), before=say.date(row["held"])
    )


def _families(context: Context, row: Row) -> str:
    """By how many independent sources a status is confirmed, or that nobody says who publishes them."""
    if row["families"] or not row["deciding"]:
        return context.say.number(row["families"]) if row["families"] else ""
    return context.say("independence.none")


def _disputed(context: Context, selection: Selection, row: Row) -> str:
    """That sources tell states of a person that cannot all hold, if the present one is among them; else nothing."""
    told = rows(context.record, "statements")
    for point in selection.points:
        mine = (told[one] for one in sorted(point) if told[one]["person_id"] == row["person_id"])
        states = list(dict.fromkeys(STATE_OF[said["value"]] for said in mine if said["value"] in STATE_OF))
        if _state(row) in states and exclusive(states):
            return context.say("state.disputed", states=" / ".join(context.say(f"state.{state}") for state in states))
    return ""
