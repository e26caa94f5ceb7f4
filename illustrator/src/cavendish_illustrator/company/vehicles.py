"""Figures in and on things that go: behind a car's door, in a boat, astride a broom."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, vector_figure
from cavendish_illustrator.company.pairs import Build, is_posed, posed, skin_of, standing_actor
from cavendish_illustrator.company.riding import astride, has_saddle, most_riders
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.animals.animals import sleeps_curled
from cavendish_illustrator.figures.animals.living_things import comes_alive
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_choice import FISHERS
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.painting.color import hex_code, shade
from cavendish_illustrator.picture_spec import Subject


class VehicleFacts(NamedTuple):
    """A drawing 400 wide with its ground at 300, and how those who use it sit.

    `front` is the part drawn before them; `y` where their feet are, `x` the middle of the places and
    `tall` the height of a person's figure there.
    """

    drawing: str
    x: float
    y: float
    tall: float
    pose: str
    is_hidden: bool
    """Whether the front hides their lower half."""
    animal: float = 0.72
    """An animal's height, in parts of a person's."""
    most: int = 2


VEHICLES = {
    "automobile": VehicleFacts("open-car", 214, 296, 250, "standing", is_hidden=True),
    "racing-car": VehicleFacts("open-car", 214, 296, 250, "standing", is_hidden=True),
    "taxi": VehicleFacts("open-car", 214, 296, 250, "standing", is_hidden=True),
    **dict.fromkeys(
        ("bus", "school-bus", "trolleybus", "minibus"),
        VehicleFacts("open-bus", 290, 344, 250, "standing", is_hidden=True, animal=0.9, most=3),
    ),
    **dict.fromkeys(
        ("convertible", "classic-car", "police-car", "jeep", "go-kart", "pickup-truck"),
        VehicleFacts("open-car", 214, 296, 250, "standing", is_hidden=True),
    ),
    "canoe": VehicleFacts("rowing-boat", 200, 292, 260, "standing", is_hidden=True, most=3),
    "rowing-boat": VehicleFacts("rowing-boat", 200, 292, 260, "standing", is_hidden=True, most=3),
    "kayak": VehicleFacts("kayak", 200, 304, 236, "standing", is_hidden=True, most=1),
    "bathtub": VehicleFacts("wash-tub", 200, 318, 250, "standing", is_hidden=True, most=2),
    "sailboat": VehicleFacts("sailing-boat", 150, 292, 250, "standing", is_hidden=True, most=2),
    "small-airplane": VehicleFacts("open-plane", 196, 292, 220, "standing", is_hidden=True, most=1),
    "airplane": VehicleFacts("open-plane", 196, 292, 220, "standing", is_hidden=True, most=1),
    "hot-air-balloon": VehicleFacts(
        "round-balloon", 200, 306, 156, "standing", is_hidden=True, animal=1.05, most=2
    ),
    "sled": VehicleFacts("side-sled", 200, 240, 240, "seated", is_hidden=False, most=2),
    "surfboard": VehicleFacts("wave-board", 200, 226, 260, "playing", is_hidden=False, most=1),
    "skateboard": VehicleFacts("side-skateboard", 200, 262, 300, "playing", is_hidden=False, most=1),
    "basket": VehicleFacts("round-basket", 200, 330, 250, "standing", is_hidden=True, most=3),
    "mug-plain": VehicleFacts("wide-teacup", 190, 344, 300, "standing", is_hidden=True, most=1),
    "tractor": VehicleFacts("side-tractor", 150, 226, 236, "standing", is_hidden=True, most=1),
}
_PAINT, _SHADED = "#d2382f", "#a82a24"
"""The stand-in colours of the drawings' bodies."""
_APART = 104.0
_AT_WHEEL, _AT_OARS = (30.0, -96.0, 30.0, -96.0), (50.0, -12.0, 50.0, -12.0)
_AT_PADDLE = (44.0, -96.0, 62.0, -84.0)
_BLADE = 92.0
"""How far a double paddle reaches beyond each hand."""
_LOWERED = 18.0
"""Animals sit so much lower than people's hips."""
_THING = 0.8
"""The height of a thing with legs, in parts of a person's."""
_FLOOR = 246.0
"""Figures inside are not seen below this height."""
_ROWED, _ROD = "rowing-boat", "fishing-rod"
_WITH_ROD = (30.0, -90.0, 44.0, 6.0)
_FLOAT = (452, 290)
"""Where the line of whoever fishes from a rowing boat meets the water."""
_WORK = {_ROWED: _AT_OARS, "kayak": _AT_PADDLE, "wash-tub": (30.0, -60.0, 30.0, -60.0)}
_CURLED_IN = "round-basket"
_CURLED_WIDE, _CURLED_LOW = 290.0, 236.0
_OPEN_BELOW = frozenset({"side-bicycle", "side-scooter"})


