"""What is drawn of a figure and what says nothing in a still picture; anything else is a fault."""

from collections.abc import Collection, Mapping
from typing import Any

# For the hand and the ear of a reader at a screen; `hovertext` and `customdata` are read where links are wanted.
_INTERACTIVE = {
    "hoverinfo",
    "hoverlabel",
    "hovermode",
    "hovertemplate",
    "fixedrange",
    "dragmode",
    "selectdirection",
    "selected",
    "unselected",
    "selections",
    "newselection",
    "activeselection",
    "showlegend",
    "template",
}


def only(what: str, properties: Mapping[str, Any], supported: Collection[str]) -> None:
    """ValueError if `properties` has a property that is not among the `supported` ones."""
    if strange := sorted(set(properties) - set(supported) - _INTERACTIVE):
        raise ValueError(f"{what}: {', '.join(strange)} cannot be drawn")


def one_of(what: str, value: Any, *allowed: Any) -> Any:
    """The value, if it is a known one; ValueError for any other."""
    if value not in allowed:
        raise ValueError(f"{what}: {value!r} cannot be drawn")
    return value
