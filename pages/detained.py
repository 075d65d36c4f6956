"""The detained: who is in custody as of a day, since when, and by whose word; the others one click away."""

from esimder import export, lists, ui
from esimder.chosen import chosen

frame = ui.open_page("detained")
view = frame.view

rows = chosen(frame.record, view)
inside = lists.inside(frame, rows)
outside = lists.outside(frame, rows)

ui.show(
    frame,
    "detained.html",
    people=lists.with_sources(frame, inside if view.who == "detained" else outside),
    title=lists.held(frame, rows),
    others=len(outside),
    aged=lists.aged(inside) if view.who == "detained" else 0,
    day=frame.say.day(frame.directory.as_of),
    download=export.address(frame, "detained.csv"),
)
