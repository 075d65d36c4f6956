"""A walk over filters in which each step is one click and no view comes twice, so that no cache can flatter anybody."""

from esimder.query.counts import individuals
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.dates import is_dated
from esimder.record.load import Record


def walk(record: Record, steps: int) -> list[str]:
    """The places to click, one after another; each click changes what map, timeline and list show."""
    ids = list(record.statements["at"].value_counts().index.drop("", errors="ignore"))
    now: frozenset[str] = frozenset()
    seen = {now}
    clicks: list[str] = []
    while len(clicks) < steps:
        fresh = (one for one in ids if now ^ {one} not in seen)
        step = next(one for one in fresh if _all_differ(record, now, now ^ {one}))
        now ^= {step}
        seen.add(now)
        clicks.append(step)
    return clicks


def _all_differ(record: Record, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the timeline and the list both differ; the map marks the chosen places, so it always does."""
    return all(before != after for before, after in zip(_shown(record, one), _shown(record, other), strict=True))


def _shown(record: Record, places: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    rows = select(record, View(place=tuple(sorted(places))))
    dated = rows.events[is_dated(rows.events["first"])]
    return frozenset(dated["event_id"]), frozenset(individuals(rows.people))
