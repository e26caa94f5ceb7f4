"""What the rest of a prompt makes somebody do: sit at a picnic, drum at a kit, fly on a dragon."""

from dataclasses import replace

from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.staging.crowding import is_played_from_behind
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_WINGED = frozenset({"dragon"})
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


def saddled(mount: Subject) -> Subject:
    """A dragon that is ridden flies, unless told to stay on the ground."""
    return replace(mount, pose="flying") if mount.concept in _WINGED and mount.pose is None else mount
