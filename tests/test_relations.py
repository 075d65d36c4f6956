"""What a reader can rely on in links: a statement behind each, none only implied, names that never meet."""

from dataclasses import asdict
from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder.figures.network import network as net
from esimder.figures.network.bands import SIZES
from esimder.figures.palette import DARK, LIGHT, Palette
from esimder.figures.screen import SCREENS, Screen
from esimder.record import codes
from esimder.record.schema import LANGUAGES
from esimder.rules import relations
from esimder.rules.relations import CLOSE, SPEAKS, TIES
from esimder.views import network_view
from tests.boxes import meet
from tests.record import context, shipped

HOSTILE = ('<span style="background:url(https://x)">', "<b>Ward</b>", "A & B %{x}", "W" * 300)


@cache
def statements() -> pd.DataFrame:
    """What the shipped record states about the case itself."""
    found = shipped().statements
    return found[found["scope"] == "main"]


def told(*rows: dict[str, str]) -> pd.DataFrame:
    """Made-up statements."""
    blank = {
        "person_id": "",
        "event_id": "",
        "kind": "role",
        "value": "named",
        "event_kind": "document",
        "speaker_id": "",
    }
    columns = ["statement_id", *blank]
    return pd.DataFrame([{**blank, "statement_id": f"s{at}", **row} for at, row in enumerate(rows)], columns=columns)


@cache
def around(what: str, one: str, code: str = "en") -> network_view.Relations:
    """The links of a person or an event of the shipped record."""
    page = context("person", code)
    return (network_view.around_person if what == "person" else network_view.around_event)(page, statements(), one)


CENTRES = [("person", one) for one in shipped().people["person_id"]]
CENTRES += [("event", one) for one in ("aktau-meeting", "ep-resolution", "ep-debate", "fidu-expulsion")]
BUSY = [("person", "ward"), ("person", "akberdieva"), ("person", "zhumaev"), *CENTRES[-4:]]


def test_every_link_names_the_statements_that_make_it() -> None:
    by_id = statements().set_index("statement_id")
    for row in relations.links(statements()).to_dict("records"):
        assert row["statements"]
        for one in row["statements"]:
            said = by_id.loc[one]
            parties = {said["person_id"], *said["speaker_id"].split("|")}
            assert {row["person_id"], row["other_id"]} - {""} <= parties
            assert said["event_id"] == row["event_id"]


def test_those_named_in_one_document_are_linked_to_it_and_not_to_each_other() -> None:
    found = relations.links(told(*({"person_id": one, "event_id": "resolution"} for one in ("a", "b", "c"))))
    assert set(found["other_id"]) == {""}
    assert list(found["tie"]) == ["named"] * 3


def test_who_is_stated_not_to_be_named_is_not_linked() -> None:
    assert relations.links(told({"person_id": "a", "event_id": "resolution", "value": "not_named"})).empty
    assert "akberdieva" not in set(relations.of_event(relations.links(statements()), "ep-resolution")["other_id"])


def test_the_one_who_is_quoted_is_linked_with_the_one_the_words_are_about() -> None:
    found = relations.links(
        told(
            {
                "person_id": "a",
                "speaker_id": "b|c",
                "kind": "claim",
                "value": "said",
                "event_id": "trial",
                "event_kind": "trial",
            }
        )
    )
    spoken = found[found["other_id"] != ""]
    assert set(spoken[["person_id", "other_id", "tie"]].itertuples(index=False, name=None)) == {
        ("b", "a", SPEAKS),
        ("c", "a", SPEAKS),
    }


def test_who_speaks_of_oneself_is_not_linked_with_oneself() -> None:
    found = relations.links(told({"person_id": "a", "speaker_id": "a", "event_id": "search", "event_kind": "measure"}))
    assert "a" not in set(found["other_id"])


def test_being_quoted_on_an_event_links_nobody_to_its_people() -> None:
    found = relations.links(
        told(
            {"person_id": "a", "event_id": "trial", "event_kind": "trial", "kind": "status", "value": "on_trial"},
            {"speaker_id": "b", "event_id": "trial", "event_kind": "trial", "kind": "claim", "value": "said"},
        )
    )
    assert relations.of_person(found, "a").empty
    assert relations.of_person(found, "b").empty
    assert list(relations.of_event(found, "trial")["other_id"]) == ["a", "b"]


@pytest.mark.parametrize("event_kind", codes.EVENT_KINDS)
def test_every_statement_ties_in_a_way_that_has_words(event_kind: str) -> None:
    for kind, values in codes.VALUES.items():
        for value in values:
            found = relations.tie(kind, value, event_kind)
            assert found in (*TIES, "")
            assert (found == "took_part") == (value in (*codes.PRESENT, "came_from"))


def test_a_status_stated_in_a_document_or_a_meeting_puts_nobody_there() -> None:
    assert relations.tie("status", "in_custody", "document") == "named"
    assert relations.tie("status", "paroled", "meeting") == "spoken_of"
    assert relations.tie("status", "arrested", "arrest") == "concerned"


PEOPLE, EVENTS = st.sampled_from(["", "a", "b", "c"]), st.sampled_from(["", "x", "y"])
ANY = st.lists(
    st.fixed_dictionaries(
        {
            "person_id": PEOPLE,
            "event_id": EVENTS,
            "speaker_id": st.sampled_from(["", "a", "b|c"]),
            "value": st.sampled_from(["named", "took_part", "not_named", "said"]),
        }
    ),
    max_size=12,
)


