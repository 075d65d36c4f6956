"""The same map, timeline and table as a small Dash page, under the same filter: `python -m bench.dash_page PORT`.

Written to be fast: the first figures come with the layout, one callback answers a change, and the base map is
sent once: a change patches the traces that lie over it.
"""

import sys
from typing import Any

from dash import Dash, Input, Output, Patch, dcc, html
from waitress import serve

from bench.parts import BASE_MAP, RECORD, SAY, context_for, events, overlay
from esimder.figures.palette import LIGHT
from esimder.figures.screen import ASPECT
from esimder.query.selection import select
from esimder.views import lists
from esimder.views.context import Context

STILL: Any = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def people(context: Context) -> list[html.Tr]:
    """The rows of the table: who, doing what, in which state, and when that was last confirmed."""
    rows = lists.people(context, select(RECORD, context.view))
    return [
        html.Tr(
            [
                html.Td(cell)
                for cell in (
                    context.directory.person(row.person_id),
                    context.directory.original(row.person_id),
                    row.occupation,
                    SAY(f"state.{row.state}"),
                    row.confirmed_words,
                )
            ]
        )
        for row in rows
    ]


def layout() -> html.Div:
    """The page with nothing chosen."""
    context, base = context_for([]), BASE_MAP.plain()
    over = overlay(context)
    both = {name: [*base["layout"].get(name, ()), *over["layout"].get(name, ())] for name in ("shapes", "annotations")}
    paper = {"plot_bgcolor": LIGHT.land, "paper_bgcolor": LIGHT.land}
    whole = {"data": [*base["data"], *over["data"]], "layout": {**over["layout"], **paper, **both}}
    line = events(context)
    options = [{"label": name, "value": one} for one, name in context.places()]
    return html.Div(
        [
            dcc.Checklist(options, [], id="place", inline=True),
            html.Div(
                [
                    dcc.Graph(
                        figure=whole, id="map", config=STILL, style={"aspectRatio": ASPECT["desktop"], "flex": 1}
                    ),
                    html.Div(
                        html.Table(html.Tbody(people(context), id="people")), style={"height": 480, "overflow": "auto"}
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
    context = context_for(places)
    over, below, patch = overlay(context), BASE_MAP.plain(), Patch()
    for slot, trace in enumerate(over["data"], start=len(below["data"])):
        patch["data"][slot] = trace
    for name in ("shapes", "annotations"):
        patch["layout"][name] = [*below["layout"].get(name, ()), *over["layout"].get(name, ())]
    return patch, events(context), people(context)


if __name__ == "__main__":
    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=4)
