"""The slides as another program finds them in the file: whole, legible, with the numbers of the screen and sources."""

import io
import re
import zipfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from esimder.exports.slides import people
from esimder.exports.slides.layouts import (
    BOTTOM,
    EMU,
    FOOTER,
    HEIGHT,
    LAYOUTS,
    LOCALES,
    MARGIN,
    WIDTH,
)
from esimder.figures.labels import Box
from esimder.query import counts
from esimder.query.selection import select
from esimder.record import load
from esimder.record.schema import LANGUAGES
from esimder.views.provenance import imprint
from tests.boxes import meet
from tests.once import ORIGIN
from tests.record import context, folder, hiding, shipped
from tests.slide_file import VIEWS, deck, decks, drawn, found, seen, strange, words

TRICKY = '<b>&"=1+1\x07\x0b\u2028\u202e{n} ]]> </a:t>'


# The file


def test_every_part_has_a_type_and_every_relation_leads_to_a_part() -> None:
    for file in decks():
        assert file.zip.testzip() is None
        assert len(file.zip.namelist()) == len(file.parts)
        types = file.xml("[Content_Types].xml")
        named = {one.get("PartName", "").lstrip("/") for one in found(types, "types:Override")}
        endings = {one.get("Extension") for one in found(types, "types:Default")}
        for name in set(file.parts) - {"[Content_Types].xml"}:
            assert name in named or name.rpartition(".")[2] in endings, name
            for kind, target, outside in file.relations(name).values():
                assert kind == "hyperlink" if outside else target in file.parts, target
        assert named <= set(file.parts)


def test_no_id_stands_twice() -> None:
    for file in decks():
        for slide in file.slides:
            ids = [one.get("id") for one in found(file.xml(slide), ".//p:cNvPr")]
            assert len(ids) == len(set(ids)), slide
        master, show = file.xml("ppt/slideMasters/slideMaster1.xml"), file.xml("ppt/presentation.xml")
        ids = [one.get("id") for one in (*found(master, ".//p:sldLayoutId"), *found(show, ".//p:sldMasterId"))]
        assert len(ids) == len(set(ids)) == len(LAYOUTS) + 1
        assert len({one.get("id") for one in found(show, ".//p:sldId")}) == len(file.slides)


def test_the_numbers_of_axes_are_not_negative() -> None:
    for slide in seen()[2].slides:
        for kind, target, _ in seen()[2].relations(slide).values():
            if kind == "chart":
                axes = found(seen()[2].xml(target), ".//c:axId")
                assert len(axes) == 4 and all(int(one.get("val", "-1")) > 0 for one in axes)


def test_what_is_linked_outside_is_a_source_or_the_living_view() -> None:
    of, _, file = seen()
    known = set(of.record.sources["url"]) | set(of.record.sources["archive_url"])
    for slide in file.slides:
        for kind, target, outside in file.relations(slide).values():
            if outside:
                assert kind == "hyperlink" and target.startswith(("http://", "https://"))
                assert target in known or target.startswith(ORIGIN), target


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_says_what_it_is(code: str) -> None:
    of, _, file = seen(code=code)
    about, core = imprint(of, ORIGIN), file.parts["docProps/core.xml"].decode()
    for told in (about.title, about.question, about.version, about.link.partition("?")[0], of.say.day(about.as_of)):
        assert told in core
    assert f"<dc:language>{code}</dc:language>" in core


# Each slide


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_slide_has_a_title_first_and_notes_a_source_line_the_day_and_its_number(code: str) -> None:
    of, _, file = seen(code=code)
    about = imprint(of, ORIGIN)
    for number, slide in enumerate(file.slides, start=1):
        shapes = file.shapes(slide)
        assert shapes[0].role in ("title", "ctrTitle") and file.title(slide).strip()
        assert [shape.role for shape in shapes[-3:]] == list(FOOTER)
        assert file.role(slide, "ftr").strip() and "\n" not in file.role(slide, "ftr")
        assert of.say.day(about.as_of) in file.role(slide, "dt")
        assert file.role(slide, "sldNum") == str(number)
        assert file.notes(slide).strip()


def test_no_two_slides_have_the_same_title() -> None:
    for file in decks():
        titles = [file.title(slide) for slide in file.slides]
        assert len(titles) == len(set(titles))


def test_every_picture_chart_and_table_has_words_for_who_does_not_see_it() -> None:
    for file in decks():
        for slide in file.slides:
            for shape in drawn(file, slide):
                assert shape.name and len(shape.alt) > 10, (file.title(slide), shape.kind)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_says_its_language(code: str) -> None:
    of, _, file = seen(code=code)
    printed = of.record.sources["language"].map(lambda one: LOCALES.get(one, one))
    own = {LOCALES[code], LOCALES["kk"], LOCALES["ru"], *printed}
    for slide in file.slides:
        said = Counter(one.get("lang") for one in found(file.xml(slide), ".//a:r/a:rPr"))
        assert set(said) <= own and said[LOCALES[code]] > 0
        assert said.total() == len(found(file.xml(slide), ".//a:r"))


