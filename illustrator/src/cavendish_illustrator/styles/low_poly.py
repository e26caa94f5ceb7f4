"""Low poly: triangles, small where the picture has detail."""

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_POINTS = 2600
_SHIFT = 3


def _points(image: Field, focus: Field | None, rng: np.random.Generator, count: int) -> Field:
    """Corners, denser along edges and on what matters."""
    height, width = image.shape[:2]
    along_x, along_y = gradient(blur(luminance(image), 2 * unit_of(image)))
    weight = np.hypot(along_x, along_y) + 0.02
    if focus is not None:
        weight = weight * (1 + 1.5 * focus) + focus * 0.02
    cumulative = np.cumsum(weight.ravel(), dtype=np.float64)
    chosen = np.searchsorted(cumulative, rng.random(count) * cumulative[-1])
    inner = np.stack([chosen % width, chosen // width], 1)
    along = np.linspace(0, 1, 12)
    edges = [(x * (width - 1), y) for x in along for y in (0, height - 1)] + [
        (x, y * (height - 1)) for y in along for x in (0, width - 1)
    ]
    return np.concatenate([inner, np.array(edges)]).astype(np.float32)


def triangulated(image: Field, focus: Field | None, seed: int, count: int) -> Field:
    """The picture in triangles between about so many corners."""
    height, width = image.shape[:2]
    division = cv2.Subdiv2D((0, 0, width, height))
    for x, y in _points(image, focus, np.random.default_rng(seed), count).tolist():
        division.insert((min(x, width - 1.0), min(y, height - 1.0)))
    soft = (clamp(blur(image, 2 * unit_of(image))) * 255).astype(np.uint8)
    result = soft.copy()
    corners = np.asarray(division.getTriangleList(), np.float32).reshape(-1, 3, 2)
    inside = (corners >= 0).all((1, 2)) & (corners[..., 0] < width).all(1) & (corners[..., 1] < height).all(1)
    corners = corners[inside]
    middle = corners.mean(1, keepdims=True)
    samples = np.concatenate([middle, middle * 0.6 + corners * 0.4], 1).astype(int)
    colors = soft[samples[..., 1], samples[..., 0]].mean(1)
    slant = (corners[:, 1] - corners[:, 0])[:, 0] - (corners[:, 2] - corners[:, 0])[:, 1]
    colors = np.clip(colors * (1 + 0.05 * np.tanh(slant / 20))[:, None], 0, 255).astype(int).tolist()
    for triangle, color in zip(np.round(corners * (1 << _SHIFT)).astype(np.int32), colors, strict=True):
        cv2.fillConvexPoly(result, triangle, color, cv2.LINE_AA, _SHIFT)
        cv2.polylines(
            result, [triangle], isClosed=True, color=color, thickness=1, lineType=cv2.LINE_8, shift=_SHIFT
        )
    return result.astype(np.float32) / 255


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    return triangulated(image, focus, seed, _POINTS)


STYLE = StylePass(serves=(Style.LOW_POLY,), redraw=redraw, wants_vignette=False)
