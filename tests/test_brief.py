"""The brief as other programs read it: its pages, its words, its numbers, its sources, and what it says of itself."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import typst

from esimder.exports.brief import brief
from esimder.query import counts
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.views.provenance import imprint
from tests.once import ORIGIN
from tests.pdf_reading import VIEWS, known, parts, pdf, root
from tests.record import context, shipped

LONG = ("everything", "the latest day and all cases", "every place and source")


@pytest.mark.parametrize(
    ("view", "code"),
    [
        *((view, code) for view in LONG for code in LANGUAGES),
        *zip((view for view in VIEWS if view not in LONG), cycle(LANGUAGES), strict=False),
    ],
)
def test_the_short_form_is_two_pages_whatever_is_asked_and_one_where_nothing_answers(view: str, code: str) -> None:
    """The views with most to say in every language, the others in one language each."""
    assert len(known(code, "short", view).pages) == (1 if view == "nothing" else 2)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
@pytest.mark.parametrize("form", ["short", "full"])
def test_the_paper_is_the_one_that_was_chosen(form: str, paper: str, size: tuple[int, int]) -> None:
    found = pdf(context(person=("zhumaev",)), form, paper)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in found.pages} == {size}
    assert len(found.pages) == 2 or form == "full"


@pytest.mark.parametrize("form", ["short", "full"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_names_its_language_title_author_and_question(code: str, form: str) -> None:
    of = context(code=code, **VIEWS["one person"])
    found, say, told = known(code, form, "one person"), of.say, imprint(of, ORIGIN)
    of_itself: Any = found.metadata
    assert root(found)["/Lang"] == code
    assert of_itself.title == say("brief.title", title=told.heading)
    assert of_itself.author == say("name")
    for one in (told.question, told.version, told.licence, say.day(told.as_of)):
        assert one in of_itself["/Keywords"]
    for line in told.sentences:
        assert line in of_itself["/Subject"]


@pytest.mark.parametrize("form", ["short", "full"])
def test_the_file_says_that_it_is_pdf_ua(form: str) -> None:
    found = root(known("kk", form, "one person"))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in found["/Metadata"].get_object().get_data()
    assert found["/MarkInfo"]["/Marked"]
    assert found["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize(
    ("whole", "broken", "why"),
    [
        ("alt: found.alt, ", "", "missing alt text"),
        ("heading(level: 1, name)", "heading(level: 1, name)\n  heading(level: 3, name)", "skipped from heading level"),
    ],
)
def test_a_picture_without_words_and_a_skipped_heading_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: str, broken: str, why: str
) -> None:
    template = brief.TEMPLATE.read_text("utf-8")
    assert whole in template
    other = tmp_path / "brief.typ"
    other.write_text(template.replace(whole, broken), "utf-8")
    monkeypatch.setattr(brief, "TEMPLATE", other)
    with pytest.raises(typst.TypstError, match=why):
        pdf(context(person=("zhumaev",)), "full")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_picture_is_told_in_words_and_the_map_by_its_places(code: str) -> None:
    of = context(code=code)
    told = [one["/Alt"] for one in parts(known(code, "full"), "/Figure")]
    rows = select(shipped(), of.view)
    assert len(told) == 2 + counts.totals(rows)["detained"]
    places, events = counts.places(rows), counts.by_place(rows, "events")
    count = of.say("total.places", n=len(places))
    before, after = of.say("brief.map_alt", count=count, what=of.say("count.events"), places="@").split("@")
    (alt,) = (alt for alt in told if alt.startswith(before))
    assert set(alt.removeprefix(before).removesuffix(after).split("; ")) == {
        f"{of.directory.place(one)} {of.say.number(int(events.get(one, 0)))}" for one in places
    }
