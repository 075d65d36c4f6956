"""The one HTML file holds the view's numbers, people, statements and sources in three languages, and asks nobody."""

import base64
import hashlib
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from esimder.exports.making import made
from esimder.exports.single import single
from esimder.exports.single.anchors import decided_by, in_language
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.record import load
from esimder.record.schema import LANGUAGES, TABLES
from esimder.views import lists
from esimder.views.context import Context
from esimder.views.provenance import imprint
from tests import once
from tests.once import ORIGIN
from tests.record import SECRET, context, folder, hostile, shipped, with_secret

VIEWS: dict[str, dict[str, Any]] = {
    "everything": {},
    "a place": {"place": ("aktau",)},
    "a person": {"person": ("zhumaev",)},
    "a kind in a period": {"kind": ("verdict", "trial"), "since": date(2017, 1, 1), "until": date(2018, 12, 31)},
    "the latest day": {"as_of": date(2022, 12, 31), "scope": "all"},
    "one source": {"source": ("rferl-09",)},
    "what is disputed": {"disputed": "yes"},
}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} <!--picture map--> & \"quoted\" 'so'"
EMPTY: dict[str, Any] = {"q": "no such word in any statement"}
NUMBERS = pytest.mark.parametrize("asked", VIEWS.values(), ids=VIEWS)


def written(one: Context) -> str:
    return made(single.FORMAT.make(one, ORIGIN, {})).decode()


@lru_cache
def _file(name: str) -> str:
    return once.file("page", context(**VIEWS[name])).decode()


@lru_cache
def _page(name: str) -> HtmlElement:
    return html.document_fromstring(_file(name))


def name_of(asked: dict[str, Any]) -> str:
    return next(name for name, view in VIEWS.items() if view is asked)


def page(asked: dict[str, Any]) -> HtmlElement:
    return _page(name_of(asked))


def parts(whole: HtmlElement) -> dict[str, HtmlElement]:
    return {part.get("id"): part for part in whole.find_class("tongue")}


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def said(text: str) -> str:
    return " ".join(text.split())


def statements(part: HtmlElement) -> dict[str, HtmlElement]:
    found = part.xpath(".//article[contains(@class, 'statement')][@id]")
    return {one.get("id").split("-statement-")[1]: one for one in found}


def named(part: HtmlElement, section: str) -> list[str]:
    """The people of one of the two lists."""
    return [row.get("data-person") for row in part.xpath(f".//section[h2/@id='{part.get('id')}-{section}']//tbody/tr")]


@NUMBERS
def test_the_numbers_are_those_of_the_screen_in_every_language(asked: dict[str, Any]) -> None:
    totals = counts.totals(select(shipped(), context(**asked).view))
    shown = parts(page(asked))
    assert set(shown) == set(LANGUAGES)
    for code, part in shown.items():
        told = {one.get("data-count"): one.text for one in part.xpath(".//*[@data-count]")}
        assert told == {what: language(code).number(count) for what, count in totals.items()}
        assert len(statements(part)) == totals["statements"]
        assert len(part.xpath(".//*[@data-happened]")) == totals["events"]
        assert len(part.xpath(".//article[@data-named]")) == totals["people"]
        assert len(part.xpath(".//article[@data-state='in_custody']")) == totals["detained"]
        assert len(part.xpath(".//tr[@data-there]")) == totals["places"]
        assert len(part.xpath(".//*[@data-published][not(@data-also)]")) == totals["sources"]


@NUMBERS
def test_the_imprint_comes_first_in_every_language(asked: dict[str, Any]) -> None:
    whole = page(asked)
    for code, part in parts(whole).items():
        lines = imprint(in_language(context(**asked), code), ORIGIN).lines.values()
        first = next(part.iter("dl"))
        assert [(words(row[0]), words(row[1])) for row in first] == [(said(key), said(told)) for key, told in lines]
        assert part.get("lang") == code
    about = imprint(context(**asked), ORIGIN)
    assert about.heading in str(whole.findtext(".//title")) and str(about.as_of) in str(whole.findtext(".//title"))
    metas = {meta.get("name"): meta.get("content") for meta in whole.iter("meta")}
    assert metas["dcterms.bibliographicCitation"] == about.citation
    assert metas["dcterms.license"] == about.licence
    assert metas["dcterms.source"] == about.link


