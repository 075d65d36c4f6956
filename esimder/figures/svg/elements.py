"""Elements, numbers and words of SVG: whatever comes in, only letters and numbers stand in what comes out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from esimder.figures.text_width import FONT
from esimder.record.escape import html_escape

Points = NDArray[np.float64]

_LARGE = 1000  # letters of a path
LINE = 1.3  # Plotly's distance between two baselines, in type sizes
_TAG = re.compile(r"<br ?/?>|</?[bi]>")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{2,5});)")
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def number(value: float) -> str:
    """A length in px, to a tenth."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """An element with its attributes; None is left out, `_` stands for `-`, numbers are px."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{number(value) if isinstance(value, float) else plain(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def xml(escaped: str) -> str:
    """Words that came escaped, without the signs that XML cannot hold; what was not escaped is, here."""
    return _NO_LETTER.sub("\ufffd", _BARE.sub("&amp;", escaped)).replace("<", "&lt;").replace(">", "&gt;")


def plain(text: object) -> str:
    """Words of the record, letter by letter, as the content of an element."""
    return xml(html_escape(text))


def lines(label: str) -> list[str]:
    """The lines of a label as Plotly reads it, as XML; bold and italic within a label are not drawn."""
    return [xml(line).replace("  ", "\u00a0\u00a0") for line in _TAG.sub(_broken, label).split("\n")]


def _broken(tag: re.Match[str]) -> str:
    return "\n" if tag[0].startswith("<br") else ""


@dataclass(frozen=True)
class Host:
    """The page that a picture stands in.

    `ident` begins the names of the picture's parts, so that several pictures can stand in one page. `link` gives the
    attributes of the link to an address, None where that leads nowhere; without it no mark is a link. `label` writes
    a line of words, given as XML. `shapes` collects large shapes of several pictures: name by path; each picture
    only refers to them.
    """

    ident: str = ""
    link: Callable[[str], Mapping[str, str] | None] | None = None
    label: Callable[[str], str] = str
    shapes: dict[str, str] | None = None

    def shape(self, path: str, **attributes: object) -> str:
        """A path with its attributes, or a reference to it."""
        if self.shapes is None or len(path) < _LARGE:
            return element("path", d=path, **attributes)
        return element("use", href=f"#{self.shapes.setdefault(path, f'shape-{len(self.shapes)}')}", **attributes)


@dataclass(frozen=True)
class Type:
    """How words look: size in px, colour, weight, slant, and the rim of `halo` px about them in the `rim` colour."""

    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    rim: str = ""
    halo: float = 0


def words(label: str, x: float, y: float, anchor: str, look: Type, written: Callable[[str], str] = str) -> str:
    """A label as text whose first baseline begins, is in the middle or ends at (x, y)."""
    rows = [*map(written, lines(label))]
    spans = [element("tspan", row, x=x, y=y + LINE * look.size * at) for at, row in enumerate(rows)]
    return element(
        "text",
        rows[0] if len(rows) == 1 else "".join(spans),
        x=x,
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        font_size=float(look.size),
        font_weight=look.weight if look.weight != 400 else None,
        font_style="italic" if look.italic else None,
        fill=look.colour,
        stroke=look.rim or None,
        stroke_width=float(look.halo) if look.rim else None,
        stroke_linejoin="round" if look.rim else None,
        paint_order="stroke" if look.rim else None,
    )


def path(points: Points, close: bool = False) -> str:
    """The way through points (n, 2) in px; where one is unknown the line ends and begins again after it."""
    tenths = np.round(points, 1)
    unknown = np.isnan(tenths.sum(axis=1))
    still = np.zeros(len(tenths), bool)
    still[1:] = (tenths[1:] == tenths[:-1]).all(axis=1)
    kept = tenths[~still]
    end, parts = "Z" if close else "", []
    for part in np.split(kept, np.flatnonzero(unknown[~still])):
        spots = [f"{number(x)},{number(y)}" for x, y in part.tolist() if x == x and y == y]
        parts += [f"M{'L'.join(spots)}{end}"] if spots else []
    return "".join(parts)


def group(content: Sequence[str], **attributes: object) -> str:
    """Elements as one; nothing where there are none."""
    inside = "".join(content)
    return element("g", inside, **attributes) if inside else ""


def document(content: str, width: float, height: float) -> str:
    """Elements as a document of this size in px."""
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        width=float(width),
        height=float(height),
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_family=FONT,
    )
