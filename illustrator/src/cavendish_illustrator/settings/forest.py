"""Deep woods in layers of light."""

from dataclasses import dataclass

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay, Weather
from cavendish_illustrator.scenery.finishing import fog
from cavendish_illustrator.scenery.foliage import grass
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import fill_gradient, paint_rays


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    sky: tuple[tuple[float, str], ...]
    trunks: tuple[str, ...]
    leaves: tuple[str, ...]
    haze: str
    soil: str
    path: str
    spot: str


_DAY = _Look(
    sky=((0.0, "#5f9a6a"), (0.45, "#d3ecc0"), (0.75, "#eef6cf"), (1.0, "#7aa860")),
    trunks=("#a3b894", "#7f9273", "#5b6a50", "#3e4a38", "#2a2f25"),
    leaves=("#a8cf8c", "#7fb562", "#569542", "#3a752f", "#275523"),
    haze="#d6ecc4",
    soil="#5f4a30",
    path="#c9a878",
    spot="#6fa65a",
)
_MORNING = _Look(
    sky=((0.0, "#8a9a4f"), (0.45, "#f6ecb4"), (0.75, "#fff6d4"), (1.0, "#a8a85a")),
    trunks=("#c4b48c", "#9a8a64", "#6f6146", "#4c4231", "#312a20"),
    leaves=("#cfd67a", "#a5b84f", "#7a9a3c", "#54792f", "#365a22"),
    haze="#f7edbe",
    soil="#7a5a34",
    path="#dcc08a",
    spot="#b0b858",
)
_COOL = _Look(
    sky=((0.0, "#3f7a7a"), (0.45, "#bfe4dc"), (0.75, "#e4f6ee"), (1.0, "#5f9a86")),
    trunks=("#93b0ae", "#6c8c8c", "#4a6a6c", "#324c50", "#223438"),
    leaves=("#8fc8b0", "#62a88c", "#41876c", "#286650", "#1a4a3c"),
    haze="#cdeae2",
    soil="#4a4a3c",
    path="#b8ae92",
    spot="#5a9a88",
)
_NIGHT = _Look(
    sky=((0.0, "#0a1630"), (0.5, "#2d5578"), (0.75, "#3f6f86"), (1.0, "#16302e")),
    trunks=("#34566c", "#2a4758", "#1f3643", "#142630", "#0c171d"),
    leaves=("#3a6a78", "#2c5560", "#1f4148", "#143032", "#0b2020"),
    haze="#2f5672",
    soil="#1a2420",
    path="#3b4a4c",
    spot="#1d4048",
)
_AUTUMN = _Look(
    sky=((0.0, "#c98a4a"), (0.45, "#f6dfae"), (0.75, "#fbeecb"), (1.0, "#b88a4a")),
    trunks=("#bda68c", "#94795f", "#6a5240", "#4a382b", "#2f241c"),
    leaves=("#eeb56a", "#e2923c", "#cf6a26", "#a8451d", "#7a2f18"),
    haze="#f4e0b4",
    soil="#8a4f28",
    path="#d8a86a",
    spot="#e0a050",
)
_WINTER = _Look(
    sky=((0.0, "#9fb4c8"), (0.45, "#dde8f1"), (0.75, "#f3f7fb"), (1.0, "#cfdae6")),
    trunks=("#b7c2cc", "#8f9ca8", "#66737f", "#47535e", "#303a44"),
    leaves=("#dbe6ef", "#e6eef5", "#eef4f9", "#f4f8fc", "#ffffff"),
    haze="#e6eff6",
    soil="#e8eff6",
    path="#f4f8fc",
    spot="#c9d6e2",
)
_JUNGLE = _Look(
    sky=((0.0, "#2f7a4a"), (0.45, "#b8e8a0"), (0.75, "#e6f7b8"), (1.0, "#3f8a45")),
    trunks=("#8fb48a", "#6a8f5f", "#4a6a42", "#33492e", "#202f1e"),
    leaves=("#8fd07a", "#5fb552", "#3a9a3f", "#1f7a33", "#125526"),
    haze="#c6eeb4",
    soil="#3f4a25",
    path="#a8945a",
    spot="#4f9f50",
)


