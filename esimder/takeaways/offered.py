"""Every kind of file that a view can be taken away as, in the order in which they are offered."""

from esimder.takeaways import (
    brief,
    bundle,
    entities,
    geojson,
    linked,
    package,
    pictures,
    single,
    slides,
    workbook,
)
from esimder.takeaways.making import Format

GROUPS: dict[str, tuple[Format, ...]] = {
    "room": (brief.FORMAT, slides.FORMAT, *pictures.FORMATS),
    "share": (single.FORMAT,),
    "data": (
        workbook.FORMAT,
        bundle.FORMAT,
        package.FORMAT,
        linked.FORMAT,
        geojson.FORMAT,
        entities.FORMAT,
    ),
}
FORMATS: dict[str, Format] = {one.code: one for group in GROUPS.values() for one in group}
