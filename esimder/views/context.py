"""What every page, list and file of one view is made from: the question, the words, the names, the record, the page."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Self

from babel.dates import get_month_names

from esimder.i18n.labels import Directory
from esimder.i18n.language import Language, spoken
from esimder.query import counts
from esimder.query.selection import codes
from esimder.query.view import FILTERS, View
from esimder.record.codes import EVENT_KINDS, STATES
from esimder.record.dates import between
from esimder.record.load import Record
from esimder.views.device import DESKTOP, Device

DAYS: dict[str, tuple[str, ...]] = {"period": ("since", "until"), "as_of": ("as_of",)}
MENUS = (*DAYS, "kind", "place", "status", "source")
PAGES = ("", "map", "timeline", "detained", "person", "sources", "method")
APART = ("present", "names")  # pages of no view: no filters stand on them

Query = dict[str, list[str]]


@dataclass(frozen=True)
class Context:
    """What every page knows: the view, the words, the names, which of the pages it is (its path), and the request.

    `query` are the parameters of the address as they came, `posted` is what the browser sent beside it: a draft.
    """

    view: View
    say: Language
    directory: Directory
    record: Record
    path: str
    left_out: tuple[tuple[str, str], ...] = ()
    device: Device = DESKTOP
    query: Query = field(default_factory=dict)
    posted: str = ""

    @classmethod
    def of(cls, view: View, say: Language, record: Record, path: str, left_out: tuple[tuple[str, str], ...]) -> Self:
        """The context of a page for a view of a record."""
        names = Directory(record, say, view.as_of or record.settings.as_of, view.names == "original")
        return cls(view, say, names, record, path, left_out)

    @classmethod
    def asked(cls, record: Record, path: str, query: Query, locale: str | None) -> Self:
        """The context for the view of a record that a query asks for, with words and names."""
        view, left_out = View.from_query(query, codes(record))
        return cls.of(view, spoken(view.lang, locale), record, path, left_out)

    def href(self, path: str | None = None, **changes: Any) -> str:
        """The address of this view, with changes, on this or another page."""
        if path is not None and path != self.path:
            changes = {"sort": "", "part": 1, **changes}  # how one page's table stands says nothing of another's
        return self.view.href(self.path if path is None else path, **changes)

    def offer(self) -> str:
        """The address of what this view can be taken away as."""
        return self.view.href("take", lang=self.say.code) + f"&_path={self.path}"

    def cleared(self) -> str:
        """The address of this page with no filter at all."""
        return self.view.without(*FILTERS).href(self.path)

    def places(self) -> list[tuple[str, str]]:
        """The places of the record as choices, in the order of their names."""
        return sorted(
            ((one, self.directory.place(one)) for one in self.record.places["place_id"]),
            key=lambda pair: self.say.order(pair[1]),
        )

    def sources(self) -> list[tuple[str, str]]:
        """The sources of the record as choices, in the order of their publishers and of the days of publication."""
        names = self.directory

        def order(one: str) -> tuple[str, str]:
            return self.say.order(names.publisher(one)), str(names.row("sources", one)["published"])

        return [(one, names.source(one)) for one in sorted(self.record.sources["source_id"], key=order)]

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of events as choices."""
        return [(code, self.say(f"event_kind.{code}")) for code in EVENT_KINDS]

    def states(self) -> list[tuple[str, str]]:
        """The states as choices."""
        return [(code, self.say(f"state.{code}")) for code in (*STATES, "none")]

    def picked(self, menu: str) -> str:
        """What stands chosen in one of the MENUS, as JSON: lists of codes, or a day, by parameter."""
        days = DAYS.get(menu)
        if days is None:
            return json.dumps({menu: getattr(self.view, menu)})
        asked = {"since": self.view.since, "until": self.view.until, "as_of": self.directory.as_of}
        return json.dumps({name: str(asked[name] or "") for name in days})

    def month(self, number: int) -> str:
        """The name of a month by itself."""
        return months(self.say.code)[number - 1]

    def years(self) -> range:
        """The years that the record's events span."""
        first, last = counts.extent(self.record)
        return range(date.fromordinal(first).year, date.fromordinal(last).year + 1)

    def period(self) -> str:
        """The period that the view asks for, in words."""
        if self.view.since and self.view.until and self.view.since > self.view.until:  # asked by hand; holds nothing
            return f"{self.say.day(self.view.since)} – {self.say.day(self.view.until)}"
        return self.say.date(between(self.view.since, self.view.until))

    def latest(self) -> date:
        """The last day of which the record says anything."""
        return date.fromordinal(counts.extent(self.record)[1])

    def toggled(self, name: str, *codes: str) -> str:
        """The address of this view with codes of a filter switched on or off."""
        view = self.view
        for code in codes:
            view = view.toggled(name, code)
        return view.href(self.path)


@lru_cache
def months(code: str) -> tuple[str, ...]:
    """The names of the twelve months by themselves, from Babel."""
    names = get_month_names("wide", "stand-alone", code)
    return tuple(str(names[number]) for number in range(1, 13))
