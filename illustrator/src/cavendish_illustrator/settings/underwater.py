"""Under the sea: light from above, sand, corals, weed and bubbles."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas, StageKind
from cavendish_illustrator.painting.color import WHITE, clamp, mix, rgb, smoothstep, vary
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import fill_gradient
from cavendish_illustrator.scenery.terrain import ground, rock

_WATERS = (
    ((0.0, "#8fe8ee"), (0.35, "#2aa3c4"), (1.0, "#0a3564")),
    ((0.0, "#a0f0d8"), (0.4, "#2fa8a0"), (1.0, "#0c3f5a")),
    ((0.0, "#86c8f4"), (0.4, "#2a74c0"), (1.0, "#0c2458")),
)
_CORALS = ("#ff7a6a", "#ffb04a", "#e060a0", "#b070e0", "#ff9a8a")


def _weed(canvas: Canvas, x: float, foot: float, height: float) -> None:
    layer = canvas.layer(
        Box(int(x - height * 0.4), int(foot - height * 1.1), int(height * 0.8), int(height * 1.15))
    )
    for _ in range(int(canvas.rng.integers(3, 6))):
        phase, reach = float(canvas.rng.uniform(0, 6)), float(canvas.rng.uniform(0.6, 1.0)) * height
        t = np.linspace(0, 1, 14)
        xs = x + float(canvas.rng.normal(0, 0.08)) * height + np.sin(t * 5 + phase) * height * 0.07
        color = vary("#2f8f5a", canvas.rng, 0.2)
        for k in range(13):
            layer.line(
                (xs[k], foot - t[k] * reach),
                (xs[k + 1], foot - t[k + 1] * reach),
                color,
                (9 - 6 * t[k]) * canvas.unit,
            )
    canvas.lay(layer)


def _coral(canvas: Canvas, x: float, foot: float, height: float) -> None:
    rng = canvas.rng
    color = rgb(_CORALS[int(rng.integers(len(_CORALS)))])
    layer = canvas.layer(Box(int(x - height), int(foot - height * 1.2), int(height * 2), int(height * 1.25)))

    def branch(px: float, py: float, angle: float, length: float, depth: int) -> None:
        end = (px + np.cos(angle) * length, py - np.sin(angle) * length)
        layer.line((px, py), end, clamp(color * (0.75 + 0.09 * (4 - depth))), max(2.0, length * 0.34))
        if depth:
            for turn in (-0.5, 0.45):
                branch(*end, angle + turn + float(rng.normal(0, 0.12)), length * 0.72, depth - 1)

    branch(x, foot, np.pi / 2, height * 0.34, 3)
    canvas.lay(layer)


def paint(canvas: Canvas, spec: PictureSpec) -> None:
    """Shafts of light, a sandy floor with corals, small fish and bubbles."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    fill_gradient(canvas, _WATERS[int(rng.integers(len(_WATERS)))])
    shafts = smoothstep(0.5, 0.75, canvas.soft_noise((width * 0.12 / unit, height * 2 / unit), 3))
    slant = np.roll(shafts, 0, 1) * np.exp(-canvas.ys / (height * 0.6)) * 0.35
    canvas.img += slant[..., None]
    canvas.light = canvas.light.with_haze("#2a7fa8")
    for x, w in ((0.08, 120), (0.9, 150), (0.3, 70)):
        rock(canvas, width * (x + float(rng.normal(0, 0.03))), height * 0.9, w * unit, "#4a6a7a")
    if "castle" in spec.settings:
        _sunken_castle(canvas)
    if "city" in spec.settings:
        towers = (height * 0.2, height * 0.5)
        skyline(canvas, height * 0.88, towers, "#3f7fb0", haze=0.45, widths=(50, 120))
        _domes(canvas)
    _wrecks(canvas)
    ground(canvas, height * 0.86, "#d9c99a", "#4a8f9f", texture=0.35)
    for x in np.concatenate([rng.uniform(0, 0.34, 4), rng.uniform(0.66, 1, 4)]):
        _weed(
            canvas,
            width * float(x),
            height * float(rng.uniform(0.88, 0.98)),
            height * float(rng.uniform(0.1, 0.28)),
        )
    for x in rng.uniform(0.02, 0.98, 7):
        _coral(
            canvas,
            width * float(x),
            height * float(rng.uniform(0.9, 0.99)),
            height * float(rng.uniform(0.07, 0.15)),
        )
    _small_life(canvas)
    layer = canvas.layer()
    for x, y, size in rng.random((50, 3)):
        layer.ring(width * x, height * y, (2 + 8 * size**2) * unit, "#d4f4ff", max(1.0, 1.4 * unit))
    canvas.lay(layer, opacity=0.7)
    canvas.stage.kind = StageKind.AIR
    if "aquarium" in spec.settings:
        _glass_tank(canvas)


