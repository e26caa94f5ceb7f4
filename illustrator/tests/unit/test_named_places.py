"""Places people ask for by name, in several languages, and the template that shows them."""

import pytest

from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.understanding import parse_prompt

PLACES = {
    "hot air balloons over Cappadocia": "cappadocia",
    "Machu Picchu w porannej mgle": "machu_picchu",
    "un chameau devant Petra": "petra",
    "Angkor Wat bei Sonnenaufgang": "angkor",
    "Positano al tramonto": "cliff_town",
    "norweski fiord z czerwonym domkiem": "fjord",
    "un campo en la Toscana": "tuscany",
    "rynek w Krakowie zimą": "krakow_square",
    "market square in Krakow": "krakow_square",
    "Grachten in Brügge": "canal_town",
    "Hallstatt im Winter": "lake_village",
    "the skyline of Singapore at night": "water_city",
    "a souk in Marrakech": "market",
    "Szkocja, mgła i owce": "highlands",
    "café au bord de la mer": "seaside_cafe",
    "kawiarnia nad morzem o zachodzie słońca": "seaside_cafe",
    "a cozy balcony in Paris": "balcony",
    "ein Balkon mit Blumen": "balcony",
    "cat on a windowsill": "windowsill",
    "fireplace in a log cabin": "cabin_interior",
    "babcia przy kominku": "hearth",
    "przytulne poddasze": "attic",
    "a laundromat at night": "laundromat",
    "en la peluquería": "barber_shop",
    "rooftop party in Manhattan": "rooftop_terrace",
    "une station de métro vide la nuit": "subway",
    "the Sahara at dawn": "desert",
    "a quiet reading corner in a loft in Brooklyn": "attic",
    "terrasse de café à Montmartre": "storefront",
    "Bali sunset": "tropical_island",
    "stormy sea with a lighthouse": "lighthouse",
}


@pytest.mark.parametrize(("prompt", "place"), PLACES.items())
def test_a_named_place_has_its_own_picture(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), seed=1) == place


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("aerial view of a winding road through an autumn forest", "forest_from_above"),
        ("Luftaufnahme von einem Strand", "shore_from_above"),
        ("widok z lotu ptaka na miasto", "town_from_above"),
        ("aerial view of a dog on the beach", "beach"),
    ],
)
def test_land_is_seen_from_above_where_no_figure_stands_in_it(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), seed=1) == place


def test_string_lights_hang_in_the_place_that_is_named() -> None:
    spec = parse_prompt("a wedding table in a barn with fairy lights")
    assert "string_lights" in spec.settings
    assert chosen_setting(spec, seed=1) != "string_lights"
    assert spec.settings[0] != "string_lights"
