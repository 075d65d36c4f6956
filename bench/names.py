"""How long names take, `python -m bench.names`: the search over the shipped record and over 200,000 made-up names.

And the pairs of like names among 10,000 made-up people, of whom 200 are entered twice.
"""

import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd
from anyascii import anyascii

from esimder.i18n.language import language
from esimder.record import load, schema
from esimder.search import find
from esimder.search.duplicates import pairs
from esimder.spelling.match import Index

MANY = 200_000
PEOPLE, TWICE = 10_000, 200
ROUNDS = 3
QUERIES = (
    "Zhumayev",
    "Dschumajew",
    "Айгуль Акбердиева",
    "M. Zhakishev",
    "Sársenbaev Erjan",
    "Қасенов Нұрлан Тілеубекұлы",
    "Muchamedžanov Kuanyš",
    "Yerlan Sarsebin",
    "Nur-Sultan",
    "Нур",
    ";evftd",
    "nobody of that name",
)
ROOTS = tuple(
    "Ай Нұр Ер Бек Жан Гүл Сағ Мұ Әб Оң Қа Те Шы Ба То Сә Дә Жұ Кен Ал Мар Сұл Ғал Өте Іли Үсе Ор Ақ Кө".split()  # noqa: SIM905
)
MIDDLES = tuple(
    "дос лан бол дық ғазы мұрат сен тай ман ден бай кер гер хан ыр қожа дар шы жі құл лы мед тө рза ке".split()  # noqa: SIM905
)
GIVEN = ("бек", "жан", "гүл", "ия", "ат", "ым", "лан", "ша", "ан", "ер")
FAMILY = ("ов", "ев", "ова", "ева", "ин", "баев", "беков", "ғалиев", "ұлы", "баева", "бекова", "жанов", "ханов")


def made_up(many: int) -> list[tuple[str, list[str]]]:
    """So many people who do not exist, each with a name and every fifth with a patronymic; always the same ones."""
    luck = random.Random(2019)
    people = []
    for number in range(many):
        given = luck.choice(ROOTS) + luck.choice(MIDDLES) * luck.randint(0, 1) + luck.choice(GIVEN)
        family = luck.choice(ROOTS) + "".join(luck.choices(MIDDLES, k=luck.randint(1, 2))) + luck.choice(FAMILY)
        father = f" {luck.choice(ROOTS)}{luck.choice(GIVEN)}ұлы" if number % 5 == 0 else ""
        people.append((str(number), [f"{family} {given}{father}"]))
    return people


def timed(ask: Callable[[str], object], queries: Iterable[str]) -> list[float]:
    """Milliseconds of each query, one after another."""
    spent = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def entered_twice(record: load.Record) -> load.Record:
    """A record of made-up people of whom some are entered twice, the second time in Latin letters and turned round."""
    empty = {column.name: column.default for column in schema.TABLES["people"]}
    people = [{**empty, "person_id": one, "name_kk": names[0]} for one, names in made_up(PEOPLE)]
    again = random.Random(7).sample(people, TWICE)
    second = [
        {**empty, "person_id": f"{row['person_id']}b", "name_en": anyascii(" ".join(row["name_kk"].split()[1::-1]))}
        for row in again
    ]
    return replace(record, people=pd.DataFrame([*people, *second]), statements=record.statements.head(0))


def told(name: str, spent: list[float]) -> str:
    """One line of the table."""
    return f"{name:<44} median {statistics.median(spent):7.1f} ms   longest {max(spent):7.1f} ms"


def main() -> None:
    """One run of everything; the second and later rounds ask with another letter case, so that no answer is kept."""
    print(f"python {platform.python_version()} · cores {os.cpu_count()} · load {os.getloadavg()[0]:.1f}")
    asked = [query + " " * number for number in range(ROUNDS) for query in QUERIES]
    record, say = load.load(), language("en")
    start = time.perf_counter()
    find.hits(record, say, "warm")
    print(f"{'the shipped record: built in':<44} {(time.perf_counter() - start) * 1000:14.1f} ms")
    print(told("the shipped record: all groups", timed(lambda query: find.hits(record, say, query), asked)))
    start = time.perf_counter()
    index = Index(made_up(MANY))
    print(
        f"{f'{MANY:,} names, {len(index.words):,} words: built in':<44} {(time.perf_counter() - start) * 1000:14.1f} ms"
    )
    print(told(f"{MANY:,} names", timed(index.best, asked)))
    doubled = entered_twice(record)
    start = time.perf_counter()
    found = pairs(doubled)
    spent = (time.perf_counter() - start) * 1000
    met = sum(pair.group == "likely" and f"{pair.one}b" == pair.other for pair in found)
    likely = sum(pair.group == "likely" for pair in found)
    print(f"{f'{PEOPLE:,} people, {TWICE} entered twice: pairs':<44} {spent:14.1f} ms")
    print(f"{met} of {TWICE} found; {likely} likely pairs, {len(found) - likely} kept apart")


if __name__ == "__main__":
    main()
