"""Children, or whoever else, at work on a snowman: hands on it, dressed for the cold."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, nest, vector_figure
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.clothing.wearing import HATS
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import Subject

_TALL = 316.0
_TOUCHED = 64.0
"""How far from its middle the snowman is touched."""
_APART = 136.0
_REACH = 84.0
"""How far from the snowman's middle, beyond what is touched, the nearest stand."""
_AT_CHEST = (28.0, -108.0, 28.0, -108.0)
_CAPS = ("#d2382f", "#2f7fc4", "#f0b93a", "#4fa85a")
_SCARVES = ("#f0b93a", "#d2382f", "#2f7fc4", "#8a55b8")
_BALL = (
    '<circle cx="{0:g}" cy="{1:g}" r="{2:g}" fill="#f4f8fc"/>'
    '<path d="M{3:g} {4:g}a{2:g} {2:g} 0 0 0 {5:g} 0" fill="#c4d4e6" opacity=".8"/>'
)


def build_snowman(casts: Sequence[Cast], _thing: Subject | None, build: Build) -> Figure | None:
    """Everybody to the left and right of the snowman in turn, the near hand on it."""
    snowman = vector_figure("snowman-built")
    wide = _TALL * snowman.aspect
    pieces: list[Piece] = [nest(snowman, -wide / 2, STANDING - _TALL, _TALL)]
    for number, cast in enumerate(casts):
        side = -1 if number % 2 == 0 else 1
        actor = _builder(cast, casts[0], side, number, build)
        if actor is None:
            return None
        pieces.append(actor)
    x, y, r = wide * 0.5, STANDING - 12, 24.0
    pieces.append(_BALL.format(x, y, r, x - r, y, 2 * r))
    return staged(pieces, STANDING, boxes=[box_of(0, STANDING + 14, wide / 2 + 30, _TALL + 14)])


def _builder(cast: Cast, lead: Cast, side: int, number: int, build: Build) -> Actor | None:
    reaching, free = (76.0 + 18.0 * (number % 3), -14.0), (16.0, -10.0)
    row = number // 2
    arms = _AT_CHEST if row else (*free, *reaching) if side < 0 else (*reaching, *free)
    dressed = _for_the_cold(cast, number, has_ball=row > 0) if is_posed(cast) else cast
    pose = "standing" if row == 0 else "carrying"
    actor = standing_actor(posed(dressed, pose if is_posed(cast) else "sitting", arms), lead, build)
    if actor is None:
        return None
    target = side * (_TOUCHED + row * _APART)
    if not is_posed(cast):
        return replace(actor, x=target + side * actor.width * 0.5)
    if row:
        return replace(actor, x=side * (_TOUCHED + _REACH + row * _APART), y=STANDING + 6 - 8 * row)
    hand = actor.at("hand" if side < 0 else "left_hand")
    return replace(actor, x=actor.x + target - hand[0], y=STANDING + 6)


def _for_the_cold(cast: Cast, number: int, *, has_ball: bool) -> Cast:
    """In cap and scarf; whoever stands behind another brings a snowball, as no arm reaches past."""
    if has_ball:
        cast = replace(cast, held=(Subject(concept="snowball", word="snowball"),))
    if any(thing.concept in HATS for thing in cast.worn):
        return cast
    cap = Subject(concept="beanie", word="beanie", color=_CAPS[number % len(_CAPS)])
    scarf = Subject(concept="scarf", word="scarf", color=_SCARVES[number % len(_SCARVES)])
    return replace(cast, worn=(*cast.worn, cap, scarf))
