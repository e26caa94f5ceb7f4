"""Water: a rippled mirror of what is above it, and rolling waves."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import WHITE, ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import in_perspective
from cavendish_illustrator.painting.pixel_ops import blur, remap


def water(
    canvas: Canvas,
    top_y: float,
    bottom_y: float,
    color: ColorLike,
    *,
    reflection: float = 0.6,
    ripple: float = 1.0,
) -> None:
    """Fill the rows between two lines with water that mirrors the picture above `top_y`."""
    rows = canvas.rows(top_y, bottom_y)
    height = rows.stop - rows.start
    canvas.stage.water_top, canvas.stage.water_bottom = float(rows.start), float(rows.stop)
    if height < 3 or rows.start < 1:
        canvas.img[rows] = rgb(color) * canvas.light.ambient
        return
    source = canvas.img[: rows.start][::-1][:height]
    depth = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    waves = in_perspective(canvas.noise((90, 9), 4, 0.55, rows), 0.6) - 0.5
    unit = canvas.unit
    map_x = canvas.xs + waves * 60 * unit * ripple * (0.25 + depth)
    local = np.arange(height, dtype=np.float32)[:, None]
    map_y = np.clip(local + waves * 50 * unit * ripple * (0.3 + depth), 0, source.shape[0] - 1)
    mirror = remap(blur(source, 1.5 * unit), map_x, map_y)
    paint = rgb(color) * canvas.light.ambient * (1.05 - 0.25 * depth[..., None])
    paint = mix(paint, mirror, (reflection * (1 - 0.45 * depth))[..., None])
    paint = (
        paint
        + (smoothstep(0.1, 0.3, waves) * 0.22 * (0.4 + depth))[..., None]
        * canvas.light.key
        * canvas.light.ambient
    )
    canvas.img[rows] = clamp(paint + _light_path(canvas, depth, waves, rows.start))


def _light_path(canvas: Canvas, depth: Field, waves: Field, top_y: int) -> Field:
    """Glitter under the sun or the moon."""
    light = canvas.light
    if canvas.sun is not None and canvas.sun[1] < top_y + 5:
        x, _, radius = canvas.sun
        spread = radius * (0.9 + 3.0 * depth)
        color, threshold, strength = light.key, smoothstep(-0.02, 0.16, waves + 0.03), 1.0
    elif light.moon is not None:
        x = light.moon[0] * canvas.width
        spread = 60 * canvas.unit * (0.6 + 2 * depth)
        color, threshold, strength = rgb("#b2ccff"), smoothstep(0, 0.2, waves), 0.7
    else:
        return np.zeros((1, 1, 1), np.float32)
    path = np.exp(-(((canvas.xs - x) / spread) ** 2)) * threshold * strength
    return np.asarray(path[..., None] * color, np.float32)


def wave(canvas: Canvas, y: float, amplitude: float, size: float, colors: tuple[str, str]) -> None:
    """Roll one wave across the picture: crest at `y` (px), amplitude in units, `colors` deep and crest."""
    unit = canvas.unit
    swell = np.sin(canvas.xs / (120 * unit * size) + y) * amplitude * unit
    crest = y + swell + (canvas.outline(160, 4)[None] - 0.5) * amplitude * 1.6 * unit
    rows = canvas.rows(y - amplitude * 2.2 * unit - 4, y + 190 * unit * size + amplitude * 2 * unit)
    depth = canvas.ys[rows] - crest
    paint = mix(colors[0], colors[1], np.exp(-np.maximum(depth, 0) / (26 * unit * size))[..., None])
    paint = paint * canvas.light.ambient * 1.1
    body = smoothstep(-1, 1, depth) * smoothstep(190 * unit * size, 0, depth) * 0.85
    canvas.blend(paint * (0.8 + 0.4 * canvas.noise((80, 20), 4, 0.5, rows))[..., None], body, rows)
    foam = (
        np.exp(-((depth / (4 * unit * size)) ** 2))
        * 0.75
        * smoothstep(0.42, 0.62, canvas.noise((70, 24), 4, 0.5, rows))
    )
    canvas.blend(WHITE * mix(canvas.light.ambient, WHITE, 0.5), foam, rows)


def foam_line(canvas: Canvas, shore: Field, offset: float, strength: float) -> None:
    """Draw the white edge of a wave along a shore line (a row a column), `offset` pixels above it."""
    unit = canvas.unit
    line = shore + offset + 6 * unit * np.sin(canvas.xs / (34 * unit))
    rows = canvas.rows(float(line.min()) - 14 * unit, float(line.max()) + 14 * unit)
    cover = np.exp(-(((canvas.ys[rows] - line) / (3.6 * unit)) ** 2)) * strength
    cover = cover * smoothstep(0.3, 0.6, canvas.noise((60, 12), 3, 0.5, rows))
    canvas.blend(np.array([1, 0.97, 0.94], np.float32) * mix(canvas.light.ambient, WHITE, 0.6), cover, rows)
