"""Landscapes of few shapes: flat ones in a row of tones, and the same in clean ink lines."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, hex_code, luminance, mix, rgb
from cavendish_illustrator.painting.shape_styles import FINISHED, IN_LINES
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Season, Style, TimeOfDay, Weather
from cavendish_illustrator.scenery import land_shapes as draw
from cavendish_illustrator.scenery.land_shapes import Points, Shape
from cavendish_illustrator.scenery.landscape_plans import Plan, find_plan, landscape_rows, plan_name
from cavendish_illustrator.scenery.skies import vertical_gradient
from cavendish_illustrator.staging.emblem_parts import fit_within, subject_cutouts
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_INK: Final = "#1b1b22"
_LINE: Final = 0.0038
"""How thick a line is, in parts of the shorter side."""


_STYLES: Final = FINISHED | IN_LINES | {Style.FLAT}
_HOUSES: Final = "village"
_STYLES_OF_HOUSES: Final = IN_LINES | {Style.FLAT}
"""What is cut or sewn shows the houses of the painted village, each for itself."""
_SOLID: Final = 0.5
_MOST_FIGURES: Final = 3
_WORN: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING, RelationKind.RIDING})
_ON_FEET: Final = frozenset(
    {None, "standing", "sitting", "running", "walking", "reading", "howling", "sleeping"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """A drawn landscape, (h, w, 3), where its figures are, what is shown and what has no drawing."""

    image: Field
    cover: Field
    names: list[str]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Tones:
    """Sky from top to bottom, land from far to near, and the colours of things."""

    sky: tuple[str, ...]
    land: tuple[str, ...]
    things: dict[str, str]

    def color(self, paint: str | float) -> ColorLike:
        if isinstance(paint, str):
            return self.things[paint]
        place = min(max(paint, 0.0), 1.0) * (len(self.land) - 1)
        low = min(int(place), len(self.land) - 2)
        return mix(self.land[low], self.land[low + 1], place - low)


def _look(name: str) -> Tones:
    row = dict(landscape_rows()[name])
    sky, land = (tuple(row.pop(key).split()) for key in ("sky", "land"))
    return Tones(sky, land, row)


_TIMES: Final = {
    TimeOfDay.SUNSET: "sunset",
    TimeOfDay.GOLDEN_HOUR: "sunset",
    TimeOfDay.NIGHT: "night",
    TimeOfDay.DAWN: "dawn",
}


def is_graphic_landscape(spec: PictureSpec) -> bool:
    """Whether a landscape with shapes of its own is asked for, flat or in lines, with few figures or none."""
    styles = _STYLES_OF_HOUSES if plan_name(spec) == _HOUSES else _STYLES
    has_style = spec.style in styles and spec.framing not in {"top", "isometric"}
    return has_style and find_plan(spec) is not None and _stands_free(spec)


def _stands_free(spec: PictureSpec) -> bool:
    """Whether all that is named are a few who can stand in a row on the ground before us."""
    figures = _figures(spec).subjects
    stand = all(is_animate(one.concept) and one.spot is None and one.pose in _ON_FEET for one in figures)
    is_few = sum(one.count for one in spec.subjects) <= _MOST_FIGURES
    made = all(r.kind in _WORN for r in spec.relations)
    on_foot = landscape_rows()["places"]["on_foot"].split()
    is_dry = not figures or not spec.settings or spec.settings[0] in on_foot
    return stand and is_few and made and is_dry


def _figures(spec: PictureSpec) -> PictureSpec:
    """The picture without the one boat or house that the place has by itself."""
    own = landscape_rows()["own"].get(plan_name(spec), "").split()
    subjects = spec.subjects
    kept = [k for k, one in enumerate(subjects) if one.concept not in own or one.color]
    return spec.with_subjects(kept)


def draw_graphic_landscape(
    spec: PictureSpec, size: tuple[int, int], seed: int, *, has_title: bool = False
) -> Landscape:
    """Draw the place with its figures; above there may be room for a title."""
    make = find_plan(spec)
    plan = Plan(np.random.default_rng([seed, 0x1A]), size[0] / size[1])
    _sky(plan, spec, np.random.default_rng([seed, 0x5C]), has_title=has_title)
    if make is not None:
        make(plan)
    if seed % 2:
        plan.shapes = [_mirrored(shape, plan.aspect) for shape in plan.shapes]
    image = _in_lines(plan, size) if spec.style in IN_LINES else _in_tones(plan, _tones(spec, seed), size)
    figures = _figures(spec)
    cover = np.zeros(image.shape[:2], np.float32)
    names, missing = _set_figures(image, cover, figures, seed) if figures.subjects else ([], [])
    own = (one.concept for one in spec.subjects if one not in figures.subjects)
    return Landscape(image=image, cover=cover, names=[*names, *own], missing=missing)


def _flip(points: Points, aspect: float) -> Points:
    return np.stack([aspect - points[:, 0], points[:, 1]], 1)


def _mirrored(shape: Shape, aspect: float) -> Shape:
    return Shape(_flip(shape.points, aspect), shape.paint, tuple(_flip(s, aspect) for s in shape.strokes))


def _sky(plan: Plan, spec: PictureSpec, rng: np.random.Generator, *, has_title: bool) -> None:
    """Sun or moon, and by day three clouds; under a title the sun is low and alone."""
    radius = float(rng.uniform(0.075, 0.11)) * (1.3 if has_title else 1.0)
    x, y = plan.at(float(rng.uniform(0.55, 0.8))), float(rng.uniform(0.2, 0.3)) + 0.14 * has_title
    plan.shapes.append(Shape(draw.ellipse((x, y), (radius, radius)), "sun"))
    if spec.time_of_day is TimeOfDay.NIGHT:
        for _ in range(14):
            at = plan.at(float(rng.uniform(0.04, 0.96))), float(rng.uniform(0.04, 0.4))
            plan.shapes.append(Shape(draw.ellipse(at, (0.004, 0.004), 8), "sun"))
        return
    if has_title:
        return
    for share, row in ((0.18, 0.2), (0.42, 0.11), (0.93, 0.14)):
        wide = float(rng.uniform(0.17, 0.26))
        plan.shapes.append(draw.cloud(plan.at(share + float(rng.uniform(-0.04, 0.04))), row, wide))


def _tones(spec: PictureSpec, seed: int) -> Tones:
    by_season = {Season.AUTUMN: "autumn", Season.WINTER: "winter"}
    name = _TIMES.get(spec.time_of_day, "") if spec.time_of_day else ""
    name = name or (by_season.get(spec.season, "") if spec.season else "")
    place = spec.settings[0] if spec.settings else ""
    if not name and (spec.weather is Weather.SNOW or place in {"winter_forest", "snowfield", "ski_slope"}):
        name = "winter"
    if not name and place == "desert":
        name = "warm"
    own = spec.style.value if spec.style is not None else ""
    if own in landscape_rows() and name not in {"night", "sunset"}:
        name = own
    look = _look(name or ("day", "day", "warm", "dawn")[seed % 4])
    if not spec.palette:
        return look
    order = sorted(spec.palette, key=lambda color: -float(luminance(rgb(color))))
    light, deep = order[0], order[-1]
    pale = hex_code(mix(light, "#ffffff", 0.65))
    land = (hex_code(mix(light, "#ffffff", 0.25)), *order, hex_code(clamp(rgb(deep) * 0.55)))
    things = {**look.things, "leaf": deep, "roof": deep, "road": pale}
    for name, share in (("water", 0.35), ("cloud", 0.82), ("sun", 0.8)):
        things[name] = hex_code(mix(light, "#ffffff", share))
    return Tones((hex_code(mix(light, "#ffffff", 0.4)), pale), land, things)


def _in_tones(plan: Plan, tones: Tones, size: tuple[int, int]) -> Field:
    width, height = size
    image = np.empty((height, width, 3), np.float32)
    steps = np.linspace(0, plan.horizon, len(tones.sky))
    image[:] = vertical_gradient(height, tuple(zip(map(float, steps), tones.sky, strict=True)))
    layer = VectorLayer(0, 0, width, height)
    for shape in plan.shapes:
        if shape.paint == draw.LINE:
            layer.polyline(shape.points * height, tones.color("snow"), max(1.0, min(size) * _LINE))
        else:
            layer.polygon(shape.points * height, tones.color(shape.paint))
    cover = layer.pixels.astype(np.float32) / 255
    return clamp(image * (1 - cover[..., 3:]) + cover[..., :3])


def _in_lines(plan: Plan, size: tuple[int, int]) -> Field:
    width, height = size
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height, "#ffffff")
    thick = max(1.0, min(size) * _LINE)
    for shape in plan.shapes:
        points = shape.points * height
        if shape.paint != draw.LINE:
            layer.polygon(points, "#ffffff")
            points = np.concatenate([points, points[:1]])
        layer.polyline(points, _INK, thick)
        for stroke in shape.strokes:
            layer.polyline(stroke * height, _INK, max(1.0, thick * 0.7))
    return np.asarray(layer.pixels[..., :3].astype(np.float32) / 255, np.float32)


def _set_figures(image: Field, cover: Field, spec: PictureSpec, seed: int) -> tuple[list[str], list[str]]:
    """Set the figures in a row on the ground before us; return what is shown and what has no drawing."""
    height, width = image.shape[:2]
    cutouts, names, missing = subject_cutouts(spec, min(height, width) * 0.42, seed, wants_face=False)
    if len(cutouts) == 1 and names:
        cutouts = cutouts * min(spec.subjects[0].count, _MOST_FIGURES)
    shown = cutouts[:_MOST_FIGURES] if names else []
    share = (0.4, 0.34, 0.28)[max(0, len(shown) - 1)]
    layer = np.zeros((height, width, 4), np.float32)
    for k, cutout in enumerate(shown):
        piece = fit_within(cutout, height * share, width * 0.8 / len(shown))
        x = width * (0.5 + (k - (len(shown) - 1) / 2) * 0.29)
        lay_over(layer, piece, round(x - piece.shape[1] / 2), round(height * 0.95) - piece.shape[0])
    cover[:] = layer[..., 3]
    if spec.style in IN_LINES:
        lines = ink_lines(layer, 0.8 * _LINE * min(height, width))[..., None]
        white = (layer[..., 3:] > _SOLID).astype(np.float32)
        image[:] = (image * (1 - white) + white) * (1 - lines) + rgb(_INK) * lines
    else:
        image[:] = mix(image, layer[..., :3], layer[..., 3:])
    return names, missing
