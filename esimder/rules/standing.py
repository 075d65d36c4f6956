"""The values of the rule of custody: what one statement says of a status, and what is known of a person by a day."""

from dataclasses import dataclass

from esimder.record.codes import STATES
from esimder.record.settings import CONFIRMING, UNKNOWN_AFTER

_INSIDE = ("opens", "confirms")
_RANK = {state: -at for at, state in enumerate(STATES)} | {"died": 1}


@dataclass(frozen=True)
class Patience:
    """How long a word holds: after how many days of silence a passing state is no longer known, and how many days
    before the last confirmation others count as confirming it."""

    unknown_after: int = UNKNOWN_AFTER
    confirming: int = CONFIRMING


PATIENCE = Patience()


@dataclass(frozen=True)
class Word:
    """What one statement says of a person's status on one day.

    `first` to `last` are the possible days (ordinals) that it is about and `when` their EDTF. `earliest` is OPEN_FIRST
    where the beginning is open, `begins` whether it dates the beginning, `sure` whether the reading can be trusted,
    `court` whether it tells of a hearing, so that its place is the court's. A statement with an open end says two
    words: that it began, and that it held when it was published.
    """

    statement_id: str
    value: str
    state: str
    effect: str
    first: int
    last: int
    earliest: int
    when: str
    begins: bool
    place_id: str
    quantity: str
    family: str
    sure: bool
    court: bool

    @property
    def inside(self) -> bool:
        """Whether it says that the person is in custody."""
        return self.effect in _INSIDE

    @property
    def term(self) -> str:
        """The length of the punishment that it states, if any."""
        return self.quantity if self.quantity.startswith("P") else ""

    @property
    def order(self) -> tuple[bool, int, int, int, str]:
        """By this words follow each other: by the first possible day, of one such day the vaguest first, of one span
        the one that says more last; death is last of all."""
        return self.value == "died", self.first, -self.last, _RANK.get(self.state, -len(_RANK)), self.statement_id


@dataclass(frozen=True)
class Standing:
    """What is known of one person's status by a day.

    `state` is one of codes.STATES, or "none" where no status is known, and `was` the passing one before it became
    "not known". `since` is the EDTF date of its beginning if `dated`, else a day by which it had begun. `confirmed` is
    the day of its latest word (`confirmed_day` the earliest possible one, an ordinal), `deciding` what decides it,
    `families` how many independent publishers said the same shortly before it. `sentence` is an ISO length. `place_id`
    and `held` tell where the person was held and when that was said; `before` and `moved` the place before, and when a
    later act elsewhere made it unknown. `term_end` is the last day on which the stated term can have ended, and on
    `unknown_from` the state is no longer known (ordinals, 0 for never). `conflict`: a word that may be as late as the
    deciding one closes custody.
    """

    person_id: str
    state: str = "none"
    was: str = ""
    since: str = ""
    dated: bool = False
    sentence: str = ""
    place_id: str = ""
    held: str = ""
    before: str = ""
    moved: str = ""
    confirmed: str = ""
    confirmed_day: int = 0
    deciding: tuple[str, ...] = ()
    families: int = 0
    conflict: bool = False
    term_end: int = 0
    unknown_from: int = 0
    since_id: str = ""
    sentence_id: str = ""
    held_id: str = ""

    @classmethod
    def unknown(cls, person_id: str) -> "Standing":
        """The standing of a person of whom no status is known: its state is "none"."""
        return cls(person_id)

    @property
    def in_custody(self) -> bool:
        """Whether the person is in custody: the one place where that is decided of a standing."""
        return self.state == "in_custody"

    @property
    def stated(self) -> str:
        """The state that the deciding statements give, whether or not it has run out since."""
        return self.was or self.state
