"""Sets the furnishings that a prompt names at the places its room keeps for them."""

from typing import Final

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, Slot, StageKind
from cavendish_illustrator.staging.casting import Casting
from cavendish_illustrator.staging.layout import measured

_HUNG: Final = Finish(relight=0.25, tint=0.6, rim=False, shadow=False)
_STANDING: Final = Finish(relight=0.4, tint=0.7, rim=False)
_SET_DOWN: Final = Finish(relight=0.4, tint=0.7, rim=False, shadow=False)
_ON_TOP: Final = 0.5
"""What is on a thing is painted after it."""


def take_furnishings(canvas: Canvas, casting: Casting) -> tuple[list[Placed], Casting]:
    """The furnishings at their places, farthest first, and the casting of everything else."""
    slots = canvas.stage.slots
    if not slots or canvas.stage.kind is not StageKind.GROUND:
        return [], casting
    named = {slot.index for slot in slots}
    rest = Casting(
        [role for role in casting.roles if role.index not in named], casting.missing, casting.shown
    )
    found: list[Placed] = []
    for role in casting.roles:
        places = [slot for slot in slots if slot.index == role.index]
        for copy, slot in enumerate(places[: role.count]):
            placed = measured(role, copy)
            if placed is None:
                casting.missing.append(role.cast.subject.word)
                break
            _set(placed, slot)
            found.append(placed)
    return sorted(found, key=lambda one: (one.order, one.feet_y)), rest


def _set(placed: Placed, slot: Slot) -> None:
    placed.x, placed.feet_y = slot.x, slot.foot_y
    placed.height = slot.height * max(1.0, placed.rise)
    placed.is_airborne = slot.is_hung
    placed.order = _ON_TOP if slot.is_on_top else -1.0 if slot.is_hung else 0.0
    placed.finish = _HUNG if slot.is_hung else _SET_DOWN if slot.is_on_top else _STANDING
