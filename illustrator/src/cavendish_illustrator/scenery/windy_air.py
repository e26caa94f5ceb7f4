"""What shows that the wind blows and that a storm is there: grass and boughs that lean, leaves, lightning."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.vector_layer import Point
from cavendish_illustrator.picture_spec import Weather

_BLOWING: Final = frozenset({Weather.WIND, Weather.STORM})
_LEAVES: Final = ("#8fae4a", "#c8a84a", "#b5702f", "#6f9440")
_GUSTS: Final = 9
_ADRIFT: Final = 46
_TOP: Final = 0.46
"""Down to where a bolt of lightning reaches, in parts of the height, at least."""


def lean(canvas: Canvas) -> float:
    """How far what stands in the wind leans, in parts of its height; 0 where none blows."""
    return 0.55 * -canvas.light.side if canvas.weather in _BLOWING else 0.0


def blow(canvas: Canvas) -> None:
    """Leaves and petals adrift, and pale gusts that curl over the land."""
    rng = np.random.default_rng([canvas.seed, 0x817D])
    way, unit = -canvas.light.side, canvas.unit
    gusts, leaves = canvas.layer(), canvas.layer()
    for _ in range(_GUSTS):
        x, y = canvas.width * float(rng.uniform(0.0, 0.9)), canvas.height * float(rng.uniform(0.14, 0.86))
        reach, swell = canvas.width * float(rng.uniform(0.12, 0.26)), 16 * unit * float(rng.uniform(0.5, 1.2))
        t = np.linspace(0, 1, 26)
        xs = x + way * reach * t
        ys = y + swell * np.sin(t * 5.2) * (1 - 0.4 * t)
        gusts.polyline(np.stack([xs, ys], 1), "#ffffff", 2.4 * unit)
        turn = np.linspace(0.5 * np.pi, 2.2 * np.pi, 16)
        curl = 11 * unit * (1 - 0.55 * np.linspace(0, 1, 16))
        end = (float(xs[-1]), float(ys[-1]))
        spiral = np.stack([end[0] + way * np.cos(turn) * curl, end[1] - 11 * unit + np.sin(turn) * curl], 1)
        gusts.polyline(spiral, "#ffffff", 2.2 * unit)
    for _ in range(_ADRIFT):
        spot = (canvas.width * float(rng.random()), canvas.height * float(rng.uniform(0.08, 0.95)))
        size = float(rng.uniform(3, 8)) * unit
        tilt = float(rng.uniform(-35, 35))
        leaves.ellipse(spot, (size * 1.5, size * 0.5), _LEAVES[int(rng.integers(4))], angle=tilt)
    canvas.lay(gusts, opacity=0.4)
    canvas.lay(leaves)


def strike(canvas: Canvas) -> None:
    """A bolt of lightning from the clouds to the horizon, its light in the clouds around."""
    rng = np.random.default_rng([canvas.seed, 0xB017])
    foot = max(canvas.horizon_y, canvas.height * _TOP)
    x = canvas.width * float(rng.choice((0.24, 0.34, 0.66, 0.78)))
    layer = canvas.layer()
    points: list[Point] = [(x, -4.0)]
    steps = 11
    for step in range(1, steps + 1):
        last = points[-1]
        drift = canvas.width * float(rng.uniform(-0.035, 0.035))
        points.append((last[0] + drift, foot * step / steps))
    for wide, color in ((7.0, "#c8d4ff"), (3.0, "#ffffff")):
        layer.polyline(np.array(points), color, wide * canvas.unit)
    for number in (4, 7):
        start = points[number]
        way = float(rng.choice((-1, 1)))
        fork = [start]
        for _ in range(3):
            fork.append(
                (
                    fork[-1][0] + way * canvas.width * float(rng.uniform(0.015, 0.04)),
                    fork[-1][1] + foot * float(rng.uniform(0.05, 0.09)),
                )
            )
        layer.polyline(np.array(fork), "#e8eeff", 2.4 * canvas.unit)
    rows = canvas.rows(0, foot)
    flash = canvas.spot(points[2][0], points[2][1], (canvas.width * 0.24, canvas.height * 0.2), rows)
    canvas.blend("#b8c4ec", np.asarray(flash * 0.45, np.float32), rows)
    canvas.shine(layer, 0.9)
