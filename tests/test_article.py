"""What the record makes of the article: every line that states something is cited, and nothing is read into it."""

from datetime import date

import pandas as pd
import pytest

from esimder.query import counts
from esimder.rules.custody import standings
from tests.record import ARTICLE, shipped

# The article's text is not part of this project; these are the numbers of its lines.
LINES = range(1, 22)
STATING = {1, 2, 3, 4, 6, 8, 9, 10, 12, 13, 16, 17, 19}
NAMED = {
    "ward",
    "stango",
    "sundetkalieva",
    "zhuaspaeva",
    "zhumaev",
    "akberdieva",
    "abishev-a",
    "nurgazieva",
    "toiken",
    "glushkova",
    "kushakbaev",
    "yeleusinov",
    "kharkova",
    "ashim",
    "bokaev",
    "erimbetov",
    "semenova",
    "dzhakishev",
    "tulbaev",
    "abzhan",
    "bukenov",
}
RESOLUTION = {"kushakbaev", "yeleusinov", "kharkova", "ashim", "bokaev", "erimbetov", "semenova", "zhumaev"}
TO_BE_RELEASED = {"dzhakishev", "bokaev", "erimbetov", "tulbaev", "abzhan", "bukenov"}


def article() -> pd.DataFrame:
    statements = shipped().statements
    return statements[statements["source_id"] == ARTICLE]


def line(number: int) -> set[str]:
    rows = article()
    return set(rows.loc[rows["locator"] == f"line:{number}", "person_id"]) - {""}


def test_every_line_that_states_something_is_cited_and_no_line_that_is_not_there() -> None:
    cited = {int(locator.removeprefix("line:")) for locator in article()["locator"]}
    assert cited >= STATING
    assert cited <= set(LINES)


def test_the_article_names_exactly_twenty_one_people() -> None:
    told = article()
    ids = set(told["person_id"]) | {one for speakers in told["speaker_id"] for one in speakers.split("|")}
    found = ids & set(counts.individuals(shipped().people))
    assert (len(found), found) == (21, NAMED)


def test_the_lists_of_the_article_overlap_as_printed() -> None:
    assert line(16) & NAMED == RESOLUTION
    assert line(17) & NAMED == TO_BE_RELEASED
    assert line(16) & line(17) & NAMED == {"bokaev", "erimbetov"}


@pytest.mark.parametrize("day", [date(2019, 3, 14), date(2019, 4, 8), date(2022, 3, 14)])
def test_by_the_article_alone_only_the_six_of_its_release_list_are_in_custody(day: date) -> None:
    known = standings(article(), day)
    inside = [standing for standing in known.values() if standing.in_custody]
    assert {standing.person_id for standing in inside} == TO_BE_RELEASED
    rows = article().set_index("statement_id")
    assert {rows.loc[one, "locator"] for standing in inside for one in standing.deciding} == {"line:17"}
    late = standings(article(), date(2022, 12, 31))
    assert {
        one for one, standing in late.items() if standing.state == "not_known"
    } == TO_BE_RELEASED  # three years and no word
    assert not any(standing.in_custody for standing in late.values())


def test_to_be_named_in_the_resolution_is_not_to_be_detained() -> None:
    rows = article()
    assert set(rows.loc[rows["locator"] == "line:16", "effect"]) == {""}


def test_a_trial_is_not_taken_for_a_conviction() -> None:
    rows = article()
    tried = rows[(rows["locator"] == "line:4") & rows["person_id"].isin(["zhumaev", "akberdieva", "abishev-a"])]
    assert set(tried["person_id"]) == {"zhumaev", "akberdieva", "abishev-a"}
    assert not set(tried["value"]) & {"convicted", "imprisoned", "in_custody"}


def test_the_year_which_the_article_does_not_print_is_marked_as_inferred() -> None:
    rows = article()
    dated = rows[rows["date"].str.startswith("2019-04")]
    assert len(dated)
    assert (dated[["inferred_kk", "inferred_ru", "inferred_en"]] != "").all(axis=None)


def test_the_capital_as_a_city_is_only_where_people_came_from() -> None:
    rows = article()
    assert set(rows.loc[rows["place_id"] == "astana", "value"]) == {"came_from"}
    assert not (rows.loc[rows["person_id"] == "kz-government", "at"] != "").any()


def test_five_cities_sent_people_and_one_hosted_them() -> None:
    rows = article()
    came = rows[rows["value"] == "came_from"]
    assert set(came["place_id"]) == {"aktau", "astana", "almaty", "atyrau", "karaganda"}
    assert set(rows.loc[(rows["value"] != "came_from") & (rows["event_id"] == "aktau-meeting"), "at"]) - {""} == {
        "aktau"
    }


def test_what_was_said_at_the_meeting_keeps_its_speaker() -> None:
    rows = article()
    assert set(rows.loc[rows["locator"] == "line:6", "speaker_id"]) >= {"nurgazieva"}
    claims = rows[(rows["kind"] == "claim") & (rows["locator"] != "line:3")]  # line 3 is the article's own account
    assert len(claims) > 5
    assert (claims["speaker_id"] != "").all()


def test_the_meeting_rests_on_one_source_and_this_is_said() -> None:
    statements = shipped().statements
    assert set(statements.loc[statements["event_id"] == "aktau-meeting", "source_id"]) == {ARTICLE}


def test_the_article_is_quoted_by_number_only() -> None:
    source = shipped().sources.set_index("source_id").loc[ARTICLE]
    assert source["read_as"] == "whole"
    assert source["language"] == "kk"
