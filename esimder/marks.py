"""What stands on the map and on the timeline: rows with their words and the address each leads to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from esimder import counts, stretches
from esimder.chosen import Chosen, patience, whole
from esimder.data import NEVER_FIRST
from esimder.data import rows as rows_of
from esimder.escape import letters
from esimder.figures.timeline import Window
from esimder.geo import layers
from esimder.page import Frame
from esimder.palette import TONES
from esimder.schema import EVENT_KINDS, PASSING

COUNTED = ("events", "people", "statements")
CITY = ("place_id", "name", "lon", "lat", "count", "chosen", "href", "hover")
SOME = 4  # how many people the words beside a line name
REGION = ("region", "place_id", "name", "count", "chosen", "href", "hover")
FLOW = ("from_id", "to_id", "count", "chosen", "href", "hover", "name")
MARK = ("lane", "first", "last", "lasting", "chosen", "title", "href", "hover", "tone", "event", "when")


def places(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """Every place of a choice with its three counts, the fullest first: the map's table."""
    found = {what: counts.by_place(chosen, what) for what in COUNTED}
    ids = counts.places(chosen)
    rows: list[dict[str, Any]] = [
        {
            "place_id": str(one),
            "name": frame.directory.place(str(one)),
            **{what: int(series.get(one, 0)) for what, series in found.items()},
        }
        for one in ids
    ]
    return sorted(rows, key=lambda row: (-row[frame.view.count], -row["statements"], frame.say.order(row["name"])))


def _counts(frame: Frame, counted: list[dict[str, Any]]) -> dict[str, int]:
    """By its place_id, how many of what the map counts each place has."""
    return {row["place_id"]: row[frame.view.count] for row in counted}


def _place_hover(frame: Frame, name: str, counted: Mapping[str, Any] | None) -> str:
    """What is known of a place: its name and all that is counted there."""
    told = [frame.say(f"total.{what}", n=counted[what]) for what in COUNTED] if counted else []
    return "<br>".join([f"<b>{letters(name)}</b>", *map(letters, told)])


def cities(frame: Frame, counted: list[dict[str, Any]]) -> pd.DataFrame:
    """Places with coordinates as the map draws them (columns CITY), from `places`; a count of zero only orients."""
    found, known = _counts(frame, counted), {row["place_id"]: row for row in counted}
    rows = []
    for place in rows_of(frame.record, "places").values():
        if place["lat"] != place["lat"] or place["kind"] in ("region", "country"):
            continue
        one, count = place["place_id"], found.get(place["place_id"], 0)
        name = frame.directory.place(one)
        hover = _place_hover(frame, name, known.get(place["place_id"]))
        rows.append(
            (
                one,
                name,
                place["lon"],
                place["lat"],
                count,
                one in frame.view.place,
                frame.toggled("place", one),
                hover,
            )
        )
    return pd.DataFrame(rows, columns=list(CITY))


def regions(frame: Frame, counted: list[dict[str, Any]]) -> pd.DataFrame:
    """Places without coordinates inside a region, told as that region and not as a dot (columns REGION)."""
    found, known = _counts(frame, counted), {row["place_id"]: row for row in counted}
    rows = []
    for place in rows_of(frame.record, "places").values():
        count = found.get(place["place_id"], 0)
        if place["lat"] == place["lat"] or not place["region"] or not count:
            continue
        name = _region_name(frame, place)
        hover = _place_hover(frame, name, known.get(place["place_id"]))
        rows.append(
            (
                place["region"],
                place["place_id"],
                name,
                count,
                place["place_id"] in frame.view.place,
                frame.toggled("place", place["place_id"]),
                hover,
            )
        )
    return pd.DataFrame(rows, columns=list(REGION))


def flows(frame: Frame, chosen: Chosen) -> pd.DataFrame:
    """From where people came to where they met, as the map draws it (columns FLOW): each leads to the statements that
    say so, which are those of its events about the place from which they came."""
    view, names, rows = frame.view, frame.directory, []
    for one, other, count, events, people in counts.flows(chosen).itertuples(index=False):
        picked = view.place == (one,) and set(view.event) == set(events)
        href = frame.href(place=(), event=()) if picked else frame.href(place=(one,), event=events)
        name = f"{names.place(one)} → {names.place(other)}"
        who = [*map(names.person, people[:SOME]), *(["…"] if len(people) > SOME else [])]
        told = (frame.say("total.statements", n=count), ", ".join(who))
        hover = "<br>".join([f"<b>{letters(name)}</b>", *(letters(words) for words in told if words)])
        rows.append((one, other, count, picked, href, hover, name))
    return pd.DataFrame(rows, columns=list(FLOW))


