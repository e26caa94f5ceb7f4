"""Lets small things lie all over a part of a photograph: drops, frost, dust, moss, cracks."""

from collections.abc import Callable, Mapping
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.working_picture import side_of_light
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

_DROPS: Final = 620
"""As many on the whole of a picture; fewer on a part of it, but never fewer than the next."""
_FEWEST_DROPS: Final = 70
_DROP: Final = (0.0035, 0.019)
"""Radii of the least and the greatest drop, in the picture's short side."""

Strewer = Callable[[Field, Field, np.random.Generator], Field]


def strew(image: Field, cover: Field, kind: str, seed: int) -> Field:
    """The picture with the marks on all that the cover shows."""
    if not (cover > 0.5).any():
        return image
    rng = np.random.default_rng((seed & 0xFFFFFFFF, 167))
    return np.asarray(clamp(_STREWERS[kind](image, cover, rng)), np.float32)


def _spots(cover: Field, count: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Places on the cover, as rows and columns."""
    rows, columns = np.nonzero(cover > 0.7)
    if not len(rows):
        return []
    chosen = rng.choice(len(rows), min(count, len(rows)), replace=False)
    return [(int(rows[one]), int(columns[one])) for one in chosen]


def _side(cover: Field) -> int:
    return int(min(cover.shape))


def _line(marks: Field, start: tuple[float, float], end: tuple[float, float], wide: int) -> None:
    """A line of ones between two places, as rows and columns."""
    (row, column), (last_row, last_column) = start, end
    first, last = (round(4 * column), round(4 * row)), (round(4 * last_column), round(4 * last_row))
    cv2.line(marks, first, last, 1.0, wide, cv2.LINE_AA, 2)


def _drops(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Beads of water: each shows what is around it upside down, dark above, bright below, with a gleam."""
    side, wet = _side(cover), image.copy()
    light = side_of_light(image)
    count = max(_FEWEST_DROPS, round(_DROPS * float(cover.mean())))
    taken = np.zeros(cover.shape, bool)
    sizes = np.sort(_DROP[0] + (_DROP[1] - _DROP[0]) * rng.random(2 * count) ** 3.2)[::-1] * side
    for radius, (row, column) in zip(sizes, _spots(cover, 2 * count, rng), strict=False):
        reach = int(2 * radius + 2)
        box = np.s_[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1]
        if taken[box].any():
            continue
        taken[row, column] = True
        _bead(wet, image, box, (row, column), float(radius), light)
    return wet


def _bead(wet: Field, image: Field, box: tuple[slice, slice], at: tuple[int, int], radius: float,
          light: float) -> None:  # fmt: skip
    ys, xs = np.mgrid[
        box[0].start : box[0].start + wet[box].shape[0], box[1].start : box[1].start + wet[box].shape[1]
    ]
    down, across = (ys - at[0]) / radius, (xs - at[1]) / radius
    away = np.asarray(np.hypot(down, across), np.float32)
    edge = 1.0 / radius
    inside = smoothstep(1 + edge, 1 - edge, away)
    shadow = smoothstep(1.55, 0.75, np.hypot(down - 0.34, across + 0.24 * light)) * (1 - inside)
    below = wet[box] * (1 - 0.42 * shadow)[..., None]
    # A bead is a lens: what is behind it stands upside down in it, drawn together.
    far = np.clip(at[0] - 1.7 * (ys - at[0]), 0, image.shape[0] - 1).astype(int)
    beside = np.clip(at[1] - 1.7 * (xs - at[1]), 0, image.shape[1] - 1).astype(int)
    seen = image[far, beside]
    bent = 0.34 * smoothstep(-0.5, 0.95, down) * smoothstep(1.0, 0.7, away) - 0.2 * smoothstep(
        0.1, -0.9, down
    )
    rim = 0.3 * smoothstep(0.72, 1.0, away)
    lens = clamp(seen * (1 - rim)[..., None] + (bent * (0.45 + 0.55 * luminance(seen)))[..., None])
    gleam = smoothstep(0.3, 0.12, np.hypot(down + 0.42, 1.2 * (across - 0.34 * light)))
    lens = mix(lens, np.ones(3, np.float32), (0.95 * gleam)[..., None])
    wet[box] = mix(below, lens, inside[..., None])


def _wet(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Darker and deeper in colour, with gleams, and a few drops."""
    side = _side(cover)
    tone = luminance(image)[..., None]
    dark = clamp(tone + (image - tone) * 1.22) * 0.74
    detail = luminance(image) - blur(luminance(image), 0.012 * side)
    streaks = noise(cover.shape, (0.006 * side, 0.05 * side), rng, 3)
    gleam = smoothstep(0.0, 0.12, detail + 0.16 * (streaks - 0.52)) * 0.5
    soaked = 1 - (1 - dark) * (1 - gleam[..., None] * np.asarray((0.78, 0.84, 0.9), np.float32))
    shown = mix(image, soaked, clamp(cover)[..., None])
    return _drops(np.asarray(shown, np.float32), np.asarray(cover * (streaks > 0.58), np.float32), rng)


def _frost(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Rime: thickest along edges and where things face up, with needles and sparkles."""
    side = _side(cover)
    tone = blur(luminance(image), 0.0015 * side)
    slope_y, slope_x = (np.asarray(one, np.float32) for one in np.gradient(tone))
    edges = smoothstep(0.012, 0.075, np.hypot(slope_y, slope_x) * side / 500)
    rime = blur(np.asarray(edges, np.float32), 0.002 * side)
    patches = noise(cover.shape, (0.03 * side, 0.03 * side), rng, 4)
    needles = noise(cover.shape, (2.2, 2.2), rng, 2) * noise(
        cover.shape, (0.012 * side, 0.004 * side), rng, 2
    )
    upward = smoothstep(-0.004, 0.02, blur(slope_y, 0.004 * side) * side / 500)
    thick = clamp(0.26 + 0.42 * rime + 0.3 * upward + 0.9 * (patches - 0.45)) * (0.7 + 1.0 * needles)
    cold = mix(image, luminance(image)[..., None] * rgb("#dcebf7"), 0.42)
    white = mix(rgb("#b9d2e6"), rgb("#ffffff"), clamp(needles * 1.8)[..., None])
    iced = mix(cold, white, clamp(thick)[..., None])
    sparkle = (rng.random(cover.shape, np.float32) > 0.9985).astype(np.float32)
    iced = clamp(iced + (blur(sparkle, 0.6) * 1.2)[..., None])
    return np.asarray(mix(image, iced, clamp(cover)[..., None]), np.float32)


def _snow(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """A white layer on what faces up."""
    side = _side(cover)
    upper = cover - np.roll(cover, round(0.05 * side), 0)
    slope = np.gradient(blur(luminance(image), 0.004 * side))[0] * side / 500
    lies = 0.9 * clamp(blur(clamp(upper), 0.006 * side) * 1.6) + 0.5 * smoothstep(0.002, 0.02, slope)
    thick = smoothstep(0.35, 0.6, lies + 0.5 * (noise(cover.shape, (0.03 * side, 0.02 * side), rng, 3) - 0.5))
    white = rgb("#f4f8fc") * (0.9 + 0.1 * noise(cover.shape, (3.0, 3.0), rng, 2))[..., None]
    return np.asarray(mix(image, white, (thick * clamp(cover))[..., None]), np.float32)


def _flakes(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Snowflakes that have just settled, each a star of six arms or a small white tuft."""
    side = _side(cover)
    white: Field = np.zeros(cover.shape, np.float32)
    for row, column in _spots(cover, max(60, round(300 * float(cover.mean()))), rng):
        radius = side * float(rng.uniform(0.004, 0.011))
        turn = float(rng.uniform(0, np.pi / 3))
        for arm in range(3):
            angle = turn + arm * np.pi / 3
            dx, dy = radius * np.cos(angle), radius * np.sin(angle)
            _line(white, (row - dy, column - dx), (row + dy, column + dx), max(1, round(0.24 * radius)))
        cv2.circle(white, (4 * column, 4 * row), round(1.6 * radius), 1.0, -1, cv2.LINE_AA, 2)
    shade = np.roll(blur(white, 0.003 * side), (round(0.004 * side), round(0.002 * side)), (0, 1))
    below = image * (1 - 0.3 * shade)[..., None]
    return np.asarray(mix(below, rgb("#f8fbff"), (0.94 * blur(white, 0.5))[..., None]), np.float32)


def _dust(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Smears and splashes of dry mud."""
    side = _side(cover)
    smears = noise(cover.shape, (0.12 * side, 0.09 * side), rng, 5)
    low = np.linspace(-0.06, 0.1, cover.shape[0], dtype=np.float32)[:, None]
    film = smoothstep(0.4, 0.75, smears + low) * 0.72
    splashes: Field = np.zeros(cover.shape, np.float32)
    for row, column in _spots(cover, max(40, round(260 * float(cover.mean()))), rng):
        radius = side * float(0.002 + 0.014 * rng.random() ** 3)
        axes = (max(2, round(4 * radius)), max(2, round(4 * radius * float(rng.uniform(0.5, 1)))))
        cv2.ellipse(
            splashes, (4 * column, 4 * row), axes, float(rng.uniform(0, 180)), 0, 360, 1.0, -1, cv2.LINE_AA, 2
        )
    grit = noise(cover.shape, (1.8, 1.8), rng, 3)
    mud = rgb("#6a4d33") * (0.4 + 0.75 * blur(luminance(image), 0.004 * side) + 0.3 * (grit - 0.5))[..., None]
    amount = clamp(film * (0.6 + 0.8 * grit) + 0.86 * blur(splashes, 0.7)) * clamp(cover)
    return np.asarray(mix(image, mud, amount[..., None]), np.float32)


def _glitter(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Fine sparkles of many brightnesses, the greatest with rays."""
    side = _side(cover)
    grains = rng.random(cover.shape, np.float32)
    shine = blur((grains > 0.965).astype(np.float32) * rng.random(cover.shape, np.float32), 0.7) * 3.2
    rays: Field = np.zeros(cover.shape, np.float32)
    for row, column in _spots(cover, max(16, round(70 * float(cover.mean()))), rng):
        arm = side * float(rng.uniform(0.003, 0.011))
        for dx, dy in ((arm, 0.0), (0.0, arm)):
            _line(rays, (row - dy, column - dx), (row + dy, column + dx), 1)
    light = clamp(shine * (0.4 + luminance(image)) + 0.8 * blur(rays, 0.8) + 1.5 * blur(rays, 0.004 * side))
    return np.asarray(1 - (1 - image) * (1 - (light * clamp(cover))[..., None] * rgb("#fff6dc")), np.float32)


def _moss(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Leaves that grow over each other in the picture's own light, thick in places and with gaps."""
    side = _side(cover)
    grown = noise(cover.shape, (0.16 * side, 0.16 * side), rng, 4)
    solid = cover * (grown > 0.44)
    leaves, tall = image.copy(), max(3.0, 0.011 * side)
    tone = blur(luminance(image), 0.012 * side)
    under = smoothstep(0.4, 0.52, grown) * clamp(cover)
    leaves = np.asarray(mix(leaves, rgb("#22401c") * (0.45 + tone)[..., None], under[..., None]), np.float32)
    places = _spots(np.asarray(solid, np.float32), round(9000 * float(solid.mean())) + 40, rng)
    for row, column in sorted(places):
        lit = 0.5 + 0.85 * float(tone[row, column]) + float(rng.uniform(-0.16, 0.2))
        color = [float(one) for one in clamp(rgb("#5c8a35") * lit)]
        angle, size = float(rng.uniform(0, 360)), tall * float(rng.uniform(0.5, 1.0))
        axes = (max(4, round(4 * size)), max(3, round(2.4 * size)))
        dark = [0.5 * one for one in color]
        cv2.ellipse(leaves, (4 * column + 3, 4 * row + 5), axes, angle, 0, 360, dark, -1, cv2.LINE_AA, 2)
        cv2.ellipse(leaves, (4 * column, 4 * row), axes, angle, 0, 360, color, -1, cv2.LINE_AA, 2)
    return leaves


def _rust(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    side = _side(cover)
    flakes = noise(cover.shape, (0.07 * side, 0.1 * side), rng, 5)
    fine = noise(cover.shape, (2.2, 2.2), rng, 3)
    color = mix(rgb("#5a2a14"), rgb("#b8622a"), fine[..., None]) * (0.45 + 0.9 * luminance(image))[..., None]
    amount = smoothstep(0.4, 0.56, flakes + 0.12 * (fine - 0.5)) * clamp(cover)
    return np.asarray(mix(image, color, (0.92 * amount)[..., None]), np.float32)


def _cracks(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Cracks that run and branch, dark with a light edge."""
    side = _side(cover)
    lines: Field = np.zeros(cover.shape, np.float32)
    paths = [(row, column, float(rng.uniform(0, 2 * np.pi)), 34) for row, column in _spots(cover, 3, rng)]
    while paths:
        row, column, angle, steps = paths.pop()
        for _ in range(steps):
            angle += float(rng.normal(0, 0.36))
            step = side * float(rng.uniform(0.008, 0.02))
            end = (row + step * np.sin(angle), column + step * np.cos(angle))
            _line(lines, (row, column), end, 1)
            row, column = end
            if rng.random() < 0.1 and steps > 10 and len(paths) < 24:
                paths.append((row, column, angle + float(rng.choice((-0.9, 0.9))), steps // 2))
    lines = np.asarray(blur(lines, 0.4) * clamp(cover), np.float32)
    light = np.roll(lines, (1, 1), (0, 1)) * 0.35 * clamp(cover)
    lit = 1 - (1 - image) * (1 - light[..., None])
    return np.asarray(mix(lit, rgb("#1c120d"), (0.86 * lines)[..., None]), np.float32)


def _powder(image: Field, cover: Field, rng: np.random.Generator) -> Field:
    """A brown dusting, thickest in the middle."""
    rows, columns = np.nonzero(cover > 0.5)
    ys, xs = np.ogrid[: cover.shape[0], : cover.shape[1]]
    wide, deep = max(1.0, float(np.ptp(columns)) / 2), max(1.0, float(np.ptp(rows)) / 2)
    away = np.hypot((xs - columns.mean()) / wide, (ys - rows.mean() - 0.3 * deep) / (0.7 * deep))
    dense = smoothstep(0.95, 0.15, np.asarray(away, np.float32))
    grains = blur((rng.random(cover.shape, np.float32) < 0.34 * dense).astype(np.float32), 0.6)
    amount = clamp(1.15 * grains + 0.35 * dense) * clamp(cover)
    return np.asarray(mix(image, rgb("#6f3a18"), (0.8 * amount)[..., None]), np.float32)


_STREWERS: Final[Mapping[str, Strewer]] = {
    "drops": _drops,
    "wet": _wet,
    "frost": _frost,
    "snow": _snow,
    "flakes": _flakes,
    "dust": _dust,
    "glitter": _glitter,
    "moss": _moss,
    "rust": _rust,
    "cracks": _cracks,
    "powder": _powder,
}
COVERINGS: Final = frozenset(_STREWERS)
