"""Packaging: goods in their jar, pouch, tin or box, with a printed label; and the label by itself."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.label_art import LabelWords, draw_label
from cavendish_illustrator.design_parts.packs import FORMS, draw_pack
from cavendish_illustrator.design_parts.product_facts import Product, find_product
from cavendish_illustrator.painting.color import Field, clamp, hex_code, luminance, mix, rgb, shade
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.tokens import fold

_PACK_WORDS: Final = (
    "jar", "bottle", "can ", "box", "bag", "pack", "sloik", "butelk", "opakow", "glas", "flasche", "dose",
    "verpack", "tute", "tarro", "botella", "lata", "bolsa", "caja", "bocal", "bouteille", "vasett",
    "bottigli", "scatol", "confezion", "barattol", "frasco", "garrafa", "pot", "fles", "doos", "банк",
    "пляшк", "lahev",
)  # fmt: skip
_SLAVIC: Final = frozenset({"pl", "uk", "cs"})
_JAPANESE: Final = ("japan", "japon", "japonsk", "giappon", "япон")
_CRANES: Final = ("crane", "zuraw", "kranich", "grulla", "grue", "gru", "grou", "kraanvogel")
_LONGEST: Final = 26


def draw_packaging(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw the pack in a studio with what it is made of before it; a label alone lies flat."""
    product = find_product(spec)
    kept = [k for k, one in enumerate(spec.subjects) if not is_in(one.concept, "packing")]
    shown = spec.with_subjects(kept)
    if not shown.subjects:
        shown = replace(shown, subjects=(Subject(concept=product.motif, word=product.motif),))
    has_sun = any(stem in fold(spec.prompt) for stem in _JAPANESE)
    subjects = tuple(_as_meant(one, is_japanese=has_sun) for one in shown.subjects)
    shown = replace(shown, subjects=subjects, relations=(), motifs=())
    cutouts, names, missing = subject_cutouts(shown, min(size) * 0.5, seed, wants_face=False, has_groups=True)
    colors = _colors(spec, product)
    words = _words(spec, product)
    if spec.kind is Kind.LABEL:
        image = _flat_label(size, words, cutouts, colors, seed, has_sun=has_sun)
        return Drawing(image=image, placed=names, missing=missing)
    form = FORMS[product.form]
    height = round(min(size[1] * 0.7, size[0] * 0.74 / form.aspect))
    art = draw_label(form.label_size(height), words, cutouts, colors[1:], seed, has_sun=has_sun)
    pack = draw_pack(form, art, colors[0], colors[3], height)
    image = _studio(size, colors)
    is_alive = any(is_animate(one.concept) for one in shown.subjects)
    _stand(image, pack, [] if is_alive else cutouts)
    return Drawing(image=clamp(image[..., :3]), placed=names, missing=missing)


def _as_meant(one: Subject, *, is_japanese: bool) -> Subject:
    """The cranes of Japan are no blue birds."""
    is_crane = is_japanese and one.concept == "bird" and fold(one.word).startswith(_CRANES)
    return replace(one, concept="heron") if is_crane else one


def _colors(spec: PictureSpec, product: Product) -> tuple[str, str, str, str]:
    """Pack, paper, letters and accent: those that were asked for, else the goods' own."""
    pack, paper, ink, accent = product.colors
    if spec.ink is not None and spec.ground is not None:
        return spec.ground, spec.ground, spec.ink, spec.ink
    asked = [color for color in (spec.ground, *spec.palette) if color is not None]
    if not asked:
        return pack, paper, ink, accent
    main, other = asked[0], asked[-1] if len(asked) > 1 else ""
    is_light = float(luminance(rgb(main))) > 0.8
    deep = hex_code(shade(main, 0.45)) if not is_light else "#2f2c36"
    return main, "#fbf8f1" if not is_light else main, deep, other or hex_code(shade(main, 0.7))


