"""Texts for the source reader, with what should be found in each marked by hand: `{as printed|id}`.

The sentences are exercises and claim nothing about anybody. `?` marks a person whom the record does not know, `@` a
date. They were written before the patterns; docs/READER.md tells what the first run found.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")

# The 25 name mentions of the article, each in the form that it prints, in a frame of our own; decoys between them.
FORMS = """\
1-жолда {Джулия Вордс|ward} пен {Антонио Станго|stango} деген екі есім тұр, ақтау үкімі туралы сөз жоқ.
2-жолда {Жанар Сүндетқалиева|sundetkalieva} мен {Гүлнара Жуаспаева|zhuaspaeva} жазылған.
3-жолда {Абловас Жұмаев|zhumaev} пен {Айгүл Ақбердиеваның|akberdieva}, {Әсет Әбішевтің|abishev-a} есімдері \
қатар келеді.
4-жол {Әсел Нұрғазиева|nurgazieva} деп басталады, 5-жол да сондай:
{Әсел Нұрғазиева|nurgazieva} "жол бітті" деп аяқталады.
6-жолдан {Сәния Тойкен|toiken} мен {Светлана Глушкованың|glushkova} аты оқылады, Сәния мен Светлана деген басқа \
сөздер емес.
7-жолда {Нұрбек Құшақбаевтың|kushakbaev}, {Әмин Елеусіновтің|yeleusinov}, {Лариса Харькованың|kharkova}, \
үтірден кейін - \
{Ардақ Әшім|ashim}, {Макс Боқаев|bokaev}, {Ескендір Ерімбетов|erimbetov}, {Елена Семенова|semenova}, \
{Абловас Жұмаевтың|zhumaev} \
есімдері бар.
8-жолда {Мұхтар Жәкішевті|dzhakishev}, {Макс Боқаевты|bokaev}, {Ескендір Ерімбетовті|erimbetov}, \
{Сәкен Түлбаевты|tulbaev}, \
{Махамбет Әбжанды|abzhan}, {Санат Бөкеновті|bukenov} дегендер тізілген.
"""

PARAGRAPHS = {
    "kk-1": """\
Бұл жаттығуда {Жұмаевтың|zhumaev} аты {Ақбердиевамен|akberdieva} қатар, ал {Құшақбаевқа|kushakbaev} жазылған сөйлем \
{Елеусіновтен|yeleusinov} кейін тұр. Жұмағали мен Жұмабек деген сөздер бұған жатпайды.
Оқырман хатты {Ақтаудан|aktau} {Қарағандыға|karaganda}, одан {Нұр-Сұлтандағы|astana} досына, кейін {Алматының|almaty} \
поштасына жолдайды. {2019 жылғы 12 мамырда|@2019-05-12} жазылған хатта {Марат Үлгібаевтың|?} қолы бар.
Ақтау үкімі емес, ақтау деген етістік кіші әріппен де жазылады; {Атырауда|atyrau} жаңбыр жауды, Атырау облысында \
жауған жоқ.
""",
    "kk-2": """\
Тізімде {Санат Бөкенов|bukenov} пен {Санат Нұрбековтің|nurbekov} аттары бірдей, фамилиялары бөлек. Санат дегеннің өзі \
ешкімді білдірмейді, Әбішевтің де қайсысы екені белгісіз.
{Кенжебек Әбішевке|abishev-k} келген хат {Ә. Әбішевке|abishev-a} емес, ал {Әсел Әбішевадан|?} келген хат \
екеуіне де емес.
{Алмат Жұмағұловпен|zhumagulov} бірге {Жәкішевтер|dzhakishev} деген сөз кездеседі; {Жұмағұлов|zhumagulov} \
{Алматыда|almaty} \
деген жолда қала бар.
{14 наурызда|@XXXX-03-14} {Страсбургтегі|strasbourg} {Еуропа парламентінің|european-parliament} хаты \
{Шымкентке|shymkent} жетті.
""",
    "kk-3": """\
{2011 жылғы|@2011} күнтізбеде {Жаңаөзеннің|zhanaozen} суреті бар. {Семейден|semey} {Ақтөбеге|aktobe} дейінгі \
жол ұзақ, астана \
деген сөз — кіші әріппен. {Астанаға|astana} хатты {Тойкеннен|toiken} бұрын {Светлана Глушковаға|glushkova} оқытты.
{Боқаевты|bokaev}, {Ерімбетовке|erimbetov}, {Түлбаевпен|tulbaev} деген үш сөз — септік жаттығуы. \
{Әбжан Махамбеттің|abzhan} \
аты фамилиясынан кейін тұр, ал {Дина Сынақованың|?} аты бұрын.
Аян болғаны — бұл сөйлемде кісі аты жоқ. {Азаттық радиосының|azattyq} хабары {ҚДТ-ның|dvk} аты аталған жерде үзілді.
""",
    "ru-1": """\
