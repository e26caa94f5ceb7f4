"""Tells pictures for a shop from scenes: goods photographed from above, or one before its props."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Style, Subject
from cavendish_illustrator.understanding.design_words.goods_materials import (
    is_on_plain_ground,
    with_goods_materials,
)
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold

_FLAT: Final = ("flat lay", "flatlay", "flat-lay", "knolling", "flat lays")
_SHOWN: Final = (
    "product shot", "product photo", "product picture", "product render", "product image", "packshot",
    "zdjecie produkt", "zdjecia produkt", "fotografia produkt", "zdjeciu produkt", "produktfoto",
    "produktbild", "foto de producto", "fotografia de producto", "photo de produit", "photo produit",
    "photographie de produit", "foto prodotto", "foto di prodotto", "fotografia di prodotto",
    "foto do produto", "foto de produto", "productfoto", "предметна зйомка", "предметне фото",
    "фото товару", "фото продукту", "produktova fot", "commercial photo", "advertising photo",
    "product on ", "product ad", "werbefoto", "zdjecie reklam", "instagram ad", "podium", "pedestal",
    "display stand",
)  # fmt: skip
_STILL: Final = (
    "macro", "food photo", "foodphoto", "photo", "fotograf", "foto", "zdjeci", "фото", "snimek",
    "studio light", "luxury", "premium", "luxus", "luksus", "lujo", "luxe", "lusso", "luxo", "advert",
    "reklam", "werbung", "publicid", "pubblicit", "mockup", "mock-up", "mock up", "packaging",
)  # fmt: skip
"""What a picture of goods alone is called, before or on what they are shown."""
_ADVERTS: Final = (
    "advertis", " ad ", " ad,", "reklam", "werbung", "werbeanzeige", "anuncio", "publicit", "pubblicit",
    "anuncio", "реклам", "commercial", "advertentie",
)  # fmt: skip
_NEAR: Final = (
    "close up", "closeup", "nahaufnahme", "gros plan", "zblizeni", "primer plano", "primo piano",
    "detailaufnahme",
)  # fmt: skip
_FINE_SURFACES: Final = frozenset({"velvet", "silk", "slate", "marble", "concrete", "leather", "mirror"})
"""Nothing lies on these but to be shown."""
_DESK: Final = "desk-bare"
_DROPS: Final = frozenset({"water-drop", "droplet", "splashing-sweat-symbol", "sweat-droplets"})
INDOORS: Final = frozenset(
    {"plain", "table_top", "studio", "podium", "room", "kitchen", "abstract", "office", "window_view"}
)
LARGEST_M: Final = 1.2
_FEWEST_LAID: Final = 2
_CAUGHT: Final = frozenset({"shrimp", "oyster", "lobster", "crab", "squid"})
"""Animals that are food wherever things alone are shown."""
_SPRIGS: Final = {"leaf-fluttering-in-wind": "herb", "leaf-flat": "herb"}
_DESKS: Final = (
    "desk", "biurk", "schreibtisch", "escritorio", "bureau", "scrivania", "escrivaninha", "secretaria",
    "bureau", "письмов", "psaci stul", "workspace", "workplace",
)  # fmt: skip
_FEWEST_ON_DESK: Final = 3
_JEWELS: Final = frozenset({"ring", "necklace", "earrings", "bracelet", "crown", "tiara", "watch"})
_PART_OF: Final = {"rock": _JEWELS, "gem-stone": _JEWELS}
"""The stone of a ring is in the ring."""
_SAID_BY: Final = {
    "jar": ("scented-candle", "honey-pot"),
    "hot-beverage": ("takeaway-cup",),
    "lotion-bottle": ("serum-bottle", "perfume-bottle", "oil-bottle"),
}
"""`a coffee brand: a paper cup`: the first is but the second's kind."""


def as_shop_picture(spec: PictureSpec) -> PictureSpec:
    """The picture as a flat lay or a product shot where its words and things make it one.

    Goods alone are of the material that is named.
    """
    spec = _on_its_desk(with_goods_materials(spec))
    kind = _kind(spec)
    return spec if kind is None else _with_goods_alone(replace(spec, kind=kind))


def _on_its_desk(spec: PictureSpec) -> PictureSpec:
    """Small things of a desk lie on it, not on the floor beside it."""
    words = fold(spec.prompt)
    is_desk = spec.settings[:1] == ("office",) and any(name in words for name in _DESKS)
    if spec.kind is not Kind.SCENE or not is_desk or len(spec.subjects) < _FEWEST_ON_DESK:
        return spec
    if _DESK in {one.concept for one in spec.subjects}:
        return spec  # a desk that is furniture itself is seen whole, in its room
    if any(is_animate(one.concept) or real_height(one.concept) > LARGEST_M for one in spec.subjects):
        return spec
    return _untidy(replace(spec, settings=("table_top", *spec.settings)))


