"""Pictures of many things in stated places, in few colours, in panels."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.panel_sheet import panel_boxes
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.understanding import parse_prompt

SIZES = [(512, 512), (640, 384), (384, 640)]


def placed_for(prompt: str, size: tuple[int, int]) -> dict[str, Placed]:
    spec = parse_prompt(prompt)
    canvas = Canvas(size, TimeOfDay.DAY, 3)
    return {one.cast.subject.concept: one for one in arrange(canvas, spec, cast_roles(spec, 3))}


@pytest.mark.parametrize("size", SIZES)
def test_left_middle_and_right_are_kept(size: tuple[int, int]) -> None:
    found = placed_for("a horse on the right, a candle in the middle, an owl on the left", size)
    xs = [found[name].x for name in ("owl", "candle", "horse")]
    assert xs == sorted(xs)
    assert found["owl"].x < size[0] * 0.45
    assert found["horse"].x > size[0] * 0.55


@pytest.mark.parametrize("size", SIZES)
def test_near_is_lower_and_drawn_later_than_far(size: tuple[int, int]) -> None:
    found = placed_for("a fox, in the background a house on the left, in the foreground a tulip", size)
    assert found["house"].feet_y < found["fox"].feet_y < found["tulip"].feet_y
    assert found["house"].order < found["fox"].order < found["tulip"].order


@pytest.mark.parametrize("size", SIZES)
def test_what_is_at_the_top_hangs_above_the_rest(size: tuple[int, int]) -> None:
    found = placed_for("a dragon at the top, a knight on the left, a horse on the right", size)
    assert found["dragon"].feet_y < size[1] * 0.5 < found["knight"].feet_y


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_too_small_to_be_seen_and_all_is_inside(size: tuple[int, int]) -> None:
    prompt = "a house on the left, a mouse in the middle, a cup on the right, an apple in the foreground"
    for one in placed_for(prompt, size).values():
        assert one.height >= size[1] * 0.07
        assert one.x - one.width / 2 >= 0
        assert one.x + one.width / 2 <= size[0]


@pytest.mark.parametrize("size", SIZES)
def test_what_has_no_side_hides_nobody_who_has(size: tuple[int, int]) -> None:
    found = placed_for("a child on the left, an umbrella on the right, a chair on the right, a piano", size)
    child, piano = found["child"], found["piano"]
    assert child.x + child.width / 2 <= piano.x - piano.width / 2 + size[0] * 0.03


def test_a_boat_by_the_beach_is_on_the_water() -> None:
    spec = parse_prompt("a beach, a child on the left, a chair on the right, a sailboat")
    canvas = render_setting(spec, (512, 512), 3)
    found = {one.cast.subject.concept: one for one in arrange(canvas, spec, cast_roles(spec, 3))}
    assert found["sailboat"].feet_y < canvas.stage.far_y
    assert found["sailboat"].order < found["child"].order


def test_a_ring_stands_around_its_middle() -> None:
    found = placed_for("a bear, a fox, a rabbit and a deer in a circle around a campfire", (512, 512))
    fire = found.pop("campfire")
    assert min(one.x for one in found.values()) < fire.x < max(one.x for one in found.values())
    feet = [one.feet_y for one in found.values()]
    assert min(feet) < fire.feet_y < max(feet)


def test_few_colors_leave_no_other_hue() -> None:
    picture = draw("an owl on the left, a cat on the right, only teal and coral", size=(256, 256), seed=2)
    pixels = np.asarray(picture.image.convert("HSV"), np.int32).reshape(-1, 3)
    vivid = pixels[(pixels[:, 1] > 90) & (pixels[:, 2] > 60)][:, 0] * 360 / 255
    is_teal = np.abs(vivid - 180) < 25
    is_coral = (vivid < 30) | (vivid > 335)
    assert (is_teal | is_coral).mean() > 0.97
    assert is_teal.any()
    assert is_coral.any()


def test_few_colors_keep_what_is_transparent() -> None:
    image = np.zeros((8, 8, 4), np.float32)
    assert in_few_colors(image, ("#22b8b8",)).shape == (8, 8, 4)


@pytest.mark.parametrize("count", range(2, 10))
@pytest.mark.parametrize("size", SIZES)
def test_panels_fill_the_sheet_and_never_meet(count: int, size: tuple[int, int]) -> None:
    boxes = panel_boxes(count, *size, 6)
    assert len(boxes) == count
    covered = np.zeros((size[1], size[0]), np.int32)
    for left, top, right, bottom in boxes:
        assert 0 < left < right < size[0]
        assert 0 < top < bottom < size[1]
        covered[top:bottom, left:right] += 1
    assert covered.max() == 1
    assert covered.mean() > 0.85


@pytest.mark.parametrize("size", [(64, 64), (256, 192)])
def test_panels_are_drawn_at_the_exact_size_and_the_same_each_time(size: tuple[int, int]) -> None:
    prompt = 'a fox in four panels: spring, summer, autumn and winter, title "Year" at the top'
    first, second = (draw(prompt, size=size, seed=5) for _ in range(2))
    assert first.image.size == size
    assert first.image.tobytes() == second.image.tobytes()
    assert first.report.placed.count("fox") == 4


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "prompt",
    ["isometric bookshop with a chair, a cat and a lamp", "isometric island with a palm tree and a chest"],
)
def test_an_isometric_piece_holds_its_things_on_its_ground(prompt: str, size: tuple[int, int]) -> None:
    spec = parse_prompt(prompt)
    canvas = render_setting(spec, size, 3)
    assert canvas.stage.is_bounded
    for one in arrange(canvas, spec, cast_roles(spec, 3, canvas.stage.tags)):
        if not one.is_airborne:
            assert canvas.stage.left - 1 <= one.x - one.width / 2
            assert one.x + one.width / 2 <= canvas.stage.right + 1
            assert one.feet_y < size[1]


def test_a_card_shows_all_it_was_asked_for_between_its_two_texts() -> None:
    prompt = (
        "invitation with a giraffe on the left, a monkey on the right, a cake in the middle, a fox in front,"
        ' text "Leo turns 3" at the top and "Saturday" at the bottom'
    )
    placed = draw(prompt, size=(320, 320), seed=1).report.placed
    assert {"giraffe", "monkey", "birthday-cake", "fox"} <= set(placed)


def test_a_sheet_of_stickers_has_them_all() -> None:
    prompt = "stickers: an avocado, a cactus, a donut, a cat and a rainbow"
    picture = draw(prompt, size=(300, 300), seed=1)
    assert len(picture.report.placed) == 5
    cover = np.asarray(picture.image)[..., 3] > 128
    assert cover[:150].any()
    assert cover[150:].any()
