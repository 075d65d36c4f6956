"""The charts of a view as pictures to take away, SVG and PNG of the same; and each chart by itself for other files."""

from collections.abc import Mapping

from esimder import scenes
from esimder.chosen import chosen
from esimder.drawing import svg
from esimder.figures.screen import FRAMES, Screen
from esimder.figures.timeline import WIDTH
from esimder.imprint import imprint
from esimder.page import Frame
from esimder.palette import LIGHT, THEMES, Palette
from esimder.takeaways import charts
from esimder.takeaways.framed import described, framed
from esimder.takeaways.making import Format, Steps
from esimder.takeaways.outlines import outlined, png

SCALES = ("2", "4")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def map_svg(
    frame: Frame, palette: Palette = LIGHT, screen: Screen = "wide", links: bool = False, ident: str = ""
) -> str:
    """The map of a view by itself, ground and all."""
    scene, ground = scenes.taken_map(frame, palette, screen), scenes.ground(frame, palette, screen)
    width = FRAMES[screen].width
    return svg([ground, scene.figure], width, width / scene.aspect, links=links, ident=ident)


def line_svg(
    frame: Frame, palette: Palette = LIGHT, screen: Screen = "wide", links: bool = False, ident: str = ""
) -> str:
    """The timeline of a view by itself, in the lanes that the view asks for, on paper."""
    scene = scenes.taken_line(frame, palette, screen, by=frame.view.lanes)
    return svg([scene.figure], WIDTH[screen], scene.height, palette.paper, links, ident)


def life_svg(
    frame: Frame,
    person_id: str,
    palette: Palette = LIGHT,
    screen: Screen = "wide",
    links: bool = False,
    ident: str = "",
) -> str:
    """The life-line of a person by itself, on paper: all that the view's day knows of them, whatever its filters."""
    scene = scenes.life_scene(frame, person_id, palette, screen)
    return svg([scene.figure], WIDTH[screen], scene.height, palette.paper, links, ident)


def picture(frame: Frame, origin: str, choices: Mapping[str, str]) -> str:
    """The chosen chart in the chosen theme, framed, its words as text."""
    palette = THEMES[choices["theme"]]
    nothing = chosen(frame.record, frame.view).statements.empty
    chart = charts.nothing_chart if nothing else charts.CHARTS[choices["chart"]]
    return framed(frame, chart(frame, palette), imprint(frame, origin), palette)


def _svg(frame: Frame, origin: str, choices: Mapping[str, str]) -> Steps:
    yield "step.picture"
    text = picture(frame, origin, choices)
    yield "step.file"
    return (_HEAD + outlined(text)).encode()


def _png(frame: Frame, origin: str, choices: Mapping[str, str]) -> Steps:
    yield "step.picture"
    text = outlined(picture(frame, origin, choices))
    yield "step.file"
    about = imprint(frame, origin)
    told = {"Title": about.title, "Description": described(about), "Copyright": about.licence, "Source": about.link}
    return png(text, int(choices["scale"]), {keyword: words for keyword, words in told.items() if words})


_BOTH = {"chart": tuple(charts.CHARTS), "theme": tuple(THEMES)}
FORMATS = (
    Format("svg", "svg", "image/svg+xml", _svg, _BOTH),
    Format("png", "png", "image/png", _png, {**_BOTH, "scale": SCALES}),
)
