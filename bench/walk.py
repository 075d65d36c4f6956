"""A walk over filters in which each step is one click and no view comes twice, so that no cache can flatter anybody."""

from esimder.chosen import chosen
from esimder.counts import individuals
from esimder.data import NEVER_FIRST, Record
from esimder.view import View


def walk(record: Record, steps: int) -> list[str]:
    """The places to click, one after another; each click changes what map, timeline and list show."""
    ids = list(record.statements["at"].value_counts().index.drop("", errors="ignore"))
    now: frozenset[str] = frozenset()
    seen, clicks = {now}, []
    while len(clicks) < steps:
        step = next(one for one in ids if now ^ {one} not in seen and _shown(record, now ^ {one}) != _shown(record, now))
        now ^= {step}
        seen.add(now)
        clicks.append(step)
    return clicks


def _shown(record: Record, places: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    rows = chosen(record, View(place=tuple(sorted(places))))
    dated = rows.events[rows.events["first"] < NEVER_FIRST]
    return frozenset(dated["event_id"]), frozenset(individuals(rows.people)["person_id"])
