"""Every page, in every language, with any link, runs and shows what it is to show."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import cycle
from pathlib import Path
from threading import Barrier
from time import sleep
from typing import Any

import pytest

from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record import load as data
from esimder.record.escape import html_escape
from esimder.record.load import Record
from esimder.record.schema import LANGUAGES
from esimder.server import records
from esimder.views import citation, page
from esimder.views.context import PAGES
from esimder.views.page import chips
from tests.asking import html_of, opened
from tests.record import context, folder, raw, shipped

LISTING = [path for path in PAGES if path != "method"]  # the page on the method shows no choice of rows


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_runs_in_every_language_and_says_which_it_is(path: str, code: str) -> None:
    shown = opened(path, lang=code)
    say = language(code)
    title = say(f"page.{path or 'overview'}")
    assert shown["title"] == f"{title} · {say('name')}"
    assert (shown["lang"], shown["path"]) == (code, path)
    assert title in shown["html"]
    assert "None" not in shown["html"] and "nan" not in shown["html"].split('"')


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_person_has_a_page_in_every_language(code: str) -> None:
    shown = opened("person", lang=code, person="bokaev")
    row = shipped().people.set_index("person_id").loc["bokaev"]
    assert row[f"name_{code}"] in shown["html"]
    told = select(shipped(), View()).statements
    mine = told[told["person_id"] == "bokaev"]
    assert len(mine) > 10
    assert all(html_escape(text) in shown["html"] for text in mine[f"text_{code}"])
    assert all(
        html_escape(url) in shown["html"]
        for url in shipped().sources.set_index("source_id").loc[mine["source_id"], "url"]
    )


def picked(html: str, menu: str) -> dict[str, Any]:
    """What stands chosen in a menu of the filter line."""
    [told] = re.findall(rf'data-menu="{menu}"[^>]* data-chosen="([^"]*)"', html)
    found: dict[str, Any] = json.loads(unescape(told))
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_link_chooses_the_same_in_every_language(path: str) -> None:
    asked: dict[str, Any] = {"place": "aktau", "kind": ["meeting", "trial"], "since": "2018", "until": "2019-04"}
    for code in LANGUAGES:
        html = html_of(path, lang=code, **asked)
        say = language(code)
        for word in (say("event_kind.meeting"), say("event_kind.trial"), say("filter.place")):
            assert word in html
        assert picked(html, "kind") == {"kind": ["meeting", "trial"]} and picked(html, "place") == {"place": ["aktau"]}
        assert picked(html, "period") == {"since": "2018-01-01", "until": "2019-04-30"}


@pytest.mark.parametrize("path", PAGES)
def test_an_old_or_hand_made_link_shows_what_it_can_and_tells_what_it_left_out(path: str) -> None:
    html = html_of(
        path, lang="en", place=["aktau", "atlantis"], colour="<b>red</b>", since="0001", until="9999", as_of="soon"
    )
    assert language("en")("link.left_out") in html
    for told in ("place=atlantis", "colour=&lt;b&gt;red&lt;/b&gt;", "since=0001", "until=9999", "as_of=soon"):
        assert told in html
    assert picked(html, "place") == {"place": ["aktau"]}


@pytest.mark.parametrize(
    "query",
    [
        {"q": "zzzz"},
        {"place": "washington", "kind": "arrest"},
        {"as_of": "1950"},
        {"as_of": "2199"},
        {"since": "1900", "until": "2199"},
        {"since": "2020", "until": "2010"},
        {"scope": "all", "as_of": "2025"},
        {"basis": "published"},
        {"disputed": "yes"},
        {"lanes": "person", "count": "statements", "show": "cards", "who": "others"},
        {"status": "none"},
        {"event": "aktau-meeting"},
        {"person": "azattyq"},
        {"person": ["bokaev", "ward"]},
        {"source": "azattyq-2019-04"},
        {"place": "kazakhstan"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", PAGES)
def test_no_link_breaks_a_page(path: str, query: dict[str, Any]) -> None:
    assert language("kk")("page." + (path or "overview")) in html_of(path, lang="kk", **query)


@pytest.mark.parametrize("path", LISTING)
@pytest.mark.parametrize("code", LANGUAGES)
def test_an_empty_result_says_what_to_relax(path: str, code: str) -> None:
    html = html_of(path, lang=code, q="zzzz", place="aktau")
    say = language(code)
    assert say("empty.title") in html and say("empty.relax") in html
    assert "zzzz" in html


@pytest.mark.parametrize(("path", "figures"), [("", {"map", "timeline"}), ("map", {"map"}), ("timeline", {"timeline"})])
def test_a_page_carries_its_figures_as_data(path: str, figures: set[str]) -> None:
    shown = opened(path, lang="kk")["figures"]
    assert set(shown) >= figures
    for figure in shown.values():
        assert {trace["type"] for trace in json.loads(figure["json"])["data"]} <= {"scatter", "bar"}


def test_a_broken_record_shows_its_faults_in_place_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page and every language, not every page in every language: the faults are one page for all."""
    tables = raw()
    tables["events"].loc[4, "kind"] = "<b>party</b>"
    monkeypatch.setenv("ESIMDER_DATA", str(folder(tmp_path, tables)))
    for path, code in zip(PAGES, cycle(LANGUAGES), strict=False):
        shown = opened(path, lang=code)
        say = language(code)
        assert say("fault.title") in shown["html"] and say("fault.no_such_code") in shown["html"]
        for told in ("events.csv", ">6<", "kind", "&lt;b&gt;party&lt;/b&gt;"):
            assert told in shown["html"]
        assert shown["figures"] == {}


