"""Sorts a prompt's subjects into figures: who wears, holds or rides what, and how many of each there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.company.head_counts import SEVERAL
from cavendish_illustrator.company.planner import Plan
from cavendish_illustrator.company.riding import has_saddle
from cavendish_illustrator.company.seats import SEATS
from cavendish_illustrator.company.setting_choice import is_for_each
from cavendish_illustrator.company.vehicles import VEHICLES
from cavendish_illustrator.figures.animals.animals import sleeps_curled
from cavendish_illustrator.figures.animals.perching import UNDERFOOT
from cavendish_illustrator.figures.clothing.wearing import WEARABLE
from cavendish_illustrator.figures.doings.animal_meals import eating_as_animals
from cavendish_illustrator.figures.doings.doings import doing_of, is_for_each_doer
from cavendish_illustrator.figures.doings.stations import at_their_stations
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.figures.drawings.drawing_names import drawable, find_alias, is_tile
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.drawings.thing_states import STACKED
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.staging.contents import contents_of, has_shoulders, hidden_by_sleepers
from cavendish_illustrator.staging.parts_played import (
    armed,
    doing_their_part,
    in_the_mood,
    lacks_cover,
    saddled,
    seated_at_picnic,
)
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate

MOST_OF_A_KIND = 24
_CHILD_M = 1.4
_ALONE = frozenset({"selfie", "phoning", "photographing", "conducting", "cooking"})
"""What one of a group does for all."""
_SHARED = frozenset({"kite"})
"""What several hold one of."""
_PARENTS = 2
_YOUNG = {"duck": "duckling", "hen": "baby-chick", "chicken": "baby-chick", "rooster": "baby-chick"}
"""What the young of a family look like, where not like their parents."""
_STANDING_IN = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.BESIDE})
_MOST_CARRIED = 0.76
"""The height of what somebody carries on shoulders or head, in parts of their own."""
_TAKING = {RelationKind.WEARING, RelationKind.HOLDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A subject's place in the picture: its cast and its number in the spec."""

    index: int
    cast: Cast
    count: int


@dataclass(slots=True)
class Casting:
    """All roles of a picture, with what could not be drawn."""

    roles: list[Role]
    missing: list[str]
    shown: list[str]
    """What the drawing of another thing contains: a cake's candles, a painter's easel."""


_PARTS = {
    "birthday-cake": frozenset({"candle"}),
    "steaming-bowl": frozenset({"chopsticks", "egg", "spaghetti"}),
    "ramen-bowl": frozenset({"chopsticks", "egg", "spaghetti", "fried-egg"}),
    "avocado-toast": frozenset({"avocado", "egg", "fried-egg"}),
    "strudel": frozenset({"red-apple"}),
    "orange-juice": frozenset({"tangerine"}),
    "guacamole-bowl": frozenset({"nachos", "avocado"}),
    "cheese-board": frozenset({"grapes", "cheese-wedge", "cutting-board"}),
    "rice-plate": frozenset({"mushroom"}),
    "pancakes": frozenset({"butter", "honey-pot"}),
    "nest-with-eggs": frozenset({"egg"}),
    "cotton-candy": frozenset({"candy"}),
    "pot-of-food": frozenset({"soup-bowl"}),
    "spaghetti": frozenset({"fork-and-knife-with-plate"}),
    "fried-egg": frozenset({"egg"}),
}
"""What the drawings of things contain."""
_GROUPS = {
    "couple": ("woman", "man"),
    "old-couple": ("old-woman", "old-man"),
    "newlyweds": ("bride", "groom"),
    "family": ("man", "woman", "girl", "boy"),
    "friends": ("woman", "man", "girl", "boy"),
    "crowd": ("man", "woman", "girl", "man", "woman", "boy", "old-man", "woman", "man"),
    "parents": ("man", "woman"),
    "children": ("girl", "boy", "girl"),
    "people": ("woman", "man", "girl"),
    "team": ("man", "woman", "man", "woman"),
    "band": ("musician", "singer", "saxophonist"),
    "orchestra": ("violinist", "trumpeter", "accordionist", "flutist"),
    "choir": ("chorister", "chorister", "chorister", "chorister", "chorister"),
}
"""Words for several people, spelled out."""
_KIN = frozenset({"family", "parents"})
"""Groups whose members have the same skin."""


