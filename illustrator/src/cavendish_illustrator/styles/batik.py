"""Batik: few deep dyes, white lines where the wax was, and fine crackle through them."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_DYES = ("#16264f", "#2f5a8f", "#7a2f1e", "#c4742a", "#e8b95a", "#f1e2c0", "#3c5a38", "#1b1410")
_WAX = "#f3e7cd"


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 10)
    dyed = mix(flat, in_few_colors(flat, _DYES), (0.95 - 0.35 * near)[..., None])
    cloud = noise(shape, (40 * unit, 40 * unit), rng, 4) - 0.5
    dyed = clamp(dyed * (1 + 0.4 * cloud)[..., None])
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    pitch = 30 * unit
    row = np.floor(ys / pitch)
    away = np.hypot(
        np.mod(xs + 0.5 * pitch * np.mod(row, 2), pitch) - pitch / 2, np.mod(ys, pitch) - pitch / 2
    )
    deep = smoothstep(0.46, 0.3, blur(luminance(flat), 8 * unit)) * (1 - near)
    dots = smoothstep(4.4 * unit, 3.0 * unit, away) * deep
    lines = coherent_lines(mix(blur(image, 1.2 * unit), flat, 0.6), 2.8 * unit, 0.005)
    around = smoothstep(0.1, 0.36, np.hypot(*gradient(blur(near, 2.2 * unit))))
    wax = clamp(np.maximum(np.maximum(lines * 0.85, around), dots * 0.8))
    cloth = mix(dyed, _WAX, wax[..., None])
    field = noise(shape, (90 * unit, 90 * unit), rng, 5)
    vein = np.zeros(shape, np.float32)
    for level in (0.34, 0.46, 0.58, 0.7):
        vein = np.maximum(vein, smoothstep(0.012, 0.002, np.abs(field - level)))
    cloth = mix(cloth, "#141c38", (vein * (0.42 - 0.2 * near))[..., None])
    weave = 1 + 0.05 * np.sin(xs * (2 * np.pi / (3.2 * unit + 1))) * np.sin(
        ys * (2 * np.pi / (3.2 * unit + 1))
    )
    return clamp(cloth * weave[..., None])


STYLE = StylePass(serves=(Style.BATIK,), redraw=redraw, wants_vignette=False)
