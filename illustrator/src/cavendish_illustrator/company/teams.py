"""Sleighs, carriages and carts with who sits in them, behind the animals that draw them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, vector_figure, vector_names
from cavendish_illustrator.company.facing import toward
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Subject

_ONE_OR_MANY = frozenset({"reindeer"})
"""Words that are alike for one and for several: a sleigh has a pair."""
_HARNESS = "#6a4224"


class DrawnFacts(NamedTuple):
    """A drawing of what is drawn, its front to the right, and where one sits in it.

    `tall` is its height beside a person of 300; seat and pole are in shares of the drawing.
    """

    drawing: str
    tall: float
    seat: Point
    pole: Point
    rider: float
    """Height of a rider who stood in it."""
    flip: bool = False
    most: int = 2


DRAWN = {
    "sleigh": DrawnFacts("santa-sleigh", 250, (0.5, 0.78), (0.92, 0.44), 300),
    "sled": DrawnFacts("side-sled", 66, (0.46, 0.1), (0.97, 0.5), 190),
    "carriage": DrawnFacts("carriage", 330, (0.5, 0.62), (0.97, 0.6), 200, most=0),
    "wooden-cart": DrawnFacts("wooden-cart", 200, (0.36, 0.62), (0.98, 0.12), 210),
}


def drawn_by(casts: Sequence[Cast], ridden: Subject, build: Build) -> Figure | None:
    """Riders first, then the team: each animal ahead of the last, all of it moving to the right."""
    facts = DRAWN[ridden.concept]
    riders = [cast for cast in casts if is_posed(cast)]
    team = [cast for cast in casts if not is_posed(cast)]
    if len(team) == 1 and team[0].subject.word in _ONE_OR_MANY:
        team = [*team, replace(team[0], variant=team[0].variant + 1)]
    back, front = _parts(facts, ridden.color)
    scale = facts.tall / back.height
    wide = back.width * scale
    pieces: list[Piece] = [_shown(back, scale, flip=facts.flip)]
    hand: Point = (wide * facts.pole[0], STANDING - facts.tall * (1 - facts.pole[1]) - 40)
    for number, cast in enumerate(riders):
        actor = _rider(cast, facts, wide, number - (len(riders) - 1) / 2, build)
        if actor is None:
            return None
        pieces.append(actor)
        hand = actor.at("hand")
    pieces.append(_shown(front, scale, flip=facts.flip))
    x, pole = wide + 8, (wide * facts.pole[0], STANDING - facts.tall * (1 - facts.pole[1]))
    lines, animals = "", list[Piece]()
    for number, cast in enumerate(team):
        animal = _animal(cast, build)
        if animal is None:
            return None
        placed = replace(animal, x=x + animal.width / 2, y=STANDING - 10 * (number % 2))
        x += animal.width * 0.86
        neck = _neck(placed)
        lines += _line(pole, (placed.x, placed.y - placed.height * 0.42)) + (
            _line(hand, neck, 3.5) if riders else ""
        )
        animals.append(placed)
    pieces += [*reversed(animals), lines]
    tall = max(facts.tall, *(piece.height for piece in pieces if isinstance(piece, Actor)), STANDING * 0.8)
    return staged(pieces, tall, boxes=[(-4, STANDING - facts.tall, wide, STANDING)])


def _parts(facts: DrawnFacts, color: str | None) -> tuple[Figure, Figure]:
    if f"{facts.drawing}-back" in vector_names():
        back, front = vector_figure(f"{facts.drawing}-back"), vector_figure(f"{facts.drawing}-front")
    else:
        back = find_figure(facts.drawing) or vector_figure("carriage")
        front = replace(back, markup="")
    return (main_hue_dyed(back, color), main_hue_dyed(front, color)) if color else (back, front)


def _shown(figure: Figure, scale: float, *, flip: bool) -> str:
    side = -scale if flip else scale
    left = figure.left + figure.width if flip else figure.left
    low = figure.top + figure.height
    moved = f"translate(0 {STANDING:g}) scale({side:.4f} {scale:.4f}) translate({-left:g} {-low:g})"
    return f'<g transform="{moved}">{figure.markup}</g>'


def _rider(cast: Cast, facts: DrawnFacts, wide: float, place: float, build: Build) -> Actor | None:
    arms = (30.0, -60.0, 58.0, -30.0)
    actor = standing_actor(posed(replace(cast, held=()), "seated", arms), cast, build)
    if actor is None:
        return None
    share = 1.0 if real_height(cast.subject.concept) > real_height("child") else 0.84
    scale = facts.rider / STANDING * share
    y = STANDING - facts.tall * (1 - facts.seat[1])
    x = wide * facts.seat[0] + place * 90 * scale
    floor = STANDING - facts.tall * 0.3 if facts.drawing == "santa-sleigh" else None
    return replace(actor, x=x, y=y, scale=scale, floor=floor)


def _animal(cast: Cast, build: Build) -> Actor | None:
    figure = build(posed(cast, "walking"))
    if figure is None:
        return None
    tall = STANDING * min(1.15, max(0.5, real_height(cast.subject.concept) / 1.75))
    actor = Actor(figure=figure, scale=tall / (figure.body_height or figure.height))
    return toward(actor, 1)


def _neck(actor: Actor) -> Point:
    if "neck" in actor.figure.anchors:
        return actor.at("neck")
    return actor.x + actor.width * 0.3, actor.y - actor.height * 0.66


def _line(start: Point, end: Point, width: float = 5.0) -> str:
    low = max(start[1], end[1]) + 8
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{(start[0] + end[0]) / 2:.1f} {low:.1f} {end[0]:.1f} '
        f'{end[1]:.1f}" stroke="{_HARNESS}" stroke-width="{width:g}" stroke-linecap="round" fill="none"/>'
    )
