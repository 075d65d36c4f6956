"""The figures of a run as a table: medians with their least and most, and ratios to the bare page, pair by pair."""

from statistics import median
from typing import Any

from bench.apps import APPS

Runs = dict[str, list[dict[str, Any]]]


def _spread(values: list[float], digits: int = 0) -> str:
    return f"{median(values):,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def _ratios(runs: Runs, name: str) -> list[float]:
    return [one["ms"] / bare["ms"] for one, bare in zip(runs[name], runs["bare"], strict=True)]


def rows(loads: Runs, changes: Runs, cpu: dict[str, float]) -> list[tuple[str, ...]]:
    """One row a figure, one column a candidate."""

    def row(title: str, cell: Any) -> tuple[str, ...]:
        return (title, *(cell(app.name) for app in APPS))

    return [
        ("", *(app.title for app in APPS)),
        row("first load, ms", lambda name: _spread([one["ms"] for one in loads[name]])),
        row("first load, ratio to bare", lambda name: _spread(_ratios(loads, name), 2)),
        row("first load, KB received", lambda name: f"{median(one['bytes'] for one in loads[name]) / 1000:,.0f}"),
        row("one change, ms", lambda name: _spread([one["ms"] for one in changes[name]])),
        row("one change, ratio to bare", lambda name: _spread(_ratios(changes, name), 2)),
        row("one change, KB received", lambda name: _spread([one["bytes"] / 1000 for one in changes[name]], 1)),
        row("one change, server CPU ms (mean)", lambda name: f"{cpu[name]:,.0f}"),
    ]


def plain(table: list[tuple[str, ...]]) -> str:
    """The table in columns."""
    wide = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [[cell.ljust(size) for cell, size in zip(line, wide, strict=True)] for line in table]
    return "\n".join("  ".join(line).rstrip() for line in lines)


def markdown(table: list[tuple[str, ...]]) -> str:
    """The table in Markdown."""
    head, *body = table
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *body))
