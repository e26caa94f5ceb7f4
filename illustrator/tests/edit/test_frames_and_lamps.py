"""Frames as they are drawn, and the light of a candle that was added."""

import numpy as np

from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.painting.pixel_ops import to_hsv
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Finish,
    Frame,
    FrameKind,
    Look,
    Place,
    Relight,
)


def test_a_gilded_frame_lies_around_the_whole_picture(edit):
    framed = edit(["flower"], Frame(kind=FrameKind.MOULDING, finish=Finish.GOLD)).image
    height, width = framed.shape[:2]
    for strip in (framed[3:14, 30:-30], framed[-14:-3, 30:-30], framed[30:-30, 3:14], framed[30:-30, -14:-3]):
        hue, saturation = np.median(to_hsv(strip).reshape(-1, 3), 0)[:2]
        assert 28 < hue < 55
        assert saturation > 0.3
    assert (
        np.median(to_hsv(framed[height // 2 - 9 : height // 2 + 9, width // 2 - 9 : width // 2 + 9])[..., 0])
        < 30
    )


def test_a_candle_lights_what_is_near_and_leaves_the_rest_dark(edit):
    candle = AddObject(concept="candle", word="candle", place=Place.RIGHT)
    lit = luminance(edit(["coffee"], candle, Relight(look=Look.CANDLELIGHT)).image)
    before = luminance(edit(["coffee"]).image)
    share = lit / np.maximum(before, 0.05)
    width = lit.shape[1]
    assert np.median(share[:, : width // 6]) < 0.75
    assert np.median(share[:, -width // 3 :]) > 1.3 * np.median(share[:, : width // 6])
