"""Spot illustrations: figures without a place on a clean ground, flat, as a comic, in ink or as models."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import dominant_color, lay_over, trim
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.design_parts.floral_frame import is_floral
from cavendish_illustrator.design_parts.plant_plate import as_plate
from cavendish_illustrator.design_parts.sale_burst import paint_burst
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import (
    Field,
    Rgb,
    clamp,
    from_hsv,
    hsv,
    luminance,
    mix,
    rgb,
    shade,
    smoothstep,
)
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.shape_styles import BARE, FINISHED
from cavendish_illustrator.painting.style_parts import halftone
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style, TimeOfDay
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, outlined
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.scene_drawing import Drawing, names_of
from cavendish_illustrator.vocabulary.tokens import fold

_STYLES: Final = FINISHED | {Style.FLAT, Style.COMIC, Style.LINE_ART, Style.CLAY, Style.RENDER_3D}
_GROUNDS_OF_THEIR_OWN: Final = frozenset({Style.GRAFFITI, Style.BAUHAUS})
"""They show the figures on a wall or before great shapes, wherever they were said to be."""
_PLACELESS: Final = frozenset({"plain", "studio", "table_top"})
_PLATES: Final = ("botanical", "botanicz", "botanisch", "botanic", "botanique", "ботаніч", "herbarium")
_PLANTS: Final = frozenset(
    {
        "foxglove", "thistle", "reeds-clump", "daffodil", "snowdrop", "lily", "dandelion", "nopal-cactus",
        "mushroom", "toadstool-tall", "artichoke", "pomegranate", "lemon", "fig-fruit", "red-currants",
        "strawberry-whole", "raspberry-fruit", "beetroot", "radishes", "leek", "succulent", "bonsai",
    }
)  # fmt: skip
_COMIC_GROUNDS: Final = (("#ffd34d", "#ffb02e"), ("#58c6f2", "#2f9fe0"), ("#ff8a7a", "#f2604f"))
_LONGEST_CRY: Final = 12
_DARK: Final = 0.4
_FILLED: Final = 0.72
"""How much of the page's width or height the figures take."""


def is_spot_illustration(spec: PictureSpec) -> bool:
    """Whether figures without place, light or weather are asked for in a style of clean shapes or lines."""
    is_free = not (spec.time_of_day or spec.weather or spec.season or spec.walls or spec.surface)
    is_anywhere = spec.style in _GROUNDS_OF_THEIR_OWN
    has_no_place = (is_anywhere or set(spec.settings) <= _PLACELESS) and spec.framing not in {
        "isometric",
        "top",
    }
    is_drawn = spec.kind is Kind.SCENE and bool(spec.subjects) and (spec.style in _STYLES or is_plate(spec))
    return is_drawn and is_free and has_no_place and not spec.is_transparent


def is_plate(spec: PictureSpec) -> bool:
    """Whether a plate of a book about plants is asked for: the first thing is a plant."""
    is_asked = any(stem in fold(spec.prompt) for stem in _PLATES)
    return is_asked and bool(spec.subjects) and _is_plant(spec.subjects[0].concept)


def _is_plant(concept: str) -> bool:
    return is_bloom(concept) or is_floral(concept) or concept in _PLANTS


