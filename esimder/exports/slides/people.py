"""The slides about people: who is in custody, apart from them the others, a slide for each chosen person; and the
points on which sources differ, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from esimder.exports import notes, prose
from esimder.exports.prose import Words
from esimder.exports.slides import fit
from esimder.exports.slides.layouts import BODY, BOTTOM, INNER
from esimder.exports.slides.matter import (
    MOST,
    Entry,
    Listing,
    Matter,
    attribution,
    cites,
    fact_cell,
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
    SlideContent,
    Table,
    TextRun,
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
from esimder.views.standing_words import PersonRow

Packed = tuple[list[Table], list[str]]

_LATEST = 10  # statements beside what is known of a person, at most
_POINTS = 40  # disputed points that are shown
_ABREAST = 4  # statements of one point side by side
_SIZES = (15, 14, 13, 12)
# Sizes of type, and lines of a paragraph, that what is known of a person may take; and the room for all of it.
_FACTS, _FACTS_ROOM = ((14, 9), (13, 9), (12, 9), (11, 6), (10, 4), (10, 2), (10, 1)), 310
_STATED = ("since", "sentence", "confirmed")


def _name(person: Words) -> Cell:
    """A person's name and below it the original, and whether sources differ."""
    original = TextRun(person["original"], colour="quiet", small=True, language=person["tongue"])
    beside = [original] if person["original"] else []
    if person["disputed"]:
        beside += [TextRun(" · ", colour="quiet", small=True)] if beside else []
        beside.append(TextRun(person["disputed"], colour="chosen", small=True))
    return Cell(((TextRun(person["name"], bold=True),), *((tuple(beside),) if beside else ())))


def _people(matter: Matter, held: bool) -> list[PersonRow]:
    """The people of the view who are in custody, or the others."""
    people = lists.by_custody(matter.context, matter.rows)
    return people.inside if held else people.outside


def _entry(matter: Matter, row: PersonRow, held: bool) -> Entry:
    """A person's row in a list of people, with the statements that decide it."""
    person = prose.person(matter.context, row, matter.cite, _STATED)
    first = (_name(person),) if held else (_name(person), plain(person["state"]))
    ids = (*row.deciding, row.since_id, row.sentence_id)
    return Entry((*first, *(fact_cell(person[name]) for name in _STATED)), tuple(filter(None, ids)))


def _listed(matter: Matter, listing: Listing, people: list[PersonRow], held: bool) -> list[SlideContent]:
    entries = [_entry(matter, row, held) for row in lists.with_sources(matter.context, people[:MOST])]
    return listed(matter, replace(listing, entries=entries, more=len(people) - len(entries)))


def in_custody(matter: Matter) -> list[SlideContent]:
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


def others(matter: Matter) -> list[SlideContent]:
    """The people who are not stated to be in custody."""
    say, people = matter.context.say, _people(matter, False)
    names = tuple(say(f"column.{name}") for name in ("person", "state", *_STATED))
    title, lead = say("slides.others", n=len(people)), (say("detained.others_rule"),)
    listing = Listing(title, (185, 165, 150, 110, INNER - 610), names, (), lead)
    return _listed(matter, listing, people, False) if people else []


def portraits(matter: Matter, pictures: Mapping[str, bytes]) -> Iterator[SlideContent]:
    """Two slides for each chosen person: what is known as of the day with the latest word, and the life-line from
    `pictures`, as large as it can be read."""
    life = select(matter.context.record, matter.context.view.without(*FILTERS))
    for person_id, png in pictures.items():
        portrait = prose.portrait(matter.context, matter.rows, life, person_id, matter.cite)
        own = lists.about(life, person_id)
        ids = [row["statement_id"] for row in lists.statements(matter.context, own)]
        about = [part for part in (portrait["original"], portrait["occupation"], portrait["single"]) if part]
        lead = [fit.clipped(part, LEAD_SIZE, INNER, 1) for part in about]
        parts = (_facts(matter, portrait), _latest(matter, own.statements))
        yield slide(matter, "person", portrait["name"], lead, parts, ids, about)
        yield _life(matter, portrait, person_id, png, ids)


def _life(matter: Matter, portrait: Words, person_id: str, png: bytes, ids: list[str]) -> SlideContent:
    """A person's life-line, and under its title what its colours and its pale line mean."""
    say, states = matter.context.say, marks.states(matter.context, person_id)
    title = f"{portrait['name']}: {say('person.line')}"
    picture = Picture(title, portrait["line_alt"], png)
    made = slide(matter, "line", title, notes.of_life(matter.context), (picture,), (), (portrait["line_alt"],))
    key = [TextRun(f"■ {say(f'state.{state}')}   ", colour=state_colour(state)) for state in states]
    return replace(made, lead=(*((tuple(key),) if key else ()), *made.lead), source=source_line(matter, ids))


