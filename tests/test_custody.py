"""Who is in custody as of a day: the latest dated statement that surely holds by then decides, and nothing else."""

from typing import Any

import pytest

from esimder.record.codes import ACTS, CUSTODY, STATES, STATUSES
from esimder.rules.custody import standings
from esimder.rules.stretches import spells
from tests.custody_reading import DAY, of, state
from tests.record import said, told

HISTORIES: dict[str, tuple[list[dict[str, Any]], str]] = {
    "nobody says anything": ([], "none"),
    "an arrest opens custody": ([said("arrested", "2018-05-01")], "in_custody"),
    "a release after an arrest ends it": ([said("arrested", "2018-05-01"), said("released", "2018-06-01")], "released"),
    "a second arrest opens it again": (
        [said("arrested", "2018-05-01"), said("released", "2018-06-01"), said("remanded", "2018-07")],
        "in_custody",
    ),
    "a sentence goes on until it has surely run out": ([said("imprisoned", "2016-05", quantity="P3Y")], "in_custody"),
    "a sentence that has surely run out leaves nobody in custody": (
        [said("imprisoned", "2016-04-07", quantity="P3Y"), said("in_custody", "2019-03-14")],
        "not_known",
    ),
    "who is confirmed in custody after the stated term is in custody": (
        [said("imprisoned", "2016-03-01", quantity="P3Y"), said("in_custody", "2019-03-14")],
        "in_custody",
    ),
    "a term counts from the verdict where the arrest is older": (
        [said("arrested", "2015-06"), said("imprisoned", "2016-05", quantity="P3Y"), said("in_custody", "2018")],
        "in_custody",
    ),
    "a sentence that a court let stand may have begun then": (
        [said("restricted", "2016-03-01", quantity="P3Y"), said("upheld", "2016-05-02"), said("restricted", "2018")],
        "restricted",
    ),
    "nobody has said for three years that custody goes on": ([said("arrested", "2016-04-06")], "not_known"),
    "parole ends with the term of the sentence": (
        [said("imprisoned", "2017-04-07", quantity="P2Y"), said("paroled", "2018-05-28")],
        "not_known",
    ),
    "parole of which nobody has spoken for long is not known": ([said("paroled", "2016-04-06")], "not_known"),
    "an acquittal stays one however long ago": ([said("acquitted", "2010-04-07")], "acquitted"),
    "who died is told as that, whatever a list says later": (
        [said("arrested", "2018"), said("died", "2019-01-17"), said("in_custody", "2019-03-14")],
        "died",
    ),
    "an acquittal under appeal says so, even where somebody later says only acquitted": (
        [said("acquitted", "2019-02-06"), said("acquittal_appealed", "2019-02-20"), said("acquitted", "2019-04-01")],
        "acquittal_appealed",
    ),
    "an acquittal that the appeal let stand is one": (
        [
            said("acquitted", "2018-02-06"),
            said("acquittal_appealed", "2018-02-20"),
            said("upheld", "2018-04-01"),
            said("acquitted", "2018-04-01", statement_id="z"),
        ],
        "acquitted",
    ),
    "a vaguer date never beats an exact one inside its span": (
        [said("imprisoned", "2016-11-28"), said("restricted", "2018-04-28"), said("paroled", "2018-04", family="b")],
        "restricted",
    ),
    "a vaguer arrest does not reopen what an exact release closed": (
        [said("arrested", "2018"), said("released", "2018-05-01")],
        "released",
    ),
    "nobody is released before a day on which he is still held": (
        [said("arrested", "2018-05-01"), said("in_custody", "2018-06-01"), said("released", "2018")],
        "released",
    ),
    "an arrest after a release in the same month is a new one": (
        [said("imprisoned", "2017"), said("released", "2018-04"), said("arrested", "2018-04-28")],
        "in_custody",
    ),
    "an expulsion ends a detention": ([said("arrested", "2019-02-14"), said("expelled", "2019-02-15")], "expelled"),
    "a trial that opened is a trial that goes on": ([said("trial_opened", "2018-10-02")], "on_trial"),
    "on the last day of those three years it is still told": ([said("arrested", "2016-04-07")], "in_custody"),
    "parole ends custody": ([said("imprisoned", "2017-04-07"), said("paroled", "2018-05-28")], "paroled"),
    "a parole ruling without release ends nothing": (
        [said("imprisoned", "2017-04-07"), said("parole_granted", "2018-05-28")],
        "in_custody",
    ),
    "a refusal of parole confirms custody": ([said("parole_refused", "2018-11-28")], "in_custody"),
    "a fine opens nothing": ([said("fined", "2019-03-12")], "fined"),
    "a conviction alone is no custody": ([said("convicted", "2019-03-12")], "convicted"),
    "to be brought to court is no conviction": ([said("tried", "2019-03-12")], "tried"),
    "some hours with the police are no custody": ([said("held_briefly", "2019-03-22")], "held_briefly"),
    "house arrest is custody": ([said("house_arrest", "2018-07")], "in_custody"),
    "forced placement is custody": ([said("psychiatric_custody", "2018-03-31")], "in_custody"),
    "an undated arrest decides nothing": ([said("arrested", "")], "none"),
    "an undated release decides nothing": ([said("arrested", "2018"), said("released", "")], "in_custody"),
    "an arrest in a month that is not over decides nothing": ([said("arrested", "2019-04")], "none"),
    "a release in a year that is not over decides nothing": (
        [said("arrested", "2018-05-01"), said("released", "2019")],
        "in_custody",
    ),
    "a release with an open end was on some day of its beginning": (
        [said("arrested", "2018"), said("released", "2019-01/..")],
        "released",
    ),
    "what began after the day decides nothing": (
        [said("arrested", "2018"), said("released", "2019-04/..")],
        "in_custody",
    ),
    "a case dropped some day before is dropped": ([said("case_closed", "../2019-02")], "case_closed"),
    "a case dropped after an arrest ends custody": (
        [said("arrested", "2018-10"), said("case_closed", "2019-02")],
        "case_closed",
    ),
    "an arrest on the day itself counts": ([said("arrested", "2019-04-08")], "in_custody"),
    "an arrest on the next day does not": ([said("arrested", "2019-04-09")], "none"),
    "a charge after a release is told": (
        [said("arrested", "2018-05-01"), said("released", "2018-05-03"), said("charged", "2018-06-01")],
        "accused",
    ),
    "a charge that may be older than the release is not": (
        [said("arrested", "2018-05-01"), said("released", "2018-05-03"), said("charged", "2018")],
        "released",
    ),
    "a charge during custody changes nothing": (
        [said("arrested", "2018-05-01"), said("on_trial", "2018-06-01")],
        "in_custody",
    ),
    "an appeal against an acquittal puts on trial again": (
        [said("acquitted", "2019-02-06"), said("on_trial", "2019-04-01")],
        "on_trial",
    ),
    "to be told not to leave is no restriction of freedom by a court": (
        [said("under_investigation", "2018-07"), said("travel_banned", "2018-07-20")],
        "travel_banned",
    ),
    "a ban on travel is told as that": ([said("travel_banned", "2018-07-20")], "travel_banned"),
    "who leaves custody for a restriction is not free": (
        [said("imprisoned", "2018"), said("restricted", "2019-02"), said("released", "2019-02", statement_id="z")],
        "restricted",
    ),
    "a release of the month of a parole says less": (
        [said("imprisoned", "2017"), said("paroled", "2018-05"), said("released", "2018-05", statement_id="z")],
        "paroled",
    ),
    "a release of a later day than a restriction is one": (
        [said("imprisoned", "2017"), said("restricted", "2018-05"), said("released", "2018-06")],
        "released",
    ),
    "to be named is no status": ([said("named", "2019-03-14"), said("release_demanded", "2019-03-14")], "none"),
    "the end of a sentence is liberty": ([said("imprisoned", "2016"), said("sentence_served", "2018")], "released"),
    "the end of a restriction is told as that, since nobody was held": (
        [said("restricted", "2017"), said("restriction_ended", "2018")],
        "restriction_ended",
    ),
    "an arrest and a release on one day are a conflict": (
        [said("arrested", "2019-02-22"), said("released", "2019-02-22")],
        "in_custody",
    ),
}


