"""What goods lie on or stand before: wood, marble, linen, stone or a plain colour."""

from typing import Final

import numpy as np

from cavendish_illustrator.color import Field, clamp, mix, rgb
from cavendish_illustrator.noise_field import noise
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.pixel_ops import blur, resize
from cavendish_illustrator.understanding.tokens import fold

_PLAIN: Final = ("#f3ece4", "#e9eef0", "#f2e6e2", "#e8ecdf", "#ece6f0")
_WORDS: Final = {
    "wood": (
        "wood",
        "drewn",
        "holz",
        "madera",
        "bois",
        "legno",
        "madeira",
        "hout",
        "дерев",
        "drev",
        "rustic",
    ),
    "marble": ("marble", "marmur", "marmor", "marmol", "marbre", "marmo", "marmer", "мармур", "mramor"),
    "linen": ("linen", "lnian", "leinen", "lino", " lin ", "льон", "cloth", "obrus"),
}


def surface_name(spec: PictureSpec) -> str:
    """`wood`, `marble`, `linen`, or `plain` where none is named; a table is of wood."""
    words = fold(spec.prompt)
    found = next((name for name, stems in _WORDS.items() if any(stem in words for stem in stems)), "")
    return found or ("wood" if spec.settings[:1] == ("table_top",) and not spec.palette else "plain")


def plain_color(spec: PictureSpec, seed: int) -> Field:
    if spec.palette:
        return rgb(spec.palette[0])
    is_white = any(
        stem in fold(spec.prompt) for stem in ("white", "bial", "weiss", "blanc", "bianc", "branc", "біл")
    )
    return rgb("#f7f6f3" if is_white else _PLAIN[seed % len(_PLAIN)])


def surface(spec: PictureSpec, size: tuple[int, int], seed: int) -> Field:
    """A surface seen from above that fills the picture."""
    width, height = size
    rng = np.random.default_rng(seed)
    match surface_name(spec):
        case "wood":
            return _boards(size, rng)
        case "marble":
            return _marble(size, rng)
        case "linen":
            weave = resize(noise((256, 256), (3, 3), rng, 2, 0.5), width, height)
            return np.asarray(rgb("#e9e1d2") * (0.93 + 0.1 * weave[..., None]), np.float32)
        case _:
            soft = resize(noise((128, 128), (64, 64), rng, 3, 0.5), width, height, is_smooth=True)
            return clamp(plain_color(spec, seed) * (0.975 + 0.04 * soft[..., None]))


def _boards(size: tuple[int, int], rng: np.random.Generator) -> Field:
    width, height = size
    grain = resize(noise((512, 512), (220, 6), rng, 5, 0.6), width, height, is_smooth=True)
    count = 5
    board = np.minimum((np.arange(width) / width * count).astype(int), count - 1)
    tone = rng.random(count).astype(np.float32)[board]
    across = np.mod(np.arange(width) / width * count, 1)
    gap = np.exp(-((np.minimum(across, 1 - across) * width / count / (0.0022 * width + 1)) ** 2))
    paint = mix("#9a6a42", "#d2a878", clamp(grain * 1.1)[..., None]) * (0.88 + 0.2 * tone)[None, :, None]
    return np.asarray(paint * (1 - 0.5 * gap)[None, :, None], np.float32)


def _marble(size: tuple[int, int], rng: np.random.Generator) -> Field:
    width, height = size
    field = resize(noise((384, 384), (150, 150), rng, 5, 0.55), width, height, is_smooth=True)
    veins = np.exp(-((np.abs(np.sin(field * 9)) / 0.09) ** 2)) * 0.22
    cloud = blur(field, min(size) * 0.02) * 0.06
    return np.asarray(rgb("#f1efec") * (1.0 - veins - cloud + 0.03)[..., None], np.float32).clip(0, 1)
