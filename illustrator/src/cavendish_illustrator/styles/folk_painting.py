"""Folk painting: bright flat figures in a wreath of painted flowers, leaves and berries on white."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Style

_WHITE = "#fbf7ec"
_REDS, _GREENS = ("#c8202c", "#e2442f", "#8f1430"), ("#2f7d3a", "#4f9a44", "#1f5a34")
_YELLOW, _BLUE = "#f3b42c", "#2f5fa8"


def _petal(
    layer: VectorLayer, at: tuple[float, float], angle: float, size: tuple[float, float], color: str
) -> None:
    """One stroke of the brush: round at its end, pointed where it begins."""
    along = np.linspace(0, 1, 14)
    half = np.sin(along**1.6 * np.pi) * size[1]
    bend = np.sin(along * np.pi) * size[1] * 0.35
    upper = np.stack([along * size[0], bend + half], 1)
    lower = np.stack([along * size[0], bend - half], 1)[::-1]
    shape = np.concatenate([upper, lower])
    cos, sin = np.cos(angle), np.sin(angle)
    turned = np.stack([shape[:, 0] * cos - shape[:, 1] * sin, shape[:, 0] * sin + shape[:, 1] * cos], 1)
    layer.polygon(turned + np.array(at), color)


def _flower(layer: VectorLayer, at: tuple[float, float], size: float, seed: int) -> None:
    """A round flower of two rings of petals."""
    red = _BLUE if seed % 5 == 3 else _REDS[seed % 2]
    for ring, count, color in (
        (1.0, 11, red),
        (0.66, 9, _REDS[2] if red != _BLUE else "#1d3c74"),
        (0.46, 8, _YELLOW),
    ):
        for k in range(count):
            _petal(layer, at, 2 * np.pi * k / count + ring, (size * ring, size * ring * 0.2), color)
    layer.circle(*at, size * 0.15, "#7a1420")


def _sprig(layer: VectorLayer, at: tuple[float, float], angle: float, size: float, seed: int) -> None:
    """A curved twig of comma-shaped leaves with berries at its tip."""
    for k in range(6):
        out = size * (0.12 + 0.13 * k)
        lean = angle + 0.12 * k
        x, y = at[0] + np.cos(lean) * out, at[1] + np.sin(lean) * out
        length = size * (0.36 - 0.035 * k)
        for turn in (-0.85, 0.85):
            _petal(layer, (x, y), lean + turn, (length, length * 0.17), _GREENS[(k + seed) % 3])
    lean = angle + 0.8
    tip = (at[0] + np.cos(lean) * size * 0.98, at[1] + np.sin(lean) * size * 0.98)
    for k in range(3):
        layer.circle(
            tip[0] + (k - 1) * size * 0.09, tip[1] + (k % 2) * size * 0.08, size * 0.055, _REDS[k % 2]
        )


def _wreath(size: tuple[int, int], seed: int) -> Field:
    """Flowers in the corners and in the middle of the long sides, twigs between, (h, w, 4)."""
    width, height = size
    side = min(size)
    layer = VectorLayer(0, 0, width, height)
    inset = side * 0.085
    places = [
        (inset, inset),
        (width - inset, inset),
        (width - inset, height - inset),
        (inset, height - inset),
    ]
    for number, (x, y) in enumerate(places):
        ahead = places[(number + 1) % 4], places[(number + 3) % 4]
        for turn, (other_x, other_y) in enumerate(ahead):
            angle = float(np.arctan2(other_y - y, other_x - x))
            start = (x + np.cos(angle) * side * 0.05, y + np.sin(angle) * side * 0.05)
            _sprig(layer, start, angle - 0.32 + 0.16 * turn, side * 0.27, number + turn)
    middles = [(width / 2, inset * 0.72), (width / 2, height - inset * 0.72)]
    middles += [(inset * 0.72, height / 2), (width - inset * 0.72, height / 2)]
    for number, (x, y) in enumerate(middles):
        is_flat = number < 2
        for way in (0.0, np.pi):
            _sprig(layer, (x, y), way if is_flat else way + np.pi / 2, side * 0.17, number)
        _flower(layer, (x, y), side * 0.056, number + seed + 1)
    for number, at in enumerate(places):
        _flower(layer, at, side * 0.1, number + seed)
    return layer.pixels.astype(np.float32) / 255


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit = unit_of(image)
    height, width = image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 12)
    field = to_hsv(clamp(flat))
    field[..., 1] = clamp(field[..., 1] * 1.4)
    field[..., 2] = clamp(0.1 + 0.92 * field[..., 2])
    bright = to_rgb(field)
    bright = mix(bright, _WHITE, (0.3 * (1 - near))[..., None])
    lines = coherent_lines(mix(blur(image, 1.2 * unit), flat, 0.5), 2.4 * unit, 0.005)
    bright = mix(bright, "#5a1f1c", (lines * (0.35 + 0.5 * near))[..., None])
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    side = min(height, width)
    margin, radius = 0.1 * side, 0.16 * side
    across = np.maximum(np.abs(xs - width / 2) - (width / 2 - margin - radius), 0)
    down = np.maximum(np.abs(ys - height / 2) - (height / 2 - margin - radius), 0)
    inside = radius - np.hypot(across, down)
    page = mix(_WHITE, bright, smoothstep(-0.02 * side, 0.03 * side, inside)[..., None])
    wreath = _wreath((width, height), seed)
    return clamp(page * (1 - wreath[..., 3:]) + wreath[..., :3])


STYLE = StylePass(serves=(Style.FOLK_PAINTING,), redraw=redraw, wants_vignette=False)
