"""Puts figures where the prompt says: left, middle and right, near and far, above and below, in a ring."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.canvas import Canvas, StageKind
from cavendish_illustrator.crowding import Cluster, clusters_of
from cavendish_illustrator.picture_spec import BOTH, PictureSpec, Spot, Subject
from cavendish_illustrator.placement import Placed
from cavendish_illustrator.real_sizes import real_height, size_factor

_COLUMNS: Final = ("left", "middle", "right")
_MARGIN: Final = 0.03
_EVENING: Final = 0.5
"""How far sizes are evened out: 0 as in nature, 1 all alike. In a crowd small things must still be seen."""
_SIDE_AT: Final = 0.21
"""Where the middle of what stands on a side is, in parts of the width."""
_BOATS: Final = frozenset(
    {"sailboat", "ship", "ferry", "passenger-ship", "motor-boat", "speedboat", "pirate-ship"}
)
_SHORES: Final = frozenset({"beach", "sea", "coast", "pier", "harbour"})
_TALL_M: Final = 2.0
_NEARER: Final = {"front": 1.5, "sky": 1.6}
"""How much more than the main row a row may be enlarged."""
_FAR: Final = 0.72
"""The size of what is in the background, in parts of its size in front."""
_TOWERING: Final = 1.3
"""What is so much taller than those before it is seen above them."""
_BEHIND_LEAST: Final = 0.55
"""How much of the front figures' height shows of what is behind them."""

_GAP_RAD: Final = 1.5
"""The opening of the ring towards us, so that nobody hides its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One depth of the picture, with how tall its figures may be in parts of the height."""

    name: str
    tallest: float
    least: float
    order: float


_ROWS: Final = (
    _Row(name="sky", tallest=0.27, least=0.12, order=-3.0),
    _Row(name="back", tallest=0.36, least=0.17, order=-2.0),
    _Row(name="main", tallest=0.5, least=0.17, order=0.0),
    _Row(name="front", tallest=0.27, least=0.14, order=2.0),
)


@dataclass(frozen=True, slots=True)
class _Block:
    """Figures that belong together, with the place asked for them."""

    cluster: Cluster
    spot: Spot

    @property
    def width(self) -> float:
        return self.cluster.right - self.cluster.left

    @property
    def height(self) -> float:
        return self.cluster.ground - min(p.feet_y - p.height for p in self.cluster.members)

    def scale(self, share: float) -> None:
        self.cluster.shrink(share, (self.cluster.left + self.cluster.right) / 2)

    def move_to(self, middle: float, ground: float) -> None:
        self.cluster.shift(middle - (self.cluster.left + self.cluster.right) / 2)
        by = ground - self.cluster.ground
        for placed in self.cluster.members:
            placed.feet_y += by


def has_stated_places(spec: PictureSpec) -> bool:
    """Whether the prompt says of anything where it shall be."""
    is_stated = any(subject.spot is not None for subject in spec.subjects)
    return is_stated or spec.ring_center is not None or spec.framing == "isometric"


