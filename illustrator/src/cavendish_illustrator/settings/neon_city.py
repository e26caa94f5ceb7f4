"""A street canyon of tomorrow: towers, neon signs, traffic in the air and a wet road that mirrors it all."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky

_NEONS = ("#ff3da8", "#2fe6ff", "#ffd23d", "#8f5bff", "#ff6a3d", "#4dffa8")
_WALLS = ("#1a1636", "#241a44", "#161a38", "#2a1840")


def house_row(canvas: Canvas, layer: VectorLayer, lit: VectorLayer, side: int, *, reach: float = 0.9) -> None:
    """The houses of one side of the street, receding toward its end, with lit windows."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    edges = np.cumsum(rng.uniform(0.09, 0.15, 4)) * reach
    start = 0.0
    for number, end in enumerate(edges):
        top = height * float(rng.uniform(0.02, 0.16) + number * 0.06)
        foot_near, foot_far = height * (0.96 - 0.34 * start / 0.5), height * (0.96 - 0.34 * end / 0.5)
        xs = [width * (s if side < 0 else 1 - s) for s in (start, end)]
        layer.polygon(
            [(xs[0], top), (xs[1], top + height * 0.03), (xs[1], foot_far), (xs[0], foot_near)],
            _WALLS[(number + (side > 0)) % len(_WALLS)],
        )
        _windows(canvas, lit, xs, (top, foot_far))
        start = float(end)


def _windows(canvas: Canvas, lit: VectorLayer, xs: list[float], span: tuple[float, float]) -> None:
    rng, unit = canvas.rng, canvas.unit
    left, right = min(xs), max(xs)
    columns = max(2, int((right - left) / (20 * unit)))
    rows = max(3, int((span[1] - span[0]) / (30 * unit)))
    for column in range(columns):
        for row in range(1, rows - 2):
            if rng.random() < 0.42:
                x = left + (column + 0.3) * (right - left) / columns
                y = span[0] + (row + 0.3) * (span[1] - span[0]) / rows
                color = "#ffcf80" if rng.random() < 0.6 else _NEONS[int(rng.integers(len(_NEONS)))]
                lit.rect(x, y, x + 9 * unit, y + 13 * unit, color)


def neon_signs(canvas: Canvas, layer: VectorLayer, lit: VectorLayer) -> None:
    """Boards with strokes that look like writing, upright on the fronts and lying over the doors."""
    rng, width, height, unit = canvas.rng, canvas.width, canvas.height, canvas.unit
    for number in range(int(rng.integers(8, 12))):
        side = -1 if number % 2 else 1
        share = float(rng.uniform(0.03, 0.36))
        scale = 1.25 - share * 1.9
        is_upright = rng.random() < 0.65
        shape = (34, 118) if is_upright else (96, 36)
        w, h = shape[0] * unit * scale, shape[1] * unit * scale
        x = width * (share if side < 0 else 1 - share)
        y = height * float(rng.uniform(0.2, 0.56 - share * 0.3))
        color = _NEONS[int(rng.integers(len(_NEONS)))]
        layer.rect(x - w / 2, y, x + w / 2, y + h, "#0e0a20")
        frame = [(x - w / 2, y), (x + w / 2, y), (x + w / 2, y + h), (x - w / 2, y + h), (x - w / 2, y)]
        lit.polyline(np.array(frame), color, 3 * unit)
        other = _NEONS[int(rng.integers(len(_NEONS)))]
        count = 4
        for k in range(count):
            cx, cy = (
                (x, y + h * (k + 0.5) / count)
                if is_upright
                else (x - w / 2 + w * (k + 0.5) / count, y + h / 2)
            )
            r = min(w, h) * 0.24
            for _ in range(3):
                ends = rng.uniform(-r, r, 4)
                lit.line((cx + ends[0], cy + ends[1]), (cx + ends[2], cy + ends[3]), other, 3 * unit)


def _air_traffic(canvas: Canvas, lit: VectorLayer) -> None:
    rng, width, height, unit = canvas.rng, canvas.width, canvas.height, canvas.unit
    for lane in range(2):
        y = height * float(rng.uniform(0.12, 0.36))
        for _ in range(6):
            x = width * float(rng.uniform(0.3, 0.7))
            at = y + (x - width / 2) * 0.08 * (lane - 0.5)
            lit.line((x, at), (x + 16 * unit, at), ("#ff5a4a", "#fff3c8")[lane], 4 * unit)


def wet_road(canvas: Canvas, foot: float) -> None:
    """Show everything above the road upside down in it, drawn out and broken up by ripples."""
    rows = canvas.rows(foot, canvas.height)
    count = rows.stop - rows.start
    depth = np.linspace(0, 1, count, dtype=np.float32)[:, None, None]
    source = canvas.img[np.clip(rows.start - 1 - (np.arange(count) * 1.5).astype(int), 0, None)]
    ripples = canvas.soft_noise((90, 12), 3, 0.6, rows)[..., None]
    road = np.array([0.07, 0.06, 0.13], np.float32) * (1 - 0.4 * depth)
    canvas.img[rows] = clamp(
        road + blur(source, 4 * canvas.unit) * (0.95 - 0.5 * depth) * (0.35 + 0.9 * ripples)
    )


def paint_neon_street(canvas: Canvas, spec: PictureSpec) -> None:
    """Houses on both sides of a wet road, towers at its end."""
    width, height = canvas.width, canvas.height
    foot = height * 0.66
    paint_sky(canvas, height * 0.7, clouds=0.35)
    skyline(canvas, foot, (height * 0.3, height * 0.62), "#35205e", haze=0.45)
    skyline(canvas, foot, (height * 0.16, height * 0.42), "#1c1440", haze=0.15, widths=(50, 110))
    if "tokyo" in spec.settings:
        finish = Finish(relight=0.2, shadow=False, haze=0.2, focus=0.6)
        put(canvas, "tokyo-tower", (width * 0.5, foot + 4), height * 0.5, finish)
    layer, lit = canvas.layer(), canvas.layer()
    for side in (-1, 1):
        house_row(canvas, layer, lit, side)
    neon_signs(canvas, layer, lit)
    _air_traffic(canvas, lit)
    canvas.lay(layer)
    canvas.shine(lit, 1.3)
    canvas.spread_glow(1.0)
    wet_road(canvas, foot)
    canvas.keep_sharp((lit.pixels[..., 3] > 0).astype(np.float32) * 0.6)
    canvas.horizon_y = foot
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.82
    canvas.stage.left, canvas.stage.right = width * 0.14, width * 0.86


SETTINGS = (SettingTemplate(names=("cyberpunk_city",), paint=paint_neon_street, forced_time=TimeOfDay.NEON),)
