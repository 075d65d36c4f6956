"""The map: cities sized by what the reader counts, and what stands behind a place."""

from esimder import counts, lists, marks, ui
from esimder.chosen import chosen
from esimder.figures.map import city_map

frame = ui.open_page("map")
say, view, record = frame.say, frame.view, frame.record

rows, around = chosen(record, view), chosen(record, view.without("place"))
places, flows = marks.places(frame, around), counts.flows(around)
regions = marks.regions(frame, places)
ground = city_map(
    marks.cities(frame, places),
    flows,
    regions,
    ui.palette(),
    ui.screen(wide=True),
    lambda n: say(f"total.{view.count}", n=n),
)
detail = lists.detail(frame, rows)
held_here = rows.events["place_id"].isin(view.place)
here, elsewhere = rows.events[held_here], rows.events[~held_here]

ui.show(
    frame,
    "map.html",
    {"map": ui.figure(ground, base=ui.ground(frame, wide=True))},
    places=places,
    flows=len(flows),
    regions=len(regions),
    map_alt=say("map.alt", n=len(places)),
    map_style=ui.map_style(wide=True),
    detail=detail,
    nowhere=int((around.statements["at"] == "").sum()),
    here=here.sort_values("first").to_dict("records") if detail else [],
    elsewhere=elsewhere.sort_values("first").to_dict("records") if detail else [],
    people=lists.people(frame, rows) if detail else [],
)
