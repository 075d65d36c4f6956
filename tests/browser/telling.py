"""A story that is told: the shipped one, a draft in a reader's browser, and where both stand."""

import json
from typing import Any

from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.stories import files as story_files
from tests.browser.conftest import Open
from tests.browser.reader import Reader
from tests.record import shipped

ONE = "aktau-2019"
STORY = story_files.load(load.SHIPPED, shipped()).stories[ONE]
LAST = len(STORY.steps)


def at(reader: Reader) -> tuple[str, str]:
    """The step in the address and the one that is seen."""
    seen = reader.page.locator(".slide.on").get_attribute("data-slide")
    return reader.query["step"][0], str(seen)


def present(opened: Open, step: int = 1, lang: str = "en", look: str = "desktop") -> Reader:
    """A reader before whom the shipped story stands at a step."""
    reader = opened(f"/present?story={ONE}&step={step}&lang={lang}", lang, look)
    reader.page.wait_for_selector(".slide.on")
    return reader


def holding(tab: Open, steps: list[dict[str, Any]]) -> Reader:
    """A reader whose browser holds a draft, before any page is open."""
    story = {f"title_{code}": "Mine" for code in LANGUAGES} | {"steps": steps}
    return tab().keep("esimder.story", json.dumps(story))


def drawn(path: str) -> dict[str, Any]:
    """A step without a fault, of one view."""
    texts = {f"{name}_{code}": name for name in ("heading", "text") for code in LANGUAGES}
    return {**texts, "view": path, "highlight": [], "cites": ["a-01-a"]}