def test_letters_of_a_hostile_search_stay_letters() -> None:
    html = opened("", q="<img src=x onerror=alert(1)>")["html"]
    assert "<img" not in html and "&lt;img" in html


def test_the_record_is_loaded_once_whoever_asks_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, asked, loaded = shipped(), Barrier(4), []

    def load(home: Path) -> Record:
        loaded.append(home)
        sleep(0.2)
        return replace(known)

    def ask(_: int) -> Record:
        asked.wait(10)
        return records.record(tmp_path)

    monkeypatch.setattr(data, "load", load)
    with ThreadPoolExecutor(4) as readers:
        assert len(set(readers.map(ask, range(4)))) == len(loaded) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_counts_as_known_is_told_by_a_chip_and_by_the_citation_and_can_be_let_go(lang: str) -> None:
    of, say = context(code=lang, basis="published"), language(lang)
    [chip] = chips(of)
    assert (chip["value"], chip["href"]) == (say("basis.published"), context(code=lang).href())
    assert say("basis.published") in citation.view(of, "") and say("basis.published") not in citation.view(
        context(code=lang), ""
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_of_many_unknown_values_the_rest_is_counted_and_a_cut_search_is_told(code: str) -> None:
    html = unescape(html_of("", lang=code, kind=[f"none{n}" for n in range(300)], q="x" * 203))
    assert language(code)("link.more", n=288) in html
    assert language(code)("link.q_cut", n=200) + " <code>xxx</code>" in html


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_title_begins_with_whom_or_what_the_page_is_about(code: str) -> None:
    say, names = language(code), context(code=code).directory
    end = f" · {say('name')}"
    cases: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"person": ("bokaev",)}, "person", names.person("bokaev")),
        ({"place": ("aktau",), "person": ("ward",)}, "map", f"{names.person('ward')}, {names.place('aktau')}"),
        ({"kind": ("trial",)}, "timeline", say("event_kind.trial")),
    )
    for asked, path, words in cases:
        assert page.titled(context(path, code, **asked)) == f"{words} · {say('page.' + path)}{end}"
    title = page.titled(context("sources", code, source=("azattyq-2019-04",), kind=("trial",)))
    assert title.startswith(names.source("azattyq-2019-04")[:40]) and title.endswith(end)
    many = page.titled(context("map", code, kind=("trial", "meeting", "document"), place=("aktau",)))
    assert many.startswith(names.place("aktau")) and f"… · {say('page.map')}" in many
    assert page.titled(context("", code)) == say("page.overview") + end


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_period_stands_once_among_what_is_chosen(code: str) -> None:
    asked = context(code=code, since=date(2019, 3, 1), until=date(2019, 4, 30))
    [chip] = chips(asked)
    assert (chip["value"], chip["href"]) == (asked.period(), context(code=code).href())
    html = html_of("", lang=code, since="2019-03-01", until="2019-04-30")
    filters = html[html.index('class="filters"') : html.index('class="content"')]
    assert filters.count(f">{asked.period()}<") == 1


def test_names_in_a_panel_have_no_space_before_their_comma_and_a_place_tells_its_events_before_its_statements() -> None:
    page = html_of("map", lang="en", place="aktau")
    panel = page[page.index('class="detail"') : page.index("<table")]
    assert panel.count("</a>") > 5 and not re.search(r"\s,", re.sub(r"<[^>]*>", "", panel))
    overview = html_of("", lang="en", place="aktau")
    side = overview[overview.index('class="side"') :]
    assert side.index("event=aktau-meeting") < side.index('class="people"') < side.index('class="statement"')
