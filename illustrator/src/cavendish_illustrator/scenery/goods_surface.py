"""What goods lie on or stand before: wood, marble, linen, stone or a plain colour."""

from collections.abc import Callable
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, remap, resize
from cavendish_illustrator.painting.surface_patterns import patterned
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.design_words.ground_color import DARK_GROUND
from cavendish_illustrator.understanding.design_words.surfaces import named_surface, surface_color
from cavendish_illustrator.vocabulary.tokens import fold

_DARK: Final = 0.3
_CLOTH_OF: Final = {"tote-bag": "linen", "briefcase": "leather"}
_WHITE: Final = "#fdfdfd"
_NEARLY_WHITE: Final = 0.93
"""What a shop calls white is white, not cream."""
_GRAINS: Final = {
    "slate": (0.16, 0.3, 2.2),
    "stone": (0.2, 0.4, 1.0),
    "concrete": (0.1, 0.16, 1.0),
    "leather": (0.22, 0.1, 0.6),
    "sand": (0.16, 0.14, 2.0),
    "metal": (0.1, 0.12, 9.0),
    "snow": (0.05, 0.09, 1.0),
    "ice": (0.04, 0.2, 1.0),
    "straw": (0.7, 0.2, 7.0),
    "carpet": (0.4, 0.1, 0.8),
    "grass": (0.8, 0.3, 0.5),
    "moss": (0.6, 0.4, 1.0),
    "mirror": (0.0, 0.04, 1.0),
}
"""How strong fine grain and patches are, and how much longer than tall."""
_DARK_TONES: Final = {
    "wood": "#4f3322",
    "leather": "#3a2417",
    "slate": "#2b2e33",
    "stone": "#4a4a4c",
    "concrete": "#5a5a5a",
    "marble": "#26262a",
    "velvet": "#1d1a22",
    "silk": "#2a2430",
    "linen": "#6a5f50",
}
_PLAIN: Final = ("#f3ece4", "#e9eef0", "#f2e6e2", "#e8ecdf", "#ece6f0")
_FABRICS: Final = frozenset({"velvet", "silk"})
"""They hang behind the goods as well as lie under them."""


def surface_name(spec: PictureSpec) -> str:
    """`wood`, `marble`, `velvet`, or `plain` where none is named; a table is of wood."""
    materials = {one.material for one in spec.subjects} | {
        _CLOTH_OF.get(one.concept) for one in spec.subjects
    }
    named = named_surface(spec.prompt)
    found = spec.surface or ("" if named in materials else named)  # the oak of a board is no table
    return found or ("wood" if spec.settings[:1] == ("table_top",) and not spec.palette else "plain")


def plain_color(spec: PictureSpec, seed: int) -> Field:
    """The colour of a background with nothing on it: as asked for, or one that suits the surface."""
    if spec.ground is not None:
        return rgb(_WHITE if float(luminance(rgb(spec.ground))) > _NEARLY_WHITE else spec.ground)
    name = surface_name(spec)
    if name in _FABRICS:
        return clamp(rgb(_color(spec, name)) * 0.8)
    if spec.surface_color is not None and float(luminance(rgb(spec.surface_color))) < _DARK:
        return mix(spec.surface_color, "#3a3a40", 0.35)
    if spec.palette:
        return rgb(spec.palette[0])
    is_white = any(
        stem in fold(spec.prompt) for stem in ("white", "bial", "weiss", "blanc", "bianc", "branc", "біл")
    )
    return rgb(_WHITE if is_white else _PLAIN[seed % len(_PLAIN)])


def _color(spec: PictureSpec, name: str) -> str:
    return _said_color(spec, name) or surface_color(name)


def _said_color(spec: PictureSpec, name: str) -> str | None:
    """The colour said of the surface; `dark` wood is brown all the same."""
    return _DARK_TONES.get(name) if spec.surface_color == DARK_GROUND else spec.surface_color


