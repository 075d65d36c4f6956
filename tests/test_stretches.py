"""Stretches of custody and of other states: from when to when, and how far they are sure."""

from datetime import date

from esimder.query.selection import select
from esimder.rules.stretches import spells, states
from esimder.views import marks
from tests.record import context, said, shipped, told

DAY = date(2019, 4, 8)


def test_stretches_of_custody_reach_from_arrest_to_release() -> None:
    found = spells(
        told(
            said("arrested", "2015-01-05"),
            said("imprisoned", "2015-03-01"),
            said("released", "2016-01-01"),
            said("released", "2016-01-02"),
            said("arrested", "2018-10"),
            said("fined", "2014"),
        ),
        DAY,
    )
    days = [
        (
            date.fromordinal(row["first"]).isoformat(),
            date.fromordinal(row["last"]).isoformat(),
            row["since"],
            row["until"],
        )
        for row in found.to_dict("records")
    ]
    assert days == [
        ("2015-01-05", "2016-01-01", "2015-01-05", "2016-01-01"),
        ("2018-10-01", "2019-04-08", "2018-10", ""),
    ]


def test_a_beginning_is_as_unsure_as_its_date_and_an_open_one_is_drawn_from_its_last_day() -> None:
    for begin, first, begun in (
        ("2009", "2009-01-01", "2009-12-31"),
        ("2018-05-02", "2018-05-02", "2018-05-02"),
        ("../2018-05", "2018-05-31", "2018-05-31"),
    ):
        for found in (spells(told(said("arrested", begin)), DAY), states(told(said("arrested", begin)), "one", DAY)):
            row, *lost = found.to_dict("records")
            assert [one.get("state") for one in lost] == ["not_known"] * (begin == "2009" and "state" in found)
            assert [date.fromordinal(row[one]).isoformat() for one in ("first", "begun")] == [first, begun], begin


def test_a_stretch_surely_goes_on_to_its_last_confirmation_or_to_the_first_day_on_which_it_may_have_ended() -> None:
    made = [said("arrested", "2017-06"), said("in_custody", "2018-03-14")]
    for end, sure in (("2018-06", "2018-06-01"), ("2018/2019-02", "2018-03-14"), ("2019-01-05", "2019-01-05")):
        [row] = spells(told(*made, said("released", end)), DAY).to_dict("records")
        assert (date.fromordinal(row["sure"]).isoformat(), row["confirmed"]) == (sure, "2018-03-14"), end
        told_so = states(told(*made, said("released", end)), "one", DAY).to_dict("records")
        assert [date.fromordinal(told_so[0]["sure"]).isoformat(), told_so[1]["state"]] == [sure, "released"], end
    [row] = spells(told(*made), DAY).to_dict("records")
    assert (date.fromordinal(row["sure"]).isoformat(), row["until"]) == ("2018-03-14", "")


def test_a_bar_ends_on_the_day_from_which_nobody_knows_and_the_life_line_says_what_follows() -> None:
    here = context("timeline", lanes="person", as_of=date(2021, 12, 31))
    found, lanes = marks.by_person(here, select(shipped(), here.view))
    lane = lanes.index(here.directory.person("tulbaev"))
    lost = [mark for mark in found if mark.lane == lane][-1]
    assert date.fromordinal(lost.last) == date(2020, 9, 1)  # the stated term has run out by then at the latest
    assert here.say.date("2019-03-14") in lost.hover
    assert marks.states(here, "tulbaev") == ["in_custody", "not_known"]
    late = context("person", as_of=date(2022, 12, 31))
    assert marks.states(late, "abishev-k")[-1] == "died"
    assert marks.states(late, "abzhan") == ["in_custody", "not_known", "released"]


def test_a_word_after_a_long_silence_takes_up_what_was_not_known() -> None:
    found = states(told(said("arrested", "2010-05-01"), said("in_custody", "2018-05-01")), "one", DAY)
    assert found["state"].tolist() == ["in_custody", "not_known", "in_custody"]
    assert (found["last"].iloc[:-1].to_numpy() == found["first"].iloc[1:].to_numpy()).all()
