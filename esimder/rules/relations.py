"""Who stands in a link with whom, and which statements say so: nothing is linked that no statement links.

A statement ties the person it is about, and whoever it quotes, to its event, and the one it quotes to the one it is
about. People who are named in the same document are each tied to the document, never to each other.
"""

from collections import defaultdict

import pandas as pd

from esimder.record.codes import PRESENT

LINK = ("person_id", "other_id", "event_id", "tie", "statements")
ROW = ("other_id", "event_id", "tie", "own_tie", "statements")

# How a person is tied to an event, the closest tie first; `speaks_of` ties one person to another.
TIES = ("took_part", "counsel", "issued", "concerned", "named", "spoken_of", "cited")
SPEAKS = "speaks_of"
# Ties of those who were there, acted in it or underwent it; the others were only spoken of, or spoke of it elsewhere.
CLOSE = TIES[:4]

_ROLES = {
    **dict.fromkeys((*PRESENT, "came_from"), "took_part"),
    "counsel": "counsel",
    **dict.fromkeys(("adopted", "tabled", "published"), "issued"),
    "named": "named",
    "release_demanded": "named",
}


def tie(kind: str, value: str, event_kind: str) -> str:
    """How a statement of this kind and value ties the person it is about to an event; empty if it unties them."""
    if value == "not_named":
        return ""
    if found := _ROLES.get(value):
        return found
    if event_kind == "document":
        return "named"
    return "spoken_of" if kind == "claim" or event_kind == "meeting" else "concerned"


def links(statements: pd.DataFrame) -> pd.DataFrame:
    """Every link that statements make, with the ids behind it: the columns LINK.

    A row without `other_id` ties a person to an event by the closest tie stated. A row with it says that the person
    is quoted on the other, in that event or (empty) outside any.
    """
    tied: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    said: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    columns = ["statement_id", "person_id", "event_id", "kind", "value", "event_kind", "speaker_id"]
    for one, person, event, kind, value, event_kind, speakers in statements[columns].itertuples(index=False):
        found = tie(kind, value, event_kind)
        if person and event and found:
            tied[person, event][found].append(one)
        for speaker in filter(None, (name.strip() for name in speakers.split("|"))):
            if event:
                tied[speaker, event]["cited"].append(one)
            if person and person != speaker:
                said[speaker, person, event].append(one)
    rows: list[tuple[str, str, str, str, tuple[str, ...]]] = []
    for (person, event), ways in tied.items():
        closest = min(ways, key=TIES.index)
        rows.append((person, "", event, closest, tuple(ways[closest])))
    rows += [(speaker, person, event, SPEAKS, tuple(ids)) for (speaker, person, event), ids in said.items()]
    return pd.DataFrame(rows, columns=list(LINK))


def of_event(found: pd.DataFrame, event_id: str) -> pd.DataFrame:
    """Everybody tied to one event, the closest ties first: the columns ROW, with `own_tie` empty."""
    tied = found[(found["event_id"] == event_id) & (found["other_id"] == "")]
    rows = tied.assign(other_id=tied["person_id"], own_tie="", order=tied["tie"].map(TIES.index))
    return rows.sort_values("order", kind="stable")[list(ROW)].reset_index(drop=True)


def of_person(found: pd.DataFrame, person_id: str) -> pd.DataFrame:
    """Everybody whom a link reaches from one person: the columns ROW.

    One row for each event that both are tied to (`tie` is the other's, `own_tie` the person's), and one for each time
    that one of the two is quoted on the other (`tie` is speaks_of if the other speaks, else `own_tie` is). Being quoted
    on an event links nobody to its people but to those whom the words are about.
    """
    ties = found[(found["other_id"] == "") & (found["tie"] != "cited")]
    own = ties[ties["person_id"] == person_id].set_index("event_id")
    shared = ties[ties["event_id"].isin(own.index) & (ties["person_id"] != person_id)]
    rows = [
        (
            row["person_id"],
            row["event_id"],
            row["tie"],
            own["tie"][row["event_id"]],
            tuple(dict.fromkeys((*own["statements"][row["event_id"]], *row["statements"]))),
        )
        for row in shared.to_dict("records")
    ]
    for row in found[found["other_id"] != ""].to_dict("records"):
        if row["other_id"] == person_id:
            rows.append((row["person_id"], row["event_id"], SPEAKS, "", row["statements"]))
        elif row["person_id"] == person_id:
            rows.append((row["other_id"], row["event_id"], "", SPEAKS, row["statements"]))
    return pd.DataFrame(rows, columns=list(ROW))


def alone(found: pd.DataFrame, person_id: str) -> list[str]:
    """The events of a person to which no statement ties anybody else."""
    ties = found[(found["other_id"] == "") & (found["tie"] != "cited")]
    others = set(ties.loc[ties["person_id"] != person_id, "event_id"])
    return [str(one) for one in ties.loc[ties["person_id"] == person_id, "event_id"] if one not in others]


def nearest(rows: pd.DataFrame, kinds: dict[str, str], most: int) -> list[str]:
    """The others that a picture of `most` shows: those with the closest ties, then individuals, then the most links."""

    def rank(one: str) -> tuple[int, int, int]:
        mine = rows[rows["other_id"] == one]
        spoken = bool(((mine["tie"] == SPEAKS) | (mine["own_tie"] == SPEAKS)).any())
        pairs = zip(mine["tie"], mine["own_tie"], strict=True)
        close = any(tie in CLOSE and own in (*CLOSE, "") for tie, own in pairs)
        return (0 if close else 1 if spoken else 2, 0 if kinds.get(one) == "person" else 1, -len(mine))

    order = list(dict.fromkeys(rows["other_id"]))
    return sorted(order, key=rank)[:most]
