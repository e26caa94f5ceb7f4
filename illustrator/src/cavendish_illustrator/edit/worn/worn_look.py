"""Makes a drawn hat or pair of glasses look like a thing that somebody wears in a photograph."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.edit.worn.setting import Setting
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, brightest, clamp, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

_FELT: Final = 0.09
"""How much the cloth's own unevenness lightens and darkens it."""
_TURNED_AWAY: Final = 0.42
"""How much darker the side is that the light does not reach."""
_SHADE: Final = 0.5
_REACH: Final = 0.1
"""How far a brim's shadow falls, in the thing's height."""
_HAIR: Final = 0.04
"""How far hairs stand up before its edge, in the same."""
Point = tuple[float, float]
_STRAP: Final = "#2b2320"
_STRING: Final = "#e9e6df"
_STRING_WIDTH, _KNOT = 0.14, 0.07
"""Width of a string and height of the knot above it, in a balloon's width."""
_SHOWN: Final = 0.02


def in_the_round(rgba: Field, picture: WorkingPicture) -> Field:
    """Shade a flat drawing as a round thing of cloth, as sharp as the photograph around it."""
    height, width = rgba.shape[:2]
    rng = picture.rng(107)
    alpha = rgba[..., 3]
    solid = np.maximum(alpha.sum(1, keepdims=True), 1.0)
    xs = np.arange(width, dtype=np.float32)[None]
    middle = (alpha * xs).sum(1, keepdims=True) / solid
    # Every row is taken for a cross-section of something round: dark toward its ends, most of all in the lee.
    across = np.clip((xs - middle) / np.maximum(solid / 2, 1.0), -1, 1) * side_of_light(picture.rgb)
    lit = 1 - _TURNED_AWAY * smoothstep(0.35, -1.1, across) - 0.22 * smoothstep(0.6, 1.05, across)
    lit = blur(np.asarray(lit * np.ones_like(alpha), np.float32), 0.02 * height)
    fine = max(1.0, 0.008 * height)
    felt = 1 + (noise((height, width), (fine, fine), rng, 2) - 0.5) * _FELT
    felt = felt * (1 + (noise((height, width), (0.09 * height, 0.05 * height), rng, 3) - 0.5) * 2 * _FELT)
    soft = blur(np.concatenate([rgba[..., :3] * alpha[..., None], alpha[..., None]], -1), 0.5 * picture.unit)
    color = soft[..., :3] / np.maximum(soft[..., 3:], 1e-3)
    return clamp(np.concatenate([color * (lit * felt)[..., None], soft[..., 3:]], -1))


def shade_what_wears(canvas: Canvas, before: Field, matte: Field, height: float) -> None:
    """Let what was just drawn throw its shade on the head below it."""
    worn = smoothstep(_SHOWN, 3 * _SHOWN, brightest(np.abs(canvas.img - before)))
    down = max(1, round(_REACH * height))
    fallen = np.zeros_like(worn)
    fallen[down:] = worn[:-down]
    shade = blur(np.maximum(fallen, worn), 0.35 * down) * (1 - worn) * matte
    canvas.img = np.asarray(
        mix(canvas.img, canvas.img * np.float32(1 - _SHADE), shade[..., None]), np.float32
    )


def hairs_before(canvas: Canvas, before: Field, picture: WorkingPicture, settings: Sequence[Setting]) -> None:
    """Let single hairs of the fur below hats that were just drawn stand up before their lower edges."""
    if not settings:
        return
    worn = smoothstep(_SHOWN, 3 * _SHOWN, brightest(np.abs(canvas.img - before)))
    long = max(3, round(_HAIR * max(one.height for one in settings)))
    thin = noise(worn.shape, (0.09 * long + 0.6, 3.0 * long), picture.rng(173), 2)
    # The nearer to the edge, the more hairs reach that high.
    high = np.zeros_like(worn)
    for share in (0.25, 0.5, 0.75, 1.0):
        up = max(1, round(share * long))
        high[:-up] += 0.25 * (1 - worn[up:]) * picture.matte[up:]
    cover = worn * smoothstep(0.62, 0.7, thin + 0.16 * (high - 1)) * smoothstep(0.0, 0.5, high)
    soft = 0.75 * blur(np.asarray(cover * picture.matte, np.float32), 0.8 * canvas.unit)
    canvas.img = np.asarray(mix(canvas.img, before, soft[..., None]), np.float32)


def without_own_string(rgba: Field) -> tuple[Field, tuple[float, float]]:
    """The drawing down to its knot, all clear below, and the knot's place in its width and height."""
    seen = rgba[..., 3] > 0.3
    wide = seen.sum(1)
    widest = int(wide.argmax())
    thin = np.flatnonzero(wide[widest:] < _STRING_WIDTH * wide[widest])
    row = widest + int(thin[0]) if len(thin) else rgba.shape[0] - 1
    column = float(np.flatnonzero(seen[row]).mean()) if seen[row].any() else rgba.shape[1] / 2
    result = rgba.copy()
    result[row + round(_KNOT * wide[widest]) :, :, 3] = 0
    return result, (column / rgba.shape[1], row / rgba.shape[0])


def draw_strap(canvas: Canvas, ends: tuple[tuple[float, float], tuple[float, float]], top: Point) -> None:
    """Draw a dark strap from both sides of a neck down to what hangs from it."""
    wide = abs(ends[1][0] - ends[0][0])
    cover = np.zeros(canvas.img.shape[:2], np.float32)
    for end, side in zip(ends, (-1, 1), strict=True):
        ts = np.linspace(0, 1, 24)[:, None]
        low = np.array((top[0] + side * 0.1 * wide, top[1] + 0.05 * wide))
        bend = np.array((end[0] - side * 0.02 * wide, (end[1] + low[1]) / 2))
        points = (1 - ts) ** 2 * np.array(end) + 2 * ts * (1 - ts) * bend + ts**2 * low
        fixed = [np.round(points * 16).astype(np.int32)]
        thick = max(2, round(0.035 * wide))
        cv2.polylines(cover, fixed, isClosed=False, color=1.0, thickness=thick, lineType=cv2.LINE_AA, shift=4)
    shade = blur(cover, 0.02 * wide)
    canvas.img = np.asarray(canvas.img * (1 - 0.35 * shade)[..., None], np.float32)
    canvas.img = np.asarray(mix(canvas.img, _STRAP, (0.95 * clamp(cover))[..., None]), np.float32)


def draw_string(canvas: Canvas, top: tuple[float, float], hand: tuple[float, float]) -> None:
    """Draw the string of a balloon, hanging a little slack, down to the hand that holds it."""
    ts = np.linspace(0, 1, 40)[:, None]
    slack = (hand[0] * 0.75 + top[0] * 0.25, (top[1] + hand[1]) / 2)
    points = (1 - ts) ** 2 * np.array(top) + 2 * ts * (1 - ts) * np.array(slack) + ts**2 * np.array(hand)
    line = np.zeros(canvas.img.shape[:2], np.float32)
    fixed = [np.round(points * 16).astype(np.int32)]
    thick = max(1, round(2.2 * canvas.unit))
    cv2.polylines(line, fixed, isClosed=False, color=1.0, thickness=thick, lineType=cv2.LINE_AA, shift=4)
    canvas.img = np.asarray(mix(canvas.img, _STRING, clamp(line)[..., None]), np.float32)
