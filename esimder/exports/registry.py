"""Every kind of file that a view can be taken away as: those of the menu in its order, and those that a page links."""

from esimder.exports import csv_files
from esimder.exports.brief import brief
from esimder.exports.making import Format
from esimder.exports.pictures import pictures
from esimder.exports.single import single
from esimder.exports.slides import slides
from esimder.exports.tables import bundle, followthemoney, geojson, jsonld, package, workbook

GROUPS: dict[str, tuple[Format, ...]] = {
    "room": (brief.FORMAT, slides.FORMAT, *pictures.FORMATS),
    "share": (single.FORMAT,),
    "data": (
        workbook.FORMAT,
        bundle.FORMAT,
        package.FORMAT,
        jsonld.FORMAT,
        geojson.FORMAT,
        followthemoney.FORMAT,
    ),
}
FORMATS: dict[str, Format] = {one.code: one for group in GROUPS.values() for one in group}
LINKED: dict[str, Format] = {kind.code: kind for kind in csv_files.FORMATS}
