"""Names as running text bends them: patterns for Kazakh, Russian and English endings, alike in Python and JavaScript.

Every pattern has a first group for what stands before the name, so that none looks behind; borders are explicit classes
of letters, because `\\b` knows only Latin ones in JavaScript. Endings are taken in both vowel harmonies: sources differ
in which one they give to a surname in -ов or -ев.
"""

import re
from collections.abc import Iterable

LETTER = "0-9A-Za-zÀ-ÖØ-öø-ɏЀ-ԯ"
UPPER = "A-ZÀ-ÖØ-ÞЀ-ЯҒҚҢӨҰҮҺӘ"
LOWER = "a-zß-öø-ɏа-ӿ"
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[Ѐ-ԯ]")
_SYNTAX = re.compile(r"[\^$\\.*+?()\[\]{}|/]")
_QUOTES = '«»"“”„'

_PLURAL = "[лдт][ае]р"
_CASE = (
    "(?:[нтд][ыі](?:ң|к[ыі])?|[гғкқ][ае]|[дт][ае](?:[гғ][ыі](?:[лдт][ае]р)?(?:н[ыі]ң?|н[ае]н?|нд[ае]|[гғ][ае])?|н|й)?"
    "|н[ае]н|[мбп]ен(?:ен)?|ш[ае])"
)
_POSSESSED = "(?:[ыі]м[ыі]з|с?[ыі])(?:н(?:[ыі]ң|д[ае](?:[гғ][ыі])?|[ае]н?)?|мен)?"
KAZAKH_PERSON = f"(?:{_PLURAL})?{_CASE}|{_PLURAL}(?:{_POSSESSED})?"
KAZAKH_THING = f"(?:{_PLURAL})?(?:{_CASE}|{_POSSESSED})|{_PLURAL}"
KAZAKH_GIVEN = _CASE
ENGLISH = "(?:['’]s?)?"
PATRONYMIC = rf"(?:\s+[{LETTER}]+(?:вич|вн|ұлы|қызы|улы|кызы|uly|kyzy|vich|vna)[{LETTER}]{{0,4}})?"

# How the end of a Russian word changes: the longest end that fits; what has none stays as it is.
_RUSSIAN = (
    ("мя", "мя|мени|менем"),
    ("ая", "ая|ой|ою|ую"),
    ("яя", "яя|ей|юю"),
    ("ое", "ое|ого|ому|ым|ом"),
    ("ее", "ее|его|ему|им|ем"),
    ("ые", "ые|ых|ым|ыми"),
    ("ие", "ие|ия|ию|ием|ии|их|им|ими"),
    ("ство", "ство|ства|ству|ством|стве"),
    ("ый", "ый|ого|ому|ым|ом"),
    ("ой", "ой|ого|ому|ым|ом"),
    ("ий", "ий|ия|ию|ием|ии|ого|ому|им|ом"),
    ("ия", "ия|ии|ию|ией"),
    ("я", "я|и|е|ю|ей|ёй"),
    ("а", "а|ы|и|е|у|ой|ою|ей"),
    ("ь", "ь|и|ью|я|ю|ем|е"),
    ("й", "й|я|ю|ем|е"),
    ("е", "е"),
    ("и", "и"),
    ("о", "о"),
    ("у", "у"),
    ("ы", "ы"),
    ("э", "э"),
    ("ю", "ю"),
    ("ё", "ё"),
)
_CONSONANT = {
    "given": "(?:а|у|[ое]м|е)?",
    "surname": "(?:а|у|[оеы]м|е|ы|ых|ыми)?",
    "thing": "(?:а|у|[ое]м|е|ы|ов|ам|ами|ах)?",
}


def written(text: str) -> str:
    """A pattern for `text` as it is, with any space, hyphen, quotation mark and е or ё."""
    out = ""
    for sign in " ".join(text.split()):
        if sign == " ":
            out += r"\s+"
        elif sign in "-‐‑–":
            out += "[-‐‑–]"
        elif sign in _QUOTES:
            out += f"[{_QUOTES}]?"
        elif sign in "её":
            out += "[её]"
        elif sign in "'’":
            out += "['’]"
        else:
            out += "\\" + sign if _SYNTAX.match(sign) else sign
    return out


def cyrillic(text: str) -> bool:
    """Whether a text is written in Cyrillic letters."""
    return bool(_CYRILLIC.search(text))


def kazakh(text: str) -> bool:
    """Whether a text has a letter that Russian has not."""
    return bool(_KAZAKH.search(text))


