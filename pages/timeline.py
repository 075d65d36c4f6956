"""The timeline: lanes by kind or by person, from all the years down to some weeks."""

from esimder.query.selection import select
from esimder.server import ui
from esimder.views import lists, marks, network_view, scenes

context = ui.open_page("timeline")
view, record = context.view, context.record

rows, around = select(record, view), select(record, view.without("event", "since", "until"))
line = scenes.line_scene(context, ui.palette(), ui.screen(wide=True), by=view.lanes, brush=ui.brush(context))
links = network_view.around_event(context, around.statements, view.event[0]) if len(view.event) == 1 else None
figures, style = ui.network(links.network if links else None)
dated = rows.events["date"] != ""

ui.show(
    context,
    "timeline.html",
    {"timeline": ui.figure(line.figure, brush=ui.brush(context)), **figures},
    network=links,
    network_style=style,
    zooms=marks.zooms(context),
    line=line,
    undated=rows.undated,
    detail=lists.detail(context, rows),
    events=rows.events[dated].sort_values(["last", "first"]).to_dict("records"),
    undated_events=rows.events[~dated].to_dict("records"),
)
