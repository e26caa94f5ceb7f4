"""Looks at bodies in space from the side and from above: colours, light, and the shade on their ground.

Every ray walks as far as the nearest surface allows.
Source: Hart, "Sphere Tracing", 1996; Quilez, "Soft shadows in raymarched SDFs", 2010.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.edit.solids.bodies_in_space import Placed
from cavendish_illustrator.painting.color import Field, clamp, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize

_STEPS: Final = 44
_NEAR: Final = 0.004
_AMBIENT, _SUN = 0.5, 0.85
_CAST: Final = 0.5
"""Darkness of the shadow thrown on the ground, and right under what stands there."""
_UNDER: Final = 0.75
_SHADING: Final = 4
"""So many others throw their shade on a body."""
_SLOPE: Final = 0.05
"""Distance in centimetres over which unevenness tips the light."""
_COARSE: Final = 3
"""Pixels for one point at which the ground's shade is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """From where bodies are seen: degrees above their ground, pixels for a centimetre, side of the light."""

    tilt_deg: float
    pixels: float
    side: int

    @property
    def up(self) -> Field:
        tilt = np.deg2rad(self.tilt_deg)
        return np.array([0, np.cos(tilt), np.sin(tilt)], np.float32)

    @property
    def into(self) -> Field:
        tilt = np.deg2rad(self.tilt_deg)
        return np.array([0, -np.sin(tilt), np.cos(tilt)], np.float32)

    @property
    def to_light(self) -> Field:
        light = np.array([0.55 * self.side, 0.78, -0.2], np.float32)
        return np.asarray(light / np.sqrt((light * light).sum()), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen: straight RGBA, darkness of the ground 0..1, where the origin lies, in pixels."""

    rgba: Field
    shade: Field
    origin: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Window:
    """A rectangle of the picture around the origin: pixels left of it, above it, and its size."""

    left: int
    above: int
    width: int
    height: int


def look_at(placed: Sequence[Placed], sight: Sight) -> Seen:
    """The bodies as they are seen on their ground."""
    window = _window_of(placed, sight)
    shape = (window.height, window.width)
    color, alpha = np.zeros((*shape, 3), np.float32), np.zeros(shape, np.float32)
    depth = np.full(shape, np.inf, np.float32)
    for one in placed:
        part = _window_of([one], sight, 1)
        rows = slice(window.above - part.above, window.above - part.above + part.height)
        columns = slice(window.left - part.left, window.left - part.left + part.width)
        here = np.s_[max(0, rows.start) : rows.stop, max(0, columns.start) : columns.stop]
        _lay(color[here], alpha[here], depth[here], _traced(one, placed, sight, part))
    rgba = np.concatenate([color / np.maximum(alpha, 1e-4)[..., None], alpha[..., None]], -1)
    return Seen(
        rgba=clamp(rgba), shade=_ground_shade(placed, sight, window), origin=(window.left, window.above)
    )


def _window_of(placed: Sequence[Placed], sight: Sight, margin: int | None = None) -> _Window:
    """Where bodies can be seen; without a margin their shadows as well."""
    tilt = np.deg2rad(sight.tilt_deg)
    sides, levels = [], []
    for one in placed:
        reach, tall = one.body.radius * one.scale, one.body.tall * one.scale
        ball = float(np.hypot(reach, tall / 2))
        middle = float(one.at @ sight.up + one.turned[:, 1] @ sight.up * tall / 2)
        across = float(one.at[0] + one.turned[0, 1] * tall / 2)
        is_upright = one.turned[1, 1] > 0.99
        high = (tall / 2 * np.cos(tilt) + reach * np.sin(tilt)) if is_upright else ball
        wide = reach if is_upright else ball
        sides += [across - wide, across + wide]
        levels += [middle - high, middle + high]
        if margin is None:
            sides += [across - wide - tall * 0.9, across + wide + tall * 0.9]
            levels += [middle - high - 0.1 * reach, middle + high + 0.1 * reach]
    pad = 4 if margin is None else margin
    left, right = int(-min(sides) * sight.pixels) + pad, int(max(sides) * sight.pixels) + pad
    above, below = int(max(levels) * sight.pixels) + pad, int(-min(levels) * sight.pixels) + pad
    return _Window(left, above, left + right + 1, above + below + 1)


def _rays(window: _Window, sight: Sight) -> Field:
    """Where the ray through each pixel crosses the plane through the origin, in centimetres."""
    x = (np.arange(window.width, dtype=np.float32) - window.left) / sight.pixels
    y = (window.above - np.arange(window.height, dtype=np.float32)) / sight.pixels
    across, up = np.meshgrid(x, y)
    return np.asarray(across[..., None] * np.array([1, 0, 0], np.float32) + up[..., None] * sight.up, "f4")


def _traced(one: Placed, others: Sequence[Placed], sight: Sight, window: _Window) -> Field:
    """RGB times alpha, alpha and depth of one body in its own window."""
    start = _rays(window, sight).reshape(-1, 3)
    reach = float(np.hypot(one.body.radius, one.body.tall)) * one.scale + 0.1
    middle = float((one.at + one.turned[:, 1] * one.body.tall * one.scale / 2) @ sight.into)
    far = np.full(len(start), middle - reach, np.float32)
    best, best_at = np.full(len(start), np.inf, np.float32), far.copy()
    active = np.arange(len(start))
    for _ in range(_STEPS):
        apart = one.distance(start[active] + far[active, None] * sight.into)
        better = apart < best[active]
        chosen = active[better]
        best[chosen], best_at[chosen] = apart[better], far[chosen]
        far[active] += 0.92 * np.maximum(apart, 0.002)
        active = active[(apart > _NEAR) & (far[active] < middle + reach)]
        if not len(active):
            break
    result = np.zeros((len(start), 5), np.float32)
    result[:, 4] = np.inf
    cover = clamp(1.15 - best * sight.pixels)
    hit = np.flatnonzero(cover > 0.02)
    if len(hit):
        points = start[hit] + best_at[hit, None] * sight.into
        lit, opaque = _lit(points, one, others, sight)
        result[hit, 3] = cover[hit] * opaque
        result[hit, :3] = lit * result[hit, 3:4]
        result[hit, 4] = best_at[hit]
    return result.reshape(window.height, window.width, 5)


def _lay(color: Field, alpha: Field, depth: Field, layer: Field) -> None:
    """Put a layer over or under what is seen already, pixel by pixel."""
    layer = layer[: color.shape[0], : color.shape[1]]
    is_before = layer[..., 4] < depth
    cover = layer[..., 3]
    front = np.where(is_before, 1.0, 1 - alpha)
    back = np.where(is_before, 1 - cover, 1.0)
    color[...] = color * back[..., None] + layer[..., :3] * front[..., None]
    alpha[...] = alpha * back + cover * front
    depth[...] = np.where(cover > 0.5, np.minimum(depth, layer[..., 4]), depth)


def _normals(points: Field, one: Placed) -> Field:
    """Unit vectors out of the surface, its unevenness included."""
    step = 0.02 * one.scale
    total = np.zeros_like(points)
    for signs in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        way = np.array(signs, np.float32)
        total += way * one.distance(points + step * way)[:, None]
    return _unit(total)


def _unit(x: Field) -> Field:
    return np.asarray(x / np.maximum(np.sqrt((x * x).sum(-1, keepdims=True)), 1e-6), np.float32)


def _bumped(points: Field, normals: Field, one: Placed) -> Field:
    """Normals tipped by the slope of the surface's heights."""
    nearest = one.nearest(points)
    if not any(part.bump > 0 and part.surface != "plain" for part in one.body.parts):
        return normals
    height = one.heights(points, nearest)
    slopes = [one.heights(points + _SLOPE * axis, nearest) - height for axis in np.eye(3, dtype=np.float32)]
    slope = np.stack(slopes, -1) / _SLOPE
    return _unit(normals - (slope - normals * (slope * normals).sum(-1, keepdims=True)))


def _lit(points: Field, one: Placed, others: Sequence[Placed], sight: Sight) -> tuple[Field, Field]:
    """Colours under the light, and how opaque they are."""
    smooth = _normals(points, one)
    normals = _bumped(points, smooth, one)
    albedo, gloss, clear = one.looks(points)
    light = sight.to_light
    near = _next_to(one, others)
    shadow = _shadow(points + 0.06 * smooth, near, light)
    open_ = _openness(points, smooth, near)
    facing = np.clip(normals @ light, 0, 1) * 0.85 + 0.15 * np.clip(0.5 + 0.5 * (smooth @ light), 0, 1)
    sky = 0.72 + 0.28 * normals[:, 1]
    amount = _AMBIENT * sky * open_ + _SUN * facing * shadow
    amount = amount + 0.8 * clear * (1 - amount)  # what is clear has no dark side
    color = albedo**2.2 * amount[:, None]
    half = _unit(light - sight.into)
    sharp = 18 + 160 * gloss
    shine = gloss * np.clip(normals @ half, 0, 1) ** sharp * shadow
    edge = (1 - np.clip(-(normals @ sight.into), 0, 1)) ** 4
    rim = edge * gloss * 0.35 * open_
    seen = clamp(color + (0.9 * shine + rim)[:, None]) ** (1 / 2.2)
    opaque = 1 - clear * (1 - np.clip(0.2 + edge * 2 + shine * 2, 0, 1))
    return seen, np.asarray(opaque, np.float32)


def _next_to(one: Placed, others: Sequence[Placed]) -> list[Placed]:
    """The body itself and those that may shade it, nearest first."""

    def apart(other: Placed) -> float:
        reach = max(other.body.radius, other.body.tall) * other.scale
        return float(np.sqrt(((other.at - one.at) ** 2).sum())) - reach

    reach = max(one.body.radius, one.body.tall) * one.scale
    near = [other for other in others if other is not one and apart(other) < 1.2 * reach]
    return [one, *sorted(near, key=apart)[:_SHADING]]


def _distance(points: Field, placed: Sequence[Placed]) -> Field:
    best = np.full(len(points), 99.0, np.float32)
    for one in placed:
        reach = float(np.hypot(one.body.radius, one.body.tall)) * one.scale + 1.5
        near = np.flatnonzero(((points - one.at) ** 2).sum(-1) < reach * reach)
        if len(near):
            best[near] = np.minimum(best[near], one.distance(points[near]))
    return best


def _shadow(points: Field, placed: Sequence[Placed], light: Field) -> Field:
    """Light that reaches points, 0..1, with soft edges."""
    open_ = np.ones(len(points), np.float32)
    for far in (0.15, 0.4, 0.8, 1.5, 2.6, 4.5, 8.0):
        apart = _distance(points + far * light, placed)
        open_ = np.minimum(open_, np.clip(0.5 + 2.6 * apart / far, 0, 1))
    return open_


def _openness(points: Field, normals: Field, placed: Sequence[Placed]) -> Field:
    """How much of the sky is seen from points, 0..1, near bodies and the ground being in the way."""
    hidden = np.zeros(len(points), np.float32)
    for far, weight in ((0.15, 0.5), (0.45, 0.45), (1.1, 0.35), (2.4, 0.22)):
        there = points + far * normals
        apart = np.minimum(_distance(there, placed), np.maximum(there[:, 1], 0))
        hidden += weight * np.clip(1 - apart / far, 0, 1)
    return np.asarray(np.clip(1.0 - 0.62 * hidden, 0.16, 1), np.float32)


def _ground_shade(placed: Sequence[Placed], sight: Sight, window: _Window) -> Field:
    """Darkness of the ground behind every pixel of the window."""
    columns, lines = -(-window.width // _COARSE), -(-window.height // _COARSE)
    small = _Window(window.left // _COARSE, window.above // _COARSE, columns, lines)
    coarse = Sight(tilt_deg=sight.tilt_deg, pixels=sight.pixels / _COARSE, side=sight.side)
    plane = _rays(small, coarse).reshape(-1, 3)
    points = plane - (plane[:, 1] / sight.into[1])[:, None] * sight.into
    points[:, 1] = 0.02
    up = np.zeros_like(points)
    up[:, 1] = 1
    cast = 1 - _shadow(points, placed, sight.to_light)
    close = np.zeros(len(points), np.float32)
    for far, weight in ((0.2, 0.4), (0.6, 0.35), (1.5, 0.25)):
        close += weight * np.clip(1 - _distance(points + far * up, placed) / far, 0, 1)
    dark = 1 - (1 - _CAST * cast) * (1 - _UNDER * np.clip(close, 0, 1))
    shape = (small.height, small.width)
    soft = blur(np.asarray(dark.reshape(shape), np.float32), 0.9)
    wide = resize(soft, small.width * _COARSE, small.height * _COARSE, is_smooth=True)
    shade = wide[: window.height, : window.width]
    ys, xs = np.mgrid[: window.height, : window.width]
    border = np.minimum.reduce([xs, ys, window.width - 1 - xs, window.height - 1 - ys])
    return np.asarray(clamp(shade) * smoothstep(0.0, 8.0, np.asarray(border, np.float32)), np.float32)
