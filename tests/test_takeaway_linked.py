"""JSON-LD, GeoJSON and FollowTheMoney, read by libraries of their own: the numbers of the screen, and every source."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import geojson
import pytest
import rdflib
from pyld import jsonld

from esimder.exports.tables.cells import ends, point_of
from esimder.query import counts
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.views.provenance import imprint
from tests.once import ORIGIN
from tests.record import context, hostile, shipped
from tests.taken import HOSTILE, VIEWS, numbers, taken

SCHEMA, RECORD = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("urn:esimder:terms:")
SOME = VIEWS[::3]


def graph(content: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format="json-ld")


def nodes(found: rdflib.Graph, kind: rdflib.URIRef) -> set[Any]:
    """Nodes of a kind that the view shows."""
    shown = set(found.subjects(RECORD.shown, rdflib.Literal(True)))
    return {one for one in found.subjects(rdflib.RDF.type, kind) if one in shown}


@pytest.mark.parametrize("view", SOME, ids=str)
def test_linked_data_hold_the_numbers_of_the_screen(view: dict[str, Any]) -> None:
    here = context(**view)
    found = graph(taken("linked", here))
    people = nodes(found, SCHEMA.Person)
    held = {one for one in people if (found.value(one, RECORD.standing), RECORD.state, None) in found}
    inside = rdflib.Literal("in_custody")
    assert {
        "people": len(people),
        "detained": sum(found.value(found.value(one, RECORD.standing), RECORD.state) == inside for one in held),
        "events": len(nodes(found, SCHEMA.Event)),
        "places": len(nodes(found, SCHEMA.Place)),
        "statements": len(nodes(found, SCHEMA.Claim)),
        "sources": sum(len(nodes(found, SCHEMA[kind])) for kind in ("NewsArticle", "Report", "WebPage")),
    } == numbers(here)


def test_linked_data_are_read_without_asking_any_host() -> None:
    def refused(address: str, _options: object) -> None:
        raise AssertionError(address)

    read = jsonld.expand(json.loads(taken("linked", context())), {"documentLoader": refused})
    assert len(read) > 400


def test_every_claim_names_its_source_and_where_in_it() -> None:
    found = graph(taken("linked", context()))
    claims = set(found.subjects(rdflib.RDF.type, SCHEMA.Claim))
    sources = {found.value(found.value(one, SCHEMA.appearance), SCHEMA.isPartOf) for one in claims}
    assert claims and all(found.value(found.value(one, SCHEMA.appearance), SCHEMA.position) for one in claims)
    assert all((source, rdflib.RDF.type, None) in found for source in sources)


def test_a_claim_that_a_source_reports_keeps_its_speaker() -> None:
    found = graph(taken("linked", context()))
    rows = select(shipped(), context().view).statements
    spoken = rows[rows["speaker_id"] != ""]
    assert spoken["speaker_id"].str.contains("|", regex=False).any(), "of two speakers both are kept"
    for row in spoken.to_dict("records"):
        authors = set(found.objects(rdflib.URIRef(f"urn:esimder:statement:{row['statement_id']}"), SCHEMA.author))
        assert authors == {rdflib.URIRef(f"urn:esimder:person:{one.strip()}") for one in row["speaker_id"].split("|")}


def test_names_stand_in_three_languages() -> None:
    found = graph(taken("linked", context()))
    people = set(found.subjects(rdflib.RDF.type, SCHEMA.Person))
    assert len(people) >= numbers(context())["people"]
    for one in people:
        names = [name for name in found.objects(one, SCHEMA.name) if isinstance(name, rdflib.Literal)]
        assert {name.language for name in names} == set(LANGUAGES)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_place_is_a_point_or_is_said_to_be_none(view: dict[str, Any]) -> None:
    here = context(**view)
    found = geojson.loads(taken("places", here).decode())
    assert found.is_valid
    everywhere = [*(feature["properties"] for feature in found["features"]), *found["undrawn"]]
    assert len(everywhere) == numbers(here)["places"]
    told = counts.by_place(select(here.record, here.view), "statements")
    assert {one["place_id"]: one["statements"] for one in everywhere if one["statements"]} == dict(told)
    for one in everywhere:
        assert len(one["statement_ids"]) == len(one["told"]) == one["statements"]
        assert all(row["locator"] and row["source_id"] in found["sources"] for row in one["told"])
    assert all(one["name"] in found["note"] for one in found["undrawn"])


def test_a_point_lies_where_the_record_says_longitude_first() -> None:
    found = geojson.loads(taken("places", context()).decode())
    points = {feature["id"]: tuple(feature["geometry"]["coordinates"]) for feature in found["features"]}
    assert points["aktau"] == (51.1739, 43.6611)


# What the model of FollowTheMoney says of the schemata that we use. Its own library needs a compiler to be installed.
MODELS = Path(__file__).parent / "models"
MODEL: dict[str, Any] = json.loads((MODELS / "followthemoney.json").read_text("utf-8"))["schemata"]


def _is_day(value: str) -> bool:
    """A year, a month or a day, as the model writes them."""
    year, *rest = value.split("-")
    try:
        date(int(year), *(int(part) for part in [*rest, "1", "1"][:2]))
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", value))


HOLDS: dict[str, Callable[[str], object]] = {
    "date": _is_day,
    "country": re.compile(r"[a-z]{2}").fullmatch,
    "language": re.compile(r"[a-z]{3}").fullmatch,
    "url": re.compile(r"https?://[^\s]+").fullmatch,
    "number": float,
}


def held(kind: dict[str, Any], value: str) -> bool:
    """Whether a value is of the type that the model gives its property."""
    return isinstance(value, str) and bool(value) and bool(HOLDS.get(kind["type"], len)(value))


def entities(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode().splitlines()]


@pytest.mark.parametrize("view", SOME, ids=str)
def test_every_entity_holds_by_the_model_and_refers_to_entities_that_are_there(view: dict[str, Any]) -> None:
    found = entities(taken("entities", context(**view)))
    ids = {one["id"] for one in found}
    kinds = {one["id"]: one["schema"] for one in found}
    assert len(ids) == len(found)
    for one in found:
        schema = MODEL[one["schema"]]
        assert set(schema["required"]) <= set(one["properties"]) <= set(schema["properties"]), one["id"]
        for name, values in one["properties"].items():
            kind = schema["properties"][name]
            assert values and all(held(kind, value) for value in values), (one["id"], name, values)
            assert kind["type"] != "entity" or set(values) <= ids
            if kind["type"] == "entity":
                assert all(kind["range"] in MODEL[kinds[value]]["is"] for value in values), (one["id"], name)
        assert "topics" not in one["properties"]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_entities_hold_the_numbers_of_the_screen(view: dict[str, Any]) -> None:
    here = context(**view)
    found, told = entities(taken("entities", here)), numbers(here)
    notes = [one["properties"] for one in found if one["schema"] == "Note"]
    assert sum("shown: yes" in one["keywords"] for one in notes) == told["statements"]
    assert sum({"standing", "in_custody"} <= set(one["keywords"]) for one in notes) == told["detained"]
    assert all(one["proof"] for one in notes)
    assert found[0]["properties"]["summary"] == [imprint(here, ORIGIN).question]
    assert found[0]["properties"]["sourceUrl"] == [imprint(here, ORIGIN).link]


def test_nobody_is_involved_in_an_event_for_being_named_there() -> None:
    found = {one["id"]: one["properties"] for one in entities(taken("entities", context()))}
    told = shipped().statements
    looked_at = 0
    for row in told[told["value"] == "release_demanded"].to_dict("records"):
        others = told[(told["person_id"] == row["person_id"]) & (told["event_id"] == row["event_id"])]
        if not others["value"].isin(("took_part", "spoke", "observed", "visited")).any():
            event = found[f"esimder-event-{row['event_id']}"]
            assert f"esimder-person-{row['person_id']}" not in event.get("involved", [])
            looked_at += 1
    assert looked_at
    assert any(event.get("involved") for one, event in found.items() if one.startswith("esimder-event-"))


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("code", ["linked", "places", "entities"])
def test_hostile_words_stay_words(code: str, cell: str) -> None:
    content = taken(code, context(record=hostile(cell), kind=("meeting",)))
    assert b"<" not in content
    lines = content.decode().splitlines() if code == "entities" else [content.decode()]
    assert cell in json.dumps([json.loads(line) for line in lines], ensure_ascii=False).replace("\\n", "\n").replace(
        '\\"', '"'
    )


@pytest.mark.parametrize(
    ("edtf", "two", "one"),
    [
        ("2019-04-08", ("2019-04-08", "2019-04-08"), "2019-04-08"),
        ("2019-04", ("2019-04", "2019-04"), "2019-04"),
        ("2016/2021-05", ("2016", "2021-05"), ""),
        ("../2018", ("", "2018"), ""),
        ("2019-04/..", ("2019-04", ""), ""),
        ("2018?", ("", ""), ""),
        ("", ("", ""), ""),
    ],
)
def test_a_date_becomes_no_more_exact_or_certain_than_it_is(edtf: str, two: tuple[str, str], one: str) -> None:
    assert (ends(edtf), point_of(edtf)) == (two, one)
