"""Finds the designed pieces, one module each under `designs/`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import cavendish_illustrator.designs
from cavendish_illustrator.discovery import offered_by_modules
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.staging.scene_drawing import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A kind of designed piece. Every module of `designs/` ends in `DESIGN = Design(...)`."""

    kinds: tuple[Kind, ...]
    draw: Callable[[PictureSpec, tuple[int, int], int], Drawing]
    draws_text: bool = True


@cache
def designs() -> dict[Kind, Design]:
    """Every kind that is a designed piece, with its design."""
    found: Iterator[Design] = offered_by_modules(cavendish_illustrator.designs, "DESIGN")
    return {kind: design for design in found for kind in design.kinds}
