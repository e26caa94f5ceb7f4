"""Lets things be as their picture wants them: cakes in tiers, signs on doors, bicycles at walls."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_animate, is_food, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_TIERS: Final = re.compile(
    r"\btier(?:s|ed)?\b|\b(?:zwei|drei|mehr)stockig|pietrow|\bpisos\b|\betages\b|\bpiani\b|\bandares\b|lagen\b|"
    r"ярусн|patrov|naked cake|\bwesel|hochzeitstorte"
)
_CAKES: Final = frozenset({"birthday-cake", "wedding-cake", "shortcake"})
_SHAPED: Final = re.compile(
    r"shaped like|shaped as|in the shape of|shaped|w ksztalcie|in form|formig|en forma de|con forma de|"
    r"en forme d|a forma di|em forma de|in de vorm van|у формі|у вигляді|ve tvaru|carved as|carved like"
)
_STILL_LIFES: Final = (
    "still life", "martwa natura", "martwej natury", "stillleben", "bodegon", "naturaleza muerta",
    "nature morte", "natura morta", "natureza morta", "stilleven", "натюрморт", "zatisi",
)  # fmt: skip
_TABLES: Final = re.compile(
    r"\b(?:table|tabletop|tisch|stol|stole|stolu|mesa|tavolo|tafel|blad|encimera|comptoir|counter|desk)\b|стіл|столі|\bstul"
)
_NOT_THERE: Final = frozenset({"farm", "meadow", "forest", "storefront", "garden", "bar", "restaurant"})
_WINDOWS: Final = re.compile(r"\bwindow|\bokn|fenster|ventan|fenetre|finestr|janel|\braam|вікн|oken")
_OUTLOOKS: Final = frozenset({"window_outlook", "window", "window_view"})
_WALL: Final = re.compile(
    r"\bwalls?\b|\bscian|\bmur(?:em|u|ze|o|s)?\b|\bwand|\bmauer|\bpared|\bparet|\bparede|\bmuren?\b|\bmuur|стін|\bzed|\bzdi"
)
_COVERED: Final = re.compile(
    r"\w* (?:covered|overgrown|porosni|obrosni|bewachsen|uberwuch|cubiert|couvert|recouvert|ricopert|"
    r"cobert|begroeid|порос|вкрит|porost|obrost)"
)
_LEANING: Final = frozenset(
    {
        "bicycle", "motor-scooter", "motorcycle", "door", "bench", "ladder", "kick-scooter", "broom",
        "chair", "sign-board", "geranium-pot", "surfboard", "mailbox", "closed-mailbox-with-raised-flag",
        "shovel",
    }
)  # fmt: skip
_CLIMBERS: Final = frozenset({"wisteria-bunch", "blossom-cluster", "ivy-pot", "rose"})
_TIED: Final = re.compile(
    r"\btied to|attached to|przywiazan|angebunden|atad[oa]s? a\b|attaches? a\b|legat[oiae] a\b|"
    r"amarrad[oa]s? (?:a|n)|vastgebonden|прив.язан|privazan"
)
_MEALS: Final = {"chicken": "roast-chicken", "salmon": "grilled-fish", "rooster": "roast-chicken"}
_LUNCH_BOX: Final = "lunch-box-open"
_DOOR: Final = "door"
_MOCKUP: Final = re.compile(r"mock ?-?up")


def with_goods_in_place(spec: PictureSpec) -> PictureSpec:
    """The picture with its things as their names and neighbours mean them."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec


def _cakes_have_tiers(spec: PictureSpec) -> PictureSpec:
    """`a three-tier cake` is one, and a wedding's is the tall one."""
    cakes = [i for i, one in enumerate(spec.subjects) if one.concept in _CAKES]
    if not cakes or not _TIERS.search(fold(spec.prompt)):
        return spec
    spec = spec.with_subject(
        cakes[0], replace(spec.subjects[cakes[0]], concept="wedding-cake", count=1, state=None)
    )
    for index in reversed(cakes[1:]):
        moved = tuple(
            replace(
                r,
                subject=cakes[0] if r.subject == index else r.subject,
                target=cakes[0] if r.target == index else r.target,
            )
            for r in spec.relations
        )
        spec = without_subject(
            replace(spec, relations=tuple(r for r in moved if r.subject != r.target)), index
        )
    return spec


def _shapes_stand_on_top(spec: PictureSpec) -> PictureSpec:
    """`a cake shaped like a hedgehog` has it on top, as large as the cake lets it be."""
    words = fold(spec.prompt)
    for index in range(len(spec.subjects) - 1):
        thing, shape = spec.subjects[index], spec.subjects[index + 1]
        first, second = words.find(fold(thing.word)), words.find(fold(shape.word))
        between = words[first + len(fold(thing.word)) : second] if 0 <= first < second else ""
        if not is_food(thing.concept) or not _SHAPED.search(between):
            continue
        kept = tuple(r for r in spec.relations if index + 1 not in (r.subject, r.target))
        moved = tuple(replace(r, subject=index) for r in spec.relations if r.subject == index + 1)
        tie = Relation(kind=RelationKind.ON, subject=index + 1, target=index)
        shaped = replace(shape, pose=None, size=None, count=thing.count)
        return replace(spec.with_subject(index + 1, shaped), relations=(*kept, *moved, tie))
    return spec


