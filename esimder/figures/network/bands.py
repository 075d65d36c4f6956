"""Where the nodes of a network stand: the chosen one in the middle, events above and below it, people at both sides.

Every event has a band of rows: its people stand in the rows, left and right, and its own name beyond them, so that no
two names share a row and none can cover another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from textwrap import wrap
from typing import Literal

from esimder.figures.screen import Screen
from esimder.figures.text_width import clipped, text_width

Side = Literal["left", "right", "above", "below", "middle"]
Pair = tuple[str, str]  # who stands at the left and at the right of a row; empty for nobody
Row = tuple[float, Pair]
Sides = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class NetworkSize:
    """The paper of one screen: its smallest width, px, sizes of type and the room for the names at each side."""

    width: int
    name: int  # sizes of type: people, events, the chosen one
    event: int
    chosen: int
    beside: int  # widest name at the sides, at the events and in the middle
    above: int
    middle: int
    bulge: int  # how far the ends of the two sides are drawn in
    apart: int  # how far events of one half stand from the middle line


SIZES: dict[Screen, NetworkSize] = {
    "phone": NetworkSize(350, 12, 12, 13, 98, 190, 112, 6, 28),
    "tablet": NetworkSize(560, 12, 12, 14, 150, 230, 190, 24, 70),
    "desktop": NetworkSize(960, 13, 13, 15, 210, 300, 260, 70, 130),
    "wide": NetworkSize(960, 13, 13, 15, 210, 300, 260, 70, 130),
}
# Height of a line of type; px between rows, at the edge, from a node to its name, from an event to its nearest row.
LINE, GAP, EDGE, BESIDE, SIGN = 1.25, 9, 10, 11, 14
# Where the events of one half stand, from the middle outwards, in parts of `apart`; the halves begin at opposite sides.
TURNS = {"above": (1.0, -1.0, 0.4, -0.4), "below": (-1.0, 1.0, -0.4, 0.4)}


@dataclass(frozen=True)
class Spot:
    """A node at (x, y) px from the upper left, its name broken into lines, and on which side of it the name stands."""

    x: float
    y: float
    lines: tuple[str, ...]
    side: Side


@dataclass(frozen=True)
class Positions:
    """All nodes by key, and the height in px that they need."""

    spots: dict[str, Spot]
    height: float


def broken(name: str, room: int, size: int, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """A name in lines no wider than `room` px; what `most` lines cannot hold is cut with an ellipsis."""
    for letters in range(max(len(name), 1), 0, -1):
        lines = wrap(name, letters, break_on_hyphens=False) or [""]
        if max(text_width(line, size, bold) for line in lines) <= room:
            break
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], clipped(" ".join(lines[most - 1 :]), room, size, bold))


def halves(groups: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """The events above and below the middle, each half from the middle outwards: about as many rows above as below."""
    above: list[str] = []
    below: list[str] = []
    rows = {event: ceil(len(people) / 2) + 1.5 for event, people in groups.items()}
    for event in sorted(groups, key=lambda one: -rows[one]):
        half = above if sum(rows[one] for one in above) <= sum(rows[one] for one in below) else below
        half.append(event)
    return above[::-1], below[::-1]


def _paired(people: Sequence[str], turn: float) -> list[Pair]:
    """People in rows of two: by turns under an event in the middle, else the first half at the event's own side."""
    if not turn:
        return list(zip_longest(people[::2], people[1::2], fillvalue=""))
    half = ceil(len(people) / 2)
    twos = zip_longest(people[:half], people[half:], fillvalue="")
    return [(other, one) if turn > 0 else (one, other) for one, other in twos]


