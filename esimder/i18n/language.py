"""Every word a reader sees, by language: catalogues in `locales/`, dates and numbers by Babel."""

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from string import ascii_lowercase

from anyascii import anyascii
from babel.core import Locale, negotiate_locale
from babel.dates import format_date, format_interval
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from esimder.paths import LOCALES
from esimder.record.dates import LENGTH, Point, Span, span
from esimder.record.escape import bounded
from esimder.record.schema import LANGUAGES

# What each language calls itself, which no translator changes.
OWN_NAMES = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}
FULL_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
_FIRST = ord("ƀ")  # above the digits, below every letter that no alphabet of ours has
_YEAR_STOP = re.compile(r"(?<=[гж])\.\.(?!\.)")


def rank(cell: str) -> int | None:
    """What a date or a length sorts by, in days: the first possible day of a date, or its last one where the beginning
    is open; nothing for an empty cell."""
    if match := LENGTH.fullmatch(cell):
        years, months, days = (int(part or 0) for part in match.groups())
        return years * 365 + months * 30 + days
    found = span(cell)
    return None if found is None else (found.first if found.start else found.last).toordinal()


def catalogue(code: str) -> Catalog:
    """The catalogue of a language as its translators wrote it, put together from the rooms of `locales/`."""
    whole = Catalog(locale=code)
    for path in sorted(LOCALES.glob(f"*/{code}.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                if message.id:
                    whole[message.id] = message
    return whole


@dataclass(frozen=True)
class Language:
    """One language: call it with a key to get the words, filled with `fields`, in the plural form for `n`."""

    code: str
    words: gettext.GNUTranslations

    def __call__(self, key: str, n: int | None = None, **fields: object) -> str:
        """The words of `key`; a key that no catalogue has comes back as it is (a test finds it)."""
        if n is None:
            text = self.words.gettext(key)
        else:
            text = self.words.ngettext(key, key, n)
            fields["n"] = self.number(n)
        fields = {name: bounded(value) if isinstance(value, str) else value for name, value in fields.items()}
        if text == key:
            return key  # data may ask for a key of its own making: its braces are letters
        # A date that ends in "г." before a full stop must not end in two.
        return _YEAR_STOP.sub(".", text.format(**fields)) if fields else text

    def of(self, row: Mapping[str, object], name: str) -> str:
        """The cell of a three-language column in this language."""
        return bounded(str(row[f"{name}_{self.code}"]))

    @lru_cache(maxsize=8192)  # noqa: B019 (a language lives as long as the server)
    def number(self, value: float) -> str:
        """A number with this language's separators."""
        return str(format_decimal(value, locale=self.code))

    @lru_cache(maxsize=8192)  # noqa: B019 (a language lives as long as the server)
    def day(self, value: date) -> str:
        """One day in words: `2019 ж. 8 сәуір`."""
        return format_date(value, self("date.day"), locale=self.code)

    def point(self, value: Point) -> str:
        """A year, a month or a day in words, no more exact than it was given."""
        if value.day:
            return self.day(value.first)
        return format_date(value.first, self("date.month" if value.month else "date.year"), locale=self.code)

    def _between(self, start: Point, end: Point) -> str:
        """Two ends of one precision in as few words as the language allows, else both in full."""
        if start.day and end.day and (start.year, start.month) == (end.year, end.month):
            return format_date(end.first, self("date.day").replace("d", f"'{start.day}–'d", 1), locale=self.code)
        if start.month and end.month and not start.day and not end.day:
            text = str(format_interval(start.first, end.first, "yMMMM", locale=self.code))
        else:
            text = self("date.between", start=self.point(start), end=self.point(end))
        return text.replace(" –", "\u00a0–")  # no line begins with a dash

    @lru_cache(maxsize=8192)  # noqa: B019 (a language lives as long as the server)
    def date(self, when: str | Span | None) -> str:
        """An EDTF date in words, or the words for an unknown date."""
        found = span(when) if isinstance(when, str) else when
        if found is None:
            return self("date.unknown")
        if found.start and found.end:
            same = found.start == found.end
            text = self.point(found.start) if same else self._between(found.start, found.end)
        elif found.start:
            text = self("date.since", start=self.point(found.start))
        else:
            text = self("date.until", end=self.point(found.end)) if found.end else ""
        return self("date.doubtful", date=text) if found.doubtful else text

    @lru_cache(maxsize=8192)  # noqa: B019 (a language lives as long as the server)
    def order(self, text: str) -> str:
        """A text by which words sort in this language's alphabet, in Python and in a browser alike.

        In Kazakh ә stands after а, ғ after г, і after ы; what is no letter or number counts as a space.
        """
        letters = ALPHABETS.get(self.code, "") + ascii_lowercase
        plain = (one if one in letters or one > "ɏ" else anyascii(one).lower()[:1] for one in text.casefold())
        ranked = (chr(_FIRST + letters.index(one)) if one in letters else one for one in plain)
        return " ".join("".join(one if one.isalnum() else " " for one in ranked).split())

    def observed(self, when: str) -> str:
        """The date of an observation: a span means some day within it, not all of it."""
        found = span(when)
        if found is None or found.start == found.end or not (found.start and found.end):
            return self.date(found)
        return self("date.some_day", date=self.date(found))

    def quantity(self, text: str) -> str:
        """A length (`P4Y8M`), a sum (`50500 KZT`) or a count (`>=16`) in words."""
        if match := LENGTH.fullmatch(text):
            units = zip(("unit.years", "unit.months", "unit.days"), match.groups(), strict=True)
            return " ".join(self(key, n=int(value)) for key, value in units if value)
        number, _, unit = text.lstrip(">=").partition(" ")
        said = self.number(int(number))
        if unit:
            return self("unit.money", sum=said, currency=self(f"currency.{unit}") if unit == "KZT" else unit)
        if text.startswith(">"):
            return self("unit.at_least" if text.startswith(">=") else "unit.over", count=said)
        return said

    def tongue(self, code: str) -> str:
        """The name of a language, in this one."""
        return str(Locale.parse(self.code).languages.get(code, code))

    def charges(self, cell: str) -> str:
        """Articles that a charge names, in words: `CC 174` is "Criminal Code, Article 174"."""
        worded = []
        for charge in filter(None, (part.strip() for part in cell.split("|"))):
            code, _, article = charge.partition(" ")
            said = self(f"charge.{code}", article=article)
            worded.append(said if article and said != f"charge.{code}" else charge)
        return "; ".join(worded)


@lru_cache
def language(code: str) -> Language:
    """The language with this code (`kk`, `ru` or `en`); KeyError for any other."""
    if code not in LANGUAGES:
        raise KeyError(code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(code))
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))


def negotiated(locale: str | None) -> str:
    """The language for a first visit, from what the browser asks for; English if it asks for none of ours."""
    wanted = [locale.replace("-", "_")] if locale else []
    return negotiate_locale(wanted, LANGUAGES, sep="_") or "en"


def spoken(asked: str, locale: str | None) -> Language:
    """The language that an address asks for, or the negotiated one if it asks for none of ours."""
    return language(asked if asked in LANGUAGES else negotiated(locale))
