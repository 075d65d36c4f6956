"""Writing folded to sounds: one word in any script and by any habit of romanising becomes the same few letters.

Cyrillic (Kazakh, Russian, Uyghur, Uzbek), the Kazakh Latin alphabets of 2018 and 2021 and the habits of English, German,
Italian and scholarly romanisation all end in the same sounds: vowels a e i o u, consonants
b v g d ž z k l m n p r s t f h c č š. Where letters say more than one thing (German "sch" is ш or ж, "j" is ж or й, "ch" is ч or х)
a word has several readings.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from anyascii import anyascii

MOST = 12  # readings of one word

_CYRILLIC = {
    **dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэ", "abvgde*ziiklmnoprstufh^+=#'i'e", strict=True)),
    **dict(zip("әғқңөұүһіўҳҷҗєїґј", "agknouuhioh**eigi", strict=True)),
    **{"ю": "iu", "я": "ia", "ё": "&"},
}
# Single signs that no keyboard writes stand for sounds that Latin letters cannot say alone, until the end.
_SOUNDS = {"*": "ž", "^": "c", "+": "č", "=": "š", "#": "š", "&": ("e", "io")}
_LATIN = {
    **{"š": "=", "ş": "=", "ș": "=", "č": "+", "ç": "+", "ć": "+", "ž": "*", "ż": "*", "ý": "u", "ı": "i", "ë": "&"},
    **{"ł": "l", "ß": "s", "ø": "o", "æ": "e", "œ": "e", "đ": "d", "ę": "en", "ą": "on", "ə": "a"},
}
_SIGNS = str.maketrans({**_CYRILLIC, **_LATIN})
MARKS = re.compile("['’‘ʼʻʹʺ`´ʿʾ\"“”«»ьъ]")

# What Latin letters say, the first that fits; a tuple where they say one of several things.
_SAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("schtsch|shch|stsch|schch|=\\+", ("š",)),
    ("dsch|dzh|dj|d\\*|zh|jh", ("ž",)),
    ("tsch|tch|cz", ("č",)),
    ("sch", ("š", "ž")),
    ("sci(?=[aou])|sc(?=[ei])", ("š",)),
    ("gi(?=[aou])", ("ž", "gi")),
    ("gh", ("g",)),
    ("g(?=[ei])", ("g", "ž")),
    ("ch", ("č", "h")),
    ("kh", ("h",)),
    ("sh|sz", ("š",)),
    ("ts|tz", ("c",)),
    ("ck", ("k",)),
    ("ph", ("f",)),
    ("th", ("t",)),
    ("c(?=[eiy])", ("c", "č")),
    ("c", ("k", "c")),
    ("x", ("ks", "h")),
    ("j", ("ž", "i")),
    ("q", ("k",)),
    ("w", ("v",)),
    ("y", ("i",)),
    ("[*^+=#&]", ()),
    (".", ()),
)
_SPLIT = re.compile("|".join(f"({pattern})" for pattern, _ in _SAY))
# What is left alike in speech or in print, whatever the script.
_CLEAN = (
    (re.compile(r"dž"), "ž"),
    (re.compile(r"t[sc]"), "c"),
    (re.compile(r"šč"), "š"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"ng(?![aeiou])"), "n"),
    (re.compile(r"(?<=[oe])f$"), "v"),
)
_WORD = re.compile(r"[^\W_]+")

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`" + '{}:"<>~'
_LETTERS = "йцукенгшщзхъфывапролджэячсмитьбюё" + "хъжэбюё"
_RUSSIAN_KEYS = str.maketrans(_KEYS, _LETTERS)
_KAZAKH_KEYS = str.maketrans(_KEYS + "234567890-=" + "@#$%*()_+", _LETTERS + "әіңғ,.үұқөһ" + "әіңғүұқөһ")
_LATIN_KEYS = str.maketrans(_LETTERS[:33], _KEYS[:33])


def bare(text: str) -> str:
    """A text in lower case, composed, without apostrophes and soft signs."""
    return MARKS.sub("", unicodedata.normalize("NFC", text.replace("İ", "i")).casefold())


def words(text: str) -> list[str]:
    """The words of a text, in order: letters and digits, a hyphen parts them."""
    return _WORD.findall(bare(text))


def _signs(word: str) -> str:
    """A bare word in plain Latin letters and signs for single sounds."""
    found = word.translate(_SIGNS)
    if not found.isascii():
        found = "".join(sign for sign in unicodedata.normalize("NFKD", found) if not unicodedata.combining(sign))
        found = found if found.isascii() else anyascii(found).lower()
    return found.replace("'", "")


def _said(match: re.Match[str]) -> tuple[str, ...]:
    letters = match[0]
    sounds = _SOUNDS.get(letters, letters)
    return _SAY[(match.lastindex or 1) - 1][1] or (sounds if isinstance(sounds, tuple) else (sounds,))


def _cleaned(sounds: str) -> str:
    for pattern, put in _CLEAN:
        sounds = pattern.sub(put, sounds)
    return sounds


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """The ways to read one word, in sounds, the likeliest first; at least one."""
    said = [_said(match) for match in _SPLIT.finditer(_signs(bare(word)))]
    return tuple(dict.fromkeys(_cleaned("".join(way)) for way in islice(product(*said), MOST)))


def layouts(text: str) -> tuple[str, ...]:
    """What was meant if a text was typed with the keyboard set to the other script (ЙЦУКЕН, Kazakh or QWERTY)."""
    low = text.casefold()
    meant = []
    if re.search("[a-z]", low):
        meant += [low.translate(_RUSSIAN_KEYS), low.translate(_KAZAKH_KEYS)]
    if re.search("[а-яё]", low):
        meant.append(low.translate(_LATIN_KEYS))
    return tuple(one for one in dict.fromkeys(meant) if one != low)
