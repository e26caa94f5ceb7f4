"""Flat lays: things laid out on a surface and seen from above, each once, with the shadow of its edge."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.dishes_from_above import dish_from_above, is_dish, plate_from_above
from cavendish_illustrator.design_parts.toppings import is_topping
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.hands.garnishes import garnished, is_garnish
from cavendish_illustrator.figures.hands.vessels import PLATE
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import blur, rotate
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Style, Subject
from cavendish_illustrator.scenery.goods_surface import surface
from cavendish_illustrator.staging.emblem_parts import cutout_of, fit_within
from cavendish_illustrator.staging.figure_builder import figure_for
from cavendish_illustrator.staging.scene_drawing import Drawing

Box = tuple[float, float, float, float]
_FROM_ABOVE = {
    "pizza": "pizza-above",
    "pizza-margherita": "pizza-margherita-above",
    "hot-beverage": "coffee-above",
    "latte-cup": "coffee-above",
    "espresso-cup": "coffee-above",
    "teacup-without-handle": "coffee-above",
}
_ROUND, _ROUND_SURFACE = frozenset({"pizza", "pizza-margherita"}), "steak-meat"
"""What lies in one disc, and the dish whose food is as round."""
_SERVED = frozenset({RelationKind.ON, RelationKind.INSIDE})
_ASIDE = frozenset(
    {
        *(
            "jam-jar",
            "honey-pot",
            "butter",
            "yoghurt-pot",
            "mulled-wine",
            "milkshake",
            "matcha-cup",
            "dip-bowl",
        ),
        *("cocoa-cream", "nuts-bowl", "spice-bowl"),
    }
)
"""Small dishes that others are not grouped around."""
_LONG = frozenset({"chopsticks", "spoon", "fork-single", "kitchen-knife", "whisk", "fork-and-knife", "ladle"})
_MOST_TOPPINGS = 4
_EVENED = 0.3
"""The power of the true sizes' proportion: a hat is larger than glasses, but not six times."""
_MOST = 12
_LARGEST_TURN_DEG = 12.0


