"""A story in front of a room, step by step; without one, the stories that there are and the reader's own draft."""

from dataclasses import replace

from esimder import served, stage, stories, ui, visit
from esimder.chosen import chosen
from esimder.lists import statements

# A view with more statements than this has to be narrowed before they are offered to cite.
OFFERED = 80

frame = ui.open_page("present")
say, record = frame.say, frame.record

shelf = stories.load(served.folder(), record)
draft, faults = stories.drafted(visit.posted(), record)
at = stage.place(visit.query())
story = draft if at.story == stories.DRAFT else shelf.stories.get(at.story)
address = at.address(say.code)

if story and story.steps:
    slides = stage.slides(story, record, say, ui.palette(), ui.large())
    ground = ui.ground(frame, drawn=ui.large())
    ui.show(
        frame,
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
    told = tuple(pair for pair in frame.left_out if pair not in at.known)
    ui.show(
        replace(frame, left_out=told),
        "story.html",
        shelf=shelf,
        draft=draft,
        faults=faults,
        address=address,
        citable=lambda step: statements(frame, chosen(record, step.view))[:OFFERED],
        present=stories.files(shelf, draft),
    )
