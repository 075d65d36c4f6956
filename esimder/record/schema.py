"""The five tables and their columns: declared once, here; their codes stand in `codes`.

Loading and checking, the data dictionary, headings, filter choices and the list of words that a translator owes are all
loops over what stands in this file.
"""

from dataclasses import dataclass
from typing import Literal

LANGUAGES = ("kk", "ru", "en")

Type = Literal[
    "id", "ref", "refs", "code", "text", "list", "edtf", "number", "quantity", "url", "locator", "names", "language"
]


# Where a column is shown: on the card of its row (pages, briefs, slides, the one HTML file), as a column of the tables
# that one reads, and in the files for other programs.
Shown = Literal["card", "table", "export"]
EVERYWHERE: tuple[Shown, ...] = ("card", "table", "export")


@dataclass(frozen=True)
class Column:
    """One column: what a cell may hold, and whether it may be empty.

    `of` names the table that a ref points to, or the vocabulary of a code. `core` columns must stand in the file;
    the others may be left out of one's own tables and then count as empty (or as `default`). Of the columns of one
    text that are `some`, one language is enough. `stem` is the text that this column holds in one language. `shown` is
    where a reader finds the column; every display is a loop over it.
    """

    name: str
    type: Type
    means: str
    example: str = ""
    of: str = ""
    core: bool = False
    filled: bool = False
    default: str = ""
    some: bool = False
    stem: str = ""
    shown: tuple[Shown, ...] = ()

    @property
    def key(self) -> str:
        """The name of the column, without its language."""
        return self.stem or self.name


def texts(
    name: str,
    means: str,
    core: bool = False,
    filled: bool = False,
    some: bool = False,
    shown: tuple[Shown, ...] = (),
) -> tuple[Column, ...]:
    """One text in three languages: three columns, all filled or all empty, or with `some` at least one filled."""
    return tuple(
        Column(f"{name}_{code}", "text", f"{means} ({code})", "", "", core, filled, "", some, name, shown)
        for code in LANGUAGES
    )


