"""The slides with a picture or a chart: the map, the timeline, events by quarter and by kind, people by status."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from babel.dates import format_skeleton

from esimder.exports import notes, prose
from esimder.exports.slides import fit
from esimder.exports.slides.layouts import BODY
from esimder.exports.slides.matter import Matter, cites, more, slide, state_colour, table_alt
from esimder.exports.slides.parts import (
    GUTTER,
    BarChart,
    Cell,
    Colour,
    Picture,
    SlideContent,
    Table,
    counted,
    heading,
    height,
    plain,
    shortened,
)
from esimder.exports.slides.parts import whole as unbroken
from esimder.figures.palette import LIGHT
from esimder.query import counts
from esimder.query.view import YEARS
from esimder.record.codes import EVENT_KINDS, STATES
from esimder.views import place_marks, scenes

_QUARTERS = 60  # columns that a slide can hold; a longer time is counted by year
_EVENTS = 100  # listed in the notes
_PLACES = 10  # rows beside the map
_COUNTED = ("events", "people", "statements")
_BESIDE, _SIZES = 310, (12, 11, 10, 9, 8)  # width and type of the table beside the map


def _fullest(matter: Matter, title: str, lines: Sequence[tuple[str, ...]]) -> Table:
    """The places of the map in numbers, the fullest first, as many as stand beside it."""
    names = (matter.context.say("column.place"), *(matter.context.say(f"column.{one}") for one in _COUNTED))
    rows = [heading(*names), *(tuple(map(plain, line)) for line in lines)]
    sized = [_sized(title, rows[: _PLACES + 1], names, size) for size in _SIZES]
    whole = next(filter(unbroken, sized), sized[-1])
    for kept in range(min(len(lines), _PLACES), -1, -1):
        alt = table_alt(matter, title, names, kept)
        table = shortened(replace(whole, alt=alt, rows=whole.rows[: kept + 1]), 3)
        if height(table) <= BODY[3]:
            break
    return table


def _sized(title: str, rows: Sequence[tuple[Cell, ...]], names: Sequence[str], size: float) -> Table:
    """The places in type of a size: a column of numbers is as wide as its heading, and the names take the rest."""
    numbers = [max(fit.width(word, size, True) for word in name.split()) + GUTTER + 1 for name in names[1:]]
    return Table(title, "", (_BESIDE - sum(numbers), *numbers), tuple(map(counted, rows)), size)


def on_the_map(matter: Matter, png: bytes) -> SlideContent:
    """The map as a picture, and beside it the fullest places in numbers; the notes have them all."""
    say, count = matter.context.say, matter.context.view.count
    places = place_marks.places(matter.context, matter.rows)
    what = say(f"count.{count}")
    title = say("brief.map", what=what)
    lines = [(row.name, *(say.number(row.count(name)) for name in _COUNTED)) for row in places]
    table = _fullest(matter, title, lines)
    listed = "; ".join(f"{row.name} {say.number(row.count(count))}" for row in places)
    alt = say("brief.map_alt", count=say("total.places", n=len(places)), what=what, places=listed or say("place.none"))
    rest = len(lines) - len(table.rows) + 1
    sentences = notes.of_map(matter.context, scenes.taken_map(matter.context, LIGHT, "tablet"))
    lead = tuple(filter(None, (" ".join(sentences), say("slides.places_more", n=rest) if rest else "")))
    whats = [say(f"count.{kind}") for kind in _COUNTED]
    counts_of = [f"{name}: {', '.join(map(' '.join, zip(whats, line, strict=True)))}" for name, *line in lines]
    placed = list(matter.rows.statements.loc[matter.rows.statements["at"] != "", "statement_id"])
    return slide(matter, "picture", title, lead, (Picture(title, alt, png), table), placed, counts_of)


def over_time(matter: Matter, png: bytes) -> SlideContent:
    """The timeline as a picture; its notes list the events by day, each with its sources."""
    say, events = matter.context.say, matter.rows.events
    kinds = events["kind"].value_counts()
    by_kind = "; ".join(f"{say(f'event_kind.{kind}')} {say.number(count)}" for kind, count in kinds.items())
    alt = say("brief.timeline_alt", count=say("total.events", n=len(events)), kinds=by_kind)
    title = say("brief.timeline")
    lanes = matter.context.view.lanes
    scene = scenes.taken_line(matter.context, LIGHT, "wide", by=lanes)
    lead = (" ".join(notes.of_line(matter.context, matter.rows, scene, lanes)),)
    behind = _behind(matter, "event_kind")
    return slide(matter, "line", title, lead, (Picture(title, alt, png),), behind, _events(matter))


def _events(matter: Matter) -> list[str]:
    """The events of the view by day in words, each with its sources."""
    rows = matter.rows
    first = rows.events.sort_values(["first", "event_id"]).head(_EVENTS)
    statements = rows.statements[rows.statements["event_id"].isin(first["event_id"])]
    events = prose.events(matter.context, replace(rows, events=first, statements=statements), matter.cite)
    lines = [f"{event['when']}: {event['title']} {cites(event['cites'])}" for event in events]
    return [*lines, *more(matter, len(rows.events) - len(first))]


def _begun(matter: Matter) -> Counter[tuple[int, int]]:
    """How many events began in each quarter, by year and number."""
    begun: Counter[tuple[int, int]] = Counter()
    for first, count in counts.by_quarter(matter.rows).items():
        day = date.fromordinal(first)
        if day.year in YEARS:
            begun[(day.year, (day.month + 2) // 3)] += count
    return begun


def by_time(matter: Matter) -> list[SlideContent]:
    """A chart of how many events began in each quarter, or in each year where quarters would be too many; without
    gaps. None where no event is dated."""
    say, begun = matter.context.say, _begun(matter)
    if not begun:
        return []
    years = range(min(begun)[0], max(begun)[0] + 1)
    spans = [(year, quarter) for year in years for quarter in range(1, 5)]
    named = [format_skeleton("yQQQ", date(year, 3 * quarter, 1), locale=say.code) for year, quarter in spans]
    values = [begun[span] for span in spans]
    labels, groups = ["I", "II", "III", "IV"] * len(years), list(map(str, years))
    title, every = say("slides.quarters"), 1
    if len(spans) > _QUARTERS:
        values = [sum(values[at : at + 4]) for at in range(0, len(values), 4)]
        labels, named, groups, title, every = groups, groups, [], say("slides.years"), -(-len(years) // 16)
    in_words = "; ".join(f"{label}: {count}" for label, count in zip(named, values, strict=True) if count)
    alt, rest = say("slides.chart_alt", title=title, values=in_words), len(matter.rows.events) - sum(values)
    lead = [say("slides.charted", n=sum(values)), *([say("slides.uncharted", n=rest)] if rest else [])]
    chart = BarChart(
        title,
        alt,
        "columns",
        tuple(labels),
        tuple(values),
        every=every,
        groups=tuple(groups),
        series=say("count.events"),
    )
    return [slide(matter, "chart", title, lead, (chart,), _behind(matter, "event_kind"), [in_words, *_events(matter)])]


def _counted(
    matter: Matter, title: str, lead: str, bars: Mapping[str, int], names: str, looks: list[Colour]
) -> SlideContent:
    """A chart of horizontal bars, one for each code."""
    say = matter.context.say
    labels = [say(f"{names}.{code}") for code in bars]
    listed = "; ".join(f"{label}: {say.number(count)}" for label, count in zip(labels, bars.values(), strict=True))
    alt = say("slides.chart_alt", title=title, values=listed)
    series = say("count.people" if names == "state" else "count.events")
    chart = BarChart(title, alt, "bars", tuple(labels), tuple(bars.values()), tuple(looks), series=series)
    return slide(matter, "chart", title, (lead,), (chart,), list(_behind(matter, names)), (listed,))


def _behind(matter: Matter, names: str) -> list[str]:
    """The statements that decide people's states, or those that speak of an event."""
    if names == "state":
        return [one for standing in counts.standings(matter.rows) for one in standing.deciding]
    return list(matter.rows.statements.loc[matter.rows.statements["event_id"] != "", "statement_id"])


def by_kind(matter: Matter) -> list[SlideContent]:
    """A chart of how many events of each kind the view holds."""
    say, events = matter.context.say, Counter(matter.rows.events["kind"])
    bars = {kind: events[kind] for kind in EVENT_KINDS if events[kind]}
    lead = say("number.rule.events")
    return [_counted(matter, say("slides.kinds"), lead, bars, "event_kind", ["record"])] if bars else []


def by_state(matter: Matter) -> list[SlideContent]:
    """A chart of how many people have each state, by the latest dated statement up to the day."""
    say, people = matter.context.say, Counter(standing.state for standing in counts.standings(matter.rows))
    bars = {state: people[state] for state in (*STATES, "none") if people[state]}
    looks = [state_colour(state) for state in bars]
    title = say("slides.states", day=matter.day())
    return [_counted(matter, title, say("slides.states_rule"), bars, "state", looks)] if bars else []
