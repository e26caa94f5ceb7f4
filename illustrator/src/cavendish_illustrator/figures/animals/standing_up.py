"""Sets a thing upright whose drawing leans: a carrot or a banana that comes alive stands on its end."""

import math
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure, nest

_LOOKED_AT: Final = 48.0
_SOLID: Final = 0.5
_LONG: Final = 1.5
"""What is so much longer than wide has an end to stand on."""
_LEAST, _MOST = 18.0, 72.0
"""How far from upright it leans, in degrees; what lies flat is meant to lie."""


def set_upright(thing: Figure) -> Figure:
    """The thing turned until its longer axis is upright; as it was where it does not lean."""
    alpha = thing.pixels(_LOOKED_AT)[..., 3]
    rows, columns = np.nonzero(alpha > _SOLID)
    if not len(rows):
        return thing
    unit = thing.height / alpha.shape[0]
    middle = thing.left + thing.width / 2, thing.top + thing.height / 2
    across = thing.left + (columns + 0.5) * unit - middle[0]
    down = thing.top + (rows + 0.5) * unit - middle[1]
    turn = _lean(across, down)
    if turn == 0.0:
        return thing
    angle = math.radians(turn)
    turned_x = across * math.cos(angle) - down * math.sin(angle)
    turned_y = across * math.sin(angle) + down * math.cos(angle)
    return Figure(
        markup=nest(thing, thing.left, thing.top, thing.height, turn=turn),
        left=middle[0] + float(turned_x.min()) - unit,
        top=middle[1] + float(turned_y.min()) - unit,
        width=float(np.ptp(turned_x)) + 2 * unit,
        height=float(np.ptp(turned_y)) + 2 * unit,
    )


def _lean(across: "np.typing.NDArray[np.float64]", down: "np.typing.NDArray[np.float64]") -> float:
    """By how many degrees it must be turned; none for what is round, upright or flat."""
    spread, axes = np.linalg.eigh(np.cov(np.stack([across, down])))
    if spread[1] < spread[0] * _LONG**2:
        return 0.0
    x, y = axes[:, 1] * (-1 if axes[1, 1] > 0 else 1)
    lean = math.degrees(math.atan2(x, -y))
    return -lean if _LEAST < abs(lean) < _MOST else 0.0
