"""How near things are seen, and that they stand where such things stand."""

import numpy as np
import pytest

from cavendish_illustrator.figures.clothing.animal_clothes import animal_garment
from cavendish_illustrator.figures.clothing.roles import outfit
from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.scenery.setting_registry import chosen_setting, render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.scene_drawing import paint_scene
from cavendish_illustrator.understanding import parse_prompt

_SIZE = (192, 192)


def _painted(prompt: str) -> Canvas:
    return paint_scene(parse_prompt(prompt), _SIZE, 0)[0]


def _placed(prompt: str) -> dict[str, Placed]:
    spec = parse_prompt(prompt)
    canvas = render_setting(spec, _SIZE, 0)
    figures = arrange(canvas, spec, cast_roles(spec, 0, canvas.stage.tags))
    return {one.cast.subject.concept: one for one in figures}


@pytest.mark.parametrize(
    ("prompt", "is_near"),
    [
        ("una farfalla su un fiore", True),
        ("a violet flower", True),
        ("a flower in a park", False),
        ("a girl with a flower", False),
        ("a butterfly over a field of flowers", False),
    ],
)
def test_flowers_and_what_is_on_them_are_seen_from_near(prompt: str, is_near: bool) -> None:
    assert _painted(prompt).stage.is_near is is_near


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a king sitting on a throne", "throne_room"),
        ("Löwe auf einem Thron", "throne_room"),
        ("snow globe with a house inside", "table_top"),
    ],
)
def test_a_throne_is_in_its_hall_and_a_globe_on_a_table(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 0) == place


def test_a_fence_runs_across_before_who_is_behind_it() -> None:
    fence = _placed("a cat behind a fence")["fence"]
    assert fence.width > 0.6 * _SIZE[0]


def test_who_is_under_a_tree_is_seen_from_so_near_that_it_fills_the_picture() -> None:
    figures = _placed("a samurai standing under a cherry blossom tree")
    assert figures["samurai"].height > 0.36 * _SIZE[1]


def test_the_fruit_of_a_pie_lies_on_it() -> None:
    assert len(_placed("tarta z jabłkami")) == 1


def test_the_sea_is_warm_under_a_low_sun() -> None:
    low, high = (
        _painted(f"{when} over the sea").img[-60:].reshape(-1, 3).mean(0)
        for when in ("golden hour", "midday")
    )
    assert low[0] / low[2] > high[0] / high[2] + 0.25


def test_animals_have_space_suits_and_white_coats_one_can_see() -> None:
    assert outfit("astronaut") == ("space-suit", "#e4e9ef")
    assert "#3f6fd0" in animal_garment("space-suit", "#e4e9ef")
    white, brown = animal_garment("coat", "#f4f7fa"), animal_garment("coat", "#7a5030")
    assert "#6fa8d0" in white
    assert "#6fa8d0" not in brown


def test_beds_have_leaves_between_their_flowers() -> None:
    picture = _painted("a rose garden").img[
        int(_SIZE[1] * 0.68) : int(_SIZE[1] * 0.92), : int(_SIZE[0] * 0.3)
    ]
    is_red = (picture[..., 0] > 0.5) & (picture[..., 1] < 0.3) & (picture[..., 2] < 0.35)
    assert float(np.mean(is_red)) > 0.14


def test_leaves_of_a_pattern_do_not_flutter() -> None:
    chosen = with_chosen_drawings(parse_prompt("seamless pattern of lemons and leaves"))
    assert "leaf-spray" in [one.concept for one in chosen.subjects]
