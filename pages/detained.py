"""The detained: who is in custody as of a day, since when, and by whose word; the others one click away."""

from esimder.exports import making
from esimder.query.selection import select
from esimder.server.streamlit_pages import run
from esimder.views import lists
from esimder.views.answer import Page
from esimder.views.context import Context


def page(context: Context) -> Page:
    """One of the three lists of people, and how many stand in the others."""
    who = context.view.who
    rows = select(context.record, context.view)
    people = lists.by_custody(context, rows)

    return Page(
        "detained.html",
        dict(
            people=lists.with_sources(context, people.of(who)),
            title=lists.held(context, rows),
            lost=len(people.unknown),
            others=len(people.others),
            aged=lists.aged(people.inside) if who == "detained" else 0,
            day=context.say.day(context.directory.as_of),
            download=making.address(context, "detained"),
        ),
    )


if __name__ == "__main__":
    run(page)
