"""How wide words are in our own typeface, by the font files that we ship: one measure for every layout."""

from functools import lru_cache
from unicodedata import category

from PIL import ImageFont

from esimder.paths import FONTS

FAMILY = "Source Sans 3"
# Streamlit calls the same typeface by its old name; what follows is for a file on a machine without it.
FONT = f"'{FAMILY}', 'Source Sans', 'Noto Sans', 'Segoe UI', Roboto, system-ui, sans-serif"
_UNITS = 1000  # of the typeface in one type size
_FOREIGN = 1.0  # type sizes; no letter of the typefaces that stand in for ours is wider
# The typeface sets a few pairs of letters further apart than the sum of both. This covers all that stand in one name.
_KERNING = 0.05


class _Advances(dict[str, float]):
    """The width of each letter in type sizes, read from the font when it is first needed."""

    def __init__(self, weight: str) -> None:
        path = FONTS / f"SourceSans3-{weight}.ttf"
        self.font = ImageFont.truetype(str(path), _UNITS, layout_engine=ImageFont.Layout.BASIC)
        self.missing = bytes(self.font.getmask("\uffff"))

    def __missing__(self, letter: str) -> float:
        if category(letter) == "Cf":  # marks of direction and the like, which nobody sees
            width = 0.0
        elif letter.isprintable() and not letter.isspace() and bytes(self.font.getmask(letter)) == self.missing:
            width = _FOREIGN
        else:
            width = self.font.getlength(letter) / _UNITS
        self[letter] = width
        return width


_ADVANCES = {bold: _Advances("Bold" if bold else "Regular") for bold in (False, True)}


@lru_cache(maxsize=20_000)
def ems(text: str, bold: bool = False) -> float:
    """The sum of the widths of a text's letters, in type sizes."""
    return sum(map(_ADVANCES[bold].__getitem__, text))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a text in px (or in whatever `size` is), never less than the typeface takes."""
    return (ems(text, bold) + _KERNING) * size if text else 0.0


def clipped(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as stands in `room` px with an ellipsis behind it."""
    if text_width(text, size, bold) <= room:
        return text
    while text and text_width(f"{text}…", size, bold) > room:
        text = text[:-1]
    return f"{text}…"
