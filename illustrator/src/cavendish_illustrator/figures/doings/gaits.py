"""Animals that stand, walk, run or bow, seen from the side with the face turned to us, or up on a leg."""

from functools import cache
from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest, vector_figure
from cavendish_illustrator.figures.animals.animal_heads import drawn_heads
from cavendish_illustrator.figures.animals.animals import (
    FACES,
    WHOLE,
    coat_colors,
    eye_line,
    glints,
    markings,
    sitting_animal,
    tail,
)
from cavendish_illustrator.figures.animals.flight import FLY_TO_US, flying_bird
from cavendish_illustrator.figures.drawings.drawing_names import find_alias

_BY_ALL = frozenset({"lapping", "dancing"})
"""What also those do for whom else an icon stands."""
_FOUR_LEGGED = frozenset({"", "wool"})
_STANDING = 300.0
"""The height of the same animal when it sits."""


HEAD_DOWN = frozenset({"grazing", "gnawing", "lapping", "burrowing"})
"""Poses in which an animal stands with its head on the ground."""


GALLOPING = frozenset({"horse", "donkey"})
"""Whose own drawing is at a gallop, though somebody has a hand on them."""


class _Gait(NamedTuple):
    """A body's drawing and size, and where on it the head is: width, middle, chin."""

    drawing: str
    size: tuple[float, float]
    head: tuple[float, float, float]
    hand: tuple[float, float]
    tail: str = ""
    """The body whose tail it has, where that has another name."""


_RUNNING = _Gait("animal-running", (350.0, 256.0), (136.0, 266.0, 152.0), (310.0, 188.0))
_LEAPING = _RUNNING._replace(hand=(336.0, 118.0))
_ON_FOUR = _Gait("animal-standing", (350.0, 270.0), (140.0, 268.0, 160.0), (310.0, 188.0), "animal-running")
_BOWING = _Gait("animal-bowing", (350.0, 256.0), (136.0, 250.0, 214.0), (310.0, 220.0))
_GRAZING = _Gait("animal-grazing", (390.0, 276.0), (132.0, 316.0, 238.0), (322.0, 262.0), "animal-running")
_DANCING = _Gait("animal-dancing", (256.0, 332.0), (158.0, 128.0, 160.0), (240.0, 100.0), "animal")


@cache
def _moving(concept: str, gait: _Gait) -> Figure:
    face = FACES[concept]
    head = find_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    wide, middle, chin = gait.head
    width, tall = gait.size
    height = wide / head.aspect
    left, top = middle - wide / 2, chin - height
    overflow = min(0.0, top)
    body = vector_figure(gait.drawing, coat_colors(face)).markup + markings(face, gait.drawing)
    shown = nest(head, left, top, height) + glints(face, (left, top, wide, height))
    return Figure(
        markup=tail(face, gait.tail or gait.drawing) + body + shown,
        width=width,
        height=tall - overflow,
        top=overflow,
        anchors={
            "head_top": (middle, top + height * 0.12),
            "eyes": (middle, top + height * eye_line(face)),
            "neck": (middle, chin - 4),
            "hand": gait.hand,
            **({"shoulders": (middle - 52, chin - 18)} if gait in (_RUNNING, _LEAPING) else {}),
        },
        head_width=wide,
        body_height=_STANDING,
    )


_BY_POSE = {
    **dict.fromkeys(("running", "jumping", "flying", "stealing"), _RUNNING),
    "stretching": _BOWING,
    **dict.fromkeys(("standing", "walking", "crossing"), _ON_FOUR),
    **dict.fromkeys(HEAD_DOWN, _GRAZING),
    "catching": _LEAPING,
    "dancing": _DANCING,
}


def has_gait(concept: str) -> bool:
    """Whether an animal has a body on four legs that can lower its head."""
    name = find_alias(concept)
    return name in FACES and (name not in WHOLE or _may_bow(name))


def _may_bow(name: str) -> bool:
    """Whether an animal that else is drawn in one piece has a head to set on a body that bows."""
    drawn = drawn_heads().get(FACES[name])
    return drawn is not None and drawn.body in _FOUR_LEGGED


def moving_animal(concept: str, pose: str | None, variant: int) -> Figure | None:
    """Return an animal in a pose, as large as it is sitting; None for a pose in which it sits or lies.

    Of two at play one invites, chest down and tail up, and the other comes on the run.
    """
    if pose == "flying" and concept in FLY_TO_US:
        return flying_bird(concept)
    if concept not in FACES or (concept in WHOLE and not (pose in _BY_ALL and _may_bow(concept))):
        return None
    gait = (_RUNNING if variant % 2 else _BOWING) if pose == "playing" else _BY_POSE.get(pose or "")
    return None if gait is None else _moving(concept, gait)


def running_animal(concept: str) -> Figure:
    """Return the animal running to the right, as large as it is sitting."""
    return _moving(concept, _RUNNING)


def facing_animal(concept: str, pose: str | None) -> Figure:
    """Return the animal with its face turned to us: on four legs where it has them, else sitting."""
    drawn = drawn_heads().get(FACES[concept])
    if drawn is not None and drawn.body in _FOUR_LEGGED:
        return _moving(concept, _BY_POSE.get(pose or "", _ON_FOUR))
    return sitting_animal(concept)
