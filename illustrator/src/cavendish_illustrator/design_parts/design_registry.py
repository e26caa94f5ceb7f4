"""Finds the designed pieces, one module each under `designs/`."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cavendish_illustrator.designs
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
    found: dict[Kind, Design] = {}
    for module in pkgutil.iter_modules(cavendish_illustrator.designs.__path__):
        design: Design = importlib.import_module(f"cavendish_illustrator.designs.{module.name}").DESIGN
        found.update(dict.fromkeys(design.kinds, design))
    return found
