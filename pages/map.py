"""The map: cities sized by what the reader counts, and what stands behind a place."""

from esimder.query.selection import select
from esimder.server.streamlit_pages import run
from esimder.views import lists, scenes
from esimder.views.answer import Page, map_figure, map_style
from esimder.views.context import Context


def page(context: Context) -> Page:
    """The map, and what is known of the chosen places."""
    view, record, device = context.view, context.record, context.device

    rows, around = select(record, view), select(record, view.without("place"))
    city_map = scenes.map_scene(context, device.palette, device.map_screen(wide=True))
    detail = lists.detail(context, rows)

    return Page(
        "map.html",
        dict(
            city_map=city_map,
            map_style=map_style(context, wide=True),
            detail=detail,
            nowhere=int((around.statements["at"] == "").sum()),
            people=lists.people(context, rows) if detail else [],
        ),
        {"map": map_figure(context, city_map.figure, wide=True)},
    )


if __name__ == "__main__":
    run(page)
