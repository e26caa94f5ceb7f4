"""Pictures of places that were cut open or looked out of."""

import numpy as np
import pytest

from cavendish_illustrator import draw


def _pixels(prompt: str) -> np.ndarray:
    return np.asarray(draw(prompt, size=(256, 256), seed=7).image.convert("RGB"), np.int16)


@pytest.mark.parametrize(
    ("prompt", "other"),
    [
        ("empty living room with a big window onto the sea", "empty living room"),
        ("a castle cut in half", "a castle"),
    ],
)
def test_what_was_said_of_the_place_is_seen(prompt: str, other: str) -> None:
    assert np.abs(_pixels(prompt) - _pixels(other)).mean() > 8
