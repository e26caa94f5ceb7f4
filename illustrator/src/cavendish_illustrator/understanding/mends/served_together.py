"""What is one drawing when it is asked for together, and which dishes bring their own plate."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.hands.crockery import lends_color
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.phrase_matcher import read_phrases
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_TOGETHER: Final = {
    ("hot-beverage", "whipped-cream"): "cocoa-cream",
    ("hot-beverage", "marshmallow-stick"): "cocoa-cream",
    ("hot-beverage", "ice-cream"): "cocoa-cream",
    ("hot-beverage", "red-heart"): "latte-cup",
    ("latte-cup", "red-heart"): "latte-cup",
    ("mug-plain", "hot-beverage"): "hot-beverage",
    ("jar", "jam-jar"): "jam-jar",
    ("teapot", "hot-beverage"): "teapot",
    ("kettle", "hot-beverage"): "kettle",
    **{
        ("lotion-bottle", filled): filled
        for filled in (
            "oil-bottle",
            "serum-bottle",
            "perfume-bottle",
            "water-bottle",
            "ketchup-bottle",
            "wine-bottle",
        )
    },
    ("bread", "avocado"): "avocado-toast",
    ("bread", "butter"): "bread",
}
STEMMED_FLOWERS: Final = frozenset(
    {
        "tulip", "rose", "sunflower", "blossom", "daisy", "peony", "lily", "poppy", "iris-flower",
        "hydrangea", "daffodil", "marigold", "snowdrop", "lavender-sprig", "lilac-bunch", "foxglove-flower",
        "orchid", "hyacinth", "thistle", "hibiscus", "blossom-cluster",
    }
)  # fmt: skip
"""Flowers whose drawings have a stem, by which they are tied."""
_PHRASE: Final = 3
"""Words of a bouquet with its flower, such as `ramo de rosas`."""
_PRINTED: Final = frozenset({Kind.CARD, Kind.POSTER, Kind.BOOK_COVER, Kind.STICKER, Kind.LABEL, Kind.ICON})
_CUPS: Final = frozenset({"hot-beverage", "latte-cup", "matcha-cup", "mug-plain", "teacup-saucer"})
_LEAVES: Final = frozenset({"leaf-fluttering-in-wind", "herb", "maple-leaf", "fallen-leaf"})
_TRAY: Final = "tray-of-drinks"
_POTS: Final = frozenset({"pot-of-food", "flower-pot"})
_VESSELS: Final = frozenset({"fork-and-knife-with-plate", "steaming-bowl", "bowl", "shallow-pan-of-food"})


_PLATE: Final = "fork-and-knife-with-plate"
_MOST_LAID: Final = 8
_MEALS: Final[tuple[tuple[tuple[str, ...], tuple[tuple[str, int], ...]], ...]] = (
    (
        (
            "breakfast", "sniadani", "fruhstuck", "desayuno", "petit dejeuner", "colazione",
            "cafe da manha", "ontbijt", "сніданок", "сніданку", "snidane",
        ),
        (("croissant", 2), ("hot-beverage", 1), ("orange-juice", 1)),
    ),
    (
        (
            "dinner", "lunch", "kolacj", "obiad", "abendessen", "mittagessen", "cena", "diner", "pranzo",
            "jantar", "almoco", "вечер", "обід", "vecere", "obed", "avondeten",
        ),
        (("pasta-plate", 1), ("wine-glass", 1), ("bread", 1)),
    ),
)  # fmt: skip
"""What is on the table at a meal of which only the name was said."""
_TABLE_KINDS: Final = frozenset({Kind.SCENE, Kind.FLAT_LAY})


def served(spec: PictureSpec) -> PictureSpec:
    """Return the picture with cream on its cocoa, and no plate under a plate."""
    return _meals_are_laid(
        _one_bouquet(without_second_plate(_joined(_stacked(_potted(_one_cup(_emptied(spec)))))))
    )


def _meals_are_laid(spec: PictureSpec) -> PictureSpec:
    """A breakfast of which nothing else is said is no empty plate."""
    plate = next((i for i, one in enumerate(spec.subjects) if one.concept == _PLATE), None)
    others = [one for one in spec.subjects if one.concept != _PLATE]
    if plate is None or spec.kind not in _TABLE_KINDS:
        return spec
    words = fold(spec.subjects[plate].word)
    dishes = next((found for names, found in _MEALS if any(name in words for name in names)), ())
    if any(is_food(one.concept) for one in others):
        return without_subject(spec, plate) if dishes and not any_animate(others) else spec
    if spec.kind is not Kind.SCENE:
        return spec
    if not dishes or len(spec.subjects) + len(dishes) > _MOST_LAID:
        return spec
    named = {one.concept for one in others}
    added = tuple(
        Subject(concept=dish, word=spec.subjects[plate].word, count=count)
        for dish, count in dishes
        if dish not in named
    )
    kept = tuple(r for r in spec.relations if plate not in (r.subject, r.target))
    if kept != spec.relations or any_animate(others):
        return spec
    laid = replace(spec, subjects=(*spec.subjects, *added))
    return without_subject(laid, plate)


def _stacked(spec: PictureSpec) -> PictureSpec:
    """Several books that nobody reads are a stack."""
    taken = {r.target for r in spec.relations if r.kind is RelationKind.HOLDING}
    subjects = [
        replace(subject, concept="books", count=1)
        if subject.concept == "open-book"
        and (subject.count > 1 or subject.state == "stacked")
        and index not in taken
        else subject
        for index, subject in enumerate(spec.subjects)
    ]
    return replace(spec, subjects=tuple(subjects))


def _potted(spec: PictureSpec) -> PictureSpec:
    """What grows in a pot grows in a flower pot, whatever else pots are for."""
    subjects, relations = list(spec.subjects), []
    for relation in spec.relations:
        pot, plant = subjects[relation.target], subjects[relation.subject]
        is_in_pot = relation.kind in (RelationKind.INSIDE, RelationKind.BESIDE) and pot.concept in _POTS
        if is_in_pot and is_in(plant.concept, "potted"):
            subjects[relation.target] = replace(pot, concept="flower-pot")
            subjects[relation.subject] = replace(plant, count=1)
            relations.append(replace(relation, kind=RelationKind.INSIDE))
        else:
            relations.append(relation)
    return replace(spec, subjects=tuple(subjects), relations=tuple(relations))


def _emptied(spec: PictureSpec) -> PictureSpec:
    """Who sits in a cup sits in an empty one, and who is on a leaf on one that lies."""
    subjects = list(spec.subjects)
    for relation in spec.relations:
        is_in_cup = relation.kind is RelationKind.INSIDE and subjects[relation.target].concept in _CUPS
        if is_in_cup and is_animate(subjects[relation.subject].concept):
            subjects[relation.target] = replace(subjects[relation.target], concept="mug-plain")
        is_on_leaf = relation.kind is RelationKind.ON and subjects[relation.target].concept in _LEAVES
        if is_on_leaf and is_animate(subjects[relation.subject].concept):
            subjects[relation.target] = replace(subjects[relation.target], concept="leaf-flat", count=1)
    return replace(spec, subjects=tuple(subjects))


def _one_cup(spec: PictureSpec) -> PictureSpec:
    """A mug of tea is one thing."""
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    for index in range(1, len(spec.subjects)):
        before, drink = spec.subjects[index - 1], spec.subjects[index]
        is_in_it = before.concept in _CUPS and before.count == 1 and before.word != drink.word
        if is_in_it and drink.concept == "hot-beverage" and index not in tied:
            return without_subject(spec, index)
    return spec


def _one_bouquet(spec: PictureSpec) -> PictureSpec:
    """A bouquet of tulips is one thing: in a vase the tulips, on a printed piece a bunch, or the bouquet."""
    spec = _with_bunches(spec) if spec.kind in _PRINTED else _held_bunches(_flowers_in_vases(spec))
    spec = _all_in_one_vase(spec)
    names = [subject.concept for subject in spec.subjects]
    flowers = [index for index, name in enumerate(names) if name in STEMMED_FLOWERS]
    if "bouquet" not in names or not flowers:
        return spec
    bouquet = names.index("bouquet")
    if any(r.kind is RelationKind.HOLDING and r.target == bouquet for r in spec.relations):
        bunch = replace(spec.subjects[flowers[0]], state="bouquet", count=1)
        return without_subject(spec.with_subject(bouquet, bunch), flowers[0])
    if spec.kind in _PRINTED and _is_free(spec, bouquet):
        bunch = replace(spec.subjects[flowers[0]], state="bouquet", count=1)
        return without_subject(spec.with_subject(flowers[0], bunch), bouquet)
    vase = next((r for r in spec.relations if r.subject in flowers and r.kind is RelationKind.INSIDE), None)
    loose = [index for index in flowers if not any(r.subject == index for r in spec.relations)]
    if vase is not None:
        joined = tuple(replace(vase, subject=index) for index in loose)
        return without_subject(replace(spec, relations=(*spec.relations, *joined)), bouquet)
    return _tied_together(spec, bouquet, loose or flowers[:1])


def _tied_together(spec: PictureSpec, bouquet: int, flowers: Sequence[int]) -> PictureSpec:
    """The bouquet with its flowers' names for its words, by which they are drawn in it, and their colour."""
    bunch, named = spec.subjects[bouquet], [spec.subjects[index] for index in flowers]
    words = " ".join((bunch.word, *(one.word for one in named)))
    color = bunch.color or (named[0].color if len(named) == 1 else None)
    spec = spec.with_subject(bouquet, replace(bunch, word=words, color=color))
    for index in sorted(flowers, reverse=True):
        spec = without_subject(spec, index)
    return spec


