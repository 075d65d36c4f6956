"""One person: names, what is known as of the day, the life-line and every statement; or the list to choose from."""

from esimder.exports import csv_files
from esimder.query.selection import select
from esimder.query.view import FILTERS
from esimder.search import duplicates
from esimder.server import ui
from esimder.views import lists, marks, network_view, scenes

context = ui.open_page("person")
say, view, record, names = context.say, context.view, context.record, context.directory

rows = select(record, view)
one = view.person[0] if view.person else ""
if not one:
    ui.show(context, "person.html", person=None, people=lists.people(context, rows))
else:
    life = select(record, view.without(*FILTERS))
    own = lists.about(life, one)
    line = scenes.life_scene(context, one, ui.palette(), ui.screen(wide=True))
    links = network_view.around_person(context, life.statements, one)
    figures, style = ui.network(links.network)
    known = [row for row in lists.people(context, life) if row["person_id"] == one and row["deciding"]]
    standing = lists.with_sources(context, known)[0] if known else None
    deciding = record.statements["statement_id"].isin(standing["deciding"] if standing else ())
    ui.show(
        context,
        "person.html",
        {"timeline": ui.figure(line.figure), **figures},
        network=links,
        network_style=style,
        person=names.row("people", one),
        standing=standing,
        deciding=record.statements[deciding].to_dict("records"),
        spellings=lists.spellings(context, one),
        also=duplicates.also(record, one),
        bars=marks.states(context, one),
        line=line,
        disputes=lists.disputes(context, own),
        statements=lists.statements(context, rows),
        download=csv_files.address(context, "statements.csv"),
    )
