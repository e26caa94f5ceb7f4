"""The window that a view is seen through: wall, curtains, frame and sill before the painted place."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec

OUTLOOK = "window_outlook"
_WALLS = ("#cdb08a", "#a9b8ac", "#b9a6b4", "#9fb2c2")
_CURTAINS = ("#b5443c", "#4f7a8a", "#d9a640", "#7a5a8a")
_SIDE, _TOP, _SILL = 0.085, 0.06, 0.86
"""How much of the picture wall and sill take."""
_TRANSOM = 0.3


def looks_out(spec: PictureSpec) -> bool:
    """Whether the prompt shows a place through a window."""
    return OUTLOOK in spec.settings[1:]


def paint_window_frame(canvas: Canvas) -> None:
    """Frame the finished view; an upright bar stands only above the transom, where it hides nobody."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    left, right, top, sill = width * _SIDE, width * (1 - _SIDE), height * _TOP, height * _SILL
    bar = max(4.0, 17 * unit)
    tone = mix(_WALLS[canvas.seed % 4], "#2a2038", 0.45 if canvas.light.is_dark else 0.0)
    layer = canvas.layer()
    walls = (
        (0.0, 0.0, left, height),
        (right, 0.0, width, height),
        (0.0, 0.0, width, top),
        (0.0, sill, width, height),
    )
    for x0, y0, x1, y1 in walls:
        layer.rect(x0, y0, x1, y1, tone)
    bars = (
        (left - bar, top - bar, left + bar * 0.4, sill),
        (right - bar * 0.4, top - bar, right + bar, sill),
        (left - bar, top - bar, right + bar, top + bar * 0.4),
        (left, height * _TRANSOM - bar * 0.35, right, height * _TRANSOM + bar * 0.35),
        (width / 2 - bar * 0.35, top, width / 2 + bar * 0.35, height * _TRANSOM),
    )
    for x0, y0, x1, y1 in bars:
        layer.rect(x0, y0, x1, y1, "#f4efe4")
    layer.rect(left - bar * 2.4, sill - bar * 0.4, right + bar * 2.4, sill + bar * 1.1, "#fbf7ee")
    layer.rect(left - bar * 2.4, sill + bar * 1.1, right + bar * 2.4, sill + bar * 1.9, "#d8cdb8")
    _curtains(canvas, layer, (left, right, top))
    canvas.lay(layer)
    canvas.keep_sharp(layer.pixels[..., 3].astype(np.float32) / 255 * 0.7)
    x = width * (0.86 if canvas.seed % 2 else 0.14)
    quiet = Finish(relight=0.35, shadow=False, focus=0.8)
    put(canvas, "potted-plant", (x, sill + bar * 0.4), height * 0.15, quiet)


def _curtains(canvas: Canvas, layer: VectorLayer, window: tuple[float, float, float]) -> None:
    left, right, top = window
    color = _CURTAINS[(canvas.seed // 4) % 4]
    height, reach = canvas.height, canvas.width * 0.1
    for edge, inward in ((left, 1), (right, -1)):
        outer = edge - inward * reach * 0.75
        for number in range(4):
            first, last = number / 4, (number + 1) / 4
            wide = reach * 1.75 * inward
            layer.polygon(
                [
                    (outer + wide * first, top * 0.3),
                    (outer + wide * last, top * 0.3),
                    (outer + wide * last * 0.62, height * 0.8),
                    (outer + wide * first * 0.62, height * 0.8),
                ],
                mix(color, "#000000", 0.0 if number % 2 else 0.16),
            )
