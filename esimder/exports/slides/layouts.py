"""A layout for each kind of slide, 16:9, and how title, text and footer look. Measures are in points: 960 by 540."""

from markupsafe import escape

from esimder.i18n.language import Language

WIDTH, HEIGHT, MARGIN = 960, 540, 48
INNER = WIDTH - 2 * MARGIN
TOP, BOTTOM = 100, 490  # between the title and the line above the footer
AFTER = 7  # below each paragraph of a slide of words alone
EMU = 12_700
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
Box = tuple[float, float, float, float]
TITLE: Box = (MARGIN, 34, INNER, 58)
LEAD: Box = (MARGIN, TOP, INNER, 48)
BODY: Box = (MARGIN, 156, INNER, BOTTOM - 156)
FOOTER: dict[str, tuple[int, Box]] = {
    "ftr": (11, (MARGIN, 505, 640, 20)),
    "dt": (10, (700, 505, 158, 20)),
    "sldNum": (12, (862, 505, 50, 20)),
}
# Each layout: the type that programs know it by, and its placeholders besides the footer: kind, number and place.
LAYOUTS: dict[str, tuple[str, tuple[tuple[str, int, Box], ...]]] = {
    "title": ("title", (("ctrTitle", 0, (MARGIN, 60, INNER, 104)), ("subTitle", 1, (MARGIN, 182, INNER, 304)))),
    "words": ("", (("title", 0, TITLE), ("body", 13, (MARGIN, TOP + 6, INNER, BOTTOM - TOP - 6)))),
    "picture": (
        "",
        (
            ("title", 0, TITLE),
            ("body", 13, LEAD),
            ("pic", 14, (MARGIN, 156, 530, BOTTOM - 156)),
            ("tbl", 15, (602, 156, 310, BOTTOM - 156)),
        ),
    ),
    "line": ("", (("title", 0, TITLE), ("body", 13, LEAD), ("pic", 14, BODY))),
    "chart": ("", (("title", 0, TITLE), ("body", 13, LEAD), ("chart", 14, BODY))),
    "table": ("", (("title", 0, TITLE), ("body", 13, LEAD), ("tbl", 14, BODY))),
    "person": (
        "",
        (
            ("title", 0, TITLE),
            ("body", 13, LEAD),
            ("tbl", 14, (MARGIN, 156, 400, BOTTOM - 156)),
            ("tbl", 16, (472, 156, 440, BOTTOM - 156)),
        ),
    ),
    "sources": ("", (("title", 0, TITLE), ("tbl", 14, (MARGIN, TOP + 6, INNER, BOTTOM - TOP - 6)))),
}
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EMPTY_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOURS = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_NO_INSET = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def emu(points: float) -> int:
    """Points as the format's own unit."""
    return round(points * EMU)


def xfrm(box: Box) -> str:
    """Where a shape stands and how large it is."""
    x, y, width, height = map(emu, box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def fill(colour: str) -> str:
    """A flat fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _placeholder(number: int, kind: str, idx: int, box: Box, say: Language, style: str = "") -> str:
    """One placeholder; its prompt says in the reader's language what belongs there."""
    size = {"title": "", "ctrTitle": ""}.get(kind, ' sz="quarter"')
    index = f' idx="{idx}"' if idx else ""
    words = escape(say(f"slides.part.{kind}"))
    text = f'<a:r><a:rPr lang="{LOCALES[say.code]}"/><a:t>{words}</a:t></a:r>'
    if kind == "sldNum":
        field = "{B3F7C1A2-5D1E-4C0B-9C55-1F6E2D3A4B5C}"
        text = f'<a:fld id="{field}" type="slidenum"><a:rPr lang="{LOCALES[say.code]}"/><a:t>‹#›</a:t></a:fld>'
    anchor = "b" if kind in ("title", "ctrTitle") else "t"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{words}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>{xfrm(box)}<a:prstGeom prst="rect">'
        f'<a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" {_NO_INSET} anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def level(
    size: float, colour: str = "tx1", bold: str = "0", align: str = "l", after: float = 0, tag: str = "lvl1pPr"
) -> str:
    """The look of one level of text; lines stand a little closer than the typeface's own distance."""
    faces = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    return (
        f'<a:{tag} marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc><a:spcBef>'
        f'<a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{bold}" kern="1200">{fill(colour)}{faces}</a:defRPr></a:{tag}>'
    )


def _footer(say: Language) -> str:
    """Source line, day and page number at the foot of a slide."""
    looks = {"ftr": level(10, "tx2"), "dt": level(10, "tx2", align="r"), "sldNum": level(10, "tx2", align="r")}
    return "".join(
        _placeholder(90 + number, kind, idx, box, say, looks[kind])
        for number, (kind, (idx, box)) in enumerate(FOOTER.items())
    )


def _shape(number: int, box: Box, colour: str) -> str:
    """A bar of one colour that decorates every slide and that nobody needs to hear of."""
    hidden = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{number}">{hidden}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(colour)}'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def master(say: Language) -> str:
    """The master: paper, the two bars, and how title, text and footer look."""
    marks = _shape(80, (MARGIN, 24, 40, 3), "accent1") + _shape(81, (MARGIN, 498, INNER, 0.75), "bg2")
    parts = _placeholder(2, "title", 0, TITLE, say) + _placeholder(3, "body", 1, BODY, say)
    listed = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
    levels = "".join(level(16, after=6, tag=f"lvl{n}pPr") for n in range(1, 10))
    return (
        f'{HEAD}<p:sldMaster {SPACES}><p:cSld name="Esimder"><p:bg><p:bgPr>{fill("bg1")}<a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{EMPTY_GROUP}{marks}{parts}{_footer(say)}</p:spTree></p:cSld>{COLOURS}<p:sldLayoutIdLst>{listed}"
        f"</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{level(28, bold='1')}</p:titleStyle><p:bodyStyle>{levels}"
        f"</p:bodyStyle><p:otherStyle>{level(12)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout(code: str, say: Language) -> str:
    """One layout with its placeholders in the order in which they are read."""
    kind, parts = LAYOUTS[code]
    looks = {"ctrTitle": level(40, bold="1"), "subTitle": level(15, after=AFTER), "body": level(14, "tx2")}
    if code == "words":
        looks = {"body": level(14, after=AFTER)}
    held = "".join(
        _placeholder(number, what, idx, box, say, looks.get(what, ""))
        for number, (what, idx, box) in enumerate(parts, start=2)
    )
    name = escape(say(f"slides.layout.{code}"))
    typed = f' type="{kind}"' if kind else ' userDrawn="1"'
    return (
        f'{HEAD}<p:sldLayout {SPACES}{typed} preserve="1"><p:cSld name="{name}">'
        f"<p:spTree>{EMPTY_GROUP}{held}{_footer(say)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        "</p:sldLayout>"
    )


def notes_placeholders(say: Language) -> str:
    """What stands on a page of notes: the slide in small and, under it, the words."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="2"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{xfrm((40, 40, 460, 259))}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    return picture + _placeholder(3, "body", 3, (40, 320, 460, 360), say)
