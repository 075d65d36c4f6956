"""The sources: who published what, how independent it is, and every statement that rests on it."""

from esimder.exports import csv_files
from esimder.query.selection import select
from esimder.server import ui
from esimder.text_reader import lexicon
from esimder.views import citation, lists

context = ui.open_page("sources")
view, record = context.view, context.record

rows = select(record, view)
listed = lists.sources(context, select(record, view.without("source")))
picked = [row for row in listed if row["source_id"] in view.source]

text_of = view.source[0] if view.source else next(iter(lexicon.readable(record)), "")

ui.show(
    context,
    "sources.html",
    sources=listed,
    families=len({row["voice"] for row in listed} - {""}),
    chosen_sources=picked,
    cite=lambda one: citation.source(context, one),
    csl=csv_files.address(context, "sources.json"),
    statements=lists.statements(context, rows) if picked else [],
    reader=lexicon.lexicon(record, context.say, text_of, view),
)
