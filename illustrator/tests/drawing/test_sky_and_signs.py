"""Rainbows, great moons, castles under dragons, and what a sign says."""

import numpy as np
import pytest

from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.lettered_things import has_lettered_thing
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.hands.vessels import filled
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, Subject, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.scene_drawing import paint_scene
from cavendish_illustrator.understanding import parse_prompt

SIZE = (256, 256)


def placed_in(spec: PictureSpec, seed: int = 3) -> tuple[Canvas, list[Placed]]:
    canvas = render_setting(spec, SIZE, seed)
    return canvas, arrange(canvas, spec, cast_roles(spec, seed, canvas.stage.tags))


@pytest.mark.parametrize("seed", range(4))
def test_a_dragon_flies_above_the_towers(seed: int) -> None:
    spec = parse_prompt("a dragon flying over a castle")
    canvas, figures = placed_in(spec, seed)
    assert figures[0].feet_y <= canvas.stage.sky_room
    assert figures[0].feet_y - figures[0].height >= 0


def test_who_flies_at_night_is_before_the_moon() -> None:
    spec = parse_prompt("a bat flying at night")
    canvas, figures = placed_in(spec)
    assert canvas.disc is not None
    x, y, radius = canvas.disc
    assert abs(figures[0].x - x) < radius
    assert abs(figures[0].feet_y - figures[0].height / 2 - y) < radius


def test_a_rainbow_spans_the_sky_and_is_no_figure() -> None:
    spec = parse_prompt("a rainbow in the sky")
    canvas, figures = placed_in(spec)
    assert not figures
    assert "rainbow" in canvas.stage.tags


def test_a_rainbow_that_is_slid_on_stays_a_thing() -> None:
    _, figures = placed_in(parse_prompt("a unicorn on a rainbow"))
    assert "rainbow" in {one.cast.subject.concept for one in figures}


def test_a_clear_sky_has_no_bank_of_clouds() -> None:
    clear = render_setting(parse_prompt("no clouds, clear sky"), SIZE, 1).img[:120]
    assert np.abs(np.diff(clear.mean(-1), axis=1)).mean() < 0.01


def test_what_a_sign_says_stands_on_it() -> None:
    spec = parse_prompt("a sign that says 'OPEN'")
    assert has_lettered_thing(spec)
    said, _ = paint_scene(spec, SIZE, 1)
    silent, _ = paint_scene(parse_prompt("a sign"), SIZE, 1)
    changed = np.argwhere(np.abs(said.img - silent.img).max(-1) > 0.2)
    assert len(changed) > 100
    assert not has_lettered_thing(parse_prompt("a dog that says 'OPEN'"))


def test_a_rainbow_is_seen_with_the_sun_behind_us_unless_a_time_was_named() -> None:
    assert render_setting(parse_prompt("a rainbow in the sky"), SIZE, 2).light.time is TimeOfDay.DAY
    dusk = render_setting(parse_prompt("a rainbow at sunset"), SIZE, 2)
    assert dusk.light.time is TimeOfDay.SUNSET


@pytest.mark.parametrize("seed", range(6))
def test_a_sun_that_was_asked_for_is_not_cut_by_the_frame(seed: int) -> None:
    spec = parse_prompt("sunrise over the mountains")
    canvas, _ = paint_scene(spec, SIZE, seed)
    assert canvas.disc is not None
    x, y, radius = canvas.disc
    assert x - radius >= 0
    assert x + radius <= SIZE[0]
    assert y - radius >= 0


def test_a_sofa_by_the_fire_does_not_hide_it() -> None:
    canvas, figures = placed_in(parse_prompt("a cat on a sofa next to the fireplace"))
    assert canvas.stage.right - canvas.stage.left < 0.65 * SIZE[0]
    assert all(one.x - one.width / 2 > canvas.stage.left - 8 for one in figures)


def test_a_map_is_never_mirrored() -> None:
    for seed in range(6):
        _, figures = placed_in(parse_prompt("a map of Japan"), seed)
        assert not figures[0].finish.flip


def test_apples_in_a_basket_lie_behind_its_rim_and_before_its_handle() -> None:
    full = filled("basket", "red-apple", None, None)
    assert full is not None
    apple, rim = full.markup.index("translate"), full.markup.rindex("translate")
    assert full.markup.index("<path") < apple < rim


def test_a_penguins_scarf_is_as_wide_as_its_neck() -> None:
    bare = build_figure(Cast(subject=Subject(concept="penguin", word="penguin")))
    assert bare is not None
    nape, neck = bare.anchors["nape"], bare.anchors["neck"]
    assert nape[0] - neck[0] == pytest.approx(bare.width * 0.31)


def test_who_has_a_sword_and_a_shield_shows_both() -> None:
    knight, sword, shield = (Subject(concept=name, word=name) for name in ("knight", "sword", "shield"))
    with_both = build_figure(Cast(subject=knight, held=(sword, shield)))
    with_sword = build_figure(Cast(subject=knight, held=(sword,)))
    assert with_both is not None
    assert with_sword is not None
    assert len(with_both.markup) > len(with_sword.markup)
