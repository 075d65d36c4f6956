"""What a reader of a picture must know and cannot ask it: what its signs mean, and what it does not show."""

from esimder.query import counts
from esimder.query.selection import Selection
from esimder.views.context import Context
from esimder.views.scenes import LineScene, MapScene


def of_map(context: Context, scene: MapScene) -> list[str]:
    """On the map: what its lines and tags are, what it counts, and how much of that it has no place for."""
    say, view = context.say, context.view
    return [
        *([f"{say('map.flows')}."] if scene.flows else []),
        *([say("map.regions_note")] if scene.regions else []),
        *([say("note.places.people")] if view.count == "people" else []),
        *([say(f"map.left.{view.count}", n=scene.left)] if scene.left else []),
        *([say("note.places.grey")] if view.filtered else []),
    ]


def of_line(context: Context, rows: Selection, scene: LineScene, by: str, signs: bool = True) -> list[str]:
    """On the timeline: what its `signs` are where no key explains them, its strip, its pale bars, and which events it
    does not draw."""
    say, undated = context.say, int((rows.events["date"] == "").sum())
    most = max(counts.by_quarter(rows).values(), default=0)
    return [
        *([say("note.line.signs")] if signs else []),
        *([say("timeline.pale")] if by == "person" else []),
        *([say("note.line.whole")] if by == "person" and context.view.filtered else []),
        *([say("note.line.strip", n=most)] if most else []),
        *([say("chart.undated", n=undated)] if undated else []),
        *([say("note.line.outside", n=len(scene.outside))] if scene.outside else []),
    ]


def of_life(context: Context) -> list[str]:
    """On a life-line: what is thin and pale, and that no filter touches it."""
    other = context.view.without("person").filtered
    return [context.say("timeline.pale"), *([context.say("note.line.whole")] if other else [])]
