"""The sources: who published what, how independent it is, and every statement that rests on it."""

from esimder.exports import making
from esimder.query.selection import select
from esimder.server.streamlit_pages import run
from esimder.text_reader import lexicon
from esimder.views import citation, lists
from esimder.views.answer import Page
from esimder.views.context import Context


def page(context: Context) -> Page:
    """The sources of a view, the chosen ones with their statements, and a text to read them in."""
    view, record = context.view, context.record

    rows = select(record, view)
    listed = lists.sources(context, select(record, view.without("source")))
    chosen = [row for row in listed if row["source_id"] in view.source]
    text_of = view.source[0] if view.source else next(iter(lexicon.readable(record)), "")

    return Page(
        "sources.html",
        dict(
            sources=listed,
            families=len({row["voice"] for row in listed} - {""}),
            chosen_sources=chosen,
            cite=lambda source_id: citation.source(context, source_id),
            csl=making.address(context, "sources"),
            statements=lists.statements(context, rows) if chosen else [],
        ),
        data=dict(reader=lexicon.lexicon(record, context.say, text_of, view)),
    )


if __name__ == "__main__":
    run(page)
