"""A view as linked data: JSON-LD in the terms of schema.org, with what these lack in terms of the record's own.

Terms and ids are names: nothing needs to be fetched to read the file, and the context stands in it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from esimder.exports import licences
from esimder.exports.making import Format, Steps
from esimder.exports.tables.cells import Row, as_json, ends, filled, in_languages, parts, point_of
from esimder.exports.tables.tables import listed, tables
from esimder.query import counts
from esimder.query.selection import select
from esimder.record import schema
from esimder.record.check import other_names
from esimder.record.schema import LANGUAGES, TABLES, Column
from esimder.views import lists
from esimder.views.context import Context
from esimder.views.provenance import Imprint, imprint

_BY_LANGUAGE = ("name", "description", "text", "jobTitle")
_LINKS = ("about", "author", "isPartOf", "location", "subjectOf", "record:deciding")


def _term(column: Column) -> str:
    """The record's own term for a column: `differs_from` is `record:differsFrom`, `place_id` is `record:place`."""
    first, *rest = column.key.removesuffix("_id").split("_")
    return f"record:{first}{''.join(word.capitalize() for word in rest)}"


def _exported() -> Iterator[Column]:
    for table in TABLES:
        yield from schema.shown(table, "export")


_PARTIES = {"person": "Person", "organisation": "Organization", "group": "record:Group"}
_PAGES = {"news": "NewsArticle", "research": "Report"}
_KINDS = {"sources": "source", "places": "place", "people": "person", "events": "event", "statements": "statement"}


def vocabulary() -> dict[str, Any]:
    """The context of the file: which of its terms hold texts by language, and which hold ids."""
    texts = [_term(column) for column in _exported() if column.stem]
    links = [_term(column) for column in _exported() if column.type in ("ref", "refs")]
    return {
        "@version": 1.1,
        "@vocab": "https://schema.org/",
        "record": "urn:esimder:terms:",
        "id": "@id",
        "type": "@type",
        **{term: {"@container": "@language"} for term in (*_BY_LANGUAGE, *texts)},
        **{term: {"@type": "@id"} for term in (*_LINKS, *links)},
    }


def name_of(table: str, one: str) -> str:
    """The name by which the file refers to a row of a table."""
    return f"urn:esimder:{_KINDS[table]}:{one}" if one else ""


def _value(column: Column, row: Row) -> object:
    if column.stem:
        return in_languages(row, column.stem)
    cell = row[column.name]
    match column.type:
        case "ref":
            return name_of(column.of, cell)
        case "refs":
            return [name_of(column.of, part) for part in parts(cell)]
        case "list":
            return parts(cell)
        case "number":
            return float(cell) if cell else None
    return cell


def _own_terms(table: str, row: Row) -> dict[str, object]:
    """The columns that are declared for export in terms of the record's own, and whether the view shows the row."""
    values = {_term(column): _value(column, row) for column in schema.shown(table, "export")}
    return values | {"record:shown": row["shown"] == "yes"}


def _dataset(context: Context, about: Imprint) -> dict[str, Any]:
    """What the file is: the imprint, in the words of the reader."""
    code = context.say.code
    totals = counts.totals(select(context.record, context.view))
    return filled(
        {
            "id": f"urn:esimder:view:{about.stem}",
            "type": "Dataset",
            "name": {
                one: context.record.settings.title[one] for one in LANGUAGES if context.record.settings.title[one]
            },
            "description": {code: "\n".join(about.sentences)},
            "record:question": about.question,
            "record:asOf": about.as_of.isoformat(),
            "record:basis": context.view.basis,
            "version": about.version,
            "dateModified": about.changed.isoformat() if about.changed else "",
            "license": licences.address(about.licence) or about.licence,
            "citation": about.citation,
            "url": about.link,
            "record:counts": {f"record:{name}": value for name, value in totals.items()},
            "record:rows": {
                f"record:{table}": {"record:shown": one, "record:total": whole}
                for table, (one, whole) in about.shown.items()
            },
        }
    )


