"""Mends a picture that was read word by word into one that could be meant."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.understanding.mends.birds_overhead import with_birds_overhead
from cavendish_illustrator.understanding.mends.on_the_roof import on_their_roofs
from cavendish_illustrator.understanding.mends.own_kind import beside_their_kind, with_flight_of_others
from cavendish_illustrator.understanding.mends.parts_of_houses import (
    HOUSES,
    cars_stay_outdoors,
    doors_belong_to_houses,
    roofs_belong_to_houses,
)
from cavendish_illustrator.understanding.mends.people_mends import with_people_meant
from cavendish_illustrator.understanding.mends.served_together import served
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_in, is_person

_FLOWN: Final = frozenset({"kite", "paper-plane", "small-airplane", "airplane"})
_TOYS: Final = frozenset({"kite", "paper-plane"})
_WINGED: Final = frozenset(
    {
        "honeybee",
        "butterfly",
        "eagle",
        "bat",
        "duck",
        "swan",
        "goose",
        "seagull",
        "dragon",
        "phoenix",
        "pelican",
    }
)
_AT_PLAY: Final = frozenset({"boy", "girl", "child"})
"""Their planes are toys."""
_KICKED: Final = frozenset({"soccer-ball", "basketball", "volleyball", "rugby-ball", "american-football"})
_SKY: Final = "sky"
_SOARING: Final = {"vulture": "eagle", "eagle": "eagle", "dove": "dove"}
"""What is in the sky, by the drawing of it that spreads its wings."""
_BOATS: Final = frozenset({"canoe", "sailboat"})
_BENCH_WORDS: Final = ("bank", "bänk")
_OPEN_LAND: Final = frozenset({"meadow", "park", "garden", "lake", "pond", "hills", "forest", "beach", "sky"})
_CARNIVAL: Final = "carnival"
_DRINKS: Final = frozenset(
    {"bottle-with-popping-cork", "lotion-bottle", "lemonade-glass", "wine-glass", "water-bottle", "bottle"}
)
_ROASTED: Final = frozenset({"marshmallow-stick"})
_GEAR: Final = {
    "surfer": "surfboard",
    "skater": "skateboard",
    "cyclist": "bicycle",
    "surfing": "surfboard",
    "skateboarding": "skateboard",
    "cycling": "bicycle",
}
"""What one has under one's feet, by who one is dressed as or what one does."""
_UMBRELLA: Final = frozenset({"umbrella"})
_SHELTERING: Final = frozenset({RelationKind.UNDER, RelationKind.BESIDE})
_PERCH: Final = "perch-tree"
_CLIMBED: Final = frozenset({_PERCH, "deciduous-tree", "birch-tree", "autumn-tree", "apple-tree"})
_HOMES: Final = frozenset({"house", "houses", "cottage", "hut", "half-timbered-house", "house-with-garden"})
_SHORES: Final = {"sea": "beach", "storm_sea": "cliff"}
_ABOARD: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON})
_ON_WATER: Final = frozenset(
    {"surfboard", "canoe", "sailboat", "ship", "speedboat", "pirate-ship", "person-surfing"}
)
_IN_WATER: Final = frozenset(
    {"mermaid", "merman", "merperson", "surfer", "person-surfing", "person-swimming"}
)
_ON_LAND: Final = frozenset(
    {"beach-parasol", "palm-tree", "deciduous-tree", "evergreen-tree", "umbrella-on-ground", "horse"}
)


def plausible(spec: PictureSpec) -> PictureSpec:
    """Return the picture with kites held, balls kicked, palms ashore and pumpkins carved."""
    for mend in (
        _children_fly_kites,
        _kites_are_held,
        _balls_are_kicked,
        _palms_stand_ashore,
        _sportsmen_have_their_gear,
        _boats_are_boarded,
        _pumpkins_are_carved,
        _marshmallows_are_held,
        cars_stay_outdoors,
        _umbrellas_shelter,
        _small_ones_perch,
        _pumpkins_stay_below,
        served,
        _glasses_are_filled,
        _benches_stand_outdoors,
        beside_their_kind,
        with_flight_of_others,
        on_their_roofs,
        roofs_belong_to_houses,
        _birds_fly_in_the_sky,
        with_birds_overhead,
        _northern_lights_are_seen_at_night,
        _balloons_meet_in_the_sky,
        _santa_has_a_sleigh,
        _boxes_with_somebody_in_are_open,
        doors_belong_to_houses,
        with_people_meant,
    ):
        spec = mend(spec)
    return spec


