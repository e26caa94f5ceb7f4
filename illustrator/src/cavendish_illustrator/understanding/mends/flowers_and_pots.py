"""Lets flowers stand where one has them: cut ones in a vase on the table, others in beds and pots outside."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.figures.hands.vessels import PLATE
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.tokens import fold

_BLOOMS: Final = 40
_SERVED: Final = frozenset({44, 45, 46, 47, 48})
_POT: Final = "flower-pot"
_PLANTED: Final = "geranium-pot"
_VASE: Final = "amphora"
_VESSELS: Final = frozenset({_VASE, "jug", "bucket", "basket"})
_NO_CUT_FLOWERS: Final = frozenset(
    {"geranium-pot", "rose-petals", "lotus", "potted-plant", "rosette", "white-flower", "lavender-sprig"}
)
_BEDS: Final = frozenset(
    {
        "garden", "rose_garden", "park", "meadow", "cemetery", "greenhouse", "church", "village", "hills",
        "forest", "valley", "mountains", "ruins", "lane", "orchard", "farm", "cabin", "lake", "river",
    }
)  # fmt: skip
_OVERGROWN: Final = ("overgrown", "covered", "porosni", "obrosni", "bewachsen", "uberwuchert", "cubiert")
_POTTED: Final = (" pot", "donic", "topf", "macet", "vaso", "горщик", "kvetinac")
_LAVENDER: Final = "lavender_field"
_OF_FIELDS: Final = frozenset({_LAVENDER, "flower_field", "meadow"})
_FIELD_WORDS: Final = ("field", "pol", "feld", "camp", "champ", "veld", "поле", "полі", "provence", "prowans")
_IN_BED: Final = 9
_FEW: Final = 3


def with_flowers_in_place(spec: PictureSpec) -> PictureSpec:
    """The picture with tulips in a vase beside the croissants, roses in a bed, and flowers in the pots."""
    if spec.kind is not Kind.SCENE:
        return spec
    spec = _bouquets_are_of_lavender(spec)
    return _ivy_is_in_no_pot(_pots_are_planted(_flowers_grow_in_beds(_cut_flowers_have_a_vase(spec))))


def _subgroup(one: Subject) -> int:
    facts = asset_pack.find_icon(one.concept)
    return -1 if facts is None else facts.subgroup


def _is_bloom(one: Subject) -> bool:
    return _subgroup(one) == _BLOOMS and one.concept not in _NO_CUT_FLOWERS


def _is_tied(spec: PictureSpec, index: int) -> bool:
    """Whether it has its place; on the plate of a breakfast that is named with it a flower has none."""
    kinds = {RelationKind.INSIDE, RelationKind.HOLDING, RelationKind.WEARING, RelationKind.ON}
    return any(
        index in (r.subject, r.target) and r.kind in kinds and spec.subjects[r.target].concept != PLATE
        for r in spec.relations
    )


def _cut_flowers_have_a_vase(spec: PictureSpec) -> PictureSpec:
    """On a laid table; nobody sticks five tulips into its boards. In a still life its jug will do."""
    is_laid = spec.is_still_life or any(_subgroup(one) in _SERVED for one in spec.subjects)
    is_peopled = any_animate(spec.subjects)
    blooms = [i for i, one in enumerate(spec.subjects) if _is_bloom(one) and not _is_tied(spec, i)]
    has_room = len(spec.subjects) < MOST_SUBJECTS
    vessels = [i for i, one in enumerate(spec.subjects) if one.concept in _VESSELS]
    if not (is_laid and blooms and has_room) or is_peopled or (vessels and not spec.is_still_life):
        return spec
    index, vase = blooms[0], len(spec.subjects)
    if vessels:
        return _put_into(spec, index, vessels[0]) if not _is_tied(spec, vessels[0]) else spec
    if spec.subjects[index].count == 1 and spec.subjects[index].concept != "bouquet":
        return spec
    flowers = tuple(replace(s, count=1) if i == index else s for i, s in enumerate(spec.subjects))
    inside = Relation(kind=RelationKind.INSIDE, subject=index, target=vase)
    kept = tuple(r for r in spec.relations if index not in (r.subject, r.target))
    return replace(spec, subjects=(*flowers, Subject(concept=_VASE, word=_VASE)), relations=(*kept, inside))


def _put_into(spec: PictureSpec, flowers: int, vessel: int) -> PictureSpec:
    inside = Relation(kind=RelationKind.INSIDE, subject=flowers, target=vessel)
    kept = tuple(r for r in spec.relations if flowers not in (r.subject, r.target))
    one = replace(spec.subjects[flowers], count=1)
    return replace(spec.with_subject(flowers, one), relations=(*kept, inside))


def _flowers_grow_in_beds(spec: PictureSpec) -> PictureSpec:
    """A few roses of a garden are many small ones."""
    if _BEDS.isdisjoint(spec.settings):
        return spec
    subjects = tuple(
        replace(one, count=_IN_BED)
        if _is_bloom(one) and one.count == _FEW and not _is_tied(spec, i) and len(spec.subjects) < _FEW
        else one
        for i, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _pots_are_planted(spec: PictureSpec) -> PictureSpec:
    """A flower pot of which nothing is said has flowers in it; `geraniums in pots` are named once."""
    planted, pot = spec.index_of(_PLANTED), spec.index_of(_POT)
    if planted is not None and pot is not None and not _is_tied(spec, pot):
        most = max(spec.subjects[planted].count, spec.subjects[pot].count)
        spec = spec.with_subject(planted, replace(spec.subjects[planted], count=most))
        return spec.with_subjects([i for i in range(len(spec.subjects)) if i != pot])
    subjects = tuple(
        replace(one, concept=_PLANTED) if one.concept == _POT and not _is_tied(spec, i) else one
        for i, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _ivy_is_in_no_pot(spec: PictureSpec) -> PictureSpec:
    """What overgrows a ruin is not set before it, in a pot or without."""
    words = fold(spec.prompt)
    is_wild = any(word in words for word in _OVERGROWN) and not any(word in words for word in _POTTED)
    kept = [
        i
        for i, one in enumerate(spec.subjects)
        if not (
            (one.concept == "ivy-pot" and (is_wild or one.state == "overgrown"))
            or (spec.settings and one.state == "overgrown" and _is_bloom(one))
        )
    ]
    return spec if len(kept) == len(spec.subjects) else spec.with_subjects(kept)


def _bouquets_are_of_lavender(spec: PictureSpec) -> PictureSpec:
    """`a bouquet of lavender` grows in no field."""
    words = fold(spec.prompt)
    if _LAVENDER not in spec.settings or any(word in words for word in _FIELD_WORDS):
        return spec
    if not any(one.concept == "bouquet" for one in spec.subjects):
        return spec
    subjects = tuple(
        replace(one, concept="lavender-sprig") if one.concept == "bouquet" else one for one in spec.subjects
    )
    settings = tuple(name for name in spec.settings if name not in _OF_FIELDS)
    return replace(spec, subjects=subjects, settings=settings)
