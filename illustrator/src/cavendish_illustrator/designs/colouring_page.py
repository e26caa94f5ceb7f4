"""Colouring pages and tattoos: the figures as clean black outlines on white."""

import math
from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.tattoo_sheet import draw_tattoo_sheet
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style, Subject, TimeOfDay
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.emblem_parts import fit_within
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.scene_drawing import Drawing, draw_scene, names_of
from cavendish_illustrator.understanding.design_words.tattoos import is_tattoo
from cavendish_illustrator.vocabulary.concept_classes import any_animate

_COMPANIONS = {
    "sea": ("seaweed", "tropical-fish", "starfish", "bubbles"),
    "space": ("star", "ringed-planet", "star", "rocket"),
    "snow": ("evergreen-tree", "snowflake", "snowflake", "evergreen-tree"),
    "forest": ("evergreen-tree", "deciduous-tree", "cloud", "mushroom"),
    "farm": ("sunflower", "sun", "cloud", "carrot"),
    "garden": ("tulip", "butterfly", "sun", "sunflower"),
    "": ("tulip", "sun", "cloud", "daisy"),
}
_PLACES = {
    **dict.fromkeys(("sea", "underwater", "coral_reef", "beach", "tropical_island"), "sea"),
    **dict.fromkeys(("space", "galaxy", "moon_surface", "mars", "alien_planet"), "space"),
    **dict.fromkeys(("snowfield", "arctic", "winter_forest", "snowy_mountains", "christmas"), "snow"),
}
_PLACES |= {
    **dict.fromkeys(
        ("forest", "jungle", "fairy_tale_forest", "birch_forest", "clearing", "camp_site"), "forest"
    ),
    **dict.fromkeys(("farm", "barn", "field"), "farm"),
    **dict.fromkeys(("garden", "park", "flower_meadow", "meadow"), "garden"),
}
_BUILT = {"castle": "castle", "lighthouse": "lighthouse", "windmill_field": "windmill", "farm": "barn"}
"""What a page about a place with somebody in it shows of the place."""
_AFLOAT = frozenset({"underwater", "coral_reef", "space", "galaxy"})
_ON_THE_FLOOR = frozenset({"seaweed", "crab", "starfish", "coral", "treasure-chest", "lobster", "anchor"})
_ORNAMENT = Subject(concept="mandala-sign", word="")


def _companions(image: Field, spec: PictureSpec) -> None:
    """Sun, cloud and flowers around the figures, or what belongs to the place."""
    height, width = image.shape[:2]
    side = min(height, width)
    names = _COMPANIONS[_PLACES.get(spec.settings[0], "") if spec.settings else ""]
    spots = ((0.1, 0.97, 0.2), (0.14, 0.22, 0.17), (0.83, 0.2, 0.15), (0.91, 0.96, 0.17))
    for name, (x, foot, tall) in zip(names, spots, strict=True):
        figure = find_figure(name)
        if figure is not None:
            piece = fit_within(figure.pixels(side * tall), side * tall, side * 0.2)
            _lay_where_free(image, piece, round(width * x), round(height * foot), round(side * 0.025))


def _lay_where_free(image: Field, piece: Field, x: int, foot: int, gap: int) -> None:
    """Leave a companion out where a figure already is: two outlines through one another are neither."""
    left, top = x - piece.shape[1] // 2, foot - piece.shape[0]
    rows = slice(max(0, top - gap), foot + gap)
    columns = slice(max(0, left - gap), left + piece.shape[1] + gap)
    if not (image[rows, columns, 3] > 0.5).any():
        lay_over(image, piece, left, top)


_OUTLINED = {"unicorn": "unicorn-outline", "unicorn-face": "unicorn-outline"}
"""Drawings whose colours meet in clear lines."""


def _for_outlines(spec: PictureSpec) -> PictureSpec:
    """The figures in their clear drawings, a mandala alone, and what the place is known by beside them."""
    subjects = tuple(replace(s, concept=_OUTLINED.get(s.concept, s.concept)) for s in spec.subjects)
    if any(one.concept == _ORNAMENT.concept for one in subjects) and not any_animate(subjects):
        return replace(spec, subjects=(_ORNAMENT,), relations=())
    built = _BUILT.get(spec.settings[0], "") if spec.settings and len(subjects) == 1 else ""
    if built and built not in {one.concept for one in subjects}:
        subjects = (*subjects, Subject(concept=built, word=built))
    return replace(spec, subjects=subjects)


