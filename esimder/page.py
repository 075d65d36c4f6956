"""Words and figures in, one page of HTML out. Every word of the record is escaped by the templates' autoescape."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from babel.dates import get_month_names
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from esimder import counts, responsible, schema
from esimder.check import Fault, causes
from esimder.data import Record
from esimder.dates import between
from esimder.directory import Directory
from esimder.escape import bounded
from esimder.language import FULL_NAMES, OWN_NAMES, Language, language
from esimder.palette import DARK, LIGHT, tones
from esimder.view import FILTERS, LONGEST, View

DAYS: dict[str, tuple[str, ...]] = {"period": ("since", "until"), "as_of": ("as_of",)}
MENUS = (*DAYS, "kind", "place", "status", "source")
PAGES = ("", "map", "timeline", "detained", "person", "sources", "method")
TITLED = 3  # of what is asked for, how much a title says
APART = ("present", "names")  # pages of no view: no filters stand on them


def _bounded(value: object) -> object:
    """What a template is about to write; what it has escaped by hand (`| e`) stays letter by letter."""
    return bounded(value) if type(value) is str else value


_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    finalize=_bounded,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["responsible"] = responsible


@dataclass(frozen=True)
class Frame:
    """What every page knows: the view, the words, the names, and which of the pages it is (its path)."""

    view: View
    say: Language
    directory: Directory
    record: Record
    path: str
    left_out: tuple[tuple[str, str], ...] = ()

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
        return [(code, self.say(f"event_kind.{code}")) for code in schema.EVENT_KINDS]

    def states(self) -> list[tuple[str, str]]:
        """The states as choices."""
        return [(code, self.say(f"state.{code}")) for code in (*schema.STATES, "none")]

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

    def toggled(self, name: str, code: str) -> str:
        """The address of this view with one code of a filter switched on or off."""
        return self.view.toggled(name, code).href(self.path)


def chips(frame: Frame) -> list[dict[str, str]]:
    """The active filters in words, each with the address of the view without it."""
    view, say, names = frame.view, frame.say, frame.directory
    worded: dict[str, Callable[[str], str]] = {
        "kind": lambda code: say(f"event_kind.{code}"),
        "status": lambda code: say(f"state.{code}"),
        "place": names.place,
        "source": names.source,
        "person": names.person,
        "event": names.event,
    }
    found = []
    if view.q:
        found.append({"name": say("filter.q"), "value": say("quoted", text=view.q), "href": frame.href(q="")})
    if view.since or view.until:
        found.append(
            {"name": say("filter.period"), "value": frame.period(), "href": frame.href(since=None, until=None)}
        )
    for name, word in worded.items():
        found += [
            {"name": say(f"filter.{name}"), "value": word(code), "href": frame.toggled(name, code)}
            for code in getattr(view, name)
        ]
    if view.as_of and view.as_of != frame.record.settings.as_of:
        found.append({"name": say("filter.as_of"), "value": say.day(view.as_of), "href": frame.href(as_of=None)})
    if view.basis == "published":
        name, value = say("basis.title"), say("basis.published")
        found.append({"name": name, "value": value, "href": frame.href(basis="happened")})
    if view.q and view.spelling:
        found.append({"name": say("filter.q"), "value": say("find.exact"), "href": frame.href(spelling="")})
    if view.scope == "all":
        found.append({"name": say("filter.scope"), "value": say("scope.all"), "href": frame.href(scope="main")})
    return found


def _beside(frame: Frame) -> list[dict[str, str]]:
    """The chips that stand on a page: the page of one person is about that person without saying so in a chip."""
    own = frame.toggled("person", frame.view.person[0]) if frame.path == "person" and frame.view.person else ""
    return [chip for chip in chips(frame) if chip["href"] != own]


def titled(frame: Frame) -> str:
    """What a page is called in a tab, a history and a bookmark: the chosen ones and the filters, the page, our name."""
    view, names, say = frame.view, frame.directory, frame.say
    called = (("person", names.person), ("event", names.event), ("source", names.source), ("place", names.place))
    chosen = [word(one) for name, word in called for one in getattr(view, name)]
    asked = [chip["value"] for chip in chips(frame)] if frame.path in PAGES else []
    told = list(dict.fromkeys([*chosen, *asked]))
    shown = ", ".join(shorten(one, 80, placeholder="…") if len(one) > 80 else one for one in told[:TITLED])
    page = say("page." + (frame.path or "overview"))
    return " · ".join(filter(None, (shown + "…" * (len(told) > TITLED), page, say("name"))))


def render(template: str, frame: Frame, **values: Any) -> str:
    """One page: the bar and the filters around a template of `templates/`."""
    return _templates.get_template(template).render(
        frame=frame,
        view=frame.view,
        say=frame.say,
        names=frame.directory,
        record=frame.record,
        href=frame.href,
        toggled=frame.toggled,
        pages=PAGES,
        chips=_beside(frame),
        schema=schema,
        own_names=OWN_NAMES,
        full_names=FULL_NAMES,
        longest=LONGEST,
        **values,
    )


def part(template: str, frame: Frame, **values: Any) -> str:
    """A part of a page that the browser puts in later."""
    return _templates.get_template(template).render(frame=frame, say=frame.say, **values)


def menu(frame: Frame, name: str) -> str:
    """What one of the MENUS offers, for the browser to put in when it is opened; nothing in it stands chosen yet."""
    offered: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "kind": frame.kinds,
        "place": frame.places,
        "status": frame.states,
        "source": frame.sources,
    }
    options, days = offered[name]() if name in offered else [], DAYS.get(name, ())
    return part("menu.html", frame, name=name, options=options, days=days)


def frame(view: View, say: Language, record: Record, path: str, left_out: tuple[tuple[str, str], ...]) -> Frame:
    """The frame of a page for a view of a record."""
    names = Directory(record, say, view.as_of or record.settings.as_of, view.names == "original")
    return Frame(view, say, names, record, path, left_out)


def colours() -> str:
    """Both themes' colours, and those of the states, as a style sheet."""
    dark = f"@media not print{{:is(.esimder,.tray,.unanswered)[data-theme=dark]{{{DARK.css()}}}}}"
    # Paper is light; what was drawn for the dark stands on it as a dark picture.
    drawn = f"@media print{{[data-theme=dark] :is([data-figure],.present>.picture){{{DARK.css()}}}}}"
    return f".esimder,.tray,.unanswered{{{LIGHT.css()}}}{dark}{drawn}{tones()}"