@pytest.mark.parametrize("sentence", HISTORIES)
def test_as_of_a_day(sentence: str) -> None:
    made, expected = HISTORIES[sentence]
    assert state(made) == expected
    assert state(made[::-1]) == expected


def test_a_conflict_of_one_day_is_shown_and_a_later_word_settles_it() -> None:
    both = [said("arrested", "2019-02-22"), said("released", "2019-02-22", family="b")]
    found = of(standings(told(*both), DAY))
    assert found.conflict and found.state == "in_custody"
    settled = of(standings(told(*both, said("released", "2019-02-23")), DAY))
    assert (settled.state, settled.conflict) == ("released", False)


def test_since_when_how_long_where_and_by_whom_are_those_of_this_custody() -> None:
    found = of(
        standings(
            told(
                said("arrested", "2015-01-01", place_id="almaty"),
                said("imprisoned", "2015-03", quantity="P9Y"),
                said("released", "2016-01-01"),
                said("arrested", "2016-05", place_id="atyrau"),
                said("imprisoned", "2016-11-28", quantity="P5Y", place_id="atyrau"),
                said("imprisoned", "2018-01-25", place_id="petropavl", family="b"),
                said("in_custody", "2019-03-14", family="c"),
                said("in_custody", "2019-03-14", family="d", statement_id="second"),
            ),
            DAY,
        )
    )
    assert (found.since, found.sentence, found.place_id, found.held) == (
        "2016-05",
        "P5Y",
        "petropavl",
        "2018-01-25",
    )
    assert (found.confirmed, found.families) == ("2019-03-14", 2)  # who said so in the ninety days before it
    assert set(found.deciding) == {"s-in_custody-2019-03-14", "second"}


