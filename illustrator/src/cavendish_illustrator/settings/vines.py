"""A vineyard: rows of vines with grapes that run up to the hills."""

from typing import Final

import numpy as np

from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import rgb, smoothstep, vary
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.lands_beyond import raise_lands_beyond
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_autumnal, is_snowy
from cavendish_illustrator.settings.meadow import paint_base, tree_kinds

_GREEN: Final = ("#2f5f28", "#4a7f32", "#6f9f42")
_GOLDEN: Final = ("#8a4a20", "#c27a2a", "#d9a83c")
_BARE: Final = ("#4a3a2e", "#5f4c3c", "#d8e0ea")
_GRAPES: Final = ("#3f2458", "#6a3f8a")
_ROWS: Final = range(-6, 6)
_STEPS: Final = 34


def _row(layer: VectorLayer, canvas: Canvas, top: float, lane: int, tones: tuple[str, ...]) -> None:
    """One hedge of vines from the horizon to the viewer, posts between."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    for step in range(_STEPS):
        depth = (step / (_STEPS - 1)) ** 1.8
        x = width * (0.5 + (lane + 0.5) * (0.03 + 0.3 * depth))
        if not -0.2 < x / width < 1.2:
            continue
        foot, tall = top + depth * (height * 1.04 - top), height * (0.012 + 0.13 * depth)
        if step % 5 == 0:
            layer.line((x, foot), (x, foot - tall * 1.1), "#6a4f38", max(1.0, tall * 0.07))
        count = 14 if depth < 0.1 else 26
        spots = np.stack(
            [x + rng.normal(0, tall * 0.3, count), foot - tall * rng.uniform(0.35, 1.05, count)], 1
        )
        order = np.argsort(-spots[:, 1])
        colors = np.stack([vary(tones[min(2, k * 3 // count)], rng, 0.1) for k in range(count)])
        layer.leaves(spots[order], np.full(count, max(1.2, tall * 0.13)), colors, 0.75)
        if depth > 0.12 and tones is not _BARE:
            _bunch(layer, canvas, (x + float(rng.normal(0, tall * 0.2)), foot - tall * 0.5), tall * 0.055)


def _bunch(layer: VectorLayer, canvas: Canvas, at: tuple[float, float], size: float) -> None:
    for row, count in enumerate((3, 2, 1)):
        for k in range(count):
            tone = rgb(_GRAPES[(row + k) % 2]) * float(canvas.rng.uniform(0.85, 1.2))
            layer.circle(at[0] + (k - (count - 1) / 2) * size * 1.7, at[1] + row * size * 1.5, size, tone)


def _castle_hill(canvas: Canvas, top: float, side: float) -> None:
    """A castle on a rise above the vines."""
    height, width = canvas.height, canvas.width
    x = width * (side * 0.4 + 0.3)
    bump = np.exp(-(((np.arange(width) - x) / (width * 0.24)) ** 2)) * height * 0.12
    crest = (top + height * 0.03 - bump).astype(np.float32)
    castle(canvas, x, top - height * 0.075, min(height * 0.32, width * 0.4), ground_line=crest)
    rows = canvas.rows(top - height * 0.14, top + height * 0.04)
    tone = rgb("#6f8f4a") * (0.8 + 0.4 * canvas.noise((50, 24), 4, 0.5, rows))[..., None]
    canvas.blend(tone * canvas.light.ambient, smoothstep(-1, 1, canvas.ys[rows] - crest[None]), rows)
    canvas.stage.tags = frozenset({"castle"})


def _strips(canvas: Canvas, top: float) -> None:
    """The earth between the rows, so that one sees them run to the hills."""
    rows = canvas.rows(top, canvas.height)
    depth = ((canvas.ys[rows] - top) / (canvas.height * 1.04 - top)).clip(0, 1)
    lane = (canvas.xs / canvas.width - 0.5) / (0.03 + 0.3 * depth)
    between = np.abs(lane - np.round(lane))
    tone = rgb("#b08a5c") * (0.8 + 0.4 * canvas.noise((40, 16), 4, 0.6, rows))[..., None]
    canvas.blend(tone * canvas.light.ambient, smoothstep(0.34, 0.2, between) * 0.85, rows)


_GROWN: Final = frozenset({"cypress"})


def paint_vineyard(canvas: Canvas, spec: PictureSpec) -> None:
    """Vines in rows before wooded hills, a farmhouse among cypresses at a side."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec, lands_wait=True)
    sizes = (height * 0.06, height * 0.12)
    tree_row(canvas, rng.uniform(0, 1, 7), top, sizes, tree_kinds(spec), haze=0.2)
    raise_lands_beyond(canvas, top, is_on_ground=True)
    side = 0.2 if rng.random() < 0.5 else 0.8
    has_castle = "castle" in canvas.asked or "castle" in spec.settings
    if has_castle:
        _castle_hill(canvas, top, side)
    farm = () if has_castle else (("cypress", -0.07, 0.2), ("cottage", 0, 0.13), ("cypress", 0.08, 0.24))
    for name, across, tall in farm:
        put(canvas, name, (width * (side + across), top + height * 0.012), min(height, width) * tall)
    tones = _BARE if is_snowy(spec) else _GOLDEN if is_autumnal(spec) else _GREEN
    if not is_snowy(spec):
        _strips(canvas, top)
    layer = canvas.layer()
    for lane in sorted(_ROWS, key=lambda one: -abs(one + 0.5)):
        _row(layer, canvas, top + height * 0.02, lane, tones)
    canvas.lay(layer)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84
    canvas.stage.tags |= _GROWN if not has_castle else frozenset()


SETTINGS = (
    SettingTemplate(
        names=("vineyard",),
        paint=paint_vineyard,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAY, TimeOfDay.SUNSET),
    ),
)
