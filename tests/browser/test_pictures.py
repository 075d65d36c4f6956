"""The picture that leaves is the picture on the screen: Plotly draws a figure, we draw it, and a browser shows both."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from esimder.figures import svg
from esimder.figures.map.basemap import base_map
from esimder.figures.palette import LIGHT
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import VIEWPORTS
from esimder.figures.text_width import FAMILY
from esimder.figures.timeline.timeline import WIDTH
from esimder.views import scenes
from tests.record import context

WEB = Path(__file__).parents[2] / "esimder" / "web"
FONTS = WEB.parent / "fonts"
FACES = {"Regular": (400, "normal"), "Semibold": (600, "normal"), "Bold": (700, "normal"), "It": (400, "italic")}


def _style() -> str:
    faces = []
    for name, (weight, slant) in FACES.items():
        data = base64.b64encode((FONTS / f"SourceSans3-{name}.ttf").read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{slant};"
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    return f"<style>{''.join(faces)}body{{margin:0}}svg{{display:block}}.layer{{position:absolute;inset:0}}</style>"


def _seen(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _by_plotly(page: Page, layers: list[PlotSpec]) -> Image.Image:
    page.set_content(_style() + "<div class=layer></div>" * len(layers))
    page.add_script_tag(path=WEB / "vendor" / "plotly-basic.min.js")
    loading = [f"{slant} {weight} 12px '{FAMILY}'" for weight, slant in FACES.values()]
    page.evaluate("faces => Promise.all(faces.map((face) => document.fonts.load(face, 'Ақтау')))", loading)
    for at, layer in enumerate(layers):
        page.evaluate(
            "([at, text]) => { const made = JSON.parse(text), place = document.querySelectorAll('.layer')[at];"
            " return Plotly.newPlot(place, made.data, made.layout, {staticPlot: true}); }",
            [at, layer.to_json()],
        )
    return _seen(page)


def _by_us(page: Page, picture: str) -> Image.Image:
    page.set_content(_style() + picture)
    page.evaluate("document.fonts.ready")
    return _seen(page)


@pytest.mark.parametrize("kind", ["map", "timeline"])
def test_our_picture_of_a_figure_is_the_one_that_the_browser_draws(chromium: Browser, kind: str) -> None:
    own = context("", "kk", place=("aktau",))
    if kind == "map":
        layers = [base_map(own.say, LIGHT, "wide"), scenes.map_scene(own, LIGHT, "wide").figure]
        width, height = VIEWPORTS["wide"].width, round(VIEWPORTS["wide"].height)
    else:
        line = scenes.line_scene(own, LIGHT, "wide")
        layers, width, height = [line.figure], WIDTH["wide"], line.height
    page = chromium.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
    theirs, ours = _by_plotly(page, layers), _by_us(page, svg.svg(layers, width, height, "#ffffff"))
    page.close()
    apart = ImageChops.difference(theirs, ours).convert("L").histogram()
    area = sum(apart)
    assert sum(shade * count for shade, count in enumerate(apart)) / area < 0.8, "of 255, in the mean"
    assert sum(apart[64:]) / area < 0.002
