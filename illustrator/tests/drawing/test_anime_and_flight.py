"""Anime has great eyes, ridden dragons fly, and nobody touches a part of the sun by chance."""

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Style, Subject, TimeOfDay
from cavendish_illustrator.scenery.disc_room import keep_off_disc
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.flyers import is_flyer
from cavendish_illustrator.staging.scene_drawing import is_anime_close_up
from cavendish_illustrator.understanding import parse_prompt

SIZE = (400, 400)


@pytest.mark.parametrize(
    ("prompt", "is_near"),
    [
        ("a girl with blue hair, anime style", True),
        ("chłopiec, styl anime", True),
        ("a girl with blue hair, comic style", False),
        ("a girl riding a bicycle, anime style", False),
        ("a cat, anime style", False),
        ("two girls, anime style", False),
    ],
)
def test_one_who_only_stands_there_is_shown_by_the_face_in_anime(prompt: str, is_near: bool) -> None:
    spec = parse_prompt(prompt)
    assert is_anime_close_up(spec, cast_roles(spec, 0)) is is_near


def test_an_anime_bust_wears_what_it_is_given() -> None:
    cast = Cast(subject=Subject(concept="girl", word="girl", hair="#2f6fe0"))
    usual, anime = build_bust(cast), build_bust(cast, Style.ANIME)
    assert usual is not None
    assert anime is not None
    assert anime.markup != usual.markup
    assert "#2f6fe0" in anime.markup
    worn = (Subject(concept="headphone", word="headphones"),)
    with_phones = build_bust(Cast(subject=cast.subject, worn=worn), Style.ANIME)
    assert with_phones is not None
    assert len(with_phones.markup) > len(anime.markup)


def test_a_ridden_dragon_flies_and_a_horse_does_not() -> None:
    for prompt, flies in (("a knight riding a dragon", True), ("a knight riding a horse", False)):
        spec = parse_prompt(prompt)
        (role,) = cast_roles(spec, 0).roles
        assert is_flyer(role, spec) is flies
        assert build_figure(role.cast) is not None


def _beside_sun(x: float) -> tuple[Canvas, Placed]:
    canvas = Canvas(SIZE, TimeOfDay.DAY, 0)
    canvas.disc = (200.0, 120.0, 20.0)
    figure = Figure(markup='<rect width="10" height="20" fill="#000"/>', width=10, height=20)
    cast = Cast(subject=Subject(concept="girl", word="girl"))
    placed = Placed(index=0, cast=cast, figure=figure, aspect=0.5, rise=1.0, x=x, feet_y=300.0, height=200.0)
    return canvas, placed


def test_who_touches_the_sun_moves_aside() -> None:
    canvas, placed = _beside_sun(160.0)
    keep_off_disc(canvas, [placed])
    assert placed.x + placed.width / 2 <= 200 - 20
    assert placed.x - placed.width / 2 >= SIZE[0] * 0.03


@pytest.mark.parametrize("x", [90.0, 200.0])
def test_who_is_clear_of_the_sun_or_hides_it_stays(x: float) -> None:
    canvas, placed = _beside_sun(x)
    keep_off_disc(canvas, [placed])
    assert placed.x == x
    assert np.isfinite(placed.feet_y)
