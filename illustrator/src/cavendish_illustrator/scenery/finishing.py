"""The last touches on a scene before its style: weather, glow and grading."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import WHITE, average, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import PictureSpec, Season, Weather
from cavendish_illustrator.scenery.light_shafts import let_light_in
from cavendish_illustrator.scenery.strewn_leaves import let_leaves_fall
from cavendish_illustrator.scenery.upward_view import look_up
from cavendish_illustrator.scenery.vehicle_windows import paint_vehicle_window, vehicle_window
from cavendish_illustrator.scenery.window_frame import looks_out, paint_window_frame
from cavendish_illustrator.scenery.windy_air import blow

_LOW = "low"


def rain(canvas: Canvas, count: int = 1300, strength: float = 0.5) -> None:
    """Streak slanting rain over the picture."""
    rng, unit = canvas.rng, canvas.unit
    layer = canvas.layer()
    for _ in range(int(count * unit * unit)):
        x, y, length = (
            rng.random() * canvas.width,
            rng.random() * canvas.height,
            (14 + 40 * rng.random()) * unit,
        )
        layer.line((x, y), (x - length * 0.18, y + length), WHITE * float(rng.uniform(0.5, 1)), 1)
    canvas.blend("#ccdfff", layer.pixels[..., 0].astype(np.float32) * (strength / 255))


def snowfall(canvas: Canvas, count: int = 620) -> None:
    """Let flakes fall, a few of them near and soft."""
    rng, unit = canvas.rng, canvas.unit
    layer = canvas.layer()
    for depth in rng.random(int(count * unit * unit)) ** 3:
        x, y = rng.random() * canvas.width, rng.random() * canvas.height
        layer.circle(x, y, (1.2 + 6 * depth) * unit, WHITE * (1 - 0.5 * depth))
    canvas.blend(WHITE, blur(layer.pixels[..., 0].astype(np.float32) / 255, 0.8 * unit) * 0.85)


def fog(canvas: Canvas, y: float, spread: float, strength: float) -> None:
    """Lay a bank of mist around a row."""
    rows = canvas.rows(y - 2.2 * spread, y + 2.2 * spread)
    drift = canvas.soft_noise((420, 90), 4, 0.5, rows)
    cover = np.exp(-(((canvas.ys[rows] - y) / spread) ** 2)) * (0.5 + drift * 0.8) * strength
    canvas.blend(canvas.light.haze, clamp(cover), rows)


def vignette(canvas: Canvas, strength: float = 0.24) -> None:
    across, down = canvas.xs / canvas.width - 0.5, canvas.ys / canvas.height - 0.5
    canvas.img *= (1 - strength * smoothstep(0.4, 0.82, np.hypot(across, down)))[..., None]


def grade(canvas: Canvas, saturation: float = 1.06, contrast: float = 1.05) -> None:
    """Roll off the brightest parts and give the picture its seed's warmth, colour and contrast."""
    rng = np.random.default_rng([canvas.seed, 0x97])
    warmth, depth = float(rng.normal(0, 0.035)), float(rng.uniform(-0.06, 0.08))
    canvas.img *= np.array([1 + warmth, 1.0, 1 - warmth], np.float32)
    saturation, contrast = saturation + depth * 1.5, contrast + depth
    canvas.roll_off(1.1)
    grey = average(canvas.img)[..., None]
    canvas.img = clamp((clamp(mix(grey, canvas.img, saturation)) - 0.5) * contrast + 0.5)


def tint_to_palette(canvas: Canvas, palette: tuple[str, ...]) -> None:
    """Pull the whole picture toward the asked colours: dark tones to the first, light ones to the last."""
    if not palette:
        return
    order = sorted(palette, key=lambda color: float(rgb(color).sum()))
    tone = average(canvas.img)
    position = tone * (len(order) - 1) if len(order) > 1 else tone * 0
    colors = np.stack([rgb(color) for color in order])
    low = np.clip(position.astype(int), 0, max(0, len(order) - 2))
    wanted = mix(colors[low], colors[np.minimum(low + 1, len(order) - 1)], (position - low)[..., None])
    wanted = wanted * (0.35 + 0.9 * tone)[..., None]
    canvas.img = clamp(mix(canvas.img, wanted, 0.45))


def _let_it_fall(canvas: Canvas, spec: PictureSpec) -> None:
    """Rain, snow or mist before everything, out of doors."""
    if canvas.is_indoors or canvas.is_sheltered:
        pass
    elif spec.weather is Weather.SNOW:
        snowfall(canvas)
    elif spec.weather in (Weather.RAIN, Weather.STORM):
        rain(canvas)
    elif spec.weather is Weather.WIND and canvas.stage.kind in (StageKind.GROUND, StageKind.WATER):
        blow(canvas)
    elif spec.season is Season.WINTER and spec.weather is None:
        snowfall(canvas, 260)
    elif spec.season is Season.AUTUMN and canvas.stage.kind is StageKind.GROUND:
        let_leaves_fall(canvas)
    elif spec.weather is Weather.FOG:
        fog(canvas, canvas.height * 0.8, canvas.height * 0.14, 0.5)


def finish_scene(canvas: Canvas, spec: PictureSpec, *, has_vignette: bool = True) -> None:
    """Add weather, glow, vignette and grading; call once, after the subjects and before the style."""
    _let_it_fall(canvas, spec)
    canvas.spread_glow()
    let_light_in(canvas, spec)
    if looks_out(spec) and not canvas.is_indoors:
        paint_window_frame(canvas)
    opening = vehicle_window(spec.settings)
    if opening and not canvas.is_indoors:
        paint_vehicle_window(canvas, opening, spec.motifs)
    if spec.framing == _LOW and not canvas.is_indoors:
        look_up(canvas)
    if not spec.is_palette_strict:
        tint_to_palette(canvas, spec.palette)
    if has_vignette:
        vignette(canvas)
    grade(canvas)
