"""Letters stay letters, and the direction of a text ends where the text ends."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esimder.figures.text_width import text_width
from esimder.query.selection import select
from esimder.record import load
from esimder.record.escape import bounded, html_escape
from esimder.record.schema import LANGUAGES
from esimder.views import citation, marks, page, place_marks
from tests.record import context, folder, raw

OVERRIDE, PART, END = "\u202e", "\u2068", "\u2069"
ARABIC = "محمد بن علي"
mixed = st.text(
    st.sampled_from(
        [*"ab ж1", *ARABIC[:4], *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
    )
)


def depth(text: str) -> int:
    """How many parts of a direction of their own are open at the end of a text; fails on an end without a beginning."""
    held = 0
    for one in text:
        held += {"LRI": 1, "RLI": 1, "FSI": 1, "PDI": -1}.get(unicodedata.bidirectional(one), 0)
        assert held >= 0, text
    return held


@given(mixed)
def test_what_is_bounded_turns_nothing_beside_it(text: str) -> None:
    shown = bounded(text)
    assert depth(shown) == 0
    held = 0
    for one in shown:
        kind = unicodedata.bidirectional(one)
        assert kind not in ("LRE", "RLE", "LRO", "RLO", "PDF")
        held += {"LRI": 1, "RLI": 1, "FSI": 1, "PDI": -1}.get(kind, 0)
        assert held or kind not in ("R", "AL", "AN") or one.isdigit(), "nothing from right to left outside a part"
    assert bounded(shown) == shown
    assert [one for one in shown if one.isalnum()] == [one for one in text if one.isalnum()]


def test_plain_words_stay_as_they_are_and_words_from_right_to_left_stand_by_themselves() -> None:
    for text in ("Aktau", "Ақтау «1»", "Қамаудағылар · 10", "ab\u00adc", "क्\u200dष"):
        assert bounded(text) == text
    assert bounded(f"Override{OVERRIDE} Person") == "Override Person"
    assert bounded(ARABIC) == PART + ARABIC + END
    assert html_escape(f"{ARABIC} <b>") == f"{PART}{ARABIC} &lt;b&gt;{END}"
    assert text_width(bounded(ARABIC), 12) == text_width(ARABIC, 12)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_hidden_sign_in_one_cell_turns_no_label_hover_citation_or_line_of_a_page(
    code: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables = raw()
    for table, column in (("people", "name"), ("places", "name"), ("events", "title")):
        for lang in LANGUAGES:
            tables[table][f"{column}_{lang}"] += f" {OVERRIDE}{ARABIC}"
    tables["sources"]["title"] += OVERRIDE
    tables["sources"]["publisher"] = OVERRIDE + tables["sources"]["publisher"]
    tables["people"]["aliases"] = ARABIC
    record = load.load(folder(tmp_path_factory.mktemp("turned"), tables))
    own = context("", code, record, q=f"x{OVERRIDE}")
    plain = context("timeline", code, record)
    rows = select(record, plain.view)
    cities = place_marks.cities(plain, place_marks.places(plain, rows))
    said = [
        *(mark.hover for mark in marks.by_kind(plain, rows)[0]),
        *(city.hover for city in cities),
        *(html_escape(city.name) for city in cities),
        *(html_escape(name) for name in marks.by_person(plain, rows)[1]),
        *(citation.source(plain, one) for one in record.sources["source_id"]),
        citation.view(own, ""),
        *(chip["value"] for chip in page.chips(own)),
    ]
    assert ARABIC in "".join(said)
    for text in said:
        assert OVERRIDE not in text and depth(text) == 0
        for line in text.split("<br>"):
            assert ARABIC not in line or PART in line
