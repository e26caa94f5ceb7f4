"""Styles that are cut, printed, sewn or sprayed."""

import numpy as np

from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.picture_spec import PictureSpec, Style, Subject

SIZE = (256, 256)


def drawn(style: Style, **fields: object) -> np.ndarray:
    subjects = (Subject(concept="fox", word="fox"),)
    spec = PictureSpec(prompt="test", subjects=subjects, style=style, **fields)  # type: ignore[arg-type]
    return np.asarray(draw_spec(spec, size=SIZE, seed=3).image.convert("RGB"), np.float32) / 255


def test_a_folk_paper_cut_is_symmetrical_and_has_the_papers_asked_for() -> None:
    image = drawn(Style.FOLK_CUT, settings=("meadow",), palette=("#e02b2b", "#35a83a"))
    assert np.abs(image - image[:, ::-1]).mean() < 0.03
    red, green = image[..., 0] - image[..., 1], image[..., 1] - image[..., 0]
    assert (red > 0.3).mean() > 0.05
    assert (green > 0.2).mean() > 0.05


def test_a_landscape_in_a_style_of_shapes_has_that_styles_inks() -> None:
    warm = drawn(Style.VAPORWAVE, settings=("meadow",))
    assert (warm[..., 2] > warm[..., 1] + 0.1).mean() > 0.5
    blue = drawn(Style.BLUEPRINT, settings=("meadow",))
    assert np.abs(np.median(blue, (0, 1)) - (0.12, 0.31, 0.56)).max() < 0.06


def test_graffiti_is_on_a_wall_wherever_it_was_said_to_be() -> None:
    image = drawn(Style.GRAFFITI, settings=("meadow",))
    corner = np.median(image[:40, :40], (0, 1))
    assert corner[0] > corner[1] + 0.08


def test_what_is_cross_stitched_without_a_place_stands_on_bare_cloth() -> None:
    corner = np.median(drawn(Style.CROSS_STITCH)[:40, :40], (0, 1))
    assert corner.min() > 0.85


def test_lines_follow_an_edge_and_leave_flat_areas_bare() -> None:
    image = np.full((96, 96, 3), 0.8, np.float32)
    image[:, 48:] = 0.3
    lines = coherent_lines(image, 2.0)
    assert lines[8:-8, 44:52].max(1).mean() > 0.9
    assert lines[:, :36].max() == 0
