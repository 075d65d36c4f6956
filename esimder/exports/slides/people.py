"""The slides about people: who is in custody, apart from them the others, a slide for each chosen person; and the
points on which sources differ, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from esimder.exports import notes, prose
from esimder.exports.prose import Words
from esimder.exports.slides import fit as fit
from esimder.exports.slides.layouts import BODY, BOTTOM, INNER
from esimder.exports.slides.matter import (
    MOST,
    Entry,
    Listing,
    Matter,
    cites,
    known,
    listed,
    more,
    paragraphs,
    part_of,
    slide,
    source_line,
    state_colour,
    table_alt,
)
from esimder.exports.slides.parts import (
    APART,
    LEAD_SIZE,
    Cell,
    Paragraph,
    Picture,
    Run,
    Slide,
    Table,
    cut,
    fits,
    heading,
    height,
    plain,
    shortened,
    split,
    top,
)
from esimder.exports.slides.parts import whole as unbroken
from esimder.query.selection import select
from esimder.query.view import FILTERS
from esimder.views import lists, marks

Packed = tuple[list[Table], list[str]]

_LATEST = 10  # statements beside what is known of a person, at most
_POINTS = 40  # disputed points that are shown
_ABREAST = 4  # statements of one point side by side
_SIZES = (15, 14, 13, 12)
# Sizes of type, and lines of a paragraph, that what is known of a person may take; and the room for all of it.
_FACTS, _FACTS_ROOM = ((14, 9), (13, 9), (12, 9), (11, 6), (10, 4), (10, 2), (10, 1)), 310
_STATED = ("since", "sentence", "confirmed")


def _name(told: Words) -> Cell:
    """A person's name and below it the original, and whether sources differ."""
    beside = [Run(told["original"], colour="quiet", small=True, language=told["tongue"])] if told["original"] else []
    if told["disputed"]:
        beside += [Run(" · ", colour="quiet", small=True)] if beside else []
        beside.append(Run(told["disputed"], colour="chosen", small=True))
    return Cell(((Run(told["name"], bold=True),), *((tuple(beside),) if beside else ())))


def _people(matter: Matter, held: bool) -> list[dict[str, Any]]:
    """The people of the view who are in custody, or the others."""
    return (lists.inside if held else lists.outside)(matter.context, matter.rows)


def _entry(matter: Matter, row: dict[str, Any], held: bool) -> Entry:
    """What a list of people tells of one, and the statements that decide it."""
    told = prose.person(matter.context, row, matter.cite, _STATED)
    first = (_name(told),) if held else (_name(told), plain(told["state"]))
    ids = (*row["deciding"], row["since_id"], row["sentence_id"])
    return Entry((*first, *(known(told[name]) for name in _STATED)), tuple(filter(None, ids)))


def _listed(matter: Matter, listing: Listing, people: list[dict[str, Any]], held: bool) -> list[Slide]:
    entries = [_entry(matter, row, held) for row in lists.with_sources(matter.context, people[:MOST])]
    return listed(matter, replace(listing, entries=entries, more=len(people) - len(entries)))


def in_custody(matter: Matter) -> list[Slide]:
    """The people in custody as of the day: since when, by what sentence, last confirmed when and by whom."""
    say, people = matter.context.say, _people(matter, True)
    title, aged = lists.held(matter.context, matter.rows), lists.aged(people)
    if not people:
        return [
            slide(
                matter,
                "words",
                title,
                (say("detained.none"), say("method.custody.text"), say("method.custody.named.text")),
                (),
                (),
            )
        ]
    lead = (say("detained.rule"), *([say("detained.aged", n=aged, day=matter.day())] if aged else []))
    names = tuple(say(f"column.{name}") for name in ("person", *_STATED))
    return _listed(matter, Listing(title, (190, 165, 140, INNER - 495), names, (), lead), people, True)


