"""Light of the nine times of day, with a little seeded drift so that two pictures never share one sky."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.color import Rgb, clamp, from_hsv, hex_code, hsv, rgb
from cavendish_illustrator.picture_spec import TimeOfDay

_DARK = frozenset({TimeOfDay.NIGHT, TimeOfDay.NEON, TimeOfDay.SPACE})
_LOW_SUN = frozenset({TimeOfDay.NIGHT, TimeOfDay.NEON, TimeOfDay.SUNSET, TimeOfDay.GOLDEN_HOUR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Colours of the air and of the main light; `side` is -1 or +1, where the light comes from."""

    time: TimeOfDay
    sky: tuple[tuple[float, str], ...]
    ambient: Rgb
    key: Rgb
    haze: Rgb
    cloud_shade: Rgb
    cloud_light: Rgb
    side: int
    sun: tuple[float, float] | None = None
    sun_color: Rgb | None = None
    moon: tuple[float, float] | None = None

    def with_haze(self, color: str) -> "Light":
        """Return the same light in air of another colour."""
        return replace(self, haze=rgb(color))

    @property
    def is_dark(self) -> bool:
        return self.time in _DARK

    @property
    def wants_rim(self) -> bool:
        return self.time in _LOW_SUN


@cache
def _table() -> dict[str, Any]:
    return read_table("painting/light.toml")


def _drift(color: str, degrees: float) -> str:
    hue, saturation, value = hsv(color)
    return hex_code(from_hsv(hue + degrees, saturation, value))


def light_for(time: TimeOfDay, rng: np.random.Generator) -> Light:
    """Light of a time of day; the seed moves the sun, turns the sky's hue and picks the side."""
    row = _table()[time.value]
    is_left = bool(rng.random() < 0.5)
    turn = float(rng.normal(0, 5))
    shift = float(rng.normal(0, 0.05))

    def place(key: str) -> tuple[float, float] | None:
        if key not in row:
            return None
        x, y = row[key]
        x = float(np.clip(x + shift, 0.12, 0.88))
        return (1 - x if is_left else x, float(np.clip(y + rng.normal(0, 0.02), 0.1, 0.9)))

    sun = place("sun")
    return Light(
        time=time,
        sky=tuple((float(at), _drift(color, turn)) for at, color in row["sky"]),
        ambient=rgb(row["ambient"]),
        key=rgb(row["key"]),
        haze=rgb(_drift(row["haze"], turn)),
        cloud_shade=clamp(rgb(row["cloud"][0])),
        cloud_light=clamp(rgb(row["cloud"][1])),
        side=-1 if is_left else 1,
        sun=sun,
        sun_color=rgb(row["sun_color"]) if "sun_color" in row else None,
        moon=place("moon"),
    )
