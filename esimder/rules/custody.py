"""Who is in custody as of a day, and what else is known of a person's status by then.

The rule: of the dated words whose whole span lies on or before the day, the latest one about custody decides, whatever
part of the record a view shows. A word that gives a vaguer date never counts after an exact one that lies inside its
span, but for a release: nobody is released before a day on which he is still held. An undated statement decides
nothing; one whose span reaches past the day has not surely happened yet. Once a stated term has surely run out, or
nobody has said so for long, a passing state is no longer known.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pandas as pd

from esimder.record.codes import BEGINNINGS, COURT_KINDS, PASSING, STATE_OF
from esimder.record.dates import OPEN_FIRST, about, later, span
from esimder.rules.standing import PATIENCE, Patience, Standing, Word

_RELEASES = ("released", "paroled", "sentence_served", "acquitted", "case_closed")
# "Released" and "released on parole" are one day seen by two sources, not a change of state; so is an acquittal.
_KIN = ({"released", "paroled"}, {"acquitted", "acquittal_appealed"})


def telling(statements: pd.DataFrame) -> "pd.Series[bool]":
    """Which statements can tell something of a person's status, or of how long it lasts."""
    return (statements["effect"] != "") | statements["value"].isin([*STATE_OF, "upheld"])


def words(statements: pd.DataFrame, as_of: date) -> dict[str, tuple[Word, ...]]:
    """What surely held by the day, by person and in order; of statements as `data.Record` has them."""
    dated = statements[telling(statements) & (statements["date"] != "") & (statements["person_id"] != "")]
    found: defaultdict[str, list[Word]] = defaultdict(list)
    columns = ["person_id", "statement_id", "value", "effect", "date", "issued", "place_id", "quantity", "family"]
    courts = dated["event_kind"].isin(COURT_KINDS)
    for person_id, one, value, effect, when, issued, place, quantity, family, sure, court in zip(
        *(dated[name] for name in columns), dated["confidence"] == "high", courts, strict=True
    ):
        state = STATE_OF.get(value, "in_custody" if effect == "confirms" else "")
        ends = about(when)
        meant = span(when)
        assert ends and meant
        since_then = meant.end is None
        days = [(when, ends, since_then or (value in BEGINNINGS and meant.start == meant.end), meant.start is None)]
        if since_then and (told := about(issued)):
            days.append((issued, told, False, False))
        for text, (start, end), begins, open_start in days:
            first, last = start.first.toordinal(), end.last.toordinal()
            if last <= as_of.toordinal():
                said = (one, value, state, effect, first, last, OPEN_FIRST if open_start else first, text, begins)
                found[person_id].append(Word(*said, place, quantity, family, bool(sure), bool(court)))
    return {person_id: _ordered(said) for person_id, said in found.items()}


def _ordered(said: Sequence[Word]) -> tuple[Word, ...]:
    """Words in order; a release told by a span of days stands behind the days of that span on which the person was
    still held. Only an arrest of somebody who had been held before may be a new one, after the release."""
    found = sorted(said, key=lambda word: word.order)
    for release in [word for word in found if word.value in _RELEASES and word.first < word.last]:
        at = to = found.index(release)
        held = next((word.inside for word in reversed(found[:at]) if word.effect), False)
        for later_on, word in enumerate(found[at + 1 :], at + 1):
            if word.last > release.last or word.effect == "closes" or (word.value == "arrested" and held):
                break
            if word.inside:
                to, held = later_on, True
        found.insert(to, found.pop(at))
    return tuple(found)


def standings(statements: pd.DataFrame, as_of: date, patience: Patience = PATIENCE) -> dict[str, Standing]:
    """The standing of each person of whom a status is known by that day, by person_id."""
    found = (one(person_id, said, as_of, patience) for person_id, said in words(statements, as_of).items())
    return {standing.person_id: standing for standing in found if standing}


def one(person_id: str, said: Sequence[Word], as_of: date, patience: Patience) -> Standing | None:
    """One person's standing by the words of a day, in order; None where none of them tells a state."""
    stated = [word for word in said if word.state]
    if not stated:
        return None
    about_custody = [word for word in stated if word.effect]
    inside = bool(about_custody) and about_custody[-1].inside
    run = spell(about_custody) if inside else _outside(stated, said)
    state, latest = run[-1].state, _of_one_day(run)
    told = next((word for word in reversed(run) if word.term and (not inside or word.value == "imprisoned")), None)
    term_end = _term_end(run, said) if state in PASSING else 0
    unknown = _unknown_from(run[-1].first, term_end, patience) if state in PASSING else 0
    over = bool(unknown) and as_of.toordinal() >= unknown
    since, dated = _since(run)
    held = _held(run) if inside else ("", "", "", "", "")
    confirming = run[-1].first - patience.confirming
    return Standing(
        person_id,
        "not_known" if over else state,
        state if over else "",
        since.when,
        dated,
        told.term if told else "",
        *held[:4],
        run[-1].when,
        run[-1].first,
        tuple(word.statement_id for word in latest),
        len({word.family for word in run if word.first >= confirming} - {""}),
        inside and any(not word.inside and word.last >= run[-1].first for word in about_custody),
        term_end,
        unknown,
        since.statement_id,
        told.statement_id if told else "",
        held[4],
    )


