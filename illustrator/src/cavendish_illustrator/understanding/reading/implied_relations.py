"""How a thing stands to those before it where no word says so: a hat is worn, apples lie in their basket."""

from dataclasses import dataclass

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding.reading.scene_draft import WITH, SceneDraft, serves
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_grown, is_in, is_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was said last before a thing is named."""

    draft: SceneDraft
    is_joined: bool
    open_noun: int | None
    last_relation: RelationKind | None
    last_word: str | None

    def relation_of(self, new: str) -> str | None:
        """The word that would relate the new thing to the head of the sentence."""
        head = self.draft.head_subject()
        if head is None:
            return None
        if is_in(new, "wearable") and is_animate(head.concept):
            return "wearing"
        if self.is_joined:
            return self._goes_on(new)
        is_close = self.open_noun == self.draft.head
        if is_person(head.concept) and is_in(new, "mount") and is_close:
            return "riding"
        is_content = is_in(head.concept, "vessel") and is_close and not is_too_large(new)
        return WITH if is_content else None

    def _goes_on(self, new: str) -> str | None:
        """After `and`: the relation of the noun before, where one list may have both."""
        if is_animate(new):
            return "between" if self.last_relation is RelationKind.BETWEEN else None
        if self.last_word == WITH and (self._is_laden(new) or self.last_relation is RelationKind.WEARING):
            return WITH  # `an owl with a hat and a mug`, `a cake with candles and cherries`
        if self.last_relation in {RelationKind.HOLDING, RelationKind.BETWEEN}:
            return self.last_relation.value
        return None

    def _is_laden(self, new: str) -> bool:
        """Whether the head has something in or on it, and may have the new thing there, too."""
        if not any(
            r.target == self.draft.head and r.kind is self.last_relation for r in self.draft.relations
        ):
            return False
        if self.last_relation is RelationKind.INSIDE:
            return not (is_too_large(new) or serves(new))
        return self.last_relation is RelationKind.ON and (is_food(new) or is_in(new, "topping"))

    def vessel_of(self, index: int, word: str | None) -> int | None:
        """`a woman with a basket of flowers`: what holds what was named just after it, and more of it."""
        new, last = self.draft.subjects[index].concept, self.open_noun
        if word is not None:
            return self._vessel_with(index) if word == WITH and is_grown(new) else None
        if is_animate(new) or is_too_large(new):
            return None
        if self.is_joined:
            return self._filled_before(index) if is_grown(new) or is_food(new) else None
        if last is None or last != index - 1 or last == self.draft.head:
            return None
        return last if is_in(self.draft.subjects[last].concept, "vessel") else None

    def _vessel_with(self, index: int) -> int | None:
        """`kot obok doniczki z pelargonią`: the plant is in the pot, not in the cat's paws."""
        last = index - 1
        is_other = last >= 0 and last != self.draft.head and not self.is_joined
        return last if is_other and is_in(self.draft.subjects[last].concept, "vessel") else None

    def _filled_before(self, index: int) -> int | None:
        """`with a basket of apples and pears`: the vessel of somebody that the thing before lies in."""
        tied = (r for r in self.draft.relations if r.subject == index - 1 and r.kind is RelationKind.INSIDE)
        vessel = next((r.target for r in tied if r.target != self.draft.head), None)
        return vessel if vessel == index - 2 else None


def is_too_large(concept: str) -> bool:
    """Whether no crate or basket holds it: `a crate by a door`; sunflowers fit into any vase."""
    return is_in(concept, "too_big_to_hold") and not is_grown(concept)
