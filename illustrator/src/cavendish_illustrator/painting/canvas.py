"""The picture while it is painted: pixels, light, what must stay sharp, and where subjects may stand."""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.painting.color import (
    WHITE,
    ColorLike,
    Field,
    brightest,
    clamp,
    mix,
    rgb,
    smoothstep,
)
from cavendish_illustrator.painting.light import Light, light_for
from cavendish_illustrator.painting.noise_field import coarse_noise, noise, profile
from cavendish_illustrator.painting.pixel_ops import blur, resize
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import TimeOfDay, Weather

_LEAST_RADIUS: Final = 1e-3
"""Pixels of a spot; in a picture of few pixels it may have none."""


class Box(NamedTuple):
    """A rectangle in pixels; it may reach over the picture's edge."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


class StageKind(StrEnum):
    """What subjects do in a setting: stand on ground, lie on a surface, float, or hang in the air."""

    GROUND = "ground"
    SURFACE = "surface"
    WATER = "water"
    AIR = "air"


@dataclass(slots=True)
class Stage:
    """Where subjects go. `near_y` and `far_y` are the feet lines of the front and the back row, in pixels."""

    kind: StageKind
    near_y: float
    far_y: float
    left: float
    right: float
    hero_height: float
    """The tallest a single subject should be, in pixels."""
    sky_y: float = 0.0
    """Where things that fly have their middle, in pixels."""
    is_bounded: bool = False
    """Whether nothing may stand left of `left` or right of `right`: there the ground ends."""
    clear_top: float = 0.0
    """Down to where text stands at the top, in pixels."""
    is_whole: bool = False
    """Whether the place is shown as far as it was painted, because what flies over it needs the room."""
    is_near: bool = False
    """Whether it is seen from as near as a flower fills the picture."""
    water_top: float = 0.0
    water_bottom: float = 0.0
    """Between which rows open water lies; both 0 where there is none."""
    sky_room: float = 0.0
    """Down to which row the sky is free for one who flies; 0 where nothing was kept free."""
    tags: frozenset[str] = field(default_factory=frozenset)
    """Concepts the setting has already painted, so that layout does not paste them again."""
    slots: list["Slot"] = field(default_factory=list)
    """The places of a room's named furnishings."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a furnishing that was named is in its room: the middle of its feet and its height, pixels."""

    index: int
    """Of the subject it is for; one that is there several times has several."""
    x: float
    foot_y: float
    height: float
    is_hung: bool = False
    is_on_top: bool = False


BUSH = "bush"
PASSER_BY = "passer-by"
"""The post that is somebody of the background."""
"""A post of this name is a bush, twice as wide as it is high."""


@dataclass(slots=True)
class Post:
    """Narrow scenery that waits for the figures' places; pixels, as `props.put` takes them."""

    name: str
    x: float
    foot_y: float
    height: float
    is_lit: bool = False


