"""The detained: who is in custody as of a day, since when, and by whose word; the others one click away."""

from esimder import export, lists, ui
from esimder.chosen import chosen

frame = ui.open_page("detained")
view = frame.view

rows = chosen(frame.record, view)
listed = {who: people(frame, rows) for who, people in lists.WHO.items()}

ui.show(
    frame,
    "detained.html",
    people=lists.with_sources(frame, listed[view.who]),
    title=lists.held(frame, rows),
    lost=len(listed["unknown"]),
    others=len(listed["others"]),
    aged=lists.aged(listed["detained"]) if view.who == "detained" else 0,
    day=frame.say.day(frame.directory.as_of),
    download=export.address(frame, "detained.csv"),
)
