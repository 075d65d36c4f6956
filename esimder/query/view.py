"""What the reader asked, and its URL: every filter, selection and choice of display as codes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Self, TypeVar
from urllib.parse import quote_plus

from esimder.record.dates import span

# The columns by which a table can stand; with `-` before it from the last to the first.
SORTED = (
    *("person", "state", "since", "held", "sentence", "confirmed", "families", "date", "event", "kind", "place", "how"),
    *("events", "people", "statements", "publisher", "title", "language", "published", "text", "locator"),
)
CHOICES = {
    "lang": ("", "kk", "ru", "en"),
    "count": ("events", "people", "statements"),
    "lanes": ("kind", "person"),
    "show": ("table", "cards"),
    "who": ("detained", "unknown", "others"),
    "scope": ("main", "all"),
    "basis": ("happened", "published"),
    "disputed": ("", "yes"),
    "spelling": ("", "exact"),
    "names": ("", "original"),
    "number": ("", "people", "detained", "events", "places", "statements", "sources"),
    "sort": ("", *SORTED, *(f"-{column}" for column in SORTED)),
}
# No record of ours is about other years, and an axis of nine thousand could not be drawn.
MOST_PARTS = 100_000  # of one table
LONGEST = 200  # letters of a search
YEARS = range(1900, 2200)
DISPLAY = ("lang", "count", "lanes", "show", "who", "names", "number", "sort", "part")
FILTERS = ("q", "since", "until", "kind", "place", "status", "source", "person", "event", "disputed")


class Happened(NamedTuple):
    """Of which kind an event is, and the first and last day (ordinals) that anything said of it may be about."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class View:
    """One view of the record; a field at its default leaves no trace in the URL.

    `as_of` is None for the record's own default day, and `basis` says whether that means what had happened or what
    had been published by then. `person` and `event` are the reader's selection, which filters too. `sort` is the
    column by which tables stand, `part` which part of a long one is shown.
    """

    lang: str = ""
    q: str = ""
    since: date | None = None
    until: date | None = None
    kind: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    as_of: date | None = None
    person: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    count: str = "events"
    lanes: str = "kind"
    show: str = "table"
    who: str = "detained"
    scope: str = "main"
    basis: str = "happened"
    disputed: str = ""
    spelling: str = ""
    names: str = ""
    number: str = ""
    sort: str = ""
    part: int = 1

    @classmethod
    def from_query(
        cls, query: Mapping[str, Iterable[str]], known: Mapping[str, Collection[str]]
    ) -> tuple[Self, tuple[tuple[str, str], ...]]:
        """The view that a query asks for, and what of the query had to be left out, as (parameter, value).

        `known` holds the codes that exist, by parameter; values that are no code, day or choice are left out, and of
        several where a field holds one all but the last; so are values that are impossible together.
        """
        asked: dict[str, Any] = {}
        written: dict[tuple[str, Any], str] = {}
        left_out: list[tuple[str, str]] = []
        names = {field.name for field in fields(cls)}
        left_out += [("q", rest) for value in [*query.get("q", ())][-1:] if (rest := value.strip()[LONGEST:])]
        for name, values in query.items():
            if name not in names:
                left_out += [(name, value) for value in values if name != "embed"]
                continue
            read = [(value, _read(name, value, known)) for value in dict.fromkeys(values)]
            good = [found for _, found in read if found is not None]
            kept = good if name in known else good[-1:]
            left_out += [(name, value) for value, found in read if found not in kept]
            written |= {(name, found): value for value, found in read}
            if kept:
                asked[name] = tuple(kept) if name in known else kept[0]
        view, against = _possible(cls(**asked), known.get("event", ()))
        return view, (*left_out, *((name, written[name, value]) for name, value in against))

    def to_query(self) -> list[tuple[str, str]]:
        """The parameters of this view in a fixed order, one pair a value."""
        return [pair for name in _defaults() for pair in _pairs(name, getattr(self, name))]

    def href(self, page: str = "", **changes: Any) -> str:
        """The address of this view, with `changes`, on a page (its path without the slash)."""
        if not changes.keys() <= {"lang", "names", "part"}:
            changes = {"part": 1, **changes}  # another question begins at the first part of its table
        # A page holds hundreds of addresses of views that differ in one field: each field is written once.
        written = _written(self) | {name: _field(name, value) for name, value in changes.items()}
        return f"/{page}?{'&'.join(filter(None, written.values()))}".rstrip("?")

    def toggled(self, name: str, code: str) -> Self:
        """This view with one code of a many-valued filter switched on or off."""
        codes = getattr(self, name)
        now = tuple(one for one in codes if one != code) if code in codes else (*codes, code)
        change: dict[str, Any] = {name: now}
        return replace(self, **change)

    def without(self, *names: str) -> Self:
        """This view with these fields back at their defaults."""
        plain: dict[str, Any] = {field.name: field.default for field in fields(self) if field.name in names}
        return replace(self, **plain)

    @property
    def filtered(self) -> bool:
        """Whether any filter or selection is on."""
        return self.without(*FILTERS) != self