def surface(spec: PictureSpec, size: tuple[int, int], seed: int) -> Field:
    """A surface seen from above that fills the picture."""
    width, height = size
    rng = np.random.default_rng(seed)
    name = surface_name(spec)
    match name:
        case "wood" | "board" | "marble":
            return _MATERIALS[name](size, rng, _said_color(spec, name))
        case "velvet" | "silk":
            return _folds(size, rng, rgb(_color(spec, name)), is_shiny=name == "silk")
        case "checked" | "tiles" | "newspaper" | "linen":
            return patterned(name, size, rng, rgb(_color(spec, name)))
        case "plain":
            soft = resize(noise((128, 128), (64, 64), rng, 3, 0.5), width, height, is_smooth=True)
            return clamp(plain_color(spec, seed) * (0.975 + 0.04 * soft[..., None]))
        case _:
            return _grained(size, rng, rgb(_color(spec, name)), _GRAINS.get(name, _GRAINS["stone"]))


def cloth(size: tuple[int, int], seed: int, color: str, *, is_checked: bool) -> Field:
    """Cloth in soft folds in its colour, in white and that colour where it is checked."""
    rng = np.random.default_rng([seed, 0xC1])
    folds = _folds(size, rng, rgb("#f4f0e6") if is_checked else rgb(color), is_shiny=False)
    if not is_checked:
        return folds
    checks = patterned("checked", size, rng, rgb(color))
    return clamp(checks * (luminance(folds) / 0.86)[..., None])


def in_perspective(top: Field, rows: slice, edge: float) -> Field:
    """A surface seen from above, laid down from its far edge to the foot of the picture."""
    height, width = top.shape[:2]
    depth = (np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] - edge) / (height - edge)
    columns = np.arange(width, dtype=np.float32)[None]
    across = (columns - width / 2) / (0.55 + 0.75 * depth) + width / 2
    along = np.maximum(depth, 0) ** 0.7 * (height - 2) + columns * 0
    return np.asarray(remap(top, across, along) * (0.84 + 0.2 * depth)[..., None], np.float32)


def _folds(size: tuple[int, int], rng: np.random.Generator, color: Field, *, is_shiny: bool) -> Field:
    """Cloth in soft folds, silk with bright ridges, velvet with a dull sheen."""
    width, height = size
    bend = resize(noise((192, 192), (150, 150), rng, 2, 0.4), width, height, is_smooth=True)
    x, y = (
        np.arange(width, dtype=np.float32)[None] / width,
        np.arange(height, dtype=np.float32)[:, None] / height,
    )
    wave = np.sin((x * 0.8 + y * 0.5 + bend * 0.75) * (15 if is_shiny else 12))
    ridge = np.exp(-(((1 - wave) / (0.45 if is_shiny else 0.7)) ** 2))
    hollow = np.exp(-(((1 + wave) / 0.8) ** 2))
    light = mix(color, "#ffffff", 0.42 if is_shiny else 0.22)
    paint = mix(color * 0.92, light, (ridge * (0.8 if is_shiny else 0.55))[..., None])
    return clamp(paint * (1 - (0.2 if is_shiny else 0.4) * hollow)[..., None])


def _grained(
    size: tuple[int, int], rng: np.random.Generator, color: Field, grain: tuple[float, float, float]
) -> Field:
    """Stone, sand, leather: fine grain over large patches, each as strong as its material has them."""
    width, height = size
    fine, patches, length = grain
    small = resize(noise((384, 384), (5 * length, 5), rng, 3, 0.6), width, height)
    large = resize(noise((256, 256), (120 * length, 120), rng, 4, 0.55), width, height, is_smooth=True)
    tone = 1 + fine * (small - 0.5) + patches * (large - 0.5)
    return clamp(color * tone[..., None])