def _santa_has_a_sleigh(spec: PictureSpec) -> PictureSpec:
    """Where one word is for both, his is not the one that children have."""
    sled = spec.index_of("sled")
    if sled is None or spec.index_of("santa-claus") is None:
        return spec
    return spec.with_subject(sled, replace(spec.subjects[sled], concept="sleigh"))


def _balloons_meet_in_the_sky(spec: PictureSpec) -> PictureSpec:
    """A festival of balloons has many of them, and no street below."""
    index = spec.index_of("hot-air-balloon")
    if index is None or _CARNIVAL not in spec.settings or spec.subjects[index].count > 1:
        return spec
    rest = tuple(name for name in spec.settings if name not in (_CARNIVAL, "street"))
    many = spec.with_subject(index, replace(spec.subjects[index], count=5))
    return replace(many, settings=rest or ("hills",))


def _boxes_with_somebody_in_are_open(spec: PictureSpec) -> PictureSpec:
    box = spec.index_of("package")
    inside = (r.subject for r in spec.relations if r.target == box and r.kind is RelationKind.INSIDE)
    if box is None or not any(is_animate(spec.subjects[index].concept) for index in inside):
        return spec
    return spec.with_subject(box, replace(spec.subjects[box], concept="cardboard-box"))


def _northern_lights_are_seen_at_night(spec: PictureSpec) -> PictureSpec:
    is_dark = "aurora" in spec.settings and spec.time_of_day is None
    return replace(spec, time_of_day=TimeOfDay.NIGHT) if is_dark else spec


