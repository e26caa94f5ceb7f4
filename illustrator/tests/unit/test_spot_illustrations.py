"""Figures without a place stand on a clean ground where the style has clean shapes or lines."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.spot_illustration import is_spot_illustration
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "is_spot"),
    [
        ("a brain lifting weights, flat vector", True),
        ("comic panel of a banana and a donut", True),
        ("line drawing of a bicycle", True),
        ("a hamster, 3d render", True),
        ("a fox in a forest, flat vector", False),
        ("a fox", False),
    ],
)
def test_spot_illustrations_have_a_style_and_no_place(prompt: str, is_spot: bool) -> None:
    assert is_spot_illustration(parse_prompt(prompt)) is is_spot


@pytest.mark.parametrize("style", ["flat vector", "line drawing", "3d render"])
def test_a_spot_illustration_fills_its_page_before_a_clean_ground(style: str) -> None:
    image = np.asarray(draw(f"a red apple, {style}", size=(256, 256), seed=2).image.convert("L"), np.float32)
    middle, corner = image[64:192, 64:192], image[16:24, 20:28]
    assert middle.std() > 12 > corner.std()


def test_a_blueprint_is_white_on_blue() -> None:
    image = np.asarray(draw("blueprint of a bicycle", size=(256, 256), seed=2).image, np.float32)
    red, _, blue = (float(np.median(image[..., k])) for k in range(3))
    assert blue > red + 60