def _untidy(spec: PictureSpec) -> PictureSpec:
    """A messy desk has papers all over it."""
    begun = tuple(read_topic("furnishings")["untidy"]["words"].split())
    is_messy = any(word.startswith(begun) for word in fold(spec.prompt).split())
    if not is_messy or spec.index_of(_PAPERS) is not None or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    papers = Subject(concept=_PAPERS, word=_PAPERS, count=2)
    return replace(spec, subjects=(*spec.subjects, papers))


_PAPERS: Final = "scattered-papers"


def _kind(spec: PictureSpec) -> Kind | None:
    is_outdoors = bool(spec.settings) and spec.settings[0] not in INDOORS
    goods = [one for one in spec.subjects if _is_small(one)]
    if spec.kind not in {Kind.SCENE, Kind.POSTER} or is_outdoors or not goods:
        return None
    words = _besides_names(spec)
    if spec.kind is Kind.SCENE and any(name in words for name in _FLAT):
        return Kind.FLAT_LAY  # the hiker of `a hiker's gear` is not on the table
    if any(is_animate(one.concept) and one.concept not in _CAUGHT for one in spec.subjects):
        return None
    copies = sum(one.count for one in goods)
    is_seen_from_above = spec.framing == "top" and len(goods) == len(spec.subjects) and copies >= _FEWEST_LAID
    if spec.kind is Kind.SCENE and is_seen_from_above:
        return Kind.FLAT_LAY
    return Kind.PRODUCT_SHOT if any(name in words for name in _SHOWN) or _is_still(spec, words) else None


def _besides_names(spec: PictureSpec) -> str:
    """The prompt without the names of its things: a photo frame is no photo."""
    words = fold(spec.prompt)
    for one in spec.subjects:
        words = words.replace(fold(one.word), " ", 1)
    return words


def _is_still(spec: PictureSpec, words: str) -> bool:
    """Whether small things alone are photographed on a surface or before a plain ground."""
    is_open = spec.kind is Kind.SCENE or (spec.kind is Kind.POSTER and any(n in words for n in _ADVERTS))
    is_served = any(r.kind in {RelationKind.INSIDE, RelationKind.ON} for r in spec.relations)
    if not is_open or is_served or any(not _is_small(one) for one in spec.subjects):
        return False  # flowers in their vase and rolls on their plate are drawn together in a scene
    if spec.kind is Kind.SCENE and is_on_plain_ground(spec) and spec.style in {None, Style.PHOTO}:
        return True
    is_fine = spec.surface in _FINE_SURFACES and not all(is_food(one.concept) for one in spec.subjects)
    if is_fine or (spec.surface and any(name in words for name in _NEAR)):
        return True
    return any(name in words for name in _STILL)


def is_shown_on(surface: str, prompt: str) -> bool:
    """Whether a surface is there to show goods: a fine one, or any of a photograph."""
    words = fold(prompt)
    return surface in _FINE_SURFACES or any(name in words for name in (*_STILL, *_SHOWN, *_FLAT, *_NEAR))


def _is_small(one: Subject) -> bool:
    fits = real_height(one.concept) <= LARGEST_M or is_in(one.concept, "wearable")
    is_live = is_animate(one.concept) and one.concept not in _CAUGHT
    return fits and one.concept not in _DROPS and not is_live


def _with_goods_alone(spec: PictureSpec) -> PictureSpec:
    """Each thing once, leaves as a sprig; drops of water and what fits on no table are left out."""
    named = {one.concept for one in spec.subjects}
    kept: dict[str, Subject] = {}
    gone: list[str] = []
    for one in spec.subjects:
        if one.concept in _PART_OF and not named.isdisjoint(_PART_OF[one.concept]):
            continue
        if not _is_small(one):
            gone.append(one.word)
        elif not named.isdisjoint(_SAID_BY.get(one.concept, ())):
            continue
        else:
            sprig = replace(one, concept=_SPRIGS.get(one.concept, one.concept))
            kept.setdefault(sprig.concept, sprig)
    left_out = tuple(dict.fromkeys((*spec.not_understood, *gone)))
    whole = len(kept) == len(spec.subjects)
    relations = spec.relations if spec.kind is Kind.FLAT_LAY and whole else ()
    subjects = tuple(kept.values()) if relations else _main_first(tuple(kept.values()))
    return replace(spec, subjects=subjects, relations=relations, not_understood=left_out)


def _main_first(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """What was asked for in the middle leads; what lies before or behind never does."""
    spots = [one.spot for one in subjects]
    middle = next((i for i, spot in enumerate(spots) if spot is not None and spot.across == "middle"), None)
    lead = middle if middle is not None else next((i for i, spot in enumerate(spots) if spot is None), 0)
    return (subjects[lead], *subjects[:lead], *subjects[lead + 1 :])
