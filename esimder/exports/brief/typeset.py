"""Words in, PDF/UA-1 out: typst sets data that it is handed as JSON and never reads as markup."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from esimder.paths import FONTS

_FORBIDDEN = "\ufeff\ufffe\uffff"
_SAMPLE = b'#set document(title: "-")\n#set text(font: "Source Sans 3")\n#sys.inputs.told'


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our typeface, and behind it those of the machine, for letters that ours does not have."""
    return typst.Fonts(include_system_fonts=True, font_paths=[FONTS])


def _compiled(source: bytes, told: str) -> bytes:
    # The standard refuses pictures without words, and headings that skip a level.
    made = typst.compile(source, font_paths=fonts(), sys_inputs={"told": told}, pdf_standards="ua-1")
    if not isinstance(made, bytes):
        raise TypeError("one document makes one file")
    return made


@lru_cache(maxsize=1024)
def unset(letters: str) -> frozenset[str]:
    """Those letters of a text that no typeface here can show, that steer a machine, or that the standard forbids."""
    steering = frozenset(one for one in letters if one in _FORBIDDEN or (category(one) == "Cc" and one not in "\n\t"))
    return steering | _tofu("".join(one for one in letters if one not in steering))


def _tofu(letters: str) -> frozenset[str]:
    try:
        _compiled(_SAMPLE, letters)
    except typst.TypstError:
        half = len(letters) // 2
        return _tofu(letters[:half]) | _tofu(letters[half:]) if half else frozenset(letters)
    return frozenset()


def texts(told: Any) -> Iterator[str]:
    """Every text in what a template is told."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, (dict, list, tuple)):
        for one in told.values() if isinstance(told, dict) else told:
            yield from texts(one)


def _spelled(told: Any, spelling: dict[int, str]) -> Any:
    if isinstance(told, str):
        return told.translate(spelling)
    if isinstance(told, dict):
        return {name: _spelled(one, spelling) for name, one in told.items()}
    if isinstance(told, (list, tuple)):
        return [_spelled(one, spelling) for one in told]
    return told


def typeset(template: Path, told: dict[str, Any]) -> bytes:
    """The PDF that a template makes of what it is told; a letter that cannot be set stands as its code (`U+6F22`), and
    `told.unset` then says so to the template."""
    missing = unset("".join(sorted(set().union(*texts(told)))))
    spelled = _spelled(told, {ord(one): f"U+{ord(one):04X}" for one in missing}) if missing else told
    return _compiled(template.read_bytes(), json.dumps({**spelled, "unset": bool(missing)}, ensure_ascii=False))
