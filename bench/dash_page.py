"""The same map, timeline and table as a small Dash page, under the same filter: `python -m bench.dash_page PORT`.

Written to be fast: the first figures come with the layout, one callback answers a change, and the ground of the map is
sent once: a change patches the traces that lie over it.
"""

import sys
from typing import Any

from dash import Dash, Input, Output, Patch, dcc, html
from waitress import serve

from esimder import counts, data, lists, marks, page
from esimder.chosen import chosen
from esimder.figures import timeline as time
from esimder.figures.map import ASPECT, base_map, city_map
from esimder.language import language
from esimder.palette import LIGHT
from esimder.view import View

RECORD, SAY = data.load(), language("en")
GROUND = base_map({"km": SAY("unit.km")}, LIGHT, "en", "desktop")
SLOTS = 10  # traces over the ground; those that a view does not need are empty, so that their number never changes
STILL: Any = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def frame_for(places: list[str]) -> page.Frame:
    """The frame of the overview for a choice of places."""
    return page.frame(View(lang="en", place=tuple(places)), SAY, RECORD, "", ())


def overlay(frame: page.Frame) -> dict[str, Any]:
    """What lies over the ground of the map, as plain Plotly."""
    around = chosen(RECORD, frame.view.without("place"))
    places = marks.places(frame, around)
    drawn = city_map(
        marks.cities(frame, places),
        counts.flows(around),
        marks.regions(frame, places),
        LIGHT,
        "desktop",
        lambda n: SAY("total.events", n=n),
    ).plain()
    empty = [{"type": "scatter"}] * (SLOTS - len(drawn["data"]))
    return {"data": [*drawn["data"], *empty], "layout": drawn["layout"]}


def events(frame: page.Frame) -> dict[str, Any]:
    """The timeline of the view."""
    around = chosen(RECORD, frame.view)
    dated, lanes = marks.by_kind(frame, around)
    quarters, window = counts.by_quarter(around), marks.window(frame)
    return time.timeline(dated, lanes, quarters, window, SAY, LIGHT, "desktop", time.COMPACT).plain()


def people(frame: page.Frame) -> list[html.Tr]:
    """The rows of the table: who, doing what, in which state, and when that was last confirmed."""
    rows = lists.people(frame, chosen(RECORD, frame.view))
    return [
        html.Tr(
            [
                html.Td(cell)
                for cell in (
                    frame.directory.person(row["person_id"]),
                    frame.directory.original(row["person_id"]),
                    SAY.of(row, "occupation"),
                    SAY(f"state.{row['state']}"),
                    row["confirmed_words"],
                )
            ]
        )
        for row in rows
    ]


def layout() -> html.Div:
    """The page with nothing chosen."""
    frame, ground = frame_for([]), GROUND.plain()
    over = overlay(frame)
    both = {
        name: [*ground["layout"].get(name, ()), *over["layout"].get(name, ())] for name in ("shapes", "annotations")
    }
    paper = {"plot_bgcolor": LIGHT.land, "paper_bgcolor": LIGHT.land}
    whole = {"data": [*ground["data"], *over["data"]], "layout": {**over["layout"], **paper, **both}}
    line = events(frame)
    options = [{"label": name, "value": one} for one, name in frame.places()]
    return html.Div(
        [
            dcc.Checklist(options, [], id="place", inline=True),
            html.Div(
                [
                    dcc.Graph(
                        figure=whole, id="map", config=STILL, style={"aspectRatio": ASPECT["desktop"], "flex": 1}
                    ),
                    html.Div(
                        html.Table(html.Tbody(people(frame), id="people")), style={"height": 480, "overflow": "auto"}
                    ),
                ],
                style={"display": "flex"},
            ),
            dcc.Graph(figure=line, id="timeline", config=STILL, style={"height": 300}),
        ]
    )


app = Dash(__name__, title="Esimder in Dash")
app.layout = layout


@app.callback(
    Output("map", "figure"),
    Output("timeline", "figure"),
    Output("people", "children"),
    Input("place", "value"),
    prevent_initial_call=True,
)
def change(places: list[str]) -> tuple[Patch, dict[str, Any], list[html.Tr]]:
    """The three views for a choice of places."""
    frame = frame_for(places)
    over, below, patch = overlay(frame), GROUND.plain(), Patch()
    for slot, trace in enumerate(over["data"], start=len(below["data"])):
        patch["data"][slot] = trace
    for name in ("shapes", "annotations"):
        patch["layout"][name] = [*below["layout"].get(name, ()), *over["layout"].get(name, ())]
    return patch, events(frame), people(frame)


if __name__ == "__main__":
    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=4)
