"""What a brief says: the numbers of the screen, every source, who is in custody and who is not, no name too many."""

import re
from pathlib import Path
from typing import Any

import pytest

from esimder.exports import prose
from esimder.exports.brief import brief, typeset
from esimder.query import counts
from esimder.query.selection import select
from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.views import citation, lists
from esimder.views.context import Context
from esimder.views.provenance import imprint
from tests.once import ORIGIN
from tests.pdf_reading import READ, TRICKY, VIEWS, addresses, between, known, outline, pdf, root, squeezed, text, words
from tests.record import context, core, folder, hiding, hostile, shipped

BRIEFS = [*((*one, "full") for one in READ), *((code, "everything", "short") for code in LANGUAGES)]


def told_numbers(of: Context) -> list[str]:
    """Each headline number with its noun, after a check that they are the screen's."""
    rows = select(of.record, of.view)
    told = prose.key_numbers(of, rows)
    assert [one["value"] for one in told] == [of.say.number(value) for value in counts.totals(rows).values()]
    return [squeezed(one["value"] + one["noun"]) for one in told]


@pytest.mark.parametrize(("code", "view", "form"), BRIEFS)
def test_its_numbers_are_those_of_the_screen(code: str, view: str, form: str) -> None:
    found = text(known(code, form, view))
    assert all(number in found for number in told_numbers(context(code=code, **VIEWS[view])))


@pytest.mark.parametrize(("code", "view", "form"), BRIEFS)
def test_the_first_page_says_what_was_asked_and_each_page_the_day_the_version_and_its_number(
    code: str, view: str, form: str
) -> None:
    of = context(code=code, **VIEWS[view])
    found, told = known(code, form, view), imprint(of, ORIGIN)
    first = words(found, 0)
    assert all(
        squeezed(heading) in first and squeezed(line) in first
        for code, (heading, line) in told.lines.items()
        if code != "record"
    )
    for number in range(len(found.pages)):
        page = words(found, number)
        assert squeezed(of.say("brief.page", page=number + 1, pages=len(found.pages))) in page
        assert squeezed(of.say("person.known", day=of.say.day(told.as_of))) in page and told.version in page


@pytest.mark.parametrize("view", [one for one in [*VIEWS][1:] if one not in ("nothing", "one person")])
def test_its_numbers_follow_the_filters(view: str) -> None:
    of = context(**VIEWS[view])
    found = text(known("en", "short", view))
    assert all(number in found for number in told_numbers(of))


@pytest.mark.parametrize(("code", "view"), [*READ, ("ru", "one person"), ("en", "by publication")])
def test_every_source_of_the_view_is_numbered_with_its_citation_and_address(code: str, view: str) -> None:
    of = context(code=code, **VIEWS[view])
    found = known(code, "full", view)
    rows = select(shipped(), of.view)
    told, ids = text(found), rows.statements["source_id"].unique()
    numbers = [re.search(rf"(\d+){re.escape(squeezed(citation.source(of, one)))}", told) for one in ids]
    assert all(numbers)
    assert len({number[1] for number in numbers if number}) == len(ids) > 1
    assert {of.directory.row("sources", one)["url"] for one in ids} - {""} <= addresses(found)
    assert of.say("sources.title", n=len(ids)) in [str(title) for title in outline(found)]


def test_every_statement_of_a_person_stands_with_its_source_its_place_there_and_what_is_inferred() -> None:
    of = context(code="ru", **VIEWS["one person"])
    found = text(known("ru", "full", "one person"))
    rows = select(shipped(), of.view).statements.to_dict("records")
    assert len(rows) > 10
    for row in rows:
        assert squeezed(of.say.of(row, "text")) in found
        assert squeezed(of.say.of(row, "inferred")) in found
        where = f"{of.directory.source(row['source_id'])}, {of.directory.locator(row['locator'])}"
        assert squeezed(where) in found
        if row["speaker_id"]:
            assert squeezed(of.say("statement.speaker", who=of.directory.people(row["speaker_id"]))) in found


