"""Ink painting of the Far East: grey washes that fade into rice paper, black brush lines, a red seal."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, remap
from cavendish_illustrator.painting.style_parts import flatten, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Style

_RICE, _INK, _SEAL = "#f2ecde", "#15161a", "#b5281e"


def _seal(size: tuple[int, int], unit: float) -> Field:
    """Coverage of a square seal with cut signs near the lower right corner."""
    width, height = size
    layer = VectorLayer(0, 0, width, height)
    side = 54 * unit
    left, top = width - side * 1.7, height - side * 1.8
    layer.rect(left, top, left + side, top + side, "#ffffff")
    cover = layer.pixels[..., 3].astype(np.float32) / 255
    signs = VectorLayer(0, 0, width, height)
    for x, y, right, foot in (
        *((0.16, 0.2, 0.84, 0.2), (0.5, 0.2, 0.5, 0.8), (0.2, 0.5, 0.8, 0.5)),
        *((0.2, 0.5, 0.2, 0.8), (0.8, 0.5, 0.8, 0.8), (0.3, 0.8, 0.7, 0.8)),
    ):
        signs.line(
            (left + x * side, top + y * side), (left + right * side, top + foot * side), "#ffffff", 3.4 * unit
        )
    return clamp(cover - signs.pixels[..., 3].astype(np.float32) / 255)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 3.0)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    bleed = [
        (noise(shape, (30 * unit, 30 * unit), rng, 4) - 0.5) * 16 * unit * (1 - 0.7 * near) for _ in range(2)
    ]
    soft = remap(flatten(flatten(image, 12 * unit), 9 * unit), xs + bleed[0], ys + bleed[1])
    calm = mix(soft, flatten(image, 4 * unit), near[..., None])
    tone = luminance(calm)
    low, high = (float(v) for v in np.percentile(tone, (3, 90)))
    tone = clamp((tone - low) / max(high - low, 0.2))
    steps = np.asarray(np.round(tone * 4.4) / 4.4, np.float32)
    wash = blur(mix(tone, steps, 0.7), 1.2 * unit)
    pools = coarse_noise(shape, (140 * unit, 140 * unit), rng, 4) - 0.5
    mist = smoothstep(0.45, 0.62, coarse_noise(shape, (420 * unit, 130 * unit), rng, 3)) * (1 - near)
    density = clamp((1 - wash) * (0.62 + 0.22 * near) * (1 + 0.7 * pools) * (1 - 0.75 * mist))
    lines = coherent_lines(blur(image, 1.6 * unit), 2.8 * unit, 0.005)
    press = noise(shape, (60 * unit, 60 * unit), rng, 2)
    dry = smoothstep(0.3, 0.5, noise(shape, (3 * unit, 3 * unit), rng, 2))
    brush = lines * clamp(0.35 + 0.8 * press) * (0.7 + 0.3 * dry) * (1 - 0.6 * mist) * (0.65 + 0.35 * near)
    margin = 0.07 * min(shape)
    edge: Field = np.minimum(np.minimum(xs, shape[1] - 1 - xs), np.minimum(ys, shape[0] - 1 - ys))
    border: Field = edge + (coarse_noise(shape, (130 * unit, 130 * unit), rng, 3) - 0.5) * margin * 1.4
    inside = smoothstep(0.0, margin * 1.6, np.asarray(border, np.float32))
    own = mix(
        WHITE,
        image / np.maximum(luminance(image)[..., None], 0.1),
        0.16 * near[..., None],
    )
    sheet: Field = mix(_RICE, _INK, (np.maximum(density, brush) * inside)[..., None]) * clamp(own)
    sheet = mix(sheet, _SEAL, (_seal((shape[1], shape[0]), unit) * 0.92)[..., None])
    return clamp(sheet * paper(shape, rng, unit, 0.05)[..., None])


STYLE = StylePass(serves=(Style.INK_WASH,), redraw=redraw, wants_vignette=False)
