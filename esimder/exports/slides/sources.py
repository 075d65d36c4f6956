"""The last slides: every source by the number under which the others cite it, with its address."""

from esimder.exports.prose import Words
from esimder.exports.slides.layouts import INNER
from esimder.exports.slides.matter import MOST, Entry, Listing, Matter, listed
from esimder.exports.slides.parts import Cell, SlideContent, TextRun, plain


def _cited(entry: Words) -> Cell:
    """How to cite one source and, on a line of its own, its address as a link."""
    parts = [part for part in entry["parts"] if part.get("text")]
    if len(parts) > 1:  # the address stood between two full stops
        parts[-1] = {**parts[-1], "text": parts[-1]["text"].removeprefix(". ")}
    words = [TextRun(part["text"], language=part.get("lang", "")) for part in parts]
    links = [(TextRun(part["url"], href=part["url"], colour="record"),) for part in entry["parts"] if part.get("url")]
    return Cell((tuple(words), *links))


def sources(matter: Matter) -> list[SlideContent]:
    """Every source that a slide cites or that the view rests on, by number, and where in it the statements stand."""
    say = matter.context.say
    matter.cite.rest(matter.rows)
    cited, entries = matter.cite.entries(matter.rows), []
    for source in cited[:MOST]:
        number = plain(say.number(source["n"]), bold=True, colour="record")
        where = plain(": ".join(filter(None, (source["counted"] or say("brief.outside"), "; ".join(source["where"])))))
        entries.append(Entry((number, _cited(source), where)))
    title = say("slides.sources_title", n=len(cited))
    names = ("№", say("column.publisher"), say("locator.title"))
    widths, left = (40, 670, INNER - 710), len(cited) - len(entries)
    listing = Listing(title, widths, names, entries, sizes=(10.5,), layout="sources", more=left)
    return listed(matter, listing) if entries else []
