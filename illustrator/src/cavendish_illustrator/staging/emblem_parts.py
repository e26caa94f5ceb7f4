"""What logos, icons, stickers and patterns share: cut-out subjects, flat colours, outlines, blending."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cavendish_illustrator.artwork.sprites import dominant_color, lay_over, trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.animals.animals import FACES, WHOLE
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import OWN_COLORS, cast_pixels
from cavendish_illustrator.painting.color import (
    ColorLike,
    Field,
    Rgb,
    clamp,
    from_hsv,
    hsv,
    luminance,
    mix,
    rgb,
)
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject
from cavendish_illustrator.staging import clusters
from cavendish_illustrator.staging.bouquets import BOUQUET, bunched, stem_of
from cavendish_illustrator.staging.casting import Casting, cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.tokens import fold

_FALLBACK = "sparkles"
_PAIR = 2
_SHOWN_BY_BROWS = frozenset({"grumpy", "sad", "surprised"})
"""Moods that a face alone does not show, for it smiles."""
_SEEN = 0.5
_TOP_SHARE, _SUNK = 0.78, 0.1
"""How large what stands on something is beside it, and how much of it dips into the other's outline."""
_HUNG = frozenset({"lantern", "red-paper-lantern", "butterfly", "christmas-bauble", "star"})
ROUND = 0
_TONES = 4
_ONE_TONE = 0.1
_RIM = 0.012
_FAINTEST = 0.24
"""How much of the ink the darkest parts of a mark keep, so that they show on the badge."""
_ONE_INK = (
    "monochrom", "single colo", "one colo", "one-colo", "1 colo", "jeden kolor", "jednokolor",
    "jednym kolor", "einfarbig", "eine farbe", "einer farbe", "un solo color", "un color",
    "une seule couleur", "monocolo", "monocromat", "uma so cor", "uma cor", "een kleur", "eenkleurig",
    "один колір", "одноколірн", "jedna barva", "jedne barv", "jednobarev",
)  # fmt: skip
SHAPE_WORDS = {
    ROUND: (
        "round",
        "circ",
        "okrag",
        "rund",
        "redond",
        "rond",
        "roton",
        "tond",
        "кругл",
        "kulat",
        "kruh",
        "kreis",
    ),
    1: ("square", "kwadrat", "quadrat", "cuadrad", "carre", "vierkant", "квадрат", "ctverc"),
    2: ("hexag", "szesciok", "sechseck", "zeshoek", "шестикут", "sestiuh", "esagon"),
    3: ("shield", "crest", "tarcz", "schild", "wappen", "escudo", "blason", "scudo", "herb", "brasao", "щит"),
}
"""How words for a badge's shape begin, folded, by its number: round, square, hexagon, shield."""


def blend_rgba(image: Field, color: Field | ColorLike, alpha: Field) -> None:
    """Paint a colour or a field over an RGBA picture in place."""
    cover = alpha[..., None] if alpha.ndim == 2 else alpha
    total = cover + image[..., 3:] * (1 - cover)
    image[..., :3] = (rgb(color) * cover + image[..., :3] * image[..., 3:] * (1 - cover)) / np.maximum(
        total, 1e-5
    )
    image[..., 3:] = total


def coordinates(size: tuple[int, int]) -> tuple[Field, Field]:
    """Column and row fields (1, w) and (h, 1)."""
    return np.arange(size[0], dtype=np.float32)[None], np.arange(size[1], dtype=np.float32)[:, None]


def subject_cutouts(
    spec: PictureSpec, height: float, seed: int, *, wants_face: bool, has_groups: bool = False
) -> tuple[list[Field], list[str], list[str]]:
    """Cut-outs of the subjects about `height` tall, their names, and words that have no drawing.

    With groups, several of a kind are one cut-out of them all; without, one stands for them.
    """
    casting = cast_roles(spec, seed, is_joining=not spec.motifs)
    images, names = [], []
    for role in casting.roles:
        cast = role.cast
        is_bare = wants_face and not (
            cast.worn or cast.held or cast.mount or cast.scheme or cast.subject.pose
        )
        is_bare = is_bare and cast.subject.mood not in _SHOWN_BY_BROWS
        is_bare = is_bare and cast.subject.concept in FACES.keys() - WHOLE
        if is_bare:
            whole = cast.subject
            color = whole.color or OWN_COLORS.get(whole.concept)
            cast = replace(cast, subject=replace(whole, concept=FACES[whole.concept], color=color))
        count = min(role.count, clusters.MOST) if has_groups else 1
        pieces = [piece for piece in _copies(cast, count, height, is_bare=is_bare) if piece is not None]
        if not pieces:
            casting.missing.append(cast.subject.word)
            continue
        cluster = clusters.clustered(pieces, are_alive=_is_never_heaped(cast.subject.concept))
        images.append(fit_within(cluster, height, height * (1.2 if count == 1 else 1.5)))
        names += [*[cast.subject.concept] * count, *_belongings(cast)]
    _set_atop(spec, casting, images)
    if not images:
        figure = find_figure(_FALLBACK)
        if figure is not None:
            images.append(fit_within(trim(figure.pixels(height)), height, height))
    return images, names, casting.missing


