"""Subjects alone on nothing: what a scene becomes when a transparent background is asked for."""

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import clamp
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.emblem_parts import fit_within
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.scene_drawing import Drawing, names_of


def draw_cutout(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the figures with real alpha around them, in the style asked for."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    stage = canvas.stage
    stage.kind, stage.near_y, stage.far_y = StageKind.GROUND, canvas.height * 0.94, canvas.height * 0.86
    stage.hero_height = min(canvas.height * 0.84, canvas.width * 0.84)
    casting = cast_roles(spec, seed)
    placed = arrange(canvas, spec, casting)
    image = np.zeros((canvas.height, canvas.width, 4), np.float32)
    for one in placed:
        piece = fit_within(
            trim(cast_pixels(one.cast, one.figure, one.height)), one.height, one.height * one.aspect * 1.02
        )
        lay_over(image, piece, round(one.x - piece.shape[1] / 2), round(one.feet_y - piece.shape[0]))
    if spec.style is not None:
        styled = apply_style(
            spec.style, clamp(image[..., :3] * image[..., 3:] + (1 - image[..., 3:])), image[..., 3], seed
        )
        image[..., :3] = styled
    return Drawing(image=clamp(image), placed=names_of(placed), missing=casting.missing)


DESIGN = Design(kinds=(), draw=draw_cutout)
