"""Every figure has the size of its box and every dot stands on its town, however the reader came."""

from itertools import cycle, islice
from math import inf
from typing import Any

import pytest

from esimder.figures.geo import project
from tests.browser.conftest import Open
from tests.browser.reader import LEAD, Reader
from tests.record import shipped

CITIES = ("aktau", "almaty", "semey")
# By figure: the size of its box and of each layer, and how far off each town its nearest mark is (px on the ground).
DRAWN = """(towns) => Object.fromEntries([...document.querySelectorAll("[data-figure]")].map((place) => {
  const lead = LEAD;
  const [base, top] = place.querySelectorAll(".layer");
  const seen = (layer) => layer.querySelector(".main-svg").getBoundingClientRect();
  const layers = [top, ...(base.dataset.url ? [base] : [])].map(seen).map(({ width, height }) => [width, height]);
  const scale = base.dataset.url && seen(base).width / base._fullLayout.width;
  const within = (axis, far) => axis._offset + axis._length * (far - axis.range[0]) / (axis.range[1] - axis.range[0]);
  const corner = place.getBoundingClientRect();
  const off = Object.entries(base.dataset.url ? towns : {}).map(([name, [east, north]]) => {
    const { xaxis, yaxis } = base._fullLayout;
    const [across, down] = [within(xaxis, east), 2 * yaxis._offset + yaxis._length - within(yaxis, north)];
    const marks = [...top.querySelectorAll("path.point")].filter((one) => lead(one).includes(`place=${name}`));
    return [name, Math.min(...marks.map((one) => {
      const dot = one.getBoundingClientRect();
      const [x, y] = [dot.x + dot.width / 2 - corner.x, dot.y + dot.height / 2 - corner.y];
      return Math.hypot(x - across * scale, y - down * scale);
    }))];
  });
  return [place.dataset.figure, { box: [place.clientWidth, place.clientHeight], layers, off }];
}))""".replace("LEAD", LEAD)
ROUTE = ("map", "", "timeline", "map", "a person", "timeline", "", "Back", "map", "language", "", "window", "timeline")


def towns() -> dict[str, list[float]]:
    """Where three towns are, km east and north of the middle of the ground."""
    rows = shipped().places.set_index("place_id").loc[list(CITIES)]
    flat = project(rows["lon"], rows["lat"])
    return {name: [float(one) for one in at] for name, at in zip(CITIES, flat, strict=True)}


def figures(reader: Reader) -> set[str]:
    """The names of the figures on the page; each fills its box and its dots are where they should be."""
    reader.settle()
    for _ in range(20):  # a window that changes is followed a moment later
        drawn = reader.page.evaluate(DRAWN, towns())
        wrong = {name: one for name, one in drawn.items() if off(one, "person" not in reader.query)}
        if not wrong:
            return set(drawn)
        reader.page.wait_for_timeout(100)
    pytest.fail(f"{reader.page.url}: {wrong}")


def off(one: dict[str, Any], everywhere: bool) -> bool:
    """Whether a layer is not as large as its box, or a dot not on its town; not `everywhere` there is one."""
    gaps = [abs(own - room) for layer in one["layers"] for own, room in zip(layer, one["box"], strict=True)]
    return max(gaps) > 1 or any(far > 2 and (far < inf or everywhere) for _, far in one["off"])


def going_on(reader: Reader, step: str, wide: int) -> None:
    """Take one step of a reader through the pages."""
    page = reader.page
    if step == "Back":
        with reader.going():
            page.go_back(wait_until="commit")
    elif step == "language":
        reader.go(".languages a:not([aria-current])")
    elif step == "window":
        page.set_viewport_size({"width": wide * 9 // 10, "height": 700})
    elif step == "a person":
        reader.go(".bar nav a[href^='/person?']")
        if reader.page.locator(".columns a").count():  # nobody is chosen yet
            reader.go(".columns a")
    else:
        reader.go(f".bar nav a[href^='/{step}?']")


@pytest.mark.parametrize(("lang", "look"), [("en", "desktop"), ("kk", "phone")])
def test_a_figure_fills_its_box_and_every_town_is_where_it_is_whichever_way_the_reader_came(
    opened: Open, lang: str, look: str
) -> None:
    reader = opened(f"/?count=people&lang={lang}", lang, look)
    wide = reader.page.evaluate("() => window.innerWidth")
    seen = figures(reader)
    for step in islice(cycle(ROUTE), 20):
        going_on(reader, step, wide)
        seen |= figures(reader)
    assert seen == {"map", "timeline", "network"}
