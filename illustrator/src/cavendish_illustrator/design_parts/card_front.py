"""The front of a festive card: paper, a shining ground, hills, bunting, and cut-outs with a white edge."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, hex_code, luminance, mix, rgb, shade
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Season, Weather
from cavendish_illustrator.staging.emblem_parts import blend_rgba, outlined

_DEEP: Final = 0.3
"""Darker paper has light letters."""
_RAYS, _SCALLOPS = 24, 18
_FLAGS: Final = 9


class CardLook(NamedTuple):
    """The colours of a card."""

    paper: str
    shine: str
    hill: str
    far_hill: str
    ink: str
    paints: tuple[str, ...]

    @property
    def is_deep(self) -> bool:
        return float(luminance(rgb(self.paper))) < _DEEP


@cache
def _looks() -> dict[str, tuple[CardLook, ...]]:
    rows = read_table("designs/card_looks.toml")
    return {topic: tuple(map(_look, row["looks"])) for topic, row in rows.items()}


def _look(line: str) -> CardLook:
    colors, _, paints = line.partition("|")
    paper, shine, hill, far_hill, ink = colors.split()
    return CardLook(paper, shine, hill, far_hill, ink, tuple(paints.split()))


def card_look(spec: PictureSpec, seed: int) -> CardLook:
    """The colours that were asked for, else those of the occasion, else some of the seed."""
    is_snowy = spec.season is Season.WINTER or spec.weather is Weather.SNOW
    looks = _looks().get(spec.topic) or _looks()["winter" if is_snowy else "any"]
    look = looks[seed % len(looks)]
    colors = [color for color in spec.palette if color != spec.ground]
    if spec.ground is None and not colors:
        return look
    main = spec.ground or colors[0]
    paper = main if spec.ground is not None or _is_deep(main) else hex_code(mix(main, "#fffaf2", 0.8))
    other = colors[-1] if colors else main
    ink = _letters_on(paper, colors)
    return CardLook(
        paper,
        hex_code(mix(paper, "#ffffff", 0.14 if _is_deep(paper) else 0.5)),
        hex_code(mix(other, "#ffffff", 0.2)) if other != paper else hex_code(shade(paper, 0.86)),
        hex_code(shade(other, 0.88)) if other != paper else hex_code(shade(paper, 0.78)),
        ink,
        tuple(colors) or look.paints,
    )


def _is_deep(color: str) -> bool:
    return float(luminance(rgb(color))) < _DEEP


def _letters_on(paper: str, colors: Sequence[str]) -> str:
    """A colour of the card that can be read on its paper, else cream or a deep shade of the paper."""
    if _is_deep(paper):
        light = [c for c in colors if float(luminance(rgb(c))) > 2 * _DEEP]
        return light[0] if light else "#fff4dc"
    deep = [c for c in colors if float(luminance(rgb(c))) < 1.4 * _DEEP]
    return hex_code(shade(deep[0], 0.85)) if deep else hex_code(shade(colors[0] if colors else paper, 0.42))


def _lay(image: Field, layer: VectorLayer, opacity: float = 1.0) -> None:
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3] * opacity)


def paint_paper(size: tuple[int, int], look: CardLook, seed: int) -> Field:
    """Paper with rays, a scalloped sun or dots behind the middle, and two hills at the foot."""
    width, height = size
    image = np.zeros((height, width, 4), np.float32)
    blend_rgba(image, rgb(look.paper), np.ones((height, width), np.float32))
    layer = VectorLayer(0, 0, width, height)
    center, side = (width / 2, height * 0.66), min(size)
    (_rays, _scalloped_sun, _dots)[seed % 3](layer, center, side, look.shine)
    _lay(image, layer)
    hills = VectorLayer(0, 0, width, height)
    hills.ellipse((width * 0.78, height * 1.14), (width * 0.72, height * 0.29), look.far_hill)
    hills.ellipse((width * 0.3, height * 1.2), (width * 0.95, height * 0.33), look.hill)
    _lay(image, hills)
    return image


def _rays(layer: VectorLayer, center: tuple[float, float], side: float, color: ColorLike) -> None:
    reach = side * 3
    for k in range(_RAYS):
        first, last = (2 * np.pi * (k + share) / _RAYS for share in (0.0, 0.5))
        ends = [(center[0] + reach * np.cos(a), center[1] + reach * np.sin(a)) for a in (first, last)]
        layer.polygon([center, *ends], color)


def _scalloped_sun(layer: VectorLayer, center: tuple[float, float], side: float, color: ColorLike) -> None:
    radius = side * 0.38
    layer.circle(*center, radius, color)
    for k in range(_SCALLOPS):
        angle = 2 * np.pi * k / _SCALLOPS
        at = center[0] + radius * np.cos(angle), center[1] + radius * np.sin(angle)
        layer.circle(*at, radius * 0.19, color)


def _dots(layer: VectorLayer, center: tuple[float, float], side: float, color: ColorLike) -> None:
    step = side * 0.075
    for row in range(int(2 * center[1] / step) + 2):
        for column in range(int(2 * center[0] / step) + 2):
            layer.circle((column + 0.5 * (row % 2)) * step, row * step, step * 0.15, color)
    layer.circle(*center, side * 0.36, color)


def hang_bunting(image: Field, look: CardLook) -> None:
    """A string of little flags along the upper edge."""
    height, width = image.shape[:2]
    layer = VectorLayer(0, 0, width, height)
    xs = np.linspace(-0.03, 1.03, 4 * _FLAGS + 1)
    dip = 0.022 + 0.05 * (1 - (2 * xs - 1) ** 2)
    line = np.stack([xs * width, dip * height], 1)
    for k in range(_FLAGS):
        left, middle, right = line[4 * k], line[4 * k + 2], line[4 * k + 4]
        foot = (middle[0], middle[1] + min(width, height) * 0.075)
        span = (right - left) * 0.06
        color = look.paints[k % len(look.paints)]
        layer.polygon([tuple(left + span), tuple(right - span), foot], color)
    layer.polyline(line, mix(look.ink, look.paper, 0.35), max(1.0, min(width, height) * 0.003))
    _lay(image, layer)


def strew(image: Field, look: CardLook, seed: int, *, is_snow: bool) -> None:
    """Round and long confetti, or snow, thinner toward the foot."""
    height, width = image.shape[:2]
    rng, side = np.random.default_rng([seed, 0xCA]), min(width, height)
    layer = VectorLayer(0, 0, width, height)
    for k in range(110):
        x, y = float(rng.random()) * width, float(rng.random()) ** 1.5 * height * 0.9
        radius = float(rng.uniform(0.003, 0.0085)) * side
        color = "#ffffff" if is_snow else look.paints[k % len(look.paints)]
        if is_snow or k % 3:
            layer.circle(x, y, radius, color)
        else:
            layer.ellipse((x, y), (radius * 2.1, radius * 0.7), color, angle=float(rng.uniform(0, 180)))
    _lay(image, layer, 0.9)


def set_piece(image: Field, piece: Field, at: tuple[float, float], edge: float) -> None:
    """Lay a cut-out with its foot's middle at a point, with a white edge and a soft shadow."""
    height, width = image.shape[:2]
    layer = np.zeros((height, width, 4), np.float32)
    lay_over(layer, piece, round(at[0] - piece.shape[1] / 2), round(at[1] - piece.shape[0]))
    border = outlined(layer[..., 3], edge)
    shadow = blur(np.roll(border, round(edge * 0.9), 0), edge * 1.1) * 0.28
    blend_rgba(image, np.zeros(3, np.float32), shadow)
    blend_rgba(image, np.ones(3, np.float32), border)
    blend_rgba(image, layer[..., :3], layer[..., 3])


def finished(image: Field) -> Field:
    return clamp(image[..., :3])
