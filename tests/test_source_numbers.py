"""A source has one number in all that is made of a view: on a slide, in the brief of either length, in the one file."""

import re

from lxml import html

from esimder.exports.numbered import numbers
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from esimder.views import citation
from tests import once
from tests.pdf_reading import known, squeezed, text
from tests.record import context
from tests.slide_file import seen

# A view that several tests of files look at: its files are made once.
VIEW = "a place and a period"


def test_the_numbers_are_those_of_the_view_whatever_its_language_and_its_own_sources_come_first() -> None:
    views = [context(code=code, **once.VIEWS[VIEW]) for code in LANGUAGES]
    found = [numbers(of, select(of.record, of.view)) for of in views]
    assert found[0] == found[1] == found[2]
    own = set(select(views[0].record, views[0].view).statements["source_id"])
    assert {found[0][one] for one in own} == set(range(1, len(own) + 1))


def test_a_source_has_one_number_on_slides_in_both_briefs_and_in_the_one_file() -> None:
    of, rows, file = seen(VIEW)
    expected = {one: number for one, number in numbers(of, rows).items() if one in set(rows.statements["source_id"])}
    assert len(expected) > 3
    listed = {row[0]: squeezed(row[1]) for table in file.tables(*file.slides) for row in table if len(row) == 3}
    full, short = (text(known("en", form, VIEW)) for form in ("full", "short"))
    page = html.document_fromstring(once.file("page", of).decode())
    for one, number in expected.items():
        told = squeezed(citation.source(of, one))
        name, url = squeezed(of.directory.source(one)), str(of.directory.row("sources", one)["url"])
        assert squeezed(of.directory.publisher(one)) and re.search(rf"(?<!\d){number}{re.escape(told)}", full), one
        assert told[:60] in listed[str(number)], one
        [part] = page.xpath(f"//*[@id='en-source-{one}']")
        assert part.get("value") == str(number), one
        brief = re.search(rf"(\d+){re.escape(name)}·", short)
        assert brief is None or url == "" or brief[1].endswith(str(number)), one
