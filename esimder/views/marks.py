"""What stands on the map and on the timeline: rows with their words and the address each leads to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from esimder.figures.geo import layers
from esimder.figures.palette import TONES
from esimder.figures.timeline.timeline import Window
from esimder.query import counts
from esimder.query.selection import Selection, patience, whole
from esimder.record.escape import html_escape
from esimder.record.load import NEVER_FIRST
from esimder.record.load import rows as rows_of
from esimder.record.schema import EVENT_KINDS, PASSING
from esimder.rules import stretches
from esimder.views.context import Context

COUNTED = ("events", "people", "statements")
CITY = ("place_id", "name", "lon", "lat", "count", "chosen", "href", "hover")
SOME = 4  # how many people the words beside a line name
REGION = ("region", "place_id", "name", "count", "chosen", "href", "hover")
FLOW = ("from_id", "to_id", "count", "chosen", "href", "hover", "name")
MARK = ("lane", "first", "last", "lasting", "chosen", "title", "href", "hover", "tone", "event", "when")


def places(context: Context, selection: Selection) -> list[dict[str, Any]]:
    """Every place of a choice with its three counts, the fullest first: the map's table."""
    found = {what: counts.by_place(selection, what) for what in COUNTED}
    ids = counts.places(selection)
    rows: list[dict[str, Any]] = [
        {
            "place_id": str(one),
            "name": context.directory.place(str(one)),
            **{what: int(series.get(one, 0)) for what, series in found.items()},
        }
        for one in ids
    ]
    return sorted(rows, key=lambda row: (-row[context.view.count], -row["statements"], context.say.order(row["name"])))


def _counts(context: Context, counted: list[dict[str, Any]]) -> dict[str, int]:
    """By its place_id, how many of what the map counts each place has."""
    return {row["place_id"]: row[context.view.count] for row in counted}


def _place_hover(context: Context, name: str, counted: Mapping[str, Any] | None) -> str:
    """What is known of a place: its name and all that is counted there."""
    told = [context.say(f"total.{what}", n=counted[what]) for what in COUNTED] if counted else []
    return "<br>".join([f"<b>{html_escape(name)}</b>", *map(html_escape, told)])


def cities(context: Context, counted: list[dict[str, Any]]) -> pd.DataFrame:
    """Places with coordinates as the map draws them (columns CITY), from `places`; a count of zero only orients."""
    found, known = _counts(context, counted), {row["place_id"]: row for row in counted}
    rows = []
    for place in rows_of(context.record, "places").values():
        if place["lat"] != place["lat"] or place["kind"] in ("region", "country"):
            continue
        one, count = place["place_id"], found.get(place["place_id"], 0)
        name = context.directory.place(one)
        hover = _place_hover(context, name, known.get(place["place_id"]))
        rows.append(
            (
                one,
                name,
                place["lon"],
                place["lat"],
                count,
                one in context.view.place,
                context.toggled("place", one),
                hover,
            )
        )
    return pd.DataFrame(rows, columns=list(CITY))


def regions(context: Context, counted: list[dict[str, Any]]) -> pd.DataFrame:
    """Places without coordinates inside a region, told as that region and not as a dot (columns REGION)."""
    found, known = _counts(context, counted), {row["place_id"]: row for row in counted}
    rows = []
    for place in rows_of(context.record, "places").values():
        count = found.get(place["place_id"], 0)
        if place["lat"] == place["lat"] or not place["region"] or not count:
            continue
        name = _region_name(context, place)
        hover = _place_hover(context, name, known.get(place["place_id"]))
        rows.append(
            (
                place["region"],
                place["place_id"],
                name,
                count,
                place["place_id"] in context.view.place,
                context.toggled("place", place["place_id"]),
                hover,
            )
        )
    return pd.DataFrame(rows, columns=list(REGION))


def flows(context: Context, selection: Selection) -> pd.DataFrame:
    """From where people came to where they met, as the map draws it (columns FLOW): each leads to the statements that
    say so, which are those of its events about the place from which they came."""
    view, names, rows = context.view, context.directory, []
    for one, other, count, events, people in counts.flows(selection).itertuples(index=False):
        picked = view.place == (one,) and set(view.event) == set(events)
        href = context.href(place=(), event=()) if picked else context.href(place=(one,), event=events)
        name = f"{names.place(one)} → {names.place(other)}"
        who = [*map(names.person, people[:SOME]), *(["…"] if len(people) > SOME else [])]
        told = (context.say("total.statements", n=count), ", ".join(who))
        hover = "<br>".join([f"<b>{html_escape(name)}</b>", *(html_escape(words) for words in told if words)])
        rows.append((one, other, count, picked, href, hover, name))
    return pd.DataFrame(rows, columns=list(FLOW))


