"""Photographs in styles that are drawn in lines and flat areas: first a clean drawing, then its inks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.finer_faces import with_finer_faces
from cavendish_illustrator.edit.looks.photo_styles import levelled, smoothed, without_specks
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import halftone, paper, quantise_colors, rounded, unit_of
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.styles.art_deco import stepped_frame
from cavendish_illustrator.styles.blueprint import squared
from cavendish_illustrator.styles.engraving import hatched
from cavendish_illustrator.styles.graffiti import brick_wall
from cavendish_illustrator.styles.stained_glass import arched_window


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a draughtsman takes from a photograph."""

    flat: Field
    """Even areas with round outlines, in few colours."""
    tone: Field
    """Light and dark over the whole range, 0..1."""
    lines: Field
    """Coverage of the pen's lines, 0..1."""
    bold: Field
    """The same by a broad brush."""
    matte: Field
    """Where the main object is; nowhere if there is none."""
    unit: float
    seed: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.tone.shape[0], self.tone.shape[1]

    @property
    def rng(self) -> np.random.Generator:
        return np.random.default_rng(self.seed)


_COLORS: Final = 20
_THIN, _BROAD = 2.0, 3.4
_FAINTEST: Final = 0.0045
_FINEST: Final = 0.72
"""Most pixels a unit: flat areas and lines need no more, and cost half as much."""


def _clear(image: Field, unit: float) -> Field:
    """The photograph with its darks and fine tones brought out."""
    tone = luminance(image)
    lit = mix(tone, levelled(tone, unit), 0.6)
    return clamp(image * (lit / np.maximum(tone, 0.03))[..., None])


def _pen(clear: Field, width: float, unit: float) -> Field:
    lines = coherent_lines(clear, width * unit, _FAINTEST)
    return np.asarray(lines * (0.25 + 0.75 * without_specks(lines, 0.6 * unit)), np.float32)


def _drawn(image: Field, _seed: int) -> Field:
    """Flat colours, thin and bold lines as five channels, worked out no finer than they are seen."""
    height, width = image.shape[:2]
    share = min(1.0, _FINEST / unit_of(image))
    small = resize(image, max(8, round(width * share)), max(8, round(height * share)))
    unit = unit_of(small)
    calm = smoothed(smoothed(small, 20 * unit, 0.34), 14 * unit, 0.26)
    flat = rounded(quantise_colors(calm, _COLORS), 2.0 * unit)
    clear = smoothed(_clear(small, unit), 7 * unit, 0.16)
    pens = [_pen(clear, wide, unit)[..., None] for wide in (_THIN, _BROAD)]
    found = resize(np.concatenate([flat, *pens], -1), width, height, is_smooth=share < 1)
    return clamp(found)


def _drawing_of(picture: WorkingPicture, shown: Field) -> Drawing:
    """Draw the photograph, each large face by a finer pen."""
    seed, unit = picture.seed, unit_of(shown)
    found = with_finer_faces(picture, shown, _drawn(shown, seed), _drawn)
    flat = np.ascontiguousarray(found[..., :3])
    tone = blur(luminance(shown), 1.5 * unit)
    low, high = (float(v) for v in np.percentile(tone, (2, 96)))
    tone = clamp((tone - low) / max(high - low, 0.2))
    return Drawing(
        flat=flat,
        tone=mix(tone, levelled(tone, unit), 0.4),
        lines=np.ascontiguousarray(found[..., 3]),
        bold=np.ascontiguousarray(found[..., 4]),
        matte=picture.matte if picture.has_object else np.zeros_like(tone),
        unit=unit,
        seed=seed,
    )


def _vivid(flat: Field, saturation: float, steps: int) -> Field:
    """Strong colours in few steps of brightness; skin keeps its own hue."""
    field = to_hsv(clamp(flat))
    is_skin = smoothstep(40, 26, np.abs(field[..., 0] - 20)) * smoothstep(0.7, 0.5, field[..., 1])
    field[..., 1] = clamp(field[..., 1] * (saturation - 0.5 * is_skin) + 0.04)
    field[..., 2] = clamp((np.round(field[..., 2] * steps + 0.3) / steps) * 1.04)
    return to_rgb(field)