def others(matter: Matter) -> list[Slide]:
    """The people of whom it is not stated that they are in custody."""
    say, people = matter.context.say, _people(matter, False)
    names = tuple(say(f"column.{name}") for name in ("person", "state", *_STATED))
    title, lead = say("slides.others", n=len(people)), (say("detained.others_rule"),)
    listing = Listing(title, (185, 165, 150, 110, INNER - 610), names, (), lead)
    return _listed(matter, listing, people, False) if people else []


def portraits(matter: Matter, pictures: Mapping[str, bytes]) -> Iterator[Slide]:
    """Two slides for each chosen person: what is known as of the day with the latest word, and the life-line from
    `pictures`, as large as it can be read."""
    life = select(matter.context.record, matter.context.view.without(*FILTERS))
    for one, png in pictures.items():
        told = prose.portrait(matter.context, matter.rows, life, one, matter.cite)
        own = lists.about(life, one)
        ids = [row["statement_id"] for row in lists.statements(matter.context, own)]
        about = [part for part in (told["original"], told["occupation"], told["single"]) if part]
        lead = [fit.clipped(part, LEAD_SIZE, INNER, 1) for part in about]
        parts = (_facts(matter, told), _latest(matter, own.statements))
        yield slide(matter, "person", told["name"], lead, parts, ids, about)
        yield _life(matter, told, one, png, ids)


def _life(matter: Matter, told: Words, one: str, png: bytes, ids: list[str]) -> Slide:
    """A person's life-line, and under its title what its colours and its pale line mean."""
    say, states = matter.context.say, marks.states(matter.context, one)
    title = f"{told['name']}: {say('person.line')}"
    picture = Picture(title, told["line_alt"], png)
    made = slide(matter, "line", title, notes.of_life(matter.context), (picture,), (), (told["line_alt"],))
    key = [Run(f"■ {say(f'state.{state}')}   ", colour=state_colour(state)) for state in states]
    return replace(made, lead=(*((tuple(key),) if key else ()), *made.lead), source=source_line(matter, ids))


def statements(matter: Matter) -> list[Slide]:
    """Every statement that a view of one person lets pass, with the number of its source."""
    say, rows, [one] = matter.context.say, matter.rows, matter.context.view.person
    life = select(matter.context.record, matter.context.view.without(*FILTERS))
    told = prose.portrait(matter.context, rows, life, one, matter.cite)
    entries = []
    for row in lists.statements(matter.context, rows)[:MOST]:
        said = prose.statement(matter.context, row, matter.cite)
        by = "; ".join(filter(None, (said["speaker"], f"{said['source']} {cites([said['cite']])}", *said["marks"])))
        words = Cell(((Run(said["text"]),), (Run(by, colour="quiet", small=True),)))
        entries.append(Entry((plain(said["when"]), plain(said["value"]), words), (row["statement_id"],)))
    names = tuple(say(f"column.{name}") for name in ("date", "kind", "text"))
    more_of = len(rows.statements) - len(entries)
    listing = Listing(told["statements_title"], (150, 170, INNER - 320), names, entries, more=more_of)
    return listed(matter, listing) if entries else []


def _facts(matter: Matter, told: Words) -> Table:
    """What is known of one person, a line for each thing."""
    say = matter.context.say
    rows = [(say("column.state"), plain(told["state"] or say("person.nothing"), bold=True))]
    rows += [(fact["heading"], known(fact)) for fact in told["facts"]]
    rows.append((say("person.spellings"), plain(" · ".join(told["spellings"]))))
    if told["disputes"]:
        about = "; ".join(point["title"] for point in told["disputes"])
        rows.append((say("person.disputed"), plain(about, colour="chosen")))
    lines = tuple((plain(name, bold=True, colour="quiet"), cell) for name, cell in rows)
    alt = say("slides.facts_alt", who=told["name"], day=matter.day())
    whole = Table(told["name"], alt, (130, 270), lines, head=False)
    made = [shortened(replace(whole, size=size), most) for size, most in _FACTS]
    fitting = [table for table in made if height(table) <= _FACTS_ROOM]
    return next(filter(unbroken, fitting), (fitting or made)[-1])