def test_the_place_of_an_arrest_or_of_a_verdict_is_not_where_somebody_is_held() -> None:
    found = of(
        standings(
            told(
                said("arrested", "2018-10-01", place_id="almaty"),
                said("imprisoned", "2018-11-30", quantity="P4Y", place_id="almaty"),
            ),
            DAY,
        )
    )
    assert found.place_id == ""


def test_who_was_moved_nobody_says_whereto_is_no_longer_where_he_was() -> None:
    known = [said("arrested", "2016-05"), said("imprisoned", "2018-01-25", place_id="petropavl")]
    before = of(standings(told(*known), DAY))
    assert (before.place_id, before.held) == ("petropavl", "2018-01-25")
    moved = of(standings(told(*known, said("transferred", "2018-04")), DAY))
    assert (moved.place_id, moved.before, moved.held, moved.moved) == (
        "",
        "petropavl",
        "2018-01-25",
        "2018-04",
    )
    again = of(standings(told(*known, said("transferred", "2018-04"), said("imprisoned", "2019", place_id="a")), DAY))
    assert again.place_id == ""  # not surely there by the day


def test_pages_of_one_family_are_one_voice() -> None:
    found = of(
        standings(
            told(said("arrested", "2018-05-01"), said("in_custody", "2018-06-01"), said("in_custody", "2018-07-01")),
            DAY,
        )
    )
    assert found.families == 1


def test_released_and_on_parole_on_one_day_are_one_release() -> None:
    found = of(
        standings(
            told(said("imprisoned", "2017"), said("released", "2018-05-28"), said("paroled", "2018-05-28", family="b")),
            DAY,
        )
    )
    assert found.state == "paroled"
    assert found.since == found.confirmed == "2018-05-28"


@pytest.mark.parametrize("value", [*STATUSES, *ACTS])
def test_every_status_and_act_has_its_effect_on_custody_and_no_other(value: str) -> None:
    arrested = said("arrested", "2018-05-01", statement_id="first")
    after = state([arrested, said(value, "2019-01-01")])
    assert (after != "in_custody") == (CUSTODY.get(value) == "closes")
    alone = state([said(value, "2019-01-01")])
    assert (alone == "in_custody") == (CUSTODY.get(value) in ("opens", "confirms"))
    assert alone in {*STATES, "none"}


def test_a_table_without_statements_has_no_standing_and_no_stretches() -> None:
    assert standings(told(), DAY) == {}
    assert spells(told(), DAY).empty


def test_asking_changes_no_table() -> None:
    table = told(said("arrested", "2018-05-01"), said("released", "2018-06-01"))
    before = table.copy()
    standings(table, DAY)
    spells(table, DAY)
    assert table.equals(before)