def _line_art(drawing: Drawing) -> Field:
    ink = np.maximum(drawing.lines, drawing.bold * (0.4 + 0.6 * drawing.matte))
    return mix("#ffffff", "#15151b", ink[..., None])


def _blueprint(drawing: Drawing) -> Field:
    height, width = drawing.shape
    page = mix("#1f4f8f", "#eaf2ff", squared((width, height))[..., None])
    return mix(page, "#eaf2ff", drawing.lines[..., None])


def _chalk(drawing: Drawing) -> Field:
    """White lines and rubbed colour on a blackboard."""
    rng, unit, shape = drawing.rng, drawing.unit, drawing.shape
    dust = noise(shape, (120 * unit, 70 * unit), rng, 3)
    board = rgb("#20302b") * (0.86 + 0.3 * dust)[..., None]
    tooth = blur(rng.random(shape, dtype=np.float32), 1.0 * max(unit, 0.7))
    field = to_hsv(clamp(drawing.flat))
    field[..., 1] = clamp(field[..., 1] * 0.9)
    field[..., 2] = clamp(0.5 + 0.5 * field[..., 2])
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    strokes = 0.5 + 0.5 * np.sin((xs * 0.8 + ys) * (2 * np.pi / (12 * unit)) + dust * 9)
    rub = smoothstep(0.34, 0.56, tooth * (0.74 + 0.3 * strokes)) * smoothstep(0.05, 0.7, drawing.tone) * 0.6
    drawn = mix(board, to_rgb(field), rub[..., None])
    line = drawing.bold * smoothstep(0.36, 0.5, tooth + 0.06)
    return mix(drawn, "#f6f4ea", line[..., None])


_POP_GROUNDS: Final = (
    ("#10a5c8", "#ffd21f"),
    ("#e6227b", "#ffe94a"),
    ("#2f6fe0", "#ff9ec4"),
    ("#ffb629", "#e03a2f"),
)


def _pop_art(drawing: Drawing) -> Field:
    """Loud flat inks and thick black lines before a ground of great dots."""
    unit, shape = drawing.unit, drawing.shape
    figure = _vivid(drawing.flat, 2.1, 4)
    small = smoothstep(0.4, 0.5, halftone(shape, max(4.0, 10 * unit), 0.6))
    shade = smoothstep(0.5, 0.36, drawing.tone) * smoothstep(0.1, 0.2, drawing.tone)
    figure = figure * (1 - 0.3 * small * shade)[..., None]
    ground, dot = (rgb(color) for color in _POP_GROUNDS[drawing.seed % len(_POP_GROUNDS)])
    large = smoothstep(0.42, 0.5, halftone(shape, max(6.0, 20 * unit), 0.6))
    behind = mix(ground, dot, (large * 0.9)[..., None])
    solid = smoothstep(0.4, 0.6, drawing.matte)
    has_object = float(solid.mean()) > _LEAST_OBJECT
    printed = mix(behind, figure, solid[..., None]) if has_object else figure
    ink = drawing.bold * (0.25 + 0.75 * solid) if has_object else drawing.bold
    rim = dilate(solid, max(2, round(3.2 * unit))) - solid if has_object else solid * 0
    black = smoothstep(0.16, 0.08, drawing.tone) * (solid if has_object else 1.0)
    return mix(printed, "#121016", np.maximum(np.maximum(ink, blur(clamp(rim), 0.6)), black)[..., None])


_LEAST_OBJECT: Final = 0.03
_UKIYO: Final = ("#2b5583", "#7fb0c4", "#d3e2d6", "#f6ead0", "#dd7351", "#8aa571", "#e6c07a", "#5b4a3e")