def _latest(matter: Matter, statements: pd.DataFrame) -> Table:
    """The latest dated statements on a person, as many as there is room for; the notes have them all."""
    say, dated = matter.context.say, statements[statements["date"] != ""].sort_values(["own_last", "own_first"])
    lines = []
    for row in dated.tail(_LATEST).iloc[::-1].to_dict("records"):
        told = prose.statement(matter.context, row, matter.cite)
        by = Run(f" {'; '.join(filter(None, (told['speaker'], cites([told['cite']]))))}", colour="quiet", small=True)
        lines.append((plain(told["when"]), Cell(((Run(told["text"]), by),))))
    for count in range(len(lines), -1, -1):
        name = say("slides.latest", at=say.number(count), total=say.number(len(dated)))
        table = shortened(Table(name, "", (110, 330), (heading(say("column.date"), name), *lines[:count]), 12))
        if height(table) <= BODY[3]:
            break
    return replace(table, alt=table_alt(matter, name, (say("column.date"), say("column.text")), count))


def _side(told: Words) -> Cell:
    """One statement on a disputed point: when, what, in whose words, by which source."""
    where = f"[{told['cite']['n']}] {told['source']}, {told['cite']['where']}"
    by = "; ".join(filter(None, (told["speaker"], where, *told["marks"])))
    return Cell(((Run(told["when"], bold=True),), (Run(told["text"]),), (Run(by, colour="quiet", small=True),)))


def _point(matter: Matter, point: Mapping[str, Any]) -> tuple[Table, list[str]]:
    """One disputed point as a table, with the ids of its statements: what it is about, and below it what is stated
    side by side."""
    told = prose.dispute(matter.context, point, matter.cite)
    sides = [_side(one) for one in told["statements"]]
    abreast = -(-len(sides) // -(-len(sides) // _ABREAST))
    sides += [plain("")] * (-len(sides) % abreast)
    about: list[Paragraph] = [(Run(told["title"], bold=True, colour="record"),)]
    about += [(Run(told["sides"]),)] if told["sides"] else []
    rows = [tuple(sides[at : at + abreast]) for at in range(0, len(sides), abreast)]
    alt = matter.context.say("slides.point_alt", title=told["title"], n=len(told["statements"]))
    head = (Cell(cut(about, _SIZES[-1], INNER, 3), span=abreast),)
    behind = [row["statement_id"] for row in point["statements"]]
    return Table(told["title"], alt, (INNER / abreast,) * abreast, (head, *rows)), behind


def _packed(points: Sequence[tuple[Table, list[str]]], size: float, first: float, room: float) -> list[Packed]:
    """Points in their order, as many on a slide as it holds; one that is too tall for a slide goes on on the next."""
    pages: list[Packed] = []
    left = 0.0
    for whole, behind in points:
        for table, _ in split(replace(whole, size=size), room, room):
            if not pages or height(table) > left:
                left = room if pages else first
                pages.append(([], []))
            pages[-1][0].append(table)
            pages[-1][1].extend(behind)
            left -= height(table) + APART
    return pages


def _height(tables: Sequence[Table]) -> float:
    return sum(map(height, tables)) + APART * (len(tables) - 1)


def disputes(matter: Matter) -> list[Slide]:
    """The points on which sources differ: every statement on each, side by side, as large as as few slides allow."""
    say, found = matter.context.say, lists.disputes(matter.context, matter.rows)
    if not found:
        return []
    title, points = say("method.disagreement"), [_point(matter, point) for point in found[:_POINTS]]
    lead = (say("method.disagreement.text"), *more(matter, len(found) - len(points)))
    first, room = (BOTTOM - top(paragraphs(texts)) for texts in (lead, ()))
    made = [_packed(points, size, first, room) for size in _SIZES]
    few = (pages for pages in made if len(pages) == len(made[-1]))
    pages = next((one for one in few if fits([_height(tables) for tables, _ in one], first, room)), made[-1])
    return [
        slide(matter, "table", part_of(matter, title, number, len(pages)), lead if number == 1 else (), tables, ids)
        for number, (tables, ids) in enumerate(pages, start=1)
    ]
