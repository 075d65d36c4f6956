"""How the record is made: its rules and limits in plain words, how to correct it, and what has changed."""

from esimder import ui

frame = ui.open_page("method")
newest_first = frame.record.settings.changes[::-1]

ui.show(frame, "method.html", changes=newest_first)