def settle(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Move every figure to its stated place; what has none goes where there is room."""
    blocks = [_Block(cluster, _spot_of(spec, cluster)) for cluster in clusters_of(spec, group)]
    if spec.ring_center is not None:
        blocks = _ring(canvas, spec, blocks)
    if canvas.stage.is_bounded and all(block.spot == Spot() for block in blocks):
        blocks = _in_two_rows(blocks)
    if not _SHORES.isdisjoint(spec.settings):
        blocks = [_off_shore(block) for block in blocks]
    rows = {row.name: [block for block in blocks if _row_of(block) == row.name] for row in _ROWS}
    _size_by_nature(canvas, blocks)
    for block in rows["back"]:
        block.scale(_FAR)
    _even_rows(canvas, rows, is_alone=len(blocks) <= 2)
    for row in _ROWS:
        if rows[row.name]:
            _spread_row(canvas, rows[row.name], _ground_of(canvas, row, rows))
            _mark_depth(row, rows[row.name])
    _set_afloat(canvas, spec, rows["back"])
    if rows["back"] and rows["main"] and not canvas.stage.is_bounded:
        _look_over(canvas, rows["back"], rows["main"])


def _off_shore(block: _Block) -> _Block:
    """Where there is a shore, a boat of which nothing else was said is out on the water."""
    is_boat = any(one.cast.subject.concept in _BOATS for one in block.cluster.members)
    return (
        replace(block, spot=replace(block.spot, depth="back")) if is_boat and not block.spot.depth else block
    )


def _set_afloat(canvas: Canvas, spec: PictureSpec, back: Sequence[_Block]) -> None:
    """Raise the boats in the background from the sand onto the water."""
    for block in back:
        is_boat = any(one.cast.subject.concept in _BOATS for one in block.cluster.members)
        if is_boat and not _SHORES.isdisjoint(spec.settings):
            block.scale(min(1.0, canvas.height * 0.2 / block.height))
            middle = (block.cluster.left + block.cluster.right) / 2
            block.move_to(middle, max(canvas.horizon_y + canvas.height * 0.07, block.height * 1.1))


def _in_two_rows(blocks: list[_Block]) -> list[_Block]:
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


def _bounds(canvas: Canvas) -> tuple[float, float]:
    """Between which columns figures may be."""
    stage = canvas.stage
    if stage.is_bounded:
        return stage.left, stage.right
    return canvas.width * _MARGIN, canvas.width * (1 - _MARGIN)


def _even_rows(canvas: Canvas, rows: dict[str, list[_Block]], *, is_alone: bool) -> None:
    """Fit every row; nothing behind grows larger than it would be beside the main row."""
    main = next(row for row in _ROWS if row.name == "main")
    share = _fit_row(canvas, main, rows["main"], is_alone=is_alone, most=math.inf)
    for row in _ROWS:
        if row is not main:
            most = share * _NEARER.get(row.name, 1.0) if rows["main"] else math.inf
            _fit_row(canvas, row, rows[row.name], is_alone=is_alone, most=most)


def _spot_of(spec: PictureSpec, cluster: Cluster) -> Spot:
    """Where a cluster was asked for; who are drawn together from two sides are in the middle."""
    spot = Spot()
    columns: set[str] = set()
    for placed in cluster.members:
        spot = spot.joined(spec.subjects[placed.index].spot or Spot())
        together = (one.subject.spot for one in placed.cast.company)
        columns |= {one.across for one in (spot, *together) if one is not None and one.across}
    return replace(spot, across="middle") if len(columns) > 1 else spot


def _row_of(block: _Block) -> str:
    is_flying = all(placed.is_airborne for placed in block.cluster.members)
    if block.spot.up == "top" or (is_flying and block.spot.up != "bottom"):
        return "sky"
    if block.spot.depth == "back":
        return "back"
    return "front" if block.spot.depth == "front" or block.spot.up == "bottom" else "main"


def _ground_of(canvas: Canvas, row: _Row, rows: dict[str, list[_Block]]) -> float:
    """Where the feet of a row are."""
    stage, height = canvas.stage, canvas.height
    match row.name:
        case "sky":
            return max(stage.clear_top + height * 0.03, height * 0.05)
        case "back":
            far = min(stage.far_y, stage.near_y - height * 0.1) - height * 0.02
            return stage.far_y if stage.is_bounded else far
        case "front":
            return stage.near_y + height * 0.015
        case _:
            has_front = bool(rows["front"])
            return stage.near_y - height * (0.12 if has_front else 0.02)


def _size_by_nature(canvas: Canvas, blocks: Sequence[_Block]) -> None:
    """Give all blocks sizes as they are in life, evened out; one length in life is one in all rows."""
    for block in blocks:
        lead = max(block.cluster.members, key=lambda one: real_height(one.cast.subject.concept))
        seen = _seen(lead) ** _EVENING * size_factor(lead.cast.subject)
        block.scale(canvas.height * 0.3 * seen / (lead.height / lead.rise))


def _seen(placed: Placed) -> float:
    """Height in life in parts of a grown-up's, houses and trees compressed further."""
    metres = max(real_height(one.concept) for one in _shown(placed))
    return float(min(metres, _TALL_M) / 1.7 * max(1.0, metres / _TALL_M) ** 0.6)


def _shown(placed: Placed) -> list[Subject]:
    cast = placed.cast
    return [cast.subject, *filter(None, (cast.prop, cast.mount))]


def _fit_row(canvas: Canvas, row: _Row, blocks: Sequence[_Block], *, is_alone: bool, most: float) -> float:
    """Make a row as large as its height and the picture's width allow, nothing in it too small to see.

    Return by how much it was enlarged; `most` bounds that.
    """
    if not blocks:
        return most
    stage = canvas.stage
    room = max(canvas.height * 0.2, stage.near_y - max(stage.clear_top, canvas.height * 0.06))
    limit = min(canvas.height * row.tallest * (1.15 if is_alone else 1.0), room)
    if stage.is_bounded:
        limit = min(limit, stage.hero_height * (1.1 if is_alone else 0.8))
    first, last = _bounds(canvas)
    wide = last - first
    tallest = max(block.height for block in blocks)
    share = min(limit / tallest, wide / (1.06 * sum(block.width for block in blocks)), most)
    for block in blocks:
        block.scale(share)
    small = [block for block in blocks if block.height < canvas.height * row.least]
    spare = wide - 1.04 * sum(block.width for block in blocks)
    for block in small:
        wanted = canvas.height * row.least / block.height
        block.scale(min(wanted, 1 + max(0.0, spare) / len(small) / max(block.width, 1.0)))
    return share


def _spread_row(canvas: Canvas, blocks: Sequence[_Block], ground: float) -> None:
    """Left things in the left third, right ones in the right; what has no side where there is room."""
    width, is_hung = canvas.width, _row_of(blocks[0]) == "sky"
    columns = _columns(width, blocks)
    first, last = _bounds(canvas)
    gap = min(width * 0.03, max(0.0, last - first - sum(b.width for b in blocks)) / (len(blocks) + 1))
    spans = {name: _span(columns[name], gap) for name in _COLUMNS}
    side = first + (last - first) * (_SIDE_AT - _MARGIN)
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


def _columns(width: float, blocks: Sequence[_Block]) -> dict[str, list[_Block]]:
    """Each block in its column; those without one go where most room is left."""
    columns: dict[str, list[_Block]] = {name: [] for name in _COLUMNS}
    on_both = [block for block in blocks if block.spot.across == BOTH]
    for number, block in enumerate(on_both):
        columns[("left", "right")[number % 2]].append(block)
    for block in sorted(blocks, key=lambda one: not one.spot.across):
        if block.spot.across != BOTH:
            columns[block.spot.across or _emptiest(width, columns)].append(block)
    return columns


def _emptiest(width: float, columns: dict[str, list[_Block]]) -> str:
    """The column with the most room left; the middle first where all are empty."""
    taken = {name: _span(columns[name], width * 0.02) for name in _COLUMNS}
    if not any(taken.values()):
        return "middle"
    return min(("left", "right", "middle"), key=taken.__getitem__)


def _span(blocks: Sequence[_Block], gap: float) -> float:
    return sum(block.width for block in blocks) + gap * max(0, len(blocks) - 1)


def _place(blocks: Sequence[_Block], start: float, ground: float, gap: float, *, is_hung: bool) -> None:
    """Line blocks up from an x; what hangs has its top at the ground given."""
    for block in blocks:
        block.move_to(start + block.width / 2, ground + block.height if is_hung else ground)
        start += block.width + gap


def _mark_depth(row: _Row, blocks: Sequence[_Block]) -> None:
    for block in blocks:
        lowest = min(placed.order for placed in block.cluster.members)
        for placed in block.cluster.members:
            placed.order += row.order - lowest
            if row.name == "sky":
                placed.is_airborne = True
                placed.finish = replace(placed.finish, shadow=False, reflect=0.0)


def _look_over(canvas: Canvas, back: Sequence[_Block], main: Sequence[_Block]) -> None:
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


def _take_gap(block: _Block, gaps: list[tuple[float, float]]) -> None:
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


def _gaps(canvas: Canvas, main: Sequence[_Block]) -> list[tuple[float, float]]:
    """The free stretches of a row, those at the edges included."""
    first, last = _bounds(canvas)
    found, start = [], first
    for block in sorted(main, key=lambda one: one.cluster.left):
        if block.cluster.left - start > canvas.width * 0.05:
            found.append((start, block.cluster.left))
        start = max(start, block.cluster.right)
    if last - start > canvas.width * 0.05:
        found.append((start, last))
    return found


def _overlap(first: _Block, second: _Block) -> float:
    return min(first.cluster.right, second.cluster.right) - max(first.cluster.left, second.cluster.left)


def _ring(canvas: Canvas, spec: PictureSpec, blocks: list[_Block]) -> list[_Block]:
    """Stand everybody around the middle of the ring; return those that are no part of it."""
    inner = [b for b in blocks if any(p.index == spec.ring_center for p in b.cluster.members)]
    around = [b for b in blocks if b not in inner and b.spot == Spot()]
    if not inner or len(around) < 2:
        return blocks
    stage, width, height = canvas.stage, canvas.width, canvas.height
    middle = stage.near_y - height * 0.16
    tallest = max(block.height for block in around)
    for block in around:
        block.scale((tallest / block.height) ** _EVENING)
        block.scale(min(height * 0.27 / tallest, width * 0.24 / max(block.width, 1.0)))
    inner[0].scale(min(height * 0.24 / inner[0].height, width * 0.26 / inner[0].width))
    inner[0].move_to(width / 2, middle + height * 0.02)
    step = (2 * math.pi - _GAP_RAD) / max(1, len(around) - 1)
    for number, block in enumerate(around):
        angle = math.pi / 2 + _GAP_RAD / 2 + number * step
        depth = math.sin(angle)
        block.scale(1 + 0.2 * depth)
        reach = width * (0.36 if stage.kind is not StageKind.SURFACE else 0.33)
        block.move_to(width / 2 + math.cos(angle) * reach, middle + depth * height * 0.13)
        for placed in block.cluster.members:
            placed.order = 0.0
    return [block for block in blocks if block not in around and block not in inner]
