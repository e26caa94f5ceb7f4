"""The water that lies in a land besides: a pond in a park, a river below a village."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, Stage, StageKind
from cavendish_illustrator.painting.color import Field, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.water_surface import water

_SEAS: Final = frozenset({"sea", "beach", "storm_sea", "harbour", "fjord"})
_RIVERS: Final = frozenset({"river", "stream"})
_POOLS: Final = frozenset({"lake", "pond", "mountain_lake"})
_LANDS: Final = frozenset(
    {
        "park", "zoo", "garden", "rose_garden", "meadow", "easter", "hills", "vineyard", "farm", "barn",
        "village", "suburb", "camp_site", "cabin", "volcano", "tuscany", "savanna", "desert", "ruins",
        "flower_field", "lavender_field", "sunflower_field", "wheat_field", "playground", "cemetery",
        "church", "valley", "highlands", "road", "haunted_house", "picnic", "snowfield",
    }
)  # fmt: skip
"""Places that are painted without water, though there may be some."""
_DEEP: Final = {"sea": (0.0, 0.6), "river": (0.2, 0.62), "pool": (0.12, 0.7)}
"""Between which parts of the ground, from the horizon to the near row, each lies."""
_TONES: Final = {"sea": "#2f6f9a", "river": "#3f86a6", "pool": "#4a8fa6"}
_SHORE: Final = {"sea": "#d9c79c", "river": "#7a6a48", "pool": "#8a7a52"}
_SHARP: Final = 0.3
_LEAST: Final = 0.04
"""Lower water would be a line."""


def waters_in(spec: PictureSpec, place: str) -> str | None:
    """Which water was named beside a land: `sea`, `river` or `pool`; None where the place has its own."""
    named = frozenset(spec.settings)
    if place not in _LANDS:
        return None
    for kind, names in (("sea", _SEAS), ("river", _RIVERS), ("pool", _POOLS)):
        if named & names:
            return kind
    return None


def _shape(canvas: Canvas, kind: str, rows: slice) -> Field:
    """How far each pixel lies within the water's outline, in pixels; negative ashore."""
    count = rows.stop - rows.start
    down = (canvas.ys[rows] - rows.start) / max(1, count)
    rough = (canvas.noise((110, 22), 4, 0.5, rows) - 0.5) * 0.3
    if kind == "pool":
        middle = canvas.width * float(canvas.rng.uniform(0.4, 0.6))
        across = (canvas.xs - middle) / (canvas.width * 0.46)
        return np.asarray((1 - np.hypot(across, down * 2 - 1) + rough) * count * 0.5, np.float32)
    lower = (0.86 + 0.12 * np.sin(canvas.xs / canvas.width * 5 + canvas.seed % 6) + rough - down) * count
    if kind == "sea":
        return np.asarray(lower, np.float32)
    upper = (down - 0.1 + 0.08 * np.sin(canvas.xs / canvas.width * 4 + canvas.seed % 5) + rough) * count
    return np.asarray(np.minimum(lower, upper), np.float32)


def lay_water(
    canvas: Canvas, spec: PictureSpec, place: str, between: tuple[float, float] | None = None
) -> bool:
    """Flood the ground with the water that was named beside the place; returns whether there is some.

    A painter may call it before its nearer things, with the rows the water lies between; where none did, it
    lies between the horizon and the figures.
    """
    kind, stage = waters_in(spec, place), canvas.stage
    if kind is None or stage.water_bottom or stage.kind is not StageKind.GROUND:
        return bool(stage.water_bottom)
    ground = stage.far_y - canvas.horizon_y
    first, last = between or (canvas.horizon_y + ground * share for share in _DEEP[kind])
    rows = canvas.rows(first, last)
    if rows.stop - rows.start < canvas.height * _LEAST:
        return False
    dry = canvas.img[rows].copy()
    inside = _shape(canvas, kind, rows)
    water(canvas, rows.start, rows.stop, _TONES[kind], reflection=0.62, ripple=0.6)
    unit = canvas.unit
    free = 1 - smoothstep(_SHARP, _SHARP + 0.15, canvas.focus[rows])
    cover = smoothstep(-unit, unit, inside) * free
    canvas.img[rows] = dry + (canvas.img[rows] - dry) * cover[..., None]
    rim = np.exp(-((inside / (5 * unit)) ** 2)) * free * (inside < 3 * unit)
    canvas.blend(_rim_tone(canvas, kind), np.asarray(rim * 0.7, np.float32), rows)
    _clear_posts(canvas, stage, rows)
    return True


def _rim_tone(canvas: Canvas, kind: str) -> Field:
    tone = "#e8eef4" if canvas.is_snowy else _SHORE[kind]
    return np.asarray(rgb(tone) * canvas.light.ambient, np.float32)


def _clear_posts(canvas: Canvas, stage: Stage, rows: slice) -> None:
    """Bushes and lamps that would stand in the water come ashore."""
    for post in canvas.posts:
        if rows.start < post.foot_y < rows.stop:
            post.foot_y = min(float(rows.stop) + canvas.height * 0.02, stage.near_y)
