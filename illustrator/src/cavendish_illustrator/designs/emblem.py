"""Logos: a flat mark on a badge, or alone with its name."""

import numpy as np

from cavendish_illustrator.color import ColorLike, Field, Rgb, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.design_registry import Design
from cavendish_illustrator.emblem_parts import (
    blend_rgba,
    coordinates,
    fit_within,
    flattened,
    ground_color,
    on_canvas,
    outlined,
    side_by_side,
    subject_cutouts,
)
from cavendish_illustrator.lettering import TextBox, text_mask
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.scene_drawing import Drawing
from cavendish_illustrator.understanding.tokens import tokenise

_CREAM = "#fff8ea"
_PAPER = "#f8f6f1"
_SEEN = 0.5
_TONES = 4
_FAINTEST = 0.18
"""How much of the ink the darkest parts of a mark keep, so that they show on the badge."""
_LEAST_CONTRAST = 0.2
_SHAPES = {
    0: (
        "round",
        "circ",
        "okrag",
        "rund",
        "redond",
        "rond",
        "roton",
        "tond",
        "кругл",
        "kulat",
        "kruh",
        "kreis",
    ),
    1: ("square", "kwadrat", "quadrat", "cuadrad", "carre", "vierkant", "квадрат", "ctverc"),
    2: ("hexag", "szesciok", "sechseck", "zeshoek", "шестикут", "sestiuh", "esagon"),
    3: ("shield", "crest", "tarcz", "schild", "wappen", "escudo", "blason", "scudo", "herb", "brasao", "щит"),
}
"""Beginnings of folded words by which a prompt says what its badge is like."""


def _badge_distance(shape: int, x: Field, y: Field) -> Field:
    """Signed distance to a badge of radius 1, negative inside: circle, rounded square, hexagon, shield."""
    if shape == 1:
        return np.asarray((np.abs(x) ** 5 + np.abs(y) ** 5) ** 0.2 - 0.9, np.float32)
    if shape == 2:
        return np.asarray(np.maximum(np.abs(x) * 0.866 + np.abs(y) * 0.5, np.abs(y)) - 0.9, np.float32)
    if shape == 3:
        lower = np.hypot(x, np.maximum(y + 0.1, 0) * 0.82)
        return np.asarray(np.maximum(np.maximum(np.abs(x) - 0.84, -y - 0.88), lower - 0.92), np.float32)
    return np.asarray(np.hypot(x, y) - 1, np.float32)


def _badge(
    image: Field, center: tuple[float, float], radius: float, shape: int, color: Rgb, line: ColorLike
) -> None:
    columns, rows = coordinates((image.shape[1], image.shape[0]))
    distance = _badge_distance(shape, (columns - center[0]) / radius, (rows - center[1]) / radius) * radius
    blend_rgba(image, color, smoothstep(1, -1, distance))
    ring = smoothstep(1.4, 0, np.abs(distance + radius * 0.07) - radius * 0.014)
    blend_rgba(image, line, ring)


def _shape(spec: PictureSpec, seed: int) -> int:
    """The badge that was asked for, else one of the seed."""
    words = [token.plain for token in tokenise(spec.prompt)]
    for shape, stems in _SHAPES.items():
        if any(word.startswith(stems) for word in words):
            return shape
    return seed % 4 if seed % 3 else 0


def _inks(spec: PictureSpec, cutout: Field, seed: int) -> tuple[Rgb, Rgb | None]:
    """The badge's colour, and the colour the mark is printed in where two were asked for."""
    colors = sorted(
        (rgb(color) for color in spec.palette if color != spec.ground), key=lambda c: float(luminance(c))
    )
    if not colors:
        return ground_color(cutout, seed), None
    if len(colors) == 1:
        return colors[0], None
    return colors[0], colors[-1]


def _printed(mark: Field, ground: Rgb, ink: Rgb) -> Field:
    """The mark in shades between the two colours, as a print with two inks shows it."""
    tone = luminance(mark)
    seen = tone[mark[..., 3] > _SEEN]
    low, high = np.percentile(seen, (4, 88)) if seen.size else (0.0, 1.0)
    step = np.floor(clamp((tone - low) / max(float(high - low), 0.2)) * _TONES + 0.5) / _TONES
    result = mark.copy()
    result[..., :3] = mix(ground, ink, (_FAINTEST + (1 - _FAINTEST) * step)[..., None])
    return result


def draw_logo(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a mark in flat colours; the seed picks the badge, a quoted text becomes the name."""
    width, height = size
    side = min(size)
    image = np.zeros((height, width, 4), np.float32)
    paper = rgb(spec.ground or _PAPER)
    if not spec.is_transparent:
        blend_rgba(image, paper, np.ones((height, width), np.float32))
    cutouts, names, missing = subject_cutouts(spec, side * 0.62, seed, wants_face=True)
    has_name = bool(spec.lettering)
    center = (width / 2, height * (0.4 if has_name else 0.5))
    radius = side * (0.33 if has_name else 0.44)
    ground, ink = _inks(spec, cutouts[0], seed)
    _badge(image, center, radius, _shape(spec, seed), ground, _CREAM if ink is None else ink)
    mark = flattened(fit_within(side_by_side(cutouts[:2]), radius * 1.34, radius * 1.4))
    layer = on_canvas(size, mark if ink is None else _printed(mark, ground, ink), center)
    if ink is None:
        blend_rgba(image, _CREAM, outlined(layer[..., 3], side * 0.014))
    blend_rgba(image, layer[..., :3], layer[..., 3])
    columns, _ = coordinates(size)
    blend_rgba(image, np.zeros(3, np.float32), layer[..., 3] * smoothstep(-2, 2, columns - center[0]) * 0.07)
    if has_name:
        box = TextBox(center=(width / 2, height * 0.86), width=width * 0.82, height=height * 0.15)
        is_lost = abs(float(luminance(ground) - luminance(paper))) < _LEAST_CONTRAST
        letters = (ink if ink is not None else rgb(_CREAM)) if is_lost else ground
        blend_rgba(image, letters, text_mask(size, " ".join(spec.lettering), "nunito-bold", box))
    result = clamp(image)
    return Drawing(
        image=result if spec.is_transparent else result[..., :3], placed=names[:2], missing=missing
    )


DESIGN = Design(kinds=(Kind.LOGO,), draw=draw_logo)
