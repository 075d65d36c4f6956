"""The map: cities sized by what the reader counts, and what stands behind a place."""

from esimder.query.selection import select
from esimder.server import ui
from esimder.views import lists, scenes

context = ui.open_page("map")
view, record = context.view, context.record

rows, around = select(record, view), select(record, view.without("place"))
ground = scenes.map_scene(context, ui.palette(), ui.map_screen(wide=True))
detail = lists.detail(context, rows)

ui.show(
    context,
    "map.html",
    {"map": ui.figure(ground.figure, base=ui.ground(context, wide=True))},
    ground=ground,
    map_style=ui.map_style(wide=True),
    detail=detail,
    nowhere=int((around.statements["at"] == "").sum()),
    people=lists.people(context, rows) if detail else [],
)
