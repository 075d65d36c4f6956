"""The numbers, people, disagreements and sources on the slides are those of the screen."""

import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from esimder.exports.numbered import Numbered
from esimder.exports.slides import fit as fit
from esimder.exports.slides.figures import on_the_map
from esimder.exports.slides.matter import Matter
from esimder.exports.slides.parts import Table, whole
from esimder.exports.slides.people import in_custody, portraits, statements
from esimder.query import counts
from esimder.query.selection import Selection, select
from esimder.record import load
from esimder.record.codes import PRESENT
from esimder.record.schema import LANGUAGES
from esimder.views import lists
from esimder.views.cells import dated
from esimder.views.context import Context
from esimder.views.provenance import imprint
from tests.record import context, folder, raw
from tests.slide_file import ASKED, FULL, deck, drawn, seen, words

# The numbers


@pytest.mark.parametrize(("view", "code"), ASKED)
def test_the_headline_numbers_are_those_of_the_screen(view: str, code: str) -> None:
    of, rows, file = seen(view, code)
    ((_, *lines),) = file.tables(*file.titled(of.say("brief.numbers")))
    assert [line[0] for line in lines] == [of.say.number(one) for one in counts.totals(rows).values()]
    assert all(len(line[2]) > 10 for line in lines)


@pytest.mark.parametrize("view", FULL)
def test_the_chart_over_time_has_every_event_that_is_dated(view: str) -> None:
    of, rows, file = seen(view)
    (slide,) = file.titled(of.say("slides.quarters"))
    _, numbers, book = file.chart(slide)
    expected: Counter[str] = Counter()
    for first, count in counts.by_quarter(rows).items():
        day = date.fromordinal(first)
        expected[f"{day.year} {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}"] += count
    assert {label: count for label, count in numbers.items() if count} == expected
    years = [label[:4] for label in numbers]
    assert sorted(years) == years and len(set(years)) * 4 == len(years)
    cells = [row[-1] for row in openpyxl.load_workbook(io.BytesIO(book)).active.values]
    assert cells[1:] == list(numbers.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_charts_of_kinds_and_of_standings_count_what_the_screen_counts(code: str) -> None:
    of, rows, file = seen(code=code)
    _, kinds, _ = file.chart(*file.titled(of.say("slides.kinds")))
    assert kinds == Counter(of.say(f"event_kind.{kind}") for kind in rows.events["kind"])
    _, states, _ = file.chart(*file.titled(of.say("slides.states", day=of.say.day(rows.as_of))))
    assert states == Counter(of.say(f"state.{row.state}") for row in counts.standings(rows))
    assert sum(states.values()) == counts.totals(rows)["people"]


def test_the_events_of_a_long_time_are_counted_by_year(tmp_path: Path) -> None:
    tables = raw()
    tables["events"].loc[tables["events"]["event_id"] == "zhanaozen-2011", "date"] = "1954-03-05"
    of = context(record=load.load(folder(tmp_path, tables)), kind=("violence",))
    file = deck(of)
    _, numbers, _ = file.chart(*file.titled(of.say("slides.years")))
    assert next(iter(numbers)) == "1954" and numbers["1954"] == 1
    assert list(numbers) == [str(year) for year in range(1954, int(list(numbers)[-1]) + 1)]
    assert sum(numbers.values()) == sum(counts.by_quarter(select(of.record, of.view)).values()) > 1


@pytest.mark.parametrize("view", FULL)
def test_the_places_beside_the_map_have_the_numbers_of_the_screen(view: str) -> None:
    of, rows, file = seen(view)
    (slide,) = file.titled(of.say("brief.map", what=of.say(f"count.{of.view.count}")))
    ((_, *lines),) = file.tables(slide)
    named = {of.directory.place(one): one for one in counts.places(rows)}
    for place, *numbers in lines:
        told = [counts.by_place(rows, what).get(named[place], 0) for what in ("events", "people", "statements")]
        assert numbers == [of.say.number(int(one)) for one in told]
    assert all(place in file.notes(slide) for place in named)


# People


def custody(of: Context, rows: Selection) -> str:
    """How the slides begin that list who is in custody."""
    return lists.held(of, rows)


@pytest.mark.parametrize("view", FULL)
def test_who_is_in_custody_and_who_is_not_stand_apart_and_nobody_is_missing(view: str) -> None:
    of, rows, file = seen(view)
    outside = lists.by_custody(of, rows).outside
    others = of.say("slides.others", n=len(outside))
    for listed, begun in ((lists.by_custody(of, rows).inside, lists.held(of, rows)), (outside, others)):
        expected = [of.directory.person(row.person_id) for row in listed]
        told = file.tables(*file.titled(begun))
        assert [row[0].partition("\n")[0] for table in told for row in table[1:]] == expected


def test_a_status_stands_with_its_day_and_by_whom_it_was_confirmed() -> None:
    of, rows, file = seen()
    told = {
        row[0].partition("\n")[0]: row for table in file.tables(*file.titled(custody(of, rows))) for row in table[1:]
    }
    for row in lists.with_sources(of, [one for one in lists.people(of, rows) if one.state == "in_custody"]):
        cells = told[of.directory.person(row.person_id)]
        assert cells[1].startswith(row.since_words)
        assert of.say.observed(row.confirmed) in cells[3] and row.confirmed_by in cells[3]
        assert re.search(r"\[\d+(, \d+)*\]", cells[3])


def test_the_notes_tell_the_statements_behind_a_list_with_source_and_locator() -> None:
    of, rows, file = seen()
    notes = "\n".join(map(file.notes, file.titled(custody(of, rows))))
    for row in (one for one in lists.people(of, rows) if one.state == "in_custody"):
        for one in row.deciding:
            told = of.directory.statement(one)
            source, where = of.directory.source(told["source_id"]), of.directory.locator(told["locator"])
            line = next(line for line in notes.splitlines() if of.say.of(told, "text") in line)
            assert source in line and where in line


def test_an_old_status_is_marked_as_old() -> None:
    of = context(as_of=date(2020, 9, 1))
    rows = select(of.record, of.view)
    stale = {of.directory.person(row.person_id): row.stale for row in lists.by_custody(of, rows).inside}
    made = in_custody(Matter(of, rows, imprint(of, ""), Numbered(of, rows)))
    lines = [row for slide in made for part in slide.parts if isinstance(part, Table) for row in part.rows[1:]]
    told = {
        row[0].paragraphs[0][0].text: "".join(run.text for one in row[3].paragraphs for run in one) for row in lines
    }
    assert [
        name for name in stale if (stale[name] in told[name]) and bool(stale[name]) != ("before" in told[name])
    ] == []
    assert set(told) == set(stale) and sum(map(bool, stale.values())) > 1


def test_who_met_whom_are_those_whom_a_source_puts_there() -> None:
    of, rows, file = seen()
    told = {row[1]: row[3] for table in file.tables(*file.titled(of.say("slides.meetings"))) for row in table[1:]}
    there = rows.statements[rows.statements["value"].isin(PRESENT) & (rows.statements["person_id"] != "")]
    for event in rows.events[rows.events["kind"] == "meeting"].to_dict("records"):
        ids = dict.fromkeys(there.loc[there["event_id"] == event["event_id"], "person_id"])
        assert told[event["title_en"]] == ", ".join(map(of.directory.person, ids))
    assert len(told) == (rows.events["kind"] == "meeting").sum() > 1


@pytest.mark.parametrize("code", ["en", "kk"])
def test_each_chosen_person_has_a_slide_with_what_is_known_and_the_life_line(code: str) -> None:
    of, _, file = seen("two people", code)
    for one in of.view.person:
        (slide,) = (found for found in file.slides if file.title(found) == of.directory.person(one))
        (line,) = (at for at in file.slides if file.title(at) == f"{of.directory.person(one)}: {of.say('person.line')}")
        facts, latest = file.tables(slide)
        assert [shape.kind for shape in drawn(file, line)] == ["picture"]
        spelled = next(row[1] for row in facts if row[0] == of.say("person.spellings"))
        assert spelled == " · ".join(lists.spellings(of, one))
        assert len(latest) > 1 and all(re.search(r"\[\d+\]$", row[1]) for row in latest[1:])
        assert of.say("slides.behind") in file.notes(slide)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_statement_on_a_disputed_point_stands_beside_the_others(code: str) -> None:
    of, rows, file = seen(code=code)
    shown = "\n".join(
        cell for table in file.tables(*file.titled(of.say("method.disagreement"))) for row in table for cell in row
    )
    points = lists.disputes(of, rows)
    assert len(points) > 5
    for point in points:
        assert point["title"] in shown
        assert all(of.say.of(row, "text") in shown for row in point["statements"])


# Sources


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_source_has_one_number_and_its_address(code: str) -> None:
    of, rows, file = seen(code=code)
    listed = [slide for slide in file.slides if file.title(slide).startswith(f"{of.say('page.sources')}:")]
    numbers = [int(row[0]) for table in file.tables(*listed) for row in table[1:]]
    sources = set(rows.statements["source_id"])
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= len(sources)
    linked = {target for slide in listed for _, target, outside in file.relations(slide).values() if outside}
    assert {of.directory.row("sources", one)["url"] for one in sources} - {""} <= linked
    shown = "\n".join(words(file.xml(slide)) for slide in file.slides if slide not in listed)
    cited = {int(one) for few in re.findall(r"\[(\d+(?:, \d+)*)\]", shown) for one in few.split(", ")}
    assert cited <= set(numbers) and len(cited) > 30


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_slides_on_one_person_are_about_that_person(code: str) -> None:
    of = context(code=code, person=("zhumaev",), as_of=date(2019, 4, 8))
    file, name, say = deck(of), of.directory.person("zhumaev"), of.say
    titles = [file.title(slide) for slide in file.slides]
    assert titles[:3] == [name, name, f"{name}: {say('person.line')}"]
    assert say("brief.numbers") not in titles and not [one for one in titles if say("slides.others", n=1) == one]
    told = select(of.record, of.view).statements
    rows = [row for table in file.tables(*file.slides) for row in table]
    missing = [one for one in told[f"text_{code}"] if not any(one in cell for row in rows for cell in row)]
    assert missing == [] and len(told) > 8


def test_a_statement_with_an_open_beginning_is_absent_before_its_end_and_says_by_what_it_is_placed() -> None:
    before, after = (context(person=("abishev-a",), as_of=day) for day in (date(2019, 4, 8), date(2022, 1, 1)))
    held = [
        {row["statement_id"]: row for row in lists.statements(of, select(of.record, of.view))} for of in (before, after)
    ]
    late = [one for one, row in held[1].items() if row["date"].startswith("../2021")]
    assert late and not set(late) & set(held[0])
    assert all(after.say("statement.placed_end") in dated(after, held[1][one]) for one in late)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_of_a_table_is_broken_also_where_the_typeface_is_missing_and_a_wider_one_stands_in(code: str) -> None:
    for asked in ((), ("bokaev",)):
        of = context(code=code, person=asked)
        rows = select(of.record, of.view)
        matter = Matter(of, rows, imprint(of, ""), Numbered(of, rows))
        made = [on_the_map(matter, b""), *in_custody(matter)]
        made += [*portraits(matter, {"bokaev": b""}), *statements(matter)] if asked else []
        tables = [part for slide in made for part in slide.parts if isinstance(part, Table)]
        assert len(tables) > 1
        assert [table.name for table in tables if not whole(table)] == []
    assert not fit.whole("Сообщений", 12, 60, bold=True)
