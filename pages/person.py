"""One person: names, what is known as of the day, the life-line and every statement; or the list to choose from."""

from esimder import counts, export, lists, marks, together, ui
from esimder.chosen import chosen
from esimder.figures import timeline as time
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
    mine = marks.without(frame, "since", "until", "event")
    events, lanes = marks.life(mine, own, one)
    line = time.timeline(
        events,
        lanes,
        counts.by_quarter(own),
        marks.window(mine, own),
        say,
        ui.palette(),
        ui.screen(wide=True),
        strip=False,
    )
    links = together.around_person(frame, life.statements, one)
    figures, style = ui.network(links.network)
    known = [row for row in lists.people(frame, life) if row["person_id"] == one and row["deciding"]]
    standing = lists.with_sources(frame, known)[0] if known else None
    deciding = record.statements["statement_id"].isin(standing["deciding"] if standing else ())
    ui.show(
        frame,
        "person.html",
        {"timeline": ui.figure(line), **figures},
        network=links,
        network_style=style,
        person=names.row("people", one),
        standing=standing,
        deciding=record.statements[deciding].to_dict("records"),
        spellings=lists.spellings(frame, one),
        bars=marks.states(frame, one),
        timeline_alt=say("timeline.alt", n=len(events)),
        time_style=f"height:{time.height(len(lanes), strip=False)}px",
        disputes=lists.disputes(frame, own),
        statements=lists.statements(rows),
        download=export.address(frame, "statements.csv"),
    )
