"""OpenAI's `size`, a number of pixels, as one of a model's shapes and resolutions."""

import re
from functools import lru_cache
from typing import Final

from cavendish.domain.aspect_ratio import AspectRatio, nearest_ratio
from cavendish.domain.errors import InvalidRequestError
from cavendish.domain.generation import AUTO_RATIO
from cavendish.ports.model import ModelPlugin

_PIXELS: Final = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})", re.ASCII)
_1K_PIXELS: Final = 1024 * 1024
_SERVES_UP_TO: Final = 1.9
"""Times its pixels: 1792x1024 is still a 1K picture, 3840x2160 a 4K one."""


def shape_of(size: str | None, model: ModelPlugin) -> tuple[str, str | None]:
    """The aspect ratio nearest to `size`, and the resolution if the model has a choice of them.

    `auto`, and no size at all, leave both to the model. Raises InvalidRequestError.
    """
    if size is None or size == "auto":
        return AUTO_RATIO, None
    return _shape_of(size, model.aspect_ratios, model.resolutions)


@lru_cache(maxsize=256)
def _shape_of(size: str, ratios: tuple[str, ...], resolutions: tuple[str, ...]) -> tuple[str, str | None]:
    match = _PIXELS.fullmatch(size)
    if match is None:
        raise InvalidRequestError(field="size", problem="must be WIDTHxHEIGHT in pixels, or auto")
    width, height = int(match[1]), int(match[2])
    ratio = nearest_ratio(width, height, [AspectRatio(name) for name in ratios])
    return ratio.value, _resolution(width * height, resolutions)


def _resolution(pixels: int, offered: tuple[str, ...]) -> str | None:
    """The smallest that has enough pixels, or nearly; 1K, 2K, 4K: each has four times those of the last."""
    enough = (name for step, name in enumerate(offered) if pixels <= _SERVES_UP_TO * _1K_PIXELS * 4**step)
    return next(enough, offered[-1] if offered else None)
