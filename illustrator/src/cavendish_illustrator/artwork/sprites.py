"""Cut-out subjects: rasterised from SVG, lit like the scene, and set on the ground with their shadows."""

import io
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import BLACK, WHITE, Field, brightest, clamp, mix, smoothstep
from cavendish_illustrator.painting.light import Light
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur, direct_blur, gradient, resize, rotate, shear_to
from cavendish_illustrator.painting.ripples import ripple, wave_along

_COOL = np.array([0.62, 0.66, 0.86], np.float32)
"""What the side away from the light turns to: shade is never grey out of doors."""
_LIFTED = 1.14
"""How much brighter than their surroundings figures stand in the dark."""
_SNOW = np.array([0.95, 0.97, 1.0], np.float32)
_SOLID = 0.5
_TALLEST, _KEPT_WIDTH = 1500, 280
"""Pixels: no sprite is rasterised taller than the first; those up to the second are kept."""


def _decoded(svg: str, width: int) -> npt.NDArray[np.uint8]:
    encoded = resvg_py.svg_to_bytes(svg_string=svg, width=width)
    with Image.open(io.BytesIO(bytes(encoded))) as image:
        return np.asarray(image.convert("RGBA"))


_kept = lru_cache(maxsize=32)(_decoded)


def rasterise(svg: str, width: float, aspect: float = 1.0) -> Field:
    """Pixels (straight alpha) of an SVG of ours; `aspect` is its width by its height."""
    wide = max(8, round(min(width, _TALLEST * max(1.0, aspect), _TALLEST * aspect)))
    pixels = _kept(svg, wide) if wide <= _KEPT_WIDTH else _decoded(svg, wide)
    return pixels.astype(np.float32) / 255


def trim(rgba: Field) -> Field:
    """Cut the empty margins off; an empty picture stays one pixel."""
    rows, columns = np.flatnonzero((rgba[..., 3] > 0.03).any(1)), np.flatnonzero((rgba[..., 3] > 0.03).any(0))
    if not len(rows):
        return rgba[:1, :1]
    return rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def lay_over(base: Field, top: Field, left: int, upper: int) -> None:
    """Composite `top` onto `base` in place, both straight alpha; what falls outside is dropped."""
    height, width = base.shape[:2]
    first_x, first_y = max(0, left), max(0, upper)
    piece = top[first_y - upper : height - upper, first_x - left : width - left]
    part = base[first_y : first_y + piece.shape[0], first_x : first_x + piece.shape[1]]
    if not part.size:
        return
    alpha = piece[..., 3:]
    total = alpha + part[..., 3:] * (1 - alpha)
    part[..., :3] = (piece[..., :3] * alpha + part[..., :3] * part[..., 3:] * (1 - alpha)) / np.maximum(
        total, 1e-5
    )
    part[..., 3:] = total


@dataclass(slots=True)
class Sprite:
    """A cut-out subject, straight alpha, float32 (h, w, 4)."""

    rgba: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """How a sprite joins the scene. Strengths are 0..1."""

    relight: float = 0.5
    tint: float = 0.9
    shadow: bool = True
    reflect: float = 0.0
    rim: bool = True
    haze: float = 0.0
    rotate_deg: float = 0.0
    flip: bool = False
    focus: float = 1.0
    has_snow: bool = False
    """Whether snow lies on it."""
    sunk: float = 0.0
    """How much of its height is below the water or the sill that it is behind."""
    is_in_water: bool = False
    """Whether rings spread from where it is cut off."""
    is_painted: bool = True
    """Whether it has the patches of a painting; a photograph has not."""


def _fit(rgba: Field, height: float, finish: Finish) -> Field:
    image = trim(rgba)
    scale = height / image.shape[0]
    if abs(scale - 1) > 0.02:
        image = resize(image, max(2, round(image.shape[1] * scale)), max(2, round(height)), is_smooth=True)
    if finish.flip:
        image = image[:, ::-1]
    if finish.rotate_deg:
        premultiplied = np.concatenate([image[..., :3] * image[..., 3:], image[..., 3:]], -1)
        turned = rotate(premultiplied, finish.rotate_deg)
        turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
        image = trim(turned)
    return clamp(image)


def _facing(alpha: Field, side: int) -> Field:
    """How much each pixel faces the light, 0..1, as if the shape bulged out of its own outline.

    Worked out small and grown smoothly: at full size the slopes would show the grid of the wide blurs.
    """
    height, width = alpha.shape
    scale = min(1.0, 150 / max(height, width))
    small = resize(alpha, max(4, round(width * scale)), max(4, round(height * scale)))
    rows = small.shape[0]
    pad = int(rows * 0.12) + 3
    padded = np.pad(small, pad)
    bulge = blur(padded, rows * 0.035) * 0.6 + direct_blur(padded, rows * 0.11)
    slope_x, slope_y = (g[pad:-pad, pad:-pad] * (rows * 0.07) for g in gradient(bulge))
    facing = clamp(0.5 + (-slope_x * side * 0.6 + slope_y * 0.6) * 0.7)
    return clamp(resize(facing, width, height, is_smooth=True))