def statements(matter: Matter) -> list[SlideContent]:
    """Every statement that a view of one person lets pass, with the number of its source."""
    say, rows, [person_id] = matter.context.say, matter.rows, matter.context.view.person
    life = select(matter.context.record, matter.context.view.without(*FILTERS))
    portrait = prose.portrait(matter.context, rows, life, person_id, matter.cite)
    entries = []
    for row in lists.statements(matter.context, rows)[:MOST]:
        statement = prose.statement(matter.context, row, matter.cite)
        source = f"{statement['source']} {cites([statement['cite']])}"
        by = "; ".join(filter(None, (statement["speaker"], source, *statement["marks"])))
        words = Cell(((TextRun(statement["text"]),), (TextRun(by, colour="quiet", small=True),)))
        entries.append(Entry((plain(statement["when"]), plain(statement["value"]), words), (row["statement_id"],)))
    names = tuple(say(f"column.{name}") for name in ("date", "kind", "text"))
    more_of = len(rows.statements) - len(entries)
    listing = Listing(portrait["statements_title"], (150, 170, INNER - 320), names, entries, more=more_of)
    return listed(matter, listing) if entries else []


def _facts(matter: Matter, portrait: Words) -> Table:
    """What is known of one person, a line for each thing."""
    say = matter.context.say
    rows = [(say("column.state"), plain(portrait["state"] or say("person.nothing"), bold=True))]
    rows += [(fact["heading"], fact_cell(fact)) for fact in portrait["facts"]]
    rows.append((say("person.spellings"), plain(" · ".join(portrait["spellings"]))))
    if portrait["disputes"]:
        about = "; ".join(point["title"] for point in portrait["disputes"])
        rows.append((say("person.disputed"), plain(about, colour="chosen")))
    lines = tuple((plain(name, bold=True, colour="quiet"), cell) for name, cell in rows)
    alt = say("slides.facts_alt", who=portrait["name"], day=matter.day())
    whole = Table(portrait["name"], alt, (130, 270), lines, head=False)
    made = [shortened(replace(whole, size=size), most) for size, most in _FACTS]
    fitting = [table for table in made if height(table) <= _FACTS_ROOM]
    return next(filter(unbroken, fitting), (fitting or made)[-1])


def _latest(matter: Matter, statements: pd.DataFrame) -> Table:
    """The latest dated statements on a person, as many as there is room for; the notes have them all."""
    say, dated = matter.context.say, statements[statements["date"] != ""].sort_values(["own_last", "own_first"])
    lines = []
    for row in dated.tail(_LATEST).iloc[::-1].to_dict("records"):
        statement = prose.statement(matter.context, row, matter.cite)
        by = "; ".join(filter(None, (statement["speaker"], cites([statement["cite"]]))))
        speaker = TextRun(f" {by}", colour="quiet", small=True)
        lines.append((plain(statement["when"]), Cell(((TextRun(statement["text"]), speaker),))))
    for count in range(len(lines), -1, -1):
        name = say("slides.latest", at=say.number(count), total=say.number(len(dated)))
        table = shortened(Table(name, "", (110, 330), (heading(say("column.date"), name), *lines[:count]), 12))
        if height(table) <= BODY[3]:
            break
    return replace(table, alt=table_alt(matter, name, (say("column.date"), say("column.text")), count))


def _side(statement: Words) -> Cell:
    """One statement on a disputed point: when, what, in whose words, by which source."""
    by = TextRun(attribution(statement), colour="quiet", small=True)
    return Cell(((TextRun(statement["when"], bold=True),), (TextRun(statement["text"]),), (by,)))


def _point(matter: Matter, point: Mapping[str, Any]) -> tuple[Table, list[str]]:
    """One disputed point as a table, with the ids of its statements: what it is about, and below it what is stated
    side by side."""
    dispute = prose.dispute(matter.context, point, matter.cite)
    sides = [_side(statement) for statement in dispute["statements"]]
    abreast = -(-len(sides) // -(-len(sides) // _ABREAST))
    sides += [plain("")] * (-len(sides) % abreast)
    about: list[Paragraph] = [(TextRun(dispute["title"], bold=True, colour="record"),)]
    about += [(TextRun(dispute["sides"]),)] if dispute["sides"] else []
    rows = [tuple(sides[at : at + abreast]) for at in range(0, len(sides), abreast)]
    alt = matter.context.say("slides.point_alt", title=dispute["title"], n=len(dispute["statements"]))
    head = (Cell(cut(about, _SIZES[-1], INNER, 3), span=abreast),)
    behind = [row["statement_id"] for row in point["statements"]]
    return Table(dispute["title"], alt, (INNER / abreast,) * abreast, (head, *rows)), behind


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


def disputes(matter: Matter) -> list[SlideContent]:
    """The points on which sources differ: every statement on each, side by side, as large as as few slides allow."""
    say, disputed = matter.context.say, lists.disputes(matter.context, matter.rows)
    if not disputed:
        return []
    title, points = say("method.disagreement"), [_point(matter, point) for point in disputed[:_POINTS]]
    lead = (say("method.disagreement.text"), *more(matter, len(disputed) - len(points)))
    first, room = (BOTTOM - top(paragraphs(texts)) for texts in (lead, ()))
    made = [_packed(points, size, first, room) for size in _SIZES]
    few = (pages for pages in made if len(pages) == len(made[-1]))
    pages = next((packed for packed in few if fits([_height(tables) for tables, _ in packed], first, room)), made[-1])
    return [
        slide(matter, "table", part_of(matter, title, number, len(pages)), lead if number == 1 else (), tables, ids)
        for number, (tables, ids) in enumerate(pages, start=1)
    ]
