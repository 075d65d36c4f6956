"""The map: cities sized by what the reader counts, and what stands behind a place."""

from esimder import lists, scenes, ui
from esimder.chosen import chosen

frame = ui.open_page("map")
view, record = frame.view, frame.record

rows, around = chosen(record, view), chosen(record, view.without("place"))
ground = scenes.map_scene(frame, ui.palette(), ui.map_screen(wide=True))
detail = lists.detail(frame, rows)

ui.show(
    frame,
    "map.html",
    {"map": ui.figure(ground.figure, base=ui.ground(frame, wide=True))},
    ground=ground,
    map_style=ui.map_style(wide=True),
    detail=detail,
    nowhere=int((around.statements["at"] == "").sum()),
    people=lists.people(frame, rows) if detail else [],
)
