"""Sources by number, the same in all that is made of a view, each with every place in it that a file cites."""

from collections.abc import Iterable, Mapping
from typing import Any

from esimder.query.selection import Selection
from esimder.views import citation
from esimder.views.context import Context


def numbers(context: Context, rows: Selection) -> dict[str, int]:
    """Every source's number in all that is made of a choice, whatever the language: first those that it rests on, with
    the most statements first, then the others, which a status or the other side of a dispute may rest on."""
    counted = rows.statements["source_id"].value_counts()
    order = {str(one): at for at, one in enumerate(context.record.sources["source_id"])}
    ranked = sorted(order, key=lambda one: (-int(counted.get(one, 0)), order[one]))
    return {one: number for number, one in enumerate(ranked, 1)}


class Numbered:
    """The sources that a file has cited so far."""

    def __init__(self, context: Context, rows: Selection) -> None:
        self.context = context
        self.numbers = numbers(context, rows)
        self.located: dict[str, dict[str, None]] = {}

    def __call__(self, statement: Mapping[str, Any]) -> dict[str, Any]:
        """The number of a statement's source, and where in it the statement stands, in words."""
        one, where = statement["source_id"], self.context.directory.locator(statement["locator"])
        self.located.setdefault(one, {})[where] = None
        return {"n": self.numbers[one], "where": where}

    def all(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The citations of statements, each once."""
        cited = [self(self.context.directory.statement(one)) for one in ids if one]
        return [found for at, found in enumerate(cited) if found not in cited[:at]]

    def rest(self, rows: Selection) -> None:
        """Cites every source of a choice that was not cited yet, for all that it states there."""
        for row in rows.statements[~rows.statements["source_id"].isin(self.located)].to_dict("records"):
            self(row)

    def entries(self, rows: Selection) -> list[dict[str, Any]]:
        """Every cited source by its number; one that a choice itself does not rest on says so in `outside`."""
        inside = rows.statements["source_id"].value_counts()
        return [
            {
                "n": number,
                "name": self.context.directory.source(one),
                "url": self._address(one),
                "parts": self._parts(one),
                "where": list(self.located[one]),
                "opening": self.context.directory.row("sources", one)["read_as"] == "opening",
                "counted": self.context.say("total.statements", n=int(inside[one])) if one in inside else "",
                "outside": one not in inside,
            }
            for one, number in self.numbers.items()
            if one in self.located
        ]

    def _address(self, one: str) -> str:
        row = self.context.directory.row("sources", one)
        return str(row["archive_url"] or row["url"])

    def _parts(self, one: str) -> list[dict[str, str]]:
        """How to cite a source, in parts: its title in its own language, and its address to be linked."""
        row, names = self.context.directory.row("sources", one), self.context.directory
        title, address = names.title(one), self._address(one)
        tongue = row["language"] if row["title_kind"] == "printed" else self.context.say.code
        before, _, after = citation.source(self.context, one).partition(title)
        rest, _, end = after.partition(address) if address else (after, "", "")
        parts = [{"text": before}, {"text": title, "lang": tongue}, {"text": rest}, {"url": address}, {"text": end}]
        return [part for part in parts if part.get("text") or part.get("url")]
