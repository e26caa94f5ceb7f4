"""The shapes a picture can be asked in, and the pixels of each."""

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

_TOLERANCE_PERCENT: Final = 2
"""How far a delivered picture's width over height may be from the asked one."""


class AspectRatio(StrEnum):
    SQUARE = "1:1"
    PHOTO_LANDSCAPE = "3:2"
    PHOTO_PORTRAIT = "2:3"
    SCREEN_LANDSCAPE = "4:3"
    SCREEN_PORTRAIT = "3:4"
    PRINT_LANDSCAPE = "5:4"
    PRINT_PORTRAIT = "4:5"
    WIDE = "16:9"
    TALL = "9:16"
    ULTRA_WIDE = "21:9"
    BANNER = "4:1"
    COLUMN = "1:4"
    LONG_BANNER = "8:1"
    LONG_COLUMN = "1:8"

    @property
    def parts(self) -> tuple[int, int]:
        """Width and height as the name says them."""
        width, _, height = self.value.partition(":")
        return int(width), int(height)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a picture that we make ourselves."""
        return _PIXELS[self]

    def fits(self, width: int, height: int) -> bool:
        """Whether a picture of this size counts as this ratio: within 2 %, or the pixel table's exact shape.

        The documented pixels of 3:4, 4:3, 4:5, 5:4 and 21:9 are 2.0 to 2.9 % off their names, and upstreams
        return just those.
        """
        table_width, table_height = self.pixels
        if width * table_height == height * table_width:
            return True
        asked_width, asked_height = self.parts
        exact = height * asked_width
        return 100 * abs(width * asked_height - exact) <= _TOLERANCE_PERCENT * exact


# Source: the public service's documented sizes, those of gemini-2.5-flash-image; the last four are
# gemini-3.1-flash-image's 1K sizes (checked 2026-11-23).
_PIXELS: Final = {
    AspectRatio.SQUARE: (1024, 1024),
    AspectRatio.PHOTO_LANDSCAPE: (1248, 832),
    AspectRatio.PHOTO_PORTRAIT: (832, 1248),
    AspectRatio.SCREEN_LANDSCAPE: (1184, 864),
    AspectRatio.SCREEN_PORTRAIT: (864, 1184),
    AspectRatio.PRINT_LANDSCAPE: (1152, 896),
    AspectRatio.PRINT_PORTRAIT: (896, 1152),
    AspectRatio.WIDE: (1344, 768),
    AspectRatio.TALL: (768, 1344),
    AspectRatio.ULTRA_WIDE: (1536, 672),
    AspectRatio.BANNER: (2048, 512),
    AspectRatio.COLUMN: (512, 2048),
    AspectRatio.LONG_BANNER: (3072, 384),
    AspectRatio.LONG_COLUMN: (384, 3072),
}

SEED_RATIOS: Final = tuple(AspectRatio)[:10]
"""What `nano-banana` offers beside `auto`; the other four belong to `nano-banana-2`."""


def nearest_ratio(width: int, height: int, among: Iterable[AspectRatio] = SEED_RATIOS) -> AspectRatio:
    """The ratio whose shape is closest to a picture's, so that cropping to it loses least.

    `auto` of an edit is this ratio of its first reference. The same for twice as wide as for twice as tall.
    """
    shape = math.log(width / height)

    def distance(ratio: AspectRatio) -> float:
        ratio_width, ratio_height = ratio.parts
        return abs(shape - math.log(ratio_width / ratio_height))

    return min(among, key=distance)
