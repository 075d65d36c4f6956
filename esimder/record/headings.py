"""Which column a heading means: a known one, one that was meant and mistyped, or none."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from esimder.record.schema import COLUMNS
from esimder.spelling.folding import skeleton

SEAL = "visibility"  # the column that decides who may be seen
# How people call it who write the heading themselves.
_SEALS = (
    *("visible", "visibile", "hidden", "private", "privacy", "public", "restricted", "confidential", "secret"),
    *("access", "видимость", "видимый", "скрыто", "скрытый", "доступ", "конфиденциально", "конфиденциальность"),
    *("публично", "публичность", "закрыто", "секретно", "көріну", "көрінуі", "көрінім", "құпия", "құпиялылық"),
    *("жасырын", "қолжетімділік", "жария", "ашық", "жабық", "sichtbarkeit", "visibilite", "visibilidad", "görünürlük"),
)
_NEAR = 0.34  # letters that may differ, of all


def plain(heading: str) -> str:
    """A heading as the eye takes it, without case, spaces and signs."""
    return re.sub(r"[\W_]", "", skeleton(heading)).casefold()


def _near(heading: str, known: str) -> bool:
    one, other = plain(heading), plain(known)
    return Levenshtein.distance(one, other) <= max(1, int(_NEAR * min(len(one), len(other))))


def seals(table: str, heading: str) -> bool:
    """Whether a heading seems to mean the column that decides who may be seen, and is not that column of people."""
    if heading == SEAL:
        return table != "people"
    if heading in {column.name for column in COLUMNS[table]} or not plain(heading):
        return False
    return _near(heading, SEAL) or any(plain(heading) == plain(one) for one in _SEALS)


def strange(table: str, headings: Iterable[object]) -> dict[str, str]:
    """The headings that are no column of a table, each with the column that was probably meant, if any."""
    known, stand = [column.name for column in COLUMNS[table]], [str(heading) for heading in headings]
    missing = [name for name in known if name not in stand]
    found = {}
    for heading in stand:
        if heading not in known:
            apart = {
                name: Levenshtein.distance(plain(heading), plain(name)) for name in missing if _near(heading, name)
            }
            found[heading] = min(apart, key=lambda name: apart[name], default="")
    return found
