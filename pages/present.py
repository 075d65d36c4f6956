"""A story step by step, for a room; without one, the list of stories and the reader's own draft."""

from esimder.query.selection import select
from esimder.server import records
from esimder.server.streamlit_pages import run
from esimder.stories import files as story_files
from esimder.stories import story as stories
from esimder.stories.slides import parse_ref, story_slides
from esimder.views.answer import Figure, Page, base_map_address
from esimder.views.context import Context
from esimder.views.lists import statements

# A view with more statements than this has to be narrowed before they are offered to cite.
OFFERED = 80


def page(context: Context) -> Page:
    """The slides of the story that the address names, or the list of stories."""
    say, record = context.say, context.record

    shelf = story_files.load(records.folder(), record)
    draft, faults = story_files.drafted(context.posted, record)
    ref = parse_ref(context.query)
    story = draft if ref.story == stories.DRAFT else shelf.stories.get(ref.story)
    address = ref.address(say.code)

    if not story or not story.steps:
        return Page(
            "story.html",
            dict(
                shelf=shelf,
                draft=draft,
                faults=faults,
                address=address,
                citable=lambda step: statements(context, select(record, step.view))[:OFFERED],
            ),
            data=dict(present=story_files.files(shelf, draft)),
            left_out=tuple(pair for pair in context.left_out if pair not in ref.valid),
        )

    screen = context.device.stage_screen()
    slides = story_slides(story, record, say, context.device.palette, screen)
    base = base_map_address(context, screen)
    step = min(ref.step, len(slides))

    return Page(
        "present.html",
        dict(story=story, slides=slides, step=step, address=address),
        {
            str(slide.number): Figure(slide.scene.figure, base if slide.scene.kind == "map" else "")
            for slide in slides
            if slide.scene.figure
        },
        heading=f"{slides[step - 1].heading} · {story.title[say.code]}",
    )


if __name__ == "__main__":
    run(page)
