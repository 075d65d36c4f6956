"""Where names stand on a map so that none covers another: boxes in px, and a placer that is pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esimder.figures.text_width import text_width

GROWTH = 1.6  # a picture may be shown so much larger; type then keeps its size, and names must still not meet
NEAR, FAR = 3.5, 9.0  # px between a marker and its name
NEVER, AVOIDED = 1000.0, 40.0
CLOSE = np.array([-5.0, -5.0, 5.0, 5.0])
STEPS = 400  # of the search; it ends by itself as soon as nothing meets and no move helps

Position = Literal[
    "middle right", "middle left", "top center", "bottom center", "top right", "bottom right", "top left", "bottom left"
]
# Each place beside a point: which way the text lies across and down, and how much less it is liked.
_PLACES: dict[Position, tuple[int, int, float]] = {
    "middle right": (1, 0, 0),
    "middle left": (-1, 0, 1),
    "top center": (0, -1, 2),
    "bottom center": (0, 1, 2),
    "top right": (1, -1, 3),
    "bottom right": (1, 1, 3),
    "top left": (-1, -1, 4),
    "bottom left": (-1, 1, 4),
}
_CHOICES: tuple[tuple[Position, float], ...] = tuple((place, gap) for gap in (NEAR, FAR) for place in _PLACES)
_LIKING = np.array([_PLACES[place][2] + (5 if gap == FAR else 0) for place, gap in _CHOICES], dtype=float)

Boxes = NDArray[np.float64]


class Box(NamedTuple):
    """A rectangle in px from the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Label:
    """A text that looks for a place beside a marker of `radius` px at (x, y); a `kept` one is never given up."""

    text: str
    x: float
    y: float
    radius: float
    size: float
    bold: bool = True
    kept: bool = True
    within: Box | None = None


@dataclass(frozen=True)
class Placed:
    """Where a text stands: on which side, how many px from the middle of its marker, and the box that it fills."""

    position: Position
    offset: float
    box: Box


def _boxes(labels: Sequence[Label], growth: float) -> Boxes:
    """All boxes that each label could fill, (labels, choices, 4), in a picture `growth` times as large."""
    x, y, radius, width, height = np.array(
        [
            (
                label.x * growth,
                label.y * growth,
                label.radius,
                text_width(label.text, label.size, label.bold),
                label.size,
            )
            for label in labels
        ]
    ).T[:, :, None]
    across, down = np.array([_PLACES[place][:2] for place, _ in _CHOICES]).T
    offset = radius + np.array([gap for _, gap in _CHOICES])
    left = x + np.where(across == 0, -width / 2, np.where(across > 0, offset, -offset - width))
    top = y + np.where(down == 0, -height / 2, np.where(down > 0, offset, -offset - height))
    return np.stack((left, top, left + width, top + height), axis=-1)


def overlap(boxes: Boxes, others: Boxes) -> NDArray[np.bool_]:
    """Which of the boxes (n, 4) meet which of the others (m, 4)."""
    box, other = boxes[:, None, :], others[None, :, :]
    met: NDArray[np.bool_] = (
        (box[..., 0] < other[..., 2])
        & (other[..., 0] < box[..., 2])
        & (box[..., 1] < other[..., 3])
        & (other[..., 1] < box[..., 3])
    )
    return met


def _cost(
    labels: Sequence[Label],
    choices: Boxes,
    markers: Boxes,
    taken: Sequence[Box],
    faint: Boxes,
    viewport: Box,
    lines: Boxes,
) -> NDArray[np.float64]:
    """What each choice of each label costs by itself: markers and fixed things covered, edges crossed, lines hidden."""
    count, flat = len(labels), choices.reshape(-1, 4)
    cost = np.tile(_LIKING, (count, 1))
    if len(markers):
        cost += NEVER * overlap(flat, markers).sum(axis=1).reshape(count, -1)
        points = np.array([(label.x, label.y, label.x, label.y) for label in labels])
        others = ~overlap(points + CLOSE / 50, markers)
        close = overlap(flat + CLOSE, markers).reshape(count, -1, len(markers)) & others[:, None, :]
        cost += 2.5 * close.sum(axis=2)  # a name close to another marker could be taken for that one's
    if taken:
        fixed = np.array(taken, dtype=float)
        counts = np.array([[not box.holds(label.x, label.y) for box in taken] for label in labels])
        cost += NEVER * (overlap(flat, fixed).reshape(count, -1, len(taken)) & counts[:, None, :]).sum(axis=2)
    limits = np.array([label.within or viewport for label in labels])[:, None, :]
    outside = np.maximum(limits[..., :2] - choices[..., :2], 0) + np.maximum(choices[..., 2:] - limits[..., 2:], 0)
    cost += np.where(outside.sum(axis=2) > 0, NEVER + 50 * outside.sum(axis=2), 0)
    if len(faint):
        cost += AVOIDED * overlap(flat, faint).any(axis=1).reshape(count, -1)
    if len(lines):
        dots = np.hstack((lines, lines))
        cost += np.minimum(overlap(flat, dots).sum(axis=1).reshape(count, -1), 6) * 0.8
    return cost


