"""Lets a deed be seen: players at their sport, tea on the table, a spoon in the pot, one easel."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.doings.doings import doing_of
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_DRINKING, _STIRRING, _COOKING = "drinking", "stirring", "cooking"
_OF_A_DOOR: Final = "house_wall"
"""The place of a door that was the goal."""
_JUMPING, _PUDDLE = "jumping", "puddle-water"
_SHORT: Final = 3
"""So short a word for a drink is the whole word."""
_IN_IT: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_AT_IT: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING, RelationKind.INSIDE})
_SURFACES: Final = frozenset({"bench", "stool", "workbench", "tightrope", "yoga-mat", "stairs-steps"})
"""What a doing shows and one can be on all the same."""


def with_deeds_shown(spec: PictureSpec) -> PictureSpec:
    """Return the picture where what somebody does can be seen."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec


@cache
def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_table("understanding/mends/deeds_shown.toml")[name]
    return found


def _players_play(spec: PictureSpec) -> PictureSpec:
    """A tennis player who serves has a racket and no tray, a hockey player shoots no football goal."""
    for index, one in enumerate(spec.subjects):
        row = _table("sports").get(one.concept)
        if row is None or (one.pose or "") not in row["read_as"] or _has_mount(spec, index):
            continue
        spec = _without_gear(spec.with_subject(index, replace(one, pose=row["doing"] or None)))
    return spec


def _has_mount(spec: PictureSpec, index: int) -> bool:
    return any(r.subject == index and r.kind is RelationKind.RIDING for r in spec.relations)


def _without_gear(spec: PictureSpec) -> PictureSpec:
    """The picture without the balls and nets that the doing of the players shows."""
    gear = frozenset(_table("gear")["things"])
    kept = [i for i, one in enumerate(spec.subjects) if one.concept not in gear]
    if len(kept) == len(spec.subjects):
        return spec
    settings = tuple(name for name in spec.settings if name != _OF_A_DOOR)
    return replace(spec.with_subjects(kept), settings=settings)


def _drinks_are_there(spec: PictureSpec) -> PictureSpec:
    """`a dragon and a girl having tea`: the verb took the tea with it."""
    drinkers = [i for i, one in enumerate(spec.subjects) if one.pose == _DRINKING and is_animate(one.concept)]
    is_full = len(spec.subjects) >= MOST_SUBJECTS
    if not drinkers or is_full or any(is_food(one.concept) for one in spec.subjects):
        return spec
    drink = _hot_drink(spec.prompt)
    if drink is None:
        return spec
    thing = Subject(concept=drink, word=spec.subjects[drinkers[0]].word)
    held = Relation(kind=RelationKind.HOLDING, subject=drinkers[0], target=len(spec.subjects))
    return replace(spec, subjects=(*spec.subjects, thing), relations=(*spec.relations, held))


def _hot_drink(prompt: str) -> str | None:
    words = [token.plain for token in tokenise(fold(prompt))]
    for concept, beginnings in _table("hot_drinks").items():
        short = {one for one in beginnings if len(one) <= _SHORT}
        stems = tuple(one for one in beginnings if len(one) > _SHORT)
        if any(word in short or word.startswith(stems) for word in words):
            return str(concept)
    return None


def _pots_are_stirred(spec: PictureSpec) -> PictureSpec:
    """Who stirs soup stands at a stove, and not beside a pot or behind a table that it lies on."""
    pots = frozenset(_table("pots")["things"])
    for relation in spec.relations:
        who, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
        if relation.kind in _AT_IT and who.pose == _STIRRING and thing.concept in pots:
            spec = spec.with_subject(relation.subject, replace(who, pose=_COOKING))
    return spec


def _nobody_is_in_the_gear(spec: PictureSpec) -> PictureSpec:
    """`a cat painting on an easel`, `stirring in a pot`: nobody is on or in what their doing shows."""
    own = {r.target for r in spec.relations if _is_in_own_gear(spec, r)}
    others = {r.target for r in spec.relations if not _is_in_own_gear(spec, r)}
    own -= others
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i not in own]) if own else spec


def _is_in_own_gear(spec: PictureSpec, relation: Relation) -> bool:
    who, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
    doing = doing_of(who.pose)
    if relation.kind not in _IN_IT or doing is None or not is_animate(who.concept):
        return False
    return thing.concept in doing.shows and thing.concept not in _SURFACES


def _jumpers_are_over_the_puddle(spec: PictureSpec) -> PictureSpec:
    """`chlapec skáče přes louži`: who jumps where one puddle is jumps into it or over it."""
    puddle = spec.index_of(_PUDDLE)
    jumper = next((i for i, one in enumerate(spec.subjects) if one.pose == _JUMPING), None)
    if puddle is None or jumper is None or not is_animate(spec.subjects[jumper].concept):
        return spec
    if any(r.subject == jumper and r.kind in _IN_IT for r in spec.relations):
        return spec
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {jumper, puddle})
    over = Relation(kind=RelationKind.ON, subject=jumper, target=puddle)
    return replace(spec, relations=(*kept, over))


def _the_curled_have_it_before_them(spec: PictureSpec) -> PictureSpec:
    """A fox asleep around a mug has it before its belly, and does not lie under it or apart from it."""
    relations = tuple(
        replace(r, kind=RelationKind.IN_FRONT, subject=r.target, target=r.subject)
        if _is_curled_around(spec, r)
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _is_curled_around(spec: PictureSpec, relation: Relation) -> bool:
    who, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_asleep = relation.kind is RelationKind.BESIDE and who.pose == "sleeping" and is_animate(who.concept)
    return is_asleep and thing.concept in _table("curled_around")["things"]


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    _players_play,
    _drinks_are_there,
    _pots_are_stirred,
    _nobody_is_in_the_gear,
    _jumpers_are_over_the_puddle,
    _the_curled_have_it_before_them,
)