def spell(about_custody: Sequence[Word]) -> list[Word]:
    """The words that belong to the custody which still goes on."""
    closed = [at for at, word in enumerate(about_custody) if not word.inside]
    return list(about_custody[closed[-1] + 1 if closed else 0 :])


def _outside(stated: Sequence[Word], said: Sequence[Word]) -> list[Word]:
    """The words for the state of a person who is not in custody by the latest word, or of whom none speaks of custody.

    A charge or a trial counts only if it surely came after the latest word about custody.
    """
    ended = max((at for at, word in enumerate(stated) if word.effect), default=-1)
    status = [
        word
        for at, word in enumerate(stated)
        if word.effect == "closes" or (not word.effect and (ended < 0 or word.earliest > stated[ended].last))
    ]
    kin = next((states for states in _KIN if status[-1].state in states), {status[-1].state})
    changed = max((at for at, word in enumerate(status) if word.state not in kin), default=-1)
    run = status[changed + 1 :]
    appealed = [word for word in run if word.state == "acquittal_appealed"]
    # A bare "acquitted" said later ends no appeal; only a ruling on it does.
    if appealed and not any(word.value == "upheld" and word.first > appealed[-1].first for word in said):
        return appealed
    return [word for word in run if word.state == status[-1].state]


def _of_one_day(run: Sequence[Word]) -> list[Word]:
    """The latest word with those about the same span of days."""
    return [word for word in run if (word.first, word.last) == (run[-1].first, run[-1].last)]


def _since(run: Sequence[Word]) -> tuple[Word, bool]:
    """The word that dates the beginning, if one does and none tells that it had begun before; else the one by whose
    day it had surely begun."""
    begun = next((word for word in run if word.begins), None)
    by = min(run, key=lambda word: (word.last, -word.first, word.order))
    if run[-1].state not in PASSING or not begun or by.last < begun.first:
        return by, False
    exact = [word for word in run if word.begins and begun.first <= word.first and word.last <= begun.last]
    return exact[-1], True


def _held(run: Sequence[Word]) -> tuple[str, str, str, str, str]:
    """Where a person was held, when that was said, the place before, when that became unknown, and the statement.

    A sentence or a refused parole names the court's place, an arrest where it was made: none of them is where somebody
    is held, and each of them elsewhere shows that nobody says where the person is. So does a move nobody says whereto.
    """

    def told(word: Word) -> bool:
        return (
            bool(word.place_id)
            and not word.quantity
            and word.value not in ("arrested", "parole_refused")
            and not word.court
        )

    here = next((word for word in reversed(run) if told(word)), None)
    if not here:
        return "", "", "", "", ""
    gone = [word for word in run if word.value != "arrested" and (word.last > here.last or word.order > here.order)]
    away = [
        word
        for word in gone
        if word.place_id not in ("", here.place_id) or (word.value == "transferred" and not word.place_id)
    ]
    if away:
        return "", here.when, here.place_id, away[0].when, here.statement_id
    return here.place_id, here.when, "", "", here.statement_id


def _term_end(run: Sequence[Word], said: Sequence[Word]) -> int:
    """The last day on which the stated term can have ended, 0 where none is stated: the term began at the latest on the
    last possible day of the first word that states it, or when a court last let it stand. Who leaves prison on parole
    or for a restriction serves the rest of the term that was stated there."""
    stated = [word for word in run if word.term and (not word.inside or word.value == "imprisoned")]
    if not stated and run[-1].state in ("paroled", "restricted"):
        stated = [word for word in said if word.value == "imprisoned" and word.term and word.first <= run[0].last]
    if not stated:
        return 0
    term = stated[-1].term
    same = [word for word in stated if word.term == term]
    begun = min(word.last for word in [word for word in same if word.sure] or same)
    let_stand = [word.last for word in said if word.value == "upheld" and word.last > begun]
    return later(date.fromordinal(max([begun, *let_stand])), term).toordinal()


def _unknown_from(confirmed: int, term_end: int, patience: Patience) -> int:
    """From which day on a passing state is no longer known. A term ends nothing that was confirmed after it."""
    silent = confirmed + patience.unknown_after + 1
    return min(silent, term_end + 1) if term_end >= confirmed else silent
