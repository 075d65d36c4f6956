"""What everything that leaves the screen says of itself: the question, the day, the version, the counts, the right to
use it, how to cite it, and where the living view is."""

from dataclasses import dataclass
from datetime import date

from esimder import cite, responsible
from esimder.chosen import Chosen, chosen
from esimder.data import Record
from esimder.page import Frame, chips


@dataclass(frozen=True)
class Imprint:
    """The imprint of one view. `lines` are pairs of heading and words in the reader's language, in a fixed order.

    `title` is the record's, `question` the filters in words, `shown` pairs of rows shown and rows in all by table,
    `sources` the source_id of every source that the view rests on, `link` the whole address of the live view, empty
    where this server has no public one, `live` the same in words, `stem` the beginning of a file's name.
    """

    title: str
    question: str
    as_of: date
    version: str
    changed: date | None
    shown: dict[str, tuple[int, int]]
    sources: tuple[str, ...]
    licence: str
    citation: str
    link: str
    live: str
    stem: str
    lines: tuple[tuple[str, str], ...]


def _shown(rows: Chosen, record: Record) -> dict[str, tuple[int, int]]:
    sources = rows.statements["source_id"].nunique()
    return {
        "statements": (len(rows.statements), len(record.statements)),
        "events": (len(rows.events), len(record.events)),
        "people": (len(rows.people), len(record.people)),
        "sources": (sources, len(record.sources)),
    }


def imprint(frame: Frame, origin: str) -> Imprint:
    """The imprint of a view; `origin` is the public address of this server (`https://esimder.example`) or empty: what
    a browser calls this server is nothing that another reader could open."""
    say, record, view = frame.say, frame.record, frame.view
    rows = chosen(record, view)
    shown, day = _shown(rows, record), frame.directory.as_of
    title = record.settings.title[say.code] or say("name")
    question = "; ".join(f"{chip['name']} {chip['value']}" for chip in chips(frame)) or say("cite.everything")
    live, citation = cite.live(frame, origin), cite.view(frame, origin)
    counted = "; ".join(
        say("imprint.of", what=say(f"imprint.{table}"), shown=say.number(one), total=say.number(whole))
        for table, (one, whole) in shown.items()
    )
    data_day = responsible.changed(record.settings)
    version = say("imprint.version", version=record.version)
    told = (
        ("imprint.record", title),
        ("imprint.question", question),
        ("imprint.as_of", f"{say.day(day)} ({say(f'basis.{view.basis}')})"),
        ("imprint.data", f"{say.day(data_day)}, {version}" if data_day else version),
        ("imprint.rows", counted),
        ("imprint.licence", record.settings.licence or say("imprint.no_licence")),
        ("imprint.citation", citation),
        ("imprint.link", live),
    )
    return Imprint(
        title,
        question,
        day,
        record.version,
        data_day,
        shown,
        tuple(dict.fromkeys(rows.statements["source_id"])),
        record.settings.licence,
        citation,
        live if origin else "",
        live,
        f"esimder-{day}-{record.version[:6]}",
        tuple((say(key), words) for key, words in told),
    )
