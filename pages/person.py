"""One person: names, what is known as of the day, the life-line and every statement; or the list to choose from."""

from esimder import counts, export, marks, ui
from esimder.chosen import chosen
from esimder.figures import timeline as time
from esimder.view import FILTERS

frame = ui.open_page("person")
say, view, record, names = frame.say, frame.view, frame.record, frame.directory

rows = chosen(record, view)
one = view.person[0] if view.person else ""
if not one:
    ui.show(frame, "person.html", person=None, people=marks.people(frame, rows))
else:
    life = chosen(record, view.without(*FILTERS))
    own = marks.about(life, one)
    mine = marks.without(frame, "since", "until", "event")
    events, lanes = marks.life(mine, own, one)
    line = time.timeline(
        events, lanes, counts.by_quarter(own), marks.window(mine, own), say, ui.palette(), ui.screen(wide=True)
    )
    standing = rows.standing.loc[one].to_dict() if one in rows.standing.index else None
    deciding = (
        record.statements[record.statements["statement_id"].isin(standing["deciding"])]
        if standing
        else own.statements[:0]
    )
    ui.show(
        frame,
        "person.html",
        {"timeline": ui.figure(line)},
        person=names.row("people", one),
        standing=standing,
        deciding=deciding.to_dict("records"),
        spellings=marks.spellings(frame, one),
        together=marks.together(frame, life, one),
        lanes=len(events),
        timeline_alt=say("timeline.alt", n=len(events)),
        time_style=f"height:{time.height(len(lanes))}px",
        disputes=marks.disputes(frame, own),
        statements=marks.statements(rows),
        download=export.address(frame, "statements.csv"),
    )
