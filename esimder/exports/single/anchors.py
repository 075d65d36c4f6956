"""A view as one file holds it: links that lead to places inside that file, and the rows that stand there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from esimder.exports.numbered import numbers
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.record.codes import EVENT_KINDS
from esimder.record.load import rows as rows_of
from esimder.rules.standing import Standing
from esimder.views import citation, lists
from esimder.views.context import Context
from esimder.views.place_marks import places
from esimder.views.provenance import Imprint

Row = dict[str, Any]


@dataclass(frozen=True)
class FileContext(Context):
    """A context whose links lead to places inside one file: `#kk-person-zhumaev`.

    `anchors` are the ids of all such places that the file has in this language.
    """

    anchors: frozenset[str] = frozenset()

    def ident(self, kind: str, code: str) -> str:
        """The id, in this language, of the part of the file on a person, event, place, source or statement."""
        return f"{self.say.code}-{kind}-{code}"

    def link(self, kind: str, code: str) -> str:
        """The link to that part, or nothing if the file has none."""
        ident = self.ident(kind, code)
        return f"#{ident}" if ident in self.anchors else ""

    def toggled(self, name: str, *codes: str) -> str:
        """Where a mark leads that would choose persons, events or places in the app: their ids with spaces between."""
        return f"#{' '.join(self.ident(name, code) for code in codes)}"

    def anchor(self, href: str) -> dict[str, str] | None:
        """The attributes of a mark's link: to the first thing for which it stands that is in the file, if any is."""
        ids = [ident for ident in href.removeprefix("#").split() if ident in self.anchors]
        return {"href": f"#{ids[0]}", "data_all": " ".join(ids)} if ids else None

    def href(self, path: str | None = None, **changes: Any) -> str:
        """Where an address of the app leads: to the person or event that it would open, else to the language's
        beginning."""
        anchors = (self.toggled(kind, code) for kind in ("person", "event") for code in changes.get(kind) or ())
        return next(anchors, f"#{self.say.code}")


def in_language(outer: Context, code: str) -> Context:
    """The context of the same view in another language."""
    return Context.of(replace(outer.view, lang=code), language(code), outer.record, outer.path, outer.left_out)


def in_file(outer: Context) -> FileContext:
    """The context of a view with links inside the file that is made of it."""
    rows = select(outer.record, outer.view)
    contained: dict[str, Iterable[str]] = {
        "person": dict.fromkeys([*rows.people["person_id"], *rows.held.inside]),
        "event": rows.events["event_id"],
        "place": counts.places(rows),
        "source": _sources(outer, rows),
        "statement": rows.statements["statement_id"],
    }
    own = FileContext(**{field.name: getattr(outer, field.name) for field in fields(outer)})
    return replace(
        own, anchors=frozenset(own.ident(kind, str(code)) for kind, codes in contained.items() for code in codes)
    )


def _sources(outer: Context, rows: Selection) -> list[str]:
    """The sources that the file cites: those of the view's statements, and those on which only a standing or another
    side of a dispute rests."""
    shown = [row["source_id"] for row in lists.sources(outer, rows)]
    statements, people = rows_of(outer.record, "statements"), lists.by_custody(outer, rows)
    deciding = [one for row in (*people.inside, *people.outside) for one in decided_by(row)]
    sides = [row["statement_id"] for point in lists.disputes(outer, rows) for row in point["statements"]]
    return list(dict.fromkeys([*shown, *(statements[one]["source_id"] for one in [*deciding, *sides])]))


def decided_by(standing: Standing) -> list[str]:
    """The statements on which a person's standing rests."""
    ids = [*standing.deciding, standing.since_id, standing.sentence_id, standing.held_id]
    return [one for one in dict.fromkeys(ids) if one]


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for key, row in pairs:
        if key:
            groups[key].append(row)
    return groups


def contents(own: FileContext, about: Imprint) -> dict[str, Any]:
    """What stands in one language's part of the file, by the names that its template uses."""
    record, rows = own.record, select(own.record, own.view)
    statements = lists.statements(own, rows)
    numbered, people = numbers(own, rows), lists.by_custody(own, rows)
    shown = sorted(lists.sources(own, rows), key=lambda row: numbered[row["source_id"]])
    cited = sorted(_sources(own, rows), key=numbered.__getitem__)
    parties = rows.people[rows.people["kind"] != "person"].to_dict("records")
    events, kinds = set(rows.events["event_id"]), set(rows.statements["event_kind"])
    return {
        "imprint": about,
        "intro": record.settings.intro[own.say.code],
        "totals": counts.totals(rows),
        "places": places(own, rows),
        "kinds": [kind for kind in EVENT_KINDS if kind in kinds],
        "inside": lists.with_sources(own, people.inside),
        "outside": lists.with_sources(own, people.outside),
        "parties": sorted(parties, key=lambda row: own.say.order(own.directory.person(row["person_id"]))),
        "events": rows.events.sort_values(["first", "event_id"]).to_dict("records"),
        "disputes": lists.disputes(own, rows),
        "about": _grouped((row["person_id"], row) for row in statements),
        "quoted": _grouped((one, row) for row in statements for one in row["speaker_id"].split("|")),
        "during": _grouped((row["event_id"], row) for row in statements),
        "there": _grouped((row["at"], row) for row in statements),
        "elsewhere": [row for row in statements if not row["person_id"] and row["event_id"] not in events],
        "sources": shown,
        "also": [own.directory.row("sources", one) for one in cited[len(shown) :]],
        "numbered": numbered,
        "spellings": partial(lists.spellings, own),
        "cited": partial(citation.source, own),
        "changes": record.settings.changes[::-1],
    }
