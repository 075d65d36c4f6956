"""What a page shows, as a value: a template, its values, and the figures that stand in it by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from esimder.figures.network.network import Network, network_figure
from esimder.figures.network.network import height as network_height
from esimder.figures.plot_spec import PlotSpec
from esimder.figures.screen import VIEWPORTS, Screen
from esimder.views.context import Context


@dataclass(frozen=True)
class Figure:
    """A figure on a page: `base` is the address of a layer under it; to that of `brush` a brushed period is added."""

    drawn: PlotSpec
    base: str = ""
    brush: str = ""

    def payload(self) -> dict[str, str]:
        """The figure as the browser takes it."""
        return {"json": self.drawn.to_json(), "base": self.base, "brush": self.brush}


@dataclass(frozen=True)
class Page:
    """What a page shows. `heading` begins its title; `data` goes to the template and to the browser's scripts."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)
    heading: str = ""
    left_out: tuple[tuple[str, str], ...] | None = None  # where a page knows parameters that a view does not


def base_map_address(context: Context, screen: Screen) -> str:
    """The address of the layer under the map, which the browser fetches once."""
    return f"/ground/{context.say.code}/{context.device.theme}/{screen}.json"


def map_figure(context: Context, drawn: PlotSpec, wide: bool = False) -> Figure:
    """The map of a page over its base map."""
    return Figure(drawn, base=base_map_address(context, context.device.map_screen(wide)))


def map_style(context: Context, wide: bool = False) -> str:
    """The shape of the map's box, which never changes while a page is open."""
    return f"aspect-ratio:{VIEWPORTS[context.device.map_screen(wide)].aspect}"


def brush(context: Context) -> str:
    """Where a brushed period leads, once its two ends stand in it: the address of this view without a period."""
    return context.href(since=None, until=None)


def network(context: Context, nodes: Network | None) -> tuple[dict[str, Figure], str]:
    """The figure of relations by its name, and the shape of its box; neither where there is nothing to link."""
    if not nodes:
        return {}, ""
    screen = context.device.figure_screen(wide=True)
    drawn = Figure(network_figure(nodes, context.device.palette, screen))
    return {"network": drawn}, f"height:{network_height(nodes, screen)}px;max-width:1160px;margin:0 auto"
