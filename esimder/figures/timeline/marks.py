"""The marks of a timeline: as a record gives them, and as a window of days shows them, those that touch joined."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from esimder.figures.timeline.layout import Window, in_range
from esimder.i18n.language import Language
from esimder.record.escape import html_escape

CROWD = 6  # how many of a crowd its hover names
# The marks that a key explains, in its order.
KEY = ("day", "span", "many", "custody", "pale")


@dataclass(frozen=True)
class Mark:
    """An event, or a state that lasts, in a lane (a number from the top).

    `first` and `last` are the ends of the days on which an event may have been, or of a state. `tone` is the palette's
    colour of a state and empty for an event; a state that is not `sure` is one that nobody has confirmed. `hover` is
    HTML, the other words are plain.
    """

    lane: int
    first: int
    last: int
    title: str
    href: str
    hover: str
    event: str = ""
    when: str = ""
    tone: str = ""
    sure: bool = True
    chosen: bool = False

    @property
    def look(self) -> tuple[str, bool]:
        """The tone of a state, and whether it is sure."""
        return self.tone, self.sure


@dataclass(frozen=True)
class Shown(Mark):
    """A mark, or several that touch and have the lane and the words of the first, as a window shows it.

    It is cut at the window's ends (`cut` says at which) and has its dot on the day `spot`; `moved` says whether that
    stands a little above (-1) or below (1) the middle of its lane. `opens` is the list that it opens, as the browser
    takes it.
    """

    marks: tuple[Mark, ...] = ()
    cut: tuple[bool, bool] = (False, False)
    spot: int = 0
    opens: Mapping[str, Any] | None = None
    moved: int = 0

    @property
    def count(self) -> int:
        """How many marks it stands for."""
        return len(self.marks)

    @property
    def inexact(self) -> bool:
        """Whether its day is not known."""
        return self.marks[0].last > self.marks[0].first

    @property
    def data(self) -> list[Any]:
        """What it carries for a pointer: where it leads, its words, and the list that it opens, if it does."""
        return [self.href, self.hover, *([self.opens] if self.opens else [])]


@dataclass(frozen=True)
class Addresses:
    """Where a crowd of marks leads: to a view with all these events chosen and, where one can ask, to a period."""

    events: Callable[[Sequence[str]], str]
    period: Callable[[date, date], str] | None = None


def visible(marks: Sequence[Mark], window: Window) -> list[Shown]:
    """The marks that a window holds, cut at its ends."""
    shown = []
    for mark in marks:
        if window.holds(mark.first, mark.last):
            first, last = max(mark.first, window.first), min(mark.last, window.last)
            middle = (first + last + 1) // 2  # the last day is whole
            cut = mark.first < window.first, mark.last > window.last
            own = {**vars(mark), "first": first, "last": last}
            shown.append(Shown(**own, marks=(mark,), cut=cut, spot=middle))
    return shown


def key(marks: Sequence[Mark], window: Window) -> tuple[str, ...]:
    """Which of KEY a reader of these marks in a window needs to have explained."""
    shown = visible(marks, window)
    events, states = (
        [item for item in shown if not item.tone],
        {item.look for item in shown if item.tone},
    )
    needed = {
        "day": any(not item.inexact for item in events),
        "span": any(item.inexact for item in events),
        "many": len({item.lane for item in events}) < len(events),
        "custody": ("custody", True) in states,
        "pale": any(not sure for _, sure in states),
    }
    return tuple(kind for kind in KEY if needed[kind])


def clustered(
    shown: Sequence[Shown], window: Window, width: int, say: Language, addresses: Addresses, apart: float = 13
) -> list[Shown]:
    """Events whose dots would touch at this width in px, joined; a chosen one stays by itself.

    A joined mark spans its members and leads to all of them. Where a reader can ask for a period, it opens as a list,
    from which one of them or their period can be chosen.
    """
    scale = (width or 1) / max(window.last - window.first, 1)
    groups: list[list[Shown]] = []
    for item in sorted(shown, key=lambda item: (item.lane, item.chosen, item.spot)):
        before = groups[-1][-1] if groups else None
        if before and _touch(before, item, scale, apart):
            groups[-1].append(item)
        else:
            groups.append([item])
    return _parted([_joined(group, say, addresses) for group in groups], scale, apart)


def _touch(before: Shown, item: Shown, scale: float, apart: float) -> bool:
    alike = before.lane == item.lane and not before.chosen and not item.chosen
    return alike and (item.spot - before.spot) * scale < apart


def _joined(group: Sequence[Shown], say: Language, addresses: Addresses) -> Shown:
    """Marks that touch as one."""
    if len(group) == 1:
        return group[0]
    marks = tuple(mark for item in group for mark in item.marks)
    heading, href = say("total.events", n=len(marks)), addresses.events([mark.event for mark in marks])
    first, last = min(item.first for item in group), max(item.last for item in group)
    hovers = [mark.hover for mark in marks[:CROWD]]
    opens = None
    if addresses.period:
        period = addresses.period(in_range(first), in_range(last))
        opens = {
            "title": heading,
            "items": [[mark.href, mark.title, mark.when] for mark in marks],
            "ways": [[period, say("timeline.zoom_here")], [href, say("timeline.choose_all")]],
        }
    return replace(
        group[0],
        marks=marks,
        first=first,
        last=last,
        spot=(group[0].spot + group[-1].spot) // 2,
        href=href,
        hover="<br>".join([f"<b>{html_escape(heading)}</b>", *hovers, *(["…"] if len(marks) > CROWD else [])]),
        opens=opens,
    )


def _parted(dots: list[Shown], scale: float, apart: float) -> list[Shown]:
    """The marks, a chosen one a little above what it would cover."""
    for at, item in enumerate(dots):
        for other, beside in enumerate(dots) if item.chosen else ():
            near = abs(item.spot - beside.spot) * scale < apart + 2
            if beside.lane == item.lane and not beside.chosen and near:
                dots[at], dots[other] = replace(dots[at], moved=-1), replace(dots[other], moved=1)
    return dots