def _ukiyo_e(drawing: Drawing) -> Field:
    rng, unit, shape = drawing.rng, drawing.unit, drawing.shape
    bright = clamp(drawing.flat) ** 0.82
    printed = mix(bright, in_few_colors(bright, _UKIYO), 0.58)
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    band = smoothstep(0.28, 0.0, rows) * smoothstep(0.6, 0.8, drawing.tone) * (1 - drawing.matte)
    printed = mix(printed, _UKIYO[0], (band * 0.8)[..., None])
    grain = noise(shape, (70 * unit, 3 * unit), rng, 2) - 0.5
    printed = mix(printed * (1 + 0.07 * grain)[..., None], "#1c2b45", (drawing.lines * 0.92)[..., None])
    return printed * rgb("#f9f1dd") * paper(shape, rng, unit, 0.05)[..., None]


_DECO: Final = ("#14233f", "#1f6470", "#d3a546", "#f4e7c4", "#8c3b2e")


def _art_deco(drawing: Drawing) -> Field:
    height, width = drawing.shape
    printed = mix(drawing.flat, in_few_colors(drawing.flat, _DECO), (0.9 - 0.45 * drawing.matte)[..., None])
    printed = mix(printed, "#14233f", (drawing.bold * 0.9)[..., None])
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(xs, width - 1 - xs), np.minimum(ys, height - 1 - ys))
    margin = 0.055 * min(height, width)
    printed = mix(printed, "#14233f", smoothstep(margin + 1, margin - 1, edge)[..., None])
    return mix(printed, "#d3a546", stepped_frame((width, height))[..., None])


_BAUHAUS: Final = ("#d8352a", "#1f4ea1", "#f2b71f", "#f2ead6", "#1a1a1a")


def _bauhaus(drawing: Drawing) -> Field:
    """The three primary colours, black and cream."""
    strong = _vivid(drawing.flat, 1.6, 4)
    printed = mix(strong, in_few_colors(strong, _BAUHAUS), 0.86)
    return mix(printed, "#1a1a1a", (drawing.bold * 0.85)[..., None])


def _engraving(drawing: Drawing) -> Field:
    """Lines that swell with the shade, crossed in the dark, under the pen's contours."""
    unit, shape = drawing.unit, drawing.shape
    pitch = max(4.6, 7.5 * unit)
    first = hatched(drawing.tone, 0.35, pitch, clamp(0.96 - drawing.tone))
    second = hatched(drawing.tone, -0.75, pitch, clamp((0.4 - drawing.tone) * 1.7))
    ink = np.maximum(np.maximum(first, second), drawing.lines)
    sheet = mix("#f5eedd", "#1c1916", clamp(ink)[..., None] * 0.95)
    return sheet * paper(shape, drawing.rng, unit, 0.04)[..., None]


def _graffiti(drawing: Drawing) -> Field:
    """Sprayed on bricks: the object with a white and a black rim, or all of it as a mural."""
    rng, unit, shape = drawing.rng, drawing.unit, drawing.shape
    wall, pores = brick_wall(shape, max(unit, 0.3), rng)
    sprayed = mix(_vivid(drawing.flat, 1.7, 5), "#15121a", drawing.bold[..., None])
    solid = smoothstep(0.4, 0.6, drawing.matte)
    if float(solid.mean()) < _LEAST_OBJECT:
        return mix(wall, sprayed * pores[..., None], 0.86)
    around = blur(solid, 55 * unit)
    mist = smoothstep(0.08, 0.3, around + (noise(shape, (40 * unit, 40 * unit), rng, 3) - 0.5) * 0.2 * around)
    first, second = (("#ff3fa0", "#28c8e8"), ("#ffd21f", "#e6324a"))[drawing.seed % 2]
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None, None]
    painted = mix(wall, mix(first, second, rows), (mist * 0.92)[..., None])
    painted = mix(painted, "#ffffff", blur(dilate(solid, max(2, round(11 * unit))), unit)[..., None])
    painted = mix(painted, "#15121a", blur(dilate(solid, max(1, round(5 * unit))), 0.8 * unit)[..., None])
    return mix(painted, sprayed, solid[..., None]) * pores[..., None]


