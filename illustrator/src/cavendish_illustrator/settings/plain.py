"""Backgrounds without a place: studio, plain colour, abstract."""

import numpy as np

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import clamp, from_hsv, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate

_SMALL_M = 0.8
"""Only things this small: they fill the picture as on a table."""
_BACKDROPS = ("#d9c7b0", "#b8c9d6", "#c4b4d0", "#bcd0b8", "#e0bcb0", "#cfcfd4")
_ABSTRACTS = (
    ("#f6c453", "#ef6f6c", "#7b4fa3", "#2f6fb0", "#8fd3d1", "#fbeedb"),
    ("#0b3954", "#087e8b", "#bfd7ea", "#ff5a5f", "#c81d25", "#f7e6c4"),
    ("#264653", "#2a9d8f", "#e9c46a", "#f4a261", "#e76f51", "#fdf0d5"),
    ("#2b1a4f", "#5a3fa0", "#c05aa0", "#f0a060", "#fff0d0", "#3f7fd0"),
)
_MOODS = {"sad": 2, "calm": 2, "happy": 0, "angry": 1, "dreamy": 3, "mysterious": 3}


def paint_studio(canvas: Canvas, spec: PictureSpec) -> None:
    """Sweep of seamless paper under a soft light."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    plain = "plain" in spec.settings
    chosen = (
        spec.palette[0]
        if spec.palette
        else ("#f6f6f4" if plain else _BACKDROPS[int(rng.integers(len(_BACKDROPS)))])
    )
    base = rgb(chosen)
    horizon = height * 0.68
    canvas.horizon_y = horizon
    bend = smoothstep(horizon - height * 0.12, horizon + height * 0.1, canvas.ys)
    canvas.img[:] = mix(base * 0.94, clamp(base * 1.06), bend[..., None])
    x = width * (0.36 if canvas.light.side < 0 else 0.64)
    pool = canvas.spot(x, height * 0.42, (width * 0.5, height * 0.46))
    canvas.img = clamp(canvas.img * (0.84 + 0.24 * pool)[..., None])
    canvas.img *= (1 + (canvas.soft_noise((200, 200), 3) - 0.5) * 0.03)[..., None]
    canvas.stage.near_y, canvas.stage.far_y = height * 0.88, height * 0.76
    canvas.stage.hero_height = min(height * 0.66, width * 0.66)
    if spec.subjects and all(real_height(subject.concept) < _SMALL_M for subject in spec.subjects):
        canvas.stage.kind = StageKind.SURFACE


def paint_abstract(canvas: Canvas, spec: PictureSpec) -> None:
    """Flowing bands of colour in the mood of the words, with a few floating circles."""
    rng = canvas.rng
    index = _MOODS.get(spec.mood or "", int(rng.integers(len(_ABSTRACTS))))
    names = spec.palette if len(spec.palette) > 1 else _ABSTRACTS[index]
    colors = np.stack([rgb(c) for c in names])
    phase = canvas.soft_noise((520, 520), 3) * 5 + canvas.soft_noise((420, 420), 3) * 3
    step = np.mod(phase * 1.4 + float(rng.random()), 1) * len(colors)
    low = step.astype(int) % len(colors)
    part = smoothstep(0, 1, step - np.floor(step))[..., None]
    canvas.img[:] = mix(colors[low], colors[(low + 1) % len(colors)], part)
    relief = np.gradient(phase, axis=1) * 60 * canvas.unit
    canvas.img *= (1 + np.clip(relief, -0.3, 0.3))[..., None]
    for _ in range(7):
        x, y = rng.random() * canvas.width, rng.random() * canvas.height
        radius = float(rng.uniform(0.02, 0.12)) * min(canvas.width, canvas.height)
        rows = canvas.rows(y - radius - 2, y + radius + 2)
        disc = smoothstep(radius, radius - 2, np.hypot(canvas.xs - x, canvas.ys[rows] - y))
        canvas.blend(from_hsv(float(rng.uniform(0, 360)), 0.3, 1.0), disc * 0.35, rows)
    canvas.focus += 0.15
    canvas.stage.near_y, canvas.stage.far_y = canvas.height * 0.9, canvas.height * 0.8


SETTINGS = (
    SettingTemplate(names=("studio", "plain", "podium"), paint=paint_studio, times=(TimeOfDay.DAY,)),
    SettingTemplate(names=("abstract", "dreamscape"), paint=paint_abstract, times=(TimeOfDay.DAY,)),
)
