"""Lines, rectangles, circles and paths of a layout, and its notes."""

import re
from typing import Any

from esimder.figures.plot_spec import Properties
from esimder.figures.svg.axes import Paper
from esimder.figures.svg.elements import LINE, Type, element, group, lines, number, words
from esimder.figures.svg.supported import one_of, only
from esimder.figures.text_width import text_width

_SHAPE = ("type", "x0", "x1", "y0", "y1", "path", "xref", "yref", "xsizemode", "ysizemode", "xanchor", "yanchor",
          "line", "fillcolor", "fillrule", "opacity", "layer")  # fmt: skip
_NOTE = ("text", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "showarrow", "borderpad", "font",
         "bgcolor", "bordercolor", "borderwidth")  # fmt: skip
_DASHES = {"solid": None, "dot": "{0},{0}", "dash": "{1},{1}"}
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
ASCENT, TALL = 1.0, 1.326  # of Source Sans 3, in type sizes


def dashes(line: Properties) -> str | None:
    """Plotly's dash of a line as SVG's; its named ones grow with the line."""
    dash, width = line.get("dash", "solid"), float(line["width"])
    if re.fullmatch(r"[\d.]+px(,[\d.]+px)*", dash):
        return str(dash).replace("px", "")
    pattern = _DASHES[one_of("dash", dash, *_DASHES)]
    return pattern and pattern.format(number(max(width, 3)), number(3 * max(width, 3)))


def stroke(line: Properties) -> Properties:
    """The attributes of a line; none where its width is nothing."""
    only("line", line, ("color", "width", "dash"))
    if not line["width"]:
        return {}
    return {"stroke": line["color"], "stroke_width": float(line["width"]), "stroke_dasharray": dashes(line)}


def shape(properties: Properties, paper: Paper) -> str:
    """One shape of a layout."""
    only("shape", properties, _SHAPE)
    attributes = {
        "fill": properties.get("fillcolor", "none"),
        **stroke(properties["line"]),
        "opacity": _opacity(properties),
    }
    kind = one_of("shape", properties["type"], "line", "rect", "circle", "path")
    if kind == "path":
        rule = one_of("fillrule", properties.get("fillrule", "evenodd"), "evenodd", "nonzero")
        return element("path", d=_path(properties, paper), fill_rule=rule, **attributes)
    x0, x1 = (_across(properties, properties[end], paper) for end in ("x0", "x1"))
    y0, y1 = (_down(properties, properties[end], paper) for end in ("y0", "y1"))
    if kind == "line":
        return element("line", x1=x0, x2=x1, y1=y0, y2=y1, **attributes)
    left, top, width, height = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    if kind == "rect":
        return element("rect", x=left, y=top, width=width, height=height, **attributes)
    middle = {"cx": left + width / 2, "cy": top + height / 2}
    return element("ellipse", **middle, rx=width / 2, ry=height / 2, **attributes)


def _opacity(properties: Properties) -> str | None:
    opacity = properties.get("opacity", 1)
    return None if opacity == 1 else f"{opacity:g}"


def _across(properties: Properties, value: Any, paper: Paper) -> float:
    ref = properties.get("xref", "x")
    if one_of("xsizemode", properties.get("xsizemode", "scaled"), "scaled", "pixel") == "pixel":
        return paper.x(properties["xanchor"], ref) + float(value)
    return paper.x(value, ref)


def _down(properties: Properties, value: Any, paper: Paper) -> float:
    ref = properties.get("yref", "y")
    if one_of("ysizemode", properties.get("ysizemode", "scaled"), "scaled", "pixel") == "pixel":
        return paper.y(properties["yanchor"], ref) - float(value)
    return paper.y(value, ref)


def _path(properties: Properties, paper: Paper) -> str:
    """A path of straight lines and quadratic curves in the axes' values, in px."""
    drawn = []
    for letter, rest in _STEP.findall(properties["path"]):
        one_of("step of a path", letter, *"MLQZ")
        spots = [(float(x), float(y)) for x, y in (spot.split(",") for spot in rest.split())]
        px = (f"{number(_across(properties, x, paper))},{number(_down(properties, y, paper))}" for x, y in spots)
        drawn.append(letter + " ".join(px))
    return "".join(drawn)


def note(properties: Properties, paper: Paper, font: Properties) -> str:
    """An annotation: words in a box that stands at a point, with its shift."""
    only("annotation", properties, _NOTE)
    one_of("annotation showarrow", properties.get("showarrow", True), False)
    look = _look({**font, **properties.get("font", {})})
    text, border = str(properties["text"]), float(properties.get("borderwidth", 1))
    rows, edge = lines(text), border + float(properties.get("borderpad", 1))
    bold = look.weight >= 600
    wide = max(text_width(row, look.size, bold) for row in rows) + 2 * edge
    tall = ((len(rows) - 1) * LINE + TALL) * look.size + 2 * edge
    x = paper.x(properties["x"], properties.get("xref", "x")) + properties.get("xshift", 0)
    y = paper.y(properties["y"], properties.get("yref", "y")) - properties.get("yshift", 0)
    across = one_of("xanchor", properties.get("xanchor", "center"), "left", "center", "right")
    down = {"top": 0.0, "middle": tall / 2, "bottom": tall}
    top = y - down[one_of("yanchor", properties.get("yanchor", "middle"), *down)]
    anchor, shift = {"left": ("start", edge), "center": ("middle", 0.0), "right": ("end", -edge)}[across]
    drawn = words(text, x + shift, top + edge + ASCENT * look.size, anchor, look)
    if "bgcolor" not in properties:
        return drawn
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[across] + border / 2
    box = {"x": left, "y": top + border / 2, "width": wide - border, "height": tall - border}
    line = stroke({"color": properties["bordercolor"], "width": border})
    return group([element("rect", **box, fill=properties["bgcolor"], **line), drawn])


def _look(font: Properties) -> Type:
    only("annotation font", font, ("size", "color", "weight", "family"))
    return Type(font["size"], font["color"], font.get("weight", 400))
