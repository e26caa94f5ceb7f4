"""Materials and patterns are seen on the thing."""

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.real_sizes import size_factor
from cavendish_illustrator.figures.drawings.thing_states import partly_lit
from cavendish_illustrator.painting.color import Field, luminance
from cavendish_illustrator.painting.material_looks import has_look
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure


def pixels(concept: str, **said: object) -> Field:
    cast = Cast(subject=Subject(concept=concept, word=concept, **said))  # type: ignore[arg-type]
    figure = build_figure(cast)
    assert figure is not None
    return cast_pixels(cast, figure, 120)


@pytest.mark.parametrize(
    "material", ["wood", "stone", "gold", "paper", "wool", "cheese", "chocolate", "rust", "ice", "flowers"]
)
def test_a_material_changes_what_is_seen_and_keeps_the_shape(material: str) -> None:
    assert has_look(material)
    plain, made = pixels("teapot"), pixels("teapot", material=material)
    assert made.shape == plain.shape
    inside = plain[..., 3] > 0.9
    assert np.abs(made[..., :3] - plain[..., :3])[inside].mean() > 0.06
    assert (made[..., 3] > 0.1)[inside].all()


def test_flames_leap_up_over_what_burns() -> None:
    plain, burning = pixels("piano"), pixels("piano", material="fire")
    assert burning.shape[0] > plain.shape[0] * 1.2
    upper = burning[: burning.shape[0] // 4]
    seen = upper[..., 3] > 0.5
    assert seen.any()
    assert (upper[..., 0] - upper[..., 2])[seen].mean() > 0.3


def test_white_dots_lie_on_the_red_of_a_mug() -> None:
    plain = pixels("mug-plain", color="#e02b2b")
    dotted = pixels("mug-plain", color="#e02b2b", pattern="dots", pattern_color="#f2f2f0")
    lighter = luminance(dotted) > luminance(plain) + 0.2
    assert 0.05 < lighter[plain[..., 3] > 0.9].mean() < 0.5


def test_unlit_candles_have_no_flame() -> None:
    wreath = find_figure("advent-wreath")
    assert wreath is not None
    assert [partly_lit(wreath, n).markup.count("#f8a63a") for n in (4, 2, 0)] == [4, 2, 0]
    candle = find_figure("candle")
    assert candle is not None
    assert len(partly_lit(candle, 0).markup) < len(candle.markup)


def test_a_mouse_as_large_as_a_house_is_far_larger_than_a_giant_one() -> None:
    mouse = Subject(concept="mouse", word="mouse", size="giant")
    assert size_factor(
        Subject(concept="mouse", word="mouse", size="giant", size_like="house")
    ) > 2 * size_factor(mouse)
