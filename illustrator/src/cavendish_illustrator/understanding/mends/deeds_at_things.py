"""Sets who does something where the thing is: fists at a punching bag, a net in hand, nobody in a mirror."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_food, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_HANDLING, _LEADING, _HELPING, _LOADING = "handling", "leading", "helping", "loading"
_HITTING: Final = frozenset({None, "fighting", "boxing", _HANDLING, "kicking"})
_IDLE: Final = frozenset({None, "standing", "walking"})
_UPRIGHT: Final = frozenset({"door", "mirror", "hand-mirror", "blackboard", "whiteboard", "punching-bag"})
"""What nobody is in or on who is said to be at it."""
_AT_IT: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_TIED: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING})
_HELD_M: Final = 0.5
"""What is no taller is in the hands of who does something with it, and so are instruments and arms."""
_ARMS: Final = frozenset({"sword", "katana", "shield", "axe", "dagger", "spear", "bow-and-arrow"})
_CARRIED_M: Final = 0.8
_FLOCK: Final = 3
_MOVING: Final = frozenset({"pushing", "pulling"})
_CONVEYANCES: Final = frozenset(
    {
        *("manual-wheelchair", "motorized-wheelchair", "stroller", "sled", "wheelbarrow", "wooden-cart"),
        *("shopping-cart", "swing_set", "cart", "toy-car", "luggage", "tricycle", "bicycle", "sleigh"),
    }
)
"""What has no engine and takes somebody along."""
_CAUGHT_IN_AIR: Final = frozenset({"butterfly", "bee", "dragonfly", "fireflies", "beetle", "fly"})
_CUT_WITH_A_KNIFE: Final = frozenset({"wood", "log-pile", "plank", "grass"})


def with_deeds_at_things(spec: PictureSpec) -> PictureSpec:
    """Return the picture where the hands of who does something are at what it is done to."""
    if spec.kind is not Kind.SCENE:
        return spec
    spec = _leads_are_drawn_taut(spec)
    for relation in spec.relations:
        if relation in spec.relations and is_animate(spec.subjects[relation.subject].concept):
            for mend in _MENDS:
                spec = mend(spec, relation)
    return spec


def _leads_are_drawn_taut(spec: PictureSpec) -> PictureSpec:
    """The lead of an animal that is led is no thing that lies about."""
    leash = spec.index_of("dog-leash")
    is_led = any(one.pose == _LEADING for one in spec.subjects)
    if leash is None or not is_led:
        return spec
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i != leash])


def _animals_are_led(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`rolnik prowadzi krowę`: a car is driven and a cow led, by the same verb."""
    who, animal = spec.subjects[tie.subject], spec.subjects[tie.target]
    if tie.kind is not RelationKind.RIDING or not is_animal(animal.concept) or who.pose not in _IDLE:
        return spec
    verbs = frozenset(read_topic("doers")["leading"]["any"].split())
    if not any(token.plain in verbs for token in tokenise(fold(spec.prompt))):
        return spec
    spec = spec.with_subject(tie.subject, replace(who, pose=_LEADING))
    return _with_tie(spec, tie, replace(tie, kind=RelationKind.BESIDE))


