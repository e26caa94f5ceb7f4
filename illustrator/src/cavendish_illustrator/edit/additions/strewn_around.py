"""Many small things on all sides of the main object: petals, coffee beans, flowers along the lower edge."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.beside_places import size_beside
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.setting import Setting
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import dilate
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject

_MANY: Final = 16
_TRIES: Final = 24
"""Places that are looked at for each: the one farthest from all others is taken."""
_LEAST, _MOST = 0.055, 0.15
"""Size of each, in the picture's short side."""
_USUAL_M: Final = 0.12
_ROOM: Final = 0.12
"""Part of the picture that is free ground, at least: else they stand in a row before the object."""
_CLOSE: Final = 0.55
"""How far from the object's middle they lie, in the picture's long side."""


def strewn_around(operation: AddObject, aspect: float, picture: WorkingPicture) -> list[Setting]:
    """Places on the ground around the object, far ones first; before it where no ground is seen."""
    rng = picture.rng(173)
    short = min(picture.size)
    small = min(1.0, real_height(operation.concept) / _USUAL_M) ** 0.35
    wished = 0.62 * small * size_beside(operation.concept, operation.beside, aspect, picture)
    tall = float(np.clip(wished, _LEAST * short, _MOST * short)) / max(1.0, aspect) ** 0.5
    free = _ground(picture, tall)
    places = _row(picture, tall * aspect, rng)
    if float((free > 0.5).mean()) > _ROOM:
        extent = extent_of(picture.matte)
        middle = ((extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2)
        places = _apart(free, middle, rng)
    settings = [
        Setting(
            x=float(x),
            bottom=float(min(y + tall / 2, 0.995 * picture.size[1])),
            height=tall * float(rng.uniform(0.82, 1.15)),
            turn_deg=float(rng.uniform(-28, 28)),
        )
        for x, y in places
    ]
    return sorted(settings, key=lambda one: one.bottom)


def _ground(picture: WorkingPicture, tall: float) -> Field:
    """Where they may lie: beside the object and every face, below the upper edge, whole in the picture."""
    height, width = picture.matte.shape
    free = 1 - dilate(picture.matte, max(2, round(0.35 * tall)))
    inset = round(0.5 * tall)
    free[:inset] = free[height - inset // 2 :] = free[:, :inset] = free[:, width - inset :] = 0
    if find_faces(picture.rgb):
        free[: round(0.72 * height)] = 0
    return np.asarray(free, np.float32)


def _apart(free: Field, middle: tuple[float, float], rng: np.random.Generator) -> list[tuple[float, float]]:
    """Places on the free ground that keep away from each other and near to the object."""
    rows, columns = np.nonzero(free > 0.5)
    reach = _CLOSE * max(free.shape)
    chosen: list[tuple[float, float]] = []
    for _ in range(_MANY):
        picked = rng.integers(0, len(rows), _TRIES)
        likings = []
        for one in picked:
            x, y = float(columns[one]), float(rows[one])
            gap = min((np.hypot(x - a, y - b) for a, b in chosen), default=reach)
            likings.append(min(gap, 0.3 * reach) - 0.12 * np.hypot(x - middle[0], y - middle[1]))
        best = picked[int(np.argmax(likings))]
        chosen.append((float(columns[best]), float(rows[best])))
    return chosen


def _row(picture: WorkingPicture, wide: float, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Along the lower edge, before all that is seen."""
    width, height = picture.size
    count = int(np.clip(1.25 * width / max(1.0, wide), 5, 14))
    return [
        (
            width * (index + 0.5 + float(rng.uniform(-0.2, 0.2))) / count,
            height * float(rng.uniform(0.91, 0.97)),
        )
        for index in range(count)
    ]
