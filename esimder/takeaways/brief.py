"""The brief: a view as a PDF that every reader can read (PDF/UA-1), on two pages or in full."""

from collections.abc import Generator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from esimder import lists, marks, scenes
from esimder.chosen import Chosen, chosen
from esimder.drawing import svg
from esimder.figures.timeline import COMPACT
from esimder.imprint import imprint
from esimder.page import Frame
from esimder.palette import LIGHT
from esimder.takeaways import notes, passages, pictures
from esimder.takeaways.brief_words import cover, words
from esimder.takeaways.making import Format, Steps
from esimder.takeaways.numbered import Numbered
from esimder.takeaways.passages import KNOWN, Words
from esimder.takeaways.typeset import typeset
from esimder.view import FILTERS

TEMPLATE = Path(__file__).with_suffix(".typ")
PRINT = replace(LIGHT, paper="#ffffff")
LINE_WIDTH = 800  # px; the type is as large as on a tablet and has more room
PORTRAITS = 40  # people with a page of their own
ROWS = 500  # of one list; a brief of more would be no brief
HELD, OTHERS = ("since", "sentence", "confirmed"), ("confirmed",)  # what the two pages tell of people


def _pictures(frame: Frame, rows: Chosen, lanes: str) -> Words:
    """The map and the timeline, each with what it shows in words for who cannot see it."""
    say, view = frame.say, frame.view
    found, kinds = marks.places(frame, rows), rows.events["kind"].value_counts()
    what = say(f"count.{view.count}")
    named = "; ".join(f"{row['name']} {say.number(row[view.count])}" for row in found)
    told = "; ".join(f"{say(f'event_kind.{kind}')} {say.number(count)}" for kind, count in kinds.items())
    scene = scenes.taken_map(frame, PRINT, "desktop")
    line = scenes.taken_line(frame, PRINT, "tablet", COMPACT, lanes)
    places, events = say("total.places", n=len(found)), say("total.events", n=len(rows.events))
    return {
        "map": {
            "svg": pictures.map_svg(frame, PRINT, "desktop"),
            "caption": " ".join((f"{say('brief.map', what=what)}.", *notes.of_map(frame, scene))),
            "alt": say("brief.map_alt", count=places, what=what, places=named or say.number(0)),
        },
        "timeline": {
            "svg": svg([line.figure], LINE_WIDTH, line.height, PRINT.paper),
            "caption": " ".join((f"{say('brief.timeline')}.", *notes.of_line(frame, rows, line, lanes))),
            "alt": say("brief.timeline_alt", count=events, kinds=told or say.number(0)),
        },
    }


def _listed(frame: Frame, rows: Chosen) -> tuple[list[Words], list[Words]]:
    """The people in custody, and apart from them the others."""
    inside, outside = lists.inside(frame, rows), lists.outside(frame, rows)
    return lists.with_sources(frame, inside), lists.with_sources(frame, outside)


def _short(frame: Frame, rows: Chosen, cite: Numbered) -> Words:
    """What the two pages may show, the most important first: the template takes from the front as much as fits."""
    held, others = _listed(frame, rows)
    points = sorted(lists.disputes(frame, rows), key=lambda point: not point["sides"])  # what is told in a line first
    items = [{"section": "custody", **passages.person(frame, row, cite, HELD)} for row in held[:ROWS]]
    items += [{"section": "others", **passages.person(frame, row, cite, OTHERS)} for row in others[:ROWS]]
    items += [{"section": "disputes", **passages.dispute(frame, point, cite)} for point in points[:ROWS]]
    return {"items": items, "all": {"custody": len(held), "others": len(others), "disputes": len(points)}}


def _portrait(frame: Frame, rows: Chosen, one: str, cite: Numbered) -> Words:
    """A person with the life-line: all that is known by the day, and the statements that the view asks for."""
    life = chosen(frame.record, frame.view.without(*FILTERS))
    drawn = {"svg": pictures.life_svg(frame, one, PRINT, "tablet"), "line_note": " ".join(notes.of_life(frame))}
    return passages.portrait(frame, rows, life, one, cite) | drawn


def _first(found: list[Any], most: int = ROWS) -> Words:
    """The beginning of a list, and how many of it are left."""
    return {"rows": found[:most], "rest": max(len(found) - most, 0)}


def _full(frame: Frame, rows: Chosen, cite: Numbered) -> Generator[str, None, Words]:
    """Every list of the full form, in the order in which they stand."""
    held, others = _listed(frame, rows)
    told: Words = {"places": passages.places(frame, rows)}
    told["custody"] = _first([passages.person(frame, row, cite, KNOWN) for row in held])
    told["others"] = _first([passages.person(frame, row, cite, KNOWN) for row in others])
    told["portraits"] = _first(list(frame.view.person) or [row["person_id"] for row in held], PORTRAITS)
    for at, one in enumerate(told["portraits"]["rows"]):
        yield "step.brief.people"
        told["portraits"]["rows"][at] = _portrait(frame, rows, one, cite)
    told["disputes"] = _first(passages.disputes(frame, rows, cite))
    told["events"] = _first(passages.events(frame, rows, cite))
    cite.rest(rows)
    return told


def _lists(frame: Frame, rows: Chosen, cite: Numbered, form: str) -> Generator[str, None, Words]:
    """What a brief of this form lists of a view; nothing of one that holds nothing."""
    if rows.statements.empty:
        day = frame.say.day(frame.directory.as_of)
        later = [frame.say(f"later.{frame.view.basis}", n=rows.later, day=day)] if rows.later else []
        return {"nothing": later}
    if form == "full":
        return (yield from _full(frame, rows, cite))
    if len(frame.view.person) == 1:
        return {"person": _portrait(frame, rows, frame.view.person[0], cite)}
    return _short(frame, rows, cite)


def brief(frame: Frame, origin: str, choices: Mapping[str, str]) -> Steps:
    """Makes the brief of a view, short or full."""
    yield "step.brief.counts"
    rows = chosen(frame.record, frame.view)
    cite, form = Numbered(frame, rows), choices["form"]
    told = cover(frame, imprint(frame, origin), choices) | {
        "colours": asdict(PRINT),
        "words": words(frame, rows),
        "numbers": passages.key_numbers(frame, rows),
        "method": passages.method(frame, rows, form),
    }
    yield "step.brief.pictures"
    told |= _pictures(frame, rows, "kind" if form == "short" else frame.view.lanes)  # 30 lanes are no line
    yield "step.brief.people"
    told |= yield from _lists(frame, rows, cite, form)
    told["sources"] = cite.entries(rows)
    yield "step.brief.pages"
    return typeset(TEMPLATE, told)


FORMAT = Format("brief", "pdf", "application/pdf", brief, {"form": ("short", "full"), "paper": ("a4", "letter")})
