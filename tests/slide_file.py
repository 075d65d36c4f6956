"""A PPTX file as it lies in its zip, read without the library that wrote it; and the slides of some views."""

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from esimder.exports.making import made
from esimder.exports.slides import slides
from esimder.query.selection import Selection, select
from esimder.record.schema import LANGUAGES
from esimder.views.context import Context
from tests import once
from tests.once import ORIGIN
from tests.record import context, hostile

VIEWS: dict[str, dict[str, Any]] = {
    **once.VIEWS,
    "two people": {"person": ("zhumaev", "ward")},
}
FULL = [name for name in VIEWS if name != "nothing"]
# Every view in English, the whole record in every language; two people, who have slides of their own, in one other.
ASKED = [*((view, "en") for view in FULL), ("everything", "kk"), ("everything", "ru"), ("two people", "kk")]
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "types": "http://schemas.openxmlformats.org/package/2006/content-types",
}
_RELATION = f"{{{SPACES['r']}}}"
_DRAWN = ("sp", "pic", "graphicFrame")


def found(element: ET.Element, path: str) -> list[ET.Element]:
    """Elements under a path with the usual prefixes."""
    return element.findall(path, SPACES)


def words(element: ET.Element) -> str:
    """All text of an element, a line a paragraph."""
    lines = ["".join(text.text or "" for text in found(line, ".//a:t")) for line in found(element, ".//a:p")]
    return "\n".join(lines)


@dataclass(frozen=True)
class Shape:
    """One thing on a slide: what placeholder it is, its name, its words for who does not see it, and its place."""

    element: ET.Element
    role: str
    name: str
    alt: str
    box: tuple[int, int, int, int] | None

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table; what a joined cell covers is left out."""
        return [
            [words(cell) for cell in found(row, "a:tc") if cell.get("hMerge") != "1"]
            for row in found(self.element, ".//a:tr")
        ]

    @property
    def kind(self) -> str:
        """`table`, `chart`, `picture` or `words`."""
        if found(self.element, ".//a:tbl"):
            return "table"
        if found(self.element, ".//c:chart"):
            return "chart"
        return "picture" if self.element.tag.endswith("}pic") else "words"


class Deck:
    """The parts of the file by name, and its slides in order."""

    def __init__(self, file: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(file))
        self.parts = {name: self.zip.read(name) for name in self.zip.namelist()}
        self._trees: dict[str, ET.Element] = {}

    def xml(self, name: str) -> ET.Element:
        """One part as a tree, parsed once and only read."""
        if name not in self._trees:
            self._trees[name] = ET.fromstring(self.parts[name])
        return self._trees[name]

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Where a part leads, by id: the kind, the part's name or the address, and whether that is outside."""
        folder, _, file = name.rpartition("/")
        listed = self.parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
        if listed is None:
            return {}
        leads = {}
        for one in found(ET.fromstring(listed), "rel:Relationship"):
            outside, target = one.get("TargetMode") == "External", one.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            kind = one.get("Type", "").rpartition("/")[2]
            leads[one.get("Id", "")] = (kind, target if outside else whole.lstrip("./"), outside)
        return leads

    @cached_property
    def slides(self) -> list[str]:
        """The names of the slides' parts in the order in which they are shown."""
        leads = self.relations("ppt/presentation.xml")
        ids = found(self.xml("ppt/presentation.xml"), "p:sldIdLst/p:sldId")
        return [leads[one.get(f"{_RELATION}id", "")][1] for one in ids]

    def shapes(self, slide: str) -> list[Shape]:
        """What stands on a slide, in the order in which it is read."""
        return [
            self._shape(one)
            for one in found(self.xml(slide), "p:cSld/p:spTree/*")
            if one.tag.rpartition("}")[2] in _DRAWN
        ]

    @staticmethod
    def _shape(element: ET.Element) -> Shape:
        told, holder = found(element, ".//p:cNvPr")[0], found(element, ".//p:nvPr/p:ph")
        places = found(element, ".//a:xfrm") + found(element, "p:xfrm")
        box = None
        if places:
            ends = [*found(places[0], "a:off")[0].attrib.values(), *found(places[0], "a:ext")[0].attrib.values()]
            x, y, wide, high = map(int, ends)
            box = (x, y, wide, high)
        return Shape(
            element, holder[0].get("type", "obj") if holder else "", told.get("name", ""), told.get("descr", ""), box
        )

    def role(self, slide: str, *roles: str) -> str:
        """The words of the placeholder with one of these roles."""
        return "\n".join(words(one.element) for one in self.shapes(slide) if one.role in roles)

    def title(self, slide: str) -> str:
        """The title of a slide."""
        return self.role(slide, "title", "ctrTitle")

    def notes(self, slide: str) -> str:
        """The speaker's notes of a slide."""
        (name,) = (target for kind, target, _ in self.relations(slide).values() if kind == "notesSlide")
        return self.role(name, "body")

    def titled(self, *beginnings: str) -> list[str]:
        """The slides whose titles begin so."""
        return [one for one in self.slides if self.title(one).startswith(beginnings)]

    def tables(self, *slides: str) -> list[list[list[str]]]:
        """The tables on slides."""
        return [shape.rows for slide in slides for shape in self.shapes(slide) if shape.kind == "table"]

    def chart(self, slide: str) -> tuple[str, dict[str, int], bytes]:
        """The part of a slide's chart, its numbers by label, and the workbook behind it."""
        (name,) = (target for kind, target, _ in self.relations(slide).values() if kind == "chart")
        (series,) = found(self.xml(name), ".//c:ser")
        levels = found(series, "c:cat//c:lvl") or found(series, "c:cat//c:strCache")
        labels = dict(_points(levels[0]))
        if len(levels) > 1:  # years below the quarters: each stands once, at its first quarter
            years = dict(_points(levels[1]))
            labels = {at: f"{years[max(one for one in years if one <= at)]} {label}" for at, label in labels.items()}
        (book,) = (target for kind, target, _ in self.relations(name).values() if kind == "package")
        numbers = _points(found(series, "c:val//c:numCache")[0])
        return name, {labels[at]: int(value) for at, value in numbers}, self.parts[book]


def _points(held: ET.Element) -> Iterator[tuple[int, str]]:
    for point in found(held, "c:pt"):
        yield int(point.get("idx", "")), found(point, "c:v")[0].text or ""


def deck(of: Context) -> Deck:
    """The slides of a view."""
    return Deck(made(slides.FORMAT.make(of, ORIGIN, {})))


def seen(view: str = "everything", code: str = "en") -> tuple[Context, Selection, Deck]:
    """A view, its rows, and its slides, made once."""
    return _seen(view, code)


# Apart from `seen`, so that a default left out and the same written out are one question.
@cache
def _seen(view: str, code: str) -> tuple[Context, Selection, Deck]:
    of = context(code=code, **VIEWS[view])
    return of, select(of.record, of.view), Deck(once.file("slides", of))


@lru_cache
def strange(text: str) -> Deck:
    """The slides of two people in a record of which every name and text is this one."""
    return deck(context(record=hostile(text), person=("bokaev", "toiken")))


def decks() -> list[Deck]:
    """The slides of every view, and of the whole record in each other language."""
    return [*(seen(view)[2] for view in VIEWS), *(seen(code=code)[2] for code in LANGUAGES if code != "en")]


def drawn(file: Deck, slide: str) -> list[Shape]:
    """The pictures, charts and tables on a slide."""
    return [shape for shape in file.shapes(slide) if shape.kind != "words"]
