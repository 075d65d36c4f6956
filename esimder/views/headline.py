"""The first sentence of the record, with its numbers: true of any record, since all of it is counted."""

from collections import Counter
from dataclasses import dataclass

from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.query.view import View
from esimder.views import lists
from esimder.views.context import Context

# What is told of those who were in custody, on a later day: the words, and the states that they stand for.
BECAME = (("still", ("in_custody",)), ("out", ()), ("died", ("died",)), ("not_known", ("not_known",)))


@dataclass(frozen=True)
class Headline:
    """The sentence about the reader's day, and what is known of the same people on the latest day, if that is later;
    `unknown` tells of those of whom nobody says any more whether they are in custody, `within` among whom the
    filters leave nobody in custody."""

    now: str
    later: str = ""
    unknown: str = ""
    within: str = ""


def headline(context: Context, rows: Selection) -> Headline:
    """How many are in custody on the reader's day and what became of them; of a record that tells of no custody, how
    much it holds."""
    if not context.record.statements["effect"].any():
        told = ("people", "events", "statements", "sources")
        return Headline(", ".join(lists.total(context, rows, what) for what in told))
    unknown = [
        standing for standing in counts.standings(rows) if (standing.state, standing.was) == ("not_known", "in_custody")
    ]
    return Headline(
        lists.held(context, rows),
        _became(context, rows),
        context.say("headline.unknown", n=len(unknown)) if unknown else "",
        context.say("headline.within") if context.view.filtered and not rows.held.inside else "",
    )


def _became(context: Context, rows: Selection) -> str:
    """In words, the states on the latest day of those who are in custody on the reader's day."""
    latest, say, people = context.latest(), context.say, rows.held.inside
    if not people or latest <= rows.as_of:
        return ""
    # What a view leaves out changes nobody's status, so this is worked out once for all views.
    known = select(context.record, View(as_of=latest)).standings
    named = {state: name for name, states in BECAME for state in states}
    found = Counter(named.get(known[one].state, "out") if one in known else "not_known" for one in people)
    parts = [say(f"headline.{name}", n=found[name]) for name, _ in BECAME if found[name]]
    return say("headline.later", day=say.day(latest), parts=", ".join(parts))
