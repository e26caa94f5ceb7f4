"""It rains and snows outside, not in the room."""

from dataclasses import replace

import numpy as np
import pytest

from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.scene_drawing import paint_scene


@pytest.mark.parametrize("name", ["living_room", "hearth", "windowsill"])
def test_rain_stays_behind_the_panes(name: str) -> None:
    dry = PictureSpec(prompt="", settings=(name,), time_of_day=TimeOfDay.DAY)
    wet = replace(dry, weather=Weather.RAIN)
    canvas = render_setting(wet, (256, 256), 4)
    assert canvas.is_indoors
    changed = np.abs(canvas.img - render_setting(dry, (256, 256), 4).img).sum(-1) > 0.02
    assert changed.any()
    assert not changed[240:].any()


def test_rain_falls_on_everything_out_of_doors() -> None:
    spec = PictureSpec(prompt="", settings=("street",), weather=Weather.RAIN)
    assert not render_setting(spec, (128, 128), 4).is_indoors
    assert paint_scene(spec, (128, 128), 4)[1].image.shape == (128, 128, 3)