def russian(word: str, kind: str, more: str = "") -> str:
    """A pattern for a word with its Russian endings; `more` are endings that follow the whole word."""
    if len(word) > 2 and not word.isupper():
        for end, ends in _RUSSIAN:
            if word.endswith(end):
                stem = written(word[: len(word) - len(end)])
                return f"{stem}(?:{ends}|{end}(?:{more}))" if more else f"{stem}(?:{ends})"
        if cyrillic(word[-1]):
            return written(word) + (f"(?:{_CONSONANT[kind]}|{more})" if more else _CONSONANT[kind])
    return written(word) + (f"(?:{more})?" if more else "")


def bent(word: str, kind: str) -> str:
    """A pattern for one word of a name, `given`, `surname` or `thing`, with the endings of its language."""
    endings = {"given": KAZAKH_GIVEN, "surname": KAZAKH_PERSON, "thing": KAZAKH_THING}[kind]
    if not cyrillic(word):
        return written(word) + ENGLISH
    return f"{written(word)}(?:{endings})?" if kazakh(word) else russian(word, kind, endings)


def phrase(name: str) -> str:
    """A pattern for the name of a place or body: Russian bends every word, Kazakh and English the last."""
    *before, last = name.split()
    if cyrillic(name) and not kazakh(name):
        return r"\s+".join([*(russian(word, "thing") for word in before), bent(last, "thing")])
    ending = f"(?:{KAZAKH_THING})?" if cyrillic(name) else ENGLISH
    mark = f"[{_QUOTES}]?" if last[-1] in _QUOTES else ""
    return written(" ".join([*before, last.rstrip(_QUOTES)])) + mark + ending


def acronym(name: str) -> bool:
    """Whether a name is of capitals only: it is then found in capitals only."""
    return name.isupper() and " " not in name and len(name) <= 6


def one_of(patterns: Iterable[str]) -> str:
    """One pattern for several, the longest first."""
    return "|".join(sorted(dict.fromkeys(patterns), key=len, reverse=True))


def split(name: str) -> tuple[str, str]:
    """Given name and surname; a name of one word is a surname."""
    first, _, rest = name.strip().partition(" ")
    return (first, rest.strip()) if rest else ("", first)


def person(names: Iterable[str], initials: str) -> str:
    """A pattern for a person: given name or initial, surname, or the other way round.

    Group 2 is what stands before the surname (group 3), group 4 what stands after it; both empty: the surname alone.
    `initials` are the letters that may stand for the given name.
    """
    pairs = [split(name) for name in names]
    given = {first for first, _ in pairs if first}
    initial = rf"[{initials}]\.\s?(?:[{UPPER}]\.\s?)?" if initials else "(?!)"
    before = (
        one_of(russian(one, "given") if cyrillic(one) and not kazakh(one) else written(one) for one in given) or "(?!)"
    )
    after = one_of(bent(one, "given") for one in given) or "(?!)"
    surname = one_of(bent(last, "surname") for _, last in pairs)
    return (
        rf"(^|[^{LETTER}-])((?:{before}){PATRONYMIC}\s+|{initial})?({surname})(?![{LETTER}]|-[{LETTER}])"
        rf"(\s+(?:{after}){PATRONYMIC}(?![{LETTER}])|\s+{initial})?"
    )


# A town's name before these words is the name of a region or a district; "ақтау үкімі" is an acquittal.
_NOT_TOWN = r"(?!\s+(?:облыс|обл\.|аудан|үкім(?!ет)|област|район|oblast|region|province|district))"


def thing(names: Iterable[str], town: bool = False) -> str:
    """A pattern for a place or a body by any of its names; group 2 is the name."""
    found = one_of(phrase(name) for name in names)
    return rf"(^|[^{LETTER}])({found})(?![{LETTER}]){_NOT_TOWN if town else ''}"


def capitals(names: Iterable[str]) -> str:
    """A pattern, letter case as given, for acronyms; a Kazakh ending may follow a hyphen."""
    return rf"(^|[^{LETTER}-])((?:{one_of(written(name) for name in names)})(?:-?(?:{KAZAKH_THING}))?)(?![{LETTER}])"


# What patterns say over and over, the longest first; a packed pattern has one sign of Unicode's private area for each.
PARTS = tuple(
    sorted(
        (
            KAZAKH_PERSON,
            KAZAKH_THING,
            KAZAKH_GIVEN,
            PATRONYMIC,
            LETTER,
            UPPER,
            _CONSONANT["surname"],
            _CONSONANT["given"],
            _CONSONANT["thing"],
            ENGLISH,
            f"[{_QUOTES}]",
        ),
        key=len,
        reverse=True,
    )
)


def packed(pattern: str) -> str:
    """A pattern with its common parts as single signs, a quarter as long on its way to the browser."""
    for number, part in enumerate(PARTS):
        pattern = pattern.replace(part, chr(0xE000 + number))
    return pattern


def unpacked(pattern: str) -> str:
    """A packed pattern whole again."""
    return re.sub("[\ue000-\ue0ff]", lambda sign: PARTS[ord(sign[0]) - 0xE000], pattern)
