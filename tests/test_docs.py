"""What the documents say is there is there."""

import re
from pathlib import Path

import pytest

import esimder
from tests.house import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob(".github/**/*.md"), *ROOT.glob("bench/*.md")])
ENDINGS = "py|md|toml|js|css|html|txt|svg|typ|sh|csv|yml|pptx|po"
NAMED = re.compile(rf"`((?:[A-Za-z][\w.-]*/)+[\w.-]*|[\w.-]+\.(?:{ENDINGS}))`")
LINKED = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
# Files that a record may hold, and those that the benchmark makes.
THEIRS = {
    "decisions.csv",
    "stories/",
    "record.toml",
    "latest.json",
    "latest.md",
    "bench/output/",
    "pages/By_year.py",
    "1_By_year.py",
}
STREAMLITS = {"index.html", "streamlit/static/index.html"}


def there(name: str, page: Path) -> bool:
    """Whether a file stands where the words put it: from the root, beside the page, or in the library."""
    return any((base / name).exists() for base in (ROOT, page.parent, ROOT / "esimder"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    names = {name for name in (*NAMED.findall(text), *LINKED.findall(text)) if "NAME" not in name} - THEIRS - STREAMLITS
    assert sorted(name for name in names if not there(name, page)) == []


def test_the_picture_of_the_architecture_shows_the_rooms_of_the_floor_plan() -> None:
    rooms = set(re.findall(r"^(\w+)  +\S", esimder.__doc__ or "", re.MULTILINE)) - {"paths"}
    drawn = re.findall(r'class="name"[^>]*>([^<]+)<', (ROOT / "docs/architecture.svg").read_text("utf-8"))
    assert rooms - set(drawn) == set(), "draw the new room, or strike out the old one"
