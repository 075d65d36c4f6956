"""The source reader's own code run in a browser on the texts of the tests, and the figures of docs/READER.md.

`python -m tests.reading` writes those figures anew.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from esimder.i18n.language import language
from esimder.text_reader import lexicon as reader
from tests import reader_texts as texts
from tests.browser.conftest import FLAGS, chromium_path
from tests.record import ARTICLE, shipped

ROOT = Path(__file__).parents[1]
WEB = ROOT / "esimder" / "web"
GUIDE = ROOT / "docs" / "READER.md"
# The article belongs to its publisher and is no part of the project: what is measured on it needs a copy beside us.
COPY = ROOT.parent / "shared" / "seed" / "article_kk.txt"
KINDS = ("person", "organisation", "place", "date", "stranger")
TABLE = "| text | " + " | ".join(f"{kind} found / missed / false" for kind in KINDS) + " |\n|---|" + "---|" * len(KINDS)
Find = Callable[[str], list[dict[str, Any]]]
Spot = tuple[int, str, str]


@lru_cache
def lexicon(code: str = "kk") -> dict[str, Any]:
    """The lexicon of the shipped record with the article chosen, as the browser gets it."""
    made: dict[str, Any] = json.loads(json.dumps(reader.lexicon(shipped(), language(code), ARTICLE)))
    return made


@contextmanager
def page() -> Iterator[Page]:
    """An empty page of a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser.new_page()
        browser.close()


def finding(page: Page) -> Find:
    """What web/find.js finds in a text."""
    page.add_script_tag(
        type="module", content=(WEB / "find.js").read_text(encoding="utf-8") + "\nwindow.inText = find;"
    )
    page.wait_for_function("!!window.inText")
    return lambda text: list(page.evaluate("([text, lexicon]) => window.inText(text, lexicon)", [text, lexicon()]))


def spots(text: str, mentions: list[dict[str, Any]]) -> Counter[Spot]:
    """Mentions as (start in the text, what is printed, whose it is: an id, `@` and a date, or `?`)."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    return Counter(
        (
            starts[one["line"] - 1] + one["start"],
            lines[one["line"] - 1][one["start"] : one["end"]],
            {"date": f"@{one.get('edtf')}", "stranger": "?"}.get(one["kind"]) or "|".join(one["ids"]),
        )
        for one in mentions
    )


def marked(expected: list[texts.Expected]) -> Counter[Spot]:
    """What was marked by hand, in the same form."""
    return Counter((one.start, one.printed, one.of) for one in expected)


def kind_of(spot: Spot) -> str:
    """What kind of thing a mention is of."""
    whose = spot[2].partition("|")[0]
    if whose[0] in "@?":
        return "date" if whose[0] == "@" else "stranger"
    parties = shipped().people.set_index("person_id")["kind"]
    return str(parties.get(whose, "place"))


def row(name: str, text: str, expected: Counter[Spot], find: Find) -> str:
    """One line of the table of figures."""
    got = spots(text, find(text))
    cells = []
    for kind in KINDS:
        found, missed, false = (
            sum(count for spot, count in some.items() if kind_of(spot) == kind)
            for some in (got & expected, expected - got, got - expected)
        )
        cells.append(f"{found} / {missed} / {false}")
    return f"| {name} | {' | '.join(cells)} |"


def article() -> tuple[str, Counter[Spot]] | None:
    """The article, if a copy is there, with what a person found in it (texts.ARTICLE)."""
    if not COPY.exists():
        return None
    text = COPY.read_text(encoding="utf-8")
    lines, expected = text.split("\n"), Counter[Spot]()
    for number, printed, whose in texts.ARTICLE:
        start = sum(len(line) + 1 for line in lines[: number - 1])
        found = re.search(re.escape(printed) + r"(?!\w)", lines[number - 1])
        assert found, printed
        expected[(start + found.start(), printed, whose)] += 1
    return text, expected


def figures(find: Find) -> list[str]:
    """The lines of the table: the article, its forms in a text of ours, and the five paragraphs."""
    lines = []
    if whole := article():
        lines.append(row("the article", *whole, find))
    forms = f"the article's {len(texts.plain(texts.FORMS)[1])} forms"
    for name, source in {forms: texts.FORMS, **texts.PARAGRAPHS}.items():
        text, expected = texts.plain(source)
        lines.append(row(name, text, marked(expected), find))
    return lines


def own_sentences(find: Find, code: str) -> tuple[int, list[str]]:
    """How many statements about a person there are, and in the words of which that person is not found."""
    record = shipped()
    people = set(record.people.loc[record.people["kind"] == "person", "person_id"])
    told = record.statements[record.statements["person_id"].isin(people)]
    sentences = [" ".join(text.split()) for text in told[f"text_{code}"]]
    by_line: dict[int, set[str]] = {}
    for one in find("\n".join(sentences)):
        by_line.setdefault(one["line"], set()).update(one["ids"])
    missed = [
        str(row["statement_id"])
        for number, row in enumerate(told.to_dict("records"), 1)
        if row["person_id"] not in by_line.get(number, set())
    ]
    return len(sentences), missed


def write() -> None:
    """Put the figures of today into the guide."""
    with page() as opened:
        find = finding(opened)
        before, _, rest = GUIDE.read_text(encoding="utf-8").partition("<!-- figures -->\n")
        after = rest.partition("<!-- end -->")[2]
        said = [
            f"{language_code}: {count - len(missed)} of {count}"
            for language_code in ("kk", "ru", "en")
            for count, missed in [own_sentences(find, language_code)]
        ]
        body = [
            TABLE,
            *figures(find),
            "",
            f"The record's own sentences, person found: {'; '.join(said)}.",
        ]
        GUIDE.write_text(before + "<!-- figures -->\n" + "\n".join(body) + "\n<!-- end -->" + after, encoding="utf-8")


if __name__ == "__main__":
    write()
