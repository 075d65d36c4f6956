"""The charts of a view for a picture, each with the key and the notes that a reader needs: the map and the timeline,
and of a view of one person the life-line and the links."""

from collections.abc import Sequence

from esimder.exports import notes
from esimder.exports.pictures.caption import Chart
from esimder.figures.map.basemap import base_map
from esimder.figures.network.bands import SIZES
from esimder.figures.network.network import height, network_figure
from esimder.figures.palette import TONES, Palette
from esimder.figures.screen import VIEWPORTS
from esimder.figures.svg import drawn
from esimder.figures.svg.elements import Type, element, group, words
from esimder.figures.text_width import text_width
from esimder.figures.timeline.timeline import WIDTH
from esimder.query.selection import select
from esimder.query.view import FILTERS
from esimder.record.escape import html_escape
from esimder.views import marks, network_view, scenes
from esimder.views.context import Context

KEY = 26.0  # px below a timeline for the key to its marks


def map_chart(context: Context, palette: Palette) -> Chart:
    """The map of a view with what a reader of it must know."""
    scene, below = scenes.taken_map(context, palette, "wide"), base_map(context.say, palette, "wide")
    width = float(VIEWPORTS["wide"].width)
    tall = width / scene.aspect
    title = context.say(f"chart.map.{context.view.count}")
    return Chart(title, drawn([below, scene.figure], width, tall), width, tall, " ".join(notes.of_map(context, scene)))


def line_chart(context: Context, palette: Palette) -> Chart:
    """The timeline of a view with its legend and what it cannot show."""
    rows = select(context.record, context.view)
    scene = scenes.taken_line(context, palette, "wide", by=context.view.lanes)
    title = context.say(f"chart.timeline.{context.view.lanes}")
    width = float(WIDTH["wide"])
    key = group(_key(context, scene.key, palette), transform=f"translate(0 {scene.height + KEY - 12:g})")
    note = " ".join(notes.of_line(context, rows, scene, context.view.lanes, signs=False))
    return Chart(title, drawn([scene.figure], width, scene.height) + key, width, scene.height + KEY, note)


def nothing_chart(context: Context, palette: Palette) -> Chart:
    """In place of the chart of a view that holds nothing: a sentence, and no empty map or axes."""
    rows, say = select(context.record, context.view), context.say
    day = say.day(context.directory.as_of)
    note = say(f"later.{context.view.basis}", n=rows.later, day=day) if rows.later else ""
    return Chart(say("empty.title"), "", float(WIDTH["wide"]), 0.0, note)


def _key(context: Context, kinds: Sequence[str], palette: Palette) -> list[str]:
    """What the marks of a timeline mean, in one row."""
    dot = {"fill": palette.record, "cy": 0.0}
    many = words("2", 8, 3.5, "middle", Type(10, palette.on_record))
    bar = {"x": 0.0, "width": 26.0, "fill": palette.custody}
    line = element("path", d="M0,-5V5M0,0H26M26,-5V5", stroke=palette.record, stroke_width="1.6")
    ring = element("circle", cx=13.0, cy=0.0, r=4.5, fill=palette.paper, stroke=palette.record, stroke_width="2")
    signs = {
        "day": element("circle", cx=8.0, r=5.5, **dot),
        "many": element("circle", cx=8.0, r=7.1, **dot) + many,
        "span": line + ring,
        "custody": element("rect", y=-3.0, height=6.0, opacity="0.9", **bar),
        "pale": element("rect", y=-1.5, height=3.0, opacity="0.45", **bar),
    }
    wide = ("span", "custody", "pale")
    return _row(
        [(signs[kind], context.say(f"timeline.sign.{kind}"), 34.0 if kind in wide else 22.0) for kind in kinds], palette
    )


def _row(signs: list[tuple[str, str, float]], palette: Palette) -> list[str]:
    """Signs with what they mean, one beside the other; each word begins so many px after its sign's beginning."""
    drawn, x = [], 0.0
    for sign, label, start in signs:
        text = words(html_escape(label), start, 4, "start", Type(12, palette.quiet))
        drawn.append(group([sign, text], transform=f"translate({x:g} 0)"))
        x += start + text_width(label, 12) + 26
    return drawn


def _person(context: Context) -> str:
    """The person whom a view is of; ValueError where it is of nobody or of several."""
    [person_id] = context.view.person
    return person_id


def life_chart(context: Context, palette: Palette) -> Chart:
    """The life-line of the person of a view, with what its colours mean."""
    person_id, say = _person(context), context.say
    scene = scenes.life_scene(context, person_id, palette, "wide")
    signs = [
        (
            element("rect", x=0.0, y=-3.0, width=26.0, height=6.0, fill=getattr(palette, TONES[state])),
            say(f"state.{state}"),
            34.0,
        )
        for state in marks.states(context, person_id)
    ]
    width = float(WIDTH["wide"])
    key = group(_row(signs, palette), transform=f"translate(0 {scene.height + KEY - 12:g})")
    title = f"{context.directory.person(person_id)}: {say('person.line')}"
    picture = drawn([scene.figure], width, scene.height)
    return Chart(title, picture + key, width, scene.height + KEY, " ".join(notes.of_life(context)))


def network_chart(context: Context, palette: Palette) -> Chart:
    """Who is linked with the person of a view, through what; ValueError where nobody is."""
    person_id = _person(context)
    links = network_view.around_person(
        context, select(context.record, context.view.without(*FILTERS)).statements, person_id
    ).network
    if not links:
        raise ValueError(person_id)
    say, width, tall = context.say, float(SIZES["wide"].width), float(height(links, "wide"))
    looks = {
        "close": {"stroke": palette.border},
        "loose": {"stroke": palette.border, "stroke_dasharray": "2 3"},
        "said": {"stroke": palette.record},
    }
    strokes = [
        (element("path", d="M0,0h26", stroke_width="2", **look), say(f"network.{how}"), 34.0)
        for how, look in looks.items()
    ]
    body = element("circle", cx=8.0, cy=0.0, r=5.0, fill=palette.paper, stroke=palette.record, stroke_width="2")
    signs = [*strokes, (body, say("network.body"), 22.0)]
    key = group(_row(signs, palette), transform=f"translate(0 {tall + KEY - 12:g})")
    title = f"{context.directory.person(person_id)}: {say('network.title')}"
    picture = drawn([network_figure(links, palette, "wide")], width, tall)
    return Chart(title, picture + key, width, tall + KEY, say("network.rule"))


CHARTS = {"map": map_chart, "timeline": line_chart, "life": life_chart, "network": network_chart}
OF_PERSON = ("life", "network")
