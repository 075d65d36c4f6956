"""Who else is linked with one person or one event, in words: the picture's nodes and lines, and its table's rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from esimder.figures.network.network import MOST, Link, Network, Node
from esimder.record.escape import html_escape
from esimder.record.load import rows as rows_of
from esimder.rules import relations
from esimder.rules.relations import CLOSE, ROW, SPEAKS, TIES
from esimder.views.context import Context

_EVENT = "event:"  # a person and an event may have the same id


@dataclass(frozen=True)
class Relation:
    """How one of the others is linked (`how` in words, else as relations.ROW), and the statements that say so."""

    other_id: str
    event_id: str
    tie: str
    own_tie: str
    how: str
    statements: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Relations:
    """The picture (None if nobody else is linked), its table's rows, how many of the others the picture leaves out,
    and how many events name nobody else."""

    network: Network | None
    rows: list[Relation]
    left_out: int = 0
    alone: int = 0


def _node(context: Context, one: str, hover: Sequence[str] = ()) -> Node:
    names = context.directory
    name = names.person(one)
    said = "<br>".join((f"<b>{html_escape(name)}</b>", *map(html_escape, hover)))
    return Node(
        one,
        str(names.row("people", one)["kind"]),
        name,
        context.view.without("event").href("person", person=(one,)),
        said,
    )


def _event(context: Context, one: str) -> Node:
    row = context.directory.row("events", one)
    name = context.directory.event(one)
    hover = f"<b>{html_escape(name)}</b><br>{html_escape(context.say.date(row['date']))}"
    return Node(_key(one), "event", name, context.view.without("person").href("timeline", event=(one,)), hover)


def _words(context: Context, tie: str, own_tie: str) -> str:
    """How the other is linked, in words."""
    if tie == SPEAKS:
        return context.say("tie.speaks_of")
    return context.say("tie.spoken_of_by" if own_tie == SPEAKS else f"tie.{tie}")


def _table(context: Context, rows: pd.DataFrame, order: Sequence[str]) -> list[Relation]:
    """The table in the order of the others."""
    statements = rows_of(context.record, "statements")
    found = [
        Relation(other, event, tie, own_tie, _words(context, tie, own_tie), tuple(statements[one] for one in ids))
        for other, event, tie, own_tie, ids in rows[list(ROW)].itertuples(index=False)
    ]
    return sorted(found, key=lambda row: (order.index(row.other_id), row.event_id))


def _hovers(context: Context, rows: list[Relation], person_id: str) -> list[str]:
    return [
        f"{context.directory.event(row.event_id)}: {row.how}" if row.event_id else row.how
        for row in rows
        if row.other_id == person_id
    ]


def around_person(context: Context, statements: pd.DataFrame, person_id: str, most: int = MOST) -> Relations:
    """What links one person with others, by these statements."""
    links = relations.links(statements)
    rows = relations.of_person(links, person_id)
    lone = len(relations.alone(links, person_id))
    if rows.empty:
        return Relations(None, [], 0, lone)
    kinds = dict(zip(context.record.people["person_id"], context.record.people["kind"], strict=True))
    ranked = relations.nearest(rows, kinds, len(rows))
    shown = ranked[: _room(rows, ranked, most)]
    table = _table(context, rows, ranked)
    return Relations(_picture(context, person_id, rows, shown, table), table, len(ranked) - len(shown), lone)


def _picture(
    context: Context, person_id: str, rows: pd.DataFrame, shown: Sequence[str], table: list[Relation]
) -> Network:
    """The picture of one person's links with those who are shown, each at the event where the two are closest."""
    spoken = (rows["tie"] == SPEAKS) | (rows["own_tie"] == SPEAKS)
    seen = rows["other_id"].isin(shown)
    quoted = list(dict.fromkeys(rows.loc[spoken & seen, "other_id"]))
    ties = rows[seen & ~spoken]
    stands = _stands(ties)
    order = sorted(shown, key=lambda one: one not in quoted)  # whoever is linked with the middle too stands close to it
    groups = {event: [one for one in order if stands.get(one) == event] for event in dict.fromkeys(ties["event_id"])}
    groups = {event: people for event, people in groups.items() if people}
    at_home = ties["event_id"] == ties["other_id"].map(stands)
    close = ties["tie"].isin(CLOSE) & ties["own_tie"].isin(CLOSE)
    drawn = ties[(at_home | close) & ties["event_id"].isin(groups)]
    own = drawn.drop_duplicates("event_id")
    lines = [
        Link(_key(event), person_id, _how(tie)) for event, tie in zip(own["event_id"], own["own_tie"], strict=True)
    ]
    columns = (drawn["other_id"], drawn["event_id"], drawn["tie"])
    lines += [Link(one, _key(event), _how(tie)) for one, event, tie in zip(*columns, strict=True)]
    lines += [Link(one, person_id, "said") for one in quoted]
    nodes = {one: _node(context, one, _hovers(context, table, one)) for one in shown}
    nodes |= {_key(event): _event(context, event) for event in groups}
    direct = [one for one in order if one not in stands]
    events = {_key(event): people for event, people in groups.items()}
    return Network(_node(context, person_id), events, (direct[::2], direct[1::2]), nodes, lines)