V = TypeVar("V", bound=View)


def _possible(view: V, events: Collection[str]) -> tuple[V, list[tuple[str, Any]]]:
    """A view without what is impossible together, and what that was, as (parameter, value).

    A period that ends before it begins, or begins after the day as of which is asked; the list of those who are not in
    custody, or of whom nothing is known any more, of people with a status that has no place there; an event that is of
    no kind or in no period that is asked for.
    """
    against: list[tuple[str, Any]] = []
    if view.since and view.until and view.since > view.until:
        against += [("since", view.since), ("until", view.until)]
    elif view.since and view.as_of and view.since > view.as_of and view.basis == "happened":
        against.append(("since", view.since))
    asked = set(view.status)
    nobody = {"others": asked <= {"in_custody", "not_known"}, "unknown": "not_known" not in asked}
    if asked and nobody.get(view.who):
        against.append(("who", view.who))
    held = view.without(*(name for name, _ in against))
    outside = [one for one in view.event if isinstance(events, Mapping) and not _within(held, events[one])]
    against += [("event", one) for one in outside]
    return replace(held, event=tuple(one for one in held.event if one not in outside)), against


def _within(view: View, event: Happened) -> bool:
    """Whether an event may be of the kinds and in the period that a view asks for."""
    first = view.since.toordinal() if view.since else None
    last = view.until.toordinal() if view.until else None
    if view.kind and event.kind not in view.kind:
        return False
    return (first is None or event.last >= first) and (last is None or event.first <= last)


@lru_cache
def _defaults() -> dict[str, Any]:
    return {field.name: field.default for field in fields(View)}


def _pairs(name: str, value: Any) -> list[tuple[str, str]]:
    """A field as parameters; none at its default."""
    if value == _defaults()[name]:
        return []
    return [(name, str(one)) for one in (value if isinstance(value, tuple) else (value,))]


@lru_cache(maxsize=10_000)
def _field(name: str, value: Any) -> str:
    """A field as a part of an address; empty at its default."""
    return "&".join(f"{name}={quote_plus(one)}" for name, one in _pairs(name, value))


@lru_cache(maxsize=64)
def _written(view: View) -> dict[str, str]:
    """Every field of a view as a part of its address."""
    return {name: _field(name, getattr(view, name)) for name in _defaults()}


def _read(name: str, value: str, known: Mapping[str, Collection[str]]) -> Any:
    """The value of a parameter, or None if it is no such value."""
    if name in known:
        return value if value in known[name] else None
    if name in CHOICES:
        return value if value in CHOICES[name] else None
    if name == "part":
        return int(value) if value.isascii() and value.isdigit() and 0 < int(value[:6]) < MOST_PARTS else None
    if name == "q":
        return value.strip()[:LONGEST].rstrip() or None
    try:
        found = span(value)
    except ValueError:
        return None
    if found is None or found.first.year not in YEARS or found.last.year not in YEARS:
        return None
    return found.last if name in ("until", "as_of") else found.first