@NUMBERS
def test_every_statement_stands_once_with_words_speaker_source_locator_and_link(asked: dict[str, Any]) -> None:
    rows = select(shipped(), context(**asked).view).statements
    for code, part in parts(page(asked)).items():
        names, shown = in_language(context(**asked), code).directory, statements(part)
        assert set(shown) == set(rows["statement_id"])
        for row in rows.to_dict("records"):
            article, source = shown[row["statement_id"]], names.row("sources", row["source_id"])
            told = words(article)
            assert said(row[f"text_{code}"]) in told
            assert said(row[f"inferred_{code}"]) in told
            assert said(names.locator(row["locator"])) in told
            assert said(names.source(row["source_id"])) in told
            assert said(names.people(row["speaker_id"])) in told
            links = [link.get("href") for link in article.iter("a")]
            assert f"#{code}-source-{row['source_id']}" in links
            assert source["url"] in ["", *links]


@NUMBERS
def test_no_link_inside_leads_nowhere_and_no_id_stands_twice(asked: dict[str, Any]) -> None:
    whole = page(asked)
    ids = whole.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in whole.xpath("//@href") if link.startswith("#")}
    assert len(inner) > 20
    assert inner <= set(ids)
    outer = {link for link in whole.xpath("//@href") if not link.startswith("#")}
    of_ours = {imprint(in_language(context(**asked), code), ORIGIN).link for code in LANGUAGES}
    assert outer <= {*shipped().sources["url"], *of_ours}
    marks = {one for many in whole.xpath("//*[@data-all]/@data-all") for one in many.split()}
    assert marks <= set(ids)


@NUMBERS
def test_those_in_custody_and_the_others_are_listed_apart(asked: dict[str, Any]) -> None:
    for code, part in parts(page(asked)).items():
        own = in_language(context(**asked), code)
        rows = select(own.record, own.view)
        people = lists.by_custody(own, rows)
        for section, listed in (("detained", people.inside), ("others", people.outside)):
            assert named(part, section) == [row.person_id for row in listed]


@NUMBERS
def test_what_is_said_of_a_standing_has_source_and_locator_beside_it(asked: dict[str, Any]) -> None:
    own = context(**asked)
    names, part = own.directory, parts(page(asked))["en"]
    for row in lists.people(own, select(own.record, own.view)):
        known = words(part.xpath(f".//article[@data-person='{row.person_id}']//*[@class='known']")[0])
        for one in decided_by(row):
            told = names.statement(one)
            assert f"{names.publisher(told['source_id'])}, {names.locator(told['locator'])}" in known


@NUMBERS
def test_the_sides_of_a_dispute_stand_side_by_side(asked: dict[str, Any]) -> None:
    for code, part in parts(page(asked)).items():
        own = in_language(context(**asked), code)
        points = lists.disputes(own, select(own.record, own.view))
        shown = part.find_class("dispute")
        assert len(shown) == len(points)
        for article, point in zip(shown, points, strict=True):
            assert all(said(row[f"text_{code}"]) in words(article) for row in point["statements"])


def test_every_mark_of_the_pictures_leads_to_what_it_shows() -> None:
    for code, part in parts(_page("everything")).items():
        picture = part.xpath(".//*[@class='wide']")
        places = set(picture[0].xpath(".//a/@href"))
        assert f"#{code}-place-aktau" in places
        events = {one for many in picture[1].xpath(".//a/@data-all") for one in many.split()}
        dates = shipped().events.set_index("event_id")["date"]
        dated = [one for one in part.xpath(".//@data-happened") if dates[str(one)]]
        assert {one for one in events if "-event-" in one} == {f"{code}-event-{one}" for one in dated}


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_its_one_script_and_its_one_style_and_no_request() -> None:
    text, whole = _file("everything"), _page("everything")
    policy = whole.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts, styles = (re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("script", "style"))
    assert len(scripts) == len(styles) == text.count("<script") == text.count("<style") == 1
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == _digest(scripts[0])
    assert rules["style-src"] == _digest(styles[0])
    assert rules["img-src"] == "data:"
    assert whole.xpath("//head/meta")[1].get("http-equiv"), "the policy stands before anything that it governs"


