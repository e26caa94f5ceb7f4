"""Dishes from above have on them what was named; the parts of a logo are composed into one mark."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.toppings import is_topping
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("concept", "is_on_it"),
    [
        ("egg", True),
        ("herb", True),
        ("shrimp", True),
        ("bread", False),
        ("chopsticks", False),
        ("spoon", False),
    ],
)
def test_small_foods_lie_on_a_dish_and_others_beside_it(concept: str, is_on_it: bool) -> None:
    assert is_topping(concept) is is_on_it


def test_a_bowl_from_above_is_large_with_its_egg_in_it() -> None:
    prompt = "ramen bowl top view with egg, green onions and chopsticks"
    assert parse_prompt(prompt).kind is Kind.FLAT_LAY
    image = np.asarray(draw(prompt, size=(256, 256), seed=1).image, np.float32)
    rim = np.abs(image - np.array([47, 58, 74])).max(-1) < 24
    assert np.ptp(np.flatnonzero(rim.any(0))) > 130
    yolk = (image[..., 0] > 200) & (image[..., 1] > 120) & (image[..., 2] < 90)
    assert yolk[70:190, 70:190].sum() > 60


def test_prawns_on_a_dish_from_above_are_food() -> None:
    spec = parse_prompt("plato de paella con gambas y limón visto desde arriba")
    assert spec.kind is Kind.FLAT_LAY


def test_what_is_served_with_the_food_of_a_plate_lies_on_it_too() -> None:
    picture = draw("a plate of waffles with strawberries, seen from above", size=(256, 256), seed=1)
    image = np.asarray(picture.image, np.float32)
    red = (image[..., 0] > 180) & (image[..., 1] < 90) & (image[..., 2] < 110)
    assert red.mean() > 0.005


def test_slices_are_no_doing() -> None:
    assert parse_prompt("a bowl of oatmeal with banana slices, top view").kind is Kind.FLAT_LAY


def _bar(width: int, height: int) -> np.ndarray:
    return np.ones((height, width, 4), np.float32)


def test_two_long_things_are_crossed() -> None:
    spec = parse_prompt("logo, a wrench and a paintbrush crossed")
    mark = composed_mark(spec, ["wrench", "paintbrush"], [_bar(12, 90), _bar(90, 12)], 120)
    alpha = mark[..., 3]
    tall, wide = alpha.shape
    corners = [alpha[: tall // 4, : wide // 4], alpha[: tall // 4, -wide // 4 :]]
    corners += [alpha[-tall // 4 :, : wide // 4], alpha[-tall // 4 :, -wide // 4 :]]
    assert all(corner.max() > 0.5 for corner in corners)
    assert alpha[: tall // 5, wide // 2].max() < 0.1


def test_a_sign_is_small_at_the_lower_right_of_the_main_part() -> None:
    spec = parse_prompt("logo, a cup and a leaf")
    mark = composed_mark(spec, ["hot-beverage", "leaf-flat"], [_bar(80, 80), _bar(80, 80) * 0.5], 100)
    pale = (mark[..., 3] > 0.3) & (mark[..., 0] < 0.7)
    rows, columns = np.nonzero(pale)
    assert rows.mean() > mark.shape[0] * 0.6
    assert columns.mean() > mark.shape[1] * 0.6


def test_one_icon_of_two_things_is_one_tile() -> None:
    image = np.asarray(
        draw("icône d'application, crayon et étoile, fond violet", size=(256, 256), seed=1).image, np.float32
    )
    assert np.abs(image[60, 128] - image[2, 128]).max() > 20  # between two tiles the ground would be seen
