"""Ships lie in the water, tanks have frames, hats fit busts, and light leaves skin its colour."""

import numpy as np
import pytest

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.scene_drawing import paint_scene
from cavendish_illustrator.staging.swimmers import hull_rows, is_hull, waves_before
from cavendish_illustrator.understanding import parse_prompt

_SIZE = (192, 192)


def _one(concept: str) -> Subject:
    return Subject(concept=concept, word=concept)


def _placed(concept: str) -> Placed:
    figure = Figure(markup="", width=100, height=100)
    return Placed(
        index=0, cast=Cast(subject=_one(concept)), figure=figure, aspect=1.0, rise=1.0,
        x=96.0, feet_y=150.0, height=120.0,
    )  # fmt: skip


def _meadow() -> Canvas:
    return render_setting(parse_prompt("a meadow"), _SIZE, 0)


@pytest.mark.parametrize(
    ("concept", "floats"), [("pirate-ship", True), ("rowing-boat", True), ("dolphin", False)]
)
def test_ships_are_hulls_and_animals_are_not(concept: str, floats: bool) -> None:
    assert is_hull(_placed(concept)) is floats


def test_waves_lie_before_the_foot_of_a_hull() -> None:
    canvas, ship = _meadow(), _placed("ship")
    rows = hull_rows(canvas, ship)
    before = canvas.img[rows].copy()
    canvas.img[rows] = (1.0, 0.0, 1.0)
    waves_before(canvas, ship, before, rows)
    middle = canvas.img[rows, 90:102]
    assert np.allclose(middle[0], (1.0, 0.0, 1.0))
    assert np.abs(middle[-1] - before[-1, 90:102]).max() < 0.1
    assert np.allclose(canvas.img[rows, 2], (1.0, 0.0, 1.0))


def test_an_aquarium_has_a_frame_and_stands_on_wood() -> None:
    canvas, _ = paint_scene(parse_prompt("Zlatá rybka v akváriu"), _SIZE, 0)
    assert canvas.stage.is_whole
    red, _, blue = canvas.img[-6:, 40:150].reshape(-1, 3).mean(0)
    assert red > blue + 0.1


def test_santa_has_a_white_beard_on_any_skin() -> None:
    for skin in range(5):
        assert 'fill="#f6f4f0" fill-rule="evenodd"' in person(Look(role="santa-claus", skin=skin)).markup


def test_what_flies_alone_is_seen() -> None:
    spec = parse_prompt("a bird")
    canvas = render_setting(spec, _SIZE, 0)
    bird = arrange(canvas, spec, cast_roles(spec, 0, canvas.stage.tags))[0]
    assert bird.is_airborne
    assert bird.height > 0.24 * _SIZE[1]


def test_a_hat_on_a_bust_is_as_wide_as_its_hair() -> None:
    bare, hatted = (
        build_bust(Cast(subject=_one("man"), worn=worn), None) for worn in ((), (_one("top-hat"),))
    )
    assert bare is not None
    assert hatted is not None
    assert hatted.height > bare.height + 12
    assert hatted.head_width == bare.head_width


def test_light_on_pale_skin_leaves_it_its_colour() -> None:
    canvas = _meadow()
    disc = np.zeros((96, 96, 4), np.float32)
    ys, xs = np.mgrid[0:96, 0:96]
    disc[..., :3], disc[..., 3] = (0.98, 0.86, 0.74), np.hypot(ys - 48, xs - 48) < 46
    box = place_sprite(canvas, Sprite(disc), (96, 150), 96, Finish(relight=0.6, shadow=False, tint=0.0))
    shown = canvas.img[box.top + 14 : box.top + 82, box.left + 14 : box.left + 82]
    assert float((shown[..., 0] - shown[..., 2]).min()) > 0.1


def test_a_royal_animal_wears_a_cloak_and_a_steam_engine_no_second_steam() -> None:
    royal, plain = (
        build_figure(Cast(subject=Subject(concept="frog", word="frog", role=role)))
        for role in ("prince", None)
    )
    assert royal is not None
    assert plain is not None
    assert royal.markup.count("#a8283a") > plain.markup.count("#a8283a")
    steaming, cold = (
        build_figure(Cast(subject=Subject(concept="locomotive", word="train", state=state)))
        for state in ("steaming", None)
    )
    assert steaming == cold


def test_small_eyes_are_not_blackened_by_the_ink_of_a_comic() -> None:
    pixels = person(Look(role="woman")).pixels(300)
    face = pixels[: round(pixels.shape[0] * 0.55)]
    dark, spared = (ink_lines(face, 2.3, is_coloured=told) for told in (False, True))
    assert float(spared.sum()) < 0.9 * float(dark.sum())
    outline = np.abs(np.diff((face[..., 3] > 0.5).astype(np.float32), axis=0)) > 0.5
    assert float(spared[1:][outline].min()) > 0.3
