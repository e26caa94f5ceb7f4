"""Figures on a seat: its surface under them, its back behind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.beds import MOST_IN_BED, in_bed
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.hands.grips import pose_of_holding
from cavendish_illustrator.picture_spec import Subject

BED = "bed"


class SeatFacts(NamedTuple):
    """A drawing of a seat and where on it one sits, in shares of its height from below."""

    drawing: str
    surface: float
    places: int
    bed: float = 0.0
    """How high one lies on it, in shares of its height; 0 where one only sits."""


SEATS = {
    "bench": SeatFacts("bench", 0.44, 3, 0.44),
    "sofa": SeatFacts("sofa", 0.46, 3, 0.5),
    "couch-and-lamp": SeatFacts("sofa", 0.46, 3, 0.5),
    "armchair": SeatFacts("armchair", 0.46, 1),
    "chair": SeatFacts("kitchen-chair", 0.46, 1),
    "rocking-chair": SeatFacts("rocking-chair", 0.44, 1),
    "stool": SeatFacts("stool", 0.92, 1),
    "manual-wheelchair": SeatFacts("wheelchair-seat", 0.44, 1),
    "motorized-wheelchair": SeatFacts("wheelchair-seat", 0.44, 1),
    "throne": SeatFacts("throne", 0.22, 1),
    "swing_set": SeatFacts("swing-frame", 0.15, 1),
    "wood": SeatFacts("log-seat", 0.86, 3),
    "hammock": SeatFacts("hammock", 0.4, 1, 0.4),
    BED: SeatFacts("open-bed-back", 0.4, MOST_IN_BED),
}
_SURFACE = 66.0
"""How high one sits, in units of a standing person."""
_WIDE = 96.0
_ON_ROPES = (50.0, 140.0, 50.0, 140.0)
"""Arms whose hands hold a swing's ropes."""


def on_seat(casts: Sequence[Cast], seat: Subject, build: Build) -> Figure | None:
    """People sit with their feet down, animals on top; a narrow seat grows to hold them."""
    if seat.concept == BED:
        return in_bed(casts, seat, build)
    facts = SEATS[seat.concept]
    drawing = find_figure(facts.drawing)
    if drawing is None:
        return None
    drawing = dyed(drawing, seat.color) if seat.color else drawing
    height = _SURFACE / facts.surface
    if len(casts) == 1 and casts[0].subject.pose == "sleeping" and is_posed(casts[0]) and facts.bed:
        return _lying(casts[0], drawing, height, facts.bed, build)
    needed = _WIDE * len(casts) + 40
    stretch = max(1.0, needed / (height * drawing.aspect)) if facts.places > 1 else 1.0
    width = height * drawing.aspect * stretch
    actors: list[Piece] = []
    for number, cast in enumerate(casts):
        actor = _sitter(
            replace(cast, arms=_ON_ROPES) if seat.concept == "swing_set" else cast, casts[0], build
        )
        if actor is None:
            return None
        actors.append(replace(actor, x=(number - (len(casts) - 1) / 2) * width / max(len(casts), 1) * 0.92))
    back = (
        f'<g transform="scale({stretch:.3f} 1)">'
        f"{nest(drawing, -height * drawing.aspect / 2, STANDING - height, height)}</g>"
    )
    tall = max(
        (actor.height + STANDING - actor.y for actor in actors if isinstance(actor, Actor)), default=STANDING
    )
    return staged([back, *actors], tall, boxes=[box_of(0, STANDING, width / 2, height)])


def _lying(cast: Cast, seat: Figure, height: float, share: float, build: Build) -> Figure | None:
    """Somebody asleep at full length on a seat that is long enough."""
    figure = build(posed(cast, "sleeping"))
    if figure is None:
        return None
    tall = max(height, _LONG / seat.aspect)
    lying = Actor(figure=figure, x=_LYING[0], y=STANDING - tall * share + _LYING[1])
    bed = nest(seat, -tall * seat.aspect / 2, STANDING - tall, tall)
    half = tall * seat.aspect / 2
    return replace(
        staged([bed, lying], STANDING), left=-half, width=2 * half, top=STANDING - tall, height=tall
    )


_LONG, _LYING = 376.0, (-22.0, 107.0)
"""How wide a seat is for one who lies on it, and from its surface to the feet of the figure that lies."""
_ARM_OUT = (18.0, -34.0, 66.0, -30.0)
"""Whoever sits holds a sword or a staff beside them and not before their face."""


def _is_upright_in_hand(cast: Cast) -> bool:
    return bool(cast.held) and pose_of_holding(cast.held[0].concept) == "bearing"


def _sitter(cast: Cast, lead: Cast, build: Build) -> Actor | None:
    if is_posed(cast):
        figure = build(posed(cast, "seated", cast.arms or (_ARM_OUT if _is_upright_in_hand(cast) else None)))
        if figure is None:
            return None
        scale = 1.0 if cast.subject.concept not in ("girl", "boy", "child") else 0.86
        seat_y = figure.anchors["seat"][1]
        feet = figure.top + figure.height
        return Actor(figure=figure, scale=scale, y=STANDING - _SURFACE + (feet - seat_y) * scale - 6)
    pose = cast.subject.pose if cast.subject.pose == "sleeping" else "sitting"
    actor = standing_actor(posed(cast, pose), cast if not is_posed(lead) else lead, build)
    if actor is None:
        return None
    scale = actor.scale * (0.62 if not is_posed(lead) else 0.86)
    return replace(actor, scale=scale, y=STANDING - _SURFACE * 0.72)
