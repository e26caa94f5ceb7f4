"""Land: mountains with relief and snow, hills, ground, rocks and paths."""

import math

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import WHITE, ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import in_perspective, noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.picture_spec import TimeOfDay

_WINTRY_PEAKS = 0.75
"""How far down mountains are white in winter."""
_SNOW, _SMOOTH = "#e8eff7", 0.16


def _in_season(canvas: Canvas, color: ColorLike, texture: float) -> tuple[ColorLike, float]:
    """The land's colour and roughness; under snow it is white and smooth, whatever it is made of."""
    if not canvas.is_snowy or canvas.is_indoors:
        return color, texture
    return mix(color, _SNOW, 0.9), min(texture, _SMOOTH)


def _relief(canvas: Canvas, top: Field, height: float, rows: slice, texture: Field) -> Field:
    """Shading 0..1 of a mountain side, from its texture and the slope of its outline."""
    slope_x, _ = gradient(blur(texture, 2 * canvas.unit))
    outline_slope = np.gradient(blur(top[None], 4)[0])[None]
    depth = np.maximum(canvas.ys[rows] - top[None], 0)
    side = canvas.light.side
    return clamp(
        0.62 + side * slope_x * 4.6 - outline_slope * side * 0.22 * np.exp(-depth / (height * 0.7 + 1))
    )


_GLOWING = {TimeOfDay.SUNSET: 0.62, TimeOfDay.DAWN: 0.4, TimeOfDay.GOLDEN_HOUR: 0.34}
"""How strongly peaks glow where the low sun meets them."""


def _in_low_sun(canvas: Canvas, paint: Field, shading: Field, down: Field) -> Field:
    """The sides that face a low sun take its colour, most of all at the tops."""
    strength = _GLOWING.get(canvas.light.time, 0.0)
    if not strength:
        return paint
    cover = smoothstep(0.5, 0.85, shading) * smoothstep(1.1, 0.1, down) * strength
    warm = mix(canvas.light.key, "#ff8a78", 0.4) * (0.55 + 0.5 * shading)[..., None]
    return mix(paint, warm, cover[..., None])


def mountains(
    canvas: Canvas,
    base_y: float,
    height: float,
    color: ColorLike,
    *,
    haze: float = 0.3,
    snow: float = 0.0,
) -> Field:
    """Paint a range with its feet at `base_y`; returns its outline, a row a column."""
    scale = float(np.clip(height / canvas.unit * 1.5, 300, 620) * canvas.rng.uniform(0.85, 1.2))
    shape = canvas.outline(scale, 7, is_ridged=True)
    shape = (shape - shape.min()) / (np.ptp(shape) + 1e-6)
    top: Field = base_y - height * shape
    rows = canvas.rows(base_y - height - 2, base_y + height * 0.5 + 12)
    depth = canvas.ys[rows] - top[None]
    texture = canvas.noise((90, 120), 6, 0.6, rows)
    shading = _relief(canvas, top, height, rows, texture)
    snow = max(snow, _WINTRY_PEAKS) if canvas.is_snowy else snow
    paint = rgb(color) * (0.45 + 0.9 * shading)[..., None] * canvas.light.ambient
    if snow > 0:
        line = height * snow * (0.55 + 0.9 * texture) - np.maximum(0, top[None] - (base_y - height)) * 0.55
        cover = smoothstep(6 * canvas.unit, -6 * canvas.unit, depth - line) * smoothstep(
            0.28, 0.5, shading + texture * 0.25
        )
        white = np.array([0.94, 0.96, 1.0], np.float32) * (0.55 + 0.55 * shading)[..., None]
        paint = mix(paint, white * mix(canvas.light.ambient, WHITE, 0.3), cover[..., None])
    paint = _in_low_sun(canvas, paint, shading, depth / (height + 1))
    air = clamp(haze + 0.35 * smoothstep(0, height * 1.3 + 1, depth))
    canvas.blend(mix(paint, canvas.light.haze, air[..., None]), smoothstep(-0.8, 0.8, depth), rows)
    return top


def hills(
    canvas: Canvas,
    base_y: float,
    height: float,
    color: ColorLike,
    *,
    haze: float = 0.0,
    texture: float = 0.25,
) -> Field:
    """Paint a rolling line of land solid down to the picture's foot; returns its outline."""
    color, texture = _in_season(canvas, color, texture)
    top: Field = base_y - height * canvas.outline(600, 3, 0.4)
    rows = canvas.rows(base_y - height - 2, canvas.height)
    depth = canvas.ys[rows] - top[None]
    grain = canvas.noise((60, 30), 5, 0.6, rows)
    rim = 0.12 * np.exp(-np.maximum(depth, 0) / (30 * canvas.unit))
    paint = rgb(color) * ((1 - texture) + texture * 2 * grain + rim)[..., None] * canvas.light.ambient
    canvas.blend(mix(paint, canvas.light.haze, haze), smoothstep(-0.8, 0.8, depth), rows)
    return top