def _all_in_one_vase(spec: PictureSpec) -> PictureSpec:
    """`Roses, tulips and daisies in a vase`: those named next to the ones that are in it are in it, too."""
    bound = {index for r in spec.relations for index in (r.subject, r.target)}
    for r in spec.relations:
        if r.kind is not RelationKind.INSIDE or spec.subjects[r.subject].concept not in STEMMED_FLOWERS:
            continue
        before = range(r.subject - 1, -1, -1)
        after = range(r.subject + 1, r.target)
        for run in (before, after):
            for index in run:
                if index in bound or spec.subjects[index].concept not in STEMMED_FLOWERS:
                    break
                spec = replace(spec, relations=(*spec.relations, replace(r, subject=index)))
    return spec


def _flowers_in_vases(spec: PictureSpec) -> PictureSpec:
    """`A bouquet of roses in a vase` is no tied one: the roses stand in it."""
    for index, one in enumerate(spec.subjects):
        is_in = any(r.subject == index and r.kind is RelationKind.INSIDE for r in spec.relations)
        if one.concept != "bouquet" or not is_in:
            continue
        if flower := _flower_of(one.word):
            return spec.with_subject(index, replace(one, concept=flower))
        named = next((n for n, other in enumerate(spec.subjects) if other.concept in STEMMED_FLOWERS), None)
        if named is not None:
            return without_subject(spec.with_subject(index, spec.subjects[named]), named)
    return spec