В этом упражнении фамилия {Джумаева|zhumaev} стоит в родительном падеже, а {Акбердиевой|akberdieva} — в \
дательном. {Гульнара Джумаева|?} и \
{Ирина Абишева|?} — вымышленные имена, Абишева без имени не узнать, Абишев тоже.
Письмо {Максу Бокаеву|bokaev} шло из {Караганды|karaganda} в {Актау|aktau}, потом в {Астане|astana} его читала \
{Ольга Примерова|?}. \
Несколько семей в письме не названы, нурсултановский склад и Нурсултан — не город, зато {Нур-Султаном|astana} \
он назван.
О {Мухтаре Джакишеве|dzhakishev} и о {Джакишеве|dzhakishev} — одно и то же; в настоящее время вопросов нет.
""",
    "ru-2": """\
{12 мая 2019 года|@2019-05-12} из {Казахстана|kazakhstan} в {Страсбург|strasbourg} ушла открытка, а в \
{апреле 2018 года|@2018-04} — другая. \
{Санату Букенову|bukenov} адресована первая, {Санату Нурбекову|nurbekov} — вторая, третья подписана \
«{А. Абишев|abishev-a}», \
четвёртая — «{К. Абишеву|abishev-k}».
{Жумагулов|zhumagulov} и {Джумаевым|zhumaev} — разные люди; с {Ларисой Харьковой|kharkova}, с \
{Еленой Семёновой|semenova} и с \
{Айгуль Акбердиевой|akberdieva} упражнение закончено. {Малику Кенжалиеву|kenzhaliev} и \
{Марчину Свенцицкому|swiecicki} — точка.
Карагандинский вокзал, павлодарская степь и актауский порт городами не считаются; {Павлодара|pavlodar} и \
{Семея|semey} на карте \
два. {Иван Образцов|?} и {Европейского парламента|european-parliament} тут для примера, {8 апреля|@XXXX-04-08} тоже.
""",
}

# What a person finds in the article: its line, the words in it that are names, places or dates, and whose they are.
# Names of unnamed groups ("members of Parliament") count as the body; of "Нұр-Сұлтан" only that it is the place's name.
ARTICLE = (
    (1, "8 сәуірде", "@XXXX-04-08"),
    (1, "Ақтауда", "aktau"),
    (1, "Европарламент", "european-parliament"),
    (1, "Джулия Вордс", "ward"),
    (1, "Италия адам құқықтары жөніндегі ассоциациясының", "fidu"),
    (1, "Антонио Станго", "stango"),
    (1, "Нұр-Сұлтан", "astana"),
    (1, "Алматы", "almaty"),
    (1, "Атырау", "atyrau"),
    (1, "Қарағандыдан", "karaganda"),
    (3, "Европарламент", "european-parliament"),
    (3, "Қазақстандағы", "kazakhstan"),
    (4, "Жанар Сүндетқалиева", "sundetkalieva"),
    (4, "Гүлнара Жуаспаева", "zhuaspaeva"),
    (4, "Нұр-Сұлтан", "astana"),
    (4, "Қазақстанның демократиялық таңдауы қозғалысының", "dvk"),
    (4, "Абловас Жұмаев", "zhumaev"),
    (4, "Айгүл Ақбердиеваның", "akberdieva"),
    (4, "Әсет Әбішевтің", "abishev-a"),
    (6, "Қазақстандағы адам құқықтары жөніндегі халықаралық бюроның", "kibhr"),
    (6, "Атыраудағы", "atyrau"),
    (6, "Әсел Нұрғазиева", "nurgazieva"),
    (6, "Қазақстанда", "kazakhstan"),
    (8, "Европарламент", "european-parliament"),
    (8, "2011 жылғы", "@2011"),
    (8, "Жаңаөзен", "zhanaozen"),
    (9, "Әсел Нұрғазиева", "nurgazieva"),
    (10, "Европарламент", "european-parliament"),
    (10, "Азаттық радиосы", "azattyq"),
    (10, "Настоящее время", "current-time"),
    (10, "Сәния Тойкен", "toiken"),
    (10, "Светлана Глушкованың", "glushkova"),
    (12, "Еуропа парламентінің", "european-parliament"),
    (12, "14 наурызда", "@XXXX-03-14"),
    (12, "Қазақстанды", "kazakhstan"),
    (13, "Қазақстан", "kazakhstan"),
    (16, "Нұрбек Құшақбаевтың", "kushakbaev"),
    (16, "Әмин Елеусіновтің", "yeleusinov"),
    (16, "Лариса Харькованың", "kharkova"),
    (16, "Ардақ Әшім", "ashim"),
    (16, "Макс Боқаев", "bokaev"),
    (16, "Ескендір Ерімбетов", "erimbetov"),
    (16, "Елена Семенова", "semenova"),
    (16, "Абловас Жұмаевтың", "zhumaev"),
    (17, "Еуропарламент", "european-parliament"),
    (17, "Нұр-Сұлтан", "astana"),
    (17, "Мұхтар Жәкішевті", "dzhakishev"),
    (17, "Макс Боқаевты", "bokaev"),
    (17, "Ескендір Ерімбетовті", "erimbetov"),
    (17, "Сәкен Түлбаевты", "tulbaev"),
    (17, "Махамбет Әбжанды", "abzhan"),
    (17, "Санат Бөкеновті", "bukenov"),
    (19, "13 наурызда", "@XXXX-03-13"),
    (19, "АҚШ мемлекеттік департаменті", "us-state-department"),
    (19, "Қазақстандағы", "kazakhstan"),
)


@dataclass(frozen=True)
class Expected:
    """One mention as marked by hand: its line (from 1), where it stands in the text, what is printed, whose it is."""

    line: int
    start: int
    printed: str
    of: str


def plain(marked: str) -> tuple[str, list[Expected]]:
    """A marked text as its reader sees it, and the mentions that were marked."""
    text, found, end = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        found.append(Expected(text.count("\n") + 1, len(text), mark[1], mark[2]))
        text += mark[1]
        end = mark.end()
    return text + marked[end:], found
