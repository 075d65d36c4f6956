"""The timeline: lanes by kind or by person, from all the years down to some weeks."""

from esimder.query.selection import select
from esimder.server.streamlit_pages import run
from esimder.views import lists, marks, network_view, scenes
from esimder.views.answer import Figure, Page, brush, network
from esimder.views.context import Context


def page(context: Context) -> Page:
    """The events of a view in their lanes, and who is linked by the one that is chosen."""
    view, record, device = context.view, context.record, context.device

    rows, around = select(record, view), select(record, view.without("event", "since", "until"))
    screen = device.figure_screen(wide=True)
    line = scenes.line_scene(context, device.palette, screen, by=view.lanes)
    links = network_view.around_event(context, around.statements, view.event[0]) if len(view.event) == 1 else None
    figures, style = network(context, links.network if links else None)
    dated = rows.events["date"] != ""

    return Page(
        "timeline.html",
        dict(
            network=links,
            network_style=style,
            zooms=marks.zooms(context),
            line=line,
            undated=rows.undated,
            detail=lists.detail(context, rows),
            events=rows.events[dated].sort_values(["last", "first"]).to_dict("records"),
            undated_events=rows.events[~dated].to_dict("records"),
        ),
        {"timeline": Figure(line.figure, brush=brush(context)), **figures},
    )


if __name__ == "__main__":
    run(page)
