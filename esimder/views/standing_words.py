"""A person's standing in words: since when, where, how old, why it is no longer known, and on what sources differ."""

from collections.abc import Iterable
from dataclasses import dataclass

from esimder.query.selection import Selection
from esimder.record.codes import PASSING, STATE_OF
from esimder.record.dates import about, span
from esimder.record.load import rows
from esimder.rules.disputes import exclusive
from esimder.rules.standing import Standing
from esimder.views.context import Context


@dataclass(frozen=True)
class PersonRow(Standing):
    """A person with the standing of the reader's day in words.

    `stale` says how old its last word is if that is long, `ended` why it is no longer known, `note` since when it is
    not and what it was, `apart` that a later, separate case decides, `disputed` which states sources tell that cannot
    all hold, `unnamed` whether the period leaves the person out, `confirmed_by` whose statements decide
    (lists.with_sources).
    """

    occupation: str = ""
    disputed: str = ""
    unnamed: bool = False
    stale: str = ""
    ended: str = ""
    note: str = ""
    apart: str = ""
    confirmed_words: str = ""
    since_words: str = ""
    since_note: str = ""
    held_words: str = ""
    families_words: str = ""
    confirmed_by: str = ""


def in_words(context: Context, selection: Selection, standing: Standing) -> PersonRow:
    """A person's standing with its words."""
    say, held, person_id = context.say, selection.held, standing.person_id
    confirmed = say("person.confirmed_short", date=say.observed(standing.confirmed)) if standing.confirmed else ""
    lost = standing.state == "not_known"
    return PersonRow(
        **vars(standing),
        occupation=say.of(context.directory.row("people", person_id), "occupation"),
        disputed=_disputed(context, selection, standing),
        unnamed=person_id in held.inside and person_id not in held.named,
        stale=_stale(context, standing.confirmed_day) if standing.state in PASSING else "",
        ended=_ended(context, standing) if lost else "",
        note=_lost(context, standing) if lost else "",
        apart=say("apart.mark") if _apart(context, standing.deciding) else "",
        confirmed_words="" if lost else confirmed,
        since_words=_since(context, standing),
        since_note=_undated_arrest(context, standing),
        held_words=_held(context, standing),
        families_words=_families(context, standing),
    )


def _lost(context: Context, standing: Standing) -> str:
    say = context.say
    return say("state.not_known_since", date=say.date(standing.confirmed), state=say(f"state.{standing.was}"))


def _stale(context: Context, confirmed_day: int) -> str:
    """How long before the reader's day a status was last confirmed, in words, if that is long; else nothing."""
    days = context.directory.as_of.toordinal() - confirmed_day
    if not confirmed_day or days <= context.record.settings.stale_after_days:
        return ""
    years, months = days // 365, days % 365 // 30
    length = "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return context.say("state.stale", length=context.say.quantity(length))


def _ended(context: Context, standing: Standing) -> str:
    """Why a status is no longer known: its term has surely run out, or nobody has spoken of it for long."""
    say, end = context.say, standing.term_end
    if not end or end >= context.directory.as_of.toordinal() or end < standing.confirmed_day:
        return say("state.silent")
    term = say.quantity(standing.sentence) if standing.sentence else ""
    day = say.day(context.directory.as_of.fromordinal(end))
    return say("state.term_over", term=term, date=day) if term else say("state.term_over_by", date=day)


def _apart(context: Context, deciding: Iterable[str]) -> bool:
    """Whether what decides a status is about a later, separate case."""
    statements = rows(context.record, "statements")
    scopes = {statements[one]["scope"] for one in deciding if one in statements}
    return bool(scopes) and "main" not in scopes


def _since(context: Context, standing: Standing) -> str:
    """When a state began, if a source says so, or by what it had begun; what happened on a day has that day."""
    say, when = context.say, standing.since
    ends, days = about(when), span(when)
    if not ends or not days:
        return ""
    if standing.stated not in PASSING:
        return say.observed(when)
    if standing.dated:
        return say("since.dated", date=say.point(ends[0]) if days.end is None else say.date(when))
    statement = rows(context.record, "statements")[standing.since_id]
    by = say.point(ends[1])
    if statement["event_kind"] == "verdict":
        return say("since.by", date=by, what=say("since.verdict"))
    return say("since.by_source", date=by, who=context.directory.publisher(statement["source_id"]))


def _undated_arrest(context: Context, standing: Standing) -> str:
    return context.say("since.not_stated") if standing.stated == "in_custody" and not standing.dated else ""


def _held(context: Context, standing: Standing) -> str:
    """Where a person was last said to be held; nothing where nobody says so."""
    say, names = context.say, context.directory
    if standing.place_id:
        return f"{names.place(standing.place_id)} ({say.date(standing.held)})"
    if not standing.before:
        return ""
    return say(
        "held.moved", date=say.date(standing.moved), place=names.place(standing.before), before=say.date(standing.held)
    )


def _families(context: Context, standing: Standing) -> str:
    """By how many independent sources a status is confirmed, or that nobody says who publishes them."""
    if standing.families or not standing.deciding:
        return context.say.number(standing.families) if standing.families else ""
    return context.say("independence.none")


def _disputed(context: Context, selection: Selection, standing: Standing) -> str:
    """That sources tell states of a person that cannot all hold, if the present one is among them; else nothing."""
    statements = rows(context.record, "statements")
    for point in selection.points:
        mine = (statements[one] for one in sorted(point) if statements[one]["person_id"] == standing.person_id)
        states = list(dict.fromkeys(STATE_OF[row["value"]] for row in mine if row["value"] in STATE_OF))
        if standing.stated in states and exclusive(states):
            return context.say("state.disputed", states=" / ".join(context.say(f"state.{state}") for state in states))
    return ""
