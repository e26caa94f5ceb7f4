"""What fog, rain and snow do to a painted place."""

import numpy as np

from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import TimeOfDay, Weather
from cavendish_illustrator.scenery.land_weather import weather_the_land
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.understanding import parse_prompt

_SIZE = (192, 192)


def _chequered() -> Canvas:
    canvas = Canvas(_SIZE, TimeOfDay.DAY, 1)
    canvas.img[:] = 0.1
    canvas.img[:, ::8] = 0.9
    return canvas


def test_fog_hides_the_horizon_more_than_what_is_near() -> None:
    canvas = _chequered()
    weather_the_land(canvas, Weather.FOG, is_snowy=False)
    far = canvas.img[int(canvas.horizon_y)].std()
    near = canvas.img[-4].std()
    assert far < near * 0.6


def test_rooms_have_no_weather() -> None:
    canvas = _chequered()
    canvas.is_indoors = True
    before = canvas.img.copy()
    weather_the_land(canvas, Weather.FOG, is_snowy=True)
    assert np.array_equal(canvas.img, before)


def test_rain_makes_pavements_mirror_the_street() -> None:
    canvas = Canvas(_SIZE, TimeOfDay.DAY, 1)
    canvas.img[:96] = (0.9, 0.1, 0.1)
    canvas.img[96:] = 0.4
    canvas.paved_y = 96.0
    weather_the_land(canvas, Weather.RAIN, is_snowy=False)
    assert canvas.img[100, :, 0].mean() > canvas.img[100, :, 1].mean() + 0.1


def test_snow_lies_on_grass() -> None:
    canvas = Canvas(_SIZE, TimeOfDay.DAY, 1)
    canvas.img[:] = (0.3, 0.6, 0.2)
    weather_the_land(canvas, None, is_snowy=True)
    assert canvas.img[-2].min() > 0.6


def test_boats_of_a_harbour_are_on_its_water() -> None:
    spec = parse_prompt("three fishing boats in a harbour")
    canvas = render_setting(spec, _SIZE, 3)
    assert canvas.stage.kind is StageKind.GROUND
    assert canvas.stage.water_bottom > canvas.stage.water_top
    assert draw_spec(spec, size=_SIZE, seed=3).report.placed == ["fishing-boat"]
