"""What an editor is asked: whether people with like names are one, and what GeoNames would add to the places."""

from typing import Any

from esimder.record import gazetteer
from esimder.record.codes import CODES
from esimder.record.escape import as_csv
from esimder.record.schema import COLUMNS
from esimder.search.duplicates import Pair, Reason, pairs
from esimder.views import lists
from esimder.views.context import Context

GROUPS = ("likely", "apart", "decided")
MOST = 50  # pairs of one group that a page shows
FIELDS = [column.name for column in COLUMNS["decisions"]]


def _line(*cells: str) -> str:
    return as_csv([cells]).removesuffix("\r\n")


def said(context: Context, reason: Reason, way: str) -> str:
    """A reason in words; `way` is for or against."""
    names, shown, key = context.directory, reason.shown, f"twins.{way}.{reason.kind}"
    match reason.kind:
        case "sound":
            pairs_of_words = zip(shown[2::2], shown[3::2], strict=True)
            return context.say(key, words=", ".join(f"{one} – {other}" for one, other in pairs_of_words))
        case "work":
            return context.say(key, work=context.say.of(names.row("people", shown[0]), "occupation"))
        case "event":
            return context.say(key, events="; ".join(names.event(one) for one in shown))
        case "source":
            return context.say(key, source=names.source(shown[0]))
        case "line":
            return context.say(key, source=names.source(shown[0]), locator=names.locator(shown[1]))
    return context.say(key, one=shown[0], other=shown[1])


def _person(context: Context, one: str) -> dict[str, Any]:
    row = context.directory.row("people", one)
    return {
        "person_id": one,
        "spellings": lists.spellings(context, one),
        "occupation": context.say.of(row, "occupation"),
        "statements": int((context.record.statements["person_id"] == one).sum()),
    }


def _shown(context: Context, pair: Pair) -> dict[str, Any]:
    """A pair as a page shows it, with the line of decisions.csv that each answer would be, but for who answers."""
    reasons = {
        way: [said(context, one, way) for one in some]
        for way, some in (("for", pair.speaks_for), ("against", pair.against))
    }
    why = {"same": "; ".join(reasons["for"]), "different": "; ".join(reasons["against"])}
    return {
        "people": [_person(context, one) for one in (pair.one, pair.other)],
        "reasons": reasons,
        "decided": dict(pair.decided),
        "lines": {code: _line(pair.one, pair.other, code, "", "", why[code]) for code in CODES["decision"]},
    }


def alike(context: Context) -> list[dict[str, Any]]:
    """The people with like names in groups: those that are likely one, those kept apart, and those decided on."""
    found = pairs(context.record)
    grouped = {name: [pair for pair in found if pair.group == name] for name in GROUPS}
    return [
        {"name": name, "count": len(some), "pairs": [_shown(context, pair) for pair in some[:MOST]]}
        for name, some in grouped.items()
    ]


def decisions(context: Context) -> str:
    """The file of decisions as it stands, and a line to fill in for each pair on which nobody has decided."""
    told = [[str(row[name]) for name in FIELDS] for row in context.record.decisions.to_dict("records")]
    asked = [pair for name in GROUPS[:2] for pair in [one for one in pairs(context.record) if one.group == name][:MOST]]
    for pair in asked:
        reasons = [*(said(context, one, "for") for one in pair.speaks_for)]
        reasons += [said(context, one, "against") for one in pair.against]
        told.append([pair.one, pair.other, "", "", "", "; ".join(reasons)])
    return "\ufeff" + as_csv([FIELDS, *told])


def places(context: Context) -> list[dict[str, str]]:
    """What GeoNames would add to the table of places, or doubts in it, in words."""
    found = gazetteer.proposals(context.record.places.to_dict("records"))
    return [
        {
            "place_id": one.place_id,
            "what": context.say(f"gazetteer.{one.kind}", km=context.say.number(one.km), name=one.known.names["en"]),
            "text": one.text,
        }
        for one in found
    ]