def _stained_glass(drawing: Drawing) -> Field:
    """Panes of strong colour lit from behind; the lead runs along the drawing's bold lines."""
    rng, unit, shape = drawing.rng, drawing.unit, drawing.shape
    glass = rounded(quantise_colors(_vivid(drawing.flat, 1.8, 5), 12), 5 * unit)
    step = np.zeros(shape, np.float32)
    step[:, 1:] = np.abs(np.diff(glass, axis=1)).max(-1) > _PANE_STEP
    step[1:] = np.maximum(step[1:], np.abs(np.diff(glass, axis=0)).max(-1) > _PANE_STEP)
    lead = np.maximum(without_specks(step, 1.4 * unit) * step, 0)
    lead = np.maximum(
        dilate(lead, max(1, round(1.8 * unit))), dilate(drawing.bold, max(1, round(0.9 * unit)))
    )
    waves = noise(shape, (40 * unit, 90 * unit), rng, 3) - 0.5
    lit = clamp(glass * (1.2 + 0.34 * waves)[..., None] + 0.03)
    shown = mix(lit, "#17141c", blur(clamp(lead), 0.7 * unit)[..., None])
    depth = arched_window(shape, unit)
    stone = rgb("#6f675f") * (0.62 + 0.5 * noise(shape, (30 * unit, 30 * unit), rng, 4))[..., None]
    shown = mix(shown, "#17141c", smoothstep(12, 9, depth)[..., None])
    return mix(stone, shown, smoothstep(-1.0, 1.0, depth)[..., None])


_PANE_STEP: Final = 0.16
_STYLES: Final[Mapping[Style, Callable[[Drawing], Field]]] = {
    Style.LINE_ART: _line_art,
    Style.BLUEPRINT: _blueprint,
    Style.CHALK: _chalk,
    Style.POP_ART: _pop_art,
    Style.UKIYO_E: _ukiyo_e,
    Style.ART_DECO: _art_deco,
    Style.BAUHAUS: _bauhaus,
    Style.ENGRAVING: _engraving,
    Style.GRAFFITI: _graffiti,
    Style.STAINED_GLASS: _stained_glass,
}


_INKED: Final[Mapping[Style, Style]] = {
    Style.FOLK_CUT: Style.FOLK_PAINTING,
    **{
        style: style
        for style in (
            *(Style.FOLK_PAINTING, Style.ART_NOUVEAU, Style.TATTOO, Style.COLLAGE, Style.CROSS_STITCH),
            *(Style.EMBROIDERY, Style.FELT, Style.GOUACHE, Style.PAPER_CUT, Style.ORIGAMI, Style.BATIK),
        )
    },
}
"""Styles whose own pass goes over the drawing, with what stands for them."""
_ROUND_OBJECT: Final = frozenset({Style.ART_NOUVEAU, Style.TATTOO, Style.COLLAGE})
"""What they do to the ground stays off the main object."""
_INK, _WHOLE = 0.72, 0.75


def is_drawn(style: Style) -> bool:
    """Whether photographs are drawn first in this style instead of going straight through its pass."""
    return style in _STYLES or style in _INKED


def draw_photograph(picture: WorkingPicture, shown: Field, style: Style) -> Field:
    """The photograph as one would draw it in the style; the same seed gives the same pixels."""
    drawing = _drawing_of(picture, shown)
    if style in _STYLES:
        return np.asarray(clamp(_STYLES[style](drawing)), np.float32)
    inked = mix(drawing.flat, "#2a1c18", (drawing.lines * _INK)[..., None])
    is_apart = style in _ROUND_OBJECT and float((drawing.matte > _WHOLE).mean()) > _LEAST_OBJECT
    focus = drawing.matte if is_apart else np.full(drawing.shape, _WHOLE, np.float32)
    return apply_style(_INKED[style], clamp(inked), focus, picture.seed)
