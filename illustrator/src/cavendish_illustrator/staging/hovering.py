"""A hummingbird in the air, its beak in the flower it drinks from."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import drawing_of
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.concept_classes import is_grown

_ON_THE_WING: Final = frozenset({"hummingbird"})
"""Who drinks and does all else in the air."""
_BEAK: Point = (2.0, 124.0)
"""Where the tip of the hovering bird's beak is, how tall the flower before it, and where its bloom is."""
_FLOWER_TALL, _BLOOM, _DEEP = 252.0, 0.3, 0.8


def _at_flower(figure: Figure, flower: Figure) -> Figure:
    """A hummingbird in the air with its beak in a flower, which stands to the left of it."""
    width = _FLOWER_TALL * flower.aspect
    left, top = _BEAK[0] - width * _DEEP, _BEAK[1] - _FLOWER_TALL * _BLOOM
    new_left, new_top = min(figure.left, left), min(figure.top, top)
    return replace(
        figure,
        markup=nest(flower, left, top, _FLOWER_TALL) + figure.markup,
        left=new_left,
        top=new_top,
        width=figure.left + figure.width - new_left,
        height=max(figure.top + figure.height, top + _FLOWER_TALL) - new_top,
    )


def hovers(name: str, cast: Cast) -> bool:
    """Whether it is a bird that is in the air before a flower, or has nothing."""
    has_flowers = all(is_grown(thing.concept) for thing in cast.held)
    return name in _ON_THE_WING and has_flowers and not (cast.worn or cast.subject.role or cast.is_upright)


def before_flower(figure: Figure, thing: Subject) -> Figure:
    """The bird with a flower in its colour; alone where the flower has no drawing."""
    flower = find_figure(drawing_of(thing))
    if flower is None:
        return figure
    return _at_flower(figure, main_hue_dyed(flower, thing.color) if thing.color else flower)