def _palette(canvas: Canvas, spec: PictureSpec) -> _Look:
    if canvas.light.is_dark or canvas.light.time is TimeOfDay.STORM:
        return _NIGHT
    if "autumn_forest" in spec.settings or spec.season is Season.AUTUMN:
        return _AUTUMN
    if "winter_forest" in spec.settings or is_snowy(spec):
        return _WINTER
    if "jungle" in spec.settings:
        return _JUNGLE
    return (_DAY, _DAY, _MORNING, _COOL)[int(canvas.rng.integers(4))]


def _trunk(layer: VectorLayer, canvas: Canvas, x: float, foot: float, width: float, color: ColorLike) -> None:
    rng = canvas.rng
    phase = rng.normal(0, 1)
    ys = np.linspace(-10, foot, 14)
    f = ys / foot
    half = width * (0.55 + 0.45 * f + 1.9 * np.maximum(0, f - 0.9)) / 2
    middle = x + np.sin(f * 3 + phase) * width * 0.35
    left, right = np.stack([middle - half, ys], 1), np.stack([middle + half, ys], 1)
    tone = rgb(color) * float(rng.uniform(0.9, 1.1))
    layer.polygon(np.concatenate([left, right[::-1]]), clamp(tone))
    inner, outer = (0.65, 0.9) if canvas.light.side > 0 else (0.1, 0.35)
    lit = np.concatenate([left + (right - left) * inner, (left + (right - left) * outer)[::-1]])
    layer.polygon(lit, clamp(tone * 1.28))
    for _ in range(3):
        y, sign = foot * rng.uniform(0.12, 0.42), 1 if rng.random() < 0.5 else -1
        end = (x + sign * width * rng.uniform(2, 4), y - width * rng.uniform(1, 3))
        layer.line((x, y), end, clamp(tone), max(1.0, width * 0.22))


def _foliage(
    layer: VectorLayer, canvas: Canvas, xs: Field, foot: float, width: float, look: tuple[ColorLike, float]
) -> None:
    """Hang a canopy over the trunks and grow bushes at their feet."""
    color, leaf = look
    rng, height = canvas.rng, canvas.height
    dark, light = rgb(color) * 0.62, clamp(rgb(color) * 1.3)
    for x in xs:
        for middle, spread_y, spread_x, count in (
            (foot * 0.02, height * 0.1, width * 3.4 + canvas.width * 0.05, 260),
            (foot, height * 0.022, width * 2.2 + canvas.width * 0.03, 100),
        ):
            px = x + rng.normal(0, 1, count) * spread_x
            py = middle + rng.normal(0, 1, count) * spread_y
            order = np.argsort(-(py - middle) / spread_y + rng.normal(0, 0.6, count))
            ramp = np.linspace(0, 1, count)[:, None]
            colors = mix(dark, light, ramp) * rng.uniform(0.9, 1.1, (count, 1))
            layer.leaves(
                np.stack([px, py], 1)[order], leaf * rng.uniform(0.7, 1.5, count), clamp(colors), 0.5
            )


def _row_xs(canvas: Canvas, k: int) -> Field:
    rng = canvas.rng
    if k == 4:
        return np.array([0.02, 0.99]) * canvas.width
    if k == 3:
        return (np.array([0.1, 0.24, 0.8, 0.93]) + rng.normal(0, 0.02, 4)) * canvas.width
    count = (11, 8, 6)[k]
    return ((np.arange(count) + 0.5) / count + rng.normal(0, 0.03, count)) * canvas.width


def paint_forest(canvas: Canvas, spec: PictureSpec) -> None:
    """Five rows of trunks from haze to shadow, a path of light between them, mushrooms and fireflies."""
    look = _palette(canvas, spec)
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.70
    canvas.horizon_y = horizon
    fill_gradient(canvas, look.sky)
    canvas.light = canvas.light.with_haze(look.haze)
    spot_x = width * float(rng.uniform(0.4, 0.62))
    glow = canvas.spot(spot_x, height * 0.36, (width * 0.26, height * 0.26)) * (
        0.22 if look == _NIGHT else 0.45
    )
    canvas.img += glow[..., None] * np.array([1, 0.97, 0.75], np.float32)
    blotch = (
        smoothstep(0.45, 0.7, canvas.soft_noise((70, 70), 3))
        * 0.45
        * canvas.vertical_fade(height * 0.6, height * 0.1)
    )
    canvas.blend(look.spot, blotch)
    for k in range(5):
        _forest_row(canvas, spec, look, k)
    _forest_path(canvas, look.path, horizon)
    canvas.sun = None
    paint_rays(canvas, 0.4, (spot_x + width * 0.06, -height * 0.05))
    _undergrowth(canvas, spec, look)
    if "treehouse" in spec.settings:
        x = width * (0.3 if rng.random() < 0.5 else 0.7)
        tall = min(height * 0.82, width * 1.05)
        put(canvas, "treehouse", (x, height * 0.9), tall, Finish(relight=0.35, focus=0.8))
        canvas.stage.tags, canvas.stage.is_whole = frozenset({"ladder", "knot"}), True
        canvas.stage.left, canvas.stage.right = (
            (width * 0.5, width * 0.95) if x < width / 2 else (width * 0.05, width * 0.5)
        )
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.82
    canvas.stage.hero_height = min(height * 0.5, width * 0.6)
    canvas.focus += 0.1


