"""Landscapes of few flat shapes, and in ink."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.staging.graphic_landscape import is_graphic_landscape
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "is_graphic"),
    [
        ("minimalist mountains at dusk", True),
        ("line art of a small village in the hills", True),
        ("minimalist illustration of a deer in the mountains", True),
        ("mountains at dusk, oil painting", False),
        ("flat illustration of a sailing boat on the sea", True),
        ("flat illustration of a whale in the sea", False),
        ("flat illustration of a living room", False),
    ],
)
def test_few_shapes_are_for_flat_places_and_who_stands_there(prompt: str, is_graphic: bool) -> None:
    assert is_graphic_landscape(parse_prompt(prompt)) is is_graphic


def test_a_village_in_line_art_is_lines_on_white() -> None:
    image = np.asarray(draw("line art of a village in the hills", size=(256, 256), seed=1).image, np.float32)
    assert (image > 235).mean() > 0.7
    assert (image < 90).mean() > 0.02


def test_a_sale_has_its_reduction_on_a_star() -> None:
    image = np.asarray(draw("poster for a summer sale, 50 % off", size=(256, 256), seed=1).image, np.float32)
    around = image[88:168, 168:248]
    assert ((around[..., 0] > 180) & (around[..., 1] < 90)).mean() > 0.2
