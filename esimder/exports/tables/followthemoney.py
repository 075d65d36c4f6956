"""A view as entities of FollowTheMoney, one on each line, for tools that read its model.

A person named in the record is nobody's suspect: no entity carries a topic, and a link says what a source states, not
more.
"""

from collections.abc import Iterable, Iterator, Mapping

from esimder.exports.making import Format, Steps
from esimder.exports.tables.cells import Row, as_json, ends, in_languages, parts, point_of
from esimder.exports.tables.tables import listed, tables
from esimder.query.selection import select
from esimder.record import schema
from esimder.record.codes import PRESENT
from esimder.record.schema import Column
from esimder.rules.standing import Standing
from esimder.views import cells, citation, lists
from esimder.views.context import Context
from esimder.views.provenance import Imprint, imprint

_PARTIES = {"person": "Person", "organisation": "Organization", "group": "LegalEntity"}
# The model wants ISO 639-3 where the record has 639-1; another language is left unknown rather than guessed.
_TONGUES = {"kk": "kaz", "ru": "rus", "en": "eng", "fr": "fra", "de": "deu", "it": "ita", "pl": "pol", "mt": "mlt"}
_KINDS = {"sources": "source", "people": "person", "events": "event", "statements": "statement"}

# Columns that have a property of the model, or that only the tables hold.
_ELSEWHERE = ("kind", "value", "place_id", "charge", "scope", "name_printed", "differs_from")


def name_of(table: str, one: str) -> str:
    """The id of the entity that stands for a row of a table."""
    return f"esimder-{_KINDS[table]}-{one}" if one else ""


def _entity(one: str, schema: str, **values: Iterable[str] | str) -> dict[str, object]:
    """An entity with the values that are there; a value may be one text or several."""
    told = {name: [value] if isinstance(value, str) else list(dict.fromkeys(value)) for name, value in values.items()}
    kept = {name: [value for value in some if value] for name, some in told.items()}
    return {"id": one, "schema": schema, "properties": {name: some for name, some in kept.items() if some}}


def _file(about: Imprint) -> dict[str, object]:
    """The file itself, with the imprint: the first line."""
    return _entity(
        f"esimder-view-{about.stem}",
        "Document",
        fileName=f"{about.stem}.ftm.json",
        title=about.title,
        name=about.title,
        summary=about.question,
        description=about.sentences,
        date=about.as_of.isoformat(),
        publisher="Esimder",
        sourceUrl=about.link,
    )


def _source(context: Context, row: Row) -> dict[str, object]:
    return _entity(
        name_of("sources", row["source_id"]),
        "Article",
        title=row["title"],
        name=row["title"],
        publisher=row["publisher"],
        publishedAt=point_of(row["published"]),
        retrievedAt=point_of(row["accessed"]),
        language=_TONGUES.get(row["language"], ""),
        sourceUrl=row["url"],
        description=citation.source(context, row["source_id"]),
        notes=in_languages(row, "note").values(),
    )


def _sourced(told: Iterable[Row], pages: Mapping[str, Row]) -> dict[str, list[str]]:
    """Where what an entity says is stated: the documents, their addresses and their publishers."""
    ids = list(dict.fromkeys(row["source_id"] for row in told))
    return {
        "proof": [name_of("sources", one) for one in ids],
        "sourceUrl": [pages[one]["url"] for one in ids],
        "publisher": [pages[one]["publisher"] for one in ids],
    }


def _person(row: Row, sourced: Mapping[str, list[str]]) -> dict[str, object]:
    names, work = in_languages(row, "name").values(), in_languages(row, "occupation").values()
    said = {"position" if row["kind"] == "person" else "summary": work}
    return _entity(
        name_of("people", row["person_id"]),
        _PARTIES[row["kind"]],
        name=names,
        alias=parts(row["aliases"]),
        **said,
        **sourced,
    )


def _event(context: Context, row: Row, told: Iterable[Row], sourced: Mapping[str, list[str]]) -> dict[str, object]:
    """An event; involved are those who by some source took part in it, and not all who are named there."""
    start, end = ends(row["date"])
    there = [one["person_id"] for one in told if one["value"] in PRESENT]
    return _entity(
        name_of("events", row["event_id"]),
        "Event",
        name=in_languages(row, "title").values(),
        summary=in_languages(row, "summary").values(),
        notes=[*in_languages(row, "inferred").values(), context.say.date(row["date"])],
        startDate=start,
        endDate=end,
        recordId=row["event_id"],
        location=context.directory.place(row["place_id"], row["date"]) if row["place_id"] else "",
        keywords=row["kind"],
        involved=(name_of("people", one) for one in there),
        **sourced,
    )


