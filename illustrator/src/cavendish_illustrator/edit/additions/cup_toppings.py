"""Lays what belongs on a drink onto the drink that a photograph shows: whipped cream, marshmallows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture, side_of_light
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_CREAM: Final = "#fff6e6"
_SHADE: Final = "#c9a887"
_TIERS: Final = ((0.74, 13, 0.3), (0.5, 10, 0.3), (0.28, 7, 0.26), (0.0, 1, 0.24))
"""Radius of each ring of a piped rosette, its lobes and their radius, in the drink's half width."""
_RISE: Final = 0.17
"""How much higher each ring lies, in the same."""
_FLOATING: Final = ((-0.45, -0.3), (0.1, -0.5), (0.5, -0.1), (-0.15, 0.15), (0.3, 0.42), (-0.5, 0.35))
_BITE: Final = 0.21
_DARKEST: Final = 0.5
"""How dark white things become in a dim photograph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """The ellipse of a drink, in pixels."""

    x: float
    y: float
    across: float
    deep: float


Ball = tuple[float, float, float]
"""Middle and radius, in pixels."""


def surface_of(cover: Field) -> Surface:
    """The ellipse that a drink's cover fills."""
    rows, columns = np.nonzero(cover > 0.5)
    return Surface(
        x=(float(columns.min()) + float(columns.max())) / 2,
        y=(float(rows.min()) + float(rows.max())) / 2,
        across=(float(columns.max()) - float(columns.min())) / 2,
        deep=(float(rows.max()) - float(rows.min())) / 2,
    )


def _rosette(surface: Surface) -> Iterator[Ball]:
    """Whipped cream as it is piped: rings of lobes, each smaller and higher than the one below."""
    flat = surface.deep / surface.across
    for tier, (radius, lobes, size) in enumerate(_TIERS):
        for lobe in sorted(range(lobes), key=lambda one: np.sin(2 * np.pi * one / lobes)):
            turn = 2 * np.pi * (lobe / lobes) + 0.4 * tier
            x = surface.x + surface.across * radius * float(np.cos(turn))
            y = surface.y + surface.across * (flat * radius * float(np.sin(turn)) - _RISE * tier)
            yield x, y, size * surface.across


def _floating(surface: Surface) -> Iterator[Ball]:
    for x, y in _FLOATING:
        # Of a cup seen aslant the far part of what its rim surrounds is its wall.
        yield (
            surface.x + 0.8 * x * surface.across,
            surface.y + (0.3 + 0.6 * y) * surface.deep,
            _BITE * surface.across,
        )


_ON_DRINKS: Final[Mapping[str, tuple[bool, str]]] = {
    "whipped-cream": (True, _CREAM),
    "marshmallow": (False, "#fffaf6"),
    "marshmallows": (False, "#fffaf6"),
    "marshmallow-stick": (False, "#fffaf6"),
}
"""Whether it is heaped, and its colour."""


def _ball(image: Field, cover: Field, ball: Ball, color: Field, side: int) -> None:
    """Paint one soft ball, lit from above and from one side."""
    x, y, radius = ball
    top, bottom = max(0, int(y - radius - 2)), min(image.shape[0], int(y + radius + 3))
    left, right = max(0, int(x - radius - 2)), min(image.shape[1], int(x + radius + 3))
    if top >= bottom or left >= right:
        return
    box = np.s_[top:bottom, left:right]
    ys, xs = np.ogrid[top:bottom, left:right]
    across, down = (xs - x) / radius, (ys - y) / (0.86 * radius)
    away = np.asarray(np.hypot(across, down), np.float32)
    soft = 1.6 / radius
    alpha = smoothstep(1 + soft, 1 - soft, away)
    facing = np.sqrt(np.clip(1 - away**2, 0, 1))
    lit = np.clip(0.5 * facing - 0.62 * down + 0.3 * side * across + 0.2, 0, 1)
    tone = mix(color * rgb(_SHADE), color, smoothstep(0.0, 0.85, np.asarray(lit, np.float32))[..., None])
    image[box] = mix(image[box], tone, alpha[..., None])
    cover[box] = np.maximum(cover[box], alpha)


def whitest(picture: WorkingPicture) -> float:
    """How bright something white on the main object is: as bright as the brightest of it."""
    inside = luminance(picture.rgb)[picture.matte > 0.5]
    return float(np.clip(np.percentile(inside, 97), _DARKEST, 1.0))


def top_drink(picture: WorkingPicture, concept: str) -> bool:
    """Lay the topping onto the main object's drink; False where none is seen or it belongs on none."""
    if concept not in _ON_DRINKS or not picture.has_object:
        return False
    drink = find_drink(picture.rgb, picture.matte)
    if drink is None:
        return False
    is_heaped, color = _ON_DRINKS[concept]
    surface = surface_of(drink)
    light = whitest(picture)
    painted, cover = picture.rgb.copy(), np.zeros_like(picture.matte)
    for ball in _rosette(surface) if is_heaped else _floating(surface):
        _ball(painted, cover, ball, rgb(color) * np.float32(light), -side_of_light(picture.rgb))
    shade = blur(cover, 0.08 * surface.across) * (1 - cover) * drink
    below = picture.rgb * (1 - 0.55 * shade)[..., None]
    melted = blur(painted, 0.03 * surface.across)
    shown = mix(below, add_grain(melted, 0.012, picture.rng(137)), clamp(cover)[..., None])
    picture.rgb = np.asarray(clamp(shown), np.float32)
    return True
