"""Stages: theatre, concert, cinema, circus, night club; and the library."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import clamp, from_hsv, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.furnished_halls import furnish_hall
from cavendish_illustrator.scenery.interiors import paint_floor
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import fill_gradient
from cavendish_illustrator.scenery.terrain import ground

_CURTAINS = (("#4a0c1c", "#b3243c"), ("#1c0c4a", "#4a2fa8"), ("#0c3a3a", "#1f8a80"))
_BEAMS = (
    ("#ff5fb0", "#fff0c0", "#5fc8ff"),
    ("#ffd24a", "#ff7a4a", "#c86aff"),
    ("#6affc0", "#fff0f0", "#6a8aff"),
)


def _beams(canvas: Canvas, colors: tuple[str, ...]) -> None:
    """Spotlights from above that meet at the stage's middle."""
    height, width = canvas.height, canvas.width
    for x, color in zip(np.linspace(0.12, 0.88, len(colors)), colors, strict=True):
        middle = width * x + (width * 0.5 - width * x) * canvas.ys / height
        beam = smoothstep(1, 0.2, np.abs(canvas.xs - middle) / (20 + canvas.ys * 0.26)) * 0.42
        canvas.img += (beam * smoothstep(height, 0, canvas.ys - height * 0.1))[..., None] * rgb(color)
    pool = canvas.spot(width * 0.5, height * 0.9, (width * 0.3, height * 0.08)) * 0.4
    canvas.img += pool[..., None]


def _audience(canvas: Canvas, y: float) -> None:
    """Dark heads and raised hands along the foot of the picture."""
    layer, rng, unit = canvas.layer(), canvas.rng, canvas.unit
    for x in np.arange(-0.01, 1.02, 0.035):
        px, radius = canvas.width * (x + float(rng.normal(0, 0.008))), float(rng.uniform(17, 24)) * unit
        top = canvas.height * y + float(rng.uniform(-10, 10)) * unit
        layer.circle(px, top, radius, "#0e0a16")
        layer.ellipse((px, top + radius * 2.6), (radius * 1.7, radius * 1.9), "#0e0a16")
        if rng.random() < 0.4:
            layer.line(
                (px + radius, top + radius), (px + radius * 1.6, top - radius * 2.4), "#0e0a16", 8 * unit
            )
    canvas.lay(layer, is_lit=False)


