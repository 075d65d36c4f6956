"""Stories as files: `stories/<id>.toml` beside the tables of a record, or a draft that a browser sends."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from esimder.record.check import Fault
from esimder.record.files import content
from esimder.record.load import Record
from esimder.record.redact import gapped
from esimder.record.schema import LANGUAGES
from esimder.stories.check import StoryCheck
from esimder.stories.story import DRAFT, MOST_NUMBERS, MOST_STEPS, WORDS, Story, Toml, Words, step_of, words_of

MOST_FAULTS = 500  # of one story
MOST_DOTS = 8  # on one line, outside of texts: a name of thousands of parts would take minutes to read
_TEXTS = re.compile(
    "|".join(
        (
            r'"""(?:\\.|(?!""")[^\\])*+(?:""")?',
            r"'''(?:(?!''').)*+(?:''')?",
            r'"(?:\\[^\n]|[^"\\\n])*+"?',
            r"'[^'\n]*+'?",
            r"#[^\n]*+",
        )
    ),
    re.DOTALL,
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Shelf:
    """The stories of a folder that hold, by id, and every fault of those that do not."""

    stories: Mapping[str, Story]
    faults: tuple[Fault, ...]


def read(data: Toml, story_id: str, record: Record) -> tuple[Story, list[Fault]]:
    """The story of a file, as far as it can be read, and its faults."""
    check = StoryCheck(f"{story_id}.toml", record)
    listed = data.get("steps")
    steps = [step for step in listed if isinstance(step, dict)] if isinstance(listed, list) else []
    faults = list(check.of_words(data, 0, "title", needed=True))
    if not steps or len(steps) > MOST_STEPS or len(steps) != len(listed or ()):
        faults.append(check.fault(0, "steps", len(steps), "fault.malformed", f"[[steps]], 1–{MOST_STEPS}"))
    for number, step in enumerate(steps[:MOST_STEPS], 1):
        of_step = islice(check.of_step(step, number), max(MOST_FAULTS - len(faults), 0))
        faults += sorted(of_step, key=lambda fault: fault.column)
    if check.numbers > MOST_NUMBERS:
        faults.append(check.fault(0, "{…}", check.numbers, "fault.too_many", str(MOST_NUMBERS)))
    return Story(story_id, words_of(data, "title"), tuple(step_of(step, record) for step in steps[:MOST_STEPS])), faults


def parsed(text: str) -> Toml | None:
    """A text as TOML, or None if it is none."""
    if any(line.count(".") > MOST_DOTS for line in _TEXTS.sub("", text).split("\n")):
        return None
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError too
        return None


def load(folder: Path, record: Record) -> Shelf:
    """The stories of a folder that have no fault, and the faults of the others; no restricted name is in them."""
    stories: dict[str, Story] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "stories").glob("*.toml")):
        try:
            text = content(path)
            data = None if isinstance(text, Fault) else parsed(text.decode("utf-8"))
        except UnicodeDecodeError:
            data = None
        if data is None or path.stem == DRAFT or not _ID.fullmatch(path.stem) or record.hidden.search(path.stem):
            faults.append(
                Fault(gapped(path.name, record.hidden), 0, "", "", "fault.malformed", "TOML, UTF-8, a-z 0-9 -")
            )
            continue
        story, own = read(gapped(data, record.hidden), path.stem, record)
        faults += own
        if not own:
            stories[path.stem] = story
    return Shelf(stories, tuple(faults))


def drafted(text: str, record: Record) -> tuple[Story | None, list[Fault]]:
    """The draft that a browser sends, as `{"story": …}` or a file's `{"toml": …}`, and its faults."""
    try:
        sent = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        sent = {}
    if not isinstance(sent, dict) or not sent:
        return None, []
    data = parsed(str(sent["toml"])) if "toml" in sent else sent.get("story")
    if data is None and "toml" not in sent:
        return None, []
    if not isinstance(data, dict):
        return None, [Fault(f"{DRAFT}.toml", 0, "", "", "fault.malformed", "TOML, UTF-8")]
    return read(data, DRAFT, record)


def files(shelf: Shelf, draft: Story | None) -> dict[str, dict[str, object]]:
    """What a browser edits (`story`) and saves as a file (`toml`), by the story's id."""
    stories = {**shelf.stories, **({DRAFT: draft} if draft else {})}
    return {story_id: {"story": plain(story), "toml": written(story)} for story_id, story in stories.items()}


def plain(story: Story) -> dict[str, Any]:
    """A story as its file holds it: texts by name and language, the view as a link."""
    return {
        **_columns("title", story.title),
        "steps": [
            {
                **{key: text for name in WORDS for key, text in _columns(name, getattr(step, name)).items()},
                "view": step.view.href(step.path),
                "highlight": list(step.highlight),
                "cites": list(step.cites),
            }
            for step in story.steps
        ],
    }


def _columns(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_{code}": words[code] for code in LANGUAGES}


def written(story: Story) -> str:
    """A story as TOML that `load` reads again."""
    data = plain(story)
    steps = data.pop("steps")
    tables = ["\n".join(map(_line, step.items())) for step in steps]
    return "\n\n[[steps]]\n".join(["\n".join(map(_line, data.items())), *tables]) + "\n"


def _line(pair: tuple[str, Any]) -> str:
    # A text or a list of texts in JSON is the same in TOML, but for the one letter that TOML wants escaped.
    name, value = pair
    return f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
