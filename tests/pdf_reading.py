"""A brief as another library reads it: pages, words, outline, links and marks."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdf

from esimder.exports.brief import brief
from esimder.exports.making import made
from esimder.views.context import Context
from tests import once
from tests.once import ORIGIN
from tests.record import context, shipped

TRICKY = '#panic("x") *bold* $a$ \\ `code` @ref =1+1 <b> [x] _y_ // no'
VIEWS: dict[str, dict[str, Any]] = {
    **once.VIEWS,
    "one person": {"person": ("zhumaev",)},
    "every place and source": {
        "place": tuple(shipped().places["place_id"]),
        "source": tuple(shipped().sources["source_id"]),
    },
}
# To read a page takes a tenth of a second: all pages of the whole record in two languages, of some of it in the third.
READ = [("kk", "everything"), ("ru", "everything"), ("en", "a place and a period")]


def pdf(of: Context, form: str = "short", paper: str = "a4") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made(brief.brief(of, ORIGIN, {"form": form, "paper": paper}))))


def known(code: str, form: str, view: str = "everything") -> pypdf.PdfReader:
    """The brief of a view of the shipped record, made once."""
    return _known(code, form, view)


@cache
def _known(code: str, form: str, view: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(once.file("brief", context(code=code, **VIEWS[view]), form=form)))


def squeezed(text: str) -> str:
    """Words without the spaces and line breaks that setting them adds or takes."""
    return re.sub(r"\s", "", text)


@cache
def words(of: pypdf.PdfReader, number: int) -> str:
    """The words of one page, squeezed; reading a page is slow, so each is read once."""
    return squeezed(of.pages[number].extract_text())


def text(of: pypdf.PdfReader) -> str:
    """The words of all pages, squeezed."""
    return "".join(words(of, number) for number in range(len(of.pages)))


def outline(of: pypdf.PdfReader) -> list[Any]:
    """The bookmarks, those below another in a list of their own."""
    return [outline_of(one) for one in of.outline]


def outline_of(one: Any) -> Any:
    return [outline_of(inner) for inner in one] if isinstance(one, list) else one.title


def addresses(of: pypdf.PdfReader) -> set[str]:
    """Every outside address that something on a page leads to."""
    notes = [note.get_object() for page in of.pages for note in page.get("/Annots", [])]
    return {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}


def root(of: pypdf.PdfReader) -> Any:
    """What the file says of itself as a whole."""
    return of.root_object


def elements(of: pypdf.PdfReader) -> Iterator[Any]:
    """Every element of the structure that a screen reader walks through."""
    waiting = [root(of)["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        yield one
        inner = one.get("/K", [])
        inner = inner if isinstance(inner, list) else [inner]
        waiting += [part for part in inner if isinstance(part.get_object(), dict)]


def parts(of: pypdf.PdfReader, kind: str) -> list[Any]:
    return [one for one in elements(of) if one.get("/S") == kind]


def between(whole: str, start: str, end: str) -> str:
    """What stands after the last heading `start` and before the heading `end` that follows it."""
    after = whole[whole.rindex(squeezed(start)) :]
    return after[: after.index(squeezed(end))]
