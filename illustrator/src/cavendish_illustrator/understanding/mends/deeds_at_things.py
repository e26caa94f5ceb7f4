"""Sets who does something where the thing is: fists at a punching bag, a net in hand, nobody in a mirror."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.mends.hunters_and_fishers import hunters_chase
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_food, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_HANDLING, _LEADING, _HELPING, _LOADING = "handling", "leading", "helping", "loading"
_HITTING: Final = frozenset({None, "fighting", "boxing", _HANDLING, "kicking"})
_IDLE: Final = frozenset({None, "standing", "walking"})
_EXAMINING: Final = frozenset(
    {"examining", "grooming", "petting", "washing", "repairing", "bandaging", _HANDLING}
)
_CARD, _REFEREES = "referee-card", frozenset({"referee", "judge"})
_SURFER, _BOARD = "surfer", "surfboard"
_ON_THE_WAVE: Final = frozenset({None, "riding", "playing", "jumping", "flying", "falling", "surfing"})
_SWIMMING: Final = "swimming"
_WATERS: Final = frozenset({"lake", "river", "sea", "pond", "swimming_pool", "stream", "oasis"})
_CARRIED: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON})
_BABY, _SLEEPING = "baby", "sleeping"
_CONJURED: Final = ("rabbit", "rabbit-face", "dove", "bird", "cat")
_TALL_HATS: Final = ("hat", "top-hat", "wizard-hat", "bowler-hat")
_DRAWING_OUT: Final = frozenset({"pulling", "taking_out", "carrying", _HANDLING})
_ROWING: Final = frozenset({"rowing", "paddling", "sailing"})
_ANYBODY: Final = "person"
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
    spec = _rabbits_come_out_of_hats(_babies_are_held(_swimmers_are_in_water(_trades_are_theirs(spec))))
    spec = _off_duty(_cards_are_shown(_leads_are_drawn_taut(spec)))
    for relation in spec.relations:
        if relation in spec.relations and is_animate(spec.subjects[relation.subject].concept):
            for mend in _MENDS:
                spec = mend(spec, relation) if relation in spec.relations else spec
    return spec


def _leads_are_drawn_taut(spec: PictureSpec) -> PictureSpec:
    """The lead of an animal that is led is no thing that lies about."""
    leash = spec.index_of("dog-leash")
    is_led = any(one.pose == _LEADING for one in spec.subjects)
    if leash is None or not is_led:
        return spec
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i != leash])


def _swimmers_are_in_water(spec: PictureSpec) -> PictureSpec:
    """Who swims where no place was named does so in a lake, and nobody swims on its bank."""
    tied = {r.subject for r in spec.relations if r.kind in _CARRIED}
    swims = [i for i in _alive(spec) if spec.subjects[i].pose == _SWIMMING and i not in tied]
    if not swims or (spec.settings and spec.settings[0] not in _WATERS):
        return spec
    for index in swims:
        spec = spec.with_subject(index, replace(spec.subjects[index], is_in_water=True))
    return replace(spec, settings=spec.settings or ("lake",))


def _trades_are_theirs(spec: PictureSpec) -> PictureSpec:
    """`a robot babysitter` is one, and nobody stands beside the robot."""
    plain = " ".join(token.plain for token in tokenise(fold(spec.prompt)))
    for index, (one, trade) in enumerate(pairwise(spec.subjects)):
        is_somebody = trade.concept == _ANYBODY and is_animate(one.concept) and not is_person(one.concept)
        if not is_somebody or f"{fold(one.word)} {fold(trade.word)}" not in plain:
            continue
        spec = spec.with_subject(index, replace(one, pose=one.pose or trade.pose))
        moved = (replace(r, subject=index) if r.subject == index + 1 else r for r in spec.relations)
        spec = replace(spec, relations=tuple(moved))
        return spec.with_subjects([i for i in range(len(spec.subjects)) if i != index + 1])
    return spec


def _babies_are_held(spec: PictureSpec) -> PictureSpec:
    """A baby that nothing is said of is in the arms of the only one with it."""
    baby, grown = spec.index_of(_BABY), [i for i in _alive(spec) if spec.subjects[i].concept != _BABY]
    if baby is None or len(grown) != 1 or spec.subjects[baby].pose not in (None, _SLEEPING):
        return spec
    tied = {i for r in spec.relations for i in (r.subject, r.target)}
    who = spec.subjects[grown[0]]
    is_free = not tied & {baby, grown[0]} and who.pose in (*_IDLE, "swinging", "singing")
    if not is_free or not is_person(who.concept) or who.count > 1 or spec.subjects[baby].count > 1:
        return spec
    held = Relation(kind=RelationKind.HOLDING, subject=grown[0], target=baby)
    spec = spec.with_subject(grown[0], replace(who, pose=None))
    return replace(spec, relations=(*spec.relations, held))


def _rabbits_come_out_of_hats(spec: PictureSpec) -> PictureSpec:
    """`pulls a rabbit out of a hat`: it looks out of the hat, and who does it has a wand."""
    rabbit, hat = spec.index_of(*_CONJURED), spec.index_of(*_TALL_HATS)
    who = next((i for i in _alive(spec) if spec.subjects[i].pose in _DRAWING_OUT), None)
    if rabbit is None or hat is None or who is None or who == rabbit:
        return spec
    gone = {who, rabbit, hat}
    kept = tuple(r for r in spec.relations if not {r.subject, r.target} <= gone)
    inside = Relation(kind=RelationKind.INSIDE, subject=rabbit, target=hat)
    beside = Relation(kind=RelationKind.BESIDE, subject=who, target=hat)
    spec = spec.with_subject(who, replace(spec.subjects[who], pose="casting_spell"))
    spec = spec.with_subject(hat, replace(spec.subjects[hat], concept="top-hat", size="giant"))
    return replace(spec, relations=(*kept, inside, beside))


def _cards_are_shown(spec: PictureSpec) -> PictureSpec:
    """Whoever is named with a red card and is not the player is the referee, and holds it up."""
    card = spec.index_of(_CARD)
    who = next((i for i, one in enumerate(spec.subjects) if one.concept in _REFEREES), None)
    who = who if who is not None else next(_alive(spec), None)
    if card is None or who is None:
        return spec
    referee = replace(spec.subjects[who], pose="raising_hand")
    if referee.concept in _REFEREES:
        referee = replace(referee, concept="referee")
    held = Relation(kind=RelationKind.HOLDING, subject=who, target=card)
    kept = tuple(r for r in spec.relations if card not in (r.subject, r.target))
    return replace(spec.with_subject(who, referee), relations=(*kept, held))


def _alive(spec: PictureSpec) -> Iterator[int]:
    return (i for i, one in enumerate(spec.subjects) if is_animate(one.concept))


def _off_duty(spec: PictureSpec) -> PictureSpec:
    """A surfer who eats or carries the board is no icon of one on a wave."""
    for index, one in enumerate(spec.subjects):
        if one.concept != _SURFER or one.pose in _ON_THE_WAVE or one.count > 1:
            continue
        spec = spec.with_subject(index, replace(one, concept=one.head or "man"))
        settings = ("beach", *(name for name in spec.settings if name != "beach"))
        spec = replace(spec, settings=settings)
        if len(spec.subjects) < MOST_SUBJECTS and spec.index_of(_BOARD) is None:
            is_free = not any(r.subject == index and r.kind is RelationKind.HOLDING for r in spec.relations)
            kind = RelationKind.HOLDING if is_free else RelationKind.BESIDE
            board = Relation(kind=kind, subject=index, target=len(spec.subjects))
            thing = Subject(concept=_BOARD, word=one.word)
            spec = replace(spec, subjects=(*spec.subjects, thing), relations=(*spec.relations, board))
    return spec


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
    if tie.kind not in _TIED or (is_animate(thing.concept) and thing.concept != _BABY):
        return spec
    tall = real_height(thing.concept)
    if who.pose == _LOADING and tall <= _CARRIED_M and not is_in(thing.concept, "rideable"):
        spec = spec.with_subject(tie.subject, replace(who, pose="carrying"))
        return _with_tie(spec, tie, replace(tie, kind=RelationKind.HOLDING))
    is_held = (
        tall <= _HELD_M
        or thing.concept == _BABY
        or is_in(thing.concept, "instrument")
        or thing.concept in _ARMS
    )
    if who.pose != _HANDLING or not is_held or is_in(thing.concept, "too_big_to_hold"):
        return spec
    spec = spec.with_subject(tie.subject, replace(who, pose=None))
    return _with_tie(spec, tie, replace(tie, kind=RelationKind.HOLDING))


def _passengers_are_rowed(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`a gondolier rowing a couple`: they sit in the boat, too."""
    rower = spec.subjects[tie.subject]
    if rower.pose not in _ROWING or tie.kind not in _CARRIED:
        return spec
    aboard = [i for i in _alive(spec) if not _is_tied(spec, i) and spec.subjects[i].pose is None]
    sits = (Relation(kind=tie.kind, subject=i, target=tie.target) for i in aboard if i > tie.subject)
    return replace(spec, relations=(*spec.relations, *sits))