def _members(index: int, cast: Cast, count: int, seed: int) -> list[Cast]:
    """Everybody a role stands for, one by one."""
    subject = cast.subject
    if subject.concept in _GROUPS:
        roles = _group_roles(index, subject, seed)
        return [role.cast for role in roles[: SEVERAL.get(subject.concept, len(roles))]]
    single = replace(subject, count=1)
    return [replace(cast, subject=single, variant=cast.variant + copy) for copy in range(count)]


def _joined(spec: PictureSpec, plans: Sequence[Plan], roles: list[Role], seed: int) -> list[Role]:
    """Put those who do something together into one role."""
    by_index = {role.index: role for role in roles}
    for plan in plans:
        present = [by_index[index] for index in plan.members if index in by_index]
        if len(present) != len(plan.members):
            continue
        casts = [cast for role in present for cast in _members(role.index, role.cast, role.count, seed)]
        casts = [
            replace(cast, mount=_still_ridden(plan, cast), held=_still_held(spec, plan, cast))
            for cast in casts
        ]
        if plan.scheme in (Scheme.TABLE, Scheme.HAND_IN_HAND):
            casts.sort(key=lambda cast: (_column(cast), real_height(cast.subject.concept) < _CHILD_M))
        lead = replace(
            casts[0],
            scheme=plan.scheme,
            company=tuple(casts[1:]),
            prop=None if plan.prop is None else spec.subjects[plan.prop],
            things=tuple(_laid(spec, index, len(casts)) for index in plan.things),
        )
        first = present[0]
        by_index[first.index] = Role(index=first.index, cast=lead, count=1)
        for index in plan.uses() - {first.index}:
            by_index.pop(index, None)
    return [by_index[index] for index in sorted(by_index)]


def _column(cast: Cast) -> int:
    """From left to right as the prompt says."""
    across = cast.subject.spot.across if cast.subject.spot is not None else ""
    return {"left": 0, "right": 2}.get(across, 1)


def _laid(spec: PictureSpec, index: int, members: int) -> Subject:
    """A thing on the table; of what somebody drinks or eats there, everybody has one."""
    thing = spec.subjects[index]
    is_served = any(r.kind is RelationKind.HOLDING and r.target == index for r in spec.relations)
    return replace(thing, count=members) if is_for_each(thing.concept, is_served=is_served) else thing


def _still_ridden(plan: Plan, cast: Cast) -> Subject | None:
    """A mount goes into a fight; in a vehicle or at a table nobody has one."""
    return cast.mount if plan.scheme is Scheme.DUEL else None


def _still_held(spec: PictureSpec, plan: Plan, cast: Cast) -> tuple[Subject, ...]:
    """What stays in hand: no other member of the scheme, and nothing that lies on its table."""
    elsewhere = [spec.subjects[index] for index in (*plan.members, *plan.things)]
    return tuple(thing for thing in cast.held if thing not in elsewhere)


def _look_number(spec: PictureSpec, index: int) -> int:
    """Which of the looks a subject has; somebody in a story keeps theirs from panel to panel."""
    concept = spec.subjects[index].concept
    return spec.recurring.index(concept) if concept in spec.recurring else index


def _group_roles(index: int, subject: Subject, seed: int, shared: tuple[Subject, ...] = ()) -> list[Role]:
    doing = doing_of(subject.pose)
    tool = Subject(concept=doing.tool, word=subject.word) if doing is not None and doing.tool else None
    if subject.concept in _KIN and subject.skin is None:
        subject = replace(subject, skin=(seed * 2 + 1) % 5)
    found = []
    for k, name in enumerate(_GROUPS[subject.concept]):
        is_doing = doing is not None and (k == 0 or subject.pose not in _ALONE)
        cast = Cast(
            subject=replace(
                subject, concept=name, count=1, pose=subject.pose if is_doing or not doing else None
            ),
            variant=seed % 7 + k * 3,
            doing=subject.pose if is_doing else None,
            has_scenery=not k or is_for_each_doer(subject.pose),
            arms=doing.arms if doing is not None and is_doing else None,
            held=(tool,) if tool is not None and is_doing else shared[: 1 - k] if k < 1 else (),
        )
        found.append(Role(index=index, cast=cast, count=1))
    return found


