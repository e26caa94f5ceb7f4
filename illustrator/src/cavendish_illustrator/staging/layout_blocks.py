"""The blocks of figures a layout moves about, the rows they stand in, and how large they are there."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Spot, Subject
from cavendish_illustrator.staging.crowding import Cluster

MARGIN: Final = 0.03
_OVER_EDGE: Final = 0.06
"""How far beyond its stage's ends a row may reach; many are drawn narrower than they are."""
EVENING: Final = 0.5
"""How far sizes are evened out: 0 as in nature, 1 all alike. In a crowd small things must still be seen."""
_WIDEST: Final = 1.15
"""How wide one of several may be, in parts of the row's height."""
_TALL_M: Final = 2.0
_NEARER: Final = {"front": 1.25, "sky": 1.6}
"""How much more than the main row a row may be enlarged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One depth of the picture, with how tall its figures may be in parts of the height."""

    name: str
    tallest: float
    least: float
    order: float


ROWS: Final = (
    Row(name="sky", tallest=0.27, least=0.12, order=-3.0),
    Row(name="back", tallest=0.36, least=0.17, order=-2.0),
    Row(name="main", tallest=0.5, least=0.17, order=0.0),
    Row(name="front", tallest=0.25, least=0.12, order=2.0),
)


@dataclass(frozen=True, slots=True)
class Block:
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


def row_of(block: Block) -> str:
    is_flying = all(placed.is_airborne for placed in block.cluster.members)
    if block.spot.up == "top" or (is_flying and block.spot.up != "bottom"):
        return "sky"
    if block.spot.depth == "back":
        return "back"
    return "front" if block.spot.depth == "front" or block.spot.up == "bottom" else "main"


def bounds(canvas: Canvas) -> tuple[float, float]:
    """Between which columns figures may be."""
    stage = canvas.stage
    if stage.is_bounded:
        return stage.left, stage.right
    slack = canvas.width * _OVER_EDGE
    return max(canvas.width * MARGIN, stage.left - slack), min(
        canvas.width * (1 - MARGIN), stage.right + slack
    )


def even_rows(canvas: Canvas, rows: dict[str, list[Block]], *, is_alone: bool) -> None:
    """Fit every row; nothing behind grows larger than it would be beside the main row."""
    main = next(row for row in ROWS if row.name == "main")
    share = _fit_row(canvas, main, rows["main"], is_alone=is_alone, most=math.inf)
    for row in ROWS:
        if row is not main:
            most = share * _NEARER.get(row.name, 1.0) if rows["main"] else math.inf
            _fit_row(canvas, row, rows[row.name], is_alone=is_alone, most=most)


def size_by_nature(canvas: Canvas, blocks: Sequence[Block]) -> None:
    """Give all blocks sizes as they are in life, evened out; one length in life is one in all rows."""
    for block in blocks:
        lead = max(block.cluster.members, key=lambda one: real_height(one.cast.subject.concept))
        seen = _seen(lead) ** EVENING * size_factor(lead.cast.subject)
        block.scale(canvas.height * 0.3 * seen / (lead.height / lead.rise))


def _seen(placed: Placed) -> float:
    """Height in life in parts of a grown-up's, houses and trees compressed further."""
    metres = max(real_height(one.concept) for one in _shown(placed))
    return float(min(metres, _TALL_M) / 1.7 * max(1.0, metres / _TALL_M) ** 0.6)


def _shown(placed: Placed) -> list[Subject]:
    cast = placed.cast
    return [cast.subject, *filter(None, (cast.prop, cast.mount))]


def _fit_row(canvas: Canvas, row: Row, blocks: Sequence[Block], *, is_alone: bool, most: float) -> float:
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
    first, last = bounds(canvas)
    wide = last - first
    if len(blocks) > 1:
        for block in blocks:
            block.scale(min(1.0, _WIDEST * max(one.height for one in blocks) / block.width))
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
