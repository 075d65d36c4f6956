"""The overview: map, timeline and list in one linked view. Start with `make run`."""

from esimder.figures.timeline.timeline import COMPACT
from esimder.query import counts
from esimder.query.selection import select
from esimder.server import ui
from esimder.views import lists, marks, scenes
from esimder.views.headline import headline

context = ui.open_page("")
say, view, record = context.say, context.view, context.record

rows, around_person = select(record, view), select(record, view.without("person"))
ground = scenes.map_scene(context, ui.palette(), ui.map_screen())
line = scenes.line_scene(context, ui.palette(), ui.screen(), COMPACT, brush=ui.brush(context))

inside = lists.inside(context, around_person)
unknown, others = lists.unknown(context, around_person), lists.others(context, around_person)
day = say.day(rows.as_of)

ui.show(
    context,
    "overview.html",
    {
        "map": ui.figure(ground.figure, base=ui.ground(context)),
        "timeline": ui.figure(line.figure, brush=ui.brush(context)),
    },
    headline=headline(context, rows),
    intro=record.settings.intro[say.code],
    before=rows.as_of < record.settings.as_of,
    totals={key: lists.total(context, rows, key) for key in counts.HEADLINES},
    statements_shown=len(rows.statements),
    ground=ground,
    map_style=ui.map_style(),
    undated=rows.undated,
    line=line,
    detail=lists.detail(context, rows),
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
