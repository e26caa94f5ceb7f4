"""Gives people what is plainly theirs: clothes nobody wears, armour, a beard's colour, a breed's coat."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.concept_classes import is_animate, is_in, is_person
from cavendish_illustrator.understanding.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.tokens import fold

_ARMOUR: Final = "knight-armour"
_BEARD: Final = "beard-worn"
_WHITE: Final = (
    "white",
    "bial",
    "siw",
    "weiss",
    "blanc",
    "bianc",
    "branc",
    "witte",
    "сив",
    "біл",
    "bil",
    "grey",
)
_GREY: Final = ("gray", "szar", "grau", "gris", "grig", "grij", "sed", "cinz")
_COATS: Final = {
    "golden retriever": "#d9a552",
    "labrador": "#e3c27e",
    "shiba": "#d98a4a",
    "setter": "#a8522e",
    "vizsla": "#b5652f",
    "cocker": "#b5783e",
    "rottweiler": "#3a302c",
    "doberman": "#3a302c",
    "schnauzer": "#8a8d92",
    "weimaraner": "#9a9088",
    "tabby": "#a58a6a",
    "british shorthair": "#8f9aa8",
}
"""How dogs and cats look that have a drawing in common with their kind."""
_LARGE: Final = frozenset(
    {"house", "house-with-garden", "cottage", "barn", "castle", "hut", "building", "church"}
)
_APART: Final = frozenset({Kind.FLAT_LAY, Kind.PRODUCT_SHOT, Kind.PATTERN, Kind.ICON, Kind.LOGO})
"""Kinds that show clothes without anybody in them."""


def with_belongings(spec: PictureSpec) -> PictureSpec:
    """Return the picture with its people dressed in what was named for them."""
    for mend in (_armour_is_worn, _clothes_are_worn, _beards_are_white, _breeds_have_coats, _houses_burn):
        spec = mend(spec)
    return spec


def _with_subject(spec: PictureSpec, index: int, subject: Subject) -> PictureSpec:
    return replace(spec, subjects=(*spec.subjects[:index], subject, *spec.subjects[index + 1 :]))


def _armour_is_worn(spec: PictureSpec) -> PictureSpec:
    """`a knight in armour` has it on; a cat in armour is dressed as a knight."""
    for relation in spec.relations:
        wearer, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
        if thing.concept != _ARMOUR or not is_animate(wearer.concept):
            continue
        if is_person(wearer.concept) and wearer.concept in {"man", "person"}:
            wearer = replace(wearer, concept="knight")
        elif wearer.concept != "knight":
            wearer = replace(wearer, role=wearer.role or "knight")
        spec = _with_subject(spec, relation.subject, wearer)
        return _without(spec, relation.target)
    return spec


def _without(spec: PictureSpec, index: int) -> PictureSpec:
    """The picture without one subject, all others numbered anew."""

    def moved(number: int) -> int:
        return number - (number > index)

    relations = (r for r in spec.relations if index not in (r.subject, r.target))
    return replace(
        spec,
        subjects=(*spec.subjects[:index], *spec.subjects[index + 1 :]),
        relations=tuple(
            Relation(kind=r.kind, subject=moved(r.subject), target=moved(r.target)) for r in relations
        ),
        ring_center=None if spec.ring_center is None else moved(spec.ring_center),
    )


def _clothes_are_worn(spec: PictureSpec) -> PictureSpec:
    """Clothes that stand in no relation are of the person named last before them."""
    if spec.kind in _APART:
        return spec
    for index, thing in enumerate(spec.subjects):
        related = any(index in (r.subject, r.target) for r in spec.relations)
        if related or not is_in(thing.concept, "wearable") or thing.spot is not None:
            continue
        wearer = _unclad_before(spec, index)
        if wearer is not None:
            worn = Relation(kind=RelationKind.WEARING, subject=wearer, target=index)
            spec = replace(spec, relations=(*spec.relations, worn))
    return spec


def _unclad_before(spec: PictureSpec, index: int) -> int | None:
    """Who was named last before and does not wear such a thing yet."""
    has_it = {
        r.subject
        for r in spec.relations
        if r.kind is RelationKind.WEARING and spec.subjects[r.target].concept == spec.subjects[index].concept
    }
    people = (i for i in range(index) if is_person(spec.subjects[i].concept) and i not in has_it)
    return max(people, default=None)


def _beards_are_white(spec: PictureSpec) -> PictureSpec:
    """`a white beard` that the lexicon reads as one word keeps its colour, and an old man's is white."""
    for index, thing in enumerate(spec.subjects):
        if thing.concept != _BEARD or thing.color is not None:
            continue
        words = fold(thing.word)
        color = "#f2f2f0" if words.startswith(_WHITE) else "#9a9a98" if words.startswith(_GREY) else None
        spec = _with_subject(spec, index, replace(thing, color=color))
    return spec


def _breeds_have_coats(spec: PictureSpec) -> PictureSpec:
    """A golden retriever is golden, unless another colour was said."""
    for index, one in enumerate(spec.subjects):
        coat = next((color for name, color in _COATS.items() if name in one.word.lower()), None)
        if coat is not None and one.color is None and one.concept in ("dog", "cat"):
            spec = _with_subject(spec, index, replace(one, color=coat))
    return spec


def _houses_burn(spec: PictureSpec) -> PictureSpec:
    """`a burning house` is a house with fire on its roof."""
    for index, house in enumerate(spec.subjects):
        is_burning = house.material == "fire" and house.concept in _LARGE
        if not is_burning or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        spec = _with_subject(spec, index, replace(house, material=None))
        fire = Subject(concept="blaze", word=house.word)
        above = Relation(kind=RelationKind.ON, subject=len(spec.subjects), target=index)
        spec = replace(spec, subjects=(*spec.subjects, fire), relations=(*spec.relations, above))
    return spec