@lru_cache(maxsize=64)
def lights(selection: Selection) -> Mapping[str, str]:
    """By person_id, the events and places that a choice tells of each person as parts of an address: the marks that
    light up with a name."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    told = selection.statements[["person_id", "event_id", "at"]].drop_duplicates()
    for one, event, place in told.itertuples(index=False):
        found[one].update(
            dict.fromkeys([*([f"event={event}"] if event else []), *([f"place={place}"] if place else [])])
        )
    return defaultdict(str, {one: "&".join(parts) for one, parts in found.items()})


def _region_name(context: Context, place: Mapping[str, Any]) -> str:
    """The name of a region; a settlement without coordinates stands behind its region's name."""
    name = context.directory.place(place["place_id"])
    region = layers().regions.get(place["region"])
    return f"{region.names[context.say.code]} ({name})" if region and place["kind"] == "settlement" else name


def window(context: Context, selection: Selection | None = None) -> Window:
    """The days that the timeline shows: the period asked for, or the whole extent of the record or of a choice."""
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
    asked = (view.since or date.min).toordinal(), (view.until or date.max).toordinal()
    return Window(
        first - edge,
        max(last, first + 1) + edge,
        day,
        (full[0] - 60, full[1] + 60),
        asked if view.since or view.until else None,
    )


