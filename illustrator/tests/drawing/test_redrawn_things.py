"""Anglers row, rods keep their line, frogs have legs, tea parties tea, and a dark photograph can be read."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.artwork.svg_figure import Figure, vector_figure
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.scene_drawing import paint_scene
from cavendish_illustrator.understanding import parse_prompt

SIZE = (256, 256)


def _figure(prompt: str) -> Figure:
    figure = build_figure(cast_roles(parse_prompt(prompt), 0).roles[0].cast)
    assert figure is not None
    return figure


def test_who_fishes_has_a_boat_without_a_sail() -> None:
    sail = vector_figure("sailing-boat-front").markup[:60]
    assert sail in _figure("a girl in a sailboat").markup
    assert sail not in _figure("an old fisherman in a boat").markup


def test_a_rod_is_shown_with_its_line() -> None:
    alone, fishing = _figure("a boy"), _figure("a boy fishing")
    assert fishing.width > alone.width
    assert fishing.left + fishing.width / 2 == pytest.approx(100)


def test_a_frog_sits_on_legs_of_its_own() -> None:
    thighs = "M84 196C46 190 20 222 24 258"
    assert thighs in _figure("a frog sitting").markup
    assert thighs not in _figure("a bear sitting").markup


def test_a_tea_party_has_another_blanket_than_a_picnic() -> None:
    pictures = [
        paint_scene(parse_prompt(f"three mice having a {meal} in the garden"), SIZE, 3)[0].img
        for meal in ("tea party", "picnic")
    ]
    foot = SIZE[1] * 3 // 4
    assert float(np.abs(pictures[0][foot:] - pictures[1][foot:]).mean()) > 0.003


@pytest.mark.parametrize(
    "prompt", ["a cat in a dark alley at night, black and white photo", "a cat in a dark alley, noir"]
)
def test_a_dark_black_and_white_picture_uses_its_whole_range(prompt: str) -> None:
    grey = np.asarray(draw(prompt, size=SIZE, seed=3).image.convert("RGB"), np.float32) / 255
    assert float(np.ptp(grey, axis=-1).max()) < 0.02
    assert float(np.percentile(grey, 99)) > 0.8
    assert float(np.median(grey)) > 0.12
