"""The catalogue says what the handbook asks for: counts, sets, variants, concepts, doubts."""

from collections import Counter

import pytest

from vorort.statistics.vocab import TOTAL, Level, Unit

PER_FIELD = {"A": 9, "B": 6, "C": 7, "D": 9, "E": 10, "F": 4, "G": 3, "H": 6, "I": 4}
CORE = [
    "A01",
    "A02",
    "A04",
    "A06",
    "B01",
    "C01",
    "C02",
    "C05",
    "D01",
    "D02",
    "E01",
    "E03",
    "E08",
    "F01",
    "H01",
    "H02",
    "I01",
]
KERN_10 = ["A01", "A03", "A06", "B01", "C02", "D01", "E01", "E03", "H02", "I04"]
CONCEPTS = [
    "STAA_AZR",
    "STAA_FORT",
    "STAA_MR",
    "MH_MZ_E",
    "MH_MZ_W",
    "EG_MZ",
    "EG_MZ_1",
    "EG_ZEN22",
    "MH_ZEN11",
    "MH_MR",
    "HERK_KJH",
    "SPR_KJH",
    "SCHUL",
    "MH_BA",
    "SCHUTZ",
]
TABLE_TO_BE_FOUND = [
    "A05",
    "A06",
    "A07",
    "B01",
    "B02",
    "C03",
    "C07",
    "D01",
    "D02",
    "D06",
    "E05",
    "E09",
    "H06",
]
DOUBT_IN_WORDS = [*TABLE_TO_BE_FOUND, "A02", "B03", "B04", "C04", "C06", "F01", "G01", "G02", "I01"]


def terms_of(catalog):
    for indicator in catalog.indicators.values():
        for variant in indicator.variants:
            for term in (variant.numerator, variant.denominator):
                if term is not None:
                    yield indicator, variant, term


def test_catalog_holds_58_indicators_in_nine_fields(catalog):
    found = Counter(indicator.field for indicator in catalog.indicators.values())

    assert found == PER_FIELD
    assert len(catalog.indicators) == 58


def test_catalog_keeps_cohesion_as_a_field_without_indicators(catalog):
    assert catalog.fields["J"].name == "Zusammenhalt (Befragung)"
    assert not [i for i in catalog.indicators.values() if i.field == "J"]


def test_core_marks_are_the_17_of_the_handbook(catalog):
    assert [key for key, indicator in catalog.indicators.items() if indicator.core] == CORE


def test_sets_hold_10_20_and_58(catalog):
    sets = catalog.sets

    assert list(sets["kern10"].indicators) == KERN_10
    assert sets["kern10"].from_kreis == ("A06", "B01", "C02", "D01", "E01", "E03")
    assert set(sets["kern20"].indicators) == {*CORE, "B03", "E04", "I04"}
    assert list(sets["voll58"].indicators) == list(catalog.indicators)


def test_values_of_the_kreis_are_those_that_no_gemeinde_has(catalog):
    levels = {catalog.indicators[key].level for key in catalog.sets["kern10"].from_kreis}

    assert levels == {Level.KREIS}


def test_concepts_are_the_15_of_the_handbook(catalog):
    assert list(catalog.concepts) == CONCEPTS
    assert catalog.concepts["STAA_AZR"].rounded_to == 5
    assert "einseitige_eg" in catalog.concepts["EG_MZ_1"].groups


def test_every_concept_names_groups_that_have_a_label(catalog):
    for concept in catalog.concepts.values():
        assert set(concept.groups) <= set(catalog.groups)
        assert concept.rule
        assert concept.source
        assert concept.lowest_level


def test_naturalisation_rate_has_its_six_variants(catalog):
    b01, b02 = catalog.indicators["B01"], catalog.indicators["B02"]

    assert [v.id for v in b01.variants] == ["laender_b2b", "niedersachsen"]
    assert [v.id for v in b02.variants] == ["laender_b2a", "wiesbaden", "destatis_potential", "stag_2024"]
    assert b01.variant().denominator.year_offset == -1
    assert b01.variant("niedersachsen").denominator.year_offset == 0
    assert b02.variant("wiesbaden").numerator.measures == ("einbuergerungen_mit_anspruch",)
    assert [v.confirmed for v in b02.variants] == [True, True, False, False]