def _words(spec: PictureSpec, product: Product) -> LabelWords:
    """The brand with what it is above it, else what is in it."""
    if "text" in spec.excluded:
        return LabelWords(name="", above="", amount="")
    if spec.texts:
        name, *rest = spec.texts
        usual = "" if product.is_named_in(name) else product.name
        return LabelWords(name=name, above=rest[0] if rest else usual, amount=product.amount)
    title = spec.title
    if title and _is_name(spec, title):
        return LabelWords(name=title, above=product.name, amount=product.amount)
    says_pack = any(word in f"{fold(title)} " for word in _PACK_WORDS)
    is_told = product.is_named_in(title) and not says_pack and spec.language not in _SLAVIC
    name = title if is_told and len(title) <= _LONGEST else product.name
    return LabelWords(name=name, above="", amount=product.amount)


def _is_name(spec: PictureSpec, title: str) -> bool:
    """Whether the prompt itself writes the title with a capital."""
    return title in spec.prompt and spec.language != "de"


def _flat_label(
    size: tuple[int, int],
    words: LabelWords,
    cutouts: list[Field],
    colors: tuple[str, str, str, str],
    seed: int,
    *,
    has_sun: bool,
) -> Field:
    image = _studio(size, colors, has_floor=False)
    width, height = size
    wide, tall = round(min(width * 0.8, height * 0.98)), round(min(height * 0.8, width * 0.86))
    outer = np.zeros((tall, wide, 4), np.float32)
    blend_rgba(outer, rgb(colors[0]), np.ones((tall, wide), np.float32))
    gap = round(min(wide, tall) * 0.045)
    art = draw_label((wide - 2 * gap, tall - 2 * gap), words, cutouts, colors[1:], seed, has_sun=has_sun)
    outer[gap : gap + art.shape[0], gap : gap + art.shape[1]] = art
    left, top = (width - wide) // 2, (height - tall) // 2
    _shadow(image, (left, top, left + wide, top + tall))
    lay_over(image, outer, left, top)
    return clamp(image[..., :3])


def _studio(size: tuple[int, int], colors: tuple[str, str, str, str], *, has_floor: bool = True) -> Field:
    width, height = size
    back = mix(colors[0], "#ffffff", 0.72)
    image = np.ones((height, width, 4), np.float32)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    light = 1.03 - 0.16 * np.hypot(x, (y - 0.35) * 1.4)
    if has_floor:
        light = light - 0.05 * (y > 0.72)
        light = blur(light.astype(np.float32), height * 0.012)
    image[..., :3] = clamp(back * light[..., None])
    return image


def _shadow(image: Field, box: tuple[int, int, int, int]) -> None:
    height, width = image.shape[:2]
    cover = np.zeros((height, width), np.float32)
    drop = round(min(height, width) * 0.012)
    cover[max(0, box[1] + drop) : box[3] + drop, box[0] : box[2]] = 1
    image[..., :3] *= 1 - 0.3 * blur(cover, drop * 1.5)[..., None]


def _stand(image: Field, pack: Field, cutouts: list[Field]) -> None:
    """Set the pack on the floor with its shadow, and small things before it."""
    height, width = image.shape[:2]
    left, foot = round((width - pack.shape[1]) / 2), round(height * 0.88)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    reach = np.hypot((x - width / 2) / (pack.shape[1] * 0.62), (y - foot) / (height * 0.035))
    image[..., :3] *= 1 - 0.42 * np.exp(-(reach**2))[..., None]
    lay_over(image, pack, left, foot - pack.shape[0])
    side = min(height, width)
    gap = (width - pack.shape[1]) / 2
    for turn, cutout in zip((-1, 1), (cutouts * 2)[:2], strict=False):
        piece = fit_within(cutout, side * 0.16, min(side * 0.2, gap * 0.9))
        at = width / 2 + turn * (pack.shape[1] / 2 + min(gap * 0.42, side * 0.1))
        low = foot + round(height * 0.035)
        glow = np.hypot((x - at) / (piece.shape[1] * 0.5), (y - low) / (height * 0.014))
        image[..., :3] *= 1 - 0.3 * np.exp(-(glow**2))[..., None]
        lay_over(image, piece, round(at - piece.shape[1] / 2), low - piece.shape[0])


DESIGN = Design(kinds=(Kind.PACKAGING, Kind.LABEL), draw=draw_packaging)
