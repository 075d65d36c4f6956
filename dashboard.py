"""The overview: map, timeline and list in one linked view; and the app, which `streamlit run dashboard.py` starts.

Streamlit finds `app` by its name. It imports this file for it, and runs it as a script for each first look at the page.
"""

import streamlit as st

from esimder.figures.timeline.layout import COMPACT
from esimder.query import counts
from esimder.query.selection import select
from esimder.server import app as server
from esimder.server.streamlit_pages import run, stumbled
from esimder.views import lists, marks, scenes
from esimder.views.answer import Figure, Page, brush, map_figure, map_style
from esimder.views.context import Context
from esimder.views.headline import headline


def page(context: Context) -> Page:
    """What happened, where and when, and what became of the people in custody."""
    say, view, record, device = context.say, context.view, context.record, context.device

    rows, around_person = select(record, view), select(record, view.without("person"))
    city_map = scenes.map_scene(context, device.palette, device.map_screen())
    line = scenes.line_scene(context, device.palette, device.figure_screen(), COMPACT)

    people = lists.by_custody(context, around_person)
    custody = say("group.in_custody.note", day=say.day(rows.as_of))
    not_known = say("group.not_known.note", days=say.number(record.settings.unknown_after_days))

    return Page(
        "overview.html",
        dict(
            headline=headline(context, rows),
            intro=record.settings.intro[say.code],
            before=rows.as_of < record.settings.as_of,
            totals={key: lists.total(context, rows, key) for key in counts.HEADLINES},
            statements_shown=len(rows.statements),
            city_map=city_map,
            map_style=map_style(context),
            undated=rows.undated,
            line=line,
            detail=lists.detail(context, rows),
            lights=marks.lights(around_person),
            groups=[
                {"name": "in_custody", "people": people.inside, "aged": lists.aged(people.inside), "note": custody},
                {"name": "not_known", "people": people.unknown, "aged": 0, "note": not_known},
                {"name": "others", "people": people.others, "aged": 0, "note": ""},
            ],
        ),
        {"map": map_figure(context, city_map.figure), "timeline": Figure(line.figure, brush=brush(context))},
    )


app = st.App(
    __file__,
    routes=server.ROUTES,
    middleware=server.MIDDLEWARE,
    lifespan=server.lifespan,
    on_script_error=stumbled,
    exception_handlers=server.HANDLERS,
)

if __name__ == "__main__":
    run(page)