def _center(canvas: Canvas, placed: list[Placed]) -> None:
    """Bring the figures to the middle of the page."""
    top, foot = min(one.feet_y - one.height for one in placed), max(one.feet_y for one in placed)
    for one in placed:
        one.feet_y += canvas.height / 2 - (top + foot) / 2


def _let_float(canvas: Canvas, placed: list[Placed]) -> None:
    """Spread figures that swim or drift over the whole page; what grows on the sea's floor stays below."""
    ordered = sorted(placed, key=lambda one: one.cast.subject.concept in _ON_THE_FLOOR)
    columns = math.ceil(len(placed) ** 0.5)
    rows = math.ceil(len(placed) / columns)
    wide, tall = canvas.width * 0.94 / columns, canvas.height * 0.84 / rows
    for number, one in enumerate(ordered):
        row, column = divmod(number, columns)
        in_row = min(columns, len(placed) - row * columns)
        one.height = min(tall * 0.78, wide * 0.82 / one.aspect)
        shift = 0.12 * wide if row % 2 else -0.06 * wide
        one.x = canvas.width / 2 + (column - (in_row - 1) / 2) * wide + (shift if in_row < columns else 0)
        one.feet_y = canvas.height * 0.03 + (row + 0.5) * tall + one.height / 2
        if one.cast.subject.concept in _ON_THE_FLOOR:
            one.feet_y = canvas.height * 0.9


def _laid_out(canvas: Canvas, placed: list[Placed]) -> Field:
    """The figures in their places on an empty page."""
    image = np.zeros((canvas.height, canvas.width, 4), np.float32)
    for one in placed:
        piece = fit_within(
            trim(cast_pixels(one.cast, one.figure, one.height)), one.height, one.height * one.aspect * 1.02
        )
        lay_over(image, piece, round(one.x - piece.shape[1] / 2), round(one.feet_y - piece.shape[0]))
    return image


def draw_page_or_tattoo(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a page to be coloured, or a tattoo: that one in lines alone only where lines are asked for."""
    if is_tattoo(spec) and spec.style in {None, Style.TATTOO} and spec.subjects:
        return draw_tattoo_sheet(spec, size, seed)
    return draw_colouring_page(spec, size, seed)


def draw_colouring_page(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the figures in outline; a page about a place alone is its scene in line art."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    stage, is_inked = canvas.stage, is_tattoo(spec)
    stage.near_y, stage.far_y = canvas.height * 0.92, canvas.height * 0.84
    stage.hero_height = min(canvas.height, canvas.width) * (0.8 if is_inked else 0.72)
    if not (spec.subjects or spec.settings):  # nothing was understood, and an ornament is never wrong
        spec = replace(spec, subjects=(_ORNAMENT,))
    spec = _for_outlines(spec) if spec.subjects else spec
    casting = cast_roles(spec, seed)
    placed = arrange(canvas, spec, casting)
    if not placed:
        return draw_scene(_as_line_art(spec), size, seed)
    is_afloat = not is_inked and len(placed) > 1 and not _AFLOAT.isdisjoint(spec.settings[:1])
    if is_inked:
        _center(canvas, placed)
    if is_afloat:
        _let_float(canvas, placed)
    image = _laid_out(canvas, placed)
    lines = ink_lines(image, 3.2 * canvas.unit)
    if not (is_inked or is_afloat):
        figures = image.copy()
        _companions(image, spec)
        lines = np.maximum(lines, ink_lines(image - figures, 3.2 * canvas.unit))
    if not is_inked:
        ground = round(max(one.feet_y for one in placed))
        thick = max(1, round(2.4 * canvas.unit))
        lines[ground : ground + thick] = np.maximum(
            lines[ground : ground + thick], 1 - (image[ground : ground + thick, :, 3] > 0.5)
        )
    page = np.repeat(1 - lines[..., None] * 0.94, 3, axis=-1)
    return Drawing(image=np.asarray(page, np.float32), placed=names_of(placed), missing=casting.missing)


def _as_line_art(spec: PictureSpec) -> PictureSpec:
    return replace(spec, kind=Kind.SCENE, style=Style.LINE_ART)


DESIGN = Design(kinds=(Kind.COLOURING_PAGE,), draw=draw_page_or_tattoo)
