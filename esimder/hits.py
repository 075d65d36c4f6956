"""What the search box is told: the hits of a search from a view, each with where it leads."""

from typing import Any

from esimder import find
from esimder.page import Frame


def found(frame: Frame, asked: str) -> list[dict[str, Any]]:
    """The hits of a search from a view: groups with their names and, of each hit, title, what matched and address."""
    groups = find.hits(
        frame.record, frame.say, asked, exact=frame.view.spelling == "exact", later=frame.view.scope == "all"
    )
    return [
        {
            "name": f"{group.title} · {frame.say.number(group.count)}",
            "hits": [{"title": hit.title, "why": hit.why[1], "href": _leads(frame, hit)} for hit in group.hits],
        }
        for group in groups
    ]


def _leads(frame: Frame, hit: find.Hit) -> str:
    """Where a hit leads: people, organisations and sources to their pages, places and events into the view."""
    plain = {"q": "", "number": ""}
    match hit.table:
        case "people":
            return frame.href("person", person=(hit.id,), **plain)
        case "sources":
            return frame.href("sources", source=(hit.id,), **plain)
        case "places":
            return frame.href("map" if frame.path in ("person", "method") else frame.path, place=(hit.id,), **plain)
        case "events":
            return frame.href(
                "timeline" if frame.path in ("person", "method") else frame.path, event=(hit.id,), **plain
            )
    row = frame.directory.statement(hit.id)
    chosen_one = {"event": (row["event_id"],)} if row["event_id"] else {"person": (row["person_id"],)}
    return frame.href("timeline", **chosen_one, **plain)
