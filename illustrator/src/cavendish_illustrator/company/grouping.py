"""Finds out of a prompt's subjects and relations who is drawn together with whom."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from cavendish_illustrator.company.deed_plans import find_deeds
from cavendish_illustrator.company.head_counts import SEVERAL
from cavendish_illustrator.company.joint_plans import Deed
from cavendish_illustrator.company.planner import TAKING, Plan, Planner, can_join, fits_seat
from cavendish_illustrator.company.quarrels import as_quarrel, quarrelled_about
from cavendish_illustrator.company.seats import BED, SEATS
from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.company.teams import DRAWN
from cavendish_illustrator.company.vehicles import VEHICLES, most_in
from cavendish_illustrator.figures.animals.animal_heads import rarely_seated
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.animals.living_things import comes_alive
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.doings.doings import doing_of, has_own_table
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.mends.on_the_roof import is_on_roofed_vehicle
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_food, is_in, is_person

PAIRS: Final = {
    "holding_hands": Scheme.HAND_IN_HAND,
    "hugging": Scheme.EMBRACE,
    "kissing": Scheme.EMBRACE,
    "dancing": Scheme.DANCE,
    "high_five": Scheme.HIGH_FIVE,
    "telling": Scheme.TALK,
    "arguing": Scheme.QUARREL,
    "fighting": Scheme.DUEL,
    "fencing_sport": Scheme.DUEL,
    "haggling": Scheme.TALK,
    "helping": Scheme.HAND_IN_HAND,
    "wrestling": Scheme.DUEL,
}
_MOST_MEMBERS: Final = {Scheme.HAND_IN_HAND: 5, Scheme.TABLE: 5, Scheme.LEASH: 3, Scheme.SEAT: 3}
_TABLE_POSES: Final = frozenset({"eating", "drinking", "playing", "cooking", "working"})
_TABLE_PLACES: Final = frozenset({"table_top"})
_FLOORLESS: Final = frozenset({"underwater", "coral_reef", "sky", "clouds"})
_TABLE: Final = "dining_table"
_NEVER_AT_TABLE: Final = frozenset(
    {"flying", "sleeping", "running", "jumping", "walking", "serving", "wondering_at"}
    | {"searching", "loading", "herding", "leading", "helping", "warming", "scaring", "carrying", "cutting"}
)
_GAMES: Final = frozenset(
    {
        "chess-pawn", "laptop", "desktop-computer", "microscope", "typewriter", "crystal-ball", "joker",
        "mahjong-red-dragon", "game-die", "dominoes", "playing-cards",
    }
)  # fmt: skip
_BOARD_GAMES: Final = frozenset({"chess-set", "chess-board", "chess-pawn", "dominoes", "playing-cards"})
_NEVER_LAID: Final = frozenset({"marshmallow-stick", "tray-of-drinks"})
_LARGEST_TEAM: Final = 4
_LEAST_DRAUGHT_M: Final = 0.4
_SNOWMEN: Final = frozenset({"snowman", "snowman-without-snow"})
_MOST_BUILDERS: Final = 4
_LARGEST_CARRIED_M: Final = 0.75
_CHILDREN: Final = frozenset({"child", "girl", "boy"})
_TAKEN_UP: Final = frozenset({"hugging", "carrying", "rescuing"})
_ON_TOP: Final = frozenset({RelationKind.ON, RelationKind.RIDING})
_RIDDEN: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON})
_MOST_LED: Final = 5
_MOVING: Final = {"pushing": Scheme.PUSH, "pulling": Scheme.PULL}
_MOST_MOVERS: Final = 2
_LEADING: Final = "leading"
_GOING: Final = frozenset({"walking", "running", _LEADING})


def plan_company(spec: PictureSpec) -> tuple[Plan, ...]:
    """Who is drawn as one figure, the closest ties first; nobody belongs to two."""
    planner = Planner(spec)
    plans: list[Plan] = []
    for find in (_teams, _conveyed, _vehicles, _deeds, _builders, _arms, _seats, _pairs, _leads, _tables):
        for plan in find(planner):
            is_free = plan.uses().isdisjoint(planner.taken - _held_targets(spec))
            if is_free and not _is_asked_apart(spec, plan) and not _is_table_adrift(spec, plan):
                plans.append(plan)
                planner.taken |= plan.uses()
    return tuple(plans)


def _is_asked_apart(spec: PictureSpec, plan: Plan) -> bool:
    """Whether the prompt wants them on different sides; a table that was named has two sides itself."""
    spots = (spec.subjects[index].spot for index in plan.uses())
    columns = {spot.across for spot in spots if spot is not None and spot.across}
    is_played = any(spec.subjects[index].concept in _BOARD_GAMES for index in plan.things)
    is_named = is_played or plan.prop is not None or not _TABLE_PLACES.isdisjoint(spec.settings)
    return len(columns) > 1 and not (plan.scheme is Scheme.TABLE and is_named)


def _is_table_adrift(spec: PictureSpec, plan: Plan) -> bool:
    """Whether it is a table that nobody named, where there is no floor: in the sea or in the sky."""
    is_played = any(spec.subjects[index].concept in _BOARD_GAMES for index in plan.things)
    is_afloat = not _FLOORLESS.isdisjoint(spec.settings[:1]) and plan.scheme is Scheme.TABLE
    return is_afloat and plan.prop is None and not is_played


def _held_targets(spec: PictureSpec) -> frozenset[int]:
    return frozenset(r.target for r in spec.relations if r.kind in TAKING)


def _teams(planner: Planner) -> Iterator[Plan]:
    """A sleigh or a carriage with who is in it, behind the animals that draw it or do nothing else."""
    for vehicle, subject in enumerate(planner.spec.subjects):
        facts = DRAWN.get(subject.concept)
        if facts is None or subject.count != 1:
            continue
        tied = [r for r in planner.spec.relations if r.target == vehicle]
        riders = [r.subject for r in tied if r.kind in _RIDDEN and is_person(planner.concept(r.subject))]
        team = [index for index in planner.free() if _may_draw(planner, index, vehicle)]
        count = planner.people_of(team)
        is_used = bool(team) or (bool(riders) and subject.concept not in VEHICLES)
        if is_used and count <= _LARGEST_TEAM and planner.people_of(riders) <= facts.most:
            yield Plan(Scheme.TEAM, (*riders, *team), prop=vehicle)


def _may_draw(planner: Planner, index: int, vehicle: int) -> bool:
    if not is_animal(planner.concept(index)) or real_height(planner.concept(index)) < _LEAST_DRAUGHT_M:
        return False
    own = [r for r in planner.spec.relations if index in (r.subject, r.target)]
    if _pose(planner, index) == "pulling":
        return all(r.target == vehicle for r in own)
    return not own and _pose(planner, index) in (None, "walking", "running", "flying")


def _conveyed(planner: Planner) -> Iterator[Plan]:
    """Somebody who pushes or pulls what another is in."""
    for mover, load in planner.related(frozenset({RelationKind.BESIDE})):
        scheme = _MOVING.get(_pose(planner, mover) or "")
        if scheme is None or mover not in planner.free() or planner.people_of([mover]) > _MOST_MOVERS:
            continue
        aboard = [r.subject for r in planner.spec.relations if r.target == load and r.kind in _RIDDEN]
        if aboard != [mover] and set(aboard) <= set(planner.free()) and planner.people_of(aboard) == 1:
            yield Plan(scheme, (mover, *aboard), prop=load)


def _vehicles(planner: Planner) -> Iterator[Plan]:
    for rider, vehicle in planner.related(_RIDDEN):
        most = most_in(planner.concept(vehicle))
        if not most or not _may_drive(planner, rider) or vehicle in planner.taken:
            continue
        if is_on_roofed_vehicle(planner.concept(vehicle), _pose(planner, rider)):
            continue
        members = [*planner.with_those_before(rider), *planner.sharing(rider)]
        while len(members) > 1 and planner.people_of(members) > most:
            members = members[1:]
        is_alone_on_animal = is_animate(planner.concept(vehicle)) and planner.people_of(members) == 1
        is_one = planner.spec.subjects[vehicle].count == 1 and not is_alone_on_animal
        if planner.people_of(members) <= most and is_one:
            yield Plan(Scheme.VEHICLE, tuple(members), prop=vehicle)


def _may_drive(planner: Planner, rider: int) -> bool:
    """Whether they are somebody, or one thing with a face that is said to ride."""
    one = planner.spec.subjects[rider]
    rides = any(r.kind is RelationKind.RIDING and r.subject == rider for r in planner.spec.relations)
    is_thing = rides and rider not in planner.taken and one.count == 1 and comes_alive(one.concept)
    return is_thing or rider in planner.free()


def _deeds(planner: Planner) -> Iterator[Plan]:
    for deed in find_deeds(planner.spec, planner.free(), planner.taken):
        things = () if deed.thing is None else (deed.thing, *_cut_with_it(planner, deed))
        yield Plan(deed.scheme, (deed.doer, *deed.others), things=things)


def _cut_with_it(planner: Planner, deed: Deed) -> tuple[int, ...]:
    """What else there is to eat is on the table too: the carrots with the tomatoes."""
    if deed.scheme is not Scheme.TABLE:
        return ()
    tied = {i for r in planner.spec.relations for i in (r.subject, r.target)}
    everything = range(len(planner.spec.subjects))
    return tuple(i for i in everything if i not in tied and is_food(planner.concept(i)))


def _builders(planner: Planner) -> Iterator[Plan]:
    """Who is beside a snowman has a hand in it."""
    for builder, snowman in planner.related(frozenset({RelationKind.BESIDE})):
        is_one = planner.concept(snowman) in _SNOWMEN and planner.members_of(snowman) == 1
        if not is_one or builder not in planner.free() or not _is_calm(planner, builder):
            continue
        members = [*planner.with_those_before(builder), *planner.sharing(builder)]
        if planner.people_of(members) <= _MOST_BUILDERS:
            yield Plan(Scheme.BUILD, tuple(members), things=(snowman,))


def _is_calm(planner: Planner, index: int) -> bool:
    concept = planner.concept(index)
    has_hands = concept in role_names() or concept in FACES or concept in SEVERAL
    return has_hands and _pose(planner, index) in (None, "standing", "playing", "working")


def _arms(planner: Planner) -> Iterator[Plan]:
    for relation in planner.spec.relations:
        small = planner.spec.subjects[relation.target]
        is_small = real_height(small.concept) <= _LARGEST_CARRIED_M and small.count == 1 and not small.size
        is_embraced = relation.kind is RelationKind.BESIDE and (
            _pose(planner, relation.subject) in _TAKEN_UP or _is_with_baby(planner, relation)
        )
        is_taken = relation.kind is RelationKind.HOLDING or is_embraced
        if not is_taken or _is_in_bed(planner, relation.subject):
            continue
        is_child = small.concept in _CHILDREN and _pose(planner, relation.subject) in _TAKEN_UP - {"hugging"}
        is_small = (is_small and _is_carried(small.concept)) or (is_child and small.count == 1)
        if is_small and planner.concept(relation.subject) in role_names():
            yield Plan(Scheme.IN_ARMS, (relation.subject, relation.target))


def _is_with_baby(planner: Planner, relation: Relation) -> bool:
    """Whether somebody grown is with a baby that does nothing by itself."""
    is_baby = planner.concept(relation.target) == "baby" and _pose(planner, relation.target) is None
    is_idle = _pose(planner, relation.subject) in (None, "standing", "walking", "shopping")
    return is_baby and is_idle and real_height(planner.concept(relation.subject)) > real_height("boy")


def _is_in_bed(planner: Planner, index: int) -> bool:
    return any(
        r.subject == index and r.kind is RelationKind.INSIDE and planner.concept(r.target) == BED
        for r in planner.spec.relations
    )


def _is_carried(concept: str) -> bool:
    return concept in FACES or is_animal(concept) or concept in ("baby", "teddy-bear")


def _pose(planner: Planner, index: int) -> str | None:
    return planner.spec.subjects[index].pose


def _seats(planner: Planner) -> Iterator[Plan]:
    for sitter, seat in planner.related(
        frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.RIDING})
    ):
        facts = SEATS.get(planner.concept(seat))
        if planner.concept(seat) == BED and not _is_in_bed(planner, sitter):
            continue
        if facts is None or sitter not in planner.free() or seat in planner.taken:
            continue
        before = planner.with_those_before(sitter)
        members = [*before, *planner.petted_by(sitter), *planner.sharing(sitter)]
        while len(members) > 1 and planner.people_of(members) > facts.places:
            members = members[1:]
        if planner.people_of(members) <= facts.places and all(fits_seat(planner, m) for m in members):
            yield Plan(Scheme.SEAT, tuple(members), prop=seat)


def _pairs(planner: Planner) -> Iterator[Plan]:
    for index in planner.free():
        scheme = PAIRS.get(_pose(planner, index) or "")
        if scheme is None or index in planner.taken:
            continue
        own = [r for r in planner.spec.relations if r.subject == index]
        scheme = as_quarrel(planner.spec, index, scheme)
        about = quarrelled_about(planner.spec, index) if scheme is Scheme.QUARREL else None
        targets = [r.target for r in own if r.kind is not RelationKind.RIDING and r.target != about]
        others = [target for target in targets if _is_partner(planner, target)]
        members = [index, *others] if others else planner.with_those_before(index)
        count = planner.people_of(members)
        if 2 <= count <= _MOST_MEMBERS.get(scheme, 2):
            yield Plan(scheme, tuple(members), things=() if about is None else (about,))


def _is_partner(planner: Planner, index: int) -> bool:
    return can_join(planner.concept(index)) and index not in planner.taken


def _leads(planner: Planner) -> Iterator[Plan]:
    related = planner.related(frozenset({RelationKind.BESIDE, RelationKind.HOLDING}))
    free = planner.free()
    for owner, pet in (*related, *pairwise(free)):
        is_race = _pose(planner, owner) == _pose(planner, pet) == "running"
        is_walk = _pose(planner, owner) in _GOING and not is_race
        is_free = pet not in planner.taken - _held_targets(planner.spec)
        is_one = planner.members_of(owner) == 1 and _has_hands(planner.concept(owner))
        is_led = _is_on_lead(planner, owner, pet) and planner.members_of(pet) <= _MOST_LED
        if is_walk and is_free and is_led and is_one:
            yield Plan(Scheme.LEASH, (owner, pet))


def _is_on_lead(planner: Planner, owner: int, pet: int) -> bool:
    """Whether it is a dog that is walked, or any animal that is said to be led."""
    is_said = _pose(planner, owner) == _LEADING and is_animal(planner.concept(pet))
    return is_said or is_in(planner.concept(pet), "dog")


def _has_hands(concept: str) -> bool:
    return concept in role_names() or concept in FACES or concept == "robot"


def _tables(planner: Planner) -> Iterator[Plan]:
    """Several at a table, or people with something that belongs on one."""
    sitting = [index for index in planner.free() if _may_sit_at_table(planner, index)]
    count = planner.people_of(sitting)
    on_top = {r.subject for r in planner.spec.relations if r.kind in _ON_TOP}
    if not sitting or count > _MOST_MEMBERS[Scheme.TABLE] or not on_top.isdisjoint(sitting):
        return
    everything = range(len(planner.spec.subjects))
    holding = (r.target for r in planner.spec.relations if r.kind is RelationKind.HOLDING)
    held = {i for i in holding if _is_laid(planner.concept(i))}
    open_to = [i for i in everything if i not in planner.taken or i in held]
    shown = _shown_by_doings(planner)
    laid = tuple(i for i in open_to if _is_laid(planner.concept(i)) and planner.concept(i) not in shown)
    table = next((i for i in everything if planner.concept(i) == _TABLE), None)
    is_named = table is not None or not _TABLE_PLACES.isdisjoint(planner.spec.settings)
    has_people = any(is_person(planner.concept(i)) for i in sitting)
    is_sociable = count > 1 or has_people or any(_pose(planner, i) in _TABLE_POSES for i in sitting)
    is_at_work = any(_pose(planner, i) == "working" for i in sitting)
    if not is_named and any(_pose(planner, i) == "reading" for i in sitting) and len(held) == len(laid):
        return
    is_playing = any(planner.concept(i) in _BOARD_GAMES for i in laid)
    has_cause = is_playing or (has_people and len(held) < len(laid)) or (laid and (count > 1 or is_at_work))
    if (is_named and is_sociable) or has_cause:
        yield Plan(Scheme.TABLE, tuple(sitting), prop=table, things=laid)


def _shown_by_doings(planner: Planner) -> frozenset[str]:
    """What is in the pot that somebody cooks at lies on no table."""
    doings = filter(None, (doing_of(subject.pose) for subject in planner.spec.subjects))
    return frozenset().union(*(doing.shows for doing in doings))


def _may_sit_at_table(planner: Planner, index: int) -> bool:
    concept = planner.concept(index)
    is_riding = any(r.subject == index and r.kind is RelationKind.RIDING for r in planner.spec.relations)
    if is_riding or (concept in rarely_seated() and not _is_table_meant(planner, index)):
        return False  # hens and eggs are no tea party
    pose = _pose(planner, index)
    has_table = pose in _NEVER_AT_TABLE or (pose not in _TABLE_POSES and has_own_table(pose))
    is_guest = concept in FACES or concept == "robot" or is_person(concept) or _has_tea(planner, index)
    return is_guest and not has_table


def _has_tea(planner: Planner, index: int) -> bool:
    """Whether an animal without a body to sit with drinks from a cup: a dragon at a tea party."""
    is_poured = any(one.concept == "hot-beverage" for one in planner.spec.subjects)
    return is_poured and _pose(planner, index) == "drinking" and is_animal(planner.concept(index))


def _is_table_meant(planner: Planner, index: int) -> bool:
    """Whether there is a table, a game, or the doing of somebody who sits at one."""
    concepts = {planner.concept(i) for i in range(len(planner.spec.subjects))}
    is_named = _TABLE in concepts or not _TABLE_PLACES.isdisjoint(planner.spec.settings)
    is_at_work = _pose(planner, index) in ("cooking", "working") or _has_tea(planner, index)
    return is_named or is_at_work or not _BOARD_GAMES.isdisjoint(concepts)


def _is_laid(concept: str) -> bool:
    if concept in _NEVER_LAID:
        return False
    return belongs_on_table(concept) or concept in _GAMES