def _toned(image: Field, color: str | None, usual: str) -> Field:
    """The material in another colour: dark wood, black marble."""
    if color is None:
        return image
    wanted = rgb(color)
    tone = luminance(image)[..., None] / float(luminance(rgb(usual)))
    if float(luminance(wanted)) < _DARK:
        return clamp((wanted + 0.02) * (1 + (tone - 1) * 1.6))
    return clamp(mix(wanted, image * wanted, 0.25) * tone)


def _boards(size: tuple[int, int], rng: np.random.Generator, color: str | None) -> Field:
    width, height = size
    grain = resize(noise((512, 512), (220, 6), rng, 5, 0.6), width, height, is_smooth=True)
    count = 5
    board = np.minimum((np.arange(width) / width * count).astype(int), count - 1)
    tone = rng.random(count).astype(np.float32)[board]
    across = np.mod(np.arange(width) / width * count, 1)
    gap = np.exp(-((np.minimum(across, 1 - across) * width / count / (0.0022 * width + 1)) ** 2))
    paint = mix("#9a6a42", "#d2a878", clamp(grain * 1.1)[..., None]) * (0.88 + 0.2 * tone)[None, :, None]
    return _toned(np.asarray(paint * (1 - 0.5 * gap)[None, :, None], np.float32), color, "#b48a5c")


_BOARD_REACH, _CORNER, _TABLE = (0.41, 0.37), 0.09, "#7d5a3c"
"""How far a cutting board reaches from the middle, how round it is, and the table under it."""


def _cutting_board(size: tuple[int, int], rng: np.random.Generator, color: str | None) -> Field:
    """A pale board with round corners and a hole, on a darker table, with its shadow."""
    width, height = size
    side = min(size)
    table = _boards(size, rng, _TABLE)
    board = _toned(_boards(size, rng, None)[:, ::-1], color or "#dcb67e", "#b48a5c")
    grain = resize(noise((512, 512), (300, 5), rng, 4, 0.6), width, height, is_smooth=True)
    board = clamp(mix(board, rgb(color or "#dcb67e") * (0.86 + 0.24 * grain)[..., None], 0.86))
    x = np.abs(np.arange(width, dtype=np.float32)[None] - width / 2) - width * _BOARD_REACH[0]
    y = np.abs(np.arange(height, dtype=np.float32)[:, None] - height / 2) - height * _BOARD_REACH[1]
    corner = side * _CORNER
    outside = np.hypot(np.maximum(x + corner, 0), np.maximum(y + corner, 0)) - corner
    hole_x = np.arange(width, dtype=np.float32)[None] - width * (0.5 + _BOARD_REACH[0] * 0.88)
    hole_y = np.arange(height, dtype=np.float32)[:, None] - height / 2
    outside = np.maximum(outside, side * 0.022 - np.hypot(hole_x, hole_y))
    shadow = np.exp(-np.maximum(outside, 0) / (side * 0.02)) * 0.5
    rim = np.exp(-((outside / (side * 0.008)) ** 2)) * 0.25
    cover = np.clip(0.5 - outside, 0, 1)[..., None]
    return clamp(mix(table * (1 - shadow)[..., None], board * (1 - rim)[..., None], cover))


def _marble(size: tuple[int, int], rng: np.random.Generator, color: str | None) -> Field:
    width, height = size
    field = resize(noise((384, 384), (150, 150), rng, 5, 0.55), width, height, is_smooth=True)
    veins = np.exp(-((np.abs(np.sin(field * 9)) / 0.09) ** 2)) * 0.22
    cloud = blur(field, min(size) * 0.02) * 0.06
    ground = rgb(color or "#f1efec")
    if float(luminance(ground)) < _DARK:
        return clamp(mix(ground, "#e8e2d8", (veins * 3.0)[..., None]) * (0.97 + cloud)[..., None])
    return clamp(ground * (1.0 - veins - cloud + 0.03)[..., None])


_MATERIALS: Final[dict[str, Callable[[tuple[int, int], np.random.Generator, str | None], Field]]] = {
    "wood": _boards,
    "board": _cutting_board,
    "marble": _marble,
}
"""What is painted in its own way."""
