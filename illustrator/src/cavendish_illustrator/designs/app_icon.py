"""App icons: a subject on a rounded tile with a gradient, or a set of such tiles."""

import numpy as np

from cavendish_illustrator.artwork.sprites import dominant_color
from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import Field, clamp, from_hsv, hsv, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import (
    blend_rgba,
    coordinates,
    entry_cutouts,
    fit_within,
    on_canvas,
    printed,
    subject_cutouts,
)
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.vocabulary.tokens import tokenise

_MOST = 9
_MOST_IN_ONE = 2
_MARK_SIDE = 420
_SEVERAL = 4
_SET_WORDS = (
    "set", "zestaw", "conjunto", "jeu", "serie", "pack", "icons", "ikon", "iconos", "icones", "icone",
    "iconset", "symbole", "pictogrammen", "іконки", "іконок", "sad",
)  # fmt: skip
_SEEN_IN = {"sun": 205.0, "cloud": 212.0, "moon": 236.0, "planet": 250.0, "star": 236.0, "snow": 205.0}
_MEDIA = frozenset(
    {Style.NEON, Style.PIXEL_ART, Style.KNITTED, Style.LOW_POLY, Style.CRAYON, Style.WATERCOLOUR}
)
_ONE_INK = (
    "monochrom",
    "single colo",
    "one colo",
    "line icon",
    "outline",
    "einfarbig",
    "un solo color",
    "kontur",
)
_LINES = frozenset(
    {
        "line", "lines", "linework", "lineart", "linii", "liniowa", "liniowe", "liniowy", "linie", "linien",
        "linea", "lineas", "ligne", "lignes", "trait", "traits", "tratto", "traco", "linha", "linhas", "lijn",
        "lijnen", "лінії", "лінійна", "linky", "linka", "carova", "thin",
    }
)  # fmt: skip
"""Words by which an icon is asked for in lines."""
_LEAST_CONTRAST = 0.25
_WARM = (5.0, 70.0)
"""Hues that turn brown where they are dark."""


def _tile(
    image: Field, cutout: Field, place: tuple[float, float, float], colors: tuple[Field, Field]
) -> None:
    """One glossy tile (middle x, middle y, side) with the cut-out in its middle."""
    size = (image.shape[1], image.shape[0])
    columns, rows = coordinates(size)
    side = place[2]
    x, y = (columns - place[0]) / (side * 0.42), (rows - place[1]) / (side * 0.42)
    distance = ((np.abs(x) ** 5 + np.abs(y) ** 5) ** 0.2 - 1) * side * 0.42
    tile = smoothstep(1, -1, distance)
    blend_rgba(image, np.zeros(3, np.float32), blur(np.roll(tile, round(side * 0.015), 0), side * 0.02) * 0.3)
    paint = mix(*colors, np.clip(y[..., None] * 0.5 + 0.5, 0, 1) + x[..., None] * 0)
    gloss = np.exp(-(((y + 1.0) / 0.7) ** 2))[..., None] * 0.14
    blend_rgba(image, clamp(paint + gloss), tile)
    layer = on_canvas(size, fit_within(cutout, side * 0.54, side * 0.58), place[:2])
    shadow = blur(np.roll(layer[..., 3], round(side * 0.02), 0), side * 0.018) * 0.35 * tile
    blend_rgba(image, np.zeros(3, np.float32), shadow)
    blend_rgba(image, layer[..., :3], layer[..., 3])


def _is_set(spec: PictureSpec) -> bool:
    """Whether several icons are asked for: else an icon with two things is one tile with both."""
    words = [token.plain for token in tokenise(spec.prompt)]
    words = [word for word in words if word != "icone" or spec.language == "it"]
    return any(word.startswith(_SET_WORDS) for word in words)


def _paint(spec: PictureSpec, cutout: Field, name: str, number: int, seed: int) -> tuple[Field, Field]:
    """The upper and the lower colour of a tile: the asked ones in turn, else those of a fitting hue."""
    colors = [color for color in spec.palette if color != spec.ground]
    if spec.ink is not None and spec.ground is not None:
        colors = [spec.ground]
    if not colors:
        return _tile_colors(_hue(cutout, name, seed + number))
    chosen = rgb(colors[number % len(colors)])
    return mix(chosen, "#ffffff", 0.16), clamp(chosen * 0.88)


def _hue(cutout: Field, name: str, seed: int) -> float:
    """The sky's hue for what is seen there; else one that sets the sign off."""
    known = next((hue for part, hue in _SEEN_IN.items() if part in name), None)
    if known is not None:
        return known
    return float(hsv(dominant_color(cutout, (0.2, 0.8)))[0]) + (180, 150, 210, 120)[seed % 4]


