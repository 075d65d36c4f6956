"""Every spelling of a person that a record holds: one answer for search, filter, pages and files."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from esimder.record.load import Record
from esimder.record.schema import LANGUAGES


def own_spellings(row: Mapping[str, Any]) -> list[str]:
    """The spellings in a row of people: the names in the three languages, then the aliases."""
    cells = [*(str(row[f"name_{code}"]) for code in LANGUAGES), *str(row["aliases"]).split("|")]
    return [cell for cell in dict.fromkeys(map(str.strip, cells)) if cell]


@lru_cache(maxsize=8)
def spellings(record: Record, later: bool) -> dict[str, tuple[str, ...]]:
    """Every spelling of each person or body by person_id: those that its row gives, then those that sources print;
    what only later, separate cases print is left out unless `later`."""
    names = {row["person_id"]: own_spellings(row) for row in record.people.to_dict("records")}
    statements = record.statements if later else record.statements[record.statements["scope"] == "main"]
    for person_id, printed in zip(statements["person_id"], statements["name_printed"], strict=True):
        if printed and person_id in names:
            names[person_id].append(printed)
    return {person_id: tuple(dict.fromkeys(cells)) for person_id, cells in names.items()}
