"""Walks over a prompt's meanings once and gathers them into a picture."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding.reading import verb_poses
from cavendish_illustrator.understanding.reading.aged_things import is_age
from cavendish_illustrator.understanding.reading.describing_nouns import (
    counted_by,
    described_by,
    full_name,
    is_only_for,
    only_says_age,
    tells_age,
    wears_no_role,
)
from cavendish_illustrator.understanding.reading.flavours import flavoured
from cavendish_illustrator.understanding.reading.hair_words import ADJECTIVE_AFTER_NOUN, HairReader
from cavendish_illustrator.understanding.reading.neighbourhood import NOUNS, QUALITIES, Neighbourhood
from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.pattern_words import take_pattern
from cavendish_illustrator.understanding.reading.places_by_pronoun import takes_place_by_pronoun
from cavendish_illustrator.understanding.reading.relative_pronouns import hang_on_last
from cavendish_illustrator.understanding.reading.scene_draft import Attributes, DraftSubject
from cavendish_illustrator.understanding.reading.sky_characters import character_of
from cavendish_illustrator.understanding.reading.stood_places import relation_within
from cavendish_illustrator.understanding.reading.surroundings import Surroundings
from cavendish_illustrator.understanding.reading.told_apart import tells_apart
from cavendish_illustrator.understanding.reading.verb_nouns import TOOLS, is_verb, noun_instead
from cavendish_illustrator.understanding.reading.waiting_words import WaitingWords
from cavendish_illustrator.vocabulary.concept_classes import can_act, is_animate, is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_NOUN_LIKE: Final = NOUNS | QUALITIES | {"setting", "kind", "hair_style", UNKNOWN}
_BY_PRONOUN: Final = (tells_apart, takes_place_by_pronoun)
"""What takes `one`, `the other` or `on it`."""
_SHORTEST_UNKNOWN, _MOST_COUNTED = 3, 99
_GREYS: Final = ("#222428", "#f2f2f0")


@dataclass(slots=True)
class PromptReader:
    """The state of one walk; `read` once, then take the results."""

    reading: Reading
    nouns: NounPlacer
    seen: Surroundings = field(default_factory=Surroundings)
    _waiting: WaitingWords = field(default_factory=WaitingWords)
    _is_negating: bool = False
    _is_dressing: bool = False
    _is_palette: bool = False
    around: Neighbourhood = field(init=False)
    _hair: HairReader = field(init=False)

    def __post_init__(self) -> None:
        self.around = Neighbourhood(self.reading)
        self._hair = HairReader(self.reading, self.nouns, self.around)

    def read(self) -> None:
        """Take every meaning in its turn."""
        takers: dict[str, Callable[[Match], None]] = {
            "subject": self._take_subject,
            "role": self._take_role,
            "setting": self._take_setting,
            "color": self._take_color,
            **dict.fromkeys(("size", "material", "state", "pose"), self._take_attribute),
            "mood": self._take_mood,
            "hair_style": lambda match: self._hair.take_style(match, self._waiting),
            "number": lambda match: setattr(self._waiting.said, "count", int(match.value)),
            "pattern": lambda match: take_pattern(match, self.nouns, self._waiting, self.around),
            "relation": self._take_relation,
            "word": self._take_word,
            "spot": self._take_spot,
            UNKNOWN: self._take_unknown,
        }
        for position, match in enumerate(self.reading.matches):
            self.around.position = position
            if self.reading.tokens[match.start].is_after_break:
                self._close_phrase()
            if character := None if self._is_negating else character_of(self.reading, position):
                self._add_noun(character, match)
                self.seen.take(match)
            elif not any(takes(self.nouns, self.reading, position) for takes in _BY_PRONOUN):
                takers.get(match.topic, self._take_surrounding)(match)
        self._close_phrase()

    def _close_phrase(self) -> None:
        """At a comma or the end: what waits for a noun goes to the last one, or to the whole picture."""
        self._waiting.settle(self.nouns.draft.head_subject(), self.seen.palette)
        self.nouns.drop_relation()
        self._is_negating = self.nouns.is_joined = self._is_dressing = self._is_palette = False
        self.nouns.open_noun = None

    def _take_subject(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add("people" if is_person(match.value) else match.value)
            return
        is_of_kind = is_only_for(match, self.reading, self.seen.kinds, self.nouns.draft.subjects)
        if is_of_kind or self._is_no_one_more(match):
            return
        if self._is_dressing and self.nouns.dress_up(match.value):
            self._is_dressing = False
            return
        following, previous = self.around.neighbour(1), self.around.neighbour(-1)
        is_role_next = following is not None and following.topic == "role"
        if is_role_next and is_person(match.value) and not is_in(match.value, "never_counted"):
            return
        is_after_role = previous is not None and previous.topic == "role"
        if (
            is_after_role
            and match.end - match.start == 1
            and self.nouns.wears_role(match, self.reading.words(match))
        ):
            return
        self._add_noun(match.value, match)

    def _is_deed(self, match: Match) -> bool:
        """`a man hammers a nail` has one hammer, and it is in his hand."""
        if not is_verb(match, self.around.neighbour(-1), self.nouns.draft.head_subject(), self.reading):
            return False
        if match.value in TOOLS:
            self.nouns.relation = "holding"
            self._add_noun(match.value, replace(match, is_plural=False))
        self.nouns.open_noun = None
        return True

    def _is_no_one_more(self, match: Match) -> bool:
        """Whether it only says something of another noun."""
        if self._only_describes(match) or self._is_taste(match) or self._is_deed(match):
            return True
        if only_says_age(match, self.around.neighbour(1), self.reading):
            return True
        return self.nouns.names_more_closely(match, self.around.neighbour(-1))

    def _only_describes(self, match: Match) -> bool:
        """`a baby dragon`, `a mother duck`, `a family of ducks`, `a duck family` are about animals."""
        if self.around.tells_age(match):
            return True
        last = self.nouns.open_noun
        if last is not None and (many := counted_by(match, self.around.neighbour(-1))):
            own = self.nouns.draft.subjects[last].attributes
            own.count, own.is_family = many.count, many.is_family
            return True
        said = described_by(match, self.reading.matches[self.around.position + 1 : self.around.position + 3])
        if said is None or self.around.neighbour(1) is None:
            return False
        self._waiting.said.count = said.count or self._waiting.said.count
        self._waiting.said.size = said.size or self._waiting.said.size
        self._waiting.said.is_family = said.is_family
        return True

    def _is_taste(self, match: Match) -> bool:
        """`strawberry ice cream`, `helado de fresa` are one thing."""
        last = self.nouns.open_noun
        before = self.reading.matches[: self.around.position]
        if last is None or last != len(self.nouns.draft.subjects) - 1 or not before:
            return False
        return flavoured(self.nouns.draft.subjects[last], match, before, self.reading)

    def _take_role(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add("people")
            return
        head = self.nouns.draft.head_subject()
        previous, following = self.around.neighbour(-1), self.around.neighbour(1)
        if following is not None and is_in(following.value, "wearable") and following.start == match.end:
            return  # `aviator goggles`
        before = previous.topic if previous is not None else ""
        is_one_person = before == "role" and self.nouns.open_noun is not None
        if is_one_person or self.nouns.dresses(previous, match):
            return  # `a viking warrior`, `a teacher with alien students`
        is_apposition = before == "subject" and self.nouns.open_noun == self.nouns.draft.head is not None
        if head is not None and (self._is_dressing or (is_apposition and self._can_dress(head.concept))):
            head.attributes.role = match.value
            self._is_dressing, self.nouns.relation = False, None
            return
        self._add_noun(match.value, match)

    def _can_dress(self, concept: str) -> bool:
        """An animal; where adjectives follow, also a thing that comes alive: `une baguette pirate`."""
        is_postposed = self.reading.language in ADJECTIVE_AFTER_NOUN
        return (can_act if is_postposed else is_animate)(concept) and not is_person(concept)

    def _add_noun(self, concept: str, match: Match) -> None:
        attributes = self._waiting.hand_over()
        word = full_name(match, self.around.neighbour(-1), self.reading)
        subject = DraftSubject(concept, word, attributes, match.is_plural, match.start)
        subject.is_one_more = self.around.is_one_more(match)
        is_book_itself = Kind.BOOK_COVER in self.seen.kinds and concept in {"open-book", "books"}
        if self.nouns.merges(subject) or is_book_itself:
            return
        if (index := self.nouns.draft.add(subject)) is None:
            return
        self.nouns.relation = self.nouns.relation or relation_within(match, self.reading)
        self.nouns.connect(index)
        self.nouns.open_noun = index
        self.nouns.is_joined = self.nouns.is_another = self._is_dressing = False
        self.nouns.serve()

    def _describe(self, name: str, value: str) -> None:
        """Give an attribute to the noun before or after, as the language orders them."""
        is_postposed = self.reading.language in ADJECTIVE_AFTER_NOUN or not self.around.is_next(_NOUN_LIKE)
        if self.nouns.open_noun is not None and is_postposed:
            said = self.nouns.draft.subjects[self.nouns.open_noun].attributes
            if getattr(said, name) is None:
                setattr(said, name, value)
                return
        self._waiting.describe(name, value)

    def _take_color(self, match: Match) -> None:
        if self._hair.takes_color(match, self._waiting):
            return
        follow = self.reading.language in ADJECTIVE_AFTER_NOUN
        is_unseen = self.nouns.open_noun is None and self.around.is_of_unseen(adjectives_follow=follow)
        if is_unseen or self.around.is_after_place(adjectives_follow=follow):
            return
        facts = read_topic("colors").get(match.value, {})
        if self._is_palette:
            self.seen.palette.append(match.value)
            return
        noun = facts.get("noun")
        is_thing = not (self.around.is_mere_color() or self.around.is_next(_NOUN_LIKE))
        if noun and is_thing and self.nouns.open_noun is None:
            self._add_noun(noun, match)
            return
        if self.around.is_previous_word("in") and not self.around.is_next(_NOUN_LIKE):
            self.nouns.open_noun, self.nouns.relation = self.nouns.draft.head, None
        before = self._waiting.said.color
        self._describe("color", match.value)
        if "material" in facts:
            self._describe("material", facts["material"])
        if self._waiting.said.color != before or (before is not None and before != match.value):
            self._waiting.colors.append(match.value)

    def _take_attribute(self, match: Match) -> None:
        self.seen.take(match)
        if not (self.around.is_said_of_place(match) or (match.topic == "pose" and self._is_done(match))):
            self._describe(match.topic, match.value)

    def _is_done(self, match: Match) -> bool:
        """Whether it is nothing that the next thing does: who was named before does it, or nobody."""
        head = self.nouns.draft.head_subject()
        thing = noun_instead(match, head, self.reading)
        if thing is not None:
            self._add_noun(thing, replace(match, is_plural=True))
            return True
        if head is not None and self.around.is_of_unknown(match):
            return True
        if self.around.is_adjective(match, is_first=head is None):
            return False
        self.nouns.drop_relation()
        weak = {None, *verb_poses.weak_poses(match.value)}
        idle = [one for one in self.nouns.doers(match.value) if one.attributes.pose in weak]
        head = self.nouns.draft.head_subject()
        doing = idle if head is not None and head in idle else []
        for one in doing:
            one.attributes.pose = match.value
        is_done = bool(doing) or self.nouns.is_busy()
        if is_done:
            self._await_object(match.value)
        return is_done

    def _await_object(self, pose: str) -> None:
        """`knitting a scarf`: the next noun is what it is done to."""
        relation = verb_poses.object_relation(pose)
        if relation is not None:
            self.nouns.relation, self.nouns.open_noun, self.nouns.is_joined = relation, None, False

    def _take_mood(self, match: Match) -> None:
        self.seen.moods.append(match.value)
        last = self.nouns.open_noun
        if last is not None and is_in(self.nouns.draft.subjects[last].concept, "wearable"):
            self.nouns.open_noun = self.nouns.draft.head  # `una donna con un maglione che sorride`
        self._describe("mood", match.value)

    def _take_relation(self, match: Match) -> None:
        perch = verb_poses.body_place(self.reading.tokens[match.end - 1].plain)
        if perch is not None and not self.around.noun_follows():
            self.nouns.perch(perch)  # `mit einem Apfel auf dem Rücken`
            return
        self.nouns.drop_relation()
        self._waiting.said.count = None
        words = [token.plain for token in self.reading.tokens[match.start : match.end]]
        held = next(filter(None, map(verb_poses.held_pose, words)), None)
        pose = held if match.value == "holding" else None
        self.nouns.pose_head(words[0], match.language, held)
        self.nouns.relation_pose = pose
        self.nouns.relation, self._is_negating, self.nouns.open_noun = match.value, False, None
        self.nouns.is_joined = False

    def _take_setting(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add(match.value)
            return
        if match.value in {"sky", "clouds", "plain"}:
            self.seen.palette.extend(self._waiting.colors)
        if not self.around.is_overhead(match):
            self.seen.settings.append(match.value)
            self.seen.stands += self.nouns.stands_at(match, self.reading, self._waiting.said.color)
        if self.nouns.relation is not None and self.around.qualifies_next(match):
            return
        self._waiting = WaitingWords(Attributes(pose=self._waiting.said.pose))
        self.nouns.drop_relation()
        self.nouns.open_noun = None

    def _take_spot(self, match: Match) -> None:
        """`on the left`: what begins with it is about somebody else than before."""
        self.nouns.leave(is_new=self.around.begins_clause(match))

    def _take_surrounding(self, match: Match) -> None:
        if self._is_negating:
            self.seen.excluded.add(match.value)
        elif is_age(match, self.around):
            return
        elif self.seen.take(match):
            if match.topic == "kind":
                self._waiting.settle(self.nouns.draft.head_subject(), self.seen.palette)
            self.nouns.drop_relation()
            self.nouns.open_noun = None

    def _take_word(self, match: Match) -> None:
        match match.value:
            case "meanwhile":
                self._close_phrase()
            case "negation":
                self._is_negating = True
            case "and":
                self.nouns.drop_relation()
                self.nouns.is_joined, self.nouns.open_noun = True, None
                self.nouns.together = self.around.still_together(self.nouns.together)
            case "with" | "in":
                self.nouns.drop_relation()
                self.nouns.relation, self._is_negating, self.nouns.open_noun = match.value, False, None
                self.nouns.is_joined = False
            case "another":
                self.nouns.is_another = True
            case "dress":
                self._is_dressing = self.nouns.draft.head is not None
            case _:
                self._take_thing_word(match)

    def _take_thing_word(self, match: Match) -> None:
        if self._is_negating:
            self.seen.forbid(match.value)
            return
        match match.value:
            case "transparent":
                self.seen.is_transparent = True
            case "costume":
                self._put_on_costume(match)
            case "unseen":
                self._pass_by()
            case "people":
                self._add_noun("person", match)
            case _:
                self._take_color_word(match)

    def _take_color_word(self, match: Match) -> None:
        match match.value:
            case "monochrome":
                self.seen.palette.extend(_GREYS)
            case "body":
                self.nouns.touch_body(verb_poses.body_place(self.reading.tokens[match.end - 1].plain))
                self._hair.take_body(match, self._waiting)
                self._waiting.drop_color()
            case "stop":
                hang_on_last(self.nouns, self.reading.tokens[match.start].plain)
            case "palette":
                self._waiting.color_picture(self.seen.palette)
                self._is_palette = True
            case "background" if self._waiting.colors:
                self._waiting.color_picture(self.seen.palette)
                self.seen.settings.append("plain")

    def _put_on_costume(self, match: Match) -> None:
        """`a dog in a wizard costume`: the role before the word is worn by the head; a suit is a suit."""
        is_suit = self._waiting.said.color is not None or wears_no_role(self.nouns.draft)
        self._add_noun("suit", match) if is_suit else self.nouns.wear_last_role()

    def _take_unknown(self, match: Match) -> None:
        word = match.value
        if word.isdecimal():
            is_count = 0 < int(word[:6]) <= _MOST_COUNTED and not tells_age(match, self.reading)
            self._waiting.said.count = int(word) if is_count else None
            return
        if self._hair.takes_tone(match, self._waiting):
            return
        if len(word) >= _SHORTEST_UNKNOWN and not self._is_negating:
            self.seen.not_understood.append(self.reading.words(match))
        self._pass_by()

    def _pass_by(self) -> None:
        """A thing that is not drawn keeps its colour to itself."""
        if not self.around.is_next(NOUNS):
            self._waiting.drop_color()
        self.nouns.pass_by(self.reading.language, is_noun_next=self.around.noun_follows())
        self._is_negating = False
