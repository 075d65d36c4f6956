"""Whom the search finds first, over a set of names that others wrote: `python -m tests.naming tuning` prints the table.

The set `frozen` is not for tuning: whoever changes a rule looks at `tuning` alone, and never at the rows of `frozen`.
"""

import csv
import random
import sys
from collections import Counter
from pathlib import Path

from esimder.spelling.match import Index, score
from tests.record import shipped

SETS = Path(__file__).parent / "names"
_GIVEN = (
    "Аслан Болат Дана Ерболат Жанна Зарина Қайрат Ләйла Марат Нұрия Олжас Перизат Рүстем Салтанат Тимур Фарида Шолпан "
    "Ілияс Ботагөз Нұрлыбек Ержан Айгерім Серік Жанболат Дәурен"
)
_FAMILY = (
    "Ахметов Сәрсенов Қасымов Жүнісов Мұхамедов Баймұратов Өтегенов Ибрагимов Тоқтаров Сейтқалиев Жақсылық Нұрланов "
    "Абдрахманов Байғазин Үсенов Шәріпов Ілиясов Қожахметов Юсупов Ким Сәрсенбаев Рахимов"
)
STRANGERS = 100

Names = list[tuple[str, list[str]]]


def rows(name: str) -> list[dict[str, str]]:
    """The queries of a set, each with the person that it means."""
    with (SETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own(asked: list[dict[str, str]]) -> Names:
    """The people of a set, each in the record form alone."""
    return [(one, [name]) for one, name in {row["person_id"]: row["name"] for row in asked}.items()]


def crowd(people: Names) -> Names:
    """These people among all those of the shipped record and a hundred made-up ones, none a namesake."""
    luck = random.Random(4)
    record = shipped().people
    forms = record[["name_kk", "name_ru", "name_en"]].to_numpy().tolist()
    aliases = [[name for name in cell.split("|") if name] for cell in record["aliases"]]
    known = [
        (f"record:{one}", [*three, *also]) for one, three, also in zip(record["person_id"], forms, aliases, strict=True)
    ]
    strangers: Names = []
    while len(strangers) < STRANGERS:
        name = f"{luck.choice(_GIVEN.split())} {luck.choice(_FAMILY.split())}"
        if not any(score(name, other) > 99 for _, (other,) in people):
            strangers.append((f"stranger:{len(strangers)}", [name]))
    return [*known, *strangers, *people]


def counted(asked: list[dict[str, str]], people: Names) -> dict[str, Counter[str]]:
    """By kind of query: how many were asked, found first, led to another person first, or found nobody."""
    index = Index(people)
    found: dict[str, Counter[str]] = {}
    for row in asked:
        best = index.best(row["query"], 1)
        what = "nobody" if not best else "right" if best[0].id == row["person_id"] else "wrong"
        for kind in (row["kind"], "all"):
            found.setdefault(kind, Counter()).update(("asked", what))
    return dict(sorted(found.items(), key=lambda item: (item[0] == "all", item[0])))


def table(found: dict[str, Counter[str]]) -> str:
    """The counts as a Markdown table."""
    lines = ["| kind | queries | right first | wrong first | nobody |", "|---|---:|---:|---:|---:|"]
    for kind, count in found.items():
        share = [f"{count[what]} ({100 * count[what] / count['asked']:.1f} %)" for what in ("right", "wrong")]
        lines.append(f"| {kind} | {count['asked']} | {share[0]} | {share[1]} | {count['nobody']} |")
    return "\n".join(lines)


def main(name: str) -> str:
    """The tables of one set: its own people alone, then in the crowd."""
    asked = rows(name)
    people = own(asked)
    return "\n\n".join(
        f"{title}, {len(some)} in the index:\n\n{table(counted(asked, some))}"
        for title, some in (("Its own people alone", people), ("In the crowd", crowd(people)))
    )


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]) + "\n")
