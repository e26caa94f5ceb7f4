"""Tells who hangs in the air whatever the place is, and who was set on something and stays there."""

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.figures.animals.animal_heads import rarely_seated
from cavendish_illustrator.figures.drawings.thing_states import HANGING
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.staging.casting import Role
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_FLYERS = frozenset(
    {
        "dragon",
        "eagle",
        "dove",
        "bird",
        "bat",
        "butterfly",
        "parrot",
        "hummingbird",
        "flying-saucer",
        "rocket",
        "airplane",
        "helicopter",
        "balloon",
        "honeybee",
        "phoenix",
        "parachute",
        "kite",
        "hot-air-balloon",
        "airship",
        "steampunk-airship",
        "small-airplane",
        "satellite",
        "black-bird",
        "fairy",
        "superhero",
        "full-moon-face",
        "sun-face",
        "cloud-sign",
    }
)
_SKY_SUBGROUPS = frozenset({59, 56})
_ON_GROUND = frozenset(
    {
        "umbrella-on-ground", "snowman", "snowman-without-snow", "fire", "campfire", "umbrella", "rocket",
        "seat",
    }
)  # fmt: skip
_AIRCRAFT = frozenset(
    {"airplane", "small-airplane", "rocket", "broom", "hot-air-balloon", "airship", "steampunk-airship"}
)
_SETTLED = frozenset(
    {RelationKind.ON, RelationKind.INSIDE, RelationKind.UNDER, RelationKind.BETWEEN, RelationKind.HANGING}
)


def is_flyer(role: Role, spec: PictureSpec) -> bool:
    """Whether the figure hangs in the air whatever the setting."""
    concept = role.cast.subject.concept
    if role.cast.scheme is not None:
        return role.cast.prop is not None and role.cast.prop.concept in _AIRCRAFT
    is_on_jet = any(thing.concept == "jetpack" for thing in role.cast.worn)
    is_hung = role.cast.subject.state == HANGING
    if role.cast.subject.pose == "flying" or is_hung or is_on_jet or _is_on_wings(role):
        return True
    if any(r.kind is RelationKind.OVER and r.subject == role.index for r in spec.relations):
        return True
    if (
        role.cast.subject.pose in ("sitting", "standing", "sleeping", "breathing_fire")
        or concept in _ON_GROUND
        or role.cast.mount is not None
        or role.cast.underfoot is not None
        or _is_settled(role, spec)
    ):
        return False
    if _stays_below(role, spec):
        return False
    facts = asset_pack.find_icon(concept)
    return concept in _FLYERS or (facts is not None and facts.subgroup in _SKY_SUBGROUPS)


def _is_settled(role: Role, spec: PictureSpec) -> bool:
    """Whether the prompt sets somebody on, in or between something."""
    is_idle = role.cast.subject.pose is None and is_animate(role.cast.subject.concept)
    return is_idle and any(r.subject == role.index and r.kind in _SETTLED for r in spec.relations)


def _stays_below(role: Role, spec: PictureSpec) -> bool:
    """Whether it has something in hand or a trade, or is a dragon that would hover over the other."""
    subject = role.cast.subject
    if subject.concept in rarely_seated() and (role.cast.held or subject.role):
        return True
    is_alone = sum(is_animate(s.concept) for s in spec.subjects) <= 1
    return subject.concept == "dragon" and bool(subject.pose or not is_alone)


def _is_on_wings(role: Role) -> bool:
    return role.cast.mount is not None and role.cast.mount.pose == "flying"
