"""The same map, timeline and table as a small Dash page, under the same filter: `python -m bench.dash_page PORT`.

Written to be fast: the first figures come with the layout, one callback answers a change, and the ground of the map is
sent once: a change patches the traces that lie over it.
"""

import sys
from typing import Any

from dash import Dash, Input, Output, Patch, dcc, html
from waitress import serve

from bench.parts import GROUND, RECORD, SAY, events, frame_for, overlay
from esimder import lists, page
from esimder.chosen import chosen
from esimder.figures.map import ASPECT
from esimder.palette import LIGHT

STILL: Any = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


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