def most_in(vehicle: str) -> int:
    """How many there is room for in or on it; none where it is no vehicle."""
    if vehicle in VEHICLES:
        return VEHICLES[vehicle].most
    return most_riders(vehicle) if has_saddle(vehicle) else 0


def in_vehicle(casts: Sequence[Cast], vehicle: Subject, build: Build) -> Figure | None:
    """Everybody in or on the vehicle, from left to right."""
    if vehicle.concept not in VEHICLES:
        return astride(casts, vehicle, build)
    facts = VEHICLES["canoe" if _is_anglers(casts, vehicle) else vehicle.concept]
    colors = {}
    if vehicle.color:
        colors = {_PAINT: vehicle.color, _SHADED: hex_code(shade(vehicle.color, 0.8))}
    back = vector_figure(f"{facts.drawing}-back", colors)
    front = vector_figure(f"{facts.drawing}-front", colors)
    pieces: list[Piece] = [back.markup]
    count = len(casts)
    scale = 1.0 if count == 1 else 0.84
    for number, cast in enumerate(casts):
        actor = _rider(cast, facts, build)
        if actor is None:
            return None
        x = facts.x + (number - (count - 1) / 2) * _APART * min(1.0, facts.tall / 200) * (
            1.0 if count < 3 else 0.8
        )
        pieces.append(replace(actor, x=x, scale=actor.scale * scale))
    pieces.append(front.markup)
    fisher = next((n for n, cast in enumerate(casts) if facts.drawing == _ROWED and _fishes(cast)), None)
    angler = pieces[fisher + 1] if fisher is not None else None
    line = _rod_from(angler.at("hand")) if isinstance(angler, Actor) else ""
    pieces.append(line)
    if facts.drawing == "kayak":
        pieces += [_paddle_of(one) for one in pieces if isinstance(one, Actor) and is_posed(casts[0])]
    body = max(piece.height + (STANDING - piece.y) for piece in pieces if isinstance(piece, Actor))
    box = (back.left, back.top, back.left + back.width, back.top + back.height)
    boxes = [box, (_FLOAT[0] - 4, _FLOAT[1] - 270, _FLOAT[0] + 16, _FLOAT[1] + 12)] if line else [box]
    return staged(pieces, body, boxes=boxes)


def _paddle_of(actor: Actor) -> str:
    """A paddle through both hands, with a blade at either end."""
    (lx, ly), (rx, ry) = actor.at("left_hand"), actor.at("hand")
    length = max(math.dist((lx, ly), (rx, ry)), 1.0)
    across, down = (rx - lx) / length, (ry - ly) / length
    ends = [
        (lx - across * _BLADE, ly - down * _BLADE + 26),
        (rx + across * _BLADE, ry + down * _BLADE - 26),
    ]
    turn = math.degrees(math.atan2(ends[1][1] - ends[0][1], ends[1][0] - ends[0][0]))
    (x, y), (far_x, far_y) = ends
    blades = "".join(
        f'<ellipse cx="{bx:.1f}" cy="{by:.1f}" rx="34" ry="13" fill="#f2c53a" stroke="#a8742a" '
        f'stroke-width="3" transform="rotate({turn:.1f} {bx:.1f} {by:.1f})"/>'
        for bx, by in ends
    )
    shaft = f'<path d="M{x:.1f} {y:.1f}L{far_x:.1f} {far_y:.1f}" stroke="#5a3a22" stroke-width="7"/>'
    hands = "".join(
        f'<circle cx="{hx:.1f}" cy="{hy:.1f}" r="8" fill="{skin_of(actor.figure)}"/>'
        for hx, hy in ((lx, ly), (rx, ry))
    )
    return shaft + blades + hands


