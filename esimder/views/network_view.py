"""Who else is linked with one person or one event, in words: the picture's nodes and lines, and its table's rows."""

from collections import Counter
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

    @property
    def spoken(self) -> bool:
        """Whether one of the two is quoted on the other."""
        return SPEAKS in (self.tie, self.own_tie)

    @property
    def close(self) -> bool:
        """Whether both were there."""
        return self.tie in CLOSE and self.own_tie in CLOSE


@dataclass(frozen=True)
class Relations:
    """The picture (None if nobody else is linked), its table's rows, how many of the others the picture leaves out,
    and how many events name nobody else."""

    network: Network | None
    rows: list[Relation]
    left_out: int = 0
    alone: int = 0


def _node(context: Context, person_id: str, rows: Sequence[Relation] = ()) -> Node:
    """A person, body or group, with how it is linked as its words."""
    directory = context.directory
    name = directory.person(person_id)
    hows = [
        f"{directory.event(row.event_id)}: {row.how}" if row.event_id else row.how
        for row in rows
        if row.other_id == person_id
    ]
    hover = "<br>".join((f"<b>{html_escape(name)}</b>", *map(html_escape, hows)))
    href = context.view.without("event").href("person", person=(person_id,))
    return Node(person_id, str(directory.row("people", person_id)["kind"]), name, href, hover)


def _event(context: Context, event_id: str) -> Node:
    row, name = context.directory.row("events", event_id), context.directory.event(event_id)
    hover = f"<b>{html_escape(name)}</b><br>{html_escape(context.say.date(row['date']))}"
    href = context.view.without("person").href("timeline", event=(event_id,))
    return Node(_key(event_id), "event", name, href, hover)


def _words(context: Context, tie: str, own_tie: str) -> str:
    """How the other is linked, in words."""
    if tie == SPEAKS:
        return context.say("tie.speaks_of")
    return context.say("tie.spoken_of_by" if own_tie == SPEAKS else f"tie.{tie}")


def _rows(context: Context, links: pd.DataFrame) -> list[Relation]:
    """Rows of relations.ROW with their words and statements."""
    statements = rows_of(context.record, "statements")
    return [
        Relation(other, event, tie, own_tie, _words(context, tie, own_tie), tuple(statements[one] for one in ids))
        for other, event, tie, own_tie, ids in links[list(ROW)].itertuples(index=False)
    ]


def _table(rows: Sequence[Relation], order: Sequence[str]) -> list[Relation]:
    """The rows in the order of the others."""
    place = {other: at for at, other in enumerate(order)}
    return sorted(rows, key=lambda row: (place[row.other_id], row.event_id))


def around_person(context: Context, statements: pd.DataFrame, person_id: str, most: int = MOST) -> Relations:
    """What links one person with others, by these statements."""
    links = relations.links(statements)
    found = relations.of_person(links, person_id)
    alone = len(relations.alone(links, person_id))
    if found.empty:
        return Relations(None, [], 0, alone)
    kinds = dict(zip(context.record.people["person_id"], context.record.people["kind"], strict=True))
    ranked, rows = relations.nearest(found, kinds, len(found)), _rows(context, found)
    shown, table = ranked[: _room(rows, ranked, most)], _table(rows, ranked)
    return Relations(_picture(context, person_id, rows, shown, table), table, len(ranked) - len(shown), alone)