def _key(event_id: str) -> str:
    return f"{_EVENT}{event_id}"


def _how(tie: str) -> str:
    return "close" if tie in CLOSE else "loose"


def _stands(ties: pd.DataFrame) -> dict[str, str]:
    """At which of the shared events each of the others stands: where the two are closest, then where the fewest are."""
    size = ties["event_id"].value_counts()
    rank = [
        (TIES.index(tie) + TIES.index(own), int(size[event]), event)
        for event, tie, own in ties[["event_id", "tie", "own_tie"]].itertuples(index=False)
    ]
    best = ties.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates("other_id")
    return dict(zip(best["other_id"], best["event_id"], strict=True))


def _room(rows: pd.DataFrame, ranked: Sequence[str], most: int) -> int:
    """How many of the others, in their order, find room together with their events."""
    events: set[str] = set()
    for count, one in enumerate(ranked):
        mine = rows[(rows["other_id"] == one) & (rows["tie"] != SPEAKS) & (rows["own_tie"] != SPEAKS)]
        events |= set(mine["event_id"])
        if count + 1 + len(events) > most:
            return count
    return len(ranked)


def around_event(context: Context, statements: pd.DataFrame, event_id: str, most: int = MOST) -> Relations:
    """Who is tied to one event, and who of them is quoted on whom, by these statements."""
    links = relations.links(statements)
    rows = relations.of_event(links, event_id)
    if rows.empty:
        return Relations(None, [])
    shown = list(rows["other_id"])[:most]
    table, centre = _table(context, rows, list(rows["other_id"])), _event(context, event_id)
    said = links[(links["other_id"] != "") & (links["event_id"] == event_id)]
    # That a body is quoted on everybody in its own document is the document's link already.
    people = set(context.record.people.loc[context.record.people["kind"] != "organisation", "person_id"])
    quoted = [
        (one, other)
        for one, other in said[["person_id", "other_id"]].itertuples(index=False)
        if one in shown and other in shown and one in people
    ]
    spoken_of = {other for _, other in quoted}
    lines = [
        Link(one, centre.key, _how(tie))
        for one, tie in rows[["other_id", "tie"]].itertuples(index=False)
        if one in shown and (tie in CLOSE or one not in spoken_of)
    ]
    lines += [Link(other, one, "said") for one, other in quoted]
    nodes = {one: _node(context, one, _hovers(context, table, one)) for one in shown}
    return Relations(
        Network(centre, {}, _sides(rows, shown, {one for one, _ in quoted}), nodes, lines),
        table,
        len(rows) - len(shown),
    )


def _sides(rows: pd.DataFrame, shown: Sequence[str], speakers: set[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Those who were there or spoke at the left, the others at the right; by halves if one side would be too long."""
    tied = dict(zip(rows["other_id"], rows["tie"], strict=True))
    there = [one for one in shown if tied[one] in CLOSE or one in speakers]
    others = [one for one in shown if one not in there]
    if there and others and max(len(there), len(others)) <= 0.8 * len(shown):
        return there, others
    half = (len(shown) + 1) // 2
    return shown[:half], shown[half:]