def draw_spot_illustration(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the figures on a ground that suits the style; cries such as `POW!` burst out of it."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    canvas.stage.near_y, canvas.stage.far_y = canvas.height * 0.86, canvas.height * 0.8
    canvas.stage.sky_y = canvas.height * 0.24
    canvas.stage.hero_height = min(canvas.height, canvas.width) * 0.66
    casting = cast_roles(spec, seed)
    placed = arrange(canvas, spec, casting)
    _fill_page(canvas, placed)
    figures = _figures(canvas, placed)
    paint = as_plate if is_plate(spec) else _PAINTERS.get(spec.style or Style.FLAT, _as_flat)
    image = paint(canvas, figures, placed, spec)
    return Drawing(
        image=clamp(image),
        placed=[*names_of(placed), *casting.shown],
        missing=casting.missing,
        time_of_day=TimeOfDay.DAY.value,
    )


def is_cry(spec: PictureSpec) -> bool:
    """Whether the one text is shouted: it stands in a star instead of a caption."""
    return len(spec.texts) == 1 and spec.texts[0].endswith("!") and len(spec.texts[0]) <= _LONGEST_CRY


def _fill_page(canvas: Canvas, placed: list[Placed]) -> None:
    """Enlarge the whole group until it fills the page, and bring it to the middle."""
    if not placed:
        return
    left, right = min(one.x - one.width / 2 for one in placed), max(one.x + one.width / 2 for one in placed)
    top, foot = min(one.feet_y - one.height for one in placed), max(one.feet_y for one in placed)
    scale = min(canvas.width * _FILLED / (right - left), canvas.height * _FILLED / (foot - top))
    middle, ground = (left + right) / 2, canvas.height * (0.5 + _FILLED / 2)
    ground = min(ground, canvas.height * 0.52 + (foot - top) * scale / 2 + canvas.height * 0.04)
    for one in placed:
        one.x = canvas.width / 2 + (one.x - middle) * scale
        one.feet_y = ground + (one.feet_y - foot) * scale
        one.height *= scale


def _figures(canvas: Canvas, placed: list[Placed]) -> Field:
    image = np.zeros((canvas.height, canvas.width, 4), np.float32)
    for one in placed:
        cut = trim(cast_pixels(one.cast, one.figure, one.height))
        piece = fit_within(cut, one.height, one.height * one.aspect * 1.02)
        lay_over(image, piece, round(one.x - piece.shape[1] / 2), round(one.feet_y - piece.shape[0]))
    return image


def _ground(figures: Field, spec: PictureSpec, seed: int) -> Rgb:
    """The colour that was asked for, else a light one that sets the figures off."""
    asked = spec.ground or next(iter(spec.palette), None)
    if asked is not None:
        return rgb(asked)
    if "plain" in spec.settings:
        return rgb("#f4f3ef")
    hue = float(hsv(dominant_color(figures, (0.2, 0.8)))[0])
    return from_hsv(hue + (165, 200, 140, 185)[seed % 4], 0.34, 0.95)


def _as_flat(canvas: Canvas, figures: Field, placed: list[Placed], spec: PictureSpec) -> Field:
    """A great disc behind the figures, their flat shadows under them, and small shapes that float."""
    ground = _ground(figures, spec, canvas.seed)
    is_dark = float(luminance(ground)) < _DARK
    disc = mix(ground, "#ffffff", 0.22 if is_dark else 0.5)
    layer = VectorLayer(0, 0, canvas.width, canvas.height)
    side = min(canvas.width, canvas.height)
    layer.rect(0, 0, canvas.width, canvas.height, ground)
    layer.circle(canvas.width / 2, canvas.height * 0.52, side * 0.4, disc)
    _float_shapes(layer, mix(ground, "#ffffff", 0.7), shade(ground, 0.86), canvas.rng)
    for one in placed:
        if not one.is_airborne:
            layer.ellipse((one.x, one.feet_y), (one.width * 0.46, side * 0.017), shade(disc, 0.84))
    image = _opaque(layer)
    blend_rgba(image, figures[..., :3], figures[..., 3])
    return image[..., :3]


def _as_bare(figures: Field, spec: PictureSpec) -> Field:
    """Nothing but the figures on white, or on the ground that was asked for."""
    ground = spec.ground or next(iter(spec.palette), "#ffffff")
    return mix(np.broadcast_to(rgb(ground), figures[..., :3].shape), figures[..., :3], figures[..., 3:])


def _float_shapes(layer: VectorLayer, light: Rgb, deep: Rgb, rng: np.random.Generator) -> None:
    """Rings, dots and crosses near the edge."""
    side = min(layer.width, layer.height)
    for k in range(9):
        turn = 2 * np.pi * (k + 0.5 * float(rng.random())) / 9
        reach = float(rng.uniform(0.4, 0.46))
        x = layer.width * (0.5 + reach * float(np.clip(1.4 * np.cos(turn), -1, 1)))
        y = layer.height * (0.5 + reach * float(np.clip(1.4 * np.sin(turn), -1, 1)))
        radius, color = side * float(rng.uniform(0.009, 0.017)), (light, deep)[k % 2]
        if k % 3 == 0:
            layer.ring(x, y, radius, color, side * 0.005)
        elif k % 3 == 1:
            layer.circle(x, y, radius * 0.7, color)
        else:
            layer.line((x - radius, y), (x + radius, y), color, side * 0.006)
            layer.line((x, y - radius), (x, y + radius), color, side * 0.006)


def _as_comic(canvas: Canvas, figures: Field, placed: list[Placed], spec: PictureSpec) -> Field:
    """Rays and a dot screen behind inked figures, inside the border of a panel."""
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    asked = spec.ground or next(iter(spec.palette), None)
    light, deep = _COMIC_GROUNDS[canvas.seed % 3] if asked is None else (asked, shade(asked, 0.8))
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height, light)
    center = (width / 2, height * 0.5)
    for k in range(16):
        ends = [2 * np.pi * (k + share) / 16 for share in (0.0, 0.5)]
        far = [(center[0] + 2 * width * np.cos(a), center[1] + 2 * width * np.sin(a)) for a in ends]
        layer.polygon([center, *far], deep)
    image = _opaque(layer)
    reach = clamp(np.hypot(canvas.xs - center[0], canvas.ys - center[1]) / side - 0.22)
    dots = halftone((height, width), side * 0.022, 0.6) < np.clip(1.15 - reach * 1.6, 0.35, 1.0)
    image[..., :3] = mix(image[..., :3], "#ffffff", (dots * 0.16)[..., None].astype(np.float32))
    shadow = VectorLayer(0, 0, width, height)
    for one in placed:
        if not one.is_airborne:
            shadow.ellipse((one.x, one.feet_y), (one.width * 0.48, side * 0.02), "#000000")
    blend_rgba(image, shade(deep, 0.5), shadow.pixels[..., 3].astype(np.float32) / 255 * 0.55)
    blend_rgba(image, np.ones(3, np.float32), outlined(figures[..., 3], side * 0.016))
    blend_rgba(image, _toned(figures[..., :3]), figures[..., 3])
    blend_rgba(image, "#14121c", ink_lines(figures, side * 0.0045, is_coloured=True))
    if is_cry(spec) and "text" not in spec.excluded:
        at = (width * 0.75, height * 0.2)
        paint_burst(image[..., :3], spec.texts[0].upper(), at, side * 0.18, ("#fff3b0", "#d8262f"))
    frame = VectorLayer(0, 0, width, height)
    frame.frame(side * 0.02, side * 0.02, width - side * 0.02, height - side * 0.02, "#000000", side * 0.012)
    blend_rgba(image, "#14121c", frame.pixels[..., 3].astype(np.float32) / 255)
    return image[..., :3]


