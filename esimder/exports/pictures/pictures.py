"""The charts of a view as pictures to take away, SVG and PNG of the same; and each chart by itself for other files."""

from collections.abc import Mapping

from esimder.exports.making import Format, Steps
from esimder.exports.pictures import charts
from esimder.exports.pictures.caption import framed
from esimder.exports.pictures.outlines import outlined, png
from esimder.figures.map.basemap import base_map
from esimder.figures.palette import LIGHT, THEMES, Palette
from esimder.figures.screen import VIEWPORTS, Screen
from esimder.figures.svg import svg
from esimder.figures.timeline.timeline import WIDTH
from esimder.query.selection import select
from esimder.views import scenes
from esimder.views.context import Context
from esimder.views.provenance import imprint

SCALES = ("2", "4")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def map_svg(context: Context, palette: Palette = LIGHT, screen: Screen = "wide") -> str:
    """The map of a view by itself, over its base map."""
    scene, below = scenes.taken_map(context, palette, screen), base_map(context.say, palette, screen)
    width = VIEWPORTS[screen].width
    return svg([below, scene.figure], width, width / scene.aspect)


def line_svg(context: Context, palette: Palette = LIGHT, screen: Screen = "wide") -> str:
    """The timeline of a view by itself, in the lanes that the view asks for, on paper."""
    scene = scenes.taken_line(context, palette, screen, by=context.view.lanes)
    return svg([scene.figure], WIDTH[screen], scene.height, palette.paper)


def life_svg(context: Context, person_id: str, palette: Palette = LIGHT, screen: Screen = "wide") -> str:
    """The life-line of a person by itself, on paper: all that the view's day knows of them, whatever its filters."""
    scene = scenes.life_scene(context, person_id, palette, screen)
    return svg([scene.figure], WIDTH[screen], scene.height, palette.paper)


def picture(context: Context, origin: str, choices: Mapping[str, str]) -> str:
    """The chosen chart in the chosen theme, framed, its words as text."""
    palette = THEMES[choices["theme"]]
    nothing = select(context.record, context.view).statements.empty
    chart = charts.nothing_chart if nothing else charts.CHARTS[choices["chart"]]
    return framed(context, chart(context, palette), imprint(context, origin), palette)


def _svg(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    yield "step.picture"
    text = picture(context, origin, choices)
    yield "step.file"
    return (_HEAD + outlined(text)).encode()


def _png(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    yield "step.picture"
    text = outlined(picture(context, origin, choices))
    yield "step.file"
    about = imprint(context, origin)
    properties = {
        "Title": about.title,
        "Description": "\n".join(about.sentences),
        "Copyright": about.licence,
        "Source": about.link,
    }
    return png(text, int(choices["scale"]), {keyword: words for keyword, words in properties.items() if words})


_BOTH = {"chart": tuple(charts.CHARTS), "theme": tuple(THEMES)}
FORMATS = (
    Format("svg", "svg", "image/svg+xml", _svg, _BOTH),
    Format("png", "png", "image/png", _png, {**_BOTH, "scale": SCALES}),
)
