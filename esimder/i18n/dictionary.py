"""The data dictionary, written from the declaration: `python -m esimder.i18n.dictionary` rewrites data/README.md."""

from collections.abc import Iterator

from esimder.i18n.language import language
from esimder.paths import DATA
from esimder.record.codes import BEGINNINGS, CODES, CUSTODY, VALUES
from esimder.record.schema import COLUMNS, LANGUAGES, Column
from esimder.record.settings import CHANGE, SETTINGS

TARGET = DATA / "README.md"
ABOUT = {
    "sources": "Who published what, when, in which language and where.",
    "places": "Places with their names in three languages, and the names they had at other times.",
    "people": "People, organisations and unnamed groups, with every spelling that a source prints.",
    "events": "What happened, when and where, with titles and summaries in our own words.",
    "statements": "The heart of the record: a row is one claim by one source.",
    "decisions": "Optional: who of the people with like names is one person. Nobody is merged; the pages lead to both.",
}
TYPES = {
    "id": "letters a–z, digits and `. _ -`; unique",
    "ref": "an id of `{of}.csv`",
    "refs": "ids of `{of}.csv`, `|` between",
    "code": "a code, see below",
    "text": "text",
    "list": "texts, `|` between",
    "edtf": "a date, see below",
    "number": "a decimal number",
    "quantity": "ISO 8601 length, a sum or a count",
    "url": "http or https address",
    "locator": "`line:4`, `page:2`, `paragraph:7` or `opening:NOTE`",
    "names": "`date = kk; ru; en`, `|` between",
    "language": "ISO 639 code",
}
LINES = {
    "day": "a TOML date",
    "days": "a whole number, 1 or more",
    "country": "two capital letters",
    "contact": "e-mail, http or https address",
    "address": "an address that begins with https:// or http://",
    "text": "text",
    "changes": "tables, see below",
}
# Where the words that a reader sees for a code stand in the catalogues; the others are words enough by themselves.
WORDS = {"publisher_kind": "publisher_kind", "event_kind": "event_kind", "confidence": "confidence", "value": "value"}
MEANS = {
    "title_kind": {"printed": "the title as printed", "described": "our description; no title was seen"},
    "read_as": {"whole": "the whole page was read", "opening": "only the opening of a stored copy was read"},
    "place_kind": {
        "city": "a city",
        "settlement": "a town or village",
        "region": "a region; shown as such, not as a dot",
        "country": "a country",
    },
    "party": {"person": "a named individual", "organisation": "an organisation", "group": "people who are not named"},
    "original": {
        "kk": "the Kazakh form",
        "ru": "the Russian form",
        "en": "the form in Latin letters",
        "none": "none of the three; no form is shown as the original",
    },
    "visibility": {
        "public": "everybody may see the row",
        "restricted": (
            "the row and all that is said of the person are left out, and the name is taken out of all other texts"
        ),
    },
    "statement_kind": {
        "status": "a person's standing before the law",
        "role": "what a person did or was in an event",
        "act": "what was done",
        "claim": "what was said, alleged, demanded or criticised",
        "figure": "a number that is stated",
    },
    "decision": {"same": "one person under two ids", "different": "two people"},
    "scope": {"main": "the case itself", "later": "a later, separate case; not shown unless asked for"},
}
DATES = (
    ("2019-04-08", "that day"),
    ("2019-04", "some day of that month"),
    ("2011", "some day of that year"),
    ("2018?", "uncertain"),
    ("2018~", "approximate"),
    ("2018%", "both"),
    ("2016/2021", "from some day of the first to some day of the second"),
    ("../2018", "by then, the beginning unknown; it is placed by its end"),
    ("2019-04/..", "it began then, and it still held when the source was published: the day of its last confirmation"),
)
HEAD = """# The record: five tables

This file is written by `python -m esimder.i18n.dictionary` from `esimder/record/schema.py`, `codes.py` and
`settings.py`. Change those files, not this one.

Each table is a CSV file: UTF-8, a heading in the first row, commas (or the semicolons that some spreadsheets write)
between cells. An apostrophe before a cell that begins with `=`, `+`, `-` or `@` keeps spreadsheets from taking it for a
formula and is no part of the text. Every text is given in Kazakh (`_kk`), Russian (`_ru`) and English (`_en`), or in
none of them; for the name of a person one language is enough (*one of three*): where a Latin form is missing, the
dashboard makes one by a published rule, BGN/PCGN, and says so.
The dashboard opens the tables only if they have no fault; otherwise it lists every fault by file, row and column.
`esimder serve FOLDER` opens another folder of the same shape. Columns marked *core* must be there, the others may be
left out.

What the record says of itself is in [record.toml](#recordtoml).
The boundaries in `geo/` have their own [provenance](geo/PROVENANCE.md). The licences of the tables,
the boundaries and the cities are in [LICENSE](LICENSE).
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _type(column: Column) -> str:
    if column.type == "code":
        return f"code of [{column.of}](#{column.of})"
    return TYPES[column.type].format(of=column.of)


def _must(column: Column) -> str:
    marks = {"core": column.core, "filled": column.filled, "one of three": column.some}
    said = ", ".join(mark for mark, on in marks.items() if on)
    return said + (f" (empty: `{column.default}`)" if column.default else "")


def _rows(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)
    yield ""


def _table(name: str) -> Iterator[str]:
    yield from (f"## {name}.csv", "", ABOUT[name], "")
    yield from _rows(
        ("column", "means", "type", "must be", "example"),
        (
            (
                f"`{column.name}`",
                column.means,
                _type(column),
                _must(column),
                f"`{column.example}`" if column.example else "",
            )
            for column in COLUMNS[name]
        ),
    )


def _settings() -> Iterator[str]:
    yield from (
        "## record.toml",
        "",
        "What the record says of itself. Each line may be left out; a line that is not listed here is a fault.",
        "",
    )
    heads = ("line", "means", "type", "example")
    for lines, between in ((SETTINGS, "Each of the `[[changes]]` holds all of these:"), (CHANGE, "")):
        yield from _rows(
            heads,
            (
                (f"`{line.name}`", line.means, LINES[line.type], f"`{line.example}`" if line.example else "")
                for line in lines
            ),
        )
        yield from (between, "") if between else ()


def _dates() -> Iterator[str]:
    yield from (
        "## Dates",
        "",
        "Dates are EDTF. A date is a span from its earliest to its latest possible day; it is never "
        "made more exact than the source is. An empty cell means that no date is stated.",
        "",
        "The date of a status is the day that the source speaks of: of a list or a speech that says somebody is held, "
        "the day of the list or the speech; of a verdict, the day of the verdict. Where a source dates the beginning "
        "and speaks of the present, leave the end open. Where the day of a release is not known, begin its span after "
        "the last day on which the person was surely held.",
        "",
    )
    yield from _rows(("form", "means"), ((f"`{form}`", means) for form, means in DATES))


def _code(vocabulary: str, code: str) -> tuple[str, ...]:
    if vocabulary in MEANS:
        return f"`{code}`", MEANS[vocabulary][code]
    words = [language(one)(f"{WORDS[vocabulary]}.{code}") for one in LANGUAGES]
    if vocabulary != "value":
        return f"`{code}`", *words
    kind = next(kind for kind, values in VALUES.items() if code in values)
    return f"`{code}`", kind, CUSTODY.get(code, ""), "since" if code in BEGINNINGS else "", *words


def _codes(vocabulary: str) -> Iterator[str]:
    yield from (f"### {vocabulary}", "")
    heads: tuple[str, ...] = ("code", "means")
    if vocabulary in WORDS:
        heads = ("code", *(("of kind", "custody", "begins") if vocabulary == "value" else ()), *LANGUAGES)
    yield from _rows(heads, (_code(vocabulary, code) for code in CODES[vocabulary]))


def dictionary() -> str:
    """The whole dictionary as Markdown."""
    parts = [
        HEAD,
        *(line for name in COLUMNS for line in _table(name)),
        *_settings(),
        *_dates(),
        "## Codes",
        "",
        "The column *custody* says what a value means for who is in custody: it opens it, confirms that it goes on, or "
        "closes it; the latest dated one up to a day decides, and a vaguer date never counts after an exact one inside "
        "its span (but for a release, which follows the days on which the person was still held). The column *begins* "
        "marks the values that date a beginning. A state that passes by itself (custody, parole, a restriction, a "
        "trial and so on) is no longer known once the stated term has surely run out, or after `unknown_after_days` "
        "without a word; nothing follows a death.",
        "",
        *(line for vocabulary in CODES for line in _codes(vocabulary)),
    ]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(dictionary(), encoding="utf-8")
