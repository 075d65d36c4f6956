"""How wide a map is at least on each kind of screen, what part of the ground it shows, and how large its signs are."""

from dataclasses import dataclass
from typing import Literal

from esimder.figures.labels import Box
from esimder.figures.palette import Palette
from esimder.figures.plot_spec import Properties
from esimder.figures.text_width import FONT

Screen = Literal["phone", "tablet", "desktop", "wide"]
SCREENS: tuple[Screen, ...] = ("phone", "tablet", "desktop", "wide")


def hover_label(palette: Palette) -> Properties:
    """How the words beside a hand on a mark look, alike in every figure."""
    return {
        "bgcolor": palette.panel,
        "bordercolor": palette.line,
        "align": "left",
        "namelength": -1,
        "font": {"family": FONT, "color": palette.ink, "size": 13},
    }


@dataclass(frozen=True)
class Viewport:
    """One screen's map: its smallest width in px, the km that it spans, and sizes in px that do not grow with it."""

    width: int
    aspect: float
    left: float
    span: float
    bottom: float
    largest: float  # radius of the largest dot
    name: int  # sizes of type: cities, numbers in dots, small print
    number: int
    small: int
    bar: float  # km east at which the scale bar begins
    inset: bool = True

    @property
    def height(self) -> float:
        """Height in px at the smallest width."""
        return self.width / self.aspect

    @property
    def top(self) -> float:
        """Km north at the upper edge."""
        return self.bottom + self.span / self.aspect

    @property
    def right(self) -> float:
        """Km east at the right edge."""
        return self.left + self.span

    @property
    def km(self) -> float:
        """Km in one px at the smallest width."""
        return self.span / self.width

    def px(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the ground stands on the screen, px from the upper left."""
        return (x - self.left) / self.km, (self.top - y) / self.km

    def ground(self, x: float, y: float) -> tuple[float, float]:
        """The point of the ground, in km, at a place on the screen."""
        return self.left + x * self.km, self.top - y * self.km


VIEWPORTS: dict[Screen, Viewport] = {
    "phone": Viewport(350, 1.45, -1545, 3070, -1040, 12.5, 12, 11, 9, -30, inset=False),
    "tablet": Viewport(560, 1.72, -1540, 3100, -901, 15.5, 12, 11, 9, -560),
    "desktop": Viewport(640, 1.72, -1540, 3100, -901, 17.5, 13, 11, 10, -560),
    "wide": Viewport(960, 1.72, -1540, 3100, -901, 23.0, 15, 13, 11, -560),
}
ASPECT: dict[Screen, float] = {screen: viewport.aspect for screen, viewport in VIEWPORTS.items()}

# The inset: its share of the frame, and the part of the world (km in its own projection) that it shows.
INSET_X, INSET_Y = (0.785, 0.989), (0.772, 0.981)
WORLD_X, WORLD_LOW = (-6500.0, 5500.0), -2650.0


def world_top(viewport: Viewport) -> float:
    """Km north at the inset's upper edge, so that it has the same scale both ways."""
    share = (INSET_Y[1] - INSET_Y[0]) / viewport.aspect / (INSET_X[1] - INSET_X[0])
    return WORLD_LOW + share * (WORLD_X[1] - WORLD_X[0])


def inset_box(viewport: Viewport) -> Box:
    """Where the inset stands, px from the upper left."""
    return Box(
        INSET_X[0] * viewport.width,
        (1 - INSET_Y[1]) * viewport.height,
        INSET_X[1] * viewport.width,
        (1 - INSET_Y[0]) * viewport.height,
    )


def inset_px(viewport: Viewport, x: float, y: float) -> tuple[float, float]:
    """Where a point of the inset's world stands on the screen, px from the upper left."""
    box, high = inset_box(viewport), world_top(viewport)
    return (
        box.left + (x - WORLD_X[0]) / (WORLD_X[1] - WORLD_X[0]) * (box.right - box.left),
        box.top + (high - y) / (high - WORLD_LOW) * (box.bottom - box.top),
    )


def inset_world(viewport: Viewport, x: float, y: float) -> tuple[float, float]:
    """The point of the inset's world, in km, at a place on the screen."""
    box, high = inset_box(viewport), world_top(viewport)
    return (
        WORLD_X[0] + (x - box.left) / (box.right - box.left) * (WORLD_X[1] - WORLD_X[0]),
        high - (y - box.top) / (box.bottom - box.top) * (high - WORLD_LOW),
    )


def axes(viewport: Viewport) -> Properties:
    """The layout that base and overlay share to the last pixel: ranges, margins, equal scale both ways."""
    still: Properties = {"fixedrange": True, "visible": False, "showgrid": False, "zeroline": False}
    shared: Properties = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "font": {"family": FONT, "size": viewport.small},
        "xaxis": {**still, "range": [viewport.left, viewport.right]},
        "yaxis": {**still, "range": [viewport.bottom, viewport.top], "scaleanchor": "x"},
    }
    if viewport.inset:
        shared["xaxis2"] = {**still, "range": list(WORLD_X), "domain": list(INSET_X), "anchor": "y2"}
        shared["yaxis2"] = {
            **still,
            "range": [WORLD_LOW, world_top(viewport)],
            "domain": list(INSET_Y),
            "anchor": "x2",
            "scaleanchor": "x2",
        }
    return shared