class Canvas:
    """Float32 RGB pixels in 0..1 with everything painting shares. `unit` is 1 at one megapixel."""

    is_snowy: bool = False
    """Snow lies on the scenery."""
    region: str = ""
    """How its houses are built; empty for gabled fronts."""
    awning: str = ""
    """The colour that was named for the awnings of its shops."""
    weather: Weather | None = None
    """What those who walk about in it dress for."""
    wants_aurora: bool = False
    """Whether northern lights are still to be hung in the sky."""
    beyond: tuple[str, ...] = ()
    """The lands that are still to be raised behind the place."""
    overgrowth: tuple[str, ...] = ()
    """Colours of the leaves and blossoms that climb over buildings; empty where nothing does."""
    paved_y: float = 0.0
    """Where a paved ground begins, which rain makes shine; 0 where there is none."""

    def __init__(self, size: tuple[int, int], time: TimeOfDay, seed: int) -> None:
        self.width, self.height = size
        self.unit = math.sqrt(self.width * self.height) / 1024
        self.seed = seed
        self.rng = np.random.default_rng(seed)
        self.light: Light = light_for(time, self.rng)
        self.img: Field = np.zeros((self.height, self.width, 3), np.float32)
        self.focus: Field = np.zeros((self.height, self.width), np.float32)
        self.xs: Field = np.arange(self.width, dtype=np.float32)[None]
        self.ys: Field = np.arange(self.height, dtype=np.float32)[:, None]
        self.asked: frozenset[str] = frozenset()
        """What the prompt names; scenery does not show it a second time."""
        self.posts: list[Post] = []
        """What `set_posts` sets when the figures have their places."""
        self.is_indoors = self.is_sheltered = False
        """Rain and snow stay outside; a cave or a stage is sheltered without being a room."""
        self.is_soft = False
        """Feet sink a little into grass, snow or sand."""
        self.horizon_y = self.height * 0.6
        self.sun: tuple[float, float, float] | None = None
        self.disc: tuple[float, float, float] | None = None
        """Middle and radius of the sun or moon in the sky."""
        self.wants_great_moon = False
        """Whether somebody flies before the moon, which is large then and in the middle of the sky."""
        self._glow: Field | None = None
        h, w = self.height, self.width
        self.stage = Stage(
            StageKind.GROUND, h * 0.93, h * 0.8, w * 0.08, w * 0.92, min(h * 0.56, w * 0.62), h * 0.3
        )

    @property
    def is_tall(self) -> bool:
        return self.height > self.width * 1.1

    def clip(self, box: Box) -> tuple[slice, slice]:
        """Rows and columns of the part of the box that lies in the picture (maybe empty)."""
        rows = slice(min(self.height, max(0, box.top)), max(0, min(self.height, box.bottom)))
        return rows, slice(min(self.width, max(0, box.left)), max(0, min(self.width, box.right)))

    def rows(self, top: float, bottom: float) -> slice:
        """Clip a band of rows to the picture; the band has at least one row."""
        first = int(np.clip(top, 0, self.height - 1))
        return slice(first, int(np.clip(math.ceil(bottom), first + 1, self.height)))

    def blend(
        self, color: ColorLike, alpha: Field, rows: slice = slice(None), columns: slice = slice(None)
    ) -> None:
        """Paint a colour (or a field of colours) over part of the picture."""
        part = self.img[rows, columns]
        cover = alpha[..., None] if alpha.ndim == 2 else alpha
        part += (rgb(color) - part) * cover

    def paste(self, color: Field, alpha: Field, left: int, top: int) -> None:
        """Paint a field of colours whose corner may lie outside the picture."""
        rows, columns = self.clip(Box(left, top, alpha.shape[1], alpha.shape[0]))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        inner = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
        self.blend(color[inner], alpha[inner], rows, columns)

    def layer(self, box: Box | None = None) -> VectorLayer:
        """Open an empty layer for shapes, over the whole picture or a box of it; lay it down with `lay`."""
        whole = Box(0, 0, self.width, self.height)
        left, top, width, height = box or whole
        return VectorLayer(int(left), int(top), max(1, int(width)), max(1, int(height)))

    def lay(
        self, layer: VectorLayer, *, opacity: float = 1.0, haze: float = 0.0, is_lit: bool = True
    ) -> None:
        """Paint a layer's shapes, in the scene's ambient light unless they shine themselves."""
        rows, columns = self.clip(Box(layer.left, layer.top, layer.width, layer.height))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        inner = layer.pixels[
            rows.start - layer.top : rows.stop - layer.top,
            columns.start - layer.left : columns.stop - layer.left,
        ]
        used_rows = np.flatnonzero(inner[..., 3].any(1))
        if not len(used_rows):
            return
        first, last = int(used_rows[0]), int(used_rows[-1]) + 1
        cover = inner[first:last].astype(np.float32) * np.float32(1 / 255)
        alpha = cover[..., 3:]
        color = cover[..., :3] * self.light.ambient if is_lit else cover[..., :3]
        if haze:
            color = color * (1 - haze) + self.light.haze * alpha * haze
        part = self.img[rows.start + first : rows.start + last, columns]
        part *= 1 - alpha * opacity
        part += color * opacity

    def shine(self, layer: VectorLayer, strength: float = 1.0) -> None:
        """Paint shapes that give light: they show at full colour and add to the glow."""
        self.lay(layer, is_lit=False)
        rows, columns = self.clip(Box(layer.left, layer.top, layer.width, layer.height))
        inner = layer.pixels[
            rows.start - layer.top : rows.stop - layer.top,
            columns.start - layer.left : columns.stop - layer.left,
            :3,
        ]
        self.add_glow(inner.astype(np.float32) * np.float32(strength / 255), rows, columns)

    def add_glow(self, color: Field, rows: slice, columns: slice) -> None:
        if self._glow is None:
            self._glow = np.zeros((self.height // 2 + 1, self.width // 2 + 1, 3), np.float32)
        if color.size:
            top, left = rows.start // 2, columns.start // 2
            half = resize(color, max(1, color.shape[1] // 2), max(1, color.shape[0] // 2))
            part = self._glow[top : top + half.shape[0], left : left + half.shape[1]]
            part += half[: part.shape[0], : part.shape[1]]

    def spread_glow(self, strength: float = 1.0) -> None:
        """Let everything that shines bleed into its surroundings, then forget it."""
        if self._glow is None:
            return
        near, middle, far = (blur(self._glow, s * self.unit / 2) for s in (5, 18, 60))
        halo = resize(near * 0.8 + middle + far * 1.1, self.width, self.height)
        self.img = 1 - (1 - clamp(self.img)) * (1 - clamp(halo * (0.75 * strength)))
        self._glow = None

    def mirror_glow(self) -> None:
        """Turn what shines round with the picture."""
        if self._glow is not None:
            self._glow = np.ascontiguousarray(self._glow[:, ::-1])

    def crop_glow(self, rows: slice, columns: slice) -> None:
        """Enlarge the glow of a window of the picture to the whole of it."""
        if self._glow is not None:
            height, width = self._glow.shape[:2]
            inner = self._glow[
                rows.start // 2 : rows.stop // 2 + 1, columns.start // 2 : columns.stop // 2 + 1
            ]
            self._glow = resize(np.ascontiguousarray(inner), width, height)

    def roll_off(self, strength: float = 0.9) -> None:
        """Bring over-bright pixels back toward white, keeping their hue on the way."""
        peak = brightest(self.img)
        over = peak > 1
        excess = peak[over][:, None]
        self.img[over] = mix(self.img[over] / excess, WHITE, clamp((excess - 1) * strength))

    def keep_sharp(self, mask: Field, rows: slice = slice(None), columns: slice = slice(None)) -> None:
        """Mark pixels whose detail the style passes must keep."""
        part = self.focus[rows, columns]
        np.maximum(part, mask, out=part)

    def noise(
        self, scale: tuple[float, float], octaves: int = 4, gain: float = 0.5, rows: slice = slice(None)
    ) -> Field:
        """Noise over the picture (or a band of it), its scale in units."""
        height = len(range(*rows.indices(self.height)))
        in_pixels = (max(2.0, scale[0] * self.unit), max(2.0, scale[1] * self.unit))
        return noise((height, self.width), in_pixels, self.rng, octaves, gain)

    def soft_noise(
        self, scale: tuple[float, float], octaves: int = 4, gain: float = 0.5, rows: slice = slice(None)
    ) -> Field:
        """Like `noise`, three times coarser and far cheaper."""
        height = len(range(*rows.indices(self.height)))
        return coarse_noise(
            (height, self.width), (scale[0] * self.unit, scale[1] * self.unit), self.rng, octaves, gain
        )

    def outline(self, scale: float, octaves: int = 6, gain: float = 0.5, *, is_ridged: bool = False) -> Field:
        """One value a column, 0..1: the shape of a hill line or a ridge."""
        return profile(self.width, scale * self.unit, self.rng, octaves, gain, is_ridged=is_ridged)

    def spot(self, x: float, y: float, radius: tuple[float, float], rows: slice = slice(None)) -> Field:
        """Gaussian spot, 1 in its middle, if need be of no extent."""
        wide, tall = max(radius[0], _LEAST_RADIUS), max(radius[1], _LEAST_RADIUS)
        return np.asarray(
            np.exp(-(((self.xs - x) / wide) ** 2)) * np.exp(-(((self.ys[rows] - y) / tall) ** 2)),
            np.float32,
        )

    def vertical_fade(self, start: float, stop: float) -> Field:
        """Column that rises smoothly from 0 at row `start` to 1 at row `stop`."""
        return smoothstep(start, stop, self.ys)
