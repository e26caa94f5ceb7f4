"""Small people who give a place its life: each in other clothes, under umbrellas in the rain."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.canvas import PASSER_BY, Box, Canvas, Post
from cavendish_illustrator.painting.color import BLACK, Field, clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather

_WET: Final = frozenset({Weather.RAIN, Weather.STORM})
_FEW: Final = frozenset({TimeOfDay.NIGHT, TimeOfDay.DAWN, TimeOfDay.STORM})
_UNDER_UMBRELLAS: Final = 0.75
_CHILD, _CHILD_TALL = 0.16, 0.64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one of them wears. Colours are hex codes."""

    skin: str
    hair: str
    top: str
    bottom: str
    hat: str
    """Empty, or: straw, cone, wrap, beanie, cap, brim."""
    accent: str
    has_skirt: bool
    has_long_hair: bool
    is_child: bool
    is_seen_from_behind: bool
    bag: str
    """Empty, or: tote, basket, satchel."""
    umbrella: str
    has_scarf: bool


@cache
def _nobody() -> re.Pattern[str]:
    words = "|".join(read_table("scenery/passers_by.toml")["nobody"].values())
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


def is_peopled(spec: PictureSpec) -> bool:
    """Whether strangers may walk about; not where people are excluded, a place is empty or somebody alone."""
    return "people" not in spec.excluded and _nobody().search(spec.prompt) is None


def gather(canvas: Canvas, spec: PictureSpec, foot_y: float, height: float, spots: tuple[float, ...]) -> None:
    """Let people of that height walk along a line, at these parts of the width; fewer of them in the dark."""
    if not is_peopled(spec):
        return
    rng = np.random.default_rng([canvas.seed, 0x9A55, int(foot_y)])
    share = 0.6 if canvas.light.time in _FEW else 1.0
    for x in spots:
        if rng.random() > share:
            continue
        at = canvas.width * (x + float(rng.normal(0, 0.012)))
        foot = foot_y + float(rng.uniform(-0.1, 0.1)) * height
        canvas.posts.append(Post(PASSER_BY, at, foot, height * float(rng.uniform(0.93, 1.06))))


def draw_passer_by(canvas: Canvas, spot: tuple[float, float], height: float, number: int) -> None:
    """Draw the one of that number with the middle of the feet at `spot`."""
    rng = np.random.default_rng([canvas.seed, 0x9A55, number])
    look = _dressed(canvas, rng)
    _Person(canvas, spot, height * (_CHILD_TALL if look.is_child else 1.0), look, rng).draw()


def draw_seller(canvas: Canvas, spot: tuple[float, float], height: float, number: int) -> None:
    """Draw one who stands behind a counter and looks at us; `spot` is where the feet would be."""
    rng = np.random.default_rng([canvas.seed, 0x5E11, number])
    _Person(canvas, spot, height, _dressed(canvas, rng, is_seller=True), rng).draw()


def _dressed(canvas: Canvas, rng: np.random.Generator, *, is_seller: bool = False) -> _Look:
    table = read_table("scenery/passers_by.toml")
    row = table["regions"].get(canvas.region, table["regions"]["elsewhere"])
    season = "cold" if canvas.is_snowy else "usual"

    def pick(values: list[str]) -> str:
        return values[int(rng.integers(len(values)))]

    has_skirt = bool(rng.random() < row["skirts"])
    is_wet = canvas.weather in _WET and not is_seller
    hats = table["cold_hats"] if canvas.is_snowy else row["hats"]
    return _Look(
        skin=pick(row["skins"]),
        hair=pick(row["hairs"]),
        top=pick(row.get("tops") or table[season]),
        bottom=pick(table["trousers"]),
        hat=pick(hats),
        accent=pick(table["accents"]),
        has_skirt=has_skirt,
        has_long_hair=has_skirt and bool(rng.random() < 0.7),
        is_child=not is_seller and bool(rng.random() < _CHILD),
        is_seen_from_behind=not is_seller and bool(rng.random() < 0.45),
        bag="" if is_seller else pick(table["bags"]),
        umbrella=pick(table["umbrellas"]) if is_wet and rng.random() < _UNDER_UMBRELLAS else "",
        has_scarf=canvas.is_snowy or bool(rng.random() < 0.12),
    )


