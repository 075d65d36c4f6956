"""The Streamlit floor: reads the URL and mounts the page.

A page is one component: HTML that the templates made and the figures that stand in it. It sends nothing back: where a
click leads to is fetched, so the URL is the state and nothing else remembers anything.
"""

import gc
from functools import lru_cache
from typing import Any, cast

import streamlit as st
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.errors import StreamlitAPIException
from streamlit.runtime import Runtime

from esimder.exports import csv_files
from esimder.figures.network.network import Network, network_figure
from esimder.figures.network.network import height as network_height
from esimder.figures.palette import LIGHT, THEMES, Palette
from esimder.figures.plot_spec import Drawn
from esimder.figures.screen import VIEWPORTS, Screen
from esimder.i18n.language import Language, spoken
from esimder.paths import PACKAGE
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.record import load
from esimder.server import page_run, records
from esimder.views import citation, drilldown, ordering, page
from esimder.views.context import Context

COMPONENT = "esimder.view"
_HALF: dict[Screen, Screen] = {"wide": "desktop", "desktop": "tablet"}  # what half of a screen has room for


def palette() -> Palette:
    """The colours of the reader's theme."""
    return THEMES.get(page_run.device()["theme"], LIGHT)


def screen(wide: bool = False) -> Screen:
    """The width that a figure's labels must be safe for; `wide` for a figure that has the page for itself."""
    seen = cast(Screen, page_run.device()["screen"])
    return seen if seen not in ("desktop", "wide") else "wide" if wide else "desktop"


def map_screen(wide: bool = False) -> Screen:
    """The width that a map must be safe for: on the overview it has about half of the window, else about two thirds."""
    seen = cast(Screen, page_run.device()["screen"])
    return seen if wide else _HALF.get(seen, seen)


def large() -> Screen:
    """The width at which a figure is drawn to be enlarged for a room."""
    return "phone" if page_run.device()["screen"] == "phone" else "tablet"


def open_page(path: str) -> Context:
    """The view that the URL asks for; shows every fault and stops if the record does not hold."""
    page_run.begin()
    try:
        return records.context_for(path, page_run.query(), page_run.locale())
    except load.BadRecord as bad:
        say = _say()
        _mount(path, say, page.faults(say, bad.faults, records.folder().name), {}, say("fault.title"))
        page_run.stop()
        raise


def show(context: Context, template: str, figures: dict[str, dict[str, Any]] | None = None, **values: Any) -> None:
    """Put a page on the screen: a template with its values, and the figures that stand in it by name."""
    rows = select(context.record, context.view)
    opened = drilldown.opened(context, rows, context.view.number) if context.view.number else None
    html = page.render(
        template,
        context,
        opened=opened,
        download_number=csv_files.address(context, "number.csv"),
        later=rows.later,
        separate=rows.separate,
        held=_held(context, rows),
        cite_view=citation.view(context, context.record.settings.address),
        ordered=ordering,
        zip=zip,
        **values,
    )
    title = " · ".join(filter(None, (values.get("heading"), page.titled(context))))
    beside: dict[str, Any] = {name: values[name] for name in ("reader", "present") if name in values}
    _mount(context.path, context.say, html, figures or {}, title, {"address": context.href(), **beside})
    _settle()


def _held(context: Context, rows: Selection) -> str:
    """How much a view holds, in one line that a screen reader reads out when a filter has changed."""
    if rows.statements.empty:
        return context.say("empty.title")
    held = {"people": counts.individuals(rows.people), "events": rows.events, "statements": rows.statements}
    return ", ".join(context.say(f"total.{what}", n=len(table)) for what, table in held.items())


def ground(context: Context, wide: bool = False, drawn: Screen | None = None) -> str:
    """The address of the layer under the map, which the browser fetches once; as wide as the map is `drawn`."""
    return f"/ground/{context.say.code}/{page_run.device()['theme']}/{drawn or map_screen(wide)}.json"


def map_style(wide: bool = False) -> str:
    """The shape of the map's box, which never changes while a page is open."""
    return f"aspect-ratio:{VIEWPORTS[map_screen(wide)].aspect}"


def brush(context: Context) -> str:
    """Where a brushed period leads: the address of this view with the two ends left open."""
    plain = context.view.without("since", "until", "part").href(context.path)
    return f"{plain}{'&' if '?' in plain else '?'}since=SINCE&until=UNTIL"


def network(nodes: Network | None) -> tuple[dict[str, dict[str, Any]], str]:
    """The figure of relations by its name, and the shape of its box; neither where there is nothing to link."""
    if not nodes:
        return {}, ""
    drawn = network_figure(nodes, palette(), screen(wide=True))
    return {
        "network": figure(drawn)
    }, f"height:{network_height(nodes, screen(wide=True))}px;max-width:1160px;margin:0 auto"


@lru_cache
def _settle() -> None:
    """Once, after the first page: what it built and keeps (figures' classes, templates, counts) is never garbage."""
    gc.collect()
    gc.freeze()


def figure(drawn: Drawn, base: str = "", brush: str = "") -> dict[str, Any]:
    """A figure as the page takes it: `base` is the address of a layer drawn under it, `brush` where a brush leads."""
    return {"json": drawn.to_json(), "base": base, "brush": brush}


def _mount(
    path: str,
    say: Language,
    html: str,
    figures: dict[str, dict[str, Any]],
    title: str,
    beside: dict[str, Any] | None = None,
) -> None:
    told = {
        "html": html,
        "figures": figures,
        "lang": say.code,
        "title": title,
        "path": path,
        "device": page_run.device(),
        "waiting": {"slow": say("wait.slow"), "away": say("wait.away")},
        **(beside or {}),
    }
    if page_run.answered(told):
        return
    if Runtime.exists():
        components = Runtime.instance().bidi_component_registry
        if components.get_component_asset_root(COMPONENT) is None:
            manifest = ComponentManifest(
                name="esimder", version="1", components=[ComponentConfig(name="view", asset_dir="web")]
            )
            components.register_from_manifest(manifest, PACKAGE)
    st.components.v2.component(COMPONENT, js="view.js", isolate_styles=False)(data=told, key="page")


def stumbled(_: Exception) -> bool:
    """Shows the page for a failure in the reader's language instead of Streamlit's own; tells whether it could."""
    say = _say()
    try:
        _mount("stumbled", say, page.stumbled(say), {}, say("error.title"))
    except StreamlitAPIException:  # the failing page is already on the screen
        return False
    return True


def _say() -> Language:
    """The language of the reader, for pages that have no view."""
    return spoken(page_run.query().get("lang", [""])[-1], page_run.locale())
