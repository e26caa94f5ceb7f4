"""Work at something large: one or several at it, from both sides, with what they need lying by."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.facing import Drawn, left_edge, moved_to, right_edge, together
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, standing_actor
from cavendish_illustrator.company.reaching import Reach, reaching
from cavendish_illustrator.company.staging import STANDING, Actor, box_of
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.real_sizes import relative_height

_ON_KNEES: Final = frozenset({"repairing", "building", "welding", "drilling", "proposing"})
_ABOVE_KNEELING, _AT_WORKS, _REACHED = 1.5, 0.42, 0.42
"""What is mended stands on the ground: up to which height one kneels at it, and how far up the hands are."""
_AT_HOOVES, _HOOF = frozenset({"shoeing"}), 34.0
AT_TRUNK: Final = frozenset({"hugging", "felling"})
"""What is done at the stem of a tree, below its crown."""
_SMALL: Final = 0.68
"""Who is less tall, in parts of the lead, is reached for on one knee."""
_HEAD, _HANDLE = 0.12, 0.62
"""How far from the edges a hand is, and at which height of what is taller than whoever touches it."""
_MARGIN: Final = 26.0
_BEHIND: Final = 1.2
_HELPING: Final = (52.0, -64.0, 52.0, -64.0)
_SCAFFOLDED: Final = 170.0
"""What is built and taller has a scaffold around it."""
_POLE, _BOARD = "#8a5a34", "#c4935a"


@cache
def _materials(doing: str) -> tuple[tuple[str, float, int], ...]:
    rows = read_table("company/work_materials.toml").get(doing, ())
    return tuple((str(name), float(tall), int(side)) for name, tall, side in rows)


def reach_for(lead: Cast, thing: Actor, build: Build, scale: float = 1.0) -> Reach | None:
    """Somebody with the hands where the work at a thing is; `scale` is their height beside the lead's."""
    goal = max(thing.y - thing.height * (1 - _HEAD), thing.y - STANDING * _HANDLE * scale)
    is_low = thing.height < STANDING * _SMALL * scale
    if lead.doing in _ON_KNEES and thing.height < STANDING * _ABOVE_KNEELING:
        is_low, goal = True, thing.y - min(thing.height * _AT_WORKS, STANDING * _REACHED * scale)
    if lead.doing in AT_TRUNK:
        is_low, goal = False, thing.y - min(thing.height * 0.3, STANDING * 0.5 * scale)
    if lead.doing in _AT_HOOVES:
        is_low, goal = True, thing.y - _HOOF
    own = STANDING - (STANDING - goal) / scale
    reach = reaching(lead, build, own, is_low=is_low)
    if reach is None or scale == 1.0:
        return reach
    actor = reach.actor
    shrunk = replace(actor, scale=actor.scale * scale, y=STANDING + (actor.y - STANDING) * scale)
    return Reach(shrunk, shrunk.at("hand"))


def workers_among(casts: Sequence[Cast]) -> tuple[list[Cast], list[Cast]]:
    """Those who do what the first does, and what it is done to."""
    doing = casts[0].doing
    workers = [one for number, one in enumerate(casts) if not number or (doing and one.doing == doing)]
    return workers, [one for one in casts if one not in workers]


def at_work(workers: Sequence[Cast], reach: Reach, things: Sequence[Actor], build: Build) -> Figure | None:
    """The lead at the left end of the first thing, a second worker at the other, more of them behind."""
    first = things[0]
    lead = workers[0]
    helpers: list[Actor] = []
    for number, cast in enumerate(workers[1:]):
        helper = (
            _opposite(cast, lead, first, build) if not number else _behind(cast, lead, first, number, build)
        )
        if helper is None:
            return None
        helpers.append(helper)
    ends = [right_edge(one) for one in (*things, *helpers)]
    extras = _lying_by(lead.doing or "", left_edge(reach.actor), max(ends))
    shown = together(reach.actor, [*helpers[1:], *things, *helpers[:1]], extras)
    if lead.doing == "building" and first.height > _SCAFFOLDED:
        shown = replace(shown, markup=_scaffold(first) + shown.markup)
    return shown


def _opposite(cast: Cast, lead: Cast, thing: Actor, build: Build) -> Actor | None:
    """Who works at the far end and looks to the left."""
    share = relative_height(cast.subject, lead.subject)
    reach = reach_for(cast, thing, build, share)
    if reach is None:
        return None
    turned = replace(reach.actor, flip=not reach.actor.flip)
    edge = right_edge(thing) - thing.width * _HEAD
    if not is_posed(cast):
        return moved_to(turned, edge - half_width(turned) * 0.2)
    return replace(turned, x=turned.x + edge - turned.at("hand")[0])


def _behind(cast: Cast, lead: Cast, thing: Actor, number: int, build: Build) -> Actor | None:
    """Who looks over what is worked at, or stands by where that is too tall."""
    actor = standing_actor(
        replace(posed(cast, "standing" if is_posed(cast) else "sitting", _HELPING), has_scenery=False),
        lead,
        build,
    )
    if actor is None:
        return None
    step = (number - 1) * half_width(actor) * 2
    if thing.height < actor.height * _SMALL:
        return replace(actor, x=thing.x + step, y=STANDING - 16)
    return replace(actor, x=right_edge(thing) + half_width(actor) * (1 + _BEHIND) + step, y=STANDING - 10)


def _lying_by(doing: str, left: float, right: float) -> list[Drawn]:
    found: list[Drawn] = []
    for name, tall, side in _materials(doing):
        figure = find_figure(name)
        if figure is None:
            continue
        half = tall * figure.aspect / 2
        x = left - half * 0.3 if side < 0 else right + half * 0.4
        foot = STANDING + 10
        found.append((nest(figure, x - half, foot - tall, tall), box_of(x, foot, half, tall)))
    return found


def _scaffold(thing: Actor) -> str:
    """Poles and boards around what is not finished yet."""
    left, right = left_edge(thing) - _MARGIN, right_edge(thing) + _MARGIN
    top = STANDING - thing.height * 0.82
    poles = "".join(_pole(x, top - 14, x, STANDING + 4, 8) for x in (left, right))
    middle = (top + STANDING) / 2
    boards = "".join(
        f'<path d="M{left - 12:.1f} {y:.1f}H{right + 12:.1f}" stroke="{_BOARD}" stroke-width="10"/>'
        for y in (top, middle)
    )
    return _pole(left, STANDING, right, middle, 5) + poles + boards


def _pole(x: float, y: float, to_x: float, to_y: float, wide: float) -> str:
    return (
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{_POLE}" stroke-width="{wide:g}" '
        'stroke-linecap="round"/>'
    )
