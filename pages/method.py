"""How the record is made: its rules and limits in plain words, how to correct it, and what has changed."""

from esimder.server import ui

context = ui.open_page("method")
newest_first = context.record.settings.changes[::-1]

ui.show(context, "method.html", changes=newest_first)
