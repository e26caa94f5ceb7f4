"""What was named with a dish lies on it: basil on the pasta, berries on a cake, lemon on the fish."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.figures.hands.garnishes import is_garnish, takes_garnish
from cavendish_illustrator.figures.hands.vessels import PLATE, holds_content
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Style
from cavendish_illustrator.understanding.mends.served_together import without_second_plate, without_subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.phrase_matcher import read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_APART: Final = frozenset({"beside", "behind", "in_front", "between", "under", "inside"})
_LAID: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_TAKEN: Final = frozenset({RelationKind.HOLDING, RelationKind.WEARING, RelationKind.HANGING})
_SOME: Final = frozenset({1, 3, 6})
"""How many there are of what was not counted."""
_INGREDIENTS: Final = re.compile(
    r"\b(?:ingredi[eë]n|ingrédien|składnik|zutaten|інгреді[єе]нт|ingredience|suroviny)"
)
_LEAST_LAID: Final = 4
_TOWEL: Final = "towel-hanging"
_CARRIERS: Final = frozenset({PLATE, "cake-stand", "cutting-board", "baking-tray"})
"""What a dish stands on with all that lies on it."""


def with_garnishes(spec: PictureSpec) -> PictureSpec:
    """The picture with the small things of a dish on the dish, and the dish where those were said to be."""
    if _INGREDIENTS.search(spec.prompt.lower()):
        return _of_ingredients(spec)
    if spec.kind is Kind.FLAT_LAY:
        return spec
    spec = _on_cloth(spec)
    for index in range(len(spec.subjects)):
        spec = _as_dish(spec, index)
    dish: int | None = None
    apart = _said_apart(spec.prompt)
    for index, one in enumerate(spec.subjects):
        if dish is not None and _may_lie_on(spec, index, dish) and one.concept not in apart:
            spec = _laid(spec, index, dish)
        elif takes_garnish(one.concept):
            dish = index
        elif one.concept not in _CARRIERS and not is_food(one.concept):
            dish = None
    return without_second_plate(_with_cups_beside(spec))


def _with_cups_beside(spec: PictureSpec) -> PictureSpec:
    """A cup of chocolate stands beside its churros, not on them."""
    relations = tuple(
        replace(r, kind=RelationKind.BESIDE) if r.kind is RelationKind.ON and _is_cup_on_food(spec, r) else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _is_cup_on_food(spec: PictureSpec, relation: Relation) -> bool:
    cup, food = spec.subjects[relation.subject].concept, spec.subjects[relation.target].concept
    return is_in(cup, "small_container") and is_food(food) and food not in _CARRIERS


def _of_ingredients(spec: PictureSpec) -> PictureSpec:
    """What a dish is made of lies there without the dish."""
    dish = next((i for i, one in enumerate(spec.subjects) if takes_garnish(one.concept)), None)
    return spec if dish is None or len(spec.subjects) < _LEAST_LAID else without_subject(spec, dish)


def _on_cloth(spec: PictureSpec) -> PictureSpec:
    """A towel that food lies on is the cloth beneath it and hangs nowhere."""
    towel = spec.index_of(_TOWEL)
    others = [one.concept for one in spec.subjects if one.concept != _TOWEL]
    if (
        towel is None
        or spec.kind is not Kind.SCENE
        or not any(map(is_food, others))
        or "bathroom" in spec.settings
    ):
        return spec
    if any(map(is_animate, others)):
        return spec
    color = spec.subjects[towel].color
    bare = without_subject(spec, towel)
    style = None if spec.style is Style.EMBROIDERY else spec.style  # the cloth is embroidered
    surface_color = spec.surface_color or color
    return replace(bare, surface=spec.surface or "linen", surface_color=surface_color, style=style)


def _as_dish(spec: PictureSpec, index: int) -> PictureSpec:
    """Dumplings on a plate, or named with what lies on them, are the dish that is drawn of them alone."""
    one = spec.subjects[index]
    own = [r for r in spec.relations if r.subject == index]
    is_plated = any(r.kind in _LAID and spec.subjects[r.target].concept == PLATE for r in own)
    following = spec.subjects[index + 1].concept if index + 1 < len(spec.subjects) else ""
    if takes_garnish(one.concept) or one.count not in _SOME or not (is_plated or is_garnish(following)):
        return spec
    alone = with_chosen_drawings(spec.with_subjects([index])).subjects[0]
    is_taken = any(r.kind in _TAKEN and r.target == index for r in spec.relations)
    return spec.with_subject(index, alone) if takes_garnish(alone.concept) and not is_taken else spec


def _said_apart(prompt: str) -> frozenset[str]:
    """What a word for beside, behind or in stands before, and what a dish is only listed with."""
    apart, after_dish, is_with, found = False, False, False, set()
    for match in read_phrases(tokenise(prompt)).matches:
        if match.topic == "relation":
            apart = match.value in _APART
        elif match.topic == "word" and match.value == "and":
            apart = after_dish and not is_with
        elif match.topic == "subject":
            found |= {str(match.value)} if apart else set()
            apart, after_dish = False, takes_garnish(str(match.value))
        elif (match.topic, match.value) != ("word", "stop"):
            after_dish = False
        is_with |= (match.topic, match.value) == ("word", "with")
    return frozenset(found)


def _may_lie_on(spec: PictureSpec, index: int, dish: int) -> bool:
    """Whether it is small food that nobody has and that lies in no bowl of its own."""
    own = [r for r in spec.relations if index in (r.subject, r.target)]
    if not is_garnish(spec.subjects[index].concept) or any(r.kind in _TAKEN for r in own):
        return False
    vessels = {r.target for r in own if r.kind in _LAID and r.subject == index} - {dish}
    return all(
        spec.subjects[one].concept in _CARRIERS or not holds_content(spec.subjects[one].concept)
        for one in vessels
    )


def _laid(spec: PictureSpec, index: int, dish: int) -> PictureSpec:
    """The thing on the dish, and the dish on the plate or stand that was named for it."""
    carriers = {
        r.target
        for r in spec.relations
        if r.subject == index and r.kind in _LAID and spec.subjects[r.target].concept in _CARRIERS
    }
    kept = [
        r
        for r in spec.relations
        if index not in (r.subject, r.target) and not (r.target == dish and r.subject in carriers)
    ]
    stood = [Relation(kind=RelationKind.ON, subject=dish, target=one) for one in sorted(carriers)]
    stood = [r for r in stood if r not in kept]
    on_it = Relation(kind=RelationKind.ON, subject=index, target=dish)
    return replace(spec, relations=(*kept, *stood, on_it))
