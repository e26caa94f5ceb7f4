"""Close-ups of hands: whose they are is not in the picture, what they hold or make is."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.tokens import fold

_NAMED: Final = re.compile(
    r"\b(?:hands|dlonie|dlonmi|rece|rekami|rak|hande|handen|manos|maos|mains|mani|руки|руках|долон\w+|ruce|rukama)\b"
)
_ALONE: Final = re.compile(
    r"(?:^(?:\w+ ){0,4}hands (?:of|holding|shaping|cupping|making|with|in)\b|"
    r"^\w+(?: \w+)?'?s (?:\w+ )?hands\b|"
    r"\bhands only\b|\bonly (?:the |his |her )?hands\b|\bpair of hands\b|\btwo hands\b|\bjust hands\b|"
    r"^(?:dlonie|rece|hande|manos|maos|mains|mani|руки|долоні|ruce)\b)"
)
_CLOSE: Final = "close_up"
_OLD: Final = frozenset({"old-man", "old-woman", "old-fisherman", "old-couple"})
_YOUNG: Final = frozenset({"child", "boy", "girl", "baby"})
_TIED: Final = frozenset({RelationKind.HOLDING, RelationKind.BESIDE, RelationKind.ON, RelationKind.INSIDE})


def with_hands_seen_near(spec: PictureSpec) -> PictureSpec:
    """Return the close-up of hands that the prompt asks for; all others as they are."""
    text = fold(spec.prompt).replace("-", " ")
    is_near = spec.framing == _CLOSE or _ALONE.search(text) is not None
    if not is_near or not _NAMED.search(text) or "holding hands" in text or "pocket" in text:
        return spec
    owner = next((i for i, one in enumerate(spec.subjects) if is_person(one.concept)), None)
    if owner is None:
        hands = Subject(concept="hands", word="hands")
        things = tuple(replace(one, pose=None) for one in spec.subjects[:1])
        return _near(spec, (hands, *things))
    one = spec.subjects[owner]
    is_old = one.concept in _OLD or "old " in text
    concept = "old-hands" if is_old else "small-hands" if one.concept in _YOUNG else "hands"
    held = [r.target for r in spec.relations if r.subject == owner and r.kind in _TIED]
    rest = [i for i, other in enumerate(spec.subjects) if i != owner and not is_person(other.concept)]
    thing = next(iter([*held, *rest]), None)
    shown = () if thing is None else (replace(spec.subjects[thing], pose=None),)
    return _near(spec, (replace(one, concept=concept, count=1, role=None), *shown))


def _near(spec: PictureSpec, subjects: tuple[Subject, ...]) -> PictureSpec:
    held = Relation(kind=RelationKind.HOLDING, subject=0, target=1)
    return replace(
        spec,
        subjects=subjects,
        relations=(held,) if len(subjects) > 1 else (),
        framing=None,
        kind=spec.kind if spec.kind is Kind.POSTER else Kind.PORTRAIT,
    )
