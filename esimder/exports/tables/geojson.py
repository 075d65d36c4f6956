"""The places of a view as GeoJSON (RFC 7946), each with its counts and with the statements that stand behind it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from esimder.exports import licences
from esimder.exports.making import Format, Steps
from esimder.exports.tables.cells import as_json, filled, in_languages
from esimder.query.selection import select
from esimder.views import citation, place_marks
from esimder.views.context import Context
from esimder.views.place_marks import PlaceCounts
from esimder.views.provenance import Imprint, imprint


def _about(about: Imprint) -> dict[str, Any]:
    """The imprint as members of the collection, which RFC 7946 calls foreign and readers pass over."""
    return filled(
        {
            "title": about.title,
            "question": about.question,
            "as_of": about.as_of.isoformat(),
            "version": about.version,
            "changed": about.changed.isoformat() if about.changed else "",
            "shown": {table: {"shown": one, "total": whole} for table, (one, whole) in about.shown.items()},
            "licence": about.licence,
            "licence_url": licences.address(about.licence),
            "citation": about.citation,
            "link": about.link,
            "imprint": about.sentences,
        }
    )


def _told(statements: pd.DataFrame) -> list[dict[str, str]]:
    """The statements behind a place, each with its source and where in it."""
    columns = ["statement_id", "source_id", "locator"]
    return [dict(zip(columns, line, strict=True)) for line in statements[columns].itertuples(index=False, name=None)]


def _properties(context: Context, counted: PlaceCounts) -> dict[str, Any]:
    """What a view says of a place: its names, its counts as on the map, and the statements and events behind them."""
    rows, one = select(context.record, context.view), counted.place_id
    place, told = context.directory.row("places", one), rows.statements[rows.statements["at"] == one]
    return {
        "place_id": one,
        "name": counted.name,
        **{f"name_{code}": name for code, name in in_languages(place, "name").items()},
        "kind": place["kind"],
        "country": place["country"],
        **{what: counted.count(what) for what in place_marks.COUNTED},
        "event_ids": rows.events.loc[rows.events["place_id"] == one, "event_id"].tolist(),
        "statement_ids": told["statement_id"].tolist(),
        "told": _told(told),
        "source_ids": list(dict.fromkeys(told["source_id"])),
    }


def _feature(context: Context, properties: dict[str, Any]) -> dict[str, Any]:
    place = context.directory.row("places", properties["place_id"])
    return {
        "type": "Feature",
        "id": properties["place_id"],
        "geometry": {"type": "Point", "coordinates": [float(place["lon"]), float(place["lat"])]},
        "properties": properties,
    }


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """Every place of a view: those with coordinates as points, the others by name, for none is left out in silence."""
    yield "step.tables"
    about, say = imprint(context, origin), context.say
    found = [_properties(context, one) for one in place_marks.places(context, select(context.record, context.view))]
    lat = {one["place_id"]: context.directory.row("places", one["place_id"])["lat"] for one in found}
    undrawn = [one for one in found if lat[one["place_id"]] != lat[one["place_id"]]]
    yield "step.file"
    names = ", ".join(one["name"] for one in undrawn)
    whole = {
        "type": "FeatureCollection",
        **_about(about),
        "note": say("places.undrawn", places=names) if undrawn else say("places.all_drawn"),
        "undrawn": undrawn,
        "sources": {one: citation.source(context, one) for one in about.sources},
        "features": [_feature(context, one) for one in found if one not in undrawn],
    }
    return as_json(whole).encode()


FORMAT = Format("places", "geojson", "application/geo+json", make)
