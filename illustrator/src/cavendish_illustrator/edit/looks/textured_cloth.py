"""Shows cloth of a photograph as another one in its folds: velvet, leather, silk, denim, wool, sequins."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from cavendish_illustrator.edit.pixels.new_cloth import cloth_folds, stitches
from cavendish_illustrator.edit.pixels.recolouring import from_lab, to_lab
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur

_USUAL: Final = {
    "denim": "#47658f",
    "leather": "#4a2f22",
    "silk": "#7c2140",
    "velvet": "#5a1638",
    "sequins": "#c9a13f",
    "knit": "#8d8377",
    "fur": "#8a6f57",
    "smooth": "#33415f",
}
"""Of a new garment whose colour nobody told; denim is blue in any case."""
_DARKEST: Final = {"velvet": 20.0, "leather": 15.0, "silk": 24.0, "denim": 30.0, "sequins": 22.0}
"""Least lightness at which the cloth is seen for what it is."""
_STITCH: Final = 0.017
_QUIET: Final = 3.5
"""Folds that hardly differ in lightness are not made deep ones, for they may be film's noise."""
_BADGE: Final = 0.03
_DEEPENED: Final = 2.2
"""How much more colour a cloth shows at most that is made light enough to be seen."""

Grain = Callable[[Field, Field, np.random.Generator], Field]
"""How much lighter each pixel is than the cloth, from the folds in their own spread and the cover."""


def _side(field: Field) -> int:
    return int(min(field.shape[:2]))


