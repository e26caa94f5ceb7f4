"""Old masters: a dark warm ground, light from the left on what matters, thin glazes under old varnish."""

import numpy as np

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(lengths=(34, 18, 10, 6), strength=0.9, relief=0.05, jitter=0.025, detail=0.9)
_GLAZE = ("#120a06", "#3a2212", "#7d5128", "#cfa468", "#f5e6c2")
_VARNISH = np.array([1.0, 0.94, 0.8], np.float32)


def _glazed(image: Field) -> Field:
    """The picture's own colours under a brown that follows its tones: greens and blues grow quiet."""
    tone = clamp(luminance(image)) * (len(_GLAZE) - 1)
    inks = np.stack([rgb(color) for color in _GLAZE])
    low = np.minimum(tone.astype(int), len(inks) - 2)
    brown = mix(inks[low], inks[low + 1], (tone - low)[..., None])
    cool = clamp((np.maximum(image[..., 1], image[..., 2]) - image[..., 0]) * 2.2)
    return mix(image, brown, (0.42 + 0.26 * cool)[..., None])


def _light(shape: tuple[int, int], near: Field, *, is_lit: bool) -> Field:
    """How much light falls: a soft pool on what matters that comes from the left, dark in the corners."""
    height, width = shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    middle = (width * 0.46, height * 0.5)
    reach = (width * 0.62, height * 0.62)
    if is_lit:
        seen = near > 0.5
        middle = (float(xs[seen].mean()), float(ys[seen].mean()))
        reach = (
            max(width * 0.34, float(xs[seen].std()) * 2.6),
            max(height * 0.4, float(ys[seen].std()) * 2.6),
        )
    away = np.hypot((xs - middle[0] + 0.06 * width) / reach[0], (ys - middle[1]) / reach[1])
    pool = smoothstep(1.35, 0.1, away)
    side = 1.08 - 0.34 * smoothstep(0.15, 1.0, xs / width)
    ground = 0.2 if is_lit else 0.3
    return np.asarray((ground + (1.06 - ground) * pool) * side, np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 2.0)
    is_lit = bool((near > 0.5).mean() > 0.004)
    light = _light(shape, near, is_lit=is_lit)
    light = np.maximum(light, near * 0.82 * light**0.35) if is_lit else light
    bulge_x, bulge_y = gradient(blur(near, 11 * unit) * (11 * unit))
    light = light * (1 + np.clip(0.5 * bulge_x + 0.22 * bulge_y, -0.55, 0.2) * near)
    lit = clamp(_glazed(image) * light[..., None] * 1.08)
    painted = paint_strokes(clamp(lit), None if focus is None else focus * 0.9, seed, _WORK)
    grey = luminance(painted)[..., None]
    painted = clamp(mix(grey, painted, 1.12) * _VARNISH + rgb("#0c0704") * 0.5)
    crackle = np.abs(noise(shape, (26 * unit, 26 * unit), rng, 3) - 0.5)
    veins = smoothstep(0.012, 0.0, blur(crackle, 0.4)) * 0.16
    return clamp(painted * (1 - veins)[..., None])


STYLE = StylePass(serves=(Style.OLD_MASTER,), redraw=redraw)
