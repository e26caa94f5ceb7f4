"""A table top, a cloth or a slab under the main object, seen from above or before a quiet wall."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.beside_places import is_seen_from_above
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.edit.pixels.working_picture import side_of_light
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.goods_surface import in_perspective, surface
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_EDGE: Final = 0.5
"""Where a table ends at the back, in the picture's height, if the object does not say otherwise."""
_BEHIND_FEET: Final = 0.42
"""How far up an object that keeps its place the table's far edge is, in its height."""
_WALL: Final = ("#8d8377", "#d9d0c3")
_NEAR_FALL_OFF: Final = 0.4


def lies_flat(photograph: Photograph, told: PictureSpec) -> bool:
    """Whether the surface fills the picture, as it does under what was photographed from above."""
    if not photograph.has_object or any(is_animate(subject.concept) for subject in told.subjects):
        return False
    return is_seen_from_above(photograph.rgb, photograph.matte)


def surface_backdrop(
    photograph: Photograph,
    spec: PictureSpec,
    size: tuple[int, int],
    seed: int,
    place: tuple[float, float] | None,
    *,
    is_flat: bool,
) -> Canvas:
    """The surface in the photograph's light; `place` is the object's first and last row, if it stays."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    top = surface(spec, size, seed)
    side = side_of_light(photograph.rgb)
    if is_flat:
        canvas.img = _lit(top, side, canvas)
        return canvas
    height = size[1]
    edge = _EDGE * height
    if place is not None:
        edge = float(np.clip(place[1] - _BEHIND_FEET * (place[1] - place[0]), 0.34 * height, 0.66 * height))
    rows = canvas.rows(edge, height)
    canvas.img = _wall(canvas, side, edge)
    laid = in_perspective(top, rows, edge)
    near = np.linspace(0, 1, laid.shape[0], dtype=np.float32)[:, None]
    laid = mix(blur(laid, 5 * canvas.unit), laid, smoothstep(0.1, 0.6, near)[..., None])
    canvas.img[rows] = laid
    canvas.img = _lit(blur(canvas.img, 1.2 * canvas.unit), side, canvas)
    canvas.horizon_y = edge
    canvas.stage.near_y = edge + 0.74 * (height - edge)
    return canvas


def _wall(canvas: Canvas, side: int, edge: float) -> Field:
    """A plain wall out of focus, brighter where a window is."""
    xs = canvas.xs / canvas.width
    away = np.hypot(xs - (0.2 if side < 0 else 0.8), (canvas.ys / max(edge, 1.0) - 0.3) * 0.8)
    return clamp(
        mix(rgb(_WALL[1]), rgb(_WALL[0]), smoothstep(0.05, 1.0, np.asarray(away, np.float32))[..., None])
    )


def _lit(image: Field, side: int, canvas: Canvas) -> Field:
    """Light from one side that falls off toward the other."""
    xs, ys = canvas.xs / canvas.width, canvas.ys / canvas.height
    away = np.hypot(xs - (0.25 if side < 0 else 0.75), ys - 0.3)
    fall = 1.04 - _NEAR_FALL_OFF * smoothstep(0.15, 1.0, np.asarray(away, np.float32))
    return clamp(image * fall[..., None])