def _is_never_heaped(concept: str) -> bool:
    return is_animate(concept) or concept in _HUNG


def _belongings(cast: Cast) -> list[str]:
    """What is drawn as part of a figure: in its hands, on it, under it or inside."""
    parts = (*cast.worn, *cast.held, cast.on_top, cast.mount, cast.content, cast.held_content)
    return [part.concept for part in parts if part is not None]


def _copies(cast: Cast, count: int, height: float, *, is_bare: bool) -> Iterator[Field | None]:
    """The figure, bare its face alone, so many times, each in its own variant; None without a drawing."""
    for number in range(count):
        one = replace(cast, variant=cast.variant + number, is_one_of_many=count > 1)
        if one.subject.state == BOUQUET:
            stem = stem_of(one)
            flower = build_figure(stem)
            yield None if flower is None else bunched(trim(cast_pixels(stem, flower, height)), height)
            continue
        figure = find_figure(one.subject.concept) if is_bare else build_figure(one)
        yield None if figure is None else trim(cast_pixels(one, figure, height))


def _set_atop(spec: PictureSpec, casting: Casting, images: list[Field]) -> None:
    """Let one stand on the other where that was asked for: a bee on a croissant is one cut-out of both."""
    shown = [role for role in casting.roles if role.cast.subject.word not in casting.missing]
    places = {role.index: number for number, role in enumerate(shown)}
    if len(shown) != len(images) or len(images) != _PAIR or any(role.count > 1 for role in shown):
        return
    for relation in spec.relations:
        if relation.kind is RelationKind.ON and {relation.subject, relation.target} == set(places):
            top, base = images[places[relation.subject]], images[places[relation.target]]
            images[:] = [_atop(top, base)]
            return


