"""Words and figures in, one page of HTML out. Every word of the record is escaped by the templates' autoescape."""

from collections.abc import Callable
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from esimder.figures.palette import DARK, LIGHT, tones
from esimder.i18n.language import FULL_NAMES, OWN_NAMES, Language, language
from esimder.paths import TEMPLATES
from esimder.query.view import LONGEST
from esimder.record import codes, schema
from esimder.record.check import Fault, causes
from esimder.record.escape import bounded
from esimder.views import cells, responsible
from esimder.views.context import DAYS, PAGES, Context

TITLED = 3  # of what is asked for, how much a title says


def _bounded(value: object) -> object:
    """What a template is about to write; what it has escaped by hand (`| e`) stays letter by letter."""
    return bounded(value) if type(value) is str else value


_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    finalize=_bounded,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["cells"] = cells
_templates.globals["responsible"] = responsible


def chips(context: Context) -> list[dict[str, str]]:
    """The active filters in words, each with the address of the view without it."""
    view, say, names = context.view, context.say, context.directory
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
        found.append({"name": say("filter.q"), "value": say("quoted", text=view.q), "href": context.href(q="")})
    if view.since or view.until:
        found.append(
            {"name": say("filter.period"), "value": context.period(), "href": context.href(since=None, until=None)}
        )
    for name, word in worded.items():
        found += [
            {"name": say(f"filter.{name}"), "value": word(code), "href": context.toggled(name, code)}
            for code in getattr(view, name)
        ]
    if view.as_of and view.as_of != context.record.settings.as_of:
        found.append({"name": say("filter.as_of"), "value": say.day(view.as_of), "href": context.href(as_of=None)})
    if view.basis == "published":
        name, value = say("basis.title"), say("basis.published")
        found.append({"name": name, "value": value, "href": context.href(basis="happened")})
    if view.q and view.spelling:
        found.append({"name": say("filter.q"), "value": say("find.exact"), "href": context.href(spelling="")})
    if view.scope == "all":
        found.append({"name": say("filter.scope"), "value": say("scope.all"), "href": context.href(scope="main")})
    return found


def _beside(context: Context) -> list[dict[str, str]]:
    """The chips that stand on a page: the page of one person is about that person without saying so in a chip."""
    own = context.toggled("person", context.view.person[0]) if context.path == "person" and context.view.person else ""
    return [chip for chip in chips(context) if chip["href"] != own]


def titled(context: Context) -> str:
    """What a page is called in a tab, a history and a bookmark: the chosen ones and the filters, the page, our name."""
    view, names, say = context.view, context.directory, context.say
    called = (("person", names.person), ("event", names.event), ("source", names.source), ("place", names.place))
    chosen = [word(one) for name, word in called for one in getattr(view, name)]
    asked = [chip["value"] for chip in chips(context)] if context.path in PAGES else []
    told = list(dict.fromkeys([*chosen, *asked]))
    shown = ", ".join(shorten(one, 80, placeholder="…") if len(one) > 80 else one for one in told[:TITLED])
    page = say("page." + (context.path or "overview"))
    return " · ".join(filter(None, (shown + "…" * (len(told) > TITLED), page, say("name"))))


def render(template: str, context: Context, **values: Any) -> str:
    """One page: the bar and the filters around a template of `templates/`."""
    return _templates.get_template(template).render(
        context=context,
        view=context.view,
        say=context.say,
        names=context.directory,
        record=context.record,
        href=context.href,
        toggled=context.toggled,
        pages=PAGES,
        chips=_beside(context),
        vocabulary=codes,
        schema=schema,
        own_names=OWN_NAMES,
        full_names=FULL_NAMES,
        longest=LONGEST,
        **values,
    )


def part(template: str, context: Context, **values: Any) -> str:
    """A part of a page that the browser puts in later."""
    return _templates.get_template(template).render(context=context, say=context.say, **values)


def menu(context: Context, name: str) -> str:
    """What one of the MENUS offers, for the browser to put in when it is opened; nothing in it stands chosen yet."""
    offered: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "kind": context.kinds,
        "place": context.places,
        "status": context.states,
        "source": context.sources,
    }
    options, days = offered[name]() if name in offered else [], DAYS.get(name, ())
    return part("menu.html", context, name=name, options=options, days=days)


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
