"""Run the benchmark: `python -m bench [ROUNDS]` (`make bench`). It prints a table and keeps it in bench/output/."""

import json
import os
import platform
import sys
from datetime import UTC, datetime

from playwright.sync_api import Browser, sync_playwright

from bench import report
from bench.apps import APPS, ROOT, Server, running
from bench.browser import Tab, launch
from bench.walk import walk
from esimder.record import load

OUTPUT = ROOT / "bench" / "output"
WARM = 3  # changes before the first one that counts


def first_loads(browser: Browser, rounds: int) -> report.Runs:
    """Loads in fresh contexts, one after another, the order turned by one with each round; the first is for warmth."""
    found: report.Runs = {app.name: [] for app in APPS}
    for number in range(rounds + 1):
        for turn in range(len(APPS)):
            app = APPS[(number + turn) % len(APPS)]
            tab = Tab(browser, app)
            found[app.name].append(tab.load())
            tab.context.close()
    return {name: runs[1:] for name, runs in found.items()}


def changes(browser: Browser, servers: dict[str, Server], rounds: int) -> tuple[report.Runs, dict[str, float]]:
    """Changes of the filter, the candidates taking turns, and each server's processor time a change."""
    tabs = {app.name: Tab(browser, app) for app in APPS}
    for tab in tabs.values():
        tab.load()
        tab.open_menu()
    found: report.Runs = {app.name: [] for app in APPS}
    spent = {app.name: 0.0 for app in APPS}
    for number, place in enumerate(walk(load.load(), rounds + WARM)):
        for turn in range(len(APPS)):
            name = APPS[(number + turn) % len(APPS)].name
            before = servers[name].cpu()
            run = tabs[name].change(place)
            if number >= WARM:
                found[name].append(run)
                spent[name] += servers[name].cpu() - before
    for tab in tabs.values():
        tab.context.close()
    return found, {name: total / rounds for name, total in spent.items()}


def main(rounds: int) -> None:
    """One run of everything."""
    with running() as servers, sync_playwright() as playwright:
        browser = launch(playwright)
        loads = first_loads(browser, rounds)
        changed, cpu = changes(browser, servers, rounds)
        about = {
            "when": datetime.now(UTC).isoformat(timespec="minutes"),
            "rounds": rounds,
            "browser": browser.version,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": os.getloadavg(),
        }
        browser.close()
    table = report.rows(loads, changed, cpu)
    OUTPUT.mkdir(exist_ok=True)
    whole = {"about": about, "loads": loads, "changes": changed, "cpu": cpu}
    (OUTPUT / "latest.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")
    (OUTPUT / "latest.md").write_text(report.markdown(table) + "\n", encoding="utf-8")
    print(" · ".join(f"{name} {value}" for name, value in about.items()), report.plain(table), sep="\n\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