def cast_roles(
    spec: PictureSpec, seed: int, painted: frozenset[str] = frozenset(), *, is_joining: bool = True
) -> Casting:
    """Compose riders, wearers and holders, and those who do something together unless told not to.

    `painted` are concepts the setting itself already shows.
    """
    spec = armed(in_the_mood(doing_their_part(seated_at_picnic(spec, frozenset(_GROUPS)))))
    spec = with_chosen_drawings(at_their_stations(eating_as_animals(spec)))
    plans = plan_company(spec) if is_joining else ()
    joined = {index for plan in plans for index in plan.members}
    consumed = {r.target for r in spec.relations if r.kind in _TAKING and r.subject != r.target} - joined
    consumed |= {r.target for r in spec.relations if _is_mounted(spec, r)}
    riders = {r.subject: r.target for r in spec.relations if _is_mounted(spec, r)}
    contents = contents_of(spec)
    consumed |= {one for found in contents.values() for one in found} | hidden_by_sleepers(spec)
    carried, grounds = _carried_on_top(spec), _grounds(spec)
    consumed |= set(carried.values()) | set(grounds.values())
    shown = {s.concept for s in spec.subjects} & _already_shown(spec)
    painted = (painted | shown) - _carriers(spec)
    casting = Casting([], _unwearable(spec), sorted(shown))
    for index, subject in enumerate(spec.subjects):
        if index in consumed or subject.concept in painted or subject.concept in spec.excluded:
            continue
        if is_tile(subject.concept) and subject.concept not in _GROUPS:
            continue
        if not drawable(subject.concept) and subject.concept not in _GROUPS:
            casting.missing.append(subject.word)
            continue
        mount, content = riders.get(index), contents.get(index, ())
        doing = doing_of(subject.pose)
        cast = Cast(
            subject=_looking_out(spec, index),
            worn=_linked(spec, index, RelationKind.WEARING),
            held=_in_hand(spec, index),
            held_content=_in_held(spec, index, contents),
            on_top=spec.subjects[carried[index]] if index in carried else None,
            underfoot=spec.subjects[grounds[index]] if index in grounds else None,
            doing=subject.pose,
            has_scenery=subject.pose != "hiding" or lacks_cover(spec, index),
            arms=doing.arms if doing is not None else None,
            mount=saddled(spec.subjects[mount]) if mount is not None else None,
            content=spec.subjects[content[0]] if content else None,
            more_content=tuple(spec.subjects[one] for one in content[1:]),
            variant=seed % 7 + _look_number(spec, index),
        )
        count = 1 if subject.state == STACKED else max(1, min(subject.count, MOST_OF_A_KIND))
        casting.roles.append(Role(index=index, cast=cast, count=count))
    casting.roles = _spelled_out(_joined(spec, plans, casting.roles, seed), seed)
    return casting


def _carriers(spec: PictureSpec) -> frozenset[str]:
    """What something is on is drawn for it, though the place has one, too."""
    return frozenset(spec.subjects[r.target].concept for r in spec.relations if r.kind is RelationKind.ON)


def _spelled_out(roles: list[Role], seed: int) -> list[Role]:
    """Replace words for several people by those people, unless a scheme has them."""
    found: list[Role] = []
    for role in roles:
        is_group = role.cast.subject.concept in _GROUPS and role.cast.scheme is None
        if not is_group:
            found.append(role)
            continue
        members = _group_roles(role.index, role.cast.subject, seed, role.cast.held)
        found += members[: role.cast.subject.count] if role.cast.subject.count > 1 else members
    return found


def _is_mounted(spec: PictureSpec, relation: Relation) -> bool:
    """Whether somebody is drawn on the back of what is ridden; beside anything that has no place for it."""
    mount = spec.subjects[relation.target].concept
    has_place = has_saddle(mount) or is_animal(mount) or mount in VEHICLES
    return relation.kind is RelationKind.RIDING and relation.subject != relation.target and has_place


def _looking_out(spec: PictureSpec, index: int) -> Subject:
    """Who sleeps inside something sits up in it, unless curled up its head is seen above the rim."""
    subject = spec.subjects[index]
    is_inside = any(
        r.kind is RelationKind.INSIDE and r.subject == index and spec.subjects[r.target].concept not in SEATS
        for r in spec.relations
    )
    is_hidden = is_inside and subject.pose == "sleeping" and not sleeps_curled(find_alias(subject.concept))
    return replace(subject, pose="sitting") if is_hidden else subject


def _unwearable(spec: PictureSpec) -> list[str]:
    """Words for things to wear that have no drawing."""
    worn = {r.target for r in spec.relations if r.kind is RelationKind.WEARING}
    return [spec.subjects[i].word for i in sorted(worn) if spec.subjects[i].concept not in WEARABLE]