def ground(
    canvas: Canvas,
    top_y: float,
    near: ColorLike,
    far: ColorLike,
    *,
    texture: float = 0.35,
    grain: float = 0.06,
) -> None:
    """Cover everything below `top_y` with textured ground seen in perspective."""
    near, texture = _in_season(canvas, near, texture)
    far, _ = _in_season(canvas, far, texture)
    rows = canvas.rows(top_y, canvas.height)
    height = rows.stop - rows.start
    pattern = in_perspective(canvas.noise((120, 60), 6, 0.6, rows))
    depth = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    paint = mix(far, near, depth) * (1 - texture + 2 * texture * pattern)[..., None]
    speckle = canvas.rng.standard_normal((height, canvas.width), dtype=np.float32) * grain
    canvas.img[rows] = clamp((paint + speckle[..., None] * depth) * canvas.light.ambient)


def bank(
    canvas: Canvas, edge: Field, color: ColorLike, *, texture: float = 0.45, rows: slice = slice(None)
) -> None:
    """Paint grassy or sandy land where `edge` (signed distance in pixels, positive inside) is positive."""
    color, texture = _in_season(canvas, color, texture)
    pattern = canvas.noise((46, 22), 6, 0.66, rows)
    paint = rgb(color) * (1 - texture + 2 * texture * pattern)[..., None] * canvas.light.ambient
    canvas.blend(paint, smoothstep(-2, 2, edge), rows)


def path(
    canvas: Canvas,
    top_y: float,
    color: ColorLike,
    *,
    center: float = 0.5,
    bend: float = 0.06,
    widths: tuple[float, float] = (0.02, 0.22),
) -> None:
    """Paint a winding path from `top_y` to the foot of the picture; widths are fractions of the picture's."""
    rows = canvas.rows(top_y, canvas.height)
    depth = np.clip((canvas.ys[rows] - top_y) / max(1.0, canvas.height - top_y), 0, 1)
    phase = float(canvas.rng.uniform(0, 3))
    middle = canvas.width * (center + np.sin(depth * 4 + phase) * bend * (1 - depth * 0.5))
    half = canvas.width * (widths[0] + (widths[1] - widths[0]) * depth**1.3) / 2
    rough = (canvas.noise((30, 16), 3, 0.5, rows) - 0.5) * 22 * canvas.unit * (0.3 + depth)
    inside = half - np.abs(canvas.xs - middle) + rough
    pattern = canvas.noise((50, 14), 5, 0.6, rows)
    tone = mix(color, "#eef2f8", 0.75) if canvas.is_snowy else rgb(color)
    paint = tone * (0.75 + 0.5 * pattern)[..., None] * canvas.light.ambient
    canvas.blend(
        paint, smoothstep(-3 * canvas.unit, 5 * canvas.unit, inside) * smoothstep(0, 0.06, depth) * 0.92, rows
    )


def rock(canvas: Canvas, x: float, feet_y: float, width: float, color: ColorLike = "#6d6a66") -> None:
    """Set a boulder of a given half-width with its foot at `feet_y`."""
    rng = canvas.rng
    angles = np.linspace(math.pi, 2 * math.pi, 14)
    radii = width * (0.8 + 0.35 * rng.random(14))
    outline = np.stack([x + np.cos(angles) * radii, feet_y + np.sin(angles) * radii * 0.62], 1)
    box = Box(int(x - width * 1.3), int(feet_y - width), int(width * 2.6) + 2, int(width) + 4)
    layer = canvas.layer(box)
    layer.polygon(outline, "#fff")
    across = (np.arange(box.width, dtype=np.float32)[None] + box.left - x) / width
    down = (np.arange(box.height, dtype=np.float32)[:, None] + box.top - (feet_y - width * 0.3)) / width
    shading = clamp(0.62 + 0.5 * (across * canvas.light.side * 0.6 - down * 0.7))
    grain = noise((box.height, box.width), (26 * canvas.unit, 26 * canvas.unit), rng, 3)
    tone = rgb(color) * float(rng.uniform(0.85, 1.15))
    paint = tone * (shading * (0.75 + 0.5 * grain) * 1.1)[..., None] * canvas.light.ambient
    shadow = np.exp(-(((canvas.xs - x) / (width * 1.1)) ** 2))
    rows = canvas.rows(feet_y - 4 * canvas.unit, feet_y + 8 * canvas.unit)
    canvas.blend(
        "#000", 0.4 * shadow * np.exp(-(((canvas.ys[rows] - feet_y) / (5 * canvas.unit)) ** 2)), rows
    )
    canvas.paste(paint, layer.pixels[..., 3].astype(np.float32) / 255, box.left, box.top)


def rocks(
    canvas: Canvas,
    count: int,
    area: tuple[float, float, float, float],
    sizes: tuple[float, float],
    color: ColorLike = "#6d6a66",
) -> None:
    """Scatter boulders in `area` (left, top, right, bottom as fractions); sizes in units."""
    left, top, right, bottom = area
    for y in np.sort(canvas.rng.uniform(top, bottom, count)):
        x = canvas.rng.uniform(left, right) * canvas.width
        near = (y - top) / (bottom - top + 1e-6)
        width = (sizes[0] + (sizes[1] - sizes[0]) * near * canvas.rng.random()) * canvas.unit
        rock(canvas, x, y * canvas.height, width, color)