def draw_flat_lay(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Lay the things out in loose rows over the whole surface."""
    rng = np.random.default_rng(seed)
    image = np.ones((size[1], size[0], 4), np.float32)
    image[..., :3] = surface(spec, size, seed)
    dish = _main_dish(spec)
    toppings = [] if dish is None else _toppings(spec, dish)
    names = [spec.subjects[index].concept for index in toppings]
    pieces: list[tuple[str, Field]] = []
    missing: list[str] = []
    for one in _to_lay(spec, toppings):
        is_main = dish is not None and one is spec.subjects[dish]
        cutout = _seen_from_above(spec, one, min(size) * (0.8 if is_main else 0.5), seed, names * is_main)
        if cutout is None:
            missing.append(one.word)
        else:
            copies = min(one.count, max(1, _MOST - len(pieces)))
            pieces += [(one.concept, cutout)] * copies
    if dish is None:
        shares = _shares([name for name, _ in pieces])
        boxes = _cells(size, len(pieces))
    else:
        order = [spec.subjects[dish].concept, *(name for name, _ in pieces)]
        pieces.sort(key=lambda piece: order.index(piece[0]))
        boxes = _around([name for name, _ in pieces], size)
        pieces, shares = pieces[: len(boxes)], [1.25] * len(boxes)
    for (_, cutout), box, share in zip(pieces, boxes, shares, strict=True):
        _lay(image, cutout, box, share, rng)
    pieces += [(name, image) for name in names]
    result = _lit(image[..., :3])
    if spec.style is not None and spec.style is not Style.PHOTO:
        result = apply_style(spec.style, result, np.full(result.shape[:2], 0.6, np.float32), seed)
    return Drawing(image=clamp(result), placed=[name for name, _ in pieces], missing=missing)


def _main_dish(spec: PictureSpec) -> int | None:
    """The number of the bowl or plate that the picture is of, None where things are only laid out."""
    dishes = (k for k, one in enumerate(spec.subjects) if one.count == 1 and _is_main(one.concept))
    return next(dishes, None)


def _is_main(concept: str) -> bool:
    return concept == PLATE or concept in _ROUND or (is_dish(concept) and concept not in _ASIDE)


def _toppings(spec: PictureSpec, dish: int) -> list[int]:
    """The numbers of what lies on the dish: few small foods, but that which a plate is there for."""
    served = [r.subject for r in spec.relations if r.kind in _SERVED and r.target == dish]
    main = served[:1] if spec.subjects[dish].concept == PLATE else []
    small = [
        k
        for k, one in enumerate(spec.subjects)
        if (is_topping(one.concept) and not _is_main(one.concept))
        or (k in served and is_garnish(one.concept))
    ]
    found = [k for k in small if k != dish and k not in main]
    return found if len(found) <= _MOST_TOPPINGS else []


def _around(names: Sequence[str], size: tuple[int, int]) -> list[Box]:
    """A great cell for the dish, long things upright at its sides, the others in the corners."""
    width, height = size
    side = min(size)
    is_alone = len(names) == 1
    reach = side * (0.84 if is_alone else 0.66)
    boxes = [(width / 2 - reach / 2, height / 2 - reach / 2, reach, reach)]
    longs, corners = [0.89, 0.11, 0.97], [(0.16, 0.17), (0.84, 0.83), (0.16, 0.83), (0.84, 0.17)]
    for name in names[1:]:
        if name in _LONG and longs:
            x, wide, tall = longs.pop(0) * width, side * 0.2, side * 0.5
            boxes.append((x - wide / 2, height / 2 - tall / 2, wide, tall))
        elif corners:
            x, y = corners.pop(0)
            boxes.append((x * width - side * 0.14, y * height - side * 0.14, side * 0.28, side * 0.28))
    return boxes


def _to_lay(spec: PictureSpec, toppings: Sequence[int]) -> list[Subject]:
    """The things of the picture without the food that a plate or a dish among them has on it."""
    served = {r.subject for r in spec.relations if r.kind in _SERVED and _is_plate(spec, r.target)}
    served |= set(toppings)
    return [one for index, one in enumerate(spec.subjects) if index not in served][:_MOST]


def _is_plate(spec: PictureSpec, index: int) -> bool:
    return spec.subjects[index].concept == PLATE


def _seen_from_above(
    spec: PictureSpec, one: Subject, height: float, seed: int, toppings: Sequence[str]
) -> Field | None:
    """A plate or bowl as it looks from above; other things lie on their backs."""
    if one.concept == PLATE:
        index = spec.subjects.index(one)
        foods = [spec.subjects[r.subject] for r in spec.relations if r.kind in _SERVED and r.target == index]
        food = figure_for(replace(foods[0], count=1), seed) if foods else None
        count = foods[0].count if foods else 1
        return plate_from_above(one.color, food, count, toppings).pixels(height)
    dish = dish_from_above(one.concept, one.color, toppings)
    if dish is not None:
        return dish.pixels(height)
    seen = replace(one, concept=_FROM_ABOVE.get(one.concept, one.concept), count=1)
    disc = find_figure(seen.concept) if toppings and one.concept in _ROUND else None
    if disc is not None:
        return garnished(disc, _ROUND_SURFACE, [(name, None, 1) for name in toppings]).pixels(height)
    return cutout_of(spec, seen, height, seed)


def _shares(names: Sequence[str]) -> list[float]:
    """How much of its cell each thing fills."""
    sizes = [real_height(name) ** _EVENED for name in names]
    return [max(0.62, size / max(sizes)) for size in sizes]


def _cells(size: tuple[int, int], count: int) -> list[Box]:
    """Cells (left, top, wide, tall) in rows that are as even as they can be."""
    width, height = size
    rows = max(1, round((count * height / width) ** 0.5))
    margin = min(size) * 0.04
    tall = (height - 2 * margin) / rows
    cells: list[Box] = []
    for row in range(rows):
        in_row = count * (row + 1) // rows - count * row // rows
        wide = (width - 2 * margin) / max(1, in_row)
        cells += [(margin + k * wide, margin + row * tall, wide, tall) for k in range(in_row)]
    return cells


def _lay(image: Field, cutout: Field, box: Box, share: float, rng: np.random.Generator) -> None:
    left, top, wide, tall = box
    side = min(wide, tall)
    piece = fit_within(cutout, tall * 0.8 * share, wide * 0.8 * share)
    piece = _turned(piece, float(rng.uniform(-_LARGEST_TURN_DEG, _LARGEST_TURN_DEG)))
    slack_x, slack_y = max(0.0, wide - piece.shape[1]), max(0.0, tall - piece.shape[0])
    x = left + wide / 2 - piece.shape[1] / 2 + slack_x * float(rng.uniform(-0.18, 0.18))
    y = top + tall / 2 - piece.shape[0] / 2 + slack_y * float(rng.uniform(-0.18, 0.18))
    pad = round(side * 0.08)
    alpha = np.pad(piece[..., 3], pad)
    for reach, strength, spread in ((0.008, 0.45, 0.006), (0.028, 0.28, 0.022)):
        shade = np.zeros((*alpha.shape, 4), np.float32)
        shade[..., 3] = blur(alpha, side * spread) * strength
        lay_over(image, shade, round(x + side * reach) - pad, round(y + side * reach * 1.4) - pad)
    lay_over(image, piece, round(x), round(y))


def _turned(piece: Field, degrees: float) -> Field:
    premultiplied = np.concatenate([piece[..., :3] * piece[..., 3:], piece[..., 3:]], -1)
    turned = rotate(premultiplied, degrees)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return clamp(trim(turned))


def _lit(image: Field) -> Field:
    """Soft light from the upper left."""
    height, width = image.shape[:2]
    x, y = (
        np.linspace(0, 1, width, dtype=np.float32)[None],
        np.linspace(0, 1, height, dtype=np.float32)[:, None],
    )
    return np.asarray(image * (1.05 - 0.13 * (x * 0.5 + y * 0.5))[..., None], np.float32)


DESIGN = Design(kinds=(Kind.FLAT_LAY,), draw=draw_flat_lay, draws_text=False)
