"""Who else stands in a link with one person or one event, in words: the picture's signs and lines, and its table's rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from esimder import relations
from esimder.escape import letters
from esimder.figures.network import MOST, Line, Network, Sign
from esimder.page import Frame
from esimder.relations import CLOSE, SPEAKS, TIES

_EVENT = "event:"  # a person and an event may have the same id


@dataclass(frozen=True)
class Together:
    """The picture (None if nobody else is linked), the rows of the table that tells the same, how many of the others
    the picture leaves out, and how many events name nobody else."""

    network: Network | None
    rows: list[dict[str, Any]]
    left_out: int = 0
    alone: int = 0


def _sign(frame: Frame, one: str, hover: Sequence[str] = ()) -> Sign:
    names = frame.directory
    name = names.person(one)
    said = "<br>".join((f"<b>{letters(name)}</b>", *map(letters, hover)))
    return Sign(one, str(names.row("people", one)["kind"]), name, frame.view.without("event").href("person", person=(one,)), said)


def _event(frame: Frame, one: str) -> Sign:
    row = frame.directory.row("events", one)
    name = frame.directory.event(one)
    hover = f"<b>{letters(name)}</b><br>{letters(frame.say.date(row['date']))}"
    return Sign(_key(one), "event", name, frame.view.without("person").href("timeline", event=(one,)), hover)


def _words(frame: Frame, row: dict[str, Any]) -> str:
    """How the other is linked, in words."""
    if row["tie"] == SPEAKS:
        return frame.say("tie.speaks_of")
    if row["own_tie"] == SPEAKS:
        return frame.say("tie.spoken_of_by")
    return frame.say(f"tie.{row['tie']}")


def _table(frame: Frame, rows: pd.DataFrame, shown: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the table: those in the picture first, each with its words and the statements behind it."""
    order = {one: at for at, one in enumerate(shown)}
    found = [{**row, "how": _words(frame, row), "shown": row["other_id"] in order} for row in rows.to_dict("records")]
    return sorted(found, key=lambda row: (order.get(row["other_id"], len(order)), row["event_id"]))


def _hovers(frame: Frame, rows: list[dict[str, Any]], one: str) -> list[str]:
    mine = [row for row in rows if row["other_id"] == one]
    return [f"{frame.directory.event(row['event_id'])}: {row['how']}" if row["event_id"] else row["how"] for row in mine]


def around_person(frame: Frame, statements: pd.DataFrame, person_id: str, most: int = MOST) -> Together:
    """What links one person with others, by these statements."""
    found = relations.links(statements)
    rows = relations.of_person(found, person_id)
    lone = len(relations.alone(found, person_id))
    if rows.empty:
        return Together(None, [], 0, lone)
    kinds = dict(zip(frame.record.people["person_id"], frame.record.people["kind"], strict=True))
    ranked = relations.nearest(rows, kinds, len(rows))
    shown = ranked[:_room(rows, ranked, most)]
    table = _table(frame, rows, ranked)
    spoken = (rows["tie"] == SPEAKS) | (rows["own_tie"] == SPEAKS)
    quoted = list(dict.fromkeys(rows.loc[spoken & rows["other_id"].isin(shown), "other_id"]))
    ties = rows[rows["other_id"].isin(shown) & ~spoken]
    stands = _stands(ties)
    order = sorted(shown, key=lambda one: one not in quoted)  # a line across the picture is the longest
    events = {_key(event): [one for one in order if stands.get(one) == event] for event in dict.fromkeys(ties["event_id"])}
    events = {event: people for event, people in events.items() if people}
    drawn = ties[(ties["event_id"] == ties["other_id"].map(stands)) | (ties["tie"].isin(CLOSE) & ties["own_tie"].isin(CLOSE))]
    drawn = drawn[drawn["event_id"].map(_key).isin(events)]
    lines = [Line(_key(event), person_id, _how(tie))
             for event, tie in drawn.drop_duplicates("event_id")[["event_id", "own_tie"]].itertuples(index=False)]
    lines += [Line(one, _key(event), _how(tie))
              for one, event, tie in drawn[["other_id", "event_id", "tie"]].itertuples(index=False)]
    lines += [Line(one, person_id, "said") for one in quoted]
    signs = {one: _sign(frame, one, _hovers(frame, table, one)) for one in shown}
    signs |= {event: _event(frame, event.removeprefix(_EVENT)) for event in events}
    direct = [one for one in order if one not in stands]
    network = Network(_sign(frame, person_id), events, (direct[::2], direct[1::2]), signs, lines)
    return Together(network, table, len(ranked) - len(shown), lone)


def _key(event_id: str) -> str:
    return f"{_EVENT}{event_id}"


def _how(tie: str) -> str:
    return "close" if tie in CLOSE else "loose"


def _stands(ties: pd.DataFrame) -> dict[str, str]:
    """At which of the shared events each of the others stands: where the two ties are closest, then where the fewest are."""
    size = ties["event_id"].value_counts()
    rank = [(TIES.index(tie) + TIES.index(own), int(size[event]), event)
            for event, tie, own in ties[["event_id", "tie", "own_tie"]].itertuples(index=False)]
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


def around_event(frame: Frame, statements: pd.DataFrame, event_id: str, most: int = MOST) -> Together:
    """Who is tied to one event, and who of them is quoted on whom, by these statements."""
    found = relations.links(statements)
    rows = relations.of_event(found, event_id)
    if rows.empty:
        return Together(None, [])
    shown = list(rows["other_id"])[:most]
    table, centre = _table(frame, rows, list(rows["other_id"])), _event(frame, event_id)
    lines = [Line(one, centre.key, _how(tie)) for one, tie in rows[["other_id", "tie"]].itertuples(index=False) if one in shown]
    said = found[(found["other_id"] != "") & (found["event_id"] == event_id)]
    # That a body is quoted on everybody in its own document is the document's link already.
    people = set(frame.record.people.loc[frame.record.people["kind"] != "organisation", "person_id"])
    lines += [Line(other, one, "said") for one, other in said[["person_id", "other_id"]].itertuples(index=False)
              if one in shown and other in shown and one in people]
    signs = {one: _sign(frame, one, _hovers(frame, table, one)) for one in shown}
    return Together(Network(centre, {}, _sides(rows, shown), signs, lines), table, len(rows) - len(shown))


def _sides(rows: pd.DataFrame, shown: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Those who were there at the left, those only spoken of at the right; in two halves if one side would be too long."""
    tied = dict(zip(rows["other_id"], rows["tie"], strict=True))
    there = [one for one in shown if tied[one] in CLOSE]
    others = [one for one in shown if tied[one] not in CLOSE]
    if there and others and max(len(there), len(others)) <= 0.8 * len(shown):
        return there, others
    half = (len(shown) + 1) // 2
    return shown[:half], shown[half:]
