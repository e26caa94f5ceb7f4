"""Small living things alone out of doors are seen from near, as with a macro lens: what is far off blurs.

An animal in a close-up fills the picture, or its face does.
"""

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite, trim
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.animals.fur import coated
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import coated_pixels
from cavendish_illustrator.figures.drawings.lifelike_figures import photographed_pixels
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.shape_styles import PHOTOGRAPHED
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.staging.casting import Casting
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate

_MOST, _BLOOM_M, _CREATURE_M = 3, 1.3, 0.16
_LOWEST_HORIZON = 0.72
_FAR_OFF = frozenset({"wide", "top", "isometric"})
_BLUR, _MACRO_BLUR = 6.0, 26.0
_TALL, _FEET = 0.8, 0.985
_FACE, _FACE_SHARE, _SITTING = "face", 1.06, 0.95
"""A face is a little larger than the picture; what is narrower than the last sits before us."""


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


def step_near(canvas: Canvas, style: Style | None = None) -> None:
    """Throw the painted place out of focus and let what is set into it fill the picture."""
    if style in PHOTOGRAPHED:
        canvas.posts.clear()
    canvas.img = blur(canvas.img, (_MACRO_BLUR if style in PHOTOGRAPHED else _BLUR) * canvas.unit)
    stage = canvas.stage
    stage.is_near = True
    stage.hero_height = min(canvas.height * _TALL, canvas.width * _TALL)
    stage.near_y, stage.far_y = canvas.height * _FEET, canvas.height * (_FEET - 0.06)


def is_close_up(canvas: Canvas, spec: PictureSpec, casting: Casting) -> bool:
    """Whether a close-up shows an animal with one thing or two in the open."""
    is_land = canvas.stage.kind is StageKind.GROUND and not canvas.is_indoors
    concepts = [role.cast.subject.concept for role in casting.roles]
    return (
        spec.framing == "close_up"
        and is_land
        and 0 < len(concepts) <= _MOST
        and any(is_animal(one) for one in concepts)
        and sum(role.count for role in casting.roles) <= _MOST
    )


def fill_with_animal(canvas: Canvas, cast: Cast, framing: str, style: Style | None = None) -> bool:
    """Fill the picture with an animal, `face` with its face alone; False where it is none."""
    if not is_animal(cast.subject.concept):
        return False
    face = find_figure(FACES.get(cast.subject.concept, "")) if framing == _FACE else None
    figure = build_figure(cast) if face is None else coated(face, cast.subject.concept)
    if figure is None:
        return False
    aspect = _aspect(figure)
    is_sitting = face is None and figure.head_width > 0 and aspect < _SITTING
    if face is not None:
        tall = min(canvas.height, canvas.width / aspect) * _FACE_SHARE
        feet = canvas.height / 2 + tall * 0.52
    elif is_sitting:
        tall = min(canvas.height * 1.62, canvas.width * 1.08 / aspect)
        feet = canvas.height * 0.06 + tall
    else:
        tall = min(canvas.height * 0.9, canvas.width * 0.94 / aspect)
        feet = canvas.height / 2 + tall * 0.5
    x = canvas.width / 2
    if is_sitting and "eyes" in figure.anchors:  # the head is what stands in the middle
        x -= ((figure.anchors["eyes"][0] - figure.left) / figure.width - 0.5) * tall * aspect
    pixels = (photographed_pixels if style in PHOTOGRAPHED else coated_pixels)(cast, figure, tall)
    place_sprite(canvas, Sprite(pixels), (x, feet), tall, Finish(relight=0.4, shadow=False))
    return True


def _aspect(figure: Figure) -> float:
    small = trim(figure.pixels(96))
    return float(small.shape[1] / small.shape[0])