@lru_cache(maxsize=64)
def lights(chosen: Chosen) -> Mapping[str, str]:
    """By person_id, the events and places that a choice tells of each person as parts of an address: the marks that
    light up with a name."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    told = chosen.statements[["person_id", "event_id", "at"]].drop_duplicates()
    for one, event, place in told.itertuples(index=False):
        found[one].update(
            dict.fromkeys([*([f"event={event}"] if event else []), *([f"place={place}"] if place else [])])
        )
    return defaultdict(str, {one: "&".join(parts) for one, parts in found.items()})


def _region_name(frame: Frame, place: Mapping[str, Any]) -> str:
    """The name of a region; a settlement without coordinates stands behind its region's name."""
    name = frame.directory.place(place["place_id"])
    region = layers().regions.get(place["region"])
    return f"{region.names[frame.say.code]} ({name})" if region and place["kind"] == "settlement" else name


def window(frame: Frame, chosen: Chosen | None = None) -> Window:
    """The days that the timeline shows: the period asked for, or the whole extent of the record or of a choice."""
    view, day = frame.view, frame.directory.as_of.toordinal()
    if chosen:
        events = chosen.events
        full = counts.ends(events[(events["first"] <= day) & (events["date"] != "")])
    else:
        full = counts.extent(frame.record, frame.directory.as_of)
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


