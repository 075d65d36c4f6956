"""The lists of a page: people with their standing, statements, sources, and the points on which sources differ."""

from dataclasses import dataclass, replace
from typing import Any

from esimder.query import counts
from esimder.query.selection import Selection
from esimder.record.codes import STATE_OF
from esimder.record.load import rows
from esimder.record.spellings import spellings as every_spelling
from esimder.rules.disputes import exclusive
from esimder.rules.standing import Standing
from esimder.views.context import Context
from esimder.views.standing_words import PersonRow, in_words


@dataclass(frozen=True)
class ByCustody:
    """The people of a choice: who is in custody on the reader's day (whom the period does not name is `unnamed`), and
    the others, by name."""

    inside: list[PersonRow]
    outside: list[PersonRow]

    @property
    def unknown(self) -> list[PersonRow]:
        """Those outside whose status is no longer known: they are counted apart."""
        return [row for row in self.outside if row.state == "not_known"]

    @property
    def others(self) -> list[PersonRow]:
        """Those outside of whom something else is known, or nothing was ever stated."""
        return [row for row in self.outside if row.state != "not_known"]

    def of(self, who: str) -> list[PersonRow]:
        """One of the three lists of the page of the detained, by its code (View.who)."""
        return {"detained": self.inside, "unknown": self.unknown, "others": self.others}[who]


def by_custody(context: Context, selection: Selection) -> ByCustody:
    """The people of a choice, parted by whether they are in custody; every list of them that is parted is this one."""
    outside = [standing for standing in counts.standings(selection) if not standing.in_custody]
    inside = counts.standings(selection, selection.held.inside)
    return ByCustody(_in_words(context, selection, inside), _in_words(context, selection, outside))


def aged(people: list[PersonRow]) -> int:
    """How many of these people's statuses nobody confirmed for long before the reader's day."""
    return sum(bool(row.stale) for row in people)


def people(context: Context, selection: Selection) -> list[PersonRow]:
    """The individuals of a choice with their standing in words; by name."""
    return _in_words(context, selection, counts.standings(selection))


def total(context: Context, selection: Selection, key: str) -> str:
    """A headline number (see counts.totals) in words; of those in custody also how many the period names."""
    say, day = context.say, context.say.day(selection.as_of)
    told = _of_held(context, selection) if key == "detained" else ""
    return told or say(f"total.{key}", n=counts.totals(selection)[key], day=day)


def held(context: Context, selection: Selection) -> str:
    """How many are in custody on the day, as a heading says it, and how many of them the period names."""
    say, n = context.say, len(selection.held.inside)
    return _of_held(context, selection) or say("detained.title", n=n, day=say.day(selection.as_of))


def _of_held(context: Context, selection: Selection) -> str:
    """How many of those in custody the period names, where it does not name them all; else nothing."""
    say, everyone, named = context.say, len(selection.held.inside), len(selection.held.named)
    fields = {"named": say.number(named), "day": say.day(selection.as_of)}
    return say("detained.named", n=everyone, **fields) if named < everyone else ""


def _in_words(context: Context, selection: Selection, standings: list[Standing]) -> list[PersonRow]:
    by_name = sorted(standings, key=lambda standing: context.directory.order(standing.person_id))
    return [in_words(context, selection, standing) for standing in by_name]


def detail(context: Context, selection: Selection) -> dict[str, Any] | None:
    """What the reader selected, in words, with every statement behind it; None if nothing is selected.

    `title` names the events and places; `picked` are the rows of the chosen people, with their standing where they are
    individuals; of chosen places `here` are the events there and `elsewhere` others that statements about them name.
    """
    view, say, names = context.view, context.say, context.directory
    if not (view.event or view.place or view.person):
        return None
    dated = selection.events.sort_values("first")
    there = dated["place_id"].isin(view.place)
    found: dict[str, Any] = {
        "title": " · ".join([*map(names.event, view.event), *map(names.place, view.place)]),
        "picked": _picked(context, selection),
        "summary": "",
        "inferred": "",
        "statements": statements(context, selection),
        "voices": counts.voices(selection.statements),
        "disputes": disputes(context, selection),
        "here": dated[there].to_dict("records") if view.place else [],
        "elsewhere": dated[~there].to_dict("records") if view.place else [],
    }
    if len(view.event) == 1:
        row = names.row("events", view.event[0])
        found |= {"summary": say.of(row, "summary"), "inferred": say.of(row, "inferred")}
    return found


def _picked(context: Context, selection: Selection) -> list[PersonRow]:
    """The chosen people in the order of the view; of those who are no individuals only who they are."""
    if not context.view.person:
        return []
    rows = {row.person_id: row for row in with_sources(context, people(context, selection))}
    return [rows.get(person_id) or PersonRow(person_id, state="") for person_id in context.view.person]


