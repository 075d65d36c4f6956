"""The parts of a slide as values: words, tables, charts, pictures; and how much room a table takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from esimder.exports.slides import fit
from esimder.exports.slides.layouts import INNER, TOP

Colour = Literal["ink", "quiet", "record", "chosen", "custody", "limited", "free", "unclear"]
# The room right of each column and above and below each row, in points.
GUTTER, PADDING = 14, 4
LEAD_SIZE = 14
APART = 12
_MOST_LINES = 16
_SMALL, _LARGE = 0.82, 1.75  # of the type around


@dataclass(frozen=True)
class TextRun:
    """Text of one look, `small`, `large`, or as large as the text around; `href` is a whole address."""

    text: str
    bold: bool = False
    colour: Colour = "ink"
    small: bool = False
    large: bool = False
    href: str = ""
    language: str = ""

    def size(self, around: float) -> float:
        """The size of type of these words among others of a size."""
        return round(around * (_SMALL if self.small else _LARGE if self.large else 1), 1)


Paragraph = tuple[TextRun, ...]


@dataclass(frozen=True)
class Cell:
    """The paragraphs of one cell, `span` columns wide; `middle` of its row, or at the top."""

    paragraphs: tuple[Paragraph, ...]
    right: bool = False
    span: int = 1
    middle: bool = False


@dataclass(frozen=True)
class Table:
    """A native table: widths of columns in points, rows (the first of them a heading if `head`), size of type.

    `alt` is its alternative text, as with charts and pictures.
    """

    name: str
    alt: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 13
    head: bool = True


@dataclass(frozen=True)
class BarChart:
    """A native chart of one series: vertical columns or horizontal bars, a colour for all or for each value.

    A label stands at each bar, or at `every` other one, and under the labels a line of `groups` of like length.
    """

    name: str
    alt: str
    kind: Literal["columns", "bars"]
    labels: tuple[str, ...]
    values: tuple[int, ...]
    colours: tuple[Colour, ...] = ("record",)
    every: int = 1
    groups: tuple[str, ...] = ()
    series: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture."""

    name: str
    alt: str
    png: bytes


Part = Table | BarChart | Picture


@dataclass(frozen=True)
class SlideContent:
    """One slide. `source` is the line at its foot, `notes` the speaker's notes, a paragraph each."""

    layout: str
    title: str
    lead: tuple[Paragraph, ...] = ()
    parts: tuple[Part, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()


def plain(text: str, bold: bool = False, colour: Colour = "ink", large: bool = False) -> Cell:
    """A cell of one paragraph."""
    return Cell(((TextRun(text, bold, colour, large=large),),))


def heading(*names: str) -> tuple[Cell, ...]:
    """The heading row of a table."""
    return tuple(plain(name, bold=True, colour="quiet") for name in names)


def counted(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row of which all cells but the first are numbers, which stand at the right."""
    return (row[0], *(replace(cell, right=True) for cell in row[1:]))


def _lines(paragraph: Paragraph, size: float, room: float) -> float:
    """The height of a paragraph in points."""
    largest = max((run.size(size) for run in paragraph), default=size)
    bold = any(run.bold for run in paragraph)
    return fit.lines("".join(run.text for run in paragraph), largest, room, bold) * largest * fit.LEADING


def text_height(paragraphs: Sequence[Paragraph], size: float, room: float) -> float:
    """The height of paragraphs in points."""
    return sum(_lines(paragraph, size, room) for paragraph in paragraphs)


def top(lead: Sequence[Paragraph]) -> float:
    """Where the parts of a slide begin, under its lead."""
    tall = text_height(lead, LEAD_SIZE, INNER)
    return TOP + (tall + APART if tall else APART / 2)


def _room(table: Table, column: int, span: int) -> float:
    return sum(table.widths[column : column + span]) - GUTTER


def _placed(row: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    """Cells with the column in which each begins."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def row_height(table: Table, row: tuple[Cell, ...]) -> float:
    """The height of one row in points."""
    tallest = max(text_height(cell.paragraphs, table.size, _room(table, at, cell.span)) for at, cell in _placed(row))
    return tallest + 2 * PADDING


def height(table: Table) -> float:
    """The height of a table in points."""
    return sum(row_height(table, row) for row in table.rows)


def whole(table: Table) -> bool:
    """Whether no word in a table is broken inside."""
    return all(
        fit.whole(run.text, run.size(table.size), _room(table, at, cell.span), run.bold)
        for row in table.rows
        for at, cell in _placed(row)
        for paragraph in cell.paragraphs
        for run in paragraph
    )


def cut(paragraphs: Sequence[Paragraph], size: float, room: float, most: int) -> tuple[Paragraph, ...]:
    """Paragraphs that fill no more lines than `most`, with an ellipsis where words are left to the notes."""
    kept, left = [], most
    for number, paragraph in enumerate(paragraphs, start=1):
        runs = []
        for run in paragraph:
            free = left - (len(paragraphs) - number)  # each of those that follow has at least a line
            text = fit.clipped(run.text, run.size(size), room, max(free, 1), run.bold)
            left -= fit.lines(text, run.size(size), room, run.bold) - 1
            runs.append(replace(run, text=text))
        left -= 1
        kept.append(tuple(runs))
    return tuple(kept)


def shortened(table: Table, most: int = _MOST_LINES) -> Table:
    """The table with each cell cut where it would fill a slide by itself."""
    rows = tuple(
        tuple(
            replace(cell, paragraphs=cut(cell.paragraphs, table.size, _room(table, at, cell.span), most))
            for at, cell in _placed(row)
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _pieces(heights: list[float], first: float, room: float) -> list[range]:
    """Rows of these heights, in order, in pieces that fit: the first one in `first` points, the others in `room`."""
    pieces, begun, used, limit = [], 0, 0.0, first
    for number, tall in enumerate(heights):
        if number > begun and used + tall > limit:
            pieces.append(range(begun, number))
            begun, used, limit = number, 0.0, room
        used += tall
    return [*pieces, range(begun, len(heights))]


def large(table: Table, first: float, room: float, sizes: Sequence[float]) -> list[tuple[Table, range]]:
    """The table in pieces (see split), in the largest of these sizes of type that needs as few as the last."""
    unbroken = [size for size in sizes if whole(replace(table, size=size))] or sizes[-1:]
    made = [split(replace(table, size=size), first, room) for size in unbroken]
    few = (pieces for pieces in made if len(pieces) == len(made[-1]))
    return next((pieces for pieces in few if fits([height(table) for table, _ in pieces], first, room)), made[-1])


def fits(heights: Sequence[float], first: float, room: float) -> bool:
    """Whether pieces of these heights stand on their slides, the first of which has `first` points of room."""
    return heights[0] <= first and max(heights) <= room


def split(table: Table, first: float, room: float) -> list[tuple[Table, range]]:
    """The table in as few pieces as fit, of about the same height, each with the heading.

    The first piece has `first` points and the others `room`. With each piece come the numbers of its rows.
    """
    head, *rows = shortened(table).rows
    own = row_height(table, head)
    heights = [row_height(table, row) for row in rows]
    few = _pieces(heights, first - own, room - own)
    shares = (_pieces(heights, (first - own) * part / 20, (room - own) * part / 20) for part in range(6, 21))
    even = next((pieces for pieces in shares if len(pieces) == len(few)), few)
    return [(replace(table, rows=(head, *rows[piece.start : piece.stop])), piece) for piece in even]
