import numpy as np
import pytest

from vorort.platform.demo import counts
from vorort.platform.demo.cohorts import FOREIGN, YEARS, simulate, whole
from vorort.platform.demo.cubes import Cube, band, people
from vorort.platform.demo.figures import figures
from vorort.platform.demo.land import demo_land
from vorort.statistics.vocab import TOTAL


@pytest.fixture(scope="module")
def made():
    return figures()


def test_people_are_the_same_each_time():
    first, second = simulate(demo_land()), simulate(demo_land())

    assert np.array_equal(first.people, second.people)
    assert np.array_equal(first.naturalised, second.naturalised)


def test_another_seed_gives_other_figures():
    one, other = figures(90), figures(91)

    assert not np.array_equal(one.drawn["arbeitslose"].values, other.drawn["arbeitslose"].values)


def test_whole_numbers_keep_the_sum_where_each_cell_is_half_a_person():
    assert whole(np.full(10, 0.5)).sum() == 5


@pytest.mark.parametrize(
    ("age", "years"), [("0-2", (0, 2)), ("18+", (18, 90)), ("7", (7, 7)), (TOTAL, (0, 90))]
)
def test_band_of_ages_reads_every_form(age, years):
    assert band(age) == years


def test_groups_sexes_and_ages_of_a_place_add_up(made):
    cube = people(made.official, "pass", ("0-17", "18-64", "65+"))
    place = made.land.kreise_today[0]

    rows = {(r.year, r.group, r.sex, r.age): r.value for r in cube.rows((place,))}

    everybody = rows[2024, TOTAL, TOTAL, TOTAL]
    assert everybody == rows[2024, "deutsche", TOTAL, TOTAL] + rows[2024, "auslaender", TOTAL, TOTAL]
    assert everybody == sum(rows[2024, g, s, a] for g in cube.groups for s in cube.sexes for a in cube.ages)


def test_classes_of_stay_and_titles_add_up_to_the_register(made):
    everyone = counts.azr(made.history).values
    stays = sum(cube.values for cube in counts.azr_by_stay(made.history).values())
    titles = sum(
        cube.values
        for cube in counts.azr_by_title(made.history, made.drawn["schutzsuchende"], made.seed).values()
    )

    assert np.array_equal(stays, everyone)
    assert np.array_equal(titles, everyone)


@pytest.mark.parametrize(
    ("part", "of"),
    [
        ("arbeitslose", "erwerbspersonen"),
        ("abgaenge_ohne", "abgaenge"),
        ("helfer", "beschaeftigte"),
        ("sprachfoerderbedarf", "untersuchte"),
        ("u8_u9", "mit_heft"),
    ],
)
def test_a_part_is_never_larger_than_what_it_is_part_of(made, part, of):
    assert (made.drawn[part].values <= made.drawn[of].values).all()


def test_census_corrects_foreigners_downwards_once(made):
    land = made.land.whole
    everyone = people(made.official, "pass", (TOTAL,)).of(land)[..., 0].sum(axis=2)
    foreign = dict(zip(YEARS, (everyone[:, 1] / everyone.sum(axis=1)).tolist(), strict=True))
    real = dict(zip(YEARS, _foreign_share(made, land).tolist(), strict=True))

    assert foreign[2021] - real[2021] > 0.005
    assert foreign[2022] == pytest.approx(real[2022])


def test_reception_centre_shows_in_its_gemeinde(made):
    drosselheim = next(place for place in made.land.gemeinden if place.name == "Drosselheim")

    share = dict(zip(YEARS, _foreign_share(made, drosselheim).tolist(), strict=True))

    assert share[2015] > 3 * share[2014]
    assert share[2018] < share[2015]
    assert share[2022] > 1.5 * share[2021]


def test_university_city_has_many_newcomers_and_the_steel_town_few(made):
    kreise = {kreis.name: kreis for kreis in made.land.kreise_today}
    long_here, everyone = counts.azr_by_stay(made.history)["10_und_mehr"], counts.azr(made.history)

    share = {
        name: long_here.of(kreis)[0].sum() / everyone.of(kreis)[0].sum() for name, kreis in kreise.items()
    }

    assert share["Schmelzau"] > 0.6
    assert share["Helmsbrunn"] < 0.35


def test_one_small_gemeinde_has_a_denominator_of_about_forty(made):
    tiny = next(place for place in made.land.gemeinden if place.name.startswith("Süder-Apfelkoog"))

    foreign = people(made.official, "pass", (TOTAL,)).group("auslaender").of(tiny)[-1].sum()

    assert 35 <= foreign <= 45


def test_cube_together_sums_a_dimension_away():
    cube = Cube(
        np.ones((13, 2, 2, 2, 3), dtype=np.int64), ("deutsche", "auslaender"), ("m", "w"), ("0", "1", "2")
    )

    assert cube.together(sexes=True, ages=True).values.shape == (13, 2, 2, 1, 1)
    assert cube.together(groups=True).values.sum() == cube.values.sum()


def _foreign_share(made, place):
    people_here = made.history.people[:, list(place.parts)].sum(axis=(1, 2, 4))
    return people_here[:, FOREIGN] / people_here.sum(axis=1)
