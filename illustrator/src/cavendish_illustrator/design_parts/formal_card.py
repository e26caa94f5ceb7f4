"""Stationery for a wedding, a christening or thanks: paper, flowers in two corners, lines in the middle."""

import math
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.design_parts.card_words import card_lines
from cavendish_illustrator.design_parts.floral_frame import blooms_of, is_floral, lay_corners
from cavendish_illustrator.painting.color import Field, clamp, hex_code, luminance, mix, rgb
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Style, Subject
from cavendish_illustrator.staging.bouquets import BOUQUET
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, side_by_side, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.tokens import fold

_FORMAL: Final = frozenset(
    {
        "wedding", "communion", "confirmation", "christening", "engagement", "anniversary", "baby", "thanks",
        "mothers_day", "grandma", "womens_day", "nurses_day", "grandparents",
    }
)  # fmt: skip
_SOLEMN: Final = (
    "condolence", "sympathy", "funeral", "kondolenc", "pogrzeb", "beileid", "trauer", "condole", "pesame",
    "elegant", "formal", "gala", "anniversary", "rocznic", "hochzeitstag", "jubilaum",
    "aniversario de bodas",
)  # fmt: skip
_PAPERS: Final = {"baby": ("#f6f8f4", "#eef4f8", "#fbf2f0")}
_CREAM: Final = ("#fbf7ef", "#faf6f2", "#f7f8f2")
_INKS: Final = {"baby": "#5d6f7c", "wedding": "#4d5848", "mothers_day": "#a04a62"}
_BAPTISED: Final = (
    "christ", "bapt", "chrzest", "chrzcin", "tauf", "bautizo", "battes", "batizad", "doop", "хрест", "krt",
)  # fmt: skip
_STARS: Final = 26
_STAR_PAINTS: Final = ("#f2cf7a", "#a9cbe0", "#f0b9c4")
_GOLD: Final = "#d9b34a"
_DARK: Final = 0.45
_MOST_EMBLEMS: Final = 3
_CORNER, _SMALL_CORNER = 0.46, 0.3
"""How far the flowers of a corner reach, in parts of the shorter side."""


class _Look(NamedTuple):
    paper: Field
    ink: str
    accent: str


def is_formal(spec: PictureSpec) -> bool:
    """Whether the card is stationery rather than a greeting with balloons."""
    words = fold(spec.prompt)
    is_flowery = bool(spec.subjects) and all(is_floral(one.concept) for one in spec.subjects)
    return spec.topic in _FORMAL or is_flowery or any(stem in words for stem in _SOLEMN)


