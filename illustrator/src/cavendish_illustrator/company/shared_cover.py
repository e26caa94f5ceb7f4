"""Two or three close together under one umbrella or in one blanket."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, skin_of, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
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
_SHAFT: Final = "#5c6770"
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
    color = thing.color if thing is not None and thing.color else _RED
    return _wrapped(actors, color) if is_blanket else _sheltered(actors, color)


def _sheltered(actors: Sequence[Actor], color: str) -> Figure | None:
    umbrella = find_figure("umbrella")
    if umbrella is None:
        return None
    umbrella = dyed(umbrella, color)
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
        f'<path d="M{grip[0]:.1f} {top + tall * _CANOPY:.1f}V{grip[1] + 26:.1f}" stroke="{_SHAFT}" '
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