def _atop(top: Field, base: Field) -> Field:
    """The first with its foot a little below the second's highest point in its middle."""
    small = fit_within(top, base.shape[0] * _TOP_SHARE, base.shape[1] * _TOP_SHARE)
    middle = base.shape[1] // 2
    column = base[:, max(0, middle - 3) : middle + 3, 3].max(1)
    crest = int(np.argmax(column > _SEEN))
    foot = crest + round(small.shape[0] * _SUNK)
    lift = max(0, small.shape[0] - foot)
    joined = np.zeros((base.shape[0] + lift, max(base.shape[1], small.shape[1]), 4), np.float32)
    lay_over(joined, base, (joined.shape[1] - base.shape[1]) // 2, lift)
    lay_over(joined, small, (joined.shape[1] - small.shape[1]) // 2, lift + foot - small.shape[0])
    return joined


def entry_cutouts(
    spec: PictureSpec, height: float, seed: int
) -> tuple[dict[str, Field], list[str], list[str]]:
    """The cut-outs of the listed members by their labels, their names, and labels that have no drawing."""
    images: dict[str, Field] = {}
    names: list[str] = []
    missing: list[str] = []
    for entry in spec.entries:
        if entry.picture is None:
            missing.append(entry.label)
            continue
        cutout = cutout_of(spec, entry.picture, height, seed)
        if cutout is None:
            missing.append(entry.label)
        else:
            images[entry.label] = cutout
            names.append(entry.picture.concept)
    return images, names, missing


def cutout_of(
    spec: PictureSpec, subject: Subject, height: float, seed: int, *, has_groups: bool = False
) -> Field | None:
    """The cut-out of one subject by itself, None where it has no drawing."""
    alone = replace(spec, subjects=(subject,), relations=(), motifs=(), entries=())
    found, shown, _ = subject_cutouts(alone, height, seed, wants_face=False, has_groups=has_groups)
    return found[0] if shown else None


def with_motifs(spec: PictureSpec, least: int) -> PictureSpec:
    """The spec with drawings of its topic after its subjects, until there are so many."""
    named = {subject.concept for subject in spec.subjects}
    more = [concept for concept in spec.motifs if concept not in named][: max(0, least - len(spec.subjects))]
    extra = tuple(Subject(concept=concept, word=concept) for concept in more)
    return replace(spec, subjects=(*spec.subjects, *extra)) if extra else spec


def fit_within(image: Field, height: float, width: float) -> Field:
    """Scale a cut-out so that it just fits a box."""
    scale = min(height / image.shape[0], width / image.shape[1])
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return clamp(resize(image, *size, is_smooth=True))


def side_by_side(cutouts: Sequence[Field]) -> Field:
    """One cut-out of several of about the same height, a little overlapping, the first before the second."""
    if len(cutouts) == 1:
        return cutouts[0]
    height = min(cutout.shape[0] for cutout in cutouts)
    pieces = [fit_within(cutout, height, height * 1.4) for cutout in cutouts]
    lap = round(height * 0.1)
    width = sum(piece.shape[1] for piece in pieces) - lap * (len(pieces) - 1)
    joined = np.zeros((height, max(1, width), 4), np.float32)
    right = width
    for piece in reversed(pieces):
        lay_over(joined, piece, right - piece.shape[1], height - piece.shape[0])
        right -= piece.shape[1] - lap
    return joined


def on_canvas(size: tuple[int, int], image: Field, center: tuple[float, float]) -> Field:
    """Lay a cut-out on an empty RGBA picture with its middle at a point."""
    canvas = np.zeros((size[1], size[0], 4), np.float32)
    lay_over(canvas, image, round(center[0] - image.shape[1] / 2), round(center[1] - image.shape[0] / 2))
    return canvas


def flattened(image: Field, colors: int = 14) -> Field:
    """Return the cut-out in a few flat colours, as a logo has them."""
    picture = Image.fromarray((clamp(image[..., :3]) * 255).astype(np.uint8))
    few = picture.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    result = image.copy()
    result[..., :3] = np.asarray(few, np.float32) / 255
    return result


def printed(mark: Field, ground: Rgb, ink: Rgb) -> Field:
    """The mark in shades between the two colours, as a print with two inks shows it, its rim in the ink."""
    tone = luminance(mark)
    seen = tone[mark[..., 3] > _SEEN]
    low, high = np.percentile(seen, (3, 64)) if seen.size else (0.0, 1.0)
    step = np.floor(clamp((tone - low) / max(float(high - low), 0.2)) * _TONES + 0.5) / _TONES
    if float(luminance(ink[None, None])[0, 0]) < float(luminance(ground[None, None])[0, 0]):
        step = 1 - step
    width = max(1, round(mark.shape[0] * _RIM))
    if float(high - low) < _ONE_TONE:
        step = np.ones_like(step)  # a bolt of one yellow is all ink
    step = np.maximum(step, rim_of(mark[..., 3], width))
    result = mark.copy()
    result[..., :3] = mix(ground, ink, (_FAINTEST + (1 - _FAINTEST) * step)[..., None])
    return result


def rim_of(alpha: Field, width: int) -> NDArray[np.bool_]:
    """The outermost pixels of a shape, so many deep; nothing is beyond the picture's edge."""
    around = dilate(np.pad(1 - alpha, width, constant_values=1), width)[width:-width, width:-width]
    return np.asarray((alpha > _SEEN) & (around > _SEEN))


def is_in_one_ink(spec: PictureSpec) -> bool:
    """Whether a mark of one colour is asked for."""
    words = fold(spec.prompt)
    return any(stem in words for stem in _ONE_INK)


def outlined(alpha: Field, width: float) -> Field:
    """Coverage of the shape grown by a border with round corners."""
    return clamp(blur(dilate(alpha, max(1, round(width))), 1.0) * 1.2)


def ground_color(image: Field, seed: int) -> Rgb:
    """Return a deep colour that sets a cut-out off: near the complement of its main hue."""
    hue, _, _ = hsv(dominant_color(image, (0.2, 0.8)))
    turn = (190, 160, 215, 30)[seed % 4]
    return from_hsv(hue + turn, 0.6, 0.32)
