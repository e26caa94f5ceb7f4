"""Stands figures in a ring around what is in their middle."""

import math
from typing import Final

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, Spot
from cavendish_illustrator.staging.layout_blocks import EVENING, Block

_GAP_RAD: Final = 1.5
"""The opening of the ring towards us, so that nobody hides its middle."""


def set_ring(canvas: Canvas, spec: PictureSpec, blocks: list[Block]) -> list[Block]:
    """Stand everybody around the middle of the ring; return those that are no part of it."""
    inner = [b for b in blocks if any(p.index == spec.ring_center for p in b.cluster.members)]
    around = [b for b in blocks if b not in inner and b.spot == Spot()]
    if not inner or len(around) < 2:
        return blocks
    stage, width, height = canvas.stage, canvas.width, canvas.height
    middle = stage.near_y - height * 0.16
    tallest = max(block.height for block in around)
    for block in around:
        block.scale((tallest / block.height) ** EVENING)
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
