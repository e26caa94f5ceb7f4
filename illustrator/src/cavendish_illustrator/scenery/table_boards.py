"""A table of boards in the foreground: the ground of still lifes, in a room of its own or in any place."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, remap
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.goods_surface import in_perspective, surface, surface_name

_BOARDED = frozenset({"wood", "plain"})
_WOODS = (("#5d3418", "#b9783f"), ("#4a2a1a", "#8f5a34"), ("#7a5a34", "#d0a468"))


def _planks(canvas: Canvas, edge: float) -> Field:
    """Wood grain of boards that run toward the viewer."""
    rng, unit = canvas.rng, canvas.unit
    dark, light = _WOODS[int(rng.integers(len(_WOODS)))]
    rows = canvas.rows(edge, canvas.height)
    depth = (canvas.ys[rows] - edge) / (canvas.height - edge)
    across = (canvas.xs - canvas.width / 2) / (0.55 + 0.9 * depth) + canvas.width / 2
    board = canvas.width * 0.16
    index = np.floor(across / board).astype(int)
    tone = rng.random(80)[index % 80].astype(np.float32)
    grain = noise((1400, 700), (16, 700), rng, 5, 0.65)
    map_y = np.clip(depth**0.6 * 900 * unit + tone * 300, 0, 1390)
    fiber = remap(grain, np.mod(across * 0.55 + tone * 400, 690), map_y + across * 0)
    paint = mix(dark, light, clamp(fiber * 1.25 - 0.12)[..., None]) * (0.82 + 0.3 * tone)[..., None]
    gap = np.minimum(np.mod(across, board), board - np.mod(across, board))
    return np.asarray(paint * (1 - 0.65 * np.exp(-((gap / (2.2 * unit)) ** 2)))[..., None], np.float32)


def _top(canvas: Canvas, edge: float, spec: PictureSpec | None) -> Field:
    """Boards, or what the prompt names as the table's top."""
    name = "" if spec is None else surface_name(spec)
    if spec is None or (name in _BOARDED and spec.surface_color is None):
        return _planks(canvas, edge)
    seen = surface(spec, (canvas.width, canvas.height), canvas.seed)
    return in_perspective(seen, canvas.rows(edge, canvas.height), edge)


def lay_boards(canvas: Canvas, edge: float, spec: PictureSpec | None = None) -> None:
    """Lay boards, or the surface that was named, with the sheen of a window over everything below `edge`."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    rows = canvas.rows(edge, height)
    depth = (canvas.ys[rows] - rows.start) / (height - rows.start)
    sheen_x = width * (0.25 if canvas.light.side < 0 else 0.75)
    sheen = np.exp(-(((canvas.xs - sheen_x) / (width * 0.35)) ** 2)) * (1 - depth) * 0.32
    paint = _top(canvas, rows.start, spec) * (0.75 + 0.4 * depth)[..., None] + sheen[..., None] * rgb(
        "#ffe6bf"
    )
    canvas.blend(paint * canvas.light.ambient, smoothstep(0, 8 * unit, canvas.ys[rows] - rows.start), rows)
    canvas.keep_sharp(np.full((rows.stop - rows.start, width), 0.2, np.float32), rows)
    stage = canvas.stage
    stage.kind, stage.near_y, stage.far_y = (
        StageKind.SURFACE,
        edge + (height - edge) * 0.78,
        edge + (height - edge) * 0.34,
    )
    stage.hero_height = min(height * 0.5, width * 0.55)


def set_table_before(canvas: Canvas, spec: PictureSpec | None = None) -> None:
    """Put a table before the painted place, which goes out of focus: a cup of coffee in Paris."""
    canvas.img = blur(canvas.img, 4 * canvas.unit)
    canvas.focus[:] = 0
    canvas.posts.clear()
    canvas.is_soft = False
    edge = canvas.height * float(canvas.rng.uniform(0.58, 0.66))
    canvas.horizon_y = edge
    lay_boards(canvas, edge, spec)
    canvas.stage.tags = frozenset()
