"""The detained: who is in custody as of a day, since when, and by whose word; the others one click away."""

from esimder.exports import csv_files
from esimder.query.selection import select
from esimder.server import ui
from esimder.views import lists

context = ui.open_page("detained")
view = context.view

rows = select(context.record, view)
listed = {who: people(context, rows) for who, people in lists.WHO.items()}

ui.show(
    context,
    "detained.html",
    people=lists.with_sources(context, listed[view.who]),
    title=lists.held(context, rows),
    lost=len(listed["unknown"]),
    others=len(listed["others"]),
    aged=lists.aged(listed["detained"]) if view.who == "detained" else 0,
    day=context.say.day(context.directory.as_of),
    download=csv_files.address(context, "detained.csv"),
)
