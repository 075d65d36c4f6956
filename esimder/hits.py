"""What the search box is told: the hits of a search from a view, each with what matched and where it leads.

A hit of which the view's day or period holds nothing is shown all the same, and says so.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from esimder import find, twins
from esimder.chosen import chosen
from esimder.data import Record
from esimder.page import Frame
from esimder.view import FILTERS, View

_LAST = date(9999, 12, 31)
_PERIOD = ("since", "until")


def found(frame: Frame, asked: str) -> list[dict[str, Any]]:
    """The hits of a search from a view: groups with their names and, of each hit, title, what matched and address."""
    view = frame.view
    exact, later = view.spelling == "exact", view.scope == "all"
    groups = find.hits(frame.record, frame.say, asked, exact, later=later, names=frame.directory)
    return [
        {
            "name": _name(frame, group),
            "hits": [{"title": hit.title, "why": _why(frame, hit), "href": _leads(frame, hit)} for hit in group.hits],
        }
        for group in groups
    ]


def _name(frame: Frame, group: find.Group) -> str:
    """What a group is called, how many hits it has, and how the query was read if as typed with another keyboard."""
    meant = next((hit.meant for hit in group.hits if hit.meant), "")
    read = frame.say("find.read_as", text=meant) if meant else ""
    return " · ".join(filter(None, (group.title, frame.say.number(group.count), read)))


def _why(frame: Frame, hit: find.Hit) -> str:
    """What matched; as whom else a person is recorded; and whether the view shows nothing of it."""
    others = twins.also(frame.record, hit.id) if hit.table == "people" else ()
    also = (frame.say("twins.also", who=frame.directory.person(one)) for one in others)
    return " · ".join(filter(None, (hit.why[1], *also, _outside(frame, hit))))


@lru_cache(maxsize=32)
def _within(record: Record, view: View) -> dict[str, frozenset[str]]:
    """The ids of all that a view holds, by table."""
    rows = chosen(record, view)
    told = rows.statements
    return {
        "people": frozenset(rows.people["person_id"]),
        "places": frozenset(told["at"]) | frozenset(rows.events["place_id"]),
        "events": frozenset(rows.events["event_id"]),
        "sources": frozenset(told["source_id"]),
        "statements": frozenset(told["statement_id"]),
    }


def _outside(frame: Frame, hit: find.Hit) -> str:
    """In words, why the view shows nothing of a hit, though the record does: its day or its period."""
    record, view, say = frame.record, frame.view, frame.say
    ever = _within(record, View(scope=view.scope, as_of=_LAST))[hit.table]
    by_day = View(scope=view.scope, basis=view.basis, as_of=view.as_of)
    in_period = view.without(*(name for name in FILTERS if name not in _PERIOD), "lang", "spelling")
    if hit.id not in ever:
        return ""
    if hit.id not in _within(record, by_day)[hit.table]:
        return say(f"find.outside.{view.basis}", day=say.day(frame.directory.as_of))
    if (view.since or view.until) and hit.id not in _within(record, in_period)[hit.table]:
        return say("find.outside.period", period=frame.period())
    return ""


def _leads(frame: Frame, hit: find.Hit) -> str:
    """Where a hit leads: people, organisations and sources to their pages, places and events into the view."""
    plain = {"q": "", "number": ""}
    match hit.table:
        case "people":
            return frame.href("person", person=(hit.id,), **plain)
        case "sources":
            return frame.href("sources", source=(hit.id,), **plain)
        case "places":
            return frame.href("map" if frame.path in ("person", "method") else frame.path, place=(hit.id,), **plain)
        case "events":
            return frame.href(
                "timeline" if frame.path in ("person", "method") else frame.path, event=(hit.id,), **plain
            )
    row = frame.directory.statement(hit.id)
    chosen_one = {"event": (row["event_id"],)} if row["event_id"] else {"person": (row["person_id"],)}
    return frame.href("timeline", **chosen_one, **plain)
