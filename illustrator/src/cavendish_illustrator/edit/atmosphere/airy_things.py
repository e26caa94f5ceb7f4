"""Moon, stars, fireworks, steam: light and air that are added to a photograph, behind its main object."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.atmosphere.falling_things import let_fall
from cavendish_illustrator.edit.atmosphere.relighting import relight
from cavendish_illustrator.edit.atmosphere.sky_things import open_air
from cavendish_illustrator.edit.atmosphere.weathering import lightning
from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.finding.photograph import Extent, extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, canvas_over, side_of_light
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.scenery.fireworks import Burst, fireworks
from cavendish_illustrator.scenery.skies import paint_clouds, paint_moon, paint_stars
from cavendish_illustrator.scenery.string_lights import string_lights
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place

_DISC: Final = 0.062
"""Radius of the moon and the sun, in parts of the picture's short side."""
_DARK_ENOUGH: Final = 0.34
"""Sky brighter than this shows no stars: it is night first."""
_NEED_DARK: Final = frozenset({"stars", "fireworks", "aurora", "window-lights"})
_BURSTS: Final = (0.25, 0.19, 0.15, 0.2, 0.12, 0.14)
"""Radii of fireworks, in the picture's short side."""
_LEAST_ROOM: Final = 0.25
"""Part of the surroundings of a burst that is open sky, at least."""
_MIRRORED: Final = 0.6
_SMOKE, _SMOKE_BEFORE_LIGHT = "#d9d7d4", "#8f8d8c"
_BRIGHT: Final = 0.7
"""Tone of a sky before which smoke is the darker one."""
_SIDES: Final = {Place.LEFT: 0.0, Place.TOP_LEFT: 0.0, Place.RIGHT: 1.0, Place.TOP_RIGHT: 1.0}


def _free_spot(picture: WorkingPicture, radius: float, place: Place | None) -> tuple[float, float]:
    """The middle of the openest stretch of sky that holds a disc, toward the asked side."""
    width, height = picture.size
    room = blur(open_air(picture), 0.8 * radius)
    xs = np.linspace(0, 1, width, dtype=np.float32)[None]
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    wanted = _SIDES.get(place) if place is not None else None
    away = np.abs(xs - wanted) * 0.5 if wanted is not None else np.abs(np.abs(xs - 0.5) - 0.27) * 0.4
    score = room - away - np.abs(ys - 0.2) * 1.2
    inset = round(1.25 * radius)
    inner = score[inset : max(inset + 1, height - inset), inset : max(inset + 1, width - inset)]
    row, column = np.unravel_index(int(inner.argmax()), inner.shape) if inner.size else (0, 0)
    return float(column + inset), float(row + inset)


def _behind(picture: WorkingPicture, canvas: Canvas) -> None:
    """Let what was painted show in the open air only."""
    air = open_air(picture)[..., None]
    picture.rgb = np.asarray(mix(picture.rgb, clamp(canvas.img), air), np.float32)


def darken_for(picture: WorkingPicture, things: Sequence[AddObject]) -> None:
    """Let it become night first where what shines needs a dark sky."""
    if _NEED_DARK.isdisjoint(thing.concept for thing in things):
        return
    air = open_air(picture)
    tone = float((luminance(picture.rgb) * air).sum() / max(float(air.sum()), 1e-6))
    if tone > _DARK_ENOUGH:
        relight(picture, "night")


def _moon(picture: WorkingPicture, operation: AddObject) -> None:
    radius = _DISC * min(picture.size)
    canvas = _copied(picture)
    paint_moon(canvas, *_free_spot(picture, radius, operation.place), radius)
    _behind(picture, canvas)


def _sun(picture: WorkingPicture, operation: AddObject) -> None:
    width, height = picture.size
    radius = _DISC * min(picture.size)
    x, y = _free_spot(picture, radius, operation.place)
    distance = np.hypot(
        np.arange(width, dtype=np.float32)[None] - x, np.arange(height, dtype=np.float32)[:, None] - y
    )
    glow = np.exp(-distance / (3 * radius)) * 0.75 + np.exp(-distance / (11 * radius)) * 0.3
    lit = 1 - (1 - picture.rgb) * (1 - clamp(rgb("#ffdf9a") * glow[..., None]))
    disc = smoothstep(radius + 1.5, radius - 1.5, distance) * open_air(picture)
    picture.rgb = np.asarray(clamp(mix(lit, rgb("#fffbe6"), disc[..., None])), np.float32)


def _stars(picture: WorkingPicture, _: AddObject) -> None:
    canvas = _copied(picture)
    paint_stars(canvas, canvas.height)
    _behind(picture, canvas)