def paint_stage(canvas: Canvas, spec: PictureSpec) -> None:
    """Curtain, boards and beams; instruments and a crowd at a concert, a screen in a cinema."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    name = next((n for n in spec.settings if n in _STAGES), "stage")
    fill_gradient(canvas, ((0.0, "#0d0818"), (0.6, "#2a1238"), (1.0, "#120818")))
    floor = height * 0.76
    rows = canvas.rows(0, floor)
    if name in ("stage", "circus", "cinema"):
        dark, light = _CURTAINS[int(rng.integers(len(_CURTAINS)))]
        folds = np.sin(canvas.xs / (22 * unit) + canvas.noise((200, 400), 3, 0.5, rows) * 6) * 0.5 + 0.5
        canvas.blend(mix(dark, light, folds[..., None]), np.full((rows.stop, width), 0.85, np.float32), rows)
    ground(canvas, floor, "#8a5a34", "#5a3620", texture=0.2)
    if name == "cinema":
        layer = canvas.layer()
        layer.rect(width * 0.18, height * 0.12, width * 0.82, height * 0.58, "#f4f1e8")
        canvas.shine(layer, 0.35)
    if name in ("concert", "nightclub"):
        for thing, x, tall in (
            ("speaker_stack", 0.08, 0.4),
            ("speaker_stack", 0.92, 0.4),
            ("drum_kit", 0.5, 0.26),
        ):
            put(canvas, thing, (width * x, floor + height * 0.03), height * tall, QUIET)
    if name == "nightclub":
        put(
            canvas,
            "mirror-ball",
            (width * 0.5, height * 0.24),
            height * 0.16,
            Finish(relight=0.2, shadow=False),
        )
        _sparkle(canvas)
    if name == "circus":
        layer = canvas.layer()
        layer.ellipse((width * 0.5, height * 0.92), (width * 0.46, height * 0.12), "#d9b06a")
        canvas.lay(layer)
    _beams(canvas, _BEAMS[int(rng.integers(len(_BEAMS)))])
    if name in ("concert", "nightclub", "cinema"):
        _audience(canvas, 0.97)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.91, height * 0.82
    canvas.stage.sky_y = height * 0.36


def _sparkle(canvas: Canvas) -> None:
    layer = canvas.layer()
    for k, (x, y, size) in enumerate(canvas.rng.random((70, 3))):
        layer.circle(
            x * canvas.width,
            y * canvas.height * 0.8,
            (1.5 + 4 * size) * canvas.unit,
            from_hsv(k * 53.0, 0.55, 1.0),
        )
    canvas.shine(layer, 0.8)
    canvas.spread_glow(0.8)


_BOOKS = ("#8a2f2b", "#2f5a4a", "#2a4470", "#b5803a", "#5a3a6a", "#7a5a34", "#c9b48a", "#a14a2a")


def _shelves(canvas: Canvas, floor: float) -> None:
    """Books from wall to wall."""
    width, rng, unit = canvas.width, canvas.rng, canvas.unit
    canvas.img[:] = rgb("#3a2417")
    layer = canvas.layer(Box(0, 0, width, int(floor) + 1))
    tall = floor / 6
    for row in range(6):
        x, foot = 0.0, (row + 1) * tall - 10 * unit
        while x < width:
            w, h = float(rng.uniform(12, 30)) * unit, tall * float(rng.uniform(0.6, 0.87))
            layer.rect(
                x,
                foot - h,
                x + w - 1,
                foot,
                clamp(rgb(_BOOKS[int(rng.integers(8))]) * float(rng.uniform(0.75, 1.15))),
            )
            layer.rect(x + 1, foot - h * 0.8, x + w - 2, foot - h * 0.74, "#d6b260")
            x += w + (30 * unit if rng.random() > 0.93 else 0)
        layer.rect(0, foot, width, foot + 10 * unit, "#6e4428")
    for x in np.arange(0, 1.01, 0.25):
        layer.rect(width * x - 9 * unit, 0, width * x + 9 * unit, floor, "#603a22")
    canvas.lay(layer, is_lit=False)
    canvas.img = blur(canvas.img, 1.4 * unit)


def paint_library(canvas: Canvas, spec: PictureSpec) -> None:
    """Shelves from floor to ceiling in lamp light."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    floor = height * 0.84
    _shelves(canvas, floor)
    paint_floor(canvas, floor, "#8a5a34", "planks")
    reach = np.hypot((canvas.xs - width * 0.5) / width, (canvas.ys - height * 0.45) / height)
    canvas.img *= (0.5 + 0.85 * np.exp(-((reach / 0.42) ** 2)))[..., None] * np.array(
        [1.08, 0.95, 0.78], np.float32
    )
    lamps = canvas.layer()
    for x in (0.2, 0.8):
        lamps.circle(width * x, height * 0.12, 16 * unit, "#ffdc8c")
    canvas.shine(lamps, 1.4)
    x = 0.86 if rng.random() < 0.5 else 0.14
    side = min(height, width)
    if "spiral_staircase" in spec.settings:
        _spiral_staircase(canvas, is_left=x > 0.5)
        return
    canvas.is_indoors = True
    if furnish_hall(canvas, spec, _LIBRARY_BACK):
        canvas.spread_glow(0.9)
        canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.87
        return
    put(canvas, "armchair" if rng.random() < 0.6 else "desk", (width * x, height * 0.9), side * 0.26, QUIET)
    things = ("books", "globe-showing-europe-africa", "potted-plant", "floor_lamp")
    pick = int(rng.integers(len(things)))
    put(canvas, things[pick], (width * (1 - x), height * 0.9), side * (0.4 if pick == 3 else 0.14), QUIET)
    canvas.spread_glow(0.9)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.87


def _spiral_staircase(canvas: Canvas, *, is_left: bool) -> None:
    height, width = canvas.height, canvas.width
    x = width * (0.24 if is_left else 0.76)
    put(canvas, "spiral-staircase", (x, height * 0.92), min(height * 0.86, width * 0.7), QUIET)
    canvas.spread_glow(0.9)
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.95, height * 0.87
    stage.left, stage.right = (width * 0.44, width * 0.94) if is_left else (width * 0.06, width * 0.56)
    stage.hero_height = min(height * 0.42, width * 0.4)


_LIBRARY_BACK = 0.89
"""Where furniture stands before the shelves."""
_STAGES = ("stage", "concert", "cinema", "circus", "nightclub")
SETTINGS = (
    SettingTemplate(names=_STAGES, paint=paint_stage, forced_time=TimeOfDay.DAY),
    SettingTemplate(names=("library",), paint=paint_library, times=(TimeOfDay.DAY,)),
)
