"""Walks over a prompt's meanings once and gathers them into a picture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding.concept_classes import is_animal, is_animate, is_in, is_person
from cavendish_illustrator.understanding.lexicon import Match, read_topic
from cavendish_illustrator.understanding.phrase_matcher import UNKNOWN, Reading
from cavendish_illustrator.understanding.scene_draft import (
    IN,
    WITH,
    Attributes,
    DraftSubject,
    SceneDraft,
    relation_of,
)
from cavendish_illustrator.understanding.surroundings import Surroundings

_ADJECTIVE_AFTER_NOUN: Final = frozenset({"es", "fr", "it", "pt"})
_NOUNS: Final = frozenset({"subject", "role"})
_NOUN_LIKE: Final = _NOUNS | {"color", "size", "material", "mood", "setting", "kind", UNKNOWN}
_SHORTEST_UNKNOWN: Final = 3
_ARTICLES: Final = frozenset({"a", "an", "the", "eine", "die", "une"})


@dataclass(slots=True)
class PromptReader:
    """The state of one walk; `read` once, then take the results."""

    reading: Reading
    draft: SceneDraft = field(default_factory=SceneDraft)
    seen: Surroundings = field(default_factory=Surroundings)
    _pending: Attributes = field(default_factory=Attributes)
    _pending_colors: list[str] = field(default_factory=list)
    _relation: str | None = None
    _relation_pose: str | None = None
    _last_relation: RelationKind | None = None
    _dangling: list[tuple[str, int]] = field(default_factory=list)
    _is_negating: bool = False
    _is_joined: bool = False
    """An `and` stands before the coming noun."""
    _is_another: bool = False
    _is_dressing: bool = False
    _is_palette: bool = False
    _open_noun: int | None = None
    """The noun that adjectives may still follow."""
    _position: int = 0

    def read(self) -> None:
        """Take every meaning in its turn."""
        takers: dict[str, Callable[[Match], None]] = {
            "subject": self._take_subject,
            "role": self._take_role,
            "setting": self._take_setting,
            "color": self._take_color,
            "size": self._take_attribute,
            "material": self._take_attribute,
            "mood": self._take_mood,
            "pose": self._take_attribute,
            "number": self._take_number,
            "relation": self._take_relation,
            "word": self._take_word,
            UNKNOWN: self._take_unknown,
        }
        for position, match in enumerate(self.reading.matches):
            self._position = position
            if self.reading.tokens[match.start].is_after_break:
                self._close_phrase()
            takers.get(match.topic, self._take_surrounding)(match)
        self._close_phrase()

    # -- looking around -------------------------------------------------------------------------------

    def _neighbour(self, step: int) -> Match | None:
        index = self._position + step
        if not 0 <= index < len(self.reading.matches):
            return None
        match = self.reading.matches[index]
        later = match if step > 0 else self.reading.matches[self._position]
        return None if self.reading.tokens[later.start].is_after_break else match

    def _is_next(self, topics: frozenset[str]) -> bool:
        following = self._neighbour(1)
        return following is not None and following.topic in topics

    def _is_previous_word(self, value: str) -> bool:
        previous = self._neighbour(-1)
        return previous is not None and previous.topic == "word" and previous.value == value

    def _follows_article(self, match: Match) -> bool:
        before = self.reading.tokens[match.start - 1].plain if match.start else ""
        previous = self._neighbour(-1)
        return before in _ARTICLES or (previous is not None and previous.topic == "number")

    def _close_phrase(self) -> None:
        """At a comma or the end: what waits for a noun goes to the last one, or to the whole picture."""
        self._settle_pending()
        self._drop_relation()
        self._is_negating = self._is_joined = self._is_dressing = self._is_palette = False
        self._open_noun = None

    def _settle_pending(self) -> None:
        head = self.draft.head_subject()
        if self._pending_colors:
            self.seen.palette.extend(self._pending_colors)
        if head is not None and head.attributes.pose is None:
            head.attributes.pose = self._pending.pose
        self._pending, self._pending_colors = Attributes(), []

    def _drop_relation(self) -> None:
        """A verb without its object still is a pose: `reading` by the window."""
        head = self.draft.head_subject()
        if self._relation is not None and self._relation_pose and head and head.attributes.pose is None:
            head.attributes.pose = self._relation_pose
        self._relation = self._relation_pose = None

    # -- things ---------------------------------------------------------------------------------------

    def _take_subject(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add("people" if is_person(match.value) else match.value)
            return
        following = self._neighbour(1)
        previous = self._neighbour(-1)
        if (
            is_person(match.value)
            and (following is not None and following.topic == "role")
            and not is_in(match.value, "never_counted")
        ):
            return
        if previous is not None and previous.topic == "role" and self._wears_role(match):
            return
        self._add_noun(match.value, match)

    def _wears_role(self, match: Match) -> bool:
        """`astronaut cat`: the noun after a role wears it; `pirate girl` is just a pirate."""
        last = self.draft.subjects[-1] if self.draft.subjects else None
        if last is None or self._open_noun != len(self.draft.subjects) - 1:
            return False
        if is_animal(match.value) or is_in(match.value, "animate"):
            last.attributes.role, last.concept = last.concept, match.value
            last.word = f"{last.word} {self.reading.words(match)}"
            last.is_plural = match.is_plural
            return True
        return is_person(match.value)

    def _take_role(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add("people")
            return
        head = self.draft.head_subject()
        previous = self._neighbour(-1)
        is_apposition = (
            previous is not None
            and previous.topic == "subject"
            and self._open_noun == self.draft.head is not None
        )
        if head is not None and (self._is_dressing or (is_apposition and self._can_dress(head.concept))):
            head.attributes.role = match.value
            self._is_dressing, self._relation = False, None
            return
        self._add_noun(match.value, match)

    @staticmethod
    def _can_dress(concept: str) -> bool:
        return is_animate(concept) and not is_person(concept)

    def _add_noun(self, concept: str, match: Match) -> None:
        attributes, self._pending = self._pending, Attributes()
        self._pending_colors = []
        subject = DraftSubject(concept, self.reading.words(match), attributes, match.is_plural)
        if self._merges(subject):
            return
        index = self.draft.add(subject)
        if index is None:
            return
        self._connect(index)
        self._open_noun = index
        self._is_joined = self._is_another = self._is_dressing = False
        self._relation = self._relation_pose = None

    def _merges(self, new: DraftSubject) -> bool:
        """Whether it only names a subject again: `a cat ... the cat`."""
        index = self.draft.find(new.concept)
        if index is None or self._is_another:
            return False
        old, said = self.draft.subjects[index].attributes, new.attributes
        is_other = any(
            getattr(said, name) is not None and getattr(said, name) != getattr(old, name)
            for name in ("color", "size", "role", "count", "pose")
        )
        if is_other:
            return False
        self.draft.head, self._open_noun, self._relation = index, index, None
        return True

    def _connect(self, index: int) -> None:
        draft, head = self.draft, self.draft.head
        new = draft.subjects[index].concept
        for dangling, target in self._dangling:
            draft.relate(RelationKind(dangling), index, target)
        self._dangling.clear()
        word = self._relation or self._implied_relation(new)
        if word is None or head is None:
            if word is not None and word not in {WITH, IN}:
                self._dangling.append((word, index))
                return
            draft.head = index
            return
        kind, is_reversed = relation_of(word, draft.subjects[head].concept, new)
        draft.relate(kind, index if is_reversed else head, head if is_reversed else index)
        self._last_relation = kind
        self._pose_holder(draft.subjects[head], kind, new)

    def _implied_relation(self, new: str) -> str | None:
        """Without a relation word: a list goes on, a hat is worn, apples lie in their basket."""
        head = self.draft.head_subject()
        if head is None:
            return None
        if is_in(new, "wearable") and is_animate(head.concept):
            return "wearing"
        if self._is_joined:
            is_listed = self._last_relation is RelationKind.HOLDING and not is_animate(new)
            is_fenced = self._last_relation is RelationKind.BETWEEN
            if is_listed or is_fenced:
                return self._last_relation.value if self._last_relation else None
            return None
        is_content = is_in(head.concept, "vessel") and self._open_noun == self.draft.head
        return WITH if is_content else None

    def _pose_holder(self, holder: DraftSubject, kind: RelationKind, held: str) -> None:
        if holder.attributes.pose is not None or not is_animate(holder.concept):
            return
        if is_in(held, "instrument") and kind in {RelationKind.HOLDING, RelationKind.BESIDE}:
            holder.attributes.pose = "playing"
        elif kind is RelationKind.HOLDING:
            holder.attributes.pose = self._relation_pose

    # -- what is said of things -----------------------------------------------------------------------

    def _describe(self, name: str, value: str) -> None:
        """Give an attribute to the noun before or after, as the language orders them."""
        is_postposed = self.reading.language in _ADJECTIVE_AFTER_NOUN or not self._is_next(_NOUN_LIKE)
        if self._open_noun is not None and is_postposed:
            said = self.draft.subjects[self._open_noun].attributes
            if getattr(said, name) is None:
                setattr(said, name, value)
                return
        if getattr(self._pending, name) is None:
            setattr(self._pending, name, value)

    def _take_color(self, match: Match) -> None:
        facts = read_topic("colors")[match.value]
        if self._is_palette:
            self.seen.palette.append(match.value)
            return
        noun = facts.get("noun")
        if (
            noun
            and self._neighbour(-1) is not None
            and not self._is_next(_NOUN_LIKE)
            and self._open_noun is None
        ):
            self._add_noun(noun, match)
            return
        if self._is_previous_word("in") and not self._is_next(_NOUN_LIKE):
            self._open_noun, self._relation = self.draft.head, None
        before = self._pending.color
        self._describe("color", match.value)
        if "material" in facts:
            self._describe("material", facts["material"])
        if self._pending.color != before or (before is not None and before != match.value):
            self._pending_colors.append(match.value)

    def _take_attribute(self, match: Match) -> None:
        if match.topic == "pose" and not self._is_next(_NOUNS):
            self._drop_relation()
            head = self.draft.head_subject()
            if head is not None and head.attributes.pose is None:
                head.attributes.pose = match.value
                return
        self._describe(match.topic, match.value)

    def _take_mood(self, match: Match) -> None:
        self.seen.moods.append(match.value)
        self._describe("mood", match.value)

    def _take_number(self, match: Match) -> None:
        self._pending.count = int(match.value)

    def _take_relation(self, match: Match) -> None:
        self._drop_relation()
        self._settle_numbers()
        self._relation, self._is_negating, self._open_noun = match.value, False, None
        self._is_joined = False
        if match.value == RelationKind.HOLDING:
            self._relation_pose = _held_pose(self.reading.tokens[match.start].plain)

    def _settle_numbers(self) -> None:
        self._pending.count = None

    # -- the rest -------------------------------------------------------------------------------------

    def _take_setting(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add(match.value)
            return
        if match.value in {"sky", "clouds", "plain"}:
            self.seen.palette.extend(self._pending_colors)
        self.seen.settings.append(match.value)
        pose = self._pending.pose
        self._pending, self._pending_colors = Attributes(pose=pose), []
        self._drop_relation()
        self._open_noun = None

    def _take_surrounding(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add(match.value)
        elif self.seen.take(match):
            if match.topic == "kind":
                self._settle_pending()
            self._drop_relation()
            self._open_noun = None

    def _take_word(self, match: Match) -> None:
        match match.value:
            case "negation":
                self._is_negating = True
            case "and":
                self._is_joined = True
                self._open_noun = None
            case "with" | "in":
                self._drop_relation()
                self._relation, self._is_negating, self._open_noun = match.value, False, None
                self._is_joined = False
            case "another":
                self._is_another = True
            case "dress":
                self._is_dressing = self.draft.head is not None
            case _:
                self._take_thing_word(match)

    def _take_thing_word(self, match: Match) -> None:
        if self._is_negating:
            self._forbid(match.value)
            return
        match match.value:
            case "transparent":
                self.seen.is_transparent = True
            case "costume":
                self._put_on_costume()
            case "people":
                self._add_noun("person", match)
            case "palette":
                self._color_picture()
                self._is_palette = True
            case "background" if self._pending_colors:
                self._color_picture()
                self.seen.settings.append("plain")
            case _:
                return

    def _forbid(self, word: str) -> None:
        if word == "background":
            self.seen.is_transparent = True
        elif word in {"people", "text"}:
            self.seen.excluded.add(word)

    def _color_picture(self) -> None:
        """The colours that wait for a noun belong to the whole picture."""
        self.seen.palette.extend(self._pending_colors)
        self._pending.color, self._pending_colors = None, []

    def _put_on_costume(self) -> None:
        """`a dog in a wizard costume`: the role before the word is worn by the head."""
        last = self.draft.subjects[-1] if self.draft.subjects else None
        if last is None or len(self.draft.subjects) < 2 or self._open_noun != len(self.draft.subjects) - 1:
            return
        role = self.draft.pop_last().concept
        head = self.draft.head_subject()
        if head is not None:
            head.attributes.role = role

    def _take_unknown(self, match: Match) -> None:
        word = match.value
        if word.isdigit():
            self._pending.count = int(word) if 0 < int(word[:6]) <= 99 else None
            return
        if len(word) >= _SHORTEST_UNKNOWN and not self._is_negating:
            self.seen.not_understood.append(self.reading.words(match))
        self._is_negating = False
        self._open_noun = None


def _held_pose(verb: str) -> str | None:
    for pose, table in read_topic("held_poses").items():
        if verb.startswith(tuple(table["words"].split())):
            return pose
    return None
