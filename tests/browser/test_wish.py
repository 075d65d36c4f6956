"""The last wish holds and none is lost: however late answers come, and while the server is away."""

from collections.abc import Sequence
from typing import Any

import pytest

from esimder.i18n.language import language
from tests.browser.conftest import Open, serving
from tests.browser.reader import Reader
from tests.starting import free_port

# Every answer to a view comes so many ms late, one after the other in turn.
LATE = """(delays) => {
  const asked = window.fetch;
  let count = 0;
  window.fetch = async (address, how) => {
    const late = delays[count++ % delays.length];
    const answer = await asked(address, how);
    if (String(address).startsWith("/view/")) await new Promise((go) => setTimeout(go, late));
    return answer;
  };
}"""
# Clicks one after the other, on what stands there at that moment.
CLICKS = """async ([steps, gap]) => {
  for (const step of steps) {
    if (step === "Back") {
      // A browser goes back in its own time: on a busy machine after the next click, which it then takes back.
      const back = new Promise((go) => window.addEventListener("esimder:back", go, { once: true }));
      window.history.back();
      await back;
    } else document.querySelector(step).click();
    await new Promise((go) => setTimeout(go, gap));
  }
}"""
# Whether a dialog was ever seen.
DIALOGS = """() => new MutationObserver(() => {
  if (document.querySelector("[role=dialog], [data-testid=stDialog], [data-testid=stModal]")) window.dialog = true;
}).observe(document.body, { childList: true, subtree: true })"""
MAP, TIME, KAZAKH = ".bar a[href^='/map']", ".bar a[href^='/timeline']", ".languages a[hreflang=kk]"
CHIP = ".chips .chip:nth-of-type({})"
FILTERED = "/?lang=en&kind=trial&kind=verdict&place=almaty"
CASES: list[tuple[str, Sequence[str], str, dict[str, Any]]] = [
    ("/?lang=en", (MAP, KAZAKH), "map", {"lang": ["kk"]}),
    (FILTERED, (CHIP.format(1), CHIP.format(2)), "", {"lang": ["en"], "place": ["almaty"]}),
    (FILTERED, (CHIP.format(3), MAP, KAZAKH), "map", {"lang": ["kk"], "kind": ["trial", "verdict"]}),
    (FILTERED, (KAZAKH, CHIP.format(1), ".chip.all"), "", {"lang": ["kk"]}),
    ("/?lang=en", (MAP, TIME), "timeline", {"lang": ["en"]}),
    (FILTERED, (MAP, "Back", CHIP.format(2), CHIP.format(3), TIME), "timeline", {"lang": ["en"], "kind": ["trial"]}),
]  # fmt: skip


def wanted(reader: Reader, path: str, query: dict[str, Any]) -> None:
    """Fail unless the page is this one, in the address and on the screen."""
    reader.settle()
    shown = reader.page.evaluate("() => document.querySelector('.esimder').dataset.path")
    assert (reader.path, shown) == (path, path)
    lang = query["lang"][0]
    assert reader.page.evaluate("() => document.documentElement.lang") == lang
    assert reader.page.title().endswith(f"{language(lang)('page.' + (path or 'overview'))} · {language(lang)('name')}")
    reader.reaches(**{name: values for name, values in query.items() if name != "lang"})
    assert reader.codes() == reader.query


@pytest.mark.parametrize("delays", [(20, 900, 40), (30, 2000)], ids=str)
def test_what_was_asked_is_what_comes_however_quickly_the_reader_clicks(opened: Open, delays: Sequence[int]) -> None:
    reader = opened("/sources")
    reader.page.evaluate(LATE, delays)
    for address, steps, path, query in CASES:
        reader.follow(address)
        reader.page.evaluate(CLICKS, [steps, 25])
        wanted(reader, path, query)
    reader.page.wait_for_timeout(max(delays))
    wanted(reader, path, query)


def test_on_a_slow_line_nothing_is_lost_and_a_long_wait_is_told_in_words(opened: Open) -> None:
    reader = opened("/sources?lang=ru", "ru")
    wire = reader.page.context.new_cdp_session(reader.page)
    slow = {"offline": False, "latency": 5000, "downloadThroughput": -1, "uploadThroughput": -1}
    wire.send("Network.emulateNetworkConditions", slow)
    reader.page.evaluate(CLICKS, [(MAP, KAZAKH), 400])
    line = reader.page.locator(".unanswered")
    assert line.inner_text() == ""
    line.filter(has_text=language("ru")("wait.slow")).wait_for()
    wanted(reader, "map", {"lang": ["kk"]})
    assert line.inner_text() == ""


def test_the_language_of_the_browser_stays_where_the_address_names_none(opened: Open) -> None:
    reader = opened("/?kind=trial", "kk")
    reader.go(".chips .chip")
    reader.go(MAP)
    assert reader.page.evaluate("() => document.documentElement.lang") == "kk"
    assert "lang" not in reader.page.url


def test_while_the_server_is_away_a_line_says_so_and_what_was_clicked_opens_when_it_is_back(tab: Open) -> None:
    port = free_port()
    say = language("kk")
    with serving(None, "away", port) as home:
        reader = tab("kk", home=home).open("/map?lang=kk&kind=trial")
        reader.page.evaluate(DIALOGS)
    line = reader.page.locator(".unanswered")
    line.filter(has_text=say("wait.away")).wait_for()
    reader.page.evaluate(CLICKS, [(TIME, ".chips .chip"), 200])
    assert line.inner_text() == say("wait.away")
    with serving(None, "again", port):
        reader.page.wait_for_function("() => document.querySelector('.esimder').dataset.path === 'timeline'")
        wanted(reader, "timeline", {"lang": ["kk"]})
        assert line.inner_text() == ""
        reader.go(MAP)
        wanted(reader, "map", {"lang": ["kk"]})
    assert not reader.page.evaluate("() => window.dialog")
    reader.complaints.clear()  # the browser's own, of a server that is not there


def test_a_part_of_a_page_that_does_not_come_leaves_the_page_whole_and_is_told(opened: Open) -> None:
    reader = opened("/map?lang=kk", "kk")
    reader.page.route("**/reader.js", lambda route: route.abort())
    reader.go(".bar a[href^='/sources']")
    reader.page.locator(".unanswered").filter(has_text=language("kk")("wait.away")).wait_for()
    wanted(reader, "sources", {"lang": ["kk"]})
    assert [told for told in reader.complaints if "ERR_FAILED" not in told] == []
    reader.complaints.clear()
    reader.page.unroute("**/reader.js")
