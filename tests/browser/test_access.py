"""axe-core, which knows the rules of WCAG that a machine can check, finds nothing that shuts a reader out."""

import pytest

from tests.browser.conftest import ROOT, Open
from tests.browser.reader import Reader
from tests.browser.test_every_page import ADDRESSES

AXE = ROOT / ".venv" / "share" / "axe-core" / "axe.min.js"  # see tests/install_browser.sh
PAGES = {
    **ADDRESSES,
    "names": "/names",
    "stories": "/present",
    "nothing": "/?q=zzzz",
    "a-person-on-the-overview": "/?person=bokaev",
    "a-place-on-the-map": "/map?place=aktau",
    "a-number": "/?number=people&disputed=yes",
}
# What is wrong, where it keeps a reader from reading.
FOUND = """async () => {
  const runOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`);
}"""


def _serious(reader: Reader) -> list[str]:
    if not reader.page.evaluate("() => 'axe' in window"):
        reader.page.evaluate(AXE.read_text(encoding="utf-8") + "; void 0")
    reader.page.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    return list(reader.page.evaluate(FOUND))


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: sh tests/install_browser.sh axe")
@pytest.mark.parametrize("look", ["desktop", "phone", "dark"])
def test_nothing_on_any_page_shuts_a_reader_out(opened: Open, look: str) -> None:
    names = list(PAGES) if look != "phone" else ["overview", "detained", "one-event"]
    reader = opened("/?lang=kk", "kk", look)
    found: dict[str, list[str]] = {}
    for at, name in enumerate(names):
        address, lang = PAGES[name], ("kk", "ru", "en")[at % 3]
        reader.follow(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        found[name] = _serious(reader)
    if look == "desktop":
        reader.open("/?lang=ru")
        for menu in ("place", "period", "take"):
            reader.page.locator(f"details[data-menu={menu}] summary").click()
            reader.page.locator(f"details[data-menu={menu}] [data-body] :is(label, select, h3)").first.wait_for()
            found[f"menu of {menu}"] = _serious(reader)
    reader.open("/present?story=aktau-2019&step=3&lang=en").page.wait_for_selector(".slide.on")
    found["a step"] = _serious(reader)
    assert {name: all_of for name, all_of in found.items() if all_of} == {}
