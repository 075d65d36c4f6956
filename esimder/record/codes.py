"""The codes that a cell may hold, and what a status or an act says about custody: declared once, here."""

from typing import Literal

from esimder.record.schema import LANGUAGES

Custody = Literal["opens", "confirms", "closes"]

EVENT_KINDS = ("meeting", "document", "violence", "arrest", "trial", "verdict", "review", "release", "measure", "death")
COURT_KINDS = ("trial", "verdict", "review")  # a statement on one of these tells of a hearing

# What a status or an act says about custody: it opens it, confirms that it goes on, or closes it.
STATUSES: dict[str, Custody | None] = {
    "arrested": "opens",
    "remanded": "opens",
    "in_custody": "opens",
    "imprisoned": "opens",
    "house_arrest": "opens",
    "psychiatric_custody": "opens",
    "paroled": "closes",
    "restricted": "closes",
    "released": "closes",
    "acquitted": "closes",
    "acquittal_appealed": "closes",
    "fined": "closes",
    "case_closed": "closes",
    "sentence_served": "closes",
    "restriction_ended": "closes",
    "died": "closes",
    "held_briefly": None,
    "charged": None,
    "under_investigation": None,
    "on_trial": None,
    "tried": None,
    "convicted": None,
    "travel_banned": None,
}
ROLES = (
    "took_part",
    "spoke",
    "came_from",
    "named",
    "not_named",
    "release_demanded",
    "counsel",
    "office",
    "observed",
    "visited",
    "adopted",
    "tabled",
    "published",
)
# Roles that put a person where the event was; to be named in a resolution puts nobody in Strasbourg.
PRESENT = ("took_part", "spoke", "observed", "visited")
ACTS: dict[str, Custody | None] = {
    "trial_opened": None,
    "upheld": None,
    "quashed": None,
    "parole_granted": None,
    "parole_refused": "confirms",
    "transferred": "confirms",
    "sentence_replaced": None,
    "activity_banned": None,
    "ban_ended": None,
    "searched": None,
    "questioned": None,
    "travel_stopped": None,
    "attacked": None,
    "expelled": "closes",
    "dismissed": None,
    "dispersed": None,
    "designated": None,
    "renamed": None,
    "found_arbitrary": None,
    "awarded": None,
    "held": None,
}
CLAIMS = ("said", "alleged", "demanded", "criticised")
FIGURES = ("killed", "injured", "affected", "age", "possible_term")

VALUES: dict[str, tuple[str, ...]] = {
    "status": tuple(STATUSES),
    "role": ROLES,
    "act": tuple(ACTS),
    "claim": CLAIMS,
    "figure": FIGURES,
}
CUSTODY: dict[str, Custody] = {value: effect for value, effect in {**STATUSES, **ACTS}.items() if effect}

CODES: dict[str, tuple[str, ...]] = {
    "publisher_kind": ("news", "intergovernmental", "ngo", "advocacy", "union", "state", "research", "politician"),
    "title_kind": ("printed", "described"),
    "read_as": ("whole", "opening"),
    "place_kind": ("city", "settlement", "region", "country"),
    "party": ("person", "organisation", "group"),
    "original": (*LANGUAGES, "none"),
    "visibility": ("public", "restricted"),
    "event_kind": EVENT_KINDS,
    "statement_kind": tuple(VALUES),
    "value": tuple(value for values in VALUES.values() for value in values),
    "confidence": ("high", "medium", "low"),
    "scope": ("main", "later"),
    "decision": ("same", "different"),
}

# The states that a reader is shown, and the statuses or acts that lead to each; of two on one day the one that stands
# first here says more. Nothing leads to "not known": a passing state becomes it when its word has run out. "Tried"
# stays apart: it is not "convicted". Whom police investigate is not "accused" yet, and no court restricted the
# freedom of whom they told not to leave.
STATES: dict[str, tuple[str, ...]] = {
    "in_custody": ("arrested", "remanded", "in_custody", "imprisoned", "house_arrest", "psychiatric_custody"),
    "paroled": ("paroled",),
    "restricted": ("restricted",),
    "travel_banned": ("travel_banned",),
    "on_trial": ("on_trial", "trial_opened"),
    "accused": ("charged",),
    "under_investigation": ("under_investigation",),
    "acquittal_appealed": ("acquittal_appealed",),
    "not_known": (),
    "convicted": ("convicted",),
    "expelled": ("expelled",),
    "fined": ("fined",),
    "held_briefly": ("held_briefly",),
    "tried": ("tried",),
    "acquitted": ("acquitted",),
    "case_closed": ("case_closed",),
    "released": ("released", "sentence_served"),
    "restriction_ended": ("restriction_ended",),
    "died": ("died",),
}
STATE_OF: dict[str, str] = {status: state for state, statuses in STATES.items() for status in statuses}
# States that end some day without anybody needing to say so: unconfirmed for long they look old, and then nobody knows.
PASSING = (
    "in_custody",
    "paroled",
    "restricted",
    "travel_banned",
    "on_trial",
    "accused",
    "under_investigation",
    "acquittal_appealed",
)
# What a source dates by one of these began then; "in custody" or a sentence only shows that it had begun by then.
BEGINNINGS = (
    "arrested",
    "remanded",
    "psychiatric_custody",
    "paroled",
    "restricted",
    "travel_banned",
    "charged",
    "trial_opened",
    "acquittal_appealed",
)
