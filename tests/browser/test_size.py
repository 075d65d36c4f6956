"""Every figure has the size of its box and every dot stands on its town, however the reader came."""

from itertools import cycle, islice
from typing import Any

import pytest

from esimder.geo import project
from tests.browser.conftest import Open
from tests.browser.reader import LEAD, Reader
from tests.record import shipped

CITIES = ("aktau", "almaty", "semey")
# By figure: the size of its box and of each layer, and how many px off its dot is each town, by what the ground shows.
DRAWN = """(towns) => Object.fromEntries([...document.querySelectorAll("[data-figure]")].map((place) => {
  const lead = LEAD;
  const [base, top] = place.querySelectorAll(".layer");
  const size = ({ width, height }) => [width, height];
  const layers = [top, ...(base.dataset.url ? [base] : [])].map((one) => size(one._fullLayout));
  const within = (axis, far) => axis._offset + axis._length * (far - axis.range[0]) / (axis.range[1] - axis.range[0]);
  const corner = place.getBoundingClientRect();
  const off = Object.entries(base.dataset.url ? towns : {}).map(([name, [east, north]]) => {
    const { xaxis, yaxis } = base._fullLayout;
    const [across, down] = [within(xaxis, east), 2 * yaxis._offset + yaxis._length - within(yaxis, north)];
    const marks = [...top.querySelectorAll("path.point")].filter((one) => lead(one).includes(`place=${name}`));
    return [name, Math.max(...marks.map((one) => {
      const dot = one.getBoundingClientRect();
      const [x, y] = [dot.x + dot.width / 2 - corner.x, dot.y + dot.height / 2 - corner.y];
      return Math.hypot(x - across, y - down);
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


def figures(reader: Reader) -> dict[str, dict[str, Any]]:
    """The figures of the page that do not fill their boxes, or whose dots are off; all of them must have been drawn."""
    reader.settle()
    drawn = reader.page.evaluate(DRAWN, towns())
    wrong = {}
    for name, one in drawn.items():
        off = [town for town, far in one["off"] if far is None or far > 2]
        gaps = [abs(own - room) for layer in one["layers"] for own, room in zip(layer, one["box"], strict=True)]
        if off or max(gaps) >= 1:
            wrong[name] = one
    assert wrong == {}, reader.page.url
    return dict(drawn)


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
    seen = set(figures(reader))
    for step in islice(cycle(ROUTE), 20):
        going_on(reader, step, wide)
        seen |= set(figures(reader))
    assert seen == {"map", "timeline", "network"}
