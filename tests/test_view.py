"""The link is the view: what a reader asked comes back from the address, and what it cannot hold is said."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder.query.view import CHOICES, FILTERS, Happened, View
from esimder.record.codes import EVENT_KINDS, STATES
from tests.house import ROOT

KNOWN = {
    "kind": EVENT_KINDS,
    "status": (*STATES, "none"),
    "place": ("aktau", "almaty"),
    "source": ("azattyq-2019-04", "ep-01"),
    "person": ("bokaev", "ward", "zhumaev"),
    "event": ("aktau-meeting", "ep-resolution"),
}
DAYS = ("since", "until", "as_of")
PROMISED = ("lang", "q", "since", "until", "kind", "place", "status", "source", "as_of", "person", "event")

letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)
days = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
parts: dict[str, st.SearchStrategy[Any]] = {"q": letters, **dict.fromkeys(DAYS, days)}
parts |= {name: st.lists(st.sampled_from(codes), unique=True).map(tuple) for name, codes in KNOWN.items()}
parts |= {name: st.sampled_from(choices) for name, choices in CHOICES.items()}
parts["part"] = st.integers(1, 99_999)


def possible(view: View) -> bool:
    return read(view.href())[0] == view


views = st.builds(View, **parts).filter(possible)


def written(name: str) -> st.SearchStrategy[list[str]]:
    """What somebody may write for a parameter: values that it has, and any other text."""
    own = [*KNOWN.get(name, ()), *CHOICES.get(name, ()), *(("2018", "2019-04", "2019-04-08") if name in DAYS else ())]
    return st.lists(st.one_of(st.text(max_size=12), st.sampled_from([*own, ""])), max_size=3)


def read(address: str) -> tuple[View, tuple[tuple[str, str], ...]]:
    return View.from_query(parse_qs(urlsplit(address).query), KNOWN)


def test_every_field_of_a_view_is_tried_here() -> None:
    assert {field.name for field in fields(View)} == set(parts)


@given(views, st.sampled_from(["", "map", "timeline"]))
def test_a_link_opens_the_view_that_it_was_copied_from(view: View, path: str) -> None:
    address = view.href(path)
    assert urlsplit(address).path == f"/{path}"
    assert read(address) == (view, ())


@given(views)
def test_a_field_at_its_default_leaves_no_trace(view: View) -> None:
    changed = {field.name for field in fields(View) if getattr(view, field.name) != field.default}
    assert {name for name, _ in view.to_query()} == changed
    assert View().href("map") == "/map"


@given(views)
def test_a_link_holds_codes_and_the_readers_own_words_only(view: View) -> None:
    for name, value in view.to_query():
        assert name in ("q", "part", *DAYS) or value in {*KNOWN.get(name, ()), *CHOICES.get(name, ())}


@pytest.mark.parametrize("name", PROMISED)
def test_the_promised_parameters_stay(name: str) -> None:
    value = {**dict.fromkeys(DAYS, "2019-04-08"), "lang": "kk", "q": "Әсет"}.get(name) or KNOWN[name][0]
    view, left_out = View.from_query({name: [value]}, KNOWN)
    assert not left_out
    assert view.to_query() == [(name, value)]


@pytest.mark.parametrize("name", KNOWN)
def test_a_filter_takes_several_codes(name: str) -> None:
    query = "&".join(f"{name}={code}" for code in KNOWN[name])
    view, left_out = read(f"/?{query}")
    assert getattr(view, name) == tuple(KNOWN[name])
    assert not left_out
    assert view.href() == f"/?{query}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "Ұстау"),
        ("kind", "Meeting"),
        ("place", "atlantis"),
        ("status", "В заключении"),
        ("source", "<b>"),
        ("person", "nobody"),
        ("event", "aktau-meeting "),
        ("lang", "de"),
        ("since", "yesterday"),
        ("until", "2019-02-30"),
        ("as_of", ""),
        ("as_of", "9999"),
        ("since", "0001"),
        ("count", "victims"),
        ("colour", "red"),
        ("page", "7"),
        ("since", "../2018"),
        ("who", "все"),
    ],
)
def test_what_a_link_asks_in_vain_is_told_and_the_rest_is_shown(name: str, value: str) -> None:
    rest = {"q": ["Ақтау"], "place": ["aktau"]}
    asked = {**rest, name: [*rest.get(name, []), value]}
    view, left_out = View.from_query(asked, KNOWN)
    assert left_out == ((name, value),)
    assert view == View(q="Ақтау", place=("aktau",))


@given(st.fixed_dictionaries({}, optional={name: written(name) for name in (*parts, "x", "utm_source")}))
def test_no_value_of_a_hand_made_link_is_dropped_in_silence(query: dict[str, list[str]]) -> None:
    view, left_out = View.from_query(query, KNOWN)
    for name, values in query.items():
        for value in values:
            alone, refused = View.from_query({name: [value]}, KNOWN)
            shown, asked = getattr(view, name, None), getattr(alone, name, None)
            kept = {*(asked or ())} <= {*(shown or ())} if name in KNOWN else name in parts and shown == asked
            assert (name, value) in left_out or (kept and not refused), (name, value)


SPANS = {
    **KNOWN,
    "event": {
        "aktau-meeting": Happened("meeting", *[date(2019, 4, 8).toordinal()] * 2),
        "ep-resolution": Happened("document", *[date(2019, 3, 14).toordinal()] * 2),
    },
}


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ("since=2019-05-01&until=2019-01", "since=2019-05-01&until=2019-01"),
        ("since=2020&until=2020", ""),
        ("since=2019-04-09&as_of=2019-04-08", "since=2019-04-09"),
        ("since=2019-04-08&as_of=2019-04-08", ""),
        ("since=2019-04-09&as_of=2019-04-08&basis=published", ""),
        ("who=others&status=in_custody", "who=others"),
        ("who=others&status=in_custody&status=paroled", ""),
        ("who=others&status=released", ""),
        ("who=others&status=in_custody&status=not_known", "who=others"),
        ("who=unknown&status=in_custody&status=paroled", "who=unknown"),
        ("who=unknown&status=not_known&status=paroled", ""),
        ("event=aktau-meeting&kind=trial", "event=aktau-meeting"),
        ("event=aktau-meeting&kind=trial&kind=meeting", ""),
        ("event=aktau-meeting&event=ep-resolution&since=2019-04", "event=ep-resolution"),
        ("event=aktau-meeting&until=2019-03", "event=aktau-meeting"),
        ("event=aktau-meeting&since=2020&until=2018", "since=2020&until=2018"),
    ],
)
def test_what_is_impossible_together_is_told_and_left_out(asked: str, left_out: str) -> None:
    query, told = parse_qs(asked), parse_qs(left_out)
    view, refused = View.from_query(query, SPANS)
    assert list(refused) == [(name, value) for name, values in told.items() for value in values]
    rest = {name: [one for one in values if one not in told.get(name, ())] for name, values in query.items()}
    assert (view, ()) == View.from_query(rest, SPANS)


@given(views)
def test_no_view_holds_a_period_that_ends_before_it_begins(view: View) -> None:
    turned = replace(view, since=date(2019, 5, 1), until=date(2019, 1, 1), as_of=None)
    shown, left_out = read(turned.href())
    assert shown == turned.without("since", "until")
    assert {name for name, _ in left_out} == {"since", "until"}


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("q", "Aktau", "Almaty"), ("since", "2018", "2019"), ("as_of", "2019-04-08", "2018"), ("lang", "kk", "ru")],
)
def test_of_two_values_where_one_is_asked_the_last_is_shown_and_the_first_is_told(
    name: str, first: str, last: str
) -> None:
    view, left_out = View.from_query({name: [first, last]}, KNOWN)
    assert (view, ()) == View.from_query({name: [last]}, KNOWN)
    assert left_out == ((name, first),)


@pytest.mark.parametrize(
    ("asked", "since", "until"),
    [
        ("2019-04-08", "2019-04-08", "2019-04-08"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2011", "2011-01-01", "2011-12-31"),
    ],
)
def test_a_month_or_a_year_counts_from_its_first_to_its_last_day(asked: str, since: str, until: str) -> None:
    view, _ = View.from_query({name: [asked] for name in DAYS}, KNOWN)
    assert (view.since, view.until) == (date.fromisoformat(since), date.fromisoformat(until))
    assert view.as_of == view.until


@given(views, st.sampled_from(sorted(KNOWN)), st.data())
def test_toggling_a_code_twice_gives_the_same_choice_back(view: View, name: str, drawn: st.DataObject) -> None:
    code = drawn.draw(st.sampled_from(KNOWN[name]))
    once = view.toggled(name, code)
    assert (code in getattr(once, name)) != (code in getattr(view, name))
    assert set(getattr(once.toggled(name, code), name)) == set(getattr(view, name))
    assert once.without(name) == view.without(name)


@given(views)
def test_a_view_without_its_filters_is_not_filtered(view: View) -> None:
    bare = view.without(*FILTERS)
    assert not bare.filtered
    assert view.filtered == (view != bare)
    assert (bare.lang, bare.as_of, bare.count) == (view.lang, view.as_of, view.count)


@given(views)
def test_changing_one_thing_in_an_address_changes_nothing_else(view: View) -> None:
    changed, left_out = read(view.href("map", lang="ru"))
    assert changed == replace(view, lang="ru")
    assert not left_out


def test_a_search_is_cut_to_a_length_that_a_link_can_carry() -> None:
    view, _ = View.from_query({"q": ["я" * 5000]}, KNOWN)
    assert len(view.q) == 200


def test_a_search_that_is_too_long_is_cut_and_the_cut_part_told() -> None:
    view, left_out = View.from_query({"q": ["я" * 250]}, {})
    assert (view.q, left_out) == ("я" * 200, (("q", "я" * 50),))
    assert View.from_query({"q": ["я" * 200]}, {})[1] == ()


def test_the_browser_knows_which_filters_hold_several_codes() -> None:
    told = (ROOT / "esimder" / "web" / "wish.js").read_text("utf-8")
    many = re.search(r"MANY = new Set\(\[(.*?)\]\)", told)
    assert many and set(re.findall(r'"(\w+)"', many[1])) == {
        one.name for one in fields(View) if isinstance(one.default, tuple)
    }
