"""Words as outlines and pictures as pixels, in our own typeface on any machine: both by typst, which shapes letters."""

import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

import typst

from esimder.figures.text_width import FAMILY
from esimder.paths import FONTS

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_FAR, _ROW = 20_000, 200  # pt: where each run of words stands on its own, however long or large it is
# Data comes in as JSON and is never read as markup. Every run has a row, and `share` of it lies left of the middle.
_RUNS = f"""
#set page(width: {2 * _FAR}pt, height: auto, margin: 0pt, fill: none)
#set text(font: "{FAMILY}", top-edge: "baseline", bottom-edge: "baseline")
#for (row, run) in json(bytes(sys.inputs.runs)).enumerate(start: 1) {{
  let words = text(size: run.size * 1pt, weight: run.weight, style: run.style, run.text)
  place(dy: row * {_ROW}pt, context place(dx: {_FAR}pt - run.share * measure(words).width, words))
}}
""".encode()
_PIXELS = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: float(sys.inputs.width) * 1pt)
"""
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
_LONG = re.compile(r"\d+\.\d{3,}")


class Run(NamedTuple):
    """Words in one type; `share` is the part of them that lies left of their point."""

    text: str
    size: float
    weight: int
    style: str
    share: float


@lru_cache
def fonts() -> typst.Fonts:
    """Our own typeface and those inside typst, which stand in for letters that ours lacks; none of the machine's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _compiled(source: bytes, form: Literal["svg", "png"], ppi: float | None = None, **inputs: str) -> bytes:
    made = typst.compile(source, format=form, ppi=ppi, font_paths=fonts(), sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("more than one page")
    return made


def _outlines(runs: Iterable[Run]) -> dict[Run, str]:
    """The outline of each run as an SVG path about its point; typst's y runs up."""
    rows = list(dict.fromkeys(runs))
    if not rows:
        return {}
    drawn = ET.fromstring(_compiled(_RUNS, "svg", runs=json.dumps([run._asdict() for run in rows])))
    glyphs = {
        f"#{symbol.get('id')}": symbol[0].get("d", "").removeprefix("M 0 0") for symbol in drawn.iter(f"{_SVG}symbol")
    }
    outlines = dict.fromkeys(rows, "")
    for part in drawn.iter(f"{_SVG}g"):
        *_, x, y = map(float, part.get("transform", "")[len("matrix(") : -1].split())
        run = rows[round(y / _ROW) - 1]
        for use in part.iter(f"{_SVG}use"):
            if glyph := glyphs[use.get(_LINK, "")]:
                outlines[run] += f"M{x - _FAR + float(use.get('x', 0)):.2f} 0{glyph}"
    return {run: _short(path) for run, path in outlines.items()}


def _short(path: str) -> str:
    """A path with hundredths of a px and without what SVG does not need."""
    rounded = _LONG.sub(lambda match: f"{float(match[0]):.2f}", path)
    return rounded.replace(" -", "-").replace("-0.", "-.").replace(" 0.", " .")


def _runs(text: ET.Element) -> Iterator[tuple[Run, float, float]]:
    """The runs of a text element, each with its point."""
    share = _SHARES[text.get("text-anchor", "start")]
    for row in list(text) or [text]:
        look = (float(text.get("font-size", 0)), int(text.get("font-weight", 400)), text.get("font-style", "normal"))
        yield Run(row.text or "", *look, share), float(row.get("x", 0)), float(row.get("y", 0))


def outlined(picture: str) -> str:
    """An SVG picture with all its words as outlines, which look alike wherever it is opened.

    Each outline keeps its words as its label, for who listens and for who searches.
    """
    whole = ET.fromstring(picture)
    texts = {text: list(_runs(text)) for text in whole.iter(f"{_SVG}text")}
    outlines = _outlines(run for runs in texts.values() for run, _, _ in runs)
    for text, runs in texts.items():
        fill, rim, halo = (text.get(name, "") for name in ("fill", "stroke", "stroke-width"))
        label = " ".join(run.text.strip() for run, _, _ in runs)
        text.clear()
        text.tag, text.attrib = f"{_SVG}g", {"aria-label": label, "role": "img"}
        # A rim by itself below the letters: few programs know that a stroke can be painted first.
        rims = [{"fill": "none", "stroke": rim, "stroke-width": halo, "stroke-linejoin": "round"}] if rim else []
        for paint in (*rims, {"fill": fill}):
            for run, x, y in runs:
                spot = {"d": outlines[run], "transform": f"matrix(1 0 0 -1 {x:g} {y:g})"}
                ET.SubElement(text, f"{_SVG}path", {**spot, **paint})
    ET.register_namespace("", _SVG[1:-1])
    return ET.tostring(whole, encoding="unicode")


def png(picture: str, scale: int, about: Mapping[str, str]) -> bytes:
    """A picture as pixels, `scale` of them a px, with words `about` it by keyword."""
    width = ET.fromstring(picture).get("width", "")
    made = _compiled(_PIXELS, "png", 72.0 * scale, picture=picture, width=width)
    head = 8 + 25  # the signature, and the one chunk that must come first
    return made[:head] + b"".join(_chunk(keyword, text) for keyword, text in about.items()) + made[head:]


def _chunk(keyword: str, text: str) -> bytes:
    """A keyword and its words as a chunk of international text (PNG 11.3.3.4)."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
