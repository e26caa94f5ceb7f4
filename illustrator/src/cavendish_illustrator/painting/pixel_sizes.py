"""The aspect ratios of the task API and the pixels a picture of each has.

Source: the public service's documented sizes, those of gemini-2.5-flash-image (checked 2026-11-23).
"""

from typing import Final

PIXEL_SIZES: Final[dict[str, tuple[int, int]]] = {
    "1:1": (1024, 1024),
    "2:3": (832, 1248),
    "3:2": (1248, 832),
    "3:4": (864, 1184),
    "4:3": (1184, 864),
    "4:5": (896, 1152),
    "5:4": (1152, 896),
    "9:16": (768, 1344),
    "16:9": (1344, 768),
    "21:9": (1536, 672),
}
