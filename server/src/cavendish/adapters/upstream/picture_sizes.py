"""Pixels for upstreams that want a size instead of a ratio."""

from collections.abc import Sequence
from typing import Final

from cavendish.domain.aspect_ratio import AspectRatio

_TIMES: Final = {"2K": 2, "4K": 4}


def exact_size(aspect_ratio: str, resolution: str | None = None) -> tuple[int, int]:
    """Width and height of a ratio, both multiples of 32; 2K is twice 1K, 4K four times."""
    width, height = AspectRatio(aspect_ratio).pixels
    times = _TIMES.get(resolution or "", 1)
    return width * times, height * times


def closest_size(sizes: Sequence[str], width: int, height: int) -> str:
    """The one of `WxH` whose shape is closest, for a model that makes only a few."""

    def distance(size: str) -> float:
        wide, _, high = size.partition("x")
        shape, wanted = int(wide) / int(high), width / height
        return max(shape / wanted, wanted / shape)

    return min(sizes, key=distance)
