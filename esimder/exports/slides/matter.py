"""What slides are made of: the view, its imprint, its numbered sources; source lines, notes, long tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from esimder.exports import prose
from esimder.exports.numbered import Numbered
from esimder.exports.prose import Words
from esimder.exports.slides import fit
from esimder.exports.slides.layouts import BOTTOM, FOOTER
from esimder.exports.slides.parts import (
    Cell,
    Colour,
    Paragraph,
    Part,
    SlideContent,
    Table,
    TextRun,
    heading,
    large,
    top,
)
from esimder.figures.palette import TONES
from esimder.query.selection import Selection
from esimder.views.context import Context
from esimder.views.provenance import Imprint

# Rows of one list; slides of more would be no slides.
MOST = 200
# Statements in the notes of one slide; for the others they lead to the live view.
_NOTED = 40


@dataclass(frozen=True)
class Matter:
    """The view of the slides, its rows, its imprint, and its sources by number."""

    context: Context
    rows: Selection
    about: Imprint
    cite: Numbered

    def day(self) -> str:
        """The reader's day in words."""
        return self.context.say.day(self.about.as_of)


@dataclass(frozen=True)
class Entry:
    """One row of a long table, with the ids of its statements."""

    cells: tuple[Cell, ...]
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A long table before it is split over slides; `notes` open those of each, `more` rows are left out."""

    title: str
    widths: tuple[float, ...]
    headings: tuple[str, ...]
    entries: Sequence[Entry]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sizes: tuple[float, ...] = (16, 15, 14, 13)
    layout: str = "table"
    more: int = 0


def source_line(matter: Matter, ids: Iterable[str]) -> str:
    """The publishers behind statements with their numbers, as many as one line holds and how many more there are."""
    say, cite, names = matter.context.say, matter.cite, matter.context.directory
    first = {names.statement(statement_id)["source_id"]: statement_id for statement_id in reversed(list(ids))}
    numbers: dict[str, set[int]] = {}
    for source, statement_id in reversed(first.items()):
        numbers.setdefault(names.publisher(source), set()).add(cite(names.statement(statement_id))["n"])
    parts = [f"{name} [{', '.join(map(str, sorted(cited)))}]" for name, cited in numbers.items()]
    if not parts:
        return say("slides.record", title=matter.about.title, version=matter.about.version)
    for kept in range(len(parts), 0, -1):
        rest = len(parts) - kept
        more = [say("slides.sources_more", n=rest)] if rest else []
        line = say("slides.sources", list="; ".join([*parts[:kept], *more]))
        if fit.width(line, 10) <= FOOTER["ftr"]:
            return line
    return line


def noted(matter: Matter, ids: Iterable[str]) -> tuple[str, ...]:
    """Statements as paragraphs of notes: the claim, by whom, where it stands, what is inferred."""
    say, ids = matter.context.say, list(dict.fromkeys(ids))
    if not ids:
        return ()
    rows = map(matter.context.directory.statement, ids[:_NOTED])
    lines = [_note(matter, prose.statement(matter.context, row, matter.cite)) for row in rows]
    return (say("slides.behind"), *lines, *more(matter, len(ids) - len(lines)))


def more(matter: Matter, rest: int) -> tuple[str, ...]:
    """A sentence on how many more of a list there are and where; none if there are none."""
    return (matter.context.say("slides.more", n=rest, link=matter.about.live),) if rest > 0 else ()


def _note(matter: Matter, statement: Words) -> str:
    inferred = f"{matter.context.say('statement.inferred')} {statement['inferred']}" if statement["inferred"] else ""
    claim = f"{statement['when']}: {statement['text']} ({attribution(statement)})"
    return " ".join(filter(None, (claim, inferred)))


def attribution(statement: Words) -> str:
    """Who says so: the speaker, the source with its number and the place in it, and marks such as low confidence."""
    where = f"[{statement['cite']['n']}] {statement['source']}, {statement['cite']['where']}"
    return "; ".join(filter(None, (statement["speaker"], where, *statement["marks"])))


def cites(citations: Sequence[Mapping[str, Any]]) -> str:
    """The numbers of sources in brackets."""
    numbers = sorted({citation["n"] for citation in citations})
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def fact_cell(cell: Words, unknown: str = "–") -> Cell:
    """A cell of what is known: the words, by whom, and a note that marks them as old."""
    lines: list[Paragraph] = [(TextRun(" ".join(filter(None, (cell["words"] or unknown, cites(cell["cites"]))))),)]
    if cell["by"]:
        lines.append((TextRun(cell["by"], colour="quiet", small=True),))
    if cell["note"]:
        lines.append((TextRun(cell["note"], colour="chosen", small=True),))
    return Cell(tuple(lines))


def paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Sentences, a paragraph each."""
    return tuple((TextRun(text),) for text in texts if text)


def slide(
    matter: Matter,
    layout: str,
    title: str,
    lead: Sequence[str],
    parts: Sequence[Part],
    behind: Sequence[str],
    details: Sequence[str] = (),
) -> SlideContent:
    """One slide. Its notes hold title, lead, `details`, and the statements behind it."""
    notes = tuple(dict.fromkeys((title, *lead, *details, *noted(matter, behind))))
    return SlideContent(layout, title, paragraphs(lead), tuple(parts), source_line(matter, behind), notes)


def state_colour(state: str) -> Colour:
    """The colour of a state, which only helps: its word always stands beside it."""
    return cast(Colour, TONES[state])


def table_alt(matter: Matter, title: str, headings: Iterable[str], rows: int) -> str:
    """The alternative text of a table."""
    return matter.context.say("slides.table_alt", title=title, columns=", ".join(filter(None, headings)), n=rows)


def part_of(matter: Matter, title: str, number: int, total: int) -> str:
    """The title of one slide of several with the same title."""
    say = matter.context.say
    return say("slides.part_of", title=title, at=say.number(number), total=say.number(total)) if total > 1 else title


def listed(matter: Matter, listing: Listing) -> list[SlideContent]:
    """A long table as slides: each with its heading row, its source line and the statements behind its own rows."""
    head = heading(*listing.headings)
    whole = Table("", "", listing.widths, (head, *(entry.cells for entry in listing.entries)))
    leads = (*listing.lead, *more(matter, listing.more))
    first, room = (BOTTOM - top(paragraphs(lead)) for lead in (leads, ()))
    pieces = large(whole, first, room, listing.sizes)
    slides = []
    for number, (table, rows) in enumerate(pieces, start=1):
        title = part_of(matter, listing.title, number, len(pieces))
        alt = table_alt(matter, title, listing.headings, len(rows))
        behind = [statement_id for entry in listing.entries[rows.start : rows.stop] for statement_id in entry.behind]
        lead = leads if number == 1 else ()
        part = replace(table, name=title, alt=alt)
        slides.append(slide(matter, listing.layout, title, lead, (part,), behind, listing.notes))
    return slides