def _lit(canvas: Canvas, image: Field, finish: Finish) -> Field:
    """Colours of the sprite under the scene's light: shading from a bulge guessed out of the alpha."""
    color, alpha, height = image[..., :3].copy(), image[..., 3], image.shape[0]
    light = canvas.light
    if finish.relight > 0:
        facing = _facing(alpha, light.side)
        gain = 1 - finish.relight + finish.relight * (0.55 + 0.75 * facing)
        color *= np.minimum(gain, np.maximum(1 / np.maximum(brightest(color), 1e-3), 1))[..., None]
        highlight = clamp(facing - 0.62) * (1.1 * finish.relight * 0.55)
        color = 1 - (1 - clamp(color)) * (1 - clamp(light.key * highlight[..., None]))  # pale skin stays skin
        shadow = clamp(0.5 - facing) * (0.5 * finish.relight)
        color *= mix(WHITE, _COOL, shadow[..., None])
    color *= mix(WHITE, _ambient_on_figures(light), finish.tint)
    if finish.is_painted:
        color *= _mottling(canvas, alpha.shape)[..., None]
    if finish.rim and light.wants_rim:
        moved = np.roll(alpha, (max(1, int(height * 0.012)), -int(light.side * height * 0.014)), (0, 1))
        edge = blur(clamp(alpha - moved), canvas.unit)
        color = clamp(color + light.key * 0.5 * edge[..., None])
    if finish.haze:
        color = mix(color, light.haze, finish.haze)
    return color


def _ambient_on_figures(light: Light) -> Field:
    """The air's colour on what the picture is about: in the dark its own colours must still be seen."""
    if not light.is_dark:
        return light.ambient
    grey = float(light.ambient.mean())
    return np.asarray(mix(light.ambient, np.full(3, grey, np.float32), 0.8) * _LIFTED, np.float32)


def _mottling(canvas: Canvas, shape: tuple[int, ...]) -> Field:
    """Factors around 1, as paint put on in patches."""
    height, width = shape[:2]
    scale = max(4.0, height * 0.09)
    rng = np.random.default_rng([canvas.seed, height, width])
    return 1 + (coarse_noise((height, width), (scale, scale), rng, 2) - 0.5) * 0.22


def _bounced(canvas: Canvas, color: Field, at: tuple[float, float]) -> Field:
    """Throw the colour of the ground up onto the lower part of a figure, which also lies in its own shade."""
    height, width = color.shape[:2]
    rows = canvas.rows(at[1] - height * 0.03, at[1] + height * 0.06)
    left = int(np.clip(at[0] - width, 0, canvas.width - 1))
    columns = slice(left, int(np.clip(at[0] + width, left + 1, canvas.width)))
    ground = canvas.img[rows, columns].reshape(-1, 3).mean(0)
    share = smoothstep(0.55, 1.0, np.linspace(0, 1, height, dtype=np.float32)[:, None])[..., None]
    return clamp(mix(color, color * (0.35 + 0.9 * ground), share * 0.55))


def _settle(canvas: Canvas, alpha: Field, at: tuple[float, float]) -> tuple[slice, slice, Field, Field]:
    """Return a ragged fringe of the ground before the feet: where, its pixels and its coverage."""
    height, width = alpha.shape
    deep = max(2, round(height * 0.035))
    rows = canvas.rows(at[1] - deep, at[1] + 1)
    left = int(np.clip(at[0] - width / 2, 0, canvas.width - 1))
    columns = slice(left, int(np.clip(at[0] + width / 2, left + 1, canvas.width)))
    rng = np.random.default_rng([canvas.seed, abs(round(at[0])), abs(round(at[1]))])
    tall = rng.random(columns.stop - columns.start, dtype=np.float32) ** 1.6 * deep
    above = (rows.stop - np.arange(rows.start, rows.stop, dtype=np.float32))[:, None]
    return rows, columns, canvas.img[rows, columns].copy(), smoothstep(0.0, 1.5, tall[None] - above)


def _cast_shadows(canvas: Canvas, alpha: Field, at: tuple[float, float]) -> None:
    x, feet_y = at
    height, width = alpha.shape
    side, light = canvas.light.side, canvas.light
    half = width * 0.52
    depth = max(4.0, height * 0.045)
    rows = canvas.rows(feet_y - 2.5 * depth, feet_y + 2.5 * depth)
    contact = canvas.spot(x - side * width * 0.05, feet_y - height * 0.012, (half / 1.26, depth / 1.26), rows)
    canvas.blend(BLACK, 0.62 * contact, rows)
    if light.is_dark and light.sun is None and light.moon is None:
        return
    length = max(3, int(height * 0.32))
    flat = resize(alpha[::-1], width, length)
    slant = -side * width * 0.55 / length
    left = x - width / 2
    band = canvas.rows(feet_y - 2, feet_y + length)
    cast = shear_to(flat, canvas.width, band.stop - band.start, slant, (left, 0))
    fade = smoothstep(feet_y + length * 1.1, feet_y, canvas.ys[band])
    canvas.blend(np.array([0.03, 0.03, 0.08], np.float32), blur(cast, 4 * canvas.unit) * 0.28 * fade, band)


