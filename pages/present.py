"""A story in front of a room, step by step; without one, the stories that there are and the reader's own draft."""

from dataclasses import replace

from esimder.query.selection import select
from esimder.server import page_run, records, ui
from esimder.stories import slides as stage
from esimder.stories import story as stories
from esimder.views.lists import statements

# A view with more statements than this has to be narrowed before they are offered to cite.
OFFERED = 80

context = ui.open_page("present")
say, record = context.say, context.record

shelf = stories.load(records.folder(), record)
draft, faults = stories.drafted(page_run.posted(), record)
at = stage.place(page_run.query())
story = draft if at.story == stories.DRAFT else shelf.stories.get(at.story)
address = at.address(say.code)

if story and story.steps:
    slides = stage.slides(story, record, say, ui.palette(), ui.large())
    ground = ui.ground(context, drawn=ui.large())
    ui.show(
        context,
        "present.html",
        {
            str(one.number): ui.figure(one.scene.figure, base=ground if one.scene.kind == "map" else "")
            for one in slides
            if one.scene.figure
        },
        story=story,
        slides=slides,
        step=min(at.step, len(slides)),
        heading=" · ".join((slides[min(at.step, len(slides)) - 1].heading, story.title[say.code])),
        address=address,
    )
else:
    told = tuple(pair for pair in context.left_out if pair not in at.known)
    ui.show(
        replace(context, left_out=told),
        "story.html",
        shelf=shelf,
        draft=draft,
        faults=faults,
        address=address,
        citable=lambda step: statements(context, select(record, step.view))[:OFFERED],
        present=stories.files(shelf, draft),
    )