@pytest.mark.parametrize(("code", "view"), READ)
def test_who_is_in_custody_and_who_is_not_are_never_mixed(code: str, view: str) -> None:
    of, found = context(code=code, **VIEWS[view]), text(known(code, "full", view))
    rows = select(shipped(), of.view)
    people = lists.by_custody(of, rows)
    held, others = (
        {squeezed(of.directory.person(row.person_id)) for row in listed} for listed in (people.inside, people.outside)
    )
    assert held and others and not held & others
    say = of.say
    custody, rest = lists.held(of, rows), say("detained.others", n=len(others))
    first = between(found, custody, rest)
    second = between(found, rest, say("person.spellings"))
    assert all(name in first for name in held) and not any(name in first for name in others)
    assert all(name in second for name in others)


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_is_in_custody_has_a_page_each_unless_somebody_was_chosen(code: str) -> None:
    of = context(code=code)
    held = [row for row in lists.people(of, select(shipped(), of.view)) if row.state == "in_custody"]
    pages = [one for one in outline(known(code, "full")) if isinstance(one, list)]
    assert [name for name in pages[0] if isinstance(name, str)] == [of.directory.person(row.person_id) for row in held]
    asked = outline(pdf(context(code=code, person=("toiken", "zhumaev")), "full"))
    chosen_names = [name for one in asked if isinstance(one, list) for name in one if isinstance(name, str)]
    assert chosen_names == [of.directory.person(one) for one in ("toiken", "zhumaev")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_two_pages_of_the_shipped_record_name_everybody_in_custody(code: str) -> None:
    of = context(code=code)
    rows = lists.people(of, select(shipped(), of.view))
    held = [of.directory.person(row.person_id) for row in rows if row.state == "in_custody"]
    first = words(known(code, "short"), 0)
    part = first[first.index(squeezed(of.say("detained.title", n=len(held), day=of.say.day(of.directory.as_of)))) :]
    assert held and [name for name in held if squeezed(name) not in part] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_two_pages_tell_how_many_people_and_disagreements_they_leave_to_the_full_form(code: str) -> None:
    view = "the latest day and all cases"
    of = context(code=code, **VIEWS[view])
    rows = select(shipped(), of.view)
    second = words(known(code, "short", view), 1)
    people = [row.person_id for row in lists.people(of, rows) if row.state != "in_custody"]
    part = between(second, of.say("detained.others", n=len(people)), of.say("method.disagreement"))
    shown = sum(squeezed(of.directory.person(one)) in part for one in people)
    assert 0 < shown == len(people) or squeezed(of.say("brief.more", rest=len(people) - shown)) in part
    points = lists.disputes(of, rows)
    told = sum(squeezed(point["title"]) + "." in second for point in points)
    assert told < len(points) and squeezed(of.say("brief.more", rest=len(points) - told)) in second


def test_who_decides_a_custody_on_the_two_pages_is_among_their_sources() -> None:
    of = context()
    held = [row for row in lists.people(of, select(shipped(), of.view)) if row.state == "in_custody"]
    deciding = [of.directory.statement(one)["source_id"] for row in held for one in row.deciding]
    found = known("en", "short")
    assert {of.directory.row("sources", one)["url"] for one in deciding} - {""} <= addresses(found)
    assert all(squeezed(of.directory.source(one)) in text(found) for one in deciding)


def test_disagreeing_sources_stand_side_by_side_with_all_that_they_state() -> None:
    of, found = context(code="kk"), text(known("kk", "full"))
    points = lists.disputes(of, select(shipped(), of.view))
    assert len(points) > 10
    for point in points:
        part = found[found.rindex(squeezed(point["title"] + point["sides"])) :]
        assert all(squeezed(of.say.of(row, "text")) in part for row in point["statements"])


def test_names_and_titles_in_another_language_are_marked_as_such() -> None:
    contents: list[Any] = [page["/Contents"] for page in known("en", "full").pages]
    streams = b"".join(content.get_object().get_data() for content in contents)
    tongues = {tongue.decode() for tongue in re.findall(rb"/Lang\((\w+)\)", streams)}
    of = context()
    assert {of.directory.tongue(one) for one in shipped().people["person_id"] if of.directory.original(one)} <= {
        *tongues,
        "",
    }
    printed = shipped().sources[shipped().sources["title_kind"] == "printed"]
    assert {"kk", "ru", "mt"} <= tongues <= {*printed["language"], "kk"}


def test_a_brief_leads_to_the_live_view_and_asks_nothing_of_who_opens_it() -> None:
    found = known("ru", "full")
    assert imprint(context(code="ru"), ORIGIN).link in addresses(found)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(found)) and not found.attachments
    assert "/JavaScript" not in root(found).get("/Names", {})


@pytest.mark.parametrize("form", ["short", "full"])
def test_words_of_the_record_arrive_letter_by_letter(form: str) -> None:
    found = pdf(context(record=hostile(TRICKY)), form)
    assert any(squeezed(TRICKY) in words(found, number) for number in range(len(found.pages)))
    assert len(found.pages) == 2 or form == "full"


def test_a_letter_that_no_typeface_has_stands_as_its_code_and_the_brief_says_so() -> None:
    of = context(record=hostile("A\U0010ffffB\x07\ufeffC"))
    found = text(pdf(of))
    assert "AU+10FFFFBU+0007U+FEFFC" in found and squeezed(of.say("brief.unset")) in found
    assert squeezed(of.say("brief.unset")) not in text(known("en", "short"))


def test_other_letters_do_not_change() -> None:
    assert typeset.unset("".join(map(chr, range(0x400, 0x4FF)))) == frozenset()
    assert typeset.unset("aә\n\U0010ffff\x07\ufeff") == {"\U0010ffff", "\x07", "\ufeff"}


def test_a_restricted_person_is_not_in_it(tmp_path: Path) -> None:
    read = load.load(folder(tmp_path, hiding("bukenov")))
    for form in ("short", "full"):
        hidden, seen = (text(pdf(context(record=one, source=("odf-06",)), form)) for one in (read, shipped()))
        assert "Bukenov" in seen and "Bukenov" not in hidden, form


def test_a_record_with_core_columns_and_no_settings_has_a_brief_too(tmp_path: Path) -> None:
    (folder(tmp_path, core()) / "record.toml").unlink()
    of = context(code="kk", record=load.load(tmp_path))
    total = squeezed(of.say("total.statements", n=counts.totals(select(of.record, of.view))["statements"]))
    for form in ("short", "full"):
        found = pdf(of, form)
        assert any(total in words(found, number) for number in range(len(found.pages))), form
        assert len(found.pages) == 2 or form == "full"


def test_a_brief_that_nobody_asked_more_of_is_short_and_on_a4() -> None:
    assert brief.FORMAT.chosen({"paper": "tabloid"}) == {"form": "short", "paper": "a4"}