def _still_lifes_show_nobody(spec: PictureSpec) -> PictureSpec:
    """`like the old Dutch painters` says how it is painted."""
    if not any(name in fold(spec.prompt) for name in _STILL_LIFES):
        return spec
    return spec.with_subjects([i for i, one in enumerate(spec.subjects) if not is_person(one.concept)])


def _patterns_on_cloth_are_none(spec: PictureSpec) -> PictureSpec:
    """Food seen from above on a patterned cloth repeats nowhere."""
    is_laid = spec.framing == "top" and any(is_food(one.concept) for one in spec.subjects)
    return replace(spec, kind=Kind.SCENE) if spec.kind is Kind.PATTERN and is_laid else spec


def _mockups_are_photographed(spec: PictureSpec) -> PictureSpec:
    """`a paper bag mockup with an icon on it` is no icon."""
    is_mockup = _MOCKUP.search(fold(spec.prompt)) and spec.kind in {Kind.ICON, Kind.LOGO}
    return replace(spec, kind=Kind.PRODUCT_SHOT) if is_mockup else spec


def _goods_lie_on_tables(spec: PictureSpec) -> PictureSpec:
    """A farm's table is a table; the window it stands by gives light or a sill."""
    if spec.kind is not Kind.SCENE or any_animate(spec.subjects) or not spec.subjects or not spec.settings:
        return spec
    words, place = fold(spec.prompt), spec.settings[0]
    if place in _OUTLOOKS and spec.surface:
        return replace(spec, settings=("table_top",))
    if place in _NOT_THERE and _TABLES.search(words) and _is_served(spec):
        return replace(spec, settings=("table_top",))
    if place == "porch" and _WINDOWS.search(words):
        return replace(spec, settings=("windowsill",))
    return spec


def _is_served(spec: PictureSpec) -> bool:
    return any(is_food(one.concept) for one in spec.subjects)


def _things_lean_on_walls(spec: PictureSpec) -> PictureSpec:
    """A bicycle at a wall, and a door alone, are seen before a wall; what climbs there is part of it."""
    names = {one.concept for one in spec.subjects}
    is_wall = bool(_WALL.search(fold(spec.prompt))) or _DOOR in names
    is_sign = "sign-board" in names and bool(spec.texts)
    if spec.kind is not Kind.SCENE or spec.settings or not is_wall or is_sign or names.isdisjoint(_LEANING):
        return spec
    kept = [i for i, one in enumerate(spec.subjects) if one.concept not in _CLIMBERS]
    bare = _walls_are_overgrown(spec.with_subjects(kept) if kept else spec)
    return replace(bare, settings=("house_wall",))


def _walls_are_overgrown(spec: PictureSpec) -> PictureSpec:
    """`a bicycle at a wall covered in ivy`: the ivy is on the wall alone."""
    words = fold(spec.prompt)
    wall = _WALL.search(words)
    if wall is None or not _COVERED.match(words[wall.end() :]):
        return spec
    subjects = tuple(replace(one, state=None) if one.state == "overgrown" else one for one in spec.subjects)
    return replace(spec, subjects=subjects)


def _balloons_are_tied(spec: PictureSpec) -> PictureSpec:
    """What is tied to a chair floats above it."""
    balloon = spec.index_of("balloon")
    if balloon is None or not _TIED.search(fold(spec.prompt)) or balloon + 1 >= len(spec.subjects):
        return spec
    if any(balloon in (r.subject, r.target) for r in spec.relations):
        return spec
    tie = Relation(kind=RelationKind.OVER, subject=balloon, target=balloon + 1)
    return replace(spec, relations=(*spec.relations, tie))


def _meals_are_cooked(spec: PictureSpec) -> PictureSpec:
    """A chicken beside rice is roasted, and what a lunch box holds is in it."""
    box = spec.index_of(_LUNCH_BOX)
    if box is not None:
        kept = [
            i for i, one in enumerate(spec.subjects) if not (is_food(one.concept) or one.concept in _MEALS)
        ]
        return spec.with_subjects(sorted({box, *kept}))
    is_meal = any(is_food(one.concept) for one in spec.subjects)
    is_peopled = any(is_animate(one.concept) and one.concept not in _MEALS for one in spec.subjects)
    if not is_meal or is_peopled or spec.settings[:1] not in {(), ("table_top",), ("kitchen",)}:
        return spec
    subjects = tuple(
        replace(one, concept=_MEALS[one.concept])
        if one.concept in _MEALS and one.pose is None and one.mood is None
        else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    _cakes_have_tiers,
    _still_lifes_show_nobody,
    _shapes_stand_on_top,
    _patterns_on_cloth_are_none,
    _mockups_are_photographed,
    _meals_are_cooked,
    _goods_lie_on_tables,
    _things_lean_on_walls,
    _balloons_are_tied,
)
