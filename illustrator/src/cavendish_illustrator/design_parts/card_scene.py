"""The figures of a card that has more of them than a row of three, each where it was asked for."""

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange, draw_figures
from cavendish_illustrator.staging.scene_drawing import names_of
from cavendish_illustrator.staging.stated_layout import has_stated_places

_MOST_IN_A_ROW = 3
_TEXT_TOP, _TEXT_FOOT = 0.4, 0.17


def wants_scene(spec: PictureSpec) -> bool:
    """Whether the card's things have places of their own, or are too many for one row."""
    return has_stated_places(spec) or len(spec.subjects) > _MOST_IN_A_ROW


def set_scene(canvas: Canvas, spec: PictureSpec, seed: int, *, has_foot: bool) -> tuple[list[str], list[str]]:
    """Draw the figures under the wish; return what is shown and the words that have no drawing."""
    stage, height = canvas.stage, canvas.height
    stage.near_y = height * (1 - _TEXT_FOOT if has_foot else 0.95)
    stage.far_y = stage.near_y - height * 0.08
    stage.clear_top = height * _TEXT_TOP
    stage.sky_y = height * (_TEXT_TOP + 0.12)
    stage.hero_height = stage.near_y - stage.clear_top
    casting = cast_roles(spec, seed)
    figures = arrange(canvas, spec, casting)
    draw_figures(canvas, figures)
    return [*names_of(figures), *casting.shown], casting.missing
