"""Who answers for a record, how a fact in it is corrected, and why these people are in it: the record's own words, or
that it gives none."""

from datetime import date

from esimder.i18n.language import Language
from esimder.record.load import Settings


def changed(settings: Settings) -> date | None:
    """The day of the record's last change, where it tells."""
    return max((row["date"] for row in settings.changes if isinstance(row.get("date"), date)), default=None)


def told(settings: Settings, say: Language, name: str) -> str:
    """The record's own words on `publisher`, `corrections`, `reply`, `inclusion`, `review` or `omitted`, or that it
    gives none: in the reader's language, else in the first that has them."""
    words = getattr(settings, name)
    return words.get(say.code) or next(filter(None, words.values()), "") or say(f"responsible.{name}.none")


def contact(settings: Settings, say: Language) -> str:
    """Where a correction goes, or that this copy sets no address."""
    return settings.contact or say("responsible.contact.none")


def address(settings: Settings) -> str:
    """The link of the contact; nothing where none is set."""
    return f"mailto:{settings.contact}" if "://" not in settings.contact and settings.contact else settings.contact


def lines(settings: Settings, say: Language) -> dict[str, str]:
    """What every file that leaves the screen says of who answers for it, by the code of each line."""
    return {
        "publisher": told(settings, say, "publisher"),
        "contact": contact(settings, say),
        "reply": told(settings, say, "reply"),
    }
