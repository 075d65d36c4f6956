"""The passages of a brief as plain words: numbers, people, statements, disagreements, places, events and method."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from esimder.exports.numbered import Numbered
from esimder.figures.palette import LIGHT, TONES
from esimder.query import counts
from esimder.query.selection import Selection
from esimder.views import cells, drilldown, lists, marks, place_marks
from esimder.views.context import Context
from esimder.views.standing_words import PersonRow

Words = dict[str, Any]
Row = Mapping[str, Any]
KNOWN = ("since", "held", "sentence", "confirmed")
_NOTHING: Words = {"words": "", "note": "", "by": "", "cites": []}


def key_numbers(context: Context, rows: Selection) -> list[Words]:
    """The headline numbers, each with its noun, its rule and what it leaves out."""
    say, day = context.say, context.say.day(context.directory.as_of)
    found = []
    for key, value in counts.totals(rows).items():
        # "30 people" stands as a large 30 above its noun, in the form that the number asks for.
        counted = say("state.in_custody") if key == "detained" else say(f"total.{key}", n=value)
        found.append(
            {
                "value": say.number(value),
                "noun": counted.replace(say.number(value), "", 1).strip(),
                "rule": say(f"number.rule.{key}", day=day),
                "left_out": drilldown.left_out(context, rows, key),
            }
        )
    return found


def _cell(context: Context, row: PersonRow, name: str, cite: Numbered) -> Words:
    """One thing that is known of a person by the day, in words, with a note, by whom it is said, and its sources."""
    say = context.say
    match name:
        case "since" if row.since:
            return _NOTHING | {
                "words": row.since_words,
                "note": row.since_note,
                "cites": cite.all([row.since_id]),
            }
        case "held" if row.held_words:
            return _NOTHING | {"words": row.held_words, "cites": cite.all([row.held_id])}
        case "sentence" if row.sentence:
            told = {"words": say.quantity(row.sentence)}
            return _NOTHING | told | {"cites": cite.all([row.sentence_id])}
        case "confirmed" if row.confirmed:
            told = {
                "words": say.observed(row.confirmed),
                "note": row.stale or row.ended,
                "by": row.confirmed_by,
            }
            return told | {"cites": cite.all(row.deciding)}
    return _NOTHING


def person(context: Context, row: PersonRow, cite: Numbered, cells: Sequence[str]) -> Words:
    """One person of a list: names, state, whether sources differ, and these cells of what is known."""
    one = row.person_id
    return {
        "name": context.directory.person(one),
        "original": context.directory.original(one),
        "tongue": context.directory.tongue(one),
        "state": context.say(f"state.{row.state}"),
        "disputed": context.say("state.conflict") if row.conflict else row.disputed,
        **{name: _cell(context, row, name, cite) for name in cells},
    }


def statement(context: Context, row: Row, cite: Numbered) -> Words:
    """One statement: when and where, what is claimed, in whose words, by which source, and what is inferred."""
    say, names = context.say, context.directory
    return {
        "when": cells.dated(context, row),
        "place": names.place(row["place_id"], row["when"]) if row["place_id"] else "",
        "value": cells.claim(context, row),
        "text": say.of(row, "text"),
        "speaker": say("statement.speaker", who=names.people(row["speaker_id"])) if row["speaker_id"] else "",
        "event": names.event(row["event_id"]) if row["event_id"] else "",
        "source": names.source(row["source_id"]),
        "cite": cite(row),
        "marks": [remark.words for remark in cells.statement_remarks(context, row)],
        "inferred": say.of(row, "inferred"),
    }


def portrait(context: Context, rows: Selection, life: Selection, one: str, cite: Numbered) -> Words:
    """A page for one person: `life` is all that is known of them by the day, `rows` what the view asks for."""
    say, names = context.say, context.directory
    found = [row for row in lists.people(context, life) if row.person_id == one and row.deciding]
    row = lists.with_sources(context, found)[0] if found else None
    facts = [{"heading": say(f"column.{name}"), **_cell(context, row, name, cite)} for name in KNOWN if row]
    shown, whole = _concerning(rows, one), _concerning(life, one)
    line = _line(context, one)
    return {
        "name": names.person(one),
        "original": names.original(one),
        "tongue": names.tongue(one),
        "occupation": say.of(names.row("people", one), "occupation"),
        "state": say(f"state.{row.state}") if row else "",
        "single": say("person.single") if row and row.families == 1 else "",
        "facts": [fact for fact in facts if fact["words"]],
        "spellings": lists.spellings(context, one),
        "line": line,
        "line_alt": f"{names.person(one)}. {say('person.line')}. {'; '.join(state['words'] for state in line)}",
        "statements_title": _whole(context, len(shown.statements), len(whole.statements)),
        "statements": [statement(context, row, cite) for row in lists.statements(context, shown)],
        "disputes": disputes(context, lists.about(life, one), cite),
    }


def _concerning(rows: Selection, one: str) -> Selection:
    """Of a choice the statements about a person, and those in which the person is reported to speak."""
    speaks = rows.statements["speaker_id"].str.split("|").map(lambda ids: one in ids)
    return replace(rows, statements=rows.statements[(rows.statements["person_id"] == one) | speaks])


def _whole(context: Context, shown: int, whole: int) -> str:
    """The heading over a person's statements: that they are all that is known by the day, or how many of it."""
    say = context.say
    return say("brief.statements_some", n=whole, shown=say.number(shown)) if shown < whole else say("person.statements")


