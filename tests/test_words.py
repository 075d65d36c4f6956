"""What an editor would strike out: turns that no newspaper prints, words stronger than the source, unsourced facts."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from esimder.i18n.language import catalogue
from esimder.record import load
from esimder.record.schema import LANGUAGES
from tests.record import ARTICLE, shipped

STORY = load.SHIPPED / "stories" / "aktau-2019.toml"
TABLES = ("sources", "places", "people", "events", "statements")
# Things that lie or happen do not "stand"; a claim is "according to" somebody; nobody "is told of".
STRUCK = {
    "en": r"\bstands?\b(?! for\b| here for\b)|\bBy [^.,]{1,40}[’']s (?:own )?account\b|\b(?:is|are) told of\b"
    r"|\bvoices?\b|\bopening of the stored copy\b|\badvocacy bod",
    "ru": r"\bпо списку\b|\bСИЗО СИ|\bстоит на странице\b|\bсамо(?:го|му)? себе ничего",
    "kk": r"\bЕуропарламент|\bЕуропалық одақ|\bбақылаушы|\bбас прокурор|\bұлтаралық араздық",
}


def texts(code: str) -> Iterator[tuple[str, str]]:
    """Every text in one language that a reader of the shipped record may see, by where it stands."""
    for message in catalogue(code):
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        yield from ((str(message.id), str(form)) for form in forms if message.id)
    for table in TABLES:
        frame = getattr(shipped(), table)
        for name in [one for one in frame.columns if one.endswith(f"_{code}") and not one.startswith("name")]:
            yield from zip(frame[frame.columns[0]] + f".{name}", frame[name], strict=True)
    for path in (load.SHIPPED / "record.toml", STORY):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in (said, *said.get("changes", ()), *said.get("steps", ())):
            yield from ((f"{path.name}: {name}", row[name]) for name in row if name.endswith(f"_{code}"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_has_a_turn_that_an_editor_would_strike_out(code: str) -> None:
    struck = re.compile(STRUCK[code], re.IGNORECASE if code != "kk" else 0)
    assert [(where, text) for where, text in texts(code) if struck.search(text)] == []


def test_a_custody_statement_of_the_article_is_nobodys_but_the_articles() -> None:
    rows = shipped().statements
    held = rows[(rows["source_id"] == ARTICLE) & (rows["value"] == "in_custody")]
    assert len(held) == 6 and set(held["speaker_id"]) == {""}
    asked = rows[(rows["source_id"] == ARTICLE) & (rows["value"] == "release_demanded")]
    assert set(asked["speaker_id"]) == {"european-parliament"}


def test_nobody_whom_a_page_leaves_unnamed_is_named_by_the_record() -> None:
    told = shipped().statements
    named = told[(told["person_id"] != "") & told["inferred_en"].str.contains("names nobody")]
    assert list(named["statement_id"]) == []


def test_who_was_sentenced_is_not_said_to_be_held_before_a_verdict() -> None:
    rows = shipped().statements
    served = rows[rows["value"] == "imprisoned"]
    assert len(served) > 20 and not served["text_ru"].str.contains("под стражей").any()


@pytest.mark.parametrize("person", shipped().people.query("occupation_en != ''")["person_id"])
def test_an_occupation_rests_on_a_statement(person: str) -> None:
    told = shipped().statements[shipped().statements["person_id"] == person]
    occupation = shipped().people.set_index("person_id").loc[person, "occupation_en"]
    words = {word for word in re.findall(r"\w{5,}", occupation.lower()) if word != "former"}
    said = " ".join(told["text_en"]).lower()
    assert set(told["value"]) & {"office", "counsel"} or any(word in said for word in words)


def test_an_event_names_nobody_of_whom_no_statement_speaks() -> None:
    """Whoever has no row of the record is in no summary: a reader could ask no source for them."""
    assert not shipped().events["summary_en"].str.contains("Omirov").any()
    columns = (("people", "name_en"), ("statements", "text_en"), ("places", "name_en"), ("sources", "called_en"))
    known = " ".join(" ".join(getattr(shipped(), table)[name]) for table, name in columns)
    strangers = {
        (row["event_id"], name)
        for row in shipped().events.to_dict("records")
        for name in re.findall(r"(?<![.:] )(?<!^)\b[A-ZŚ][\wę’-]+", row["summary_en"])
        if name not in known and name.rstrip("s’") not in known
    }
    assert {name for _, name in strangers} <= ALLOWED, strangers


# Words with a capital that are no name of a person.
ALLOWED = {"MEP", "P8_TA", "Magnitsky", "Trade"}
