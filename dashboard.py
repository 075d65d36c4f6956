"""The overview: map, timeline and list in one linked view. Start with `make run`."""

from esimder import counts, lists, marks, ui
from esimder.chosen import chosen
from esimder.figures import timeline as time
from esimder.figures.map import city_map

frame = ui.open_page("")
say, view, record = frame.say, frame.view, frame.record

rows = chosen(record, view)
around_place, around_time, around_person = (
    chosen(record, view.without(*names)) for names in (("place",), ("event", "since", "until"), ("person",))
)

places, flows = marks.places(frame, around_place), counts.flows(around_place)
ground = city_map(
    marks.cities(frame, places),
    flows,
    marks.regions(frame, places),
    ui.palette(),
    ui.screen(),
    lambda n: say(f"total.{view.count}", n=n),
)
events, lanes = marks.by_kind(frame, around_time)
line = time.timeline(
    events,
    lanes,
    counts.by_quarter(around_time),
    marks.window(frame),
    say,
    ui.palette(),
    ui.screen(),
    time.COMPACT,
    brush=ui.brush(frame),
)

people = lists.people(frame, around_person)
day = say.day(rows.as_of)
inside = [row for row in people if row["state"] == "in_custody"]

ui.show(
    frame,
    "overview.html",
    {"map": ui.figure(ground, base=ui.ground(frame)), "timeline": ui.figure(line, brush=ui.brush(frame))},
    intro=record.settings.intro[say.code],
    before=rows.as_of < record.settings.as_of,
    totals=counts.totals(rows),
    places=places,
    flows=len(flows),
    map_alt=say("map.alt", n=len(places)),
    map_style=ui.map_style(),
    undated=rows.undated,
    timeline_alt=say("timeline.alt", n=len(events)),
    time_style=f"height:{time.height(len(lanes), time.COMPACT)}px",
    events=rows.events.sort_values("first").to_dict("records"),
    detail=lists.detail(frame, rows),
    groups=[
        {
            "name": "in_custody",
            "people": inside,
            "aged": lists.aged(inside),
            "note": say("group.in_custody.note", day=day),
        },
        {"name": "others", "people": [row for row in people if row not in inside], "aged": 0, "note": ""},
    ],
)
