"""Names: people who may be one, and places that have other names; the machine asks, an editor decides."""

from esimder import editing, export, ui

frame = ui.open_page("names")

ui.show(
    frame,
    "names.html",
    groups=editing.alike(frame),
    places=editing.places(frame),
    download=export.address(frame, "decisions.csv"),
)
