"""The figures of a card that has more of them than a row of three, each where it was asked for."""

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange, draw_figures
from cavendish_illustrator.staging.scene_drawing import names_of
from cavendish_illustrator.staging.stated_layout import has_stated_places
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in

_MOST_IN_A_ROW = 3
_TEXT_TOP, _TEXT_FOOT = 0.4, 0.17


def wants_scene(spec: PictureSpec) -> bool:
    """Whether things have places of their own, such as a bear its bed, or are too many for one row."""
    is_lodged = any(
        relation.kind is RelationKind.INSIDE and _may_lie(spec.subjects[relation.subject])
        for relation in spec.relations
    )
    return is_lodged or has_stated_places(spec) or len(spec.subjects) > _MOST_IN_A_ROW


def _may_lie(one: Subject) -> bool:
    return is_animate(one.concept) or is_in(one.concept, "comes_alive") or one.concept == "teddy-bear"


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