def _source(row: Row) -> dict[str, Any]:
    printed = row["title_kind"] == "printed"
    return filled(
        {
            "id": name_of("sources", row["source_id"]),
            "type": _PAGES.get(row["publisher_kind"], "WebPage"),
            "name": {row["language"]: row["title"]} if printed else "",
            "description": in_languages(row, "described") or ({"en": row["title"]} if not printed else ""),
            "publisher": {"type": "Organization", "name": {"@none": row["publisher"], **in_languages(row, "called")}},
            "url": row["url"],
            "archivedAt": row["archive_url"],
            "inLanguage": row["language"],
            "datePublished": point_of(row["published"]),
            "sha256": row["sha256"],
            **_own_terms("sources", row),
        }
    )


def _place(row: Row) -> dict[str, Any]:
    drawn = bool(row["lat"])
    point = {"latitude": float(row["lat"]), "longitude": float(row["lon"])} if drawn else {}
    return filled(
        {
            "id": name_of("places", row["place_id"]),
            "type": "Place",
            "name": in_languages(row, "name"),
            "geo": {"type": "GeoCoordinates", **point} if drawn else None,
            "address": {"type": "PostalAddress", "addressCountry": row["country"]},
            "record:otherName": [
                {"record:date": when, "name": names} for when, names in other_names(row["other_names"])
            ],
            **_own_terms("places", row),
        }
    )


def _person(row: Row, told: Mapping[str, list[str]], standing: Mapping[str, Any]) -> dict[str, Any]:
    one = row["person_id"]
    return filled(
        {
            "id": name_of("people", one),
            "type": _PARTIES[row["kind"]],
            "name": in_languages(row, "name"),
            "alternateName": parts(row["aliases"]),
            "jobTitle" if row["kind"] == "person" else "description": in_languages(row, "occupation"),
            "record:standing": standing.get(one),
            "subjectOf": told.get(one),
            **_own_terms("people", row),
        }
    )


def _event(row: Row, told: Mapping[str, list[str]]) -> dict[str, Any]:
    start, end = ends(row["date"])
    return filled(
        {
            "id": name_of("events", row["event_id"]),
            "type": "Event",
            "name": in_languages(row, "title"),
            "description": in_languages(row, "summary"),
            "startDate": start,
            "endDate": end,
            "location": name_of("places", row["place_id"]),
            "subjectOf": told.get(row["event_id"]),
            **_own_terms("events", row),
        }
    )


def _claim(row: Row) -> dict[str, Any]:
    """A statement: what it claims, about whom and what, who said it, and where in which source it stands."""
    about = [name_of("people", row["person_id"]), name_of("events", row["event_id"])]
    where = {"type": "CreativeWork", "isPartOf": name_of("sources", row["source_id"]), "position": row["locator"]}
    return filled(
        {
            "id": name_of("statements", row["statement_id"]),
            "type": "Claim",
            "text": in_languages(row, "text"),
            "about": [one for one in about if one],
            "author": [name_of("people", one) for one in parts(row["speaker_id"])],
            "appearance": where,
            **_own_terms("statements", row),
        }
    )


def _standings(context: Context) -> dict[str, dict[str, Any]]:
    """What is known of the individuals of a view as of its day, and by which statements."""
    rows = select(context.record, context.view)
    return {
        row.person_id: filled(
            {
                "record:state": row.state,
                "record:asOf": rows.as_of.isoformat(),
                "record:since": row.since,
                "record:confirmed": row.confirmed,
                "record:deciding": [name_of("statements", one) for one in row.deciding],
            }
        )
        for row in lists.people(context, rows)
    }


def _graph(context: Context, about: Imprint) -> Iterator[dict[str, Any]]:
    found = listed(tables(context))
    told: dict[str, dict[str, list[str]]] = {"person_id": {}, "event_id": {}}
    for row in found["statements"]:
        for column, claims in told.items():
            claims.setdefault(row[column], []).append(name_of("statements", row["statement_id"]))
    yield _dataset(context, about)
    yield from map(_source, found["sources"])
    yield from map(_place, found["places"])
    standing = _standings(context)
    yield from (_person(row, told["person_id"], standing) for row in found["people"])
    yield from (_event(row, told["event_id"]) for row in found["events"])
    yield from map(_claim, found["statements"])


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """The graph of a view; the dataset itself, with the imprint, is its first node."""
    yield "step.tables"
    about = imprint(context, origin)
    graph = list(_graph(context, about))
    yield "step.file"
    return as_json({"@context": vocabulary(), "@graph": graph}).encode()


FORMAT = Format("linked", "jsonld", "application/ld+json", make)
