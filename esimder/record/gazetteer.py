"""Places that the world knows, from GeoNames, kept beside the boundaries: names and coordinates for one's own rows.

A row of one's own table means a known place if one of its names sounds like one of the place's and its coordinates, if
it has any, lie near; without a like name only coordinates that lie very near do. Nothing of it is ever put into the
record: it is proposed, and it helps the search.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from math import cos, hypot, radians
from pathlib import Path

from esimder.paths import GEO
from esimder.record.check import Fault, Raw, other_names
from esimder.record.schema import LANGUAGES
from esimder.spelling.folding import readings, words

HOME = GEO / "names.csv"
NEAR, VERY_NEAR = 40.0, 5.0  # km
_DEGREE = 111.2  # km
_READINGS = 8
Row = Mapping[str, object]


@dataclass(frozen=True)
class Known:
    """A known place: its names today by language (empty where unknown), at other times by EDTF span, and all others."""

    id: str
    names: Mapping[str, str]
    then: tuple[tuple[str, Mapping[str, str]], ...]
    also: tuple[str, ...]
    lat: float
    lon: float
    country: str

    def every(self) -> tuple[str, ...]:
        """Every name, today's first."""
        return (*self.names.values(), *(name for _, names in self.then for name in names.values()), *self.also)


@lru_cache(maxsize=20_000)
def sounds(name: str) -> frozenset[str]:
    """The ways in which a whole name may sound."""
    parts = [[one for one in readings(word) if one] for word in words(name)]
    return frozenset("".join(way) for way in islice(product(*parts), _READINGS)) - {""}


@lru_cache(maxsize=2)
def places(path: Path = HOME) -> tuple[Known, ...]:
    """The known places, the largest first."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Known(
                row["geonameid"],
                {code: row[f"name_{code}"] for code in LANGUAGES},
                tuple(other_names(row["other_names"])),
                tuple(filter(None, row["also"].split("|"))),
                float(row["lat"]),
                float(row["lon"]),
                row["country"],
            )
            for row in csv.DictReader(file)
        )


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for known in places():
        for sound in {sound for name in known.every() for sound in sounds(name)}:
            found.setdefault(sound, []).append(known)
    return found


def _names(row: Row) -> list[str]:
    try:
        then = other_names(str(row.get("other_names") or ""))
    except ValueError:  # told as a fault elsewhere
        then = []
    return [
        *(str(row.get(f"name_{code}") or "") for code in LANGUAGES),
        *(one for _, two in then for one in two.values()),
    ]


def _at(row: Row) -> tuple[float, float] | None:
    try:
        lat, lon = float(str(row.get("lat"))), float(str(row.get("lon")))
    except ValueError:
        return None
    return (lat, lon) if lat == lat and lon == lon else None


def apart(known: Known, lat: float, lon: float) -> float:
    """Kilometres between a known place and a point."""
    return _DEGREE * hypot(known.lat - lat, (known.lon - lon) * cos(radians(known.lat)))


def like(row: Row) -> list[Known]:
    """The known places of the row's country of which it has a name, however it is spelled."""
    heard = {sound for name in _names(row) for sound in sounds(name)}
    named = {known.id: known for sound in sorted(heard) for known in _by_sound().get(sound, ())}
    return [known for known in named.values() if row.get("country") in (None, "", known.country)]


def known(row: Row) -> Known | None:
    """The known place that a row of a table of places means; None if there is none, or several and no city of ours."""
    named, point = like(row), _at(row)
    if row.get("kind") in ("region", "country"):
        return None
    if point is None:
        ours = [one for one in named if all(one.names.values())]
        return named[0] if len(named) == 1 else ours[0] if len(ours) == 1 else None
    near = [one for one in named if apart(one, *point) <= NEAR]
    near = near or [one for one in places() if apart(one, *point) <= VERY_NEAR and not named]
    return min(near, key=lambda one: apart(one, *point), default=None)


@dataclass(frozen=True)
class Proposal:
    """Something that GeoNames would add to a row of a table of places, or doubts in it.

    The kind is `coordinates` (none stand there), `far` (they lie far from the place of that name) or `then` (a name at
    another time is missing); `text` is what to write, as a cell of the table holds it, `km` how far is far.
    """

    place_id: str
    kind: str
    known: Known
    text: str
    km: int = 0


def _proposed(row: Row) -> Iterable[Proposal]:
    one, point, named = str(row["place_id"]), _at(row), like(row)
    found = known(row)
    if point is None and found:
        yield Proposal(one, "coordinates", found, f"{found.lat}, {found.lon}")
    if point and named and found is None and row.get("kind") not in ("region", "country"):
        nearest = min(named, key=lambda each: apart(each, *point))
        yield Proposal(one, "far", nearest, f"{nearest.lat}, {nearest.lon}", round(apart(nearest, *point)))
    if found:
        has = {sound for name in _names(row) for sound in sounds(name)}
        new = [(when, names) for when, names in found.then if not all(sounds(name) & has for name in names.values())]
        if new:
            cell = " | ".join(f"{when} = {'; '.join(names[code] for code in LANGUAGES)}" for when, names in new)
            yield Proposal(one, "then", found, cell)


def proposals(rows: Iterable[Row]) -> tuple[Proposal, ...]:
    """What GeoNames would add to the rows of a table of places, or doubts in them."""
    return tuple(proposal for row in rows for proposal in _proposed(row))


def helped(found: list[Fault], raw: Raw) -> list[Fault]:
    """Faults of which those of places say what GeoNames would write in the cell, where it knows the place."""
    asked = {fault.row for fault in found if fault.file == "places.csv"}
    rows = {row: raw["places"].loc[row - 2] for row in asked if row - 2 in raw["places"].index}
    return [_helped(fault, rows[fault.row]) if fault.row in rows else fault for fault in found]


def _helped(fault: Fault, row: Row) -> Fault:
    if fault.file != "places.csv" or fault.why not in ("fault.empty", "fault.half_a_place"):
        return fault
    place = known({**row, "lat": "", "lon": ""})
    stem, _, code = fault.column.rpartition("_")
    cell = (
        "" if place is None else str(getattr(place, fault.column, "")) or (place.names[code] if stem == "name" else "")
    )
    return replace(fault, right=f"{cell} (GeoNames)") if cell else fault