def _domes(canvas: Canvas) -> None:
    """Bubbles of glass over parts of a sunken city."""
    layer, lines = canvas.layer(), canvas.layer()
    width, height = canvas.width, canvas.height
    for x, half in ((0.24, 0.17), (0.72, 0.2)):
        layer.ellipse(
            (width * x, height * 0.88), (width * half, height * half * 1.25), "#a8e4f4", arc=(180, 360)
        )
        size = (width * half, height * half * 1.25)
        lines.arc((width * x, height * 0.88), size, (180, 360), "#e4fbff", 4 * canvas.unit)
    canvas.lay(layer, opacity=0.3)
    canvas.lay(lines, opacity=0.8)


_SHIPS = (
    "pirate-ship",
    "ship",
    "sailboat",
    "viking-ship",
    "fishing-boat",
    "passenger-ship",
    "ferry",
    "airplane",
)


def _wrecks(canvas: Canvas) -> None:
    """A ship that was named lies heeled over, its keel in the sand."""
    name = next((one for one in _SHIPS if one in canvas.asked), None)
    if name is None:
        return
    height, width = canvas.height, canvas.width
    drawing = "pirate-ship" if name == "ship" else name
    left = bool(canvas.rng.random() < 0.5)
    lying = Finish(relight=0.2, shadow=False, haze=0.34, rotate_deg=13 if left else -13, focus=0.5)
    x = width * (0.36 if left else 0.64)
    put(canvas, drawing, (x, height * 0.92), min(height * 0.56, width * 0.62), lying)
    canvas.stage.tags = canvas.stage.tags | {name}


def _sunken_castle(canvas: Canvas) -> None:
    """A castle on the sea floor, the water's colour over it."""
    height, width = canvas.height, canvas.width
    before = canvas.img.copy()
    x = width * float(canvas.rng.uniform(0.42, 0.58))
    castle(canvas, x, height * 0.88, min(height * 0.62, width * 0.72), colors=("#c9b8d8", "#d87aa8"))
    canvas.img = np.asarray(mix(canvas.img, before, 0.3), np.float32)
    canvas.stage.tags = canvas.stage.tags | {"castle"}


def _small_life(canvas: Canvas) -> None:
    rng, width, height = canvas.rng, canvas.width, canvas.height
    for _ in range(int(rng.integers(4, 8))):
        far = Finish(relight=0.2, shadow=False, haze=0.4, flip=bool(rng.random() < 0.5), focus=0.2)
        spot = (width * float(rng.uniform(0.06, 0.94)), height * float(rng.uniform(0.15, 0.75)))
        put(
            canvas,
            ("tropical-fish", "fish")[int(rng.integers(2))],
            spot,
            height * float(rng.uniform(0.025, 0.05)),
            far,
        )
    put(
        canvas,
        ("spiral-shell", "crab", "oyster")[int(rng.integers(3))],
        (width * float(rng.uniform(0.1, 0.9)), height * 0.97),
        height * 0.05,
        QUIET,
    )


def _glass_tank(canvas: Canvas) -> None:
    """The frame, lid and stand of an aquarium around the water, and light on its glass."""
    width, height, stage = canvas.width, canvas.height, canvas.stage
    frame, lid, stand = width * 0.035, height * 0.075, height * 0.9
    glass = canvas.layer()
    for left, wide in ((0.16, 0.09), (0.29, 0.035)):
        x, lean = width * left, height * 0.22
        glass.polygon(
            [(x + lean, lid), (x + lean + width * wide, lid), (x + width * wide, stand), (x, stand)], WHITE
        )
    canvas.lay(glass, opacity=0.16)
    edge = canvas.layer()
    for left, right in ((0.0, frame), (width - frame, float(width))):
        edge.rect(left, lid, right, stand, "#2a3038")
        edge.rect(left + frame * 0.34, lid, left + frame * 0.5, stand, "#8fa2b0")
    edge.rect(0, 0, width, lid, "#23282f")
    edge.rect(width * 0.2, lid * 0.5, width * 0.8, lid * 0.86, "#f4fbff")
    edge.rect(0, stand, width, height, "#6a4a30")
    edge.rect(0, stand, width, stand + height * 0.012, "#2a3038")
    edge.rect(0, stand + height * 0.02, width, stand + height * 0.03, "#8a6646")
    canvas.lay(edge)
    stage.is_whole = True
    stage.left, stage.right = max(stage.left, frame * 2), min(stage.right, width - frame * 2)
    stage.near_y = min(stage.near_y, stand - height * 0.03)


SETTINGS = (
    SettingTemplate(names=("underwater", "coral_reef", "aquarium"), paint=paint, times=(TimeOfDay.DAY,)),
)
