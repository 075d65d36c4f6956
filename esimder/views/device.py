"""The reader's device: how wide its window is and which theme it has, and the widths that figures are drawn for."""

from dataclasses import dataclass
from typing import Literal, cast

from esimder.figures.palette import THEMES, Palette
from esimder.figures.screen import Screen

Theme = Literal["light", "dark"]
_HALF: dict[Screen, Screen] = {"wide": "desktop", "desktop": "tablet"}  # what half of a window has room for


@dataclass(frozen=True)
class Device:
    """The width class and the theme of a window."""

    screen: Screen = "desktop"
    theme: Theme = "light"

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return THEMES[self.theme]

    def figure_screen(self, wide: bool = False) -> Screen:
        """The width at which a figure's labels must be safe; `wide` for a figure that has the page for itself."""
        return "desktop" if self.screen == "wide" and not wide else self.screen

    def map_screen(self, wide: bool = False) -> Screen:
        """The width at which a map must be safe: on the overview it has half of the window, else two thirds."""
        return self.screen if wide else _HALF.get(self.screen, self.screen)

    def stage_screen(self) -> Screen:
        """The width at which a figure is drawn to be enlarged on a wall."""
        return "phone" if self.screen == "phone" else "tablet"


DESKTOP = Device()


def device(screen: str, theme: str) -> Device:
    """The device that a browser names; a theme that is none of ours is light."""
    return Device(cast(Screen, screen), cast(Theme, theme if theme in THEMES else "light"))