def _capped(canvas: Canvas, color: Field, alpha: Field) -> Field:
    """Lay snow along the upper edge of a thing, thicker here and there."""
    height, width = alpha.shape
    deep = float(np.clip(height * 0.06, 2.0, 24 * canvas.unit))
    solid = alpha > _SOLID
    top = np.where(solid.any(0), solid.argmax(0), height).astype(np.float32)
    rng = np.random.default_rng([canvas.seed, height, width, 5])
    uneven = coarse_noise((1, width), (max(4.0, deep * 3), 4.0), rng, 2)[0]
    depth = np.arange(height, dtype=np.float32)[:, None] - top
    cover = smoothstep(1.0, -1.0, depth - deep * (0.55 + 0.9 * uneven)) * (depth > -2)
    return np.asarray(mix(color, _SNOW * _ambient_on_figures(canvas.light), cover[..., None]), np.float32)


def _cut_off(
    canvas: Canvas, image: Field, at: tuple[float, float], finish: Finish
) -> tuple[Field, tuple[float, float]]:
    """What is above the water or the sill, and where its lower edge has its middle."""
    if not finish.sunk:
        return image, at
    rows, columns = image.shape[:2]
    line = rows * (1 - finish.sunk)
    low = wave_along(columns, canvas.unit) if finish.is_in_water else np.zeros(columns, np.float32)
    kept = min(rows, math.ceil(line + float(low.max())))
    depth = np.arange(kept, dtype=np.float32)[:, None] - (line + low[None])
    image = image[:kept].copy()
    image[..., 3] *= smoothstep(1.0, -1.0, depth)
    return image, (at[0], at[1] - (rows - kept))


def place_sprite(
    canvas: Canvas, sprite: Sprite, at: tuple[float, float], height: float, finish: Finish | None = None
) -> Box:
    """Set a sprite with the middle of its feet at `at`, in pixels; return the box it covers."""
    finish = finish or Finish()
    image, at = _cut_off(canvas, _fit(sprite.rgba, max(4.0, height), finish), at, finish)
    color, alpha = _lit(canvas, image, finish), image[..., 3]
    if finish.has_snow:
        color = _capped(canvas, color, alpha)
    rows, columns = alpha.shape
    left, top = round(at[0] - columns / 2), round(at[1] - rows)
    fringe = None
    if finish.shadow:
        color = _bounced(canvas, color, at)
        _cast_shadows(canvas, alpha, at)
        if canvas.is_soft:
            fringe = _settle(canvas, alpha, at)
    if finish.reflect:
        fade = np.linspace(1, 0.2, rows, dtype=np.float32)[:, None] * finish.reflect
        canvas.paste(
            blur(color[::-1], 2 * canvas.unit), blur(alpha[::-1] * fade, 2 * canvas.unit), left, round(at[1])
        )
    canvas.paste(color, alpha, left, top)
    ripple(canvas, at, columns / 2 if finish.is_in_water else 0.0)
    if fringe is not None:
        canvas.blend(fringe[2], fringe[3], fringe[0], fringe[1])
    box = Box(left, top, columns, rows)
    part_rows, part_columns = canvas.clip(box)
    if part_rows.start < part_rows.stop and part_columns.start < part_columns.stop:
        inner = alpha[
            part_rows.start - top : part_rows.stop - top, part_columns.start - left : part_columns.stop - left
        ]
        canvas.keep_sharp(inner * finish.focus, part_rows, part_columns)
    return box


def dominant_color(
    rgba: Field, rows: tuple[float, float] = (0.0, 1.0), columns: tuple[float, float] = (0.25, 0.75)
) -> Field:
    """Return the commonest opaque colour in a part of the sprite (fractions of its size)."""
    height, width = rgba.shape[:2]
    part = rgba[
        int(rows[0] * height) : math.ceil(rows[1] * height),
        int(columns[0] * width) : math.ceil(columns[1] * width),
    ]
    pixels = part.reshape(-1, 4)
    pixels = pixels[pixels[:, 3] > 0.9][:, :3]
    if len(pixels) < 10:
        return np.array([0.6, 0.5, 0.4], np.float32)
    keys = (pixels * 7).astype(int) @ np.array([64, 8, 1])
    values, counts = np.unique(keys, return_counts=True)
    return np.asarray(pixels[keys == values[counts.argmax()]].mean(0), np.float32)
