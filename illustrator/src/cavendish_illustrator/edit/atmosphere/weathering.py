"""Rain, snow, fog and storm over a photograph."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.atmosphere.falling_things import let_fall
from cavendish_illustrator.edit.atmosphere.relighting import green_cover, has_greens, relight
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.sky_region import find_sky
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv
from cavendish_illustrator.picture_spec import Weather

_SLANT: Final = 0.2
"""Sideways drift of rain for each unit it falls."""
_LYING: Final = 0.9
"""How much of its ground lying snow hides."""
_DARK: Final = 0.24
"""Mean lightness below which it is night."""
_RAIN_LAYERS: Final = ((2400, 20, 0.5, 0.4), (800, 42, 0.9, 0.55), (150, 80, 1.7, 0.6))
"""Count, length, softness and strength of the drops, far to near, at one megapixel."""


def _overcast(picture: WorkingPicture, brightness: float) -> None:
    """Grey, cool light under a closed sky."""
    image = picture.rgb
    grey = luminance(image)[..., None]
    dulled: Field = mix(grey, image, 0.62) * rgb((0.86, 0.93, 1.0)) * brightness
    sky = find_sky(picture.rgb, picture.body)
    if sky is not None:
        clouds = coarse_noise(sky.shape, (220 * picture.unit, 90 * picture.unit), picture.rng(53), 4, 0.55)
        cover = mix(rgb("#6e7a86"), rgb("#b9c2ca"), clouds[..., None]) * brightness
        dulled = mix(dulled, cover, (sky * 0.8)[..., None])
    picture.rgb = np.asarray(clamp(dulled), np.float32)


def _streaks(picture: WorkingPicture, layer: int, rng: np.random.Generator) -> Field:
    count, length, softness, strength = _RAIN_LAYERS[layer]
    width, height = picture.size
    drops: Field = np.zeros((height, width), np.float32)
    for _ in range(int(count * picture.unit**2)):
        x, y = float(rng.uniform(0, width * 1.1)), float(rng.uniform(-0.1, 1)) * height
        fall = length * picture.unit * float(rng.uniform(0.6, 1.3))
        end = (round(x - fall * _SLANT), round(y + fall))
        cv2.line(drops, (round(x), round(y)), end, float(rng.uniform(0.5, 1)), 1 + layer // 2, cv2.LINE_AA)
    return blur(drops, softness * picture.unit) * strength


def _rain(picture: WorkingPicture, brightness: float) -> None:
    _overcast(picture, brightness)
    rng = picture.rng(59)
    haze = _mist(picture, 0.16)
    image = mix(picture.rgb, rgb("#aab6c2") * brightness, haze[..., None])
    for layer in range(len(_RAIN_LAYERS)):
        image = mix(image, rgb("#dfe9f5"), _streaks(picture, layer, rng)[..., None])
    picture.rgb = np.asarray(clamp(image), np.float32)


def _mist(picture: WorkingPicture, strength: float) -> Field:
    """Air between us and the things: more of it up the picture and around the main object than on it."""
    width, height = picture.size
    up: Field = np.linspace(1, 0, height, dtype=np.float32)[:, None]
    drift = coarse_noise((height, width), (360 * picture.unit, 120 * picture.unit), picture.rng(61), 4, 0.5)
    near = blur(picture.matte, 5 * picture.unit) * (0.62 if picture.has_object else 0.0)
    depth = (0.35 + 0.65 * smoothstep(0.0, 0.75, up)) * (0.7 + 0.6 * drift)
    return clamp(depth * strength * (1 - near))


def _fog(picture: WorkingPicture) -> None:
    grey = luminance(picture.rgb)[..., None]
    dulled = mix(grey, picture.rgb, 0.72)
    tone = mix(rgb("#d6dce1"), picture.rgb.mean((0, 1)), 0.15)
    far = mix(blur(dulled, 2.5 * picture.unit), dulled, picture.matte[..., None])
    picture.rgb = np.asarray(clamp(mix(far, tone, _mist(picture, 0.95)[..., None])), np.float32)


def lightning(picture: WorkingPicture) -> None:
    """One stroke of lightning from the upper edge, behind the main object."""
    rng = picture.rng(67)
    width, height = picture.size
    layer: Field = np.zeros((height, width), np.float32)
    x, y = width * float(rng.choice([rng.uniform(0.1, 0.3), rng.uniform(0.7, 0.9)])), 0.0
    while y < height * 0.42:
        step = (float(rng.normal(0, 16)) * picture.unit, float(rng.uniform(10, 26)) * picture.unit)
        ends = ((round(x), round(y)), (round(x + step[0]), round(y + step[1])))
        cv2.line(layer, *ends, 1.0, max(1, round(2.2 * picture.unit)), cv2.LINE_AA)
        x, y = x + step[0], y + step[1]
    light: Field = clamp(layer + blur(layer, 7 * picture.unit) * 1.6 + blur(layer, 40 * picture.unit) * 2)
    light = light * (1 - picture.matte)
    picture.rgb = np.asarray(1 - (1 - picture.rgb) * (1 - light[..., None] * rgb("#dfe6ff")), np.float32)


def _on_leaves(picture: WorkingPicture, tone: Field) -> Field:
    """Snow on the lit sides of leaves and grass."""
    leaves = blur(green_cover(to_hsv(picture.rgb)), 1.5 * picture.unit)
    lit = smoothstep(-0.02, 0.1, tone - blur(tone, 22 * picture.unit))
    return np.asarray(_LYING * leaves * lit, np.float32)


def _lying_snow(picture: WorkingPicture) -> Field:
    """Where snow would lie: on what is lighter than what is under it, roofs and leaves, but on no face."""
    unit = picture.unit
    tone = blur(luminance(picture.rgb), 1.2 * unit)
    down = max(1, round(5 * unit))
    below = np.concatenate([tone[down:], np.repeat(tone[-1:], down, 0)])
    ledges = smoothstep(0.015, 0.1, tone - below)
    sky = find_sky(picture.rgb, picture.body)
    drifts = coarse_noise(tone.shape, (60 * unit, 40 * unit), picture.rng(71), 4, 0.55)
    cover = blur(np.asarray(ledges, np.float32), 1.5 * unit) * smoothstep(0.25, 0.6, drifts) * _LYING
    if sky is not None:
        cover = cover * (1 - sky)
    elif not has_greens(picture.rgb):
        return np.zeros_like(tone)  # no snow lies indoors
    else:
        cover = np.maximum(cover, _on_leaves(picture, tone) * smoothstep(0.2, 0.5, drifts))
        cover = cover * (1 - 0.85 * picture.matte)  # nobody who breathes lets snow lie on their nose
    ys, xs = np.ogrid[: tone.shape[0], : tone.shape[1]]
    for face in find_faces(picture.rgb):
        away = np.hypot((xs - face.x) / (0.8 * face.side), (ys - face.y) / face.side)
        cover = cover * smoothstep(0.8, 1.2, np.asarray(away, np.float32))
    return np.asarray(cover, np.float32)


def _snow(picture: WorkingPicture) -> None:
    is_dark = float(luminance(picture.rgb).mean()) < _DARK
    air = rgb("#5a6a80" if is_dark else "#e4ebf2")
    image: Field = mix(luminance(picture.rgb)[..., None], picture.rgb, 0.76) * rgb((0.97, 1.0, 1.05)) + 0.02
    image = mix(image, rgb("#8fa0b8" if is_dark else "#f4f8fd"), _lying_snow(picture)[..., None])
    image = mix(image, air, _mist(picture, 0.3)[..., None])
    picture.rgb = np.asarray(clamp(image), np.float32)
    let_fall(picture, "snow")


def add_weather(picture: WorkingPicture, weather: Weather) -> None:
    """Let the weather come over the photograph."""
    match weather:
        case Weather.RAIN | Weather.AFTER_RAIN:
            _rain(picture, 0.84)
        case Weather.STORM:
            _rain(picture, 0.56)
            lightning(picture)
        case Weather.SNOW:
            _snow(picture)
        case Weather.FOG:
            _fog(picture)
        case Weather.WIND:
            let_fall(picture, "leaves")
        case Weather.CLEAR:
            relight(picture, "summer")
