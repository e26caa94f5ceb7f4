"""Sets each new thing of a prompt in relation to the things before it."""

from dataclasses import dataclass, field
from typing import Final

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding.reading.describing_nouns import particular_of
from cavendish_illustrator.understanding.reading.implied_relations import Before
from cavendish_illustrator.understanding.reading.scene_draft import (
    IN,
    WITH,
    DraftSubject,
    SceneDraft,
    as_inside,
    relation_of,
)
from cavendish_illustrator.understanding.reading.stood_places import Stand, stand_at
from cavendish_illustrator.understanding.reading.verb_poses import (
    OF_THE_LIVING,
    deed_pose,
    pose_of,
    weak_poses,
)
from cavendish_illustrator.vocabulary.concept_classes import (
    can_act,
    is_animal,
    is_animate,
    is_in,
    is_person,
)
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.species import is_another_kind
from cavendish_illustrator.vocabulary.word_genders import says_gender

_ARMS: Final = "arms"
_HELD: Final = frozenset({"mouth", _ARMS})
_SHARED: Final = frozenset(
    {RelationKind.ON, RelationKind.INSIDE, RelationKind.UNDER, RelationKind.BEHIND, RelationKind.WEARING}
)
"""How all who are joined by `and` stand to what is named after them."""
_CHILDREN: Final = frozenset({"boy", "girl", "child", "baby"})
_OLD: Final = frozenset({"old-woman", "old-man"})
_INTO: Final = frozenset({IN, "inside"})
_PLACING: Final = frozenset({"on", "under", "beside", "behind", "in_front", "inside", "over", "riding", IN})
_ADJECTIVE_FIRST: Final = frozenset({"en", "de", "nl", "pl", "uk", "cs"})


