"""How the record is made: its rules and limits in plain words, how to correct it, and what has changed."""

from esimder import ui

SECTIONS = (
    "scope",
    "statement",
    "dates",
    "custody",
    "independence",
    "disagreement",
    "inferred",
    "places",
    "names",
    "left_out",
    "limits",
    "correct",
    "licence",
    "changes",
)
# A second paragraph, where a section has one.
MORE = {"statement": "more", "dates": "as_of", "places": "capital", "limits": "more"}

frame = ui.open_page("method")
newest_first = frame.record.settings.changes[::-1]

ui.show(frame, "method.html", sections=SECTIONS, more=MORE, changes=newest_first)