def _note(context: Context, column: Column, row: Row) -> str:
    words = cells.worded(context, column, row)
    if column.name == "date" and not row["date"]:
        words = context.say("statement.undated")
    if column.name == "confidence" or not words:
        return words
    return f"{context.say(f'column.{column.key}')}: {words}"


def _statement(context: Context, row: Row, sourced: Mapping[str, list[str]]) -> dict[str, object]:
    """A statement as a note on whom and what it is about, with who says it and where in the source it stands."""
    say, names = context.say, context.directory
    speaker = say("statement.speaker", who=names.people(row["speaker_id"])) if row["speaker_id"] else ""
    about = (name_of("people", row["person_id"]), name_of("events", row["event_id"]))
    columns = [column for column in schema.shown("statements", "export") if column.name not in _ELSEWHERE]
    notes = [f"{say('column.locator')}: {names.locator(row['locator'])}"]
    notes += [_note(context, column, row) for column in columns]
    return _entity(
        name_of("statements", row["statement_id"]),
        "Note",
        name=say(f"value.{row['value']}"),
        description=in_languages(row, "text").values(),
        notes=(*notes, speaker),
        keywords=(row["kind"], row["value"], row["scope"], *parts(row["charge"]), f"shown: {row['shown']}"),
        entity=about,
        **sourced,
    )


def _link(context: Context, row: Row, sourced: Mapping[str, list[str]]) -> dict[str, object]:
    """What a statement says of a person in an event, as a link between the two."""
    start, end = ends(row["date"])
    return _entity(
        f"esimder-link-{row['statement_id']}",
        "UnknownLink",
        subject=name_of("people", row["person_id"]),
        object=name_of("events", row["event_id"]),
        role=context.say(f"value.{row['value']}"),
        startDate=start,
        endDate=end,
        recordId=row["statement_id"],
        summary=context.directory.locator(row["locator"]),
        description=in_languages(row, "text").values(),
        **sourced,
    )


def _standing(context: Context, row: Standing, told: Iterable[Row], pages: Mapping[str, Row]) -> dict[str, object]:
    """What is known of a person as of the reader's day, by the statements that decide it."""
    say, day, state = context.say, context.directory.as_of, row.state
    return _entity(
        f"esimder-standing-{row.person_id}",
        "Note",
        name=f"{say('column.state')}: {say(f'state.{state}')}",
        description=say("person.known", day=say.day(day)),
        keywords=("standing", state, f"as of {day}"),
        entity=name_of("people", row.person_id),
        **_sourced(told, pages),
    )


def _entities(context: Context, about: Imprint) -> Iterator[dict[str, object]]:
    found = listed(tables(context))
    pages, told = {row["source_id"]: row for row in found["sources"]}, found["statements"]
    by_id = {row["statement_id"]: row for row in told}
    yield _file(about)
    yield from (_source(context, row) for row in found["sources"])
    for row in found["people"]:
        own = [one for one in told if row["person_id"] in (one["person_id"], *parts(one["speaker_id"]))]
        yield _person(row, _sourced(own, pages))
    for row in found["events"]:
        own = [one for one in told if one["event_id"] == row["event_id"]]
        yield _event(context, row, own, _sourced(own, pages))
    for row in told:
        sourced = _sourced([row], pages)
        yield _statement(context, row, sourced)
        if row["person_id"] and row["event_id"]:
            yield _link(context, row, sourced)
    for standing in lists.people(context, select(context.record, context.view)):
        if standing.deciding:
            yield _standing(context, standing, [by_id[one] for one in standing.deciding], pages)


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """Sources, people, events, statements, links and standings of a view; the file itself comes first."""
    yield "step.tables"
    about = imprint(context, origin)
    found = list(_entities(context, about))
    yield "step.file"
    return "".join(f"{as_json(one, indent=None)}\n" for one in found).encode()


FORMAT = Format("entities", "ftm.json", "application/json+ftm", make)
