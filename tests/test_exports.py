"""Single tables and files to take away: the rows of the view in the reader's words, and no file that is not offered."""

import asyncio
import csv
import io
import json
from datetime import date

import pytest
from starlette.responses import Response

from esimder.exports.registry import LINKED
from esimder.i18n.language import language
from esimder.query import counts
from esimder.query.selection import select
from esimder.query.view import View
from esimder.record.escape import guarded
from esimder.record.schema import LANGUAGES
from esimder.server import downloads
from esimder.views.provenance import stem
from tests.asking import request
from tests.record import context, shipped


def taken(name: str, query: str) -> tuple[Response, list[list[str]]]:
    sent = asyncio.run(downloads.start(request("/take", query, code=name)))
    return sent, list(csv.reader(io.StringIO(bytes(sent.body).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["detained", "statements"])
def test_a_table_to_take_away_holds_source_and_locator_in_the_readers_words(name: str, code: str) -> None:
    sent, (headings, *rows) = taken(name, f"lang={code}&as_of=2019-04-08")
    assert sent.headers["content-type"].startswith("text/csv")
    assert "2019-04-08" in sent.headers["content-disposition"]
    where = headings.index(language(code)("locator.title"))
    assert rows and all(len(row) == len(headings) for row in rows)
    assert all(row[where] for row in rows)


def test_the_table_holds_the_rows_of_the_view() -> None:
    _, (_, *rows) = taken("statements", "lang=en&person=bokaev&place=aktobe&as_of=2020")
    asked = View(person=("bokaev",), place=("aktobe",), as_of=date(2020, 12, 31))
    assert {row[0] for row in rows} == set(select(shipped(), asked).statements["statement_id"]) != set()
    _, (_, *all_rows) = taken("statements", "lang=en")
    assert len(all_rows) == len(select(shipped(), View()).statements)
    _, (_, *detained) = taken("detained", "lang=en&as_of=2019-04-08")
    asked = View(as_of=date(2019, 4, 8))
    assert len({row[0] for row in detained}) == counts.totals(select(shipped(), asked))["detained"] > 1


def test_no_cell_is_a_formula() -> None:
    for cell in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'):
        assert guarded(cell).startswith("'")
    assert guarded("Aktau") == "Aktau"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", LINKED)
def test_every_file_to_take_away_is_made_in_every_language(name: str, code: str) -> None:
    sent = asyncio.run(downloads.start(request("/take", f"lang={code}", code=name)))
    assert sent.status_code == 200 and len(sent.body) > 100
    assert sent.headers["content-disposition"].endswith(
        f"{stem(context('', code))}-{code}-{name}.{LINKED[name].ending}"
    )
    if LINKED[name].ending == "json":
        assert json.loads(bytes(sent.body))


@pytest.mark.parametrize("name", ["secrets", "detained.csv", "../sources.csv", ""])
def test_there_is_no_other_file(name: str) -> None:
    assert asyncio.run(downloads.start(request("/take", code=name))).status_code == 404
