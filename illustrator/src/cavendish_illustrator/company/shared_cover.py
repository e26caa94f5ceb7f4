"""Two or three close together under one umbrella or in one blanket; one alone with it over the head."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, skin_of, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.painting.color import hex_code, shade
from cavendish_illustrator.picture_spec import Subject

_BLANKET: Final = "blanket"
_RED: Final = "#c8483c"
_CLOSE: Final = 1.7
"""How far apart their middles are, in half widths."""
_HOLDING_UP, _AT_EASE = (14.0, -8.0, 8.0, 132.0), (14.0, -8.0, 14.0, -8.0)
_WIDER: Final = 1.24
"""How much wider than all of them the umbrella is."""
_CANOPY, _GRIP = 0.44, 0.88
"""How far down the umbrella its edge is, and how far down it is held, in parts of its height."""
_HAIR: Final = 22.0
"""How far the edge of the canopy is below the top of the heads."""
_SHAFT, _STEM = "#5c6770", "#4f7f2e"
_LEAF, _LEAF_OVERHEAD = "leaf-flat", "leaf-canopy"
_FACE_BELOW_EYES, _FACE_TALL = 0.1, 0.52
"""The opening of a hood: how far below the eyes its middle is, and half its height, in parts of a head."""
_MUZZLE: Final = 1.12
"""How much larger the opening is for an animal's head."""
_HEM: Final = 0.2
"""How far above the ground a blanket ends, in parts of a figure."""


