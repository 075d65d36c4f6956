"""Places of one's own tables, known by any name: what GeoNames would add is proposed, found, and never put in."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from esimder.i18n.language import language
from esimder.record import gazetteer, load
from esimder.record.check import other_names
from esimder.record.dates import span
from esimder.record.schema import LANGUAGES, TABLES
from esimder.search.find import hits
from tests.record import folder, raw, shipped

EMPTY = {column.name: column.default for column in TABLES["places"]}


def place(**cells: Any) -> dict[str, Any]:
    """A row of a table of places."""
    return {**EMPTY, "place_id": "mine", "country": "KZ", **cells}


@pytest.mark.parametrize("name", ["Ақтау", "Актау", "Aktau", "Aqtau", "AQTAŪ", "Шевченко", "Schewtschenko"])
def test_a_city_is_known_by_any_name_in_any_script(name: str) -> None:
    for code in LANGUAGES:
        found = gazetteer.known(place(**{f"name_{code}": name}))
        assert found and found.names == {"kk": "Ақтау", "ru": "Актау", "en": "Aktau"}


@pytest.mark.parametrize("name", ["Astana", "Нұр-Сұлтан", "Nursultan", "Целиноград", "Tselinograd", "Akmolinsk"])
def test_the_capital_is_known_by_the_name_of_any_time(name: str) -> None:
    found = gazetteer.known(place(name_en=name))
    assert found and found.names["en"] == "Astana"


def test_every_known_place_is_sound_and_every_city_of_the_map_is_known() -> None:
    known = gazetteer.places()
    assert len({one.id for one in known}) == len(known) > 300
    for one in known:
        assert -90 <= one.lat <= 90 and -180 <= one.lon <= 180 and one.names["en"]
        assert all(span(when) for when, _ in one.then)
        assert bool(one.names["kk"]) == bool(one.names["ru"])
    assert sum(bool(one.names["kk"]) for one in known) == 21


def test_the_names_by_time_of_the_record_and_of_the_gazetteer_agree() -> None:
    for row in shipped().places.to_dict("records"):
        found = gazetteer.known(row)
        if found and row["other_names"]:
            assert dict(other_names(row["other_names"])).items() <= dict(found.then).items()


def test_coordinates_tell_places_of_one_name_apart() -> None:
    city, village = (
        gazetteer.known(place(name_en="Aktau", lat=lat, lon=lon)) for lat, lon in ((43.6, 51.2), (50.2, 73.0))
    )
    assert city and village and city.id != village.id
    assert gazetteer.known(place(lat=43.65, lon=51.17)) == city


def test_neither_a_region_nor_a_name_that_nobody_knows_is_a_known_place() -> None:
    assert gazetteer.known(place(name_en="Kazakhstan", kind="country")) is None
    assert gazetteer.known(place(name_en="Atlantis")) is None
    assert gazetteer.known(place(name_en="Samarkand", country="UZ")) is None, "Temirtau was once called so"
    assert gazetteer.known(place()) is None


def test_missing_coordinates_are_proposed_and_far_ones_doubted() -> None:
    found = gazetteer.proposals([place(name_ru="Темиртау"), place(place_id="far", name_kk="Семей", lat=43.6, lon=51.2)])
    assert [(one.place_id, one.kind) for one in found] == [("mine", "coordinates"), ("far", "far")]
    assert found[0].text == "50.052, 72.955"
    assert 2000 < found[1].km < 2500


def test_a_proposed_name_is_a_cell_that_the_table_can_hold(tmp_path: Path) -> None:
    missing = {one.place_id: one.text for one in gazetteer.proposals(shipped().places.to_dict("records"))}
    assert missing["aktau"] == "1964/1991 = Шевченко; Шевченко; Shevchenko"
    tables = raw()
    for one, text in missing.items():
        row = tables["places"]["place_id"] == one
        cell = " | ".join(filter(None, (tables["places"].loc[row, "other_names"].item(), text)))
        tables["places"].loc[row, "other_names"] = cell
    record = load.load(folder(tmp_path / "own", tables))
    assert gazetteer.proposals(record.places.to_dict("records")) == ()


def test_nothing_of_it_is_put_into_the_record() -> None:
    assert shipped().places.set_index("place_id").loc["aktau", "other_names"] == ""


def test_the_report_of_faults_says_what_would_stand_in_the_cell_of_a_known_place(tmp_path: Path) -> None:
    tables = raw()
    row = tables["places"]["place_id"] == "zhanaozen"
    tables["places"].loc[row, ["name_kk", "lat"]] = ""
    tables["places"].loc[tables["places"]["place_id"] == "zarechny", "name_kk"] = ""
    with pytest.raises(load.BadRecord) as bad:
        load.load(folder(tmp_path / "own", tables))
    told = {(fault.value, fault.column, fault.row): fault.right for fault in bad.value.faults}
    at = int(row[row].index[0]) + 2
    assert told["", "name_kk", at] == "Жаңаөзен (GeoNames)"
    assert told["", "lat", at] == "43.3412 (GeoNames)"
    assert "GeoNames" not in next(right for (_, column, where), right in told.items() if where != at)


@pytest.mark.parametrize("query", ["Ақтау", "Актау", "Aktau", "Aqtau", "Шевченко", "Shevchenko"])
def test_a_place_that_one_s_own_table_names_once_is_found_by_its_other_names(tmp_path: Path, query: str) -> None:
    tables = raw()
    tables["places"].loc[tables["places"]["place_id"] == "aktau", ["name_kk", "name_ru", "name_en"]] = "Aqtau"
    record = load.load(folder(tmp_path / "own", tables))
    found = {group.kind: group for group in hits(record, language("en"), query)}
    assert found["places"].hits[0].id == "aktau"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_hit_by_the_name_of_another_time_says_when(code: str) -> None:
    found = {group.kind: group for group in hits(shipped(), language(code), "Tselinograd")}
    hit = found["places"].hits[0]
    assert (hit.id, hit.why[0]) == ("astana", "then")
    assert "1961" in hit.why[1] and "1992" in hit.why[1]


def test_an_own_table_without_optional_columns_is_read_as_well() -> None:
    few = pd.DataFrame([{"place_id": "a", "name_kk": "Семей", "name_ru": "", "name_en": "", "lat": "", "lon": ""}])
    found = gazetteer.proposals(few.to_dict("records"))
    assert [one.kind for one in found] == ["coordinates", "then"]
