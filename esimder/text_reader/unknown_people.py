"""People whom the record does not know, by the look of their names: patterns for the source reader's drafts.

Two words in capitals are a person if the second ends like a surname, or if the first is a given name: one that the
record has, or one of these. What is missed costs less here than what is made up.
"""

from collections.abc import Iterable

from esimder.text_reader.inflection import LOWER, UPPER, one_of, written

# fmt: off
_COMMON = (
    "Абай", "Айбек", "Айгерім", "Айгерим", "Айгуль", "Айгүл", "Айдар", "Айдос", "Айжан", "Айнұр", "Айнур",
    "Ақмарал", "Алия", "Әлия", "Алмас", "Алтынай", "Аман", "Анар", "Арай", "Арман", "Арыстан", "Асқар", "Аскар",
    "Асхат", "Әсем", "Ақан", "Баян", "Бақыт", "Бакыт", "Батыр", "Бауыржан", "Бауржан", "Берік", "Берик",
    "Болат", "Ғалым", "Галым", "Гүлжан", "Гүлмира", "Гульмира", "Гульнара", "Дана", "Данияр", "Дәулет",
    "Даулет", "Дәурен", "Даурен", "Динара", "Дина", "Дархан", "Ерболат", "Ерлан", "Ермек", "Ержан", "Жанна",
    "Жанар", "Жандос", "Жасұлан", "Жомарт", "Заңғар", "Зарина", "Зәуре", "Заура", "Қайрат", "Кайрат", "Қанат",
    "Канат", "Құралай", "Лаура", "Ләззат", "Лязат", "Мадина", "Мәдина", "Марат", "Маржан", "Мейрам", "Мұрат",
    "Мурат", "Нұрлан", "Нурлан", "Нұржан", "Нуржан", "Олжас", "Оралбек", "Рүстем", "Рустем", "Сәуле", "Сауле",
    "Самат", "Сержан", "Серік", "Серик", "Талғат", "Талгат", "Тимур", "Төлеген", "Толеген", "Ұлан", "Фарида",
    "Шынар", "Шолпан", "Ырысбек", "Александр", "Алексей", "Анатолий", "Андрей", "Анна", "Антон", "Борис",
    "Вадим", "Валентина", "Василий", "Вера", "Виктор", "Виктория", "Владимир", "Галина", "Георгий", "Денис",
    "Дмитрий", "Евгений", "Екатерина", "Иван", "Игорь", "Ирина", "Константин", "Любовь", "Людмила", "Маргарита",
    "Мария", "Марина", "Михаил", "Надежда", "Наталья", "Николай", "Олег", "Ольга", "Павел", "Пётр", "Роман",
    "Сергей", "Степан", "Татьяна", "Юлия", "Юрий", "Яна", "Alexander", "Andrew", "Anna", "Anne", "David",
    "Daniel", "Elena", "George", "Helen", "James", "John", "Julia", "Maria", "Mark", "Martin", "Mary",
    "Michael", "Paul", "Peter", "Robert", "Sarah", "Thomas", "William", "Aidar", "Aigerim", "Askar", "Asel",
    "Bolat", "Dana", "Dauren", "Erlan", "Yerlan", "Gulnara", "Marat", "Murat", "Nurlan", "Olzhas", "Serik",
    "Timur", "Zhanar",
)
# fmt: on
# Words before a surname that are no given name, though written with a capital.
_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Judge|President|Minister|Lawyer|Activist|Journalist|MEP|The|And|On|In|For|"
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Господин|Госпожа|Президент|Судья"
)

WORD = f"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
_SURE = "(?:[оеё]ва?|ұлы|қызы|улы|кызы|[oe]va?|uly|kyzy)"
# A Kazakh ending falls off a draft; a Russian one stays, because it does not tell a man's name from a woman's.
_KAZAKH = "(?:[нтд][ыі]ң?|[гғкқн][ае]|[дтн][ае]н|[дт][ае](?:[гғ][ыі])?|[мбп]ен|['’]s)?"
SURNAME = f"([{UPPER}][{LOWER}]+{_SURE}(?:ой|ою|ом|ым|ых|[уаые])?){_KAZAKH}(?![{LOWER}])"


def _stem(name: str) -> str:
    """A given name without the vowel that Russian bends, where enough is left."""
    return written(name[:-1] if len(name) > 4 and name[-1] in "аяйь" else name)


def patterns(given: Iterable[str]) -> dict[str, str]:
    """What the reader needs to see strangers; `given` are the given names of the record. Letter case counts in all.

    `given` and `title` test a word; `before` finds the capitalised word or initial that ends a text, `after`
    the one that begins it, `start` whether a text ends where a sentence may begin. In the others group 1 is
    what stands before, groups 2 and 3 the two parts of the name: `named` first name and surname, `initial` an
    initial and a surname, `called` a given name and any word in capitals, `reverse` surname and given name.
    """
    names = one_of(_stem(name) for name in [*given, *_COMMON])
    edge = f"(^|[^{UPPER}{LOWER}-])"
    return {
        "given": f"^(?:{names})[{LOWER}]{{0,3}}$",
        "title": f"^(?:{_TITLES})$",
        "before": rf"({WORD}|[{UPPER}]\.)\s*$",
        "after": rf"^\s+({WORD})",
        "named": rf"{edge}({WORD})\s+(?:[{UPPER}][{LOWER}]+(?:вич|вн|ұлы|қызы)[{LOWER}]*\s+)?{SURNAME}",
        "initial": rf"{edge}([{UPPER}]\.\s?(?:[{UPPER}]\.\s?)?){SURNAME}",
        "called": rf"{edge}((?:{names})[{LOWER}]{{0,2}})\s+({WORD})",
        "reverse": rf"{edge}{SURNAME}\s+((?:{names})[{LOWER}]{{0,2}})(?![{LOWER}])",
        "start": r'(?:^|[.!?…:;«»"“”„(])\s*[–—-]?\s*$',
    }