def _already_shown(spec: PictureSpec) -> frozenset[str]:
    """Concepts that the drawings of the others contain."""
    doings = filter(None, (doing_of(subject.pose) for subject in spec.subjects))
    parts = (_PARTS.get(subject.concept, frozenset()) for subject in spec.subjects)
    return frozenset().union(*(doing.shows for doing in doings), *parts)


def _shared_hand(spec: PictureSpec, index: int) -> tuple[Subject, ...]:
    """`a bear and a rabbit holding balloons`: who is named just before and does nothing has one, too."""
    own = {r.subject for r in spec.relations} | {r.target for r in spec.relations}
    if index in own or spec.subjects[index].pose or not is_animate(spec.subjects[index].concept):
        return ()
    things = (t for t in _linked(spec, index + 1, RelationKind.HOLDING) if t.count > 1)
    return tuple(things) if _is_next_alive(spec, index) else ()


def _is_next_alive(spec: PictureSpec, index: int) -> bool:
    return index + 1 < len(spec.subjects) and is_animate(spec.subjects[index + 1].concept)


def _in_hand(spec: PictureSpec, index: int) -> tuple[Subject, ...]:
    """What somebody holds, or the tool of what they do; a tool takes the colour of what is made with it."""
    parts = _already_shown(spec)
    named = _linked(spec, index, RelationKind.HOLDING) or _shared_hand(spec, index)
    things = tuple(t for t in named if t.concept not in parts)
    doing = doing_of(spec.subjects[index].pose)
    if doing is None or doing.tool is None or (things and not doing.keeps_tool):
        return things
    color = things[0].color if things else None
    return (Subject(concept=doing.tool, word=spec.subjects[index].word, color=color),)


def _carried_on_top(spec: PictureSpec) -> dict[int, int]:
    """Who has what on a shoulder, head or lap."""
    return {
        r.target: r.subject
        for r in spec.relations
        if r.kind is RelationKind.ON
        and has_shoulders(spec.subjects[r.target].concept)
        and spec.subjects[r.subject].count == 1
        and drawable(spec.subjects[r.subject].concept)
        and real_height(spec.subjects[r.subject].concept)
        <= _MOST_CARRIED * real_height(spec.subjects[r.target].concept)
    }


def _grounds(spec: PictureSpec) -> dict[int, int]:
    """Who stands or lies on what flat thing."""
    return {
        r.subject: r.target
        for r in spec.relations
        if r.kind in _STANDING_IN
        and spec.subjects[r.target].concept in UNDERFOOT
        and is_animate(spec.subjects[r.subject].concept)
        and spec.subjects[r.subject].count == 1
    }


def one_of_several(cast: Cast, copy: int) -> Cast:
    """The cast of one of several alike; a kite that was named once is flown by the first.

    In a family those after the first two are the young.
    """
    if cast.subject.is_family and copy >= _PARENTS:
        young = _YOUNG.get(cast.subject.concept)
        size = "small" if young is None else "tiny"
        subject = replace(cast.subject, concept=young or cast.subject.concept, size=size)
        return replace(cast, subject=subject, variant=cast.variant + copy)
    if cast.subject.lit is not None and copy >= cast.subject.lit:
        cast = replace(cast, subject=replace(cast.subject, lit=0))
    shared = {thing.concept for thing in cast.held if thing.concept in _SHARED and thing.count == 1}
    if not copy or not shared:
        has_scenery = cast.has_scenery and (not copy or is_for_each_doer(cast.doing))
        return replace(cast, variant=cast.variant + copy, has_scenery=has_scenery)
    subject = replace(cast.subject, pose="celebrating")
    return replace(cast, subject=subject, doing="celebrating", held=(), variant=cast.variant + copy)


def _in_held(spec: PictureSpec, index: int, contents: dict[int, tuple[int, ...]]) -> Subject | None:
    """What is in the basket or bowl that somebody holds."""
    held = [r.target for r in spec.relations if r.kind is RelationKind.HOLDING and r.subject == index]
    return next((spec.subjects[contents[target][0]] for target in held[:1] if target in contents), None)


def _linked(spec: PictureSpec, index: int, kind: RelationKind) -> tuple[Subject, ...]:
    return tuple(spec.subjects[r.target] for r in spec.relations if r.kind is kind and r.subject == index)
