"""The first sentence is counted, and true of any record on any day."""

from dataclasses import replace
from datetime import date

import pytest

from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.schema import LANGUAGES
from esimder.views import lists
from esimder.views.headline import headline
from tests.asking import html_of
from tests.record import context, shipped


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_sentence_counts_who_was_in_custody_and_what_is_known_of_them_since(code: str) -> None:
    here = context(code=code)
    rows, latest = select(shipped(), here.view), here.latest()
    told = headline(here, rows)
    assert told.now == lists.held(here, rows) and str(counts.totals(rows)["detained"]) in told.now
    known = select(shipped(), View(as_of=latest)).standings
    became = [known[one].state for one in rows.held.inside]
    assert here.say.day(latest) in told.later
    for name, state in (("still", "in_custody"), ("not_known", "not_known"), ("died", "died")):
        number = became.count(state)
        assert (here.say(f"headline.{name}", n=number) in told.later) == (number > 0), name
    html = html_of("", lang=code)
    assert html.index("<h1") < html.index(told.now) < html.index(told.later)
    # What is left out of the view stands in the line of the filters, which has its height whether or not it is told.
    assert html.index('class="under"') < html.index('class="later') < html.index("<h1")


@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2019, 4, 8), date(2021, 6, 1), date(2024, 1, 1)])
def test_whom_nobody_knows_to_be_in_custody_any_more_is_counted_apart(day: date) -> None:
    here = context(as_of=day)
    rows = select(shipped(), here.view)
    told = headline(here, rows)
    lost = [one for one in rows.standings.values() if (one.state, one.was) == ("not_known", "in_custody")]
    assert told.unknown == (here.say("headline.unknown", n=len(lost)) if lost else "")
    assert bool(told.later) == (day < here.latest() and bool(rows.held.inside))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_record_without_custody_opens_with_what_it_holds(code: str) -> None:
    statements = shipped().statements
    plain = replace(shipped(), statements=statements[statements["kind"] == "role"].assign(effect=""))
    here = context(code=code, record=plain)
    rows = select(plain, here.view)
    told = headline(here, rows)
    assert told.later == told.unknown == ""
    assert language(code)("total.people", n=counts.totals(rows)["people"]) in told.now
    assert language(code)("total.detained", n=0, day=here.say.day(rows.as_of)) not in told.now


@pytest.mark.parametrize("code", LANGUAGES)
def test_that_filters_leave_nobody_in_custody_is_not_told_as_news_of_custody(code: str) -> None:
    say = language(code)
    nobody = say("detained.title", n=0, day=say.day(date(2019, 4, 8)))
    html = html_of("", lang=code, place="almaty", event="aktau-meeting")
    assert html.index(nobody) < html.index(say("headline.within"))
    assert say("headline.within") not in html_of("", lang=code, place="aktau")
    assert nobody not in html_of("", lang=code, q="zzzz").split("<h1")[1].split("</h1>")[0]
