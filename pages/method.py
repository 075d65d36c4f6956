"""How the record is made: its rules and limits in plain words, how to correct it, and what has changed."""

from esimder.server.streamlit_pages import run
from esimder.views.answer import Page
from esimder.views.context import Context


def page(context: Context) -> Page:
    """The rules, and the changes with the newest first."""
    return Page("method.html", dict(changes=context.record.settings.changes[::-1]))


if __name__ == "__main__":
    run(page)
