"""What is printed on the goods of a mock-up: the sign or the words lie on the cloth or the mug."""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import Field, luminance, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, side_by_side
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.tokens import fold

_WORDS: Final = (
    "mockup", "mock-up", "mock up", "print", "nadruk", "makieta", "aufdruck", "bedruckt", "estampa", "imprim",
    "stampa", "opdruk", "bedrukt", "принт", "мокап", "potisk", "logo", "design on", "with the text",
)  # fmt: skip
_MOST: Final = 2
_DARK: Final = 0.45
_FONT: Final = "nunito-bold"


@cache
def _places() -> dict[str, tuple[float, float, float, float]]:
    return {name: (row[0], row[1], row[2], row[3]) for name, row in read_table("designs/prints.toml").items()}


def takes_print(spec: PictureSpec) -> bool:
    """Whether the goods are of a kind that is printed on, and a print is spoken of."""
    words = fold(spec.prompt)
    is_told = any(stem in words for stem in _WORDS)
    return bool(spec.subjects) and spec.subjects[0].concept in _places() and is_told


def with_print(goods: Field, concept: str, signs: Sequence[Field], text: str) -> Field:
    """The cut-out of the goods with the signs, and the text under them, in the shade of its cloth."""
    height, width = goods.shape[:2]
    x, y, wide, tall = _places()[concept]
    box_wide, box_tall = wide * width, tall * height
    layer = np.zeros_like(goods)
    share = 0.66 if text and signs else 1.0
    top = y * height - box_tall / 2
    if signs:
        piece = fit_within(side_by_side(list(signs[:_MOST])), box_tall * share, box_wide)
        left = round(x * width - piece.shape[1] / 2)
        lay_over(layer, piece, left, round(top + box_tall * share / 2 - piece.shape[0] / 2))
    if text:
        low, letters = (top + box_tall * 0.86, box_tall * 0.28) if signs else (y * height, box_tall * 0.7)
        place = TextBox(center=(x * width, low), width=box_wide, height=letters)
        around = goods[goods[..., 3] > 0.5]
        is_dark = len(around) > 0 and float(np.median(luminance(around))) < _DARK
        mask = text_mask((width, height), text, _FONT, place)
        blend_rgba(layer, "#f7f5ef" if is_dark else "#26282d", mask)
    result = goods.copy()
    cloth = luminance(goods)
    usual = float(np.median(cloth[goods[..., 3] > 0.5])) if (goods[..., 3] > 0.5).any() else 1.0
    folds = np.clip(cloth / max(usual, 0.05), 0.75, 1.15)[..., None]
    cover = layer[..., 3:] * smoothstep(0.4, 0.9, goods[..., 3:]) * 0.96
    result[..., :3] = goods[..., :3] * (1 - cover) + np.clip(layer[..., :3] * folds, 0, 1) * cover
    return result
