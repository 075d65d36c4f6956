"""The timeline: lanes by kind or by person, from all the years down to some weeks."""

from esimder import lists, marks, scenes, together, ui
from esimder.chosen import chosen

frame = ui.open_page("timeline")
view, record = frame.view, frame.record

rows, around = chosen(record, view), chosen(record, view.without("event", "since", "until"))
line = scenes.line_scene(frame, ui.palette(), ui.screen(wide=True), by=view.lanes, brush=ui.brush(frame))
links = together.around_event(frame, around.statements, view.event[0]) if len(view.event) == 1 else None
figures, style = ui.network(links.network if links else None)
dated = rows.events["date"] != ""

ui.show(
    frame,
    "timeline.html",
    {"timeline": ui.figure(line.figure, brush=ui.brush(frame)), **figures},
    network=links,
    network_style=style,
    zooms=marks.zooms(frame),
    line=line,
    undated=rows.undated,
    detail=lists.detail(frame, rows),
    events=rows.events[dated].sort_values(["last", "first"]).to_dict("records"),
    undated_events=rows.events[~dated].to_dict("records"),
)