def statements(context: Context, selection: Selection) -> list[dict[str, Any]]:
    """The statements of a choice by day, one with an open beginning by its end, the undated last."""
    told = rows(context.record, "statements")
    return sorted(
        (told[one] for one in selection.statements["statement_id"]),
        key=lambda row: (row["placed"], row["last"], row["statement_id"]),
    )


def about(selection: Selection, person_id: str) -> Selection:
    """What of a choice is about one person."""
    mine = selection.statements[selection.statements["person_id"] == person_id]
    return replace(
        selection, statements=mine, events=selection.events[selection.events["event_id"].isin(mine["event_id"])]
    )


def spellings(context: Context, person_id: str) -> tuple[str, ...]:
    """Every spelling of a person by which the search of this view finds them."""
    return every_spelling(context.record, context.view.scope == "all")[person_id]


def disputes(context: Context, selection: Selection) -> list[dict[str, Any]]:
    """The points on which publishers differ that touch a choice: every statement on each, and what it is about."""
    own = set(selection.statements["statement_id"])
    found = []
    for point in selection.points:
        if point & own:
            told = [row for one, row in rows(context.record, "statements").items() if one in point]
            event = next((row["event_id"] for row in told if row["event_id"]), "")
            people = dict.fromkeys(row["person_id"] for row in told if row["person_id"])
            about = ", ".join(map(context.directory.person, people))
            title = " · ".join(filter(None, (about, context.directory.event(event) if event else "")))
            differ = context.say("differ.on", what=", ".join(_differ(context, told)))
            found.append({"title": title, "statements": told, "sides": _sides(context, told), "on": differ})
    return found


def _differ(context: Context, told: list[dict[str, Any]]) -> list[str]:
    """On what the statements of a disputed point differ, in words."""
    states = [STATE_OF[row["value"]] for row in told if row["value"] in STATE_OF]
    dated = [row for row in told if row["date"]]
    apart = bool(dated) and max(row["own_first"] for row in dated) > min(row["own_last"] for row in dated)
    differs = {
        "status": exclusive(states),
        "date": apart,
        "quantity": len({row["quantity"] for row in told} - {""}) > 1,
    }
    found = [what for what, does in differs.items() if does] or ["told"]
    return [context.say(f"differ.{what}") for what in found]


def _sides(context: Context, rows: list[dict[str, Any]]) -> str:
    """What each publisher states on a disputed point, where a length, sum, count or date tells them apart."""
    say = context.say
    told = [say.quantity(row["quantity"]) for row in rows if row["quantity"]]
    by_quantity = len(told) == len(rows) and len(set(told)) > 1
    sides: dict[str, list[str]] = {}
    for row in rows:
        value = say.quantity(row["quantity"]) if by_quantity else say.date(row["date"]) if row["date"] else ""
        if value:
            sides.setdefault(value, []).append(context.directory.publisher(row["source_id"]))
    words = [f"{value} ({'; '.join(dict.fromkeys(publishers))})" for value, publishers in sides.items()]
    return " / ".join(words) if len(words) > 1 else ""


def with_sources(context: Context, people: list[PersonRow]) -> list[PersonRow]:
    """People's rows with `confirmed_by`: the publishers, and speakers if any, of the statements that decide."""
    statements = rows(context.record, "statements")
    return [
        replace(row, confirmed_by="; ".join(dict.fromkeys(_reported(context, statements[one]) for one in row.deciding)))
        for row in people
    ]


def _reported(context: Context, statement: dict[str, Any]) -> str:
    """Who published a statement, and who is reported to have said it, if anybody."""
    names, publisher = context.directory, context.directory.publisher(statement["source_id"])
    if not statement["speaker_id"]:
        return publisher
    return context.say("statement.reported", who=names.people(statement["speaker_id"]), source=publisher)


def sources(context: Context, selection: Selection) -> list[dict[str, Any]]:
    """Sources with how many statements of the choice rest on each (`counted`) and how many pages share its voice."""
    counted = selection.statements["source_id"].value_counts()
    shown = context.record.sources[context.record.sources["source_id"].isin(counted.index)]
    voices = context.record.sources["family"].value_counts()
    listed = shown.assign(
        counted=shown["source_id"].map(counted), voices=shown["family"].map(voices).where(shown["family"] != "", 1)
    )
    told, names = listed.to_dict("records"), context.directory
    return sorted(told, key=lambda row: (-row["counted"], context.say.order(names.publisher(row["source_id"]))))
