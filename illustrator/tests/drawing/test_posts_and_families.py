"""No lamp grows out of a head, a family has its young, and what is crossed is a road."""

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, Post
from cavendish_illustrator.picture_spec import Subject, TimeOfDay
from cavendish_illustrator.scenery.posts import set_posts
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.casting import cast_roles, one_of_several
from cavendish_illustrator.understanding import parse_prompt

SIZE = (320, 320)


def _canvas() -> Canvas:
    canvas = Canvas(SIZE, TimeOfDay.DAY, 0)
    canvas.img[:] = 0.5
    canvas.posts.append(Post("street_lamp", 160.0, 240.0, 120.0))
    return canvas


def _somebody(x: float, width: float) -> Placed:
    figure = Figure(markup="", width=1, height=1)
    cast = Cast(subject=Subject(concept="girl", word="girl"))
    return Placed(
        index=0, cast=cast, figure=figure, aspect=width / 150, rise=1.0, x=x, feet_y=280.0, height=150.0
    )


def _painted_columns(canvas: Canvas) -> np.ndarray:
    return np.nonzero(np.abs(canvas.img - 0.5).max(-1)[:200].max(0) > 0.1)[0]


def test_a_post_stands_where_it_was_wanted_if_nobody_is_there() -> None:
    canvas = _canvas()
    set_posts(canvas, [_somebody(40.0, 60.0)])
    columns = _painted_columns(canvas)
    assert columns.min() < 160 < columns.max()


def test_a_post_moves_aside_from_whoever_stands_before_it() -> None:
    canvas = _canvas()
    set_posts(canvas, [_somebody(160.0, 60.0)])
    columns = _painted_columns(canvas)
    assert len(columns)
    assert columns.min() > 190 or columns.max() < 130


def test_a_post_without_room_is_left_out() -> None:
    canvas = _canvas()
    set_posts(canvas, [_somebody(160.0, 310.0)])
    assert not len(_painted_columns(canvas))


@pytest.mark.parametrize("prompt", ["a family of ducks", "a duck family", "Eine Familie von Enten"])
def test_a_family_of_ducks_has_ducklings(prompt: str) -> None:
    (role,) = cast_roles(parse_prompt(prompt), 0).roles
    members = [one_of_several(role.cast, copy).subject for copy in range(role.count)]
    assert [one.concept for one in members] == ["duck", "duck", "duckling", "duckling"]


def test_four_ducks_are_no_family() -> None:
    (role,) = cast_roles(parse_prompt("four ducks"), 0).roles
    assert {one_of_several(role.cast, copy).subject.concept for copy in range(4)} == {"duck"}


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a duck crossing the road", "road_crossing"),
        ("kaczki przechodzą przez ulicę", "road_crossing"),
        ("Una familia de patos cruzando la calle", "road_crossing"),
        ("a duck on the road", "road"),
        ("a train crossing a bridge", "viaduct"),
        ("two bears dancing under the stars", "meadow"),
        ("a bear painting in an art studio", "art_studio"),
    ],
)
def test_a_place_suits_what_is_done_there(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 0) == place