def reaching(context: Context, window: Window, marks: pd.DataFrame) -> Window:
    """A window that holds every mark (columns MARK), with some days around them, but for what is far from the record's
    other days."""
    low, high = counts.reached(context.record)
    near = marks[(marks["last"] >= low) & (marks["first"] <= max(high, window.as_of))]
    if near.empty:
        return window
    first, last = int(near["first"].min()), int(near["last"].max())
    edge = max((last - first) // 60, 2)
    return replace(window, first=min(window.first, first - edge), last=max(window.last, last + edge))


def _hover(context: Context, row: Mapping[str, Any]) -> str:
    return f"<b>{html_escape(context.say.of(row, 'title'))}</b><br>{html_escape(context.say.date(row['date']))}"


def _mark(context: Context, lane: int, row: Mapping[str, Any]) -> tuple[object, ...]:
    """An event as a mark in a lane (columns MARK)."""
    one = row["event_id"]
    selection, title = one in context.view.event, context.say.of(row, "title")
    href, when = context.toggled("event", one), context.say.date(row["date"])
    return (lane, *_ends(row), False, selection, title, href, _hover(context, row), "", one, when)


def by_kind(context: Context, selection: Selection) -> tuple[pd.DataFrame, list[str]]:
    """Dated events as marks (columns MARK), a lane for each kind that the record has, and the lanes' names."""
    events = selection.events[selection.events["first"] < NEVER_FIRST]
    told, there = rows_of(context.record, "events"), set(context.record.events["kind"])
    kinds = [kind for kind in EVENT_KINDS if kind in there]
    rows = [_mark(context, kinds.index(told[one]["kind"]), told[one]) for one in events["event_id"]]
    return pd.DataFrame(rows, columns=list(MARK)), [context.say(f"event_kind.{kind}") for kind in kinds]


def by_person(context: Context, selection: Selection) -> tuple[pd.DataFrame, list[str]]:
    """Each individual's dated events and stretches of custody as marks, a lane for each, the longest held first; of
    chosen people no lane for those who only speak of them."""
    held = stretches.spells(whole(context.record, context.view), selection.as_of, patience(context.record))
    people = counts.individuals(selection.people)
    if context.view.person:
        people = people[people.isin(context.view.person)]
    days = (held["last"] - held["first"]).groupby(held["person_id"]).sum()
    ids = sorted(people, key=lambda one: (-int(days.get(one, 0)), context.directory.order(one)))
    lanes = {one: lane for lane, one in enumerate(ids)}
    events = selection.events[selection.events["first"] < NEVER_FIRST].set_index("event_id", drop=False)
    pairs = selection.statements.loc[
        selection.statements["person_id"].isin(ids) & selection.statements["event_id"].isin(events.index),
        ["person_id", "event_id"],
    ].drop_duplicates()
    rows = []
    for person_id, event_id in pairs.itertuples(index=False):
        row = dict(events.loc[event_id])
        rows.append(_mark(context, lanes[person_id], row))
    for spell in held[held["person_id"].isin(ids)].to_dict("records"):
        one = spell["person_id"]
        href, hover = context.href("person", person=(one,)), _spell_hover(context, spell)
        days, picked = (spell["first"], spell["last"]), one in context.view.person
        bar = (lanes[one], *days, True, picked, "", href, hover, "custody", "", "")
        rows += _aging(context, bar, spell)
    return pd.DataFrame(rows, columns=list(MARK)), [context.directory.person(one) for one in ids]


def over_time(context: Context, person_id: str) -> pd.DataFrame:
    """A person's states one after the other up to the reader's day (stretches.states)."""
    view, day = context.view, context.directory.as_of
    return stretches.states(whole(context.record, view), person_id, day, patience(context.record))


def states(context: Context, person_id: str) -> list[str]:
    """The states that a person's life-line shows, in the order in which they began."""
    told = over_time(context, person_id)
    return list(dict.fromkeys(told["state"]))


def life(context: Context, selection: Selection, person_id: str) -> tuple[pd.DataFrame, list[str]]:
    """One person's states as bars in the first lane, and below it the person's events by kind."""
    marks, lanes = by_kind(context, selection)
    used = sorted(marks["lane"].unique())
    below = marks.assign(lane=[used.index(lane) + 1 for lane in marks["lane"]])
    told = over_time(context, person_id)
    bars: list[tuple[Any, ...]] = []
    for row in told.to_dict("records"):
        tone, hover = TONES[row["state"]], _state_hover(context, row)
        title = context.say(f"state.{row['state']}")
        bar = (0, row["first"], row["last"], True, False, title, context.href(), hover, tone, "", "")
        bars += _aging(context, bar, row) if row["state"] in PASSING else [bar]
    names = [context.say("column.state"), *(lanes[lane] for lane in used)]
    return pd.concat([pd.DataFrame(bars, columns=list(MARK)), below]), names


def _aging(context: Context, bar: tuple[Any, ...], told: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The bar of a state (columns MARK) in three: until it had surely begun, as long as it surely went on, and since.

    What is not sure has `?` behind its tone: nobody dates the beginning or the end more exactly, or has confirmed that
    it went on.
    """
    lane, first, last, *rest, hover, tone, event, _ = bar
    begun = min(max(int(told["begun"]), first), last)
    sure = min(max(int(told["sure"]), begun), last)
    when = context.say("person.confirmed_short", date=context.say.observed(told["confirmed"]))
    hover = f"{hover}<br>{html_escape(when)}"
    parts = ((first, begun, f"{tone}?"), (begun, sure, tone), (sure, last, f"{tone}?"))
    drawn = [(start, end, shade) for start, end, shade in parts if end > start] or [(first, last, tone)]
    return [(lane, start, end, *rest, hover, shade, event, "") for start, end, shade in drawn]


def _state_hover(context: Context, row: dict[str, Any]) -> str:
    state, since = context.say(f"state.{row['state']}"), context.say.observed(row["since"])
    return f"<b>{html_escape(state)}</b><br>{html_escape(since)}"


def zooms(context: Context) -> list[dict[str, Any]]:
    """Periods to go to with one click: everything, the five years up to the reader's day, and the weeks around it."""
    day = context.directory.as_of
    month = pd.Period(day, "M")
    start, end = (month - 1).start_time.date(), month.end_time.date()
    years = date(day.year - 3, 1, 1), date(day.year, 12, 31)
    return [
        {"name": context.say("timeline.zoom_all"), "since": None, "until": None},
        {"name": f"{years[0].year}–{years[1].year}", "since": years[0], "until": years[1]},
        {"name": context.say.date(f"{start:%Y-%m}/{end:%Y-%m}"), "since": start, "until": end},
    ]


def _spell_hover(context: Context, spell: dict[str, Any]) -> str:
    say = context.say
    if spell["unknown"]:
        words = say("timeline.custody_unknown", start=say.date(spell["since"]), since=say.date(spell["confirmed"]))
        return f"<b>{html_escape(context.directory.person(spell['person_id']))}</b><br>{html_escape(words)}"
    words = (
        say("timeline.custody", start=say.date(spell["since"]), end=say.date(spell["until"]))
        if spell["until"]
        else say("timeline.custody_on", start=say.date(spell["since"]), day=say.day(context.directory.as_of))
    )
    return f"<b>{html_escape(context.directory.person(spell['person_id']))}</b><br>{html_escape(words)}"


def _ends(row: Mapping[str, Any]) -> tuple[int, int]:
    """First and last day of a mark; an open side is drawn up to the other one."""
    first, last = int(row["first"]), int(row["last"])
    return (first if first > 1 else last, last if last < 3_000_000 else first)


def without(context: Context, *names: str) -> Context:
    """The same frame for the view without some filters: what a linked figure shows around its own selection."""
    return replace(context, view=context.view.without(*names))