def faults(say: Language, found: list[Fault], folder: str) -> str:
    """The report of every fault, in place of a page."""
    return _templates.get_template("faults.html").render(say=say, faults=found, causes=causes(found), folder=folder)


def stumbled(say: Language) -> str:
    """What a reader sees when a page fails: plain words and a way on, and nothing of the data."""
    return _templates.get_template("stumbled.html").render(say=say)


def nowhere(say: Language) -> str:
    """What a reader sees at an address that is no page of ours: a page by itself, with the way to the first one."""
    return _templates.get_template("nowhere.html").render(say=say)


def noscript(path: str, query: list[tuple[str, str]]) -> str:
    """What a browser that runs no script shows: in every language why, and the view as a file that needs none."""
    asked = [pair for pair in query if pair[0] not in ("lang", "embed") and not pair[0].startswith("_")]
    told = [
        (language(code), f"/take/page?{urlencode([*asked, ('lang', code), ('_path', path)])}") for code in OWN_NAMES
    ]
    return _templates.get_template("noscript.html").render(told=told)


@lru_cache
def months(code: str) -> tuple[str, ...]:
    """The names of the twelve months by themselves, from Babel."""
    names = get_month_names("wide", "stand-alone", code)
    return tuple(str(names[number]) for number in range(1, 13))
