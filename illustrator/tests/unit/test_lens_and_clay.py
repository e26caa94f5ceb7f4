"""Photographs and clay: flat drawings become round, what is behind them soft, and nothing shines."""

import numpy as np
import pytest

from cavendish_illustrator.painting.color import Field, luminance
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.styles import clay, soft_finish

_SIDE = 256
_MIDDLE = slice(118, 138)
_SEED = 1
"""The light comes from the right."""


def _ball_before_posts() -> tuple[Field, Field]:
    """A flat red disc before grey posts, and where the disc is."""
    ys, xs = np.mgrid[0:_SIDE, 0:_SIDE].astype(np.float32)
    focus = (np.hypot(xs - 128, ys - 128) < 60).astype(np.float32)
    posts = np.where(np.mod(xs, 4) < 2, 0.35, 0.6)[..., None] * np.ones(3, np.float32)
    image = np.where(focus[..., None] > 0, np.array([0.8, 0.2, 0.2], np.float32), posts)
    return image.astype(np.float32), focus


@pytest.mark.parametrize("style", [Style.PHOTO, Style.CLAY])
def test_a_flat_disc_becomes_a_ball_lit_from_one_side(style: Style) -> None:
    image, focus = _ball_before_posts()
    tone = luminance(apply_style(style, image, focus, _SEED))
    to_light, away = (float(tone[_MIDDLE, columns].mean()) for columns in (slice(165, 180), slice(76, 91)))
    assert to_light > away * 1.15


def test_a_photograph_has_its_ground_out_of_focus() -> None:
    image, focus = _ball_before_posts()
    shot = luminance(soft_finish.redraw(image, focus, _SEED))
    assert float(shot[20:40, 60:196].std()) < 0.5 * float(luminance(image)[20:40, 60:196].std())


def test_clay_has_no_shining_rim_around_figures() -> None:
    image, focus = _ball_before_posts()
    ys, xs = np.mgrid[0:_SIDE, 0:_SIDE]
    rim = (np.hypot(xs - 128, ys - 128) > 61) & (np.hypot(xs - 128, ys - 128) < 72)
    model = luminance(clay.redraw(image, focus, _SEED))
    assert float(model[rim].mean()) < float(luminance(image)[rim].mean()) + 0.03


def test_a_glossy_body_shows_no_grid_of_the_wide_blurs_that_round_it() -> None:
    image = np.full((512, 512, 3), 0.6, np.float32)
    ys, xs = np.mgrid[0:512, 0:512].astype(np.float32)
    disc = np.asarray(np.hypot(xs - 256, ys - 256) < 190, np.float32)
    row = luminance(apply_style(Style.RENDER_3D, image, disc, 1))[256, 120:390]
    assert float(np.abs(np.diff(row, 3)).max()) < 0.001
