"""Where a view can be seen by everybody is a setting; what a browser happens to call this server is printed nowhere."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from starlette.requests import Request

from esimder.exports.making import made
from esimder.exports.registry import FORMATS, GROUPS
from esimder.figures.palette import LIGHT
from esimder.i18n.language import language
from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.server import downloads
from esimder.server.requests import refused
from esimder.stories import files as story_files
from esimder.stories import slides
from esimder.views import citation, page
from tests.asking import html_of
from tests.record import context, folder, shipped
from tests.taken import unpacked

PUBLIC = "https://names.example"


def asked(host: str) -> Request:
    """A request of a client that calls this server by a name of its own."""
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/take/tables",
            "query_string": b"lang=en",
            "headers": [(b"host", host.encode())],
            "path_params": {},
        }
    )


def test_the_name_that_a_client_calls_this_server_by_stands_in_no_file() -> None:
    assert shipped().settings.address == ""
    assert downloads._export_request(asked("evil.example"), "tables").origin == ""
    assert refused(asked("evil.example"), "job.full", 429).body == refused(asked("good.example"), "job.full", 429).body


@pytest.mark.parametrize(("code", "kind"), [*((code, "svg") for code in LANGUAGES), ("en", "tables"), ("ru", "linked")])
def test_without_a_public_address_a_file_gives_the_path_and_says_that_there_is_none(code: str, kind: str) -> None:
    own = context("map", code, person=("bokaev",))
    content = made(FORMATS[kind].make(own, "", FORMATS[kind].chosen({})))
    text = b"".join(part for _, part in unpacked(content)).decode("utf-8", "replace").replace("&amp;", "&")
    told = citation.live(own, "")
    assert "/map?lang=" in told and language(code)("cite.unplaced", address="/") != "cite.unplaced"
    assert told in text and "127.0.0.1" not in text and "localhost" not in text


def test_without_a_public_address_no_link_of_a_brief_leads_into_the_void() -> None:
    found = pypdf.PdfReader(
        io.BytesIO(made(FORMATS["brief"].make(context(person=("bokaev",)), "", {"form": "short", "paper": "a4"})))
    )
    links = [
        str(one.get_object()["/A"]["/URI"])
        for page in found.pages
        for one in page.get("/Annots", ())
        if "/URI" in one.get_object().get("/A", {})
    ]
    assert links and [link for link in links if not link.startswith(("http://", "https://"))] == []
    assert "No public address" in str(found.metadata and found.metadata["/Subject"])


def test_a_page_cites_itself_by_the_public_address_or_says_that_none_is_set() -> None:
    assert "on the copy that made this: /map?lang=en" in html_of("map", lang="en")
    public = replace(shipped(), settings=replace(shipped().settings, address=PUBLIC))
    own = context("map", "en", public)
    assert citation.view(own, own.record.settings.address).endswith(f" {PUBLIC}/map?lang=en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_last_step_of_the_story_shows_its_address_or_says_that_there_is_none(code: str) -> None:
    [story] = story_files.load(load.SHIPPED, shipped()).stories.values()
    for address in ("", PUBLIC):
        record = replace(shipped(), settings=replace(shipped().settings, address=address))
        last = slides.story_slides(replace(story, steps=story.steps[-1:]), record, language(code), LIGHT, "tablet")[0]
        said = " ".join(last.sources[0][0])
        path = f"{address}/method?lang={code}"
        assert said.endswith(path if address else language(code)("cite.unplaced", address=path))


def test_the_address_in_the_environment_wins_over_the_one_in_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = folder(tmp_path / "own")
    said = home / "record.toml"
    said.write_text(f'address = "{PUBLIC}/"\n{said.read_text("utf-8")}', "utf-8")
    assert load.load(home).settings.address == PUBLIC
    monkeypatch.setenv("ESIMDER_ADDRESS", "http://other.example/names/")
    assert load.load(home).settings.address == "http://other.example/names"


@pytest.mark.parametrize(
    "wrong", ["names.example", "ftp://names.example", "https://a b", "https://x/?q=1", "https://u@x"]
)
def test_what_is_no_address_is_told_where_it_was_set(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = folder(tmp_path / "own")
    (home / "record.toml").write_text(f'address = "{wrong}"\n', "utf-8")
    with pytest.raises(load.BadRecord) as told:
        load.load(home)
    assert [(fault.file, fault.column) for fault in told.value.faults] == [("record.toml", "address")]
    monkeypatch.setenv("ESIMDER_ADDRESS", wrong)
    with pytest.raises(load.BadRecord) as told:
        load.load()
    assert [(fault.file, fault.value) for fault in told.value.faults] == [("ESIMDER_ADDRESS", wrong)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_code_to_embed_says_where_it_works_while_no_public_address_is_set(code: str) -> None:
    own = context("map", code)
    assert downloads._embedding(own, PUBLIC).count(PUBLIC) == 2
    note = language(code)("take.embed.here")
    offered = {"groups": GROUPS, "of_person": (), "path": "map", "embed": "<iframe>"}
    assert note in page.part("take.html", own, **offered, public="")
    assert note not in page.part("take.html", own, **offered, public=PUBLIC)
