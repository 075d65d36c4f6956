"""Cyrillic names in Latin letters by published rules: BGN/PCGN 1979 for Kazakh, BGN/PCGN 1947 for Russian.

A form made by rule is never told as one that a source prints. The middle dots with which both systems let a writer part
letters (n·g for нг, ng for ң) are left out, as they are on maps.
"""

import re
from collections.abc import Mapping

# The letters that both tables read alike.
_COMMON: dict[str, str] = {
    **dict(zip("абвгдзйклмнопрстф", "abvgdzyklmnoprstf", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ъ": "”", "ы": "y", "ь": "’", "ю": "yu", "я": "ya", "е": "e"},
}
_TABLES: dict[str, dict[str, str]] = {
    "kk": {
        **_COMMON,
        **{"ә": "ä", "ғ": "gh", "ё": "yo", "и": "ī", "қ": "q", "ң": "ng", "ө": "ö"},
        **{"у": "ū", "ұ": "u", "ү": "ü", "һ": "h", "і": "i", "э": "ė"},
    },
    "ru": {**_COMMON, "ё": "ë", "и": "i", "у": "u", "э": "e"},
}
RULES = tuple(_TABLES)
_WORD = re.compile(r"[^\W\d_]+")
# In Russian е and ё begin with y at the beginning of a word, after vowels and after й, ъ and ь.
_AFTER_VOWEL = re.compile(r"(?:^|(?<=[аеёиоуыэюяйъь]))[её]")


def _word(word: str, code: str) -> str:
    """One word by the table of a language; empty if a letter is not in it."""
    table, low = _TABLES[code], word.lower()
    if not set(low) <= set(table):
        return ""
    iotated = {match.start() for match in _AFTER_VOWEL.finditer(low)} if code == "ru" else set()
    said = "".join(("y" if at in iotated else "") + table[letter] for at, letter in enumerate(low))
    if len(word) > 1 and word.isupper():
        return said.upper()
    return said[:1].upper() + said[1:] if word[0].isupper() else said


def romanised(name: str, code: str) -> str:
    """A name by the rule of a language of RULES; empty if the rule does not know one of its letters."""
    words = _WORD.findall(name)
    said = {word: _word(word, code) for word in words}
    return _WORD.sub(lambda match: said[match[0]], name) if words and all(said.values()) else ""


def by_rule(row: Mapping[str, object]) -> dict[str, str]:
    """A person's Kazakh and Russian names in Latin letters, by the language whose rule made them."""
    made = {code: romanised(str(row[f"name_{code}"]), code) for code in RULES}
    return {code: text for code, text in made.items() if text}
