"""What the rest of a prompt makes somebody do: sit at a picnic, drum at a kit, fly on a dragon."""

from dataclasses import replace

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.staging.crowding import is_played_from_behind
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person

_WINGED = frozenset({"dragon"})
_WEAPONS = frozenset({"sword", "katana", "spear", "axe", "dagger", "fencing-foil", "plank"})
_FLOWN = frozenset({"balloon", "sparkler"})
_COVERS = frozenset({RelationKind.BEHIND, RelationKind.UNDER, RelationKind.INSIDE})
_INDOORS = frozenset({"room", "living_room", "bedroom", "kitchen", "bathroom", "attic", "library", "hearth"})
_QUIET = frozenset({"calm", "sad", "tired"})
_FLAMENCO = "flamenco"


def seated_at_picnic(spec: PictureSpec, groups: frozenset[str]) -> PictureSpec:
    """Whoever does nothing else at a picnic sits; `groups` are words for several people."""
    if "picnic" not in spec.settings:
        return spec
    seated = (
        replace(s, pose="sitting") if s.pose is None and (is_animate(s.concept) or s.concept in groups) else s
        for s in spec.subjects
    )
    return replace(spec, subjects=tuple(seated))


def doing_their_part(spec: PictureSpec) -> PictureSpec:
    """Whoever plays a drum kit has the sticks in hand; a flamenco dancer dances it."""
    players = {
        r.subject
        for r in spec.relations
        if is_played_from_behind(spec, r) and spec.subjects[r.target].concept == "drum_kit"
    }
    dancers = {i for i, one in enumerate(spec.subjects) if _FLAMENCO in one.word.lower()}
    if not players | dancers:
        return spec
    parts = dict.fromkeys(dancers, _FLAMENCO) | dict.fromkeys(players, "drumming")
    subjects = (replace(s, pose=parts.get(i, s.pose)) for i, s in enumerate(spec.subjects))
    return replace(spec, subjects=tuple(subjects))


def in_the_mood(spec: PictureSpec) -> PictureSpec:
    """Nobody beams in a quiet or a sad picture who was not said to be happy."""
    if spec.mood not in _QUIET:
        return spec
    subjects = (
        replace(s, mood="calm") if s.mood is None and is_person(s.concept) else s for s in spec.subjects
    )
    return replace(spec, subjects=tuple(subjects))


def armed(spec: PictureSpec) -> PictureSpec:
    """Who fights with swords or plays with balloons has one each in hand, not a heap beside them."""
    relations = tuple(
        replace(r, kind=RelationKind.HOLDING) if _is_for_hands(spec, r) else r for r in spec.relations
    )
    return replace(spec, relations=relations)


def _is_for_hands(spec: PictureSpec, relation: Relation) -> bool:
    doer, thing = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_used = thing.concept in _FLOWN or (doer.pose == "fighting" and thing.concept in _WEAPONS)
    is_by_hand = relation.kind is RelationKind.BESIDE or (
        relation.kind is RelationKind.ON and thing.concept in _WEAPONS  # `walczą na miecze`
    )
    return is_by_hand and is_animate(doer.concept) and is_used


def lacks_cover(spec: PictureSpec, index: int) -> bool:
    """Whether who hides needs a bush: out of doors, and behind or under nothing else."""
    hidden = any(r.subject == index and r.kind in _COVERS for r in spec.relations)
    return not hidden and _INDOORS.isdisjoint(spec.settings)


def saddled(mount: Subject) -> Subject:
    """A dragon that is ridden flies, unless told to stay on the ground."""
    return replace(mount, pose="flying") if mount.concept in _WINGED and mount.pose is None else mount
