"""What is true of the rule of custody whatever the statements are, and a plain reading that it equals."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from esimder.record.codes import ACTS, CUSTODY, STATUSES
from esimder.rules.custody import standings
from esimder.rules.stretches import spells
from tests.custody_reading import BEFORE, DAY, FIFTY, of, rows, state
from tests.record import said, told


@FIFTY
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(made: list[dict[str, Any]], random: Any) -> None:
    mixed = random.sample(made, len(made))
    assert of(standings(told(*made), DAY)) == of(standings(told(*mixed), DAY))
    assert spells(told(*made), DAY).to_dict("records") == spells(told(*mixed), DAY).to_dict("records")


@FIFTY
@given(rows, st.sampled_from([*STATUSES, *ACTS]), BEFORE)
def test_an_older_statement_never_changes_what_a_later_one_about_custody_says(
    made: list[dict[str, Any]], value: str, when: date
) -> None:
    about = [row for row in made if row["effect"] and row["own_last"] <= DAY.toordinal() and row["date"]]
    assume(about)
    latest = max(row["own_last"] for row in about)
    assume(when.toordinal() < min(row["own_first"] for row in about if row["own_last"] == latest))
    # An appeal is not ended by a bare "acquitted" said later, a ruling on it ends it, and nothing follows death.
    assume(value not in ("acquittal_appealed", "upheld", "died"))
    older = said(value, when.isoformat(), statement_id="older")
    assert state([*made, older]) == state(made)


@FIFTY
@given(rows, st.sampled_from([*STATUSES, *ACTS]), st.integers(1, 400))
def test_what_comes_after_the_day_changes_nothing(made: list[dict[str, Any]], value: str, days: int) -> None:
    later = said(value, (DAY + timedelta(days=days)).isoformat(), statement_id="later")
    assert of(standings(told(*made, later), DAY)) == of(standings(told(*made), DAY))


@FIFTY
@given(rows)
def test_what_is_said_of_one_person_changes_nothing_for_another(made: list[dict[str, Any]]) -> None:
    other = [{**said("arrested", "2018-05-01"), "person_id": "two", "statement_id": "o"}]
    assert of(standings(told(*made, *other), DAY)) == of(standings(told(*made), DAY))


@FIFTY
@given(rows)
def test_whoever_is_in_custody_has_a_stretch_that_goes_on_and_nobody_else_has(made: list[dict[str, Any]]) -> None:
    stretches = spells(told(*made), DAY)
    assert bool((stretches["until"] == "").any()) == (state(made) == "in_custody")
    assert (stretches["first"] <= stretches["last"]).all()
    assert (stretches["last"] <= DAY.toordinal()).all()


def plainly(rows: list[dict[str, Any]]) -> str:
    """The rule for exact days, row by row: the last word on custody, and after it whatever a later day told."""
    said = [row for row in rows if row["date"] and row["own_last"] <= DAY.toordinal()]
    if any(row["value"] == "died" for row in said):
        return "died"
    days = sorted({row["own_last"] for row in said if row["effect"]})
    if days and any(row["effect"] != "closes" for row in said if row["effect"] and row["own_last"] == days[-1]):
        latest = max(row["own_last"] for row in said if row["effect"] in ("opens", "confirms"))
        return "in_custody" if DAY.toordinal() - latest <= 1096 else "not_known"
    return "outside"


@FIFTY
@given(st.lists(st.tuples(st.sampled_from([*STATUSES, *ACTS]), BEFORE), max_size=8))
def test_of_exact_days_the_rule_is_what_a_plain_reading_row_by_row_gives(made: list[tuple[str, date]]) -> None:
    rows = [said(value, when.isoformat(), statement_id=f"s{n}") for n, (value, when) in enumerate(made)]
    told_plainly = plainly(rows)
    found = of(standings(told(*rows), DAY))
    if told_plainly == "outside":
        assert found.state != "in_custody" and found.was != "in_custody"
    else:
        assert found.state == told_plainly


ENDINGS = ("released", "paroled", "sentence_served", "acquitted", "case_closed")
VAGUE = [value for value in CUSTODY if value not in (*ENDINGS, "died")]


@pytest.mark.parametrize("value", ENDINGS)
def test_who_was_held_on_a_day_of_a_year_was_let_out_after_it_in_that_year(value: str) -> None:
    held, let_out = said("in_custody", "2017-01-01", statement_id="held"), said(value, "2017", statement_id="out")
    assert state([held, let_out]) == state([let_out]) != "in_custody"


@FIFTY
@given(BEFORE, st.sampled_from(VAGUE), st.sampled_from(VAGUE), st.sampled_from([4, 7]))
def test_a_vaguer_date_never_beats_an_exact_one_inside_its_span(day: date, exact: str, vague: str, size: int) -> None:
    assume("acquittal_appealed" not in (exact, vague))
    sure = said(exact, day.isoformat(), statement_id="exact")
    around = said(vague, day.isoformat()[:size], statement_id="vague", family="b")
    assume(around["own_last"] <= DAY.toordinal())
    assert state([sure, around]) == state([sure])
    assert state([around, sure]) == state([sure])
