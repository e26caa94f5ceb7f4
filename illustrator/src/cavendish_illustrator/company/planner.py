"""Who is drawn together with whom: the plans, and the subjects that are still free for one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cavendish_illustrator.company.head_counts import SEVERAL, heads_of
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate

TAKING: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING})


@dataclass(frozen=True, slots=True)
class Plan:
    """Subjects (by their index) that become one figure."""

    scheme: Scheme
    members: tuple[int, ...]
    prop: int | None = None
    things: tuple[int, ...] = ()

    def uses(self) -> frozenset[int]:
        return frozenset((*self.members, *self.things, *(() if self.prop is None else (self.prop,))))


@dataclass(slots=True)
class Planner:
    """A picture's subjects and relations, and who has a part in a plan already."""

    spec: PictureSpec
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.taken |= {r.target for r in self.spec.relations if r.kind in TAKING}

    def concept(self, index: int) -> str:
        return self.spec.subjects[index].concept

    def free(self) -> list[int]:
        """Animate subjects that nobody holds and no scheme has."""
        return [
            index
            for index, subject in enumerate(self.spec.subjects)
            if index not in self.taken and can_join(subject.concept)
        ]

    def related(self, kinds: frozenset[RelationKind]) -> Iterator[tuple[int, int]]:
        for relation in self.spec.relations:
            if relation.kind in kinds and relation.subject not in self.taken:
                yield relation.subject, relation.target

    def people_of(self, indexes: list[int]) -> int:
        return sum(self.members_of(index) for index in indexes)

    def members_of(self, index: int) -> int:
        return heads_of(self.spec.subjects[index])

    def with_those_before(self, index: int) -> list[int]:
        """Who does it, with those named just before who do nothing else: `a cat and a dog on a sled`."""
        found = [index]
        own = self._ties(index)
        for earlier in reversed(self.free()):
            is_alike = self.spec.subjects[earlier].pose in (None, self.spec.subjects[index].pose)
            if earlier < index and self._ties(earlier) <= own and is_alike:
                found.insert(0, earlier)
            elif earlier < index:
                break
        return found

    def sharing(self, index: int) -> list[int]:
        """Those who stand in the same relations: the other of two who were told apart."""
        own, before = self._ties(index), self.with_those_before(index)
        return [i for i in self.free() if i not in before and own and self._ties(i) == own]

    def _ties(self, index: int) -> set[tuple[RelationKind, int]]:
        tied = (r for r in self.spec.relations if r.subject == index and r.kind not in TAKING)
        return {(r.kind, r.target) for r in tied}

    def petted_by(self, index: int) -> list[int]:
        """Whom somebody strokes or feeds, who is then on the same seat."""
        if self.spec.subjects[index].pose not in ("petting", "feeding", "hugging", "telling", "reading"):
            return []
        beside = (
            r.target for r in self.spec.relations if r.subject == index and r.kind is RelationKind.BESIDE
        )
        return [t for t in beside if t in self.free() and self.people_of([t]) == 1 and fits_seat(self, t)]


def can_join(concept: str) -> bool:
    """Whether it is somebody who has a drawing."""
    return is_animate(concept) and (drawable(concept) or concept in SEVERAL)


def fits_seat(planner: Planner, index: int) -> bool:
    """Whether somebody sits still and has a body to sit with."""
    concept, is_still = planner.concept(index), planner.spec.subjects[index].pose not in ("flying", "jumping")
    return is_still and (concept in FACES or concept in role_names() or concept in SEVERAL)
