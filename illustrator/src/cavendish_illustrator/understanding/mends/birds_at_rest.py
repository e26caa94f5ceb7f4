"""Sets a bird of the woods that nobody put anywhere on a branch, a hummingbird at the flower it is with."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_flower

_PERCH: Final = "perch-tree"
_OF_BRANCHES: Final = frozenset(
    {
        "owl", "snowy-owl", "parrot", "toucan", "cockatoo", "kingfisher", "cardinal", "blue-jay", "robin",
        "canary", "woodpecker",
    }
)  # fmt: skip
_WITH_TREES: Final = frozenset(
    {"forest", "jungle", "autumn_forest", "winter_forest", "park", "garden", "meadow", "hills", "snowfield"}
)
_NEAR: Final = frozenset(
    {RelationKind.BESIDE, RelationKind.OVER, RelationKind.ON, RelationKind.HOLDING, RelationKind.IN_FRONT}
)
_AT_REST: Final = frozenset({None, "sitting", "singing", "standing"})


def with_birds_on_branches(spec: PictureSpec) -> PictureSpec:
    """The scene with its one bird on a branch; with company, a doing or another place it stays there."""
    spec = _with_hummingbird_at_flower(spec)
    if spec.kind is not Kind.SCENE or spec.framing is not None or not _WITH_TREES.issuperset(spec.settings):
        return spec
    alive = [index for index, one in enumerate(spec.subjects) if is_animate(one.concept)]
    if len(alive) != 1 or not _rests(spec, alive[0]):
        return spec
    branch = Subject(concept=_PERCH, word=spec.subjects[alive[0]].word)
    on_it = Relation(kind=RelationKind.ON, subject=alive[0], target=len(spec.subjects))
    return replace(spec, subjects=(*spec.subjects, branch), relations=(*spec.relations, on_it))


def _with_hummingbird_at_flower(spec: PictureSpec) -> PictureSpec:
    """The scene in which the one hummingbird drinks from the one kind of flower it is near or named with."""
    birds = [index for index, one in enumerate(spec.subjects) if one.concept == "hummingbird"]
    flowers = [index for index, one in enumerate(spec.subjects) if is_flower(one.concept)]
    if len(birds) != 1 or len(flowers) != 1:
        return spec
    bird, flower = spec.subjects[birds[0]], flowers[0]
    between = [r for r in spec.relations if {r.subject, r.target} == {birds[0], flower}]
    others = [r for r in spec.relations if r not in between]
    is_near = all(r.kind in _NEAR for r in between)
    if bird.count > 1 or not is_near or any({r.subject, r.target} & {birds[0], flower} for r in others):
        return spec
    at_it = Relation(kind=RelationKind.HOLDING, subject=birds[0], target=flower)
    spec = replace(spec, relations=(*others, at_it))
    one = replace(spec.subjects[flower], count=1)
    return spec.with_subject(birds[0], replace(bird, pose="drinking")).with_subject(flower, one)


def _rests(spec: PictureSpec, index: int) -> bool:
    """Whether it is a bird of branches, alone but for what it wears."""
    bird = spec.subjects[index]
    is_free = bird.count == 1 and bird.pose in _AT_REST and not bird.role and bird.spot is None
    worn = {r.target for r in spec.relations if r.kind is RelationKind.WEARING and r.subject == index}
    is_alone = len(spec.subjects) == 1 + len(worn) and len(spec.relations) == len(worn)
    return bird.concept in _OF_BRANCHES and is_free and is_alone
