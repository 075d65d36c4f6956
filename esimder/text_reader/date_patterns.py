"""Dates as running text writes them, in Kazakh, Russian, English and figures: patterns for the source reader.

Each pattern comes with the order of its groups after the first, which holds what stands before the date: y year, m
month (a stem of MONTHS or a number), d day, z a second year, which makes an interval.
"""

from esimder.text_reader.inflection import LETTER

_KAZAKH = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйе",
    "қазан",
    "қараша",
    "желтоқсан",
)
_RUSSIAN = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = {stem.lower(): str(number) for names in (_KAZAKH, _RUSSIAN, _ENGLISH) for number, stem in enumerate(names, 1)}

_KK = f"({'|'.join(_KAZAKH)})[кг]?[{LETTER}]{{0,9}}"
_RU = f"({'|'.join(_RUSSIAN)})(?:[ьйяюе]|ем|[ауе]|ом)?"
_EN = f"({'|'.join(_ENGLISH)})"
_YEAR, _DAY = r"(\d{4})", r"(\d{1,2})"
_ORDINAL = "(?:st|nd|rd|th)?"
_KK_YEAR = rf"{_YEAR}\s*(?:-?\s*(?:жыл[{LETTER}]*|ж\.?))"
_RU_YEAR = rf"{_YEAR}(?:\s*(?:года|году|годом|год|г\.))"

_FOUND = (
    (rf"{_YEAR}-(\d{{2}})-(\d{{2}})", "ymd"),
    (rf"{_DAY}\.(\d{{1,2}})\.{_YEAR}", "dmy"),
    (rf"{_KK_YEAR}\s+{_DAY}\s*-?\s*{_KK}", "ydm"),
    (rf"{_DAY}\s*-?\s*{_KK},?\s+{_KK_YEAR}", "dmy"),
    (rf"{_DAY}\s+{_RU}\s+{_RU_YEAR}", "dmy"),
    (rf"{_DAY}\s+{_RU}\s+{_YEAR}", "dmy"),
    (rf"{_DAY}{_ORDINAL}\s+(?:of\s+)?{_EN},?\s+{_YEAR}", "dmy"),
    (rf"{_EN}\s+{_DAY}{_ORDINAL},?\s+{_YEAR}", "mdy"),
    (rf"{_KK_YEAR}\s+{_KK}", "ym"),
    (rf"{_RU}\s+{_RU_YEAR}", "my"),
    (rf"{_EN},?\s+{_YEAR}", "my"),
    (rf"{_DAY}\s*-?\s*{_KK}", "dm"),
    (rf"{_DAY}\s+{_RU}", "dm"),
    (rf"{_DAY}{_ORDINAL}\s+(?:of\s+)?{_EN}", "dm"),
    (rf"{_EN}\s+{_DAY}{_ORDINAL}", "md"),
    (rf"{_YEAR}\s*[–—-]\s*{_YEAR}\s*(?:жыл[{LETTER}]*|жж\.?|год[{LETTER}]*|гг\.?)", "yz"),
    (_KK_YEAR, "y"),
    (_RU_YEAR, "y"),
)
PATTERNS = [(rf"(^|[^{LETTER}.]){pattern}(?![{LETTER}])", order) for pattern, order in _FOUND] + [
    (rf"((?:^|[^{LETTER}])(?:in|since|by|until|from|of)\s+){_YEAR}(?![{LETTER}-])", "y")
]