def _velvet(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Dark where it faces us and bright where it turns away, with a nap that lies this way and that."""
    side = _side(cover)
    turning = smoothstep(0.55, 1.0, 1 - blur(cover, 0.035 * side)) * 30
    steep = np.hypot(*np.gradient(blur(folds, 0.01 * side))) * side * 0.02
    brushed = noise(cover.shape, (0.05 * side, 0.13 * side), rng, 3) - 0.5
    nap = noise(cover.shape, (1.6, 1.6), rng, 2) - 0.5
    return np.asarray(5 * folds + 17 * np.minimum(steep, 1.2) + turning + 17 * brushed + 7 * nap, np.float32)


def _leather(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Grained, creased, with a gleam on what is turned to the light."""
    side = _side(cover)
    pebbles = np.abs(noise(cover.shape, (0.007 * side, 0.007 * side), rng, 2) - 0.5)
    creases = smoothstep(0.02, 0.0, np.abs(noise(cover.shape, (0.09 * side, 0.06 * side), rng, 3) - 0.5))
    lit = 0.8 * folds + 2.6 * (noise(cover.shape, (0.14 * side, 0.09 * side), rng, 3) - 0.5)
    gleam = smoothstep(0.5, 1.9, lit) * (0.65 + 1.6 * pebbles)
    return np.asarray(6 * folds + 26 * gleam + 22 * (pebbles - 0.12) - 9 * creases, np.float32)


def _silk(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Smooth, mirroring light and dark in long soft turns."""
    side = _side(cover)
    soft = blur(folds, 0.014 * side)
    drape = noise(cover.shape, (0.09 * side, 0.34 * side), rng, 2) - 0.5
    turn = np.sin(np.pi * (0.55 * soft + 2.6 * drape))
    return np.asarray(6 * turn + 11 * smoothstep(0.5, 1.0, turn) ** 2 + 6 * soft, np.float32)


def _denim(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Slanting threads, pale where it is rubbed."""
    side = _side(cover)
    ys, xs = np.mgrid[: cover.shape[0], : cover.shape[1]].astype(np.float32)
    twill = np.sin(2 * np.pi * (0.6 * xs + ys) / max(3.2, 0.0075 * side))
    threads = noise(cover.shape, (1.2, 5.0), rng, 2) - 0.5
    faded = smoothstep(0.2, 1.6, folds + 2 * (noise(cover.shape, (0.1 * side, 0.1 * side), rng, 3) - 0.5))
    return np.asarray(5 * folds + 4.5 * twill + 15 * threads + 12 * faded, np.float32)


def _knit(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    yarn = noise(cover.shape, (1.4, 1.4), rng, 2) - 0.5
    return np.asarray(8 * folds + 8 * stitches(cover.shape, max(4.0, _STITCH * _side(cover))) + 7 * yarn)


def _fur(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    side = _side(cover)
    hairs = noise(cover.shape, (1.5, 0.028 * side), rng, 2) - 0.5
    locks = noise(cover.shape, (0.016 * side, 0.05 * side), rng, 3) - 0.5
    return np.asarray(6 * folds + 34 * hairs + 30 * locks, np.float32)


def _sequins(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    """Scales in rows, each turned a little otherwise to the light."""
    side = _side(cover)
    step = max(4.0, 0.0105 * side)
    ys, xs = np.mgrid[: cover.shape[0], : cover.shape[1]].astype(np.float32)
    row = np.floor(ys / (0.8 * step)).astype(int)
    across = xs / step + 0.5 * (row % 2)
    column = np.floor(across).astype(int)
    tilt = rng.random((int(row.max()) + 1, int(column.max()) + 1), np.float32)[row, column]
    away = np.hypot(across - column - 0.5, ys / (0.8 * step) - row - 0.5)
    scale = smoothstep(0.56, 0.34, away)
    return np.asarray(9 * folds + scale * (44 * tilt**7 + 13 * tilt) - 9 * (1 - scale), np.float32)


def _smooth(folds: Field, cover: Field, rng: np.random.Generator) -> Field:
    weave = noise(cover.shape, (2.0, 2.0), rng, 2) - 0.5
    return np.asarray(5 * blur(folds, 0.02 * _side(cover)) + 2 * weave, np.float32)


_GRAINS: Final[Mapping[str, Grain]] = {
    "velvet": _velvet,
    "leather": _leather,
    "silk": _silk,
    "denim": _denim,
    "knit": _knit,
    "fur": _fur,
    "sequins": _sequins,
    "smooth": _smooth,
}
CLOTHS: Final = frozenset(_GRAINS)


def textured(
    image: Field, cover: Field, kind: str, color: str | None, seed: int, *, is_new: bool = False
) -> Field:
    """The picture with what the cover shows as this cloth; in its own colour if none is told.

    Of what `is_new` only the broad folds are kept: badges that it had leave no traces.
    """
    solid = cover > 0.5
    if not solid.any():
        return image
    lab = to_lab(image)
    shade, _ = cloth_folds(lab, cover)
    own = [float(np.median(lab[..., channel][solid])) for channel in range(3)]
    wanted = own if color is None else [float(one) for one in to_lab(rgb(color)[None, None])[0, 0]]
    folds = np.asarray(shade / (float(np.std(shade[solid])) + _QUIET), np.float32)
    folds = np.clip(blur(folds, _BADGE * _side(cover)) if is_new else folds, -2.5, 2.5)
    rng = np.random.default_rng((seed & 0xFFFFFFFF, 163))
    base = max(wanted[0], _DARKEST.get(kind, 14.0))
    lightness = np.clip(base + _GRAINS[kind](folds, cover, rng), 2, 98)
    strength = np.clip(lightness / base, 0.45, 1.1) * np.clip((104 - lightness) / 40, 0.25, 1)
    strength *= float(np.clip(base / max(wanted[0], 4.0), 1.0, _DEEPENED))
    cloth = from_lab(np.stack([lightness, wanted[1] * strength, wanted[2] * strength], -1))
    return np.asarray(mix(image, cloth, clamp(cover)[..., None]), np.float32)


def usual_color(kind: str, *, is_other: bool) -> str | None:
    """The colour of such a cloth where none is told; None where the garment keeps its own."""
    return _USUAL.get(kind) if is_other or kind == "denim" else None