def _picture(
    context: Context, person_id: str, rows: Sequence[Relation], shown: Sequence[str], table: Sequence[Relation]
) -> Network:
    """The picture of one person's links with those who are shown, each at the event where the two are closest."""
    drawn = [row for row in rows if row.other_id in shown]
    quoted = list(dict.fromkeys(row.other_id for row in drawn if row.spoken))
    ties = [row for row in drawn if not row.spoken]
    stands = _stands(ties)
    order = sorted(shown, key=lambda other: other not in quoted)  # who is linked with the middle too stands close to it
    events = dict.fromkeys(row.event_id for row in ties)
    groups = {event: people for event in events if (people := [one for one in order if stands.get(one) == event])}
    near = [row for row in ties if row.event_id in groups and (stands[row.other_id] == row.event_id or row.close)]
    own = {row.event_id: row.own_tie for row in reversed(near)}
    nodes = {other: _node(context, other, table) for other in shown}
    nodes |= {_key(event): _event(context, event) for event in groups}
    direct = [other for other in order if other not in stands]
    return Network(
        _node(context, person_id),
        {_key(event): people for event, people in groups.items()},
        (direct[::2], direct[1::2]),
        nodes,
        [
            *(Link(_key(event), person_id, _how(own[event])) for event in dict.fromkeys(row.event_id for row in near)),
            *(Link(row.other_id, _key(row.event_id), _how(row.tie)) for row in near),
            *(Link(other, person_id, "said") for other in quoted),
        ],
    )


def _key(event_id: str) -> str:
    return f"{_EVENT}{event_id}"


def _how(tie: str) -> str:
    return "close" if tie in CLOSE else "loose"


def _stands(ties: Sequence[Relation]) -> dict[str, str]:
    """At which of the shared events each of the others stands: where the two are closest, then where the fewest are."""
    size = Counter(row.event_id for row in ties)

    def rank(row: Relation) -> tuple[int, int, str]:
        return TIES.index(row.tie) + TIES.index(row.own_tie), size[row.event_id], row.event_id

    return {row.other_id: row.event_id for row in sorted(ties, key=rank)[::-1]}


def _room(rows: Sequence[Relation], ranked: Sequence[str], most: int) -> int:
    """How many of the others, in their order, find room together with their events."""
    events: set[str] = set()
    for count, other in enumerate(ranked):
        events |= {row.event_id for row in rows if row.other_id == other and not row.spoken}
        if count + 1 + len(events) > most:
            return count
    return len(ranked)


def around_event(context: Context, statements: pd.DataFrame, event_id: str, most: int = MOST) -> Relations:
    """Who is tied to one event, and who of them is quoted on whom, by these statements."""
    links = relations.links(statements)
    rows = _rows(context, relations.of_event(links, event_id))
    if not rows:
        return Relations(None, [])
    others = [row.other_id for row in rows]
    shown, table, centre = others[:most], _table(rows, others), _event(context, event_id)
    # That a body is quoted on everybody in its own document is the document's link already.
    people = set(context.record.people.loc[context.record.people["kind"] != "organisation", "person_id"])
    spoken = links[(links["other_id"] != "") & (links["event_id"] == event_id)]
    quoted = [
        (speaker, other)
        for speaker, other in spoken[["person_id", "other_id"]].itertuples(index=False)
        if speaker in shown and other in shown and speaker in people
    ]
    spoken_of = {other for _, other in quoted}
    lines = [
        Link(row.other_id, centre.key, _how(row.tie))
        for row in rows
        if row.other_id in shown and (row.tie in CLOSE or row.other_id not in spoken_of)
    ]
    lines += [Link(other, speaker, "said") for speaker, other in quoted]
    nodes = {other: _node(context, other, table) for other in shown}
    sides = _sides(rows, shown, {speaker for speaker, _ in quoted})
    return Relations(Network(centre, {}, sides, nodes, lines), table, len(rows) - len(shown))


def _sides(rows: Sequence[Relation], shown: Sequence[str], speakers: set[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Those who were there or spoke at the left, the others at the right; by halves if one side would be too long."""
    ties = {row.other_id: row.tie for row in rows}
    present = [other for other in shown if ties[other] in CLOSE or other in speakers]
    others = [other for other in shown if other not in present]
    if present and others and max(len(present), len(others)) <= 0.8 * len(shown):
        return present, others
    half = (len(shown) + 1) // 2
    return shown[:half], shown[half:]
