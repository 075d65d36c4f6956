"""One person: names, what is known as of the day, the life-line and every statement; or the list to choose from."""

from esimder.exports import making
from esimder.query.selection import select
from esimder.query.view import FILTERS
from esimder.search import duplicates
from esimder.server.streamlit_pages import run
from esimder.views import lists, marks, network_view, scenes
from esimder.views.answer import Figure, Page, network
from esimder.views.context import Context


def page(context: Context) -> Page:
    """The page of the person that the view asks for first, or the list of all people."""
    view, record, device = context.view, context.record, context.device

    rows = select(record, view)
    if not view.person:
        return Page("person.html", dict(person=None, people=lists.people(context, rows)))

    person_id = view.person[0]
    life = select(record, view.without(*FILTERS))
    own = lists.about(life, person_id)
    line = scenes.life_scene(context, person_id, device.palette, device.figure_screen(wide=True))
    links = network_view.around_person(context, life.statements, person_id)
    figures, style = network(context, links.network)
    standings = [row for row in lists.people(context, life) if row.person_id == person_id and row.deciding]
    standing = lists.with_sources(context, standings)[0] if standings else None
    deciding = record.statements["statement_id"].isin(standing.deciding if standing else ())

    return Page(
        "person.html",
        dict(
            network=links,
            network_style=style,
            person=context.directory.row("people", person_id),
            standing=standing,
            deciding=record.statements[deciding].to_dict("records"),
            spellings=lists.spellings(context, person_id),
            also=duplicates.also(record, person_id),
            bars=marks.states(context, person_id),
            line=line,
            disputes=lists.disputes(context, own),
            statements=lists.statements(context, rows),
            download=making.address(context, "statements"),
        ),
        {"timeline": Figure(line.figure), **figures},
    )


if __name__ == "__main__":
    run(page)