def _line(context: Context, one: str) -> list[Words]:
    """A person's states one after the other, each with its first day and its colour on the life-line."""
    say = context.say
    states = marks.over_time(context, one).to_dict("records")
    return [
        {
            "words": f"{say('state.' + row['state'])} ({say.date(row['since'])})",
            "tone": getattr(LIGHT, TONES[row["state"]]),
        }
        for row in states
    ]


def disputes(context: Context, rows: Selection, cite: Numbered) -> list[Words]:
    """The points on which sources differ, with every statement on each."""
    return [dispute(context, point, cite) for point in lists.disputes(context, rows)]


def dispute(context: Context, point: Row, cite: Numbered) -> Words:
    """One disputed point: what it is about, what tells the sides apart, and their statements."""
    told = [statement(context, row, cite) for row in point["statements"]]
    return {"title": point["title"], "sides": point["sides"], "statements": told}


def places(context: Context, rows: Selection) -> list[Words]:
    """The places of the map with their three counts, the fullest first."""
    say = context.say
    return [
        {"name": row.name, "counts": [say.number(row.count(kind)) for kind in place_marks.COUNTED]}
        for row in place_marks.places(context, rows)
    ]


def events(context: Context, rows: Selection, cite: Numbered) -> list[Words]:
    """The events by day, each with the sources that speak of it in this view."""
    say, names = context.say, context.directory
    told = rows.statements.groupby("event_id")["statement_id"].apply(list)
    return [
        {
            "when": say.date(row["date"]),
            "title": say.of(row, "title"),
            "kind": say(f"event_kind.{row['kind']}"),
            "place": names.place(row["place_id"], row["date"]) if row["place_id"] else "",
            "inferred": say.of(row, "inferred"),
            "cites": cite.all(told[row["event_id"]]),
        }
        for row in rows.events.sort_values(["first", "event_id"]).to_dict("records")
    ]


def method(context: Context, rows: Selection, form: str) -> list[str]:
    """How the record is made and what it cannot tell, in sentences that are true of any record."""
    say, day = context.say, context.say.day(context.directory.as_of)
    shown = context.record.sources[context.record.sources["source_id"].isin(rows.statements["source_id"])]
    opening = int((shown["read_as"] == "opening").sum())
    return [
        say("method.statement.text"),
        f"{say('method.custody.text')} {say('method.custody.named.text')} {say('method.custody.undated.text')}",
        say("method.custody.unknown.text", n=context.record.settings.stale_after_days),
        say("method.custody.lost.text", n=context.record.settings.unknown_after_days),
        *([say("method.disagreement.text"), say("sources.rule")] if form == "full" else []),
        " ".join(
            [
                *([say("brief.opening", n=opening, total=say.number(len(shown)))] if opening else []),
                *([say(f"later.{context.view.basis}", n=rows.later, day=day)] if rows.later else []),
                say("method.limits.more"),
            ]
        ),
    ]