def test_share_of_foreigners_comes_from_two_counts(catalog):
    a01 = catalog.indicators["A01"]

    assert [v.id for v in a01.variants][:2] == ["fort", "azr"]
    assert a01.variant("azr").numerator.measures == ("auslaender_azr",)
    assert a01.variant("azr").mixed_base


@pytest.mark.parametrize("key", TABLE_TO_BE_FOUND)
def test_table_codes_to_be_found_are_marked(catalog, key):
    refs = catalog.indicators[key].sources

    assert any(not ref.confirmed for ref in refs)


@pytest.mark.parametrize("key", DOUBT_IN_WORDS)
def test_what_is_not_confirmed_is_said_in_words(catalog, key):
    assert catalog.indicators[key].unconfirmed


def test_unconfirmed_sources_and_variants_are_explained(catalog):
    for indicator in catalog.indicators.values():
        doubted = [s for s in indicator.sources if not s.confirmed]
        doubted += [v for v in indicator.variants if not v.confirmed]
        assert not doubted or indicator.unconfirmed, indicator.id


def test_every_term_uses_measures_and_groups_that_exist(catalog):
    for indicator, variant, term in terms_of(catalog):
        where = f"{indicator.id} {variant.id}"
        assert {*term.measures, *term.minus} <= set(catalog.measures), where
        assert term.group is None or term.group in catalog.groups, where
        assert term.concept is None or term.concept in catalog.concepts, where


def test_every_measure_is_used_or_fed(catalog):
    used = {name for _, _, term in terms_of(catalog) for name in (*term.measures, *term.minus)}
    fed = {feed.measure for source in catalog.sources.values() for feed in source.feeds}

    assert set(catalog.measures) - used - fed == {
        "auslaender_aufenthalt_4_bis_unter_6",  # delivered in the same table, used by own variants
        "auslaender_aufenthalt_6_bis_unter_8",
    }


def test_rates_and_means_are_never_summed(catalog):
    not_counts = {Unit.PERCENT, Unit.PER_1000, Unit.YEARS, Unit.MONTHS, Unit.INDEX}

    assert all(not m.additive for m in catalog.measures.values() if m.unit in not_counts)
    assert {m.id for m in catalog.measures.values() if not m.additive} == {
        "durchschnittsalter",
        "einbuergerung_dauer_median",
        "quote_ohne_schulabschluss",
        "arbeitslosenquote",
        "armutsgefaehrdung_bundesmedian",
        "armutsgefaehrdung_landesmedian",
    }


def test_term_concept_knows_the_group_it_is_asked_for(catalog):
    for indicator, variant, term in terms_of(catalog):
        if term.concept and term.group not in (None, TOTAL):
            assert term.group in catalog.concepts[term.concept].groups, (indicator.id, variant.id)


def test_texts_are_written_for_each_indicator_alone(catalog):
    for field in ("name", "question", "definition", "interpretation", "caveat"):
        texts = [getattr(indicator, field) for indicator in catalog.indicators.values()]
        assert len(set(texts)) == len(texts), field


def test_short_names_fit_a_narrow_screen(catalog):
    assert max(len(indicator.short_name) for indicator in catalog.indicators.values()) <= 34


def test_related_indicators_exist_and_are_others(catalog):
    for key, indicator in catalog.indicators.items():
        assert indicator.related, key
        assert key not in indicator.related
        assert set(indicator.related) <= set(catalog.indicators)


def test_source_for_prefers_the_id_before_the_longest_pattern(catalog, folder):
    from vorort.statistics.catalog import load_catalog

    entry = "- {{series: {}, publisher: Stadt, title: {}}}\n"
    text = entry.format('"own/*"', "alle") + entry.format('"own/stadt-*"', "Stadt")
    own = load_catalog(folder.write("sources/own.yaml", text + entry.format("own/stadt-1", "eine")))

    assert own.source_for("own/stadt-1").title == "eine"
    assert own.source_for("own/stadt-2").title == "Stadt"
    assert own.source_for("own/dorf").title == "alle"
    assert own.source_for("zz/unbekannt") is None
    assert catalog.source_for("ni/1-2-2").follows_from == ("ni/1-2-1", "ni/1-1-1")


def test_population_base_of_lower_saxony_is_not_claimed_from_2022_on(catalog):
    bases = [(rule.first_year, rule.base) for rule in catalog.sources["ni/1-1-1"].bases]

    assert bases == [(1987, "Volkszählung 1987"), (2011, "Zensus 2011"), (2022, "ungeklärt")]
