"""An animal that drinks where there is water: its head down at a pool, with rings around its mouth."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.facing import toward
from cavendish_illustrator.company.pairs import Build, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Piece, box_of, staged
from cavendish_illustrator.figures.doings.gaits import has_gait
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import Subject

_HEAD_DOWN: Final = "lapping"
_BOWED: Final = 15.0
"""Degrees by which an animal in one piece bends down to the water."""
_TRUNKS: Final = frozenset({"elephant", "mammoth"})
_WATER, _LIGHT, _BANK = "#4f9fd2", "#d5efff", "#5d7f3a"


def drink(casts: Sequence[Cast], _thing: Subject | None, build: Build) -> Figure | None:
    """The animal before its pool, looking to the right."""
    lead = replace(casts[0], held=())
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
