"""One person: names, what is known as of the day, the life-line and every statement; or the list to choose from."""

from esimder import export, lists, marks, scenes, together, twins, ui
from esimder.chosen import chosen
from esimder.view import FILTERS

frame = ui.open_page("person")
say, view, record, names = frame.say, frame.view, frame.record, frame.directory

rows = chosen(record, view)
one = view.person[0] if view.person else ""
if not one:
    ui.show(frame, "person.html", person=None, people=lists.people(frame, rows))
else:
    life = chosen(record, view.without(*FILTERS))
    own = lists.about(life, one)
    line = scenes.life_scene(frame, one, ui.palette(), ui.screen(wide=True))
    links = together.around_person(frame, life.statements, one)
    figures, style = ui.network(links.network)
    known = [row for row in lists.people(frame, life) if row["person_id"] == one and row["deciding"]]
    standing = lists.with_sources(frame, known)[0] if known else None
    deciding = record.statements["statement_id"].isin(standing["deciding"] if standing else ())
    ui.show(
        frame,
        "person.html",
        {"timeline": ui.figure(line.figure), **figures},
        network=links,
        network_style=style,
        person=names.row("people", one),
        standing=standing,
        deciding=record.statements[deciding].to_dict("records"),
        spellings=lists.spellings(frame, one),
        also=twins.also(record, one),
        bars=marks.states(frame, one),
        line=line,
        disputes=lists.disputes(frame, own),
        statements=lists.statements(frame, rows),
        download=export.address(frame, "statements.csv"),
    )
