"""Figures at a table, with what they eat, drink or play on it."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.board_games import across_board
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.clothing.roles import TOPS
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.color import hex_code, shade
from cavendish_illustrator.picture_spec import Subject

TABLE_TOP = 172.0
"""Where the top of the table is, in units from above."""
_CLOTHS = (("#c8483c", "#fdf3e4"), ("#3f78b0", "#f4f8fc"), ("#4f9a63", "#fbf7e6"), ("#e3b23c", "#fffaf0"))
_SHOWN = 0.8
"""How much of an animal is above the table."""
_BOARDS = ("chess-pawn", "chess-board", "chess-set")
_LAID_AS = dict.fromkeys(_BOARDS, "chess-game")
_LAID_AS |= {"dominoes": "domino-game", "playing-cards": "card-game", "joker": "card-game"}
_GAME_WIDTH, _CARD_WIDTH, _GAME_FOOT = 0.94, 0.66, 24.0
"""A game takes the table up to its front edge: in parts of its width (cards less), and below its middle."""
_SEAT_WIDTH = 118.0
_MOST_THINGS = 6
_DESK_THINGS = frozenset({"laptop", "desktop-computer", "books"})
_SLEEPING, _HEAD_ABOVE = "sleeping", 6.0
_AT_BENCH = frozenset({"repairing", "chopping", "carving", "preparing", _SLEEPING})
"""What is done at a table without a cloth."""
_SEVERAL = 3
_BESIDES = {"preparing": ("flour-bag",)}
"""What lies there beside what was named, of which there are several."""
_USUAL = {"chopping": ("carrot", "bell-pepper", "onion")}
"""What lies there where nothing was named."""
_LEAST_HEIGHT = 282.0
"""Children stand on something behind the table."""


def at_table(casts: Sequence[Cast], things: Sequence[Subject], build: Build) -> Figure | None:
    """Everybody behind one table, things on it."""
    lead = casts[0]
    game = next((_LAID_AS[one.concept] for one in things if one.concept in _LAID_AS), None)
    played = across_board(casts, game, build) if game is not None else None
    if played is not None:
        return played
    actors: list[Piece] = []
    width = _SEAT_WIDTH * len(casts) + 70
    for number, cast in enumerate(casts):
        figure = _seated(cast, lead, build)
        if figure is None:
            return None
        middle = (number - (len(casts) - 1) / 2) * (width - 60) / max(1, len(casts))
        actors.append(replace(figure, x=middle))
    tall = max(actor.height - (actor.y - STANDING) for actor in actors if isinstance(actor, Actor))
    is_desk = lead.doing in _AT_BENCH or any(thing.concept in _DESK_THINGS for thing in things)
    table = _desk(width) if is_desk else _table(width, lead.variant)
    usual = _BESIDES.get(lead.doing or "", ()) if things else _USUAL.get(lead.doing or "", ())
    things = [replace(one, count=_SEVERAL) for one in things] if lead.doing in _BESIDES else things
    shown = [*things, *(Subject(concept=name, word=name) for name in usual)]
    laid = _laid(shown[:_MOST_THINGS], width)
    box = (-width / 2, TABLE_TOP, width / 2, STANDING + 2)
    arms = [
        _folded_arms(actor, cast)
        for actor, cast in zip(actors, casts, strict=True)
        if isinstance(actor, Actor) and cast.doing == _SLEEPING and is_posed(cast)
    ]
    return staged([*actors, table, *laid, *arms], tall, boxes=[box])


def _asleep(cast: Cast, lead: Cast, build: Build) -> Actor | None:
    """Somebody bent over the table, the head on its edge."""
    actor = standing_actor(posed(replace(cast, held=()), "standing", (40.0, -70.0, 40.0, -70.0)), lead, build)
    if actor is None:
        return None
    chin = actor.at("neck")[1]
    return replace(actor, y=actor.y + TABLE_TOP - _HEAD_ABOVE - chin, floor=TABLE_TOP + 6)


def _folded_arms(actor: Actor, cast: Cast) -> str:
    """Both arms on the table under a sleeper's chin."""
    x, y = actor.at("neck")[0], TABLE_TOP - 1
    top = cast.subject.color or TOPS[cast.variant % len(TOPS)]
    edge = hex_code(shade(top, 0.74))
    return "".join(
        f'<path d="M{x - 66:.1f} {y + 8:.1f}Q{x:.1f} {y - 14:.1f} {x + 66:.1f} {y + 8:.1f}" stroke="{color}" '
        f'stroke-width="{wide}" fill="none" stroke-linecap="round"/>'
        for color, wide in ((edge, 27), (top, 22))
    )


