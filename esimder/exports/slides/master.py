"""Our own slide master as a file without slides: theme, table style, layouts and the page of notes.

It is written anew from the palette and in the reader's language, so no binary stands in the repository.
"""

import io
import zipfile
from functools import lru_cache

from esimder.exports.slides.layouts import (
    COLOURS,
    EMPTY_GROUP,
    HEAD,
    HEIGHT,
    LAYOUTS,
    SPACES,
    WIDTH,
    emu,
    fill,
    layout,
    level,
    master,
    notes_placeholders,
)
from esimder.figures.palette import LIGHT
from esimder.figures.text_width import FAMILY
from esimder.i18n.language import Language, language

TABLE_STYLE = "{6E51BF3C-2F4C-4F0D-9E47-0C1D5A2F7A11}"
# Where the palette's colours stand in the theme, so that all slides change with it.
THEME = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.quiet,
    "lt2": LIGHT.line,
    "accent1": LIGHT.record,
    "accent2": LIGHT.chosen,
    "accent3": LIGHT.custody,
    "accent4": LIGHT.limited,
    "accent5": LIGHT.free,
    "accent6": LIGHT.unclear,
    "hlink": LIGHT.record,
    "folHlink": LIGHT.sea_name,
}
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MEDIA = "application/vnd.openxmlformats-officedocument.presentationml"


def _theme() -> str:
    """The palette and the typeface as an Office theme; fills and lines are flat."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/></a:{name}>' for name, value in THEME.items())
    # A program without our typeface is told by these which of its own to take: a plain one of its width.
    kin = 'panose="020B0503030403020204" pitchFamily="34" charset="0"'
    face = f'<a:latin typeface="{FAMILY}" {kin}/><a:ea typeface=""/><a:cs typeface="Arial"/>'
    flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{flat}<a:prstDash val="solid"/></a:ln>' for width in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{_DRAWING}" name="Esimder"><a:themeElements>'
        f'<a:clrScheme name="Esimder">{colours}</a:clrScheme><a:fontScheme name="Esimder"><a:majorFont>{face}'
        f'</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="Esimder"><a:fillStyleLst>'
        f"{flat * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{flat * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _table_style() -> str:
    """Tables without boxes: a hairline under each row, a stronger one under the heading."""

    def line(side: str, width: float, colour: str) -> str:
        return f'<a:{side}><a:ln w="{emu(width)}" cmpd="sng">{fill(colour)}</a:ln></a:{side}>'

    def part(name: str, bold: str, colour: str, lines: str) -> str:
        return (
            f'<a:{name}><a:tcTxStyle b="{bold}"><a:fontRef idx="minor"/><a:schemeClr val="{colour}"/></a:tcTxStyle>'
            f"<a:tcStyle><a:tcBdr>{lines}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:{name}>"
        )

    rows = line("bottom", 0.75, "bg2") + line("insideH", 0.75, "bg2")
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="{_DRAWING}" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Esimder">{part("wholeTbl", "off", "tx1", rows)}'
        f"{part('firstRow', 'on', 'tx2', line('bottom', 1.25, 'tx2'))}</a:tblStyle></a:tblStyleLst>"
    )


def _notes_master(say: Language) -> str:
    """The page of notes: the slide above, the words below."""
    return (
        f"{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg><p:spTree>"
        f"{EMPTY_GROUP}{notes_placeholders(say)}</p:spTree></p:cSld>{COLOURS}<p:notesStyle>{level(11, after=4)}"
        "</p:notesStyle></p:notesMaster>"
    )


def _presentation() -> str:
    return (
        f'{HEAD}<p:presentation {SPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    """Which part leads where: pairs of type and target, numbered from one."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    """The content type of every part, by the folder or name that it has."""
    types = {
        "presentation.xml": f"{_MEDIA}.presentation.main+xml",
        "slideMasters": f"{_MEDIA}.slideMaster+xml",
        "slideLayouts": f"{_MEDIA}.slideLayout+xml",
        "notesMasters": f"{_MEDIA}.notesMaster+xml",
        "tableStyles.xml": f"{_MEDIA}.tableStyles+xml",
        "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{types[name.split("/")[1]]}"/>'
        for name in parts
        if not name.endswith(".rels")
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _parts(say: Language) -> dict[str, str]:
    """Every part of the file by its name, but for the list of content types."""
    numbered = list(enumerate(LAYOUTS, start=1))
    laid_out = [("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number, _ in numbered]
    parts = {
        "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/tableStyles.xml": _table_style(),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/theme/theme2.xml": _theme(),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(say),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(("theme", "../theme/theme2.xml")),
        "ppt/slideMasters/slideMaster1.xml": master(say),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(*laid_out, ("theme", "../theme/theme1.xml")),
    }
    for number, code in numbered:
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout(code, say)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return parts


@lru_cache
def empty(code: str) -> bytes:
    """The file without slides, in one language."""
    parts, out = _parts(language(code)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in {"[Content_Types].xml": _types(parts), **parts}.items():
            package.writestr(name, xml)
    return out.getvalue()
