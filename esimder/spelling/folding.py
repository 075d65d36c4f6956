"""Writing folded to sounds: one word in any script and by any habit of romanising becomes the same few letters.

Cyrillic (Kazakh, Russian, Uyghur, Uzbek), the Kazakh Latin alphabets of 2018 and 2021 and the habits of English,
German, Italian and scholarly romanisation all end in the same sounds: a e i o u, b v g d z k l m n p r s t f h,
c for ц, j for ж, q for ч and w for ш. Where letters say more than one thing (German "sch" is ш or ж, "j" is ж or й,
"ch" is ч or х) a word has several readings.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from anyascii import anyascii

MOST = 16  # readings of one word

# What each Cyrillic letter says; ё is often printed as е.
_CYRILLIC: dict[str, tuple[str, ...]] = {
    **{letter: (sound,) for letter, sound in zip("абвгдезийклмноп", "abvgdeziiklmnop", strict=True)},
    **{letter: (sound,) for letter, sound in zip("рстуфхцчшщыэ", "rstufhcqwwie", strict=True)},
    **{letter: (sound,) for letter, sound in zip("әғқңөұүһіўҳєїґѓќ", "agknouuhioheiggk", strict=True)},
    **{"ж": ("j",), "җ": ("j",), "ҷ": ("j",), "ј": ("i",), "ю": ("iu",), "я": ("ia",), "ё": ("e", "io")},
}
# Latin letters with marks that are more than their plain letter; ASCII signs stand for sounds until the end.
_SOUNDS: dict[str, tuple[str, ...]] = {"*": ("j",), "+": ("q",), "=": ("w",), "&": ("e", "io")}
_LATIN = str.maketrans(
    {
        **{"š": "=", "ş": "=", "ș": "=", "č": "+", "ç": "+", "ć": "+", "ž": "*", "ż": "*"},
        **{"ý": "u", "ı": "i", "ë": "&", "ł": "l", "ß": "s", "ø": "o"},
        **{"æ": "e", "œ": "e", "đ": "d", "ę": "en", "ą": "on", "ə": "a"},
    }
)
MARKS = re.compile("['’‘ʼʻʹʺ`´ʿʾ\"“”«»ьъ]")

# What Latin letters say, the first that fits; a tuple where they say one of several things.
_SAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("schtsch|shch|stsch|schch|=\\+", ("w",)),
    ("dsch|dzh|dj|d\\*|zh|jh", ("j",)),
    ("tsch", ("q", "tj", "tw")),
    ("tch|cz(?!h)", ("q",)),
    ("sch", ("w", "j")),
    ("sci(?=[aou])|sc(?=[ei])", ("w",)),
    ("gi(?=[aou])", ("j", "gi")),
    ("gh", ("g",)),
    ("g(?=[ei])", ("g", "j")),
    ("ch", ("q", "h")),
    ("kh", ("h",)),
    ("sh", ("w", "sh")),
    ("sz(?!h)", ("w",)),
    ("ts|tz(?!h)", ("c",)),
    ("ck", ("k",)),
    ("ph", ("f",)),
    ("th", ("t",)),
    ("c(?=[eiy])", ("c", "q")),
    ("c", ("k", "c")),
    ("x", ("ks", "h")),
    ("j", ("j", "i")),
    ("q", ("k",)),
    ("w", ("v",)),
    ("y", ("i",)),
    (".", ()),
)
_SPLIT = re.compile("|".join(f"({pattern})" for pattern, _ in _SAY))
# What is left alike in speech or in print, whatever the script.
_CLEAN = (
    (re.compile(r"dj"), "j"),
    (re.compile(r"t[sc]"), "c"),
    (re.compile(r"wq"), "w"),
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


# Letters of other scripts that look like Latin ones, in both cases.
_LOOKS = dict(zip("авсеһнкмтіјорѕхуүѵԛԝӏοανρτυχικ", "abcehhkmtijopsxyyvqwloavptuxik", strict=True))
_LOOKS |= {one.upper(): like.upper() for one, like in _LOOKS.items()}


@lru_cache(maxsize=10_000)
def _seen(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(_LOOKS.get(one, one) for one in parts if unicodedata.category(one) not in ("Mn", "Me", "Cf"))


def skeleton(text: str) -> str:
    """A text as the eye takes it: without marks and invisible letters, and one letter for all that look alike.

    Each letter is folded by itself, so that what is found in the skeleton can be found in the text (see `traced`).
    """
    return "".join(map(_seen, text))


def traced(text: str) -> tuple[str, list[int]]:
    """The skeleton of a text, and for each of its letters which letter of the text it comes from."""
    pairs = [(one, at) for at, letter in enumerate(text) for one in _seen(letter)]
    return "".join(one for one, _ in pairs), [at for _, at in pairs]


def bare(text: str) -> str:
    """A text in lower case, composed, without apostrophes and soft signs."""
    return MARKS.sub("", unicodedata.normalize("NFC", text.replace("İ", "i")).casefold())


def words(text: str) -> list[str]:
    """The words of a text, in order: letters and digits, a hyphen parts them."""
    return _WORD.findall(bare(text))


def _plain(letter: str) -> str:
    """A letter without its marks; one of any further script in ASCII."""
    found = "".join(sign for sign in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(sign))
    return found if found.isascii() else anyascii(found).lower()


def _signs(word: str) -> str:
    """A bare word in Cyrillic letters, plain Latin letters and signs for single sounds."""
    found = word.translate(_LATIN)
    if found.isascii():
        return found
    return "".join(one if one.isascii() or one in _CYRILLIC else _plain(one) for one in found).replace("'", "")


def _said(match: re.Match[str]) -> tuple[str, ...]:
    letters = match[0]
    return _SAY[(match.lastindex or 1) - 1][1] or _CYRILLIC.get(letters) or _SOUNDS.get(letters) or (letters,)


def _cleaned(sounds: str) -> str:
    for pattern, put in _CLEAN:
        sounds = pattern.sub(put, sounds)
    return sounds


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """The ways to read one word, in sounds, the likeliest first; at least one.

    Letters that stand in a word more than once say the same thing each time.
    """
    parts = [(match[0], _said(match)) for match in _SPLIT.finditer(_signs(bare(word)))]
    open_ones = {letters: ways for letters, ways in parts if len(ways) > 1}
    found: dict[str, None] = {}
    for choice in islice(product(*open_ones.values()), MOST):
        chosen = dict(zip(open_ones, choice, strict=True))
        found[_cleaned("".join(chosen.get(letters, ways[0] if ways else "") for letters, ways in parts))] = None
    return tuple(found)


def layouts(text: str) -> tuple[str, ...]:
    """What was meant if a text was typed with the keyboard set to the other script (ЙЦУКЕН, Kazakh or QWERTY).

    Nothing for a text of one or two signs, which says too little to guess.
    """
    low = text.casefold()
    if len(low.strip()) < 3:
        return ()
    meant = []
    if re.search("[a-z]", low):
        meant += [low.translate(_RUSSIAN_KEYS), low.translate(_KAZAKH_KEYS)]
    if re.search("[а-яё]", low):
        meant.append(low.translate(_LATIN_KEYS))
    return tuple(one for one in dict.fromkeys(meant) if one != low)
