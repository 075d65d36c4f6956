"""The link is the view: in another language, on a fresh server, after Back and reload, and if it is old or wrong."""

import re

import pytest

from esimder.i18n.language import language
from esimder.views.context import PAGES
from tests.browser.conftest import Open
from tests.browser.reader import Reader

FILTERS = "kind=trial&kind=verdict&place=almaty&status=in_custody&since=2016-05&until=2019-12-31&as_of=2019-12-31"
NOTHING = "kind=meeting&since=1990&until=1991"


def numbers(reader: Reader) -> list[str]:
    """Every count in the tables and in the first sentence, without a day in it or the separators of a language."""
    dated = ".lead .total[href*='number=detained']"
    cells = reader.page.locator(f".esimder td.n, .lead .total:not({dated})").all_text_contents()
    return [re.sub(r"\D", "", text) for text in cells]


def selection(reader: Reader) -> list[object]:
    """What a reader sees of a view, in codes and numbers."""
    ids = [reader.ids(".content a", name) for name in ("person", "event", "source", "place")]
    return [reader.codes(), numbers(reader), ids]


@pytest.mark.parametrize("path", PAGES)
def test_a_view_is_the_same_in_another_language_by_its_link_and_by_the_switch(opened: Open, path: str) -> None:
    reader = opened(f"/{path}?lang=en&{FILTERS}", "en")
    whole, words, query, codes = selection(reader), reader.texts(".chips .chip"), reader.query, reader.codes()
    assert set(codes) == {"kind", "place", "status", "since", "until", "as_of"}
    assert codes["kind"] == ["trial", "verdict"]
    other = opened(f"/{path}?lang=kk&{FILTERS}", "ru")
    assert selection(other) == whole
    assert other.texts(".chips .chip") != words
    for lang in ("ru", "kk"):
        reader.go(f".languages a[hreflang={lang}]")
        reader.page.wait_for_function(f"() => location.search.includes('lang={lang}')")
        assert reader.page.evaluate("() => document.documentElement.lang") == lang
        assert reader.page.title().endswith(
            f"{language(lang)('page.' + (path or 'overview'))} · {language(lang)('name')}"
        )
        assert set(reader.query) == set(query)
        assert selection(reader)[1:] == whole[1:], lang
        # A month comes back as its first day.
        assert reader.codes() == codes | {"since": ["2016-05-01"]}
    assert reader.texts(".chips .chip") == other.texts(".chips .chip")


@pytest.mark.parametrize("lang", ["kk", "ru"])  # as every other test shows, it is English elsewhere
def test_a_first_visit_speaks_the_language_of_the_browser(opened: Open, lang: str) -> None:
    reader = opened("/sources", lang)
    assert reader.page.evaluate("() => document.documentElement.lang") == lang
    assert reader.page.title() == f"{language(lang)('page.sources')} · {language(lang)('name')}"


def test_moving_between_pages_keeps_the_view_and_so_do_back_forward_and_reload(opened: Open) -> None:
    reader = opened("/?kind=trial&place=almaty&as_of=2019-12-31")
    kept = {"as_of": ["2019-12-31"], "kind": ["trial"], "place": ["almaty"]}
    for path in [*PAGES[1:], ""]:
        reader.go(f".bar nav a[href^='/{path}?']")
        reader.reaches(**kept)
        assert reader.path == path
        assert reader.codes() == kept
    for path in PAGES[:0:-1]:
        with reader.going():
            reader.page.go_back(wait_until="commit")
        reader.reaches(**kept)
        assert reader.path == path
        assert reader.texts(".bar nav a[aria-current=page]") == [language("en")(f"page.{path}")]
    with reader.going():
        reader.page.go_forward(wait_until="commit")
    reader.reaches(**kept)
    assert reader.path == PAGES[2]
    reader.page.reload()
    reader.settle()
    reader.reaches(**kept)
    assert reader.path == PAGES[2]
    assert reader.codes() == kept


def test_back_takes_away_the_last_filter_and_forward_brings_it_again(opened: Open) -> None:
    reader = opened("/timeline?kind=trial")
    reader.go(".chips .chip:not(.all)")
    reader.reaches()
    with reader.going():
        reader.page.go_back(wait_until="commit")
    reader.reaches(kind=["trial"])
    assert reader.codes() == {"kind": ["trial"]}
    with reader.going():
        reader.page.go_forward(wait_until="commit")
    reader.reaches()
    assert reader.codes() == {}


def test_a_link_with_unknown_values_shows_what_it_can_and_says_what_it_left_out(opened: Open) -> None:
    wrong = ["kind=nonsense", "place=atlantis", "since=yesterday", "colour=<b>red</b>"]
    query = f"kind=trial&{'&'.join(wrong)}&lang=en"
    reader = opened(f"/?{query}")
    for path in PAGES:
        if path:
            reader.follow(f"/{path}?{query}")
        assert reader.texts(".bar nav a[aria-current=page]") == [language("en")(f"page.{path or 'overview'}")]
        assert reader.page.locator(".chips .chip:not(.all)").count() == 1, path
        reader.shows(".chips .chip:not(.all)", language("en")("event_kind.trial"))
        assert sorted(reader.texts(".notice code")) == sorted(wrong), path


def test_an_empty_result_says_what_to_relax_and_its_links_do_so(opened: Open) -> None:
    reader = opened(f"/?{NOTHING}&lang=en")
    for path in PAGES:
        if path in ("method", "detained"):  # one shows nothing of a view, of the other a period lets nobody go
            continue
        if path:
            reader.follow(f"/{path}?{NOTHING}&lang=en")
        assert reader.path == path
        assert reader.page.locator(".empty").count() == 1, path
        assert len(reader.hrefs(".empty .chip:not(.all)")) == 2, path
        reader.go(".empty .chip.all")
        reader.reaches()
        assert reader.page.locator(".empty").count() == 0, path
