"""Shop signs: a painted board on a door, over it, or on an iron arm before the wall of a house."""

from typing import Final

import numpy as np

from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb, shade
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject
from cavendish_illustrator.staging.emblem_parts import blend_rgba, cutout_of, fit_within, on_canvas
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.design_words.lettered_boards import says
from cavendish_illustrator.understanding.design_words.trades import find_emblem_of
from cavendish_illustrator.vocabulary.concept_classes import is_person

_WALLS: Final = ("#e7d9bf", "#d9c4a4", "#cfd8cf", "#e3c9b4")
_BOARDISH: Final = frozenset({"sign-board", "door", "brick", "shield", "lamp", "placard", "window", "wall"})
_WOOD: Final = "#8a5a34"
_IRON: Final = "#2a2a2e"
_CREAM: Final = "#fff3d6"
Box = tuple[float, float, float, float]


def draw_shop_sign(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the wall, the door if there is one, and the sign with its words and the emblem of the trade."""
    width, height = size
    rng = np.random.default_rng(seed)
    image = np.ones((height, width, 4), np.float32)
    _paint_wall(image, spec, seed, rng)
    door = next((one for one in spec.subjects if one.concept == "door"), None)
    placed = ["sign-board"]
    if door is not None:
        placed.append("door")
        is_above = any(r.kind is RelationKind.OVER for r in spec.relations) or says_above(spec.prompt)
        _door(image, door.color or "#3f6f5a", top=0.36 if is_above else 0.1)
        board = (0.17, 0.09, 0.83, 0.3) if is_above else (0.27, 0.42, 0.73, 0.66)
        _board(image, _scaled(board, size), rng, is_hung=not is_above)
    else:
        board = (0.2, 0.3, 0.8, 0.72)
        _arm(image, _scaled(board, size))
        _board(image, _scaled(board, size), rng, is_hung=False)
    shown = _emblem(image, spec, _scaled(board, size), seed) if door is None else []
    _write(image, spec, _scaled(board, size), has_emblem=bool(shown))
    if says("evening", spec.prompt):
        image[..., :3] = _at_night(image[..., :3])
    return Drawing(image=clamp(image[..., :3]), placed=[*placed, *shown], missing=[])


def says_above(prompt: str) -> bool:
    """Whether the sign is over the door, not on it."""
    words = prompt.lower()
    return any(
        word in words for word in (" over ", " above ", " nad ", " über ", " sobre ", " au-dessus", " sopra ")
    )


def _scaled(box: Box, size: tuple[int, int]) -> Box:
    return box[0] * size[0], box[1] * size[1], box[2] * size[0], box[3] * size[1]


def _laid(image: Field, layer: VectorLayer, opacity: float = 1.0) -> None:
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3] * opacity)


def _paint_wall(image: Field, spec: PictureSpec, seed: int, rng: np.random.Generator) -> None:
    """Bricks, tiles or stones where they were named, else plaster."""
    height, width = image.shape[:2]
    side = min(height, width)
    image[..., :3] = rgb(spec.walls or _WALLS[seed % len(_WALLS)])
    layer = VectorLayer(0, 0, width, height)
    if says("tiles", spec.prompt):
        _tiles(layer, side / 8)
    elif says("brick", spec.prompt) or (not says("stone", spec.prompt) and seed % 2 and spec.walls is None):
        _bricks(layer, (side / 7, side / 18), ("#a8563c", "#b8654a", "#99492f", "#b05f44"), rng)
    elif says("stone", spec.prompt):
        _bricks(layer, (side / 5, side / 10), ("#a8a29a", "#b5afa6", "#9a948c", "#bdb6aa"), rng)
    _laid(image, layer)
    cloud = coarse_noise((height, width), (side * 0.2, side * 0.2), rng, 4, 0.55)
    fine = coarse_noise((height, width), (side * 0.01, side * 0.01), rng, 2, 0.6)
    image[..., :3] *= (0.9 + 0.14 * cloud + 0.06 * (fine - 0.5))[..., None]


def _bricks(
    layer: VectorLayer, brick: tuple[float, float], colors: tuple[str, ...], rng: np.random.Generator
) -> None:
    wide, tall = brick
    layer.rect(0, 0, layer.width, layer.height, "#cbbba6")
    gap = tall * 0.08
    for row in range(int(layer.height / tall) + 1):
        for column in range(-1, int(layer.width / wide) + 1):
            left, top = (column + 0.5 * (row % 2)) * wide, row * tall
            color = mix(colors[int(rng.integers(len(colors)))], "#000000", float(rng.uniform(0, 0.12)))
            layer.rect(left + gap, top + gap, left + wide - gap, top + tall - gap, color)


def _tiles(layer: VectorLayer, tile: float) -> None:
    """White tiles with a blue flower and blue corners."""
    layer.rect(0, 0, layer.width, layer.height, "#f3f6f8")
    for row in range(int(layer.height / tile) + 1):
        for column in range(int(layer.width / tile) + 1):
            x, y = (column + 0.5) * tile, (row + 0.5) * tile
            for angle in range(0, 360, 90):
                turn = np.radians(angle)
                at = x + tile * 0.17 * float(np.cos(turn)), y + tile * 0.17 * float(np.sin(turn))
                layer.ellipse(at, (tile * 0.15, tile * 0.07), "#2f62b4", angle=float(angle))
                corner = (
                    x + tile * 0.5 * np.sign(np.cos(turn + 0.8)),
                    y + tile * 0.5 * np.sign(np.sin(turn + 0.8)),
                )
                layer.ring(float(corner[0]), float(corner[1]), tile * 0.22, "#2f62b4", tile * 0.045)
            layer.circle(x, y, tile * 0.06, "#f2b632")
            layer.frame(
                x - tile / 2, y - tile / 2, x + tile / 2, y + tile / 2, "#cfd8e0", max(1.0, tile * 0.02)
            )


def _door(image: Field, color: ColorLike, *, top: float) -> None:
    """A panelled door in its frame, down to the foot of the picture."""
    height, width = image.shape[:2]
    side = min(height, width)
    left, right, upper = width / 2 - side * 0.27, width / 2 + side * 0.27, height * top
    layer = VectorLayer(0, 0, width, height)
    edge = side * 0.035
    layer.rect(left - edge, upper - edge, right + edge, height, "#efe6d4")
    layer.rect(left - edge * 0.3, upper - edge * 0.3, right + edge * 0.3, height, shade(color, 0.5))
    layer.rect(left, upper, right, height, color)
    tall = height - upper
    for row_top, row_foot in ((0.07, 0.42), (0.5, 0.94)):
        for a, b in ((0.1, 0.46), (0.54, 0.9)):
            x0, x1 = left + (right - left) * a, left + (right - left) * b
            y0, y1 = upper + tall * row_top, upper + tall * row_foot
            layer.rect(x0, y0, x1, y1, shade(color, 0.78))
            layer.rect(x0 + edge * 0.3, y0 + edge * 0.3, x1, y1, mix(color, "#ffffff", 0.1))
            layer.rect(x0 + edge * 0.3, y0 + edge * 0.3, x1 - edge * 0.3, y1 - edge * 0.3, shade(color, 0.92))
    layer.circle(right - side * 0.045, upper + tall * 0.5, side * 0.02, "#d8b45a")
    layer.circle(right - side * 0.049, upper + tall * 0.495, side * 0.008, "#fff0c0")
    _laid(image, layer)


def _arm(image: Field, board: Box) -> None:
    """The iron arm with its scroll, two chains down to the board."""
    height, width = image.shape[:2]
    side = min(height, width)
    left, top, right, _ = board
    y = top - side * 0.14
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, y - side * 0.1, side * 0.03, y + side * 0.16, _IRON)
    layer.line((0, y), (right + side * 0.04, y), _IRON, side * 0.018)
    layer.circle(right + side * 0.05, y, side * 0.02, _IRON)
    layer.arc((side * 0.03, y + side * 0.01), (side * 0.17, side * 0.12), (0, 90), _IRON, side * 0.012)
    turns = np.linspace(0, 2.6 * np.pi, 50)
    reach = side * 0.05 * (1 - turns / (3.2 * np.pi))
    center = np.array([right - side * 0.02, y - side * 0.06])
    layer.polyline(center + np.stack([reach * np.cos(turns), reach * np.sin(turns)], 1), _IRON, side * 0.009)
    for x in (left + (right - left) * 0.14, right - (right - left) * 0.14):
        for k in range(4):
            layer.ring(x, y + side * (0.03 + 0.031 * k), side * 0.014, _IRON, side * 0.007)
    _laid(image, layer)


def _board(image: Field, box: Box, rng: np.random.Generator, *, is_hung: bool) -> None:
    """A wooden board with a carved edge and its shadow; strings lead to a nail where it is hung."""
    height, width = image.shape[:2]
    side = min(height, width)
    left, top, right, foot = box
    shadow = VectorLayer(0, 0, width, height)
    shadow.rect(left + side * 0.014, top + side * 0.018, right + side * 0.014, foot + side * 0.022, "#000000")
    soft = blur(shadow.pixels[..., 3].astype(np.float32) / 255, side * 0.012)
    blend_rgba(image, np.zeros(3, np.float32), soft * 0.45)
    layer = VectorLayer(0, 0, width, height)
    if is_hung:
        nail = ((left + right) / 2, top - side * 0.13)
        for x in (left + (right - left) * 0.12, right - (right - left) * 0.12):
            layer.line((x, top + side * 0.02), nail, "#d8c49a", side * 0.007)
        layer.circle(*nail, side * 0.012, _IRON)
    layer.rect(left, top, right, foot, shade(_WOOD, 0.62))
    gap = side * 0.013
    layer.rect(left + gap, top + gap, right - gap, foot - gap, _WOOD)
    for corner_x in (left + gap * 2, right - gap * 2):
        for corner_y in (top + gap * 2, foot - gap * 2):
            layer.circle(corner_x, corner_y, gap * 0.5, "#d8b45a")
    _laid(image, layer)
    rows, columns = slice(round(top), round(foot)), slice(round(left), round(right))
    shape = image[rows, columns].shape[:2]
    grain = coarse_noise(shape, (side * 0.3, side * 0.012), rng, 3, 0.6)
    image[rows, columns, :3] *= (0.84 + 0.3 * grain)[..., None]


def _emblem(image: Field, spec: PictureSpec, board: Box, seed: int) -> list[str]:
    """The first thing named besides the sign, else what stands for the trade, over the words."""
    named = [one for one in spec.subjects if one.concept not in _BOARDISH and not is_person(one.concept)]
    trade = find_emblem_of(spec.prompt)
    subject = named[0] if named else Subject(concept=trade, word=trade) if trade else None
    if subject is None:
        return []
    left, top, right, foot = board
    height, width = image.shape[:2]
    cutout = cutout_of(spec, subject, (foot - top) * 0.5, seed)
    if cutout is None:
        return []
    piece = fit_within(cutout, (foot - top) * 0.42, (right - left) * 0.4)
    layer = on_canvas((width, height), piece, ((left + right) / 2, top + (foot - top) * 0.3))
    blend_rgba(image, layer[..., :3], layer[..., 3])
    return [subject.concept]


def _write(image: Field, spec: PictureSpec, board: Box, *, has_emblem: bool) -> None:
    height, width = image.shape[:2]
    left, top, right, foot = board
    middle = top + (foot - top) * (0.72 if has_emblem else 0.5)
    box = TextBox(
        center=((left + right) / 2, middle),
        width=(right - left) * 0.84,
        height=(foot - top) * (0.4 if has_emblem else 0.66),
    )
    mask = text_mask((width, height), " ".join(spec.texts), "lobster", box)
    blend_rgba(image, "#2c1a0c", np.roll(mask, round(min(height, width) * 0.004), (0, 1)) * 0.7)
    blend_rgba(image, _CREAM, mask)


def _at_night(image: Field) -> Field:
    """Blue dusk with the glow of a lamp from above."""
    height, width = image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    glow = np.exp(-(((xs / width - 0.5) / 0.45) ** 2) - ((ys / height - 0.35) / 0.4) ** 2)[..., None]
    return clamp(image * (rgb("#5a6a9c") * (1 - glow) + rgb("#ffe2ae") * glow) * 1.05)


DESIGN = Design(kinds=(Kind.SHOP_SIGN,), draw=draw_shop_sign)