@dataclass(slots=True)
class NounPlacer:
    """The things so far and the words that wait to relate the next one."""

    language: str
    draft: SceneDraft = field(default_factory=SceneDraft)
    relation: str | None = None
    relation_pose: str | None = None
    """The pose that the waiting verb gives, such as `reading`."""
    last_relation: RelationKind | None = None
    last_word: str | None = None
    """The relation word that placed the noun before."""
    dangling: list[tuple[str, int]] = field(default_factory=list)
    """Relations whose subject comes later: `on a chest a parrot`."""
    is_joined: bool = False
    """An `and` stands before the coming noun."""
    is_another: bool = False
    open_noun: int | None = None
    """The noun that adjectives may still follow."""
    rest: int | None = None
    """Those of a group that were not told apart yet: `one in red, the other in blue`."""
    body: str | None = None
    """The part of a body that was named before whose it is."""
    unserved: tuple[str, str | None] | None = None
    """The relation of a thing that is still to come, after the person it is for."""
    onto: str | None = None
    """How the coming thing stands to the head: `eine Vase, daneben eine Brille`."""
    placed_at: int | None = None
    """At what the last thing was placed by a pronoun."""
    together: list[int] = field(default_factory=list)
    """Who the next verb is about: the head and those joined to it by `and`."""

    def drop_relation(self) -> None:
        """A verb without its object still is a pose: `reading` by the window."""
        head = self.draft.head_subject()
        if self.relation is not None and self.relation_pose and head and head.attributes.pose is None:
            head.attributes.pose = self.relation_pose
        self.relation = self.relation_pose = None

    def pass_by(self, language: str, *, is_noun_next: bool) -> None:
        """A thing that nobody knows takes the word that placed it with it: `na kolobrndě se psem`."""
        self.open_noun = None
        if self.relation in _PLACING and not is_noun_next and language in _ADJECTIVE_FIRST:
            self.drop_relation()

    def leave(self, *, is_new: bool) -> None:
        """A place in the picture was named: nothing waits any more, and a new clause has its own head."""
        self.drop_relation()
        self.open_noun, self.is_joined = None, False
        if is_new:
            self.draft.head, self.together = None, []

    def merges(self, new: DraftSubject) -> bool:
        """Whether it only names a subject again: `a cat ... the cat`."""
        index = self.draft.find(new.concept)
        if index is None or self.is_another or self._is_somebody_elses(index):
            return False
        if self.relation == WITH and index == self.draft.head and not is_animate(new.concept):
            old = self.draft.subjects[index].attributes
            old.color, self.relation, self.open_noun = old.color or new.attributes.color, None, index
            return True  # `ein Segelboot mit roten Segeln`
        if self.relation == WITH and new.is_plural and not self.draft.subjects[index].is_plural:
            new.attributes.size = new.attributes.size or "tiny"  # `a duck with her ducklings`
            return False
        old, said = self.draft.subjects[index].attributes, new.attributes
        is_other = any(
            getattr(said, name) is not None and getattr(said, name) != getattr(old, name)
            for name in ("color", "size", "role", "count", "pose")
        )
        if is_other or is_another_kind(self.draft.subjects[index], new, is_joined=self.is_joined):
            return False
        if new.is_one_more and self.is_joined and self.relation is None:
            old.count = (old.count or 1) + 1
        self.draft.head, self.open_noun, self.relation, self.together = index, index, None, [index]
        return True

    def _is_somebody_elses(self, index: int) -> bool:
        """`a girl with a hat and a boy with a hat` have two hats."""
        if self.relation not in {WITH, IN, "wearing", "holding"}:
            return False
        owned = (
            r for r in self.draft.relations if r.target == index and r.kind.value in {"wearing", "holding"}
        )
        return any(r.subject != self.draft.head for r in owned)

    def connect(self, index: int) -> None:
        draft, head = self.draft, self.draft.head
        new = draft.subjects[index].concept
        for dangling, target in self.dangling:
            draft.relate(RelationKind(dangling), index, target)
        self.dangling.clear()
        if self.onto is not None and head is not None:
            draft.relate(relation_of(self.onto, new, draft.subjects[head].concept)[0], index, head)
            self.onto = None
            return
        before = self._before()
        word = self.relation or before.relation_of(new)
        filled = before.vessel_of(index, self.relation)
        if filled is not None:
            draft.relate(RelationKind.INSIDE, index, filled)
        elif word is None or head is None:
            self._begin(word, index)
        else:
            self._tie(as_inside(word, draft.subjects[index], draft.subjects[head]), head, index)

    def _before(self) -> Before:
        return Before(
            draft=self.draft,
            is_joined=self.is_joined,
            open_noun=self.open_noun,
            last_relation=self.last_relation,
            last_word=self.last_word,
        )

    def _begin(self, word: str | None, index: int) -> None:
        """What is named is the head, or is waited for by whoever comes next."""
        draft, head = self.draft, self.draft.head
        if word is not None and word not in {WITH, IN}:
            self.dangling.append((word, index))
            return
        is_one_more = self.is_joined and head is not None and is_animate(draft.subjects[head].concept)
        is_doer = is_one_more and is_animate(draft.subjects[index].concept)
        self.together = [*self.together, index] if is_doer else [index]
        draft.head = index

    def _tie(self, word: str, head: int, index: int) -> None:
        """Relate what is named to the head, or to whom the things make more likely."""
        draft, new = self.draft, self.draft.subjects[index].concept
        if word == "inside" and draft.subjects[head].attributes.pose in {"drinking", "eating"}:
            word = "holding"  # `trinkt aus einer Tasse`
        if word in _INTO and is_person(draft.subjects[head].concept) and is_in(new, "small_container"):
            head = self._who_fits(head, index)
        elif word == IN and is_in(new, "wearable"):
            head = self._who_wears(head, index)
        kind, is_reversed = relation_of(word, draft.subjects[head].concept, new)
        draft.relate(kind, index if is_reversed else head, head if is_reversed else index)
        if kind in _SHARED and not is_reversed and head in self.together:
            self._share(kind, index)
        self.last_relation, self.last_word = kind, word
        if self.body == _ARMS and is_person(new) and not is_reversed:
            draft.relations.pop()
            self._hold(index, head)
        elif self.body is not None and kind is RelationKind.ON and is_animate(new) and not is_reversed:
            draft.subjects[head].attributes.pose = self.body
        self.body = None
        if word == "holding" and kind is RelationKind.BESIDE and is_person(new) and self.relation_pose:
            self.unserved = (word, self.relation_pose)
        self.pose_holder(draft.subjects[head], kind, new)

    def _share(self, kind: RelationKind, index: int) -> None:
        """`a dog and a cat on a sofa`: so are all who are joined and of whom nothing was said."""
        told = {relation.subject for relation in self.draft.relations}
        for one in self.together:
            if one not in told:
                self.draft.relate(kind, one, index)

    def _who_fits(self, head: int, index: int) -> int:
        """`a boy with a dog in a basket`: what was named last is in it, not the boy."""
        before = index - 1
        is_other = before != head and before >= 0 and not is_person(self.draft.subjects[before].concept)
        is_worn = any(r.kind is RelationKind.WEARING and r.target == before for r in self.draft.relations)
        return before if is_other and not is_worn else head

    def _who_wears(self, head: int, index: int) -> int:
        """`a mouse in a gown dances with a frog in a tailcoat`: the head is dressed already."""
        is_dressed = any(r.kind is RelationKind.WEARING and r.subject == head for r in self.draft.relations)
        before = index - 1
        return before if is_dressed and is_animate(self.draft.subjects[before].concept) else head

    def names_more_closely(self, match: Match, previous: Match | None) -> bool:
        """`a corgi puppy`, `un perro labrador` are one animal, the more particular of the two."""
        last = self.open_noun
        if previous is None or last is None or previous.end != match.start or previous.topic != "subject":
            return False
        named = self.draft.subjects[last]
        kind = particular_of(named.concept, match.value)
        if kind is None:
            return False
        named.concept, named.is_plural = kind, named.is_plural or match.is_plural
        return True

    def serve(self) -> None:
        """A noun has its relation; what is read to a child still is to be named: `czyta córce książkę`."""
        self.relation, self.relation_pose = self.unserved or (None, None)
        self.unserved = None

    def dress_up(self, concept: str) -> bool:
        """`a child dressed as a ghost` is shown as one."""
        head = self.draft.head_subject()
        if head is None or not is_animate(concept):
            return False
        if not is_person(head.concept):
            if is_animal(head.concept) and concept not in _OLD:  # `o lobo vestido de vovó`
                head.attributes.role = concept
            return is_animal(head.concept)
        head.concept = concept
        return True

    def wears_role(self, match: Match, words: str) -> bool:
        """`astronaut cat`: the noun after a role wears it; `pirate girl` is just a pirate."""
        last = self.draft.subjects[-1] if self.draft.subjects else None
        if last is None or self.open_noun != len(self.draft.subjects) - 1:
            return False
        if is_animal(match.value) or is_in(match.value, "animate"):
            last.attributes.role, last.concept = last.concept, match.value
            last.word = f"{last.word} {words}"
            last.is_plural = match.is_plural
            return True
        if match.value in _OLD and not last.attributes.role:
            last.attributes.role, last.concept = last.concept, match.value  # `a viking grandma`
            last.word = f"{last.word} {words}"
            return True
        if is_person(match.value) and says_gender(words):
            last.word = f"{words} {last.word}"  # `a samurai woman`
        return is_person(match.value)

    def dresses(self, previous: Match | None, role: Match) -> bool:
        """`alien students`: whoever was named right before, and is not the head, has that role."""
        last = self.open_noun
        if last in (None, self.draft.head) or self.language != "en" or last is None:
            return False
        if previous is None or previous.topic != "subject" or previous.end != role.start:
            return False
        named = self.draft.subjects[last]
        if not is_animate(named.concept) or is_person(named.concept) or named.attributes.role:
            return False
        named.attributes.role, named.is_plural = role.value, role.is_plural
        return True

    def wear_last_role(self) -> None:
        """What was named last is no one more, but how the head is dressed."""
        last = len(self.draft.subjects) - 1
        if last < 1 or self.open_noun != last:
            return
        role = self.draft.pop_last().concept
        self.open_noun = self.draft.head
        head = self.draft.head_subject()
        if head is not None:
            head.attributes.role = role

    def perch(self, place: str | None) -> None:
        """Set what was named last on the shoulder, head, lap or back of the head of the sentence."""
        draft, last = self.draft, len(self.draft.subjects) - 1
        if place is None or draft.head is None or last < 1:
            return
        top, bearer = (last, draft.head) if draft.head != last else (last - 1, last)
        if not is_animate(draft.subjects[top].concept) and is_animal(draft.subjects[bearer].concept):
            owners = (i for i in range(last) if is_person(draft.subjects[i].concept))
            top, bearer = last, next(owners, bearer)  # `grandma in a chair, a cat on her lap`
        is_in_arms = place == _ARMS and is_person(draft.subjects[top].concept)
        if self._is_childs_parent(top, bearer) or (
            is_in_arms and not is_person(draft.subjects[bearer].concept)
        ):
            top, bearer = bearer, top  # `a father with his sleeping son on his shoulders`
        tie = next((r for r in draft.relations if {r.subject, r.target} == {top, bearer}), None)
        is_worn = tie is not None and tie.kind is RelationKind.WEARING
        if is_worn or not is_animate(draft.subjects[bearer].concept):
            return
        draft.relations = [r for r in draft.relations if r != tie]
        if place in _HELD:
            self._hold(bearer, top)
            return
        draft.relate(RelationKind.ON, top, bearer)
        self.relation = None
        if place != "back":
            draft.subjects[top].attributes.pose = place

    def _hold(self, bearer: int, held: int) -> None:
        """`a kitten in a girl's arms`: whoever has arms carries."""
        self.draft.relate(RelationKind.HOLDING, bearer, held)
        owner = self.draft.subjects[bearer]
        if is_person(owner.concept):
            owner.attributes.pose = owner.attributes.pose or "carrying"
        self.relation = None

    def _is_childs_parent(self, one: int, other: int) -> bool:
        """Whether one is somebody grown and the other a child."""
        grown, young = self.draft.subjects[one].concept, self.draft.subjects[other].concept
        return young in _CHILDREN and is_person(grown) and grown not in _CHILDREN

    def touch_body(self, place: str | None) -> None:
        """`with a parrot on his shoulder`: it sits on whom the words before are about."""
        is_led = self.relation in {"on", *_INTO}
        if is_led and len(self.draft.subjects) < 2:
            self.body = place  # `sur les genoux d'une sorcière`
        elif is_led:
            self.perch(place)
        else:
            self._settle_on_body(place)

    def _settle_on_body(self, place: str | None) -> None:
        """`on an old man's lap`: who was just set on somebody is on that part of them."""
        tie = self.draft.relations[-1] if self.draft.relations else None
        if place is None or tie is None or tie.target != self.open_noun:
            return
        if place == _ARMS and is_person(self.draft.subjects[tie.target].concept):
            self.draft.relations.pop()
            self._hold(tie.target, tie.subject)
        if tie.kind is not RelationKind.ON:
            return
        if is_animate(self.draft.subjects[tie.target].concept) and place not in ("back", "mouth"):
            self.draft.subjects[tie.subject].attributes.pose = place

    def pose_holder(self, holder: DraftSubject, kind: RelationKind, held: str) -> None:
        if holder.attributes.pose is not None or not can_act(holder.concept):
            return
        if is_in(held, "instrument") and kind in {RelationKind.HOLDING, RelationKind.BESIDE}:
            holder.attributes.pose = "playing"
        elif kind is RelationKind.HOLDING or self.relation_pose == "reading":
            holder.attributes.pose = self.relation_pose

    def pose_head(self, verb: str, language: str, held: str | None) -> None:
        """`sitting on`, `flying over`: the word that places a thing also poses it."""
        self._call_doer(held)
        pose = pose_of(verb, language) or deed_pose(verb)
        for one in self.doers():
            if pose and one.attributes.pose is None and can_act(one.concept):
                one.attributes.pose = pose

    def stands_at(self, match: Match, reading: Reading, color: str | None) -> list[Stand]:
        """Who is how in the place just named: the head with those joined to it, else who comes next."""
        head = self.draft.head
        together = self.together if head in self.together else [head]
        who = [len(self.draft.subjects)] if head is None else [i for i in together if i is not None]
        stand = stand_at(match, reading, self.relation, who, color)
        return [] if stand is None else [stand]

    def _call_doer(self, pose: str | None) -> None:
        """`a walrus in a tub full of bubbles reading`: what cannot do a thing leaves it to who can."""
        head = self.draft.head_subject()
        if pose not in OF_THE_LIVING or head is None or is_animate(head.concept):
            return
        living = (i for i, one in enumerate(self.draft.subjects) if is_animate(one.concept))
        idle = [i for i in living if self.draft.subjects[i].attributes.pose in {None, *weak_poses(pose)}]
        if idle:
            self.draft.head, self.together = idle[-1], [idle[-1]]

    def doers(self, pose: str | None = None) -> list[DraftSubject]:
        """The head, with those joined to it: `grandpa and grandson fishing`."""
        self._call_doer(pose)
        head = self.draft.head
        if head is None:
            return []
        indexes = self.together if head in self.together else [head]
        return [self.draft.subjects[index] for index in indexes if index < len(self.draft.subjects)]

    def is_busy(self) -> bool:
        """`un burro cargado de naranjas sube`: what else somebody does, no thing after them does."""
        head, last = self.draft.head_subject(), self.open_noun
        if head is None or not is_animate(head.concept) or head.attributes.pose is None:
            return False
        return last is None or not (last == self.draft.head or is_animate(self.draft.subjects[last].concept))
