"""What a place is made of beyond its name: wares on stalls, folk houses, smoke, steam, worlds in the sky."""

import pytest

from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.scenery.plumes import wants_smoke, wants_steam
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.settings.market import goods_sold, wares_named
from cavendish_illustrator.settings.village import folk_house
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "wares"),
    [
        ("marché de provence, étals de lavande et de tomates", {"lavender-sprig", "tomato"}),
        ("market with lemons and oranges", {"lemon", "tangerine"}),
        ("targ z pomidorami", {"tomato"}),
    ],
)
def test_what_a_market_sells_lies_on_its_stalls(prompt: str, wares: set[str]) -> None:
    assert wares <= set(wares_named(parse_prompt(prompt)))


def test_what_somebody_holds_is_no_ware() -> None:
    assert "apple" not in wares_named(parse_prompt("a girl holding an apple at the market"))


def test_a_night_market_sells_hot_food() -> None:
    assert "street_food" in goods_sold(parse_prompt("night market in Bangkok"))


@pytest.mark.parametrize(
    "prompt",
    [
        "mushroom village at night",
        "ein Pilzdorf im Wald",
        "wioska z grzybów",
        "village de champignons",
        "aldea de setas",
        "villaggio di funghi",
        "aldeia de cogumelos",
        "paddenstoelendorp",
        "грибне село",
        "houbová vesnice",
    ],
)
def test_a_village_of_mushrooms_has_mushrooms_for_houses(prompt: str) -> None:
    assert folk_house(parse_prompt(prompt)) == "mushroom-house"


def test_a_village_has_houses() -> None:
    assert folk_house(parse_prompt("a village with a mushroom in the meadow")) is None


@pytest.mark.parametrize(
    "prompt", ["smoke from the chimneys", "dym z kominów", "Rauch aus den Schornsteinen", "дим із коминів"]
)
def test_chimneys_smoke_where_that_was_said(prompt: str) -> None:
    assert wants_smoke(prompt)


@pytest.mark.parametrize("prompt", ["steam rising from food stalls", "para nad garnkami", "Dampf steigt auf"])
def test_food_steams_where_that_was_said(prompt: str) -> None:
    assert wants_steam(prompt)


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("the earth seen from the moon", "moon_surface"),
        ("die Erde vom Mond aus gesehen", "moon_surface"),
        ("skyline reflected in the lake", "waterfront"),
        ("Hamburger Speicherstadt im Nebel", "speicherstadt"),
        ("blacksmith's workshop", "forge"),
        ("Schmiede mit Glut", "forge"),
        ("Santorini at sunset", "santorini"),
        ("the sea seen from a kitchen window", "kitchen"),
    ],
)
def test_the_place_is_the_one_that_was_meant(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == place


def test_the_sea_stays_outside_the_kitchen_window() -> None:
    assert "sea" in parse_prompt("il mare visto dalla finestra di una cucina").settings


def test_neon_signs_hang_in_a_street() -> None:
    spec = parse_prompt("neon signs reflected in the wet street")
    assert (chosen_setting(spec, 1), spec.time_of_day) == ("cyberpunk_city", TimeOfDay.NEON)


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("Amsterdam houses reflected in the canal", "amsterdam"),
        ("floating market in Thailand", "floating_market"),
        ("an old stone bridge over a stream in the forest", "bridge"),
        ("savanna with Kilimanjaro behind", "savanna"),
    ],
)
def test_what_the_picture_is_of_stays_in_it(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == place


@pytest.mark.parametrize(
    "prompt",
    [
        "wizard's library with floating candles",
        "Bibliothek mit schwebenden Kerzen",
        "bibliothèque avec des bougies flottantes",
        "biblioteca con velas flotantes",
    ],
)
def test_what_floats_in_a_room_is_in_the_air(prompt: str) -> None:
    candles = next(one for one in parse_prompt(prompt).subjects if one.concept == "candle")
    assert candles.spot is not None
    assert candles.spot.up == "top"


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("il porto di Portofino visto dall'alto", "harbour"),
        ("busy night street in Hong Kong, rain", "cyberpunk_city"),
        ("autumn forest with a stream and a wooden bridge", "bridge"),
        ("Kaffeehaus in Wien mit Kronleuchter", "cafe_interior"),
    ],
)
def test_the_view_is_the_one_its_things_are_seen_in(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == place


def test_fish_lie_on_the_stalls_of_a_market() -> None:
    assert {"fish", "bread"} <= set(wares_named(parse_prompt("market hall with bread and fish stalls")))


def test_a_bus_of_london_has_two_decks() -> None:
    assert parse_prompt("London street, red bus").index_of("double-decker") is not None
