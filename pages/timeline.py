"""The timeline: lanes by kind or by person, from all the years down to some weeks."""

from esimder import counts, lists, marks, together, ui
from esimder.chosen import chosen
from esimder.figures import timeline as time

frame = ui.open_page("timeline")
say, view, record = frame.say, frame.view, frame.record

rows, around = chosen(record, view), chosen(record, view.without("event", "since", "until"))
events, lanes = (marks.by_person if view.lanes == "person" else marks.by_kind)(frame, around)
line = time.timeline(
    events,
    lanes,
    counts.by_quarter(around),
    marks.window(frame),
    say,
    ui.palette(),
    ui.screen(wide=True),
    brush=ui.brush(frame),
)
links = together.around_event(frame, around.statements, view.event[0]) if len(view.event) == 1 else None
figures, style = ui.network(links.network if links else None)
dated = rows.events["date"] != ""

ui.show(
    frame,
    "timeline.html",
    {"timeline": ui.figure(line, brush=ui.brush(frame)), **figures},
    network=links,
    network_style=style,
    zooms=marks.zooms(frame),
    timeline_alt=say("timeline.alt", n=len(events)),
    time_style=f"height:{time.height(len(lanes))}px",
    undated=rows.undated,
    detail=lists.detail(frame, rows),
    events=rows.events[dated].sort_values("first").to_dict("records"),
    undated_events=rows.events[~dated].to_dict("records"),
)
