"""The overview: map, timeline and list in one linked view. Start with `make run`."""

from esimder import counts, lists, marks, scenes, ui
from esimder.chosen import chosen
from esimder.figures.timeline import COMPACT
from esimder.headline import headline

frame = ui.open_page("")
say, view, record = frame.say, frame.view, frame.record

rows, around_person = chosen(record, view), chosen(record, view.without("person"))
ground = scenes.map_scene(frame, ui.palette(), ui.map_screen())
line = scenes.line_scene(frame, ui.palette(), ui.screen(), COMPACT, brush=ui.brush(frame))

inside = lists.inside(frame, around_person)
unknown, others = lists.unknown(frame, around_person), lists.others(frame, around_person)
day = say.day(rows.as_of)

ui.show(
    frame,
    "overview.html",
    {"map": ui.figure(ground.figure, base=ui.ground(frame)), "timeline": ui.figure(line.figure, brush=ui.brush(frame))},
    headline=headline(frame, rows),
    intro=record.settings.intro[say.code],
    before=rows.as_of < record.settings.as_of,
    totals={key: lists.total(frame, rows, key) for key in counts.HEADLINES},
    statements_shown=len(rows.statements),
    ground=ground,
    map_style=ui.map_style(),
    undated=rows.undated,
    line=line,
    detail=lists.detail(frame, rows),
    lights=marks.lights(around_person),
    groups=[
        {
            "name": "in_custody",
            "people": inside,
            "aged": lists.aged(inside),
            "note": say("group.in_custody.note", day=day),
        },
        {
            "name": "not_known",
            "people": unknown,
            "aged": 0,
            "note": say("group.not_known.note", days=say.number(record.settings.unknown_after_days)),
        },
        {"name": "others", "people": others, "aged": 0, "note": ""},
    ],
)