def _fishes(cast: Cast) -> bool:
    return cast.subject.concept in FISHERS or any(thing.concept == _ROD for thing in cast.held)


def _rod_from(hand: tuple[float, float]) -> str:
    """A bent rod out over the boat's side, its line in the water with a float."""
    x, y = hand
    tip, (at, low) = (_FLOAT[0] - 6, y - 96), _FLOAT
    return (
        f'<path d="M{x - 22:.1f} {y + 16:.1f}L{x + 6:.1f} {y - 6:.1f}" stroke="#5a3a20" stroke-width="9" '
        f'stroke-linecap="round"/><path d="M{x - 10:.1f} {y + 8:.1f}Q{(x + tip[0]) / 2:.1f} {y - 88:.1f} '
        f'{tip[0]:.1f} {tip[1]:.1f}" stroke="#8a5a34" stroke-width="5" fill="none" stroke-linecap="round"/>'
        f'<path d="M{tip[0]:.1f} {tip[1]:.1f}Q{at + 4:.1f} {(tip[1] + low) / 2:.1f} {at:.1f} {low:.1f}" '
        'stroke="#f2f2ee" stroke-width="2" fill="none"/>'
        f'<circle cx="{at}" cy="{low}" r="7" fill="#fff"/>'
        f'<path d="M{at - 7} {low}a7 7 0 0 1 14 0z" fill="#d2322c"/>'
        f'<ellipse cx="{at}" cy="{low + 7}" rx="20" ry="4" fill="none" stroke="#fff" stroke-opacity=".6" '
        'stroke-width="2"/>'
    )


def _is_anglers(casts: Sequence[Cast], vehicle: Subject) -> bool:
    """Whether the boat is one to fish from: no sail where the rod and its line are."""
    is_fishing = any("fisherman" in c.subject.concept or c.subject.pose == "fishing" for c in casts)
    return vehicle.concept == "sailboat" and is_fishing


def _curls(cast: Cast) -> bool:
    return sleeps_curled(find_alias(cast.subject.concept))


def _curled_up(cast: Cast, build: Build) -> Actor | None:
    """An animal asleep on the cushion of its basket, the head above the rim."""
    figure = build(replace(cast, held=()))
    if figure is None:
        return None
    return Actor(figure=figure, scale=_CURLED_WIDE / figure.width, y=_CURLED_LOW, floor=_FLOOR)


def _rider(cast: Cast, facts: VehicleFacts, build: Build) -> Actor | None:
    if facts.drawing == _CURLED_IN and cast.subject.pose == "sleeping" and _curls(cast):
        return _curled_up(cast, build)
    if is_posed(cast):
        at_work = _WORK.get(facts.drawing, _AT_WHEEL)
        arms = at_work if facts.is_hidden and not cast.held else cast.arms
        is_angler = facts.drawing == _ROWED and _fishes(cast)
        ready = (
            posed(replace(cast, held=()), "working", _WITH_ROD)
            if is_angler
            else posed(cast, facts.pose, arms)
        )
        actor = standing_actor(ready, cast, build)
        share = 1.0 if cast.subject.concept not in ("girl", "boy", "child") else 0.86
    else:
        is_thing = comes_alive(cast.subject.concept)
        pose = "playing" if is_thing else "sitting"
        actor = standing_actor(replace(posed(cast, pose), is_upright=True), cast, build)
        share = _THING if is_thing else facts.animal
    if actor is None:
        return None
    scale = actor.scale * facts.tall / STANDING * share
    y = facts.y
    if facts.is_hidden and not is_posed(cast):
        y = (266 if facts.pose == "pedalling" else y) - facts.tall * 0.3
    elif facts.pose in ("seated", "astride") and not is_posed(cast):
        y += _LOWERED
    elif facts.pose in ("seated", "astride", "pedalling") and is_posed(cast):
        figure = actor.figure
        y += (figure.top + figure.height - figure.anchors["seat"][1]) * scale
    floor = _FLOOR if facts.is_hidden and facts.drawing not in _OPEN_BELOW else None
    return replace(actor, scale=scale, y=y, floor=floor)