@dataclass(frozen=True)
class _Rows:
    """How tall the names of one picture are."""

    names: Mapping[str, str]
    size: NetworkSize

    def tall(self, pair: Pair) -> float:
        """Height of one row."""
        lines = max(len(broken(self.names[one], self.size.beside, self.size.name)) for one in pair if one)
        return lines * self.size.name * LINE + GAP

    def stacked(self, pairs: Sequence[Pair], top: float) -> tuple[list[Row], float]:
        """Rows one below the other from `top`, and where they end."""
        rows = []
        for pair in pairs:
            rows.append((top + self.tall(pair) / 2, pair))
            top += self.tall(pair)
        return rows, top

    def band(
        self, event: str, people: Sequence[str], half: Side, turn: float, top: float
    ) -> tuple[Spot, list[Row], float]:
        """An event with its name at the outer edge and its people towards the middle, those first who come first."""
        lines = broken(self.names[event], self.size.above, self.size.event, bold=True)
        label = len(lines) * self.size.event * LINE + BESIDE + 4
        pairs, x = _paired(people, turn), self.size.width / 2 + turn * self.size.apart
        if half == "above":
            rows, end = self.stacked(pairs[::-1], top + label + SIGN)
            return Spot(x, top + label, lines, half), rows, end
        rows, end = self.stacked(pairs, top)
        return Spot(x, end + SIGN, lines, half), rows, end + SIGN + label

    def beside(
        self, direct: Sides, middle: Sequence[str], clear: float, crossed: bool
    ) -> tuple[list[Row], float, float]:
        """Rows at both sides of the chosen one's name, the height that they need, and how far down the name stands.

        The name stands over the rows if lines cross from side to side, and between them where it is too wide to stand
        beside them.
        """
        size, tall = self.size, len(middle) * self.size.chosen * LINE
        wide = max(text_width(line, size.chosen, True) for line in middle)
        sides: list[list[Pair]] = [[(one, "") for one in direct[0]], [("", one) for one in direct[1]]]
        hole = tall + 26 if crossed or (any(direct) and wide + 46 > size.width - 2 * (size.beside + BESIDE + 6)) else 0
        if not hole:
            room = max(tall + 2 * clear, *(self.high(side) for side in sides))
            return (
                [row for side in sides for row in self.stacked(side, (room - self.high(side)) / 2)[0]],
                room,
                room / 2,
            )
        parts = [(side[:half], side[half:]) for side in sides for half in (0 if crossed else ceil(len(side) / 2),)]
        upper, lower = (max(self.high(part[at]) for part in parts) for at in (0, 1))
        rows: list[Row] = []
        for above, below in parts:
            rows += self.stacked(above, upper - self.high(above))[0]
            rows += self.stacked(below, upper + hole + ((lower - self.high(below)) / 2 if crossed else 0))[0]
        return rows, upper + hole + lower, upper + hole / 2

    def high(self, pairs: Sequence[Pair]) -> float:
        """Height of rows one below the other."""
        return sum(map(self.tall, pairs))


def arranged(
    centre: str,
    groups: Mapping[str, Sequence[str]],
    direct: Sides,
    names: Mapping[str, str],
    screen: Screen,
    crossed: bool = False,
) -> Positions:
    """Every node's place: `groups` are the people of each event, those first who shall stand nearest to the middle;
    `direct` are those at the left and at the right who are linked to the middle without an event, `crossed` says that
    lines run between them."""
    size = SIZES[screen]
    texts, (above, below) = _Rows(names, size), halves(groups)
    spots: dict[str, Spot] = {}
    rows: list[Row] = []
    y = float(EDGE)

    def bands(events: Sequence[str], half: Side) -> None:
        nonlocal y
        order = list(zip(events, TURNS[half] * len(events) if len(events) > 1 else (0.0,), strict=False))
        for event, turn in order[::-1] if half == "above" else order:
            spots[event], own, y = texts.band(event, groups[event], half, turn, y)
            rows.extend(own)

    bands(above, "above")
    middle = broken(names[centre], size.middle, size.chosen, bold=True, most=4)
    own, room, down = texts.beside(direct, middle, 24 if groups else 12, crossed)
    rows += [(y + at, pair) for at, pair in own]
    spots[centre] = Spot(size.width / 2, y + down, middle, "middle")
    y += room
    bands(below, "below")
    return Positions({**spots, **_sides(rows, names, size, y + EDGE)}, y + EDGE)


def _sides(rows: Sequence[Row], names: Mapping[str, str], size: NetworkSize, height: float) -> dict[str, Spot]:
    """People along two slight arcs, each name turned outwards."""
    found = {}
    for y, pair in rows:
        x = size.beside + BESIDE + 6 + size.bulge * (2 * y / height - 1) ** 2
        for one, side, at in ((pair[0], "left", x), (pair[1], "right", size.width - x)):
            if one:
                found[one] = Spot(
                    at, y, broken(names[one], size.beside, size.name), "left" if side == "left" else "right"
                )
    return found
