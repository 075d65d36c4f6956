"""The words of a brief: what it says of itself, its headings, and the words that run through its pages."""

from collections.abc import Mapping

from esimder.exports.prose import Words
from esimder.query import counts
from esimder.query.selection import Selection
from esimder.views import lists
from esimder.views.context import Context
from esimder.views.provenance import Imprint

HEADINGS = {
    "contents": "method.contents",
    "numbers": "brief.numbers",
    "map": "page.map",
    "timeline": "page.timeline",
    "events": "find.events",
    "people": "page.person",
    "disputes": "method.disagreement",
    "method": "method.title",
    "cite": "imprint.citation",
    "spellings": "person.spellings",
    "line": "person.line",
    "places": "find.places",
}
RUNNING = {
    "left_out": "number.left.title",
    "custody_rule": "detained.rule",
    "others_rule": "detained.others_rule",
    "custody_none": "detained.none",
    "named": "method.custody.named.text",
    "disputes_none": "brief.disputes_none",
    "nothing_known": "person.nothing",
    "inferred": "statement.inferred",
    "event": "statement.event",
    "source": "statement.source",
    "where": "locator.title",
    "opening": "sources.opening",
    "opening_place": "locator.opening",
    "outside": "brief.outside",
    "unset": "brief.unset",
    "empty": "empty.title",
}
COLUMNS = (
    "person", "state", "since", "held", "sentence", "confirmed", "date", "event", "kind", "place", "events", "people",
    "statements",
)  # fmt: skip


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def cover(context: Context, about: Imprint, choices: Mapping[str, str]) -> Words:
    """What a brief says of itself: on its first page, on every page, and in its metadata."""
    say = context.say
    day, version = say("person.known", day=say.day(about.as_of)), say("imprint.version", version=about.version)
    most = 400 if choices["form"] == "short" else 10_000  # letters: two pages are two whatever was asked
    lines = {code: {"heading": line.heading, "words": _cut(line.words, most)} for code, line in about.lines.items()}
    return {
        **choices,
        "lang": say.code,
        "name": say("name"),
        "title": _cut(about.heading, most // 3),
        "of": _cut(about.title, most // 3) if about.subject else "",
        "head": _cut(about.heading, 80),
        "document": say("brief.title", title=about.heading),
        "intro": say.of({f"intro_{code}": text for code, text in context.record.settings.intro.items()}, "intro"),
        "empty": not about.shown["statements"][0],
        "link": about.link,
        "place": about.live,
        "citation": about.citation,
        "imprint": [line for code, line in lines.items() if code not in ("record", "question", "link")],
        "question": lines["question"],
        "live": lines["link"],
        "about": "\n".join(about.sentences),
        "keywords": [about.question, day, version, about.licence],
        "day": day,
        "edition": f"{say.day(about.changed)}, {version}" if about.changed else version,
    }


def words(context: Context, rows: Selection) -> dict[str, str]:
    """The headings and the running words of the template; it puts numbers of its own where braces stand."""
    say, totals, day = context.say, counts.totals(rows), context.say.day(context.directory.as_of)
    return {
        **{name: say(key) for name, key in (HEADINGS | RUNNING).items()},
        **{f"column_{name}": say(f"column.{name}") for name in COLUMNS},
        "known": say("person.known", day=day),
        "custody": lists.held(context, rows),
        "others": say("detained.others", n=totals["people"] - len(rows.held.named)),
        "sources": say("sources.title", n=totals["sources"]),
        "some": say("brief.some", total=say.number(totals["sources"])),
        "page": say("brief.page", page="{page}", pages="{pages}"),
        "figure": say("brief.figure", at="{at}"),
        "more": say("brief.more", rest="{rest}"),
        "rest": say("brief.rest", rest="{rest}"),
        "continued": say("brief.continued", title="{title}"),
        "cited": say("brief.cited", number="{number}", total=say.number(totals["sources"])),
        "latest": say("brief.latest", number="{number}", total="{total}"),
    }
