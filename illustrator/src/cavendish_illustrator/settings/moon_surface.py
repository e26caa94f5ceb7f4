"""Worlds without air: the Moon, Mars and planets nobody has seen."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_planet, paint_sky
from cavendish_illustrator.scenery.terrain import ground, mountains, rocks

_LOOKS = {
    "moon_surface": ("#8d8c92", "#b9b6b2", "#77767c", ("#1c5bb0", "#3f9a4a")),
    "mars": ("#a4553a", "#c9734a", "#8f452e", ("#d9c0a0", "#a08060")),
    "alien_planet": ("#5a4a9a", "#7a9a8a", "#3f5f7a", ("#e0a050", "#b05a8a")),
}


_RINGED = "ringed-planet"
_GLOBES = (
    "globe-showing-europe-africa",
    "globe-showing-americas",
    "globe-showing-asia-australia",
    _RINGED,
)
"""What is seen in the sky there, the one that was asked for."""
_PLANET = Finish(relight=0.6, shadow=False, focus=0.6)


def _craters(canvas: Canvas, horizon: float) -> None:
    rng, unit, height = canvas.rng, canvas.unit, canvas.height
    for p in np.sort(rng.random(30) ** 1.3):
        y, x = horizon + (height - horizon) * (0.04 + p), rng.random() * canvas.width
        radius = (8 + 80 * p * rng.random()) * unit
        rows = canvas.rows(y - radius * 0.6, y + radius * 0.6)
        across, down = (canvas.xs - x) / radius, (canvas.ys[rows] - y) / (radius * 0.34)
        ring = np.sqrt(across**2 + down**2)
        toward = across * canvas.light.side
        canvas.blend("#26262b", smoothstep(1.0, 0.8, ring) * 0.6 * clamp(0.55 + 0.6 * toward), rows)
        rim = np.exp(-(((ring - 1.02) / 0.09) ** 2)) * 0.22 * clamp(0.5 - 0.7 * toward)
        canvas.img[rows] += rim[..., None]


def paint(canvas: Canvas, spec: PictureSpec) -> None:
    """Craters under a black sky with a planet rising."""
    name = next((n for n in spec.settings if n in _LOOKS), "moon_surface")
    ridge, near, far, planet = _LOOKS[name]
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * float(rng.uniform(0.5, 0.6))
    paint_sky(canvas, horizon)
    x = width * float(rng.uniform(0.68, 0.84))
    y = height * float(rng.uniform(0.16, 0.26))
    size = min(height, width) * float(rng.uniform(0.08, 0.14))
    x = x if rng.random() < 0.5 else width - x
    globe = next((one for one in _GLOBES if one in canvas.asked and one != _RINGED), None)
    if globe is not None:
        put(canvas, globe, (x, height * 0.36), min(height, width) * 0.26, _PLANET)
    else:
        has_rings = name == "alien_planet" or _RINGED in canvas.asked
        paint_planet(canvas, (x, y), size, planet, has_rings=has_rings)
    mountains(canvas, horizon + 10 * canvas.unit, height * 0.10, ridge, haze=0.0)
    ground(canvas, horizon, near, far, texture=0.3, grain=0.03)
    _craters(canvas, horizon)
    rocks(canvas, 6, (0.02, 0.66, 0.98, 0.9), (8, 40), ridge)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.91, height * 0.74
    canvas.stage.tags = frozenset(_GLOBES)


SETTINGS = (SettingTemplate(names=tuple(_LOOKS), paint=paint, forced_time=TimeOfDay.SPACE),)
