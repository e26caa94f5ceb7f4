"""Rainbows and far birds: what a photograph shows in its sky, behind all that stands before it."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.finding.water_region import split_water
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize, to_rgb

_BAND: Final = 0.075
"""Width of a rainbow, in parts of the picture's short side."""
_STRENGTH: Final = 0.62
_RED, _VIOLET = 0.0, 280.0
_FAR_BIRDS: Final = frozenset({"bird", "dove", "eagle", "goose", "swan", "black-bird", "seagull"})
_HIGHEST_HALF: Final = 0.3
"""Birds keep above this part of the picture's height: lower, the open air may be a lake."""
_WING: Final = 0.028
"""Half the span of a far bird, in parts of the picture's long side."""


def is_far_bird(concept: str) -> bool:
    """Whether the sky of a photograph shows such a thing as a small dark shape."""
    return concept in _FAR_BIRDS


def open_air(picture: WorkingPicture) -> Field:
    """Where the sky is seen, or where it would be: above, behind the main object."""
    if picture.air is None:
        picture.air = _found_air(picture)
    return picture.air


def _found_air(picture: WorkingPicture) -> Field:
    sky = find_sky(picture.rgb, picture.body)
    if sky is not None:
        sky, picture.water = split_water(picture.rgb, sky)
        return sky
    height = picture.size[1]
    up: Field = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    return (1 - picture.matte if picture.has_object else 1.0) * smoothstep(0.85, 0.35, up)


def draw_rainbow(picture: WorkingPicture) -> None:
    """Let a rainbow stand in the sky, from one side of the picture to the other."""
    width, height = picture.size
    rng = picture.rng(97)
    band = _BAND * min(width, height)
    middle = width * float(rng.uniform(0.42, 0.58))
    radius = min(0.62 * width, 0.8 * height)
    foot = 0.06 * height + band + radius
    xs = np.arange(width, dtype=np.float32)[None] - middle
    ys = np.arange(height, dtype=np.float32)[:, None] - foot
    across = (radius + band / 2 - np.hypot(xs, ys)) / band
    hues = np.stack([_RED + (_VIOLET - _RED) * clamp(across), 0 * across + 0.72, 0 * across + 1.0], -1)
    cover = smoothstep(-0.12, 0.22, across) * smoothstep(1.12, 0.78, across)
    fades = smoothstep(foot, foot - 0.75 * radius, ys + foot) * 0.55 + 0.45
    alpha = cover * fades * open_air(picture) * _STRENGTH
    lit = 1 - (1 - picture.rgb) * (1 - 0.55 * to_rgb(hues))
    # On a bright sky light alone would not show: a part of the colour is laid over it.
    shown = mix(lit, to_rgb(hues), 0.45)
    picture.rgb = np.asarray(mix(picture.rgb, clamp(shown), alpha[..., None]), np.float32)


def _bird(size: float, rng: np.random.Generator) -> Field:
    """A gull as one sees it from afar: two bent wings and a body; cover 0..1."""
    side, fine = max(8, round(size * 2.4)), 4
    pixels = np.zeros((side * fine, side * fine), np.uint8)
    middle, span = side * fine / 2, size * fine
    lift, droop = float(rng.uniform(0.32, 0.62)), float(rng.uniform(-0.12, 0.14))
    for hand in (-1, 1):
        ts = np.linspace(0, 1, 24)
        xs = middle + hand * span * ts
        upper = middle - span * (lift * np.sin(np.pi * ts**0.8) * 0.8 + droop * ts)
        thick = span * 0.11 * (1 - ts) ** 0.6
        outline = np.concatenate([np.stack([xs, upper], -1), np.stack([xs, upper + thick], -1)[::-1]])
        cv2.fillPoly(pixels, [np.round(outline).astype(np.int32)], 255)
    body = (
        (round(middle), round(middle + span * 0.03)),
        (max(1, round(span * 0.16)), max(1, round(span * 0.07))),
    )
    cv2.ellipse(pixels, *body, 8, 0, 360, 255, -1)
    return resize(pixels.astype(np.float32) / 255, side, side)


def draw_far_birds(picture: WorkingPicture, count: int, color: str | None) -> None:
    """Scatter a loose flock over the open sky."""
    width, height = picture.size
    rng = picture.rng(101)
    air = open_air(picture)
    free = np.argwhere(blur(air, 0.02 * max(width, height)) > 0.9)
    free = free[(free[:, 0] < _HIGHEST_HALF * height) & (free[:, 0] > 0.05 * height)] if len(free) else free
    wing = _WING * max(width, height) * (1.25 if count <= 2 else 1.0)
    centre = free[int(rng.integers(len(free)))] if len(free) else np.array([0.2 * height, 0.5 * width])
    ink = rgb(color) if color else rgb("#20242c") * (0.5 + 0.5 * float(luminance(picture.rgb).mean()))
    taken: list[tuple[float, float]] = []
    for _ in range(40 * count):
        if len(taken) >= count:
            break
        if len(free):
            near = free[np.argsort(np.hypot(*(free - centre).T) + rng.exponential(3.2 * wing, len(free)))[:1]]
            y, x = (float(value) for value in near[0] + rng.normal(0, 1.6 * wing, 2))
        else:
            y, x = (float(value) for value in centre + rng.normal(0, 2.5 * wing, 2))
        y = float(np.clip(y, 1.2 * wing, height - 1.2 * wing))
        x = float(np.clip(x, 1.2 * wing, width - 1.2 * wing))
        is_open = not len(free) or air[min(height - 1, int(y)), min(width - 1, int(x))] > 0.8
        if is_open and all(np.hypot(x - other[0], y - other[1]) > 2.1 * wing for other in taken):
            taken.append((x, y))
            _lay_bird(picture, _bird(wing * float(rng.uniform(0.75, 1.15)), rng), (x, y), ink)


def _lay_bird(picture: WorkingPicture, cover: Field, at: tuple[float, float], ink: Field) -> None:
    top, left = round(at[1] - cover.shape[0] / 2), round(at[0] - cover.shape[1] / 2)
    part = picture.rgb[max(0, top) : top + cover.shape[0], max(0, left) : left + cover.shape[1]]
    inner = cover[max(0, -top) :, max(0, -left) :][: part.shape[0], : part.shape[1], None]
    part[:] = mix(part, ink, inner * 0.92)
