"""The detained: who is in custody as of a day, since when, and by whose word; the others one click away."""

from esimder import export, lists, ui
from esimder.chosen import chosen

frame = ui.open_page("detained")
view = frame.view

people = lists.people(frame, chosen(frame.record, view))
inside = [row for row in people if row["state"] == "in_custody"]
outside = [row for row in people if row["state"] != "in_custody"]

ui.show(
    frame,
    "detained.html",
    people=lists.with_sources(frame, inside if view.who == "detained" else outside),
    others=len(outside),
    aged=lists.aged(inside) if view.who == "detained" else 0,
    day=frame.say.day(frame.directory.as_of),
    download=export.address(frame, "detained.csv"),
)
