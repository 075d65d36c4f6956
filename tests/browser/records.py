"""Records that no honest person writes: one full of markup, one full of faults."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from esimder.record.load import SHIPPED
from esimder.record.schema import LANGUAGES, TABLES

EVIL = "http://evil.example"
# Every way to be read as code that some part of the page knows. Each must be shown letter by letter.
PIECES = (
    f"<img src={EVIL}/i onerror=document.title=1>",
    f"<script>fetch('{EVIL}/s')</script>",
    f'<span style="background:url({EVIL}/c)">x</span>',
    f"![picture]({EVIL}/m.png)",
    f"[link]({EVIL}/l) **bold**",
    ":red[red] :material/home: :smile:",
    "$\\frac{1}{2}$",
    f"<b>bold</b><br><a href='{EVIL}/a'>a</a>",
    "%{x} {0} {n} {{ 7*7 }} {% raw %}",
    "</div></script><!-- &amp; &lt;",
    "=HYPERLINK(1)",
    "Ұзын" * 60,
)
Change = Callable[[str, int, dict[str, str]], None]
# Texts that other columns are compared with, and so stay as they are.
KEPT = {"country", "region", "family"}


def _copy(folder: Path, change: Change) -> Path:
    """The shipped record in another folder, every row changed by `change(table, number, row)`."""
    shutil.copy(SHIPPED / "record.toml", folder)
    for table in TABLES:
        with (SHIPPED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, names = list(reader), list(reader.fieldnames or ())
        for number, row in enumerate(rows):
            change(table, number, row)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _poison(table: str, number: int, row: dict[str, str]) -> None:
    """Put an attempt in place of every text; in three languages the same, so that it is known where to look."""
    piece = PIECES[number % len(PIECES)]
    for column in TABLES[table]:
        if column.name not in row or column.name in KEPT:
            continue
        if column.type in ("text", "list", "locator"):
            row[column.name] = piece
        elif column.type == "names" and row[column.name]:
            row[column.name] = f"2019-03-23/2022-09-18 = {'; '.join([piece.replace(';', ',')] * len(LANGUAGES))}"
        elif column.type == "url" and row[column.name]:
            row[column.name] = "https://evil.example/'onmouseover='alert(1)"


def hostile(folder: Path) -> Path:
    """The shipped record with an attempt in place of every text."""
    return _copy(folder, _poison)


FAULTS = (
    ("sources", 0, "url", "javascript:alert(1)"),
    ("places", 1, "lat", f"<img src={EVIL}/lat>"),
    ("events", 2, "date", "8 April 2019"),
    ("statements", 3, "source_id", "nobody-knows"),
)


def _spoil(table: str, number: int, row: dict[str, str]) -> None:
    for where, line, column, value in FAULTS:
        if (where, line) == (table, number):
            row[column] = value


def broken(folder: Path) -> Path:
    """The shipped record with FAULTS in it."""
    return _copy(folder, _spoil)