def _seated(cast: Cast, lead: Cast, build: Build) -> Actor | None:
    if cast.doing == _SLEEPING and is_posed(cast):
        return _asleep(cast, lead, build)
    cast = replace(cast, doing=None) if cast.doing == "cooking" else cast  # the table is no stove
    if is_posed(cast):
        arms = (22.0, -112.0, 26.0, -128.0) if cast.held else (24.0, -70.0, 24.0, -70.0)
        actor = standing_actor(posed(cast, "standing", arms), lead, build)
        if actor is None:
            return None
        lifted = max(0.0, _LEAST_HEIGHT - actor.height)
        return replace(actor, y=STANDING - lifted)
    actor = standing_actor(
        replace(posed(cast, "working" if cast.subject.concept == "robot" else "sitting"), is_upright=True),
        cast,
        build,
    )
    if actor is None:
        return None
    scale = actor.scale * (0.5 if is_posed(lead) else 0.6)
    return replace(actor, scale=scale, y=TABLE_TOP + actor.figure.height * scale * (1 - _SHOWN))


def _desk(width: float) -> str:
    half, top = width / 2, TABLE_TOP
    return (
        f'<path d="M{-half:.1f} {top:g}h{width:.1f}l6 12h-{width + 12:.1f}z" fill="#cc9560"/>'
        f'<path d="M{-half - 6:.1f} {top + 12:g}h{width + 12:.1f}v8h-{width + 12:.1f}z" fill="#a8713f"/>'
        f'<path d="M{-half + 6:.1f} {top + 20:g}h{width - 12:.1f}v58h-{width - 12:.1f}z" fill="#8a5a34"/>'
        f'<path d="M{-half + 6:.1f} {top + 20:g}h14v{STANDING - top - 20:g}h-14z'
        f'M{half - 20:.1f} {top + 20:g}h14v{STANDING - top - 20:g}h-14z" fill="#7d5028"/>'
    )


def _table(width: float, variant: int) -> str:
    cloth, check = _CLOTHS[variant % len(_CLOTHS)]
    half, top = width / 2, TABLE_TOP
    hem = STANDING - 14
    scallops = "".join(
        f"Q{half - width * (k + 0.5) / 8:.1f} {hem + 14:.1f} {half - width * (k + 1) / 8:.1f} {hem:.1f}"
        for k in range(8)
    )
    dark, light = hex_code(shade(cloth, 0.78)), hex_code(shade(check, 0.94))
    wide = width / 16
    stripes = "".join(
        f'<path d="M{-half + wide * (2 * k + 0.5):.1f} {top + 12:g}h{wide:.1f}V{hem:g}h-{wide:.1f}z" '
        f'fill="{check}" opacity=".55"/>'
        for k in range(8)
    )
    return (
        f'<path d="M{-half:.1f} {top + 8:g}L{half:.1f} {top + 8:g}V{hem:g}{scallops}Z" fill="{cloth}"/>'
        f"{stripes}"
        f'<ellipse cx="0" cy="{top + 8:g}" rx="{half + 6:.1f}" ry="13" fill="{dark}"/>'
        f'<ellipse cx="0" cy="{top + 5:g}" rx="{half + 6:.1f}" ry="12" fill="{light}"/>'
    )


def _laid(things: list[Subject], width: float) -> list[str]:
    """Things side by side on the table, each as large as can be told apart."""
    copies = [thing for thing in things for _ in range(min(3, max(1, thing.count)))][:_MOST_THINGS]
    markup = []
    for number, thing in enumerate(copies):
        figure = find_figure(_LAID_AS.get(thing.concept) or find_alias(thing.concept))
        if figure is None:
            continue
        figure = dyed(figure, thing.color) if thing.color else figure
        height = min(74.0, max(34.0, 70 * (real_height(thing.concept) / 0.3) ** 0.5))
        if thing.concept in _LAID_AS and len(copies) == 1:
            share = _GAME_WIDTH if thing.concept in _BOARDS else _CARD_WIDTH
            height = width * share / figure.aspect
        else:
            height = min(height, width * 0.7 / len(copies) / figure.aspect)
        x = (number - (len(copies) - 1) / 2) * (width - 50) / max(1, len(copies))
        foot = TABLE_TOP + (_GAME_FOOT if thing.concept in _LAID_AS else 11)
        markup.append(nest(figure, x - height * figure.aspect / 2, foot - height, height))
    return markup
