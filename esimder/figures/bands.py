"""Where the signs of a network stand: the chosen one in the middle, events above and below it, people at both sides.

Every event has a band of rows: its people stand in the rows, left and right, and its own name beyond them, so that no
two names share a row and none can cover another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import shorten, wrap
from typing import Literal

from esimder.figures.labels import text_width
from esimder.figures.screen import Screen

Side = Literal["left", "right", "above", "below", "middle"]


@dataclass(frozen=True)
class Sheet:
    """The paper of one screen: its smallest width, px, sizes of type and the room for the names at each side."""

    width: int
    name: int     # sizes of type: people, events, the chosen one
    event: int
    chosen: int
    beside: int   # widest name at the sides, at the events and in the middle
    above: int
    middle: int
    bulge: int    # how far the ends of the two sides are drawn in
    apart: int    # how far events of one half stand from the middle line


SHEETS: dict[Screen, Sheet] = {
    "phone": Sheet(350, 12, 12, 13, 98, 190, 112, 6, 28),
    "tablet": Sheet(560, 12, 12, 14, 150, 230, 190, 24, 70),
    "desktop": Sheet(960, 13, 13, 15, 210, 300, 260, 70, 130),
    "wide": Sheet(960, 13, 13, 15, 210, 300, 260, 70, 130),
}
LINE, GAP, EDGE, BESIDE = 1.25, 9, 10, 11  # height of a line of type; px between rows, at the edge, from sign to name


@dataclass(frozen=True)
class Spot:
    """A sign at (x, y) px from the upper left, its name broken into lines, and on which side of it the name stands."""

    x: float
    y: float
    lines: tuple[str, ...]
    side: Side


@dataclass(frozen=True)
class Picture:
    """All signs by key, and the height in px that they need."""

    spots: dict[str, Spot]
    height: float


def broken(name: str, room: int, size: int, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """A name in lines no wider than `room` px; what `most` lines cannot hold is cut with an ellipsis."""
    letter = text_width("нaеo", size, bold) / 4
    longest = max(int(room / letter), 6)
    while longest > 6:
        lines = wrap(name, longest, break_long_words=True)
        if max(text_width(line, size, bold) for line in lines or [""]) <= room:
            break
        longest -= 1
    lines = wrap(name, longest, break_long_words=True) or [""]
    if len(lines) > most:
        lines = [*lines[:most - 1], shorten(" ".join(lines[most - 1:]), longest, placeholder="…") or "…"]
    return tuple(lines)


def _tall(lines: Sequence[str], size: int) -> float:
    return len(lines) * size * LINE


def halves(groups: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """The events above and below the middle, each half from the middle outwards: as many rows above as below."""
    above: list[str] = []
    below: list[str] = []
    rows = {event: ceil(len(people) / 2) + 1.5 for event, people in groups.items()}
    for event in sorted(groups, key=lambda one: -rows[one]):
        half = above if sum(map(rows.__getitem__, above)) <= sum(map(rows.__getitem__, below)) else below
        half.append(event)
    return above[::-1], below[::-1]


def _columns(people: Sequence[str], names: Mapping[str, str], sheet: Sheet) -> list[tuple[float, list[tuple[str, Side]]]]:
    """Rows of one band: their height and who stands in each; a lone one stands at the right."""
    rows = []
    half = ceil(len(people) / 2)
    pairs = [(people[:half][i], people[half:][i] if i < len(people) - half else "") for i in range(half)]
    for left, right in pairs:
        both: list[tuple[str, Side]] = [(left, "left"), (right, "right")] if right else [(left, "left")]
        tall = max(_tall(broken(names[one], sheet.beside, sheet.name), sheet.name) for one, _ in both)
        rows.append((tall + GAP, both))
    return rows


def arranged(centre: str, groups: Mapping[str, Sequence[str]], direct: Sequence[str], names: Mapping[str, str],
             screen: Screen) -> Picture:
    """Every sign's place: `groups` are the people of each event, `direct` those linked to the middle without one."""
    sheet = SHEETS[screen]
    above, below = halves(groups)
    middle = broken(names[centre], sheet.middle, sheet.chosen, bold=True, most=4)
    rows: list[tuple[float, list[tuple[str, Side]]]] = []
    y, spots, swap = float(EDGE), {}, False

    def band(event: str, at: int, half: Side) -> None:
        """One event's band: its name and sign at the outer edge, its people towards the middle."""
        nonlocal y, swap
        lines = broken(names[event], sheet.above, sheet.event)
        label = _tall(lines, sheet.event) + BESIDE + 4
        shift = (0 if len(above if half == "above" else below) == 1 else (-1, 1, -0.3, 0.5)[at % 4]) * sheet.apart
        own = _columns(groups[event], names, sheet)
        if half == "above":
            y += label
            spots[event] = Spot(sheet.width / 2 + shift, y, lines, half)
            y += 14
        for tall, both in own:
            if len(both) == 1:
                both = [(both[0][0], "right" if swap else "left")]
                swap = not swap
            rows.append((y + tall / 2, both))
            y += tall
        if half == "below":
            y += 14
            spots[event] = Spot(sheet.width / 2 + shift, y, lines, half)
            y += label

    for at, event in reversed(list(enumerate(above))):
        band(event, at, "above")
    own = _columns(direct, names, sheet)
    room = max(_tall(middle, sheet.chosen) + 2 * (24 if groups else 14), sum(tall for tall, _ in own))
    top = y + (room - sum(tall for tall, _ in own)) / 2
    for tall, both in own:
        rows.append((top + tall / 2, both))
        top += tall
    spots[centre] = Spot(sheet.width / 2, y + room / 2, middle, "middle")
    y += room
    for at, event in enumerate(below):
        band(event, at, "below")
    height = y + EDGE
    return Picture({**spots, **_sides(rows, names, sheet, height)}, height)


def _sides(rows: Sequence[tuple[float, list[tuple[str, Side]]]], names: Mapping[str, str], sheet: Sheet,
           height: float) -> dict[str, Spot]:
    """People along two slight arcs, each name turned outwards."""
    found = {}
    for y, both in rows:
        drawn_in = sheet.bulge * abs(2 * y / height - 1) ** 2
        for one, side in both:
            x = sheet.beside + BESIDE + 6 + drawn_in
            lines = broken(names[one], sheet.beside, sheet.name)
            found[one] = Spot(x if side == "left" else sheet.width - x, y, lines, side)
    return found