def _toned(image: Field) -> Field:
    """Stronger colours in six steps of brightness, as printed ink has them."""
    grey = luminance(image)[..., None]
    strong = clamp(grey + (image - grey) * 1.25)
    return clamp(strong * (np.round(grey * 6 + 0.4) / 6 / np.maximum(grey, 0.05)) ** 0.5)


def _as_ink(canvas: Canvas, figures: Field, placed: list[Placed], spec: PictureSpec) -> Field:
    """Clean ink on paper; white on blue squared paper where a blueprint was asked for."""
    width, height, side = canvas.width, canvas.height, min(canvas.width, canvas.height)
    lines = ink_lines(figures, side * 0.0034)
    is_blueprint = spec.style is Style.BLUEPRINT
    ground = rgb("#1f4f8f" if is_blueprint else spec.ground or "#fdfcf8")
    image = np.ones((height, width, 4), np.float32)
    image[..., :3] = ground
    if is_blueprint:
        _square(image, side)
        _measure(image, placed, side)
    elif placed and not any(one.is_airborne for one in placed):
        _stroke_under(image, placed, side)
    blend_rgba(image, ground, clamp(blur(figures[..., 3], 0.6)) * 0.999)
    ink = "#eaf2ff" if is_blueprint else next(iter(spec.palette), "#17161c")
    if float(luminance(rgb(ink))) > 0.8 and not is_blueprint:
        ink = "#17161c"
    blend_rgba(image, ink, lines)
    return image[..., :3]


def _square(image: Field, side: float) -> None:
    height, width = image.shape[:2]
    for step, strength in ((side / 32, 0.1), (side / 8, 0.22)):
        layer = VectorLayer(0, 0, width, height)
        for k in range(int(max(width, height) / step) + 1):
            layer.line((k * step, 0), (k * step, height), "#ffffff")
            layer.line((0, k * step), (width, k * step), "#ffffff")
        blend_rgba(image, "#dbe8ff", layer.pixels[..., 3].astype(np.float32) / 255 * strength)


def _measure(image: Field, placed: list[Placed], side: float) -> None:
    """Dimension lines along the foot and the side of what is drawn."""
    height, width = image.shape[:2]
    if not placed:
        return
    left = max(side * 0.06, min(one.x - one.width / 2 for one in placed))
    right = min(width - side * 0.06, max(one.x + one.width / 2 for one in placed))
    top, foot = min(one.feet_y - one.height for one in placed), max(one.feet_y for one in placed)
    layer, tick = VectorLayer(0, 0, width, height), side * 0.018
    y, x = min(height - side * 0.04, foot + side * 0.07), max(side * 0.04, left - side * 0.05)
    for start, end in (((left, y), (right, y)), ((x, top), (x, foot))):
        layer.line(start, end, "#ffffff", side * 0.003)
    for at in (left, right):
        layer.line((at, y - tick), (at, y + tick), "#ffffff", side * 0.003)
    for at in (top, foot):
        layer.line((x - tick, at), (x + tick, at), "#ffffff", side * 0.003)
    blend_rgba(image, "#eaf2ff", layer.pixels[..., 3].astype(np.float32) / 255 * 0.9)


