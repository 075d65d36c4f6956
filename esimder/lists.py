"""The lists of a page: people with their standing, statements, sources, and the points on which sources differ."""

from dataclasses import replace
from typing import Any

from esimder import counts
from esimder.chosen import Chosen
from esimder.data import rows
from esimder.disputes import exclusive
from esimder.page import Frame
from esimder.schema import LANGUAGES, STATE_OF
from esimder.worded import worded


def aged(people: list[dict[str, Any]]) -> int:
    """How many of these people's statuses nobody confirmed for long before the reader's day."""
    return sum(bool(row["stale"]) for row in people)


def people(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """The individuals of a choice with their standing and, in words, when it was last confirmed; by name."""
    return _worded(frame, chosen, counts.with_standing(chosen))


def inside(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """Who is in custody on the reader's day, as `people` tells it; whom the period does not name is `unnamed`."""
    return _worded(frame, chosen, counts.with_standing(chosen, chosen.held.inside))


def outside(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """The individuals of a choice who are not in custody on the reader's day, as `people` tells them."""
    return [row for row in people(frame, chosen) if row["state"] != "in_custody"]


def unknown(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """Those of `outside` whose status is no longer known: they are counted apart."""
    return [row for row in outside(frame, chosen) if row["state"] == "not_known"]


def others(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """Those of `outside` of whom something else is known, or nothing was ever stated."""
    return [row for row in outside(frame, chosen) if row["state"] != "not_known"]


WHO = {"detained": inside, "unknown": unknown, "others": others}


def total(frame: Frame, chosen: Chosen, key: str) -> str:
    """A headline number (see counts.totals) in words; of those in custody also how many the period names."""
    say, day = frame.say, frame.say.day(chosen.as_of)
    told = _of_held(frame, chosen) if key == "detained" else ""
    return told or say(f"total.{key}", n=counts.totals(chosen)[key], day=day)


def held(frame: Frame, chosen: Chosen) -> str:
    """How many are in custody on the day, as a heading says it, and how many of them the period names."""
    say, n = frame.say, len(chosen.held.inside)
    return _of_held(frame, chosen) or say("detained.title", n=n, day=say.day(chosen.as_of))


def _of_held(frame: Frame, chosen: Chosen) -> str:
    """How many of those in custody the period names, where it does not name them all; else nothing."""
    say, everyone, named = frame.say, len(chosen.held.inside), len(chosen.held.named)
    fields = {"named": say.number(named), "day": say.day(chosen.as_of)}
    return say("detained.named", n=everyone, **fields) if named < everyone else ""


def _worded(frame: Frame, chosen: Chosen, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    told = (worded(frame, chosen, row) for row in listed)
    return sorted(told, key=lambda row: frame.directory.order(row["person_id"]))


def detail(frame: Frame, chosen: Chosen) -> dict[str, Any] | None:
    """What the reader selected, in words, with every statement behind it; None if nothing is selected.

    `title` names the events and places; `picked` are the rows of the chosen people, with their standing where they are
    individuals; of chosen places `here` are the events there and `elsewhere` others that statements about them name.
    """
    view, say, names = frame.view, frame.say, frame.directory
    if not (view.event or view.place or view.person):
        return None
    dated = chosen.events.sort_values("first")
    there = dated["place_id"].isin(view.place)
    found: dict[str, Any] = {
        "title": " · ".join([*map(names.event, view.event), *map(names.place, view.place)]),
        "picked": _picked(frame, chosen),
        "summary": "",
        "inferred": "",
        "statements": statements(frame, chosen),
        "voices": counts.voices(chosen.statements),
        "disputes": disputes(frame, chosen),
        "here": dated[there].to_dict("records") if view.place else [],
        "elsewhere": dated[~there].to_dict("records") if view.place else [],
    }
    if len(view.event) == 1:
        row = names.row("events", view.event[0])
        found |= {"summary": say.of(row, "summary"), "inferred": say.of(row, "inferred")}
    return found


def _picked(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """The chosen people in the order of the view; of those who are no individuals only who they are."""
    if not frame.view.person:
        return []
    standing = {row["person_id"]: row for row in with_sources(frame, people(frame, chosen))}
    return [standing.get(one, {"person_id": one, "state": ""}) for one in frame.view.person]


def statements(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """The statements of a choice by day, one with an open beginning by its end, the undated last."""
    told = rows(frame.record, "statements")
    return sorted(
        (told[one] for one in chosen.statements["statement_id"]),
        key=lambda row: (row["placed"], row["last"], row["statement_id"]),
    )


def about(chosen: Chosen, person_id: str) -> Chosen:
    """What of a choice is about one person."""
    mine = chosen.statements[chosen.statements["person_id"] == person_id]
    return replace(chosen, statements=mine, events=chosen.events[chosen.events["event_id"].isin(mine["event_id"])])


def spellings(frame: Frame, person_id: str) -> list[str]:
    """Every name of a person: in the three languages, then as sources print it."""
    row = frame.directory.row("people", person_id)
    names = [row[f"name_{code}"] for code in LANGUAGES] + [name.strip() for name in row["aliases"].split("|")]
    return [name for name in dict.fromkeys(names) if name]


def disputes(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """The points on which publishers differ that touch a choice: every statement on each, and what it is about."""
    own = set(chosen.statements["statement_id"])
    found = []
    for point in chosen.points:
        if point & own:
            told = [row for one, row in rows(frame.record, "statements").items() if one in point]
            event = next((row["event_id"] for row in told if row["event_id"]), "")
            people = dict.fromkeys(row["person_id"] for row in told if row["person_id"])
            about = ", ".join(map(frame.directory.person, people))
            title = " · ".join(filter(None, (about, frame.directory.event(event) if event else "")))
            differ = frame.say("differ.on", what=", ".join(_differ(frame, told)))
            found.append({"title": title, "statements": told, "sides": _sides(frame, told), "on": differ})
    return found


def _differ(frame: Frame, told: list[dict[str, Any]]) -> list[str]:
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
    return [frame.say(f"differ.{what}") for what in found]


def _sides(frame: Frame, rows: list[dict[str, Any]]) -> str:
    """What each publisher states on a disputed point, where a length, sum, count or date tells them apart."""
    say = frame.say
    told = [say.quantity(row["quantity"]) for row in rows if row["quantity"]]
    by_quantity = len(told) == len(rows) and len(set(told)) > 1
    sides: dict[str, list[str]] = {}
    for row in rows:
        value = say.quantity(row["quantity"]) if by_quantity else say.date(row["date"]) if row["date"] else ""
        if value:
            sides.setdefault(value, []).append(frame.directory.publisher(row["source_id"]))
    words = [f"{value} ({'; '.join(dict.fromkeys(publishers))})" for value, publishers in sides.items()]
    return " / ".join(words) if len(words) > 1 else ""


def with_sources(frame: Frame, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """People's rows with `confirmed_by`: the publishers, and speakers if any, of the statements that decide."""
    told, names = rows(frame.record, "statements"), frame.directory
    for row in people:
        said = [told[one] for one in row["deciding"]]
        row["confirmed_by"] = "; ".join(
            dict.fromkeys(
                frame.say(
                    "statement.reported", who=names.people(one["speaker_id"]), source=names.publisher(one["source_id"])
                )
                if one["speaker_id"]
                else names.publisher(one["source_id"])
                for one in said
            )
        )
    return people


def sources(frame: Frame, chosen: Chosen) -> list[dict[str, Any]]:
    """Sources with how many statements of the choice rest on each (`counted`) and how many pages share its voice."""
    counted = chosen.statements["source_id"].value_counts()
    shown = frame.record.sources[frame.record.sources["source_id"].isin(counted.index)]
    voices = frame.record.sources["family"].value_counts()
    listed = shown.assign(
        counted=shown["source_id"].map(counted), voices=shown["family"].map(voices).where(shown["family"] != "", 1)
    )
    told, names = listed.to_dict("records"), frame.directory
    return sorted(told, key=lambda row: (-row["counted"], frame.say.order(names.publisher(row["source_id"]))))
