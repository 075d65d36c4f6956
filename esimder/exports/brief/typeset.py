"""Words in, PDF/UA-1 out: typst gets its data as JSON and never reads them as markup."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from esimder.paths import FONTS

_FORBIDDEN = "\ufeff\ufffe\uffff"
_SAMPLE = b'#set document(title: "-")\n#set text(font: "Source Sans 3")\n#sys.inputs.data'


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our typeface, and behind it those of the machine, for letters that ours does not have."""
    return typst.Fonts(include_system_fonts=True, font_paths=[FONTS])


def _compiled(source: bytes, data: str) -> bytes:
    # The standard refuses pictures without words, and headings that skip a level.
    pdf = typst.compile(source, font_paths=fonts(), sys_inputs={"data": data}, pdf_standards="ua-1")
    if not isinstance(pdf, bytes):
        raise TypeError("one document makes one file")
    return pdf


@lru_cache(maxsize=1024)
def unset(letters: str) -> frozenset[str]:
    """Those letters of a text that no typeface here can show, that steer a machine, or that the standard forbids."""
    controls = {letter for letter in letters if category(letter) == "Cc" and letter not in "\n\t"}
    steering = frozenset(controls | (set(letters) & set(_FORBIDDEN)))
    return steering | _tofu("".join(letter for letter in letters if letter not in steering))


def _tofu(letters: str) -> frozenset[str]:
    try:
        _compiled(_SAMPLE, letters)
    except typst.TypstError:
        half = len(letters) // 2
        return _tofu(letters[:half]) | _tofu(letters[half:]) if half else frozenset(letters)
    return frozenset()


def texts(value: Any) -> Iterator[str]:
    """Every text in the data of a template."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def _spelled(value: Any, spelling: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(spelling)
    if isinstance(value, dict):
        return {name: _spelled(item, spelling) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelled(item, spelling) for item in value]
    return value


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF of a template with its data; a letter that no typeface has stands as its code (`U+6F22`), and
    `unset` in the data then says so."""
    missing = unset("".join(sorted(set().union(*texts(data)))))
    spelled = _spelled(data, {ord(letter): f"U+{ord(letter):04X}" for letter in missing}) if missing else data
    return _compiled(template.read_bytes(), json.dumps({**spelled, "unset": bool(missing)}, ensure_ascii=False))
