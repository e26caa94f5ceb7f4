"""Gives a doing what belongs to it: skis to who skis, a sheep to who shears, hands to what is washed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.drawings.thing_states import CURLED
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.reading.verb_poses import doing_names, object_relation
from cavendish_illustrator.vocabulary.concept_classes import can_act, is_animate, is_food, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic

_WORKERS: Final = {"repairing": "mechanic", "watering": "gardener", "trimming": "gardener"}
"""Who does what is being done, where nobody is named for it."""
_ANYBODY: Final = "person"
_DONE_HIGH_UP: Final = frozenset({"cleaning_windows", "painting_wall", "picking", "decorating"})
_DONE_BELOW: Final = frozenset(
    {"flipping", "throwing", "juggling", "cooking", "baking", "kicking", "serving"}
)
_COOKS: Final = frozenset({"chef", "cook", "baker"})
_NETS: Final = frozenset({"fishing-net", "sports-net", "goal-net"})
_SINK: Final = "washbasin"
_HEAPED, _LEAF = frozenset({"sweeping", "raking"}), ("leaf", "fallen-leaf", "maple-leaf")
_LOW: Final = frozenset({"bed", "sofa", "desk", "dining_table", "bunk-bed"})
_COILING: Final = "coiling"
_CORES: Final = {
    "castle": "castle",
    "ruins": "ruined-tower",
    "wizard_tower": "ruined-tower",
    "lighthouse": "lighthouse",
    "sea": "ship",
}
_BRANCHED: Final = "deciduous-tree"
"""What a long animal is wound around: what the place is known by, else a tree."""
_THEFT: Final = "stealing"
_BY_ENGINES: Final = frozenset({"pulling", "pushing", "carrying", "lifting", "ploughing", "crossing"})
"""What a tractor does without anybody seen at it."""
_DRAWN: Final = frozenset({"pulling", "pushing"})
_WATERS: Final = frozenset({"river", "lake", "sea", "stream", "pond", "waterfall", "swimming_pool"})
_LUGGAGE: Final = frozenset({"luggage", "suitcase"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """One row of `doing_belongings.toml`, where its fields are explained."""

    thing: str | None = None
    tie: RelationKind = RelationKind.BESIDE
    pose: str | None = None
    instead: frozenset[str] = frozenset()
    setting: str | None = None


@cache
def _belongings() -> dict[str, Belonging]:
    return {
        pose: Belonging(
            thing=row.get("thing"),
            tie=RelationKind(row.get("tie", "beside")),
            pose=row.get("pose"),
            instead=frozenset(row.get("instead", ())),
            setting=row.get("setting"),
        )
        for pose, row in read_topic("doing_belongings").items()
    }


def with_doings_complete(spec: PictureSpec) -> PictureSpec:
    """Return the picture where each doing has its doer and its thing."""
    if spec.kind is not Kind.SCENE and not any(is_animate(one.concept) for one in spec.subjects):
        return spec
    for mend in _MENDS:
        spec = mend(spec)
    for index, one in enumerate(spec.subjects):
        belonging = _belongings().get(one.pose or "")
        if belonging is not None and can_act(one.concept) and not _is_in_the_open(spec, one):
            spec = _with_belonging(spec, index, belonging)
    return spec


def _is_in_the_open(spec: PictureSpec, one: Subject) -> bool:
    """Whether somebody bathes where no tub is: `Spatz badet in einer Pfütze`."""
    is_outside = spec.index_of("puddle-water", "fountain") is not None
    return one.pose == "bathing" and is_outside and spec.index_of("bathtub") is None


def _with_belonging(spec: PictureSpec, index: int, belonging: Belonging) -> PictureSpec:
    doer = spec.subjects[index]
    if belonging.pose is not None:
        spec = spec.with_subject(index, replace(doer, pose=belonging.pose))
    settings = spec.settings or ((belonging.setting,) if belonging.setting else ())
    spec = replace(spec, settings=settings)
    if belonging.thing is None:
        return spec
    thing = spec.index_of(belonging.thing, *belonging.instead)
    if thing is None and len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if thing is None:
        thing = len(spec.subjects)
        spec = replace(spec, subjects=(*spec.subjects, Subject(concept=belonging.thing, word=doer.word)))
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {index, thing})
    tie = Relation(kind=belonging.tie, subject=index, target=thing)
    return replace(spec, relations=(*kept, tie))


def _with_doers(spec: PictureSpec) -> PictureSpec:
    """`a car being washed by a bear`: the bear washes it; where nobody does, somebody is added."""
    for index, done in enumerate(spec.subjects):
        pose = done.pose or ""
        is_deed = pose in doing_names() or pose == _THEFT
        is_doer = can_act(done.concept) and not _is_taken_by_who_is_before(spec, index)
        if is_doer or not is_deed or object_relation(pose) is None:
            continue
        if pose in _BY_ENGINES and is_in(done.concept, "rideable"):
            spec = spec.with_subject(index, replace(done, pose=None))
            continue
        deed = pose
        spec = spec.with_subject(index, replace(done, pose=None))
        if can_act(done.concept):
            doer: int | None = index - 1
        else:
            doer = next((i for i, one in enumerate(spec.subjects) if _is_idle(one) and i != index), None)
        busy = _busy_before(spec, index) if doer is None else None
        if doer is None and busy is None and len(spec.subjects) >= MOST_SUBJECTS:
            continue
        if busy is not None:
            doer, pose = busy, spec.subjects[busy].pose or pose
        elif doer is None:
            doer = len(spec.subjects)
            worker = Subject(concept=_WORKERS.get(pose, _ANYBODY), word=done.word)
            spec = replace(spec, subjects=(*spec.subjects, worker))
        spec = spec.with_subject(doer, replace(spec.subjects[doer], pose=pose))
        kept = tuple(r for r in spec.relations if {r.subject, r.target} != {doer, index})
        tie = Relation(kind=RelationKind(object_relation(deed) or "beside"), subject=doer, target=index)
        spec = replace(spec, relations=(*kept, tie))
    return spec


def _is_taken_by_who_is_before(spec: PictureSpec, index: int) -> bool:
    """`eine Möwe ihr Sandwich stiehlt`: where the verb comes last, food is stolen and steals nothing."""
    thing, tied = spec.subjects[index], {i for r in spec.relations for i in (r.subject, r.target)}
    is_free = index > 0 and tied.isdisjoint((index - 1, index))
    return is_free and is_food(thing.concept) and _is_idle(spec.subjects[index - 1])


def _clothes_do_nothing(spec: PictureSpec) -> PictureSpec:
    """`un niño con impermeable saltando`: who wears or holds a thing does what was read as said of it."""
    for relation in spec.relations:
        who, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_own = relation.kind in {RelationKind.WEARING, RelationKind.HOLDING}
        if is_own and thing.pose and _is_idle(who) and not can_act(thing.concept):
            spec = spec.with_subject(relation.subject, replace(who, pose=thing.pose))
            spec = spec.with_subject(relation.target, replace(thing, pose=None))
    return spec


def _busy_before(spec: PictureSpec, index: int) -> int | None:
    """Who was named before the thing and is busy otherwise: `the bear fishes and catches a shoe`."""
    return next((i for i in range(index - 1, -1, -1) if is_animate(spec.subjects[i].concept)), None)


def _is_idle(one: Subject) -> bool:
    return is_animate(one.concept) and one.pose is None


def _luggage_is_led(spec: PictureSpec) -> PictureSpec:
    """Who drags a suitcase walks with its handle in hand."""
    for relation in spec.relations:
        who, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
        if who.pose in _DRAWN and thing.concept in _LUGGAGE and is_animate(who.concept):
            held = replace(relation, kind=RelationKind.HOLDING)
            spec = replace(spec, relations=tuple(held if r == relation else r for r in spec.relations))
            spec = spec.with_subject(relation.subject, replace(who, pose="walking"))
            spec = spec.with_subject(relation.target, replace(thing, count=1))
    return spec


def _thieves_take_what_is_in_it(spec: PictureSpec) -> PictureSpec:
    """`steals one from the basket`: what is taken is the food, and the basket stays where it is."""
    for relation in spec.relations:
        thief, vessel = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_theft = thief.pose == _THEFT and relation.kind is RelationKind.HOLDING
        food = next((i for i, one in enumerate(spec.subjects) if is_food(one.concept)), None)
        if not is_theft or not is_in(vessel.concept, "vessel") or food is None:
            continue
        if len(spec.subjects) >= MOST_SUBJECTS:
            return spec
        taken = replace(spec.subjects[food], count=1)
        held = replace(relation, target=len(spec.subjects))
        relations = tuple(held if r == relation else r for r in spec.relations)
        spec = replace(spec, subjects=(*spec.subjects, taken), relations=relations)
    return spec


def _hair_is_cut(spec: PictureSpec) -> PictureSpec:
    """Nobody is chopped: `a hairdresser cutting a man's hair`."""
    for relation in spec.relations:
        who, other = spec.subjects[relation.subject], spec.subjects[relation.target]
        if who.pose == "chopping" and is_animate(other.concept):
            spec = spec.with_subject(relation.subject, replace(who, pose="cutting_hair"))
    return spec


def _plumbers_are_indoors(spec: PictureSpec) -> PictureSpec:
    """Who mends a sink is in its bathroom, be it a bear."""
    is_at_sink = any(
        spec.subjects[r.subject].pose in doing_names() and spec.subjects[r.target].concept == _SINK
        for r in spec.relations
    )
    return replace(spec, settings=("bathroom",)) if is_at_sink and not spec.settings else spec


def _steps_are_ladders(spec: PictureSpec) -> PictureSpec:
    """Where one word is for both, who cleans windows or picks apples is on a ladder: `en una escalera`."""
    is_high = any(one.pose in _DONE_HIGH_UP for one in spec.subjects)
    steps = spec.index_of("stairs-steps", "sky-stairs")
    if not is_high or steps is None:
        return spec
    up = {i for i, one in enumerate(spec.subjects) if one.pose in _DONE_HIGH_UP}
    relations = tuple(
        replace(r, kind=RelationKind.ON) if r.subject in up and r.target == steps else r
        for r in spec.relations
    )
    spec = spec.with_subject(steps, replace(spec.subjects[steps], concept="ladder"))
    return replace(spec, relations=relations)


def _cooks_stay_below(spec: PictureSpec) -> PictureSpec:
    """`flipping a pizza in the air` is not done in the sky."""
    is_aloft = spec.settings[:1] == ("sky",)
    is_busy = any(one.pose in _DONE_BELOW or one.concept in _COOKS for one in spec.subjects)
    return replace(spec, settings=spec.settings[1:]) if is_aloft and is_busy else spec


def _bathers_swim(spec: PictureSpec) -> PictureSpec:
    """`si fa il bagno nel fiume`: who bathes in open water needs no tub."""
    if _WATERS.isdisjoint(spec.settings):
        return spec
    subjects = (replace(one, pose="swimming") if one.pose == "bathing" else one for one in spec.subjects)
    return replace(spec, subjects=tuple(subjects))


def _coils_have_a_core(spec: PictureSpec) -> PictureSpec:
    """A dragon around a castle is wound around it; a cat or a child around something just lies or holds."""
    for index, one in enumerate(spec.subjects):
        if one.pose != _COILING:
            continue
        if not is_in(one.concept, "winding") and is_animate(one.concept):
            is_hug = is_person(one.concept)
            curled = None if is_hug or one.state else CURLED
            pose = "hugging" if is_hug else "sleeping"
            spec = spec.with_subject(index, replace(one, pose=pose, state=one.state or curled))
            continue
        has_core = any(r.subject == index for r in spec.relations)
        place = next((name for name in spec.settings if name in _CORES), None)
        if has_core or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        core = Subject(concept=_CORES.get(place or "", _BRANCHED), word=one.word)
        tie = Relation(kind=RelationKind.BESIDE, subject=index, target=len(spec.subjects))
        spec = replace(spec, subjects=(*spec.subjects, core), relations=(*spec.relations, tie))
        if place is not None:
            spec = replace(spec, settings=("hills", *(name for name in spec.settings if name != place)))
    return spec


def _who_hides_below_crawls(spec: PictureSpec) -> PictureSpec:
    """`a child hiding under the bed` is on all fours: nobody stands there."""
    for relation in spec.relations:
        who, over = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_low = relation.kind is RelationKind.UNDER and over.concept in _LOW
        if is_low and is_person(who.concept) and who.pose in (None, "hiding", "sitting", "standing"):
            spec = spec.with_subject(relation.subject, replace(who, pose="crawling"))
    return spec


def _leaves_are_a_heap(spec: PictureSpec) -> PictureSpec:
    """Leaves that somebody sweeps or rakes lie on the ground together."""
    for relation in spec.relations:
        who, leaves = spec.subjects[relation.subject], spec.subjects[relation.target]
        if who.pose in _HEAPED and leaves.concept.startswith(_LEAF):
            spec = spec.with_subject(relation.target, replace(leaves, concept="leaf-pile", count=1))
    return spec


def _nets_are_mended_seated(spec: PictureSpec) -> PictureSpec:
    """Who repairs a fishing net sits with it spread over the knees."""
    for relation in spec.relations:
        who, net = spec.subjects[relation.subject], spec.subjects[relation.target]
        if who.pose == "repairing" and net.concept in _NETS:
            spec = spec.with_subject(relation.subject, replace(who, pose="mending_net"))
    return spec


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    *(_clothes_do_nothing, _with_doers, _luggage_is_led, _thieves_take_what_is_in_it, _hair_is_cut),
    *(_nets_are_mended_seated, _coils_have_a_core, _leaves_are_a_heap, _who_hides_below_crawls),
    *(_plumbers_are_indoors, _steps_are_ladders, _cooks_stay_below, _bathers_swim),
)
