"""Snowflakes, leaves and petals in the air, near ones large and out of focus."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur


@dataclass(frozen=True, slots=True, kw_only=True)
class Falling:
    colors: tuple[str, ...]
    count: int
    radius: float
    """Of the nearest one, at one megapixel."""
    is_round: bool = False


_THINGS: Final[Mapping[str, Falling]] = {
    "snow": Falling(colors=("#ffffff", "#f1f6ff"), count=1150, radius=10.0, is_round=True),
    "leaves": Falling(colors=("#c8541e", "#e08a2a", "#a83a1c", "#d9b13a"), count=190, radius=24.0),
    "confetti": Falling(
        colors=("#f0453a", "#f4c726", "#35a8e0", "#5cc45a", "#c05ae0", "#ff8a3c"), count=420, radius=20.0
    ),
    "petals": Falling(colors=("#f7b7cc", "#f29bb8", "#ffdfe9"), count=90, radius=19.0),
}
_SMALLEST_AREA: Final = 0.3
"""Smaller pictures get as many things as one of this many megapixels."""
_LAYERS: Final = ((0.62, 0.7), (0.28, 1.6), (0.10, 4.5))
"""Share of the things in a layer, and its blur at one megapixel, far to near."""


def _one_layer(picture: WorkingPicture, thing: Falling, depth: int, rng: np.random.Generator) -> Field:
    """RGBA of one layer, premultiplied."""
    width, height = picture.size
    share, _ = _LAYERS[depth]
    pixels = np.zeros((height, width, 4), np.float32)
    for _ in range(max(1, int(thing.count * share * max(_SMALLEST_AREA, picture.unit**2)))):
        centre = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        size = thing.radius * picture.unit * (0.14, 0.34, 0.8)[depth] * float(rng.uniform(0.6, 1.35))
        size = size if thing.is_round else max(size, thing.radius * picture.unit * 0.4)
        flat = 1.0 if thing.is_round else float(rng.uniform(0.25, 0.6))
        color = rgb(thing.colors[int(rng.integers(len(thing.colors)))])
        axes = (max(1, round(size)), max(1, round(size * flat)))
        value = (*(float(v) for v in color), 1.0)
        cv2.ellipse(pixels, centre, axes, float(rng.uniform(0, 180)), 0, 360, value, -1, cv2.LINE_AA)
    return pixels


_FACE_CLEAR, _FACE_NEAR = 0.75, 1.0
"""Distance from the middle of a face, in its side, up to which nothing and from which everything is seen."""


def _off_faces(picture: WorkingPicture) -> Field:
    """How far things are seen, 0 over human faces: a leaf on a brow looks like a wound."""
    width, height = picture.size
    ys, xs = np.ogrid[:height, :width]
    seen = np.ones((height, width), np.float32)
    for face in find_faces(picture.rgb):
        away = np.hypot(xs - face.x, ys - face.y) / face.side
        seen = np.minimum(seen, smoothstep(_FACE_CLEAR, _FACE_NEAR, np.asarray(away, np.float32)))
    return seen[..., None]


def let_fall(picture: WorkingPicture, name: str) -> None:
    """Fill the air of the picture with `snow`, `leaves`, `confetti` or `petals`."""
    thing = _THINGS[name]
    rng = picture.rng(41)
    image = picture.rgb
    seen: Field | float = 1.0 if thing.is_round else _off_faces(picture)
    for depth, (_, softness) in enumerate(_LAYERS):
        layer = blur(_one_layer(picture, thing, depth, rng), softness * picture.unit)
        opacity = (0.9, 0.92, 0.75)[depth] * seen
        image = image * (1 - layer[..., 3:] * opacity) + layer[..., :3] * opacity
    picture.rgb = np.asarray(image, np.float32)