def share(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """Everybody side by side under what was named, as wide as they need it."""
    is_blanket = thing is not None and thing.concept == _BLANKET
    actors: list[Actor] = []
    for number, cast in enumerate(casts):
        arms = _HOLDING_UP if number == (len(casts) - 1) // 2 and not is_blanket else _AT_EASE
        pose = "standing" if is_posed(cast) else "sitting"
        actor = standing_actor(posed(replace(cast, held=()), pose, arms), casts[0], build)
        if actor is None:
            return None
        x = 0.0
        if actors:
            x = actors[-1].x + (half_width(actors[-1]) + half_width(actor)) * _CLOSE / 2
        actors.append(replace(actor, x=x))
    if thing is not None and thing.concept == _LEAF:
        return _sheltered(actors, _LEAF_OVERHEAD, thing.color, _STEM)
    color = thing.color if thing is not None and thing.color else _RED
    if is_blanket and len(actors) == 1:
        return _hooded(actors[0], casts[0], color)
    return _wrapped(actors, color) if is_blanket else _sheltered(actors, "umbrella", color, _SHAFT)


def _hooded(actor: Actor, cast: Cast, color: str) -> Figure:
    """A blanket over somebody's head down to the ground, the face and what is in the hand looking out."""
    figure = actor.figure
    head = (figure.head_width or figure.width * 0.6) * actor.scale
    x, y = actor.at("eyes", (figure.left + figure.width / 2, figure.top + figure.height * 0.3))
    y += head * _FACE_BELOW_EYES
    share = 1.0 if is_posed(cast) else _MUZZLE
    wide, tall = head * 0.5 * share, head * _FACE_TALL * share
    top, low, half = y - tall - head * 0.24, STANDING + 4, max(half_width(actor), head * 0.9)
    dark, light = hex_code(shade(color, 0.74)), hex_code(shade(color, 1.12))
    cloth = (
        f'<path fill-rule="evenodd" d="M{x:.1f} {top:.1f}C{x + wide * 1.5:.1f} {top:.1f} '
        f"{x + wide * 1.7:.1f} {y:.1f} {x + wide * 1.6:.1f} {y + tall:.1f}"
        f"Q{x + half * 1.1:.1f} {(y + low) / 2:.1f} {x + half * 1.24:.1f} {low:.1f}"
        f"q{-half * 0.3:.1f} 12 {-half * 0.62:.1f} 0t{-half * 0.62:.1f} 0 {-half * 0.62:.1f} 0 "
        f"{-half * 0.62:.1f} 0Q{x - half * 1.1:.1f} {(y + low) / 2:.1f} {x - wide * 1.6:.1f} {y + tall:.1f}"
        f"C{x - wide * 1.7:.1f} {y:.1f} {x - wide * 1.5:.1f} {top:.1f} {x:.1f} {top:.1f}Z"
        f"M{x - wide:.1f} {y:.1f}a{wide:.1f} {tall:.1f} 0 1 0 {2 * wide:.1f} 0a{wide:.1f} {tall:.1f} 0 1 0 "
        f'{-2 * wide:.1f} 0z" fill="{color}"/>'
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{wide:.1f}" ry="{tall:.1f}" fill="none" stroke="{dark}" '
        f'stroke-width="{head * 0.05:.1f}"/>'
        f'<path d="M{x:.1f} {y + tall:.1f}Q{x + 8:.1f} {(y + low) / 2:.1f} {x - 4:.1f} {low:.1f}'
        f"M{x - wide * 1.1:.1f} {y + tall * 1.2:.1f}Q{x - half * 0.7:.1f} {(y + low) / 2:.1f} "
        f"{x - half * 0.74:.1f} {low - 8:.1f}M{x + wide * 1.1:.1f} {y + tall * 1.2:.1f}"
        f'Q{x + half * 0.7:.1f} {(y + low) / 2:.1f} {x + half * 0.74:.1f} {low - 8:.1f}" stroke="{dark}" '
        'stroke-width="4" fill="none" stroke-linecap="round" opacity=".7"/>'
        f'<path d="M{x - wide * 1.2:.1f} {y - tall * 0.5:.1f}Q{x - wide:.1f} {top + 12:.1f} {x - 4:.1f} '
        f'{top + 8:.1f}" stroke="{light}" stroke-width="5" fill="none" stroke-linecap="round" opacity=".8"/>'
    )
    inside = f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{wide:.1f}" ry="{tall:.1f}" fill="{dark}"/>'
    box = (x - half * 1.3, top, x + half * 1.3, low + 8)
    return staged([inside, actor, cloth, _looking_out(actor, cast, x, y + tall, head)], STANDING, boxes=[box])


def _looking_out(actor: Actor, cast: Cast, x: float, chin: float, head: float) -> str:
    """What is in hand, before the blanket."""
    thing = find_figure(find_alias(cast.held[0].concept)) if cast.held else None
    if thing is None:
        return ""
    tall = min(head * 0.8, head / thing.aspect)
    y = chin + head * 0.5
    fist = skin_of(actor.figure) if is_posed(cast) else ""
    hand = (
        f'<circle cx="{x:.1f}" cy="{y + tall * 0.24:.1f}" r="{head * 0.1:.1f}" fill="{fist}"/>'
        if fist
        else ""
    )
    return nest(thing, x - tall * thing.aspect / 2, y - tall / 2, tall) + hand


def _sheltered(actors: Sequence[Actor], name: str, color: str | None, shaft: str) -> Figure | None:
    umbrella = find_figure(name)
    if umbrella is None:
        return None
    umbrella = dyed(umbrella, color) if color else umbrella
    left = min(one.x - half_width(one) for one in actors)
    right = max(one.x + half_width(one) for one in actors)
    holder = actors[(len(actors) - 1) // 2]
    grip = holder.at("hand", (0.0, STANDING * 0.55))
    heads = STANDING - max(one.height for one in actors)
    wanted = (right - left) * _WIDER / umbrella.aspect
    tall = max(wanted, (grip[1] - heads - _HAIR) / (_GRIP - _CANOPY))
    top = grip[1] - tall * _GRIP
    width = tall * umbrella.aspect
    x = grip[0] if len(actors) % 2 == 0 else (left + right) / 2
    shown = nest(umbrella, x - width / 2, top, tall)
    hand = (
        f'<path d="M{grip[0]:.1f} {top + tall * _CANOPY:.1f}V{grip[1] + 26:.1f}" stroke="{shaft}" '
        f'stroke-width="7" stroke-linecap="round"/>'
        f'<circle cx="{grip[0]:.1f}" cy="{grip[1]:.1f}" r="9" fill="{skin_of(holder.figure)}"/>'
        if "hand" in holder.figure.anchors
        else ""
    )
    rest = [one for one in actors if one is not holder]
    pieces: list[Piece] = [shown, holder, hand, *rest]
    return staged(pieces, STANDING, boxes=[(x - width / 2, top, x + width / 2, top + tall)])


def _wrapped(actors: Sequence[Actor], color: str) -> Figure:
    """A blanket around all of them, from the shoulders down over the knees."""
    left = min(one.x - half_width(one) for one in actors) - 6
    right = max(one.x + half_width(one) for one in actors) + 6
    neck = max(one.at("neck", (0.0, STANDING * 0.4))[1] for one in actors) + 16
    low = STANDING - _HEM * min(one.height for one in actors)
    middle, dark = (left + right) / 2, hex_code(shade(color, 0.76))
    cloth = (
        f'<path d="M{left + 18:.1f} {neck:.1f}Q{middle:.1f} {neck + 22:.1f} {right - 18:.1f} {neck:.1f}'
        f"Q{right + 8:.1f} {(neck + low) / 2:.1f} {right + 14:.1f} {low:.1f}"
        f"Q{middle:.1f} {low + 18:.1f} {left - 14:.1f} {low:.1f}Q{left - 8:.1f} {(neck + low) / 2:.1f} "
        f'{left + 18:.1f} {neck:.1f}Z" fill="{color}"/>'
        f'<path d="M{middle - 6:.1f} {neck + 12:.1f}Q{middle + 12:.1f} {(neck + low) / 2:.1f} '
        f"{middle - 2:.1f} {low + 8:.1f}M{left + 10:.1f} {neck + 40:.1f}Q{left + 20:.1f} "
        f"{(neck + low) / 2 + 20:.1f} {left + 8:.1f} {low + 2:.1f}M{right - 10:.1f} {neck + 40:.1f}"
        f'Q{right - 20:.1f} {(neck + low) / 2 + 20:.1f} {right - 8:.1f} {low + 2:.1f}" stroke="{dark}" '
        'stroke-width="5" fill="none" stroke-linecap="round" opacity=".7"/>'
        f'<path d="M{left - 10:.1f} {low - 12:.1f}Q{middle:.1f} {low + 6:.1f} {right + 10:.1f} '
        f'{low - 12:.1f}" stroke="{dark}" stroke-width="4" fill="none"/>'
    )
    return staged([*actors, cloth], STANDING, boxes=[(left - 14, neck, right + 14, low + 18)])
