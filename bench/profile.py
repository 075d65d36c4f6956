"""Where a change takes its time, on the server and in the browser: `python -m bench.profile [CHANGES]`."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, sync_playwright

from bench.apps import OURS, running
from bench.browser import Tab, launch
from bench.walk import walk
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.timeline import timeline
from esimder.query import counts
from esimder.record import load
from esimder.server import pages
from esimder.views import lists, marks, page, scenes
from esimder.views.device import DESKTOP

WRAP = (Path(__file__).parent / "profile.js").read_text(encoding="utf-8")
PARTS: tuple[tuple[Any, str], ...] = (
    (scenes, "chosen"),
    (counts, "flows"),
    (counts, "by_quarter"),
    (counts, "totals"),
    (marks, "cities"),
    (marks, "regions"),
    (marks, "by_kind"),
    (lists, "people"),
    (marks, "places"),
    (lists, "detail"),
    (scenes, "city_map"),
    (timeline, "timeline"),
    (PlotSpec, "to_json"),
    (page, "render"),
)
BUSY = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
Times = dict[str, list[float]]


@contextmanager
def timed(found: Times) -> Iterator[None]:
    """The named parts, each noting its milliseconds of processor time; a part within a part counts in both."""

    def wrapped(name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.thread_time()
            try:
                return plain(*args, **kwargs)
            finally:
                found.setdefault(name, []).append((time.thread_time() - start) * 1000)

        return call

    kept = [(module, name, getattr(module, name)) for module, name in PARTS]
    for module, name, plain in kept:
        setattr(module, name, wrapped(name, plain))
    try:
        yield
    finally:
        for module, name, plain in kept:
            setattr(module, name, plain)


def server(clicks: list[str]) -> None:
    """The page's script by its parts, without Streamlit and the wire around it."""
    found: Times = {}
    sizes: Times = {}
    now: list[str] = []
    for click in clicks:
        now = [one for one in now if one != click] if click in now else [*now, click]
        with timed(found):
            start = time.thread_time()
            told = pages.answer(pages.function(""), "", {"lang": ["en"], "place": now}, DESKTOP)
            found.setdefault("whole script", []).append((time.thread_time() - start) * 1000)
        shown = {"html": told["html"], **{name: figure["json"] for name, figure in told["figures"].items()}}
        for name, text in shown.items():
            sizes.setdefault(name, []).append(len(text.encode()) / 1000)
    runs = len(found["whole script"])
    print("server, ms of processor time a change (mean; the calls added up)")
    for name, times in sorted(found.items(), key=lambda pair: -sum(pair[1])):
        print(f"  {name:14} {sum(times) / runs:6.1f}   {len(times) // runs} calls")
    print("message, KB")
    for name, each in sizes.items():
        print(f"  {name:14} {median(each):6.1f}")


def metrics(wire: CDPSession) -> dict[str, float]:
    """What the browser counts of its main thread, in seconds."""
    return {one["name"]: one["value"] for one in wire.send("Performance.getMetrics")["metrics"]}


def browser(clicks: list[str]) -> None:
    """The same changes seen from the browser, in the order in which things happen."""
    found: Times = {}
    with running((OURS,)) as servers, sync_playwright() as playwright:
        tab = Tab(launch(playwright), OURS)
        tab.page.add_init_script(WRAP)
        tab.load()
        tab.open_menu()
        wire = tab.context.new_cdp_session(tab.page)
        wire.send("Performance.enable", {"timeDomain": "threadTicks"})
        before, busy = servers["esimder"].cpu(), metrics(wire)
        for click in clicks:
            tab.page.evaluate("window.profile.length = 0")
            run = tab.change(click)
            for name, at, took in tab.page.evaluate("window.profileOf()"):
                found.setdefault(f"{name}, at", []).append(at)
                if took:
                    found.setdefault(f"{name}, took", []).append(took)
            found.setdefault("all drawn, at", []).append(run["ms"])
        after = metrics(wire)
        print(
            "browser's main thread, ms of processor time a change: "
            + ", ".join(f"{name} {1000 * (after[name] - busy[name]) / len(clicks):.0f}" for name in BUSY)
        )
        print(f"server CPU a change {(servers['esimder'].cpu() - before) / len(clicks):.0f} ms")
    print("browser, ms after the click (medians)")
    for name, times in sorted(found.items(), key=lambda pair: (pair[0].endswith("took"), median(pair[1]))):
        print(f"  {name:28} {median(times):6.1f}")


if __name__ == "__main__":
    steps = walk(load.load(), int(sys.argv[1]) if len(sys.argv) > 1 else 15)
    server(steps)
    browser(steps)
