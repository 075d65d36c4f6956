"""The slides about people: who is in custody, apart from them the others, a slide for each chosen person; and the
points on which sources differ, side by side."""

from collections.abc import Iterator, Mapping

from esimder import lists
from esimder.chosen import chosen
from esimder.takeaways import passages
from esimder.takeaways.passages import Words
from esimder.takeaways.slide_layouts import BOTTOM, INNER
from esimder.takeaways.slide_matter import (
    Entry,
    Listing,
    Matter,
    known,
    listed,
    paragraphs,
    part_of,
    slide,
)
from esimder.takeaways.slide_parts import (
    APART,
    Cell,
    Picture,
    Run,
    Slide,
    Table,
    height,
    plain,
    shortened,
    split,
    top,
)
from esimder.view import FILTERS

_ABREAST = 4  # statements of one point side by side
_STATED = ("since", "sentence", "confirmed")


def _name(told: Words) -> Cell:
    """A person's name and below it the original, and whether sources differ."""
    beside = [Run(told["original"], colour="quiet", size=11, language="kk")] if told["original"] else []
    if told["disputed"]:
        beside += [Run(" · ", colour="quiet", size=11)] if beside else []
        beside.append(Run(told["disputed"], colour="chosen", size=11))
    return Cell(((Run(told["name"], bold=True),), *((tuple(beside),) if beside else ())))


def _people(matter: Matter, held: bool) -> list[Entry]:
    """The people of the view in custody, or the others, each with what decides."""
    entries = []
    for row in lists.with_sources(matter.frame, lists.people(matter.frame, matter.rows)):
        if (row["state"] == "in_custody") == held:
            told = passages.person(matter.frame, row, matter.cite, _STATED)
            first = (_name(told),) if held else (_name(told), plain(told["state"]))
            behind = (*row["deciding"], row["since_id"], row["sentence_id"])
            cells = (*first, *(known(told[name]) for name in _STATED))
            entries.append(Entry(cells, tuple(one for one in behind if isinstance(one, str) and one)))
    return entries


def in_custody(matter: Matter) -> list[Slide]:
    """The people in custody as of the day: since when, by what sentence, last confirmed when and by whom."""
    say, entries = matter.frame.say, _people(matter, True)
    title = say("detained.title", n=len(entries), day=matter.day())
    if not entries:
        return [slide(matter, "words", title, (say("detained.none"), say("detained.rule")), (), ())]
    aged = lists.aged([row for row in lists.people(matter.frame, matter.rows) if row["state"] == "in_custody"])
    lead = [say("detained.rule"), *([say("detained.aged", n=aged, day=matter.day())] if aged else [])]
    names = tuple(say(f"column.{name}") for name in ("person", *_STATED))
    return listed(matter, Listing(title, (190, 150, 150, INNER - 490), names, entries, tuple(lead)))


def others(matter: Matter) -> list[Slide]:
    """The people of whom it is not stated that they are in custody."""
    say, entries = matter.frame.say, _people(matter, False)
    title = say("slides.others", n=len(entries))
    names = tuple(say(f"column.{name}") for name in ("person", "state", *_STATED))
    widths = (210, 130, 140, 130, INNER - 610)
    return listed(matter, Listing(title, widths, names, entries, (say("detained.others_rule"),))) if entries else []


def portraits(matter: Matter, pictures: Mapping[str, bytes]) -> Iterator[Slide]:
    """A slide for each chosen person: what is known as of the day, and the life-line from `pictures`."""
    life = chosen(matter.frame.record, matter.frame.view.without(*FILTERS))
    for one, png in pictures.items():
        told = passages.portrait(matter.frame, matter.rows, life, one, matter.cite)
        lead = [part for part in (told["original"], told["occupation"], told["single"]) if part]
        parts = (_facts(matter, told), Picture(told["name"], told["line_alt"], png))
        behind = lists.about(life, one).statements.sort_values(["first", "last", "statement_id"])["statement_id"]
        yield slide(matter, "person", told["name"], lead, parts, list(behind))


def _facts(matter: Matter, told: Words) -> Table:
    """What is known of one person, a line for each thing."""
    say = matter.frame.say
    rows = [(say("column.state"), plain(told["state"] or say("person.nothing"), bold=True))]
    rows += [(fact["heading"], known(fact)) for fact in told["facts"]]
    rows.append((say("person.spellings"), plain(" · ".join(told["spellings"]))))
    if told["disputes"]:
        rows.append(
            (say("person.disputed"), plain("; ".join(one["title"] for one in told["disputes"]), colour="chosen"))
        )
    lines = tuple((plain(heading, bold=True, colour="quiet"), cell) for heading, cell in rows)
    alt = say("slides.facts_alt", who=told["name"], day=matter.day())
    return shortened(Table(told["name"], alt, (130, 270), lines, 13, head=False))


def _side(told: Words) -> Cell:
    """One statement on a disputed point: when, what, in whose words, by which source."""
    where = f"[{told['cite']['n']}] {told['source']}, {told['cite']['where']}"
    by = "; ".join(filter(None, (told["speaker"], where, *told["marks"])))
    return Cell(((Run(told["when"], bold=True),), (Run(told["text"]),), (Run(by, colour="quiet", size=10),)))


def _point(matter: Matter, told: Words) -> Table:
    """One disputed point as a table: what it is about, and below it the statements beside each other."""
    sides = [_side(one) for one in told["statements"]]
    abreast = -(-len(sides) // -(-len(sides) // _ABREAST))
    sides += [plain("")] * (-len(sides) % abreast)
    title = (
        (Run(told["title"], bold=True, colour="record", size=14),),
        *(((Run(told["sides"], size=12),),) if told["sides"] else ()),
    )
    rows = [tuple(sides[at : at + abreast]) for at in range(0, len(sides), abreast)]
    alt = matter.frame.say("slides.point_alt", title=told["title"], n=len(told["statements"]))
    return Table(told["title"], alt, (INNER / abreast,) * abreast, ((Cell(title, span=abreast),), *rows), 12)


def disputes(matter: Matter) -> list[Slide]:
    """The points on which sources differ: every statement on each, side by side, as many points as a slide holds."""
    say = matter.frame.say
    lead = (say("method.disagreement.text"),)
    pages: list[tuple[list[Table], list[str]]] = []
    room = 0.0
    for point in lists.disputes(matter.frame, matter.rows):
        behind = [row["statement_id"] for row in point["statements"]]
        whole = _point(matter, passages.dispute(matter.frame, point, matter.cite))
        for table, _ in split(whole, BOTTOM - top(()), BOTTOM - top(())):
            if not pages or height(table) > room:
                room = BOTTOM - top(paragraphs(lead) if not pages else ())
                pages.append(([], []))
            pages[-1][0].append(table)
            pages[-1][1].extend(behind)
            room -= height(table) + APART
    title = say("method.disagreement")
    return [
        slide(matter, "table", part_of(matter, title, number, len(pages)), lead if number == 1 else (), tables, ids)
        for number, (tables, ids) in enumerate(pages, start=1)
    ]