def _nobody_is_in_a_door(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`knocking on a door`, `se mira en el espejo`: one stands before it."""
    thing = spec.subjects[tie.target]
    if tie.kind not in _AT_IT or thing.concept not in _UPRIGHT:
        return spec
    return _with_tie(spec, tie, replace(tie, kind=RelationKind.BESIDE))


def _bags_are_boxed(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """Who hits a punching bag has gloves on, and the fists at it."""
    who, thing = spec.subjects[tie.subject], spec.subjects[tie.target]
    if thing.concept != "punching-bag" or who.pose not in _HITTING:
        return spec
    return spec.with_subject(tie.subject, replace(who, pose="boxing"))


def _small_things_are_in_hand(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """Who polishes a shoe or counts coins has them in hand; who loads boxes carries one."""
    who, thing = spec.subjects[tie.subject], spec.subjects[tie.target]
    if tie.kind not in _TIED or is_animate(thing.concept):
        return spec
    tall = real_height(thing.concept)
    if who.pose == _LOADING and tall <= _CARRIED_M and not is_in(thing.concept, "rideable"):
        spec = spec.with_subject(tie.subject, replace(who, pose="carrying"))
        return _with_tie(spec, tie, replace(tie, kind=RelationKind.HOLDING))
    is_held = tall <= _HELD_M or is_in(thing.concept, "instrument") or thing.concept in _ARMS
    if who.pose != _HANDLING or not is_held or is_in(thing.concept, "too_big_to_hold"):
        return spec
    spec = spec.with_subject(tie.subject, replace(who, pose=None))
    return _with_tie(spec, tie, replace(tie, kind=RelationKind.HOLDING))


def _who_is_led_goes_along(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """People are led by the hand, and nobody rides what they lead."""
    who, other = spec.subjects[tie.subject], spec.subjects[tie.target]
    if who.pose == _LEADING and is_person(other.concept):
        return spec.with_subject(tie.subject, replace(who, pose=_HELPING))
    if who.pose == _HELPING and other.pose is None and is_person(other.concept):
        return spec.with_subject(tie.target, replace(other, pose="walking"))
    return spec


def _passengers_are_aboard(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`pushing her grandma in a wheelchair`: the grandmother sits in it, and who pushes walks."""
    mover = spec.subjects[tie.subject]
    if mover.pose not in _MOVING or tie.kind is not RelationKind.BESIDE:
        return spec
    own = {r.target for r in spec.relations if r.subject == tie.subject}
    others = own | {r.target for r in spec.relations if r.subject in own}
    others |= {i for i in range(tie.subject + 1, len(spec.subjects)) if not _is_tied(spec, i)}
    loads = [i for i in others if spec.subjects[i].concept in _CONVEYANCES]
    aboard = [i for i in sorted(others - set(loads)) if _may_be_moved(spec, i, mover.pose)]
    if not loads or not aboard or aboard[0] == tie.subject:
        return spec
    load, passenger = loads[0], aboard[0]
    gone = {tie.subject, load, passenger}
    kept = tuple(r for r in spec.relations if not {r.subject, r.target} <= gone)
    moves = Relation(kind=RelationKind.BESIDE, subject=tie.subject, target=load)
    sits = Relation(kind=RelationKind.INSIDE, subject=passenger, target=load)
    spec = spec.with_subject(passenger, replace(spec.subjects[passenger], pose=None))
    return replace(spec, relations=(*kept, moves, sits))


def _is_tied(spec: PictureSpec, index: int) -> bool:
    return any(index in (r.subject, r.target) for r in spec.relations)


def _may_be_moved(spec: PictureSpec, index: int, pose: str) -> bool:
    """Whether it is somebody small or sitting enough to be in what is moved, and not who moves it too."""
    one = spec.subjects[index]
    return is_animate(one.concept) and one.count == 1 and one.pose != pose


def _flocks_are_herded(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """Nobody herds a single sheep: the word is the same for many."""
    flock = spec.subjects[tie.target]
    if spec.subjects[tie.subject].pose != "herding" or flock.count > 1 or is_person(flock.concept):
        return spec
    return spec.with_subject(tie.target, replace(flock, count=_FLOCK))


def _nets_catch(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """What flies before a net is in the air, and only the net in hand."""
    who, caught = spec.subjects[tie.subject], spec.subjects[tie.target]
    is_catch = who.pose == "catching" and tie.kind is RelationKind.HOLDING
    if not is_catch or caught.concept not in _CAUGHT_IN_AIR:
        return spec
    return _with_tie(spec, tie, replace(tie, kind=RelationKind.BESIDE))


def _cloth_and_paper_are_cut_with_scissors(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """Ribbons, hair and paper lie on no chopping board."""
    who, thing = spec.subjects[tie.subject], spec.subjects[tie.target]
    is_kitchen_work = is_food(thing.concept) or thing.concept in _CUT_WITH_A_KNIFE
    if who.pose != "chopping" or tie.kind not in _TIED or is_kitchen_work or is_animate(thing.concept):
        return spec
    pose = "felling" if "tree" in thing.concept else "cutting"
    return spec.with_subject(tie.subject, replace(who, pose=pose))


def _with_tie(spec: PictureSpec, old: Relation, new: Relation) -> PictureSpec:
    return replace(spec, relations=tuple(new if r == old else r for r in spec.relations))


_MENDS: Final[tuple[Callable[[PictureSpec, Relation], PictureSpec], ...]] = (
    _animals_are_led,
    _nobody_is_in_a_door,
    _bags_are_boxed,
    _cloth_and_paper_are_cut_with_scissors,
    _small_things_are_in_hand,
    _who_is_led_goes_along,
    _passengers_are_aboard,
    _flocks_are_herded,
    _nets_catch,
)
