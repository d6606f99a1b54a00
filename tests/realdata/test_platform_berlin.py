"""Berlin's own tables, with the mappings the program proposes, up to the page of a planning area."""

from pathlib import Path

import pytest
from django.db.models import Sum

from vorort.platform.monitoring.actions import import_raw_files
from vorort.platform.monitoring.models import Observation
from vorort.platform.monitoring.queries import indicator_page
from vorort.statistics import Store, import_files, propose_mapping

LOR = Path(__file__).parents[3] / "shared/data/berlin_lor"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.django_db,
    pytest.mark.skipif(not LOR.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
]


@pytest.fixture
def berlin(db, tmp_path):
    tables = [
        LOR / f"berlin-lor-population-2024-02-t1-{part}.csv"
        for part in ("city", "districts", "planning-areas")
    ]
    store = Store.open(tmp_path / "store", create=True)
    for table in tables[:2]:
        import_files([table], store, mapping=propose_mapping(table))
    return import_raw_files(tables[2:], store=store.path, mapping=propose_mapping(tables[2]), show=True)


def test_city_districts_and_planning_areas_agree_on_the_page(berlin):
    city = indicator_page("11000000", "A02")

    assert city.place.key == "11"
    assert (city.headline.numerator, city.headline.denominator) == (1_601_865, 3_897_145)
    assert city.headline.value == pytest.approx(41.10, abs=0.005)
    assert len(city.small_areas) == 12  # the districts, not all 542 areas

    district = indicator_page(city.small_areas[0].place.key, "A02")
    assert district.place.level.value == "stadtteil"
    assert len(district.small_areas) > 20

    areas = Observation.objects.filter(indicator="A02", is_total=True, place__key__regex=r"-\d{8}$")
    assert areas.count() == 542
    assert areas.aggregate(n=Sum("denominator"))["n"] == 3_897_145