def place_labels(
    labels: Sequence[Label],
    markers: Sequence[Box],
    taken: Sequence[Box],
    viewport: Box,
    faint: Sequence[Box] = (),
    lines: Boxes | None = None,
) -> list[Placed | None]:
    """A place for every label, in their order; None for one that found no room and need not be kept.

    Kept labels come first, all weighed together; the rest take what is left. `markers` and `taken` are never covered if
    it can be helped (a taken box does not count for a label whose point lies in it), `faint` ones only by a kept label
    that has no other place, `lines` (n, 2) as little as possible.
    """
    if not labels:
        return []
    choices = _boxes(labels, 1.0)
    cost = _cost(
        labels,
        choices,
        np.array(markers, dtype=float),
        taken,
        np.array(faint, dtype=float),
        viewport,
        np.empty((0, 2)) if lines is None else lines,
    )
    count, per_label = cost.shape
    flat, grown = choices.reshape(-1, 4), _boxes(labels, GROWTH).reshape(-1, 4)
    meets = (overlap(flat, flat) | overlap(grown, grown)).reshape(count, per_label, count, per_label)
    kept = [i for i in range(count) if labels[i].kept]
    chosen = dict(
        zip(kept, _settled(cost[kept], meets[np.ix_(kept, range(per_label), kept, range(per_label))]), strict=True)
    )
    for label in (i for i in range(count) if not labels[i].kept):
        free = ~np.any(
            [meets[label, :, other, choice] for other, choice in chosen.items()] or [np.zeros(per_label, bool)], axis=0
        )
        choice = int(np.argmin(np.where(free, cost[label], np.inf)[: len(_PLACES)]))  # close by only
        if free[choice] and cost[label, choice] < AVOIDED and not _struck(choices[label, choice], lines):
            chosen[label] = choice
    return [_placed(labels[i], choices[i], chosen.get(i)) for i in range(count)]


def _struck(box: Boxes, lines: Boxes | None) -> bool:
    """Whether a line runs through a box, so that a name there would be hard to read."""
    if lines is None:
        return False
    left, top, right, bottom = box
    x, y = lines[:, 0], lines[:, 1]
    return bool(((x > left) & (x < right) & (y > top) & (y < bottom)).any())


def _settled(cost: NDArray[np.float64], meets: NDArray[np.bool_]) -> list[int]:
    """For each label the choice that together costs least, by a search that takes back no move for a few steps.

    `cost` (n, choices) is each one's own, `meets` (n, choices, n, choices) says which pairs cover each other.
    """
    count, everyone = len(cost), np.arange(len(cost))
    for i in everyone:
        meets[i, :, i, :] = False
    now = cost.argmin(axis=1)
    against = NEVER * meets[:, :, everyone, now].sum(axis=2)
    rests = np.zeros(count, dtype=int)
    best, least = now.copy(), np.inf
    for step in range(STEPS):
        whole = float(cost[everyone, now].sum() + against[everyone, now].sum() / 2)
        if whole < least:
            best, least = now.copy(), whole
        price = cost + against
        gain = price - price[everyone, now][:, None]
        if least < NEVER and gain.min(initial=0) >= 0:
            break
        gain[everyone, now] = np.inf
        gain[rests > step] = np.inf
        label, choice = divmod(int(gain.argmin()), cost.shape[1])
        against += NEVER * (meets[:, :, label, choice].astype(float) - meets[:, :, label, now[label]])
        now[label], rests[label] = choice, step + 4 + step % 5
    return [int(choice) for choice in best]


def _placed(label: Label, choices: Boxes, choice: int | None) -> Placed | None:
    if choice is None:
        return None
    position, gap = _CHOICES[choice]
    return Placed(position, label.radius + gap, Box(*(float(side) for side in choices[choice])))