def reaching(frame: Frame, window: Window, marks: pd.DataFrame) -> Window:
    """A window that holds every mark (columns MARK), with some days around them, but for what is far from the record's
    other days."""
    low, high = counts.reached(frame.record)
    near = marks[(marks["last"] >= low) & (marks["first"] <= max(high, window.as_of))]
    if near.empty:
        return window
    first, last = int(near["first"].min()), int(near["last"].max())
    edge = max((last - first) // 60, 2)
    return replace(window, first=min(window.first, first - edge), last=max(window.last, last + edge))


def _hover(frame: Frame, row: Mapping[str, Any]) -> str:
    return f"<b>{letters(frame.say.of(row, 'title'))}</b><br>{letters(frame.say.date(row['date']))}"


def _mark(frame: Frame, lane: int, row: Mapping[str, Any]) -> tuple[object, ...]:
    """An event as a mark in a lane (columns MARK)."""
    one = row["event_id"]
    chosen, title = one in frame.view.event, frame.say.of(row, "title")
    href, when = frame.toggled("event", one), frame.say.date(row["date"])
    return (lane, *_ends(row), False, chosen, title, href, _hover(frame, row), "", one, when)


def by_kind(frame: Frame, chosen: Chosen) -> tuple[pd.DataFrame, list[str]]:
    """Dated events as marks (columns MARK), a lane for each kind that the record has, and the lanes' names."""
    events = chosen.events[chosen.events["first"] < NEVER_FIRST]
    told, there = rows_of(frame.record, "events"), set(frame.record.events["kind"])
    kinds = [kind for kind in EVENT_KINDS if kind in there]
    rows = [_mark(frame, kinds.index(told[one]["kind"]), told[one]) for one in events["event_id"]]
    return pd.DataFrame(rows, columns=list(MARK)), [frame.say(f"event_kind.{kind}") for kind in kinds]


def by_person(frame: Frame, chosen: Chosen) -> tuple[pd.DataFrame, list[str]]:
    """Each individual's dated events and stretches of custody as marks, a lane for each, the longest held first; of
    chosen people no lane for those who only speak of them."""
    held = stretches.spells(whole(frame.record, frame.view), chosen.as_of, patience(frame.record))
    people = counts.individuals(chosen.people)
    if frame.view.person:
        people = people[people.isin(frame.view.person)]
    days = (held["last"] - held["first"]).groupby(held["person_id"]).sum()
    ids = sorted(people, key=lambda one: (-int(days.get(one, 0)), frame.directory.order(one)))
    lanes = {one: lane for lane, one in enumerate(ids)}
    events = chosen.events[chosen.events["first"] < NEVER_FIRST].set_index("event_id", drop=False)
    pairs = chosen.statements.loc[
        chosen.statements["person_id"].isin(ids) & chosen.statements["event_id"].isin(events.index),
        ["person_id", "event_id"],
    ].drop_duplicates()
    rows = []
    for person_id, event_id in pairs.itertuples(index=False):
        row = dict(events.loc[event_id])
        rows.append(_mark(frame, lanes[person_id], row))
    for spell in held[held["person_id"].isin(ids)].to_dict("records"):
        one = spell["person_id"]
        href, hover = frame.href("person", person=(one,)), _spell_hover(frame, spell)
        days, picked = (spell["first"], spell["last"]), one in frame.view.person
        bar = (lanes[one], *days, True, picked, "", href, hover, "custody", "", "")
        rows += _aging(frame, bar, spell)
    return pd.DataFrame(rows, columns=list(MARK)), [frame.directory.person(one) for one in ids]


def over_time(frame: Frame, person_id: str) -> pd.DataFrame:
    """A person's states one after the other up to the reader's day (stretches.states)."""
    view, day = frame.view, frame.directory.as_of
    return stretches.states(whole(frame.record, view), person_id, day, patience(frame.record))


def states(frame: Frame, person_id: str) -> list[str]:
    """The states that a person's life-line shows, in the order in which they began."""
    told = over_time(frame, person_id)
    return list(dict.fromkeys(told["state"]))


def life(frame: Frame, chosen: Chosen, person_id: str) -> tuple[pd.DataFrame, list[str]]:
    """One person's states as bars in the first lane, and below it the person's events by kind."""
    marks, lanes = by_kind(frame, chosen)
    used = sorted(marks["lane"].unique())
    below = marks.assign(lane=[used.index(lane) + 1 for lane in marks["lane"]])
    told = over_time(frame, person_id)
    bars: list[tuple[Any, ...]] = []
    for row in told.to_dict("records"):
        tone, hover = TONES[row["state"]], _state_hover(frame, row)
        title = frame.say(f"state.{row['state']}")
        bar = (0, row["first"], row["last"], True, False, title, frame.href(), hover, tone, "", "")
        bars += _aging(frame, bar, row) if row["state"] in PASSING else [bar]
    names = [frame.say("column.state"), *(lanes[lane] for lane in used)]
    return pd.concat([pd.DataFrame(bars, columns=list(MARK)), below]), names


def _aging(frame: Frame, bar: tuple[Any, ...], told: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The bar of a state (columns MARK) in three: until it had surely begun, as long as it surely went on, and since.

    What is not sure has `?` behind its tone: nobody dates the beginning or the end more exactly, or has confirmed that
    it went on.
    """
    lane, first, last, *rest, hover, tone, event, _ = bar
    begun = min(max(int(told["begun"]), first), last)
    sure = min(max(int(told["sure"]), begun), last)
    when = frame.say("person.confirmed_short", date=frame.say.observed(told["confirmed"]))
    hover = f"{hover}<br>{letters(when)}"
    parts = ((first, begun, f"{tone}?"), (begun, sure, tone), (sure, last, f"{tone}?"))
    drawn = [(start, end, shade) for start, end, shade in parts if end > start] or [(first, last, tone)]
    return [(lane, start, end, *rest, hover, shade, event, "") for start, end, shade in drawn]


def _state_hover(frame: Frame, row: dict[str, Any]) -> str:
    return f"<b>{letters(frame.say('state.' + row['state']))}</b><br>{letters(frame.say.observed(row['since']))}"


def zooms(frame: Frame) -> list[dict[str, Any]]:
    """Periods to go to with one click: everything, the five years up to the reader's day, and the weeks around it."""
    day = frame.directory.as_of
    month = pd.Period(day, "M")
    start, end = (month - 1).start_time.date(), month.end_time.date()
    years = date(day.year - 3, 1, 1), date(day.year, 12, 31)
    return [
        {"name": frame.say("timeline.zoom_all"), "since": None, "until": None},
        {"name": f"{years[0].year}–{years[1].year}", "since": years[0], "until": years[1]},
        {"name": frame.say.date(f"{start:%Y-%m}/{end:%Y-%m}"), "since": start, "until": end},
    ]


def _spell_hover(frame: Frame, spell: dict[str, Any]) -> str:
    say = frame.say
    if spell["unknown"]:
        words = say("timeline.custody_unknown", start=say.date(spell["since"]), since=say.date(spell["confirmed"]))
        return f"<b>{letters(frame.directory.person(spell['person_id']))}</b><br>{letters(words)}"
    words = (
        say("timeline.custody", start=say.date(spell["since"]), end=say.date(spell["until"]))
        if spell["until"]
        else say("timeline.custody_on", start=say.date(spell["since"]), day=say.day(frame.directory.as_of))
    )
    return f"<b>{letters(frame.directory.person(spell['person_id']))}</b><br>{letters(words)}"


def _ends(row: Mapping[str, Any]) -> tuple[int, int]:
    """First and last day of a mark; an open side is drawn up to the other one."""
    first, last = int(row["first"]), int(row["last"])
    return (first if first > 1 else last, last if last < 3_000_000 else first)


def without(frame: Frame, *names: str) -> Frame:
    """The same frame for the view without some filters: what a linked figure shows around its own selection."""
    return replace(frame, view=frame.view.without(*names))
