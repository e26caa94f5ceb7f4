"""Designed pieces that a topic, not a thing, is given for."""

import numpy as np
import pytest

from cavendish_illustrator import draw


@pytest.mark.parametrize(
    "prompt",
    [
        "poster for a jazz festival",
        "menu for a sushi restaurant",
        "restaurant menu cover for an Italian trattoria",
        "business card for a barber shop, green",
        "set of icons for a fitness app",
        "thank you card",
    ],
)
@pytest.mark.parametrize("size", [(240, 160), (160, 240)])
def test_a_topic_fills_a_piece_of_any_shape(prompt: str, size: tuple[int, int]) -> None:
    picture = draw(prompt, size=size, seed=3)
    assert picture.image.size == size
    assert np.asarray(picture.image.convert("L"), np.float32).std() > 8


def test_an_infographic_has_no_empty_cell() -> None:
    image = np.asarray(draw("infographic about the water cycle", size=(240, 240), seed=1).image, np.float32)
    quarters = [image[y : y + 80, x : x + 110] for y in (66, 152) for x in (8, 122)]
    assert all(part.std() > 10 for part in quarters)


def test_a_colouring_page_is_black_lines_on_white() -> None:
    image = np.asarray(draw("coloring page of a unicorn", size=(256, 256)).image, np.float32)
    assert np.abs(image - image.mean(-1, keepdims=True)).max() <= 1
    assert (image > 240).mean() > 0.75
    assert (image < 60).mean() > 0.01
