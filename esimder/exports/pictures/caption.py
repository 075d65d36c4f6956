"""A chart in a frame of words: title, question and day above it; counts, sources, licence and link below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from esimder.figures.palette import Palette
from esimder.figures.svg.elements import Type, document, element, group, plain, words
from esimder.figures.text_width import text_width
from esimder.query.selection import select
from esimder.record.escape import html_escape
from esimder.views.context import Context
from esimder.views.provenance import Imprint, Line

MARGIN, LEAD = 32.0, 1.35
HEADINGS = 128.0  # px: room for the headings of the lines below
NAMED = 12  # publishers; the rest are counted
_PLACED = ("record", "question", "as_of", "rows", "link")  # lines that stand above the chart, first, or last


@dataclass(frozen=True)
class Chart:
    """A chart to be framed: its title, its elements and size in px, and the note that a reader of it needs."""

    title: str
    drawn: str
    width: float
    height: float
    note: str


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines no wider than `room` px; a word that is wider by itself is cut."""
    rows = [""]
    for word in re.split(r"[ \t\r\n]+", text):
        longer = f"{rows[-1]} {word}".strip()
        if text_width(longer, size, bold) <= room:
            rows[-1] = longer
            continue
        for part in _cut(word, room, size, bold):
            rows.append(part)
    return [row for row in rows if row]


def _cut(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    part = ""
    for letter in word:
        if part and text_width(part + letter, size, bold) > room:
            yield part
            part = ""
        part += letter
    yield part


@dataclass
class _Column:
    """Paragraphs one below the other from `y` px down."""

    y: float
    drawn: list[str]

    def put(self, text: str, look: Type, room: float, x: float = MARGIN, after: float = 0) -> None:
        """A paragraph, and px of room after it."""
        rows = wrapped(text, room, look.size, look.weight >= 600)
        for at, row in enumerate(rows):
            self.drawn.append(words(html_escape(row), x, self.y + look.size + at * LEAD * look.size, "start", look))
        self.y += len(rows) * LEAD * look.size + after


def publishers(context: Context) -> str:
    """The publishers of a view's sources: those with the most statements by name, the others as a number."""
    found = select(context.record, context.view).statements["source_id"].map(context.directory.publisher)
    names = list(found.value_counts().index)
    more = len(names) - NAMED
    return "; ".join([*names[:NAMED], *([context.say("chart.more", n=more)] if more > 0 else [])])


def _below(context: Context, imprint: Imprint) -> list[Line]:
    """The lines below the chart: the counts, the publishers, and what of the imprint has no place of its own."""
    sources = [Line(context.say("page.sources"), publishers(context))] if imprint.sources else []
    others = [line for code, line in imprint.lines.items() if code not in _PLACED]
    return [imprint.lines["rows"], *sources, *others]


def framed(context: Context, chart: Chart, imprint: Imprint, palette: Palette) -> str:
    """The whole picture as SVG with its words as text."""
    room = chart.width
    column = _Column(MARGIN - 6, [])
    large, quiet = Type(15, palette.ink), Type(12, palette.quiet)
    column.put(imprint.title, Type(14, palette.quiet, 600), room, after=2)
    column.put(chart.title, Type(28, palette.ink, 700), room, after=6)
    for code in ("question", "as_of"):
        column.put(imprint.lines[code].sentence, large, room)
    top = column.y + 14
    column.y = top + chart.height + 12
    column.put(chart.note, quiet, room)
    column.y += 10
    column.drawn.append(_rule(column.y, room, palette))
    column.y += 10
    for heading, text in _below(context, imprint):
        start = column.y
        column.put(heading, Type(12, palette.quiet, 600), HEADINGS - 12)
        after, column.y = column.y, start
        column.put(text, Type(12, palette.ink), room - HEADINGS, MARGIN + HEADINGS)
        column.y = max(column.y, after) + 2
    _link(column, imprint, room, palette)
    width, height = room + 2 * MARGIN, round(column.y + MARGIN - 8)
    parts = [
        *_about(chart.title, imprint),
        element("rect", width=width, height=float(height), fill=palette.paper),
        group([chart.drawn], transform=f"translate({MARGIN:g} {top:g})"),
        *column.drawn,
    ]
    return document("".join(parts), width, height)


def _rule(y: float, room: float, palette: Palette) -> str:
    return element("line", x1=MARGIN, x2=MARGIN + room, y1=y, y2=y, stroke=palette.line)


def _link(column: _Column, imprint: Imprint, room: float, palette: Palette) -> None:
    """Where the live view is, which is also a link where that is an address."""
    start = column.y
    column.put(imprint.lines["link"].heading, Type(12, palette.quiet, 600), HEADINGS - 12)
    column.y, before = start, len(column.drawn)
    column.put(imprint.live, Type(12, palette.record), room - HEADINGS, MARGIN + HEADINGS)
    if imprint.link:
        column.drawn[before:] = [element("a", "".join(column.drawn[before:]), href=imprint.link)]


def _about(title: str, imprint: Imprint) -> list[str]:
    """Title and description for who listens, and the same for catalogues (Dublin Core)."""
    core = {
        "title": f"{imprint.title}. {title}",
        "description": "\n".join(imprint.sentences),
        "date": imprint.as_of.isoformat(),
        "rights": imprint.licence,
        "source": imprint.link,
        "bibliographicCitation": imprint.citation,
    }
    terms = "".join(element(f"dcterms:{name}", plain(text)) for name, text in core.items() if text)
    return [
        element("title", plain(core["title"])),
        element("desc", plain(core["description"])),
        element("metadata", terms, **{"xmlns:dcterms": "http://purl.org/dc/terms/"}),
    ]
