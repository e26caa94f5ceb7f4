"""A pond garden with cherry trees, a red bridge and a pagoda."""

from collections.abc import Callable

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import smoothstep
from cavendish_illustrator.painting.noise_field import profile
from cavendish_illustrator.painting.pixel_ops import blur, remap
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import arched_bridge
from cavendish_illustrator.scenery.foliage import grass, petals, tree
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import bank, hills, mountains, rocks
from cavendish_illustrator.scenery.water_surface import water


def _bridge_reflection(canvas: Canvas, span: tuple[float, float], y: float, height: float) -> None:
    rows = canvas.rows(y, y + height)
    count = rows.stop - rows.start
    source = canvas.img[max(0, rows.start - count) : rows.start][::-1]
    if source.shape[0] < count:
        return
    ripple = (canvas.noise((60, 8), 3, 0.5, rows) - 0.5) * 22 * canvas.unit
    mirror = remap(source, canvas.xs + ripple, np.arange(count, dtype=np.float32)[:, None] + ripple * 0)
    inside = smoothstep(span[0] - 8, span[0] + 8, canvas.xs) * smoothstep(span[1] + 8, span[1] - 8, canvas.xs)
    fade = np.linspace(0.55, 0.1, count, dtype=np.float32)[:, None]
    canvas.blend(blur(mirror, 1.5 * canvas.unit), inside * fade, rows)


def _landings(canvas: Canvas, span: tuple[float, float], y: float) -> None:
    """Tongues of land from both shores, on which the bridge's ends stand."""
    height, width = canvas.height, canvas.width
    rows = canvas.rows(y - height * 0.05, y + height * 0.09)
    for side, end in enumerate(span):
        reach = (end + width * 0.035) if side == 0 else (width - end + width * 0.035)
        along = (canvas.xs if side == 0 else width - canvas.xs) / reach
        thick = height * (0.034 + 0.012 * canvas.outline(160, 3)[None])
        half = thick * np.sqrt(np.clip(1 - along**4, 0, 1))
        off = np.abs(canvas.ys[rows] - (y + height * 0.016))
        bank(canvas, np.where(along < 1, half - off, -4.0), "#6f9a45", rows=rows)
        rim = np.exp(-(((canvas.ys[rows] - y - height * 0.016 - half) / (3 * canvas.unit)) ** 2)) * (
            along < 1
        )
        canvas.blend("#4a3a2a", rim * 0.55, rows)


def _side_banks(canvas: Canvas, horizon: float) -> None:
    """Land on both sides that closes round the near end of the pond in bays."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    rows = canvas.rows(horizon + 20 * unit, height)
    down = np.clip((canvas.ys[rows] - (horizon + 24 * unit)) / (height * 0.87 - horizon - 24 * unit), 0, 1)
    for side, open_to in ((0, 0.46), (1, 0.5)):
        across = canvas.xs / width if side == 0 else 1 - canvas.xs / width
        rough = profile(rows.stop - rows.start, 90 * unit, canvas.rng, 4)[:, None] * 0.09
        bays = np.sin(down * 8.5 + side * 2.4) * 0.03 * np.sqrt(down)
        limit = 0.04 + (open_to - 0.04) * (1 - np.sqrt(1 - down**2.4)) + rough * down + bays
        bank(canvas, (limit - across) * width * 0.7, "#6f9a45", rows=rows)
        edge = np.exp(-(((across - limit) / 0.005) ** 2)) * smoothstep(0.05, 0.2, down) * 0.55
        canvas.blend("#4a3a2a", edge, rows)


def _front(canvas: Canvas, at: Callable[[float], float]) -> None:
    """Trees on the banks, the near shore with its rocks and lantern, and two trees that frame the view."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    is_mirrored = at(0.0) > 0
    for x, y, kind in (
        (0.03, 0.60, "cherry"),
        (0.13, 0.66, "oak"),
        (0.95, 0.60, "cherry"),
        (0.88, 0.64, "maple"),
    ):
        tree(canvas, (at(x), height * y), height * float(rng.uniform(0.22, 0.28)), kind)
    dip = ((canvas.xs / width - 0.5) / 0.5) ** 2
    shore = height * (0.86 - 0.08 * dip) - height * 0.05 * canvas.outline(260, 4)[None]
    front = canvas.rows(height * 0.76, height)
    bank(canvas, canvas.ys[front] - shore, "#6a9640", rows=front)
    rocks(canvas, 4, (0.1, 0.82, 0.3, 0.85), (24, 60))
    rocks(canvas, 4, (0.66, 0.82, 0.9, 0.86), (20, 56))
    grass(canvas, height * 0.84, "#6f9a3f", count=2200, flowers=("#f7b6cc", "#ffffff", "#ffd9e6"))
    put(canvas, "stone_lantern", (at(0.86), height * 0.88), height * 0.28)
    tree(canvas, (at(0.06), height * 0.92), height * 0.84, "cherry", lean=-0.15 if is_mirrored else 0.15)
    if width >= height:
        tree(canvas, (at(1.0), height * 0.80), height * 0.62, "cherry", lean=0.15 if is_mirrored else -0.15)


def paint(canvas: Canvas, _spec: PictureSpec) -> None:
    """Pond, bridge, lantern, petals in the air; the seed mirrors the plan."""
    height, width, unit, rng = canvas.height, canvas.width, canvas.unit, canvas.rng
    horizon = height * float(rng.uniform(0.40, 0.47))
    mirrored = bool(rng.random() < 0.5)

    def at(x: float) -> float:
        return width * (1 - x if mirrored else x)

    paint_sky(canvas, horizon, clouds=0.45)
    paint_rays(canvas, 0.2)
    mountains(canvas, horizon + 6 * unit, height * 0.26, "#7788a6", haze=0.55, snow=0.35)
    mountains(canvas, horizon + 10 * unit, height * 0.10, "#6f8a6a", haze=0.42)
    pagoda = Finish(relight=0.35, shadow=False, haze=0.18, focus=0.6)
    put(canvas, "pagoda", (at(0.2), horizon + 26 * unit), height * float(rng.uniform(0.28, 0.36)), pagoda)
    hills(canvas, horizon + 36 * unit, height * 0.05, "#6f9a4c", haze=0.12)
    kinds = ("cherry", "oak", "cherry", "pine", "maple")
    for x in np.linspace(0.05, 0.97, 9):
        place = (width * float(x + 0.03 * rng.normal()), horizon + float(rng.uniform(22, 34)) * unit)
        tree(canvas, place, height * float(rng.uniform(0.13, 0.21)), kinds[int(rng.integers(5))])
    water(canvas, horizon + 30 * unit, height * 0.84, "#5f9aa0", reflection=0.78, ripple=0.7)
    span = (width * 0.2, width * 0.64) if mirrored else (width * 0.36, width * 0.80)
    _landings(canvas, span, horizon + height * 0.16)
    arched_bridge(canvas, span, horizon + height * 0.16, height * 0.10)
    _bridge_reflection(canvas, span, horizon + height * 0.17 + 14 * unit, height * 0.15)
    _side_banks(canvas, horizon)
    _front(canvas, at)
    petals(canvas)
    canvas.focus = np.maximum(canvas.focus, 0.2)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.86
    canvas.stage.hero_height = min(height * 0.42, width * 0.5)
    canvas.stage.tags = frozenset({"cherry-blossom"})


SETTINGS = (
    SettingTemplate(
        names=("japanese_garden", "cherry_blossom_garden"),
        paint=paint,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN),
    ),
)