def test_nothing_in_the_file_could_be_asked_of_another_host() -> None:
    text, whole = _file("everything"), _page("everything")
    assert not whole.xpath("//link | //img | //iframe | //object | //embed | //base | //video | //audio | //image")
    assert not whole.xpath("//@src | //@srcset | //@style | //@action | //@*[starts-with(name(), 'on')]")
    assert all(link.startswith("#") for link in whole.xpath("//use/@href"))
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0]
    assert not re.search(r"@import|url\(|https?:", style)
    assert set(re.findall(r"url\((.)", text)) == {"#"}


def test_the_script_reads_the_page_and_writes_no_markup() -> None:
    script = (Path(single.__file__).parent / "single.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|Function\(|fetch\(|XMLHttp|import\(|storage|https?:",
        script,
    )


def test_the_file_fits_on_any_stick_and_into_any_message() -> None:
    assert all(len(_file(name).encode()) < 3_500_000 for name in VIEWS)


def test_a_large_shape_of_the_pictures_stands_once_for_all_languages() -> None:
    long = [d for d in _page("everything").xpath("//path/@d") if len(d) > 1000]
    assert len(long) > 4
    assert len(long) == len(set(long))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_opens_in_the_language_of_the_view(code: str) -> None:
    whole = html.document_fromstring(written(context(code=code, **EMPTY)))
    assert whole.get("lang") == code
    assert [part.get("id") for part in whole.find_class("own")] == [code]


def test_words_of_the_record_arrive_as_letters() -> None:
    text = written(context(record=hostile(EVIL)))
    whole = html.document_fromstring(text)
    assert text.count("<script") == 1
    assert not whole.xpath("//img") and not whole.xpath("//@onerror")
    assert len(whole.xpath("//*[contains(@class, 'figure')]//svg")) == 2 * 2 * len(LANGUAGES)
    for part in parts(whole).values():
        assert words(part).count(said(EVIL)) > 1000
    assert {said(option.text) for option in whole.xpath("//select[@name='person']//option[@value!='']")} == {said(EVIL)}


def test_a_restricted_person_is_nowhere_in_the_file(tmp_path: Path) -> None:
    homes = (folder(tmp_path / said, with_secret(said)) for said in ("public", "restricted"))
    seen, unseen = (written(context(record=load.load(home))) for home in homes)
    for trace in SECRET:
        assert trace in seen
        assert trace not in unseen


def test_an_empty_view_says_so_and_still_says_what_it_is() -> None:
    whole = html.document_fromstring(written(context(**EMPTY)))
    for code, part in parts(whole).items():
        assert [one.get("hidden") for one in part.find_class("empty")] == [None]
        assert language(code)("empty.title") in words(part)
        assert EMPTY["q"] in words(next(part.iter("dl")))
        assert statements(part) == {}


def test_a_record_without_settings_makes_a_file_too(tmp_path: Path) -> None:
    (folder(tmp_path) / "record.toml").unlink()
    bare = load.load(tmp_path)
    part = parts(html.document_fromstring(written(context(record=bare))))["kk"]
    assert len(statements(part)) == counts.totals(select(bare, context(record=bare).view))["statements"]


def test_making_a_file_changes_no_row_of_the_record() -> None:
    before = {table: getattr(shipped(), table).copy() for table in TABLES}
    written(context(**VIEWS["one source"]))
    assert all(kept.equals(getattr(shipped(), table)) for table, kept in before.items())
