"""The words that a code completes: which codes may follow each beginning of a key, as the code declares them."""

import re
from collections.abc import Iterable
from pathlib import Path

from esimder.exports import registry
from esimder.exports.pictures import charts
from esimder.exports.slides import layouts
from esimder.exports.tables import tables
from esimder.figures.timeline import marks
from esimder.query import counts
from esimder.query.view import CHOICES, FILTERS
from esimder.record import codes
from esimder.record.codes import CODES, STATES
from esimder.record.schema import LANGUAGES, TABLES
from esimder.rules import relations
from esimder.search import find
from esimder.spelling import romanise
from esimder.stories.story import WORDS
from esimder.text_reader import lexicon
from esimder.views.context import APART, MENUS, PAGES
from esimder.views.headline import BECAME

METHOD = (Path(__file__).parent.parent / "esimder/templates/method_parts.html").read_text("utf-8")
FORMATS = registry.FORMATS.values()


def _columns() -> set[str]:
    """The columns of the tables by their headings: one for the three languages of a cell."""
    names = {column.name for columns in tables.COLUMNS.values() for column in columns}
    return {re.sub(f"_({'|'.join(LANGUAGES)})$", "", name) for name in names}


def _sections() -> set[str]:
    """The sections of the method, each with its words, and what some of them add."""
    found = re.search(r"set sections = \(([^)]*)\)", METHOD)
    more = dict(re.findall(r"'(\w+)': '(\w+)'", (re.search(r"set more = \{([^}]*)\}", METHOD) or [""])[0]))
    sections = re.findall(r"'(\w+)'", found[1]) if found else []
    own = re.search(r"one in \(([^)]*)\)", METHOD)  # what the record says in its own words
    words = set(sections) - {"changes", *(re.findall(r"'(\w+)'", own[1]) if own else ())}
    told = {f"{one}.text" for one in words} | {f"{one}.{part}" for one, part in more.items()}
    return {*sections, *told, "changes.none"}


def _rules() -> set[str]:
    """The rules of custody that the method tells: what statuses do, and the special cases with their words."""
    named = {one for some in re.findall(r"for name in \(([^)]*)\)", METHOD) for one in re.findall(r"'(\w+)'", some)}
    plain = {*re.findall(r"rule\('(\w+)'\)", METHOD), *(effect for effect in codes.CUSTODY.values())}
    return named | {f"{one}.text" for one in named} | plain


ENDINGS: dict[str, Iterable[str]] = {
    "basis": CHOICES["basis"],
    "bundle": TABLES,
    "charge": ("CC", "CAO"),
    "chart.map": CHOICES["count"],
    "map.left": CHOICES["count"],
    "chart.timeline": CHOICES["lanes"],
    "choice": {name for one in FORMATS for name in one.choices},
    **{f"choice.{name}": codes for one in FORMATS for name, codes in one.choices.items()},
    "choice.chart": charts.CHARTS,
    "column": {*_columns(), "how", "events", "people", "original", "kind", "language", "published", "title"},
    "confidence": CODES["confidence"],
    "count": CHOICES["count"],
    "currency": ("KZT",),
    "detained": CHOICES["show"],
    "differ": ("date", "quantity", "status", "told"),
    "event_kind": codes.EVENT_KINDS,
    "fault": ("file", "row", "column", "value", "why", "right"),
    "filter": {*FILTERS, *MENUS},
    "find": find.GROUPS,
    "headline": [name for name, _ in BECAME],
    "find.outside": CHOICES["basis"],
    "gazetteer": ("coordinates", "far", "then"),
    "group": ("in_custody", "not_known", "others"),
    "imprint": ("statements", "events", "people", "sources"),
    "later": CHOICES["basis"],
    "locator": ("line", "opening", "page", "paragraph"),
    "method": _sections(),
    "method.custody": _rules(),
    "network": ("close", "loose", "said"),
    "number.left": ("later", "not_known", "scope", "undated", "parties", "nowhere", "no_event"),
    "number.rule": counts.HEADLINES,
    "page": [path or "overview" for path in (*PAGES, *APART)],
    "present.count": counts.HEADLINES,
    "publisher_kind": CODES["publisher_kind"],
    "responsible": {f"{one}.none" for one in ("publisher", "corrections", "reply", "inclusion", "review", "omitted")},
    "reader": lexicon.WORDS,
    "romanise.by": romanise.RULES,
    "slides.layout": layouts.LAYOUTS,
    "slides.part": {*layouts.FOOTER, "body", "chart", "ctrTitle", "pic", "subTitle", "tbl", "title"},
    "sources": CODES["read_as"],
    "state": (*STATES, "none"),
    "step.single": LANGUAGES,
    "story": WORDS,
    "take": {part for one in registry.FORMATS for part in (one, f"{one}.about")},
    "take.group": registry.GROUPS,
    "tie": relations.TIES,
    "timeline": [f"by_{lanes}" for lanes in CHOICES["lanes"]],
    "timeline.sign": marks.KEY,
    "total": counts.HEADLINES,
    "twins": ("speaks_for", "speaks_against"),
    "twins.against": ("given", "father", "sex", "source", "line"),
    "twins.copy": CODES["decision"],
    "twins.decided": CODES["decision"],
    "twins.for": ("sound", "work", "event"),
    "twins.group": ("likely", "apart", "decided"),
    "value": CODES["value"],
    "workbook": ("told", "told_about", "standing", "standing_about"),
}
# Every key that a code completes somewhere.
CODED = sorted(f"{beginning}.{ending}" for beginning, endings in ENDINGS.items() for ending in endings)
