"""The slides of a whole view in words and tables: title, numbers, meetings, method; and the one of an empty view."""

from dataclasses import replace

from esimder.exports import prose
from esimder.exports.slides.layouts import INNER
from esimder.exports.slides.matter import MOST, Entry, Listing, Matter, listed, paragraphs, slide, source_line
from esimder.exports.slides.parts import Paragraph, SlideContent, TextRun, plain
from esimder.record.codes import PRESENT


def opening(matter: Matter) -> SlideContent:
    """The first slide: the record, the question, the day, the data, how to cite and where the living view is."""
    headed = dict(matter.about.lines)
    record, question = headed.pop("record"), headed.pop("question")
    subject = [(TextRun(f"{record.heading}: ", colour="quiet"), TextRun(record.words))] if matter.about.subject else []
    intro = matter.context.record.settings.intro[matter.context.say.code]
    lines: list[Paragraph] = [
        *subject,
        *paragraphs((intro,)),
        (TextRun(f"{question.heading}: ", colour="quiet"), TextRun(question.words, bold=True)),
    ]
    for code, (heading, words) in headed.items():
        href = matter.about.link if code == "link" else ""
        lines.append((TextRun(f"{heading}: ", colour="quiet"), TextRun(words, href=href)))
    notes = tuple(filter(None, (intro, *matter.about.sentences)))
    return SlideContent("title", matter.about.heading, tuple(lines), (), source_line(matter, ()), notes)


def nothing(matter: Matter) -> SlideContent:
    """The slide of a view that holds nothing."""
    say, rows = matter.context.say, matter.rows
    later = [say(f"later.{matter.context.view.basis}", n=rows.later, day=matter.day())] if rows.later else []
    lines = [matter.about.question, *later]
    title = say("empty.title")
    return slide(matter, "words", title, lines, (), ())


def numbers(matter: Matter) -> list[SlideContent]:
    """The headline numbers, each with its rule and, in the notes, what it leaves out."""
    say, behind = matter.context.say, tuple(matter.rows.statements["statement_id"])
    entries, left = [], []
    for number in prose.key_numbers(matter.context, matter.rows):
        value, noun = plain(number["value"], bold=True, colour="record", large=True), plain(number["noun"], bold=True)
        cells = (value, noun, plain(number["rule"]))
        entries.append(Entry(tuple(replace(cell, middle=True) for cell in cells), behind))
        if number["left_out"]:
            left_out = f"{say('number.left.title')} {'; '.join(number['left_out'])}."
            left.append(f"{number['value']} {number['noun']}. {left_out}")
    title, headings = say("brief.numbers"), (say("slides.number"), "", say("slides.counted"))
    return listed(
        matter, Listing(title, (100, 190, INNER - 290), headings, entries, notes=tuple(left), sizes=(17, 16, 15, 14))
    )


def meetings(matter: Matter) -> list[SlideContent]:
    """Who met whom: each meeting with its day, its place, and those whom a source puts there."""
    say, names, rows = matter.context.say, matter.context.directory, matter.rows
    present = rows.statements[rows.statements["value"].isin(PRESENT) & (rows.statements["person_id"] != "")]
    by_event = {str(event_id): statements for event_id, statements in present.groupby("event_id")}
    met = rows.events[(rows.events["kind"] == "meeting") & rows.events["event_id"].isin(by_event)]
    entries = []
    for row in met.sort_values(["first", "event_id"]).head(MOST).to_dict("records"):
        statements = by_event[row["event_id"]]
        people = ", ".join(names.person(person_id) for person_id in dict.fromkeys(statements["person_id"]))
        place = names.place(row["place_id"], row["date"]) if row["place_id"] else say("place.none")
        cells = (say.date(row["date"]), say.of(row, "title"), place, people)
        entries.append(Entry(tuple(map(plain, cells)), tuple(statements["statement_id"])))
    headings = tuple(say(key) for key in ("column.date", "column.event", "column.place", "slides.present"))
    widths, rule = (140, 220, 124, INNER - 484), (say("slides.meetings_rule"),)
    listing = Listing(say("slides.meetings"), widths, headings, entries, rule, more=len(met) - len(entries))
    return listed(matter, listing) if entries else []


def method(matter: Matter) -> list[SlideContent]:
    """How the record is made, what it cannot tell, and how to cite this view."""
    say, about = matter.context.say, matter.about
    lines = prose.method(matter.context, matter.rows, "full")
    cited = [f"{say('imprint.licence')}: {say('method.licence.text', licence=about.licence)}"] if about.licence else []
    cited.append(f"{say('imprint.citation')}: {about.citation}")
    live = (TextRun(f"{say('imprint.link')}: "), TextRun(about.live, href=about.link))
    title, foot = say("imprint.citation"), source_line(matter, ())
    return [
        slide(matter, "words", say("method.title"), lines, (), ()),
        SlideContent("words", title, (*paragraphs(cited), live), (), foot, (title, *cited, about.live)),
    ]
