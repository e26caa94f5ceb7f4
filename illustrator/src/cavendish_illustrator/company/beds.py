"""Who is in bed: leaning on the pillow, the blanket over the legs."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, vector_figure
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.hands.grips import pose_of_holding
from cavendish_illustrator.painting.color import hex_code, shade
from cavendish_illustrator.picture_spec import Subject

MOST_IN_BED = 2
_BLANKET = "#5f8fc0"
_UNDER = 222.0
"""What is below this height is under the blanket."""
_ON_BLANKET = (30.0, -40.0, 30.0, -40.0)
_APART = 104.0


def in_bed(casts: Sequence[Cast], bed: Subject, build: Build) -> Figure | None:
    """One or two in a bed that is seen from its foot; it is wider for two."""
    colors = {_BLANKET: bed.color, "#6f9dcb": hex_code(shade(bed.color, 1.1))} if bed.color else {}
    back, front = vector_figure("open-bed-back", colors), vector_figure("open-bed-front", colors)
    stretch = 1.0 if len(casts) == 1 else 1.3
    wide = f'<g transform="scale({stretch} 1)">{{}}</g>'
    pieces: list[Piece] = [wide.format(back.markup)]
    for number, cast in enumerate(casts):
        actor = _sitter(cast, build)
        if actor is None:
            return None
        pieces.append(replace(actor, x=(number - (len(casts) - 1) / 2) * _APART))
    pieces.append(wide.format(front.markup))
    half = -back.left * stretch
    tall = max(piece.height - (piece.y - STANDING) for piece in pieces if isinstance(piece, Actor))
    return staged(pieces, tall, boxes=[(-half, back.top, half, back.top + back.height)])


def _sitter(cast: Cast, build: Build) -> Actor | None:
    if not is_posed(cast):
        mood = "tired" if cast.subject.pose == "sleeping" else cast.subject.mood
        drowsy = replace(cast, subject=replace(cast.subject, mood=mood), is_upright=True)
        actor = standing_actor(posed(drowsy, "sitting"), cast, build)
        return (
            None if actor is None else replace(actor, scale=actor.scale * 0.74, y=STANDING - 40, floor=_UNDER)
        )
    pose = pose_of_holding(cast.held[0].concept) if cast.held else "standing"
    actor = standing_actor(posed(cast, pose, None if cast.held else _ON_BLANKET), cast, build)
    return None if actor is None else replace(actor, scale=1.0, y=STANDING - 4, floor=_UNDER)
