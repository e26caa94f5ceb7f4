"""An orchard: fruit trees in two rows, in blossom or with their fruit."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import rgb
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass, tree, tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_autumnal, is_snowy
from cavendish_illustrator.scenery.terrain import path
from cavendish_illustrator.settings.meadow import paint_base, tree_kinds

_IN_BLOSSOM: Final = re.compile(
    r"blossom|bloom|kwitn|blüh|blüt|flor(ecid|id|eciend|ación)|fleur|fior|bloei|bloesem|квіт|цвіт|kvet|květ",
    re.IGNORECASE,
)
_FRUIT: Final = (
    (re.compile(r"orange|pomarańcz|naranj|aranc|laranj|апельсин|mandarin|agrum", re.IGNORECASE), "#f08a24"),
    (re.compile(r"lemon|cytryn|zitron|limon|citron|лимон", re.IGNORECASE), "#f2d43c"),
    (re.compile(r"olive|oliw|oliv|оливк", re.IGNORECASE), "#5f6a34"),
    (re.compile(r"plum|śliw|pflaum|ciruel|prun|prugn|слив|švest", re.IGNORECASE), "#5a3f8a"),
    (re.compile(r"cherr|wiśni|czereśni|kirsch|cerez|ceris|cilieg|вишн|třeš", re.IGNORECASE), "#c41f34"),
    (re.compile(r"pear|grusz|birn|pera|poire|груш|hruš", re.IGNORECASE), "#c4c43c"),
)
_APPLE: Final = "#d8322c"
_DEPTHS: Final = (0.06, 0.16, 0.32, 0.58)
_PETALS: Final = ("#ffe3ec", "#f8b4cb", "#ffffff")


def _fruit(spec: PictureSpec) -> str:
    return next((tone for words, tone in _FRUIT if words.search(spec.prompt)), _APPLE)


def _hang(canvas: Canvas, at: tuple[float, float], tall: float, tone: str) -> None:
    """Fruit all over a crown."""
    rng = canvas.rng
    layer = canvas.layer(Box(int(at[0] - tall), int(at[1] - tall * 1.2), int(tall * 2), int(tall * 1.3)))
    size = max(1.4, tall * 0.021)
    for _ in range(26):
        angle, reach = float(rng.uniform(0, 2 * np.pi)), float(rng.random()) ** 0.5
        x = at[0] + np.cos(angle) * reach * tall * 0.34
        y = at[1] - tall * 0.7 + np.sin(angle) * reach * tall * 0.24
        layer.circle(x, y, size, rgb(tone) * float(rng.uniform(0.82, 1.12)))
        layer.circle(x - size * 0.3, y - size * 0.35, size * 0.3, "#fff4e0")
    canvas.lay(layer)


def paint_orchard(canvas: Canvas, spec: PictureSpec) -> None:
    """Two rows of trees on both sides of a grass path, petals or fruit under them."""
    height, width = canvas.height, canvas.width
    top = paint_base(canvas, spec)
    is_late = is_autumnal(spec) or is_snowy(spec)
    in_blossom = not is_late and (spec.season is Season.SPRING or _IN_BLOSSOM.search(spec.prompt) is not None)
    kind = "cherry" if in_blossom else tree_kinds(spec)[0]
    sizes = (height * 0.07, height * 0.12)
    tree_row(canvas, np.arange(0.02, 1.0, 0.07), top, sizes, (kind,), haze=0.25)
    path(canvas, top + 4, "#a8b860" if not is_late else "#c4b070", center=0.5, widths=(0.02, 0.26))
    if not is_snowy(spec):
        flowers = _PETALS if in_blossom else ("#ffffff", "#ffd84a")
        grass(canvas, height * 0.68, "#5a9440", count=3000, flowers=flowers)
    for depth in _DEPTHS:
        foot, tall = top + (height - top) * depth * 1.15, height * (0.12 + 0.9 * depth)
        for side in (-1, 1):
            spot = (width * (0.5 + side * (0.1 + 0.62 * depth)), foot)
            tree(canvas, spot, tall, kind, haze=max(0.0, 0.2 - depth))
            if not in_blossom and not is_snowy(spec):
                _hang(canvas, spot, tall, _fruit(spec))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.8
    canvas.stage.left, canvas.stage.right = width * 0.18, width * 0.82


SETTINGS = (
    SettingTemplate(
        names=("orchard",), paint=paint_orchard, times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
    ),
)
