"""Names: people who may be one, and places that have other names; the machine asks, an editor decides."""

from esimder.exports import making
from esimder.server.streamlit_pages import run
from esimder.views import editing
from esimder.views.answer import Page
from esimder.views.context import Context


def page(context: Context) -> Page:
    """Groups of names that are alike, to be decided on."""
    return Page(
        "names.html",
        dict(
            groups=editing.alike(context),
            places=editing.places(context),
            download=making.address(context, "decisions"),
        ),
    )


if __name__ == "__main__":
    run(page)