def _forest_row(canvas: Canvas, spec: PictureSpec, look: _Look, k: int) -> None:
    height, width, unit = canvas.height, canvas.width, canvas.unit
    trunks, leaves = look.trunks, look.leaves
    foot = height * (0.70 + 0.3 * (0.02 + 0.17 * k))
    thick = width * (0.012, 0.017, 0.026, 0.04, 0.075)[k] * (1 if width < height * 1.3 else 0.7)
    layer = canvas.layer(Box(0, 0, width, int(foot + height * 0.08)))
    xs = _row_xs(canvas, k)
    for x in xs:
        _trunk(layer, canvas, float(x), foot, thick, trunks[k])
    _foliage(layer, canvas, xs, foot, thick, (leaves[k], (3.2 + 1.6 * k) * unit))
    canvas.lay(layer)
    edge = foot + (canvas.outline(300, 4)[None] - 0.5) * 20 * unit
    rows = canvas.rows(float(edge.min()) - 4, height)
    floor = mix(rgb(leaves[k]) * 1.05, look.soil, 0.25)
    texture = canvas.noise((60, 20), 5, 0.6, rows)
    canvas.blend(
        floor * (0.6 + 0.8 * texture)[..., None] * canvas.light.ambient,
        smoothstep(-2, 3, canvas.ys[rows] - edge),
        rows,
    )
    fog(canvas, foot, height * 0.07, (0.85 if spec.weather is Weather.FOG else 0.4) * (1 - k * 0.2))


def _forest_path(canvas: Canvas, color: str, horizon: float) -> None:
    width, unit = canvas.width, canvas.unit
    rows = canvas.rows(horizon, canvas.height)
    depth = canvas.ys[rows] - horizon
    bend = np.sin(depth / (canvas.height - horizon + 1) * 3.2 + float(canvas.rng.uniform(-0.5, 0.5)))
    reach = np.abs(canvas.xs - (width * 0.52 + bend * width * 0.05)) - (width * 0.025 + depth * 0.21)
    rough = (canvas.noise((30, 16), 3, 0.5, rows) - 0.5) * 26 * unit
    paint = rgb(color) * (0.75 + 0.5 * canvas.noise((50, 14), 4, 0.5, rows))[..., None] * canvas.light.ambient
    canvas.blend(
        paint, smoothstep(6 * unit, -10 * unit, reach + rough) * smoothstep(0, 30 * unit, depth) * 0.8, rows
    )


def _undergrowth(canvas: Canvas, spec: PictureSpec, look: _Look) -> None:
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    if look == _WINTER:
        return
    tones = {_NIGHT.soil: "#1d3a34", _AUTUMN.soil: "#9a6a30"}
    grass(canvas, height * 0.92, tones.get(look.soil, "#3f6e30"), count=1300, flowers=("#fff3c0", "#c9a0ff"))
    for _ in range(5):
        name = "mushroom" if look != _JUNGLE else "hibiscus"
        spot = (width * float(rng.uniform(0.08, 0.92)), height * float(rng.uniform(0.93, 0.99)))
        put(canvas, name, spot, height * float(rng.uniform(0.03, 0.06)), QUIET)
    if "enchanted_forest" in spec.settings or look == _NIGHT or canvas.seed % 2:
        layer = canvas.layer()
        for x, y, size in rng.random((40, 3)):
            layer.circle(x * width, (0.3 + 0.65 * y) * height, (1 + 1.8 * size) * unit, "#fff096")
        canvas.shine(layer, 1.2)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DAWN)
SETTINGS = (
    SettingTemplate(
        names=("forest", "enchanted_forest", "jungle", "autumn_forest", "winter_forest", "treehouse"),
        paint=paint_forest,
        times=_LIGHTS,
    ),
)