def test_an_original_name_says_its_own_language() -> None:
    of, _, file = seen()
    said = {
        run.findtext("{*}t"): found(run, "a:rPr")[0].get("lang")
        for slide in file.slides
        for run in found(file.xml(slide), ".//a:tbl//a:r")
    }
    for one, locale in (("zhumaev", "kk-KZ"), ("kharkova", "ru-RU"), ("ward", "en-GB")):
        name = of.directory.original(one) or of.directory.person(one)
        assert said.get(name) == locale, one


@pytest.mark.parametrize("file", [*VIEWS, "long words", "one long word"])
def test_nothing_runs_over_an_edge_or_over_another(file: str) -> None:
    texts = {"long words": "Ұзын сөз " * 300, "one long word": "W" * 2000}
    read = strange(texts[file]) if file in texts else seen(file)[2]
    for slide in read.slides:
        boxes = []
        for shape in drawn(read, slide):
            assert shape.box
            x, y, wide, high = (one / EMU for one in shape.box)
            if shape.kind == "table":
                high = sum(int(row.get("h", 0)) for row in found(shape.element, ".//a:tr")) / EMU
                assert wide == pytest.approx(
                    sum(int(one.get("w", 0)) for one in found(shape.element, ".//a:gridCol")) / EMU, abs=0.1
                )
            assert x >= MARGIN - 0.1 and x + wide <= WIDTH - MARGIN + 0.1, read.title(slide)
            assert y + high <= BOTTOM + 0.1 < HEIGHT, read.title(slide)
            assert wide > 0 and high > 0
            boxes.append(Box(x, y, x + wide, y + high))
        assert not any(meet(one, other) for one, other in combinations(boxes, 2)), read.title(slide)


def test_a_picture_keeps_its_shape() -> None:
    _, _, file = seen("two people")
    pictures = [(slide, shape) for slide in file.slides for shape in drawn(file, slide) if shape.kind == "picture"]
    assert len(pictures) == 4  # map, timeline, two life-lines
    for slide, shape in pictures:
        (blip,) = found(shape.element, ".//a:blip")
        (key,) = (value for name, value in blip.attrib.items() if name.endswith("embed"))
        png = file.parts[file.relations(slide)[key][1]]
        wide, high = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
        assert shape.box and shape.box[2] / shape.box[3] == pytest.approx(wide / high, rel=0.01)
        assert wide / (shape.box[2] / EMU / 72) > 200, "sharp: 200 pixels to the inch at least"
        assert not found(shape.element, ".//a:srcRect[@l]")


# Strange words, no words, other records


def test_words_that_look_like_markup_arrive_letter_by_letter() -> None:
    file = strange(TRICKY)
    shown = "\n".join(words(file.xml(slide)) for slide in file.slides)
    assert '<b>&"=1+1 {n} ]]> </a:t>' in re.sub(r"\s+", " ", shown)
    assert not re.search("[\x07\x0b\u2028\u202e]", shown)
    for name, part in file.parts.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(part)) as book:
                assert b"<f>" not in b"".join(map(book.read, book.namelist()))


def test_a_text_too_long_for_a_slide_ends_in_an_ellipsis_and_stands_whole_in_the_notes() -> None:
    text = ("Ұзын сөз " * 300).strip()
    file = strange("Ұзын сөз " * 300)
    (slide,) = file.titled("1 person in custody")
    ((_, (name, *_)),) = file.tables(slide)
    assert name.endswith("…") and len(name) < 400
    assert text in file.notes(slide)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_view_that_holds_nothing_says_so(code: str) -> None:
    of, _, file = seen("nothing", code)
    assert file.titled(of.say("empty.title")) == [file.slides[1]]
    assert len(file.slides) == 4 and not any(drawn(file, slide) for slide in file.slides)
    assert "zzzzzz" in file.role(file.slides[0], "subTitle")


def test_a_record_without_settings_has_slides_too(tmp_path: Path) -> None:
    (folder(tmp_path) / "record.toml").unlink()
    of = context(code="kk", record=load.load(tmp_path))
    file = deck(of)
    assert file.title(file.slides[0]) == of.say("name")
    assert of.say("imprint.no_licence") in file.role(file.slides[0], "subTitle")


def test_a_restricted_person_is_nowhere_in_the_file(tmp_path: Path) -> None:
    asked: dict[str, Any] = {"event": ("ep-resolution",)}
    name, other = (context().directory.person(one).encode() for one in ("bokaev", "erimbetov"))
    seen, unseen = (
        b"\n".join(deck(context(record=record, **asked)).parts.values())
        for record in (shipped(), load.load(folder(tmp_path, hiding("bokaev"))))
    )
    assert name in seen and other in unseen
    assert name not in unseen and b"bokaev" not in unseen.lower()


def test_a_list_too_long_for_slides_counts_all_and_leads_to_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST", 3)
    of = context()
    file = deck(of)
    held = counts.totals(select(of.record, of.view))["detained"]
    (slide,) = file.titled(of.say("detained.title", n=held, day=of.say.day(of.directory.as_of)))
    ((_, *rows),) = file.tables(slide)
    assert len(rows) == 3 < held
    assert of.say("slides.more", n=held - 3, link=imprint(of, ORIGIN).link) in file.role(slide, "body")
