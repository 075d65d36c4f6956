"""Who else stands in a link with one person or one event, in words: the picture's signs and lines, and its table's rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from esimder import relations
from esimder.escape import letters
from esimder.figures.network import MOST, Line, Network, Sign
from esimder.page import Frame
from esimder.relations import CLOSE, SPEAKS


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
    return Sign(f"event:{one}", "event", name, frame.view.without("person").href("timeline", event=(one,)), hover)


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
    ties = rows[rows["other_id"].isin(shown) & (rows["tie"] != SPEAKS) & (rows["own_tie"] != SPEAKS)]
    spoken = rows[rows["other_id"].isin(shown) & ((rows["tie"] == SPEAKS) | (rows["own_tie"] == SPEAKS))]
    size = ties["event_id"].value_counts()
    first = {one: min(mine["event_id"], key=lambda event: int(size[event])) for one, mine in ties.groupby("other_id")}
    events = {f"event:{event}": [one for one in shown if first.get(one) == event] for event in size.index}
    lines = [Line(person_id, f"event:{event}", "close" if tie in CLOSE else "loose")
             for event, tie in ties.drop_duplicates("event_id")[["event_id", "own_tie"]].itertuples(index=False)]
    lines += [Line(f"event:{event}", one, "close" if tie in CLOSE else "loose")
              for one, event, tie in ties[["other_id", "event_id", "tie"]].itertuples(index=False)]
    lines += [Line(person_id, one, "said") for one in dict.fromkeys(spoken["other_id"])]
    signs = {one: _sign(frame, one, _hovers(frame, table, one)) for one in shown}
    signs |= {f"event:{event}": _event(frame, str(event)) for event in size.index}
    direct = [one for one in shown if one not in first]
    return Together(Network(_sign(frame, person_id), events, direct, signs, lines), table, len(ranked) - len(shown), lone)


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
    table = _table(frame, rows, list(rows["other_id"]))
    lines = [Line(event_id, one, "close" if tie in CLOSE else "loose")
             for one, tie in rows[["other_id", "tie"]].itertuples(index=False) if one in shown]
    said = found[(found["other_id"] != "") & (found["event_id"] == event_id)]
    people = set(frame.record.people.loc[frame.record.people["kind"] != "organisation", "person_id"])
    lines += [Line(one, other, "said") for one, other in said[["person_id", "other_id"]].itertuples(index=False)
              if one in shown and other in shown and one in people]
    centre = _event(frame, event_id)
    signs = {one: _sign(frame, one, _hovers(frame, table, one)) for one in shown}
    return Together(Network(Sign(event_id, "event", centre.name, centre.href, centre.hover), {}, shown, signs, lines), table,
                    len(rows) - len(shown))
