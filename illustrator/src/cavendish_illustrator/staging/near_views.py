"""Small living things alone out of doors are seen from near, as with a macro lens: what is far off blurs."""

from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.figures.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.casting import Casting
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_MOST, _BLOOM_M, _CREATURE_M = 3, 1.3, 0.16
_LOWEST_HORIZON = 0.72
_FAR_OFF = frozenset({"wide", "top", "isometric"})
_BLUR = 6.0
_TALL, _FEET = 0.8, 0.985


def is_near_view(canvas: Canvas, spec: PictureSpec, casting: Casting) -> bool:
    """Whether a flower, an insect or both are all there is, in a landscape that nobody asked to see."""
    subjects = [role.cast.subject for role in casting.roles]
    is_land = canvas.stage.kind is StageKind.GROUND and not canvas.is_indoors
    is_small = all(
        size_factor(one) <= 1
        and real_height(one.concept) < (_CREATURE_M if is_animate(one.concept) else _BLOOM_M)
        and (is_bloom(one.concept) or is_animate(one.concept))
        for one in subjects
    )
    return (
        bool(subjects)
        and is_land
        and is_small
        and any(is_bloom(one.concept) for one in subjects)
        and canvas.horizon_y < canvas.height * _LOWEST_HORIZON
        and not spec.settings
        and spec.framing not in _FAR_OFF
        and sum(role.count for role in casting.roles) <= _MOST
        and not any(role.cast.scheme or role.cast.content or role.cast.worn for role in casting.roles)
    )


def step_near(canvas: Canvas) -> None:
    """Throw the painted place out of focus and let what is set into it fill the picture."""
    canvas.img = blur(canvas.img, _BLUR * canvas.unit)
    stage = canvas.stage
    stage.is_near = True
    stage.hero_height = min(canvas.height * _TALL, canvas.width * _TALL)
    stage.near_y, stage.far_y = canvas.height * _FEET, canvas.height * (_FEET - 0.06)
