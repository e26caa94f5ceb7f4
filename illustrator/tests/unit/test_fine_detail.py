"""What brushes spare: the small features of figures, and nothing else."""

import numpy as np

from cavendish_illustrator.painting.style_parts import fine_detail, flat_areas
from cavendish_illustrator.styles.line_art import redraw as line_art
from cavendish_illustrator.styles.watercolour import redraw

_SIDE = 320


def _face() -> np.ndarray:
    image = np.full((_SIDE, _SIDE, 3), 0.8, np.float32)
    image[150:155, 126:130] = image[150:155, 186:190] = 0.1
    return image


def _focus() -> np.ndarray:
    focus = np.zeros((_SIDE, _SIDE), np.float32)
    focus[60:260, 60:260] = 1
    return focus


def test_small_features_of_a_figure_are_found() -> None:
    spared = fine_detail(_face(), _focus())
    assert spared[152, 128] > 0.5
    assert spared[100, 160] < 0.05


def test_nothing_is_spared_where_no_figure_is() -> None:
    assert float(fine_detail(_face(), None).max()) == 0
    assert float(fine_detail(_face(), np.zeros((_SIDE, _SIDE), np.float32)).max()) == 0


def test_eyes_survive_a_watercolour() -> None:
    kept, washed = (redraw(_face(), focus, 3).mean(-1)[140:168, 120:198].min() for focus in (_focus(), None))
    assert kept < washed - 0.1


def test_eyes_survive_flat_inks() -> None:
    assert flat_areas(_face(), _focus())[152, 128].max() < 0.25


def test_line_art_fills_pupils_and_no_coats() -> None:
    image = np.full((_SIDE, _SIDE, 3), 0.8, np.float32)
    image[60:260, 60:260] = 0.05
    page = line_art(image, _focus(), 1).mean(-1)
    assert page[160, 160] > 0.9  # a dark coat is bare within its outline
    assert page[56:64, 160].min() < 0.4
