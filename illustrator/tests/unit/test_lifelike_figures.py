"""Drawings as they stood before a camera: hair by hair, with eyes that shine, in land that has grown."""

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.lifelike_figures import is_leafy, photographed_pixels
from cavendish_illustrator.figures.drawings.living_eyes import find_eyes, paint_eyes
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, luminance
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import Subject, TimeOfDay
from cavendish_illustrator.scenery.blurred_backdrop import blurred_room
from cavendish_illustrator.scenery.grown_land import let_land_grow
from cavendish_illustrator.scenery.skies import overexpose_sun
from cavendish_illustrator.staging.figure_builder import build_figure

_SIZE = (240, 240)


def _roughness(rgba: Field) -> float:
    grey = luminance(rgba[..., :3])
    inside = blur(rgba[..., 3], 4) > 0.98
    return float(np.abs(grey - blur(grey, 1.5))[inside].mean())


def _face(name: str) -> Field:
    figure = find_figure(FACES[name])
    assert figure is not None
    return figure.pixels(240)


def test_a_photographed_fox_has_hairs_where_its_drawing_is_even() -> None:
    cast = Cast(subject=Subject(concept="fox", word="fox"))
    figure = build_figure(cast)
    assert figure is not None
    drawn, seen = cast_pixels(cast, figure, 240), photographed_pixels(cast, figure, 240)
    assert _roughness(seen) > 1.6 * _roughness(drawn)


@pytest.mark.parametrize("name", ["fox", "lion", "bear", "wolf", "horse", "frog", "elephant", "rabbit"])
def test_two_dots_of_a_face_become_eyes_with_an_iris(name: str) -> None:
    face = _face(name)
    left, right = find_eyes(face)
    paint_eyes(face, [left, right])
    for eye in (left, right):
        below = face[round(eye.y + 0.32 * eye.height), round(eye.x)]
        assert float(below[0]) > float(below[2]) + 0.15, "a brown iris"


def test_a_cats_own_green_iris_is_left_to_it() -> None:
    face = _face("cat")
    before = face.copy()
    eyes = find_eyes(face)
    paint_eyes(face, eyes)
    assert len(eyes) == 2
    assert np.array_equal(face, before)


def test_trees_and_bushes_have_leaves_and_frogs_none() -> None:
    assert is_leafy("deciduous-tree")
    assert is_leafy("perch-tree")
    assert not is_leafy("frog")


def test_grass_grows_and_the_sky_stays_as_it_is() -> None:
    canvas = Canvas(_SIZE, TimeOfDay.DAY, 3)
    canvas.horizon_y = 120
    canvas.img[:120], canvas.img[120:] = (0.5, 0.7, 0.95), (0.35, 0.6, 0.2)
    let_land_grow(canvas)
    assert float(np.abs(canvas.img[:100] - np.array([0.5, 0.7, 0.95])).max()) < 0.01
    assert float(luminance(canvas.img[140:]).std()) > 0.02


def test_the_sun_of_a_photograph_has_no_edge() -> None:
    canvas = Canvas(_SIZE, TimeOfDay.DAY, 3)
    canvas.img[:] = (0.6, 0.75, 0.9)
    canvas.sun = (120.0, 60.0, 12.0)
    overexpose_sun(canvas)
    row = luminance(canvas.img[60, 60:180])
    assert float(row.max()) > 0.95
    assert float(np.abs(np.diff(row)).max()) < 0.03


def test_a_room_far_out_of_focus_has_no_sharp_edge_but_lights() -> None:
    canvas = Canvas(_SIZE, TimeOfDay.DAY, 3)
    blurred_room(canvas, 3, 150)
    tone = luminance(canvas.img[:148])
    assert float(tone.std()) > 0.05
    assert float(np.abs(np.diff(tone, axis=1)).max()) < 0.2


def _head_share(rgba: Field) -> float:
    """How wide the head is at the eyes, in parts of the figure's height."""
    seen = rgba[..., 3] > 0.5
    rows = np.flatnonzero(seen.any(1))
    tall = len(rows)
    return float(seen[rows[0] + round(0.07 * tall)].sum()) / tall


def test_a_photographed_man_has_a_smaller_head_than_a_drawn_one() -> None:
    cast = Cast(subject=Subject(concept="man", word="man"))
    figure = build_figure(cast)
    assert figure is not None
    assert _head_share(photographed_pixels(cast, figure, 300)) < 0.9 * _head_share(
        cast_pixels(cast, figure, 300)
    )


def test_steam_of_a_photographed_cup_has_no_edge() -> None:
    cast = Cast(subject=Subject(concept="hot-beverage", word="coffee"))
    figure = build_figure(cast)
    assert figure is not None
    above = slice(4, 60)
    drawn, seen = (paint(cast, figure, 240)[above, :, 3] for paint in (cast_pixels, photographed_pixels))
    assert float(np.abs(np.diff(seen, axis=1)).max()) < 0.4 * float(np.abs(np.diff(drawn, axis=1)).max())
    assert float(seen.max()) > 0.1


def test_a_photographed_white_dog_keeps_its_dark_eyes() -> None:
    cast = Cast(subject=Subject(concept="dog", word="dog", color="#f2f2f0"))
    figure = build_figure(cast)
    assert figure is not None
    seen = photographed_pixels(cast, figure, 240)
    dark = (luminance(seen[..., :3]) < 0.2) & (seen[..., 3] > 0.9)
    assert int(dark.sum()) > 200


def test_leaves_of_every_colour_grow_in_autumn_alone() -> None:
    def roughness(*, is_autumnal: bool) -> float:
        canvas = Canvas(_SIZE, TimeOfDay.DAY, 3)
        canvas.horizon_y = 0
        canvas.img[:] = (0.85, 0.5, 0.1)
        let_land_grow(canvas, is_autumnal=is_autumnal)
        return float(luminance(canvas.img).std())

    assert roughness(is_autumnal=True) > 1.5 * roughness(is_autumnal=False)
