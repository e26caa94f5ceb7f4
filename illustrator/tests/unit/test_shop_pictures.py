"""Flat lays and product shots are told from scenes, and hold goods alone."""

import pytest

from cavendish_illustrator.drawing import draw
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    "prompt",
    [
        "Flat lay on a white background: passport, camera, sunglasses and a map",
        "flat lay of a hiker's gear: boots, backpack, compass, map",
        "flat lay auf Holz: Notizbuch, Laptop, Kaffee, Brille",
        "a notebook, a pen and a cup of coffee, top view",
    ],
)
def test_things_seen_from_above_are_a_flat_lay(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.FLAT_LAY


@pytest.mark.parametrize(
    "prompt",
    [
        "a village from above",
        "a dog, top view",
        "a bird's eye view of a beach with umbrellas",
        "a cup, top view",
    ],
)
def test_a_view_from_above_of_land_or_beasts_is_a_scene(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.SCENE


@pytest.mark.parametrize(
    "prompt",
    [
        "product shot of a serum bottle on a podium with orange slices",
        "zdjęcie produktowe: świeca zapachowa na drewnianym stole",
        "product shot of a perfume bottle on a pedestal",
        "Produktfoto einer Flasche Olivenöl",
    ],
)
def test_goods_are_photographed(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.PRODUCT_SHOT


def test_whose_things_they_are_is_not_laid_out() -> None:
    spec = parse_prompt("flat lay of a hiker's gear: boots, backpack, compass, map")
    assert {"backpack", "compass", "world-map"} <= {one.concept for one in spec.subjects}
    assert "hiker" not in {one.concept for one in spec.subjects}


def test_a_photo_of_somebody_is_no_product_shot() -> None:
    assert parse_prompt("product photo of a woman with a perfume bottle").kind is Kind.SCENE


def test_drops_are_left_out_and_reported() -> None:
    spec = parse_prompt("product shot of a serum bottle with green leaves and water drops")
    assert [one.concept for one in spec.subjects] == ["serum-bottle", "herb"]
    assert "water drops" in spec.not_understood


def test_the_goods_in_the_middle_lead() -> None:
    spec = parse_prompt(
        "product photo: croissant on the left, paper cup in the center, plant in the background"
    )
    assert spec.subjects[0].concept == "takeaway-cup"


@pytest.mark.parametrize("size", [(320, 320), (240, 400), (480, 270)])
@pytest.mark.parametrize(
    "prompt",
    [
        "product shot of a perfume bottle on a marble table with roses on the left, a fern behind",
        "flat lay on linen: camera, map, passport, sunglasses, straw hat, notebook and coffee",
    ],
)
def test_every_thing_is_shown_at_any_shape(prompt: str, size: tuple[int, int]) -> None:
    picture = draw(prompt, size=size, seed=3)
    assert picture.image.size == size
    assert set(picture.report.placed) >= {one.concept for one in parse_prompt(prompt).subjects}
    assert draw(prompt, size=size, seed=3).image.tobytes() == picture.image.tobytes()
