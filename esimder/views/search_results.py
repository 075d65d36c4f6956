"""What the search box is told: the hits of a search from a view, each with what matched and where it leads.

A hit of which the view's day or period holds nothing is shown all the same, and says so.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from esimder.query.selection import select
from esimder.query.view import FILTERS, View
from esimder.record.load import Record
from esimder.search import duplicates, find
from esimder.views.context import Context

_LAST = date(9999, 12, 31)
_PERIOD = ("since", "until")


def found(context: Context, asked: str) -> list[dict[str, Any]]:
    """The hits of a search from a view: groups with their names and, of each hit, title, what matched and address."""
    view = context.view
    exact, later = view.spelling == "exact", view.scope == "all"
    groups = find.hits(context.record, context.say, asked, exact, later=later, names=context.directory)
    return [
        {
            "name": _name(context, group),
            "hits": [
                {"title": hit.title, "why": _why(context, hit), "href": _leads(context, hit)} for hit in group.hits
            ],
        }
        for group in groups
    ]


def _name(context: Context, group: find.Group) -> str:
    """What a group is called, how many hits it has, and how the query was read if as typed with another keyboard."""
    meant = next((hit.meant for hit in group.hits if hit.meant), "")
    read = context.say("find.read_as", text=meant) if meant else ""
    return " · ".join(filter(None, (group.title, context.say.number(group.count), read)))


def _why(context: Context, hit: find.Hit) -> str:
    """What matched; as whom else a person is recorded; and whether the view shows nothing of it."""
    others = duplicates.also(context.record, hit.id) if hit.table == "people" else ()
    also = (context.say("twins.also", who=context.directory.person(one)) for one in others)
    return " · ".join(filter(None, (hit.why[1], *also, _outside(context, hit))))


@lru_cache(maxsize=32)
def _within(record: Record, view: View) -> dict[str, frozenset[str]]:
    """The ids of all that a view holds, by table."""
    rows = select(record, view)
    told = rows.statements
    return {
        "people": frozenset(rows.people["person_id"]),
        "places": frozenset(told["at"]) | frozenset(rows.events["place_id"]),
        "events": frozenset(rows.events["event_id"]),
        "sources": frozenset(told["source_id"]),
        "statements": frozenset(told["statement_id"]),
    }


def _outside(context: Context, hit: find.Hit) -> str:
    """In words, why the view shows nothing of a hit, though the record does: its day or its period."""
    record, view, say = context.record, context.view, context.say
    ever = _within(record, View(scope=view.scope, as_of=_LAST))[hit.table]
    by_day = View(scope=view.scope, basis=view.basis, as_of=view.as_of)
    in_period = view.without(*(name for name in FILTERS if name not in _PERIOD), "lang", "spelling")
    if hit.id not in ever:
        return ""
    if hit.id not in _within(record, by_day)[hit.table]:
        return say(f"find.outside.{view.basis}", day=say.day(context.directory.as_of))
    if (view.since or view.until) and hit.id not in _within(record, in_period)[hit.table]:
        return say("find.outside.period", period=context.period())
    return ""


def _leads(context: Context, hit: find.Hit) -> str:
    """Where a hit leads: people, organisations and sources to their pages, places and events into the view."""
    plain = {"q": "", "number": ""}
    match hit.table:
        case "people":
            return context.href("person", person=(hit.id,), **plain)
        case "sources":
            return context.href("sources", source=(hit.id,), **plain)
        case "places":
            return context.href(
                "map" if context.path in ("person", "method") else context.path, place=(hit.id,), **plain
            )
        case "events":
            return context.href(
                "timeline" if context.path in ("person", "method") else context.path, event=(hit.id,), **plain
            )
    row = context.directory.statement(hit.id)
    chosen_one = {"event": (row["event_id"],)} if row["event_id"] else {"person": (row["person_id"],)}
    return context.href("timeline", **chosen_one, **plain)