def _stroke_under(image: Field, placed: list[Placed], side: float) -> None:
    """A short line that the figures stand on."""
    height, width = image.shape[:2]
    foot = max(one.feet_y for one in placed)
    left = max(side * 0.05, min(one.x - one.width / 2 for one in placed) - side * 0.06)
    right = min(width - side * 0.05, max(one.x + one.width / 2 for one in placed) + side * 0.06)
    layer = VectorLayer(0, 0, width, height)
    layer.line((left, foot), (right, foot), "#000000", side * 0.0045)
    blend_rgba(image, "#17161c", layer.pixels[..., 3].astype(np.float32) / 255)


def _as_model(canvas: Canvas, figures: Field, placed: list[Placed], spec: PictureSpec) -> Field:
    """Rounded models under a soft lamp, on a seamless sweep in a pale colour."""
    unit, ground = canvas.unit, _ground(figures, spec, canvas.seed)
    sweep = smoothstep(canvas.height * 0.55, canvas.height * 0.95, canvas.ys)[..., None]
    image = np.ones((canvas.height, canvas.width, 4), np.float32)
    image[..., :3] = mix(mix(ground, "#ffffff", 0.28), ground * 0.96, sweep)
    pool = canvas.spot(canvas.width * 0.42, canvas.height * 0.4, (canvas.width * 0.6, canvas.height * 0.6))
    image[..., :3] = clamp(image[..., :3] * (0.86 + 0.18 * pool)[..., None])
    _contact_shadows(image, placed, canvas)
    dome = np.zeros(figures.shape[:2], np.float32)
    for reach, weight in ((4, 0.5), (11, 1.0), (26, 1.3)):
        dome += blur(figures[..., 3], reach * unit) * weight * reach
    calm = blur(figures[..., :3] * figures[..., 3:], 1.6 * unit) / np.maximum(
        blur(figures[..., 3:], 1.6 * unit).reshape(*dome.shape, 1), 1e-3
    )
    dome += blur(luminance(calm), 3 * unit) * 7
    slope_x, slope_y = (blur(slope, 4 * unit) for slope in gradient(dome / unit))  # no steps of wide blurs
    steep = 1 / np.sqrt(slope_x**2 + slope_y**2 + 1)
    lit = clamp((0.42 * slope_x + 0.5 * slope_y + 0.76) * steep)
    grey = luminance(calm)[..., None]
    matt = clamp(grey + (calm - grey) * 1.12) * (0.52 + 0.6 * lit)[..., None]
    shine = 0.6 if spec.style is Style.RENDER_3D else 0.2
    gloss = (clamp((0.36 * slope_x + 0.46 * slope_y + 0.81) * steep) ** 26 * shine)[..., None]
    blend_rgba(image, clamp(matt + gloss), figures[..., 3])
    return image[..., :3]


def _contact_shadows(image: Field, placed: list[Placed], canvas: Canvas) -> None:
    layer = VectorLayer(0, 0, canvas.width, canvas.height)
    for one in placed:
        if not one.is_airborne:
            layer.ellipse((one.x, one.feet_y), (one.width * 0.44, one.width * 0.09), "#000000")
    cover = layer.pixels[..., 3].astype(np.float32) / 255
    blend_rgba(image, shade(image[-1, 0, :3], 0.3), clamp(blur(cover, 12 * canvas.unit)) * 0.5)


def _as_finished(canvas: Canvas, figures: Field, placed: list[Placed], spec: PictureSpec) -> Field:
    """Flat on a calm ground, gone over in the style."""
    flat = _as_bare(figures, spec) if spec.style in BARE else _as_flat(canvas, figures, placed, spec)
    return apply_style(spec.style or Style.FLAT, flat, figures[..., 3], canvas.seed)


_PAINTERS: Final = {
    **dict.fromkeys(FINISHED, _as_finished),
    Style.COMIC: _as_comic,
    Style.LINE_ART: _as_ink,
    Style.BLUEPRINT: _as_ink,
    Style.CLAY: _as_model,
    Style.RENDER_3D: _as_model,
}


def _opaque(layer: VectorLayer) -> Field:
    image = layer.pixels.astype(np.float32) / 255
    image[..., 3] = 1.0
    return image
