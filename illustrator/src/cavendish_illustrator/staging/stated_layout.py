"""Puts figures where the prompt says: left, middle and right, near and far, above and below, in a ring."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import BOTH, PictureSpec, Spot
from cavendish_illustrator.staging.background_layout import (
    SHORES,
    look_over,
    off_shore,
    set_afloat,
    set_far_off,
)
from cavendish_illustrator.staging.crowding import Cluster, clusters_of
from cavendish_illustrator.staging.layout_blocks import (
    MARGIN,
    ROWS,
    Block,
    Row,
    bounds,
    even_rows,
    row_of,
    size_by_nature,
)
from cavendish_illustrator.staging.ring_layout import set_ring

_COLUMNS: Final = ("left", "middle", "right")
_SIDE_AT: Final = 0.21
"""Where the middle of what stands on a side is, in parts of the width."""
_FAR: Final = 0.72
"""The size of what is in the background, in parts of its size in front."""


def has_stated_places(spec: PictureSpec) -> bool:
    """Whether the prompt says of anything where it shall be."""
    is_stated = any(subject.spot is not None for subject in spec.subjects)
    return is_stated or spec.ring_center is not None or spec.framing == "isometric"


def settle(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Move every figure to its stated place; what has none goes where there is room."""
    blocks = [Block(cluster, _spot_of(spec, cluster)) for cluster in clusters_of(spec, group)]
    if spec.ring_center is not None:
        blocks = set_ring(canvas, spec, blocks)
    if canvas.stage.is_bounded and all(block.spot == Spot() for block in blocks):
        blocks = _in_two_rows(blocks)
    if not SHORES.isdisjoint(spec.settings):
        blocks = [off_shore(block) for block in blocks]
    rows = {row.name: [block for block in blocks if row_of(block) == row.name] for row in ROWS}
    size_by_nature(canvas, blocks)
    for block in rows["back"]:
        block.scale(_FAR)
    even_rows(canvas, rows, is_alone=len(blocks) <= 2)
    for row in ROWS:
        if rows[row.name]:
            _spread_row(canvas, rows[row.name], _ground_of(canvas, row, rows))
            _mark_depth(row, rows[row.name])
    set_afloat(canvas, spec, rows["back"])
    set_far_off(canvas, rows["back"])
    if rows["back"] and rows["main"] and not canvas.stage.is_bounded:
        look_over(canvas, rows["back"], rows["main"])


def _in_two_rows(blocks: list[Block]) -> list[Block]:
    """Nobody said where: the taller half stands at the back of the room."""
    ordered = sorted(
        blocks, key=lambda one: -max(real_height(p.cast.subject.concept) for p in one.cluster.members)
    )
    half = len(ordered) // 2
    behind = [
        replace(block, spot=Spot(depth="back", across=_COLUMNS[(2, 0, 1)[number % 3]]))
        for number, block in enumerate(ordered[:half])
    ]
    before = ordered[half:]
    if half and len(before) == 1:
        before = [replace(before[0], spot=Spot(across="left"))]
    return [*behind, *before]


def _spot_of(spec: PictureSpec, cluster: Cluster) -> Spot:
    """Where a cluster was asked for; who are drawn together from two sides are in the middle."""
    spot = Spot()
    columns: set[str] = set()
    for placed in cluster.members:
        spot = spot.joined(spec.subjects[placed.index].spot or Spot())
        together = (one.subject.spot for one in placed.cast.company)
        columns |= {one.across for one in (spot, *together) if one is not None and one.across}
    return replace(spot, across="middle") if len(columns) > 1 else spot


def _ground_of(canvas: Canvas, row: Row, rows: dict[str, list[Block]]) -> float:
    """Where the feet of a row are."""
    stage, height = canvas.stage, canvas.height
    match row.name:
        case "sky":
            return max(stage.clear_top + height * 0.03, height * 0.05)
        case "back":
            far = max(min(stage.far_y, stage.near_y - height * 0.1), stage.far_y - height * 0.05)
            return stage.far_y if stage.is_bounded else far
        case "front":
            return stage.near_y + height * 0.015
        case _:
            has_front = bool(rows["front"])
            return max(stage.near_y - height * (0.12 if has_front else 0.02), stage.far_y)


def _spread_row(canvas: Canvas, blocks: Sequence[Block], ground: float) -> None:
    """Left things in the left third, right ones in the right; what has no side where there is room."""
    width, is_hung = canvas.width, row_of(blocks[0]) == "sky"
    columns = _columns(width, blocks)
    first, last = bounds(canvas)
    gap = min(width * 0.03, max(0.0, last - first - sum(b.width for b in blocks)) / (len(blocks) + 1))
    spans = {name: _span(columns[name], gap) for name in _COLUMNS}
    side = first + (last - first) * (_SIDE_AT - MARGIN)
    left = max(first, side - spans["left"] / 2)
    right = min(last - spans["right"], width - side - spans["right"] / 2)
    middle = width / 2 - spans["middle"] / 2
    if columns["middle"] and columns["left"]:
        left = max(first, min(left, middle - gap - spans["left"]))
        middle = max(middle, left + spans["left"] + gap)
    if columns["middle"] and columns["right"]:
        right = min(last - spans["right"], max(right, middle + spans["middle"] + gap))
        middle = min(middle, right - gap - spans["middle"])
        left = max(first, min(left, middle - gap - spans["left"])) if columns["left"] else left
    for name, start in (("left", left), ("middle", middle), ("right", right)):
        _place(columns[name], start, ground, gap, is_hung=is_hung)


def _columns(width: float, blocks: Sequence[Block]) -> dict[str, list[Block]]:
    """Each block in its column; those without one go where most room is left."""
    columns: dict[str, list[Block]] = {name: [] for name in _COLUMNS}
    on_both = [block for block in blocks if block.spot.across == BOTH]
    for number, block in enumerate(on_both):
        columns[("left", "right")[number % 2]].append(block)
    for block in sorted(blocks, key=lambda one: not one.spot.across):
        if block.spot.across != BOTH:
            columns[block.spot.across or _emptiest(width, columns)].append(block)
    return columns


def _emptiest(width: float, columns: dict[str, list[Block]]) -> str:
    """The column with the most room left; the middle first where all are empty."""
    taken = {name: _span(columns[name], width * 0.02) for name in _COLUMNS}
    if not any(taken.values()):
        return "middle"
    return min(("left", "right", "middle"), key=taken.__getitem__)


def _span(blocks: Sequence[Block], gap: float) -> float:
    return sum(block.width for block in blocks) + gap * max(0, len(blocks) - 1)


def _place(blocks: Sequence[Block], start: float, ground: float, gap: float, *, is_hung: bool) -> None:
    """Line blocks up from an x; what hangs has its top at the ground given."""
    for block in blocks:
        block.move_to(start + block.width / 2, ground + block.height if is_hung else ground)
        start += block.width + gap


def _mark_depth(row: Row, blocks: Sequence[Block]) -> None:
    for block in blocks:
        lowest = min(placed.order for placed in block.cluster.members)
        for placed in block.cluster.members:
            placed.order += row.order - lowest
            if row.name == "sky":
                placed.is_airborne = True
                placed.finish = replace(placed.finish, shadow=False, reflect=0.0)
