"""A second engine: every page stands in a real Firefox, and every file that it saves is whole."""

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from esimder.exports.registry import FORMATS
from esimder.record.schema import LANGUAGES
from tests.browser.bidi import Firefox, firefox, firefox_path
from tests.browser.reader import SETTLED
from tests.browser.test_every_page import EVENT, EVERYWHERE

pytestmark = pytest.mark.skipif(not firefox_path(), reason="no Firefox: install one, or name it in FIREFOX_PATH")
PAGES = {**EVERYWHERE, "one-event": f"/timeline?event={EVENT}", "names": "/names", "stories": "/present"}
LINKS = ("/detained", "/person?person=bokaev", "/sources", "/?number=people")  # pages with tables to be saved
# The last bytes of a whole file; what is not named is a zip or JSON.
ENDS = {"html": b"</html>", "pdf": b"%%EOF", "svg": b"</svg>", "png": b"IEND\xaeB`\x82"}


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Firefox, Path]]:
    """A Firefox, and the folder into which it saves."""
    folder = tmp_path_factory.mktemp("firefox")
    saved = folder / "saved"
    saved.mkdir()
    with firefox(folder / "profile", saved) as browser:
        browser.size(1366, 768)
        yield browser, saved


def settled(browser: Firefox, address: str) -> None:
    """Open an address of the app and wait until its page is whole."""
    browser.open(address)
    browser.until(f"({SETTLED})()")


def test_every_page_stands_in_firefox_and_keeps_to_itself(fox: tuple[Firefox, Path], server: str) -> None:
    browser, _ = fox
    for at, path in enumerate(PAGES.values()):
        lang = LANGUAGES[at % len(LANGUAGES)]
        settled(browser, f"{server}{path}{'&' if '?' in path else '?'}lang={lang}")
        assert browser.say("document.documentElement.lang") == lang
        assert browser.say("document.querySelectorAll('.esimder h1').length") == 1, path
        wide = "Math.max(0, ...[...document.querySelectorAll('[data-figure] .main-svg')].map((one) => Math.abs("
        off = "one.getBoundingClientRect().width - one.closest('[data-figure]').clientWidth)))"
        assert browser.say(wide + off) < 2, f"{path}: a figure is not as wide as its place"
    settled(browser, f"{server}/present?story=aktau-2019&step=3&lang=ru")
    browser.until(
        "document.querySelectorAll('.slide.on').length && document.querySelectorAll('.over .main-svg').length"
    )
    # Streamlit tries whether WebAssembly works, on every page, and goes on without it as our policy has it.
    assert [error for error in browser.errors if "WebAssembly" not in error] == []
    assert [url for url in browser.asked if urlsplit(url).hostname not in ("127.0.0.1", None)] == []


def whole(name: str, data: bytes) -> None:
    """Fail if a file is cut."""
    kind = name.rpartition(".")[2]
    if kind in ENDS:
        assert data.rstrip().endswith(ENDS[kind]), f"{name}: {len(data)} bytes, ends with {data[-40:]!r}"
    elif kind in ("zip", "xlsx", "pptx"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None, name
    elif kind == "json" and "\n{" in data.decode():
        assert [json.loads(line) for line in data.decode().splitlines()], name
    else:
        assert json.loads(data), name


def come(saved: Path, name: str) -> bytes:
    """A file that the browser is saving, once all of it is there."""
    for _ in range(200):
        if (saved / name).exists() and not list(saved.glob("*.part")):
            return (saved / name).read_bytes()
        time.sleep(0.1)
    raise AssertionError(f"{name} is never saved; there are {sorted(one.name for one in saved.iterdir())}")


def test_every_file_that_a_reader_takes_away_is_whole_in_firefox(fox: tuple[Firefox, Path], server: str) -> None:
    browser, saved = fox
    settled(browser, f"{server}/person?person=bokaev&lang=ru")
    for number, code in enumerate(FORMATS, 1):
        browser.say("document.querySelector('.taking').open = true")
        browser.until(f"Boolean(document.querySelector('form[action=\"/take/{code}\"]'))")
        browser.say(f"document.querySelector('form[action=\"/take/{code}\"] button').click()")
        browser.until(f"document.querySelectorAll('.job.ended').length === {number}", 60)
        link = "[...document.querySelectorAll('.job a')].pop()"
        name, address = browser.say(f"{link}.download"), browser.say(f"{link}.href")
        data = come(saved, str(name))
        whole(str(name), data)
        with urlopen(str(address)) as answer:
            assert data == answer.read(), name


def test_every_table_that_a_reader_saves_is_what_the_server_has(fox: tuple[Firefox, Path], server: str) -> None:
    browser, saved = fox
    count = 0
    for path in LINKS:
        settled(browser, f"{server}{path}{'&' if '?' in path else '?'}lang=kk")
        before = set(saved.iterdir())
        link = "document.querySelector('.content a[download]')"
        with urlopen(str(browser.say(f"{link}.href"))) as answer:
            kept = answer.read()
        browser.say(f"{link}.click()")
        for _ in range(100):
            if (new := set(saved.iterdir()) - before) and not list(saved.glob("*.part")):
                break
            time.sleep(0.1)
        assert [one.read_bytes() for one in new] == [kept], path
        count += 1
    assert count == len(LINKS)
