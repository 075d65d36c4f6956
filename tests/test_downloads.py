"""What the server answers to who asks for a file: the offer, a job that waits or failed, a refusal in plain words."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from esimder.exports.pictures.charts import OF_PERSON
from esimder.exports.queue import AT_ONCE, JobQueue
from esimder.exports.registry import FORMATS
from esimder.exports.worker import ExportRequest
from esimder.i18n.language import language
from esimder.record.schema import LANGUAGES
from esimder.server import downloads, records
from tests.asking import answered
from tests.record import shipped

APP = Starlette(routes=downloads.ROUTES)
PLAIN = ExportRequest("places", "", {"lang": ["en"]}, "http://127.0.0.1:1")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """JobQueue belong to one running server; each test has its own, and no process outlives it."""
    yield
    downloads.close()


def test_a_client_is_its_address_and_of_a_long_one_its_half() -> None:
    def asking(client: str) -> str:
        return downloads._client(Request({"type": "http", "client": (client, 1), "headers": []}))

    assert asking("192.0.2.1") == "192.0.2.1" and asking("unix") == "unix"
    assert asking("2001:db8:1:2::1") == asking("2001:db8:1:2:3:4:5:6") != asking("2001:db8:1:3::1")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", ["", "person=bokaev&person=abishev-a"])
@pytest.mark.parametrize("chart", OF_PERSON)
def test_a_picture_of_one_person_is_refused_in_words_where_no_one_is_chosen(chart: str, query: str, code: str) -> None:
    status, _, body = answered(APP, "/take/svg", f"lang={code}&_chart={chart}&{query}".encode())
    assert (status, body.decode()) == (400, language(code)("job.of_person"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_view_offers_every_kind_of_file_in_the_readers_language(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESIMDER_FRAMES", "https://paper.example")
    status, _, body = answered(APP, "/take", f"lang={code}&place=aktau&_path=map".encode())
    assert status == 200
    html = body.decode()
    say = language(code)
    for one in FORMATS.values():
        assert f'action="/take/{one.code}"' in html and say(f"take.{one.code}") in unescape(html)
    assert html.count('name="place" value="aktau"') == html.count('name="_path" value="map"') == len(FORMATS)
    assert "/map?lang=" + code in unescape(unescape(html)) and "embed=true" in html


@pytest.mark.parametrize("path", ["/take/nothing", "/job/guessed", "/job/guessed/file"])
def test_what_is_not_kept_is_not_told(path: str) -> None:
    assert answered(APP, path)[0] == 404


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_reader_is_told_in_plain_words_that_too_many_wait(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esimder.exports.queue.MOST_WAITING", 2)
    queue = downloads.queue_of(records.record(records.folder()))
    assert not queue.full()
    for _ in range(AT_ONCE + 2):
        queue.start(replace(PLAIN, format="slides"))
    status, _, body = answered(APP, "/take/places", f"lang={code}".encode())
    assert (status, body.decode()) == (429, language(code)("job.full"))


def test_a_job_that_failed_says_so_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(downloads._queues, records.record(records.folder()), JobQueue(shipped(), timeout=0.01))
    status, _, body = answered(APP, "/take/places", b"lang=en")
    assert (status, body.decode()) == (503, language("en")("job.failed"))