def _parcels_are_handed_over(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`delivering letters to a hedgehog`: the hedgehog gets them, and is not carried itself."""
    postman, other = spec.subjects[tie.subject], spec.subjects[tie.target]
    if postman.pose not in ("carrying", None) or tie.kind is not RelationKind.HOLDING or postman.count > 1:
        return spec
    verbs = tuple(read_topic("doers")["delivering"]["any"].split())
    if not any(token.plain.startswith(verbs) for token in tokenise(fold(spec.prompt))):
        return spec
    if is_animate(other.concept):
        if postman.concept != "postman" or len(spec.subjects) >= MOST_SUBJECTS:
            return spec
        spec = _with_tie(spec, tie, replace(tie, kind=RelationKind.BESIDE))
        letter = Relation(kind=RelationKind.HOLDING, subject=tie.subject, target=len(spec.subjects))
        subjects = (*spec.subjects, Subject(concept="envelope", word=postman.word))
        spec = replace(spec, subjects=subjects, relations=(*spec.relations, letter))
        return spec.with_subject(tie.subject, replace(postman, pose="giving"))
    getting = next((i for i in _alive(spec) if i > tie.target and not _is_tied(spec, i)), None)
    if getting is None:
        return spec
    spec = spec.with_subject(getting, replace(spec.subjects[getting], pose=None))
    return spec.with_subject(tie.subject, replace(postman, pose="giving"))


def _statues_are_carved(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """Whom a sculptor carves is of stone."""
    made = spec.subjects[tie.target]
    if spec.subjects[tie.subject].pose != "carving" or not is_animate(made.concept) or made.material:
        return spec
    return spec.with_subject(tie.target, replace(made, material="stone"))


def _flags_are_set_up(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """A flag that is planted does not grow in a bed."""
    who, flag = spec.subjects[tie.subject], spec.subjects[tie.target]
    if who.pose != "planting" or flag.concept != "flag":
        return spec
    return spec.with_subject(tie.subject, replace(who, pose=_HANDLING))


def _teeth_are_in_the_mouth(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`the teeth of a crocodile`, `a dog's paw`: it is the animal that is examined."""
    who, teeth = spec.subjects[tie.subject], spec.index_of("tooth", "paw-print-big")
    patient = next((i for i, one in enumerate(spec.subjects) if _is_another(one, i, tie.subject)), None)
    if teeth is None or who.pose not in _EXAMINING or patient is None:
        return spec
    gone = {tie.subject, patient}
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != gone)
    touched = Relation(kind=RelationKind.BESIDE, subject=tie.subject, target=patient)
    spec = replace(spec, relations=(*kept, touched))
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i != teeth])


def _is_another(one: Subject, index: int, doer: int) -> bool:
    return index != doer and is_animate(one.concept)


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
    others |= {r.subject for r in spec.relations if r.target == tie.subject and r.kind in _AT_IT}
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
    _passengers_are_rowed,
    _parcels_are_handed_over,
    _statues_are_carved,
    hunters_chase,
    _flags_are_set_up,
    _teeth_are_in_the_mouth,
    _flocks_are_herded,
    _nets_catch,
)
