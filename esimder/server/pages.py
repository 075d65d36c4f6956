"""The pages: where their functions stand, and what a page answers to a request.

A page is a function of its context, in a script of its own. Streamlit runs the script when a page is first opened; an
open page fetches all that follows. Both call the same function, by `answer`.
"""

import gc
import logging
import re
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, cast

from esimder.exports import making
from esimder.i18n.language import Language, spoken
from esimder.paths import ROOT, WEB
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.record.load import BadRecord
from esimder.server import records
from esimder.views import citation, drilldown, ordering, page
from esimder.views.answer import Page
from esimder.views.context import APART, PAGES, Context, Query
from esimder.views.device import Device

SCRIPTS = {"": "dashboard.py", **{path: f"pages/{path}.py" for path in (*PAGES, *APART) if path}}
# The number of a page, by which it is sorted, and its name.
SCRIPT = re.compile(r"(?!__init__)([0-9]*)[_-]*([^\W\d_][\w-]*)")
PageFunction = Callable[[Context], Page]
Payload = dict[str, Any]


@cache
def icon() -> str:
    """Our sign, as an address that holds it: for a file of it a browser would ask anew with every view."""
    return "data:image/svg+xml;base64," + b64encode((WEB / "icon.svg").read_bytes()).decode()


@cache
def function(path: str) -> PageFunction:
    """The function of a page, from its script, which is imported once."""
    script = ROOT / SCRIPTS[path]
    name = ".".join(script.relative_to(ROOT).with_suffix("").parts)
    if name not in sys.modules:
        spec = spec_from_file_location(name, script)
        assert spec and spec.loader
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
    return cast(PageFunction, sys.modules[name].page)


def url_path(script: Path) -> str:
    """The path of a script's page, as Streamlit makes it: without the number that may stand before its name."""
    name = SCRIPT.fullmatch(script.stem)
    return name[2] if name and script.name != "dashboard.py" else ""


@cache
def own() -> dict[str, str]:
    """The pages that others have put into `pages/`: their names in the bar by their paths, in Streamlit's order."""
    names = [SCRIPT.fullmatch(script.stem) for script in (ROOT / "pages").glob("*.py")]
    ordered = sorted((float(name[1] or "inf"), name[2]) for name in names if name)
    return {path: path.replace("_", " ") for _, path in ordered if path not in SCRIPTS}


def is_page(path: str) -> bool:
    """Whether a path is that of a page, for which Streamlit sends its shell."""
    return not path.startswith("//") and (path.strip("/") in SCRIPTS or path.strip("/") in own())


def answer(
    function: PageFunction, path: str, query: Query, device: Device, posted: str = "", locale: str | None = None
) -> Payload:
    """What the browser is sent of a page; the list of faults if the record does not hold, and plain words if the
    function fails."""
    try:
        context = replace(records.context_for(path, query, locale), device=device, query=query, posted=posted)
        return _payload(context, function(context))
    except BadRecord as bad:
        return faults(path, bad, query, device, locale)
    except Exception:
        logging.getLogger(__name__).exception("a page failed")
        return stumbled(language_of(query, locale), device)


def bar(context: Context, device: Device) -> Payload:
    """What the browser is sent of a page of one's own: the bar and the filters, which stand above it."""
    html = _html(context, Page("own.html"))
    title = f"{own()[context.path]} · {context.say('name')}"
    return {**frame(context.path, context.say, device, html, title), "address": context.href(), "own": True}


def faults(path: str, bad: BadRecord, query: Query, device: Device, locale: str | None) -> Payload:
    """What a reader sees in place of every page if the record does not hold: the list of faults."""
    say = language_of(query, locale)
    html = page.faults(say, bad.faults, records.folder().name)
    return frame(path, say, device, html, say("fault.title"))


def stumbled(say: Language, device: Device) -> Payload:
    """What a reader sees in place of a page that failed: plain words, a way on, and nothing of the data."""
    return frame("stumbled", say, device, page.stumbled(say), say("error.title"))


def language_of(query: Query, locale: str | None) -> Language:
    """The reader's language, for what is shown without a context."""
    return spoken(query.get("lang", [""])[-1], locale)


def frame(path: str, say: Language, device: Device, html: str, title: str) -> Payload:
    """What the browser is sent of every page."""
    return {
        "html": html,
        "figures": {},
        "lang": say.code,
        "title": title,
        "path": path,
        "device": asdict(device),
        "waiting": {"slow": say("wait.slow"), "away": say("wait.away")},
    }


def _payload(context: Context, shown: Page) -> Payload:
    html = _html(context, shown)
    title = " · ".join(filter(None, (shown.heading, page.titled(context))))
    figures = {name: figure.payload() for name, figure in shown.figures.items()}
    _settle()
    framed = frame(context.path, context.say, context.device, html, title)
    return {**framed, "figures": figures, "address": context.href(), **shown.data}


def _html(context: Context, shown: Page) -> str:
    """The page between our bar, the filters and the footer."""
    rows = select(context.record, context.view)
    return page.render(
        shown.template,
        context if shown.left_out is None else replace(context, left_out=shown.left_out),
        opened=drilldown.opened(context, rows, context.view.number) if context.view.number else None,
        download_number=making.address(context, "number"),
        later=rows.later,
        separate=rows.separate,
        held=_held(context, rows),
        cite_view=citation.view(context, context.record.settings.address),
        ordered=ordering,
        zip=zip,
        own_pages=own(),
        **shown.values,
        **shown.data,
    )


def _held(context: Context, rows: Selection) -> str:
    """How much a view holds, in one line that a screen reader reads out when a filter has changed."""
    if rows.statements.empty:
        return context.say("empty.title")
    tables = {"people": counts.individuals(rows.people), "events": rows.events, "statements": rows.statements}
    return ", ".join(context.say(f"total.{name}", n=len(table)) for name, table in tables.items())


@cache
def _settle() -> None:
    """Once, after the first page: what it built and keeps (figures' classes, templates, counts) is never garbage."""
    gc.collect()
    gc.freeze()
