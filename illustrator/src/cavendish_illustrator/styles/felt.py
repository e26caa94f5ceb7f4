"""Felt: soft pieces of dyed wool sewn on each other, with fibres that stand off and a running stitch."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap
from cavendish_illustrator.painting.style_parts import fine_detail, flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def _fibres(shape: tuple[int, int], unit: float, rng: np.random.Generator) -> Field:
    """Short tangled hairs in all directions, around 0."""
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    angle = (noise(shape, (26 * unit, 26 * unit), rng, 3) - 0.5) * (4 * np.pi)
    grain = rng.random(shape, dtype=np.float32)
    dx, dy = np.cos(angle), np.sin(angle)
    total = grain.copy()
    for reach in (-4.5, -3.0, -1.5, 1.5, 3.0, 4.5):
        total += remap(grain, xs + dx * (reach * unit), ys + dy * (reach * unit))
    return total / 7 - 0.5


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    flat = flat_areas(image, near, 12)
    fibres = _fibres(shape, unit, rng)
    loose = [(noise(shape, (4 * unit, 4 * unit), rng, 2) - 0.5) * 5 * unit for _ in range(2)]
    wool = remap(blur(flat, 0.9 * unit), xs + loose[0], ys + loose[1])
    tone = luminance(flat)
    step = np.zeros(shape, np.float32)
    for channel in range(3):
        step = np.maximum(
            step, np.hypot(*gradient(blur(np.ascontiguousarray(flat[..., channel]), 1.2 * unit)))
        )
    seam = smoothstep(0.06, 0.3, step)
    pillow_x, pillow_y = gradient(blur(tone, 5 * unit) + blur(near, 7 * unit) * 1.2)
    light = 1 + np.clip((pillow_x + pillow_y) * 1.6 * unit, -0.2, 0.2) - 0.28 * blur(seam, 3 * unit)
    fine = fine_detail(image, focus)
    wool = mix(wool, flat, fine[..., None])
    felted = clamp(wool * (light + 0.62 * fibres * (1 - 0.5 * fine))[..., None] + 0.02)
    cast = blur(np.roll(near, (round(7 * unit), round(6 * unit)), (0, 1)), 6 * unit) * (1 - near)
    felted = felted * (1 - 0.4 * cast)[..., None]
    inner = blur(near, 5.5 * unit)
    along = np.arctan2(*gradient(inner)) if float(near.max()) > 0.5 else np.zeros(shape, np.float32)
    track = smoothstep(0.055, 0.03, np.abs(inner - 0.86)) * (near > 0.5)
    dash = (xs * np.cos(along) - ys * np.sin(along)) / (13 * unit)
    stitch = track * smoothstep(0.3, 0.2, np.abs(np.mod(dash, 1) - 0.5))
    return clamp(mix(felted, "#fbf6ea", (stitch * 0.75)[..., None]))


STYLE = StylePass(serves=(Style.FELT,), redraw=redraw, wants_vignette=False)
