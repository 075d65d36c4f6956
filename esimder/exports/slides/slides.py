"""A view as slides: our own master, native tables and charts that can be edited, a source line and notes on each."""

from collections.abc import Mapping

from esimder.exports.making import Format, Steps
from esimder.exports.numbered import Numbered
from esimder.exports.pictures import pictures
from esimder.exports.pictures.outlines import outlined, png
from esimder.exports.slides.deck import deck
from esimder.exports.slides.figures import by_kind, by_state, by_time, on_the_map, over_time
from esimder.exports.slides.matter import Matter
from esimder.exports.slides.people import disputes, in_custody, others, portraits, statements
from esimder.exports.slides.sources import sources
from esimder.exports.slides.views import meetings, method, nothing, numbers, opening
from esimder.query import counts
from esimder.query.selection import select
from esimder.views.context import Context
from esimder.views.provenance import imprint

MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SHARP = 4  # pixels a px: some 270 to the inch on a printed slide
_PORTRAITS = 40


def _pixels(svg: str, sharp: int = _SHARP) -> bytes:
    return png(outlined(svg), sharp, {})


def _life(context: Context, one: str) -> bytes:
    """A life-line, which is drawn small to be enlarged over a whole slide."""
    return _pixels(pictures.life_svg(context, one, screen="tablet"), _SHARP + 1)


def _properties(matter: Matter) -> dict[str, str]:
    """What the file says of itself in its own properties."""
    about, say = matter.about, matter.context.say
    day = say("timeline.as_of", day=matter.day())
    return {
        "title": f"{about.heading}: {about.question}",
        "subject": f"{about.question}; {day}",
        "author": say("name"),
        "keywords": "; ".join((about.question, day, about.version, about.licence)),
        "comments": "; ".join(about.sentences),
        "language": say.code,
        "version": about.version,
        "identifier": about.live,
        "category": about.licence,
    }


def slides(context: Context, origin: str, choices: Mapping[str, str]) -> Steps:
    """Makes the slides of a view."""
    yield "step.slides.numbers"
    rows = select(context.record, context.view)
    matter = Matter(context, rows, imprint(context, origin), Numbered(context, rows))
    made = [opening(matter)]
    if not counts.totals(matter.rows)["statements"]:
        made.append(nothing(matter))
    elif matter.about.subject:
        yield "step.slides.pictures"
        [one] = context.view.person
        life, ground = _life(context, one), _pixels(pictures.map_svg(context, screen="tablet"))
        yield "step.slides.people"
        made += [*portraits(matter, {one: life}), *statements(matter), *disputes(matter)]
        made.append(on_the_map(matter, ground))
    else:
        made += [*numbers(matter), *meetings(matter)]
        yield "step.slides.pictures"
        made += [
            on_the_map(matter, _pixels(pictures.map_svg(context, screen="tablet"))),
            over_time(matter, _pixels(pictures.line_svg(context))),
        ]
        lives = {one: _life(context, one) for one in context.view.person[:_PORTRAITS]}
        yield "step.slides.people"
        made += [*by_time(matter), *by_kind(matter), *by_state(matter), *in_custody(matter), *others(matter)]
        made += [*portraits(matter, lives), *disputes(matter)]
    made += [*method(matter), *sources(matter)]
    day = context.say("timeline.as_of", day=matter.day())
    return (yield from deck(made, context.say.code, day, _properties(matter)))


FORMAT = Format("slides", "pptx", MEDIA, slides)