def _places(size: tuple[int, int], count: int) -> list[tuple[float, float, float]]:
    """Middles and sides of the tiles: one great one, else rows that fill the picture."""
    width, height = size
    columns = {1: 1, 2: 2, 4: 2}.get(count, 3 if count <= 9 else 4)
    if width < height and count == 2:
        columns = 1
    rows = -(-count // columns)
    side = min(width / columns, height / rows)
    top = (height - side * rows) / 2
    places = []
    for k in range(count):
        in_row = min(columns, count - k // columns * columns)
        left = (width - side * in_row) / 2
        x, y = left + side * (k % columns + 0.5), top + side * (k // columns + 0.5)
        places.append((x, y, side * (1 if count == 1 else 0.96)))
    return places


def _tile_colors(hue: float) -> tuple[Field, Field]:
    depth = 0.9 if _WARM[0] < hue % 360 < _WARM[1] else 0.6
    return from_hsv(hue, 0.5, 0.95), from_hsv(hue + 25, 0.75, depth)


def _draw_set(image: Field, spec: PictureSpec, seed: int) -> Drawing:
    """Draw one tile for each named sign that has a drawing, in the prompt's order."""
    height, width = image.shape[:2]
    pictures, names, missing = entry_cutouts(spec, min(width, height) * 0.4, seed)
    shown = [(entry, pictures[entry.label]) for entry in spec.entries if entry.label in pictures]
    for k, ((entry, cutout), place) in enumerate(
        zip(shown, _places((width, height), len(shown)), strict=True)
    ):
        concept = entry.picture.concept if entry.picture else ""
        _tile(image, cutout, place, _paint(spec, cutout, concept, k, seed))
    result = clamp(image)
    return Drawing(image=result if spec.is_transparent else result[..., :3], placed=names, missing=missing)


def _is_outlined(spec: PictureSpec) -> bool:
    """Whether signs of one ink are asked for instead of painted tiles."""
    words = spec.prompt.lower()
    is_in_lines = any(token.plain in _LINES for token in tokenise(spec.prompt))
    return spec.style is Style.LINE_ART or is_in_lines or any(stem in words for stem in _ONE_INK)


def _draw_outlines(image: Field, spec: PictureSpec, seed: int) -> Drawing:
    """Draw the signs in clean lines of one colour, side by side on the bare ground."""
    size, side = (image.shape[1], image.shape[0]), min(image.shape[:2])
    if spec.entries:
        pictures, names, missing = entry_cutouts(spec, side * 0.4, seed)
        cutouts = [pictures[entry.label] for entry in spec.entries if entry.label in pictures]
    else:
        cutouts, names, missing = subject_cutouts(spec, side * 0.5, seed, wants_face=True)
    ground = float(luminance(rgb(spec.ground or "#eef1f5")))
    inks = [color for color in spec.palette if abs(float(luminance(rgb(color))) - ground) > _LEAST_CONTRAST]
    for cutout, place in zip(cutouts[:_MOST], _places(size, min(len(cutouts), _MOST)), strict=False):
        layer = on_canvas(size, fit_within(cutout, place[2] * 0.62, place[2] * 0.62), place[:2])
        blend_rgba(image, inks[0] if inks else "#22262e", ink_lines(layer, side * 0.0036))
    result = clamp(image)
    return Drawing(image=result if spec.is_transparent else result[..., :3], placed=names, missing=missing)


def draw_icon(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a glossy tile with the subject in its middle, or a set of tiles for several subjects."""
    width, height = size
    image = np.zeros((height, width, 4), np.float32)
    if not spec.is_transparent:
        page = spec.ground if spec.ground and spec.ink is None else "#eef1f5"
        blend_rgba(image, rgb(page), np.ones((height, width), np.float32))
    if _is_outlined(spec):
        return _draw_outlines(image, spec, seed)
    if spec.entries:
        return _in_medium(spec, _draw_set(image, spec, seed), seed)
    cutouts, names, missing = subject_cutouts(spec, min(size) * 0.5, seed, wants_face=True)
    cutouts = _varied(spec, cutouts)
    if spec.ink is not None and spec.ground is not None:
        cutouts = [printed(cutout, rgb(spec.ground), rgb(spec.ink)) for cutout in cutouts]
    if _is_set(spec):
        cutouts = cutouts[:_MOST]
    else:
        cutouts = [composed_mark(spec, names, cutouts[:_MOST_IN_ONE], _MARK_SIDE)]
    for k, (cutout, place) in enumerate(zip(cutouts, _places(size, len(cutouts)), strict=True)):
        name = spec.subjects[k].concept if k < len(spec.subjects) else ""
        _tile(image, cutout, place, _paint(spec, cutout, name, k, seed))
    result = clamp(image)
    drawing = Drawing(image=result if spec.is_transparent else result[..., :3], placed=names, missing=missing)
    return _in_medium(spec, drawing, seed)


def _varied(spec: PictureSpec, cutouts: list[Field]) -> list[Field]:
    """So many of the first thing as were counted, each in another colour: six potions."""
    count = spec.subjects[0].count if spec.subjects and _is_set(spec) else 1
    if count < _SEVERAL or any(one.count >= _SEVERAL for one in spec.subjects[1:]):
        return cutouts
    copies = []
    for number in range(min(count, _MOST)):
        copy = to_hsv(np.ascontiguousarray(cutouts[0][..., :3]))
        copy[..., 0] = np.mod(copy[..., 0] + 360.0 * number / count, 360.0)
        copies.append(np.concatenate([to_rgb(copy), cutouts[0][..., 3:]], -1))
    return copies


def _in_medium(spec: PictureSpec, drawing: Drawing, seed: int) -> Drawing:
    """The icons in pixels, wool or neon light where that was asked for."""
    if spec.style in _MEDIA:
        image = drawing.image[..., :3]
        drawing.image[..., :3] = apply_style(
            spec.style, image, np.full(image.shape[:2], 0.8, np.float32), seed
        )
    return drawing


DESIGN = Design(kinds=(Kind.ICON,), draw=draw_icon, draws_text=False)
