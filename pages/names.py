"""Names: people who may be one, and places that have other names; the machine asks, an editor decides."""

from esimder.exports import csv_files
from esimder.server import ui
from esimder.views import editing

context = ui.open_page("names")

ui.show(
    context,
    "names.html",
    groups=editing.alike(context),
    places=editing.places(context),
    download=csv_files.address(context, "decisions.csv"),
)