TABLES: dict[str, tuple[Column, ...]] = {
    "sources": (
        Column("source_id", "id", "Short code of the source", "azattyq-2019-04", core=True, filled=True),
        Column("publisher", "text", "Who published it, as the page names itself", "RFE/RL", core=True, filled=True),
        Column("title", "text", "Title as printed, or a plain description where none was seen", core=True, filled=True),
        Column("url", "url", "Address of the page", "https://cpj.org/2019/03/…", core=True),
        Column("language", "language", "Language of the page, ISO 639-1", "kk", core=True, filled=True),
        Column("published", "edtf", "When it was published", "2019-03-14", core=True, shown=("export",)),
        Column(
            "publisher_kind",
            "code",
            "What kind of publisher",
            "news",
            of="publisher_kind",
            default="news",
            shown=("export",),
        ),
        Column(
            "family",
            "text",
            "Who stands behind it: pages of one family count as one source",
            "rferl",
            shown=("export",),
        ),
        Column(
            "title_kind",
            "code",
            "Whether the title was printed or is our description",
            "printed",
            of="title_kind",
            default="printed",
        ),
        Column("accessed", "edtf", "When it was read by the person who coded it", "../2026-11-23", shown=("export",)),
        Column(
            "read_as", "code", "How much of it was read", "opening", of="read_as", default="whole", shown=("export",)
        ),
        Column("archive_url", "url", "Address of an archived copy"),
        Column("sha256", "text", "SHA-256 of the copy that was read"),
        *texts("called", "The publisher's name in the reader's language"),
        *texts("described", "Our description of the page where no title was seen"),
        *texts("note", "What a reader should know about this source", shown=("export",)),
    ),
    "places": (
        Column("place_id", "id", "Short code of the place", "aktau", core=True, filled=True),
        *texts("name", "Name today", core=True, filled=True),
        Column("lat", "number", "Latitude, degrees north (WGS 84); empty: not drawn as a dot", "43.6611", core=True),
        Column("lon", "number", "Longitude, degrees east (WGS 84)", "51.1739", core=True),
        Column("country", "text", "Country, ISO 3166-1 alpha-2", "KZ", core=True, filled=True),
        Column("kind", "code", "What kind of place", "city", of="place_kind", default="city", shown=("export",)),
        Column("region", "text", "Region, as coded in the boundary file", "KZ-MAN"),
        Column(
            "other_names",
            "names",
            "Names at other times: EDTF span = kk; ru; en, with | between",
            "2019-03-23/2022-09-18 = Нұр-Сұлтан; Нур-Султан; Nur-Sultan",
        ),
    ),
    "people": (
        Column("person_id", "id", "Short code of the person, organisation or group", "ward", core=True, filled=True),
        *texts("name", "Name in its right form", core=True, some=True),
        Column(
            "aliases", "list", "Every other spelling that a source prints, with | between", "Джулия Вордс", core=True
        ),
        Column("kind", "code", "A person, an organisation or an unnamed group", "person", of="party", default="person"),
        *texts("occupation", "Occupation or office, as sources state it"),
        Column(
            "original",
            "code",
            "Which form of the name is the person's own",
            "kk",
            of="original",
            default="kk",
        ),
        Column(
            "visibility",
            "code",
            "Who may see this row; blank means restricted where the column stands",
            "public",
            of="visibility",
            default="public",
        ),
    ),
    "events": (
        Column("event_id", "id", "Short code of the event", "aktau-meeting", core=True, filled=True),
        Column(
            "kind", "code", "What kind of event", "meeting", of="event_kind", core=True, filled=True, shown=("export",)
        ),
        Column(
            "date",
            "edtf",
            "When, as exactly as the sources say; empty: undated",
            "2019-04-08",
            core=True,
            shown=("export",),
        ),
        Column("place_id", "ref", "Where, if a source says so; empty: placeless", "aktau", of="places", core=True),
        *texts("title", "Title in our own words", core=True, filled=True),
        *texts("summary", "Summary in our own words"),
        *texts("inferred", "What we added to what is printed, and why", shown=("export",)),
    ),
    "statements": (
        Column("statement_id", "id", "Short code of the statement", "s001", core=True, filled=True),
        Column(
            "source_id",
            "ref",
            "Which source states it",
            "azattyq-2019-04",
            of="sources",
            core=True,
            filled=True,
            shown=("table",),
        ),
        Column("locator", "locator", "Where in the source", "line:4", core=True, filled=True, shown=("table",)),
        Column("person_id", "ref", "About whom", "zhumaev", of="people", core=True, shown=("table",)),
        Column("event_id", "ref", "In which event", "aktau-meeting", of="events", core=True, shown=("table",)),
        Column(
            "kind",
            "code",
            "What kind of claim",
            "status",
            of="statement_kind",
            core=True,
            filled=True,
            shown=("export",),
        ),
        Column(
            "value",
            "code",
            "What is claimed",
            "imprisoned",
            of="value",
            core=True,
            filled=True,
            shown=("table", "export"),
        ),
        Column(
            "date",
            "edtf",
            "When that held or happened, by this source",
            "2019-03-14",
            core=True,
            shown=("table", "export"),
        ),
        Column("place_id", "ref", "Where, by this source", "aktau", of="places", core=True, shown=("export",)),
        Column(
            "speaker_id",
            "refs",
            "Who said it, if the source reports speech, with | between",
            "european-parliament",
            of="people",
            core=True,
            shown=("table",),
        ),
        *texts("text", "The claim in one sentence of our own", core=True, filled=True, shown=("table",)),
        Column("quantity", "quantity", "A length, a sum or a count that it states", "P3Y", shown=("export",)),
        Column(
            "charge",
            "list",
            "Articles that it names (CC criminal, CAO administrative), with | between",
            "CC 174",
            shown=("export",),
        ),
        Column(
            "confidence",
            "code",
            "How far the reading can be trusted",
            "high",
            of="confidence",
            default="high",
            shown=("card", "export"),
        ),
        Column(
            "scope",
            "code",
            "The case itself, or a later separate case",
            "main",
            of="scope",
            default="main",
            shown=("export",),
        ),
        *texts("inferred", "What we added to what is printed, and why", shown=("table", "export")),
        Column(
            "name_printed",
            "text",
            "The person's name as this source prints it",
            "Ablovas Dzhumayev",
            shown=("card", "export"),
        ),
        Column(
            "differs_from",
            "refs",
            "Statements that cannot be right together with this one, with | between",
            "f041",
            of="statements",
            shown=("export",),
        ),
        Column("coded_by", "text", "Who coded the row"),
        Column("coded_on", "edtf", "When the row was coded", "2026-11-23"),
    ),
}

# What may lie beside the five tables: an editor's word on people whose names are alike, whom no machine merges.
DECISIONS: dict[str, tuple[Column, ...]] = {
    "decisions": (
        Column("person_a", "ref", "One of two people with like names", "abishev-a", "people", core=True, filled=True),
        Column("person_b", "ref", "The other one", "abishev-k", "people", core=True, filled=True),
        Column("decision", "code", "Whether they are one", "different", "decision", core=True, filled=True),
        Column("by", "text", "Who decided", "A. Editor", core=True, filled=True),
        Column("on", "edtf", "When", "2026-11-23", core=True, filled=True),
        Column("why", "text", "For what reason", "Named side by side in one list", core=True, filled=True),
    ),
}
COLUMNS = {**TABLES, **DECISIONS}

# In which order a reader meets the columns of a statement in a table; others that are shown there follow.
READING = ("date", "person_id", "event_id", "value", "text", "inferred", "speaker_id", "source_id", "locator")


def shown(table: str, where: Shown) -> list[Column]:
    """The columns of a table that are shown in one of these places, of a text in several languages the first."""
    columns = {column.key: column for column in reversed(TABLES[table]) if where in column.shown}
    ordered = [columns[name] for name in READING if name in columns] if where == "table" else []
    return ordered + [column for column in reversed(columns.values()) if column not in ordered]
