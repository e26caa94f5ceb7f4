"""Shows what is in the background: in the gaps of the row before it, above it, or out on the water."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.layout_blocks import Block, bounds

_BOATS: Final = frozenset(
    {"sailboat", "ship", "ferry", "passenger-ship", "motor-boat", "speedboat", "pirate-ship"}
)
SHORES: Final = frozenset({"beach", "sea", "coast", "pier", "harbour"})
FAR_BUILDINGS: Final = frozenset(
    {
        "windmill",
        "church",
        "barn",
        "pagoda",
        "mosque",
        "wizard-tower",
        "factory",
        "cottage",
        "house",
        "castle",
    }
)
_FAR_TALL, _FAR_FOOT, _LEAST_ROOM = 0.24, 0.22, 0.12
"""How tall such a building is and how far before the horizon it stands; where there is ground for it."""
_TOWERING: Final = 1.3
"""What is so much taller than those before it is seen above them."""
_BEHIND_LEAST: Final = 0.55
"""How much of the front figures' height shows of what is behind them."""


def off_shore(block: Block) -> Block:
    """Where there is a shore, a boat of which nothing else was said is out on the water."""
    is_boat = any(one.cast.subject.concept in _BOATS for one in block.cluster.members)
    return (
        replace(block, spot=replace(block.spot, depth="back")) if is_boat and not block.spot.depth else block
    )


def set_afloat(canvas: Canvas, spec: PictureSpec, back: Sequence[Block]) -> None:
    """Raise the boats in the background from the sand onto the water."""
    for block in back:
        is_boat = any(one.cast.subject.concept in _BOATS for one in block.cluster.members)
        if is_boat and not SHORES.isdisjoint(spec.settings):
            block.scale(min(1.0, canvas.height * 0.2 / block.height))
            middle = (block.cluster.left + block.cluster.right) / 2
            block.move_to(middle, max(canvas.horizon_y + canvas.height * 0.07, block.height * 1.1))


def set_far_off(canvas: Canvas, back: Sequence[Block]) -> None:
    """A building in the background of open land stands on the horizon, as small as it is seen there."""
    stage = canvas.stage
    is_open = stage.kind is StageKind.GROUND and not (stage.is_bounded or canvas.is_indoors)
    room = stage.far_y - canvas.horizon_y
    is_open &= not stage.water_bottom  # where it would stand in the lake
    if not is_open or room < canvas.height * _LEAST_ROOM:
        return
    for block in back:
        if all(one.cast.subject.concept in FAR_BUILDINGS for one in block.cluster.members):
            block.scale(min(1.0, canvas.height * _FAR_TALL / block.height))
            middle = (block.cluster.left + block.cluster.right) / 2
            block.move_to(middle, canvas.horizon_y + room * _FAR_FOOT)


def look_over(canvas: Canvas, back: Sequence[Block], main: Sequence[Block]) -> None:
    """Move what is behind into the gaps of the row before it; what is much taller may rise above it."""
    gaps = _gaps(canvas, main)
    for block in sorted(back, key=lambda one: -one.width):
        covering = [one for one in main if _overlap(one, block) > 0.4 * block.width]
        hidden = max((one.height for one in covering), default=0.0)
        if covering and (block.height < hidden * _TOWERING or not block.spot.across) and gaps:
            _take_gap(block, gaps)
        elif covering and block.height >= hidden * _TOWERING:
            top = min(one.cluster.ground - one.height for one in covering)
            ground = min(block.cluster.ground, top + block.height * (1 - _BEHIND_LEAST))
            lowest = max(canvas.stage.clear_top + block.height, canvas.horizon_y * 0.9)
            block.move_to((block.cluster.left + block.cluster.right) / 2, max(ground, lowest))


def _take_gap(block: Block, gaps: list[tuple[float, float]]) -> None:
    """Stand in the gap that shows most, the nearest of a side where one was asked for."""
    middle = (block.cluster.left + block.cluster.right) / 2
    away = 1.0 if block.spot.across else 0.0

    def worth(gap: tuple[float, float]) -> float:
        return min(gap[1] - gap[0], block.width) - away * abs((gap[0] + gap[1]) / 2 - middle)

    best = max(gaps, key=worth)
    gaps.remove(best)
    room = best[1] - best[0]
    if room < block.width * 0.7:
        block.scale(max(0.6, room / block.width / 0.7))
    at = (best[0] + best[1]) / 2
    if room > block.width * 2:
        at = best[0] + room * 0.25
        gaps.append((at + block.width / 2, best[1]))
    block.move_to(at, block.cluster.ground)


def _gaps(canvas: Canvas, main: Sequence[Block]) -> list[tuple[float, float]]:
    """The free stretches of a row, those at the edges included."""
    first, last = bounds(canvas)
    found, start = [], first
    for block in sorted(main, key=lambda one: one.cluster.left):
        if block.cluster.left - start > canvas.width * 0.05:
            found.append((start, block.cluster.left))
        start = max(start, block.cluster.right)
    if last - start > canvas.width * 0.05:
        found.append((start, last))
    return found


def _overlap(first: Block, second: Block) -> float:
    return min(first.cluster.right, second.cluster.right) - max(first.cluster.left, second.cluster.left)
