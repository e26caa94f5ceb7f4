"""An animal that drinks: its head down at a pool, with rings around its mouth, or on the wing at a flower."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.facing import toward
from cavendish_illustrator.company.pairs import Build, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.doings.gaits import has_gait
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import drawing_of
from cavendish_illustrator.picture_spec import Subject

_HEAD_DOWN: Final = "lapping"
_BOWED: Final = 15.0
"""Degrees by which an animal in one piece bends down to the water."""
_TRUNKS: Final = frozenset({"elephant", "mammoth"})
SIPPERS: Final = frozenset({"hummingbird", "honeybee", "butterfly", "dragonfly", "bee"})
"""Who drinks from flowers."""
_ROUND, _HEAD, _STEMMED, _HEART = 0.8, 118.0, 250.0, 0.2
"""From what aspect on a drawing is a flower's head, how tall either is, and where the middle is of one."""
_BIRD, _INSECT = "hummingbird", 112.0
_DRINKER, _BEAK = 170.0, 0.26
"""How large who drinks is, and how far down the beak is, in parts of the height."""
_STALK, _LEAF = "#4f8a3a", "#5fa845"
_WATER, _LIGHT, _BANK = "#4f9fd2", "#d5efff", "#5d7f3a"


def drink(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """The animal before its pool, looking to the right; who drinks nectar hovers at its flower."""
    lead = replace(casts[0], held=())
    if lead.subject.concept in SIPPERS and thing is not None:
        return _sipping(lead, thing, build)
    bends = has_gait(lead.subject.concept)
    actor = standing_actor(posed(lead, _HEAD_DOWN), lead, build)
    if actor is None:
        return None
    actor = toward(actor, 1)
    reaches = bends or lead.subject.concept in _TRUNKS
    if not reaches:
        actor = replace(actor, turn=_BOWED, y=STANDING - 8)
    wide = actor.width
    x = actor.x + wide * (0.36 if reaches else 0.52)
    pool = _pool(x + wide * 0.12, wide * 0.46)
    pieces: list[Piece] = [pool, actor, _rings(x, wide * 0.1)]
    box = box_of(x + wide * 0.12, STANDING + 26, wide * 0.46, 44)
    return staged(pieces, actor.figure.height * actor.scale, boxes=[box])


def _sipping(cast: Cast, bloom: Subject, build: Build) -> Figure | None:
    """On the wing at a flower that stands before it, the beak in its middle."""
    flower, drinker = find_figure(drawing_of(bloom)), build(posed(cast, "flying"))
    if flower is None or drinker is None:
        return None
    flower = main_hue_dyed(flower, bloom.color) if bloom.color else flower
    is_head = flower.aspect > _ROUND
    tall = _HEAD if is_head else _STEMMED
    wide = tall * flower.aspect
    top = STANDING - _STEMMED
    middle = top + (tall / 2 if is_head else tall * _HEART)
    stalk = _stalk(middle) if is_head else ""
    is_bird = cast.subject.concept == _BIRD
    scale = (_DRINKER if is_bird else _INSECT) / max(drinker.width, drinker.height)
    beak = drinker.top + drinker.height * _BEAK
    shown = nest(flower, -wide / 2, top, tall)
    others = [(-wide * 0.9, 0.74), (wide * 1.5, 0.6)] if bloom.count > 1 else []
    beside = "".join(_grown(flower, x, share, is_head=is_head) for x, share in others)
    low = middle + (drinker.top + drinker.height - beak) * scale
    actor = Actor(
        figure=drinker, scale=scale, x=drinker.width * scale / 2 + wide * (0.06 if is_bird else 0.18), y=low
    )
    boxes = [(x - wide / 2, top, x + wide / 2, STANDING) for x in (0.0, *(x for x, _ in others))]
    return staged([beside, stalk, shown, actor], STANDING, boxes=boxes)


def _grown(flower: Figure, x: float, share: float, *, is_head: bool) -> str:
    """Another of the flowers, so tall in parts of the first."""
    tall = (_HEAD if is_head else _STEMMED) * share
    top = STANDING - _STEMMED * share
    stalk = f'<g transform="translate({x:.1f} 0)">{_stalk(top + tall / 2)}</g>' if is_head else ""
    return stalk + nest(flower, x - tall * flower.aspect / 2, top, tall)


def _stalk(y: float) -> str:
    """A stem with two leaves for what is drawn as a flower's head."""
    low = STANDING
    return (
        f'<path d="M0 {y:.1f}Q10 {(y + low) / 2:.1f} 0 {low:g}" stroke="{_STALK}" stroke-width="8" '
        'fill="none"/>'
        f'<path d="M4 {low - 46:g}Q40 {low - 96:g} 66 {low - 78:g}Q48 {low - 40:g} 4 {low - 46:g}Z'
        f'M3 {low - 30:g}Q-34 {low - 78:g} -60 {low - 58:g}Q-40 {low - 22:g} 3 {low - 30:g}Z" '
        f'fill="{_LEAF}"/>'
    )


def _pool(x: float, half: float) -> str:
    y = STANDING + 4
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:g}" rx="{half + 7:.1f}" ry="25" fill="{_BANK}" opacity=".75"/>'
        f'<ellipse cx="{x:.1f}" cy="{y + 1:g}" rx="{half:.1f}" ry="20" fill="{_WATER}"/>'
        f'<path d="M{x - half * 0.1:.1f} {y + 11:g}q{half * 0.24:.1f} 6 {half * 0.5:.1f} 0'
        f'M{x + half * 0.3:.1f} {y - 6:g}q{half * 0.16:.1f} 4 {half * 0.34:.1f} 0" stroke="{_LIGHT}" '
        'stroke-width="3" fill="none" stroke-linecap="round" opacity=".8"/>'
    )


def _rings(x: float, half: float) -> str:
    return "".join(
        f'<ellipse cx="{x:.1f}" cy="{STANDING + 1:g}" rx="{half * k:.1f}" ry="{4.5 * k:.1f}" fill="none" '
        f'stroke="{_LIGHT}" stroke-width="2.600" opacity="{1 - 0.26 * k:.2f}"/>'
        for k in (1, 2)
    )
