"""Marks in one ink alone, as a stencil or a rubber stamp has them."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, Rgb, luminance, mix
from cavendish_illustrator.painting.pixel_ops import blur, dilate
from cavendish_illustrator.staging.emblem_parts import rim_of
from cavendish_illustrator.staging.ink_outlines import without_crumbs

_SEEN: Final = 0.5
_TONES: Final = 8
_OPEN: Final = 0.2
"""Tones so far from the commonest one stay open."""
_SEAM: Final = 0.14
_RIM: Final = 0.012


def stencilled(mark: Field, ground: Rgb, ink: Rgb) -> Field:
    """The mark in one ink: its commonest tone is solid, seams and what differs plainly are left open."""
    tone, solid = luminance(mark), mark[..., 3] > _SEEN
    if not solid.any():
        return mark
    counts, edges = np.histogram(tone[solid], bins=_TONES, range=(0.0, 1.0))
    common = float(edges[int(counts.argmax())] + edges[1] / 2)
    width = max(1, round(mark.shape[0] * _RIM))
    differs = np.abs(blur(tone, 0.6) - common) > _OPEN
    seams = dilate(without_crumbs(_steps(mark) > _SEAM, 2.0 * width), max(1, width // 2)) > _SEEN
    is_open = (differs | seams) & ~rim_of(mark[..., 3], width)
    result = mark.copy()
    result[..., :3] = mix(ink, ground, blur(is_open.astype(np.float32), 0.6)[..., None])
    return result


def _steps(mark: Field) -> Field:
    """How much neighbouring colours differ."""
    step = np.zeros(mark.shape[:2], np.float32)
    step[:, 1:] = np.abs(np.diff(mark[..., :3], axis=1)).sum(-1)
    step[1:] = np.maximum(step[1:], np.abs(np.diff(mark[..., :3], axis=0)).sum(-1))
    return step
