"""The pages of one person and of the sources say what stands on them."""

import re
from html import unescape

import pytest

from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.record.schema import LANGUAGES
from tests.asking import html_of
from tests.record import context, shipped

ARTICLE = "azattyq-2019-04"


def chips(html: str) -> str:
    return html[html.index('class="chips"') : html.index('class="question"')]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_a_person_has_no_chip_of_that_person_and_a_way_back_to_all(code: str) -> None:
    say, name = language(code), context(code=code).directory.person("bokaev")
    own, beside = html_of("person", lang=code, person="bokaev"), html_of("map", lang=code, person="bokaev")
    assert name not in chips(own) and name in chips(beside)
    assert f'<a href="/person?lang={code}">{say("person.all")}</a>' in own
    both = html_of("person", lang=code, person=["bokaev", "ward"])
    assert name not in chips(both) and context(code=code).directory.person("ward") in chips(both)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_can_be_taken_away_stands_on_the_page_of_a_person(code: str) -> None:
    html = unescape(html_of("person", lang=code, person="bokaev"))
    assert f'data-open-menu="take">{language(code)("person.take")}</button>' in html
    facts = html[html.index('<dl class="facts">') : html.index("</dl>")]
    links = re.findall("<a [^>]*>", facts)
    assert len(links) > 1 and not any("quiet" in link for link in links)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_list_of_people_says_in_which_order_it_stands(code: str) -> None:
    html = unescape(html_of("person", lang=code))
    assert language(code)("person.sorted") in html
    names = [name.strip() for name in re.findall(r'<li>\s*<a href="/person[^"]*">([^<]*)</a>', html)]
    assert len(names) > 20 and names == sorted(names, key=language(code).order)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sources_page_counts_the_chosen_apart_from_the_listed(code: str) -> None:
    say, asked = language(code), context(code=code, person=("bokaev",))
    listed = select(shipped(), asked.view).statements["source_id"].nunique()
    html = unescape(html_of("sources", lang=code, source=ARTICLE, person="bokaev"))
    heading = html[html.index("<h1") : html.index("</h1>")]
    assert say("sources.chosen", n=1) in heading and say("sources.title", n=listed) not in heading
    assert say("sources.listed", n=listed) in html[html.index("</h1>") :]
    assert say("sources.no_url") in html and say("sources.by_locator", at=asked.directory.locator("line:16")) in html
    alone = unescape(html_of("sources", lang=code, person="bokaev"))
    assert say("sources.title", n=listed) in alone[alone.index("<h1") : alone.index("</h1>")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_list_that_a_filter_has_shortened_is_not_called_every_statement(code: str) -> None:
    html = unescape(html_of("person", lang=code, person="bokaev", source=ARTICLE))
    assert language(code)("person.statements") not in html and language(code)("statement.title") in html