class _Person:
    """One of them being drawn on a layer of their own; places are parts of the height, the feet at 0, 0."""

    def __init__(
        self,
        canvas: Canvas,
        spot: tuple[float, float],
        height: float,
        look: _Look,
        rng: np.random.Generator,
    ) -> None:
        self.canvas, self.look, self.rng = canvas, look, rng
        self.x, self.foot = spot
        self.height = height
        self.side = -1 if rng.random() < 0.5 else 1
        reach = int(height * 0.5) + 6
        top = int(self.foot - height * 1.4)
        self.layer: VectorLayer = canvas.layer(
            Box(int(self.x) - reach, top, reach * 2, int(height * 1.45) + 6)
        )

    def at(self, across: float, up: float) -> tuple[float, float]:
        return self.x + self.side * across * self.height, self.foot - up * self.height

    def shape(self, points: tuple[tuple[float, float], ...], color: str | Field) -> None:
        self.layer.polygon([self.at(*point) for point in points], color)

    def limb(
        self, start: tuple[float, float], end: tuple[float, float], color: str | Field, wide: float
    ) -> None:
        self.layer.line(self.at(*start), self.at(*end), color, max(1.0, wide * self.height))

    def oval(self, middle: tuple[float, float], axes: tuple[float, float], color: str | Field) -> None:
        self.layer.ellipse(self.at(*middle), (axes[0] * self.height, axes[1] * self.height), color)

    def dome(self, middle: tuple[float, float], axes: tuple[float, float], color: str | Field) -> None:
        half = (axes[0] * self.height, axes[1] * self.height)
        self.layer.ellipse(self.at(*middle), half, color, arc=(180, 360))

    def draw(self) -> None:
        canvas, height = self.canvas, self.height
        rows = canvas.rows(self.foot - height * 0.06, self.foot + height * 0.06)
        shade = canvas.spot(self.x, self.foot, (height * 0.2, height * 0.03), rows)
        canvas.blend(BLACK, 0.35 * shade, rows)
        if self.look.has_long_hair:
            self.oval((0, 0.87), (0.09, 0.13), self.look.hair)
        self._legs()
        self._body()
        self._head()
        if self.look.umbrella:
            self._umbrella()
        canvas.lay(self.layer)
        rows, columns = canvas.clip(Box(self.layer.left, self.layer.top, self.layer.width, self.layer.height))
        cover = self.layer.pixels[
            rows.start - self.layer.top : rows.stop - self.layer.top,
            columns.start - self.layer.left : columns.stop - self.layer.left,
            3,
        ]
        if cover.size:
            canvas.keep_sharp(cover.astype(np.float32) / 255 * 0.6, rows, columns)

    def _legs(self) -> None:
        look, step = self.look, float(self.rng.uniform(0.02, 0.09))
        color = look.skin if look.has_skirt and not look.has_scarf else look.bottom
        wide = 0.05 if look.has_skirt else 0.078
        for way in (-1, 1):
            self.limb((way * 0.035, 0.45), (way * (0.03 + step), 0.03), color, wide)
            self.oval((way * (0.03 + step) + 0.015, 0.018), (0.042, 0.02), "#2c2622")

    def _body(self) -> None:
        look = self.look
        dark = clamp(rgb(look.top) * 0.78)
        if look.has_skirt:
            hem = 0.2 if look.has_scarf else 0.3
            skirt = look.accent if self.rng.random() < 0.5 else look.top
            self.shape(((-0.075, 0.56), (0.075, 0.56), (0.15, hem), (-0.15, hem)), skirt)
            self.shape(((0.03, 0.56), (0.075, 0.56), (0.15, hem), (0.06, hem)), clamp(rgb(skirt) * 0.82))
        low = 0.36 if look.has_scarf else 0.46
        body = ((-0.105, 0.79), (-0.06, 0.82), (0.06, 0.82), (0.105, 0.79), (0.095, low), (-0.095, low))
        self.shape(body, look.top)
        self.shape(((0.04, 0.82), (0.06, 0.82), (0.105, 0.79), (0.095, low), (0.045, low)), dark)
        self._arms(dark)
        if look.has_scarf:
            self.shape(((-0.07, 0.85), (0.07, 0.85), (0.075, 0.79), (-0.075, 0.79)), look.accent)
            self.shape(((0.02, 0.82), (0.06, 0.82), (0.065, 0.66), (0.03, 0.66)), look.accent)

    def _arms(self, color: Field) -> None:
        look = self.look
        raised = bool(look.umbrella)
        hands = ((-0.15, 0.47), (0.11, 0.66) if raised else (0.155, 0.47))
        for shoulder, hand in zip((-0.1, 0.1), hands, strict=True):
            self.limb((shoulder, 0.77), hand, color, 0.056)
            self.oval(hand, (0.026, 0.028), look.skin)
        if look.bag == "tote":
            self.shape(((-0.2, 0.4), (-0.1, 0.4), (-0.09, 0.24), (-0.21, 0.24)), look.accent)
            self.limb((-0.18, 0.4), (-0.15, 0.47), look.accent, 0.012)
        elif look.bag == "basket":
            self.dome((-0.15, 0.42), (0.08, 0.1), "#7a5a34")
            self.dome((-0.15, 0.41), (0.06, 0.075), "#c8d8a0")
            self.shape(((-0.235, 0.42), (-0.065, 0.42), (-0.085, 0.3), (-0.215, 0.3)), "#a8783f")
        elif look.bag == "satchel":
            self.limb((-0.08, 0.8), (0.1, 0.5), "#5a3c28", 0.018)
            self.shape(((0.06, 0.52), (0.16, 0.52), (0.16, 0.4), (0.06, 0.4)), "#6a4630")

    def _head(self) -> None:
        look = self.look
        self.limb((0, 0.8), (0, 0.86), look.skin, 0.05)
        self.oval((0, 0.91), (0.066, 0.078), look.skin)
        if look.is_seen_from_behind:
            self.oval((0, 0.92), (0.071, 0.078), look.hair)
        else:
            self.dome((0, 0.925), (0.073, 0.075), look.hair)
            self._face()
        self._hat()

    def _face(self) -> None:
        if self.height < 44:
            return
        for across in (-0.022, 0.03):
            self.oval((across, 0.905), (0.009, 0.011), "#2a211c")
        self.limb((-0.012, 0.868), (0.022, 0.868), "#a5564a", 0.01)

    def _hat(self) -> None:
        look = self.look
        if look.umbrella or not look.hat:
            return
        if look.hat == "cone":
            self.shape(((-0.17, 0.93), (0, 1.05), (0.17, 0.93)), "#e2cb93")
            self.shape(((0.03, 0.93), (0, 1.05), (0.17, 0.93)), "#c4a86c")
        elif look.hat in ("straw", "brim"):
            color = "#e6cd8c" if look.hat == "straw" else "#5a4a3f"
            self.oval((0, 0.945), (0.13, 0.026), color)
            self.dome((0, 0.95), (0.068, 0.075), color)
            self.shape(
                ((-0.067, 0.97), (0.067, 0.97), (0.067, 0.95), (-0.067, 0.95)), clamp(rgb(color) * 0.6)
            )
        elif look.hat == "wrap":
            self.dome((0, 0.92), (0.082, 0.095), look.accent)
            self.oval((0.01, 0.985), (0.06, 0.04), clamp(rgb(look.accent) * 0.85))
        elif look.hat == "beanie":
            self.dome((0, 0.93), (0.077, 0.085), look.accent)
            self.oval((0, 1.02), (0.025, 0.025), "#f4efe6")
        elif look.hat == "cap":
            self.dome((0, 0.935), (0.076, 0.07), look.accent)
            self.shape(((0, 0.945), (0.12, 0.935), (0.12, 0.925), (0, 0.925)), look.accent)

    def _umbrella(self) -> None:
        color, shade = rgb(self.look.umbrella), clamp(rgb(self.look.umbrella) * 0.78)
        middle, low = 0.07, 1.03
        self.limb((0.11, 0.64), (middle, 1.24), "#3a2f28", 0.014)
        self.dome((middle, low), (0.3, 0.21), color)
        wide = (0.3, 0.21)
        for left, right in ((-1.0, -0.4), (0.3, 1.0)):
            panel = [
                (middle + wide[0] * t, low + wide[1] * float(np.sqrt(max(0.0, 1 - t * t))))
                for t in np.linspace(left, right, 6)
            ]
            self.shape((*panel, (middle + wide[0] * (0.35 if right > 0 else -0.45), low)), shade)
        for t in (-0.72, -0.24, 0.24, 0.72):
            self.dome((middle + wide[0] * t, low - 0.012), (0.07, 0.03), shade)
