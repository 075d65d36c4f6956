"""How to cite: a line for a source, a line for a view, and the sources as CSL-JSON for reference managers."""

import json
from typing import Any

from esimder.record.dates import span
from esimder.record.escape import bounded
from esimder.views.context import Context
from esimder.views.page import chips

_CSL_KINDS = {"news": "article-newspaper", "research": "dataset", "state": "webpage", "intergovernmental": "webpage"}


def source(context: Context, one: str) -> str:
    """Publisher, title, date, address and when it was read, in one line of the reader's language."""
    say, row = context.say, context.directory.row("sources", one)
    title = context.directory.title(one)
    title = say("quoted", text=title) if row["title_kind"] == "printed" else f"[{title}]"
    when = say.date(row["published"]) if row["published"] else say("date.unknown")
    read = say("cite.read", date=say.date(row["accessed"])) if row["accessed"] else ""
    parts = map(bounded, (row["publisher"], title, when, row["archive_url"] or row["url"], read))
    return ". ".join(part.removesuffix(".") for part in parts if part)  # a date may end in "г."


def live(context: Context, origin: str) -> str:
    """Where a view can be seen: its whole address, or in words that it stands nowhere in public, with its path."""
    path = context.href(lang=context.say.code)
    return f"{origin}{path}" if origin else context.say("cite.unplaced", address=path)


def view(context: Context, origin: str) -> str:
    """The record, its version, the reader's day, the question in words and the address, in one line; `origin` is the
    public address of this server, empty where it has none."""
    say = context.say
    title = context.record.settings.title[say.code] or say("name")
    asked = "; ".join(f"{chip['name']} {chip['value']}" for chip in chips(context)) or say("cite.everything")
    return say(
        "cite.view",
        title=title,
        version=context.record.version,
        day=say.day(context.directory.as_of),
        asked=asked,
        address=live(context, origin),
    )


def _csl_date(text: str) -> dict[str, Any] | None:
    found = span(text)
    point = found and (found.end or found.start)
    if not point:
        return None
    return {"date-parts": [[part for part in (point.year, point.month, point.day) if part]]}


def csl(context: Context) -> str:
    """Every source of the record as CSL-JSON (https://citeproc-js.readthedocs.io/), in the order of the table."""
    items = []
    for row in context.record.sources.to_dict("records"):
        item = {
            "id": row["source_id"],
            "type": _CSL_KINDS.get(row["publisher_kind"], "webpage"),
            "title": row["title"],
            "container-title": row["publisher"],
            "publisher": row["publisher"],
            "language": row["language"],
            "URL": row["url"],
            "archive_location": row["archive_url"],
            "issued": _csl_date(row["published"]),
            "accessed": _csl_date(row["accessed"]),
            "note": "title described by the record, not printed" if row["title_kind"] == "described" else "",
        }
        items.append({key: value for key, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=1)
