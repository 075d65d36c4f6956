"""The charts of a view for a picture: the map and the timeline, each with the key and the notes that a reader needs."""

from esimder import scenes
from esimder.chosen import chosen
from esimder.drawing import drawn
from esimder.drawing.elements import Type, element, group, words
from esimder.escape import letters
from esimder.figures.labels import text_width
from esimder.figures.screen import FRAMES
from esimder.figures.timeline import WIDTH
from esimder.page import Frame
from esimder.palette import Palette
from esimder.takeaways.framed import Chart

KEY = 26.0  # px below a timeline for the key to its marks


def map_chart(frame: Frame, palette: Palette) -> Chart:
    """The map of a view with what a reader of it must know."""
    scene, ground = scenes.map_scene(frame, palette, "wide"), scenes.ground(frame, palette, "wide")
    width, say = float(FRAMES["wide"].width), frame.say
    tall = width / scene.aspect
    nowhere = int((chosen(frame.record, frame.view.without("place")).statements["at"] == "").sum())
    notes = (
        f"{say('map.flows')}." if scene.flows else "",
        say("map.regions_note") if scene.regions else "",
        say("map.nowhere", n=nowhere) if nowhere else "",
    )
    title = say(f"chart.map.{frame.view.count}")
    return Chart(title, drawn([ground, scene.figure], width, tall), width, tall, " ".join(filter(None, notes)))


def line_chart(frame: Frame, palette: Palette) -> Chart:
    """The timeline of a view with its legend and what it cannot show."""
    scene = scenes.line_scene(frame, palette, "wide", by=frame.view.lanes)
    rows, say = chosen(frame.record, frame.view.without("event", "since", "until")), frame.say
    undated = int((rows.events["date"] == "").sum())
    title = say(f"chart.timeline.{frame.view.lanes}")
    width = float(WIDTH["wide"])
    key = group(_key(frame, palette), transform=f"translate(0 {scene.height + KEY - 12:g})")
    note = say("chart.undated", n=undated) if undated else ""
    return Chart(title, drawn([scene.figure], width, scene.height) + key, width, scene.height + KEY, note)


def _key(frame: Frame, palette: Palette) -> list[str]:
    """What the marks of a timeline mean, in one row."""
    dot = {"fill": palette.record, "cy": 0.0}
    many = words("2", 8, 3.5, "middle", Type(10, palette.on_record))
    signs = {
        "day": element("circle", cx=8.0, r=5.5, **dot),
        "many": element("circle", cx=8.0, r=7.1, **dot) + many,
        "span": element("rect", x=0.0, y=-6.0, width=26.0, height=12.0, fill=palette.record, opacity="0.3"),
    }
    if frame.view.lanes == "person":
        signs["custody"] = element("rect", x=0.0, y=-3.0, width=26.0, height=6.0, fill=palette.custody, opacity="0.9")
    drawn, x = [], 0.0
    for name, sign in signs.items():
        label, start = frame.say(f"timeline.legend_{name}"), 34.0 if name in ("span", "custody") else 22.0
        text = words(letters(label), start, 4, "start", Type(12, palette.quiet))
        drawn.append(group([sign, text], transform=f"translate({x:g} 0)"))
        x += start + text_width(label, 12) + 26
    return drawn


CHARTS = {"map": map_chart, "timeline": line_chart}
