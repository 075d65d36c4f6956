"""A page of one's own gets the record's tables and what the reader's filters leave of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.source_util import page_icon_and_name, page_sort_key
from streamlit.testing.v1 import AppTest

from esimder.i18n.language import language
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.schema import TABLES
from esimder.server import app as server
from esimder.server import pages
from tests.asking import answered, behind
from tests.own_page import CODE
from tests.record import shipped

SCRIPT = """
import streamlit as st
from esimder.server.own_page import open_page

page = open_page(__file__)
for name, table in page.selected.items():
    st.dataframe(table)
for table in page.record.values():
    table.loc[:, table.columns[0]] = "changed"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of pages, in which nothing stands yet."""
    (tmp_path / "pages").mkdir()
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    pages.own.cache_clear()
    yield tmp_path / "pages"
    pages.own.cache_clear()


def run(script: Path, **query: str) -> AppTest:
    app = AppTest.from_file(str(script), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_a_page_gets_what_the_readers_filters_leave_and_cannot_change_the_record(own: Path) -> None:
    script = own / "2_Mine.py"
    script.write_text(SCRIPT)
    app = run(script, lang="en", place="aktau")
    assert len(app.exception) == 0
    rows = select(shipped(), View(place=("aktau",)))
    for shown, table in zip(app.dataframe, (rows.statements, rows.events, rows.people), strict=True):
        pd.testing.assert_frame_equal(
            shown.value.reset_index(drop=True), table.reset_index(drop=True), check_dtype=False
        )
    assert not any((getattr(shipped(), table).iloc[:, 0] == "changed").any() for table in TABLES)


def test_the_page_of_the_docs_takes_twenty_lines_and_knows_nothing_else_of_us() -> None:
    assert len(CODE.strip().splitlines()) <= 25 and CODE.count("esimder") == 1


def test_where_the_record_does_not_hold_a_page_shows_its_faults_and_goes_no_further(
    own: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ESIMDER_DATA", str(tmp_path))
    (own / "Mine.py").write_text(SCRIPT)
    app = run(own / "Mine.py", lang="kk")
    [component] = [one for one in app.main.children.values() if one.type == "bidi_component"]
    assert language("kk")("fault.title") in json.loads(getattr(component, "proto").json)["html"]  # noqa: B009
    assert len(app.dataframe) == 0


NAMES = [
    "Mine.py",
    "10_Ten.py",
    "2-Two_words.py",
    "3_ Three.py",
    "Оқиға.py",
    "__init__.py",
    "_.py",
    "7.py",
    ".x.py",
    "map.py",
]


def test_pages_are_called_and_sorted_as_streamlit_does_and_none_takes_the_place_of_ours(own: Path) -> None:
    for name in NAMES:
        (own / name).write_text("")
    scripts = [own / name for name in ("2-Two_words.py", "10_Ten.py", "Mine.py", "Оқиға.py")]
    assert sorted(scripts, key=page_sort_key) == scripts
    assert list(pages.own()) == [page_icon_and_name(script)[1] for script in scripts]
    assert pages.own()["Two_words"] == "Two words"


@pytest.mark.parametrize("path", ["/Mine", "/Mine/"])
def test_a_page_is_open_only_while_its_file_stands_among_the_pages(own: Path, path: str) -> None:
    app = behind(b"shell", "text/plain")
    assert answered(app, path)[0] == 404
    pages.own.cache_clear()
    (own / "Mine.py").write_text(SCRIPT)
    assert answered(app, path)[2] == b"shell"
    for other in ("/Mine/x", "//Mine", "/pages/Mine.py", "/../Mine", "/view/Mine"):
        assert answered(app, other)[2] != b"shell" or other.startswith("/view"), other
    assert "/view/Mine" not in {route.path for route in server.ROUTES}
