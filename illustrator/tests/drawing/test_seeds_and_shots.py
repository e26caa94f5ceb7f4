"""What the seed changes in a fully named scene, and what it must leave."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, Subject, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, chosen_template
from cavendish_illustrator.staging.camera import Topic, take_shot
from cavendish_illustrator.staging.scene_drawing import paint_scene

SIZE = (192, 144)


def _sides(seeds: range, *, may_mirror: bool) -> set[int]:
    template = SettingTemplate(names=("x",), paint=lambda canvas, spec: None, may_mirror=may_mirror)
    found = set()
    for seed in seeds:
        canvas = Canvas(SIZE, TimeOfDay.DAY, seed)
        canvas.img[:, : SIZE[0] // 2] = 1.0
        take_shot(canvas, template, Topic(count=0, height_m=0.0), None)
        found.add(int(canvas.img[:, 0].mean() > canvas.img[:, -1].mean()))
    return found


def test_eight_seeds_of_a_fully_named_scene_are_eight_different_pictures() -> None:
    pictures = [
        np.asarray(draw("red fox in a snowy forest at sunset", size=SIZE, seed=seed).image, np.float32)
        for seed in range(8)
    ]
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            assert float(np.abs(one - other).mean()) > 12


def test_some_seeds_mirror_a_place_but_never_one_with_lettering() -> None:
    assert _sides(range(12), may_mirror=True) == {0, 1}
    assert _sides(range(12), may_mirror=False) == {1}


def test_shop_signs_are_never_mirrored() -> None:
    assert not chosen_template(PictureSpec(prompt="", settings=("storefront",)), 0).may_mirror


@pytest.mark.parametrize("framing", [None, "wide", "close_up"])
def test_after_a_shot_figures_still_stand_inside_the_picture(framing: str | None) -> None:
    for seed in range(8):
        canvas = Canvas(SIZE, TimeOfDay.DAY, seed)
        take_shot(
            canvas,
            SettingTemplate(names=("x",), paint=lambda canvas, spec: None),
            Topic(count=1, height_m=0.5),
            framing,
        )
        stage = canvas.stage
        assert canvas.img.shape == (SIZE[1], SIZE[0], 3)
        assert canvas.focus.shape == (SIZE[1], SIZE[0])
        assert stage.far_y < stage.near_y <= SIZE[1]
        assert 0 <= stage.left < stage.right <= SIZE[0]
        assert stage.hero_height <= 0.8 * SIZE[1]


def test_a_cup_of_coffee_stands_on_a_table_in_any_place() -> None:
    cup = PictureSpec(prompt="", settings=("paris",), subjects=(Subject(concept="hot-beverage", word="cup"),))
    dog = PictureSpec(prompt="", settings=("paris",), subjects=(Subject(concept="dog", word="dog"),))
    assert paint_scene(cup, SIZE, 1)[0].stage.kind is StageKind.SURFACE
    assert paint_scene(dog, SIZE, 1)[0].stage.kind is StageKind.GROUND


def test_a_card_says_its_wish_unless_text_is_forbidden() -> None:
    written, bare = (
        np.asarray(draw(prompt, size=(256, 256)).image, np.float32)
        for prompt in ("birthday card", "birthday card, no text")
    )
    assert float(np.abs(written - bare)[:128].mean()) > 4
