"""The sources: who published what, how independent it is, and every statement that rests on it."""

from esimder import cite, export, lists, reader, ui
from esimder.chosen import chosen

frame = ui.open_page("sources")
view, record = frame.view, frame.record

rows = chosen(record, view)
listed = lists.sources(frame, chosen(record, view.without("source")))
picked = [row for row in listed if row["source_id"] in view.source]

text_of = view.source[0] if view.source else next(iter(reader.readable(record)), "")

ui.show(
    frame,
    "sources.html",
    sources=listed,
    families=len({row["voice"] for row in listed} - {""}),
    chosen_sources=picked,
    cite=lambda one: cite.source(frame, one),
    csl=export.address(frame, "sources.json"),
    statements=lists.statements(frame, rows) if picked else [],
    reader=reader.lexicon(record, frame.say, text_of, view),
)
