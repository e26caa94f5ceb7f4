"""Tells hunting from fishing, for which some languages have one word, and prey from company."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_COMPANY: Final = frozenset(
    {
        "with", "z", "ze", "mit", "con", "avec", "com", "met", "з", "із", "зі", "s", "se", "col", "insieme",
        "razem", "zusammen",
    }
)  # fmt: skip
"""Words for company, in ten languages."""
_TIED: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING})


def hunters_chase(spec: PictureSpec, tie: Relation) -> PictureSpec:
    """`kočka loví myš`: one word for hunting and fishing, and no mouse is fished; company fishes, too."""
    who, prey = spec.subjects[tie.subject], spec.subjects[tie.target]
    is_prey = is_animate(prey.concept) and "fish" not in prey.concept and prey.pose is None
    if who.pose != "fishing" or tie.kind not in _TIED or not is_prey:
        return spec
    if is_person(prey.concept) or _is_with(spec, prey):
        return spec.with_subject(tie.target, replace(prey, pose=who.pose))
    return spec.with_subject(tie.subject, replace(who, pose="running"))


def _is_with(spec: PictureSpec, other: Subject) -> bool:
    """Whether a word for company stands right before somebody: `with a fox`, `mit seinem Hund`."""
    tokens = [token.plain for token in tokenise(fold(spec.prompt))]
    word = fold(other.word).split()[0]
    at = tokens.index(word) if word in tokens else 0
    return not _COMPANY.isdisjoint(tokens[max(0, at - 2) : at])