def _clouds(picture: WorkingPicture, _: AddObject) -> None:
    canvas = _copied(picture)
    rows = np.flatnonzero(open_air(picture).mean(1) > 0.1)
    paint_clouds(canvas, max(8, int(rows[-1]) if len(rows) else canvas.height // 2), 0.9)
    _behind(picture, canvas)


def _fireworks(picture: WorkingPicture, _: AddObject) -> None:
    """Over the open sky, and mirrored in the water under it."""
    canvas = _copied(picture)
    fireworks(canvas, _open_bursts(picture))
    before = picture.rgb
    _behind(picture, canvas)
    if picture.water is not None:
        light = np.maximum(picture.rgb - before, 0)
        horizon = int(np.flatnonzero(picture.water.mean(1) > 0.01)[0])
        rows = np.clip(2 * horizon - np.arange(light.shape[0]), 0, light.shape[0] - 1)
        mirrored = cv2.blur(light[rows], (1, max(3, round(30 * picture.unit)) | 1)) * _MIRRORED
        shine = clamp(mirrored) * picture.water[..., None]
        picture.rgb = np.asarray(1 - (1 - picture.rgb) * (1 - shine), np.float32)


def _open_bursts(picture: WorkingPicture) -> list[Burst]:
    """Bursts of different sizes, each in the middle of what the ones before it have left of the sky."""
    height, width = picture.matte.shape
    rng = picture.rng(113)
    side = min(width, height)
    up = smoothstep(0.75, 0.3, np.linspace(0, 1, height, dtype=np.float32)[:, None])
    free = np.asarray(open_air(picture) * up, np.float32)
    bursts: list[Burst] = []
    xs, ys = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    for share in _BURSTS:
        radius = share * side * float(rng.uniform(0.9, 1.1))
        room = blur(free, 0.5 * radius)
        if float(room.max()) < _LEAST_ROOM:
            break
        likely = np.argwhere(room > 0.92 * room.max())
        y, x = (float(value) for value in likely[int(rng.integers(len(likely)))])
        bursts.append((x, y, radius))
        free *= smoothstep(0.9 * radius, 1.6 * radius, np.hypot(xs - x, ys - y))
    return bursts


def _lightning(picture: WorkingPicture, _: AddObject) -> None:
    lightning(picture)


def _aurora(picture: WorkingPicture, _: AddObject) -> None:
    """Green and violet curtains that hang in folds over a night sky."""
    width, height = picture.size
    rng = picture.rng(107)
    xs = np.linspace(0, 1, width, dtype=np.float32)[None]
    ys = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    rays = coarse_noise((height, width), (26 * picture.unit, 900 * picture.unit), rng, 3, 0.6)
    light = np.zeros((height, width, 3), np.float32)
    for number, color in enumerate(("#38f5a0", "#46e0c8", "#9a6cf0")):
        phase = float(rng.uniform(0, 6.28))
        foot = 0.34 + 0.1 * np.sin(xs * (5 + number) + phase) - 0.06 * number
        above = foot - ys
        curtain = smoothstep(-0.03, 0.02, above) * np.exp(-np.maximum(above, 0) / 0.16)
        light += rgb(color) * (curtain * (0.35 + 0.9 * rays) * 0.62)[..., None]
    air = open_air(picture)[..., None]
    picture.rgb = np.asarray(1 - (1 - picture.rgb) * (1 - clamp(light) * air), np.float32)


def _window_lights(picture: WorkingPicture, _: AddObject) -> None:
    """Warm light in the dark openings of the main object, with a glow around them."""
    unit, tone = picture.unit, luminance(picture.rgb)
    seen = blur(tone, 1.2 * unit)
    dark = smoothstep(0.86, 0.5, seen / np.maximum(blur(tone, 9 * unit), 0.01))
    lit = np.asarray(dark * smoothstep(0.6, 0.95, blur(picture.matte, 6 * unit)), np.float32)
    uneven = 0.5 + coarse_noise(tone.shape, (70 * unit, 36 * unit), picture.rng(131), 2)
    texture = 0.55 + 0.45 * clamp(tone / np.maximum(blur(tone, 3 * unit), 0.01) - 0.2)
    glow = blur(lit, 7 * unit) * 0.6 + blur(lit, 34 * unit) * 0.5
    light = (
        rgb("#ffb65c") * (0.9 * lit * uneven * texture)[..., None] + rgb("#ff9a3d") * (0.55 * glow)[..., None]
    )
    picture.rgb = np.asarray(1 - (1 - picture.rgb) * (1 - clamp(light)), np.float32)


def _steam(picture: WorkingPicture, _: AddObject) -> None:
    """Wisps that rise from the upper part of the main object."""
    width, height = picture.size
    extent = extent_of(picture.matte)
    rng = picture.rng(109)
    middle, wide = (extent.left + extent.right) / 2, max(8.0, extent.width * 0.2)
    mouth = extent.top + 0.3 * extent.height
    drink = find_drink(picture.rgb, picture.matte) if picture.has_object else None
    if drink is not None:
        inside = extent_of(drink)
        middle, wide = (inside.left + inside.right) / 2, max(8.0, inside.width * 0.42)
        mouth = inside.top + 0.62 * inside.height
    if drink is None and open_air(picture)[: max(1, extent.top)].any():
        _smoke(picture, extent)
        return
    reach = max(mouth + 0.05 * height, 0.42 * height)
    xs = np.arange(width, dtype=np.float32)[None]
    ys = np.arange(height, dtype=np.float32)[:, None]
    up = clamp((mouth - ys) / reach)
    wisps = np.zeros((height, width), np.float32)
    phase, bend = float(rng.uniform(0, 6.28)), float(rng.uniform(5, 7))
    for number in range(3):  # side by side: wisps that cross are scribbles
        sway = np.sin(up * bend + phase + 0.5 * number) - np.sin(phase + 0.5 * number)
        x = middle + (number - 1) * wide * 0.6 + sway * wide * (0.1 + 0.2 * up)
        wisps += np.exp(-(((xs - x) / (wide * (0.13 + 0.24 * up))) ** 2)) * (0.9 - 0.55 * up)
    texture = coarse_noise((height, width), (60 * picture.unit, 160 * picture.unit), rng, 4, 0.55)
    cover = clamp(wisps * (0.6 + 1.1 * texture)) * smoothstep(0, 0.06, up) * smoothstep(1, 0.6, up)
    soft = blur(np.asarray(cover, np.float32), 3 * picture.unit) * 0.95
    picture.rgb = np.asarray(mix(picture.rgb, rgb("#f6f4f2"), soft[..., None]), np.float32)


def _smoke(picture: WorkingPicture, extent: Extent) -> None:
    """One plume from the highest point of what stands under the sky, as from a chimney, the wind in it."""
    width, height = picture.size
    rng = picture.rng(109)
    solid = picture.matte > 0.5
    tops = np.flatnonzero(solid[extent.top : extent.top + max(2, extent.height // 40)].any(0))
    x0 = float(np.median(tops)) if len(tops) else (extent.left + extent.right) / 2
    reach = min(float(extent.top), 0.4 * height)
    up = clamp((extent.top - np.arange(height, dtype=np.float32)[:, None]) / max(1.0, reach))
    wide = max(2.0, 0.03 * extent.width) * (1 + 5 * up)
    middle = x0 + side_of_light(picture.rgb) * 0.22 * reach * up**1.5 + 0.3 * wide * np.sin(9 * up)
    across = (np.arange(width, dtype=np.float32)[None] - middle) / wide
    puffs = coarse_noise((height, width), (34 * picture.unit, 34 * picture.unit), rng, 4, 0.55)
    cover = np.exp(-(across**2)) * clamp(0.35 + 1.1 * puffs) * smoothstep(0.0, 0.04, up) * (1 - up) ** 0.8
    soft = blur(np.asarray(cover, np.float32), 1.5 * picture.unit) * 0.8
    behind = float((luminance(picture.rgb) * soft).sum() / max(float(soft.sum()), 1e-6))
    tone = rgb(_SMOKE_BEFORE_LIGHT if behind > _BRIGHT else _SMOKE)
    picture.rgb = np.asarray(mix(picture.rgb, tone, soft[..., None]), np.float32)


def _falling(picture: WorkingPicture, operation: AddObject) -> None:
    let_fall(picture, operation.concept)


def _string_lights(picture: WorkingPicture, _: AddObject) -> None:
    canvas = _copied(picture)
    string_lights(canvas)
    cover = np.maximum(open_air(picture), 1 - picture.matte)[..., None]
    picture.rgb = np.asarray(mix(picture.rgb, clamp(canvas.img), cover), np.float32)


def _copied(picture: WorkingPicture) -> Canvas:
    canvas = canvas_over(picture)
    canvas.img = picture.rgb.copy()
    return canvas


_DRAWN: Final[Mapping[str, Callable[[WorkingPicture, AddObject], None]]] = {
    "moon": _moon,
    "sun": _sun,
    "stars": _stars,
    "clouds": _clouds,
    "fireworks": _fireworks,
    "lightning": _lightning,
    "aurora": _aurora,
    "steam": _steam,
    "confetti": _falling,
    "leaves": _falling,
    "petals": _falling,
    "lights": _string_lights,
    "window-lights": _window_lights,
}


def is_airy(concept: str) -> bool:
    """Whether such a thing is light or air, which comes after all changes of light."""
    return concept in _DRAWN


def add_airy_thing(picture: WorkingPicture, operation: AddObject) -> None:
    """Paint light or air into the picture; on a cut-out only what lies over the object shows."""
    _DRAWN[operation.concept](picture, operation)
    picture.notes.append(f"added {operation.word}")
