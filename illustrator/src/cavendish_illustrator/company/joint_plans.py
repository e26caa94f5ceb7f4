"""Finds out who plants, shares, carries or coils around something: whole arrangements of doers and things."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from cavendish_illustrator.company.head_counts import heads_of
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.company.watering_places import SIPPERS
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_in, is_person

_TO: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING})
_TAKING: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING})
_MOST_PLANTERS: Final = 2
_PICKING, _TREE_M = "picking", 1.6
_AT_GROUND: Final = frozenset({"planting", _PICKING})
_OF_BEDS: Final = frozenset(
    {
        "spiral-shell", "pinecone", "acorn", "chestnut", "starfish", "rock", "leaf-fluttering-in-wind",
        "strawberry", "strawberry-whole", "mushroom", "toadstool-tall", "brown-mushroom", "tomato", "potato",
        "cabbage", "leafy-green", "pumpkin", "pumpkin-whole", "cucumber", "zucchini", "bell-pepper",
        "hot-pepper", "melon", "watermelon", "asparagus", "beetroot", "onion", "garlic", "herb", "celery",
    }
)  # fmt: skip
_OVER_ONE: Final = frozenset({"blanket", "leaf-flat"})
_COVERS: Final = frozenset({"umbrella", "umbrella-held", "umbrella-with-rain-drops"}) | _OVER_ONE
"""What two or three are under together, where there is one of it."""
_MOST_SHARERS: Final = 3
_AT_BENCH: Final = frozenset({"repairing", "chopping", "carving", "decorating"})
"""What is done to something small is done at a table."""
_PREPARING, _MOST_COOKS = "preparing", 4
_CUTTING: Final = "chopping"
_LARGEST_AT_BENCH_M: Final = 0.62
_LOAD_M, _BEARERS = 0.55, 2
_DESKS: Final = frozenset({"desk", "dining_table", "laptop-desk"})
_AT_WORK: Final = frozenset({"office", "classroom", "library", "table_top"})
_SPOKEN: Final = frozenset({"reading", "telling", "blackboard"})
_MOST_LISTENERS: Final = 8
_JACKED_UP: Final = frozenset(
    {
        "automobile",
        "racing-car",
        "taxi",
        "classic-car",
        "police-car",
        "jeep",
        "pickup-truck",
        "delivery-truck",
    }
    | {"sport-utility-vehicle", "minibus", "convertible", "tractor", "bus"}
)
_UNDER_IT: Final = frozenset({None, "sleeping", "repairing", "lying", "working", "handling"})
_DRINKING: Final = "drinking"
_AT_FLOWERS: Final = frozenset({_DRINKING, "flying"})
_POOLS: Final = frozenset({"puddle-water", "fountain"})
_WATERS: Final = frozenset({"river", "lake", "pond", "stream", "waterfall", "sea", "beach", "oasis", "swamp"})


class Deed(NamedTuple):
    """Subjects by their index: who does it, to whom, and what is in the hand."""

    scheme: Scheme
    doer: int
    others: tuple[int, ...]
    thing: int | None


def find_joint_deeds(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """Everybody free who plants something, or is with others under one thing."""
    yield from _audiences(spec, free)
    yield from _planters(spec, free)
    yield from _sharers(spec, free)
    yield from _cooks(spec, free)
    yield from _at_bench(spec, free)
    yield from _bearers(spec, free)
    yield from _asleep_at_tables(spec, free)
    yield from _underneath(spec, free)
    yield from _drinkers(spec, free)
    yield from _coiled(spec, free)


def _audiences(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """Who reads, tells or teaches, with those it is done for; one alone is talked to."""
    for doer in free:
        one = spec.subjects[doer]
        if one.pose not in _SPOKEN or heads_of(one) != 1 or _has_seat(spec, doer):
            continue
        own = [r.target for r in spec.relations if r.subject == doer]
        listeners = [i for i in free if i != doer and (i in own or i > doer) and _may_listen(spec, i, doer)]
        heads = sum(heads_of(spec.subjects[i]) for i in listeners)
        if heads > 1 or (heads and one.pose == "reading"):
            yield Deed(Scheme.LISTEN, doer, tuple(listeners), None)


def _may_listen(spec: PictureSpec, index: int, speaker: int) -> bool:
    one = spec.subjects[index]
    own = [r for r in spec.relations if r.subject == index and r.kind not in _TAKING]
    is_idle = one.pose in (None, "sitting", "standing", "flying", "reading", "wondering_at", "listening")
    return is_idle and heads_of(one) <= _MOST_LISTENERS and all(r.target == speaker for r in own)


def _planters(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    for doer in free:
        pose = spec.subjects[doer].pose
        if pose not in _AT_GROUND or heads_of(spec.subjects[doer]) > _MOST_PLANTERS:
            continue
        objects = [r.target for r in spec.relations if r.subject == doer and r.kind in _TO]
        things = [i for i in objects if _is_thing(spec, i) or spec.subjects[i].concept in _OF_BEDS]
        if pose == _PICKING and not (things and _grows_low(spec.subjects[things[0]].concept)):
            continue
        helpers = [i for i in free if i != doer and (i in objects or spec.subjects[i].pose == pose)]
        helpers = [i for i in helpers if heads_of(spec.subjects[i]) == 1 and i not in things]
        tied = (r.target for r in spec.relations if r.subject in helpers and r.kind in _TO)
        things = things or [i for i in tied if _is_thing(spec, i)]
        is_alone = heads_of(spec.subjects[doer]) == 1
        yield Deed(Scheme.PLANT, doer, tuple(helpers[:1]) if is_alone else (), things[0] if things else None)


def _grows_low(concept: str) -> bool:
    """Whether one bends down to pick it: flowers, mushrooms and what grows in a bed, no fruit of a tree."""
    return (is_bloom(concept) or concept in _OF_BEDS) and real_height(concept) < _TREE_M


def _is_thing(spec: PictureSpec, index: int) -> bool:
    concept = spec.subjects[index].concept
    return not is_animate(concept) and drawable(concept)


def _sharers(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    for relation in spec.relations:
        cover = spec.subjects[relation.target]
        is_over = relation.kind in (RelationKind.HOLDING, RelationKind.UNDER)
        if not is_over or cover.concept not in _COVERS or cover.count != 1 or relation.subject not in free:
            continue
        members = _company_of(spec, relation.subject, free)
        fewest = 1 if cover.concept in _OVER_ONE and relation.kind is RelationKind.UNDER else 2
        if fewest <= sum(heads_of(spec.subjects[i]) for i in members) <= _MOST_SHARERS:
            yield Deed(Scheme.SHARE, members[0], tuple(members[1:]), relation.target)


def _company_of(spec: PictureSpec, index: int, free: list[int]) -> list[int]:
    """Who holds it, those they are with, and who was named just before and is busy with nothing."""
    beside = {
        r.target if r.subject == index else r.subject
        for r in spec.relations
        if index in (r.subject, r.target) and r.kind is RelationKind.BESIDE
    }
    busy = {r.subject for r in spec.relations if r.kind not in _TAKING}
    before = [i for i in free if i == index - 1 and i not in busy]
    return sorted({index, *(i for i in beside if i in free), *before})


def _drinkers(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """An animal that drinks from a puddle, a flower or the water of the place, and has no bowl."""
    for doer in free:
        one = spec.subjects[doer]
        if one.pose not in _AT_FLOWERS or one.count != 1 or not is_animal(one.concept) or one.role:
            continue
        own = [r.target for r in spec.relations if r.subject == doer]
        bloom = next((i for i in own if is_bloom(spec.subjects[i].concept)), None)
        if bloom is not None and one.concept in SIPPERS:
            yield Deed(Scheme.DRINK, doer, (), bloom)
        if bloom is not None or one.pose != _DRINKING:
            continue
        pool = next((i for i in own if spec.subjects[i].concept in _POOLS), None)
        has_water = pool is not None or not _WATERS.isdisjoint(spec.settings)
        if has_water and not [i for i in own if i != pool]:
            yield Deed(Scheme.DRINK, doer, (), pool)


def _coiled(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """A long animal around what was named with it."""
    for doer in free:
        one = spec.subjects[doer]
        if one.pose != "coiling" or one.count != 1 or not is_in(one.concept, "winding"):
            continue
        own = [r.target for r in spec.relations if r.subject == doer and spec.subjects[r.target].count == 1]
        things = [i for i in own if _is_thing(spec, i)]
        if things:
            yield Deed(Scheme.COIL, doer, (), things[0])


def _cooks(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """All who make food together are behind one table."""
    cooks = [i for i in free if spec.subjects[i].pose == _PREPARING]
    tied = (r.target for r in spec.relations if r.subject in cooks and r.kind in _TO)
    food = next((i for i in tied if _is_thing(spec, i)), None)
    if cooks and food is not None and sum(heads_of(spec.subjects[i]) for i in cooks) <= _MOST_COOKS:
        yield Deed(Scheme.TABLE, cooks[0], tuple(cooks[1:]), food)


def _at_bench(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """Who mends, cuts or carves something small has it before them on a table."""
    for doer in free:
        pose = spec.subjects[doer].pose or ""
        if pose not in _AT_BENCH or heads_of(spec.subjects[doer]) > 1 or _has_seat(spec, doer):
            continue
        if is_animal(spec.subjects[doer].concept) and spec.subjects[doer].concept not in FACES:
            continue
        objects = [r.target for r in spec.relations if r.subject == doer and r.kind in _TO]
        if _is_done_at_bench(spec, pose, objects):
            yield Deed(Scheme.TABLE, doer, (), objects[0] if objects else None)


def _has_seat(spec: PictureSpec, doer: int) -> bool:
    return any(r.subject == doer and r.kind in (RelationKind.ON, RelationKind.INSIDE) for r in spec.relations)


def _is_done_at_bench(spec: PictureSpec, pose: str, objects: list[int]) -> bool:
    """Whether what it is done to lies on a table; of food, which is cut, none need be named."""
    if not objects:
        return pose == _CUTTING
    concept = spec.subjects[objects[0]].concept
    is_small = drawable(concept) and real_height(concept) <= _LARGEST_AT_BENCH_M
    return is_small and not is_animate(concept)


def _bearers(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """Two who carry something large have it between them."""
    for doer in free:
        one = spec.subjects[doer]
        things = [r.target for r in spec.relations if r.subject == doer and r.kind in _TO]
        loads = [i for i in things if _is_thing(spec, i) and spec.subjects[i].count == 1]
        if one.pose != "carrying" or not loads or real_height(spec.subjects[loads[0]].concept) < _LOAD_M:
            continue
        members = _company_of(spec, doer, free)
        if sum(heads_of(spec.subjects[i]) for i in members) == _BEARERS:
            yield Deed(Scheme.CARRY, members[0], tuple(members[1:]), loads[0])


def _asleep_at_tables(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """Who falls asleep at work or at school has the head on the table, and does not lie on the floor."""
    for doer in free:
        one = spec.subjects[doer]
        if one.pose != "sleeping" or heads_of(one) != 1 or not is_person(one.concept):
            continue
        own = [r.target for r in spec.relations if r.subject == doer]
        desk = next((i for i in own if spec.subjects[i].concept in _DESKS), None)
        is_at_work = not own and not _AT_WORK.isdisjoint(spec.settings[:1])
        if desk is not None or is_at_work:
            yield Deed(Scheme.TABLE, doer, (), None)


def _underneath(spec: PictureSpec, free: list[int]) -> Iterator[Deed]:
    """Somebody who lies or works under a car: the legs are seen."""
    for relation in spec.relations:
        who, over = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_under = relation.kind is RelationKind.UNDER and relation.subject in free and heads_of(who) == 1
        is_vehicle = over.concept in _JACKED_UP and over.count == 1
        if is_under and is_vehicle and is_person(who.concept) and who.pose in _UNDER_IT:
            yield Deed(Scheme.UNDERNEATH, relation.subject, (), relation.target)
