"""Finds where a picture's subject is, cheaply: what stands out from its own row or column."""

from itertools import accumulate
from operator import mul
from statistics import median
from typing import Final

from PIL import Image, ImageFilter, ImageOps

_STRIPS: Final = 96
_STRIP_LENGTH: Final = 64
_NOISE: Final = 12
"""Differences of 0 to 255 up to this are texture, not subject."""
_LAYER_WEIGHTS: Final = (0.4, 1.0, 1.0, 0.9)
"""Light, two of colour, edges. Light and shade lie on backgrounds too; odd colours rarely are backgrounds."""
_FULL_STRENGTH: Final = 30_000.0
"""A layer in which less than this stands out counts for less: it may be noise."""
_EVEN_SHARE: Final = 0.15
"""How much of the worth is spread evenly; where little stands out it keeps the window in the middle."""
_BALANCE_PULL: Final = 0.15
"""How much of everything seen a window loses per picture length that it sits off the subject's middle."""
_CUT_COST: Final = 1.5
"""How many times its content a strip at a cut counts against a window, so that subjects stay whole."""


def best_offset(picture: Image.Image, *, kept: int, horizontally: bool) -> int:
    """Where a window `kept` pixels long, along one axis, holds most of what the eye looks for.

    Sky, ground, horizons and even gradients fill whole rows, so only what differs from the rest of its row
    counts (of its column, when cutting horizontally).
    """
    length = picture.width if horizontally else picture.height
    worths = _worth_of_strips(picture, horizontally=horizontally)
    window = max(1, round(len(worths) * kept / length))
    starts = len(worths) - window
    if starts <= 0:
        return (length - kept) // 2
    until = list(accumulate(worths, initial=0.0))
    middle = sum((index + 0.5) * worth for index, worth in enumerate(worths)) / until[-1]

    def gain(start: int) -> float:
        end = start + window
        cuts = (min(worths[at - 1 : at + 1]) for at in (start, end) if 0 < at < len(worths))
        imbalance = abs((start + end) / 2 - middle) / len(worths)
        return until[end] - until[start] - _CUT_COST * sum(cuts) - _BALANCE_PULL * imbalance * until[-1]

    best = max(range(starts + 1), key=gain)
    return round(best / starts * (length - kept))


def _worth_of_strips(picture: Image.Image, *, horizontally: bool) -> list[float]:
    """How much stands out in each of 96 strips across the axis that is cut; never 0."""
    if horizontally:
        size, turn = (_STRIPS, _STRIP_LENGTH), Image.Transpose.TRANSPOSE
    else:
        size, turn = (_STRIP_LENGTH, _STRIPS), None
    small = _flat(picture.resize(size, Image.Resampling.BOX))
    edges = _without_rim(small.convert("L").filter(ImageFilter.FIND_EDGES))
    layers = [*small.convert("YCbCr").split(), edges]
    if turn is not None:
        layers = [layer.transpose(turn) for layer in layers]
    shares = [_shares_of_strips(layer.tobytes()) for layer in layers]
    worths = [sum(map(mul, _LAYER_WEIGHTS, strip)) for strip in zip(*shares, strict=True)]
    even = _EVEN_SHARE * (sum(worths) or 1.0) / _STRIPS
    return [worth + even for worth in worths]


def _shares_of_strips(values: bytes) -> list[float]:
    """Each strip's share of what stands out in a layer; they sum up to 1, or less in a faint layer."""
    sums = list[float]()
    for start in range(0, len(values), _STRIP_LENGTH):
        strip = values[start : start + _STRIP_LENGTH]
        usual = median(strip)
        sums.append(sum(max(0.0, abs(value - usual) - _NOISE) ** 1.5 for value in strip))
    everywhere = sorted(sums)[_STRIPS // 4]
    standing_out = [max(0.0, value - everywhere) for value in sums]
    scale = max(sum(standing_out), _FULL_STRENGTH)
    return [value / scale for value in standing_out]


def _flat(small: Image.Image) -> Image.Image:
    if small.mode != "RGBA":
        return small.convert("RGB")
    page = Image.new("RGBA", small.size, (127, 127, 127, 255))
    page.alpha_composite(small)
    return page.convert("RGB")


def _without_rim(edges: Image.Image) -> Image.Image:
    """The edge filter leaves the outermost pixels as they were in the picture: not edges at all."""
    inner = edges.crop((2, 2, edges.width - 2, edges.height - 2))
    return ImageOps.expand(inner, border=2, fill=0)
