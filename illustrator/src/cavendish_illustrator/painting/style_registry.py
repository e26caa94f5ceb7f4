"""Finds the styles, one module each under `styles/`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

import cavendish_illustrator.styles
from cavendish_illustrator.discovery import offered_by_modules
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.picture_spec import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class StylePass:
    """A way to redraw a finished picture. Every style module ends in `STYLE = StylePass(...)`."""

    serves: tuple[Style, ...]
    redraw: Callable[[Field, Field | None, int], Field]
    """From image, focus and seed."""
    wants_vignette: bool = True


@cache
def _passes() -> dict[Style, StylePass]:
    found: Iterator[StylePass] = offered_by_modules(cavendish_illustrator.styles, "STYLE")
    return {style: one for one in found for style in one.serves}


def style_pass(style: Style) -> StylePass:
    return _passes()[style]


def apply_style(style: Style, image: Field, focus: Field | None, seed: int) -> Field:
    """Redraw the picture in a style; the same seed gives the same pixels."""
    return np.asarray(clamp(style_pass(style).redraw(clamp(image), focus, seed)), np.float32)
