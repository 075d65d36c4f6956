"""The brief: a view as a PDF that every reader can read (PDF/UA-1), on two pages or in full."""

from collections.abc import Generator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from esimder.exports import notes, prose
from esimder.exports.brief.typeset import typeset
from esimder.exports.brief.words import cover, words
from esimder.exports.making import Format, Steps
from esimder.exports.numbered import Numbered
from esimder.exports.pictures import pictures
from esimder.exports.prose import KNOWN, Words
from esimder.figures.palette import LIGHT
from esimder.figures.svg import svg
from esimder.figures.timeline.layout import COMPACT
from esimder.query.selection import Selection, select
from esimder.query.view import FILTERS
from esimder.views import lists, place_marks, scenes
from esimder.views.context import Context
from esimder.views.provenance import imprint
from esimder.views.standing_words import PersonRow

TEMPLATE = Path(__file__).with_suffix(".typ")
PRINT = replace(LIGHT, paper="#ffffff")
LINE_WIDTH = 800  # px; the type is as large as on a tablet and has more room
PORTRAITS = 40  # people with a page of their own
ROWS = 500  # of one list; a brief of more would be no brief
HELD, OTHERS = ("since", "sentence", "confirmed"), ("confirmed",)  # of people on the two pages


def _pictures(context: Context, rows: Selection, lanes: str) -> Words:
    """The map and the timeline, each with what it shows in words for who cannot see it."""
    say, view = context.say, context.view
    places_shown, kinds = place_marks.places(context, rows), rows.events["kind"].value_counts()
    what = say(f"count.{view.count}")
    named = "; ".join(f"{row.name} {say.number(row.count(view.count))}" for row in places_shown)
    by_kind = "; ".join(f"{say(f'event_kind.{kind}')} {say.number(count)}" for kind, count in kinds.items())
    scene = scenes.taken_map(context, PRINT, "desktop")
    line = scenes.taken_line(context, PRINT, "tablet", COMPACT, lanes)
    places, events = say("total.places", n=len(places_shown)), say("total.events", n=len(rows.events))
    return {
        "map": {
            "svg": pictures.map_svg(context, PRINT, "desktop"),
            "caption": " ".join((f"{say('brief.map', what=what)}.", *notes.of_map(context, scene))),
            "alt": say("brief.map_alt", count=places, what=what, places=named or say.number(0)),
        },
        "timeline": {
            "svg": svg([line.figure], LINE_WIDTH, line.height, PRINT.paper),
            "caption": " ".join((f"{say('brief.timeline')}.", *notes.of_line(context, rows, line, lanes))),
            "alt": say("brief.timeline_alt", count=events, kinds=by_kind or say.number(0)),
        },
    }


def _listed(context: Context, rows: Selection) -> tuple[list[PersonRow], list[PersonRow]]:
    """The people in custody, and apart from them the others."""
    people = lists.by_custody(context, rows)
    return lists.with_sources(context, people.inside), lists.with_sources(context, people.outside)


def _short(context: Context, rows: Selection, cite: Numbered) -> Words:
    """What the two pages may show, the most important first: the template takes from the front as much as fits."""
    held, others = _listed(context, rows)
    points = sorted(lists.disputes(context, rows), key=lambda point: not point["sides"])  # one-liners first
    items = [{"section": "custody", **prose.person(context, row, cite, HELD)} for row in held[:ROWS]]
    items += [{"section": "others", **prose.person(context, row, cite, OTHERS)} for row in others[:ROWS]]
    items += [{"section": "disputes", **prose.dispute(context, point, cite)} for point in points[:ROWS]]
    return {"items": items, "all": {"custody": len(held), "others": len(others), "disputes": len(points)}}


def _portrait(context: Context, rows: Selection, person_id: str, cite: Numbered) -> Words:
    """A person with the life-line: all that is known by the day, and the statements that the view asks for."""
    life = select(context.record, context.view.without(*FILTERS))
    line, note = pictures.life_svg(context, person_id, PRINT, "tablet"), " ".join(notes.of_life(context))
    return prose.portrait(context, rows, life, person_id, cite) | {"svg": line, "line_note": note}


def _first(rows: list[Any], most: int = ROWS) -> Words:
    """The beginning of a list, and how many of it are left."""
    return {"rows": rows[:most], "rest": max(len(rows) - most, 0)}


def _full(context: Context, rows: Selection, cite: Numbered) -> Generator[str, None, Words]:
    """Every list of the full form, in the order in which they stand."""
    held, others = _listed(context, rows)
    data: Words = {"places": prose.places(context, rows)}
    data["custody"] = _first([prose.person(context, row, cite, KNOWN) for row in held])
    data["others"] = _first([prose.person(context, row, cite, KNOWN) for row in others])
    data["portraits"] = _first(list(context.view.person) or [row.person_id for row in held], PORTRAITS)
    for at, person_id in enumerate(data["portraits"]["rows"]):
        yield "step.brief.people"
        data["portraits"]["rows"][at] = _portrait(context, rows, person_id, cite)
    data["disputes"] = _first(prose.disputes(context, rows, cite))
    data["events"] = _first(prose.events(context, rows, cite))
    cite.rest(rows)
    return data


def _lists(context: Context, rows: Selection, cite: Numbered, form: str) -> Generator[str, None, Words]:
    """What a brief of this form lists of a view; nothing of one that holds nothing."""
    if rows.statements.empty:
        day = context.say.day(context.directory.as_of)
        later = [context.say(f"later.{context.view.basis}", n=rows.later, day=day)] if rows.later else []
        return {"nothing": later}
    if form == "full":
        return (yield from _full(context, rows, cite))
    if len(context.view.person) == 1:
        return {"person": _portrait(context, rows, context.view.person[0], cite)}
    return _short(context, rows, cite)


def brief(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """Makes the brief of a view, short or full."""
    yield "step.brief.counts"
    rows = select(context.record, context.view)
    cite, form = Numbered(context, rows), choices["form"]
    data = cover(context, imprint(context, origin), choices) | {
        "colours": asdict(PRINT),
        "words": words(context, rows),
        "numbers": prose.key_numbers(context, rows),
        "method": prose.method(context, rows, form),
    }
    yield "step.brief.pictures"
    data |= _pictures(context, rows, "kind" if form == "short" else context.view.lanes)  # 30 lanes are no line
    yield "step.brief.people"
    data |= yield from _lists(context, rows, cite, form)
    data["sources"] = cite.entries(rows)
    yield "step.brief.pages"
    return typeset(TEMPLATE, data)


FORMAT = Format("brief", "pdf", "application/pdf", brief, {"form": ("short", "full"), "paper": ("a4", "letter")})
