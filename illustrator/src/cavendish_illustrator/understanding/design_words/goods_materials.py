"""What the goods of a product picture are made of, and the candle that is one with its glass."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style, Subject
from cavendish_illustrator.understanding.design_words.goods_colors import find_bare_ground, find_glaze
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_KINDS: Final = frozenset({Kind.SCENE, Kind.POSTER, Kind.PRODUCT_SHOT})
_PLAIN: Final = frozenset({"plain", "studio"})
_TABLES: Final = frozenset({"plain", "studio", "table_top"})
_LARGEST_M: Final = 1.2
_SHOWN: Final = ("product", "produkt", "producto", "produit", "prodotto", "produto", "предметн", "товар")
_CANDLES: Final = frozenset({"candle", "scented-candle"})
_VESSELS: Final = frozenset(
    {"jar", "jam-jar", "glass-jar", "tumbler-glass", "wine-glass", "flower-pot", "lotion-bottle", "tin-can"}
)
_MADE_OF: Final = frozenset(
    {"gem-stone", "deciduous-tree", "tumbler-glass", "wine-glass", "evergreen-tree", "wood", "person", "bear"}
)
"""What the word for a material means elsewhere."""
_NEVER: Final = {"leather": frozenset({"cutting-board"}), "glass": frozenset({"candle-jar"})}
_IN_MATERIAL: Final = {
    ("briefcase", "linen"): "tote-bag",
    ("water-bottle", "metal"): "steel-bottle",
    ("lotion-bottle", "metal"): "steel-bottle",
    ("thermos", "metal"): "steel-bottle",
}
"""Drawings of their own that need no dye."""
_OWN: Final = {
    "wallet-leather": "leather",
    "briefcase": "leather",
    "steel-bottle": "metal",
    "tote-bag": "linen",
}
"""Drawings that look like their material already."""
_MOCKUP: Final = re.compile(r"mock ?-?up|makiet|мокап")
_MOCKED: Final = frozenset({Kind.SCENE, Kind.STICKER, Kind.LOGO, Kind.ICON, Kind.PRODUCT_SHOT})
_BAGS: Final = frozenset({"briefcase"})
_AMBER: Final = "#b0621a"
_ALIKE: Final = {"ceramic": ("clay", "porcelain")}
"""Looks for the same word elsewhere."""


def with_goods_materials(spec: PictureSpec) -> PictureSpec:
    """The goods in the material that the prompt names anywhere; words for it are no things beside them."""
    spec = _as_mockup(_before_bare_ground(spec))
    if not is_of_goods(spec):
        return spec
    glaze = find_glaze(spec.prompt)
    if glaze is not None:
        hero = replace(spec.subjects[0], color=spec.subjects[0].color or glaze, material="ceramic")
        spec = spec.with_subject(0, hero)
    named = _named([token.plain for token in tokenise(spec.prompt)])
    spec = _candle_in_glass(_without_materials(spec), named)
    if not spec.subjects or not named:
        return spec
    hero, *rest = spec.subjects
    left = tuple(word for word in spec.not_understood if not _is_material(word))
    return replace(spec, subjects=(_made_of(hero, named), *rest), not_understood=left)


def _as_mockup(spec: PictureSpec) -> PictureSpec:
    """A mock-up shows its goods; a cat named besides is printed on them."""
    words = fold(spec.prompt)
    if not _MOCKUP.search(words) or spec.kind not in _MOCKED:
        return spec
    goods = [
        k for k, one in enumerate(spec.subjects) if is_in(one.concept, "printed_on") or one.concept in _BAGS
    ]
    if not goods:
        return spec
    first = goods[0]
    order = [first, *(k for k in range(len(spec.subjects)) if k != first)]
    subjects = tuple(spec.subjects[k] for k in order)
    shown = replace(spec, kind=Kind.PRODUCT_SHOT, subjects=subjects, relations=(), is_transparent=False)
    return replace(shown, settings=shown.settings if is_on_plain_ground(shown) else ("plain",))


def _is_printed_on(one: Subject) -> bool:
    return is_in(one.concept, "printed_on") or one.concept in _BAGS


def _before_bare_ground(spec: PictureSpec) -> PictureSpec:
    """`a wallet on white`: small things alone stand before that colour."""
    is_open = spec.kind is Kind.SCENE and spec.ground is None and set(spec.settings) <= _TABLES
    if not is_open or not spec.subjects or not all(_is_small(one) for one in spec.subjects):
        return spec
    ground = find_bare_ground(spec.prompt)
    return spec if ground is None else replace(spec, ground=ground, settings=("plain",), surface="")


def _is_small(one: Subject) -> bool:
    fits = real_height(one.concept) <= _LARGEST_M or is_in(one.concept, "wearable")
    return fits and not is_animate(one.concept)


def is_of_goods(spec: PictureSpec) -> bool:
    """Whether things alone are shown before a plain ground, or called a product."""
    if spec.kind not in _KINDS or not spec.subjects:
        return False
    if spec.kind is Kind.PRODUCT_SHOT:
        return True
    if any(is_animate(one.concept) and one.concept not in _MADE_OF for one in spec.subjects):
        return False
    words = [token.plain for token in tokenise(spec.prompt)]
    is_named = any(word.startswith(_SHOWN) for word in words)
    return is_named or (is_on_plain_ground(spec) and spec.style in {None, Style.PHOTO})


def is_on_plain_ground(spec: PictureSpec) -> bool:
    """Whether the picture has a plain ground and no place."""
    return bool(spec.settings) and set(spec.settings) <= _PLAIN


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(row["stems"]).split()) for name, row in read_topic("goods_materials").items()}


@cache
def _whole() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(str(row["exactly"]).split()) for name, row in read_topic("goods_materials").items()
    }


def _material_of(word: str) -> str:
    for name, stems in _rows().items():
        if word in _whole()[name] or word.startswith(stems):
            return name
    return ""


def _is_material(word: str) -> bool:
    return all(_material_of(token.plain) for token in tokenise(word))


def _named(words: Sequence[str]) -> list[str]:
    """The materials of the prompt in order."""
    return list(dict.fromkeys(name for word in words if (name := _material_of(word))))


def _without_materials(spec: PictureSpec) -> PictureSpec:
    """The thing without the stone that amber is elsewhere, and without the oak of its board."""
    kept = [
        index
        for index, one in enumerate(spec.subjects)
        if one.concept not in _MADE_OF or not _is_material(one.word)
    ]
    return spec.with_subjects(kept) if kept and len(kept) < len(spec.subjects) else spec


def _candle_in_glass(spec: PictureSpec, named: Sequence[str]) -> PictureSpec:
    """A candle and the jar it is in are one drawing, of amber glass where that was told."""
    at = spec.index_of(*_CANDLES)
    if at is None:
        return spec
    vessel = spec.index_of(*_VESSELS)
    if vessel is None and not {"amber", "glass"} & set(named):
        return spec
    concept = "candle-jar-amber" if "amber" in named else "candle-jar"
    one = replace(spec.subjects[at], concept=concept, material=None, color=None)
    kept = [index for index in range(len(spec.subjects)) if index != vessel]
    return spec.with_subject(at, one).with_subjects(kept)


def _made_of(one: Subject, named: Sequence[str]) -> Subject:
    """The thing in the first of the materials that it can be of."""
    for name in named:
        if one.concept in _NEVER.get(name, ()) or one.concept.startswith("candle-jar"):
            continue
        if _OWN.get(one.concept) == name:
            return replace(one, material=None)
        if (one.concept, name) in _IN_MATERIAL:
            return replace(one, concept=_IN_MATERIAL[one.concept, name], material=None)
        if name == "amber":
            return replace(one, material="glass", color=one.color or _AMBER)
        if one.material in {None, name, *_ALIKE.get(name, ())}:
            return replace(one, material=name)
    return one
