"""The Streamlit floor: reads the URL and mounts the page.

A page is one component: HTML that the templates made and the figures that stand in it. It sends nothing back: where a
click leads to is fetched, so the URL is the state and nothing else remembers anything.
"""

import gc
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import streamlit as st
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.errors import StreamlitAPIException
from streamlit.runtime import Runtime

from esimder import cite, counts, data, export, numbers, ordered, page, served, visit
from esimder.chosen import Chosen, chosen
from esimder.figures.drawn import Drawn
from esimder.figures.network import Network, network_figure
from esimder.figures.network import height as network_height
from esimder.figures.screen import FRAMES, Screen
from esimder.language import Language, spoken
from esimder.palette import LIGHT, THEMES, Palette

COMPONENT = "esimder.view"
_HALF: dict[Screen, Screen] = {"wide": "desktop", "desktop": "tablet"}  # what half of a screen has room for


def palette() -> Palette:
    """The colours of the reader's theme."""
    return THEMES.get(visit.device()["theme"], LIGHT)


def screen(wide: bool = False) -> Screen:
    """The width that a figure's labels must be safe for; `wide` for a figure that has the page for itself."""
    seen = cast(Screen, visit.device()["screen"])
    return seen if seen not in ("desktop", "wide") else "wide" if wide else "desktop"


def map_screen(wide: bool = False) -> Screen:
    """The width that a map must be safe for: on the overview it has about half of the window, else about two thirds."""
    seen = cast(Screen, visit.device()["screen"])
    return seen if wide else _HALF.get(seen, seen)


def large() -> Screen:
    """The width at which a figure is drawn to be enlarged for a room."""
    return "phone" if visit.device()["screen"] == "phone" else "tablet"


def open_page(path: str) -> page.Frame:
    """The view that the URL asks for; shows every fault and stops if the record does not hold."""
    visit.begin()
    try:
        return served.frame_for(path, visit.query(), visit.locale())
    except data.BadRecord as bad:
        say = _say()
        _mount(path, say, page.faults(say, bad.faults, served.folder().name), {}, say("fault.title"))
        visit.stop()
        raise


def show(frame: page.Frame, template: str, figures: dict[str, dict[str, Any]] | None = None, **values: Any) -> None:
    """Put a page on the screen: a template with its values, and the figures that stand in it by name."""
    rows = chosen(frame.record, frame.view)
    opened = numbers.opened(frame, rows, frame.view.number) if frame.view.number else None
    html = page.render(
        template,
        frame,
        opened=opened,
        download_number=export.address(frame, "number.csv"),
        later=rows.later,
        separate=rows.separate,
        held=_held(frame, rows),
        cite_view=cite.view(frame, frame.record.settings.address),
        ordered=ordered,
        zip=zip,
        **values,
    )
    title = " · ".join(filter(None, (values.get("heading"), page.titled(frame))))
    beside: dict[str, Any] = {name: values[name] for name in ("reader", "present") if name in values}
    _mount(frame.path, frame.say, html, figures or {}, title, {"address": frame.href(), **beside})
    _settle()


def _held(frame: page.Frame, rows: Chosen) -> str:
    """How much a view holds, in one line that a screen reader reads out when a filter has changed."""
    if rows.statements.empty:
        return frame.say("empty.title")
    held = {"people": counts.individuals(rows.people), "events": rows.events, "statements": rows.statements}
    return ", ".join(frame.say(f"total.{what}", n=len(table)) for what, table in held.items())


def ground(frame: page.Frame, wide: bool = False, drawn: Screen | None = None) -> str:
    """The address of the layer under the map, which the browser fetches once; as wide as the map is `drawn`."""
    return f"/ground/{frame.say.code}/{visit.device()['theme']}/{drawn or map_screen(wide)}.json"


def map_style(wide: bool = False) -> str:
    """The shape of the map's box, which never changes while a page is open."""
    return f"aspect-ratio:{FRAMES[map_screen(wide)].aspect}"


def brush(frame: page.Frame) -> str:
    """Where a brushed period leads: the address of this view with the two ends left open."""
    plain = frame.view.without("since", "until", "part").href(frame.path)
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
        "device": visit.device(),
        "waiting": {"slow": say("wait.slow"), "away": say("wait.away")},
        **(beside or {}),
    }
    if visit.answered(told):
        return
    if Runtime.exists():
        components = Runtime.instance().bidi_component_registry
        if components.get_component_asset_root(COMPONENT) is None:
            manifest = ComponentManifest(
                name="esimder", version="1", components=[ComponentConfig(name="view", asset_dir="web")]
            )
            components.register_from_manifest(manifest, Path(__file__).parent)
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
    return spoken(visit.query().get("lang", [""])[-1], visit.locale())
