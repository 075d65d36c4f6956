"""One HTML file: a view in three languages with its pictures, people, statements and sources; it asks nobody anything.

Everything in it is readable without its script, which only filters. The policy in its head allows that one script and
that one style sheet, by their digests, and no request.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from esimder.exports import notes
from esimder.exports.making import Format, Steps
from esimder.exports.single.anchors import FileContext, contents, in_file, in_language
from esimder.figures.map.basemap import base_map
from esimder.figures.palette import DARK, LIGHT, Palette, tones
from esimder.figures.screen import Screen
from esimder.figures.svg import svg
from esimder.figures.svg.elements import Host
from esimder.query.selection import select
from esimder.record.escape import html_escape
from esimder.record.schema import LANGUAGES
from esimder.views import page, scenes
from esimder.views.context import Context
from esimder.views.provenance import Imprint, imprint

# The colours of a picture are those of the page around it, light or dark.
THEME = Palette(**{field.name: f"var(--{field.name.replace('_', '-')})" for field in fields(Palette)})
_WIDTHS: dict[Screen, int] = {"wide": 960, "phone": 350}
# The number in a marker of the map, or behind its name.
_COUNT = re.compile(r"(?:^| · )\d+(?=(?: →)?$)")


def _numbered(label: str) -> str:
    """A label of the map whose number the script can change."""
    return _COUNT.sub(r'<tspan class="number">\g<0></tspan>', label)


def _map(own: FileContext, screen: Screen, host: Host) -> str:
    scene, width = scenes.taken_map(own, THEME, screen), _WIDTHS[screen]
    layers = [base_map(own.say, THEME, screen), scene.figure]
    return svg(layers, width, width / scene.aspect, host=replace(host, label=_numbered))


def _line(own: FileContext, screen: Screen, host: Host) -> str:
    scene = scenes.taken_line(own, THEME, screen)
    return svg([scene.figure], _WIDTHS[screen], scene.height, host=host)


def _pictures(own: FileContext, shapes: dict[str, str]) -> dict[str, str]:
    """Both pictures, each in two widths of which the style sheet shows one; `shapes` takes up their large shapes."""

    def host(name: str, screen: Screen) -> Host:
        return Host(f"{own.say.code}-{name}-{screen}", own.anchor, shapes=shapes)

    return {
        name: "".join(f'<div class="{screen}">{drawn(own, screen, host(name, screen))}</div>' for screen in _WIDTHS)
        for name, drawn in (("map", _map), ("line", _line))
    }


def part(own: FileContext, about: Imprint, first: bool, shapes: dict[str, str]) -> str:
    """The file's part in one language. Words of the record are escaped, so none can be taken for a picture's place."""
    city_map, line = scenes.taken_map(own, THEME, "wide"), scenes.taken_line(own, THEME, "wide")
    html = page.render(
        "single.html",
        own,
        own=first,
        city_map=city_map,
        line=line,
        map_notes=notes.of_map(own, city_map),
        line_notes=notes.of_line(own, select(own.record, own.view), line, "kind", signs=False),
        **contents(own, about),
    )
    html = re.sub(r"\s*\n\s*", "\n", html)
    for name, drawn in _pictures(own, shapes).items():
        html = html.replace(f"<!--picture {name}-->", drawn)
    return html


def _defined(shapes: dict[str, str]) -> str:
    """The large shapes of all pictures, each of which refers to them."""
    drawn = "".join(f'<path id="{name}" d="{path}"/>' for path, name in shapes.items())
    return f'<svg class="shapes" aria-hidden="true" width="0" height="0"><defs>{drawn}</defs></svg>'


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def document(about: Imprint, code: str, parts: list[str], shapes: dict[str, str]) -> str:
    """The file around its parts and the shapes of their pictures; `about` and `code` are of the language in which it
    opens."""
    home = Path(__file__).parent
    script = (home / "single.js").read_text(encoding="utf-8")
    colours = f":root{{{LIGHT.css()}}}@media screen and (prefers-color-scheme:dark){{:root{{{DARK.css()}}}}}{tones()}"
    style = colours + (home / "single.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    metadata = {
        "description": f"{about.question}. {about.as_of}. {about.version}",
        "dcterms.modified": about.changed or "",
        "dcterms.license": about.licence,
        "dcterms.bibliographicCitation": about.citation,
        "dcterms.source": about.link,
    }
    metas = "\n".join(
        f'<meta name="{name}" content="{html_escape(value)}">' for name, value in metadata.items() if value
    )
    body = "\n".join((_defined(shapes), *parts))
    return f"""<!DOCTYPE html>
<html lang="{code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{html_escape(about.heading)} · {html_escape(about.question)} · {about.as_of}</title>
{metas}
<style>{style}</style>
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
"""


def make(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """The file of a view; it opens in the view's language, and the others are one click away."""
    parts: list[str] = []
    shapes: dict[str, str] = {}
    imprints: dict[str, Imprint] = {}
    for code in LANGUAGES:
        yield f"step.single.{code}"
        outer = in_language(context, code)
        imprints[code] = imprint(outer, origin)
        parts.append(part(in_file(outer), imprints[code], code == context.say.code, shapes))
    yield "step.single.file"
    return document(imprints[context.say.code], context.say.code, parts, shapes).encode()


FORMAT = Format("page", "html", "text/html", make)
