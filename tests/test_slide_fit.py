"""Texts and tables are cut so that they fit a slide, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from esimder.exports.slides import fit
from esimder.exports.slides.parts import Table, heading, plain, row_height, split


@given(st.text("абвгқңWi ", max_size=300), st.integers(1, 6), st.integers(40, 500))
def test_a_clipped_text_fills_no_more_lines_than_it_may(text: str, most: int, room: int) -> None:
    clipped = fit.clipped(text, 12, room, most)
    assert fit.lines(clipped, 12, room) <= most
    assert clipped == text or text.startswith(clipped.removesuffix("…"))
    assert clipped == text or fit.lines(text, 12, room) > most


def test_a_wider_column_never_needs_more_lines() -> None:
    text = "According to the latest dated statement up to that day they are in custody " * 4
    needed = [fit.lines(text, 13, room) for room in range(60, 900, 20)]
    assert needed == sorted(needed, reverse=True) and needed[0] > 10 and needed[-1] <= 3


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40), st.integers(100, 300), st.integers(200, 400))
def test_a_long_table_is_split_into_pieces_that_fit_and_loses_no_row(tall: list[int], first: int, room: int) -> None:
    rows = tuple((plain(" ".join(["word"] * (10 * lines)) + f" {at}"),) for at, lines in enumerate(tall))
    whole = Table("", "", (120,), (heading("Heading"), *rows))
    pieces = split(whole, first, room)
    assert [number for _, piece in pieces for number in piece] == list(range(len(rows)))
    for at, (table, piece) in enumerate(pieces):
        assert len(table.rows) == len(piece) + 1 and table.rows[0] == whole.rows[0]
        high = sum(row_height(table, row) for row in table.rows)
        assert high <= (room if at else first) or len(piece) == 1