def _held_bunches(spec: PictureSpec) -> PictureSpec:
    """`Holding a bouquet of sunflowers`, where those words are one phrase."""
    held = {r.target for r in spec.relations if r.kind is RelationKind.HOLDING}
    for index in held:
        one = spec.subjects[index]
        if one.concept == "bouquet" and (flower := _flower_of(one.word)):
            spec = spec.with_subject(index, replace(one, concept=flower, state="bouquet", count=1))
    return spec


def _flower_of(phrase: str) -> str:
    """The flower in `bouquet of roses`, or nothing."""
    read = (match.value for match in read_phrases(tokenise(phrase)[1:]).matches if match.topic == "subject")
    return next((name for name in read if name in STEMMED_FLOWERS), "")


def _is_free(spec: PictureSpec, index: int) -> bool:
    """Whether nobody holds the thing and it is in nothing."""
    tied = (RelationKind.HOLDING, RelationKind.INSIDE, RelationKind.WEARING)
    return not any(index in (r.subject, r.target) and r.kind in tied for r in spec.relations)


def _with_bunches(spec: PictureSpec) -> PictureSpec:
    """The flower for `bouquet of roses` where those words are one phrase, tied into a bunch."""
    for index, one in enumerate(spec.subjects):
        words = tokenise(one.word)
        if len(words) < _PHRASE or not _is_free(spec, index):
            continue
        flower = one.concept
        if flower == "bouquet":
            flower = _flower_of(one.word)
        if flower in STEMMED_FLOWERS:
            spec = spec.with_subject(index, replace(one, concept=flower, state="bouquet", count=1))
    return spec


def _joined(spec: PictureSpec) -> PictureSpec:
    tied = [(r.subject, r.target) for r in spec.relations]
    for topping, base in (*tied, *((target, subject) for subject, target in tied)):
        pair = (spec.subjects[base].concept, spec.subjects[topping].concept)
        whole = _TOGETHER.get(pair)
        if whole is not None:
            subjects = list(spec.subjects)
            subjects[base] = replace(subjects[base], concept=whole)
            return _joined(without_subject(replace(spec, subjects=tuple(subjects)), topping))
    return spec


def without_second_plate(spec: PictureSpec) -> PictureSpec:
    """The picture with no plate under a dish that is drawn on one: it takes its colour."""
    for relation in spec.relations:
        vessel, food = spec.subjects[relation.target].concept, spec.subjects[relation.subject].concept
        is_served = relation.kind in (RelationKind.INSIDE, RelationKind.ON)
        has_plate = (vessel in _VESSELS and is_in(food, "own_vessel")) or vessel == _TRAY
        of_plate = spec.subjects[relation.target]
        is_told_apart = bool(of_plate.color or of_plate.pattern) and not lends_color(food)
        if is_served and has_plate and vessel != food and not is_told_apart:
            plate, dish = spec.subjects[relation.target], spec.subjects[relation.subject]
            dish = replace(
                dish,
                color=dish.color or plate.color,
                pattern=dish.pattern or plate.pattern,
                pattern_color=dish.pattern_color or plate.pattern_color,
            )
            dished = spec.with_subject(relation.subject, dish)
            return without_second_plate(without_subject(dished, relation.target))
    return spec


def without_subject(spec: PictureSpec, index: int) -> PictureSpec:
    """The picture without one of its things and all that was said of it."""
    kept = [old for old in range(len(spec.subjects)) if old != index]
    places = {old: new for new, old in enumerate(kept)}
    relations = tuple(
        Relation(kind=r.kind, subject=places[r.subject], target=places[r.target])
        for r in spec.relations
        if index not in (r.subject, r.target)
    )
    center = None if spec.ring_center is None else places.get(spec.ring_center)
    subjects = tuple(spec.subjects[old] for old in kept)
    return replace(spec, subjects=subjects, relations=relations, ring_center=center)
