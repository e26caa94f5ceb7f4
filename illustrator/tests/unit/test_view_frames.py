"""A place seen from a tent, a cave, through an arch or a door is seen so, in every language."""

import numpy as np
import pytest

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.scenery.vehicle_windows import paint_vehicle_window
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "frame", "land"),
    [
        ("view from a tent opening onto a mountain lake at sunrise", "tent_opening", "lake"),
        ("widok z namiotu na góry", "tent_opening", "mountains"),
        ("Blick aus dem Zelt auf einen Bergsee", "tent_opening", "lake"),
        ("vue depuis une grotte sur la mer", "cave_mouth", "sea"),
        ("desde una cueva, el mar", "cave_mouth", "sea"),
        ("de dentro de uma caverna, o mar", "cave_mouth", "sea"),
        ("вид з печери на море", "cave_mouth", "sea"),
        ("vista attraverso un arco su un villaggio", "stone_arch", "village"),
        ("průhled obloukem na hrad", "stone_arch", "castle"),
        ("uitzicht door een open deur op de tuin", "doorway", "garden"),
    ],
)
def test_the_land_is_seen_from_where_the_prompt_says(prompt: str, frame: str, land: str) -> None:
    spec = parse_prompt(prompt)
    assert frame in spec.settings
    assert spec.settings[0] == land
    assert not any(one.concept in ("tent", "cave", "rock-arch", "open-doorway") for one in spec.subjects)


def test_boots_and_cup_lie_at_the_opening_of_the_tent_and_nobody_opens_it() -> None:
    spec = parse_prompt("view from a tent opening onto a lake, a pair of boots in front, a tin mug")
    assert set(spec.motifs) == {"boot", "mug-plain"}
    assert spec.subjects == ()


def test_a_deer_that_a_tent_looks_out_on_stands_in_the_land() -> None:
    spec = parse_prompt("a deer by a lake seen from inside a tent")
    assert [one.concept for one in spec.subjects] == ["deer"]
    assert "tent_opening" in spec.settings


@pytest.mark.parametrize("frame", ["cave_mouth", "stone_arch", "doorway", "tent_opening"])
def test_a_frame_leaves_the_middle_and_covers_the_corners(frame: str) -> None:
    canvas = Canvas((160, 120), TimeOfDay.DAY, 3)
    canvas.img[:] = (0.1, 0.9, 0.1)
    paint_vehicle_window(canvas, frame, ())
    green = canvas.img[..., 1] - canvas.img[..., 0] > 0.7
    assert green[50:70, 70:90].all()
    assert not green[2, [2, -3]].any()
    assert float(np.mean(green)) > 0.2
