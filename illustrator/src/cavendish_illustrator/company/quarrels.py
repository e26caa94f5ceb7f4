"""Finds out what two quarrel about: a map they cannot agree on, a toy that both want."""

from typing import Final

from cavendish_illustrator.company.head_counts import heads_of
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_ABOUT: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING, RelationKind.OVER})
_ARMS: Final = frozenset(
    {
        "sword",
        "dagger",
        "fencing-foil",
        "bow-and-arrow",
        "shield",
        "boxing-glove",
        "axe",
        "light-saber",
        "katana",
    }
)
_PAIR: Final = 2


def quarrelled_about(spec: PictureSpec, index: int) -> int | None:
    """What those of one word quarrel about; of two who were named each, nobody is a thing."""
    are_two = heads_of(spec.subjects[index]) == _PAIR
    targets = (r.target for r in spec.relations if r.subject == index and r.kind in _ABOUT)
    things = (i for i in targets if are_two or not is_animate(spec.subjects[i].concept))
    return next((i for i in things if drawable(spec.subjects[i].concept)), None)


def as_quarrel(spec: PictureSpec, index: int, scheme: Scheme) -> Scheme:
    """Two who fight over a toy pull at it and have no swords."""
    about = quarrelled_about(spec, index)
    is_duel = (
        about is None or spec.subjects[about].concept in _ARMS or heads_of(spec.subjects[index]) != _PAIR
    )
    return scheme if scheme is not Scheme.DUEL or is_duel else Scheme.QUARREL