@given(ANY)
def test_a_link_between_two_people_is_seen_from_both(rows: list[dict[str, str]]) -> None:
    found = relations.links(told(*rows))
    for one, other in combinations("abc", 2):
        mine, theirs = relations.of_person(found, one), relations.of_person(found, other)
        assert sorted(mine.loc[mine["other_id"] == other, "event_id"]) == sorted(
            theirs.loc[theirs["other_id"] == one, "event_id"]
        )


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_statements_makes_no_link(rows: list[dict[str, str]], chance: Any) -> None:
    table = told(*rows)
    shuffled = table.iloc[chance.sample(range(len(table)), len(table))]

    def known(found: pd.DataFrame) -> set[tuple[Any, ...]]:
        return {(*row[:4], frozenset(row[4])) for row in found.itertuples(index=False, name=None)}

    assert known(relations.links(table)) == known(relations.links(shuffled))


def test_links_do_not_change_the_table_they_come_from() -> None:
    before = statements()
    copy = before.copy()
    relations.of_person(relations.links(before), "bokaev")
    pd.testing.assert_frame_equal(before, copy)


@pytest.mark.parametrize(("what", "one"), CENTRES)
def test_the_picture_and_its_table_tell_the_same(what: str, one: str) -> None:
    links = around(what, one)
    others = {row.other_id for row in links.rows}
    if links.network is None:
        assert not others
        return
    drawn = {key for key, node in links.network.nodes.items() if node.kind != "event"}
    assert drawn <= others
    assert len(others) - len(drawn) == links.left_out
    assert len(links.network.nodes) <= net.MOST
    assert all(row.statements for row in links.rows)


@pytest.mark.parametrize(("what", "one"), CENTRES)
def test_no_line_of_a_picture_is_without_its_row(what: str, one: str) -> None:
    links = around(what, one)
    if links.network is None:
        return
    tied = {(row.other_id, row.event_id) for row in links.rows}
    spoken = {row.other_id for row in links.rows if SPEAKS in (row.tie, row.own_tie)}
    for link in links.network.links:
        if what == "person" and link.kind == "said":
            assert link.start in spoken
        elif what == "person" and link.end != one:
            assert (link.start, link.end.removeprefix("event:")) in tied
        assert {link.start, link.end} <= {*links.network.nodes, links.network.centre.key}


def test_the_one_who_only_stands_in_a_document_has_a_dotted_line_to_it() -> None:
    lines = {(link.start, link.end): link.kind for link in drawn_network("person", "bokaev").links}
    assert lines["kharkova", "event:ep-resolution"] == "loose"
    assert lines["event:ep-resolution", "bokaev"] == "loose"
    assert lines["ayan", "event:bokaev-verdict"] == "close"
    assert ("kharkova", "bokaev") not in lines


def drawn_network(what: str, one: str, code: str = "en") -> net.Network:
    found = around(what, one, code).network
    assert found
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("what", "one"), BUSY)
def test_no_two_names_of_a_picture_meet(what: str, one: str, code: str, screen: Screen) -> None:
    boxes = net.boxes(drawn_network(what, one, code), screen)
    for (first, box), (second, other) in combinations(boxes.items(), 2):
        assert not meet(box, other), (first, second)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("what", "one"), BUSY)
def test_every_name_stays_within_the_picture(what: str, one: str, screen: Screen) -> None:
    network = drawn_network(what, one, "kk")
    for key, box in net.boxes(network, screen).items():
        assert box.left >= 0 and box.right <= SIZES[screen].width, key
        assert box.top >= 0 and box.bottom <= net.height(network, screen), key


def figure(network: net.Network, palette: Palette = LIGHT, screen: Screen = "desktop") -> go.Figure:
    return net.network_figure(network, palette, screen).checked()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_picture_is_plain_scatter_in_the_colours_of_the_palette(palette: Palette) -> None:
    drawn = figure(drawn_network("person", "ward"), palette)
    assert {trace.type for trace in drawn.data} == {"scatter"}
    flat = drawn.to_json()
    other = LIGHT if palette is DARK else DARK
    strange = set(asdict(other).values()) - set(asdict(palette).values())
    assert not [colour for colour in strange if colour in flat]


def test_every_sign_leads_somewhere() -> None:
    drawn = figure(drawn_network("person", "ward"))
    leads = [point[0] for trace in drawn.data if trace.customdata is not None for point in trace.customdata]
    assert leads
    assert all(address.startswith(("/person?", "/timeline?")) for address in leads)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_letter_by_letter(name: str, screen: Screen) -> None:
    nodes = {"a": net.Node("a", "person", name), "event:e": net.Node("event:e", "event", name)}
    lines = [net.Link("a", "event:e", "loose"), net.Link("event:e", "c", "close")]
    network = net.Network(net.Node("c", "person", name), {"event:e": ["a"]}, ([], []), nodes, lines)
    drawn = figure(network, LIGHT, screen)
    texts = [text for trace in drawn.data for text in trace.text or ()] + [
        note.text for note in drawn.layout.annotations
    ]
    for text in texts:
        assert "<" not in text.replace("<br>", "")
    assert all(box.right <= SIZES[screen].width for box in net.boxes(network, screen).values())


def test_close_ties_come_before_mere_mentions() -> None:
    rows = relations.of_person(relations.links(statements()), "bokaev")
    kinds = dict(zip(shipped().people["person_id"], shipped().people["kind"], strict=True))
    first = relations.nearest(rows, kinds, 2)
    assert set(first) == {"ayan", "nurgazieva"}
    assert set(CLOSE) < set(TIES)


def test_a_person_whom_no_statement_links_has_no_picture() -> None:
    links = network_view.around_person(context("person"), statements().iloc[:0], "bokaev")
    assert links.network is None
    assert links.rows == []