def _birds_fly_in_the_sky(spec: PictureSpec) -> PictureSpec:
    """Vultures for which a sky is named are in it, unless they do something or have a place."""
    if _SKY not in spec.settings:
        return spec
    bound = {index for relation in spec.relations for index in (relation.subject, relation.target)}
    subjects = tuple(
        replace(one, concept=_SOARING[one.concept], pose="flying")
        if one.concept in _SOARING and one.pose is None and one.spot is None and index not in bound
        else one
        for index, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _kites_are_held(spec: PictureSpec) -> PictureSpec:
    """Who flies a kite does not fly."""
    kite = spec.index_of(*_FLOWN)
    flyers = [i for i, s in enumerate(spec.subjects) if is_animate(s.concept) and s.pose == "flying"]
    if kite is not None and spec.subjects[kite].concept in _TOYS and not _is_related(spec, kite):
        flyers = flyers or [i for i, s in enumerate(spec.subjects) if _is_idle(s)]
    if kite is None or not flyers:
        return spec
    if spec.subjects[kite].concept not in _TOYS and spec.subjects[flyers[0]].concept not in _AT_PLAY:
        return _aboard(spec, flyers[0], kite)
    flyers = [i for i in flyers if _needs_wind(spec.subjects[i].concept)]
    if not flyers:
        return spec
    held = Relation(kind=RelationKind.HOLDING, subject=flyers[0], target=kite)
    spec = replace(spec, relations=(*(r for r in spec.relations if kite not in (r.subject, r.target)), held))
    for index in flyers:
        spec = spec.with_subject(index, replace(spec.subjects[index], pose="raising"))
    return spec.with_subject(kite, replace(spec.subjects[kite], count=1))


def _needs_wind(concept: str) -> bool:
    """Whether somebody who flies with a kite only flies the kite."""
    return is_person(concept) or not (is_in(concept, "perching") or concept in _WINGED)


def _umbrellas_shelter(spec: PictureSpec) -> PictureSpec:
    """Who is under an umbrella holds it, unless it stands on a beach."""
    shelter = spec.index_of(*_UMBRELLA)
    if shelter is None:
        return spec
    under = [r for r in spec.relations if r.target == shelter and r.kind in _SHELTERING]
    is_held = any(r.target == shelter and r.kind is RelationKind.HOLDING for r in spec.relations)
    if "beach" in spec.settings:
        standing = replace(spec.subjects[shelter], concept="umbrella-on-ground")
        return spec if is_held else spec.with_subject(shelter, standing)
    holders = [r for r in under if is_animate(spec.subjects[r.subject].concept)]
    if not holders or is_held:
        return spec
    held = Relation(kind=RelationKind.HOLDING, subject=holders[0].subject, target=shelter)
    return replace(spec, relations=(*(r for r in spec.relations if r not in under), held))


def _small_ones_perch(spec: PictureSpec) -> PictureSpec:
    """A squirrel on a tree sits on a branch of it, not on the crown."""
    for relation in spec.relations:
        who, tree = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_up = relation.kind in (RelationKind.ON, RelationKind.INSIDE, RelationKind.BESIDE)
        climbs = relation.kind is not RelationKind.BESIDE or tree.concept == _PERCH
        if (
            is_up
            and climbs
            and tree.concept in _CLIMBED
            and who.count == 1
            and is_in(who.concept, "perching")
        ):
            spec = spec.with_subject(relation.target, replace(tree, concept=_PERCH, count=1))
    return spec


def _pumpkins_stay_below(spec: PictureSpec) -> PictureSpec:
    """What is on a house's doorstep is before it; only who climbs or flies sits on its roof."""
    moved = []
    for relation in spec.relations:
        who, house = spec.subjects[relation.subject].concept, spec.subjects[relation.target].concept
        is_roof = relation.kind is RelationKind.ON and house in HOUSES and not is_animal(who)
        moved.append(replace(relation, kind=RelationKind.IN_FRONT) if is_roof else relation)
    return replace(spec, relations=tuple(moved))


def _is_related(spec: PictureSpec, index: int) -> bool:
    return any(index in (r.subject, r.target) for r in spec.relations)


def _is_idle(subject: Subject) -> bool:
    return is_person(subject.concept) and subject.pose is None


def _aboard(spec: PictureSpec, pilot: int, plane: int) -> PictureSpec:
    """Who flies a plane sits in it."""
    kept = tuple(r for r in spec.relations if {pilot, plane} != {r.subject, r.target})
    riding = Relation(kind=RelationKind.RIDING, subject=pilot, target=plane)
    return replace(spec, relations=(*kept, riding))


def _balls_are_kicked(spec: PictureSpec) -> PictureSpec:
    """A team has one ball, and it lies before their feet."""
    ball = spec.index_of(*_KICKED)
    holders = [r for r in spec.relations if r.target == ball and _is_play(spec, r)]
    if ball is None or not holders or not is_animate(spec.subjects[holders[0].subject].concept):
        return spec
    player = holders[0].subject
    if spec.subjects[player].pose not in (None, "playing", "running"):
        return spec
    kept = tuple(r for r in spec.relations if r not in holders)
    beside = Relation(kind=RelationKind.IN_FRONT, subject=ball, target=player)
    spec = replace(spec, relations=(*kept, beside))
    spec = spec.with_subject(ball, replace(spec.subjects[ball], count=1, size="small"))
    return spec.with_subject(player, replace(spec.subjects[player], pose="running"))


def _is_play(spec: PictureSpec, tie: Relation) -> bool:
    """Whether somebody has a ball to play with: in hand, or a child with one beside it."""
    is_child = tie.kind is RelationKind.BESIDE and spec.subjects[tie.subject].concept in _AT_PLAY
    return tie.kind is RelationKind.HOLDING or is_child


def _palms_stand_ashore(spec: PictureSpec) -> PictureSpec:
    """What grows or walks on land moves an open sea to its shore: nobody stands on the waves."""
    shore = _SHORES.get(spec.settings[0]) if spec.settings else None
    if shore is None or not spec.subjects:
        return spec
    houses = [one for one in spec.subjects if one.concept in _HOMES]
    if houses:
        return replace(spec, settings=("village" if houses[0].count > 1 else "cliff", *spec.settings))
    is_ashore = all(s.concept in _ON_LAND for s in spec.subjects)
    walks = any(
        is_person(s.concept) and s.concept not in _IN_WATER and s.pose != "swimming" for s in spec.subjects
    )
    is_aboard = any(r.kind in _ABOARD for r in spec.relations) or spec.index_of(*_ON_WATER) is not None
    return replace(spec, settings=(shore, *spec.settings)) if is_ashore or (walks and not is_aboard) else spec


def _sportsmen_have_their_gear(spec: PictureSpec) -> PictureSpec:
    """A dog that is a surfer stands on a board."""
    for index, subject in enumerate(spec.subjects):
        gear = _GEAR.get(subject.role or "") or _GEAR.get(subject.pose or "")
        is_riding = any(r.kind is RelationKind.RIDING and r.subject == index for r in spec.relations)
        if gear is None or is_riding or len(spec.subjects) >= MOST_SUBJECTS:
            continue
        thing = Subject(concept=gear, word=subject.word)
        if not is_animate(subject.concept):
            bare = spec.with_subject(index, replace(subject, pose=None))
            spec = replace(bare, subjects=(*bare.subjects, thing))
            continue
        riding = Relation(kind=RelationKind.RIDING, subject=index, target=len(spec.subjects))
        kept = None if subject.pose in _GEAR else subject.pose
        spec = spec.with_subject(index, replace(subject, role=None, pose=kept))
        spec = replace(spec, subjects=(*spec.subjects, thing), relations=(*spec.relations, riding))
    return spec


def _boats_are_boarded(spec: PictureSpec) -> PictureSpec:
    """Who fishes, sits or rows where there is a boat is in it: `fishing from a boat`."""
    boat = spec.index_of(*_BOATS)
    crew = [
        index
        for index, subject in enumerate(spec.subjects)
        if is_animate(subject.concept)
        and subject.pose in ("fishing", "sitting", "reading", "sleeping", "rowing", "throwing")
    ]
    if boat is None or not crew:
        return spec
    loose = tuple(
        r
        for r in spec.relations
        if r.kind is RelationKind.BESIDE and (r.subject, r.target) == (crew[-1], boat)
    )
    spec = replace(spec, relations=tuple(r for r in spec.relations if r not in loose))
    if any(boat in (r.subject, r.target) for r in spec.relations):
        return spec
    if spec.subjects[crew[-1]].pose == "rowing":
        spec = spec.with_subject(boat, replace(spec.subjects[boat], concept="canoe"))
    aboard = Relation(kind=RelationKind.INSIDE, subject=crew[-1], target=boat)
    return replace(spec, relations=(*spec.relations, aboard))


def _pumpkins_are_carved(spec: PictureSpec) -> PictureSpec:
    """At Halloween pumpkins have faces."""
    if "halloween" not in spec.settings:
        return spec
    carved = (
        replace(subject, concept="jack-o-lantern") if subject.concept == "pumpkin-whole" else subject
        for subject in spec.subjects
    )
    return replace(spec, subjects=tuple(carved))


def _marshmallows_are_held(spec: PictureSpec) -> PictureSpec:
    """Nobody lays them down at a fire."""
    sweet = spec.index_of(*_ROASTED)
    someone = next((i for i, s in enumerate(spec.subjects) if is_animate(s.concept)), None)
    if sweet is None or someone is None or any(sweet in (r.subject, r.target) for r in spec.relations):
        return spec
    held = Relation(kind=RelationKind.HOLDING, subject=someone, target=sweet)
    spec = spec.with_subject(sweet, replace(spec.subjects[sweet], count=1))
    return replace(spec, relations=(*spec.relations, held))


def _glasses_are_filled(spec: PictureSpec) -> PictureSpec:
    """`a bottle and two glasses` are to drink from; what is worn or is named alone is for the eyes."""
    index = spec.index_of("glasses")
    if index is None or _is_related(spec, index):
        return spec
    glasses = spec.subjects[index]
    has_drinks = glasses.count > 1 or any(subject.concept in _DRINKS for subject in spec.subjects)
    return (
        spec.with_subject(index, replace(glasses, concept="tumbler-glass", count=2)) if has_drinks else spec
    )


def _children_fly_kites(spec: PictureSpec) -> PictureSpec:
    """German `Drachen` in a child's hands is a kite."""
    index = spec.index_of("dragon")
    if index is None or not spec.subjects[index].word.startswith("drachen"):
        return spec
    ties = (r for r in spec.relations if index in (r.subject, r.target))
    others = {one for r in ties for one in (r.subject, r.target)} - {index}
    if not any(spec.subjects[one].concept in _AT_PLAY for one in others):
        return spec
    kept = tuple(r for r in spec.relations if index not in (r.subject, r.target))
    kite = replace(spec.subjects[index], concept="kite", count=1)
    return replace(spec.with_subject(index, kite), relations=kept)


def _benches_stand_outdoors(spec: PictureSpec) -> PictureSpec:
    """German `Bank` is a bench where land was named, and so is every bench that is not a couch by name."""
    index = spec.index_of("sofa")
    is_bench = index is not None and spec.subjects[index].word.startswith(_BENCH_WORDS)
    if index is None or not is_bench or not _OPEN_LAND.intersection(spec.settings):
        return spec
    return spec.with_subject(index, replace(spec.subjects[index], concept="bench"))
