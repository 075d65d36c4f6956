"""What stands on the timeline: marks with their words and the address to which each leads."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from esimder.figures.palette import TONES
from esimder.figures.timeline.layout import Window
from esimder.figures.timeline.marks import Addresses, Mark
from esimder.query import counts
from esimder.query.selection import Selection, patience, whole
from esimder.record.codes import EVENT_KINDS, PASSING
from esimder.record.dates import has_open_end, has_open_start, is_dated
from esimder.record.escape import html_escape
from esimder.record.load import rows as rows_of
from esimder.rules import stretches
from esimder.views.context import Context
from esimder.views.place_marks import hover_words


@lru_cache(maxsize=64)
def lights(selection: Selection) -> Mapping[str, str]:
    """By person_id, each person's events and places in a selection as parts of an address: the marks that light up
    with a name."""
    parts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    pairs = selection.statements[["person_id", "event_id", "at"]].drop_duplicates()
    for person_id, event_id, place_id in pairs.itertuples(index=False):
        if event_id:
            parts[person_id][f"event={event_id}"] = None
        if place_id:
            parts[person_id][f"place={place_id}"] = None
    return defaultdict(str, {person_id: "&".join(own) for person_id, own in parts.items()})


def window(context: Context, selection: Selection | None = None) -> Window:
    """The days that the timeline shows: the reader's period, or the whole extent of the record or of a selection."""
    view, day = context.view, context.directory.as_of.toordinal()
    if selection:
        events = selection.events
        full = counts.ends(events[(events["first"] <= day) & (events["date"] != "")])
    else:
        full = counts.extent(context.record, context.directory.as_of)
    full = full[0], min(full[1], max(day, full[0]))
    first = view.since.toordinal() if view.since else full[0]
    last = view.until.toordinal() if view.until else full[1]
    edge = max((last - first) // 60, 2)
    period = (view.since or date.min).toordinal(), (view.until or date.max).toordinal()
    return Window(
        first - edge,
        max(last, first + 1) + edge,
        day,
        (full[0] - 60, full[1] + 60),
        period if view.since or view.until else None,
    )


def reaching(context: Context, window: Window, marks: Sequence[Mark]) -> Window:
    """A window that holds every mark, with some days around them, but for what is far from the record's other days."""
    low, high = counts.reached(context.record)
    near = [mark for mark in marks if mark.last >= low and mark.first <= max(high, window.as_of)]
    if not near:
        return window
    first, last = min(mark.first for mark in near), max(mark.last for mark in near)
    edge = max((last - first) // 60, 2)
    return replace(window, first=min(window.first, first - edge), last=max(window.last, last + edge))


def _mark(context: Context, lane: int, event: Mapping[str, Any]) -> Mark:
    """An event as a mark in a lane."""
    event_id, title = event["event_id"], context.say.of(event, "title")
    when = context.say.date(event["date"])
    return Mark(
        lane,
        *_ends(event),
        title,
        context.toggled("event", event_id),
        hover_words(title, when),
        event_id,
        when,
        chosen=event_id in context.view.event,
    )


def by_kind(context: Context, selection: Selection) -> tuple[list[Mark], list[str]]:
    """Dated events as marks, a lane for each kind that the record has, and the lanes' names."""
    dated = selection.events[is_dated(selection.events["first"])]
    events, there = rows_of(context.record, "events"), set(context.record.events["kind"])
    kinds = [kind for kind in EVENT_KINDS if kind in there]
    marks = [_mark(context, kinds.index(events[one]["kind"]), events[one]) for one in dated["event_id"]]
    return marks, [context.say(f"event_kind.{kind}") for kind in kinds]


def by_person(context: Context, selection: Selection) -> tuple[list[Mark], list[str]]:
    """Each individual's dated events and stretches of custody as marks, a lane for each, the longest held first; of
    chosen people no lane for those who only speak of them."""
    held = stretches.spells(whole(context.record, context.view), selection.as_of, patience(context.record))
    people = counts.individuals(selection.people)
    if context.view.person:
        people = people[people.isin(context.view.person)]
    days = (held["last"] - held["first"]).groupby(held["person_id"]).sum()
    ids = sorted(people, key=lambda one: (-int(days.get(one, 0)), context.directory.order(one)))
    lanes = {person_id: lane for lane, person_id in enumerate(ids)}
    dated = selection.events.loc[is_dated(selection.events["first"]), "event_id"]
    pairs = selection.statements.loc[
        selection.statements["person_id"].isin(ids) & selection.statements["event_id"].isin(dated),
        ["person_id", "event_id"],
    ].drop_duplicates()
    events = rows_of(context.record, "events")
    marks = [
        _mark(context, lanes[person_id], events[event_id]) for person_id, event_id in pairs.itertuples(index=False)
    ]
    for spell in held[held["person_id"].isin(ids)].to_dict("records"):
        person_id = spell["person_id"]
        href, hover = context.href("person", person=(person_id,)), _spell_hover(context, spell)
        chosen = person_id in context.view.person
        bar = Mark(lanes[person_id], spell["first"], spell["last"], "", href, hover, tone="custody", chosen=chosen)
        marks += _aging(context, bar, spell)
    return marks, [context.directory.person(person_id) for person_id in ids]


def over_time(context: Context, person_id: str) -> pd.DataFrame:
    """A person's states one after the other up to the reader's day (stretches.states)."""
    view, day = context.view, context.directory.as_of
    return stretches.states(whole(context.record, view), person_id, day, patience(context.record))


def states(context: Context, person_id: str) -> list[str]:
    """The states that a person's life-line shows, in the order in which they began."""
    return list(dict.fromkeys(over_time(context, person_id)["state"]))


def life(context: Context, selection: Selection, person_id: str) -> tuple[list[Mark], list[str]]:
    """One person's states as bars in the first lane, and below it the person's events by kind."""
    events, lanes = by_kind(context, selection)
    used = sorted({mark.lane for mark in events})
    marks: list[Mark] = []
    for row in over_time(context, person_id).to_dict("records"):
        tone, title = TONES[row["state"]], context.say(f"state.{row['state']}")
        hover = hover_words(title, context.say.observed(row["since"]))
        bar = Mark(0, row["first"], row["last"], title, context.href(), hover, tone=tone)
        marks += _aging(context, bar, row) if row["state"] in PASSING else [bar]
    marks += [replace(mark, lane=used.index(mark.lane) + 1) for mark in events]
    return marks, [context.say("column.state"), *(lanes[lane] for lane in used)]


def _aging(context: Context, bar: Mark, state: Mapping[str, Any]) -> list[Mark]:
    """The bar of a state in three: until it had surely begun, as long as it surely went on, and since. The first and
    the last are not sure: nobody dates the beginning or the end more exactly, or has confirmed that it went on."""
    begun = min(max(int(state["begun"]), bar.first), bar.last)
    sure = min(max(int(state["sure"]), begun), bar.last)
    when = context.say("person.confirmed_short", date=context.say.observed(state["confirmed"]))
    bar = replace(bar, hover=f"{bar.hover}<br>{html_escape(when)}")
    parts = ((bar.first, begun, False), (begun, sure, True), (sure, bar.last, False))
    return [replace(bar, first=first, last=last, sure=known) for first, last, known in parts if last > first] or [bar]


@dataclass(frozen=True)
class Zoom:
    """A period to go to with one click, by its name."""

    name: str
    since: date | None = None
    until: date | None = None


def zooms(context: Context) -> list[Zoom]:
    """Periods to go to with one click: everything, the five years up to the reader's day, and the weeks around it."""
    day = context.directory.as_of
    month = pd.Period(day, "M")
    start, end = (month - 1).start_time.date(), month.end_time.date()
    years = date(day.year - 3, 1, 1), date(day.year, 12, 31)
    return [
        Zoom(context.say("timeline.zoom_all")),
        Zoom(f"{years[0].year}–{years[1].year}", *years),
        Zoom(context.say.date(f"{start:%Y-%m}/{end:%Y-%m}"), start, end),
    ]


def _spell_hover(context: Context, spell: Mapping[str, Any]) -> str:
    say, start = context.say, context.say.date(spell["since"])
    if spell["unknown"]:
        words = say("timeline.custody_unknown", start=start, since=say.date(spell["confirmed"]))
    elif spell["until"]:
        words = say("timeline.custody", start=start, end=say.date(spell["until"]))
    else:
        words = say("timeline.custody_on", start=start, day=say.day(context.directory.as_of))
    return hover_words(context.directory.person(spell["person_id"]), words)


def _ends(row: Mapping[str, Any]) -> tuple[int, int]:
    """First and last day of a mark; an open side is drawn up to the other one."""
    first, last = int(row["first"]), int(row["last"])
    return (last if has_open_start(first) else first, first if has_open_end(last) else last)


def addresses(context: Context, period: bool = False) -> Addresses:
    """Where a crowd of marks leads in a view; to their `period` only where a reader can go there."""
    return Addresses(
        lambda events: context.toggled("event", *events),
        (lambda since, until: context.href(since=since, until=until)) if period else None,
    )


def without(context: Context, *names: str) -> Context:
    """The context of the view without some filters: what a linked figure shows around its own selection."""
    return replace(context, view=context.view.without(*names))