def draw_formal_card(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw paper with flowers, what else is named above the words, and the words."""
    width, height = size
    look = _look(spec, seed)
    image = np.ones((height, width, 4), np.float32)
    image[..., :3] = look.paper
    _wash(image, spec, seed)
    _frame(image, look.accent)
    if _is_for_cradle(spec):
        _stars(image, spec, seed)
    else:
        has_bunch = any(_is_bunch(one) for one in spec.subjects)
        blooms = blooms_of(spec, look.ink)
        if has_bunch:
            blooms = blooms._replace(heads=(), whole=())  # no other flowers beside those of the bouquet
        reach = min(width, height) * (_SMALL_CORNER if has_bunch else _CORNER)
        lay_corners(image, blooms, reach, ((False, False), (True, True)))
    emblem, names, missing = _emblem(spec, min(size), seed)
    top = height * 0.2
    if emblem is not None:
        has_bunch = any(_is_bunch(one) for one in spec.subjects)
        piece = fit_within(emblem, height * (0.46 if has_bunch else 0.34), width * 0.56)
        middle = height * (0.34 if has_bunch else 0.31)
        lay_over(image, piece, (width - piece.shape[1]) // 2, round(middle - piece.shape[0] / 2))
        top = height * (0.6 if has_bunch else 0.49)
    _write(image, spec, look, (top, height * (0.8 if emblem is None else 0.86)))
    flowers = [one.concept for one in spec.subjects if is_floral(one.concept) and not _is_bunch(one)]
    return Drawing(image=clamp(image[..., :3]), placed=[*names, *flowers], missing=missing)


def _is_bunch(one: Subject) -> bool:
    """Whether it is a bouquet, which stands in the middle, not flowers for the corners."""
    return BOUQUET in {one.state, one.concept}


def _look(spec: PictureSpec, seed: int) -> _Look:
    """Paper, ink and accent from the colours asked for; gold is for letters, not for paper."""
    papers = _PAPERS.get(spec.topic, _CREAM)
    paper = rgb(papers[seed % len(papers)])
    colors = [color for color in spec.palette if color not in {_GOLD, spec.ground}]
    if spec.ground is not None:
        paper = rgb(spec.ground)
    elif colors:
        is_deep = float(luminance(rgb(colors[0]))) < 0.3 and len(spec.palette) > 1
        paper = rgb(colors[0]) if is_deep else mix(colors[0], "#ffffff", 0.86)
    is_dark = float(luminance(paper)) < _DARK
    ink = _INKS.get(spec.topic, "#4a4652")
    if colors:
        ink = "#fbf3e2" if is_dark else hex_code(clamp(rgb(colors[0]) * 0.55))
    elif is_dark:
        ink = "#fbf3e2"
    accent = _GOLD if is_dark else "#b08d4a"
    if _GOLD in spec.palette:
        ink = "#ecc968" if is_dark else "#a37a26"
    return _Look(paper, ink, accent)


def _wash(image: Field, spec: PictureSpec, seed: int) -> None:
    """A fine grain; for watercolour a wash in the card's colour that runs out towards the middle."""
    height, width = image.shape[:2]
    rng = np.random.default_rng(seed)
    cloud = coarse_noise((height, width), (width * 0.3, width * 0.3), rng, 4, 0.55)
    image[..., :3] *= (0.985 + 0.03 * cloud)[..., None]
    if spec.style is Style.WATERCOLOUR:
        color = spec.palette[0] if spec.palette else "#a9c6d8"
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
        edge = clamp(np.hypot(x, y) - 0.55 + (cloud - 0.5) * 0.9) * 0.5
        image[..., :3] = mix(image[..., :3], rgb(color), edge[..., None])


def _frame(image: Field, color: str) -> None:
    height, width = image.shape[:2]
    side = min(width, height)
    for inset, line in ((0.045, 0.005), (0.06, 0.002)):
        layer = VectorLayer(0, 0, width, height)
        gap = side * inset
        layer.frame(gap, gap, width - gap, height - gap, "#ffffff", max(1.0, side * line))
        blend_rgba(image, rgb(color), layer.pixels[..., 3].astype(np.float32) / 255 * 0.8)


def _is_for_cradle(spec: PictureSpec) -> bool:
    """Whether a child was born: its card has stars, where no flowers are named."""
    is_born = spec.topic in {"baby", "christening"} and not any(
        stem in fold(spec.prompt) for stem in _BAPTISED
    )
    return is_born and not any(is_floral(one.concept) for one in spec.subjects)


def _stars(image: Field, spec: PictureSpec, seed: int) -> None:
    """Scatter stars along the frame, the middle stays free."""
    height, width = image.shape[:2]
    rng = np.random.default_rng(seed)
    layer = VectorLayer(0, 0, width, height)
    paints = [hex_code(mix(color, "#ffffff", 0.35)) for color in spec.palette[:3]] or list(_STAR_PAINTS)
    for k in range(_STARS):
        turn = 2 * math.pi * (k + 0.6 * float(rng.random())) / _STARS
        away = float(rng.uniform(0.40, 0.46))
        x = width * (0.5 + float(np.clip(math.cos(turn) * 1.5, -1, 1)) * away)
        y = height * (0.5 + float(np.clip(math.sin(turn) * 1.5, -1, 1)) * away)
        radius = min(width, height) * float(rng.uniform(0.012, 0.038))
        layer.polygon(_star((x, y), radius, float(rng.uniform(0, 1))), paints[k % len(paints)])
    cover = layer.pixels.astype(np.float32) / 255
    blend_rgba(image, cover[..., :3] / np.maximum(cover[..., 3:], 1e-3), cover[..., 3])


def _star(center: tuple[float, float], radius: float, turn: float) -> list[tuple[float, float]]:
    points = []
    for k in range(10):
        reach = radius * (1.0 if k % 2 == 0 else 0.46)
        angle = math.pi * k / 5 + turn - math.pi / 2
        points.append((center[0] + reach * math.cos(angle), center[1] + reach * math.sin(angle)))
    return points


def _emblem(spec: PictureSpec, side: int, seed: int) -> tuple[Field | None, list[str], list[str]]:
    """The things of the prompt that are no flowers, side by side; None where there are none."""
    kept = [k for k, one in enumerate(spec.subjects) if _is_bunch(one) or not is_floral(one.concept)]
    if not kept:
        return None, [], []
    if len(kept) < len(spec.subjects):
        spec = spec.with_subjects(kept)
    cutouts, names, missing = subject_cutouts(spec, side * 0.4, seed, wants_face=False, has_groups=True)
    if not names:
        return None, [], missing
    return side_by_side(cutouts[:_MOST_EMBLEMS]), names, missing


def _write(image: Field, spec: PictureSpec, look: _Look, span: tuple[float, float]) -> None:
    """Write the lines under one another between two heights: small, large, small."""
    height, width = image.shape[:2]
    before, title, after = card_lines(spec)
    rows = [*((text, 1.0) for text in before), (title, 2.6), *((text, 1.0) for text in after)]
    rows = [(text, weight) for text, weight in rows if text]
    if not rows:
        return
    top, bottom = span
    step = min(
        (bottom - top) / sum(weight * 1.25 for _, weight in rows), height * (0.1 if len(rows) == 1 else 0.07)
    )
    y = (top + bottom) / 2 - step * sum(weight * 1.25 for _, weight in rows) / 2
    for text, weight in rows:
        tall = step * weight
        box = TextBox(
            center=(width / 2, y + tall * 0.62),
            width=width * (0.66 if weight > 1 else 0.56),
            height=tall * (1.0 if weight > 1 else 0.72),
        )
        font = "lobster" if weight > 1 else "playfair-display-bold"
        blend_rgba(image, rgb(look.ink), text_mask((width, height), text, font, box))
        y += tall * 1.25
